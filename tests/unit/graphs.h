/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_GRAPHS_H
#define TESTS_GRAPHS_H

#include <maillage/access.h>
#include <maillage/arena.h>
#include <stdint.h>

/* Small instances for the allocations, always the same ones. */
typedef struct {
  mlg_graph graph;
  double *need, *capacity;
} instance;

/* Knuth's MMIX generator, its high bits: 0 to 1. */
static inline double draw(uint64_t *state) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (double)(*state >> 11) / 9007199254740992.0;
}

/* Each offer within reach of each zone with chance `density`; needs and capacities of
 * comparable totals, a few of them 0. */
static inline instance random_instance(mlg_arena *arena, uint64_t seed, size_t n_zones,
                                       size_t n_offers, double density) {
  uint64_t state = seed * 2862933555777941757u + 3037000493u;
  instance it = {{n_zones, n_offers, 0, MLG_NEW(arena, size_t, n_zones + 1),
                  MLG_NEW(arena, uint32_t, n_zones * n_offers),
                  MLG_NEW(arena, float, n_zones *n_offers)},
                 MLG_NEW(arena, double, n_zones),
                 MLG_NEW(arena, double, n_offers)};
  for (size_t z = 0; z < n_zones; z++) {
    it.need[z] = draw(&state) < 0.1 ? 0 : 100 * draw(&state);
    for (size_t o = 0; o < n_offers; o++)
      if (draw(&state) < density) {
        it.graph.offer[it.graph.n_arcs] = (uint32_t)o;
        it.graph.weight[it.graph.n_arcs++] = (float)(0.01 + 0.99 * draw(&state));
      }
    it.graph.first[z + 1] = it.graph.n_arcs;
  }
  for (size_t o = 0; o < n_offers; o++)
    it.capacity[o] = draw(&state) < 0.1 ? 0
                                        : 120 * draw(&state) * (double)n_zones / (double)n_offers;
  return it;
}

static inline double sum_of(const double *values, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += values[i];
  return sum;
}

/* Persons that a flow takes from a zone. */
static inline double from_zone(const mlg_graph *g, const double *flow, size_t zone) {
  return sum_of(flow + g->first[zone], g->first[zone + 1] - g->first[zone]);
}

/* Persons that a flow brings to an offer. */
static inline double to_offer(const mlg_graph *g, const double *flow, size_t offer) {
  double sum = 0;
  for (size_t a = 0; a < g->n_arcs; a++)
    if (g->offer[a] == offer) sum += flow[a];
  return sum;
}

#endif
