/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/demand.h"

#include <math.h>

/* Persons in a or b of a population. Nothing crosses the two in one table: they may be the
 * same persons, or all different ones. Between the two, independence. */
static mlg_estimate union_of(mlg_estimate a, mlg_estimate b, mlg_estimate population) {
  mlg_estimate both = {.value = NAN,
                       .low = fmax(fmax(0, a.low), b.low),
                       .high = fmin(population.high, a.high + b.high),
                       .flags = (a.flags | b.flags) & ~(uint32_t)MLG_PUBLISHED};
  both.high = fmax(both.high, both.low);
  if (!mlg_is_known(a) || !mlg_is_known(b) || !mlg_is_known(population)) {
    both.flags |= MLG_ABSENT;
    return both;
  }
  both.value = mlg_union_2x2(fmax(0, a.value), fmax(0, b.value), population.value, 1);
  both.value = fmin(fmax(both.value, both.low), both.high);
  both.variance = a.variance + b.variance; /* slopes are at most 1 */
  return both;
}

void mlg_demand_base(const mlg_project *project, const mlg_territory *territory,
                     const mlg_need *need, size_t base, size_t scenario, mlg_estimate *by_zone) {
  const mlg_scenario_base *own = &project->scenarios[scenario].base;
  size_t n = project->n_indicators, first = own->of.id != NULL ? own->of.index : base;
  size_t population = mlg_indicator_find(project->indicators, n, "population");
  for (size_t leaf = 0; leaf < territory->n_zones[MLG_IRIS]; leaf++) {
    by_zone[leaf] = mlg_need_value(need, MLG_IRIS, leaf, first);
    if (own->with.id == NULL) continue;
    mlg_estimate all = mlg_unknown(MLG_ABSENT);
    if (population < n) all = mlg_need_value(need, MLG_IRIS, leaf, population);
    mlg_estimate other = mlg_need_value(need, MLG_IRIS, leaf, own->with.index);
    by_zone[leaf] = union_of(by_zone[leaf], other, all);
  }
}
