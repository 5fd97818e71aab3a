/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/figures.h"
#include "workbook/grid.h"
#include <maillage/socle.h>
#include <maillage/text.h>

/* Socle commun: what every zone should find in one of its sites, and whom to ask. */

typedef struct {
  mlg_level level;
  const mlg_socle *zones;
} basics_source;

enum { NAMED_CALLS = 3 };

static const mlg_socle *zone_of(const wb_grid *grid, size_t row) {
  return &((const basics_source *)grid->source)->zones[row];
}

/* "Médiathèque (wifi public), CCAS (…) et 4 autres" */
static const char *calls_words(mlg_arena *arena, const mlg_portrait *portrait,
                               const mlg_socle *zone) {
  const char *text = "";
  for (size_t i = 0; i < zone->n_calls && i < NAMED_CALLS && text != NULL; i++) {
    const mlg_site *site = &portrait->directory->sites[zone->calls[i]];
    text = mlg_arena_printf(arena, "%s%s%s", text, i > 0 ? MLG_NNBSP "; " : "", site->name);
  }
  if (zone->n_calls <= NAMED_CALLS || text == NULL) return text;
  size_t others = zone->n_calls - NAMED_CALLS;
  return mlg_arena_printf(arena, "%s et %zu autre%s", text, others, others > 1 ? "s" : "");
}

enum { CODE, NAME, CALLS };

static grid_cell get_text(const wb_grid *grid, size_t row, const grid_column *column) {
  const basics_source *source = grid->source;
  const mlg_portrait *portrait = grid->book->portrait;
  if (column->part == CODE)
    return mlg_cell_text(portrait->territory->zones[source->level][row].code);
  if (column->part == NAME)
    return mlg_cell_text(
        mlg_zone_title(grid->book->arena, portrait->territory, source->level, row));
  return mlg_cell_text(calls_words(grid->book->arena, portrait, zone_of(grid, row)));
}

static grid_cell get_sites(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_number((double)zone_of(grid, row)->n_sites);
}

static grid_cell get_calls(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_number((double)zone_of(grid, row)->n_calls);
}

static grid_cell get_basic(const wb_grid *grid, size_t row, const grid_column *column) {
  const mlg_socle *zone = zone_of(grid, row);
  if (zone->n_sites == 0) return mlg_cell_text("aucun lieu recensé");
  return mlg_cell_text(mlg_socle_answer(zone->basics[column->part]));
}

static mlg_status add_columns(grid_columns *columns, mlg_level level) {
  mlg_arena *arena = columns->arena;
  MLG_TRY(
      mlg_grid_add(columns, (grid_column){"Code", 11, FORMAT_TEXT, .get = get_text, .part = CODE}));
  MLG_TRY(mlg_grid_add(columns, (grid_column){mlg_wording_capital(arena, MLG_LEVELS[level].label),
                                              42, FORMAT_TEXT, .get = get_text, .part = NAME}));
  MLG_TRY(
      mlg_grid_add(columns, (grid_column){"Lieux recensés", 11, FORMAT_COUNT, .get = get_sites}));
  for (int basic = 0; basic < MLG_BASIC_COUNT; basic++)
    MLG_TRY(mlg_grid_add(columns, (grid_column){mlg_wording_capital(arena, MLG_BASICS[basic].label),
                                                19, FORMAT_TEXT, .get = get_basic, .part = basic}));
  MLG_TRY(
      mlg_grid_add(columns, (grid_column){"Lieux à appeler", 11, FORMAT_COUNT, .get = get_calls}));
  return mlg_grid_add(
      columns, (grid_column){"À appeler d'abord", 70, FORMAT_WRAP, .get = get_text, .part = CALLS});
}

mlg_status mlg_sheet_basics(wb_book *book) {
  const mlg_portrait *portrait = book->portrait;
  basics_source source = {.level = mlg_pathways_level(portrait)};
  grid_columns columns = {.arena = book->arena};
  mlg_socle *zones;
  MLG_TRY(mlg_socle_build(book->arena, portrait, source.level, &zones));
  source.zones = zones;
  MLG_TRY(add_columns(&columns, source.level));
  return mlg_grid_write(&(wb_grid){.sheet = "Socle commun",
                                   .table = "socle_commun",
                                   .n_columns = columns.n,
                                   .columns = columns.items,
                                   .n_rows = portrait->territory->n_zones[source.level],
                                   .frozen = 2,
                                   .note = "À demander : aucun lieu ne dit oui, et l'un au moins "
                                           "ne dit rien.",
                                   .source = &source,
                                   .book = book});
}
