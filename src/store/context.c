/* SPDX-License-Identifier: Apache-2.0 */
#include "store/shape.h"

static bool fill_shape(mlg_row *row, size_t i, const void *context) {
  const mlg_table *table = context;
  mlg_row_blob(row, table->shapes[i]);
  return table->shapes[i].size > 0;
}

typedef struct {
  mlg_arena *arena;
  mlg_shape *shape;
} result;

static mlg_status take_shape(sqlite3_stmt *row, void *context) {
  const result *r = context;
  return mlg_column_shape(row, 0, r->arena, r->shape);
}

static mlg_status collect(mlg_store *store, const mlg_table *table, result *r,
                          mlg_findings *findings) {
  MLG_TRY(mlg_sql_run(store, "CREATE TEMP TABLE contexte(g)", findings));
  MLG_TRY(mlg_sql_insert(store, "INSERT INTO contexte VALUES(GeomFromWKB(?, 2154))", table->n_rows,
                         fill_shape, table, findings));
  MLG_TRY(
      mlg_sql_read(store, "SELECT ST_Collect(g) FROM contexte", NULL, 0, take_shape, r, findings));
  return mlg_sql_run(store, "DROP TABLE contexte", findings);
}

mlg_status mlg_store_context(mlg_store *store, mlg_arena *arena, const mlg_table *table,
                             mlg_findings *findings, mlg_shape *shape) {
  mlg_shape found = {0};
  result r = {arena, &found};
  if (table->shapes != NULL && table->n_rows > 0) {
    MLG_TRY(mlg_sql_begin(store, findings));
    mlg_status status = collect(store, table, &r, findings);
    MLG_TRY(mlg_sql_end(store, status, findings));
  }
  *shape = found;
  return MLG_OK;
}
