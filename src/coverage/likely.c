/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/likely.h"

#include <maillage/coverage.h>
#include <string.h>

/*
 * A zone's persons are a fluid. Those who make their m-th try have been refused by a
 * sequence of m - 1 offers, each drawn in proportion to weight among the rest. The
 * sequences are walked depth first, through offers that refused someone only. At the
 * last step nothing is drawn one by one: with
 *
 *   G = sum over the sequences of persons / weight left to them
 *
 * offer l gets weight_l x G persons. That counts some who come back to an offer they
 * tried; but it refused them because it was full, and so it is again: nobody gains or
 * loses by it. So the first two tries take O(arcs), and each further one as many times
 * more as a zone has full offers in reach.
 */
typedef struct {
  mlg_likely *likely;
  const double *need;
  double *room;   /* by offer: places left */
  double *demand; /* by offer: persons who come at this try */
  bool *tried;    /* by arc of the zone at hand: in the sequence being walked */
  double all;     /* G */
} walk;

static size_t widest_row(const mlg_graph *graph) {
  size_t most = 0;
  for (size_t z = 0; z < graph->n_zones; z++) {
    size_t n = graph->first[z + 1] - graph->first[z];
    most = n > most ? n : most;
  }
  return most;
}

static mlg_status walk_init(mlg_arena *arena, const double *need, const double *capacity,
                            mlg_likely *likely, walk *w) {
  const mlg_graph *graph = likely->graph;
  likely->setting_out = MLG_NEW(arena, double, likely->tries * graph->n_zones);
  likely->taken = MLG_NEW(arena, double, likely->tries * graph->n_offers);
  *w = (walk){.likely = likely,
              .need = need,
              .room = MLG_NEW(arena, double, graph->n_offers),
              .demand = MLG_NEW(arena, double, graph->n_offers),
              .tried = MLG_NEW(arena, bool, widest_row(graph))};
  MLG_HAVE(likely->setting_out);
  MLG_HAVE(likely->taken);
  MLG_HAVE(w->room);
  MLG_HAVE(w->demand);
  MLG_HAVE(w->tried);
  if (graph->n_offers > 0) memcpy(w->room, capacity, graph->n_offers * sizeof *capacity);
  return MLG_OK;
}

/* The weight of a zone's offers that the sequence does not hold. */
static double weight_left(const walk *w, size_t zone) {
  const mlg_graph *g = w->likely->graph;
  double left = 0;
  for (size_t a = g->first[zone]; a < g->first[zone + 1]; a++)
    if (!w->tried[a - g->first[zone]]) left += g->weight[a];
  return left;
}

/* `persons` of a zone who were refused `depth` times are about to draw again, among offers
 * that weigh `left` together. `steps` more draws bring them to the try at hand; the last
 * one is left to share_out(). */
static void advance(walk *w, size_t zone, unsigned depth, unsigned steps, double persons,
                    double left) {
  const mlg_graph *g = w->likely->graph;
  if (left <= 0) return; /* every offer in reach has refused them */
  double ratio = persons / left;
  if (steps == 0) {
    w->all += ratio;
    return;
  }
  const double *taken = w->likely->taken + depth * g->n_offers;
  for (size_t a = g->first[zone]; a < g->first[zone + 1]; a++) {
    bool *tried = &w->tried[a - g->first[zone]];
    double refused = *tried ? 0 : ratio * g->weight[a] * (1 - taken[g->offer[a]]);
    if (refused <= 0) continue;
    *tried = true;
    /* Where next to nothing is left, the difference would be rounding. */
    double rest = left - g->weight[a];
    if (rest < 1e-6 * left) rest = weight_left(w, zone);
    advance(w, zone, depth + 1, steps - 1, refused, rest);
    *tried = false;
  }
}

/* Who comes where at try number `attempt` (from 0). */
static void share_out(walk *w, unsigned attempt) {
  const mlg_graph *g = w->likely->graph;
  double *setting_out = w->likely->setting_out + attempt * g->n_zones;
  for (size_t o = 0; o < g->n_offers; o++) w->demand[o] = 0;
  for (size_t z = 0; z < g->n_zones; z++) {
    w->all = 0;
    if (w->need[z] > 0) advance(w, z, 0, attempt, w->need[z], weight_left(w, z));
    setting_out[z] = w->all;
    if (!(w->all > 0)) continue;
    for (size_t a = g->first[z]; a < g->first[z + 1]; a++)
      w->demand[g->offer[a]] += g->weight[a] * w->all;
  }
}

/* Each offer takes in whom it can, the same share of every zone's. */
static void take_in(walk *w, unsigned attempt) {
  size_t n_offers = w->likely->graph->n_offers;
  double *taken = w->likely->taken + attempt * n_offers;
  for (size_t o = 0; o < n_offers; o++) {
    bool full = w->demand[o] > w->room[o];
    taken[o] = full ? w->room[o] / w->demand[o] : 1;
    w->room[o] = full ? 0 : w->room[o] - w->demand[o];
  }
}

mlg_status mlg_likely_solve(mlg_arena *arena, const mlg_graph *graph, const double *need,
                            const double *capacity, unsigned tries, mlg_likely *likely) {
  walk w;
  *likely = (mlg_likely){.graph = graph, .tries = tries};
  MLG_TRY(walk_init(arena, need, capacity, likely, &w));
  for (unsigned attempt = 0; attempt < tries; attempt++) {
    share_out(&w, attempt);
    take_in(&w, attempt);
  }
  return MLG_OK;
}

double mlg_likely_served(const mlg_likely *likely, size_t zone, size_t arc) {
  const mlg_graph *g = likely->graph;
  double persons = 0;
  for (unsigned attempt = 0; attempt < likely->tries; attempt++)
    persons += likely->setting_out[attempt * g->n_zones + zone] *
               likely->taken[attempt * g->n_offers + g->offer[arc]];
  return persons * g->weight[arc];
}

mlg_status mlg_allocate_likely(mlg_arena *arena, const mlg_graph *graph, const double *need,
                               const double *capacity, unsigned tries, double *served) {
  mlg_likely likely;
  MLG_TRY(mlg_likely_solve(arena, graph, need, capacity, tries, &likely));
  for (size_t z = 0; z < graph->n_zones; z++)
    for (size_t a = graph->first[z]; a < graph->first[z + 1]; a++)
      served[a] = mlg_likely_served(&likely, z, a);
  return MLG_OK;
}
