/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/tables.h"

#include <maillage/text.h>

/* What people read has the spaces of French. False when memory is short. */
static bool space_words(mlg_arena *arena, sink_table *table) {
  sink_field *fields =
      mlg_arena_grow(arena, table->fields, table->n_fields, table->n_fields, sizeof *fields);
  if (fields == NULL) return false;
  table->fields = fields;
  table->description = mlg_french_spaces(arena, table->description);
  for (size_t i = 0; i < table->n_fields; i++) {
    fields[i].title = mlg_french_spaces(arena, fields[i].title);
    fields[i].description = mlg_french_spaces(arena, fields[i].description);
    if (fields[i].name == NULL || fields[i].title == NULL || fields[i].description == NULL)
      return false;
  }
  return table->description != NULL;
}

mlg_status mlg_tables_add(sink_tables *tables, sink_table table) {
  if (!space_words(tables->arena, &table)) return MLG_FAILURE;
  if (!MLG_ROOM(tables->arena, tables->items, tables->n, tables->capacity)) return MLG_FAILURE;
  tables->items[tables->n++] = table;
  return MLG_OK;
}

mlg_status mlg_tables(mlg_arena *arena, const mlg_portrait *portrait, sink_tables *tables) {
  *tables = (sink_tables){.arena = arena};
  MLG_TRY(mlg_tables_levels(portrait, tables));
  MLG_TRY(mlg_tables_sites(tables));
  MLG_TRY(mlg_tables_figures(tables));
  MLG_TRY(mlg_tables_coverage(tables));
  return mlg_tables_settings(tables);
}
