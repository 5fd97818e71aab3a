/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_ALIKE_H
#define COVERAGE_ALIKE_H

#include <maillage/access.h>

/**
 * Zones that reach the same offers, taken as one: a row. Where zones are many and offers few,
 * rows are three to ten times fewer.
 */
typedef struct {
  const mlg_graph *whole;
  uint32_t *row;   /**< By zone. */
  mlg_graph graph; /**< From rows; it has no weights. */
} mlg_alike;

/** Rows are numbered as their first zones come. */
mlg_status mlg_alike_find(mlg_arena *arena, const mlg_graph *graph, mlg_alike *alike);

/** Sums figures of zones by row; NULL when memory is short. */
double *mlg_alike_sum_zones(mlg_arena *arena, const mlg_alike *alike, const double *by_zone);

/** Sums figures of arcs by arc of the rows; NULL when memory is short. */
double *mlg_alike_sum_arcs(mlg_arena *arena, const mlg_alike *alike, const double *by_arc);

#endif
