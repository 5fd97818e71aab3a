/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WORKBOOK_SUMMARY_H
#define WORKBOOK_SUMMARY_H

#include "workbook/figures.h"

/* The blocks of the sheet Synthèse, one under the other. */

/* A zone of some level. */
typedef struct {
  mlg_level level;
  size_t zone;
} wb_place;

/* Columns that the blocks share, since they lie on one grid. */
enum {
  NAME,
  UNCOVERED,
  LOW,
  HIGH,
  RANK,
  NEED,
  PARTS,
  CAUSE = PARTS + MLG_PART_COUNT,
  PLACES,
  TAKE_UP,
  CHART
};

enum { NAME_WIDTH = 35 };

/* The key figures, of the city and of the whole territory side by side. Returns the next row. */
lxw_row_t mlg_put_key_figures(wb_page *page, lxw_row_t row, const wb_place *places, size_t n);

/* The zones that make up `of`, by uncovered need, with its total below. Sets the rows of the
 * zones: `*first` to `*last`. Moves `*row` on. */
mlg_status mlg_put_ranking(wb_page *page, lxw_row_t *row, wb_place of, lxw_row_t *first,
                           lxw_row_t *last);

/* Native stacked bars of the four parts, beside a ranking's rows. */
void mlg_put_chart(wb_page *page, const char *sheet, lxw_row_t first, lxw_row_t last);

#endif
