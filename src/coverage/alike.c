/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/alike.h"

#include <string.h>

/* Open addressing, from a set of offers to its row. */
typedef struct {
  mlg_alike *alike;
  size_t n_slots; /* a power of 2 */
  uint32_t *slot; /* 1 + the row, 0 where there is none */
  uint32_t *zone; /* by row: its first one */
} finder;

static size_t n_offers(const mlg_graph *g, size_t zone) {
  return g->first[zone + 1] - g->first[zone];
}

static bool same_offers(const mlg_graph *g, size_t a, size_t b) {
  return n_offers(g, a) == n_offers(g, b) && memcmp(g->offer + g->first[a], g->offer + g->first[b],
                                                    n_offers(g, a) * sizeof *g->offer) == 0;
}

/* FNV-1a over whole numbers; its high bits are the mixed ones. */
static size_t hash(const mlg_graph *g, size_t zone) {
  uint64_t h = 14695981039346656037u;
  for (size_t a = g->first[zone]; a < g->first[zone + 1]; a++)
    h = (h ^ g->offer[a]) * 1099511628211u;
  return (size_t)(h ^ h >> 32);
}

static void place(finder *f, size_t zone) {
  const mlg_graph *g = f->alike->whole;
  mlg_graph *rows = &f->alike->graph;
  size_t at = hash(g, zone) & (f->n_slots - 1);
  while (f->slot[at] != 0 && !same_offers(g, f->zone[f->slot[at] - 1], zone))
    at = (at + 1) & (f->n_slots - 1);
  if (f->slot[at] == 0) {
    f->zone[rows->n_zones++] = (uint32_t)zone;
    f->slot[at] = (uint32_t)rows->n_zones;
    rows->n_arcs += n_offers(g, zone);
  }
  f->alike->row[zone] = f->slot[at] - 1;
}

static mlg_status copy_rows(mlg_arena *arena, const finder *f) {
  const mlg_graph *g = f->alike->whole;
  mlg_graph *rows = &f->alike->graph;
  rows->first = MLG_NEW(arena, size_t, rows->n_zones + 1);
  rows->offer = MLG_NEW(arena, uint32_t, rows->n_arcs);
  MLG_HAVE(rows->first);
  MLG_HAVE(rows->offer);
  for (size_t r = 0; r < rows->n_zones; r++) {
    size_t n = n_offers(g, f->zone[r]);
    rows->first[r + 1] = rows->first[r] + n;
    if (n > 0)
      memcpy(rows->offer + rows->first[r], g->offer + g->first[f->zone[r]], n * sizeof *g->offer);
  }
  return MLG_OK;
}

mlg_status mlg_alike_find(mlg_arena *arena, const mlg_graph *graph, mlg_alike *alike) {
  *alike = (mlg_alike){.whole = graph,
                       .row = MLG_NEW(arena, uint32_t, graph->n_zones),
                       .graph = {.n_offers = graph->n_offers}};
  finder f = {.alike = alike, .n_slots = 16, .zone = MLG_NEW(arena, uint32_t, graph->n_zones)};
  while (f.n_slots < 2 * graph->n_zones) f.n_slots *= 2;
  f.slot = MLG_NEW(arena, uint32_t, f.n_slots);
  MLG_HAVE(alike->row);
  MLG_HAVE(f.zone);
  MLG_HAVE(f.slot);
  for (size_t z = 0; z < graph->n_zones; z++) place(&f, z);
  return copy_rows(arena, &f);
}

double *mlg_alike_sum_zones(mlg_arena *arena, const mlg_alike *alike, const double *by_zone) {
  double *by_row = MLG_NEW(arena, double, alike->graph.n_zones);
  for (size_t z = 0; by_row != NULL && z < alike->whole->n_zones; z++)
    by_row[alike->row[z]] += by_zone[z];
  return by_row;
}

double *mlg_alike_sum_arcs(mlg_arena *arena, const mlg_alike *alike, const double *by_arc) {
  const mlg_graph *g = alike->whole;
  double *sums = MLG_NEW(arena, double, alike->graph.n_arcs);
  for (size_t z = 0; sums != NULL && z < g->n_zones; z++) {
    double *to = sums + alike->graph.first[alike->row[z]];
    for (size_t a = g->first[z]; a < g->first[z + 1]; a++) *to++ += by_arc[a];
  }
  return sums;
}
