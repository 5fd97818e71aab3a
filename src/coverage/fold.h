/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_FOLD_H
#define COVERAGE_FOLD_H

#include "coverage/run.h"

/**
 * @file
 * From what runs give by finest zone to estimates at every level.
 */

/** Sums one run's parts up the levels and takes them into the estimates' envelopes. */
mlg_status mlg_fold_parts(mlg_arena *scratch, const mlg_territory *territory,
                          const mlg_family_case *family_case, size_t scenario, int run,
                          const mlg_zone_parts *parts, mlg_coverage *coverage);

/** The same for the means, weighted by base, of `values`, into one of the coverage's tables. */
mlg_status mlg_fold_means(mlg_arena *scratch, const mlg_territory *territory,
                          const mlg_family_case *family_case, int run, const double *values,
                          mlg_estimate *const *means);

/** Variances and flags of one zone's parts, from those of its base; no variance where the scenario
 *  gives a demand. */
void mlg_fold_finish_parts(const mlg_scenario *scenario, mlg_estimate base,
                           const mlg_family_case *family_case, mlg_parts *parts);

/** Once all runs are in: variances and flags, from those of the base at each level. */
void mlg_fold_finish(const mlg_project *project, const mlg_territory *territory,
                     const mlg_need *need, size_t base, const mlg_family_case *family_case,
                     mlg_coverage *coverage);

#endif
