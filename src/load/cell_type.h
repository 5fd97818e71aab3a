/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LOAD_CELL_TYPE_H
#define LOAD_CELL_TYPE_H

#include <maillage/schema.h>

/* A cell, and its number where its type has one. */
typedef struct {
  const char *text;
  double number; /* NaN for other types */
} mlg_cell_value;

/* Reads `value->text` as a schema's type, with `mark` between units and decimals; false when it
 * is not written so. */
bool mlg_cell_read(mlg_schema_type type, const char *mark, mlg_cell_value *value);

#endif
