/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/fair.h"

#include "coverage/flow.h"

#include <math.h>
#include <string.h>

/* Persons short, as a share of a block's places, that are rounding. */
static const double RELATIVE_TOLERANCE = 1e-11;

/* A block yet to be solved: slices of the two lists of nodes. */
typedef struct {
  uint32_t id;
  size_t zone_begin, zone_end, offer_begin, offer_end;
  bool first; /* the capped case's first block, where everyone gets all */
} task;

typedef struct {
  const mlg_fair_case *fair_case;
  mlg_network net;
  uint32_t *zones, *offers; /* permuted, so that a block is a slice */
  uint32_t *held;           /* for one partition */
  task *tasks;
  size_t n_tasks;
  uint32_t n_blocks;
  double *share;
} solver;

/* Zones that want someone and reach something, and the offers they reach. */
static task gather(solver *s) {
  const mlg_graph *g = s->fair_case->graph;
  task all = {.first = s->fair_case->capped};
  for (size_t z = 0; z < g->n_zones; z++) {
    bool wants = s->fair_case->floor[z] + s->fair_case->spread[z] > 0;
    if (!wants || g->first[z] == g->first[z + 1]) continue;
    s->zones[all.zone_end++] = (uint32_t)z;
    for (size_t a = g->first[z]; a < g->first[z + 1]; a++) {
      if (s->held[g->offer[a]] != 0) continue;
      s->held[g->offer[a]] = 1;
      s->offers[all.offer_end++] = g->offer[a];
    }
  }
  return all;
}

static double largest(double most, const double *values, size_t n) {
  for (size_t i = 0; i < n; i++) most = fmax(most, values[i]);
  return most;
}

static mlg_status solver_init(mlg_arena *arena, const mlg_fair_case *fair_case, double *flow,
                              double *share, solver *s) {
  const mlg_graph *g = fair_case->graph;
  /* Of the persons that a zone can get: in the uncapped case, as many as there are places. */
  double most = fair_case->capped ? largest(largest(0, fair_case->floor, g->n_zones),
                                            fair_case->spread, g->n_zones)
                                  : largest(0, fair_case->capacity, g->n_offers);
  size_t n_nodes = g->n_zones + g->n_offers;
  *s = (solver){.fair_case = fair_case,
                .zones = MLG_NEW(arena, uint32_t, g->n_zones),
                .offers = MLG_NEW(arena, uint32_t, g->n_offers),
                .held = MLG_NEW(arena, uint32_t, n_nodes),
                .tasks = MLG_NEW(arena, task, g->n_zones + 1),
                .share = share};
  if (s->zones == NULL || s->offers == NULL || s->held == NULL || s->tasks == NULL)
    return MLG_FAILURE;
  return mlg_network_init(arena, g, most, flow, &s->net);
}

static double places(const solver *s, const task *t) {
  double sum = 0;
  for (size_t i = t->offer_begin; i < t->offer_end; i++)
    sum += s->fair_case->capacity[s->offers[i]];
  return sum;
}

/* The share that would just fill the block's offers. */
static double filling_share(const solver *s, const task *t) {
  double left = places(s, t), spread = 0;
  for (size_t i = t->zone_begin; i < t->zone_end; i++) {
    left -= s->fair_case->floor[s->zones[i]];
    spread += s->fair_case->spread[s->zones[i]];
  }
  if (spread <= 0 || left <= 0) return 0;
  return s->fair_case->capped ? fmin(1, left / spread) : left / spread;
}

/* Sets what a zone wants. It goes on from the flow it has: a minimum cut leaves no flow from
 * one block to another (but rounding, dropped here), and where the zone now wants less than
 * it has, every arc gives up its part. */
static void load_zone(solver *s, size_t zone, double share) {
  const mlg_graph *g = s->fair_case->graph;
  double want = s->fair_case->floor[zone] + share * s->fair_case->spread[zone], sent = 0;
  for (size_t a = g->first[zone]; a < g->first[zone + 1]; a++) {
    if (s->net.block[g->n_zones + g->offer[a]] != s->net.block[zone]) s->net.flow[a] = 0;
    sent += s->net.flow[a];
  }
  double kept = sent > want ? want / sent : 1;
  for (size_t a = g->first[zone]; a < g->first[zone + 1]; a++) {
    s->net.flow[a] *= kept;
    s->net.room[g->offer[a]] -= s->net.flow[a];
  }
  s->net.want[zone] = fmax(0, want - sent);
  s->share[zone] = share;
}

static void load(solver *s, const task *t, double share) {
  size_t n_zones = s->fair_case->graph->n_zones;
  for (size_t i = t->offer_begin; i < t->offer_end; i++) {
    size_t offer = s->offers[i];
    s->net.room[offer] = s->fair_case->capacity[offer];
    s->net.block[n_zones + offer] = t->id;
  }
  for (size_t i = t->zone_begin; i < t->zone_end; i++) s->net.block[s->zones[i]] = t->id;
  for (size_t i = t->zone_begin; i < t->zone_end; i++) load_zone(s, s->zones[i], share);
}

static bool short_of_places(const solver *s, const task *t) {
  double short_of = 0, all = 0;
  for (size_t i = t->zone_begin; i < t->zone_end; i++) {
    size_t zone = s->zones[i];
    short_of += s->net.want[zone];
    all += s->fair_case->floor[zone] + s->share[zone] * s->fair_case->spread[zone];
  }
  return short_of > RELATIVE_TOLERANCE * all;
}

/* Moves the nodes that were reached to the front, in their order; returns where they end. */
static size_t partition(solver *s, uint32_t *nodes, size_t begin, size_t end, size_t first_node) {
  size_t reached = begin, others = 0;
  for (size_t i = begin; i < end; i++) {
    if (s->net.level[first_node + nodes[i]] != 0)
      nodes[reached++] = nodes[i];
    else
      s->held[others++] = nodes[i];
  }
  memcpy(nodes + reached, s->held, others * sizeof *nodes);
  return reached;
}

static void push(solver *s, size_t zone_begin, size_t zone_end, size_t offer_begin,
                 size_t offer_end) {
  s->tasks[s->n_tasks++] =
      (task){++s->n_blocks, zone_begin, zone_end, offer_begin, offer_end, false};
}

/* Zones that a minimum cut separates go on with the offers they reach, and the rest
 * with the rest. In the capped case's first block the rest has all it wants. */
static void split(solver *s, const task *t) {
  size_t zone_cut = partition(s, s->zones, t->zone_begin, t->zone_end, 0);
  size_t offer_cut =
      partition(s, s->offers, t->offer_begin, t->offer_end, s->fair_case->graph->n_zones);
  bool parted = zone_cut > t->zone_begin && zone_cut < t->zone_end;
  /* A cut with everyone on one side is rounding, but for the first block's. */
  if (!parted && !(t->first && zone_cut == t->zone_end)) return;
  push(s, t->zone_begin, zone_cut, t->offer_begin, offer_cut);
  if (!t->first) push(s, zone_cut, t->zone_end, offer_cut, t->offer_end);
}

static void solve(solver *s) {
  while (s->n_tasks > 0) {
    task t = s->tasks[--s->n_tasks];
    load(s, &t, t.first ? 1 : filling_share(s, &t));
    mlg_block block = {t.id, t.zone_end - t.zone_begin, t.offer_end - t.offer_begin,
                       s->zones + t.zone_begin, s->offers + t.offer_begin};
    mlg_network_maximise(&s->net, &block);
    if (short_of_places(s, &t)) split(s, &t);
  }
}

mlg_status mlg_fair_share(mlg_arena *arena, const mlg_fair_case *fair_case, double *flow,
                          double *share) {
  solver s;
  MLG_TRY(solver_init(arena, fair_case, flow, share, &s));
  for (size_t z = 0; z < fair_case->graph->n_zones; z++) share[z] = 0;
  s.tasks[s.n_tasks++] = gather(&s);
  solve(&s);
  return MLG_OK;
}
