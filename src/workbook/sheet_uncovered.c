/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/figures.h"
#include "workbook/grid.h"
#include <maillage/text.h>

/* One row a zone, recorded family and scenario; the widest zones first. Where these are too many
 * for a sheet, all zones in the scenario of reference say more than a few of them in each. */

typedef struct {
  mlg_level level;
  size_t zone, scenario;
  mlg_family family;
  const mlg_parts *parts;
} need_row;

/* What part a column shows, beside the four parts themselves. */
enum { THE_NEED = MLG_PART_COUNT, THE_UNCOVERED };

static size_t rows_of_a_scenario(const mlg_portrait *portrait) {
  size_t families = 0, zones = 0;
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    families += portrait->coverage->recorded[family];
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++)
    if (mlg_territory_has(portrait->territory, level)) zones += portrait->territory->n_zones[level];
  return zones * families;
}

static bool has_all_scenarios(const mlg_portrait *portrait) {
  return rows_of_a_scenario(portrait) * portrait->coverage->n_scenarios <= MOST_ROWS;
}

size_t mlg_uncovered_rows(const mlg_portrait *portrait) {
  size_t scenarios = has_all_scenarios(portrait) ? portrait->coverage->n_scenarios : 1;
  return rows_of_a_scenario(portrait) * scenarios;
}

static const need_row *row_of(const wb_grid *grid, size_t row) {
  return (const need_row *)grid->source + row;
}

static mlg_estimate estimate_of(const wb_grid *grid, size_t row, const grid_column *column) {
  const mlg_parts *parts = row_of(grid, row)->parts;
  if (column->part == THE_NEED) return parts->need;
  return column->part == THE_UNCOVERED ? mlg_uncovered(parts) : parts->part[column->part];
}

static grid_cell get_level(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_text(MLG_LEVELS[row_of(grid, row)->level].label);
}

static grid_cell get_code(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  const need_row *at = row_of(grid, row);
  return mlg_cell_text(grid->book->portrait->territory->zones[at->level][at->zone].code);
}

static grid_cell get_name(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  const need_row *at = row_of(grid, row);
  const mlg_territory *territory = grid->book->portrait->territory;
  return mlg_cell_text(mlg_zone_title(grid->book->arena, territory, at->level, at->zone));
}

static grid_cell get_family(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_text(MLG_FAMILIES[row_of(grid, row)->family].label);
}

static grid_cell get_scenario(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  const mlg_project *project = grid->book->portrait->project;
  return mlg_cell_text(project->scenarios[row_of(grid, row)->scenario].label);
}

static grid_cell get_reference(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_text(
      row_of(grid, row)->scenario == grid->book->portrait->project->reference ? "oui" : "non");
}

static grid_cell get_value(const wb_grid *grid, size_t row, const grid_column *column) {
  return mlg_cell_value(estimate_of(grid, row, column));
}

static grid_cell get_low(const wb_grid *grid, size_t row, const grid_column *column) {
  return mlg_cell_low(estimate_of(grid, row, column));
}

static grid_cell get_high(const wb_grid *grid, size_t row, const grid_column *column) {
  return mlg_cell_high(estimate_of(grid, row, column));
}

static grid_cell get_cause(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_text(mlg_cause_words(row_of(grid, row)->parts));
}

static grid_cell get_flags(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  uint32_t flags = mlg_uncovered(row_of(grid, row)->parts).flags;
  return mlg_cell_text(mlg_wording_flags(grid->book->arena, flags & ~(uint32_t)MLG_PUBLISHED));
}

/* A figure and its interval, side by side. */
static mlg_status add_estimate(grid_columns *columns, const char *label, int part) {
  bool folded = part < MLG_PART_COUNT; /* intervals of the need and of what is uncovered stay */
  grid_rule rule = part == THE_UNCOVERED ? RULE_BARS : RULE_NONE;
  MLG_TRY(mlg_grid_add(
      columns, (grid_column){label, 13, FORMAT_COUNT, .get = get_value, rule, .part = part}));
  MLG_TRY(
      mlg_grid_add(columns, (grid_column){mlg_label_low(columns->arena, label), 12, FORMAT_BOUND,
                                          .get = get_low, .part = part, .is_secondary = folded}));
  return mlg_grid_add(columns,
                      (grid_column){mlg_label_high(columns->arena, label), 12, FORMAT_BOUND,
                                    .get = get_high, .part = part, .is_secondary = folded});
}

static mlg_status add_columns(grid_columns *columns) {
  const grid_column identity[] = {{"Niveau", 11, FORMAT_TEXT, .get = get_level},
                                  {"Code", 11, FORMAT_TEXT, .get = get_code},
                                  {"Nom", 32, FORMAT_TEXT, .get = get_name},
                                  {"Famille de besoin", 28, FORMAT_TEXT, .get = get_family},
                                  {"Scénario", 18, FORMAT_TEXT, .get = get_scenario},
                                  {"Scénario de référence", 11, FORMAT_TEXT, .get = get_reference}};
  for (size_t i = 0; i < sizeof identity / sizeof *identity; i++)
    MLG_TRY(mlg_grid_add(columns, identity[i]));
  MLG_TRY(add_estimate(columns, "Besoin", THE_NEED));
  for (int part = 0; part < MLG_PART_COUNT; part++) {
    const char *label = mlg_wording_capital(columns->arena, MLG_PARTS[part].label);
    MLG_HAVE(label);
    MLG_TRY(add_estimate(columns, label, part));
  }
  MLG_TRY(add_estimate(columns, "Non couvert", THE_UNCOVERED));
  MLG_TRY(
      mlg_grid_add(columns, (grid_column){"Cause principale", 16, FORMAT_TEXT, .get = get_cause}));
  return mlg_grid_add(columns, (grid_column){"Drapeaux", 20, FORMAT_TEXT, .get = get_flags});
}

/* Unrecorded families have no row: an empty one would read as no need. */
static size_t list_level(const mlg_portrait *portrait, mlg_level level, need_row *rows) {
  const mlg_coverage *coverage = portrait->coverage;
  bool has_all = has_all_scenarios(portrait);
  size_t first = has_all ? 0 : portrait->project->reference;
  size_t end = has_all ? coverage->n_scenarios : first + 1, n = 0;
  for (size_t zone = 0; zone < portrait->territory->n_zones[level]; zone++)
    for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
      for (size_t scenario = first; scenario < end && coverage->recorded[family]; scenario++)
        rows[n++] = (need_row){level, zone, scenario, family,
                               mlg_coverage_parts(coverage, level, zone, family, scenario)};
  return n;
}

static void list_rows(const mlg_portrait *portrait, need_row *rows) {
  for (int level = MLG_LEVEL_COUNT - 1; level >= 0; level--)
    if (mlg_territory_has(portrait->territory, (mlg_level)level))
      rows += list_level(portrait, (mlg_level)level, rows);
}

static mlg_status tell_scenarios_left_out(wb_book *book, const char *sheet) {
  const mlg_project *project = book->portrait->project;
  if (has_all_scenarios(book->portrait)) return MLG_OK;
  return mlg_report(book->findings,
                    (mlg_finding){.code = MLG_F_SHEET_SCENARIOS_LEFT_OUT,
                                  .file = "classeur.xlsx",
                                  .value = sheet,
                                  .expected = project->scenarios[project->reference].label});
}

mlg_status mlg_sheet_uncovered(wb_book *book) {
  const char *sheet = "Besoins non couverts";
  grid_columns columns = {.arena = book->arena};
  size_t n = mlg_uncovered_rows(book->portrait);
  need_row *rows = MLG_NEW(book->arena, need_row, n);
  MLG_HAVE(rows);
  list_rows(book->portrait, rows);
  MLG_TRY(tell_scenarios_left_out(book, sheet));
  MLG_TRY(add_columns(&columns));
  return mlg_grid_write(
      &(wb_grid){.sheet = sheet,
                 .table = "besoins",
                 .n_columns = columns.n,
                 .columns = columns.items,
                 .n_rows = n,
                 .frozen = 3,
                 .note = "besoin = couvert + orientation + saturé + hors de portée ; "
                         "les familles ne s'additionnent pas.",
                 .source = rows,
                 .book = book});
}
