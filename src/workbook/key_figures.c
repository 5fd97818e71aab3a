/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/figures.h"
#include "workbook/summary.h"
#include <maillage/publish.h>
#include <maillage/text.h>

#include <math.h>
#include <string.h>

/* One line of the block: what it is, of what, after which data. */
typedef struct {
  const char *label, *note;
  book_format format, bound;
  mlg_estimate (*get)(const mlg_portrait *portrait, wb_place place);
} key_figure;

static mlg_estimate population(const mlg_portrait *portrait, wb_place at) {
  if (portrait->population == MLG_NO_INDICATOR) return mlg_unknown(MLG_ABSENT);
  return mlg_need_value(portrait->need, at.level, at.zone, portrait->population);
}

static mlg_estimate base(const mlg_portrait *portrait, wb_place at) {
  return mlg_need_value(portrait->need, at.level, at.zone, portrait->base);
}

static mlg_estimate base_rate(const mlg_portrait *portrait, wb_place at) {
  mlg_estimate rate;
  mlg_portrait_rate(portrait, at.level, at.zone, portrait->base, 0, &rate);
  return rate;
}

static mlg_estimate need(const mlg_portrait *portrait, wb_place at) {
  return mlg_portrait_parts(portrait, at.level, at.zone, SUMMARY_FAMILY)->need;
}

static mlg_estimate uncovered(const mlg_portrait *portrait, wb_place at) {
  return mlg_uncovered(mlg_portrait_parts(portrait, at.level, at.zone, SUMMARY_FAMILY));
}

/* Estimate and interval, place by place, then the note, which runs over the cells that follow. */
static void put_figure(wb_page *page, lxw_row_t row, const key_figure *figure,
                       const wb_place *places, size_t n) {
  mlg_put_text(page, row, NAME, figure->label, FORMAT_TEXT);
  for (size_t i = 0; i < n; i++) {
    mlg_estimate estimate = figure->get(page->book->portrait, places[i]);
    lxw_col_t column = (lxw_col_t)(UNCOVERED + 3 * i);
    mlg_put_estimate(page, row, column, estimate.value, estimate.flags, figure->format);
    mlg_put_estimate(page, row, column + 1, mlg_publish_low(estimate), estimate.flags,
                     figure->bound);
    mlg_put_estimate(page, row, column + 2, mlg_publish_high(estimate), estimate.flags,
                     figure->bound);
  }
  mlg_put_text(page, row, (lxw_col_t)(UNCOVERED + 3 * n), figure->note, FORMAT_INDENT);
}

static void put_header(wb_page *page, lxw_row_t row, const wb_place *places, size_t n) {
  wb_book *book = page->book;
  mlg_put_height(page, row, 27);
  mlg_put_text(page, row, NAME, "Chiffres clés", FORMAT_HEADER);
  for (size_t i = 0; i < n; i++) {
    lxw_col_t column = (lxw_col_t)(UNCOVERED + 3 * i);
    mlg_put_text(page, row, column,
                 mlg_wording_place(book->arena, book->portrait, places[i].level, places[i].zone),
                 FORMAT_HEADER_NUMBER);
    mlg_put_text(page, row, column + 1, "min", FORMAT_HEADER_NUMBER);
    mlg_put_text(page, row, column + 2, "max", FORMAT_HEADER_NUMBER);
  }
  for (lxw_col_t column = (lxw_col_t)(UNCOVERED + 3 * n); column < CHART; column++)
    mlg_put_text(page, row, column, column == (lxw_col_t)(UNCOVERED + 3 * n) ? "Unité, source" : "",
                 FORMAT_HEADER_INDENT);
}

/* "population non scolarisée de 15 ans et plus (139 640 ; 306 725) · INSEE, 2019" */
static const char *rate_note(wb_book *book, const wb_place *places, size_t n) {
  const mlg_portrait *portrait = book->portrait;
  const mlg_indicator *indicator = &portrait->project->indicators[portrait->base];
  if (indicator->n_denominators == 0) return "";
  size_t below = indicator->denominators[0];
  const char *counts = "";
  for (size_t i = 0; i < n && counts != NULL; i++) {
    double count = mlg_need_value(portrait->need, places[i].level, places[i].zone, below).value;
    counts = mlg_arena_printf(book->arena, "%s%s%s", counts, i > 0 ? " ; " : "",
                              mlg_french_count(book->arena, count));
  }
  return mlg_arena_printf(book->arena, "sur : %s (%s) · %s",
                          portrait->project->indicators[below].label, counts,
                          mlg_vintages_of(book->arena, portrait->project, portrait->base));
}

/* The take-up and where it comes from: the hypothesis that moves the need the most. */
static const char *need_note(wb_book *book) {
  const mlg_project *project = book->portrait->project;
  const mlg_scenario *scenario = &project->scenarios[project->reference];
  return mlg_arena_printf(book->arena, "personnes par an · %s (%s)", scenario->label,
                          scenario->source);
}

/* "41 790 personnes · INSEE, 2019" less the figure. */
static const char *count_note(wb_book *book, size_t indicator) {
  const mlg_project *project = book->portrait->project;
  if (indicator == MLG_NO_INDICATOR) return "";
  return mlg_arena_printf(book->arena, "%s · %s", project->indicators[indicator].unit,
                          mlg_vintages_of(book->arena, project, indicator));
}

lxw_row_t mlg_put_key_figures(wb_page *page, lxw_row_t row, const wb_place *places, size_t n) {
  wb_book *book = page->book;
  const mlg_portrait *portrait = book->portrait;
  const char *label = portrait->project->indicators[portrait->base].label;
  const key_figure figures[] = {
      {"Population", count_note(book, portrait->population), FORMAT_COUNT, FORMAT_BOUND,
       population},
      {label, count_note(book, portrait->base), FORMAT_COUNT, FORMAT_BOUND, base},
      {mlg_arena_printf(book->arena, "%s, part", label), rate_note(book, places, n), FORMAT_PERCENT,
       FORMAT_PERCENT_BOUND, base_rate},
      {"Besoin d'aide aux démarches", need_note(book), FORMAT_COUNT, FORMAT_BOUND, need},
      {"… dont non couvert", "orientation + saturé + hors de portée, lieux recensés seulement",
       FORMAT_COUNT, FORMAT_BOUND, uncovered}};
  put_header(page, row++, places, n);
  for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
    put_figure(page, row++, &figures[i], places, n);
  return row;
}
