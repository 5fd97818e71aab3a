/* SPDX-License-Identifier: Apache-2.0 */
#include "store/limits.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Edges seen so far. A slot holds an edge's place plus 1; 0: it is free. */
typedef struct {
  size_t mask;
  size_t *slots;
  mlg_edge *edges;
  bool *gone;
  size_t n;
  bool twice;
} table;

static uint64_t mix(mlg_point point) {
  uint64_t x, y;
  memcpy(&x, &point.x, sizeof x);
  memcpy(&y, &point.y, sizeof y);
  uint64_t h = (x ^ y >> 32) * UINT64_C(0x9E3779B97F4A7C15) + y;
  return (h ^ h >> 32) * UINT64_C(0xD6E8FEB86659FD93);
}

/* The same from either end: an edge and its reverse are looked for in one go. */
static size_t hash(mlg_edge edge) {
  uint64_t h = mix(edge.from) + mix(edge.to);
  return (size_t)(h ^ h >> 32);
}

static void add_edge(table *all, mlg_edge edge) {
  if (mlg_same_point(edge.from, edge.to)) return;
  size_t slot = hash(edge) & all->mask;
  for (; all->slots[slot] > 0; slot = (slot + 1) & all->mask) {
    size_t i = all->slots[slot] - 1;
    const mlg_edge *met = &all->edges[i];
    if (all->gone[i]) continue;
    if (mlg_same_point(met->from, edge.from) && mlg_same_point(met->to, edge.to)) all->twice = true;
    if (!mlg_same_point(met->from, edge.to) || !mlg_same_point(met->to, edge.from)) continue;
    all->gone[i] = true;
    return;
  }
  all->edges[all->n] = edge;
  all->slots[slot] = ++all->n;
}

static void add_zone(table *all, const mlg_shape *zone) {
  for (size_t p = 0; p < zone->n_paths; p++)
    for (size_t i = 1; i < zone->paths[p].n; i++)
      add_edge(all, (mlg_edge){zone->paths[p].points[i - 1], zone->paths[p].points[i]});
}

static size_t count_edges(const mlg_shape *zones, size_t n) {
  size_t count = 0;
  for (size_t i = 0; i < n; i++)
    for (size_t p = 0; p < zones[i].n_paths; p++) count += zones[i].paths[p].n;
  return count;
}

static int by_from(const void *a, const void *b) {
  const mlg_edge *x = a, *y = b;
  int order = mlg_order_points(x->from, y->from);
  return order != 0 ? order : mlg_order_points(x->to, y->to);
}

mlg_status mlg_limits_left(mlg_arena *arena, const mlg_shape *zones, size_t n, mlg_limits *left) {
  size_t most = count_edges(zones, n), slots = 16;
  while (slots < 2 * most) slots *= 2;
  table all = {slots - 1,
               MLG_NEW(arena, size_t, slots),
               MLG_NEW(arena, mlg_edge, most + 1),
               MLG_NEW(arena, bool, most + 1),
               0,
               false};
  MLG_HAVE(all.slots);
  MLG_HAVE(all.edges);
  MLG_HAVE(all.gone);
  for (size_t i = 0; i < n; i++) add_zone(&all, &zones[i]);
  *left = (mlg_limits){.edges = all.edges, .twice = all.twice};
  for (size_t i = 0; i < all.n; i++)
    if (!all.gone[i]) left->edges[left->n++] = all.edges[i];
  qsort(left->edges, left->n, sizeof *left->edges, by_from);
  return MLG_OK;
}
