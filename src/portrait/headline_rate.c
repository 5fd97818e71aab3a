/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/headline.h"
#include "portrait/phrases.h"
#include "portrait/places.h"
#include "portrait/prose.h"
#include "portrait/rank.h"

#include <math.h>
#include <string.h>

double mlg_candidate_rate(const void *context, size_t zone) {
  const mlg_candidates *among = context;
  mlg_estimate rate;
  mlg_shown shown =
      mlg_portrait_rate(among->portrait, among->level, zone, among->indicator, 0, &rate);
  return shown == MLG_SHOWN ? rate.value : NAN;
}

/* The largest multiple of `step` that the first `n` zones exceed, if it tells them
   apart from the others and from the whole extent; else NaN. */
static double dividing_bound(const mlg_candidates *among, size_t n, double step) {
  if (n >= among->n) return NAN;
  double last = mlg_candidate_rate(among, among->zones[n - 1]),
         next = mlg_candidate_rate(among, among->zones[n]);
  double bound = (ceil(last / step - 1e-9) - 1) * step;
  return bound >= among->whole && !(next > bound) ? bound : NAN;
}

/* The bound is best round, then set by as many zones as can be named. */
static double best_bound(const mlg_candidates *among, size_t *n) {
  static const double STEPS[] = {0.05, 0.01};
  for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++)
    for (*n = MLG_HEADLINE_ZONES; *n > 0; (*n)--) {
      double bound = dividing_bound(among, *n, STEPS[i]);
      if (!isnan(bound)) return bound;
    }
  return NAN;
}

/* "À Rennes, trois adultes hors études sur dix peuvent être en difficulté" */
static char *fragility_share(mlg_arena *arena, const char *at, double rate) {
  const mlg_fraction *fraction = mlg_fraction_near(rate);
  char *place = mlg_wording_capital(arena, at);
  if (fraction == NULL)
    return MLG_TEXT(arena, place, ", environ ", mlg_whole_percent(arena, rate),
                    " des adultes hors études peuvent être en difficulté");
  bool one = strcmp(fraction->before, "un") == 0;
  return MLG_TEXT(arena, place, ", ", fraction->before, one ? " adulte" : " adultes",
                  " hors études ", fraction->after,
                  one ? " peut être en difficulté" : " peuvent être en difficulté");
}

static char *rate_lead(mlg_arena *arena, const mlg_portrait *portrait, const char *at,
                       size_t indicator, mlg_estimate rate) {
  const mlg_indicator *all = portrait->project->indicators, *shown = &all[indicator];
  const mlg_indicator *denominator = &all[shown->denominators[0]];
  if (mlg_is_known(rate) && mlg_is_fragility(shown) &&
      strcmp(denominator->id, "population_nscol") == 0)
    return fragility_share(arena, at, rate.value);
  const char *share = mlg_is_known(rate) ? mlg_french_percent(arena, rate.value)
                                         : mlg_wording_rate(arena, rate);
  if (share == NULL) return NULL;
  const char *of = strcmp(share, MLG_NOT_KNOWN) ? mlg_of_denominator(arena, denominator) : "";
  return MLG_TEXT(arena, shown->label, MLG_COLON, share, *of ? " " : "", of, " ", at);
}

static char *rate_tail(mlg_arena *arena, const mlg_candidates *among, size_t n) {
  return MLG_TEXT(arena, MLG_SEMICOLON, mlg_headline_names(arena, among, n),
                  n > 1 ? " dépassent " : " dépasse ", mlg_whole_percent(arena, among->bound));
}

char *mlg_headline_rate(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                        size_t extent, size_t indicator) {
  mlg_candidates among = {
      .portrait = portrait, .extent_level = extent_level, .indicator = indicator};
  if (portrait->project->indicators[indicator].n_denominators == 0)
    return mlg_headline_count(arena, portrait, extent_level, extent, MLG_QUARTIER, indicator);
  mlg_estimate rate;
  mlg_portrait_rate(portrait, extent_level, extent, indicator, 0, &rate);
  char *at = mlg_wording_at(arena, portrait, extent_level, extent);
  char *lead = at == NULL ? NULL : rate_lead(arena, portrait, at, indicator, rate);
  if (lead == NULL || mlg_place_split(arena, portrait, extent_level, extent, &among.level,
                                      &among.zones, &among.n) != MLG_OK)
    return NULL;
  mlg_rank_by(mlg_candidate_rate, &among, among.zones, among.n);
  size_t n = 0;
  among.whole = rate.value;
  among.bound = best_bound(&among, &n);
  return mlg_headline_fit(arena, &among, lead, n, rate_tail);
}
