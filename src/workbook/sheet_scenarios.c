/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/simulator.h"
#include <maillage/text.h>

#include <math.h>

/* Scénarios: what the run supposed, and what other hypotheses would give. */

static const struct {
  const char *header;
  double width;
} COLUMNS[] = {
    [SIM_NAME] = {"", 44},
    [SIM_BASE] = {"Personnes fragiles", 13},
    [SIM_NEED] = {"Besoin (personnes par an)", 13},
    [SIM_LIMIT] = {"Recours d'épuisement", 13},
    [SIM_PLACES] = {"Personnes servies au plus, par an", 13},
    [SIM_COVERED] = {"Part couverte au plus", 13},
    [SIM_LEFT] = {"Personnes sans place, au moins", 14},
    [SIM_RUN_COVERED] = {"Part couverte, calculée (référence)", 15},
    [SIM_RUN_LEFT] = {"Personnes sans place, calculé (référence)", 15},
};

static void put_title(wb_page *page) {
  mlg_put_height(page, 0, 24);
  mlg_put_text(page, 0, SIM_NAME, "Scénarios : changer les hypothèses", FORMAT_TITLE);
  mlg_put_text(
      page, 1, SIM_NAME,
      "Les cellules jaunes se changent : Excel recalcule le tableau. Il partage les places "
      "également entre ceux qui les ont à portée ; le calcul complet, en colonnes de "
      "droite, suit chaque lieu.",
      FORMAT_TEXT);
}

static void put_header(wb_page *page, lxw_row_t row, mlg_level level) {
  mlg_put_height(page, row, mlg_height_of(4));
  mlg_put_text(page, row, SIM_NAME, mlg_wording_capital(page->book->arena, MLG_LEVELS[level].label),
               FORMAT_HEADER);
  for (lxw_col_t column = SIM_BASE; column < N_SIM_COLUMNS; column++)
    mlg_put_text(page, row, column, COLUMNS[column].header, FORMAT_HEADER_NUMBER);
}

/* ---- the scenarios of the run ---- */

static void put_scenario(wb_page *page, lxw_row_t row, size_t scenario) {
  const mlg_portrait *portrait = page->book->portrait;
  const mlg_project *project = portrait->project;
  const mlg_scenario *of = &project->scenarios[scenario];
  const mlg_parts *parts = mlg_coverage_parts(portrait->coverage, portrait->territory->level, 0,
                                              SUMMARY_FAMILY, scenario);
  const char *label = of->label;
  if (scenario == project->reference)
    label = mlg_arena_printf(page->book->arena, "%s (référence)", of->label);
  mlg_put_text(page, row, SIM_NAME, label, FORMAT_TEXT);
  if (isfinite(of->take_up))
    mlg_put_estimate(page, row, SIM_BASE, of->take_up, 0, FORMAT_PERCENT);
  else
    mlg_put_text(page, row, SIM_BASE, "observé", FORMAT_MARK);
  mlg_put_value(page, row, SIM_NEED, parts->need, FORMAT_COUNT);
  for (int part = 0; part < MLG_PART_COUNT; part++)
    mlg_put_value(page, row, (lxw_col_t)(SIM_LIMIT + part), parts->part[part], FORMAT_COUNT);
  mlg_put_text(page, row, SIM_LIMIT + MLG_PART_COUNT,
               of->unit == MLG_VISITS ? "venues" : "personnes", FORMAT_INDENT);
  mlg_put_text(page, row, SIM_LIMIT + MLG_PART_COUNT + 1, of->source, FORMAT_INDENT);
}

static void put_scenarios(wb_page *page, lxw_row_t row) {
  wb_book *book = page->book;
  const mlg_portrait *portrait = book->portrait;
  mlg_put_text(page, row++, SIM_NAME,
               mlg_arena_printf(book->arena, "Scénarios calculés" MLG_NBSP ": %s, %s",
                                portrait->territory->name, MLG_FAMILIES[SUMMARY_FAMILY].label),
               FORMAT_SECTION);
  mlg_put_height(page, row, mlg_height_of(2));
  mlg_put_text(page, row, SIM_NAME, "Scénario", FORMAT_HEADER);
  mlg_put_text(page, row, SIM_BASE, "Recours", FORMAT_HEADER_NUMBER);
  mlg_put_text(page, row, SIM_NEED, "Besoin (par an)", FORMAT_HEADER_NUMBER);
  for (int part = 0; part < MLG_PART_COUNT; part++)
    mlg_put_text(page, row, (lxw_col_t)(SIM_LIMIT + part),
                 mlg_wording_capital(book->arena, MLG_PARTS[part].label), FORMAT_HEADER_NUMBER);
  mlg_put_text(page, row, SIM_LIMIT + MLG_PART_COUNT, "Unité", FORMAT_HEADER_INDENT);
  mlg_put_text(page, row++, SIM_LIMIT + MLG_PART_COUNT + 1, "Source", FORMAT_HEADER_INDENT);
  for (size_t i = 0; i < portrait->project->n_scenarios; i++) put_scenario(page, row++, i);
}

mlg_status mlg_sheet_scenarios(wb_book *book) {
  enum { TOP = 3 };
  wb_page page = mlg_book_page(book, "Scénarios");
  if (book->failed) return MLG_OK;
  lxw_row_t row = TOP;
  for (lxw_col_t column = 0; column < N_SIM_COLUMNS; column++)
    worksheet_set_column(page.sheet, column, column, COLUMNS[column].width, NULL);
  worksheet_gridlines(page.sheet, LXW_HIDE_ALL_GRIDLINES);
  put_title(&page);
  if (mlg_can_simulate(book->portrait)) {
    row = mlg_put_parameters(&page, row) + 1;
    put_header(&page, row++, mlg_pathways_level(book->portrait));
    row = mlg_put_simulation(&page, row) + 1;
  }
  put_scenarios(&page, row);
  mlg_page_print_setup(&page, "Personnes par an, aide aux démarches.");
  return MLG_OK;
}
