/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/work.h"

#include <maillage/text.h>
#include <string.h>

/* secret.seuil: some files give counts that may not be shown again. They are blanked as soon as
 * they are read, so that nothing after knows them: neither figures, nor findings, nor the copy of
 * the table in the database. */

static bool names(const char *name, const char *column) {
  return name != NULL && strcmp(name, column) == 0;
}

static bool is_small(const char *text, double threshold) {
  double number;
  return text != NULL && mlg_parse_number(text, ",.", &number) && number > 0 && number < threshold;
}

mlg_status mlg_hide_small(const mlg_dataset *dataset, mlg_table *table, mlg_arena *arena,
                          mlg_findings *findings) {
  const mlg_secret *secret = &dataset->reading.secret;
  size_t n = 0;
  for (size_t column = 0; column < table->n_columns && secret->threshold > 0; column++) {
    if (names(dataset->key, table->columns[column]) ||
        names(secret->column, table->columns[column]))
      continue;
    for (size_t row = 0; row < table->n_rows; row++) {
      const char **cell = &table->cells[row * table->n_columns + column];
      if (!is_small(*cell, secret->threshold)) continue;
      *cell = NULL;
      n++;
    }
  }
  if (n == 0) return MLG_OK;
  const char *value = mlg_arena_printf(arena, "%zu", n),
             *below = mlg_arena_printf(arena, "%g", secret->threshold);
  MLG_HAVE(value);
  MLG_HAVE(below);
  return mlg_report(findings, (mlg_finding){.code = MLG_F_SMALL_HIDDEN,
                                            .file = dataset->file,
                                            .value = value,
                                            .expected = below});
}
