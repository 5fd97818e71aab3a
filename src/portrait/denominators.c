/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/phrases.h"
#include "portrait/places.h"
#include "portrait/prose.h"
#include "portrait/rank.h"

#include <math.h>
#include <string.h>

/* The zones of an extent and an indicator with two denominators. */
typedef struct {
  const mlg_portrait *portrait;
  mlg_level level;
  size_t indicator;
  size_t denominator; /* 0 or 1 */
} rates;

static double rate_over(const rates *of, size_t zone, size_t k) {
  mlg_estimate rate;
  mlg_shown shown = mlg_portrait_rate(of->portrait, of->level, zone, of->indicator, k, &rate);
  return shown == MLG_SHOWN ? rate.value : NAN;
}

static double rate_of(const void *context, size_t zone) {
  const rates *of = context;
  return rate_over(of, zone, of->denominator);
}

static size_t position(const size_t *zones, size_t n, size_t zone) {
  size_t at = 0;
  while (at < n && zones[at] != zone) at++;
  return at;
}

/* The zone whose second rate falls the furthest below its first, in proportion. */
static size_t widest_gap(const rates *of, const size_t *zones, size_t n) {
  size_t widest = MLG_NO_ZONE;
  double least = INFINITY;
  for (size_t i = 0; i < n; i++) {
    double ratio = rate_over(of, zones[i], 1) / rate_over(of, zones[i], 0);
    if (!(ratio < least)) continue;
    least = ratio;
    widest = zones[i];
  }
  return widest;
}

static char *ordinal(mlg_arena *arena, size_t rank) {
  return mlg_arena_printf(arena, "%zu%s", rank, rank == 1 ? "er" : "e");
}

static size_t rated(const rates *of, const size_t *zones, size_t n) {
  size_t count = 0;
  for (size_t i = 0; i < n; i++) count += !isnan(rate_of(of, zones[i]));
  return count;
}

/* Students are in one denominator and not in the other: the one reason we know by name. */
static const char *why(const mlg_indicator *first, const mlg_indicator *second) {
  bool students = strcmp(first->id, "population_nscol") == 0 &&
                  strcmp(second->id, "population_15p") == 0;
  return students ? "les étudiants, comptés dans les seconds, abaissent ce taux."
                  : "les deux taux n'ont pas le même dénominateur.";
}

/* "4e rang sur 12 (29,0 % des non-scolarisés)" */
static char *sentence(mlg_arena *arena, const rates *of, size_t zone, const size_t ranks[2],
                      size_t count) {
  const mlg_indicator *all = of->portrait->project->indicators;
  const size_t *denominators = all[of->indicator].denominators;
  const mlg_indicator *first = &all[denominators[0]], *second = &all[denominators[1]];
  return MLG_TEXT(arena, mlg_wording_place(arena, of->portrait, of->level, zone), " passe du ",
                  ordinal(arena, ranks[0]), " rang sur ", mlg_french_count(arena, (double)count),
                  " (", mlg_french_percent(arena, rate_over(of, zone, 0)), " ",
                  mlg_of_denominator(arena, first), ") au ", ordinal(arena, ranks[1]), " (",
                  mlg_french_percent(arena, rate_over(of, zone, 1)), " ",
                  mlg_of_denominator(arena, second), ")", MLG_COLON, why(first, second));
}

char *mlg_wording_denominators(mlg_arena *arena, const mlg_portrait *portrait,
                               mlg_level extent_level, size_t extent, size_t indicator) {
  rates of = {portrait, MLG_QUARTIER, indicator, 0};
  size_t *zones, n;
  if (portrait->project->indicators[indicator].n_denominators < 2)
    return mlg_arena_strdup(arena, "");
  if (mlg_place_split(arena, portrait, extent_level, extent, &of.level, &zones, &n) != MLG_OK)
    return NULL;
  size_t zone = widest_gap(&of, zones, n), ranks[2], count = rated(&of, zones, n);
  for (of.denominator = 0; of.denominator < 2; of.denominator++) {
    mlg_rank_by(rate_of, &of, zones, n);
    ranks[of.denominator] = position(zones, n, zone) + 1;
  }
  /* Same rank either way: nothing to explain. */
  if (zone == MLG_NO_ZONE || ranks[0] == ranks[1]) return mlg_arena_strdup(arena, "");
  return sentence(arena, &of, zone, ranks, count);
}
