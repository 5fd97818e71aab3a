/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/work.h"

#include <maillage/schema.h>
#include <string.h>
#include <unistd.h>

mlg_status mlg_keep_digest(mlg_work *work, const char *role, const char *path, const char *file) {
  mlg_input_file input = {.role = role, .file = file};
  if (!MLG_ROOM(work->arena, work->files, work->n_files, work->file_capacity)) return MLG_FAILURE;
  MLG_TRY(mlg_load_digest(work->arena, path, file, work->findings, &input.digest));
  work->files[work->n_files++] = input;
  return mlg_tell_if_changed(work, file, input.digest);
}

/* A Shapefile's attributes, index and projection stand in files beside it. */
static mlg_status keep_companions(mlg_work *work, const mlg_dataset *dataset) {
  static const char *const ENDINGS[] = {"dbf", "shx", "prj", "cpg"};
  const char *dot = strrchr(dataset->path, '.'), *name_dot = strrchr(dataset->file, '.');
  if (dot == NULL || strcmp(dot, ".shp") != 0) return MLG_OK;
  for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
    const char *path = mlg_arena_printf(work->arena, "%.*s.%s", (int)(dot - dataset->path),
                                        dataset->path, ENDINGS[i]);
    const char *file = mlg_arena_printf(work->arena, "%.*s.%s", (int)(name_dot - dataset->file),
                                        dataset->file, ENDINGS[i]);
    MLG_HAVE(path);
    MLG_HAVE(file);
    if (access(path, R_OK) == 0) MLG_TRY(mlg_keep_digest(work, MLG_COMPANION, path, file));
  }
  return MLG_OK;
}

/* Tables of one kind have one schema. */
static mlg_status keep_schemas(mlg_work *work) {
  const mlg_project *project = &work->project;
  for (size_t i = 0; i < project->n_datasets; i++) {
    const mlg_dataset *dataset = &project->datasets[i];
    bool is_new = dataset->schema != NULL;
    for (size_t k = 0; k < i && is_new; k++)
      is_new = project->datasets[k].schema == NULL ||
               strcmp(project->datasets[k].schema, dataset->schema) != 0;
    if (is_new) MLG_TRY(mlg_keep_digest(work, "schéma", dataset->schema_path, dataset->schema));
  }
  return MLG_OK;
}

/* Whatever else shapes a figure, or a finding: the project, its indicators, mappings, schemas. */
static mlg_status keep_settings(mlg_work *work) {
  const mlg_project *project = &work->project;
  MLG_TRY(mlg_keep_digest(work, "projet", project->path, project->file));
  for (size_t i = 0; i < project->n_indicators; i++)
    MLG_TRY(mlg_keep_digest(work, "indicateur", project->indicators[i].path,
                            project->indicators[i].file));
  for (size_t i = 0; i < project->n_sources; i++)
    MLG_TRY(mlg_keep_digest(work, "correspondance", project->sources[i].mapping.path,
                            project->sources[i].mapping.file));
  if (project->slides.path != NULL)
    MLG_TRY(mlg_keep_digest(work, "modèle de diapositives", project->slides.path,
                            project->slides.file));
  return keep_schemas(work);
}

/* Every table is held against its schema before the first one that breaks it ends the run. */
mlg_status mlg_check_inputs(mlg_work *work) {
  mlg_status worst = MLG_OK;
  for (size_t i = 0; i < work->project.n_datasets; i++) {
    const mlg_dataset *dataset = &work->project.datasets[i];
    if (dataset->schema == NULL) continue;
    mlg_schema schema;
    mlg_status status = mlg_schema_read(mlg_tables_arena(work), dataset->schema_path,
                                        dataset->schema, work->findings, &schema);
    if (status == MLG_OK)
      status = mlg_schema_check(mlg_tables_arena(work), &schema, dataset->vintage, &work->tables[i],
                                work->findings);
    if (status == MLG_FAILURE) return status;
    if (status != MLG_OK) worst = status;
  }
  return worst == MLG_OK ? mlg_check_agreements(work) : worst;
}

/* Where a dataset's records are: what the project says of it, else how its source lays them out. */
static const char *records_of(const mlg_project *project, size_t dataset) {
  for (size_t i = 0; i < project->n_sources && project->datasets[dataset].records == NULL; i++)
    if (project->sources[i].dataset == dataset) return project->sources[i].mapping.records;
  return project->datasets[dataset].records;
}

mlg_status mlg_read_dataset(mlg_work *work, size_t i) {
  const mlg_dataset *dataset = &work->project.datasets[i];
  const mlg_load_options options = {.records = records_of(&work->project, i),
                                    .sheet = dataset->sheet,
                                    .layer = dataset->layer,
                                    .member = dataset->member,
                                    .header = (size_t)dataset->header,
                                    .key = dataset->key};
  MLG_TRY(mlg_load_table(mlg_tables_arena(work), dataset->path, dataset->file, &options,
                         work->findings, &work->tables[i]));
  work->tables[i].file = dataset->file; /* outlives the table */
  MLG_TRY(mlg_keep_rows_asked(dataset, &work->tables[i], mlg_tables_arena(work), work->findings));
  return mlg_hide_small(dataset, &work->tables[i], mlg_tables_arena(work), work->findings);
}

mlg_arena *mlg_tables_arena(mlg_work *work) {
  return work->keeps_tables ? work->arena : &work->read;
}

void mlg_forget_tables(mlg_work *work) {
  if (work->keeps_tables) return;
  for (size_t i = 0; work->tables != NULL && i < work->project.n_datasets; i++)
    work->tables[i] = (mlg_table){.file = work->tables[i].file};
  work->arena->refused |= work->read.refused;
  mlg_arena_free(&work->read);
}

mlg_status mlg_read_inputs(mlg_work *work) {
  const mlg_project *project = &work->project;
  work->tables = MLG_NEW(work->arena, mlg_table, project->n_datasets);
  work->digests = MLG_NEW(work->arena, const char *, project->n_datasets);
  MLG_HAVE(work->tables);
  MLG_HAVE(work->digests);
  MLG_TRY(mlg_read_vouched(work));
  for (size_t i = 0; i < project->n_datasets; i++) {
    const mlg_dataset *dataset = &project->datasets[i];
    MLG_TRY(mlg_load_digest(work->arena, dataset->path, dataset->file, work->findings,
                            &work->digests[i]));
    MLG_TRY(mlg_tell_if_changed(work, dataset->file, work->digests[i]));
    MLG_TRY(mlg_read_dataset(work, i));
    MLG_TRY(keep_companions(work, dataset));
  }
  MLG_TRY(mlg_check_inputs(work));
  return keep_settings(work);
}

mlg_status mlg_require_column(const mlg_work *work, size_t dataset, const char *name,
                              size_t *column) {
  const mlg_table *table = &work->tables[dataset];
  *column = MLG_NO_COLUMN;
  if (name == NULL) return MLG_OK;
  *column = mlg_table_find(table, name, work->project.datasets[dataset].vintage);
  if (*column == MLG_NO_COLUMN) return mlg_table_lacks(table, name, work->findings);
  return mlg_table_tell_name(table, name, *column, work->findings);
}
