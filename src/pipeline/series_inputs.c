/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/series.h"

#include <maillage/version.h>
#include <stdio.h>
#include <string.h>

/* What results are made from: the version, the date that documents carry, and every file with its
 * digest. Results beside the same text are the same results. */

static const char INPUTS[] = "entrees.txt";

static char *add(const mlg_work *work, char *text, const char *digest, const char *file) {
  if (text == NULL) return NULL;
  return mlg_arena_printf(work->arena, "%s%s  %s\n", text, digest, file);
}

char *mlg_series_inputs(const mlg_work *work) {
  char *text = mlg_arena_printf(work->arena, "maillage %s, %s\n", MLG_VERSION, work->project.date);
  for (size_t i = 0; i < work->n_files; i++)
    text = add(work, text, work->files[i].digest, work->files[i].file);
  for (size_t i = 0; i < work->project.n_datasets; i++)
    text = add(work, text, work->digests[i], work->project.datasets[i].file);
  return text;
}

mlg_status mlg_series_write_inputs(mlg_arena *arena, const mlg_staging *staging, const char *text,
                                   mlg_findings *findings) {
  const char *path = mlg_staging_path(staging, arena, INPUTS);
  MLG_HAVE(path);
  FILE *file = fopen(path, "wb");
  bool written = file != NULL && fputs(text, file) >= 0;
  if (file != NULL && fclose(file) != 0) written = false;
  return written ? MLG_OK : mlg_write_failed(path, findings);
}

static bool holds(FILE *file, const char *text) {
  for (; *text != '\0'; text++)
    if (fgetc(file) != (unsigned char)*text) return false;
  return fgetc(file) == EOF;
}

/* Folders appear whole: one that has the text has all the rest. */
bool mlg_series_is_complete(mlg_arena *arena, const char *folder, const char *text) {
  const char *path = mlg_arena_printf(arena, "%s/%s", folder, INPUTS);
  FILE *file = path == NULL ? NULL : fopen(path, "rb");
  if (file == NULL) return false;
  bool same = holds(file, text);
  fclose(file);
  return same;
}
