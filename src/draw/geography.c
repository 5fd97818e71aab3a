/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/geography.h"

#include <math.h>

#include "draw/simplify.h"

mlg_view mlg_view_on(mlg_box metres, mlg_box frame, double margin) {
  double width = frame.max_x - frame.min_x - 2 * margin;
  double height = frame.max_y - frame.min_y - 2 * margin;
  double across = fmax(metres.max_x - metres.min_x, 1), up = fmax(metres.max_y - metres.min_y, 1);
  return (mlg_view){
      .scale = fmin(width / across, height / up),
      .metres = {(metres.min_x + metres.max_x) / 2, (metres.min_y + metres.max_y) / 2},
      .page = {(frame.min_x + frame.max_x) / 2, (frame.min_y + frame.max_y) / 2},
      .frame = frame,
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

/* The sides of the frame that a point lies beyond. */
static unsigned sides_of(const mlg_view *view, mlg_point metres) {
  mlg_point p = mlg_view_point(view, metres);
  const mlg_box *frame = &view->frame;
  return (p.x < frame->min_x - BEYOND ? LEFT_OF : 0) |
         (p.x > frame->max_x + BEYOND ? RIGHT_OF : 0) | (p.y < frame->min_y - BEYOND ? ABOVE : 0) |
         (p.y > frame->max_y + BEYOND ? BELOW : 0);
}

/*
 * The path without the inside of each run of points beyond the same sides: within the frame
 * nothing changes, and a large outline costs no more than what is seen of it. Which points go
 * does not depend on the path's direction. Empty when all lies beyond one side.
 */
static mlg_path trim(const mlg_view *view, mlg_arena *arena, const mlg_path *path) {
  mlg_path trimmed = {0, MLG_NEW(arena, mlg_point, path->n)};
  unsigned before = 0, all = EVERY_SIDE;
  unsigned here = path->n > 0 ? sides_of(view, path->points[0]) : 0;
  for (size_t i = 0; trimmed.points != NULL && i < path->n; i++) {
    bool last = i + 1 == path->n;
    unsigned after = last ? 0 : sides_of(view, path->points[i + 1]);
    bool goes = i > 0 && !last && here != 0 && before == here && here == after;
    all &= here;
    if (!goes) trimmed.points[trimmed.n++] = path->points[i];
    before = here;
    here = after;
  }
  if (all != 0) trimmed.n = 0;
  return trimmed;
}

typedef mlg_path simplifier(const mlg_view *view, mlg_arena *arena, const mlg_path *path,
                            const mlg_junctions *junctions);

static mlg_shape on_page(const mlg_view *view, mlg_arena *arena, const mlg_shape *shape,
                         const mlg_junctions *junctions, simplifier *simplify) {
  mlg_shape page = {0, MLG_NEW(arena, mlg_path, shape->n_paths)};
  if (page.paths == NULL) return page;
  for (size_t i = 0; i < shape->n_paths; i++) {
    mlg_path seen = trim(view, arena, &shape->paths[i]);
    if (seen.n < 2) continue;
    mlg_path path = simplify(view, arena, &seen, junctions);
    if (path.n >= 2) page.paths[page.n_paths++] = path;
  }
  return page;
}

mlg_shape mlg_view_shape(const mlg_view *view, mlg_arena *arena, const mlg_shape *shape,
                         const mlg_junctions *junctions) {
  return on_page(view, arena, shape, junctions, mlg_simplify_ring);
}

mlg_shape mlg_view_lines(const mlg_view *view, mlg_arena *arena, const mlg_shape *lines) {
  return on_page(view, arena, lines, NULL, mlg_simplify_line);
}

/* ---- sketches ---- */

/* A sketch is as detailed as a picture this wide, px. */
static const double SKETCHED = 1200;

static void unproject(const mlg_view *view, mlg_shape *shape) {
  for (size_t i = 0; i < shape->n_paths; i++)
    for (size_t j = 0; j < shape->paths[i].n; j++) {
      mlg_point *p = &shape->paths[i].points[j];
      *p = (mlg_point){view->metres.x + (p->x - view->page.x) / view->scale,
                       view->metres.y - (p->y - view->page.y) / view->scale};
    }
}

const mlg_shape *mlg_shapes_sketch(mlg_arena *arena, const mlg_shape *shapes, size_t n,
                                   const mlg_junctions *junctions) {
  mlg_shape *sketch = MLG_NEW(arena, mlg_shape, n + 1);
  size_t *all = MLG_NEW(arena, size_t, n + 1);
  if (sketch == NULL || all == NULL) return NULL;
  for (size_t i = 0; i < n; i++) all[i] = i;
  mlg_box frame = {0, 0, SKETCHED, SKETCHED};
  mlg_view view = mlg_view_on(mlg_shapes_box(shapes, all, n), frame, 0);
  for (size_t i = 0; i < n; i++) {
    sketch[i] = mlg_view_shape(&view, arena, &shapes[i], junctions);
    if (sketch[i].paths == NULL) return NULL;
    unproject(&view, &sketch[i]);
  }
  return sketch;
}
