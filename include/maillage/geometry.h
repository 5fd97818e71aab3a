/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_GEOMETRY_H
#define MAILLAGE_GEOMETRY_H

#include <stdbool.h>
#include <stddef.h>

/**
 * @file
 * Plain shapes for drawing and distances. Metres in EPSG:2154 (Lambert-93)
 * unless a field says otherwise. Topology is asked of SpatiaLite (store.h).
 */
typedef struct {
  double x, y;
} mlg_point;

typedef struct {
  size_t n;
  mlg_point *points; /**< A closed ring repeats its first point. */
} mlg_path;

/** A (multi)polygon: its rings, to fill by the even-odd rule, each shell (anticlockwise) followed
 * by its holes (clockwise); or lines. */
typedef struct {
  size_t n_paths;
  mlg_path *paths;
} mlg_shape;

typedef struct {
  double min_x, min_y, max_x, max_y;
} mlg_box;

/** The first of `n` items, sorted by a number, whose number is at least `least`; `n` when there is
 *  none. `numbers` is that of the first item, and items are `stride` bytes apart. O(log n). */
size_t mlg_first_from(const double *numbers, size_t n, size_t stride, double least);

/** What a closed ring holds, m²; below 0 when it turns clockwise. */
double mlg_path_area(const mlg_path *ring);

/** What a shape holds, m². */
double mlg_shape_area(const mlg_shape *shape);

/** Where a shape would rest in balance; it may lie outside. NaN for a shape that holds nothing. */
mlg_point mlg_shape_centroid(const mlg_shape *shape);

/** Whether a point is inside, by the even-odd rule. A point of a limit that two shapes share, drawn
 *  alike in both, is inside one of them at most. */
bool mlg_shape_holds(const mlg_shape *shape, mlg_point at);

/** The shape's own box; min above max for a shape without points. */
mlg_box mlg_shape_box(const mlg_shape *shape);

/** The point of a box that is nearest to `point`: itself when it is inside. */
mlg_point mlg_box_nearest(mlg_box box, mlg_point point);

#endif
