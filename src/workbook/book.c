/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/book.h"

#include <stdio.h>

/* Opening, formats, properties, closing. */

typedef struct {
  const char *number;
  uint32_t colour, fill;
  uint8_t size, align;
  bool bold, italic, wrap, underlined, rule; /* rule: a thin line under the cell */
  uint8_t indent;
} cell_style;

enum {
  INK = 0x1B2733,
  SOFT = 0x4A5A68,
  GREY = 0x7A8793,
  LINE = 0xC9D1D8,
  PALE = 0xE3EAEF,
  INPUT = 0xFFF2B8,
  LINK = 0x1F5FA8
};

static const char WHOLE[] = "#,##0", TENTH[] = "#,##0.0", PERCENT[] = "0.0%",
                  POINTS[] = "+0.0;-0.0;0.0";

static const cell_style STYLES[N_FORMATS] = {
    [FORMAT_TEXT] = {.colour = INK},
    [FORMAT_WRAP] = {.colour = INK, .wrap = true},
    [FORMAT_STRONG] = {.colour = INK, .bold = true, .wrap = true},
    [FORMAT_SMALL] = {.colour = SOFT, .size = 8},
    [FORMAT_COUNT] = {WHOLE, .colour = INK},
    [FORMAT_BOUND] = {WHOLE, .colour = GREY},
    [FORMAT_DECIMAL] = {TENTH, .colour = INK},
    [FORMAT_PERCENT] = {PERCENT, .colour = INK},
    [FORMAT_PERCENT_BOUND] = {PERCENT, .colour = GREY},
    [FORMAT_POINTS] = {POINTS, .colour = INK},
    [FORMAT_POINTS_BOUND] = {POINTS, .colour = GREY},
    [FORMAT_MARK] = {.colour = GREY, .italic = true, .align = LXW_ALIGN_RIGHT},
    [FORMAT_INPUT] = {TENTH, .colour = INK, .fill = INPUT, .bold = true, .rule = true},
    [FORMAT_INPUT_PERCENT] = {PERCENT, .colour = INK, .fill = INPUT, .bold = true, .rule = true},
    [FORMAT_SWATCH_BAR] = {.colour = INK, .fill = BAR_COLOUR},
    [FORMAT_SWATCH_WARM] = {.colour = INK, .fill = WARM_COLOUR},
    [FORMAT_SWATCH_COLD] = {.colour = INK, .fill = COLD_COLOUR},
    [FORMAT_WRAP_INDENT] = {.colour = INK, .wrap = true, .indent = 1},
    [FORMAT_HEADER] = {.colour = INK, .fill = PALE, .bold = true, .wrap = true, .rule = true},
    [FORMAT_TITLE] = {.colour = INK, .size = 15, .bold = true},
    [FORMAT_SECTION] = {.colour = INK, .size = 11, .bold = true},
    [FORMAT_HEADER_NUMBER] = {.colour = INK,
                              .fill = PALE,
                              .bold = true,
                              .wrap = true,
                              .rule = true,
                              .align = LXW_ALIGN_RIGHT},
    [FORMAT_HEADER_INDENT] =
        {.colour = INK, .fill = PALE, .bold = true, .wrap = true, .rule = true, .indent = 1},
    [FORMAT_RIGHT] = {.colour = INK, .align = LXW_ALIGN_RIGHT},
    [FORMAT_LINK] = {.colour = LINK, .underlined = true},
    [FORMAT_INDENT] = {.colour = INK, .indent = 1},
    [FORMAT_NOTE] = {.colour = SOFT, .size = 9, .wrap = true},
    [FORMAT_TOTAL] = {.colour = INK, .fill = PALE, .bold = true},
    [FORMAT_TOTAL_INDENT] = {.colour = INK, .fill = PALE, .bold = true, .indent = 1},
    [FORMAT_TOTAL_COUNT] = {WHOLE, .colour = INK, .fill = PALE, .bold = true},
    [FORMAT_TOTAL_DECIMAL] = {TENTH, .colour = INK, .fill = PALE, .bold = true},
    [FORMAT_TOTAL_PERCENT] = {PERCENT, .colour = INK, .fill = PALE, .bold = true},
    [FORMAT_TOPIC] = {.colour = INK, .bold = true, .wrap = true},
};

/* Colours and sizes are set on cells: LibreOffice does not draw the styles of Excel tables. */
static lxw_format *make_format(wb_book *book, const cell_style *style, bool is_fragile) {
  lxw_format *format = workbook_add_format(book->file);
  if (format == NULL) {
    book->failed = true;
    return NULL;
  }
  format_set_font_size(format, style->size != 0 ? style->size : 10);
  format_set_font_color(format, style->colour);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  if (style->number != NULL) format_set_num_format(format, style->number);
  if (style->fill != 0) {
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_bg_color(format, style->fill);
  }
  if (style->align != 0) format_set_align(format, style->align);
  if (style->indent != 0) format_set_indent(format, style->indent);
  if (style->bold) format_set_bold(format);
  if (style->italic || is_fragile) format_set_italic(format);
  if (style->wrap) format_set_text_wrap(format);
  if (style->underlined) format_set_underline(format, LXW_UNDERLINE_SINGLE);
  if (style->rule) format_set_bottom_color(format, LINE);
  if (style->rule) format_set_bottom(format, LXW_BORDER_THIN);
  return format;
}

/* Seconds since 1970 at midnight UTC; civil days counted as in the proleptic Gregorian
 * calendar, with years that begin in March. */
static time_t date_seconds(const char *iso) {
  int year, month, day;
  if (sscanf(iso, "%4d-%2d-%2d", &year, &month, &day) != 3) return 0;
  year -= month <= 2;
  int shifted = (month + 9) % 12;
  long days = 365L * year + year / 4 - year / 100 + year / 400 + (153 * shifted + 2) / 5 + day - 1;
  return (time_t)(days - 719468) * 86400;
}

/* The same inputs give the same bytes: the file is dated by its project, not by the clock. */
static void set_properties(wb_book *book) {
  const mlg_project *project = book->portrait->project;
  lxw_doc_properties properties = {
      .title = mlg_arena_strdup(book->arena, project->title),
      .subject = "Besoin d'aide au numérique et offre à portée",
      .author = mlg_arena_strdup(book->arena, project->author),
      .comments = "Produit par Maillage. Feuille « Lisez-moi » pour commencer.",
      .created = date_seconds(project->date)};
  book->failed |= workbook_set_properties(book->file, &properties) != LXW_NO_ERROR;
}

/* `scratch` is on the disk of the results, so that one check of the room left is enough. */
void mlg_book_open(wb_book *book, const char *path, const char *scratch) {
  lxw_workbook_options options = {.constant_memory = book->is_large,
                                  .tmpdir = mlg_arena_strdup(book->arena, scratch)};
  book->file = workbook_new_opt(path, &options);
  book->failed = book->file == NULL;
  if (book->failed) return;
  set_properties(book);
  for (int i = 0; i < N_FORMATS; i++) {
    book->formats[i] = make_format(book, &STYLES[i], false);
    book->fragile[i] = make_format(book, &STYLES[i], true);
  }
}

void mlg_book_close(wb_book *book) {
  if (book->file != NULL) book->failed |= workbook_close(book->file) != LXW_NO_ERROR;
}
