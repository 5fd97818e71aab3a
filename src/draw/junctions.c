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

/*
 * Points of the tiling, while junctions are looked for. Millions are taken a share at a time: a
 * table of them all is more than a cache holds (48,400 zones, 4.9 million points: 16 MB and 0.9 s
 * in place of 194 MB and 1.7 s; shares half or twice as large take longer).
 */
enum { MOST_SLOTS = 1 << 19 };

typedef struct {
  size_t n_shares, share; /* How many shares there are, and which one this is. */
  size_t mask;            /* Slots are a power of two. */
  slot *slots;
  size_t n, room;
  mlg_point *junctions; /* Of the shares before, and then of this one. */
  mlg_arena *arena;
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

static slot *find(const points *some, mlg_point point, size_t h) {
  size_t i = h & some->mask;
  while (some->slots[i].point != NULL && !same(*some->slots[i].point, point))
    i = (i + 1) & some->mask;
  return &some->slots[i];
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

/* Shares go by bits of the hash that slots do not. */
static void add_ring(const points *some, const mlg_path *ring) {
  if (ring->n < 4) return;
  size_t n = ring->n - 1;
  for (size_t i = 0; i < n; i++) {
    size_t h = hash(ring->points[i]);
    if ((h >> 40 & (some->n_shares - 1)) != some->share) continue;
    slot *s = find(some, ring->points[i], h);
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

static mlg_status find_in_share(points *some, const mlg_shape *shapes, size_t n) {
  memset(some->slots, 0, (some->mask + 1) * sizeof *some->slots);
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < shapes[i].n_paths; j++) add_ring(some, &shapes[i].paths[j]);
  for (size_t i = 0; i <= some->mask; i++) {
    if (!is_junction(&some->slots[i])) continue;
    if (!MLG_ROOM(some->arena, some->junctions, some->n, some->room)) return MLG_FAILURE;
    some->junctions[some->n++] = *some->slots[i].point;
  }
  return MLG_OK;
}

static mlg_status find_all(points *some, const mlg_shape *shapes, size_t n) {
  /* Most points are in two rings: half as many slots are taken, four fifths at the most. */
  size_t slots = slots_for(count_points(shapes, n) * 5 / 8);
  for (some->n_shares = 1; slots > MOST_SLOTS; slots /= 2) some->n_shares *= 2;
  some->mask = slots - 1;
  some->slots = MLG_NEW(some->arena, slot, slots);
  MLG_HAVE(some->slots);
  for (some->share = 0; some->share < some->n_shares; some->share++)
    MLG_TRY(find_in_share(some, shapes, n));
  return MLG_OK;
}

static mlg_junctions *keep_junctions(mlg_arena *arena, const points *found) {
  size_t slots = slots_for(found->n);
  mlg_junctions *junctions = MLG_NEW(arena, mlg_junctions, 1);
  if (junctions == NULL) return NULL;
  *junctions = (mlg_junctions){slots - 1, MLG_NEW(arena, mlg_point, slots)};
  if (junctions->slots == NULL) return NULL;
  for (size_t i = 0; i < slots; i++) junctions->slots[i].x = NAN;
  for (size_t i = 0; i < found->n; i++)
    *find_junction(junctions, found->junctions[i]) = found->junctions[i];
  return junctions;
}

mlg_junctions *mlg_junctions_find(mlg_arena *arena, const mlg_shape *shapes, size_t n) {
  mlg_arena scratch = {0};
  points some = {.arena = &scratch};
  mlg_junctions *junctions = NULL;
  if (find_all(&some, shapes, n) == MLG_OK) junctions = keep_junctions(arena, &some);
  mlg_arena_free(&scratch);
  return junctions;
}

bool mlg_is_junction(const mlg_junctions *junctions, mlg_point point) {
  return !isnan(find_junction(junctions, point)->x);
}
