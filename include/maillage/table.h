/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_TABLE_H
#define MAILLAGE_TABLE_H

#include <maillage/finding.h>
#include <stdbool.h>
#include <stddef.h>

/**
 * @file
 * A table as it was read: columns of text, each row with its line in the file.
 * Codes such as 01001 stay what they are; numbers are read later, by those who
 * know which columns hold some.
 */

typedef struct {
  const unsigned char *bytes;
  size_t size;
} mlg_blob;

typedef struct {
  const char *file; /**< As the project names it. */
  size_t n_columns, n_rows;
  const char **columns; /**< Names, from the header. */
  const char **cells;   /**< Row by row; NULL where nothing is written. */
  size_t *lines;        /**< Of each row, from 1 (the header); feature number + 1 elsewhere. */
  mlg_blob *shapes;     /**< WKB in EPSG:2154, one a row; NULL without geometry. */
  bool is_sheet;        /**< From a workbook, where 01001 may have become the number 1001. */
} mlg_table;

/** What column() returns when there is no such column. */
#define MLG_NO_COLUMN ((size_t)-1)

/** The index of the column named `name` exactly, or MLG_NO_COLUMN. */
size_t mlg_table_column(const mlg_table *table, const char *name);

/**
 * The same for a column of a producer, whose name changes with editions: in other capitals
 * ("ARSAS" for "arsas"), with the vintage behind ("ARSAS_2021"), or under a name known to be
 * another of it ("INSEE_COM" for "code_insee"). The exact name first; none of two candidates.
 */
size_t mlg_table_find(const mlg_table *table, const char *name, int vintage);

/** Tells, once for all, that `name` was found as `column`; nothing when it is that name. */
mlg_status mlg_table_tell_name(const mlg_table *table, const char *name, size_t column,
                               mlg_findings *findings);

/** Reports COLUMN_MISSING, with the name that is nearest to `column`. */
mlg_status mlg_table_lacks(const mlg_table *table, const char *column, mlg_findings *findings);

/**
 * The vintage under which `table` has `column`, which it lacks under `vintage`: P20_POP for
 * P19_POP gives 2020, and P20_POP in `found`. 0 when no column is like that.
 */
int mlg_table_vintage(const mlg_table *table, const char *column, int vintage, const char **found);

/** Reports VINTAGE_MISMATCH: `column` shows that the table is of `found`, not of `declared`. */
mlg_status mlg_table_is_of(const mlg_table *table, const char *column, int found, int declared,
                           mlg_findings *findings);

/** The text of a cell, NULL when blank. */
const char *mlg_table_cell(const mlg_table *table, size_t row, size_t column);

#endif
