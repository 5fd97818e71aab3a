/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/geography.h"

#include <math.h>

#include "draw/outline.h"

/* Half a pixel: below it the eye sees no difference. */
static const double TOLERANCE = 0.5;

mlg_view mlg_view_on(mlg_box metres, mlg_box frame, double margin) {
  double width = frame.max_x - frame.min_x - 2 * margin;
  double height = frame.max_y - frame.min_y - 2 * margin;
  double across = fmax(metres.max_x - metres.min_x, 1), up = fmax(metres.max_y - metres.min_y, 1);
  return (mlg_view){
      .scale = fmin(width / across, height / up),
      .metres = {(metres.min_x + metres.max_x) / 2, (metres.min_y + metres.max_y) / 2},
      .page = {(frame.min_x + frame.max_x) / 2, (frame.min_y + frame.max_y) / 2},
      .frame = frame,
      .tolerance = TOLERANCE,
  };
}

mlg_point mlg_view_point(const mlg_view *view, mlg_point metres) {
  return (mlg_point){view->page.x + (metres.x - view->metres.x) * view->scale,
                     view->page.y - (metres.y - view->metres.y) * view->scale};
}

static mlg_box widened(mlg_box box, mlg_point p) {
  return (mlg_box){fmin(box.min_x, p.x), fmin(box.min_y, p.y), fmax(box.max_x, p.x),
                   fmax(box.max_y, p.y)};
}

static const mlg_box NOTHING = {INFINITY, INFINITY, -INFINITY, -INFINITY};

mlg_box mlg_shapes_box(const mlg_shape *shapes, const size_t *zones, size_t n) {
  mlg_box box = NOTHING;
  for (size_t i = 0; i < n; i++) {
    const mlg_shape *shape = &shapes[zones[i]];
    for (size_t j = 0; j < shape->n_paths; j++)
      for (size_t k = 0; k < shape->paths[j].n; k++) box = widened(box, shape->paths[j].points[k]);
  }
  return box;
}

/* ---- what the frame leaves out ---- */

/* Beyond the frame by more than any line's width, px. */
static const double BEYOND = 40;

enum { LEFT_OF = 1, RIGHT_OF = 2, ABOVE = 4, BELOW = 8, EVERY_SIDE = 15 };

/* The sides of the frame that a point of the page lies beyond. */
static unsigned sides_of(const mlg_box *frame, mlg_point p) {
  return (p.x < frame->min_x - BEYOND ? LEFT_OF : 0) |
         (p.x > frame->max_x + BEYOND ? RIGHT_OF : 0) | (p.y < frame->min_y - BEYOND ? ABOVE : 0) |
         (p.y > frame->max_y + BEYOND ? BELOW : 0);
}

/*
 * Takes away the inside of each run of points beyond the same sides: within the frame nothing
 * changes, and a large outline costs no more than what is seen of it. Which points go does not
 * depend on the path's direction. Nothing is left when all lies beyond one side.
 */
static void trim(const mlg_box *frame, mlg_path *path) {
  size_t n = path->n;
  unsigned before = 0, all = EVERY_SIDE, here = n > 0 ? sides_of(frame, path->points[0]) : 0;
  path->n = 0;
  for (size_t i = 0; i < n; i++) {
    bool last = i + 1 == n;
    unsigned after = last ? 0 : sides_of(frame, path->points[i + 1]);
    bool goes = i > 0 && !last && here != 0 && before == here && here == after;
    all &= here;
    if (!goes) path->points[path->n++] = path->points[i];
    before = here;
    here = after;
  }
  if (all != 0) path->n = 0;
}

/* The points that weigh more than the tolerance, on the page. */
static mlg_path heavy_points(const mlg_view *view, mlg_arena *arena, const mlg_weighed *path) {
  double least = view->tolerance / view->scale; /* metres */
  mlg_path kept = {0, MLG_NEW(arena, mlg_point, mlg_count_heavier(path, least) + 1)};
  for (size_t i = 0; i < path->n && kept.points != NULL; i++)
    if (path->weights[i] > least) kept.points[kept.n++] = mlg_view_point(view, path->points[i]);
  return kept;
}

mlg_shape mlg_view_outline(const mlg_view *view, mlg_arena *arena, const mlg_outline *outline) {
  mlg_shape page = {0, MLG_NEW(arena, mlg_path, outline->n_paths + 1)};
  for (size_t i = 0; i < outline->n_paths && page.paths != NULL; i++) {
    mlg_path path = heavy_points(view, arena, &outline->paths[i]);
    trim(&view->frame, &path);
    if (path.n >= outline->least) page.paths[page.n_paths++] = path;
  }
  return page;
}

/* ---- sketches ---- */

/* A sketch is as detailed as a picture this wide, px. */
static const double SKETCHED = 1200;

mlg_outline *mlg_outlines_sketch(mlg_arena *arena, const mlg_outline *outlines, size_t n,
                                 mlg_box metres) {
  mlg_view view = mlg_view_on(metres, (mlg_box){0, 0, SKETCHED, SKETCHED}, 0);
  return mlg_outlines_heavier(arena, outlines, n, view.tolerance / view.scale);
}
