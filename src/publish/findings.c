/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/write.h"
#include <maillage/publish.h>
#include <maillage/text.h>

#include <string.h>

/* constats.csv. */

/* Writes `text` as one field; returns its length, and only counts when `out` is NULL. */
static size_t put_field(char *out, const char *text) {
  bool is_quoted = strpbrk(text, ";\"\r\n") != NULL, is_guarded = mlg_text_runs(text);
  size_t length = 0;
#define PUT(sign)                                                                                  \
  do {                                                                                             \
    if (out != NULL) out[length] = (sign);                                                         \
    length++;                                                                                      \
  } while (0)
  if (is_quoted) PUT('"');
  if (is_guarded) PUT('\'');
  for (; *text != '\0'; text++) {
    if (*text == '"') PUT('"');
    PUT(*text);
  }
  if (is_quoted) PUT('"');
#undef PUT
  return length;
}

/* Lines end with LF, which spreadsheets and scripts take alike. */
static size_t put_row(char *out, const char *const cells[MLG_FINDING_COLUMNS]) {
  size_t length = 0;
  for (size_t i = 0; i < MLG_FINDING_COLUMNS; i++) {
    length += put_field(out == NULL ? NULL : out + length, cells[i]);
    if (out != NULL) out[length] = i + 1 < MLG_FINDING_COLUMNS ? ';' : '\n';
    length++;
  }
  return length;
}

/* The whole file; called once to measure, once to write. */
static size_t put_all(char *out, const mlg_finding_row *rows, size_t n) {
  static const char bom[] = "\xEF\xBB\xBF"; /* without it Excel reads UTF-8 as Latin-1 */
  size_t length = sizeof bom - 1;
  if (out != NULL) memcpy(out, bom, length);
  length += put_row(out == NULL ? NULL : out + length, MLG_FINDING_COLUMN_NAMES);
  for (size_t i = 0; i < n; i++)
    length += put_row(out == NULL ? NULL : out + length, rows[i].cells);
  return length;
}

/* Made whole in memory first: a file is written in one go or not at all. */
static mlg_status write_rows(mlg_arena *arena, const mlg_findings *all, const char *path,
                             mlg_findings *findings) {
  mlg_finding_row *rows;
  if (mlg_publish_finding_rows(arena, all, &rows) != MLG_OK)
    return mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  size_t length = put_all(NULL, rows, all->count);
  char *text = mlg_arena_alloc(arena, length, 1);
  if (text == NULL) return mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  put_all(text, rows, all->count);
  return mlg_write_text(path, text, length, findings);
}

mlg_status mlg_publish_findings(const mlg_findings *all, const char *path, mlg_findings *findings) {
  mlg_arena arena = {0};
  mlg_status status = write_rows(&arena, all, path, findings);
  mlg_arena_free(&arena);
  return status;
}
