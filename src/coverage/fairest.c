/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/fair.h"

#include <maillage/coverage.h>
#include <math.h>

mlg_status mlg_allocate_fairest(mlg_arena *arena, const mlg_graph *graph, const double *need,
                                const double *capacity, double *served) {
  double *floor = MLG_NEW(arena, double, graph->n_zones);
  double *rest = MLG_NEW(arena, double, graph->n_zones);
  double *share = MLG_NEW(arena, double, graph->n_zones);
  MLG_HAVE(floor);
  MLG_HAVE(rest);
  MLG_HAVE(share);
  for (size_t z = 0; z < graph->n_zones; z++) {
    for (size_t a = graph->first[z]; a < graph->first[z + 1]; a++) floor[z] += served[a];
    rest[z] = fmax(0, need[z] - floor[z]);
  }
  mlg_fair_case fair_case = {graph, floor, rest, capacity, true};
  return mlg_fair_share(arena, &fair_case, served, share);
}

mlg_status mlg_exhaustion(mlg_arena *arena, const mlg_graph *graph, const double *base,
                          const double *capacity, double *take_up) {
  double *floor = MLG_NEW(arena, double, graph->n_zones);
  double *flow = MLG_NEW(arena, double, graph->n_arcs);
  MLG_HAVE(floor);
  MLG_HAVE(flow);
  mlg_fair_case fair_case = {graph, floor, base, capacity, false};
  MLG_TRY(mlg_fair_share(arena, &fair_case, flow, take_up));
  for (size_t z = 0; z < graph->n_zones; z++)
    if (!(base[z] > 0)) take_up[z] = NAN;
  return MLG_OK;
}
