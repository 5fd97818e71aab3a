/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_GEOMETRY_H
#define MAILLAGE_GEOMETRY_H

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

/** A (multi)polygon: its rings, holes included, to fill by the even-odd rule; or lines. */
typedef struct {
  size_t n_paths;
  mlg_path *paths;
} mlg_shape;

typedef struct {
  double min_x, min_y, max_x, max_y;
} mlg_box;

#endif
