/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PUBLISH_COLUMNS_H
#define PUBLISH_COLUMNS_H

#include "publish/sink.h"

#include <maillage/publish.h>

/* Which figures stand in the layers of zones, under which names. */

typedef enum {
  COLUMN_ABSENT, /* promised by the format, but the project has no such indicator */
  COLUMN_VALUE,
  COLUMN_LOW,
  COLUMN_HIGH,
  COLUMN_RATE,
  COLUMN_COVERED,
  COLUMN_NEED,
  COLUMN_PART,
  COLUMN_PLACES,
} column_kind;

typedef struct {
  const char *name;
  column_kind kind;
  size_t indicator, k; /* k: which denominator */
  mlg_family family;
  mlg_part part;
  const char *title, *description; /* of a promised column; NULL for the others */
  bool has_flags; /* bounds, rates and parts share the doubts of their figure: said once */
} layer_column;

/* The promised columns first, then those of every other indicator, then the families. */
mlg_status mlg_layer_columns(mlg_arena *arena, const mlg_portrait *portrait, layer_column **columns,
                             size_t *n);

/* How people read it: title, and one sentence. False when memory is short. */
bool mlg_column_words(mlg_arena *arena, const mlg_project *project, const layer_column *column,
                      sink_field *field);

/* NaN or infinite when there is nothing to say: NULL in the file. */
double mlg_layer_value(const mlg_portrait *portrait, mlg_level level, size_t zone,
                       const layer_column *column);

/* "fragilite:impute;besoin_aider:fragile", "" without flags. */
char *mlg_layer_flags(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level, size_t zone,
                      const layer_column *columns, size_t n);

/* "impute;fragile": one estimate's flags, for tables with a row a figure. */
char *mlg_flag_words(mlg_arena *arena, uint32_t flags);

#endif
