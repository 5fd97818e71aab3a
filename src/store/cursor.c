/* SPDX-License-Identifier: Apache-2.0 */
#include "store/cursor.h"

#include <math.h>

/* SQLite's own copy, good until the row is left. */
static const char *borrowed(mlg_cursor *cursor) {
  const char *text = (const char *)sqlite3_column_text(cursor->row, cursor->n++);
  return text == NULL ? "" : text;
}

const char *mlg_next_text(mlg_cursor *cursor) {
  return mlg_column_text(cursor->row, cursor->n++, cursor->arena);
}

size_t mlg_next_count(mlg_cursor *cursor) {
  return (size_t)sqlite3_column_int64(cursor->row, cursor->n++);
}

bool mlg_next_bool(mlg_cursor *cursor) { return mlg_next_count(cursor) != 0; }

double mlg_next_real(mlg_cursor *cursor) { return mlg_column_real(cursor->row, cursor->n++, NAN); }

mlg_estimate mlg_next_range(mlg_cursor *cursor) {
  cursor->n += 3;
  return mlg_column_range(cursor->row, cursor->n - 3);
}

uint32_t mlg_next_flags(mlg_cursor *cursor) { return mlg_column_flags(cursor->row, cursor->n++); }

mlg_estimate mlg_next_estimate(mlg_cursor *cursor) {
  cursor->n += 5;
  return mlg_column_estimate(cursor->row, cursor->n - 5);
}

size_t mlg_next_index(mlg_cursor *cursor, const mlg_index *index) {
  return mlg_index_find(index, borrowed(cursor));
}

size_t mlg_next_word(mlg_cursor *cursor, const mlg_word *words, size_t count) {
  return mlg_word_find(words, count, borrowed(cursor));
}
