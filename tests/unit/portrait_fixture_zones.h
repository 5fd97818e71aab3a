/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_PORTRAIT_FIXTURE_ZONES_H
#define TESTS_PORTRAIT_FIXTURE_ZONES_H

/* The zones of portrait_fixture.h and their shapes: squares of one kilometre. */

#include <maillage/portrait.h>

#define FX_NO MLG_NO_ZONE
static const mlg_zone FX_IRIS[] = {
    {"010010101", "Les Halles", 'H', {0, 0, 0, 0, FX_NO, FX_NO}, {650500, 6860500}, 1},
    {"010010102", "Zone d'activité", 'A', {1, 0, 0, 0, FX_NO, FX_NO}, {651500, 6860500}, 1},
    {"010010201", "Le Lac", 'H', {2, 1, 0, 0, FX_NO, FX_NO}, {650200, 6861500}, 1},
    {"010020000",
     "Bourg (commune non irisée)",
     'Z',
     {3, 2, 1, 0, FX_NO, FX_NO},
     {651500, 6861500},
     1}};
static const mlg_zone FX_QUARTERS[] = {
    {"0100101", "Nord", 0, {FX_NO, 0, 0, 0, FX_NO, FX_NO}, {651000, 6860500}, 2},
    {"0100102", "Sud", 0, {FX_NO, 1, 0, 0, FX_NO, FX_NO}, {650200, 6861500}, 1},
    {"01002", "Bourg", 0, {FX_NO, 2, 1, 0, FX_NO, FX_NO}, {651500, 6861500}, 1}};
static const mlg_zone FX_COMMUNES[] = {
    {"01001",
     "L'Abergement-Clémenciat",
     0,
     {FX_NO, FX_NO, 0, 0, FX_NO, FX_NO},
     {650700, 6860700},
     3},
    {"01002", "Bourg", 0, {FX_NO, FX_NO, 1, 0, FX_NO, FX_NO}, {651500, 6861500}, 1}};
static const mlg_zone FX_EPCIS[] = {{"200000001",
                                     "Communauté d'essai",
                                     0,
                                     {FX_NO, FX_NO, FX_NO, 0, FX_NO, FX_NO},
                                     {651000, 6861000},
                                     4}};

static const mlg_zone *const FX_ZONES[MLG_LEVEL_COUNT] = {FX_IRIS, FX_QUARTERS, FX_COMMUNES,
                                                          FX_EPCIS};
static const size_t FX_COUNTS[MLG_LEVEL_COUNT] = {4, 3, 2, 1};

static inline mlg_territory *fx_territory(mlg_arena *arena) {
  mlg_territory *territory = MLG_NEW(arena, mlg_territory, 1);
  territory->level = MLG_EPCI;
  territory->name = "Communauté d'essai";
  for (int level = 0; level < MLG_LEVEL_COUNT; level++) {
    size_t n = territory->n_zones[level] = FX_COUNTS[level];
    mlg_index_init(&territory->index[level], arena, n);
    territory->zones[level] = mlg_arena_grow(arena, FX_ZONES[level], n, n + 1, sizeof(mlg_zone));
    size_t held;
    for (size_t i = 0; i < n; i++)
      mlg_index_add(&territory->index[level], FX_ZONES[level][i].code, i, &held);
  }
  return territory;
}

/* ---- shapes ---- */

/* A closed ring from the corner (x, y), in kilometres from (650, 6860). */
static inline mlg_path fx_ring(mlg_arena *arena, size_t n, const double (*corners)[2]) {
  mlg_path path = {n + 1, MLG_NEW(arena, mlg_point, n + 1)};
  for (size_t i = 0; i <= n; i++)
    path.points[i] =
        (mlg_point){650000 + 1000 * corners[i % n][0], 6860000 + 1000 * corners[i % n][1]};
  return path;
}

static inline mlg_path fx_box(mlg_arena *arena, double x, double y, double width, double height) {
  const double corners[4][2] = {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
  return fx_ring(arena, 4, corners);
}

/* The outline, then the lake and the exclave where the zone holds them. */
static inline mlg_shape fx_shape(mlg_arena *arena, mlg_path outline, bool holds_lake) {
  mlg_shape shape = {holds_lake ? 3 : 1, MLG_NEW(arena, mlg_path, 3)};
  shape.paths[0] = outline;
  static const double lake[4][2] = {{0.4, 1.4}, {0.4, 1.6}, {0.6, 1.6}, {0.6, 1.4}};
  shape.paths[1] = fx_ring(arena, 4, lake);
  shape.paths[2] = fx_box(arena, -0.5, 1.5, 0.2, 0.2);
  return shape;
}

static inline void fx_shapes(mlg_arena *arena, mlg_portrait *portrait) {
  static const double l_shape[6][2] = {{0, 0}, {2, 0}, {2, 1}, {1, 1}, {1, 2}, {0, 2}};
  mlg_shape *iris = MLG_NEW(arena, mlg_shape, 4), *quarters = MLG_NEW(arena, mlg_shape, 3);
  mlg_shape *communes = MLG_NEW(arena, mlg_shape, 2), *epci = MLG_NEW(arena, mlg_shape, 1);
  for (int i = 0; i < 4; i++) iris[i] = fx_shape(arena, fx_box(arena, i % 2, i / 2, 1, 1), i == 2);
  quarters[0] = fx_shape(arena, fx_box(arena, 0, 0, 2, 1), false);
  quarters[1] = iris[2];
  quarters[2] = communes[1] = iris[3];
  communes[0] = fx_shape(arena, fx_ring(arena, 6, l_shape), true);
  epci[0] = fx_shape(arena, fx_box(arena, 0, 0, 2, 2), true);
  portrait->shapes[MLG_IRIS] = iris;
  portrait->shapes[MLG_QUARTIER] = quarters;
  portrait->shapes[MLG_COMMUNE] = communes;
  portrait->shapes[MLG_EPCI] = epci;
}

#endif
