/* SPDX-License-Identifier: Apache-2.0 */
#include "document/fiche.h"

#include <stdlib.h>

/* Which places the people of each zone reach, and which of those they reach first. */

/* Persons weigh what is summed: of one zone and one offer. */
typedef struct {
  double persons, minutes, attraction;
} reach_sum;

/* Where nobody is counted, every part of the zone is as good as another. */
static double weight_of(const mlg_portrait *portrait, size_t leaf) {
  static const double NOBODY = 1e-6;
  double persons = mlg_need_value(portrait->need, MLG_IRIS, leaf, portrait->base).value;
  return persons > 0 ? persons : NOBODY;
}

static mlg_status sum_pairs(mlg_arena *scratch, const fiches *book, reach_sum *sums) {
  const mlg_portrait *portrait = book->portrait;
  const mlg_directory *directory = portrait->directory;
  size_t n = directory->n_offers, n_pairs;
  mlg_destination *to = MLG_NEW(scratch, mlg_destination, n);
  mlg_pair *pairs;
  MLG_HAVE(to);
  for (size_t i = 0; i < n; i++)
    to[i] = (mlg_destination){directory->sites[directory->offers[i].site].at,
                              directory->offers[i].site, directory->offers[i].terms.reserved};
  MLG_TRY(mlg_pairs_build(scratch, portrait->coverage->access, to, n, &pairs, &n_pairs));
  for (size_t i = 0; i < n_pairs; i++) {
    size_t leaf = pairs[i].zone;
    if (leaf >= portrait->territory->n_zones[MLG_IRIS]) continue; /* a neighbour's */
    size_t zone = mlg_territory_above(portrait->territory, leaf, book->level);
    if (zone == MLG_NO_ZONE) continue;
    reach_sum *sum = &sums[zone * n + pairs[i].destination];
    double persons = weight_of(portrait, leaf);
    sum->persons += persons * pairs[i].share;
    sum->minutes += persons * pairs[i].share * pairs[i].minutes;
    sum->attraction += persons * pairs[i].weight;
  }
  return MLG_OK;
}

/* Offers that those who come by themselves fill, in the reference scenario. */
static bool *find_full(mlg_arena *scratch, const mlg_portrait *portrait) {
  const mlg_coverage *coverage = portrait->coverage;
  size_t n = portrait->directory->n_offers;
  double *received = MLG_NEW(scratch, double, n + 1);
  bool *full = MLG_NEW(scratch, bool, n + 1);
  if (received == NULL || full == NULL) return NULL;
  for (size_t i = 0; i < coverage->n_flows; i++)
    if (coverage->flows[i].scenario == portrait->project->reference)
      received[coverage->flows[i].offer] += coverage->flows[i].served;
  for (size_t i = 0; i < n; i++)
    full[i] = mlg_offer_is_full(portrait->directory->offers[i].capacity, received[i]);
  return full;
}

static int by_attraction(const void *a, const void *b) {
  const fiche_site *x = a, *y = b;
  if (x->attraction != y->attraction) return x->attraction > y->attraction ? -1 : 1;
  return x->site < y->site ? -1 : x->site > y->site;
}

/* Offers come by site: those of one site follow each other. */
static void add_offer(fiche_zone *zone, const mlg_offer *offer, const reach_sum *sum, bool full) {
  if (zone->n_sites == 0 || zone->sites[zone->n_sites - 1].site != offer->site)
    zone->sites[zone->n_sites++] = (fiche_site){.site = offer->site};
  fiche_site *site = &zone->sites[zone->n_sites - 1];
  /* An offer with places left makes room for its family, whoever else is full there. */
  site->full[offer->family] = full && (!site->offers[offer->family] || site->full[offer->family]);
  if (!site->offers[offer->family]) zone->n_offers[offer->family]++;
  site->offers[offer->family] = true;
  if (sum->attraction <= site->attraction) return;
  site->attraction = sum->attraction;
  site->minutes = sum->minutes / sum->persons;
}

static mlg_status gather(const fiches *book, fiche_zone *zone, const reach_sum *sums,
                         const bool *full) {
  const mlg_directory *directory = book->portrait->directory;
  size_t reached = 0;
  for (size_t i = 0; i < directory->n_offers; i++) reached += sums[i].persons > 0;
  zone->sites = MLG_NEW(book->arena, fiche_site, reached + 1);
  MLG_HAVE(zone->sites);
  for (size_t i = 0; i < directory->n_offers; i++)
    if (sums[i].persons > 0) add_offer(zone, &directory->offers[i], &sums[i], full[i]);
  qsort(zone->sites, zone->n_sites, sizeof *zone->sites, by_attraction);
  return MLG_OK;
}

/* How the people of a zone travel: as those of its first part. */
static mlg_travel travel_of(const fiches *book, size_t zone) {
  const mlg_access *access = book->portrait->coverage->access;
  const mlg_territory *territory = book->portrait->territory;
  for (size_t leaf = 0; leaf < territory->n_zones[MLG_IRIS]; leaf++)
    if (mlg_territory_above(territory, leaf, book->level) == zone &&
        access->first[leaf] < access->first[leaf + 1])
      return access->origins[access->first[leaf]].travel;
  return MLG_ON_FOOT;
}

static mlg_status reach(mlg_arena *scratch, fiches *book) {
  size_t n_offers = book->portrait->directory->n_offers;
  reach_sum *sums = MLG_NEW(scratch, reach_sum, book->n * n_offers + 1);
  bool *full = find_full(scratch, book->portrait);
  MLG_HAVE(sums);
  MLG_HAVE(full);
  MLG_TRY(sum_pairs(scratch, book, sums));
  for (size_t i = 0; i < book->n; i++) {
    fiche_zone *zone = &book->zones[i];
    zone->travel = travel_of(book, zone->zone);
    MLG_TRY(gather(book, zone, sums + zone->zone * n_offers, full));
  }
  return MLG_OK;
}

mlg_status mlg_fiche_reach(fiches *book) {
  mlg_arena scratch = {0};
  mlg_status status = reach(&scratch, book);
  mlg_arena_free(&scratch);
  return status;
}

/* ---- which of them to show ---- */

size_t mlg_fiche_choose(fiche_zone *zone, size_t most, size_t total) {
  size_t taken[MLG_FAMILY_COUNT] = {0}, n = 0;
  for (size_t i = 0; i < zone->n_sites; i++) {
    fiche_site *site = &zone->sites[i];
    bool wanted = false;
    for (int f = 0; f < MLG_FAMILY_COUNT; f++) wanted |= site->offers[f] && taken[f] < most;
    wanted &= n < total;
    site->number = wanted ? ++n : 0;
    for (int f = 0; f < MLG_FAMILY_COUNT; f++) taken[f] += wanted && site->offers[f];
  }
  return n;
}
