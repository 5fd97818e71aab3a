/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

#include <math.h>

/* Each zone's first finest zone: a sum starts there, so that a sum of one part
   is that part, as published. */
mlg_status mlg_prepare_sums(mlg_calculation *c) {
  for (int level = MLG_QUARTIER; level < MLG_LEVEL_COUNT; level++) {
    size_t n = c->territory->n_zones[level];
    size_t *first = MLG_NEW(c->arena, size_t, n);
    MLG_HAVE(first);
    for (size_t leaf = mlg_n_leaves(c); n > 0 && leaf-- > 0;)
      first[mlg_territory_above(c->territory, leaf, level)] = leaf;
    c->first_leaf[level] = first;
  }
  return MLG_OK;
}

/* Each finest zone goes to every level straight, never through another level: the
   same additions in the same order, so that levels agree. mlg_add carries doubt:
   one unknown part leaves a sum without value, its low the known part. */
void mlg_sum_up(const mlg_calculation *c, mlg_figures figures) {
  for (size_t leaf = 0; leaf < mlg_n_leaves(c); leaf++) {
    mlg_estimate part = figures.at[MLG_IRIS][leaf * figures.stride];
    for (int level = MLG_QUARTIER; level < MLG_LEVEL_COUNT; level++) {
      if (c->territory->n_zones[level] == 0) continue;
      size_t zone = mlg_territory_above(c->territory, leaf, level);
      mlg_estimate *sum = &figures.at[level][zone * figures.stride];
      *sum = c->first_leaf[level][zone] == leaf ? part : mlg_add(*sum, part);
    }
  }
}

/* A zone where nobody lives, or too few for a census to tell. */
static uint32_t flags_of(mlg_estimate population) {
  if (!mlg_is_known(population)) return 0;
  if (population.value == 0) return MLG_EMPTY;
  return population.value < MLG_FRAGILE_BELOW ? MLG_FRAGILE : 0;
}

/* After the sums: these flags are about a zone, not about what it is made of. */
static void flag_zones(const mlg_calculation *c, mlg_need *need) {
  if (c->population == c->n_indicators) return;
  for (int level = 0; level < MLG_LEVEL_COUNT; level++)
    for (size_t zone = 0; zone < c->territory->n_zones[level]; zone++) {
      mlg_estimate *values = &need->values[level][zone * c->n_indicators];
      uint32_t flags = flags_of(values[c->population]);
      for (size_t i = 0; i < c->n_indicators; i++) values[i].flags |= flags;
    }
}

/* What each finest zone weighs in the share covered: its population, or the
   mean where nobody knows it. */
static double *weigh(const mlg_calculation *c, const mlg_need *need) {
  double *weights = MLG_NEW(c->arena, double, mlg_n_leaves(c));
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

/* The share covered at one level: known weight over weight, and where nobody
   lives, whether all is known. */
static mlg_status cover_level(const mlg_calculation *c, mlg_need *need, mlg_level level,
                              const double *weights) {
  size_t n = c->territory->n_zones[level];
  double *total = MLG_NEW(c->arena, double, n);
  MLG_HAVE(total);
  for (size_t leaf = 0; n > 0 && leaf < mlg_n_leaves(c); leaf++) {
    size_t zone = mlg_territory_above(c->territory, leaf, level);
    total[zone] += weights[leaf];
    for (size_t i = 0; i < c->n_indicators; i++)
      if (mlg_is_known(need->values[MLG_IRIS][leaf * c->n_indicators + i]))
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
  for (int level = 0; level < MLG_LEVEL_COUNT; level++)
    MLG_TRY(cover_level(c, need, level, weights));
  flag_zones(c, need);
  return MLG_OK;
}
