/* SPDX-License-Identifier: Apache-2.0 */
/* What is said of a column that a table lacks. */
#include <maillage/table.h>

#include <maillage/text.h>

#include <ctype.h>
#include <stdio.h>
#include <string.h>

mlg_status mlg_table_lacks(const mlg_table *table, const char *column, mlg_findings *findings) {
  size_t near = mlg_nearest(column, table->columns, table->n_columns);
  return mlg_report(findings,
                    (mlg_finding){.code = MLG_F_COLUMN_MISSING,
                                  .file = table->file,
                                  .line = 1,
                                  .column = column,
                                  .value = table->columns[near < table->n_columns ? near : 0],
                                  .expected = column});
}

int mlg_table_vintage(const mlg_table *table, const char *column, int vintage, const char **found) {
  char digits[16];
  snprintf(digits, sizeof digits, "%02d", (vintage % 100 + 100) % 100);
  const char *at = strstr(column, digits);
  if (at == NULL) return 0;
  size_t before = (size_t)(at - column);
  for (size_t i = 0; i < table->n_columns; i++) {
    const char *name = table->columns[i];
    if (strlen(name) != strlen(column) || strncmp(name, column, before) != 0 ||
        strcmp(name + before + 2, at + 2) != 0)
      continue;
    if (!isdigit((unsigned char)name[before]) || !isdigit((unsigned char)name[before + 1]))
      continue;
    *found = name;
    return vintage - vintage % 100 + 10 * (name[before] - '0') + (name[before + 1] - '0');
  }
  return 0;
}

mlg_status mlg_table_is_of(const mlg_table *table, const char *column, int found, int declared,
                           mlg_findings *findings) {
  char is[16], said[16];
  snprintf(is, sizeof is, "%d", found);
  snprintf(said, sizeof said, "%d", declared);
  return mlg_report(findings, (mlg_finding){.code = MLG_F_VINTAGE_MISMATCH,
                                            .file = table->file,
                                            .line = 1,
                                            .column = column,
                                            .value = is,
                                            .expected = said});
}
