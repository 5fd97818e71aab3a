/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/outline.h"

#include <math.h>
#include <string.h>

/*
 * Douglas and Peucker choose the same points in the same order whatever their tolerance, which only
 * says where they stop. A point's weight is the least tolerance at which they would have stopped
 * before it: known once, it simplifies for every map of a run (Rennes Métropole draws each limit
 * some hundred times).
 */

/* Metres: no picture shows less, and recursion stops there. */
static const double FINEST = 0.01;

typedef struct {
  const mlg_point *points;
  float *weights;
} chain;

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
  share = share < 0 ? 0 : share > 1 ? 1 : share;
  double x = p.x - a.x - share * dx, y = p.y - a.y - share * dy;
  return sqrt(x * x + y * y); /* metres: hypot's care for very large numbers is not needed */
}

/* The point farthest from the segment first-last; ties go to the lesser point. */
static size_t farthest(const mlg_point *points, size_t first, size_t last, double *gap) {
  size_t best = first;
  *gap = -1;
  for (size_t i = first + 1; i < last; i++) {
    double d = distance(points[i], points[first], points[last]);
    if (d > *gap || (d == *gap && before(points[i], points[best]))) {
      *gap = d;
      best = i;
    }
  }
  return best;
}

/* No point weighs more than the one that it refines. The shorter side is weighed apart: depth
   stays below log2 of the points. */
static void weigh_between(chain c, size_t first, size_t last, double most) {
  while (last - first > 1) {
    double gap;
    size_t middle = farthest(c.points, first, last, &gap);
    most = fmin(most, gap);
    if (most < FINEST) return;
    c.weights[middle] = (float)most;
    if (middle - first < last - middle) {
      weigh_between(c, first, middle, most);
      first = middle;
    } else {
      weigh_between(c, middle, last, most);
      last = middle;
    }
  }
}

/* ---- rings ---- */

/* A ring without two fixed points gets its least point and the one farthest from it. */
static void fix_two(chain ring, size_t n) {
  size_t start = 0;
  for (size_t i = 1; i < n; i++) {
    bool lighter = ring.weights[i] < ring.weights[start];
    bool same = ring.weights[i] == ring.weights[start];
    if (!lighter && (!same || before(ring.points[i], ring.points[start]))) start = i;
  }
  size_t opposite = start;
  double most = -1;
  for (size_t i = 0; i < n; i++) {
    double d = distance(ring.points[i], ring.points[start], ring.points[start]);
    if (d < most || (d == most && !before(ring.points[i], ring.points[opposite]))) continue;
    most = d;
    opposite = i;
  }
  ring.weights[start] = ring.weights[opposite] = INFINITY;
}

/* The n points of a ring from `first` all the way round to it again. */
static void turn(mlg_point *to, const mlg_point *ring, size_t n, size_t first) {
  memcpy(to, ring + first, (n - first) * sizeof *to);
  memcpy(to + n - first, ring, (first + 1) * sizeof *to);
}

/* From each fixed point to the next, all the way round; `turned` and `weights` have room for the
   ring, closed, from a fixed point on. */
static void weigh_round(chain ring, size_t n, mlg_point *turned, float *weights) {
  size_t first = 0, from = 0;
  while (ring.weights[first] == 0) first++;
  turn(turned, ring.points, n, first);
  for (size_t i = 0; i <= n; i++) weights[i] = ring.weights[(first + i) % n];
  for (size_t to = 1; to <= n; to++) {
    if (!isinf(weights[to])) continue;
    weigh_between((chain){turned, weights}, from, to, INFINITY);
    from = to;
  }
  for (size_t i = 0; i < n; i++) ring.weights[(first + i) % n] = weights[i];
}

/* The closing point repeats the first: it weighs nothing. */
static mlg_status weigh_ring(mlg_arena *arena, mlg_arena *scratch, const mlg_path *ring,
                             const mlg_junctions *junctions, mlg_weighed *out) {
  float *weights = MLG_NEW(arena, float, ring->n + 1);
  *out = (mlg_weighed){ring->n, ring->points, weights};
  MLG_HAVE(weights);
  if (ring->n < 4) return MLG_OK;
  size_t n = ring->n - 1, fixed = 0;
  mlg_point *turned = MLG_NEW(scratch, mlg_point, n + 1);
  float *round = MLG_NEW(scratch, float, n + 1);
  MLG_HAVE(turned);
  MLG_HAVE(round);
  for (size_t i = 0; i < n; i++)
    if (mlg_is_junction(junctions, ring->points[i])) {
      weights[i] = INFINITY;
      fixed++;
    }
  chain c = {ring->points, weights};
  if (fixed < 2) fix_two(c, n);
  weigh_round(c, n, turned, round);
  return MLG_OK;
}

static mlg_status weigh_shape(mlg_arena *arena, mlg_arena *scratch, const mlg_shape *shape,
                              const mlg_junctions *junctions, mlg_outline *outline) {
  *outline = (mlg_outline){shape->n_paths, MLG_NEW(arena, mlg_weighed, shape->n_paths + 1), 3};
  MLG_HAVE(outline->paths);
  for (size_t i = 0; i < shape->n_paths; i++) {
    MLG_TRY(weigh_ring(arena, scratch, &shape->paths[i], junctions, &outline->paths[i]));
    mlg_arena_clear(scratch);
  }
  return MLG_OK;
}

mlg_outline *mlg_outlines_weigh(mlg_arena *arena, const mlg_shape *shapes, size_t n,
                                const mlg_junctions *junctions) {
  mlg_arena scratch = {0};
  mlg_outline *outlines = MLG_NEW(arena, mlg_outline, n + 1);
  for (size_t i = 0; i < n && outlines != NULL; i++)
    if (weigh_shape(arena, &scratch, &shapes[i], junctions, &outlines[i]) != MLG_OK)
      outlines = NULL;
  mlg_arena_free(&scratch);
  return outlines;
}

mlg_outline *mlg_outlines_dissolved(mlg_arena *arena, const mlg_shape *shapes, size_t n,
                                    const mlg_shape *finest, size_t n_finest) {
  mlg_arena scratch = {0};
  mlg_junctions *junctions = mlg_junctions_find(&scratch, finest, n_finest);
  mlg_outline *outlines = junctions == NULL ? NULL
                                            : mlg_outlines_weigh(arena, shapes, n, junctions);
  mlg_arena_free(&scratch);
  return outlines;
}

mlg_outline *mlg_lines_weigh(mlg_arena *arena, const mlg_shape *lines) {
  mlg_outline *outline = MLG_NEW(arena, mlg_outline, 1);
  if (outline == NULL) return NULL;
  *outline = (mlg_outline){lines->n_paths, MLG_NEW(arena, mlg_weighed, lines->n_paths + 1), 2};
  if (outline->paths == NULL) return NULL;
  for (size_t i = 0; i < lines->n_paths; i++) {
    const mlg_path *line = &lines->paths[i];
    float *weights = MLG_NEW(arena, float, line->n + 1);
    if (weights == NULL) return NULL;
    outline->paths[i] = (mlg_weighed){line->n, line->points, weights};
    if (line->n < 2) continue;
    weights[0] = weights[line->n - 1] = INFINITY;
    weigh_between((chain){line->points, weights}, 0, line->n - 1, INFINITY);
  }
  return outline;
}

const mlg_outline *mlg_outline_at(const mlg_outline *outlines, size_t i) { return &outlines[i]; }

/* ---- coarser ---- */

size_t mlg_count_heavier(const mlg_weighed *path, double least) {
  size_t n = 0;
  for (size_t i = 0; i < path->n; i++) n += path->weights[i] > least;
  return n;
}

static mlg_status keep_heavy(mlg_arena *arena, const mlg_weighed *path, double least,
                             mlg_weighed *out) {
  size_t n = mlg_count_heavier(path, least);
  mlg_point *points = MLG_NEW(arena, mlg_point, n + 1);
  float *weights = MLG_NEW(arena, float, n + 1);
  *out = (mlg_weighed){n, points, weights};
  MLG_HAVE(points);
  MLG_HAVE(weights);
  for (size_t i = 0, k = 0; i < path->n; i++) {
    if (!(path->weights[i] > least)) continue;
    points[k] = path->points[i];
    weights[k++] = path->weights[i];
  }
  return MLG_OK;
}

mlg_outline *mlg_outlines_heavier(mlg_arena *arena, const mlg_outline *outlines, size_t n,
                                  double least) {
  mlg_outline *coarse = MLG_NEW(arena, mlg_outline, n + 1);
  for (size_t i = 0; i < n && coarse != NULL; i++) {
    coarse[i] = outlines[i];
    coarse[i].paths = MLG_NEW(arena, mlg_weighed, outlines[i].n_paths + 1);
    if (coarse[i].paths == NULL) return NULL;
    for (size_t k = 0; k < outlines[i].n_paths; k++)
      if (keep_heavy(arena, &outlines[i].paths[k], least, &coarse[i].paths[k]) != MLG_OK)
        return NULL;
  }
  return coarse;
}
