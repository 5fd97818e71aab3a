/* SPDX-License-Identifier: Apache-2.0 */
#include "store/portrait.h"

#include <maillage/demand.h>

/*
 * What scenarios take from tables: who came, how many need each family, which places there are.
 * Their rows are among those that the run kept, and are read again from there.
 */

/* A table being read back: its first column is the line. */
typedef struct {
  mlg_arena *arena;
  mlg_table table;
  size_t room, room_lines;
} rows;

static mlg_status name_columns(rows *r, sqlite3_stmt *row) {
  r->table.n_columns = (size_t)sqlite3_column_count(row) - 1;
  r->table.columns = MLG_NEW(r->arena, const char *, r->table.n_columns);
  MLG_HAVE(r->table.columns);
  for (size_t i = 0; i < r->table.n_columns; i++) {
    r->table.columns[i] = mlg_arena_strdup(r->arena, sqlite3_column_name(row, (int)i + 1));
    MLG_HAVE(r->table.columns[i]);
  }
  return MLG_OK;
}

static mlg_status take_row(sqlite3_stmt *row, void *context) {
  rows *r = context;
  mlg_table *table = &r->table;
  if (table->columns == NULL) MLG_TRY(name_columns(r, row));
  if (!MLG_ROOM(r->arena, table->lines, table->n_rows, r->room_lines)) return MLG_FAILURE;
  for (size_t i = 0; i < table->n_columns; i++) {
    size_t cell = table->n_rows * table->n_columns + i;
    if (!MLG_ROOM(r->arena, table->cells, cell, r->room)) return MLG_FAILURE;
    table->cells[cell] = mlg_column_text(row, (int)i + 1, r->arena);
  }
  table->lines[table->n_rows++] = (size_t)sqlite3_column_int64(row, 0);
  return MLG_OK;
}

static mlg_status read_table(mlg_reading_back *back, size_t dataset, mlg_table *tables) {
  const mlg_dataset *of = &back->project.datasets[dataset];
  rows r = {.arena = back->arena, .table = {.file = of->file}};
  char *sql = sqlite3_mprintf("SELECT * FROM \"entree_%w\" ORDER BY rowid", of->id);
  MLG_HAVE(sql);
  mlg_status status = mlg_sql_read(back->store, sql, NULL, 0, take_row, &r, back->findings);
  sqlite3_free(sql);
  tables[dataset] = r.table;
  return status;
}

static mlg_status read_tables(mlg_reading_back *back, const mlg_scenario *scenario,
                              mlg_table *tables) {
  const bool used[] = {scenario->demand.present, scenario->weights.table.present,
                       scenario->places.has_sites};
  const size_t datasets[] = {scenario->demand.dataset, scenario->weights.table.dataset,
                             scenario->places.sites};
  for (size_t i = 0; i < 3; i++)
    if (used[i] && tables[datasets[i]].file == NULL) MLG_TRY(read_table(back, datasets[i], tables));
  return MLG_OK;
}

/* What was doubtful in the rows is among the run's findings: it is not said twice. */
mlg_status mlg_restore_scenarios(mlg_reading_back *back) {
  mlg_findings said = {.arena = back->arena};
  mlg_table *tables = MLG_NEW(back->arena, mlg_table, back->project.n_datasets);
  MLG_HAVE(tables);
  for (size_t i = 0; i < back->project.n_scenarios; i++)
    MLG_TRY(read_tables(back, &back->project.scenarios[i], tables));
  mlg_status status =
      mlg_scenarios_prepare(back->arena, &back->project, &back->territory, tables, &said);
  if (status == MLG_OK || status == MLG_FAILURE) return status;
  return mlg_report(back->findings, (mlg_finding){.code = MLG_F_RESULTS_UNREADABLE,
                                                  .file = back->store->file,
                                                  .value = "entree_"});
}
