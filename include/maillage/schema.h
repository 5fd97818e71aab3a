/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_SCHEMA_H
#define MAILLAGE_SCHEMA_H

#include <maillage/table.h>

/**
 * @file
 * What a kind of table promises, as a Table Schema
 * (https://datapackage.org/standard/table-schema/): its columns, what their cells hold, and how a
 * value that nobody knows is written.
 *
 * `{AA}` in a column's name is the table's vintage on two digits: P{AA}_POP is P19_POP in a table
 * of 2019. A table may have other columns, in any order, whatever `fieldsMatch` says.
 */

typedef enum {
  MLG_SCHEMA_TEXT, /**< Any text; also a type that is not checked. */
  MLG_SCHEMA_NUMBER,
  MLG_SCHEMA_INTEGER,
  MLG_SCHEMA_DATE,     /**< YYYY-MM-DD. */
  MLG_SCHEMA_GEOPOINT, /**< "longitude, latitude", in degrees. */
  MLG_SCHEMA_TYPE_COUNT
} mlg_schema_type;

/** A minimum or a maximum; `text` is NULL when there is none. */
typedef struct {
  const char *text; /**< As written; dates compare as texts. */
  double number;    /**< NaN when it is no number. */
} mlg_schema_bound;

/** What is not said is NULL, 0 or false. */
typedef struct {
  const char *name; /**< As written, `{AA}` included. */
  const char *title, *description;
  mlg_schema_type type;
  char decimal_mark[2]; /**< "." unless the schema says another. */
  bool required, unique;
  mlg_schema_bound minimum, maximum;
  const char *pattern; /**< A regular expression for the whole cell. */
  size_t n_allowed;
  const char **allowed; /**< `enum`. */
} mlg_schema_field;

/** What must hold between columns of a table: Maillage's own key, `maillage:coherences`. */
typedef enum {
  MLG_EQUALS,  /**< The sum of `left` is that of `right`, give or take `tolerance`. */
  MLG_AT_MOST, /**< ... or is no more than it. */
  MLG_RATIO,   /**< Left over right lies within bounds, and within those of the other rows. */
  MLG_ONE_FOR, /**< Rows of one `right` have one `left`. */
  MLG_BEGINS,  /**< `left` begins with `right`. */
  MLG_COHERENCE_KIND_COUNT
} mlg_coherence_kind;

typedef struct {
  mlg_coherence_kind kind;
  size_t n_left, n_right;
  const char **left, **right; /**< Columns, `{AA}` included; sums, but in the last two kinds. */
  double constant;            /**< Added to the sum of `right`; 1 for a ratio over nothing. */
  double tolerance;           /**< In the columns' unit. */
  double minimum, maximum;    /**< Of a ratio; NaN: none. */
  double below, above; /**< How many robust deviations (1.4826 times the median absolute one) of
                            the ratio's logarithm a row may be from the median, on either side;
                            NaN: as many as it likes. */
  double from;         /**< A ratio is looked at where what it divides by reaches this. */
} mlg_coherence;

typedef struct {
  const char *file; /**< For findings. */
  const char *name, *title;
  bool may_lack; /**< `fieldsMatch` is partial or superset: columns may be absent. */
  size_t n_missing;
  const char **missing; /**< `missingValues`: the ways to write an unknown value. */
  size_t n_fields;
  mlg_schema_field *fields;
  size_t n_coherences;
  mlg_coherence *coherences;
} mlg_schema;

/**
 * Reads the schema `path` (reported as `file`). Text that is no JSON is rejected at its line and
 * column, and JSON that is no Table Schema at the field. What a schema may ask and is not
 * checked here (other types, formats and constraints, keys of several columns) is reported as
 * SCHEMA_UNCHECKED and left out.
 */
mlg_status mlg_schema_read(mlg_arena *arena, const char *path, const char *file,
                           mlg_findings *findings, mlg_schema *schema);

/**
 * Holds a table against its schema. A column that is not there rejects the table, as a column of
 * another vintage does. A cell that breaks a rule is a warning (SCHEMA_VALUE) with its line and
 * column; above twenty in one column for one rule, they make one. What a figure reads is judged
 * again, harder, where it is read.
 *
 * A row where something that must hold between columns does not is one warning (INCOHERENT), at
 * the cell that is the likeliest cause; above twenty such rows, they make one. What names a
 * column that the table lacks, or a cell without a number, is not asked.
 *
 * In patterns, \d and \w are ASCII, and "." is one byte.
 */
mlg_status mlg_schema_check(mlg_arena *arena, const mlg_schema *schema, int vintage,
                            const mlg_table *table, mlg_findings *findings);

#endif
