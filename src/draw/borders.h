/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_BORDERS_H
#define DRAW_BORDERS_H

#include <maillage/arena.h>
#include <maillage/geometry.h>
#include <maillage/status.h>

/** A line that two shapes share: indexes among the shapes, the smaller first. */
typedef struct {
  size_t a, b;
  mlg_path line;
} mlg_border;

/**
 * The limits that shapes of a tiling share. Shared limits must have the same points, as those
 * of mlg_view_outline have. A limit in several pieces, or one that a ring starts on, makes several
 * borders. O(points log points).
 */
mlg_status mlg_borders_find(mlg_arena *arena, const mlg_shape *shapes, size_t n,
                            mlg_border **borders, size_t *n_borders);

#endif
