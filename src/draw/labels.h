/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_LABELS_H
#define DRAW_LABELS_H

#include "draw/map.h"

/** How far a name may go to be on the map. */
typedef enum {
  MLG_INSIDE_OR_NOT, /**< Inside its ground, or left out. */
  MLG_ACROSS_OR_NOT, /**< It may cross the limits of its ground; else left out. */
  MLG_MUST_BE,       /**< Beside its ground with a leader, if need be. */
} mlg_insistence;

/** A name to place. */
typedef struct {
  const char *name; /**< " - " parts it: a line may end there. */
  int owner;        /**< Of the ground where it belongs. */
  double priority;  /**< Within one insistence, the highest is placed first. */
  mlg_insistence insistence;
  mlg_font font; /**< Largest; shrunk to 16 px before anything else. */
} mlg_label;

/**
 * Places names on the map: inside the owner's ground, as near its middle as
 * nothing else stands; else as its insistence says. Names never touch each other,
 * a circle, a figure or a site. Sorts `labels`. O(labels x cells).
 */
mlg_status mlg_labels_place(mlg_map *map, mlg_label *labels, size_t n);

/** A line from what a text is about to the text, with a dot where it starts; takes its ground. */
void mlg_label_leader(mlg_map *map, mlg_point start, mlg_point end);

#endif
