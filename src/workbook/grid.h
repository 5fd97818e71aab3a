/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WORKBOOK_GRID_H
#define WORKBOOK_GRID_H

#include "workbook/book.h"

/* A data sheet: described by its columns, written in one place. */

/* What a getter gives: a text, or a number with its flags. */
typedef struct {
  const char *text; /* when not NULL */
  const char *link; /* where a text leads: "external:../folder/classeur.xlsx"; NULL: nowhere */
  bool is_mark;     /* the text stands for a figure */
  mlg_estimate estimate;
} grid_cell;

typedef enum { RULE_NONE, RULE_BARS, RULE_WARM, RULE_COLD } grid_rule;

typedef struct wb_grid wb_grid;
typedef struct grid_column grid_column;

struct grid_column {
  const char *header; /* French; no two alike in a sheet */
  double width;       /* in characters */
  book_format format;
  grid_cell (*get)(const wb_grid *grid, size_t row, const grid_column *column);
  grid_rule rule;
  bool is_secondary;   /* folded away: a click on + above the columns shows it */
  bool is_of_quarters; /* not there where every commune stands for its own quarter */
  /* What the getter reads; each sheet uses those it needs. */
  size_t indicator, k;
  mlg_family family;
  mlg_level level;
  int part;
};

struct wb_grid {
  const char *sheet;
  const char *table; /* ASCII name of the Excel table, or of the filtered range */
  size_t n_columns, n_rows;
  size_t n_ruled; /* rows that bars and colours set beside one another; 0: all */
  const grid_column *columns;
  unsigned frozen;    /* columns that stay in view */
  const char *note;   /* printed under each wb_page */
  const void *source; /* what getters read */
  wb_book *book;
};

/* Header in row 1, frozen; one Excel table, or a filtered range when it is long. What Excel could
 * not well open is left out, and said in the sheet and as a finding. */
mlg_status mlg_grid_write(const wb_grid *grid);

grid_cell mlg_cell_text(const char *text); /* NULL is "" */
grid_cell mlg_cell_number(double number);
grid_cell mlg_cell_value(mlg_estimate estimate);
grid_cell mlg_cell_low(mlg_estimate estimate);
grid_cell mlg_cell_high(mlg_estimate estimate);
grid_cell mlg_cell_mark(const char *mark);

/* A growing list of columns, arena-owned. */
typedef struct {
  mlg_arena *arena;
  grid_column *items;
  size_t n, capacity;
} grid_columns;

/* MLG_FAILURE when memory is short, also when it was for the header (NULL). */
mlg_status mlg_grid_add(grid_columns *columns, grid_column column);

#endif
