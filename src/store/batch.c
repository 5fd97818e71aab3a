/* SPDX-License-Identifier: Apache-2.0 */
#include "store/batch.h"

#include <string.h>

/* Above 50 rows or 1000 arguments, preparing costs more than what is still to be gained. */
enum { MOST_ROWS = 50, MOST_ARGUMENTS = 1000 };

/* "(?, MakePoint(?, ?, 2154))": what follows the last VALUES; a name before may hold anything. */
static const char *values_of(const char *sql) {
  const char *values = NULL;
  for (const char *at = strstr(sql, "VALUES("); at != NULL; at = strstr(at + 1, "VALUES("))
    values = at + strlen("VALUES");
  return values;
}

static size_t count_arguments(const char *values) {
  size_t n = 0;
  for (; *values != '\0'; values++) n += *values == '?';
  return n;
}

/* LIMIT says how many rows there are: the last statement is not full. */
static char *insertion(const char *sql, const char *values, size_t rows) {
  sqlite3_str *text = sqlite3_str_new(NULL);
  sqlite3_str_append(text, sql, (int)(values - sql - (int)strlen("VALUES")));
  sqlite3_str_appendall(text, "SELECT * FROM (VALUES");
  for (size_t i = 0; i < rows; i++) sqlite3_str_appendf(text, i == 0 ? "%s" : ",%s", values);
  sqlite3_str_appendall(text, ") LIMIT ?");
  return sqlite3_str_finish(text);
}

mlg_status mlg_batch_begin(mlg_store *store, const char *sql, size_t n, mlg_findings *findings,
                           mlg_batch *batch) {
  const char *values = values_of(sql);
  *batch = (mlg_batch){.store = store, .n_arguments = count_arguments(values), .most = MOST_ROWS};
  if (batch->most * batch->n_arguments > MOST_ARGUMENTS)
    batch->most = MOST_ARGUMENTS / batch->n_arguments + 1;
  if (batch->most > n) batch->most = n;
  char *text = insertion(sql, values, batch->most);
  MLG_HAVE(text);
  mlg_status status = mlg_sql_prepare(store, text, findings, &batch->row.statement);
  sqlite3_free(text);
  return status;
}

static mlg_status send(mlg_batch *batch, mlg_findings *findings) {
  sqlite3_stmt *statement = batch->row.statement;
  int n_arguments = (int)(batch->most * batch->n_arguments);
  /* What these still say is of rows that have gone, with their texts. */
  while (batch->row.n < n_arguments) mlg_row_null(&batch->row);
  mlg_row_count(&batch->row, batch->rows);
  int code = batch->row.code == SQLITE_OK ? sqlite3_step(statement) : batch->row.code;
  if (code != SQLITE_DONE) return mlg_sql_failed(batch->store, code, findings);
  sqlite3_reset(statement);
  batch->row.n = 0;
  batch->rows = 0;
  return MLG_OK;
}

mlg_status mlg_batch_add(mlg_batch *batch, mlg_findings *findings) {
  return ++batch->rows < batch->most ? MLG_OK : send(batch, findings);
}

mlg_status mlg_batch_end(mlg_batch *batch, mlg_status status, mlg_findings *findings) {
  if (status == MLG_OK && batch->rows > 0) status = send(batch, findings);
  sqlite3_finalize(batch->row.statement);
  return status;
}
