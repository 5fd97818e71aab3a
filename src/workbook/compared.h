/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WORKBOOK_COMPARED_H
#define WORKBOOK_COMPARED_H

#include "workbook/book.h"

/* What the sheet Quartiers comparés shows of one rate, by quarter. */
typedef struct {
  size_t indicator;
  mlg_estimate *gaps[MLG_LEVEL_COUNT]; /* to the wider zone; NULL at levels without zones */
  mlg_rank_range *ranges;
} wb_compared_rate;

typedef struct {
  size_t n_rates;
  wb_compared_rate *rates;
} wb_comparison;

/* Whether the quarter is a whole commune: then it is ranked among communes. */
bool mlg_is_whole_commune(const mlg_territory *territory, size_t quarter);

/* Every indicator of the sheets that has a rate, in the order of the project. */
mlg_status mlg_compare_quarters(mlg_arena *arena, const mlg_portrait *portrait,
                                wb_comparison *comparison);

#endif
