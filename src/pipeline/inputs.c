/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/work.h"

#include <maillage/text.h>

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

mlg_status mlg_require_column(const mlg_work *work, size_t dataset, const char *name,
                              size_t *column) {
  const mlg_table *table = &work->tables[dataset];
  size_t found = name == NULL ? MLG_NO_COLUMN : mlg_table_column(table, name);
  if (name == NULL || found != MLG_NO_COLUMN) {
    *column = found;
    return MLG_OK;
  }
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
