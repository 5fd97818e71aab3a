/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/work.h"

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

static mlg_status open_store(mlg_work *work, const char *path) {
  MLG_TRY(mlg_store_create(path, work->findings, &work->store));
  for (size_t i = 0; i < work->project.n_datasets; i++)
    MLG_TRY(mlg_store_add_table(work->store, work->project.datasets[i].id, &work->tables[i],
                                work->findings));
  return MLG_OK;
}

mlg_status mlg_build_territory(mlg_work *work, const char *store_path) {
  const mlg_project *project = &work->project;
  mlg_territory_tables tables = {.level = project->level, .code = project->code};
  MLG_TRY(attach(work, &project->zones, &tables.zones));
  if (project->has_types) MLG_TRY(attach(work, &project->types, &tables.types));
  MLG_TRY(attach(work, &project->communes, &tables.communes));
  for (mlg_level level = MLG_EPCI; level < MLG_LEVEL_COUNT; level++)
    if (project->has_wider[level])
      MLG_TRY(attach(work, &project->wider[level], &tables.wider[level]));
  if (project->has_quarters) MLG_TRY(attach(work, &project->quarters, &tables.quarters));
  MLG_TRY(mlg_territory_build(work->arena, &tables, work->findings, &work->territory));
  MLG_TRY(open_store(work, store_path));
  return mlg_store_add_zones(work->store, &work->territory, tables.zones.table, tables.zones.code,
                             work->findings);
}
