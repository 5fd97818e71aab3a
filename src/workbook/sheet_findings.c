/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/grid.h"
#include <maillage/publish.h>
#include <maillage/text.h>

/* The same rows as constats.csv, in the same order. */

static grid_cell get_finding(const wb_grid *grid, size_t row, const grid_column *column) {
  const mlg_finding_row *rows = grid->source;
  const char *text = rows[row].cells[column->part];
  double line;
  if (column->part == MLG_COLUMN_LINE && mlg_parse_number(text, ".", &line))
    return mlg_cell_number(line);
  return mlg_cell_text(text);
}

mlg_status mlg_sheet_findings(wb_book *book) {
  static const grid_column COLUMNS[] = {
      {"Gravité", 14, FORMAT_TEXT, .get = get_finding, .part = MLG_COLUMN_SEVERITY},
      {"Code", 26, FORMAT_TEXT, .get = get_finding, .part = MLG_COLUMN_CODE},
      {"Fichier", 42, FORMAT_TEXT, .get = get_finding, .part = MLG_COLUMN_FILE},
      {"Ligne", 9, FORMAT_COUNT, .get = get_finding, .part = MLG_COLUMN_LINE},
      {"Colonne", 20, FORMAT_TEXT, .get = get_finding, .part = MLG_COLUMN_COLUMN},
      {"Valeur", 40, FORMAT_TEXT, .get = get_finding, .part = MLG_COLUMN_VALUE},
      {"Attendu", 34, FORMAT_TEXT, .get = get_finding, .part = MLG_COLUMN_EXPECTED},
      {"Action", 44, FORMAT_TEXT, .get = get_finding, .part = MLG_COLUMN_ACTION},
      {"Message", 80, FORMAT_TEXT, .get = get_finding, .part = MLG_COLUMN_MESSAGE},
  };
  mlg_finding_row *rows;
  MLG_TRY(mlg_publish_finding_rows(book->arena, book->portrait->findings, &rows));
  return mlg_grid_write(&(wb_grid){.sheet = "Constats",
                                   .table = "constats",
                                   .n_columns = sizeof COLUMNS / sizeof *COLUMNS,
                                   .columns = COLUMNS,
                                   .n_rows = book->portrait->findings->count,
                                   .frozen = 2,
                                   .source = rows,
                                   .book = book});
}
