/* SPDX-License-Identifier: Apache-2.0 */
/* Quarters that do not hold together: most likely, an IRIS of theirs was given to another. */
#include "pipeline/work.h"

#include <math.h>

enum { MOST_TOLD = 20 };

/* How many rings bound a shape from outside: they turn as the whole does. */
static size_t n_pieces(const mlg_shape *shape) {
  double whole = mlg_shape_area(shape);
  size_t n = 0;
  for (size_t p = 0; p < shape->n_paths; p++) n += mlg_path_area(&shape->paths[p]) * whole > 0;
  return n;
}

/* Whether a quarter has more pieces than its IRIS have by themselves, as one with islets. */
static bool is_broken(const mlg_work *work, const mlg_shape *quarters, const mlg_shape *iris,
                      size_t quarter) {
  size_t pieces = n_pieces(&quarters[quarter]), natural = 1;
  for (size_t i = 0; pieces > natural && i < work->territory.n_zones[MLG_IRIS]; i++)
    if (mlg_territory_above(&work->territory, i, MLG_QUARTIER) == quarter)
      natural += n_pieces(&iris[i]) - 1;
  return pieces > natural;
}

/* The first IRIS of a quarter that is a piece of it by itself. */
static size_t iris_apart(const mlg_work *work, const mlg_shape *quarters, const mlg_shape *iris,
                         size_t quarter) {
  const mlg_shape *whole = &quarters[quarter];
  for (size_t i = 0; i < work->territory.n_zones[MLG_IRIS]; i++) {
    if (mlg_territory_above(&work->territory, i, MLG_QUARTIER) != quarter) continue;
    double area = fabs(mlg_shape_area(&iris[i]));
    for (size_t p = 0; p < whole->n_paths; p++)
      if (fabs(fabs(mlg_path_area(&whole->paths[p])) - area) < 1 /* m² */) return i;
  }
  return MLG_NO_ZONE;
}

static mlg_status tell(const mlg_work *work, const mlg_shape *quarters, const mlg_shape *iris,
                       size_t quarter, size_t n) {
  const mlg_columns *columns = &work->project.quarters;
  const char *value = work->territory.zones[MLG_QUARTIER][quarter].name;
  size_t apart = iris_apart(work, quarters, iris, quarter);
  if (n > 1) value = mlg_arena_printf(work->arena, "%s… (%zu)", value, n);
  const char *expected =
      mlg_arena_printf(work->arena, "un quartier d'un seul tenant%s%s",
                       apart == MLG_NO_ZONE ? "" : " ; à l'écart : ",
                       apart == MLG_NO_ZONE ? "" : work->territory.zones[MLG_IRIS][apart].code);
  MLG_HAVE(value);
  MLG_HAVE(expected);
  return mlg_report(work->findings, (mlg_finding){.code = MLG_F_QUARTER_IN_PIECES,
                                                  .file = work->tables[columns->dataset].file,
                                                  .column = columns->zone,
                                                  .value = value,
                                                  .expected = expected});
}

static mlg_status tell_all(const mlg_work *work, const mlg_shape *quarters, const mlg_shape *iris) {
  size_t n_quarters = work->territory.n_zones[MLG_QUARTIER], n = 0;
  for (size_t q = 0; q < n_quarters; q++) n += is_broken(work, quarters, iris, q);
  for (size_t q = 0; q < n_quarters; q++) {
    if (!is_broken(work, quarters, iris, q)) continue;
    MLG_TRY(tell(work, quarters, iris, q, n > MOST_TOLD ? n : 1));
    if (n > MOST_TOLD) return MLG_OK;
  }
  return MLG_OK;
}

mlg_status mlg_check_quarters(mlg_work *work) {
  const mlg_territory *territory = &work->territory;
  mlg_shape *quarters, *iris;
  size_t most = 0;
  if (!work->project.has_quarters) return MLG_OK;
  MLG_TRY(mlg_store_shapes(work->store, work->arena, territory, MLG_QUARTIER, work->findings,
                           &quarters));
  for (size_t q = 0; q < territory->n_zones[MLG_QUARTIER]; q++)
    if (n_pieces(&quarters[q]) > most) most = n_pieces(&quarters[q]);
  if (most <= 1) return MLG_OK;
  MLG_TRY(mlg_store_shapes(work->store, work->arena, territory, MLG_IRIS, work->findings, &iris));
  return tell_all(work, quarters, iris);
}
