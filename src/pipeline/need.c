/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/published.h"

#include <maillage/demand.h>
#include <maillage/document.h>

/* The odds ratios of the project's cross of age and diploma, if it has one. */
static mlg_status read_cross(mlg_work *work, mlg_local_parameter *theta) {
  double *of_commune;
  MLG_TRY(mlg_need_cross(work->arena, &work->territory, &work->tables[work->project.cross],
                         work->findings, &of_commune));
  *theta = (mlg_local_parameter){work->project.cross_theta, of_commune};
  return MLG_OK;
}

/* What became of communes that are no more, if the project says so. */
static mlg_status read_passage(mlg_work *work, mlg_passage *passage) {
  const mlg_passage_columns *columns = &work->project.passage;
  const mlg_table *table = &work->tables[columns->dataset];
  int declared = work->project.datasets[columns->dataset].vintage;
  if (columns->years != NULL)
    return mlg_passage_unfold(mlg_tables_arena(work), table, columns->years, declared,
                              work->findings, passage);
  *passage = (mlg_passage){.table = table};
  MLG_TRY(mlg_require_column(work, columns->dataset, columns->former, &passage->former));
  MLG_TRY(mlg_require_column(work, columns->dataset, columns->last, &passage->last));
  const char *newest = NULL; /* CODGEO_2025, where the project asks for CODGEO_2024 */
  int found = mlg_table_find(table, columns->current, declared) != MLG_NO_COLUMN
                  ? 0
                  : mlg_table_vintage(table, columns->current, declared, &newest);
  if (found != 0) return mlg_table_is_of(table, newest, found, declared, work->findings);
  return mlg_require_column(work, columns->dataset, columns->current, &passage->current);
}

/* Where every commune is one zone, the two levels are one, and readers know it as communes. */
static void name_map_levels(mlg_work *work) {
  const size_t *n = work->territory.n_zones;
  if (n[MLG_IRIS] != n[MLG_COMMUNE]) return;
  for (size_t i = 0; i < work->project.n_indicators; i++)
    if (work->project.indicators[i].map_level == MLG_IRIS)
      work->project.indicators[i].map_level = MLG_COMMUNE;
}

/* The texts of the cells that documents show outlive the tables that they were read in. */
static mlg_status keep_texts(mlg_work *work) {
  for (size_t i = 0; i < work->need.n_cells; i++) {
    const char **text = &work->need.cells[i].text;
    const char *kept = mlg_arena_strdup(work->arena, *text);
    if (*text != NULL) MLG_HAVE(kept);
    *text = kept;
  }
  return MLG_OK;
}

/* A country has millions of cells, which no document shows: they go to the store at once. */
static mlg_status settle_cells(mlg_work *work) {
  mlg_need *need = &work->need;
  if (!work->gives_up_cells || mlg_document_is_explored(&work->territory)) return keep_texts(work);
  MLG_TRY(
      mlg_store_save_cells(work->store, &work->project, &work->territory, need, work->findings));
  mlg_arena_drop(work->arena, need->cells, need->n_cells, sizeof *need->cells);
  need->cells = NULL;
  need->n_cells = 0;
  return MLG_OK;
}

mlg_status mlg_build_need(mlg_work *work) {
  const mlg_project *project = &work->project;
  mlg_passage passage;
  name_map_levels(work);
  if (project->has_passage) MLG_TRY(read_passage(work, &passage));
  mlg_source_table *tables = MLG_NEW(work->arena, mlg_source_table, project->n_datasets);
  int *vintages = MLG_NEW(work->arena, int, project->n_datasets);
  MLG_HAVE(tables);
  MLG_HAVE(vintages);
  for (size_t i = 0; i < project->n_datasets; i++) {
    tables[i].table = &work->tables[i];
    tables[i].reading = project->datasets[i].reading;
    tables[i].passage = project->has_passage ? &passage : NULL;
    vintages[i] = project->datasets[i].vintage;
    MLG_TRY(mlg_require_column(work, i, project->datasets[i].key, &tables[i].key));
  }
  size_t n = project->n_indicators, found;
  work->base = mlg_indicator_find(project->indicators, n, project->base);
  found = mlg_indicator_find(project->indicators, n, "population");
  work->population = found < n ? found : MLG_NO_INDICATOR;
  mlg_local_parameter theta;
  if (project->has_cross) MLG_TRY(read_cross(work, &theta));
  MLG_TRY(mlg_scenarios_prepare(work->arena, &work->project, &work->territory, work->tables,
                                work->findings));
  MLG_TRY(mlg_need_compute(work->arena, &work->territory, tables, vintages, project->indicators, n,
                           project->parameters, project->n_parameters,
                           project->has_cross ? &theta : NULL, work->findings, &work->need));
  MLG_TRY(settle_cells(work));
  return mlg_compare_published(work);
}
