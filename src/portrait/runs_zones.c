/* SPDX-License-Identifier: Apache-2.0 */
/* The zones of two runs: which moved, and beyond what is not sure. */
#include "portrait/runs.h"

#include <math.h>
#include <stdlib.h>

/* Less than half a person is nobody. */
static const double NOBODY = 0.5;

static mlg_estimate figure_of(const mlg_portrait *portrait, mlg_level level, size_t zone,
                              mlg_family family, size_t scenario) {
  if (family == MLG_FAMILY_COUNT)
    return mlg_need_value(portrait->need, level, zone, portrait->base);
  return mlg_uncovered(mlg_coverage_parts(portrait->coverage, level, zone, family, scenario));
}

/* The second run's figure, in the unit of the first. */
static mlg_estimate after_of(const mlg_comparison_request *request, const mlg_comparison *c,
                             size_t zone, mlg_family family) {
  mlg_estimate after = figure_of(request->b, request->level, zone, family, request->scenario_b);
  return family == MLG_FAMILY_COUNT || c->visits == 1 ? after : mlg_scale(after, c->visits);
}

/* Whether a value is outside what an estimate shows as possible. */
static bool is_outside(double value, mlg_estimate of) {
  return value < mlg_shown_low(of, 0) - NOBODY || value > mlg_shown_high(of, INFINITY) + NOBODY;
}

static mlg_status compare_zone(mlg_arena *arena, const mlg_comparison_request *request, size_t a,
                               size_t b, mlg_family family, size_t *room, mlg_comparison *to) {
  mlg_estimate before = figure_of(request->a, request->level, a, family, request->scenario_a);
  mlg_estimate after = after_of(request, to, b, family);
  bool known = mlg_is_known(before), still = mlg_is_known(after);
  /* Known in one run alone is a change; in neither, nothing can be said. */
  if (known == still && !(fabs(after.value - before.value) >= NOBODY)) return MLG_OK;
  if (!MLG_ROOM(arena, to->zones, to->n_zones, *room)) return MLG_FAILURE;
  bool beyond = known && still &&
                (is_outside(after.value, before) || is_outside(before.value, after));
  to->zones[to->n_zones++] = (mlg_zone_change){a, b, family, before, after, beyond};
  return MLG_OK;
}

static double size_of(const mlg_zone_change *change) {
  return fabs(change->after.value - change->before.value);
}

/* The base first. */
static int rank_of(mlg_family family) { return family == MLG_FAMILY_COUNT ? -1 : (int)family; }

static int compare_changes(const void *left, const void *right) {
  const mlg_zone_change *a = left, *b = right;
  if (a->family != b->family) return rank_of(a->family) < rank_of(b->family) ? -1 : 1;
  double x = size_of(a), y = size_of(b);
  if (isnan(x) != isnan(y)) return isnan(x) ? 1 : -1;
  if (x != y && !isnan(x)) return x > y ? -1 : 1;
  return (a->a > b->a) - (a->a < b->a);
}

mlg_status mlg_runs_zones(mlg_arena *arena, const mlg_comparison_request *request,
                          mlg_comparison *to) {
  const mlg_territory *a = request->a->territory, *b = request->b->territory;
  mlg_level level = request->level;
  size_t room = 0, found = 0;
  for (size_t zone = 0; zone < a->n_zones[level]; zone++) {
    size_t other = mlg_territory_find(b, level, a->zones[level][zone].code);
    if (other == MLG_NO_ZONE) continue;
    found++;
    MLG_TRY(compare_zone(arena, request, zone, other, MLG_FAMILY_COUNT, &room, to));
    for (mlg_family f = 0; f < MLG_FAMILY_COUNT; f++)
      if (to->compared[f]) MLG_TRY(compare_zone(arena, request, zone, other, f, &room, to));
  }
  to->n_lost = a->n_zones[level] - found;
  to->n_new = b->n_zones[level] - found;
  if (to->n_zones > 0) qsort(to->zones, to->n_zones, sizeof *to->zones, compare_changes);
  return MLG_OK;
}

/* ---- rates, for a map ---- */

/* What a zone's rates are over: the base's denominator, or the base itself. */
static double over(const mlg_comparison *c, const mlg_portrait *first, const mlg_portrait *own,
                   mlg_level level, size_t zone, mlg_family family) {
  size_t indicator = own->base;
  if (family == MLG_FAMILY_COUNT) {
    const mlg_project *project = own->project;
    if (c->denominator == MLG_NO_INDICATOR) return NAN;
    indicator = mlg_indicator_find(project->indicators, project->n_indicators,
                                   first->project->indicators[c->denominator].id);
    if (indicator == project->n_indicators) return NAN;
  }
  return mlg_need_value(own->need, level, zone, indicator).value;
}

/* Both runs rest on the same data and method: what is not sure in one is so in the other, and
 * low is set against low, high against high. */
static mlg_estimate difference(mlg_estimate before, mlg_estimate after) {
  double low = after.low - before.low, high = after.high - before.high;
  mlg_estimate d = mlg_exact(after.value - before.value);
  d.low = fmin(d.value, fmin(low, high));
  d.high = fmax(d.value, fmax(low, high));
  d.flags = before.flags | after.flags;
  return d;
}

void mlg_comparison_rates(const mlg_comparison_request *request, const mlg_comparison *c,
                          mlg_family family, mlg_estimate *differences) {
  const mlg_portrait *a = request->a, *b = request->b;
  mlg_level level = request->level;
  for (size_t zone = 0; zone < a->territory->n_zones[level]; zone++) {
    size_t other = mlg_territory_find(b->territory, level, a->territory->zones[level][zone].code);
    differences[zone] = mlg_unknown(MLG_ABSENT);
    if (other == MLG_NO_ZONE) continue;
    double was = over(c, a, a, level, zone, family), is = over(c, a, b, level, other, family);
    if (!(was >= MLG_FRAGILE_BELOW && is >= MLG_FRAGILE_BELOW)) continue;
    mlg_estimate before =
        mlg_scale(figure_of(a, level, zone, family, request->scenario_a), 1 / was);
    mlg_estimate after = mlg_scale(after_of(request, c, other, family), 1 / is);
    if (mlg_is_known(before) && mlg_is_known(after)) differences[zone] = difference(before, after);
  }
}
