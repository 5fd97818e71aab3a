/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/sweep.h"

#include <math.h>
#include <stdlib.h>

static int compare_reached(const void *left, const void *right) {
  const mlg_reached *a = left, *b = right;
  return (a->destination > b->destination) - (a->destination < b->destination);
}

static void fill_row(const mlg_sweep *sweep, const mlg_origin *origin, mlg_reached *reached,
                     size_t at, mlg_graph *graph) {
  const mlg_mode *mode = &sweep->access->reach->modes[origin->travel];
  size_t n = mlg_sweep_reached(sweep, origin, reached);
  if (n > 1) qsort(reached, n, sizeof *reached, compare_reached);
  for (size_t i = 0; i < n; i++) {
    graph->offer[at + i] = (uint32_t)reached[i].destination;
    graph->weight[at + i] = (float)mlg_mode_weight(mode, reached[i].minutes);
  }
}

/* Two passes over the origins, to count then to fill: the graph is the largest thing a
 * run holds, and growing it would double it. */
static mlg_status build(mlg_arena *scratch, mlg_arena *arena, const mlg_sweep *sweep,
                        mlg_graph *g) {
  const mlg_origin *origins = sweep->access->origins;
  mlg_reached *reached = MLG_NEW(scratch, mlg_reached, g->n_offers);
  g->first = MLG_NEW(arena, size_t, g->n_zones + 1);
  MLG_HAVE(reached);
  MLG_HAVE(g->first);
  for (size_t z = 0; z < g->n_zones; z++)
    g->first[z + 1] = g->first[z] + mlg_sweep_reached(sweep, &origins[z], reached);
  g->n_arcs = g->first[g->n_zones];
  if (g->n_arcs > UINT32_MAX) return MLG_FAILURE; /* 34 GB of them */
  g->offer = MLG_NEW(arena, uint32_t, g->n_arcs);
  g->weight = MLG_NEW(arena, float, g->n_arcs);
  MLG_HAVE(g->offer);
  MLG_HAVE(g->weight);
  for (size_t z = 0; z < g->n_zones; z++) fill_row(sweep, &origins[z], reached, g->first[z], g);
  return MLG_OK;
}

mlg_status mlg_graph_build(mlg_arena *arena, const mlg_access *access,
                           const mlg_destination *destinations, size_t n, mlg_graph *graph) {
  mlg_arena scratch = {0};
  mlg_sweep sweep;
  mlg_graph built = {.n_zones = access->n_origins, .n_offers = n};
  mlg_status status = mlg_sweep_init(&scratch, access, destinations, n, &sweep);
  if (status == MLG_OK) status = build(&scratch, arena, &sweep, &built);
  mlg_arena_free(&scratch);
  if (status == MLG_OK) *graph = built;
  return status;
}
