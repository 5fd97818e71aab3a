/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/compare.h"
#include "portrait/headline.h"
#include "portrait/phrases.h"
#include "portrait/places.h"
#include "portrait/prose.h"
#include "portrait/rank.h"

#include <math.h>
#include <stdlib.h>

/* Zones whose figures differ by less than the last digits of a sum are alike. */
static const double ALIKE = 1e-9;

/* Whether a stands above b whatever the doubt. */
static bool is_above(const mlg_side *a, const mlg_side *b) {
  mlg_estimate difference = mlg_compare_sides(a, b);
  double size = fabs(a->factor * a->value) + fabs(b->factor * b->value);
  return mlg_shown_low(difference, -INFINITY) > (isfinite(size) ? ALIKE * size : 0);
}

/* Where a zone stands by itself, whatever its doubt: wide enough that it is surely above all whose
 * spans end below its own. Only those that meet are compared one by one. */
typedef struct {
  size_t zone;
  double low, high, highest; /* the last: of those before it, and its own */
} span;

static span span_of(const mlg_side *sides, size_t zone) {
  static const mlg_side nothing = {.factor = 0};
  mlg_estimate alone = mlg_compare_sides(&sides[zone], &nothing);
  double slack = isfinite(alone.value) ? 2 * ALIKE * fabs(alone.value) : 0;
  return (span){.zone = zone,
                .low = mlg_shown_low(alone, -INFINITY) - slack,
                .high = mlg_shown_high(alone, INFINITY) + slack};
}

static int by_low(const void *left, const void *right) {
  const span *a = left, *b = right;
  if (a->low != b->low) return a->low < b->low ? -1 : 1;
  return (a->zone > b->zone) - (a->zone < b->zone);
}

typedef struct {
  const mlg_side *sides;
  size_t n;
  span *spans; /* of the ranked ones, from the lowest on */
} ranking;

static void fill_ranking(ranking *r, const size_t *zones, size_t n) {
  r->n = 0;
  for (size_t i = 0; i < n; i++)
    if (r->sides[zones[i]].ranked) r->spans[r->n++] = span_of(r->sides, zones[i]);
  if (r->n > 1) qsort(r->spans, r->n, sizeof *r->spans, by_low);
  for (size_t i = 0; i < r->n; i++)
    r->spans[i].highest = i == 0 ? r->spans[i].high
                                 : fmax(r->spans[i].high, r->spans[i - 1].highest);
}

static mlg_status make_ranking(mlg_arena *arena, const mlg_side *sides, const size_t *zones,
                               size_t n, ranking *r) {
  *r = (ranking){.sides = sides, .spans = MLG_NEW(arena, span, n + 1)};
  MLG_HAVE(sides);
  MLG_HAVE(r->spans);
  fill_ranking(r, zones, n);
  return MLG_OK;
}

/* How many spans begin at `high` or below. */
static size_t count_up_to(const ranking *r, double high) {
  size_t from = 0, to = r->n;
  while (from < to) {
    size_t middle = from + (to - from) / 2;
    if (r->spans[middle].low <= high)
      from = middle + 1;
    else
      to = middle;
  }
  return from;
}

static mlg_rank_range range_of(const ranking *r, size_t zone) {
  const mlg_side *own = &r->sides[zone];
  if (!own->ranked) return (mlg_rank_range){0};
  span s = span_of(r->sides, zone);
  size_t meeting = count_up_to(r, s.high), above = r->n - meeting, below = meeting;
  for (size_t i = meeting; i > 0 && r->spans[i - 1].highest >= s.low; i--) {
    if (r->spans[i - 1].high < s.low) continue;
    const mlg_side *other = &r->sides[r->spans[i - 1].zone];
    above += is_above(other, own);
    below -= !is_above(own, other);
  }
  return (mlg_rank_range){.first = 1 + above, .last = r->n - below, .of = r->n};
}

mlg_status mlg_portrait_rank_range(mlg_arena *arena, const mlg_portrait *portrait, mlg_compared by,
                                   mlg_level level, const size_t *zones, size_t n,
                                   mlg_rank_range *ranges) {
  ranking r;
  MLG_TRY(make_ranking(arena, mlg_compare_level(arena, portrait, by, level), zones, n, &r));
  for (size_t i = 0; i < n; i++) ranges[i] = range_of(&r, zones[i]);
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
  ranking r = {.sides = mlg_compare_level(arena, portrait, by, level),
               .spans = MLG_NEW(arena, span, portrait->territory->n_zones[level] + 1)};
  MLG_HAVE(zones);
  MLG_HAVE(r.sides);
  MLG_HAVE(r.spans);
  for (size_t holder = 0; holder < portrait->territory->n_zones[wider]; holder++) {
    fill_ranking(&r, zones + first[holder], first[holder + 1] - first[holder]);
    for (size_t i = first[holder]; i < first[holder + 1]; i++)
      ranges[zones[i]] = range_of(&r, zones[i]);
  }
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

/* A first rank shared by that many, and by half of all, singles out nobody. */
enum { TOO_MANY = 10 };

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
  ranking r;
  if (make_ranking(arena, mlg_compare_level(arena, portrait, by, among.level), among.zones, among.n,
                   &r) != MLG_OK)
    return NULL;
  mlg_rank_range ranges[MLG_HEADLINE_ZONES];
  size_t named = 0;
  bool tied = false;
  /* Zones without a rate of their own come last, and are not named. */
  for (; named < among.n && named < MLG_HEADLINE_ZONES; named++) {
    if (isnan(mlg_candidate_rate(&among, among.zones[named]))) break;
    ranges[named] = range_of(&r, among.zones[named]);
    tied |= ranges[named].first != ranges[named].last;
  }
  if (!tied) return mlg_arena_strdup(arena, "");
  /* "1er à 1202e (sur 1202)" would tell nothing. */
  size_t ties = ranges[0].last - ranges[0].first;
  if (ties < TOO_MANY || ties < ranges[0].of / 2)
    return ranks_of_first(arena, &among, ranges, named);
  return mlg_arena_printf(
      arena, "Rangs" MLG_COLON "trop incertains pour nommer les premiers (sur" MLG_NBSP "%zu)",
      ranges[0].of);
}
