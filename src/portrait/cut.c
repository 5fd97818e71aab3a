/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/cut.h"

#include <string.h>

mlg_status mlg_keep(mlg_arena *arena, const bool *marked, size_t n, mlg_kept *kept) {
  *kept = (mlg_kept){0, MLG_NEW(arena, size_t, n + 1), MLG_NEW(arena, size_t, n + 1)};
  MLG_HAVE(kept->old);
  MLG_HAVE(kept->now);
  for (size_t i = 0; i < n; i++) {
    kept->now[i] = marked[i] ? kept->n : MLG_LEFT_OUT;
    if (marked[i]) kept->old[kept->n++] = i;
  }
  return MLG_OK;
}

void *mlg_keep_rows(mlg_arena *arena, const mlg_kept *kept, const void *rows, size_t width,
                    size_t size) {
  size_t bytes = width * size;
  char *copy = mlg_arena_alloc(arena, kept->n + 1, bytes);
  for (size_t i = 0; i < kept->n && copy != NULL; i++)
    memcpy(copy + i * bytes, (const char *)rows + kept->old[i] * bytes, bytes);
  return copy;
}

static mlg_status cut_shapes(mlg_cutting *c, mlg_portrait *cut) {
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++) {
    const mlg_shape *shapes = c->whole->shapes[level];
    cut->shapes[level] = NULL;
    if (shapes == NULL || c->zones[level].n == 0) continue;
    cut->shapes[level] = mlg_keep_rows(c->arena, &c->zones[level], shapes, 1, sizeof(mlg_shape));
    MLG_HAVE(cut->shapes[level]);
  }
  return MLG_OK;
}

/* The box, as wide again on every side: what a map's frame may show around the zone. */
static mlg_box around(mlg_box box) {
  double width = box.max_x - box.min_x, height = box.max_y - box.min_y;
  return (mlg_box){box.min_x - width, box.min_y - height, box.max_x + width, box.max_y + height};
}

static bool meet(mlg_box a, mlg_box b) {
  return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

static void append(mlg_shape *lines, const mlg_shape *shape) {
  for (size_t i = 0; i < shape->n_paths; i++) lines->paths[lines->n_paths++] = shape->paths[i];
}

/* Around the zone stand the whole's own neighbours, and its communes that the cut leaves out. */
static mlg_status cut_neighbours(mlg_cutting *c, mlg_portrait *cut) {
  const mlg_shape *communes = c->whole->shapes[MLG_COMMUNE];
  const mlg_kept *kept = &c->zones[MLG_COMMUNE];
  size_t n = communes == NULL ? 0 : c->whole->territory->n_zones[MLG_COMMUNE];
  size_t n_paths = c->whole->neighbours.n_paths;
  for (size_t i = 0; i < n; i++) n_paths += communes[i].n_paths;
  cut->neighbours = (mlg_shape){0, MLG_NEW(c->arena, mlg_path, n_paths + 1)};
  MLG_HAVE(cut->neighbours.paths);
  append(&cut->neighbours, &c->whole->neighbours);
  if (c->whole->shapes[c->level] == NULL) return MLG_OK;
  mlg_box frame = around(mlg_shape_box(&c->whole->shapes[c->level][c->zone]));
  for (size_t i = 0; i < n; i++)
    if (kept->now[i] == MLG_LEFT_OUT && meet(frame, mlg_shape_box(&communes[i])))
      append(&cut->neighbours, &communes[i]);
  return MLG_OK;
}

mlg_status mlg_portrait_cut(mlg_arena *arena, const mlg_portrait *whole, mlg_level level,
                            size_t zone, mlg_portrait *cut) {
  mlg_cutting c = {.arena = arena, .whole = whole, .level = level, .zone = zone};
  mlg_need *need;
  mlg_project *project;
  MLG_TRY(mlg_cut_territory(&c));
  MLG_TRY(mlg_cut_need(&c, &need));
  MLG_TRY(mlg_cut_directory(&c));
  MLG_TRY(mlg_cut_coverage(&c));
  MLG_TRY(mlg_cut_flows(&c));
  MLG_TRY(mlg_cut_project(&c, &project));
  mlg_portrait made = *whole;
  made.series = NULL;
  made.beside = NULL;
  made.project = project;
  made.territory = c.territory;
  made.need = need;
  made.directory = c.directory;
  made.coverage = c.coverage;
  MLG_TRY(cut_shapes(&c, &made));
  MLG_TRY(cut_neighbours(&c, &made));
  *cut = made;
  return MLG_OK;
}
