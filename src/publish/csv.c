/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/csv.h>

#include <maillage/place.h>
#include <maillage/text.h>
#include <math.h>
#include <string.h>

#include "publish/write.h"

enum { NUMBER_BYTES = 32 };

mlg_status mlg_csv_begin(mlg_csv_out *csv, mlg_arena *arena, const char *path, mlg_csv_kind kind,
                         mlg_findings *findings) {
  *csv = (mlg_csv_out){.kind = kind, .path = path, .beside = path};
  if (!mlg_is_no_file(path)) csv->beside = mlg_arena_printf(arena, "%s.part", path);
  MLG_HAVE(csv->beside);
  csv->file = fopen(csv->beside, "wb");
  if (csv->file == NULL) return mlg_write_failed(path, findings);
  /* Without it Excel reads UTF-8 as Latin-1. */
  if (kind == MLG_CSV_FRENCH) fputs("\xEF\xBB\xBF", csv->file);
  return MLG_OK;
}

void mlg_csv_text(mlg_csv_out *csv, const char *text) {
  char separator = csv->kind == MLG_CSV_FRENCH ? ';' : ',';
  if (text == NULL) {
    csv->lost = true;
    return;
  }
  const char special[] = {separator, '"', '\r', '\n', '\0'};
  bool quoted = strpbrk(text, special) != NULL;
  if (csv->started) fputc(separator, csv->file);
  csv->started = true;
  if (quoted) fputc('"', csv->file);
  if (mlg_text_runs(text)) fputc('\'', csv->file);
  for (const char *quote; (quote = strchr(text, '"')) != NULL; text = quote + 1) {
    fwrite(text, 1, (size_t)(quote + 1 - text), csv->file);
    fputc('"', csv->file); /* twice */
  }
  fputs(text, csv->file);
  if (quoted) fputc('"', csv->file);
}

void mlg_csv_number(mlg_csv_out *csv, double number) {
  char text[NUMBER_BYTES] = "";
  if (isfinite(number)) snprintf(text, sizeof text, "%.17g", number);
  char *point = strchr(text, '.');
  if (point != NULL && csv->kind == MLG_CSV_FRENCH) *point = ',';
  mlg_csv_text(csv, text);
}

void mlg_csv_line(mlg_csv_out *csv, const char *const *texts, size_t n) {
  for (size_t i = 0; i < n; i++) mlg_csv_text(csv, texts[i]);
  mlg_csv_end_line(csv);
}

void mlg_csv_end_line(mlg_csv_out *csv) {
  fputc('\n', csv->file);
  csv->started = false;
}

/* A full disk often shows only when the file is closed. */
static bool close_whole(const mlg_csv_out *csv) {
  bool whole = ferror(csv->file) == 0;
  return fclose(csv->file) == 0 && whole;
}

mlg_status mlg_csv_end(mlg_csv_out *csv, mlg_status made, mlg_findings *findings) {
  bool written = close_whole(csv), is_beside = csv->beside != csv->path;
  if (made == MLG_OK && csv->lost)
    made = mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  bool kept = made == MLG_OK && written;
  if (kept && is_beside) kept = rename(csv->beside, csv->path) == 0;
  if (!kept && is_beside) remove(csv->beside);
  return kept || made != MLG_OK ? made : mlg_write_failed(csv->path, findings);
}
