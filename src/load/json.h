/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LOAD_JSON_H
#define LOAD_JSON_H

#include "load/limits.h"
#include "load/load_internal.h"

#include <jansson.h>
#include <maillage/index.h>

/* ---- json_path.c ---- */

enum { MLG_JSON_STEPS = 16 };

/** The way to the records: "layers.features" has two steps. */
typedef struct {
  size_t n;
  const char *names[MLG_JSON_STEPS];    /**< "*": every key. */
  const char *prefixes[MLG_JSON_STEPS]; /**< What comes before each step: "", "layers". */
} mlg_json_path;

/** Cuts `input->options.records` at its dots. */
mlg_status mlg_json_path_read(const mlg_input_file *input, mlg_json_path *path);

/** Reports that there is no record under the path, and where `root` has some. */
mlg_status mlg_json_path_wrong(const mlg_input_file *input, json_t *root);

/* ---- json_lines.c ---- */

/** The line where each record begins, in `bytes` that jansson has found to be correct. */
mlg_status mlg_json_lines(const mlg_input_file *input, const char *bytes, size_t size,
                          const mlg_json_path *path, size_t n_records, size_t **lines);

/* ---- json_cells.c ---- */

/** A value of a record; several of one path are joined. */
typedef struct {
  size_t column;
  char *text;
  size_t length, capacity;
} mlg_json_cell;

/** What is written in a record, or around it. */
typedef struct mlg_json_cells {
  size_t n;
  mlg_json_cell *items;
  const struct mlg_json_cells *around; /**< Of the object that holds this one, or NULL. */
} mlg_json_cells;

/** Columns met so far, and the place reached while cells are read. */
typedef struct {
  const mlg_input_file *input;
  mlg_index index;
  const char **columns; /**< Those of values around records begin with MLG_JSON_AROUND. */
  size_t n_columns, column_capacity;
  size_t *places; /**< Of each column, in `cells` if it is there. */
  size_t place_capacity;
  mlg_json_cells cells;
  size_t cell_capacity;
  char name[MLG_MOST_NAME_BYTES];
  size_t name_length;
} mlg_json_reader;

/** No name of JSON begins with it: jansson refuses control characters that are not escaped, and
 *  nobody escapes this one in a key. */
#define MLG_JSON_AROUND "\x01"

mlg_status mlg_json_reader_init(const mlg_input_file *input, mlg_json_reader *reader);

/** The cells of `value`, whose columns begin with `prefix`; `skip` is a key left out, or NULL. */
mlg_status mlg_json_cells_of(mlg_json_reader *reader, const char *prefix, json_t *value,
                             const char *skip, mlg_json_cells *cells);

/** One cell: the key under which a record stands. */
mlg_status mlg_json_cells_key(mlg_json_reader *reader, const char *prefix, const char *key,
                              mlg_json_cells *cells);

/* ---- json_records.c ---- */

/** Fills the columns and cells of `table` from the records of `root`. */
mlg_status mlg_json_records(const mlg_input_file *input, json_t *root, const mlg_json_path *path,
                            mlg_table *table);

#endif
