/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/run.h"

#include <stdlib.h>

static int compare_offers(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return (a > b) - (a < b);
}

/* The offers of one zone's origins, each once. */
typedef struct {
  const mlg_access *access;
  const mlg_graph *graph;
  double *sum; /* by offer */
  uint32_t *offers;
} merger;

static size_t merge(merger *m, size_t zone) {
  const mlg_graph *g = m->graph;
  size_t n = 0;
  for (size_t i = m->access->first[zone]; i < m->access->first[zone + 1]; i++)
    for (size_t a = g->first[i]; a < g->first[i + 1]; a++) {
      if (m->sum[g->offer[a]] == 0) m->offers[n++] = g->offer[a];
      m->sum[g->offer[a]] += m->access->origins[i].share * g->weight[a];
    }
  if (n > 1) qsort(m->offers, n, sizeof *m->offers, compare_offers);
  return n;
}

static mlg_status fill(mlg_arena *arena, merger *m, mlg_graph *to) {
  to->first = MLG_NEW(arena, size_t, to->n_zones + 1);
  /* As many at most as from the origins, of which several may reach one offer. */
  to->offer = MLG_NEW(arena, uint32_t, m->graph->n_arcs);
  to->weight = MLG_NEW(arena, float, m->graph->n_arcs);
  MLG_HAVE(to->first);
  MLG_HAVE(to->offer);
  MLG_HAVE(to->weight);
  for (size_t z = 0; z < to->n_zones; z++) {
    size_t n = merge(m, z);
    for (size_t i = 0; i < n; i++) {
      to->offer[to->n_arcs] = m->offers[i];
      to->weight[to->n_arcs++] = (float)m->sum[m->offers[i]];
      m->sum[m->offers[i]] = 0;
    }
    to->first[z + 1] = to->n_arcs;
  }
  return MLG_OK;
}

mlg_status mlg_graph_by_zone(mlg_arena *arena, const mlg_access *access, const mlg_graph *graph,
                             mlg_graph *by_zone) {
  if (access->n_origins == access->n_zones) {
    *by_zone = *graph;
    return MLG_OK;
  }
  mlg_arena scratch = {0};
  merger m = {access, graph, MLG_NEW(&scratch, double, graph->n_offers),
              MLG_NEW(&scratch, uint32_t, graph->n_offers)};
  mlg_graph built = {.n_zones = access->n_zones, .n_offers = graph->n_offers};
  mlg_status status = m.sum == NULL || m.offers == NULL ? MLG_FAILURE : fill(arena, &m, &built);
  mlg_arena_free(&scratch);
  if (status == MLG_OK) *by_zone = built;
  return status;
}
