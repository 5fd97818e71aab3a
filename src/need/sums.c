/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

/* Each zone's first finest zone: a sum starts there, so that a sum of one part
   is that part, as published. */
mlg_status mlg_prepare_sums(mlg_calculation *c) {
  c->n_leaves_of = MLG_NEW(c->scratch, size_t, c->territory->n_zones[MLG_COMMUNE]);
  MLG_HAVE(c->n_leaves_of);
  for (mlg_level level = MLG_QUARTIER; level < MLG_LEVEL_COUNT; level++) {
    size_t n = c->territory->n_zones[level];
    size_t *first = MLG_NEW(c->scratch, size_t, n);
    MLG_HAVE(first);
    for (size_t leaf = mlg_n_leaves(c); n > 0 && leaf-- > 0;) {
      size_t zone = mlg_territory_above(c->territory, leaf, level);
      if (zone != MLG_NO_ZONE) first[zone] = leaf;
    }
    c->first_leaf[level] = first;
  }
  for (size_t leaf = 0; leaf < mlg_n_leaves(c); leaf++)
    c->n_leaves_of[mlg_territory_above(c->territory, leaf, MLG_COMMUNE)]++;
  return MLG_OK;
}

/* A level (an income) has no sum: only its flags are left. */
static mlg_estimate joined_with(mlg_nature nature, mlg_estimate sum, mlg_estimate part) {
  if (nature == MLG_NATURE_COUNT) return mlg_add(sum, part);
  return mlg_unknown((sum.flags | part.flags | MLG_ABSENT) & ~(uint32_t)MLG_PUBLISHED);
}

/* Adds a finest zone, or at its commune's first the commune it is in, to a zone above. */
static void add_leaf(const mlg_calculation *c, size_t indicator, mlg_figures figures, size_t leaf,
                     mlg_level level) {
  size_t zone = mlg_territory_above(c->territory, leaf, level);
  if (zone == MLG_NO_ZONE) return; /* an island has no EPCI */
  size_t commune = mlg_territory_above(c->territory, leaf, MLG_COMMUNE);
  mlg_estimate part = figures.at[MLG_IRIS][leaf * figures.stride];
  mlg_estimate *sum = &figures.at[level][zone * figures.stride];
  if (mlg_is_carried(c, indicator, level, leaf)) {
    if (level == MLG_COMMUNE || c->first_leaf[MLG_COMMUNE][commune] != leaf) return;
    part = figures.at[MLG_COMMUNE][commune * figures.stride];
  }
  bool first = c->first_leaf[level][zone] == leaf;
  *sum = first ? part : joined_with(c->indicators[indicator].nature, *sum, part);
}

/* Each finest zone goes to every level straight, never through another level: the
   same additions in the same order, so that levels agree. mlg_add carries doubt:
   one unknown part leaves a sum without value, its low the known part. */
void mlg_sum_up(const mlg_calculation *c, size_t indicator, mlg_figures figures) {
  for (size_t leaf = 0; leaf < mlg_n_leaves(c); leaf++)
    for (mlg_level level = MLG_QUARTIER; level < MLG_LEVEL_COUNT; level++)
      if (c->territory->n_zones[level] > 0) add_leaf(c, indicator, figures, leaf, level);
}
