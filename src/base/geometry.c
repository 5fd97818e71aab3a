/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/geometry.h>

#include <math.h>

size_t mlg_first_from(const double *numbers, size_t n, size_t stride, double least) {
  const char *base = (const char *)numbers;
  size_t low = 0, high = n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (*(const double *)(const void *)(base + middle * stride) < least)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Around the first point: coordinates of millions would leave no digits to a small ring. */
double mlg_path_area(const mlg_path *ring) {
  double twice = 0;
  for (size_t i = 1; i < ring->n; i++) {
    mlg_point o = ring->points[0], a = ring->points[i - 1], b = ring->points[i];
    twice += (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y);
  }
  return twice / 2;
}

double mlg_shape_area(const mlg_shape *shape) {
  double area = 0;
  for (size_t p = 0; p < shape->n_paths; p++) area += mlg_path_area(&shape->paths[p]);
  return area;
}

/* Triangles from the first point on, each in balance at the mean of its corners. */
mlg_point mlg_shape_centroid(const mlg_shape *shape) {
  double all = 0, x = 0, y = 0;
  if (shape->n_paths == 0) return (mlg_point){NAN, NAN};
  mlg_point o = shape->paths[0].points[0];
  for (size_t p = 0; p < shape->n_paths; p++)
    for (size_t i = 1; i < shape->paths[p].n; i++) {
      mlg_point a = shape->paths[p].points[i - 1], b = shape->paths[p].points[i];
      double twice = (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y);
      all += twice;
      x += twice * (a.x - o.x + b.x - o.x) / 3;
      y += twice * (a.y - o.y + b.y - o.y) / 3;
    }
  return (mlg_point){o.x + x / all, o.y + y / all};
}

bool mlg_shape_holds(const mlg_shape *shape, mlg_point at) {
  bool odd = false;
  for (size_t p = 0; p < shape->n_paths; p++)
    for (size_t i = 1; i < shape->paths[p].n; i++) {
      mlg_point a = shape->paths[p].points[i - 1], b = shape->paths[p].points[i];
      if ((a.y > at.y) == (b.y > at.y)) continue;
      if (at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x)) odd = !odd;
    }
  return odd;
}

mlg_box mlg_shape_box(const mlg_shape *shape) {
  mlg_box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
  for (size_t p = 0; p < shape->n_paths; p++)
    for (size_t i = 0; i < shape->paths[p].n; i++) {
      mlg_point at = shape->paths[p].points[i];
      box = (mlg_box){fmin(box.min_x, at.x), fmin(box.min_y, at.y), fmax(box.max_x, at.x),
                      fmax(box.max_y, at.y)};
    }
  return box;
}

mlg_point mlg_box_nearest(mlg_box box, mlg_point point) {
  return (mlg_point){fmin(fmax(point.x, box.min_x), box.max_x),
                     fmin(fmax(point.y, box.min_y), box.max_y)};
}
