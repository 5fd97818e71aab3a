/* SPDX-License-Identifier: Apache-2.0 */
#include "store/batch.h"

#include <math.h>
#include <string.h>

/*
 * Rows in and out. An argument that SQLite does not take would be written as NULL: the row
 * remembers it, and is not written. What cannot be read, the next step complains of.
 */
static void note(mlg_row *row, int code) {
  if (row->code == SQLITE_OK) row->code = code;
}

void mlg_row_text(mlg_row *row, const char *text) {
  note(row, sqlite3_bind_text(row->statement, ++row->n, text, -1, SQLITE_STATIC));
}

void mlg_row_copy(mlg_row *row, const char *text) {
  note(row, sqlite3_bind_text(row->statement, ++row->n, text, -1, SQLITE_TRANSIENT));
}

void mlg_row_whole(mlg_row *row, int64_t value) {
  note(row, sqlite3_bind_int64(row->statement, ++row->n, value));
}

void mlg_row_count(mlg_row *row, size_t count) { mlg_row_whole(row, (int64_t)count); }

void mlg_row_null(mlg_row *row) { note(row, sqlite3_bind_null(row->statement, ++row->n)); }

void mlg_row_real(mlg_row *row, double value) {
  if (!isfinite(value)) return mlg_row_null(row);
  note(row, sqlite3_bind_double(row->statement, ++row->n, value));
}

void mlg_row_blob(mlg_row *row, mlg_blob blob) {
  note(row, sqlite3_bind_blob(row->statement, ++row->n, blob.bytes, (int)blob.size, SQLITE_STATIC));
}

void mlg_row_range(mlg_row *row, mlg_estimate estimate) {
  mlg_row_real(row, estimate.value);
  mlg_row_real(row, estimate.low);
  mlg_row_real(row, estimate.high);
}

/* Most figures have one flag at most: its word need not be copied. */
void mlg_row_flags(mlg_row *row, uint32_t flags) {
  if ((flags & (flags - 1)) == 0) {
    mlg_row_text(row, flags == 0 ? "" : mlg_flag_word((mlg_flag)flags));
    return;
  }
  char words[MLG_FLAGS_BYTES];
  mlg_append_flags(words, flags);
  mlg_row_copy(row, words);
}

void mlg_row_estimate(mlg_row *row, mlg_estimate estimate) {
  mlg_row_range(row, estimate);
  mlg_row_real(row, estimate.variance);
  mlg_row_flags(row, estimate.flags);
}

static mlg_status fill_all(mlg_batch *batch, size_t n, mlg_fill *fill, const void *context,
                           mlg_findings *findings) {
  for (size_t i = 0; i < n; i++)
    if (fill(&batch->row, i, context)) MLG_TRY(mlg_batch_add(batch, findings));
  return MLG_OK;
}

mlg_status mlg_sql_insert(mlg_store *store, const char *sql, size_t n, mlg_fill *fill,
                          const void *context, mlg_findings *findings) {
  mlg_batch batch;
  if (n == 0) return MLG_OK;
  MLG_TRY(mlg_batch_begin(store, sql, n, findings, &batch));
  return mlg_batch_end(&batch, fill_all(&batch, n, fill, context, findings), findings);
}

const char *mlg_column_text(sqlite3_stmt *row, int column, mlg_arena *arena) {
  return mlg_arena_strdup(arena, (const char *)sqlite3_column_text(row, column));
}

double mlg_column_real(sqlite3_stmt *row, int column, double missing) {
  bool null = sqlite3_column_type(row, column) == SQLITE_NULL;
  return null ? missing : sqlite3_column_double(row, column);
}

uint32_t mlg_column_flags(sqlite3_stmt *row, int column) {
  const char *words = (const char *)sqlite3_column_text(row, column);
  uint32_t flags = 0;
  for (unsigned flag = 1; words != NULL && flag < MLG_FLAG_END; flag <<= 1)
    if (strstr(words, mlg_flag_word((mlg_flag)flag)) != NULL) flags |= flag;
  return flags;
}

mlg_estimate mlg_column_range(sqlite3_stmt *row, int column) {
  return mlg_between(mlg_column_real(row, column, NAN), mlg_column_real(row, column + 1, -INFINITY),
                     mlg_column_real(row, column + 2, INFINITY));
}

mlg_estimate mlg_column_estimate(sqlite3_stmt *row, int column) {
  mlg_estimate estimate = mlg_column_range(row, column);
  estimate.variance = mlg_column_real(row, column + 3, 0);
  estimate.flags = mlg_column_flags(row, column + 4);
  return estimate;
}
