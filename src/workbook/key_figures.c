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

/* Estimate and interval, place by place, then what it is of and after which data. */
static void put_figure(wb_page *page, lxw_row_t row, const key_figure *figure,
                       const wb_place *places, size_t n) {
  size_t lines = figure->label == NULL ? 1 : mlg_wrapped_lines(figure->label, NAME_WIDTH);
  if (lines > 1) mlg_put_height(page, row, mlg_height_of(lines));
  mlg_put_text(page, row, NAME, figure->label, FORMAT_STRONG);
  for (size_t i = 0; i < n; i++) {
    mlg_estimate estimate = figure->get(page->book->portrait, places[i], figure->indicator);
    lxw_col_t column = (lxw_col_t)(UNCOVERED + 3 * i);
    mlg_put_value(page, row, column, estimate, figure->format);
    mlg_put_estimate(page, row, column + 1, mlg_publish_low(estimate), estimate.flags,
                     figure->bound);
    mlg_put_estimate(page, row, column + 2, mlg_publish_high(estimate), estimate.flags,
                     figure->bound);
  }
  mlg_put_note(page, row + 1, figure->note);
}

static void put_header(wb_page *page, lxw_row_t row, const wb_place *places, size_t n) {
  wb_book *book = page->book;
  mlg_put_height(page, row, 27);
  mlg_put_text(page, row, NAME, "Cinq chiffres", FORMAT_HEADER);
  for (lxw_col_t column = UNCOVERED; column <= LAST_ANSWER; column++) {
    size_t place = (size_t)(column - UNCOVERED) / 3, end = (size_t)(column - UNCOVERED) % 3;
    const char *text = end == 1 ? "min" : "max";
    if (end == 0 && place < n)
      text =
          mlg_wording_place(book->arena, book->portrait, places[place].level, places[place].zone);
    mlg_put_text(page, row, column, place < n ? text : "", FORMAT_HEADER_NUMBER);
  }
}

/* "220 488 ; 457 416": one figure, place by place. */
static const char *counts_of(wb_book *book, const wb_place *places, size_t n, size_t indicator) {
  const char *counts = "";
  for (size_t i = 0; i < n && counts != NULL; i++) {
    double persons =
        mlg_need_value(book->portrait->need, places[i].level, places[i].zone, indicator).value;
    counts = mlg_arena_printf(book->arena, "%s%s%s", counts, i > 0 ? MLG_NNBSP "; " : "",
                              mlg_french_count(book->arena, persons));
  }
  return counts;
}

/* "population non scolarisée de 15 ans et plus (139 640 ; 306 725) · INSEE, 2019" */
static const char *rate_note(wb_book *book, const wb_place *places, size_t n, size_t indicator) {
  const mlg_portrait *portrait = book->portrait;
  const mlg_indicator *of = &portrait->project->indicators[indicator];
  if (of->n_denominators == 0) return "";
  size_t below = of->denominators[0];
  return mlg_arena_printf(
      book->arena, "sur" MLG_NNBSP ": %s (%s) · %s", portrait->project->indicators[below].label,
      counts_of(book, places, n, below), mlg_wording_vintages(book->arena, portrait, indicator));
}

/* The take-up and where it comes from: the hypothesis that moves the need the most. */
static const char *need_note(wb_book *book) {
  const mlg_project *project = book->portrait->project;
  const mlg_scenario *scenario = &project->scenarios[project->reference];
  return mlg_arena_printf(book->arena, "personnes par an · %s (%s)", scenario->label,
                          scenario->source);
}

/* "personnes, sur 220 488 ; 457 416 habitants · INSEE, 2019" */
static const char *count_note(wb_book *book, const wb_place *places, size_t n, size_t indicator) {
  const mlg_portrait *portrait = book->portrait;
  const mlg_project *project = portrait->project;
  if (indicator == MLG_NO_INDICATOR) return "";
  const char *unit = project->indicators[indicator].unit;
  const char *vintages = mlg_wording_vintages(book->arena, portrait, indicator);
  if (portrait->population == MLG_NO_INDICATOR || indicator == portrait->population)
    return mlg_arena_printf(book->arena, "%s · %s", unit, vintages);
  return mlg_arena_printf(book->arena, "%s, sur %s habitants · %s", unit,
                          counts_of(book, places, n, portrait->population), vintages);
}

static key_figure count_figure(wb_book *book, const wb_place *places, size_t n, size_t indicator) {
  const char *label = indicator == MLG_NO_INDICATOR
                          ? "Population"
                          : book->portrait->project->indicators[indicator].label;
  return (key_figure){
      label, count_note(book, places, n, indicator), FORMAT_COUNT, FORMAT_BOUND, count, indicator};
}

/* PORTREA's two scores stand side by side when the project has both. */
lxw_row_t mlg_put_key_figures(wb_page *page, lxw_row_t row, const wb_place *places, size_t n) {
  enum { FIGURES = 5 };
  wb_book *book = page->book;
  const mlg_portrait *portrait = book->portrait;
  size_t base = portrait->base, second = mlg_portrait_exposure(portrait);
  if (second == MLG_NO_INDICATOR || second == base) second = portrait->population;
  const key_figure figures[FIGURES] = {
      count_figure(book, places, n, base),
      {"… en part", rate_note(book, places, n, base), FORMAT_PERCENT, FORMAT_PERCENT_BOUND, rate,
       base},
      count_figure(book, places, n, second),
      {"Besoin d'aide aux démarches", need_note(book), FORMAT_COUNT, FORMAT_BOUND, need, 0},
      {"… dont non couvert",
       "sur le besoin" MLG_NNBSP ": orientation + saturé + hors de portée · lieux recensés "
       "seulement",
       FORMAT_COUNT, FORMAT_BOUND, uncovered, 0}};
  put_header(page, row++, places, n);
  for (size_t i = 0; i < FIGURES; i++, row += 2) put_figure(page, row, &figures[i], places, n);
  return row;
}
