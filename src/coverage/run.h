/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_RUN_H
#define COVERAGE_RUN_H

#include <maillage/coverage.h>

/**
 * @file
 * One family's places against one reading of its bases and capacities.
 */

/** The reference, then the four joint corners. */
enum { MLG_REFERENCE_RUN, MLG_RUN_COUNT = 5 };

/** What all runs of a family share. */
typedef struct {
  mlg_family family;
  double weight;                /**< Of the family in the need. */
  unsigned tries;               /**< Of the reach. */
  const mlg_estimate *base;     /**< By zone. */
  const mlg_estimate *capacity; /**< By offer of the family. */
  const size_t *offers;         /**< Their indexes in the directory. */
  bool assumed;                 /**< One capacity at least is a hypothesis. */
  mlg_graph graph;
} mlg_family_case;

/** Whether a base is known well enough to allocate places. */
bool mlg_base_usable(mlg_estimate base);

/** A base as a run takes it, NaN when it is not usable. */
double mlg_run_base(mlg_estimate base, int run);

/** Persons of one zone, by part; NaN where the base is unknown. */
typedef struct {
  double need, part[MLG_PART_COUNT];
} mlg_zone_parts;

/**
 * Allocates in scratch memory: the parts of every zone; for the reference run, `served`
 * and `total` also get the two flows by arc (arena-owned), else they may be NULL.
 */
mlg_status mlg_run_parts(mlg_arena *arena, const mlg_family_case *family_case, double take_up,
                         int run, mlg_zone_parts *parts, const double **served,
                         const double **total);

/** Places for 100 persons and the take-up at which they run out (at most 1), by zone. */
mlg_status mlg_run_places(mlg_arena *arena, const mlg_family_case *family_case, int run,
                          double *places, double *take_up);

#endif
