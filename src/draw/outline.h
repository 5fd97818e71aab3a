/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_OUTLINE_H
#define DRAW_OUTLINE_H

#include "draw/geography.h"

/** A path whose every point says how far, in metres, the line would stray without it. */
typedef struct {
  size_t n;
  const mlg_point *points;
  const float *weights; /**< 0: never shown; INFINITY: always. */
} mlg_weighed;

/** What an outline is drawn from, at any scale: simplifying is leaving light points out. */
struct mlg_outline {
  size_t n_paths;
  mlg_weighed *paths;
  size_t least; /**< Points that make a path: 3 of a ring, 2 of a line. */
};

/** How many points of a path weigh more than `least`, m. */
size_t mlg_count_heavier(const mlg_weighed *path, double least);

/** `n` outlines with only the points that weigh more than `least`, m; arena-owned, NULL when memory
 *  is short. */
mlg_outline *mlg_outlines_heavier(mlg_arena *arena, const mlg_outline *outlines, size_t n,
                                  double least);

#endif
