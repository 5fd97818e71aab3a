/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_RUN_H
#define COVERAGE_RUN_H

#include "coverage/likely.h"

#include <maillage/coverage.h>

/**
 * @file
 * One family's places against one reading of its needs and capacities.
 *
 * Places are shared among origins, the points that stand for zones; what comes out is
 * summed, or averaged, by zone.
 */

/** The reference, then the four joint corners. */
enum { MLG_REFERENCE_RUN, MLG_RUN_COUNT = 5 };

/** What all runs of a family share. Zones are the finest ones, then the neighbours. */
typedef struct {
  mlg_family family;
  double weight; /**< Of the family in the need. */
  const mlg_access *access;
  const mlg_estimate *base;     /**< By zone. */
  const mlg_estimate *capacity; /**< By offer of the family. */
  const size_t *offers;         /**< Their indexes in the directory. */
  const mlg_destination *destinations;
  bool assumed;      /**< One capacity at least is a hypothesis. */
  mlg_graph graph;   /**< From origins. */
  mlg_graph by_zone; /**< From zones, whose weight is the mean of their origins'. */
} mlg_family_case;

/** Whether a base is known well enough to allocate places. */
bool mlg_base_usable(mlg_estimate base);

/** A base as a run takes it, NaN when it is not usable. */
double mlg_run_base(mlg_estimate base, int run);

/** A capacity, or a need, as a run takes it: at least 0. */
double mlg_run_capacity(mlg_estimate capacity, int run);

/** The persons of each origin, from an estimate by zone; NULL when memory is short. */
double *mlg_run_persons(mlg_arena *arena, const mlg_access *access, const mlg_estimate *by_zone,
                        int run);

/** Sets `by_zone` from `graph`: the same one where every zone is one point. */
mlg_status mlg_graph_by_zone(mlg_arena *arena, const mlg_access *access, const mlg_graph *graph,
                             mlg_graph *by_zone);

/** Persons of one zone, by part; NaN where the base is unknown. */
typedef struct {
  double need, part[MLG_PART_COUNT];
} mlg_zone_parts;

/** Who goes where, by origin. */
typedef struct {
  mlg_likely likely;
  double *total; /**< By arc: the likely allocation and orientation. */
} mlg_allocation;

/** Allocates in scratch memory, `need` being by zone: the parts of every zone. */
mlg_status mlg_run_parts(mlg_arena *arena, const mlg_family_case *family_case,
                         const mlg_estimate *need, int run, mlg_zone_parts *parts,
                         mlg_allocation *allocation);

/** Places for 100 persons in each sense, [kind * n_zones + zone], and the take-up at which
 *  they run out (at most 1), by zone. */
mlg_status mlg_run_places(mlg_arena *arena, const mlg_family_case *family_case, int run,
                          double *places, double *take_up);

#endif
