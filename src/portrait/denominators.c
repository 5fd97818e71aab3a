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
} rates;

static double rate_over(const rates *of, size_t zone, size_t k) {
  mlg_estimate rate;
  mlg_shown shown = mlg_portrait_rate(of->portrait, of->level, zone, of->indicator, k, &rate);
  return shown == MLG_SHOWN ? rate.value : NAN;
}

/* What is left of the first rate over the second denominator, turned so that the
   zone where the least is left ranks first. */
static double gap_of(const void *context, size_t zone) {
  const rates *of = context;
  return -rate_over(of, zone, 1) / rate_over(of, zone, 0);
}

/* The rank of a zone by its rate over denominator k, from 1. */
static size_t rank_of(const rates *of, const size_t *zones, size_t n, size_t zone, size_t k) {
  size_t rank = 1;
  for (size_t i = 0; i < n; i++) rank += rate_over(of, zones[i], k) > rate_over(of, zone, k);
  return rank;
}

static size_t rated(const rates *of, const size_t *zones, size_t n) {
  size_t count = 0;
  for (size_t i = 0; i < n; i++)
    if (!isnan(rate_over(of, zones[i], 0))) count++;
  return count;
}

/* Students are in one denominator and not in the other: the one reason we know by name. */
static const char *why(const mlg_indicator *first, const mlg_indicator *second) {
  bool students = strcmp(first->id, "population_nscol") == 0 &&
                  strcmp(second->id, "population_15p") == 0;
  return students ? "les étudiants, comptés dans les seconds, abaissent ce taux."
                  : "les deux taux n'ont pas le même dénominateur.";
}

/* "4e rang sur 12 (29,0 % des non-scolarisés)"; what goes without saying is said once. */
static char *standing(mlg_arena *arena, const rates *of, const size_t *zones, size_t n, size_t zone,
                      size_t k, bool in_full) {
  const mlg_indicator *all = of->portrait->project->indicators;
  const mlg_indicator *denominator = &all[all[of->indicator].denominators[k]];
  const char *count =
      in_full && k == 0 ? mlg_arena_printf(arena, " rang sur %zu", rated(of, zones, n)) : "";
  const char *base = in_full ? MLG_TEXT(arena, " ", mlg_of_denominator(arena, denominator)) : "";
  return MLG_TEXT(arena, mlg_ordinal(arena, rank_of(of, zones, n, zone, k)), count, " (",
                  mlg_french_percent(arena, rate_over(of, zone, k)), base, ")");
}

static char *sentence(mlg_arena *arena, const rates *of, const size_t *zones, size_t n) {
  enum { MOST = 2 };
  const mlg_indicator *all = of->portrait->project->indicators;
  const size_t *denominators = all[of->indicator].denominators;
  mlg_prose prose = {.arena = arena};
  size_t named = 0;
  for (size_t i = 0; i < n && named < MOST; i++) {
    /* Same or better rank: the second denominator explains nothing there. */
    if (rank_of(of, zones, n, zones[i], 1) <= rank_of(of, zones, n, zones[i], 0)) continue;
    MLG_SAY(&prose, named > 0 ? ", " : "",
            mlg_wording_place(arena, of->portrait, of->level, zones[i]),
            named > 0 ? " du " : " passe du ", standing(arena, of, zones, n, zones[i], 0, !named),
            " au ", standing(arena, of, zones, n, zones[i], 1, !named));
    named++;
  }
  if (named > 0) MLG_SAY(&prose, MLG_COLON, why(&all[denominators[0]], &all[denominators[1]]));
  return mlg_prose_end(&prose);
}

char *mlg_wording_denominators(mlg_arena *arena, const mlg_portrait *portrait,
                               mlg_level extent_level, size_t extent, size_t indicator) {
  rates of = {portrait, MLG_QUARTIER, indicator};
  size_t *zones, n;
  if (portrait->project->indicators[indicator].n_denominators < 2)
    return mlg_arena_strdup(arena, "");
  if (mlg_place_split(arena, portrait, extent_level, extent, &of.level, &zones, &n) != MLG_OK)
    return NULL;
  mlg_rank_by(gap_of, &of, zones, n);
  return sentence(arena, &of, zones, n);
}
