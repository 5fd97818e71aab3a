/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NEED_CALCULATION_H
#define NEED_CALCULATION_H

#include <maillage/need.h>

/**
 * @file
 * What the steps of mlg_need_compute() hand to each other: which rows stand for
 * which zones, what is written in their cells, what a formula is given in each
 * zone, and sums up the levels.
 */

/** What the text of a cell is. */
typedef enum {
  MLG_CELL_NUMBER,
  MLG_CELL_HIDDEN,   /**< Blank: a small count that the producer hides. */
  MLG_CELL_WITHHELD, /**< Blank, in a row that is withheld whole. */
  MLG_CELL_SUPPRESSED,
  MLG_CELL_ABSENT,
  MLG_CELL_UNREADABLE,
  MLG_CELL_NEGATIVE,
  MLG_CELL_KIND_COUNT
} mlg_cell_kind;

/** A cell as it is written; line 0 where the table has no row for the zone. */
typedef struct {
  mlg_cell_kind kind;
  size_t line;
  const char *text, *mark; /**< `mark`: what its row holds in the column that withholds it. */
  const char *how;         /**< French: what made it of several cells; NULL for one cell. */
  size_t n_rows;           /**< How many rows of the table it is made of. */
  mlg_estimate read;
} mlg_written;

/** A row of a table that is about a zone; those of one zone are a list. */
typedef struct {
  size_t row, next;    /**< `next`: among the links, or MLG_NOT_FOUND. */
  size_t n_successors; /**< Zones its commune became part of; 0: it is about this zone as it is. */
} mlg_link;

/** The passage of a project, ready to be asked. */
typedef struct {
  const mlg_passage *of; /**< NULL: none. */
  mlg_index row_of_former;
  size_t *next; /**< By row: another row of the same former code, or MLG_NOT_FOUND. */
} mlg_passage_index;

/** A dataset that some indicator reads, joined to the zones of its level. */
typedef struct {
  const mlg_table *table; /**< NULL when no indicator reads it, or it is not loaded. */
  size_t key;
  const mlg_reading *reading;
  size_t mark, total; /**< Columns that say that a row is withheld, or MLG_NO_COLUMN. */
  mlg_index row_of_code;
  size_t *first_link; /**< By zone: among the links, or MLG_NOT_FOUND without any row. */
  size_t n_links, link_capacity;
  mlg_link *links;
  const mlg_passage_index *passage;
  bool covers_most;   /**< It has rows of more than half of the communes. */
  bool other_vintage; /**< Told once. */
} mlg_joined;

/** A column that inputs read: whoever shares it, its cells are read, and told, once. */
typedef struct {
  size_t dataset;
  const char *name;
  size_t at;                        /**< In its table; MLG_NO_COLUMN for a derived count. */
  const mlg_derived_count *derived; /**< Or NULL. */
  size_t share_at, base_at;         /**< Of a derived count: in the tables of its share and base. */
  mlg_written *written;             /**< By zone of the dataset's level. */
} mlg_column;

/** One input of one indicator; cells of a zone are in the order of the slots. */
typedef struct {
  size_t indicator, input;
  const mlg_input *asked;
  size_t column, fallback; /**< Among the columns; MLG_NO_COLUMN when none, or not loaded. */
  size_t n_sources;        /**< Columns that say the same thing, `column` first: those loaded. */
  size_t *sources;
} mlg_slot;

/** What an indicator has in a split commune: see carry.c. */
typedef enum {
  MLG_SUMMED, /**< The sum of its IRIS. */
  MLG_SHARED, /**< A figure of its own, shared among its IRIS. */
  MLG_WHOLE,  /**< A figure of its own, and its IRIS none. */
} mlg_carriage;

typedef struct {
  mlg_arena *arena, *scratch; /**< For what stays, and for what is only read. */
  mlg_findings *findings;
  const mlg_territory *territory;
  const mlg_indicator *indicators;
  size_t n_indicators;
  const mlg_parameter *parameters;
  size_t n_parameters;
  const mlg_local_parameter *local; /**< Or NULL. */
  const int *vintages;
  const mlg_source_table *tables;
  size_t population; /**< Index of the indicator, or n_indicators. */
  size_t n_datasets;
  mlg_joined *joined; /**< By dataset. */
  size_t n_columns;
  mlg_column *columns;
  size_t n_slots;
  mlg_slot *slots;
  size_t *first_slot;                  /**< Of each indicator. */
  size_t *first_leaf[MLG_LEVEL_COUNT]; /**< Of each zone. */
  size_t *n_leaves_of;                 /**< Of each commune; they follow each other. */
  size_t *split_rank;                  /**< Of each split commune: among those. */
  mlg_carriage *carried;               /**< Of each indicator. */
  bool *mixed;                         /**< Of each indicator: some sources are by IRIS, others by
                                            commune, its own or those of what it refers to. */
  bool *open;                          /**< Of each finest zone: its slot's IRIS do not know it. */
  const mlg_sampling **sampled;        /**< Of each indicator: see sampling.c. */
  mlg_cell *cells;                     /**< [zone * n_slots + slot] */
  mlg_cell *commune_cells; /**< Same, of split communes: [split_rank * n_slots + slot] */
  mlg_need *need;          /**< As far as it is computed. */
} mlg_calculation;

/** The calculation's number of finest zones. */
static inline size_t mlg_n_leaves(const mlg_calculation *c) {
  return c->territory->n_zones[MLG_IRIS];
}

/** Whether a commune has more than one finest zone. */
static inline bool mlg_is_split(const mlg_calculation *c, size_t commune) {
  return c->n_leaves_of[commune] > 1;
}

/** The cells of a zone, slot by slot: of a finest zone or of a split commune. */
static inline mlg_cell *mlg_cells_of(const mlg_calculation *c, mlg_level level, size_t zone) {
  return level == MLG_COMMUNE ? c->commune_cells + c->split_rank[zone] * c->n_slots
                              : c->cells + zone * c->n_slots;
}

/** What is computed so far of one figure. */
static inline mlg_estimate mlg_so_far(const mlg_calculation *c, mlg_level level, size_t zone,
                                      size_t indicator) {
  return c->need->values[level][zone * c->n_indicators + indicator];
}

/** One indicator's figures in every zone: at[level][zone * stride]. */
typedef struct {
  mlg_estimate *at[MLG_LEVEL_COUNT];
  size_t stride;
} mlg_figures;

/** Reads a count: a number >= 0, or one of the marks that producers put for none. */
mlg_cell_kind mlg_read_count(const char *text, mlg_estimate *count);

/** Lists the slots and finds their columns; rejects missing ones and mixed vintages. */
mlg_status mlg_find_columns(mlg_calculation *c);

/** Refuses an indicator that mixes two meanings of one column's name, and tells old ones. */
mlg_status mlg_check_definitions(const mlg_calculation *c, const size_t *order);

/** The columns that took the place of one the census has no more, or NULL. French. */
const char *mlg_replaced_by(const char *column, int vintage);

/** Joins every dataset that is read to the zones of its level. */
mlg_status mlg_join_tables(mlg_calculation *c);

/** Reads the cells of every column. */
mlg_status mlg_read_columns(mlg_calculation *c);

/** The population of a code by the census table, NaN when nobody says. */
double mlg_population_of_code(const mlg_calculation *c, const char *code);

/** What a written cell stands for in its zone; `how` gets what was done, in French, or NULL. */
mlg_estimate mlg_settle(const mlg_calculation *c, const mlg_column *column, size_t zone,
                        const char **how);

/** A finest zone's part of its commune's value, among the commune's zones that are `among`, by
    finest zone (NULL: all of them); unknown where nobody can tell. */
mlg_estimate mlg_apportion(const mlg_calculation *c, mlg_estimate whole, size_t leaf,
                           const bool *among, mlg_sharing sharing, const char **how);

/** Whether a column has its values by commune. */
bool mlg_is_by_commune(const mlg_calculation *c, size_t column);

/** What shares a commune's value out in a slot: the project's word, else the indicator's. */
mlg_sharing mlg_sharing_of(const mlg_calculation *c, const mlg_slot *slot);

/** Whether what a column gave a cell is written there: not unknown, nor imputed. `column` is among
    the columns. */
bool mlg_knows(const mlg_calculation *c, size_t column, const mlg_cell *cell);

/** Says, in a cell read in the k-th source of its slot, that the first does not know it. */
void mlg_note_later(const mlg_calculation *c, const mlg_slot *slot, size_t k, mlg_cell *cell);

/** Tells where a mixed slot's files disagree; its finest zones' cells are filled. */
mlg_status mlg_compare_sources(const mlg_calculation *c, size_t slot);

/** Whether a slot's sources are some by IRIS, others by commune. */
bool mlg_is_mixed(const mlg_calculation *c, const mlg_slot *slot);

/** Puts into `cell` where a column is read for a zone of its level, and what that gives. */
void mlg_read_at(const mlg_calculation *c, const mlg_column *column, size_t zone, mlg_cell *cell);

/** A column of IRIS for a whole commune: the sum of its cells. */
void mlg_read_sum(const mlg_calculation *c, size_t commune, size_t slot, mlg_cell *cell);

/** Fills a mixed slot's cells, of finest zones and of split communes; tells where its sources
    contradict each other. */
mlg_status mlg_fill_chain(const mlg_calculation *c, size_t slot);

/** Tells what was done in a slot's cells, unless an earlier slot that reads the same did. */
mlg_status mlg_tell_inputs(const mlg_calculation *c, size_t slot);

/** Fills `need->sources` for one indicator, once its cells are. */
void mlg_note_sources(const mlg_calculation *c, size_t indicator, mlg_need *need);

/** Makes the cells of every slot, still empty. */
mlg_status mlg_prepare_inputs(mlg_calculation *c);

/** Fills the cells of one indicator in every zone, and tells where they are not its own
    columns'; the indicators it refers to are computed. */
mlg_status mlg_fill_inputs(const mlg_calculation *c, size_t indicator);

/** Puts the cells that figures were made from into the result. */
void mlg_list_cells(const mlg_calculation *c, mlg_need *need);

/** Finds the indicators whose figure a split commune has apart from its IRIS. */
mlg_status mlg_find_carried(mlg_calculation *c, const size_t *order);

/** Whether a finest zone's figure is a part of its commune's, and nothing computed there. */
bool mlg_is_part(const mlg_calculation *c, size_t indicator, size_t leaf);

/** Whether a zone of `level` counts the commune of `leaf` by the commune's own figure. */
bool mlg_is_carried(const mlg_calculation *c, size_t indicator, mlg_level level, size_t leaf);

/** Finds the indicators that count persons of a survey. */
mlg_status mlg_find_sampled(mlg_calculation *c);

/** The variance of a count `n` among `of` persons in a zone, by the sampling of its commune. */
double mlg_sampling_variance(const mlg_calculation *c, const mlg_sampling *sampling,
                             mlg_level level, size_t zone, double n, double of);

/** Adds to an indicator that counts persons of a survey what sampling makes of it. */
void mlg_add_sampling(const mlg_calculation *c, size_t indicator, mlg_level level, size_t zone,
                      mlg_estimate *figure);

/** Prepares sums: first_leaf, n_leaves_of. */
mlg_status mlg_prepare_sums(mlg_calculation *c);

/** Sums the finest zones' figures, and those that communes carry, up every level. */
void mlg_sum_up(const mlg_calculation *c, size_t indicator, mlg_figures figures);

/** Flags what is empty or fragile, and fills `need->covered`. */
mlg_status mlg_flag_and_cover(const mlg_calculation *c, mlg_need *need);

#endif
