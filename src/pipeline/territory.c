/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/work.h"

#include <string.h>

/* From column names to a table and column indexes. */
static mlg_status attach(const mlg_work *work, const mlg_columns *columns,
                         mlg_attachment *attachment) {
  size_t dataset = columns->dataset;
  *attachment = MLG_NO_ATTACHMENT;
  attachment->table = &work->tables[dataset];
  MLG_TRY(mlg_require_column(work, dataset, columns->code, &attachment->code));
  MLG_TRY(mlg_require_column(work, dataset, columns->name, &attachment->name));
  MLG_TRY(mlg_require_column(work, dataset, columns->zone, &attachment->zone));
  MLG_TRY(mlg_require_column(work, dataset, columns->type, &attachment->type));
  MLG_TRY(mlg_require_column(work, dataset, columns->commune, &attachment->commune));
  MLG_TRY(mlg_require_column(work, dataset, columns->n_communes, &attachment->n_communes));
  for (mlg_level level = MLG_EPCI; level < MLG_LEVEL_COUNT; level++)
    MLG_TRY(mlg_require_column(work, dataset, columns->above[level], &attachment->above[level]));
  return MLG_OK;
}

static bool is_ours(const mlg_work *work, const char *code) {
  char commune[6] = "";
  if (code == NULL || strlen(code) < 5) return false;
  memcpy(commune, code, 5);
  return mlg_index_find(&work->territory.members, commune) != MLG_NOT_FOUND;
}

/* TD_FOR2 has three million rows: of such a table by zone, the results keep the territory's. */
static mlg_status keep_ours(mlg_work *work, size_t dataset, mlg_table *kept) {
  enum { MANY_ROWS = 200000 };
  const mlg_dataset *of = &work->project.datasets[dataset];
  const mlg_table *table = &work->tables[dataset];
  size_t key = mlg_table_find(table, of->key, of->vintage), n = 0, width = table->n_columns;
  *kept = *table;
  if (table->n_rows < MANY_ROWS || key == MLG_NO_COLUMN || table->shapes != NULL ||
      !mlg_code_well_formed(of->reading.level, mlg_table_cell(table, 0, key)))
    return MLG_OK;
  for (size_t row = 0; row < table->n_rows; row++)
    n += is_ours(work, mlg_table_cell(table, row, key));
  kept->cells = MLG_NEW(mlg_tables_arena(work), const char *, n *width);
  kept->lines = MLG_NEW(mlg_tables_arena(work), size_t, n);
  MLG_HAVE(kept->cells);
  MLG_HAVE(kept->lines);
  kept->n_rows = 0;
  for (size_t row = 0; row < table->n_rows; row++) {
    if (!is_ours(work, mlg_table_cell(table, row, key))) continue;
    memcpy(kept->cells + kept->n_rows * width, table->cells + row * width,
           width * sizeof *kept->cells);
    kept->lines[kept->n_rows++] = table->lines[row];
  }
  return MLG_OK;
}

static mlg_status open_store(mlg_work *work, const char *path) {
  MLG_TRY(mlg_store_create(path, work->findings, &work->store));
  for (size_t i = 0; i < work->project.n_datasets; i++) {
    mlg_table kept;
    MLG_TRY(keep_ours(work, i, &kept));
    MLG_TRY(mlg_store_add_table(work->store, work->project.datasets[i].id, &kept, work->findings));
  }
  return MLG_OK;
}

mlg_status mlg_build_territory(mlg_work *work, const char *store_path) {
  const mlg_project *project = &work->project;
  mlg_territory_tables tables = {
      .level = project->level, .code = project->code, .code_at = project->code_at};
  MLG_TRY(attach(work, &project->zones, &tables.zones));
  if (project->has_types) MLG_TRY(attach(work, &project->types, &tables.types));
  MLG_TRY(attach(work, &project->communes, &tables.communes));
  for (mlg_level level = MLG_EPCI; level < MLG_LEVEL_COUNT; level++)
    if (project->has_wider[level])
      MLG_TRY(attach(work, &project->wider[level], &tables.wider[level]));
  if (project->has_quarters) MLG_TRY(attach(work, &project->quarters, &tables.quarters));
  MLG_TRY(mlg_territory_build(work->arena, &tables, work->findings, &work->territory));
  MLG_TRY(open_store(work, store_path));
  MLG_TRY(mlg_store_add_zones(work->store, &work->territory, tables.zones.table, tables.zones.code,
                              work->findings));
  MLG_TRY(mlg_check_quarters(work));
  return mlg_check_places(work);
}
