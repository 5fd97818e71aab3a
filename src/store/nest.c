/* SPDX-License-Identifier: Apache-2.0 */
#include "store/limits.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/*
 * A line that goes from west to east over the edges. Those that it stands on tell which of them
 * the next edge crosses, and whether a walk starts in ground.
 */
typedef struct {
  const mlg_limits *limits;
  const mlg_rings *rings;
  size_t *order;    /* Edges by their end in the west. */
  size_t *active;   /* Edges that the line stands on, */
  size_t n;         /* so many. */
  size_t *shell_of; /* Each walk's; rings.n: not known. */
} sweep;

static bool goes_east(mlg_edge edge) { return edge.from.x < edge.to.x; }
static double west_of(mlg_edge edge) { return goes_east(edge) ? edge.from.x : edge.to.x; }
static double east_of(mlg_edge edge) { return goes_east(edge) ? edge.to.x : edge.from.x; }

/* ---- whether two edges meet elsewhere than at their ends ---- */

/* 1: c is on the left of a to b, -1: on the right, 0: on it, or too close to say. */
static int side_of(mlg_point a, mlg_point b, mlg_point c) {
  double left = (b.x - a.x) * (c.y - a.y), right = (b.y - a.y) * (c.x - a.x);
  double doubt = 4 * DBL_EPSILON * (fabs(left) + fabs(right));
  return left - right > doubt ? 1 : left - right < -doubt ? -1 : 0;
}

/* Both from `hub`: whether one runs over the other. */
static bool run_together(mlg_point hub, mlg_point a, mlg_point b) {
  return side_of(hub, a, b) == 0 &&
         (a.x - hub.x) * (b.x - hub.x) + (a.y - hub.y) * (b.y - hub.y) > 0;
}

static bool meet(mlg_edge e, mlg_edge f) {
  if (fmin(e.from.y, e.to.y) > fmax(f.from.y, f.to.y) ||
      fmin(f.from.y, f.to.y) > fmax(e.from.y, e.to.y))
    return false;
  if (mlg_same_point(e.from, f.from)) return run_together(e.from, e.to, f.to);
  if (mlg_same_point(e.from, f.to)) return run_together(e.from, e.to, f.from);
  if (mlg_same_point(e.to, f.from)) return run_together(e.to, e.from, f.to);
  if (mlg_same_point(e.to, f.to)) return run_together(e.to, e.from, f.from);
  return side_of(e.from, e.to, f.from) * side_of(e.from, e.to, f.to) <= 0 &&
         side_of(f.from, f.to, e.from) * side_of(f.from, f.to, e.to) <= 0;
}

/* ---- what lies to the west of a walk ---- */

/* How far the edge is under a point; not above 0 where it is not. */
static double depth_under(mlg_edge edge, mlg_point point) {
  if (!(west_of(edge) < point.x && point.x <= east_of(edge))) return -1;
  double slope = (edge.to.y - edge.from.y) / (edge.to.x - edge.from.x);
  return point.y - (edge.from.y + (point.x - edge.from.x) * slope);
}

/* The closest edge under a point; limits.n when there is none. `*touched`: others end there. */
static size_t edge_under(const sweep *s, mlg_point point, bool *touched) {
  size_t closest = s->limits->n;
  double least = INFINITY;
  *touched = false;
  for (size_t i = 0; i < s->n; i++) {
    mlg_edge edge = s->limits->edges[s->active[i]];
    bool ends = mlg_same_point(edge.from, point) || mlg_same_point(edge.to, point);
    *touched |= ends && west_of(edge) < point.x;
    double depth = ends ? -1 : depth_under(edge, point);
    if (depth <= 0 || depth >= least) continue;
    least = depth;
    closest = s->active[i];
  }
  return closest;
}

static double area_of(const sweep *s, size_t ring) {
  const mlg_rings *rings = s->rings;
  mlg_point o = s->limits->edges[rings->edges[rings->first[ring]]].from;
  double twice = 0;
  for (size_t i = rings->first[ring]; i < rings->first[ring + 1]; i++) {
    mlg_edge e = s->limits->edges[rings->edges[i]];
    twice += (e.from.x - o.x) * (e.to.y - o.y) - (e.to.x - o.x) * (e.from.y - o.y);
  }
  return twice;
}

/* Around one piece of ground go one shell and the holes that touch it, or holes alone. */
static bool find_shells(sweep *s) {
  const mlg_rings *rings = s->rings;
  for (size_t walk = 0; walk < rings->n_walks; walk++) s->shell_of[walk] = rings->n;
  for (size_t ring = 0; ring < rings->n; ring++) {
    if (area_of(s, ring) <= 0) continue;
    if (s->shell_of[rings->walk[ring]] < rings->n) return false;
    s->shell_of[rings->walk[ring]] = ring;
  }
  return true;
}

/*
 * Ground is on the left of an edge: over one that goes east. Holes lie in ground: their shell is
 * that of the walk under them, which starts further west and so has its own already. A shell lies
 * in none; one that is touched from the west is as right as what touches it.
 */
static bool nest_walk(sweep *s, size_t walk) {
  bool touched;
  size_t under = edge_under(s, s->limits->edges[s->rings->start[walk]].from, &touched);
  bool in_ground = under < s->limits->n && goes_east(s->limits->edges[under]);
  if (s->shell_of[walk] < s->rings->n) return touched || !in_ground;
  if (in_ground) s->shell_of[walk] = s->shell_of[s->rings->walk[s->rings->of[under]]];
  return in_ground && s->shell_of[walk] < s->rings->n;
}

/* ---- the line goes on ---- */

/* Leaves behind what ends before the edge; whether it meets none of the others. */
static bool step_onto(sweep *s, size_t edge) {
  const mlg_edge *edges = s->limits->edges;
  double west = west_of(edges[edge]);
  size_t kept = 0;
  bool clear = true;
  for (size_t i = 0; i < s->n; i++) {
    if (east_of(edges[s->active[i]]) < west) continue;
    s->active[kept++] = s->active[i];
    clear = clear && !meet(edges[edge], edges[s->active[i]]);
  }
  s->n = kept;
  return clear;
}

typedef struct {
  double west;
  size_t edge;
} start;

static int by_west(const void *a, const void *b) {
  const start *x = a, *y = b;
  return x->west != y->west ? (x->west > y->west) - (x->west < y->west)
                            : (x->edge > y->edge) - (x->edge < y->edge);
}

static bool sort_edges(mlg_arena *arena, sweep *s) {
  start *starts = MLG_NEW(arena, start, s->limits->n);
  if (starts == NULL) return false;
  for (size_t i = 0; i < s->limits->n; i++) starts[i] = (start){west_of(s->limits->edges[i]), i};
  qsort(starts, s->limits->n, sizeof *starts, by_west);
  for (size_t i = 0; i < s->limits->n; i++) s->order[i] = starts[i].edge;
  return true;
}

static bool go_over(sweep *s) {
  for (size_t i = 0; i < s->limits->n; i++) {
    size_t edge = s->order[i], walk = s->rings->walk[s->rings->of[edge]];
    if (!step_onto(s, edge)) return false;
    if (s->rings->start[walk] == edge && !nest_walk(s, walk)) return false;
    s->active[s->n++] = edge;
  }
  return true;
}

mlg_status mlg_rings_nest(mlg_arena *arena, const mlg_limits *limits, const mlg_rings *rings,
                          size_t *shells, bool *sound) {
  sweep s = {limits,
             rings,
             MLG_NEW(arena, size_t, limits->n),
             MLG_NEW(arena, size_t, limits->n),
             0,
             MLG_NEW(arena, size_t, rings->n_walks)};
  MLG_HAVE(s.order);
  MLG_HAVE(s.active);
  MLG_HAVE(s.shell_of);
  if (!sort_edges(arena, &s)) return MLG_FAILURE;
  *sound = !rings->ambiguous && find_shells(&s) && go_over(&s);
  for (size_t ring = 0; ring < rings->n && *sound; ring++)
    shells[ring] = s.shell_of[rings->walk[ring]];
  return MLG_OK;
}
