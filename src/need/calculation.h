/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NEED_CALCULATION_H
#define NEED_CALCULATION_H

#include <maillage/need.h>

/**
 * @file
 * What the steps of mlg_need_compute() hand to each other: which rows stand for
 * which zones, which cells are read, and sums up the levels.
 */

/** A dataset that some indicator reads, joined to the finest zones. */
typedef struct {
  const mlg_table *table; /**< NULL when no indicator reads it, or it is not loaded. */
  size_t key;
  mlg_index row_of_code;
  size_t *row_of_zone; /**< MLG_NOT_FOUND where the table has no row. */
  bool other_vintage;  /**< Told once. */
} mlg_joined;

/** One input of one indicator; cells of a zone are in the order of the slots. */
typedef struct {
  size_t indicator, input;
  const mlg_input *asked;
  size_t column; /**< In its table; MLG_NO_COLUMN when that is not loaded. */
  size_t first;  /**< The first slot that reads this column: cells are read, and told, once. */
} mlg_slot;

typedef struct {
  mlg_arena *arena;
  mlg_findings *findings;
  const mlg_territory *territory;
  const mlg_indicator *indicators;
  size_t n_indicators;
  const mlg_parameter *parameters;
  size_t n_parameters;
  const int *vintages;
  const mlg_source_table *tables;
  size_t population; /**< Index of the indicator, or n_indicators. */
  size_t n_datasets;
  mlg_joined *joined; /**< By dataset. */
  size_t n_slots;
  mlg_slot *slots;
  size_t *first_slot;                        /**< Of each indicator. */
  const size_t *first_leaf[MLG_LEVEL_COUNT]; /**< Of each zone, for sums. */
  mlg_cell *cells;                           /**< [zone * n_slots + slot] */
} mlg_calculation;

/** The calculation's number of finest zones. */
static inline size_t mlg_n_leaves(const mlg_calculation *c) {
  return c->territory->n_zones[MLG_IRIS];
}

/** One indicator's figures in every zone: at[level][zone * stride]. */
typedef struct {
  mlg_estimate *at[MLG_LEVEL_COUNT];
  size_t stride;
} mlg_figures;

/** What the text of a cell is. */
typedef enum {
  MLG_CELL_NUMBER,
  MLG_CELL_SUPPRESSED,
  MLG_CELL_ABSENT,
  MLG_CELL_UNREADABLE,
  MLG_CELL_NEGATIVE,
  MLG_CELL_KIND_COUNT
} mlg_cell_kind;

/** Reads a count: a number >= 0, or one of the marks that producers put for none. */
mlg_cell_kind mlg_read_count(const char *text, mlg_estimate *count);

/** Lists the slots and finds their columns; rejects missing ones and mixed vintages. */
mlg_status mlg_find_columns(mlg_calculation *c);

/** Joins every dataset that is read to the zones. */
mlg_status mlg_join_tables(mlg_calculation *c);

/** Fills cells. */
mlg_status mlg_read_cells(mlg_calculation *c);

/** The population of a code by the census table, NaN when nobody says. */
double mlg_population_of_code(const mlg_calculation *c, const char *code);

/** Prepares sums: first_leaf. */
mlg_status mlg_prepare_sums(mlg_calculation *c);

/** Sums the finest zones' figures up every level. */
void mlg_sum_up(const mlg_calculation *c, mlg_figures figures);

/** Flags what is empty or fragile, and fills `need->covered`. */
mlg_status mlg_flag_and_cover(const mlg_calculation *c, mlg_need *need);

#endif
