/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/socle.h>
#include <maillage/text.h>
#include <maillage/verify.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const size_t NO_SITE = (size_t)-1;

/* ---- why ---- */

static bool is_asked(const mlg_portrait *portrait, const mlg_site *site) {
  static const bool ASKED[MLG_SITE_STATUS_COUNT] = {
      [MLG_COUNTED] = true,   [MLG_NO_POSITION] = true,  [MLG_NO_SERVICE] = true,
      [MLG_ITINERANT] = true, [MLG_COMMUNE_ONLY] = true, [MLG_STALE] = true,
      [MLG_UNDATED] = true,   [MLG_HEAD_OFFICE] = true};
  if (!ASKED[site->status]) return false;
  /* Nowhere, and of a commune elsewhere: somebody else's to call. */
  return site->has_position || *site->insee == '\0' ||
         mlg_territory_find(portrait->territory, MLG_COMMUNE, site->insee) != MLG_NO_ZONE;
}

static bool leaves_unsaid(const mlg_site *site) {
  for (int basic = 0; basic < MLG_BASIC_COUNT; basic++)
    if (site->basics[basic] == MLG_NOT_SAID) return true;
  return false;
}

static unsigned reasons_of(const mlg_site *site) {
  bool by_commune = site->n_entries > 0 && site->from[MLG_FROM_POSITION] == MLG_NO_ENTRY;
  unsigned reasons = 0;
  if (!site->schedule.known) reasons |= MLG_VERIFY_HOURS;
  if (site->stale) reasons |= MLG_VERIFY_STALE;
  if (site->undated) reasons |= MLG_VERIFY_UNDATED;
  if (!site->has_position || by_commune) reasons |= MLG_VERIFY_POSITION;
  if (site->status == MLG_NO_SERVICE) reasons |= MLG_VERIFY_SERVICES;
  if (site->status == MLG_ITINERANT) reasons |= MLG_VERIFY_STOPS;
  if (leaves_unsaid(site)) reasons |= MLG_VERIFY_BASICS;
  return reasons;
}

/* Pairs that were not joined, by little. */
static void mark_twins(const mlg_directory *directory, mlg_to_verify *by_site, double *score) {
  for (size_t i = 0; i < directory->n_matches; i++) {
    const mlg_match *match = &directory->matches[i];
    if (match->kind != MLG_MATCH_NEAR && match->kind != MLG_MATCH_CHAIN) continue;
    size_t sites[2] = {directory->entries[match->a].site, directory->entries[match->b].site};
    if (sites[0] == MLG_NO_SITE || sites[1] == MLG_NO_SITE || sites[0] == sites[1]) continue;
    for (int side = 0; side < 2; side++) {
      mlg_to_verify *one = &by_site[sites[side]];
      one->reasons |= MLG_VERIFY_TWIN;
      if (one->twin != NO_SITE && score[sites[side]] >= match->score) continue;
      one->twin = sites[1 - side];
      score[sites[side]] = match->score;
    }
  }
}

static void mark_unknown(const mlg_directory *directory, mlg_to_verify *by_site) {
  for (size_t i = 0; i < directory->n_offers; i++)
    if (directory->offers[i].capacity_kind == MLG_CAPACITY_UNKNOWN)
      by_site[directory->offers[i].site].reasons |= MLG_VERIFY_CAPACITY;
}

/* ---- how much it matters ---- */

static double uncovered_in(const mlg_portrait *portrait, size_t zone) {
  mlg_estimate lacking = mlg_uncovered(mlg_portrait_parts(portrait, MLG_IRIS, zone, MLG_AIDER));
  return isnan(lacking.value) ? 0 : lacking.value;
}

static mlg_status weigh(mlg_arena *arena, const mlg_portrait *portrait, mlg_to_verify *list,
                        size_t n) {
  const mlg_access *access = portrait->coverage->access;
  mlg_destination *destinations = MLG_NEW(arena, mlg_destination, n);
  size_t *of = MLG_NEW(arena, size_t, n), n_placed = 0, n_pairs;
  MLG_HAVE(destinations);
  MLG_HAVE(of);
  for (size_t i = 0; i < n; i++) {
    const mlg_site *site = &portrait->directory->sites[list[i].site];
    if (!site->has_position) continue;
    destinations[n_placed] = (mlg_destination){.at = site->at, .site = list[i].site};
    of[n_placed++] = i;
  }
  mlg_pair *pairs;
  MLG_TRY(mlg_pairs_build(arena, access, destinations, n_placed, &pairs, &n_pairs));
  for (size_t i = 0; i < n_pairs; i++)
    if (pairs[i].zone < portrait->territory->n_zones[MLG_IRIS])
      list[of[pairs[i].destination]].uncovered += pairs[i].weight *
                                                  uncovered_in(portrait, pairs[i].zone);
  return MLG_OK;
}

/* Sites come in the order of their ids. */
static int compare(const void *left, const void *right) {
  const mlg_to_verify *a = left, *b = right;
  if (a->uncovered != b->uncovered) return a->uncovered < b->uncovered ? 1 : -1;
  return (a->site > b->site) - (a->site < b->site);
}

mlg_status mlg_verify_build(mlg_arena *arena, const mlg_portrait *portrait,
                            mlg_to_verify **to_verify, size_t *n) {
  const mlg_directory *directory = portrait->directory;
  mlg_to_verify *list = MLG_NEW(arena, mlg_to_verify, directory->n_sites);
  double *score = MLG_NEW(arena, double, directory->n_sites);
  MLG_HAVE(list);
  MLG_HAVE(score);
  for (size_t s = 0; s < directory->n_sites; s++)
    list[s] = (mlg_to_verify){.site = s,
                              .twin = NO_SITE,
                              .counted = directory->sites[s].status == MLG_COUNTED,
                              .reasons = reasons_of(&directory->sites[s])};
  mark_twins(directory, list, score);
  mark_unknown(directory, list);
  *n = 0;
  for (size_t s = 0; s < directory->n_sites; s++)
    if (list[s].reasons != 0 && is_asked(portrait, &directory->sites[s])) list[(*n)++] = list[s];
  MLG_TRY(weigh(arena, portrait, list, *n));
  if (*n > 0) qsort(list, *n, sizeof *list, compare);
  *to_verify = list;
  return MLG_OK;
}

/* ---- in words ---- */

char *mlg_verify_words(mlg_arena *arena, const mlg_portrait *portrait, const mlg_to_verify *one) {
  static const struct {
    unsigned reason;
    const char *words;
  } REASONS[] = {
      {MLG_VERIFY_STALE, "fiche ancienne"},           {MLG_VERIFY_UNDATED, "fiche sans date"},
      {MLG_VERIFY_HOURS, "horaires inconnus"},        {MLG_VERIFY_CAPACITY, "capacité inconnue"},
      {MLG_VERIFY_POSITION, "sans position précise"}, {MLG_VERIFY_SERVICES, "services inconnus"},
      {MLG_VERIFY_STOPS, "arrêts inconnus"}};
  static const char *const GAP = MLG_NNBSP "; ";
  const mlg_site *sites = portrait->directory->sites;
  char *words = mlg_arena_strdup(arena, "");
  for (size_t i = 0; words != NULL && i < sizeof REASONS / sizeof *REASONS; i++)
    if (one->reasons & REASONS[i].reason)
      words = mlg_arena_printf(arena, "%s%s%s", words, *words == '\0' ? "" : GAP, REASONS[i].words);
  if (words != NULL && one->twin != NO_SITE)
    words = mlg_arena_printf(arena, "%s%smême lieu que «" MLG_NBSP "%s" MLG_NBSP "»" MLG_NNBSP "?",
                             words, *words == '\0' ? "" : GAP, sites[one->twin].name);
  if (words == NULL || !(one->reasons & MLG_VERIFY_BASICS)) return words;
  char *unsaid = mlg_socle_unsaid(arena, &sites[one->site]);
  if (unsaid == NULL) return NULL;
  return mlg_arena_printf(arena, "%s%ssocle commun à demander" MLG_NNBSP ": %s", words,
                          *words == '\0' ? "" : GAP, unsaid);
}
