/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/table.h>

#include <string.h>

size_t mlg_table_column(const mlg_table *table, const char *name) {
  for (size_t i = 0; i < table->n_columns; i++)
    if (strcmp(table->columns[i], name) == 0) return i;
  return MLG_NO_COLUMN;
}

const char *mlg_table_cell(const mlg_table *table, size_t row, size_t column) {
  return table->cells[row * table->n_columns + column];
}
