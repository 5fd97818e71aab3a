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
  mlg_estimate (*get)(const mlg_portrait *portrait, wb_place place, size_t indicator);
  size_t indicator; /* for those that show one */
} key_figure;

static mlg_estimate count(const mlg_portrait *portrait, wb_place at, size_t indicator) {
  if (indicator == MLG_NO_INDICATOR) return mlg_unknown(MLG_ABSENT);
  return mlg_need_value(portrait->need, at.level, at.zone, indicator);
}

static mlg_estimate rate(const mlg_portrait *portrait, wb_place at, size_t indicator) {
  mlg_estimate share;
  mlg_portrait_rate(portrait, at.level, at.zone, indicator, 0, &share);
  return share;
}

static mlg_estimate need(const mlg_portrait *portrait, wb_place at, size_t indicator) {
  (void)indicator;
  return mlg_portrait_parts(portrait, at.level, at.zone, SUMMARY_FAMILY)->need;
}

static mlg_estimate uncovered(const mlg_portrait *portrait, wb_place at, size_t indicator) {
  (void)indicator;
  return mlg_uncovered(mlg_portrait_parts(portrait, at.level, at.zone, SUMMARY_FAMILY));
}

/* Estimate and interval, place by place, then the note, which runs over the cells that follow. */
static void put_figure(wb_page *page, lxw_row_t row, const key_figure *figure,
                       const wb_place *places, size_t n) {
  size_t lines = figure->label == NULL ? 1 : mlg_wrapped_lines(figure->label, NAME_WIDTH);
  if (lines > 1) mlg_put_height(page, row, mlg_height_of(lines));
  mlg_put_text(page, row, NAME, figure->label, FORMAT_WRAP);
  for (size_t i = 0; i < n; i++) {
    mlg_estimate estimate = figure->get(page->book->portrait, places[i], figure->indicator);
    lxw_col_t column = (lxw_col_t)(UNCOVERED + 3 * i);
    mlg_put_value(page, row, column, estimate, figure->format);
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
static const char *rate_note(wb_book *book, const wb_place *places, size_t n, size_t indicator) {
  const mlg_portrait *portrait = book->portrait;
  const mlg_indicator *of = &portrait->project->indicators[indicator];
  if (of->n_denominators == 0) return "";
  size_t below = of->denominators[0];
  const char *counts = "";
  for (size_t i = 0; i < n && counts != NULL; i++) {
    double persons = mlg_need_value(portrait->need, places[i].level, places[i].zone, below).value;
    counts = mlg_arena_printf(book->arena, "%s%s%s", counts, i > 0 ? " ; " : "",
                              mlg_french_count(book->arena, persons));
  }
  return mlg_arena_printf(book->arena, "sur : %s (%s) · %s",
                          portrait->project->indicators[below].label, counts,
                          mlg_vintages_of(book->arena, portrait, indicator));
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
                          mlg_vintages_of(book->arena, book->portrait, indicator));
}

/* An indicator's count, then its share of its first denominator, if it has one. */
static size_t add_score(wb_book *book, key_figure *figures, const wb_place *places, size_t n,
                        size_t indicator) {
  const mlg_indicator *of = &book->portrait->project->indicators[indicator];
  figures[0] = (key_figure){
      of->label, count_note(book, indicator), FORMAT_COUNT, FORMAT_BOUND, count, indicator};
  if (of->n_denominators == 0) return 1;
  figures[1] = (key_figure){mlg_arena_printf(book->arena, "%s, part", of->label),
                            rate_note(book, places, n, indicator),
                            FORMAT_PERCENT,
                            FORMAT_PERCENT_BOUND,
                            rate,
                            indicator};
  return 2;
}

/* PORTREA's two scores stand side by side when the project has both. */
lxw_row_t mlg_put_key_figures(wb_page *page, lxw_row_t row, const wb_place *places, size_t n) {
  enum { MOST = 7 };
  wb_book *book = page->book;
  const mlg_portrait *portrait = book->portrait;
  size_t exposure = mlg_portrait_exposure(portrait), k = 0;
  key_figure figures[MOST];
  figures[k++] = (key_figure){"Population", count_note(book, portrait->population),
                              FORMAT_COUNT, FORMAT_BOUND,
                              count,        portrait->population};
  k += add_score(book, &figures[k], places, n, portrait->base);
  if (exposure != MLG_NO_INDICATOR && exposure != portrait->base)
    k += add_score(book, &figures[k], places, n, exposure);
  figures[k++] = (key_figure){
      "Besoin d'aide aux démarches", need_note(book), FORMAT_COUNT, FORMAT_BOUND, need, 0};
  figures[k++] = (key_figure){"… dont non couvert",
                              "orientation + saturé + hors de portée, lieux recensés seulement",
                              FORMAT_COUNT,
                              FORMAT_BOUND,
                              uncovered,
                              0};
  put_header(page, row++, places, n);
  for (size_t i = 0; i < k; i++) put_figure(page, row++, &figures[i], places, n);
  return row;
}
