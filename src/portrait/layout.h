/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PORTRAIT_LAYOUT_H
#define PORTRAIT_LAYOUT_H

#include "portrait/prose.h"

/** Signs on a line of text for a terminal. */
enum { MLG_LINE_SIGNS = 100 };

/**
 * Adds "  label   text" with the text folded at spaces and aligned under its first line;
 * nothing when the text is empty. A word longer than a line stays whole.
 */
void mlg_layout_field(mlg_prose *prose, const char *label, const char *text);

/** As mlg_layout_field, with `width` signs for the label instead of twelve. */
void mlg_layout_labelled(mlg_prose *prose, const char *label, size_t width, const char *text);

typedef struct {
  const char *heading;
  size_t widest; /**< A longer text is cut; 0: to what the line has left. */
  bool right;    /**< Aligned on the right, as numbers are. */
} mlg_layout_column;

/**
 * Adds a table with its headings, columns as wide as their texts need. `texts` go row by row.
 */
void mlg_layout_table(mlg_prose *prose, const mlg_layout_column *columns, size_t n_columns,
                      const char *const *texts, size_t n_rows);

#endif
