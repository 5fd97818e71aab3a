/* SPDX-License-Identifier: Apache-2.0 */
#include "store/shape.h"

static bool fill_shape(mlg_row *row, size_t i, const void *context) {
  const mlg_table *table = context;
  mlg_row_blob(row, table->shapes[i]);
  return table->shapes[i].size > 0;
}

static mlg_status collect(mlg_store *store, const mlg_table *table, mlg_findings *findings) {
  size_t n = table->shapes == NULL ? 0 : table->n_rows;
  MLG_TRY(mlg_sql_run(store, "CREATE TEMP TABLE couche(g)", findings));
  MLG_TRY(mlg_sql_insert(store, "INSERT INTO couche VALUES(GeomFromWKB(?, 2154))", n, fill_shape,
                         table, findings));
  MLG_TRY(mlg_sql_run(store, "INSERT INTO contexte(geometrie) SELECT ST_Collect(g) FROM couche",
                      findings));
  return mlg_sql_run(store, "DROP TABLE couche", findings);
}

/* A layer without outlines is kept too, as NULL: ranks are those of the project's layers. */
mlg_status mlg_store_context(mlg_store *store, mlg_arena *arena, const mlg_table *table,
                             mlg_findings *findings, mlg_shape *shape) {
  mlg_shape found = {0};
  MLG_TRY(mlg_sql_begin(store, findings));
  mlg_status status = collect(store, table, findings);
  if (status == MLG_OK)
    status = mlg_read_shape(store, "SELECT geometrie FROM contexte ORDER BY rang DESC LIMIT 1",
                            arena, findings, &found);
  MLG_TRY(mlg_sql_end(store, status, findings));
  *shape = found;
  return MLG_OK;
}

/* ---- all of them, read back ---- */

typedef struct {
  mlg_arena *arena;
  mlg_shape *shapes;
  size_t n, most;
} layers;

static mlg_status take_layer(sqlite3_stmt *row, void *context) {
  layers *l = context;
  if (l->n == l->most) return MLG_OK;
  return mlg_column_shape(row, 0, l->arena, &l->shapes[l->n++]);
}

mlg_status mlg_read_contexts(mlg_store *store, mlg_arena *arena, size_t n, mlg_findings *findings,
                             const mlg_shape **shapes) {
  layers l = {.arena = arena, .shapes = MLG_NEW(arena, mlg_shape, n), .most = n};
  MLG_HAVE(l.shapes);
  MLG_TRY(mlg_sql_read(store, "SELECT geometrie FROM contexte ORDER BY rang", NULL, 0, take_layer,
                       &l, findings));
  *shapes = l.shapes;
  return MLG_OK;
}
