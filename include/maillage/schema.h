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

typedef struct {
  const char *file; /**< For findings. */
  const char *name, *title;
  bool may_lack; /**< `fieldsMatch` is partial or superset: columns may be absent. */
  size_t n_missing;
  const char **missing; /**< `missingValues`: the ways to write an unknown value. */
  size_t n_fields;
  mlg_schema_field *fields;
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
 * In patterns, \d and \w are ASCII, and "." is one byte.
 */
mlg_status mlg_schema_check(mlg_arena *arena, const mlg_schema *schema, int vintage,
                            const mlg_table *table, mlg_findings *findings);

#endif
