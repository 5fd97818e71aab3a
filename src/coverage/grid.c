/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/access.h>
#include <math.h>

enum { WANTED = 16, FEWEST = 9, MOST = 25, ATTEMPTS = 6, ROOM = 1024 };

/* The points of one grid: its cells' middles that are inside, the first ROOM of them. */
static size_t fill(const mlg_shape *shape, mlg_box box, double step, mlg_point *points) {
  size_t n = 0;
  for (double y = box.min_y + step / 2; y < box.max_y; y += step)
    for (double x = box.min_x + step / 2; x < box.max_x; x += step)
      if (n < ROOM && mlg_shape_holds(shape, (mlg_point){x, y})) points[n++] = (mlg_point){x, y};
  return n;
}

mlg_status mlg_grid_points(mlg_arena *arena, const mlg_shape *shape, double area_m2,
                           mlg_point **points, size_t *n) {
  mlg_point buffer[ROOM];
  mlg_box box = mlg_shape_box(shape);
  double step = sqrt(area_m2 / WANTED);
  *n = 0;
  if (!(step > 0) || shape->n_paths == 0) return MLG_OK;
  /* A shape that is thin or in pieces may catch too few, or too many. */
  for (int i = 0; i < ATTEMPTS; i++) {
    *n = fill(shape, box, step, buffer);
    if (*n >= FEWEST && *n <= MOST) break;
    step *= sqrt((double)(*n > 0 ? *n : 1) / WANTED);
  }
  *points = mlg_arena_grow(arena, buffer, *n, *n, sizeof **points);
  return *points == NULL && *n > 0 ? MLG_FAILURE : MLG_OK;
}
