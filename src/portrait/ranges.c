/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/compare.h"
#include "portrait/headline.h"
#include "portrait/phrases.h"
#include "portrait/places.h"
#include "portrait/prose.h"
#include "portrait/rank.h"

#include <math.h>

/* Zones whose figures differ by less than the last digits of a sum are alike. */
static const double ALIKE = 1e-9;

/* Whether a stands above b whatever the doubt. */
static bool is_above(const mlg_side *a, const mlg_side *b) {
  mlg_estimate difference = mlg_compare_sides(a, b);
  double size = fabs(a->factor * a->value) + fabs(b->factor * b->value);
  return mlg_shown_low(difference, -INFINITY) > (isfinite(size) ? ALIKE * size : 0);
}

static mlg_rank_range range_of(const mlg_side *sides, const size_t *zones, size_t n, size_t zone) {
  mlg_rank_range range = {0};
  if (!sides[zone].ranked) return range;
  size_t above = 0, below = 0;
  for (size_t i = 0; i < n; i++) {
    if (!sides[zones[i]].ranked) continue;
    range.of++;
    above += is_above(&sides[zones[i]], &sides[zone]);
    below += is_above(&sides[zone], &sides[zones[i]]);
  }
  range.first = 1 + above;
  range.last = range.of - below;
  return range;
}

mlg_status mlg_portrait_rank_range(mlg_arena *arena, const mlg_portrait *portrait, mlg_compared by,
                                   mlg_level level, const size_t *zones, size_t n,
                                   mlg_rank_range *ranges) {
  const mlg_side *sides = mlg_compare_level(arena, portrait, by, level);
  MLG_HAVE(sides);
  for (size_t i = 0; i < n; i++) ranges[i] = range_of(sides, zones, n, zones[i]);
  return MLG_OK;
}

/* Zones by the zone that holds them: a counting sort. `first` says where each one's begin. */
static size_t *sort_by_holder(mlg_arena *arena, const mlg_territory *territory, mlg_level level,
                              mlg_level wider, size_t **first) {
  size_t n = territory->n_zones[level], n_wider = territory->n_zones[wider];
  const mlg_zone *zones = territory->zones[level];
  size_t *sorted = MLG_NEW(arena, size_t, n + 1), *next = MLG_NEW(arena, size_t, n_wider + 2);
  if (sorted == NULL || next == NULL) return NULL;
  for (size_t i = 0; i < n; i++)
    if (zones[i].parent[wider] < n_wider) next[zones[i].parent[wider] + 2]++;
  for (size_t i = 2; i < n_wider + 2; i++) next[i] += next[i - 1];
  for (size_t i = 0; i < n; i++)
    if (zones[i].parent[wider] < n_wider) sorted[next[zones[i].parent[wider] + 1]++] = i;
  *first = next;
  return sorted;
}

mlg_status mlg_portrait_rank_within(mlg_arena *arena, const mlg_portrait *portrait, mlg_compared by,
                                    mlg_level level, mlg_level wider, mlg_rank_range *ranges) {
  size_t *first;
  const size_t *zones = sort_by_holder(arena, portrait->territory, level, wider, &first);
  const mlg_side *sides = mlg_compare_level(arena, portrait, by, level);
  MLG_HAVE(zones);
  MLG_HAVE(sides);
  for (size_t holder = 0; holder < portrait->territory->n_zones[wider]; holder++)
    for (size_t i = first[holder]; i < first[holder + 1]; i++)
      ranges[zones[i]] =
          range_of(sides, zones + first[holder], first[holder + 1] - first[holder], zones[i]);
  return MLG_OK;
}

char *mlg_wording_rank(mlg_arena *arena, mlg_rank_range range) {
  if (range.of == 0) return mlg_arena_strdup(arena, "");
  if (range.first == range.last) return mlg_ordinal(arena, range.first);
  return MLG_TEXT(arena, mlg_ordinal(arena, range.first), " à ", mlg_ordinal(arena, range.last));
}

static bool same_range(mlg_rank_range a, mlg_rank_range b) {
  return a.first == b.first && a.last == b.last;
}

/* "Le Blosne 1er ; Bréquigny et Maurepas 2e à 3e (sur 12)": tied zones are named together. */
static char *ranks_of_first(mlg_arena *arena, const mlg_candidates *among,
                            const mlg_rank_range *ranges, size_t n) {
  mlg_prose prose = {.arena = arena};
  MLG_SAY(&prose, "Rangs" MLG_COLON);
  for (size_t i = 0, next; i < n; i = next) {
    for (next = i + 1; next < n && same_range(ranges[i], ranges[next]);) next++;
    MLG_SAY(&prose, i > 0 ? MLG_SEMICOLON : "",
            mlg_place_names(arena, among->portrait, among->extent_level, among->level,
                            among->zones + i, next - i),
            " ", mlg_wording_rank(arena, ranges[i]));
  }
  MLG_SAY(&prose, mlg_arena_printf(arena, " (sur" MLG_NBSP "%zu)", ranges[0].of));
  return mlg_prose_end(&prose);
}

char *mlg_wording_ranks(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                        size_t extent, size_t indicator) {
  const mlg_compared by = {.kind = MLG_BY_RATE, .indicator = indicator};
  mlg_candidates among = {
      .portrait = portrait, .extent_level = extent_level, .indicator = indicator};
  if (portrait->project->indicators[indicator].n_denominators == 0)
    return mlg_arena_strdup(arena, "");
  if (mlg_place_split(arena, portrait, extent_level, extent, &among.level, &among.zones,
                      &among.n) != MLG_OK)
    return NULL;
  mlg_rank_by(mlg_candidate_rate, &among, among.zones, among.n);
  const mlg_side *sides = mlg_compare_level(arena, portrait, by, among.level);
  if (sides == NULL) return NULL;
  mlg_rank_range ranges[MLG_HEADLINE_ZONES];
  size_t named = 0;
  bool tied = false;
  /* Zones without a rate of their own come last, and are not named. */
  for (; named < among.n && named < MLG_HEADLINE_ZONES; named++) {
    if (isnan(mlg_candidate_rate(&among, among.zones[named]))) break;
    ranges[named] = range_of(sides, among.zones, among.n, among.zones[named]);
    tied |= ranges[named].first != ranges[named].last;
  }
  return tied ? ranks_of_first(arena, &among, ranges, named) : mlg_arena_strdup(arena, "");
}
