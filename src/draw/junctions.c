/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <string.h>

#include "draw/geography.h"

/*
 * A point of a tiling has two neighbours along its limit, the same for the zones
 * on both sides; a third neighbour makes it a junction. Points are compared bit
 * by bit: levels are dissolved from the same zones.
 */
typedef struct {
  mlg_point point;
  mlg_point neighbours[2];
  unsigned char n_neighbours; /* 0: the slot is free. 3: a junction. */
} slot;

struct mlg_junctions {
  size_t mask; /* Slots are a power of two. */
  slot *slots;
};

static bool same(mlg_point a, mlg_point b) { return a.x == b.x && a.y == b.y; }

/* FNV-1a over the 16 bytes. */
static size_t hash(mlg_point point) {
  unsigned char bytes[sizeof point];
  memcpy(bytes, &point, sizeof point);
  uint64_t h = UINT64_C(14695981039346656037);
  for (size_t i = 0; i < sizeof bytes; i++) h = (h ^ bytes[i]) * UINT64_C(1099511628211);
  return (size_t)(h ^ h >> 32);
}

static slot *find(const mlg_junctions *junctions, mlg_point point) {
  size_t i = hash(point) & junctions->mask;
  while (junctions->slots[i].n_neighbours > 0 && !same(junctions->slots[i].point, point))
    i = (i + 1) & junctions->mask;
  return &junctions->slots[i];
}

static void meet(slot *s, mlg_point neighbour) {
  if (s->n_neighbours > 2) return;
  for (unsigned char i = 0; i < s->n_neighbours; i++)
    if (same(s->neighbours[i], neighbour)) return;
  if (s->n_neighbours < 2) s->neighbours[s->n_neighbours] = neighbour;
  s->n_neighbours++;
}

static void add_ring(mlg_junctions *junctions, const mlg_path *ring) {
  if (ring->n < 4) return;
  size_t n = ring->n - 1;
  for (size_t i = 0; i < n; i++) {
    slot *s = find(junctions, ring->points[i]);
    s->point = ring->points[i];
    meet(s, ring->points[(i + n - 1) % n]);
    meet(s, ring->points[i + 1]);
  }
}

static size_t count_points(const mlg_shape *shapes, size_t n) {
  size_t points = 0;
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < shapes[i].n_paths; j++) points += shapes[i].paths[j].n;
  return points;
}

mlg_junctions *mlg_junctions_find(mlg_arena *arena, const mlg_shape *shapes, size_t n) {
  size_t points = count_points(shapes, n), slots = 16;
  while (slots < 2 * points) slots *= 2;
  mlg_junctions *junctions = MLG_NEW(arena, mlg_junctions, 1);
  if (junctions == NULL) return NULL;
  *junctions = (mlg_junctions){slots - 1, MLG_NEW(arena, slot, slots)};
  if (junctions->slots == NULL) return NULL;
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < shapes[i].n_paths; j++) add_ring(junctions, &shapes[i].paths[j]);
  return junctions;
}

bool mlg_is_junction(const mlg_junctions *junctions, mlg_point point) {
  return find(junctions, point)->n_neighbours > 2;
}
