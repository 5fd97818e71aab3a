/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sql.h"

#include <maillage/text.h>
#include <string.h>

/* Line first: a table whose own column is called "ligne" gets another name for it. */
static const char *const LINE = "ligne";

/* SQLite takes "Nom" and "nom" for one column; files need not. */
static bool is_taken(const mlg_table *table, size_t column) {
  bool taken = sqlite3_stricmp(table->columns[column], LINE) == 0;
  for (size_t i = 0; i < column && !taken; i++)
    taken = sqlite3_stricmp(table->columns[column], table->columns[i]) == 0;
  return taken;
}

/*
 * Directories name people and how to reach them. No figure needs that, so no result keeps it:
 * such columns stay in the file they came from.
 */
static const char *const PERSONAL[] = {"telephone", "courriel", "mail", "contact", "mobile"};

static bool is_personal(const char *folded) {
  for (size_t i = 0; i < sizeof PERSONAL / sizeof *PERSONAL; i++)
    if (strstr(folded, PERSONAL[i]) != NULL) return true;
  return false;
}

/* A table and the columns of it that are kept. */
typedef struct {
  const mlg_table *table;
  size_t n, *columns;
} kept;

static mlg_status choose_columns(mlg_arena *arena, const mlg_table *table, kept *k) {
  *k = (kept){.table = table, .columns = MLG_NEW(arena, size_t, table->n_columns)};
  MLG_HAVE(k->columns);
  for (size_t i = 0; i < table->n_columns; i++) {
    const char *folded = mlg_fold(arena, table->columns[i]);
    MLG_HAVE(folded);
    if (!is_personal(folded)) k->columns[k->n++] = i;
  }
  return MLG_OK;
}

static void append_column(sqlite3_str *sql, const mlg_table *table, size_t column) {
  if (is_taken(table, column))
    sqlite3_str_appendf(sql, ",\"%w_%d\" TEXT", table->columns[column], (int)column + 1);
  else
    sqlite3_str_appendf(sql, ",\"%w\" TEXT", table->columns[column]);
}

/* The statement that creates the table; to be freed with sqlite3_free(). */
static char *creation(const char *dataset, const kept *k) {
  sqlite3_str *sql = sqlite3_str_new(NULL);
  sqlite3_str_appendf(sql, "CREATE TABLE \"entree_%w\"(%s INTEGER", dataset, LINE);
  for (size_t i = 0; i < k->n; i++) append_column(sql, k->table, k->columns[i]);
  sqlite3_str_appendall(sql, ")");
  return sqlite3_str_finish(sql);
}

static char *insertion(const char *dataset, const kept *k) {
  sqlite3_str *sql = sqlite3_str_new(NULL);
  sqlite3_str_appendf(sql, "INSERT INTO \"entree_%w\" VALUES(?", dataset);
  for (size_t i = 0; i < k->n; i++) sqlite3_str_appendall(sql, ",?");
  sqlite3_str_appendall(sql, ")");
  return sqlite3_str_finish(sql);
}

static bool fill_row(mlg_row *row, size_t i, const void *context) {
  const kept *k = context;
  mlg_row_count(row, k->table->lines[i]);
  for (size_t c = 0; c < k->n; c++) mlg_row_text(row, mlg_table_cell(k->table, i, k->columns[c]));
  return true;
}

static mlg_status run_both(mlg_store *store, const char *create, const char *insert, const kept *k,
                           mlg_findings *findings) {
  MLG_HAVE(create);
  MLG_HAVE(insert);
  MLG_TRY(mlg_sql_run(store, create, findings));
  return mlg_sql_insert(store, insert, k->table->n_rows, fill_row, k, findings);
}

static mlg_status add_rows(mlg_store *store, const char *dataset, const kept *k,
                           mlg_findings *findings) {
  char *create = creation(dataset, k), *insert = insertion(dataset, k);
  mlg_status status = run_both(store, create, insert, k, findings);
  sqlite3_free(create);
  sqlite3_free(insert);
  return status;
}

mlg_status mlg_store_add_table(mlg_store *store, const char *dataset, const mlg_table *table,
                               mlg_findings *findings) {
  mlg_arena scratch = {0};
  kept k;
  mlg_status status = choose_columns(&scratch, table, &k);
  if (status == MLG_OK) status = mlg_sql_begin(store, findings);
  if (status == MLG_OK)
    status = mlg_sql_end(store, add_rows(store, dataset, &k, findings), findings);
  mlg_arena_free(&scratch);
  return status;
}
