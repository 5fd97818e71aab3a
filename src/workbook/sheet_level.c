/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/figures.h"
#include "workbook/grid.h"
#include <maillage/publish.h>
#include <maillage/text.h>

#include <string.h>

/* One sheet a level: its indicators, then the need of each recorded family. */

typedef struct {
  const mlg_portrait *portrait;
  mlg_level level;
} level_source;

static const mlg_zone *zone_of(const wb_grid *grid, size_t row) {
  const level_source *source = grid->source;
  return &source->portrait->territory->zones[source->level][row];
}

static grid_cell get_code(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_text(zone_of(grid, row)->code);
}

/* An IRIS is named with its commune, since the names of IRIS repeat. */
static grid_cell get_name(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  const level_source *source = grid->source;
  return mlg_cell_text(
      mlg_zone_title(grid->book->arena, source->portrait->territory, source->level, row));
}

static grid_cell get_type(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  const char type[2] = {zone_of(grid, row)->type, '\0'};
  return mlg_cell_text(mlg_arena_strdup(grid->book->arena, type));
}

static grid_cell get_parent(const wb_grid *grid, size_t row, const grid_column *column) {
  const level_source *source = grid->source;
  size_t parent = zone_of(grid, row)->parent[column->level];
  if (parent == MLG_NO_ZONE) return mlg_cell_text("");
  return mlg_cell_text(source->portrait->territory->zones[column->level][parent].name);
}

static mlg_estimate value_of(const wb_grid *grid, size_t row, const grid_column *column) {
  const level_source *source = grid->source;
  return mlg_need_value(source->portrait->need, source->level, row, column->indicator);
}

static grid_cell get_value(const wb_grid *grid, size_t row, const grid_column *column) {
  return mlg_cell_value(value_of(grid, row, column));
}

static grid_cell get_low(const wb_grid *grid, size_t row, const grid_column *column) {
  return mlg_cell_low(value_of(grid, row, column));
}

static grid_cell get_high(const wb_grid *grid, size_t row, const grid_column *column) {
  return mlg_cell_high(value_of(grid, row, column));
}

static grid_cell get_rate(const wb_grid *grid, size_t row, const grid_column *column) {
  const level_source *source = grid->source;
  return mlg_rate_cell(source->portrait, source->level, row, column->indicator, column->k);
}

static const mlg_parts *parts_of(const wb_grid *grid, size_t row, const grid_column *column) {
  const level_source *source = grid->source;
  return mlg_portrait_parts(source->portrait, source->level, row, column->family);
}

static grid_cell get_need(const wb_grid *grid, size_t row, const grid_column *column) {
  return mlg_cell_value(parts_of(grid, row, column)->need);
}

static grid_cell get_uncovered(const wb_grid *grid, size_t row, const grid_column *column) {
  return mlg_cell_value(mlg_uncovered(parts_of(grid, row, column)));
}

static grid_cell get_uncovered_low(const wb_grid *grid, size_t row, const grid_column *column) {
  return mlg_cell_low(mlg_uncovered(parts_of(grid, row, column)));
}

static grid_cell get_uncovered_high(const wb_grid *grid, size_t row, const grid_column *column) {
  return mlg_cell_high(mlg_uncovered(parts_of(grid, row, column)));
}

static grid_cell get_cause(const wb_grid *grid, size_t row, const grid_column *column) {
  return mlg_cell_text(mlg_cause_words(parts_of(grid, row, column)));
}

static grid_cell get_places(const wb_grid *grid, size_t row, const grid_column *column) {
  const level_source *source = grid->source;
  return mlg_cell_value(mlg_places_of(source->portrait, source->level, row, column->family));
}

static grid_cell get_take_up(const wb_grid *grid, size_t row, const grid_column *column) {
  const level_source *source = grid->source;
  return mlg_cell_value(mlg_take_up_of(source->portrait, source->level, row, column->family));
}

/* Flags in words, figure by figure; a figure published as it stands needs none. */
static grid_cell get_flags(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  const level_source *source = grid->source;
  const mlg_project *project = source->portrait->project;
  mlg_arena *arena = grid->book->arena;
  const char *text = "";
  for (size_t i = 0; i < project->n_indicators && text != NULL; i++) {
    mlg_estimate value = mlg_need_value(source->portrait->need, source->level, row, i);
    uint32_t flags = value.flags & ~(uint32_t)MLG_PUBLISHED;
    if (flags == 0 || !mlg_in_sheets(source->portrait, i)) continue;
    const char *words = mlg_wording_flags(arena, flags);
    text = mlg_arena_printf(arena, "%s%s%s" MLG_NBSP ": %s", text, *text != '\0' ? " ; " : "",
                            project->indicators[i].label, words != NULL ? words : "");
  }
  return mlg_cell_text(text);
}

static mlg_status add_identity(grid_columns *columns, const mlg_territory *territory,
                               mlg_level level) {
  MLG_TRY(mlg_grid_add(columns, (grid_column){"Code", 11, FORMAT_TEXT, .get = get_code}));
  MLG_TRY(mlg_grid_add(columns, (grid_column){"Nom", 38, FORMAT_TEXT, .get = get_name}));
  if (level == MLG_IRIS)
    MLG_TRY(mlg_grid_add(
        columns, (grid_column){"Type", 7, FORMAT_TEXT, .get = get_type, .is_secondary = true}));
  for (mlg_level above = level + 1; above < MLG_LEVEL_COUNT; above++)
    if (territory->n_zones[above] > 0)
      MLG_TRY(mlg_grid_add(
          columns, (grid_column){mlg_wording_capital(columns->arena, MLG_LEVELS[above].label), 24,
                                 FORMAT_TEXT, .get = get_parent, .level = above,
                                 .is_secondary = above != MLG_COMMUNE && above != level + 1}));
  return MLG_OK;
}

static mlg_status add_bounds(grid_columns *columns, const mlg_indicator *indicator, size_t i,
                             bool folded) {
  mlg_arena *arena = columns->arena;
  MLG_TRY(
      mlg_grid_add(columns, (grid_column){mlg_label_low(arena, indicator->label), 13, FORMAT_BOUND,
                                          .get = get_low, .indicator = i, .is_secondary = folded}));
  return mlg_grid_add(columns,
                      (grid_column){mlg_label_high(arena, indicator->label), 13, FORMAT_BOUND,
                                    .get = get_high, .indicator = i, .is_secondary = folded});
}

/* What is in view at first: how many live there, and PORTREA's two scores. */
static bool is_main(const mlg_portrait *portrait, size_t i) {
  return i == portrait->base || i == portrait->population || i == mlg_portrait_exposure(portrait);
}

/* The whole of an indicator, whichever it is: a new file needs nothing here. */
static mlg_status add_indicator(grid_columns *columns, const mlg_portrait *portrait,
                                mlg_level level, size_t i) {
  const mlg_project *project = portrait->project;
  const mlg_indicator *indicator = &project->indicators[i];
  mlg_arena *arena = columns->arena;
  bool is_warm = strcmp(indicator->palette, "fragilite") == 0;
  grid_rule rule = i == portrait->base ? RULE_BARS : RULE_NONE;
  bool folded = !is_main(portrait, i);
  MLG_TRY(
      mlg_grid_add(columns, (grid_column){indicator->label, 15, FORMAT_COUNT, .get = get_value,
                                          .indicator = i, .rule = rule, .is_secondary = folded}));
  if (!mlg_has_no_interval(portrait, level, i)) MLG_TRY(add_bounds(columns, indicator, i, folded));
  for (size_t k = 0; k < indicator->n_denominators; k++)
    MLG_TRY(mlg_grid_add(columns, (grid_column){mlg_label_rate(arena, project->indicators, i, k),
                                                18, FORMAT_PERCENT, .get = get_rate, .indicator = i,
                                                .k = k, .rule = is_warm ? RULE_WARM : RULE_COLD,
                                                .is_secondary = folded || k > 0}));
  return MLG_OK;
}

/* In the reference scenario; the others are in Besoins non couverts. */
static mlg_status add_family(grid_columns *columns, mlg_family family) {
  mlg_arena *arena = columns->arena;
  const struct {
    const char *header;
    book_format format;
    grid_cell (*get)(const wb_grid *, size_t, const grid_column *);
    grid_rule rule;
    bool of_each; /* in view for every family; the others, for the main one alone */
  } columns_of[] = {
      {"besoin", FORMAT_COUNT, get_need, RULE_NONE, false},
      {"besoin non couvert", FORMAT_COUNT, get_uncovered, RULE_BARS, true},
      {"besoin non couvert, min", FORMAT_BOUND, get_uncovered_low, RULE_NONE, false},
      {"besoin non couvert, max", FORMAT_BOUND, get_uncovered_high, RULE_NONE, false},
      {"cause principale", FORMAT_TEXT, get_cause, RULE_NONE, false},
      {"places à portée pour 100 personnes fragiles", FORMAT_DECIMAL, get_places, RULE_NONE, false},
      {"recours auquel les places s'épuisent", FORMAT_PERCENT, get_take_up, RULE_NONE, false},
  };
  const char *label = mlg_wording_capital(arena, MLG_FAMILIES[family].label);
  MLG_HAVE(label);
  for (size_t i = 0; i < sizeof columns_of / sizeof *columns_of; i++)
    MLG_TRY(mlg_grid_add(
        columns, (grid_column){
                     mlg_arena_printf(arena, "%s" MLG_NBSP ": %s", label, columns_of[i].header), 16,
                     columns_of[i].format, columns_of[i].get, columns_of[i].rule, .family = family,
                     .is_secondary = !columns_of[i].of_each && family != SUMMARY_FAMILY}));
  return MLG_OK;
}

mlg_status mlg_sheet_level(wb_book *book, mlg_level level) {
  const mlg_portrait *portrait = book->portrait;
  grid_columns columns = {.arena = book->arena};
  MLG_TRY(add_identity(&columns, portrait->territory, level));
  for (size_t i = 0; i < portrait->project->n_indicators; i++)
    if (mlg_in_sheets(portrait, i)) MLG_TRY(add_indicator(&columns, portrait, level, i));
  /* Flags are long: what follows them keeps them in their column. */
  MLG_TRY(mlg_grid_add(&columns, (grid_column){"Drapeaux", 44, FORMAT_TEXT, .get = get_flags}));
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    if (portrait->coverage->recorded[family]) MLG_TRY(add_family(&columns, family));
  const level_source source = {portrait, level};
  const wb_grid grid = {
      .sheet = mlg_wording_capital(book->arena, MLG_LEVELS[level].plural),
      .table = mlg_arena_printf(book->arena, "niveau_%s", MLG_LEVELS[level].code),
      .n_columns = columns.n,
      .columns = columns.items,
      .n_rows = portrait->territory->n_zones[level],
      .frozen = 2,
      .note = "Barres : longueur proportionnelle à l'effectif. Couleurs : plus foncé, plus élevé.",
      .source = &source,
      .book = book};
  MLG_HAVE(grid.sheet);
  MLG_HAVE(grid.table);
  return mlg_grid_write(&grid);
}
