/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_CIRCLES_H
#define DRAW_CIRCLES_H

#include "draw/map.h"

/** A number of persons at a place: a circle whose area says how many. */
typedef struct {
  size_t zone;  /**< Of the plan's level. */
  mlg_point at; /**< px; set when drawn. */
  double persons, radius;
  mlg_paint paint;
  const char *tooltip;
} mlg_disc;

/**
 * Sizes circles: their total area is a fixed share of the extent's, the largest
 * radius bounded. Sorts them, largest first. Returns px for one person's root.
 */
double mlg_discs_size(const mlg_map *map, mlg_disc *discs, size_t n);

/** Draws those that stand here, largest first, and takes their ground. */
void mlg_discs_draw(mlg_map *map, const mlg_disc *discs, size_t n);

/**
 * Writes the figure of each where it can be read (in the circle, else beside it,
 * else not) and the names. Names come first, unless each circle has its own.
 */
mlg_status mlg_discs_annotate(mlg_map *map, const mlg_disc *discs, size_t n);

#endif
