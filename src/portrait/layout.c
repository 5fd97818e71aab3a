/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/layout.h"

#include <string.h>

enum { INDENT = 2, LABEL = 12 };

static void add_spaces(mlg_prose *prose, size_t count) {
  while (count-- > 0) MLG_SAY(prose, " ");
}

/* Adds `text` padded with spaces to `width` signs; on the left when `right`. */
static void pad(mlg_prose *prose, const char *text, size_t width, bool right) {
  if (text == NULL) {
    prose->lost = true;
    return;
  }
  size_t length = mlg_utf8_length(text), gap = length < width ? width - length : 0;
  if (right) add_spaces(prose, gap);
  MLG_SAY(prose, text);
  if (!right) add_spaces(prose, gap);
}

void mlg_layout_field(mlg_prose *prose, const char *label, const char *text) {
  mlg_layout_labelled(prose, label, LABEL, text);
}

void mlg_layout_labelled(mlg_prose *prose, const char *label, size_t width, const char *text) {
  if (text != NULL && *text == '\0') return;
  add_spaces(prose, INDENT);
  pad(prose, label, width, false);
  size_t at = INDENT + width;
  for (const char *word = text; word != NULL && *word != '\0';) {
    size_t bytes = strcspn(word, " ");
    char *copy = mlg_arena_strndup(prose->arena, word, bytes);
    size_t length = copy == NULL ? 0 : mlg_utf8_length(copy);
    if (word != text && at + 1 + length > MLG_LINE_SIGNS) {
      MLG_SAY(prose, "\n");
      add_spaces(prose, INDENT + width);
      at = INDENT + width;
    } else if (word != text) {
      MLG_SAY(prose, " ");
      at++;
    }
    MLG_SAY(prose, copy);
    at += length;
    word += bytes + strspn(word + bytes, " ");
  }
  MLG_SAY(prose, text == NULL ? NULL : "\n");
}

/* `text` cut to `width` signs, with "…" for what is lost. */
static char *cut(mlg_arena *arena, const char *text, size_t width) {
  if (mlg_utf8_length(text) <= width) return mlg_arena_strdup(arena, text);
  const char *end = text;
  for (size_t i = 0; i + 1 < width; i++) mlg_utf8_next(&end);
  return MLG_TEXT(arena, mlg_arena_strndup(arena, text, (size_t)(end - text)), "…");
}

/* As wide as its heading and texts; a column without a limit is cut later, if need be. */
static size_t natural_width(const mlg_layout_column *columns, size_t n_columns,
                            const char *const *texts, size_t n_rows, size_t column) {
  size_t width = mlg_utf8_length(columns[column].heading), widest = columns[column].widest;
  for (size_t row = 0; row < n_rows; row++) {
    const char *text = texts[row * n_columns + column];
    size_t length = text == NULL ? 0 : mlg_utf8_length(text);
    if (widest > 0 && length > widest) length = widest;
    if (length > width) width = length;
  }
  return width;
}

/* The column without a limit gives up what would not fit on a line. */
static void fit_line(const mlg_layout_column *columns, size_t n_columns, size_t *widths) {
  enum { NARROWEST = 12 };
  size_t total = INDENT - 1;
  for (size_t c = 0; c < n_columns; c++) total += 1 + widths[c];
  for (size_t c = 0; c < n_columns; c++)
    while (columns[c].widest == 0 && total > MLG_LINE_SIGNS && widths[c] > NARROWEST) {
      widths[c]--;
      total--;
    }
}

static void add_row(mlg_prose *prose, const mlg_layout_column *columns, size_t n_columns,
                    const size_t *widths, const char *const *texts) {
  add_spaces(prose, INDENT - 1);
  for (size_t c = 0; c < n_columns; c++) {
    MLG_SAY(prose, " ");
    char *text = texts[c] == NULL ? NULL : cut(prose->arena, texts[c], widths[c]);
    /* No space is left at the end of a line. */
    bool last = c + 1 == n_columns && !columns[c].right;
    pad(prose, text, last ? 0 : widths[c], columns[c].right);
  }
  MLG_SAY(prose, "\n");
}

void mlg_layout_table(mlg_prose *prose, const mlg_layout_column *columns, size_t n_columns,
                      const char *const *texts, size_t n_rows) {
  const char **headings = MLG_NEW(prose->arena, const char *, n_columns);
  size_t *widths = MLG_NEW(prose->arena, size_t, n_columns);
  if (headings == NULL || widths == NULL) {
    prose->lost = true;
    return;
  }
  for (size_t c = 0; c < n_columns; c++) {
    headings[c] = columns[c].heading;
    widths[c] = natural_width(columns, n_columns, texts, n_rows, c);
  }
  fit_line(columns, n_columns, widths);
  add_row(prose, columns, n_columns, widths, headings);
  for (size_t row = 0; row < n_rows; row++)
    add_row(prose, columns, n_columns, widths, texts + row * n_columns);
}
