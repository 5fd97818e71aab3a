/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/borders.h"

#include <stdlib.h>

/* One side of a ring, its ends in order: the same from both zones. */
typedef struct {
  mlg_point from, to;
  size_t zone;
} side;

static int by_point(mlg_point a, mlg_point b) {
  if (a.x != b.x) return a.x < b.x ? -1 : 1;
  return (a.y > b.y) - (a.y < b.y);
}

static int by_ends(const void *a, const void *b) {
  const side *x = a, *y = b;
  int order = by_point(x->from, y->from);
  return order != 0 ? order : by_point(x->to, y->to);
}

static side side_of(mlg_point p, mlg_point q, size_t zone) {
  return by_point(p, q) < 0 ? (side){p, q, zone} : (side){q, p, zone};
}

typedef struct {
  mlg_arena *arena;
  size_t n_sides;
  side *sides; /* Sorted by their ends. */
  mlg_border *borders;
  size_t count, capacity;
} search;

static mlg_status gather(search *s, const mlg_shape *shapes, size_t n) {
  size_t most = 0;
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < shapes[i].n_paths; j++) most += shapes[i].paths[j].n;
  s->sides = MLG_NEW(s->arena, side, most + 1);
  MLG_HAVE(s->sides);
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < shapes[i].n_paths; j++) {
      const mlg_path *ring = &shapes[i].paths[j];
      for (size_t k = 1; k < ring->n; k++)
        s->sides[s->n_sides++] = side_of(ring->points[k - 1], ring->points[k], i);
    }
  qsort(s->sides, s->n_sides, sizeof *s->sides, by_ends);
  return MLG_OK;
}

/* The zone on the other side, or `zone` itself at the edge of the tiling. */
static size_t beyond(const search *s, mlg_point p, mlg_point q, size_t zone) {
  side wanted = side_of(p, q, zone);
  const side *found = bsearch(&wanted, s->sides, s->n_sides, sizeof wanted, by_ends);
  if (found == NULL) return zone;
  while (found > s->sides && by_ends(found - 1, &wanted) == 0) found--;
  for (; found < s->sides + s->n_sides && by_ends(found, &wanted) == 0; found++)
    if (found->zone != zone) return found->zone;
  return zone;
}

static mlg_status keep(search *s, size_t a, size_t b, mlg_path line) {
  MLG_HAVE(MLG_ROOM(s->arena, s->borders, s->count, s->capacity) ? s->borders : NULL);
  s->borders[s->count++] = (mlg_border){a, b, line};
  return MLG_OK;
}

/* Cuts a ring where the neighbour changes; the neighbour's own ring would give the same again. */
static mlg_status cut_ring(search *s, const mlg_path *ring, size_t zone) {
  size_t first = 0, other = zone;
  for (size_t k = 1; k <= ring->n; k++) {
    size_t next = k < ring->n ? beyond(s, ring->points[k - 1], ring->points[k], zone) : zone;
    if (k < ring->n && next == other) continue;
    if (other > zone && k - 1 > first)
      MLG_TRY(keep(s, zone, other, (mlg_path){k - first, ring->points + first}));
    first = k - 1;
    other = next;
  }
  return MLG_OK;
}

mlg_status mlg_borders_find(mlg_arena *arena, const mlg_shape *shapes, size_t n,
                            mlg_border **borders, size_t *n_borders) {
  search s = {.arena = arena};
  MLG_TRY(gather(&s, shapes, n));
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < shapes[i].n_paths; j++) MLG_TRY(cut_ring(&s, &shapes[i].paths[j], i));
  *borders = s.borders;
  *n_borders = s.count;
  return MLG_OK;
}
