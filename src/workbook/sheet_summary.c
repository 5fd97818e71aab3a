/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/summary.h"
#include <maillage/text.h>

/* Synthèse: the answer on the first screen (28 rows, 1280 pixels), the rest below. */

enum { MOST_PLACES = 2, GAP = 6 /* points between two blocks */ };

/* The zone that maps are framed on first, then the whole territory if that is another one. */
static size_t find_places(const mlg_portrait *portrait, wb_place places[MOST_PLACES]) {
  const mlg_project *project = portrait->project;
  const wb_place whole = {portrait->territory->level, 0};
  places[0] = whole;
  if (project->n_extents == 0 ||
      !mlg_portrait_find(portrait, project->extents[0], &places[0].level, &places[0].zone))
    return 1;
  if (places[0].level == whole.level && places[0].zone == whole.zone) return 1;
  places[1] = whole;
  return 2;
}

static void set_columns(wb_page *page) {
  static const struct {
    lxw_col_t first, last;
    double width;
  } WIDTHS[] = {{NAME, NAME, NAME_WIDTH}, {UNCOVERED, CAUSE - 1, 7.9}, {RANK, RANK, 9.5},
                {CAUSE, CAUSE, 13},       {PLACES, PLACES, 8},         {TAKE_UP, TAKE_UP, 8.5}};
  for (size_t i = 0; i < sizeof WIDTHS / sizeof *WIDTHS; i++)
    worksheet_set_column(page->sheet, WIDTHS[i].first, WIDTHS[i].last, WIDTHS[i].width, NULL);
}

void mlg_put_note(wb_page *page, lxw_row_t row, const char *text) {
  wb_book *book = page->book;
  book->failed |= text == NULL;
  if (book->failed) return;
  mlg_put_height(page, row, 12);
  book->failed |= worksheet_merge_range(page->sheet, row, NAME, row, LAST_ANSWER, "",
                                        book->formats[FORMAT_SMALL]) != LXW_NO_ERROR;
  mlg_put_text(page, row, NAME, text, FORMAT_SMALL);
}

static void put_title(wb_page *page, const wb_place *places) {
  wb_book *book = page->book;
  const mlg_portrait *portrait = book->portrait;
  const mlg_scenario *scenario = &portrait->project->scenarios[portrait->project->reference];
  mlg_put_height(page, 0, 24);
  mlg_put_text(page, 0, NAME,
               mlg_headline_need(book->arena, portrait, places[0].level, places[0].zone,
                                 MLG_QUARTIER, SUMMARY_FAMILY),
               FORMAT_TITLE);
  mlg_put_text(page, 1, NAME,
               mlg_arena_printf(book->arena, "%s · %s · %s (scénario de référence) · %s",
                                mlg_wording_territory(book->arena, portrait),
                                MLG_FAMILIES[SUMMARY_FAMILY].label, scenario->label,
                                mlg_french_date(book->arena, portrait->project->date)),
               FORMAT_TEXT);
  mlg_put_height(page, 2, GAP);
}

/* Cells are merged here, and nowhere on data sheets. */
void mlg_put_long(wb_page *page, lxw_row_t row, const char *text) {
  enum { SIGNS_A_LINE = 185 };
  wb_book *book = page->book;
  book->failed |= text == NULL;
  if (book->failed || *text == '\0') return;
  size_t lines = 1 + mlg_utf8_length(text) / SIGNS_A_LINE;
  mlg_put_height(page, row, 12.5 * (double)lines + 2);
  book->failed |= worksheet_merge_range(page->sheet, row, NAME, row, LAST_COLUMN, "",
                                        book->formats[FORMAT_NOTE]) != LXW_NO_ERROR;
  mlg_put_text(page, row, NAME, text, FORMAT_NOTE);
}

/* "Exposition, Rennes Métropole : données incomplètes pour 28 communes (…)" */
static const char *missing(wb_book *book, wb_place place) {
  const mlg_portrait *portrait = book->portrait;
  size_t exposure = mlg_portrait_exposure(portrait);
  const char *why =
      exposure == MLG_NO_INDICATOR
          ? ""
          : mlg_wording_missing(book->arena, portrait, place.level, place.zone, exposure);
  if (why == NULL || *why == '\0') return why;
  return mlg_arena_printf(book->arena,
                          "%s, %s" MLG_NNBSP ": %s. Le signe ≥ précède ce qui est connu.",
                          portrait->project->indicators[exposure].label,
                          mlg_wording_place(book->arena, portrait, place.level, place.zone), why);
}

/* "+7 510 (+18,0 %) à Rennes et +16 400 (+18,2 %) dans Rennes Métropole pour « … »" */
static const char *variant_note(wb_book *book, const wb_place *places, size_t n, size_t variant,
                                size_t original) {
  const mlg_portrait *portrait = book->portrait;
  mlg_arena *arena = book->arena;
  const char *text = "";
  for (size_t i = 0; i < n && text != NULL; i++) {
    mlg_level level = places[i].level;
    size_t zone = places[i].zone;
    const char *gap = mlg_wording_gap(arena, mlg_need_value(portrait->need, level, zone, variant),
                                      mlg_need_value(portrait->need, level, zone, original));
    const char *at = mlg_wording_at(arena, portrait, level, zone);
    if (gap == NULL || at == NULL) return NULL;
    text = mlg_arena_printf(arena, "%s%s%s %s", text, i > 0 ? " et " : "", gap, at);
  }
  return mlg_arena_printf(arena, "%s pour «" MLG_NBSP "%s" MLG_NBSP "»", text,
                          portrait->project->indicators[variant].label);
}

/* What other formulas of the base would give, in one line; "" without any. */
static const char *variants_note(wb_book *book, const wb_place *places, size_t n) {
  const mlg_project *project = book->portrait->project;
  const char *text = "";
  for (size_t i = 0; i < project->n_indicators && text != NULL; i++) {
    const mlg_reference *original = &project->indicators[i].variant_of;
    if (original->id == NULL || original->index != book->portrait->base) continue;
    const char *note = variant_note(book, places, n, i, original->index);
    if (note == NULL) return NULL;
    text = mlg_arena_printf(book->arena, "%s%s%s", text, *text != '\0' ? MLG_NNBSP "; " : "", note);
  }
  if (text == NULL || *text == '\0') return text;
  return mlg_arena_printf(
      book->arena, "Écarts des autres formules avec «" MLG_NBSP "%s" MLG_NBSP "»" MLG_NNBSP ": %s.",
      project->indicators[book->portrait->base].label, text);
}

/* What the figures rest on, in sentences. */
static void put_texts(wb_page *page, lxw_row_t *row, const wb_place *places, size_t n) {
  wb_book *book = page->book;
  const mlg_portrait *portrait = book->portrait;
  const char *texts[] = {
      mlg_wording_method(book->arena, portrait, MLG_NO_INDICATOR),
      variants_note(book, places, n),
      mlg_wording_sources(book->arena, portrait, MLG_NO_INDICATOR),
      mlg_wording_denominators(book->arena, portrait, places[0].level, places[0].zone,
                               portrait->base),
      missing(book, places[0]),
      n > 1 ? missing(book, places[1]) : "",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (texts[i] == NULL || *texts[i] != '\0') mlg_put_long(page, (*row)++, texts[i]);
}

/* The answer on the left, its pictures on the right. */
static mlg_status put_screen(wb_page *page, const wb_place *places, size_t n, lxw_row_t *chart) {
  enum { TOP = 3 };
  lxw_row_t row = mlg_put_key_figures(page, TOP, places, n);
  mlg_put_height(page, row++, GAP);
  *chart = row + 2;
  MLG_TRY(mlg_put_actions(page, &row, places[0]));
  mlg_put_height(page, row++, GAP);
  mlg_put_note(
      page, row++,
      "Entre parenthèses, les personnes que chaque action servirait. Places pour 100" MLG_NNBSP
      ": places à portée, par an.");
  mlg_put_note(page, row,
               "Orientation" MLG_NNBSP ": une place existe à portée. Saturé" MLG_NNBSP
               ": il n'y en a plus. Hors de portée" MLG_NNBSP ": aucun lieu recensé.");
  return mlg_put_map(page, TOP - 1, places[0]);
}

static mlg_status put_blocks(wb_page *page, const wb_place *places, size_t n) {
  enum { SCREEN = 32, CHART_PIXELS = 240 };
  lxw_row_t first, last, chart, row = SCREEN;
  MLG_TRY(put_screen(page, places, n, &chart));
  MLG_TRY(mlg_put_beside(page, &row));
  MLG_TRY(mlg_put_ranking(page, &row, places[0], &first, &last));
  mlg_put_chart(page, chart, CHART_PIXELS, first, last);
  put_texts(page, &row, places, n);
  if (n < 2) return MLG_OK;
  row++;
  return mlg_put_ranking(page, &row, places[1], &first, &last);
}

mlg_status mlg_sheet_summary(wb_book *book) {
  wb_place places[MOST_PLACES];
  wb_page page = mlg_book_page(book, SUMMARY_SHEET);
  if (book->failed) return MLG_OK;
  size_t n = find_places(book->portrait, places);
  page.at_least = "≥" MLG_NNBSP; /* its columns are narrow */
  set_columns(&page);
  worksheet_gridlines(page.sheet, LXW_HIDE_ALL_GRIDLINES);
  worksheet_set_default_row(page.sheet, 14.25, LXW_FALSE);
  worksheet_activate(page.sheet);
  put_title(&page, places);
  MLG_TRY(put_blocks(&page, places, n));
  mlg_page_print_setup(&page, "Barres : longueur proportionnelle à l'effectif.");
  return MLG_OK;
}
