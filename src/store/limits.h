/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_LIMITS_H
#define STORE_LIMITS_H

#include <maillage/arena.h>
#include <maillage/geometry.h>
#include <maillage/status.h>
#include <stdbool.h>

/** A step along a limit: what it bounds is on its left. */
typedef struct {
  mlg_point from, to;
} mlg_edge;

static inline bool mlg_same_point(mlg_point a, mlg_point b) { return a.x == b.x && a.y == b.y; }

/** By x, then y. */
static inline int mlg_order_points(mlg_point a, mlg_point b) {
  return a.x != b.x ? (a.x > b.x) - (a.x < b.x) : (a.y > b.y) - (a.y < b.y);
}

/** Limits of several zones, less those met once from either side. */
typedef struct {
  size_t n;
  mlg_edge *edges; /**< By `from`. */
  bool twice;      /**< A limit was met twice from the same side: zones overlap. */
} mlg_limits;

/** The limits around the zones as a whole. */
mlg_status mlg_limits_left(mlg_arena *arena, const mlg_shape *zones, size_t n, mlg_limits *left);

/** Closed ways along limits, none of which meets itself. */
typedef struct {
  size_t n;
  size_t *first; /**< Of each ring's edges in… (n + 1 of them) */
  size_t *edges; /**< …this list of places in mlg_limits; a ring's first starts most to the west. */
  size_t *of;    /**< The ring of each edge. */
  size_t *walk; /**< Of each ring: rings that touch around the same ground are of one walk. */
  size_t n_walks;
  size_t *start;  /**< Of each walk, its edge that starts most to the west. */
  bool ambiguous; /**< Two ways lead on to the same edge: zones overlap. */
} mlg_rings;

mlg_status mlg_rings_chain(mlg_arena *arena, const mlg_limits *limits, mlg_rings *rings);

/**
 * Sets the shell that each ring belongs to, itself for a shell. `sound` is false where edges cross
 * or run over each other, and where rings are not shells, holes in them, shells in these…: what
 * they bound is then no union.
 */
mlg_status mlg_rings_nest(mlg_arena *arena, const mlg_limits *limits, const mlg_rings *rings,
                          size_t *shells, bool *sound);

#endif
