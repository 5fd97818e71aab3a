/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/coordination.h>

#include "portrait/prose.h"

#include <stdlib.h>
#include <string.h>

/* ---- who reaches what ---- */

/* Offers as places to go to; reach is asked for all families at once. */
static mlg_destination *destinations(mlg_arena *arena, const mlg_directory *directory) {
  mlg_destination *to = MLG_NEW(arena, mlg_destination, directory->n_offers);
  for (size_t i = 0; to != NULL && i < directory->n_offers; i++) {
    const mlg_offer *offer = &directory->offers[i];
    to[i] = (mlg_destination){directory->sites[offer->site].at, offer->site, offer->terms.reserved};
  }
  return to;
}

static bool is_inhabited(const mlg_portrait *portrait, size_t leaf) {
  if (portrait->population == MLG_NO_INDICATOR) return true;
  return mlg_need_value(portrait->need, MLG_IRIS, leaf, portrait->population).value != 0;
}

/* Of each zone, the offers that some of its people have in reach: once for each of its finest
 * zones that has. */
typedef struct {
  size_t *first;    /* of each zone's offers in… */
  uint32_t *offers; /* …this list */
} reaches;

/* Of millions of pairs, what matters here, as they come. */
typedef struct {
  uint32_t zone, offer;
} reached;

typedef struct {
  mlg_arena *arena;
  const mlg_portrait *portrait;
  mlg_level level;
  reached *all;
  size_t n, room;
} listing;

/* The zone of a pair at the level; MLG_NO_ZONE where nobody lives. */
static size_t zone_of(const mlg_portrait *portrait, mlg_level level, const mlg_pair *pair) {
  const mlg_territory *territory = portrait->territory;
  if (pair->zone >= territory->n_zones[MLG_IRIS] || !is_inhabited(portrait, pair->zone))
    return MLG_NO_ZONE;
  return mlg_territory_above(territory, pair->zone, level);
}

static mlg_status list_zone(void *context, const mlg_pair *pairs, size_t n) {
  listing *list = context;
  size_t zone = n > 0 ? zone_of(list->portrait, list->level, &pairs[0]) : MLG_NO_ZONE;
  for (size_t i = 0; zone != MLG_NO_ZONE && i < n; i++) {
    if (!MLG_ROOM(list->arena, list->all, list->n, list->room)) return MLG_FAILURE;
    list->all[list->n++] = (reached){(uint32_t)zone, pairs[i].destination};
  }
  return MLG_OK;
}

/* A counting sort by zone. */
static mlg_status find_reach(mlg_arena *scratch, const mlg_portrait *portrait, mlg_level level,
                             reaches *found) {
  size_t n = portrait->territory->n_zones[level];
  listing list = {.arena = scratch, .portrait = portrait, .level = level};
  mlg_destination *to = destinations(scratch, portrait->directory);
  MLG_HAVE(to);
  MLG_TRY(mlg_pairs_visit(portrait->coverage->access, to, portrait->directory->n_offers, list_zone,
                          &list));
  *found = (reaches){MLG_NEW(scratch, size_t, n + 2), MLG_NEW(scratch, uint32_t, list.n + 1)};
  MLG_HAVE(found->first);
  MLG_HAVE(found->offers);
  for (size_t i = 0; i < list.n; i++) found->first[list.all[i].zone + 2]++;
  for (size_t zone = 2; zone < n + 2; zone++) found->first[zone] += found->first[zone - 1];
  for (size_t i = 0; i < list.n; i++)
    found->offers[found->first[list.all[i].zone + 1]++] = list.all[i].offer;
  return MLG_OK;
}

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* In their order, once each; returns how many. */
static size_t sort_offers(uint32_t *offers, size_t n) {
  size_t kept = 0;
  qsort(offers, n, sizeof *offers, by_number);
  for (size_t i = 0; i < n; i++)
    if (kept == 0 || offers[kept - 1] != offers[i]) offers[kept++] = offers[i];
  return kept;
}

/* ---- what they find ---- */

static mlg_answer by_appointment(const mlg_offer *offer) {
  if ((offer->terms.access & MLG_BY_APPOINTMENT) != 0 || offer->schedule.by_appointment)
    return MLG_YES;
  return offer->terms.access == 0 ? MLG_NOT_SAID : MLG_NO;
}

/* A partly read week that shows an evening has one; that shows none may have one. */
static mlg_answer opens(const mlg_schedule *schedule, bool (*when)(const mlg_schedule *)) {
  if (when(schedule)) return MLG_YES;
  return schedule->known && !schedule->partial ? MLG_NO : MLG_NOT_SAID;
}

/* Of several offers: one yes is a yes; a no needs them all. */
static void join(mlg_answer *all, mlg_answer one, bool first) {
  if (first || (*all != MLG_YES && one != MLG_NO)) *all = one;
}

/* Whether one of the `n` offers before this one is of its family and provider. */
static bool named_before(const mlg_directory *directory, const uint32_t *offers, size_t n) {
  const mlg_offer *of = &directory->offers[offers[n]];
  for (size_t i = 0; i < n; i++) {
    const mlg_offer *other = &directory->offers[offers[i]];
    if (other->family == of->family && other->terms.provider != NULL &&
        strcmp(other->terms.provider, of->terms.provider) == 0)
      return true;
  }
  return false;
}

static void count_provider(const mlg_directory *directory, const uint32_t *offers, size_t i,
                           mlg_coordinated_family *family) {
  const char *provider = directory->offers[offers[i]].terms.provider;
  if (provider == NULL || *provider == '\0')
    family->n_unnamed++;
  else
    family->n_providers += !named_before(directory, offers, i);
}

/* Two offers that nobody names may be one structure's, or two. */
static mlg_answer is_single(const mlg_coordinated_family *family) {
  if (family->n_offers == 1) return MLG_YES;
  if (family->n_offers == 0 || family->n_providers > 1) return MLG_NO;
  return family->n_unnamed == 0 ? MLG_YES : MLG_NOT_SAID;
}

static void add_offer(const mlg_directory *directory, const uint32_t *offers, size_t i,
                      mlg_coordination *zone) {
  const mlg_offer *offer = &directory->offers[offers[i]];
  mlg_coordinated_family *family = &zone->families[offer->family];
  bool first = family->n_offers++ == 0;
  join(&family->appointment, by_appointment(offer), first);
  join(&family->evening, opens(&offer->schedule, mlg_schedule_evening), first);
  join(&family->saturday, opens(&offer->schedule, mlg_schedule_saturday), first);
  count_provider(directory, offers, i, family);
}

static mlg_coordination look_at(const mlg_portrait *portrait, mlg_level level, size_t zone,
                                const uint32_t *offers, size_t n) {
  const mlg_directory *directory = portrait->directory;
  mlg_coordination found = {0};
  for (size_t i = 0; i < n; i++) add_offer(directory, offers, i, &found);
  for (int f = 0; f < MLG_FAMILY_COUNT; f++) {
    mlg_coordinated_family *family = &found.families[f];
    family->recorded = portrait->coverage->recorded[f];
    family->single = is_single(family);
    if (family->recorded && family->n_offers == 0)
      family->appointment = family->evening = family->saturday = MLG_NO;
    family->orientation =
        mlg_portrait_parts(portrait, level, zone, (mlg_family)f)->part[MLG_ORIENTATION];
    found.n_recorded += family->recorded;
    found.n_present += family->recorded && family->n_offers > 0;
  }
  return found;
}

mlg_status mlg_coordination_build(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                                  mlg_coordination **zones) {
  size_t n = portrait->territory->n_zones[level];
  mlg_coordination *list = MLG_NEW(arena, mlg_coordination, n);
  MLG_HAVE(list);
  mlg_arena scratch = {0};
  reaches found;
  mlg_status status = find_reach(&scratch, portrait, level, &found);
  for (size_t zone = 0; status == MLG_OK && zone < n; zone++) {
    uint32_t *offers = found.offers + found.first[zone];
    list[zone] = look_at(portrait, level, zone, offers,
                         sort_offers(offers, found.first[zone + 1] - found.first[zone]));
  }
  mlg_arena_free(&scratch);
  if (status == MLG_OK) *zones = list;
  return status;
}

/* ---- in words ---- */

char *mlg_coordination_present(mlg_arena *arena, const mlg_coordination *zone) {
  mlg_prose prose = {.arena = arena};
  for (int f = 0, said = 0; f < MLG_FAMILY_COUNT; f++)
    if (zone->families[f].recorded && zone->families[f].n_offers > 0)
      MLG_SAY(&prose, said++ == 0 ? "" : ", ", MLG_FAMILIES[f].label);
  if (zone->n_present == 0) MLG_SAY(&prose, "aucune");
  char *tally =
      mlg_arena_printf(arena, " (%zu sur %zu recensées)", zone->n_present, zone->n_recorded);
  MLG_SAY(&prose, tally);
  return mlg_prose_end(&prose);
}
