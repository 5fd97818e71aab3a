/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "draw/geography.h"

/*
 * A point of a tiling has two neighbours along its limit, the same for the zones
 * on both sides; a third neighbour makes it a junction. Points are compared bit
 * by bit: levels are dissolved from the same zones. Slots are many: they point to the tiling's own
 * points.
 */
typedef struct {
  const mlg_point *point;         /* NULL: the slot is free. */
  const mlg_point *neighbours[2]; /* The second is the point itself for a junction. */
} slot;

/* Every point of the tiling, while junctions are looked for. */
typedef struct {
  size_t mask; /* Slots are a power of two. */
  slot *slots;
} points;

/* Junctions alone, one point in dozens: a table that the processor's cache holds. */
struct mlg_junctions {
  size_t mask;
  mlg_point *slots; /* x is NaN: free. */
};

static bool same(mlg_point a, mlg_point b) { return a.x == b.x && a.y == b.y; }

/* Two odd multipliers, and the high bits, which depend on all others, folded onto the low ones. */
static size_t hash(mlg_point point) {
  uint64_t x, y;
  memcpy(&x, &point.x, sizeof x);
  memcpy(&y, &point.y, sizeof y);
  uint64_t h = (x ^ y >> 32) * UINT64_C(0x9E3779B97F4A7C15) + y;
  h = (h ^ h >> 32) * UINT64_C(0xD6E8FEB86659FD93);
  return (size_t)(h ^ h >> 32);
}

static slot *find(const points *all, mlg_point point) {
  size_t i = hash(point) & all->mask;
  while (all->slots[i].point != NULL && !same(*all->slots[i].point, point)) i = (i + 1) & all->mask;
  return &all->slots[i];
}

static mlg_point *find_junction(const mlg_junctions *junctions, mlg_point point) {
  size_t i = hash(point) & junctions->mask;
  while (!isnan(junctions->slots[i].x) && !same(junctions->slots[i], point))
    i = (i + 1) & junctions->mask;
  return &junctions->slots[i];
}

static bool is_junction(const slot *s) { return s->point != NULL && s->neighbours[1] == s->point; }

/* A point that is repeated is no neighbour of itself. */
static void meet(slot *s, const mlg_point *neighbour) {
  if (is_junction(s) || same(*s->point, *neighbour)) return;
  for (size_t i = 0; i < 2; i++) {
    if (s->neighbours[i] == NULL) {
      s->neighbours[i] = neighbour;
      return;
    }
    if (same(*s->neighbours[i], *neighbour)) return;
  }
  s->neighbours[1] = s->point;
}

static void add_ring(points *all, const mlg_path *ring) {
  if (ring->n < 4) return;
  size_t n = ring->n - 1;
  for (size_t i = 0; i < n; i++) {
    slot *s = find(all, ring->points[i]);
    if (s->point == NULL) s->point = &ring->points[i];
    meet(s, &ring->points[(i + n - 1) % n]);
    meet(s, &ring->points[i + 1]);
  }
}

static size_t count_points(const mlg_shape *shapes, size_t n) {
  size_t count = 0;
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < shapes[i].n_paths; j++) count += shapes[i].paths[j].n;
  return count;
}

static size_t slots_for(size_t n) {
  size_t slots = 16;
  while (slots < 2 * n) slots *= 2;
  return slots;
}

static mlg_junctions *keep_junctions(mlg_arena *arena, const points *all) {
  size_t n = 0;
  for (size_t i = 0; i <= all->mask; i++) n += is_junction(&all->slots[i]);
  size_t slots = slots_for(n);
  mlg_junctions *junctions = MLG_NEW(arena, mlg_junctions, 1);
  if (junctions == NULL) return NULL;
  *junctions = (mlg_junctions){slots - 1, MLG_NEW(arena, mlg_point, slots)};
  if (junctions->slots == NULL) return NULL;
  for (size_t i = 0; i < slots; i++) junctions->slots[i].x = NAN;
  for (size_t i = 0; i <= all->mask; i++)
    if (is_junction(&all->slots[i]))
      *find_junction(junctions, *all->slots[i].point) = *all->slots[i].point;
  return junctions;
}

mlg_junctions *mlg_junctions_find(mlg_arena *arena, const mlg_shape *shapes, size_t n) {
  mlg_arena scratch = {0};
  /* Most points are in two rings: half as many slots are taken, four fifths at the most. */
  size_t slots = slots_for(count_points(shapes, n) * 5 / 8);
  points all = {slots - 1, MLG_NEW(&scratch, slot, slots)};
  mlg_junctions *junctions = NULL;
  if (all.slots != NULL) {
    for (size_t i = 0; i < n; i++)
      for (size_t j = 0; j < shapes[i].n_paths; j++) add_ring(&all, &shapes[i].paths[j]);
    junctions = keep_junctions(arena, &all);
  }
  mlg_arena_free(&scratch);
  return junctions;
}

bool mlg_is_junction(const mlg_junctions *junctions, mlg_point point) {
  return !isnan(find_junction(junctions, point)->x);
}
