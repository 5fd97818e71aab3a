/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/simplify.h"

#include <math.h>

/* Half a pixel: below it the eye sees no difference. */
static const double TOLERANCE = 0.5;

/* Points in px, taken round and round: index i stands for i modulo n. */
typedef struct {
  size_t n;
  const mlg_point *points;
  bool *kept;
} chain;

static mlg_point at(const chain *c, size_t i) { return c->points[i % c->n]; }

static bool before(mlg_point a, mlg_point b) { return a.x < b.x || (a.x == b.x && a.y < b.y); }

/* From p to the segment, its ends taken in one order whichever way the ring
   turns: the same number to the last bit for both neighbours. */
static double distance(mlg_point p, mlg_point a, mlg_point b) {
  if (before(b, a)) {
    mlg_point swap = a;
    a = b;
    b = swap;
  }
  double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  double share = length > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length : 0;
  share = fmin(fmax(share, 0), 1);
  double x = p.x - a.x - share * dx, y = p.y - a.y - share * dy;
  return sqrt(x * x + y * y); /* px: hypot's care for very large numbers costs, and is not needed */
}

/* The point farthest from the segment first-last; ties go to the lesser point. */
static size_t farthest(const chain *c, size_t first, size_t last, double *gap) {
  size_t best = first;
  *gap = -1;
  for (size_t i = first + 1; i < last; i++) {
    double d = distance(at(c, i), at(c, first), at(c, last));
    if (d > *gap || (d == *gap && before(at(c, i), at(c, best)))) {
      *gap = d;
      best = i;
    }
  }
  return best;
}

/* Douglas and Peucker. Depth is that of the line's detail, some tens. */
static void keep_between(const chain *c, size_t first, size_t last) {
  double gap;
  size_t middle = farthest(c, first, last, &gap);
  if (gap <= TOLERANCE) return;
  c->kept[middle % c->n] = true;
  keep_between(c, first, middle);
  keep_between(c, middle, last);
}

/* A ring without two fixed points gets its least point and the one farthest from it. */
static void fix_two(const chain *c) {
  size_t start = 0;
  for (size_t i = 1; i < c->n; i++)
    if ((c->kept[i] && !c->kept[start]) ||
        (c->kept[i] == c->kept[start] && before(c->points[i], c->points[start])))
      start = i;
  double gap;
  size_t opposite = farthest(c, start, start + c->n, &gap);
  c->kept[start] = c->kept[opposite % c->n] = true;
}

/* Simplifies from each fixed point to the next, all the way round. */
static void keep_round(const chain *c) {
  size_t first = 0, n = c->n;
  while (!c->kept[first]) first++;
  for (size_t from = first; from < first + n;) {
    size_t to = from + 1;
    while (!c->kept[to % n]) to++;
    keep_between(c, from, to);
    from = to;
  }
}

static mlg_path gather(mlg_arena *arena, const chain *c) {
  mlg_path path = {0, MLG_NEW(arena, mlg_point, c->n)};
  if (path.points == NULL) return path;
  for (size_t i = 0; i < c->n; i++)
    if (c->kept[i]) path.points[path.n++] = c->points[i];
  return path;
}

static bool start_chain(chain *c, const mlg_view *view, mlg_arena *arena, const mlg_path *path,
                        size_t n) {
  mlg_point *points = MLG_NEW(arena, mlg_point, n);
  *c = (chain){n, points, MLG_NEW(arena, bool, n)};
  if (points == NULL || c->kept == NULL) return false;
  for (size_t i = 0; i < n; i++) points[i] = mlg_view_point(view, path->points[i]);
  return true;
}

mlg_path mlg_simplify_ring(const mlg_view *view, mlg_arena *arena, const mlg_path *ring,
                           const mlg_junctions *junctions) {
  chain c;
  if (ring->n < 4 || !start_chain(&c, view, arena, ring, ring->n - 1)) return (mlg_path){0, NULL};
  size_t fixed = 0;
  for (size_t i = 0; i < c.n; i++) {
    c.kept[i] = mlg_is_junction(junctions, ring->points[i]);
    fixed += c.kept[i];
  }
  if (fixed < 2) fix_two(&c);
  keep_round(&c);
  mlg_path path = gather(arena, &c);
  return path.n < 3 ? (mlg_path){0, NULL} : path;
}

mlg_path mlg_simplify_line(const mlg_view *view, mlg_arena *arena, const mlg_path *line,
                           const mlg_junctions *junctions) {
  (void)junctions;
  chain c;
  if (line->n < 2 || !start_chain(&c, view, arena, line, line->n)) return (mlg_path){0, NULL};
  c.kept[0] = c.kept[c.n - 1] = true;
  keep_between(&c, 0, c.n - 1);
  return gather(arena, &c);
}
