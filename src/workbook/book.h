/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WORKBOOK_BOOK_H
#define WORKBOOK_BOOK_H

#include <maillage/workbook.h>

#include <xlsxwriter.h>

/* The workbook being written: formats, sheets, and writes that cannot harm.
 *
 * libxlsxwriter writes NaN and broken UTF-8 as they come, and both spoil the
 * file in silence: every cell goes through the put_… functions below. */

typedef enum {
  FORMAT_TEXT,
  FORMAT_WRAP,    /* text on several lines */
  FORMAT_STRONG,  /* the name of a figure */
  FORMAT_SMALL,   /* the line under a figure */
  FORMAT_COUNT,   /* 41 790 */
  FORMAT_BOUND,   /* the ends of an interval: as a count, greyer */
  FORMAT_DECIMAL, /* 12,3 */
  FORMAT_PERCENT, /* 30,0 % */
  FORMAT_PERCENT_BOUND,
  FORMAT_POINTS, /* +3,2: a difference of rates */
  FORMAT_POINTS_BOUND,
  FORMAT_MARK,  /* what stands where there is no figure */
  FORMAT_RIGHT, /* text that is read as a figure */
  FORMAT_LINK,
  FORMAT_INDENT, /* text that follows a number */
  FORMAT_WRAP_INDENT,
  FORMAT_INPUT, /* to be changed by the reader */
  FORMAT_INPUT_PERCENT,
  FORMAT_SWATCH_BAR, /* the key of colours */
  FORMAT_SWATCH_WARM,
  FORMAT_SWATCH_COLD,
  FORMAT_HEADER,
  FORMAT_HEADER_NUMBER, /* above figures: on their side of the column */
  FORMAT_HEADER_INDENT,
  FORMAT_TITLE,
  FORMAT_SECTION,
  FORMAT_NOTE,
  FORMAT_TOTAL,
  FORMAT_TOTAL_INDENT,
  FORMAT_TOTAL_COUNT,
  FORMAT_TOTAL_DECIMAL,
  FORMAT_TOTAL_PERCENT,
  FORMAT_TOPIC,
  N_FORMATS
} book_format;

/* Of data bars and scales: pale enough for dark figures to be read on them. */
enum { BAR_COLOUR = 0xAFD6D0, WARM_COLOUR = 0xF39C4F, COLD_COLOUR = 0x6FB3AC };

enum { MOST_SHEETS = 24 };

typedef struct {
  const mlg_portrait *portrait;
  mlg_arena *arena;
  lxw_workbook *file;
  lxw_format *formats[N_FORMATS];
  lxw_format *fragile[N_FORMATS]; /* the same, for figures to read with care */
  bool is_large;                  /* rows are streamed: no Excel table, ascending rows only */
  mlg_findings *findings;
  const char *maps; /* folder of the run's pictures, or NULL */
  bool failed;      /* a write was refused; said once, at the end */
  size_t n_sheets;
  size_t n_rows[MOST_SHEETS]; /* rows written, for the read-back */
} wb_book;

/* One sheet; rows are written from the top down. */
typedef struct {
  wb_book *book;
  lxw_worksheet *sheet;
  size_t number;        /* among the book's sheets */
  lxw_row_t next;       /* rows before this one are counted */
  const char *at_least; /* what stands before a partial figure: "au moins " */
} wb_page;

/* More rows than this and a sheet is a filtered range, not an Excel table. */
enum { LARGE_SHEET = 10000 };

/* More than this, and what is left is not for Excel: the sheet stops, or keeps its main columns. */
enum { MOST_ROWS = 50000, MOST_CELLS = 1500000 };

/* Opens the workbook; `failed` when libxlsxwriter cannot. */
void mlg_book_open(wb_book *book, const char *path, const char *scratch);

/* Writes and closes it. */
void mlg_book_close(wb_book *book);

wb_page mlg_book_page(wb_book *book, const char *name);

void mlg_put_text(wb_page *page, lxw_row_t row, lxw_col_t column, const char *text,
                  book_format format);

/* A text that leads to `link`, which is ours: a name in it is a slug. */
void mlg_put_link(wb_page *page, lxw_row_t row, lxw_col_t column, const char *text,
                  const char *link);

void mlg_put_height(wb_page *page, lxw_row_t row, double points);

/* The number, or a mark that says why there is none. `number` is the estimate's value or a bound.
 */
void mlg_put_estimate(wb_page *page, lxw_row_t row, lxw_col_t column, double number, uint32_t flags,
                      book_format format);

/* The value; of a partial figure what is known of it ("au moins 12 300"), else the mark. */
void mlg_put_value(wb_page *page, lxw_row_t row, lxw_col_t column, mlg_estimate estimate,
                   book_format format);

/* A formula, and its value for readers that do not recalculate; a mark when that is not finite. */
void mlg_put_formula(wb_page *page, lxw_row_t row, lxw_col_t column, const char *formula,
                     double value, book_format format);

/* "secret", "vide" or "n.d.". */
const char *mlg_mark_of(uint32_t flags);

/* How many lines `text` takes when wrapped in a column `width` characters wide. */
size_t mlg_wrapped_lines(const char *text, double width);

/* The height of a row of so many lines, in points. */
double mlg_height_of(size_t lines);

/* A4 landscape, one page wide, with a header and a footer; `note` says how to read the sheet. */
void mlg_page_print_setup(wb_page *page, const char *note);

/* The sheets, in their order. */
mlg_status mlg_sheet_readme(wb_book *book);
mlg_status mlg_sheet_summary(wb_book *book);
mlg_status mlg_sheet_epcis(wb_book *book);
mlg_status mlg_sheet_level(wb_book *book, mlg_level level);
mlg_status mlg_sheet_compared(wb_book *book);
mlg_status mlg_sheet_uncovered(wb_book *book);
mlg_status mlg_sheet_sites(wb_book *book);
mlg_status mlg_sheet_offers(wb_book *book);
mlg_status mlg_sheet_verify(wb_book *book);
mlg_status mlg_sheet_basics(wb_book *book);
mlg_status mlg_sheet_matches(wb_book *book);
mlg_status mlg_sheet_pathways(wb_book *book);
mlg_status mlg_sheet_scenarios(wb_book *book);
mlg_status mlg_sheet_dictionary(wb_book *book);
mlg_status mlg_sheet_sources(wb_book *book);
mlg_status mlg_sheet_findings(wb_book *book);

/* Whether the territory has EPCI to be set in order. */
bool mlg_has_epcis(const mlg_portrait *portrait);

/* How many rows the sheet of uncovered needs has: the longest one. */
size_t mlg_uncovered_rows(const mlg_portrait *portrait);

#endif
