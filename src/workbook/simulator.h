/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WORKBOOK_SIMULATOR_H
#define WORKBOOK_SIMULATOR_H

#include "workbook/figures.h"

/* Live formulas over three hypotheses. Each is written with its value, since readers that do
 * not recalculate show what the file holds. */

/* Columns of the table that formulas fill, one row a zone. */
enum {
  SIM_NAME,
  SIM_BASE,    /* persons */
  SIM_NEED,    /* = base x take-up x weight */
  SIM_LIMIT,   /* the take-up at which places run out, as computed by the run */
  SIM_PLACES,  /* = base x limit x capacity: it grows as capacities do */
  SIM_COVERED, /* = places / need, at most 1 */
  SIM_LEFT,    /* = need x (1 - covered) */
  SIM_RUN_COVERED,
  SIM_RUN_LEFT,
  N_SIM_COLUMNS
};

/* Whether the reference scenario is base x take-up x weight, with the project's own words. */
bool mlg_can_simulate(const mlg_portrait *portrait);

/* The hypotheses, in cells that are to be changed: names recours, poids, capacite_x. Returns the
 * next row. */
lxw_row_t mlg_put_parameters(wb_page *page, lxw_row_t row);

/* The zones and their total. Returns the next row. */
lxw_row_t mlg_put_simulation(wb_page *page, lxw_row_t row);

#endif
