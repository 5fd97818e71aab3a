/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/headline.h"
#include "portrait/phrases.h"
#include "portrait/places.h"
#include "portrait/prose.h"
#include "portrait/rank.h"

#include <math.h>
#include <string.h>

static double count_of(const void *context, size_t zone) {
  const mlg_candidates *among = context;
  return mlg_need_value(among->portrait->need, among->level, zone, among->indicator).value;
}

/* "Environ 41 800 personnes fragiles à Rennes"; of a partial figure, what is known. */
static char *fragile_lead(mlg_arena *arena, const char *at, mlg_estimate count) {
  if (mlg_is_known(count))
    return MLG_TEXT(arena, "Environ ", mlg_quantity(arena, count.value, "personnes fragiles"), " ",
                    at);
  char *partial = mlg_wording_partial(arena, count, "personnes fragiles");
  if (partial == NULL || strcmp(partial, MLG_NOT_KNOWN) != 0)
    return MLG_TEXT(arena, mlg_wording_capital(arena, partial), " ", at);
  return MLG_TEXT(arena, "Personnes fragiles" MLG_COLON, partial, " ", at);
}

static char *count_lead(mlg_arena *arena, const mlg_portrait *portrait, const char *at,
                        size_t indicator, mlg_estimate count) {
  const mlg_indicator *shown = &portrait->project->indicators[indicator];
  if (mlg_is_fragility(shown)) return fragile_lead(arena, at, count);
  /* Labels of persons say so. */
  const char *unit = strcmp(shown->unit, "personnes") ? shown->unit : "";
  return MLG_TEXT(arena, shown->label, MLG_COLON,
                  mlg_is_known(count) ? mlg_quantity(arena, count.value, unit)
                                      : mlg_wording_partial(arena, count, unit),
                  " ", at);
}

/* "trois quartiers", "trois communes", or "trois quartiers ou communes" when both are there. */
static char *counted_zones(mlg_arena *arena, const mlg_candidates *among, size_t n) {
  size_t communes = 0;
  for (size_t i = 0; i < n; i++)
    communes += mlg_place_is_commune(among->portrait->territory, among->level, among->zones[i]);
  const mlg_word *word = &MLG_LEVELS[communes == n ? MLG_COMMUNE : among->level];
  bool mixed = communes > 0 && communes < n && among->level == MLG_QUARTIER;
  char *one = MLG_TEXT(arena, word == &MLG_LEVELS[MLG_COMMUNE] ? "une " : "un ", word->label);
  return mlg_counted(arena, n, one, mixed ? "quartiers ou communes" : word->plural);
}

/* Zones that hold less than this of the whole are no news. */
static const double LEAST_SHARE = 0.1;

/* ", dont un tiers dans trois quartiers : Maurepas, Le Blosne et Bréquigny" */
static char *count_tail(mlg_arena *arena, const mlg_candidates *among, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += count_of(among, among->zones[i]);
  if (sum < LEAST_SHARE * among->whole) return mlg_arena_strdup(arena, "");
  return MLG_TEXT(arena, ", dont ", mlg_share_noun(arena, sum / among->whole), " dans ",
                  counted_zones(arena, among, n), MLG_COLON, mlg_headline_names(arena, among, n));
}

char *mlg_headline_count(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                         size_t extent, mlg_level level, size_t indicator) {
  mlg_candidates among = {
      .portrait = portrait, .extent_level = extent_level, .level = level, .indicator = indicator};
  mlg_estimate count = mlg_need_value(portrait->need, extent_level, extent, indicator);
  among.whole = count.value;
  char *at = mlg_wording_at(arena, portrait, extent_level, extent);
  char *lead = at == NULL ? NULL : count_lead(arena, portrait, at, indicator, count);
  if (lead == NULL || mlg_portrait_zones_in(arena, portrait, level, extent_level, extent,
                                            &among.zones, &among.n) != MLG_OK)
    return NULL;
  mlg_rank_by(count_of, &among, among.zones, among.n);
  /* Naming every zone, or a zone without figure, says nothing. */
  size_t most = MLG_HEADLINE_ZONES < among.n ? MLG_HEADLINE_ZONES : among.n > 1 ? among.n - 1 : 0;
  while (most > 0 && !(count_of(&among, among.zones[most - 1]) > 0)) most--;
  return mlg_headline_fit(arena, &among, lead, isfinite(among.whole) ? most : 0, count_tail);
}
