/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/grid.h"

/* Every input file, with what identifies it. */

static const mlg_dataset *dataset_of(const wb_grid *grid, size_t row) {
  return &grid->book->portrait->project->datasets[row];
}

enum { ID, TITLE, PRODUCER, LICENCE, NAME, DIGEST };

static grid_cell get_text(const wb_grid *grid, size_t row, const grid_column *column) {
  const mlg_dataset *dataset = dataset_of(grid, row);
  const char *const texts[] = {[ID] = dataset->id,
                               [TITLE] = dataset->title,
                               [PRODUCER] = dataset->producer,
                               [LICENCE] = dataset->licence,
                               [NAME] = dataset->file,
                               [DIGEST] = grid->book->portrait->digests[row]};
  return mlg_cell_text(texts[column->part]);
}

/* A year is a name, not a number to be grouped by thousands. */
static grid_cell get_vintage(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_text(mlg_arena_printf(grid->book->arena, "%d", dataset_of(grid, row)->vintage));
}

mlg_status mlg_sheet_sources(wb_book *book) {
  static const grid_column COLUMNS[] = {
      {"Jeu de données", 24, FORMAT_TEXT, .get = get_text, .part = ID},
      {"Titre", 66, FORMAT_TEXT, .get = get_text, .part = TITLE},
      {"Producteur", 20, FORMAT_TEXT, .get = get_text, .part = PRODUCER},
      {"Millésime", 11, FORMAT_TEXT, .get = get_vintage},
      {"Licence", 22, FORMAT_TEXT, .get = get_text, .part = LICENCE},
      {"Fichier", 44, FORMAT_TEXT, .get = get_text, .part = NAME},
      {"SHA-256", 70, FORMAT_TEXT, .get = get_text, .part = DIGEST},
  };
  return mlg_grid_write(&(wb_grid){.sheet = "Sources",
                                   .table = "sources",
                                   .n_columns = sizeof COLUMNS / sizeof *COLUMNS,
                                   .columns = COLUMNS,
                                   .n_rows = book->portrait->project->n_datasets,
                                   .frozen = 1,
                                   .book = book});
}
