/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/publish.h>

#include <stdlib.h>
#include <string.h>

const char *const MLG_FINDING_COLUMN_NAMES[MLG_FINDING_COLUMNS] = {
    [MLG_COLUMN_SEVERITY] = "gravite", [MLG_COLUMN_CODE] = "code",
    [MLG_COLUMN_FILE] = "fichier",     [MLG_COLUMN_LINE] = "ligne",
    [MLG_COLUMN_COLUMN] = "colonne",   [MLG_COLUMN_VALUE] = "valeur",
    [MLG_COLUMN_EXPECTED] = "attendu", [MLG_COLUMN_ACTION] = "action",
    [MLG_COLUMN_MESSAGE] = "message",
};

static const char *const SEVERITIES[] = {
    [MLG_INFO] = "information", [MLG_WARNING] = "avertissement", [MLG_ERROR] = "erreur"};

/* constats.csv and the sheet Constats show the same rows in the same order. */

static const char *or_empty(const char *text) { return text != NULL ? text : ""; }

static int sign(long long difference) { return (difference > 0) - (difference < 0); }

/* Errors first. The list is an array, so that equal findings keep their order by address. */
static int by_severity(const void *left, const void *right) {
  const mlg_finding *a = *(const mlg_finding *const *)left;
  const mlg_finding *b = *(const mlg_finding *const *)right;
  int order = (int)mlg_finding_severity(b->code) - (int)mlg_finding_severity(a->code);
  if (order == 0) order = strcmp(or_empty(a->file), or_empty(b->file));
  if (order == 0) order = sign((long long)a->line - (long long)b->line);
  return order != 0 ? order : sign(a - b);
}

static mlg_status fill_row(mlg_arena *arena, const mlg_finding *finding, mlg_finding_row *row) {
  const char *line = finding->line == 0 ? "" : mlg_arena_printf(arena, "%zu", finding->line);
  const char *message = mlg_finding_message(arena, finding, MLG_FRENCH);
  MLG_HAVE(line);
  MLG_HAVE(message);
  *row = (mlg_finding_row){{
      [MLG_COLUMN_SEVERITY] = SEVERITIES[mlg_finding_severity(finding->code)],
      [MLG_COLUMN_CODE] = mlg_finding_slug(finding->code),
      [MLG_COLUMN_FILE] = or_empty(finding->file),
      [MLG_COLUMN_LINE] = line,
      [MLG_COLUMN_COLUMN] = or_empty(finding->column),
      [MLG_COLUMN_VALUE] = or_empty(finding->value),
      [MLG_COLUMN_EXPECTED] = mlg_finding_expected(finding, MLG_FRENCH),
      [MLG_COLUMN_ACTION] = mlg_finding_action(finding, MLG_FRENCH),
      [MLG_COLUMN_MESSAGE] = message,
  }};
  return MLG_OK;
}

mlg_status mlg_publish_finding_rows(mlg_arena *arena, const mlg_findings *all,
                                    mlg_finding_row **rows) {
  const mlg_finding **sorted = MLG_NEW(arena, const mlg_finding *, all->count);
  *rows = MLG_NEW(arena, mlg_finding_row, all->count);
  MLG_HAVE(sorted);
  MLG_HAVE(*rows);
  for (size_t i = 0; i < all->count; i++) sorted[i] = &all->items[i];
  qsort(sorted, all->count, sizeof *sorted, by_severity);
  for (size_t i = 0; i < all->count; i++) MLG_TRY(fill_row(arena, sorted[i], &(*rows)[i]));
  return MLG_OK;
}
