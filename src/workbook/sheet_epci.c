/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/figures.h"
#include "workbook/grid.h"
#include <maillage/beside.h>
#include <maillage/text.h>

#include <math.h>

/* EPCI classés: which EPCI first? One row an EPCI, by persons left without help; below, what is in
 * no EPCI and the wider zones, so that the column adds up. */

typedef struct {
  mlg_level level;
  size_t zone;
  mlg_rank_range by_count, by_share; /* of: 0 when it has none */
  mlg_beside beside;                 /* of an EPCI */
} epci_row;

typedef struct {
  const mlg_portrait *portrait;
  size_t n;
  epci_row *rows;
} epci_source;

static const epci_row *row_at(const wb_grid *grid, size_t row) {
  return &((const epci_source *)grid->source)->rows[row];
}

static const mlg_portrait *portrait_of(const wb_grid *grid) { return grid->book->portrait; }

static const mlg_zone *zone_of(const wb_grid *grid, size_t row) {
  const epci_row *at = row_at(grid, row);
  return &portrait_of(grid)->territory->zones[at->level][at->zone];
}

/* ---- who ---- */

/* In a series the name leads to the zone's own folder, beside this one. */
static grid_cell get_name(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  const epci_row *at = row_at(grid, row);
  const mlg_portrait_series *series = portrait_of(grid)->series;
  grid_cell cell = mlg_cell_text(zone_of(grid, row)->name);
  if (series != NULL && series->level == at->level)
    cell.link = mlg_arena_printf(grid->book->arena, "external:../%s/classeur.xlsx",
                                 series->folders[at->zone]);
  return cell;
}

static grid_cell get_code(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_text(zone_of(grid, row)->code);
}

static grid_cell get_kind(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  mlg_level level = row_at(grid, row)->level;
  if (level == MLG_COMMUNE) return mlg_cell_text("commune sans EPCI");
  return mlg_cell_text(MLG_LEVELS[level].label);
}

static grid_cell get_departement(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  const mlg_territory *territory = portrait_of(grid)->territory;
  size_t above = zone_of(grid, row)->parent[MLG_DEPARTEMENT];
  if (row_at(grid, row)->level >= MLG_DEPARTEMENT) return mlg_cell_text("");
  if (above >= territory->n_zones[MLG_DEPARTEMENT]) return mlg_cell_text("plusieurs");
  return mlg_cell_text(territory->zones[MLG_DEPARTEMENT][above].name);
}

static grid_cell get_note(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  const epci_row *at = row_at(grid, row);
  return mlg_cell_text(mlg_wording_cut(grid->book->arena, portrait_of(grid), at->level, at->zone));
}

/* ---- how many ---- */

static mlg_estimate count_of(const wb_grid *grid, size_t row, const grid_column *column) {
  const epci_row *at = row_at(grid, row);
  return mlg_need_value(portrait_of(grid)->need, at->level, at->zone, column->indicator);
}

static mlg_estimate rate_of(const wb_grid *grid, size_t row) {
  const epci_row *at = row_at(grid, row);
  mlg_estimate rate;
  mlg_portrait_rate(portrait_of(grid), at->level, at->zone, portrait_of(grid)->base, 0, &rate);
  return rate;
}

static const mlg_parts *parts_of(const wb_grid *grid, size_t row) {
  const epci_row *at = row_at(grid, row);
  return mlg_portrait_parts(portrait_of(grid), at->level, at->zone, SUMMARY_FAMILY);
}

static mlg_estimate share_of(const wb_grid *grid, size_t row) {
  const epci_row *at = row_at(grid, row);
  mlg_estimate rate;
  mlg_portrait_uncovered_rate(portrait_of(grid), at->level, at->zone, SUMMARY_FAMILY, &rate);
  return rate;
}

static grid_cell get_count(const wb_grid *grid, size_t row, const grid_column *column) {
  return mlg_cell_value(count_of(grid, row, column));
}

static grid_cell get_count_low(const wb_grid *grid, size_t row, const grid_column *column) {
  return mlg_cell_low(count_of(grid, row, column));
}

static grid_cell get_count_high(const wb_grid *grid, size_t row, const grid_column *column) {
  return mlg_cell_high(count_of(grid, row, column));
}

static grid_cell get_rate(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_value(rate_of(grid, row));
}

static grid_cell get_rate_low(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_low(rate_of(grid, row));
}

static grid_cell get_rate_high(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_high(rate_of(grid, row));
}

static grid_cell get_need(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_value(parts_of(grid, row)->need);
}

static grid_cell get_part(const wb_grid *grid, size_t row, const grid_column *column) {
  return mlg_cell_value(parts_of(grid, row)->part[column->part]);
}

static grid_cell get_uncovered(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_value(mlg_uncovered(parts_of(grid, row)));
}

static grid_cell get_uncovered_low(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_low(mlg_uncovered(parts_of(grid, row)));
}

static grid_cell get_uncovered_high(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_high(mlg_uncovered(parts_of(grid, row)));
}

static grid_cell get_share(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_value(share_of(grid, row));
}

static grid_cell get_cause(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_text(mlg_cause_words(parts_of(grid, row)));
}

static grid_cell get_places(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  const epci_row *at = row_at(grid, row);
  return mlg_cell_value(mlg_places_of(portrait_of(grid), at->level, at->zone, SUMMARY_FAMILY));
}

/* ---- which first, and beside what ---- */

static grid_cell rank_cell(const wb_grid *grid, mlg_rank_range range) {
  if (range.of == 0) return mlg_cell_mark("–");
  return mlg_cell_text(mlg_wording_rank(grid->book->arena, range));
}

static grid_cell get_rank(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return rank_cell(grid, row_at(grid, row)->by_count);
}

static grid_cell get_share_rank(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return rank_cell(grid, row_at(grid, row)->by_share);
}

/* The base's first rate, beside the landmark of the column's level. */
static grid_cell get_standing(const wb_grid *grid, size_t row, const grid_column *column) {
  const mlg_beside *beside = &row_at(grid, row)->beside;
  for (size_t i = 0; i < beside->n_landmarks && beside->n_lines > 0; i++)
    if (beside->landmarks[i].level == column->level)
      return mlg_cell_text(mlg_wording_standing(grid->book->arena, beside->lines[0].gaps[i]));
  return mlg_cell_mark("–");
}

static grid_cell get_similar(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_text(row_at(grid, row)->beside.similar);
}

/* ---- rows ---- */

static mlg_status rank_rows(wb_book *book, const size_t *zones, size_t n, epci_row *rows) {
  mlg_compared by = {.kind = MLG_BY_UNCOVERED, .family = SUMMARY_FAMILY};
  mlg_rank_range *ranges = MLG_NEW(book->arena, mlg_rank_range, n + 1);
  MLG_HAVE(ranges);
  MLG_TRY(mlg_portrait_rank_range(book->arena, book->portrait, by, MLG_EPCI, zones, n, ranges));
  for (size_t i = 0; i < n; i++) rows[i].by_count = ranges[i];
  by.kind = MLG_BY_UNCOVERED_RATE;
  MLG_TRY(mlg_portrait_rank_range(book->arena, book->portrait, by, MLG_EPCI, zones, n, ranges));
  for (size_t i = 0; i < n; i++) rows[i].by_share = ranges[i];
  return MLG_OK;
}

static mlg_status add_epcis(wb_book *book, epci_source *source) {
  const mlg_portrait *portrait = book->portrait;
  size_t *zones, n;
  MLG_TRY(mlg_portrait_zones_in(book->arena, portrait, MLG_EPCI, portrait->territory->level, 0,
                                &zones, &n));
  mlg_portrait_rank(portrait, MLG_EPCI, SUMMARY_FAMILY, zones, n);
  mlg_beside *besides = MLG_NEW(book->arena, mlg_beside, n + 1);
  MLG_HAVE(besides);
  MLG_TRY(mlg_portrait_each_beside(book->arena, portrait, MLG_EPCI, zones, n, true, besides));
  for (size_t i = 0; i < n; i++)
    source->rows[i] = (epci_row){.level = MLG_EPCI, .zone = zones[i], .beside = besides[i]};
  source->n = n;
  return rank_rows(book, zones, n, source->rows);
}

static mlg_status find_rows(wb_book *book, epci_source *source) {
  const mlg_territory *t = book->portrait->territory;
  size_t most = t->n_zones[MLG_EPCI] + t->n_zones[MLG_COMMUNE] + t->n_zones[MLG_DEPARTEMENT] + 1;
  source->rows = MLG_NEW(book->arena, epci_row, most);
  MLG_HAVE(source->rows);
  MLG_TRY(add_epcis(book, source));
  for (size_t i = 0; i < t->n_zones[MLG_COMMUNE]; i++)
    if (t->zones[MLG_COMMUNE][i].parent[MLG_EPCI] >= t->n_zones[MLG_EPCI])
      source->rows[source->n++] = (epci_row){.level = MLG_COMMUNE, .zone = i};
  for (mlg_level level = MLG_DEPARTEMENT; level <= t->level; level++)
    for (size_t i = 0; i < t->n_zones[level]; i++)
      source->rows[source->n++] = (epci_row){.level = level, .zone = i};
  return MLG_OK;
}

/* ---- columns ---- */

static mlg_status add_who(grid_columns *columns, const mlg_portrait *portrait) {
  size_t population = portrait->population;
  MLG_TRY(mlg_grid_add(columns, (grid_column){"EPCI", 36, FORMAT_TEXT, .get = get_name}));
  MLG_TRY(mlg_grid_add(
      columns, (grid_column){"Rang, personnes sans solution", 12, FORMAT_RIGHT, .get = get_rank}));
  if (population != MLG_NO_INDICATOR)
    MLG_TRY(mlg_grid_add(columns, (grid_column){"Population", 11, FORMAT_COUNT, .get = get_count,
                                                .indicator = population}));
  return MLG_OK;
}

static mlg_status add_fragility(grid_columns *columns, const mlg_portrait *portrait) {
  const mlg_indicator *all = portrait->project->indicators, *base = &all[portrait->base];
  mlg_arena *arena = columns->arena;
  size_t i = portrait->base;
  const grid_column counts[] = {
      {base->label, 12, FORMAT_COUNT, .get = get_count, .indicator = i, .rule = RULE_BARS},
      {mlg_label_low(arena, base->label), 9, FORMAT_BOUND, .get = get_count_low, .indicator = i},
      {mlg_label_high(arena, base->label), 9, FORMAT_BOUND, .get = get_count_high, .indicator = i},
  };
  for (size_t k = 0; k < sizeof counts / sizeof *counts; k++)
    MLG_TRY(mlg_grid_add(columns, counts[k]));
  if (base->n_denominators == 0) return MLG_OK;
  char *label = mlg_label_rate(arena, all, i, 0);
  MLG_HAVE(label);
  const grid_column rates[] = {
      {label, 15, FORMAT_PERCENT, .get = get_rate, .rule = RULE_WARM},
      {mlg_label_low(arena, label), 14, FORMAT_PERCENT_BOUND, .get = get_rate_low,
       .is_secondary = true},
      {mlg_label_high(arena, label), 14, FORMAT_PERCENT_BOUND, .get = get_rate_high,
       .is_secondary = true},
  };
  for (size_t k = 0; k < sizeof rates / sizeof *rates; k++)
    MLG_TRY(mlg_grid_add(columns, rates[k]));
  return MLG_OK;
}

static mlg_status add_standings(grid_columns *columns, const mlg_territory *territory) {
  static const char *const HEADERS[MLG_LEVEL_COUNT + 1] = {
      [MLG_DEPARTEMENT] = "Taux de fragilité, écart au département",
      [MLG_REGION] = "Taux de fragilité, écart à la région",
      [MLG_LEVEL_COUNT] = "Taux de fragilité, écart aux EPCI semblables"};
  for (mlg_level level = MLG_DEPARTEMENT; level <= MLG_LEVEL_COUNT; level++)
    if (level == MLG_LEVEL_COUNT || (level <= territory->level && territory->n_zones[level] > 0))
      MLG_TRY(mlg_grid_add(columns, (grid_column){HEADERS[level], 15, FORMAT_RIGHT,
                                                  .get = get_standing, .level = level}));
  return MLG_OK;
}

static mlg_status add_need(grid_columns *columns) {
  const grid_column of_need[] = {
      {"Besoin d'aide aux démarches", 11, FORMAT_COUNT, .get = get_need},
      {"Sans solution", 11, FORMAT_COUNT, .get = get_uncovered, .rule = RULE_BARS},
      {"Sans solution, min", 9, FORMAT_BOUND, .get = get_uncovered_low},
      {"Sans solution, max", 9, FORMAT_BOUND, .get = get_uncovered_high},
      {"… faute d'orientation", 11, FORMAT_COUNT, .get = get_part, .part = MLG_ORIENTATION},
      {"… offre saturée", 9, FORMAT_COUNT, .get = get_part, .part = MLG_SATURATED},
      {"… hors de portée", 9, FORMAT_COUNT, .get = get_part, .part = MLG_OUT_OF_REACH},
      {"Cause principale", 16, FORMAT_TEXT, .get = get_cause, .is_secondary = true},
      {"Part des personnes fragiles sans solution", 12, FORMAT_PERCENT, .get = get_share,
       .rule = RULE_WARM},
      {"Rang, part sans solution", 10, FORMAT_RIGHT, .get = get_share_rank},
      {"Places à portée pour 100 personnes fragiles", 12, FORMAT_DECIMAL, .get = get_places,
       .rule = RULE_COLD},
  };
  for (size_t i = 0; i < sizeof of_need / sizeof *of_need; i++)
    MLG_TRY(mlg_grid_add(columns, of_need[i]));
  return MLG_OK;
}

static mlg_status add_columns(grid_columns *columns, const mlg_portrait *portrait) {
  const grid_column last[] = {
      {"Département", 15, FORMAT_TEXT, .get = get_departement},
      {"Niveau", 12, FORMAT_WRAP, .get = get_kind},
      {"Remarque", 26, FORMAT_WRAP, .get = get_note},
      {"Code", 11, FORMAT_TEXT, .get = get_code, .is_secondary = true},
      {"EPCI semblables", 60, FORMAT_WRAP, .get = get_similar, .is_secondary = true},
  };
  MLG_TRY(add_who(columns, portrait));
  if (portrait->coverage->recorded[SUMMARY_FAMILY]) MLG_TRY(add_need(columns));
  MLG_TRY(add_fragility(columns, portrait));
  MLG_TRY(add_standings(columns, portrait->territory));
  for (size_t i = 0; i < sizeof last / sizeof *last; i++) MLG_TRY(mlg_grid_add(columns, last[i]));
  return MLG_OK;
}

bool mlg_has_epcis(const mlg_portrait *portrait) {
  const mlg_territory *territory = portrait->territory;
  return territory->level > MLG_EPCI && territory->n_zones[MLG_EPCI] > 1;
}

mlg_status mlg_sheet_epcis(wb_book *book) {
  grid_columns columns = {.arena = book->arena};
  epci_source source = {.portrait = book->portrait};
  MLG_TRY(find_rows(book, &source));
  MLG_TRY(add_columns(&columns, book->portrait));
  return mlg_grid_write(&(wb_grid){
      .sheet = "EPCI classés",
      .table = "epci_classes",
      .n_columns = columns.n,
      .columns = columns.items,
      .n_rows = source.n,
      .frozen = 1,
      .note = "Personnes par an, scénario de référence. Écarts en points ; rangs du plus "
              "élevé au plus bas, communs quand rien ne départage.",
      .source = &source,
      .book = book});
}
