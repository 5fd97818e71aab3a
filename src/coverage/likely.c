/* SPDX-License-Identifier: Apache-2.0 */
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
  const mlg_graph *graph;
  const double *need;
  double *room;    /* by offer: places left */
  double *demand;  /* by offer: persons who come at this try */
  double *refusal; /* [try * n_offers + offer]: share of those who came that were refused */
  double *arrival; /* by arc: persons who come at this try */
  bool *tried;     /* by arc: in the sequence being walked */
  double all;      /* G */
} walk;

static mlg_status walk_init(mlg_arena *arena, const mlg_graph *graph, const double *need,
                            const double *capacity, unsigned tries, walk *w) {
  *w = (walk){graph,
              need,
              MLG_NEW(arena, double, graph->n_offers),
              MLG_NEW(arena, double, graph->n_offers),
              MLG_NEW(arena, double, tries * graph->n_offers),
              MLG_NEW(arena, double, graph->n_arcs),
              MLG_NEW(arena, bool, graph->n_arcs),
              0};
  if (w->room == NULL || w->demand == NULL || w->refusal == NULL || w->arrival == NULL ||
      w->tried == NULL)
    return MLG_FAILURE;
  if (graph->n_offers > 0) memcpy(w->room, capacity, graph->n_offers * sizeof *capacity);
  return MLG_OK;
}

/* The weight of a zone's offers that the sequence does not hold. */
static double weight_left(const walk *w, size_t zone) {
  double left = 0;
  for (size_t a = w->graph->first[zone]; a < w->graph->first[zone + 1]; a++)
    if (!w->tried[a]) left += w->graph->weight[a];
  return left;
}

/* `persons` of a zone who were refused `depth` times are about to draw again, among offers
 * that weigh `left` together. `steps` more draws bring them to the try at hand; the last
 * one is left to share_out(). */
static void advance(walk *w, size_t zone, unsigned depth, unsigned steps, double persons,
                    double left) {
  const mlg_graph *g = w->graph;
  if (left <= 0) return; /* every offer in reach has refused them */
  double ratio = persons / left;
  if (steps == 0) {
    w->all += ratio;
    return;
  }
  const double *refusal = w->refusal + depth * g->n_offers;
  for (size_t a = g->first[zone]; a < g->first[zone + 1]; a++) {
    double refused = w->tried[a] ? 0 : ratio * g->weight[a] * refusal[g->offer[a]];
    if (refused <= 0) continue;
    w->tried[a] = true;
    /* Where next to nothing is left, the difference would be rounding. */
    double rest = left - g->weight[a];
    if (rest < 1e-6 * left) rest = weight_left(w, zone);
    advance(w, zone, depth + 1, steps - 1, refused, rest);
    w->tried[a] = false;
  }
}

/* Who comes where at try number `attempt` (from 0). */
static void share_out(walk *w, unsigned attempt) {
  const mlg_graph *g = w->graph;
  for (size_t o = 0; o < g->n_offers; o++) w->demand[o] = 0;
  for (size_t z = 0; z < g->n_zones; z++) {
    w->all = 0;
    if (w->need[z] > 0) advance(w, z, 0, attempt, w->need[z], weight_left(w, z));
    for (size_t a = g->first[z]; a < g->first[z + 1]; a++) {
      w->arrival[a] = g->weight[a] * w->all;
      w->demand[g->offer[a]] += w->arrival[a];
    }
  }
}

/* Each offer takes in whom it can, the same share of every zone's. */
static void take_in(walk *w, unsigned attempt, double *served) {
  const mlg_graph *g = w->graph;
  double *refusal = w->refusal + attempt * g->n_offers;
  for (size_t o = 0; o < g->n_offers; o++) {
    bool full = w->demand[o] > w->room[o];
    refusal[o] = full ? 1 - w->room[o] / w->demand[o] : 0;
    w->room[o] = full ? 0 : w->room[o] - w->demand[o];
  }
  for (size_t a = 0; a < g->n_arcs; a++) served[a] += w->arrival[a] * (1 - refusal[g->offer[a]]);
}

mlg_status mlg_allocate_likely(mlg_arena *arena, const mlg_graph *graph, const double *need,
                               const double *capacity, unsigned tries, double *served) {
  walk w;
  MLG_TRY(walk_init(arena, graph, need, capacity, tries, &w));
  for (size_t a = 0; a < graph->n_arcs; a++) served[a] = 0;
  for (unsigned attempt = 0; attempt < tries; attempt++) {
    share_out(&w, attempt);
    take_in(&w, attempt, served);
  }
  return MLG_OK;
}
