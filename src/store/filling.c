/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/filling.h>

#include "store/batch.h"

#include <stdlib.h>

struct mlg_filling {
  mlg_store *store;
  mlg_findings *findings;
  mlg_status status;
  mlg_batch batch;
  const char *table;
  sqlite3_int64 n_rows;
};

/* Readers count on the number of rows that gpkg_ogr_contents gives, which OGR's triggers keep up
 * row by row; here it is written once. */
static mlg_status prepare(mlg_filling *filling) {
  sqlite3_db_config(filling->store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  MLG_TRY(mlg_sql_keep_no_journal(filling->store, filling->findings));
  return mlg_sql_begin(filling->store, filling->findings);
}

mlg_status mlg_filling_open(const char *path, mlg_findings *findings, mlg_filling **filling) {
  mlg_filling *made = calloc(1, sizeof *made);
  MLG_HAVE(made);
  made->findings = findings;
  made->status = mlg_sql_open(path, findings, &made->store);
  if (made->status == MLG_OK) made->status = prepare(made);
  if (made->status != MLG_OK) return mlg_filling_close(made);
  *filling = made;
  return MLG_OK;
}

static char *insertion(const char *table, size_t n_columns) {
  sqlite3_str *sql = sqlite3_str_new(NULL);
  sqlite3_str_appendf(sql, "INSERT INTO \"%w\" VALUES(NULL", table);
  for (size_t i = 0; i < n_columns; i++) sqlite3_str_appendall(sql, ",?");
  sqlite3_str_appendall(sql, ")");
  return sqlite3_str_finish(sql);
}

void mlg_filling_table(mlg_filling *filling, const char *table, size_t n_columns) {
  filling->table = table;
  filling->n_rows = 0;
  filling->batch = (mlg_batch){0};
  if (filling->status != MLG_OK) return;
  char *sql = insertion(table, n_columns);
  filling->status = sql == NULL ? MLG_FAILURE
                                : mlg_batch_begin(filling->store, sql, SIZE_MAX, filling->findings,
                                                  &filling->batch);
  sqlite3_free(sql);
}

/* Without a statement, SQLite only answers that it is misused. */
void mlg_filling_text(mlg_filling *filling, const char *text) {
  mlg_row_text(&filling->batch.row, text);
}

void mlg_filling_real(mlg_filling *filling, double value) {
  mlg_row_real(&filling->batch.row, value);
}

void mlg_filling_whole(mlg_filling *filling, int64_t value) {
  mlg_row_whole(&filling->batch.row, value);
}

void mlg_filling_null(mlg_filling *filling) { mlg_row_null(&filling->batch.row); }

bool mlg_filling_row(mlg_filling *filling) {
  if (filling->status != MLG_OK) return true;
  filling->status = mlg_batch_add(&filling->batch, filling->findings);
  filling->n_rows++;
  return filling->batch.rows == 0;
}

static mlg_status say_count(mlg_filling *filling) {
  char *sql =
      sqlite3_mprintf("UPDATE gpkg_ogr_contents SET feature_count = %lld WHERE table_name = %Q",
                      filling->n_rows, filling->table);
  MLG_HAVE(sql);
  mlg_status status = mlg_sql_run(filling->store, sql, filling->findings);
  sqlite3_free(sql);
  return status;
}

void mlg_filling_end(mlg_filling *filling) {
  filling->status = mlg_batch_end(&filling->batch, filling->status, filling->findings);
  if (filling->status == MLG_OK) filling->status = say_count(filling);
}

mlg_status mlg_filling_close(mlg_filling *filling) {
  mlg_status status = filling->status;
  if (status == MLG_OK) status = mlg_sql_run(filling->store, "COMMIT", filling->findings);
  mlg_status closed = mlg_store_close(filling->store, filling->findings);
  free(filling);
  return status == MLG_OK ? closed : status;
}
