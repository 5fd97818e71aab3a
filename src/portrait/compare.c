/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/compare.h"

#include <math.h>

/*
 * How sure it is that one zone stands above another. A parameter is the same in
 * every zone: its doubt moves all of them at once, and is compared run by run
 * (low with low, high with high). A cell that was hidden or assumed is a zone's
 * own doubt: there the lowest of one is set against the highest of the other.
 * Sampling is independent from zone to zone: variances add.
 */

enum { RUNS = 3 };

static bool is_of_need(mlg_compared by) {
  return by.kind == MLG_BY_UNCOVERED || by.kind == MLG_BY_UNCOVERED_RATE;
}

static mlg_estimate count_of(const mlg_portrait *portrait, mlg_compared by, mlg_level level,
                             size_t zone) {
  if (!is_of_need(by)) return mlg_need_value(portrait->need, level, zone, by.indicator);
  return mlg_uncovered(mlg_portrait_parts(portrait, level, zone, by.family));
}

/* Of uncovered need, flags tell assumed capacities, which is a shared doubt: those of
   the persons concerned are the base's. */
static bool is_own(const mlg_portrait *portrait, mlg_compared by, size_t leaf) {
  static const uint32_t OWN = MLG_SUPPRESSED | MLG_IMPUTED | MLG_ABSENT;
  size_t indicator = is_of_need(by) ? portrait->base : by.indicator;
  mlg_estimate estimate = mlg_need_value(portrait->need, MLG_IRIS, leaf, indicator);
  return (estimate.flags & OWN) != 0 || !mlg_is_known(estimate);
}

/* Of each zone of a level: the sum of its finest zones that share their doubts with all
   others, and whether there are others. One pass, however many zones there are. */
typedef struct {
  mlg_estimate shared;
  bool has_own;
} doubts;

static doubts *sum_doubts(mlg_arena *arena, const mlg_portrait *portrait, mlg_compared by,
                          mlg_level level) {
  const mlg_territory *territory = portrait->territory;
  doubts *sums = MLG_NEW(arena, doubts, territory->n_zones[level] + 1);
  for (size_t leaf = 0; sums != NULL && leaf < territory->n_zones[MLG_IRIS]; leaf++) {
    size_t zone = mlg_territory_above(territory, leaf, level);
    if (zone == MLG_NO_ZONE) continue;
    if (is_own(portrait, by, leaf))
      sums[zone].has_own = true;
    else
      sums[zone].shared = mlg_add(sums[zone].shared, count_of(portrait, by, MLG_IRIS, leaf));
  }
  return sums;
}

/* Without a doubt of its own, the zone's own figure stands for the sum. */
static void part_doubts(mlg_estimate count, const doubts *sum, mlg_side *side) {
  mlg_estimate shared = sum->has_own ? sum->shared : count;
  const double runs[RUNS] = {shared.low, shared.value, shared.high};
  for (size_t i = 0; i < RUNS; i++) side->shared[i] = runs[i];
  if (!sum->has_own) return;
  /* A wide zone's published figure may be surer than the sum of its parts. */
  side->low = fmin(count.low - shared.low, count.high - shared.high);
  side->high = fmax(count.low - shared.low, count.high - shared.high);
}

/* Between 0 and infinity anything fits: nothing to compare. */
static bool is_bounded(mlg_estimate estimate) {
  return mlg_is_known(estimate) || estimate.low > 0 || isfinite(estimate.high);
}

static bool is_ranked(const mlg_portrait *portrait, mlg_compared by, mlg_level level, size_t zone,
                      mlg_estimate count) {
  mlg_estimate rate;
  bool is_rate = by.kind == MLG_BY_RATE || by.kind == MLG_BY_UNCOVERED_RATE;
  if (is_of_need(by) && !portrait->coverage->recorded[by.family]) return false;
  if (!is_bounded(count) || !is_rate) return is_bounded(count);
  mlg_shown shown = is_of_need(by)
                        ? mlg_portrait_uncovered_rate(portrait, level, zone, by.family, &rate)
                        : mlg_portrait_rate(portrait, level, zone, by.indicator, by.k, &rate);
  return shown != MLG_NOBODY && shown != MLG_TOO_FEW && is_bounded(rate);
}

static mlg_side side_of(const mlg_portrait *portrait, mlg_compared by, mlg_level level, size_t zone,
                        const doubts *sum) {
  mlg_estimate count = count_of(portrait, by, level, zone);
  mlg_side side = {
      .value = count.value, .variance = count.variance, .factor = 1, .flags = count.flags};
  side.ranked = is_ranked(portrait, by, level, zone, count);
  if (!side.ranked) return side;
  part_doubts(count, sum, &side);
  if (by.kind == MLG_BY_COUNT || by.kind == MLG_BY_UNCOVERED) return side;
  size_t denominator = is_of_need(by)
                           ? portrait->base
                           : portrait->project->indicators[by.indicator].denominators[by.k];
  side.factor = 1 / mlg_need_value(portrait->need, level, zone, denominator).value;
  return side;
}

mlg_side *mlg_compare_level(mlg_arena *arena, const mlg_portrait *portrait, mlg_compared by,
                            mlg_level level) {
  size_t n = portrait->territory->n_zones[level];
  doubts *sums = sum_doubts(arena, portrait, by, level);
  mlg_side *sides = sums == NULL ? NULL : MLG_NEW(arena, mlg_side, n + 1);
  for (size_t zone = 0; sides != NULL && zone < n; zone++)
    sides[zone] = side_of(portrait, by, level, zone, &sums[zone]);
  return sides;
}

static double times(double factor, double count) { return factor == 0 ? 0 : factor * count; }

/* What cannot be told (infinite less infinite) is no bound. */
static double or_else(double bound, double unbounded) { return isnan(bound) ? unbounded : bound; }

mlg_estimate mlg_compare_sides(const mlg_side *a, const mlg_side *b) {
  double lowest = INFINITY, highest = -INFINITY;
  for (size_t i = 0; i < RUNS; i++) {
    double run = times(a->factor, a->shared[i]) - times(b->factor, b->shared[i]);
    lowest = fmin(lowest, or_else(run, -INFINITY));
    highest = fmax(highest, or_else(run, INFINITY));
  }
  double low = times(a->factor, a->low) - times(b->factor, b->high);
  double high = times(a->factor, a->high) - times(b->factor, b->low);
  return (mlg_estimate){
      .value = times(a->factor, a->value) - times(b->factor, b->value),
      .low = or_else(lowest + low, -INFINITY),
      .high = or_else(highest + high, INFINITY),
      .variance = a->factor * a->factor * a->variance + b->factor * b->factor * b->variance,
      .flags = (a->flags | b->flags) & ~(uint32_t)MLG_PUBLISHED,
  };
}

/* Those of the wider zone who are not in the narrower one. */
static mlg_side rest_of(const mlg_side *whole, const mlg_side *part) {
  mlg_side rest = *whole;
  rest.value -= part->value;
  rest.variance = fmax(0, whole->variance - part->variance);
  for (size_t i = 0; i < RUNS; i++) rest.shared[i] -= part->shared[i];
  rest.low = or_else(whole->low - part->low, -INFINITY);
  rest.high = or_else(whole->high - part->high, INFINITY);
  return rest;
}

/* A difference has no floor: what nothing is known of may be below zero. */
static mlg_estimate no_difference(void) {
  return (mlg_estimate){NAN, -INFINITY, INFINITY, 0, MLG_ABSENT};
}

mlg_estimate mlg_compare_within(const mlg_side *part, const mlg_side *whole) {
  if (!part->ranked || !whole->ranked) return no_difference();
  mlg_side rest = rest_of(whole, part), own = *part;
  /* part / p - (part + rest) / w: whom both count is set against themselves. */
  own.factor -= whole->factor;
  return mlg_compare_sides(&own, &rest);
}

mlg_estimate mlg_compare_apart(const mlg_side *a, const mlg_side *b) {
  return a->ranked && b->ranked ? mlg_compare_sides(a, b) : no_difference();
}

mlg_side mlg_compare_mean(const mlg_side *sides, const size_t *zones, size_t n) {
  mlg_side mean = {.factor = 1, .ranked = n > 0};
  for (size_t i = 0; i < n; i++) {
    const mlg_side *one = &sides[zones[i]];
    double factor = one->factor / (double)n;
    mean.ranked = mean.ranked && one->ranked;
    mean.value += factor * one->value;
    mean.variance += factor * factor * one->variance;
    for (size_t run = 0; run < RUNS; run++) mean.shared[run] += times(factor, one->shared[run]);
    mean.low += times(factor, one->low);
    mean.high += times(factor, one->high);
    mean.flags |= one->flags;
  }
  return mean;
}

mlg_status mlg_portrait_differences(mlg_arena *arena, const mlg_portrait *portrait, mlg_compared by,
                                    mlg_level level, mlg_level wider, mlg_estimate *differences) {
  const mlg_territory *territory = portrait->territory;
  mlg_side *parts = mlg_compare_level(arena, portrait, by, level);
  mlg_side *wholes = mlg_compare_level(arena, portrait, by, wider);
  MLG_HAVE(parts);
  MLG_HAVE(wholes);
  for (size_t zone = 0; zone < territory->n_zones[level]; zone++) {
    size_t parent = territory->zones[level][zone].parent[wider];
    differences[zone] = parent == MLG_NO_ZONE ? no_difference()
                                              : mlg_compare_within(&parts[zone], &wholes[parent]);
  }
  return MLG_OK;
}
