/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/simulator.h"

#include <math.h>

bool mlg_can_simulate(const mlg_portrait *portrait) {
  const mlg_scenario *of = &portrait->project->scenarios[portrait->project->reference];
  return portrait->coverage->recorded[SUMMARY_FAMILY] && isfinite(of->take_up) &&
         of->unit == MLG_PERSONS && of->base.of.id == NULL && !of->weights.present &&
         !of->demand.present && !of->places.present;
}

/* ---- what is to be changed ---- */

static void put_parameter(wb_page *page, lxw_row_t row, const char *label, const char *name,
                          double value, double most, book_format format) {
  wb_book *book = page->book;
  mlg_put_text(page, row, SIM_NAME, label, FORMAT_TEXT);
  mlg_put_estimate(page, row, SIM_BASE, value, 0, format);
  const char *cell = mlg_arena_printf(book->arena, "='Scénarios'!$B$%u", (unsigned)row + 1);
  lxw_data_validation bounds = {.validate = LXW_VALIDATION_TYPE_DECIMAL,
                                .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
                                .minimum_number = 0,
                                .maximum_number = most};
  book->failed |= cell == NULL;
  if (book->failed) return;
  book->failed |= workbook_define_name(book->file, name, cell) != LXW_NO_ERROR;
  book->failed |= worksheet_data_validation_cell(page->sheet, row, SIM_BASE, &bounds) !=
                  LXW_NO_ERROR;
}

lxw_row_t mlg_put_parameters(wb_page *page, lxw_row_t row) {
  const mlg_project *project = page->book->portrait->project;
  put_parameter(page, row++, "Recours : part qui cherche de l'aide en un an", "recours",
                project->scenarios[project->reference].take_up, 1, FORMAT_INPUT_PERCENT);
  put_parameter(page, row++, "Poids de la famille dans le besoin", "poids",
                project->weights[SUMMARY_FAMILY], 10, FORMAT_INPUT);
  put_parameter(page, row++, "Capacité des lieux : multipliée par", "capacite_x", 1, 100,
                FORMAT_INPUT);
  return row;
}

/* ---- what follows ---- */

/* The figures of a row, as the formulas would give them. */
typedef struct {
  double base, need, limit, places, covered, left;
} simulated;

static simulated simulate(const mlg_portrait *portrait, double base, double limit) {
  const mlg_project *project = portrait->project;
  simulated row = {.base = base, .limit = limit};
  row.need = base * project->scenarios[project->reference].take_up *
             project->weights[SUMMARY_FAMILY];
  row.places = base * limit;
  row.covered = row.need > 0 ? fmin(1, row.places / row.need) : 1;
  row.left = row.need * (1 - row.covered);
  return row;
}

/* Of the run, in the reference scenario: what everyone well directed would find. */
static void put_run(wb_page *page, lxw_row_t row, const mlg_parts *parts, book_format count,
                    book_format share) {
  mlg_estimate left = mlg_add(parts->part[MLG_SATURATED], parts->part[MLG_OUT_OF_REACH]);
  double covered = parts->need.value > 0 ? 1 - left.value / parts->need.value : 1;
  mlg_put_estimate(page, row, SIM_RUN_COVERED, covered, left.flags, share);
  mlg_put_estimate(page, row, SIM_RUN_LEFT, left.value, left.flags, count);
}

static void put_live(wb_page *page, lxw_row_t row, const simulated *of) {
  const unsigned n = (unsigned)row + 1;
  mlg_arena *arena = page->book->arena;
  mlg_put_formula(page, row, SIM_NEED, mlg_arena_printf(arena, "=B%u*recours*poids", n), of->need,
                  FORMAT_COUNT);
  mlg_put_estimate(page, row, SIM_LIMIT, of->limit, 0, FORMAT_PERCENT);
  mlg_put_formula(page, row, SIM_PLACES, mlg_arena_printf(arena, "=B%u*D%u*capacite_x", n, n),
                  of->places, FORMAT_COUNT);
  mlg_put_formula(page, row, SIM_COVERED,
                  mlg_arena_printf(arena, "=IF(C%u>0,MIN(1,E%u/C%u),1)", n, n, n), of->covered,
                  FORMAT_PERCENT);
  mlg_put_formula(page, row, SIM_LEFT, mlg_arena_printf(arena, "=C%u*(1-F%u)", n, n), of->left,
                  FORMAT_COUNT);
}

/* A zone without a figure has no formula: nothing follows from what is not known. */
static void put_zone(wb_page *page, lxw_row_t row, mlg_level level, size_t zone, simulated *total) {
  const mlg_portrait *portrait = page->book->portrait;
  mlg_estimate base = mlg_need_value(portrait->need, level, zone, portrait->base);
  mlg_estimate limit = mlg_take_up_of(portrait, level, zone, SUMMARY_FAMILY);
  mlg_put_text(page, row, SIM_NAME,
               mlg_zone_title(page->book->arena, portrait->territory, level, zone), FORMAT_TEXT);
  mlg_put_value(page, row, SIM_BASE, base, FORMAT_COUNT);
  simulated of = simulate(portrait, base.value, base.value > 0 ? limit.value : 0);
  if (isfinite(of.base) && isfinite(of.limit)) {
    put_live(page, row, &of);
    total->base += of.base;
    total->need += of.need;
    total->places += of.places;
    total->left += of.left;
  }
  put_run(page, row, mlg_portrait_parts(portrait, level, zone, SUMMARY_FAMILY), FORMAT_COUNT,
          FORMAT_PERCENT);
}

static void put_sum(wb_page *page, lxw_row_t row, lxw_col_t column, lxw_row_t first, double value) {
  const char letter = (char)('A' + column);
  mlg_put_formula(page, row, column,
                  mlg_arena_printf(page->book->arena, "=SUM(%c%u:%c%u)", letter,
                                   (unsigned)first + 1, letter, (unsigned)row),
                  value, FORMAT_TOTAL_COUNT);
}

static void put_total(wb_page *page, lxw_row_t row, lxw_row_t first, const simulated *total) {
  const unsigned n = (unsigned)row + 1;
  const mlg_portrait *portrait = page->book->portrait;
  mlg_arena *arena = page->book->arena;
  double covered = total->need > 0 ? 1 - total->left / total->need : 1;
  mlg_put_text(page, row, SIM_NAME,
               mlg_arena_printf(arena, "Ensemble : %s", portrait->territory->name), FORMAT_TOTAL);
  put_sum(page, row, SIM_BASE, first, total->base);
  put_sum(page, row, SIM_NEED, first, total->need);
  mlg_put_text(page, row, SIM_LIMIT, "", FORMAT_TOTAL);
  put_sum(page, row, SIM_PLACES, first, total->places);
  mlg_put_formula(page, row, SIM_COVERED,
                  mlg_arena_printf(arena, "=IF(C%u>0,1-G%u/C%u,1)", n, n, n), covered,
                  FORMAT_TOTAL_PERCENT);
  put_sum(page, row, SIM_LEFT, first, total->left);
  put_run(page, row, mlg_portrait_parts(portrait, portrait->territory->level, 0, SUMMARY_FAMILY),
          FORMAT_TOTAL_COUNT, FORMAT_TOTAL_PERCENT);
}

lxw_row_t mlg_put_simulation(wb_page *page, lxw_row_t row) {
  const mlg_portrait *portrait = page->book->portrait;
  mlg_level level = mlg_pathways_level(portrait);
  lxw_row_t first = row;
  simulated total = {0};
  for (size_t zone = 0; zone < portrait->territory->n_zones[level]; zone++)
    put_zone(page, row++, level, zone, &total);
  put_total(page, row, first, &total);
  return row + 1;
}
