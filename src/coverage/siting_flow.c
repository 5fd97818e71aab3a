/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/siting_flow.h"

#include "coverage/likely.h"

#include <maillage/coverage.h>
#include <math.h>
#include <string.h>

/* Wants and rooms that the flow leaves. */
static void settle(mlg_siting_flow *f) {
  const mlg_graph *g = f->net.graph;
  memcpy(f->net.want, f->need, g->n_zones * sizeof *f->need);
  memcpy(f->net.room, f->places, g->n_offers * sizeof *f->places);
  for (size_t z = 0; z < g->n_zones; z++)
    for (size_t a = g->first[z]; a < g->first[z + 1]; a++) {
      f->net.want[z] = fmax(0, f->net.want[z] - f->flow[a]);
      f->net.room[g->offer[a]] = fmax(0, f->net.room[g->offer[a]] - f->flow[a]);
    }
}

static double sum(const double *values, size_t n) {
  double all = 0;
  for (size_t i = 0; i < n; i++) all += values[i];
  return all;
}

static double left(const mlg_siting_flow *f) { return sum(f->net.want, f->net.graph->n_zones); }

/* Everyone and everything, in one block. */
static mlg_status list_nodes(mlg_arena *arena, const mlg_graph *g, mlg_block *all) {
  uint32_t *nodes = MLG_NEW(arena, uint32_t, g->n_zones + g->n_offers);
  MLG_HAVE(nodes);
  for (size_t i = 0; i < g->n_zones || i < g->n_offers; i++) nodes[i] = (uint32_t)i;
  *all = (mlg_block){0, g->n_zones, g->n_offers, nodes, nodes};
  return MLG_OK;
}

/* An origin's arcs to offers come before those to candidates, in the same order. */
static mlg_status start(mlg_arena *scratch, const mlg_graph *offers, unsigned tries,
                        mlg_siting_flow *f) {
  double *served = MLG_NEW(scratch, double, offers->n_arcs);
  MLG_HAVE(served);
  MLG_TRY(mlg_allocate_likely(scratch, offers, f->need, f->places, tries, served));
  MLG_TRY(mlg_allocate_fairest(scratch, offers, f->need, f->places, served));
  for (size_t z = 0; z < offers->n_zones; z++) {
    size_t n = offers->first[z + 1] - offers->first[z];
    memcpy(f->flow + f->net.graph->first[z], served + offers->first[z], n * sizeof *served);
  }
  settle(f);
  return MLG_OK;
}

mlg_status mlg_siting_flow_init(mlg_arena *arena, const mlg_graph *offers, const mlg_graph *graph,
                                double *need, double *places, unsigned tries, mlg_siting_flow *f) {
  *f = (mlg_siting_flow){.need = need, .places = places};
  f->flow = MLG_NEW(arena, double, graph->n_arcs);
  f->before = MLG_NEW(arena, double, graph->n_arcs + graph->n_zones + graph->n_offers);
  MLG_HAVE(f->flow);
  MLG_HAVE(f->before);
  double most = 0;
  for (size_t z = 0; z < graph->n_zones; z++) {
    need[z] = need[z] > 0 ? need[z] : 0;
    most = fmax(most, need[z]);
  }
  MLG_TRY(list_nodes(arena, graph, &f->all));
  MLG_TRY(mlg_network_init(arena, graph, most, f->flow, &f->net));
  mlg_arena scratch = {0};
  mlg_status status = start(&scratch, offers, tries, f);
  mlg_arena_free(&scratch);
  return status;
}

double mlg_siting_waiting(const mlg_siting_flow *f, size_t offer) {
  double persons = 0;
  for (size_t s = f->net.back_first[offer]; s < f->net.back_first[offer + 1]; s++)
    persons += f->net.want[f->net.back_zone[s]];
  return persons;
}

static void swap_state(mlg_siting_flow *f, bool keep) {
  const mlg_graph *g = f->net.graph;
  double *states[] = {f->flow, f->net.want, f->net.room};
  const size_t lengths[] = {g->n_arcs, g->n_zones, g->n_offers};
  double *at = f->before;
  for (size_t i = 0; i < 3; at += lengths[i++])
    memcpy(keep ? at : states[i], keep ? states[i] : at, lengths[i] * sizeof *at);
}

double mlg_siting_try(mlg_siting_flow *f, size_t offer, double places) {
  /* Those who reach it fill it: no need to see who would make room for whom. */
  if (mlg_siting_waiting(f, offer) >= places) return places;
  double had = left(f);
  swap_state(f, true);
  f->net.room[offer] += places;
  mlg_network_maximise(&f->net, &f->all);
  double gain = had - left(f);
  swap_state(f, false);
  return fmin(places, fmax(0, gain));
}

mlg_status mlg_siting_add(mlg_siting_flow *f, size_t offer, double places, double *gain) {
  double had = left(f);
  f->places[offer] += places;
  mlg_arena scratch = {0};
  mlg_status status = mlg_allocate_fairest(&scratch, f->net.graph, f->need, f->places, f->flow);
  mlg_arena_free(&scratch);
  MLG_TRY(status);
  settle(f);
  *gain = fmin(places, fmax(0, had - left(f)));
  return MLG_OK;
}
