/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_SWEEP_H
#define COVERAGE_SWEEP_H

#include <maillage/access.h>

/**
 * @file
 * Destinations from west to east, so that an origin looks at the strip around it only;
 * and by site, where a table of minutes names them.
 */
typedef struct {
  mlg_point at;
  size_t destination;
} mlg_post;

typedef struct {
  const mlg_access *access;
  const mlg_destination *destinations;
  size_t n, n_posts;
  mlg_post *posts; /**< Those that have a position, by x. */
  size_t *by_site; /**< All, by site. */
} mlg_sweep;

typedef struct {
  size_t destination;
  double metres, minutes; /**< `metres` NaN for a destination without position. */
} mlg_reached;

mlg_status mlg_sweep_init(mlg_arena *arena, const mlg_access *access,
                          const mlg_destination *destinations, size_t n, mlg_sweep *sweep);

/** What is within reach of an origin, in no order; `reached` has room for all. */
size_t mlg_sweep_reached(const mlg_sweep *sweep, const mlg_origin *origin, mlg_reached *reached);

/** The destination that takes the fewest minutes, however far; false when there is none. */
bool mlg_sweep_nearest(const mlg_sweep *sweep, const mlg_origin *origin, mlg_reached *nearest);

#endif
