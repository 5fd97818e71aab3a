/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/work.h"

#include <maillage/csv.h>
#include <maillage/text.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/*
 * What the data files were when somebody vouched for them: empreintes.csv, beside the project. A
 * file that a spreadsheet saved again, or that was cut on its way, may still look sound.
 */

static const char NAME[] = "empreintes.csv", FILE_COLUMN[] = "fichier", SUM_COLUMN[] = "sha256";

static char *path_of(const mlg_work *work) {
  const char *project = work->project.path;
  int folder = (int)(mlg_path_name(project) - project);
  return mlg_arena_printf(work->arena, "%.*s%s", folder, project, NAME);
}

static mlg_status require(const mlg_work *work, const char *name, size_t *column) {
  *column = mlg_table_column(&work->vouched.table, name);
  return *column == MLG_NO_COLUMN ? mlg_table_lacks(&work->vouched.table, name, work->findings)
                                  : MLG_OK;
}

mlg_status mlg_read_vouched(mlg_work *work) {
  const char *path = path_of(work);
  MLG_HAVE(path);
  if (access(path, R_OK) != 0) return MLG_OK;
  mlg_vouched *vouched = &work->vouched;
  MLG_TRY(mlg_load_table(work->arena, path, NAME, &(mlg_load_options){.key = FILE_COLUMN},
                         work->findings, &vouched->table));
  MLG_TRY(require(work, FILE_COLUMN, &vouched->file));
  MLG_TRY(require(work, SUM_COLUMN, &vouched->sum));
  return mlg_keep_digest(work, "empreintes", path, NAME);
}

mlg_status mlg_tell_if_changed(mlg_work *work, const char *file, const char *digest) {
  const mlg_vouched *vouched = &work->vouched;
  for (size_t row = 0; row < vouched->table.n_rows; row++) {
    const char *name = mlg_table_cell(&vouched->table, row, vouched->file);
    if (name == NULL || strcmp(name, file) != 0) continue;
    const char *sum = mlg_table_cell(&vouched->table, row, vouched->sum);
    if (sum != NULL && strcasecmp(sum, digest) == 0) continue;
    MLG_TRY(mlg_report(
        work->findings,
        (mlg_finding){.code = MLG_F_FILE_CHANGED, .file = file, .value = digest, .expected = sum}));
  }
  return MLG_OK;
}

/* Two datasets may read one file. */
static bool is_repeated(const mlg_work *work, size_t dataset) {
  for (size_t i = 0; i < dataset; i++)
    if (strcmp(work->project.datasets[i].file, work->project.datasets[dataset].file) == 0)
      return true;
  return false;
}

mlg_status mlg_write_vouched(mlg_work *work) {
  const char *path = path_of(work);
  MLG_HAVE(path);
  mlg_csv_out csv;
  MLG_TRY(mlg_csv_begin(&csv, work->arena, path, MLG_CSV_FRENCH, work->findings));
  mlg_csv_line(&csv, (const char *const[]){FILE_COLUMN, SUM_COLUMN}, 2);
  for (size_t i = 0; i < work->project.n_datasets; i++)
    if (!is_repeated(work, i))
      mlg_csv_line(&csv, (const char *const[]){work->project.datasets[i].file, work->digests[i]},
                   2);
  for (size_t i = 0; i < work->n_files; i++)
    if (strcmp(work->files[i].role, MLG_COMPANION) == 0)
      mlg_csv_line(&csv, (const char *const[]){work->files[i].file, work->files[i].digest}, 2);
  return mlg_csv_end(&csv, MLG_OK, work->findings);
}
