/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PORTRAIT_BREAKS_H
#define PORTRAIT_BREAKS_H

#include <maillage/portrait.h>

/**
 * @file
 * Bounds between classes, before they are rounded. Conventions are those of mapsf
 * (mf_get_breaks): quantiles interpolate (type 7 of Hyndman and Fan 1996), the deviation is
 * that of the population, natural bounds lie midway between two classes.
 */

/**
 * The inner bounds, ascending, of `n` sorted values in `k` classes (where the method leaves
 * the choice); at most MLG_MOST_CLASSES - 1. Returns how many; 0 when the method cannot be.
 */
size_t mlg_breaks_find(mlg_arena *arena, mlg_class_method method, const double *sorted, size_t n,
                       size_t k, double *bounds);

/**
 * The partition of sorted values into `k` classes with the least sum of squared gaps to the
 * classes' means (Fisher 1958, "On grouping for maximum homogeneity", JASA 53): where each
 * class but the first starts. False when memory is short. O(k n log n).
 */
bool mlg_natural_starts(mlg_arena *arena, const double *sorted, size_t n, size_t k, size_t *starts);

#endif
