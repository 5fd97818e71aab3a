/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/fair.h"

#include "coverage/alike.h"
#include "coverage/blocks.h"

#include <math.h>

/* Persons short, as a share of a block's places, that are rounding. */
static const double RELATIVE_TOLERANCE = 1e-11;

/* The case of the rows of zones that are alike. */
typedef struct {
  const mlg_fair_case *fair_case;
  mlg_network net;
  mlg_blocks blocks;
  double *share;
} solver;

static double largest(double most, const double *values, size_t n) {
  for (size_t i = 0; i < n; i++) most = fmax(most, values[i]);
  return most;
}

static mlg_status solver_init(mlg_arena *arena, const mlg_fair_case *fair_case, double *flow,
                              solver *s) {
  const mlg_graph *g = fair_case->graph;
  /* Of the persons that a zone can get: in the uncapped case, as many as there are places. */
  double most = fair_case->capped ? largest(largest(0, fair_case->floor, g->n_zones),
                                            fair_case->spread, g->n_zones)
                                  : largest(0, fair_case->capacity, g->n_offers);
  *s = (solver){.fair_case = fair_case, .share = MLG_NEW(arena, double, g->n_zones)};
  MLG_HAVE(s->share);
  MLG_TRY(mlg_network_init(arena, g, most, flow, &s->net));
  return mlg_blocks_init(arena, &s->net, &s->blocks);
}

/* Zones that want someone and reach something, and all offers. */
static void start(solver *s) {
  const mlg_graph *g = s->fair_case->graph;
  mlg_slices all = {.offer_end = g->n_offers, .first = true};
  for (size_t z = 0; z < g->n_zones; z++)
    if (s->fair_case->floor[z] + s->fair_case->spread[z] > 0 && g->first[z] < g->first[z + 1])
      s->blocks.zones[all.zone_end++] = (uint32_t)z;
  for (size_t o = 0; o < g->n_offers; o++) s->blocks.offers[o] = (uint32_t)o;
  mlg_blocks_add(&s->blocks, all);
}

static double places(const solver *s, const mlg_slices *block) {
  double sum = 0;
  for (size_t i = block->offer_begin; i < block->offer_end; i++)
    sum += s->fair_case->capacity[s->blocks.offers[i]];
  return sum;
}

/* Whether the block is to have all it wants, if it can. */
static bool all_wanted(const solver *s, const mlg_slices *block) {
  return s->fair_case->capped && block->first;
}

/* The share that would just fill the block's offers. */
static double filling_share(const solver *s, const mlg_slices *block) {
  double left = places(s, block), spread = 0;
  for (size_t i = block->zone_begin; i < block->zone_end; i++) {
    left -= s->fair_case->floor[s->blocks.zones[i]];
    spread += s->fair_case->spread[s->blocks.zones[i]];
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

static void load(solver *s, const mlg_slices *block, double share) {
  for (size_t i = block->offer_begin; i < block->offer_end; i++)
    s->net.room[s->blocks.offers[i]] = s->fair_case->capacity[s->blocks.offers[i]];
  for (size_t i = block->zone_begin; i < block->zone_end; i++)
    load_zone(s, s->blocks.zones[i], share);
}

static bool short_of_places(const solver *s, const mlg_slices *block) {
  double short_of = 0, all = 0;
  for (size_t i = block->zone_begin; i < block->zone_end; i++) {
    size_t zone = s->blocks.zones[i];
    short_of += s->net.want[zone];
    all += s->fair_case->floor[zone] + s->share[zone] * s->fair_case->spread[zone];
  }
  return short_of > RELATIVE_TOLERANCE * all;
}

/* Zones that a minimum cut separates go on with the offers they reach, and the rest
 * with the rest; the rest of a block that was to have all it wants has it. */
static void split(solver *s, const mlg_slices *block) {
  mlg_slices reached = mlg_blocks_reached(&s->blocks, block), rest = *block;
  bool parted = reached.zone_end > block->zone_begin && reached.zone_end < block->zone_end;
  /* A cut with everyone on one side is rounding, but for a block that was to have all. */
  if (!parted && !(all_wanted(s, block) && reached.zone_end == block->zone_end)) return;
  rest.zone_begin = reached.zone_end;
  rest.offer_begin = reached.offer_end;
  reached.first = rest.first = false;
  mlg_blocks_add(&s->blocks, reached);
  if (!all_wanted(s, block)) mlg_blocks_add(&s->blocks, rest);
}

static void solve(solver *s) {
  while (s->blocks.n_waiting > 0) {
    mlg_slices block = s->blocks.waiting[--s->blocks.n_waiting];
    load(s, &block, all_wanted(s, &block) ? 1 : filling_share(s, &block));
    mlg_block nodes = {block.id, block.zone_end - block.zone_begin,
                       block.offer_end - block.offer_begin, s->blocks.zones + block.zone_begin,
                       s->blocks.offers + block.offer_begin};
    mlg_network_maximise(&s->net, &nodes);
    if (short_of_places(s, &block)) split(s, &block);
  }
}

/* Each zone takes its part of its row's flow. Zones of a row have the same share: were it not
 * so, the one with more could hand some to the other. */
static void share_out(const solver *s, const mlg_alike *alike, const mlg_fair_case *zones,
                      double *flow, double *share) {
  const mlg_graph *g = zones->graph;
  for (size_t z = 0; z < g->n_zones; z++) {
    size_t row = alike->row[z];
    double wants = zones->floor[z] + s->share[row] * zones->spread[z];
    double all = s->fair_case->floor[row] + s->share[row] * s->fair_case->spread[row];
    double part = all > 0 ? wants / all : 0;
    const double *from = s->net.flow + alike->graph.first[row];
    for (size_t a = g->first[z]; a < g->first[z + 1]; a++) flow[a] = part * *from++;
    share[z] = zones->floor[z] + zones->spread[z] > 0 ? s->share[row] : 0;
  }
}

mlg_status mlg_fair_share(mlg_arena *arena, const mlg_fair_case *fair_case, double *flow,
                          double *share) {
  mlg_alike alike;
  MLG_TRY(mlg_alike_find(arena, fair_case->graph, &alike));
  double *floor = mlg_alike_sum_zones(arena, &alike, fair_case->floor);
  double *spread = mlg_alike_sum_zones(arena, &alike, fair_case->spread);
  double *row_flow = mlg_alike_sum_arcs(arena, &alike, flow);
  MLG_HAVE(floor);
  MLG_HAVE(spread);
  MLG_HAVE(row_flow);
  mlg_fair_case rows = {&alike.graph, floor, spread, fair_case->capacity, fair_case->capped};
  solver s;
  MLG_TRY(solver_init(arena, &rows, row_flow, &s));
  start(&s);
  solve(&s);
  share_out(&s, &alike, fair_case, flow, share);
  return MLG_OK;
}
