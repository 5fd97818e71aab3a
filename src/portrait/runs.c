/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/runs.h"

#include <math.h>

mlg_status mlg_compare_runs(mlg_arena *arena, const mlg_comparison_request *request,
                            mlg_comparison *comparison) {
  *comparison = (mlg_comparison){.denominator = MLG_NO_INDICATOR, .visits = 1};
  for (int f = 0; f < MLG_FAMILY_COUNT; f++)
    comparison->compared[f] = (request->family == MLG_FAMILY_COUNT || (int)request->family == f) &&
                              request->a->coverage->recorded[f] &&
                              request->b->coverage->recorded[f];
  MLG_TRY(mlg_runs_gaps(arena, request, comparison));
  MLG_TRY(mlg_runs_sites(arena, request, comparison));
  return mlg_runs_zones(arena, request, comparison);
}
