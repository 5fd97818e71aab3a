/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

#include <math.h>

/* What is said of a figure once it is made: how far it can be trusted, and how many
   persons it is about. */

/* A zone where nobody lives, or too few for a census to tell. */
static uint32_t flags_of_zone(mlg_estimate population) {
  if (!mlg_is_known(population)) return 0;
  if (population.value == 0) return MLG_EMPTY;
  return population.value < MLG_FRAGILE_BELOW ? MLG_FRAGILE : 0;
}

/* A standard error beyond a fifth of the value: of sampling alone, bounds are shown. */
static uint32_t flags_of_figure(mlg_estimate figure) {
  bool wide = mlg_is_known(figure) && sqrt(figure.variance) > MLG_FRAGILE_BEYOND * figure.value;
  return wide ? MLG_FRAGILE : 0;
}

/* After the sums: these flags are about a zone, not about what it is made of. */
static void flag_zones(const mlg_calculation *c, mlg_need *need) {
  bool counted = c->population < c->n_indicators;
  for (int level = 0; level < MLG_LEVEL_COUNT; level++)
    for (size_t zone = 0; zone < c->territory->n_zones[level]; zone++) {
      mlg_estimate *values = &need->values[level][zone * c->n_indicators];
      uint32_t flags = counted ? flags_of_zone(values[c->population]) : 0;
      for (size_t i = 0; i < c->n_indicators; i++)
        values[i].flags |= flags | flags_of_figure(values[i]);
    }
}

/* What each finest zone weighs in the share covered: its population, or the
   mean where nobody knows it. */
static double *weigh(const mlg_calculation *c, const mlg_need *need) {
  double *weights = MLG_NEW(c->scratch, double, mlg_n_leaves(c));
  double sum = 0;
  size_t known = 0;
  for (size_t leaf = 0; weights != NULL && leaf < mlg_n_leaves(c); leaf++) {
    bool counted = c->population < c->n_indicators;
    weights[leaf] = counted ? need->values[MLG_IRIS][leaf * c->n_indicators + c->population].value
                            : 1;
    if (isnan(weights[leaf])) continue;
    sum += weights[leaf];
    known++;
  }
  for (size_t leaf = 0; weights != NULL && leaf < mlg_n_leaves(c); leaf++)
    if (isnan(weights[leaf])) weights[leaf] = known > 0 ? sum / (double)known : 1;
  return weights;
}

/* Whether a finest zone's persons are counted by a figure of `level`. */
static bool is_counted(const mlg_calculation *c, const mlg_need *need, mlg_level level, size_t leaf,
                       size_t indicator) {
  size_t commune = mlg_territory_above(c->territory, leaf, MLG_COMMUNE);
  bool carried = mlg_is_carried(c, indicator, level, leaf);
  return mlg_is_known(carried ? mlg_need_value(need, MLG_COMMUNE, commune, indicator)
                              : mlg_need_value(need, MLG_IRIS, leaf, indicator));
}

/* The share covered at one level: known weight over weight, and where nobody
   lives, whether all is known. */
static mlg_status cover_level(const mlg_calculation *c, mlg_need *need, mlg_level level,
                              const double *weights) {
  size_t n = c->territory->n_zones[level];
  double *total = MLG_NEW(c->scratch, double, n);
  MLG_HAVE(total);
  for (size_t leaf = 0; n > 0 && leaf < mlg_n_leaves(c); leaf++) {
    size_t zone = mlg_territory_above(c->territory, leaf, level);
    if (zone == MLG_NO_ZONE) continue; /* an island has no EPCI */
    total[zone] += weights[leaf];
    for (size_t i = 0; i < c->n_indicators; i++)
      if (is_counted(c, need, level, leaf, i))
        need->covered[level][zone * c->n_indicators + i] += weights[leaf];
  }
  for (size_t zone = 0; zone < n; zone++)
    for (size_t i = 0; i < c->n_indicators; i++) {
      size_t at = zone * c->n_indicators + i;
      bool whole = mlg_is_known(need->values[level][at]);
      double share = total[zone] > 0 ? need->covered[level][at] / total[zone] : 0;
      need->covered[level][at] = whole ? 1 : share;
    }
  return MLG_OK;
}

mlg_status mlg_flag_and_cover(const mlg_calculation *c, mlg_need *need) {
  const double *weights = weigh(c, need);
  MLG_HAVE(weights);
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++)
    MLG_TRY(cover_level(c, need, level, weights));
  flag_zones(c, need);
  return MLG_OK;
}
