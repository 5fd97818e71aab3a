/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_CURSOR_H
#define STORE_CURSOR_H

#include "store/sql.h"

/*
 * A row being read from left to right, as mlg_row is written: each call takes the next column.
 * Codes that were saved in the place of indexes are looked up again.
 */
typedef struct {
  sqlite3_stmt *row;
  mlg_arena *arena; /* owns the texts */
  int n;
} mlg_cursor;

/** A copy of the text; NULL for NULL. */
const char *mlg_next_text(mlg_cursor *cursor);

/** NULL gives 0. */
size_t mlg_next_count(mlg_cursor *cursor);
bool mlg_next_bool(mlg_cursor *cursor);

/** NULL gives NaN. */
double mlg_next_real(mlg_cursor *cursor);

/** What mlg_row_range(), mlg_row_flags() and mlg_row_estimate() wrote. */
mlg_estimate mlg_next_range(mlg_cursor *cursor);
uint32_t mlg_next_flags(mlg_cursor *cursor);
mlg_estimate mlg_next_estimate(mlg_cursor *cursor);

/** The row that a code stands for in `index`, MLG_NOT_FOUND for NULL or another. */
size_t mlg_next_index(mlg_cursor *cursor, const mlg_index *index);

/** The index of a word's code among `words`, or `count`. */
size_t mlg_next_word(mlg_cursor *cursor, const mlg_word *words, size_t count);

#endif
