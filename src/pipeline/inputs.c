/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/work.h"

#include <ctype.h>
#include <maillage/text.h>
#include <stdio.h>
#include <string.h>

mlg_status mlg_read_inputs(mlg_work *work) {
  const mlg_project *project = &work->project;
  work->tables = MLG_NEW(work->arena, mlg_table, project->n_datasets);
  work->digests = MLG_NEW(work->arena, const char *, project->n_datasets);
  MLG_HAVE(work->tables);
  MLG_HAVE(work->digests);
  for (size_t i = 0; i < project->n_datasets; i++) {
    const mlg_dataset *dataset = &project->datasets[i];
    MLG_TRY(mlg_load_table(work->arena, dataset->path, dataset->file, work->findings,
                           &work->tables[i]));
    MLG_TRY(mlg_load_digest(work->arena, dataset->path, dataset->file, work->findings,
                            &work->digests[i]));
  }
  return MLG_OK;
}

/* "P19_POP" and "P20_POP" differ by their vintage only. */
static bool differs_by_vintage(const char *a, const char *b) {
  if (strlen(a) != strlen(b) || strlen(a) < 4 || a[3] != '_' || a[0] != b[0]) return false;
  return isdigit((unsigned char)b[1]) && isdigit((unsigned char)b[2]) && strcmp(a + 3, b + 3) == 0;
}

/* Whether the column is there in another year's name; then the vintage declared is wrong. */
static mlg_status check_vintage(const mlg_work *work, size_t dataset, const char *name) {
  const mlg_table *table = &work->tables[dataset];
  for (size_t i = 0; i < table->n_columns; i++) {
    if (!differs_by_vintage(name, table->columns[i])) continue;
    const char *found =
        mlg_arena_printf(work->arena, "20%.2s (%s)", table->columns[i] + 1, table->columns[i]);
    const char *declared =
        mlg_arena_printf(work->arena, "%d (%s)", work->project.datasets[dataset].vintage, name);
    return mlg_report(work->findings, (mlg_finding){.code = MLG_F_VINTAGE_MISMATCH,
                                                    .file = table->file,
                                                    .line = 1,
                                                    .column = table->columns[i],
                                                    .value = found,
                                                    .expected = declared});
  }
  return MLG_OK;
}

mlg_status mlg_require_column(const mlg_work *work, size_t dataset, const char *name,
                              size_t *column) {
  const mlg_table *table = &work->tables[dataset];
  size_t found = name == NULL ? MLG_NO_COLUMN : mlg_table_column(table, name);
  if (name == NULL || found != MLG_NO_COLUMN) {
    *column = found;
    return MLG_OK;
  }
  MLG_TRY(check_vintage(work, dataset, name));
  size_t near = mlg_nearest(name, table->columns, table->n_columns);
  return mlg_report(
      work->findings,
      (mlg_finding){.code = MLG_F_COLUMN_MISSING,
                    .file = table->file,
                    .line = 1,
                    .column = name,
                    .value = near < table->n_columns ? table->columns[near] : table->columns[0],
                    .expected = name});
}
