/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/figures.h"
#include "workbook/summary.h"
#include <maillage/beside.h>
#include <maillage/publish.h>
#include <maillage/text.h>

/* The zone of Synthèse beside wider ones and those like it: a rate, and what its gap lets say. */

enum { OF_LANDMARK = 3 /* columns: the rate, then its reading over two */ };

static lxw_col_t column_of(size_t landmark) { return (lxw_col_t)(RANK + OF_LANDMARK * landmark); }

static void merge(wb_page *page, lxw_row_t row, lxw_col_t first, lxw_col_t last,
                  book_format format) {
  wb_book *book = page->book;
  if (book->failed) return;
  book->failed |= worksheet_merge_range(page->sheet, row, first, row, last, "",
                                        book->formats[format]) != LXW_NO_ERROR;
}

static void put_header(wb_page *page, lxw_row_t row, const mlg_beside *beside) {
  mlg_put_height(page, row, 27);
  mlg_put_text(page, row, NAME, "Part", FORMAT_HEADER);
  mlg_put_text(page, row, UNCOVERED, "Ici", FORMAT_HEADER_NUMBER);
  mlg_put_text(page, row, LOW, "min", FORMAT_HEADER_NUMBER);
  mlg_put_text(page, row, HIGH, "max", FORMAT_HEADER_NUMBER);
  for (size_t i = 0; i < beside->n_landmarks; i++) {
    merge(page, row, column_of(i), column_of(i) + OF_LANDMARK - 1, FORMAT_HEADER_INDENT);
    mlg_put_text(page, row, column_of(i), beside->landmarks[i].name, FORMAT_HEADER_INDENT);
  }
}

static void put_line(wb_page *page, lxw_row_t row, const mlg_beside *beside,
                     const mlg_beside_line *line, const char *label) {
  mlg_put_height(page, row, mlg_height_of(mlg_wrapped_lines(label, NAME_WIDTH)));
  mlg_put_text(page, row, NAME, label, FORMAT_WRAP);
  mlg_put_value(page, row, UNCOVERED, line->own, FORMAT_PERCENT);
  mlg_put_estimate(page, row, LOW, mlg_publish_low(line->own), line->own.flags,
                   FORMAT_PERCENT_BOUND);
  mlg_put_estimate(page, row, HIGH, mlg_publish_high(line->own), line->own.flags,
                   FORMAT_PERCENT_BOUND);
  for (size_t i = 0; i < beside->n_landmarks; i++) {
    lxw_col_t at = column_of(i);
    mlg_put_value(page, row, at, line->rates[i], FORMAT_PERCENT);
    merge(page, row, at + 1, at + OF_LANDMARK - 1, FORMAT_INDENT);
    mlg_put_text(page, row, at + 1, mlg_wording_standing(page->book->arena, line->gaps[i]),
                 FORMAT_INDENT);
  }
}

/* A measure that is not known here compares nothing. */
static mlg_status put_lines(wb_page *page, lxw_row_t *row, const mlg_beside *beside) {
  for (size_t i = 0; i < beside->n_lines; i++) {
    const mlg_beside_line *line = &beside->lines[i];
    if (!line->measure.is_main || !mlg_is_known(line->own)) continue;
    const char *label = mlg_arena_printf(page->book->arena, "%s, sur" MLG_NNBSP ": %s",
                                         line->measure.label, line->measure.denominator);
    MLG_HAVE(label);
    put_line(page, (*row)++, beside, line, label);
  }
  return MLG_OK;
}

mlg_status mlg_put_beside(wb_page *page, lxw_row_t *row) {
  const mlg_beside *beside = page->book->portrait->beside;
  if (beside == NULL || beside->n_landmarks == 0) return MLG_OK;
  mlg_put_text(
      page, (*row)++, NAME,
      mlg_arena_printf(page->book->arena, "%s par rapport à d'autres territoires", beside->name),
      FORMAT_SECTION);
  put_header(page, (*row)++, beside);
  MLG_TRY(put_lines(page, row, beside));
  mlg_put_long(page, (*row)++, mlg_wording_similar(page->book->arena, beside));
  mlg_put_long(page, (*row)++, MLG_GAP_NOTE);
  mlg_put_height(page, (*row)++, 6);
  return MLG_OK;
}
