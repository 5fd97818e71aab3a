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
  LAST_COLUMN = TAKE_UP
};

#define SUMMARY_SHEET "Synthèse"

enum { NAME_WIDTH = 35 };

/* What is at hand on the first screen stands on the left, up to this column; pictures follow. */
enum { LAST_ANSWER = PARTS, PICTURES = LAST_ANSWER + 1, PICTURE_PIXELS = 540 };

/* A line under a figure, over the columns of the answer. */
void mlg_put_note(wb_page *page, lxw_row_t row, const char *text);

/* The five figures that matter, of the city and of the whole territory side by side, each with
 * what it is a part of and where it comes from. Returns the next row. */
lxw_row_t mlg_put_key_figures(wb_page *page, lxw_row_t row, const wb_place *places, size_t n);

/* A long text over the whole width; nothing when it is empty. */
void mlg_put_long(wb_page *page, lxw_row_t row, const char *text);

/* The first place beside wider zones and those like it, when the portrait knows some. Moves `*row`
 * on. */
mlg_status mlg_put_beside(wb_page *page, lxw_row_t *row);

/* The five zones to act on first, and what to do there. Moves `*row` on. */
mlg_status mlg_put_actions(wb_page *page, lxw_row_t *row, wb_place of);

/* The zones that make up a place, by uncovered need, with their ranks. */
typedef struct {
  mlg_level level;
  size_t n;
  size_t *zones;
  mlg_rank_range *ranges;
} wb_ranking;

mlg_status mlg_rank_parts(wb_book *book, wb_place of, wb_ranking *ranking);

/* The map of the uncovered need, if the run drew one, in `book->maps`. */
mlg_status mlg_put_map(wb_page *page, lxw_row_t row, wb_place of);

/* The zones that make up `of`, by uncovered need, with its total below. Sets the rows of the
 * zones: `*first` to `*last`. Moves `*row` on. */
mlg_status mlg_put_ranking(wb_page *page, lxw_row_t *row, wb_place of, lxw_row_t *first,
                           lxw_row_t *last);

/* Native stacked bars of the four parts, `pixels` high, of the rows of a ranking. */
void mlg_put_chart(wb_page *page, lxw_row_t at, double pixels, lxw_row_t first, lxw_row_t last);

#endif
