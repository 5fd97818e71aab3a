/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/sweep.h"

/* Puts what an origin reaches in the order of offers. A bit for each offer says whether it is
 * reached: rows of hundreds are read off faster than they are sorted. */
typedef struct {
  size_t n_words;
  uint64_t *bits;
  double *minutes; /* by offer */
} row_order;

static void fill_row(const mlg_sweep *sweep, const mlg_origin *origin, mlg_reached *reached,
                     row_order *order, size_t at, mlg_graph *graph) {
  const mlg_mode *mode = &sweep->access->reach->modes[origin->travel];
  size_t n = mlg_sweep_reached(sweep, origin, reached);
  for (size_t i = 0; i < n; i++) {
    size_t offer = reached[i].destination;
    order->bits[offer / 64] |= (uint64_t)1 << offer % 64;
    order->minutes[offer] = reached[i].minutes;
  }
  for (size_t word = 0; n > 0 && word < order->n_words; word++)
    for (size_t offer = 64 * word; order->bits[word] != 0; offer++, order->bits[word] >>= 1) {
      if ((order->bits[word] & 1) == 0) continue;
      graph->offer[at] = (uint32_t)offer;
      graph->weight[at++] = (float)mlg_mode_weight(mode, order->minutes[offer]);
    }
}

/* Two passes over the origins, to count then to fill: the graph is the largest thing a
 * run holds, and growing it would double it. */
static mlg_status build(mlg_arena *scratch, mlg_arena *arena, const mlg_sweep *sweep,
                        mlg_graph *g) {
  const mlg_origin *origins = sweep->access->origins;
  mlg_reached *reached = MLG_NEW(scratch, mlg_reached, g->n_offers);
  g->first = MLG_NEW(arena, size_t, g->n_zones + 1);
  size_t n_words = g->n_offers / 64 + 1;
  row_order order = {n_words, MLG_NEW(scratch, uint64_t, n_words),
                     MLG_NEW(scratch, double, g->n_offers)};
  MLG_HAVE(reached);
  MLG_HAVE(order.bits);
  MLG_HAVE(order.minutes);
  MLG_HAVE(g->first);
  for (size_t z = 0; z < g->n_zones; z++)
    g->first[z + 1] = g->first[z] + mlg_sweep_reached(sweep, &origins[z], reached);
  g->n_arcs = g->first[g->n_zones];
  if (g->n_arcs > UINT32_MAX) return MLG_FAILURE; /* 34 GB of them */
  g->offer = MLG_NEW(arena, uint32_t, g->n_arcs);
  g->weight = MLG_NEW(arena, float, g->n_arcs);
  MLG_HAVE(g->offer);
  MLG_HAVE(g->weight);
  for (size_t z = 0; z < g->n_zones; z++)
    fill_row(sweep, &origins[z], reached, &order, g->first[z], g);
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
