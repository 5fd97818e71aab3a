/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_LABELS_H
#define DRAW_LABELS_H

#include "draw/map.h"

/** A name to place. */
typedef struct {
  const char *name; /**< " - " parts it: a line may end there. */
  int owner;        /**< Of the ground where it belongs. */
  double priority;  /**< The highest is placed first. */
  bool must;        /**< With a leader if it has to be; else it may be left out. */
  mlg_font font;
} mlg_label;

/**
 * Places names on the map: inside the owner's ground, as near its middle as
 * nothing else stands; else, when they must be there, beside it with a leader.
 * Names never touch each other, a circle, a figure or a site. Sorts `labels`.
 */
mlg_status mlg_labels_place(mlg_map *map, mlg_label *labels, size_t n);

#endif
