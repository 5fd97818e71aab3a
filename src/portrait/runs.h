/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PORTRAIT_RUNS_H
#define PORTRAIT_RUNS_H

#include <maillage/compare.h>

/* The steps of comparing two runs. */

/** How they were made; also sets `denominator` and `visits`. */
mlg_status mlg_runs_gaps(mlg_arena *arena, const mlg_comparison_request *request,
                         mlg_comparison *comparison);

/** Their sites. */
mlg_status mlg_runs_sites(mlg_arena *arena, const mlg_comparison_request *request,
                          mlg_comparison *comparison);

/** Their zones. */
mlg_status mlg_runs_zones(mlg_arena *arena, const mlg_comparison_request *request,
                          mlg_comparison *comparison);

#endif
