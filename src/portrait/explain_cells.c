/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/explain.h"
#include "portrait/layout.h"
#include "portrait/phrases.h"

#include <string.h>

enum { ZONE, FILE_NAME, LINE, COLUMN, VALUE, N_COLUMNS };

/* No column is wider, so that a line stays within MLG_LINE_SIGNS. */
static const mlg_layout_column COLUMNS[N_COLUMNS] = {[ZONE] = {"zone", 12, false},
                                                     [FILE_NAME] = {"fichier", 36, false},
                                                     [LINE] = {"ligne", 8, true},
                                                     [COLUMN] = {"colonne", 22, false},
                                                     [VALUE] = {"valeur écrite", 22, false}};

/* Another indicator's figure is written in no file: it is shown as it was computed. */
static const char *written(mlg_arena *arena, const mlg_figure_cell *cell) {
  if (cell->text != NULL) return cell->text;
  if (cell->line > 0) return "(vide)";
  return mlg_is_known(cell->read) ? mlg_french_decimal(arena, cell->read.value, 1) : "–";
}

static void add_table(mlg_prose *prose, const mlg_figure_cell *cells, size_t n) {
  const char **texts = MLG_NEW(prose->arena, const char *, n *N_COLUMNS);
  for (size_t i = 0; texts != NULL && i < n; i++) {
    const char **row = &texts[i * N_COLUMNS];
    row[ZONE] = cells[i].zone;
    row[FILE_NAME] = cells[i].file;
    row[LINE] = cells[i].line == 0 ? "–" : mlg_arena_printf(prose->arena, "%zu", cells[i].line);
    row[COLUMN] = cells[i].column;
    row[VALUE] = written(prose->arena, &cells[i]);
  }
  if (texts == NULL)
    prose->lost = true;
  else
    mlg_layout_table(prose, COLUMNS, N_COLUMNS, texts, n);
}

/* "352380307 rsa : ligne masquée…, d'où 10,0 [0,0 ; 47,9]": cells that were not taken as written.
 */
static void add_treatments(mlg_prose *prose, const mlg_figure_cell *cells, size_t n) {
  const char *heading = "\nCellules traitées\n";
  for (size_t i = 0; i < n; i++) {
    const mlg_figure_cell *cell = &cells[i];
    if (cell->how == NULL) continue;
    MLG_SAY(prose, heading);
    mlg_layout_labelled(prose, cell->zone, 10,
                        MLG_TEXT(prose->arena, cell->input, MLG_COLON, cell->how, ", d'où ",
                                 mlg_explain_interval(prose->arena, cell->read, "")));
    heading = "";
  }
}

/* How many of the first cells belong to the first `most` zones; `zones` gets how many there are. */
static size_t cells_of_first(const mlg_figure *figure, size_t most, size_t *zones) {
  size_t cells = 0;
  *zones = 0;
  for (size_t i = 0; i < figure->n_cells; i++) {
    if (i == 0 || strcmp(figure->cells[i].zone, figure->cells[i - 1].zone) != 0) (*zones)++;
    if (*zones <= most) cells = i + 1;
  }
  return cells;
}

static bool first_of_file(const mlg_figure *figure, size_t cell) {
  for (size_t i = 0; i < cell; i++)
    if (strcmp(figure->cells[i].file, figure->cells[cell].file) == 0) return false;
  return true;
}

/* "INSEE, Recensement… (millésime 2019, Licence Ouverte 2.0)" */
static char *origin(mlg_arena *arena, const mlg_figure_cell *cell) {
  bool made = cell->producer != NULL && *cell->producer != '\0';
  bool licensed = cell->licence != NULL && *cell->licence != '\0';
  char *named = MLG_TEXT(arena, made ? cell->producer : "", made ? ", " : "", cell->title);
  if (cell->vintage == 0) return named;
  char *year = mlg_arena_printf(arena, " (millésime %d", cell->vintage);
  return MLG_TEXT(arena, named, year, licensed ? ", " : "", licensed ? cell->licence : "", ")");
}

static void add_files(mlg_prose *prose, const mlg_figure *figure) {
  const char *label = "Fichiers";
  for (size_t i = 0; i < figure->n_cells; i++) {
    const mlg_figure_cell *cell = &figure->cells[i];
    if (!first_of_file(figure, i)) continue;
    mlg_layout_field(prose, label,
                     MLG_TEXT(prose->arena, cell->file, MLG_COLON, origin(prose->arena, cell)));
    label = "";
  }
}

char *mlg_explain_tally(mlg_arena *arena, size_t n, const char *plural) {
  return MLG_TEXT(arena, mlg_french_count(arena, (double)n), MLG_NBSP,
                  mlg_unit_for(arena, (double)n, plural));
}

/* "  plus65 : 32 411,0 (P19_POP65P, 92 cellules, dont 2 sans valeur)" */
static void add_sum(mlg_prose *prose, const mlg_figure *figure, const mlg_figure_cell *like) {
  mlg_arena *arena = prose->arena;
  double sum = 0;
  size_t count = 0, blank = 0;
  for (size_t i = 0; i < figure->n_cells; i++) {
    const mlg_figure_cell *cell = &figure->cells[i];
    if (strcmp(cell->input, like->input) != 0) continue;
    count++;
    if (mlg_is_known(cell->read))
      sum += cell->read.value;
    else
      blank++;
  }
  MLG_SAY(prose, "  ", like->input, MLG_COLON, mlg_french_decimal(arena, sum, 1), " (",
          like->column, ", ", mlg_explain_tally(arena, count, "cellules"));
  if (blank > 0) MLG_SAY(prose, ", dont ", mlg_french_count(arena, (double)blank), " sans valeur");
  MLG_SAY(prose, ")\n");
}

/* One sum an input: the inputs of the first zone are those of all. */
static void add_sums(mlg_prose *prose, const mlg_figure *figure) {
  const mlg_figure_cell *cells = figure->cells;
  MLG_SAY(prose, "\nSommes des cellules lues\n");
  for (size_t i = 0; i < figure->n_cells && strcmp(cells[i].zone, cells[0].zone) == 0; i++)
    add_sum(prose, figure, &cells[i]);
}

void mlg_explain_cells(mlg_prose *prose, const mlg_figure *figure) {
  mlg_arena *arena = prose->arena;
  size_t zones, listed = cells_of_first(figure, MLG_EXPLAIN_ZONES, &zones);
  if (figure->n_cells == 0) {
    MLG_SAY(prose, "\nCellules lues" MLG_COLON, "aucune.\n");
    return;
  }
  add_files(prose, figure);
  if (zones > 1) add_sums(prose, figure);
  MLG_SAY(prose, "\nCellules lues" MLG_COLON, mlg_french_count(arena, (double)figure->n_cells),
          ", dans ", mlg_explain_tally(arena, zones, "zones"), "\n");
  add_table(prose, figure->cells, listed);
  if (listed < figure->n_cells)
    MLG_SAY(prose, "  … et ", mlg_explain_tally(arena, figure->n_cells - listed, "cellules"),
            " dans ", mlg_explain_tally(arena, zones - MLG_EXPLAIN_ZONES, "autres zones"), ".\n");
  add_treatments(prose, figure->cells, listed);
}
