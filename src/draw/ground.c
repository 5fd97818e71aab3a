/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/ground.h"

#include <math.h>
#include <stdlib.h>

bool mlg_ground_clear(mlg_ground *ground, mlg_arena *arena, mlg_box frame) {
  size_t columns = (size_t)ceil((frame.max_x - frame.min_x) / MLG_CELL);
  size_t rows = (size_t)ceil((frame.max_y - frame.min_y) / MLG_CELL);
  *ground = (mlg_ground){frame, columns, rows, MLG_NEW(arena, int, rows *columns),
                         MLG_NEW(arena, unsigned char, rows *columns)};
  if (ground->owner == NULL || ground->taken == NULL) return false;
  for (size_t i = 0; i < rows * columns; i++) ground->owner[i] = MLG_NOBODYS;
  return true;
}

/* ---- from px to cells ---- */

static size_t cell_of(double offset, size_t cells) {
  double cell = offset / MLG_CELL;
  return !(cell > 0) ? 0 : cell >= (double)cells ? cells : (size_t)cell;
}

/* The cells that a box touches: [first, last). */
typedef struct {
  size_t first_column, last_column, first_row, last_row;
} cells;

static cells cells_of(const mlg_ground *ground, mlg_box box) {
  double x = ground->frame.min_x, y = ground->frame.min_y;
  cells c = {cell_of(box.min_x - x, ground->columns),
             cell_of(box.max_x - x + MLG_CELL, ground->columns),
             cell_of(box.min_y - y, ground->rows), cell_of(box.max_y - y + MLG_CELL, ground->rows)};
  return c;
}

static mlg_point centre_of(const mlg_ground *ground, size_t row, size_t column) {
  return (mlg_point){ground->frame.min_x + ((double)column + 0.5) * MLG_CELL,
                     ground->frame.min_y + ((double)row + 0.5) * MLG_CELL};
}

/* ---- who owns ---- */

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

enum { MOST_CROSSINGS = 512 };

/* Where the shape's rings cross the level y, in order. */
static size_t crossings(mlg_shape shape, double y, double *xs) {
  size_t n = 0;
  for (size_t i = 0; i < shape.n_paths; i++) {
    const mlg_path *ring = &shape.paths[i];
    for (size_t j = 0; j < ring->n; j++) {
      mlg_point a = ring->points[j], b = ring->points[(j + 1) % ring->n];
      if ((a.y <= y) == (b.y <= y) || n == MOST_CROSSINGS) continue;
      xs[n++] = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
    }
  }
  qsort(xs, n, sizeof *xs, by_value);
  return n;
}

static void give_row(mlg_ground *ground, mlg_shape shape, size_t row, int owner) {
  double xs[MOST_CROSSINGS];
  size_t n = crossings(shape, centre_of(ground, row, 0).y, xs);
  for (size_t k = 0; k + 1 < n; k += 2) {
    size_t first = cell_of(xs[k] - ground->frame.min_x + MLG_CELL / 2, ground->columns);
    size_t last = cell_of(xs[k + 1] - ground->frame.min_x + MLG_CELL / 2, ground->columns);
    for (size_t column = first; column < last; column++)
      ground->owner[row * ground->columns + column] = owner;
  }
}

/* Calls for every cell that a segment goes through, by steps of half a cell. */
typedef bool on_cell(mlg_ground *ground, size_t cell, int what);

static bool along(mlg_ground *ground, mlg_point from, mlg_point to, on_cell *visit, int what) {
  double length = hypot(to.x - from.x, to.y - from.y), steps = ceil(length / (MLG_CELL / 2)) + 1;
  for (double i = 0; i <= steps; i++) {
    double x = from.x + (to.x - from.x) * i / steps - ground->frame.min_x;
    double y = from.y + (to.y - from.y) * i / steps - ground->frame.min_y;
    if (x < 0 || y < 0) continue;
    size_t column = cell_of(x, ground->columns), row = cell_of(y, ground->rows);
    if (column < ground->columns && row < ground->rows &&
        !visit(ground, row * ground->columns + column, what))
      return false;
  }
  return true;
}

static bool own_cell(mlg_ground *ground, size_t cell, int owner) {
  ground->owner[cell] = owner;
  return true;
}

static bool take_cell(mlg_ground *ground, size_t cell, int what) {
  ground->taken[cell] |= (unsigned char)what;
  return true;
}

static bool cell_is_free(mlg_ground *ground, size_t cell, int what) {
  return (ground->taken[cell] & what) == 0;
}

void mlg_ground_give(mlg_ground *ground, mlg_shape shape, int owner) {
  cells c = cells_of(ground, mlg_shape_box(&shape));
  for (size_t row = c.first_row; row < c.last_row; row++) give_row(ground, shape, row, owner);
  for (size_t i = 0; i < shape.n_paths; i++) {
    const mlg_path *ring = &shape.paths[i];
    for (size_t j = 0; j < ring->n; j++)
      along(ground, ring->points[j], ring->points[(j + 1) % ring->n], own_cell, MLG_ON_LIMIT);
  }
}

bool mlg_ground_middle(const mlg_ground *ground, int owner, mlg_point *middle, mlg_box *box) {
  double n = 0, x = 0, y = 0;
  *box = (mlg_box){INFINITY, INFINITY, -INFINITY, -INFINITY};
  for (size_t row = 0; row < ground->rows; row++)
    for (size_t column = 0; column < ground->columns; column++) {
      if (ground->owner[row * ground->columns + column] != owner) continue;
      mlg_point p = centre_of(ground, row, column);
      n++;
      x += p.x;
      y += p.y;
      *box = (mlg_box){fmin(box->min_x, p.x), fmin(box->min_y, p.y), fmax(box->max_x, p.x),
                       fmax(box->max_y, p.y)};
    }
  if (n > 0) *middle = (mlg_point){x / n, y / n};
  return n > 0;
}

void mlg_ground_nearest(const mlg_ground *ground, int owner, unsigned what, mlg_point *point) {
  double least = INFINITY;
  mlg_point from = *point;
  for (size_t row = 0; row < ground->rows; row++)
    for (size_t column = 0; column < ground->columns; column++) {
      size_t cell = row * ground->columns + column;
      if (ground->owner[cell] != owner || (ground->taken[cell] & what)) continue;
      mlg_point p = centre_of(ground, row, column);
      double gap = hypot(p.x - from.x, p.y - from.y);
      if (gap >= least) continue;
      least = gap;
      *point = p;
    }
}

/* ---- what stands there ---- */

void mlg_ground_take_box(mlg_ground *ground, mlg_box box, unsigned what) {
  cells c = cells_of(ground, box);
  for (size_t row = c.first_row; row < c.last_row; row++)
    for (size_t column = c.first_column; column < c.last_column; column++)
      take_cell(ground, row * ground->columns + column, (int)what);
}

void mlg_ground_take_circle(mlg_ground *ground, mlg_point centre, double radius, unsigned what) {
  cells c = cells_of(ground, (mlg_box){centre.x - radius, centre.y - radius, centre.x + radius,
                                       centre.y + radius});
  for (size_t row = c.first_row; row < c.last_row; row++)
    for (size_t column = c.first_column; column < c.last_column; column++) {
      mlg_point p = centre_of(ground, row, column);
      /* A cell that the circle only grazes is taken too. */
      double dx = fmax(fabs(p.x - centre.x) - MLG_CELL / 2, 0);
      double dy = fmax(fabs(p.y - centre.y) - MLG_CELL / 2, 0);
      if (hypot(dx, dy) <= radius) take_cell(ground, row * ground->columns + column, (int)what);
    }
}

void mlg_ground_take_segment(mlg_ground *ground, mlg_point from, mlg_point to, unsigned what) {
  along(ground, from, to, take_cell, (int)what);
}

bool mlg_ground_is_free(const mlg_ground *ground, mlg_box box, unsigned what) {
  const mlg_box *frame = &ground->frame;
  if (box.min_x < frame->min_x || box.min_y < frame->min_y || box.max_x > frame->max_x ||
      box.max_y > frame->max_y)
    return false;
  cells c = cells_of(ground, box);
  for (size_t row = c.first_row; row < c.last_row; row++)
    for (size_t column = c.first_column; column < c.last_column; column++)
      if (ground->taken[row * ground->columns + column] & what) return false;
  return true;
}

bool mlg_ground_is_clear_way(const mlg_ground *ground, mlg_point from, mlg_point to,
                             unsigned what) {
  /* cell_is_free changes nothing. */
  return along((mlg_ground *)ground, from, to, cell_is_free, (int)what);
}

bool mlg_ground_is_within(const mlg_ground *ground, mlg_box box, int owner) {
  cells c = cells_of(ground, box);
  for (size_t row = c.first_row; row < c.last_row; row++)
    for (size_t column = c.first_column; column < c.last_column; column++)
      if (ground->owner[row * ground->columns + column] != owner) return false;
  return true;
}

double mlg_ground_share(const mlg_ground *ground, mlg_box box, int owner) {
  cells c = cells_of(ground, box);
  size_t own = 0, all = (c.last_row - c.first_row) * (c.last_column - c.first_column);
  for (size_t row = c.first_row; row < c.last_row; row++)
    for (size_t column = c.first_column; column < c.last_column; column++)
      own += ground->owner[row * ground->columns + column] == owner;
  return all > 0 ? (double)own / (double)all : 0;
}
