/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/compared.h"
#include "workbook/figures.h"
#include "workbook/grid.h"
#include <maillage/text.h>

#include <math.h>

/* Each quarter beside the wider zones that hold it: one row a quarter and rate. */

/* What stands where there is nothing to compare with. */
static const char NOTHING[] = "–";

/* The last digits of a rate. */
static const double NOISE = 1e-9;

static const mlg_territory *territory_of(const wb_grid *grid) {
  return grid->book->portrait->territory;
}

/* Quarter by quarter, so that a quarter's profile is read from the top down. */
static size_t quarter_of(const wb_grid *grid, size_t row) {
  return row / ((const wb_comparison *)grid->source)->n_rates;
}

static const wb_compared_rate *rate_of(const wb_grid *grid, size_t row) {
  const wb_comparison *source = grid->source;
  return &source->rates[row % source->n_rates];
}

static const mlg_zone *zone_of(const wb_grid *grid, size_t row) {
  return &territory_of(grid)->zones[MLG_QUARTIER][quarter_of(grid, row)];
}

static bool is_whole_commune(const wb_grid *grid, size_t row) {
  return mlg_is_whole_commune(territory_of(grid), quarter_of(grid, row));
}

/* ---- who is compared, and by what ---- */

static grid_cell get_code(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_text(zone_of(grid, row)->code);
}

static grid_cell get_name(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_text(zone_of(grid, row)->name);
}

static grid_cell get_commune(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  size_t commune = zone_of(grid, row)->parent[MLG_COMMUNE];
  if (commune == MLG_NO_ZONE) return mlg_cell_text("");
  return mlg_cell_text(territory_of(grid)->zones[MLG_COMMUNE][commune].name);
}

static const mlg_indicator *indicator_of(const wb_grid *grid, size_t row) {
  return &grid->book->portrait->project->indicators[rate_of(grid, row)->indicator];
}

static grid_cell get_indicator(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  return mlg_cell_text(indicator_of(grid, row)->label);
}

static grid_cell get_denominator(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  const mlg_indicator *all = grid->book->portrait->project->indicators;
  return mlg_cell_text(all[indicator_of(grid, row)->denominators[0]].label);
}

/* ---- rates ---- */

/* The rate of the quarter, or of the wider zone that holds it. */
static grid_cell get_rate(const wb_grid *grid, size_t row, const grid_column *column) {
  const mlg_zone *zone = zone_of(grid, row);
  size_t at = zone->parent[column->level];
  if (at == MLG_NO_ZONE) return mlg_cell_mark(NOTHING);
  return mlg_rate_cell(grid->book->portrait, column->level, at, rate_of(grid, row)->indicator, 0);
}

/* Of a share of which nothing is known, from 0 to all is no interval. */
static bool says_nothing(mlg_estimate rate) {
  return !mlg_is_known(rate) && rate.low <= 0 && rate.high >= 1;
}

static grid_cell get_rate_low(const wb_grid *grid, size_t row, const grid_column *column) {
  grid_cell cell = get_rate(grid, row, column);
  return cell.is_mark || says_nothing(cell.estimate) ? cell : mlg_cell_low(cell.estimate);
}

/* Sampling doubt does not carry a share of the whole past the whole. */
static grid_cell get_rate_high(const wb_grid *grid, size_t row, const grid_column *column) {
  grid_cell cell = get_rate(grid, row, column);
  if (cell.is_mark || says_nothing(cell.estimate)) return cell;
  grid_cell high = mlg_cell_high(cell.estimate);
  if (cell.estimate.high <= 1 && high.estimate.value > 1) high.estimate.value = 1;
  return high;
}

/* ---- differences ---- */

/* In points; a whole commune is not set against itself. */
static grid_cell gap_cell(const wb_grid *grid, size_t row, const grid_column *column,
                          double (*end)(mlg_estimate)) {
  mlg_estimate gap = rate_of(grid, row)->gaps[column->level][quarter_of(grid, row)];
  if (column->level == MLG_COMMUNE && is_whole_commune(grid, row)) return mlg_cell_mark(NOTHING);
  grid_cell cell = mlg_cell_number(100 * end(gap));
  cell.estimate.flags = gap.flags & (MLG_SUPPRESSED | MLG_FRAGILE);
  return cell;
}

static double value_of(mlg_estimate gap) { return gap.value; }
static double low_of(mlg_estimate gap) { return mlg_shown_low(gap, -INFINITY); }
static double high_of(mlg_estimate gap) { return mlg_shown_high(gap, INFINITY); }

static grid_cell get_gap(const wb_grid *grid, size_t row, const grid_column *column) {
  return gap_cell(grid, row, column, value_of);
}

static grid_cell get_gap_low(const wb_grid *grid, size_t row, const grid_column *column) {
  return gap_cell(grid, row, column, low_of);
}

static grid_cell get_gap_high(const wb_grid *grid, size_t row, const grid_column *column) {
  return gap_cell(grid, row, column, high_of);
}

/* What the interval of the difference lets one say. */
static grid_cell get_standing(const wb_grid *grid, size_t row, const grid_column *column) {
  mlg_estimate gap = rate_of(grid, row)->gaps[column->level][quarter_of(grid, row)];
  if (column->level == MLG_COMMUNE && is_whole_commune(grid, row)) return mlg_cell_text(NOTHING);
  if (low_of(gap) > NOISE) return mlg_cell_text("au-dessus");
  if (high_of(gap) < -NOISE) return mlg_cell_text("au-dessous");
  bool compared = isfinite(low_of(gap)) || isfinite(high_of(gap));
  return mlg_cell_text(compared ? "non distinguable" : NOTHING);
}

/* ---- ranks ---- */

static mlg_rank_range range_of(const wb_grid *grid, size_t row) {
  return rate_of(grid, row)->ranges[quarter_of(grid, row)];
}

static grid_cell get_rank(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  mlg_rank_range range = range_of(grid, row);
  if (range.of == 0) return mlg_cell_text(NOTHING);
  return mlg_cell_text(mlg_wording_rank(grid->book->arena, range));
}

static grid_cell get_first(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  mlg_rank_range range = range_of(grid, row);
  return range.of == 0 ? mlg_cell_mark(NOTHING) : mlg_cell_number((double)range.first);
}

static grid_cell get_last(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  mlg_rank_range range = range_of(grid, row);
  return range.of == 0 ? mlg_cell_mark(NOTHING) : mlg_cell_number((double)range.last);
}

/* "12 quartiers (Rennes)", "43 communes (Rennes Métropole)" */
static grid_cell get_among(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  mlg_rank_range range = range_of(grid, row);
  mlg_level level = is_whole_commune(grid, row) ? MLG_COMMUNE : MLG_QUARTIER;
  mlg_level whole = level == MLG_COMMUNE ? MLG_EPCI : MLG_COMMUNE;
  size_t parent = zone_of(grid, row)->parent[whole];
  if (range.of == 0 || parent == MLG_NO_ZONE) return mlg_cell_text(NOTHING);
  return mlg_cell_text(
      mlg_arena_printf(grid->book->arena, "%zu" MLG_NBSP "%s (%s)", range.of,
                       range.of > 1 ? MLG_LEVELS[level].plural : MLG_LEVELS[level].label,
                       territory_of(grid)->zones[whole][parent].name));
}

static grid_cell get_flags(const wb_grid *grid, size_t row, const grid_column *column) {
  (void)column;
  mlg_estimate rate;
  mlg_portrait_rate(grid->book->portrait, MLG_QUARTIER, quarter_of(grid, row),
                    rate_of(grid, row)->indicator, 0, &rate);
  return mlg_cell_text(mlg_wording_flags(grid->book->arena, rate.flags & ~(uint32_t)MLG_PUBLISHED));
}

/* ---- columns ---- */

typedef struct {
  const char *of, *to;
} level_words;

static const level_words WORDS[MLG_LEVEL_COUNT] = {
    [MLG_COMMUNE] = {"de la commune", "à la commune"},
    [MLG_EPCI] = {"de l'EPCI", "à l'EPCI"},
    [MLG_DEPARTEMENT] = {"du département", "au département"},
    [MLG_REGION] = {"de la région", "à la région"},
};

/* Only levels that the territory has: a column of nothing says nothing. */
static mlg_status add_wider_rates(grid_columns *columns, const mlg_territory *territory) {
  for (mlg_level level = MLG_COMMUNE; level < MLG_LEVEL_COUNT; level++)
    if (territory->n_zones[level] > 0)
      MLG_TRY(mlg_grid_add(
          columns, (grid_column){mlg_arena_printf(columns->arena, "Taux %s", WORDS[level].of), 13,
                                 FORMAT_PERCENT, .get = get_rate, .level = level}));
  return MLG_OK;
}

static mlg_status add_gap(grid_columns *columns, mlg_level level) {
  mlg_arena *arena = columns->arena;
  char *label = mlg_arena_printf(arena, "Écart %s (points)", WORDS[level].to);
  MLG_HAVE(label);
  MLG_TRY(mlg_grid_add(columns,
                       (grid_column){label, 13, FORMAT_POINTS, .get = get_gap, .level = level}));
  MLG_TRY(mlg_grid_add(columns, (grid_column){mlg_label_low(arena, label), 13, FORMAT_POINTS_BOUND,
                                              .get = get_gap_low, .level = level}));
  MLG_TRY(mlg_grid_add(columns, (grid_column){mlg_label_high(arena, label), 13, FORMAT_POINTS_BOUND,
                                              .get = get_gap_high, .level = level}));
  return mlg_grid_add(columns,
                      (grid_column){mlg_arena_printf(arena, "Par rapport %s", WORDS[level].to), 17,
                                    FORMAT_TEXT, .get = get_standing, .level = level});
}

static mlg_status add_columns(grid_columns *columns, const mlg_territory *territory) {
  const grid_column first[] = {
      {"Code", 11, FORMAT_TEXT, .get = get_code},
      {"Quartier", 34, FORMAT_TEXT, .get = get_name},
      {"Commune", 22, FORMAT_TEXT, .get = get_commune},
      {"Indicateur", 58, FORMAT_TEXT, .get = get_indicator},
      {"Dénominateur", 40, FORMAT_TEXT, .get = get_denominator},
      {"Taux du quartier", 16, FORMAT_PERCENT, .get = get_rate, .level = MLG_QUARTIER},
      {"Taux du quartier, min", 11, FORMAT_PERCENT_BOUND, .get = get_rate_low,
       .level = MLG_QUARTIER},
      {"Taux du quartier, max", 11, FORMAT_PERCENT_BOUND, .get = get_rate_high,
       .level = MLG_QUARTIER},
  };
  const grid_column last[] = {
      {"Rang", 13, FORMAT_TEXT, .get = get_rank},
      {"Rang, au mieux", 10, FORMAT_COUNT, .get = get_first},
      {"Rang, au pire", 10, FORMAT_COUNT, .get = get_last},
      {"Parmi", 30, FORMAT_TEXT, .get = get_among},
      {"Drapeaux", 24, FORMAT_TEXT, .get = get_flags},
  };
  for (size_t i = 0; i < sizeof first / sizeof *first; i++)
    MLG_TRY(mlg_grid_add(columns, first[i]));
  MLG_TRY(add_wider_rates(columns, territory));
  for (mlg_level level = MLG_COMMUNE; level <= MLG_EPCI; level++)
    if (territory->n_zones[level] > 0) MLG_TRY(add_gap(columns, level));
  for (size_t i = 0; i < sizeof last / sizeof *last; i++) MLG_TRY(mlg_grid_add(columns, last[i]));
  return MLG_OK;
}

mlg_status mlg_sheet_compared(wb_book *book) {
  const mlg_portrait *portrait = book->portrait;
  grid_columns columns = {.arena = book->arena};
  wb_comparison comparison = {0};
  MLG_TRY(mlg_compare_quarters(book->arena, portrait, &comparison));
  MLG_TRY(add_columns(&columns, portrait->territory));
  return mlg_grid_write(
      &(wb_grid){.sheet = "Quartiers comparés",
                 .table = "quartiers_compares",
                 .n_columns = columns.n,
                 .columns = columns.items,
                 .n_rows = comparison.n_rates * portrait->territory->n_zones[MLG_QUARTIER],
                 .frozen = 2,
                 .note = "Écarts en points, avec leur intervalle ; rangs du taux le plus élevé au "
                         "plus bas.",
                 .source = &comparison,
                 .book = book});
}
