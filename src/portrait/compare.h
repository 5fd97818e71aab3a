/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PORTRAIT_COMPARE_H
#define PORTRAIT_COMPARE_H

#include <maillage/portrait.h>
#include <stdbool.h>

/** One side of a comparison: a count times a factor, and which of its doubts is its own. */
typedef struct {
  double value, variance;
  double shared[3]; /**< What moves with all zones: in the low, the middle and the high run… */
  double low, high; /**< …and what comes on top, anywhere between these. */
  double factor;    /**< 1, or one over the denominator of a rate. */
  uint32_t flags;
  bool ranked; /**< It has a figure, or bounds, that can be set against another. */
} mlg_side;

/** The sides of every zone of a level; NULL when memory is short. */
mlg_side *mlg_compare_level(mlg_arena *arena, const mlg_portrait *portrait, mlg_compared by,
                            mlg_level level);

/** a - b, of two zones without a person in common. */
mlg_estimate mlg_compare_sides(const mlg_side *a, const mlg_side *b);

/** The same; unknown when either has no figure. */
mlg_estimate mlg_compare_apart(const mlg_side *a, const mlg_side *b);

/** A part less the whole that holds it: whom both count is no doubt in it. */
mlg_estimate mlg_compare_within(const mlg_side *part, const mlg_side *whole);

/** The plain mean of `n` zones' sides, each as its own factor makes it. */
mlg_side mlg_compare_mean(const mlg_side *sides, const size_t *zones, size_t n);

#endif
