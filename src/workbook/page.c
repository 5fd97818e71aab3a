/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/book.h"
#include <maillage/text.h>

#include <math.h>
#include <string.h>

/* One sheet and its cells. */

/* Sheet names are fixed words of at most 31 signs: a refusal is lack of memory. */
wb_page mlg_book_page(wb_book *book, const char *name) {
  wb_page page = {.book = book, .number = book->n_sheets, .at_least = "au moins "};
  if (book->n_sheets < MOST_SHEETS) page.sheet = workbook_add_worksheet(book->file, name);
  book->failed |= page.sheet == NULL;
  if (page.sheet != NULL) book->n_rows[book->n_sheets++] = 0;
  return page;
}

static void check(wb_page *page, lxw_error error) { page->book->failed |= error != LXW_NO_ERROR; }

/* A row is counted once: rows come from the top down, as constant_memory needs them anyway. */
static void touch(wb_page *page, lxw_row_t row) {
  if (row < page->next) return;
  page->book->n_rows[page->number]++;
  page->next = row + 1;
}

/* A copy where what cannot be written is "?": a broken text keeps its ASCII letters, since
 * there is no telling where its sequences begin. */
static const char *mended(mlg_arena *arena, const char *text) {
  bool is_valid = mlg_utf8_valid(text);
  char *copy = mlg_arena_strdup(arena, text);
  size_t length = 0;
  for (const char *at = text; copy != NULL && *at != '\0';) {
    const char *start = at;
    unsigned point = is_valid ? mlg_utf8_next(&at) : (unsigned char)*at++;
    bool kept = mlg_is_sign(point) && (is_valid || point < 0x80);
    size_t n = kept ? (size_t)(at - start) : 1;
    memcpy(copy + length, kept ? start : "?", n);
    copy[length += n] = '\0';
  }
  return copy;
}

/* Excel refuses a longer text; libxlsxwriter counts code points, hence never more than bytes. */
enum { MOST_SIGNS = 32767 };

static const char *cut(mlg_arena *arena, const char *text) {
  size_t length = MOST_SIGNS;
  if (strlen(text) <= length) return text;
  while (((unsigned char)text[length] & 0xC0) == 0x80) length--;
  return mlg_arena_strndup(arena, text, length);
}

/* What can be written of a text; NULL when memory is short, and nothing more is written. */
static const char *writable(wb_book *book, const char *text) {
  if (!mlg_utf8_valid(text) || !mlg_all_signs(text)) text = mended(book->arena, text);
  if (text != NULL) text = cut(book->arena, text);
  book->failed |= text == NULL;
  return text;
}

void mlg_put_link(wb_page *page, lxw_row_t row, lxw_col_t column, const char *text,
                  const char *link) {
  wb_book *book = page->book;
  if (book->failed || (text = writable(book, text)) == NULL) return;
  touch(page, row);
  check(page, worksheet_write_url_opt(page->sheet, row, column, link, book->formats[FORMAT_LINK],
                                      text, NULL));
}

void mlg_put_text(wb_page *page, lxw_row_t row, lxw_col_t column, const char *text,
                  book_format format) {
  wb_book *book = page->book;
  if (book->failed || text == NULL || (text = writable(book, text)) == NULL) return;
  touch(page, row);
  /* Never worksheet_write_formula or _url: a site called "=…" is only a name. */
  check(page, worksheet_write_string(page->sheet, row, column, text, book->formats[format]));
}

const char *mlg_mark_of(uint32_t flags) {
  if (flags & MLG_SUPPRESSED) return "secret";
  return flags & MLG_EMPTY ? "vide" : "n.d.";
}

void mlg_put_estimate(wb_page *page, lxw_row_t row, lxw_col_t column, double number, uint32_t flags,
                      book_format format) {
  wb_book *book = page->book;
  if (!isfinite(number)) {
    mlg_put_text(page, row, column, mlg_mark_of(flags), FORMAT_MARK);
    return;
  }
  if (book->failed) return;
  touch(page, row);
  lxw_format *shown = flags & MLG_FRAGILE ? book->fragile[format] : book->formats[format];
  check(page, worksheet_write_number(page->sheet, row, column, number, shown));
}

void mlg_put_formula(wb_page *page, lxw_row_t row, lxw_col_t column, const char *formula,
                     double value, book_format format) {
  wb_book *book = page->book;
  if (!isfinite(value)) {
    mlg_put_estimate(page, row, column, value, MLG_ABSENT, format);
    return;
  }
  book->failed |= formula == NULL;
  if (book->failed) return;
  touch(page, row);
  check(page, worksheet_write_formula_num(page->sheet, row, column, formula, book->formats[format],
                                          value));
}

static bool is_share(book_format format) {
  return format == FORMAT_PERCENT || format == FORMAT_TOTAL_PERCENT;
}

void mlg_put_value(wb_page *page, lxw_row_t row, lxw_col_t column, mlg_estimate estimate,
                   book_format format) {
  mlg_arena *arena = page->book->arena;
  const char *least = is_share(format) ? mlg_wording_least_rate(arena, estimate)
                                       : mlg_wording_least(arena, estimate);
  if (least != NULL && *least == '\0')
    mlg_put_estimate(page, row, column, estimate.value, estimate.flags, format);
  else
    mlg_put_text(page, row, column, mlg_arena_printf(arena, "%s%s", page->at_least, least),
                 FORMAT_MARK);
}

/* Before the cells of the row: a streamed row cannot be gone back to. */
void mlg_put_height(wb_page *page, lxw_row_t row, double points) {
  if (page->book->failed) return;
  touch(page, row);
  check(page, worksheet_set_row(page->sheet, row, points, NULL));
}

/* Words go to the next line whole; Excel does not say how high a row should be. Widths are in
 * digits of 11 points: about an eighth more letters of 10 points fit in. */
size_t mlg_wrapped_lines(const char *text, double width) {
  size_t lines = 1, used = 0, word = 0, room = width > 3 ? (size_t)(1.125 * (width - 1)) : 2;
  for (bool is_end = false; !is_end;) {
    unsigned point = *text != '\0' ? mlg_utf8_next(&text) : '\0';
    is_end = point == '\0';
    if (!is_end && point != ' ') {
      word++;
      continue;
    }
    if (used > 0 && used + word > room) {
      lines++;
      used = 0;
    }
    lines += word > 0 ? (word - 1) / room : 0;
    used += word + 1;
    word = 0;
  }
  return lines;
}

double mlg_height_of(size_t lines) { return 13.5 * (double)lines + 1.5; }

/* In a footer "&" starts a code: a plain one is written twice. At most 255 bytes are taken. */
static void footer_text(char *out, size_t size, const char *text) {
  size_t length = 0;
  for (; *text != '\0' && length + 2 < size; text++) {
    if (*text == '&') out[length++] = '&';
    out[length++] = *text;
  }
  while (length > 0 && ((unsigned char)out[length - 1] & 0xC0) == 0x80 && *text != '\0') length--;
  out[length] = '\0';
}

static const char *printed_date(wb_book *book) {
  const char *date = mlg_french_date(book->arena, book->portrait->project->date);
  book->failed |= date == NULL;
  return date != NULL ? date : "";
}

/* A sheet of paper that is passed around says what it is, of when, and what its signs mean. */
void mlg_page_print_setup(wb_page *page, const char *note) {
  if (page->book->failed) return;
  char left[200], header[LXW_HEADER_FOOTER_MAX], footer[LXW_HEADER_FOOTER_MAX];
  footer_text(left, sizeof left, page->book->portrait->project->title);
  snprintf(header, sizeof header, "&L&8%s&C&8&A&R&8%s", left, printed_date(page->book));
  footer_text(left, sizeof left, note);
  snprintf(footer, sizeof footer, "&L&8%s&R&8&P/&N", left);
  worksheet_set_landscape(page->sheet);
  worksheet_set_paper(page->sheet, 9 /* A4 */);
  worksheet_set_margins(page->sheet, 0.4, 0.4, 0.6, 0.6);
  worksheet_fit_to_pages(page->sheet, 1, 0);
  check(page, worksheet_set_header(page->sheet, header));
  check(page, worksheet_set_footer(page->sheet, footer));
}
