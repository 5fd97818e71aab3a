/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/work.h"

#include <string.h>

/* lignes: files in long form have a row a date, of which a project takes one. */

/* The first few of the values that a column has, for who asked for another. */
static const char *list_values(mlg_arena *arena, const mlg_table *table, size_t column) {
  enum { FEW = 6 };
  const char *list = "", *found[FEW];
  size_t n = 0;
  for (size_t row = 0; row < table->n_rows && n < FEW; row++) {
    const char *value = mlg_table_cell(table, row, column);
    size_t i = 0;
    while (i < n && value != NULL && strcmp(found[i], value) != 0) i++;
    if (value == NULL || i < n) continue;
    found[n++] = value;
    list = mlg_arena_printf(arena, "%s%s%s", list, n > 1 ? ", " : "", value);
    if (list == NULL) return NULL;
  }
  return list;
}

mlg_status mlg_keep_rows_asked(const mlg_dataset *dataset, mlg_table *table, mlg_arena *arena,
                               mlg_findings *findings) {
  if (dataset->rows_column == NULL) return MLG_OK;
  size_t column = mlg_table_find(table, dataset->rows_column, dataset->vintage), n = 0;
  size_t width = table->n_columns;
  if (column == MLG_NO_COLUMN) return mlg_table_lacks(table, dataset->rows_column, findings);
  for (size_t row = 0; row < table->n_rows; row++) {
    const char *value = mlg_table_cell(table, row, column);
    if (value == NULL || strcmp(value, dataset->rows_value) != 0) continue;
    memmove(table->cells + n * width, table->cells + row * width, width * sizeof *table->cells);
    if (table->shapes != NULL) table->shapes[n] = table->shapes[row];
    table->lines[n++] = table->lines[row];
  }
  if (n > 0) {
    table->n_rows = n;
    return MLG_OK;
  }
  const char *values = list_values(arena, table, column);
  MLG_HAVE(values);
  return mlg_report(findings, (mlg_finding){.code = MLG_F_ROWS_NONE,
                                            .file = dataset->file,
                                            .line = 1,
                                            .column = dataset->rows_column,
                                            .value = dataset->rows_value,
                                            .expected = values});
}
