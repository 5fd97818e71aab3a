/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/series.h"

#include <maillage/text.h>
#include <math.h>
#include <string.h>

enum { NUMBER_BYTES = 32 };

static mlg_status unwritable(mlg_findings *findings, const char *path) {
  const char *slash = strrchr(path, '/');
  return mlg_report(findings, (mlg_finding){.code = MLG_F_OUTPUT_UNWRITABLE,
                                            .value = slash == NULL ? path : slash + 1});
}

mlg_status mlg_csv_begin(mlg_csv_out *csv, mlg_arena *arena, const char *path,
                         mlg_findings *findings) {
  *csv = (mlg_csv_out){.path = path, .beside = mlg_arena_printf(arena, "%s.part", path)};
  MLG_HAVE(csv->beside);
  csv->file = fopen(csv->beside, "wb");
  if (csv->file == NULL) return unwritable(findings, path);
  fputs("\xEF\xBB\xBF", csv->file);
  return MLG_OK;
}

static void separate(mlg_csv_out *csv) {
  if (csv->started) fputc(';', csv->file);
  csv->started = true;
}

void mlg_csv_text(mlg_csv_out *csv, const char *text) {
  separate(csv);
  bool quoted = strpbrk(text, ";\"\r\n") != NULL;
  if (quoted) fputc('"', csv->file);
  if (mlg_text_runs(text)) fputc('\'', csv->file);
  for (; *text != '\0'; text++) {
    if (*text == '"') fputc('"', csv->file);
    fputc(*text, csv->file);
  }
  if (quoted) fputc('"', csv->file);
}

/* Seventeen digits: what is read back is the number itself. */
void mlg_csv_number(mlg_csv_out *csv, double number) {
  char text[NUMBER_BYTES] = "";
  if (isfinite(number)) snprintf(text, sizeof text, "%.17g", number);
  char *point = strchr(text, '.');
  if (point != NULL) *point = ',';
  mlg_csv_text(csv, text);
}

void mlg_csv_end_line(mlg_csv_out *csv) {
  fputs("\r\n", csv->file);
  csv->started = false;
}

mlg_status mlg_csv_end(mlg_csv_out *csv, mlg_findings *findings) {
  bool failed = ferror(csv->file) != 0;
  if (fclose(csv->file) != 0) failed = true;
  if (!failed && rename(csv->beside, csv->path) == 0) return MLG_OK;
  remove(csv->beside);
  return unwritable(findings, csv->path);
}
