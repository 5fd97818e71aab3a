/* SPDX-License-Identifier: Apache-2.0 */
#include "store/limits.h"

#include <math.h>

/*
 * From each edge on to the next around the same ground. A walk that comes back to a point where
 * it has been closes a ring there and goes on: ground may touch itself at a point.
 */
typedef struct {
  const mlg_limits *limits;
  mlg_rings *rings;
  size_t *point; /* Of each edge, where it starts: the first edge from there. */
  bool *walked;  /* Of each edge. */
  bool *led_to;  /* Of each edge: a walk has gone on to it. */
  size_t *at;    /* Of each point, its place in the walk plus 1; 0: not in it. */
  size_t *steps; /* The walk: edges. */
  size_t n;
} walk;

static void find_points(walk *w) {
  const mlg_edge *edges = w->limits->edges;
  for (size_t i = 1; i < w->limits->n; i++)
    w->point[i] = mlg_same_point(edges[i].from, edges[i - 1].from) ? w->point[i - 1] : i;
}

/* The first edge from where this one ends. There is one: limits are closed. */
static size_t first_after(const mlg_limits *limits, size_t edge) {
  size_t low = 0, high = limits->n - 1;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (mlg_order_points(limits->edges[middle].from, limits->edges[edge].to) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* How far to turn, clockwise, from the way back to the way on: above 0, to 2 pi. */
static double turn(mlg_edge come, mlg_edge go) {
  mlg_point back = {come.from.x - come.to.x, come.from.y - come.to.y};
  mlg_point on = {go.to.x - go.from.x, go.to.y - go.from.y};
  double angle = atan2(on.x * back.y - on.y * back.x, on.x * back.x + on.y * back.y);
  return angle > 0 ? angle : angle + 2 * acos(-1);
}

/* Of several edges from a point, the first that is met by turning clockwise: around the ground on
 * the left. */
static size_t next_edge(const walk *w, size_t edge) {
  const mlg_edge *edges = w->limits->edges;
  size_t first = first_after(w->limits, edge), best = first;
  for (size_t i = first + 1; i < w->limits->n && w->point[i] == first; i++)
    if (turn(edges[edge], edges[i]) < turn(edges[edge], edges[best])) best = i;
  return best;
}

/* What the walk holds from `start` on is a ring; it is kept as starting most to the west. */
static void close_ring(walk *w, size_t start) {
  mlg_rings *rings = w->rings;
  const size_t *steps = w->steps + start;
  size_t n = w->n - start, west = 0, *kept = rings->edges + rings->first[rings->n];
  for (size_t i = 1; i < n; i++)
    if (w->point[steps[i]] < w->point[steps[west]]) west = i;
  for (size_t i = 0; i < n; i++) {
    kept[i] = steps[(west + i) % n];
    rings->of[kept[i]] = rings->n;
    w->at[w->point[kept[i]]] = 0;
  }
  rings->first[rings->n + 1] = rings->first[rings->n] + n;
  rings->walk[rings->n] = rings->n_walks - 1;
  rings->n++;
  w->n = start;
}

/* Edges are tried from the west: a walk starts where it is most to the west. */
static void walk_from(walk *w, size_t edge) {
  if (!w->walked[edge]) w->rings->start[w->rings->n_walks++] = edge;
  while (!w->walked[edge]) {
    w->walked[edge] = true;
    w->steps[w->n++] = edge;
    w->at[w->point[edge]] = w->n;
    edge = next_edge(w, edge);
    w->rings->ambiguous |= w->led_to[edge];
    w->led_to[edge] = true;
    size_t been = w->at[w->point[edge]];
    if (been > 0) close_ring(w, been - 1);
  }
}

static bool make_room(mlg_arena *arena, size_t n, walk *w) {
  mlg_rings *rings = w->rings;
  return (rings->first = MLG_NEW(arena, size_t, n + 1)) != NULL &&
         (rings->edges = MLG_NEW(arena, size_t, n)) != NULL &&
         (rings->of = MLG_NEW(arena, size_t, n)) != NULL &&
         (rings->walk = MLG_NEW(arena, size_t, n)) != NULL &&
         (rings->start = MLG_NEW(arena, size_t, n)) != NULL &&
         (w->point = MLG_NEW(arena, size_t, n)) != NULL &&
         (w->walked = MLG_NEW(arena, bool, n)) != NULL &&
         (w->led_to = MLG_NEW(arena, bool, n)) != NULL &&
         (w->at = MLG_NEW(arena, size_t, n)) != NULL &&
         (w->steps = MLG_NEW(arena, size_t, n)) != NULL;
}

mlg_status mlg_rings_chain(mlg_arena *arena, const mlg_limits *limits, mlg_rings *rings) {
  walk w = {.limits = limits, .rings = rings};
  *rings = (mlg_rings){0};
  if (!make_room(arena, limits->n, &w)) return MLG_FAILURE;
  find_points(&w);
  for (size_t i = 0; i < limits->n && !rings->ambiguous; i++) walk_from(&w, i);
  return MLG_OK;
}
