/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/columns.h"
#include "publish/tables.h"

/* One layer a level, one feature a zone. */

/* What stands before the figures: code, name, type, and the levels above. */
enum { N_FIRST = 3 };

/* Parents are codes, not names: they join. Levels that the territory lacks keep their column,
 * empty, so that files of different territories can be stacked. */
static size_t identity_fields(mlg_arena *arena, mlg_level level, sink_field *fields) {
  static const sink_field FIRST[N_FIRST] = {
      {"code", "Code", "Code officiel de la zone ; du texte.", OFTString, true},
      {"nom", "Nom", "Nom de la zone.", OFTString, false},
      {"type", "Type d'IRIS",
       "H : habitat ; A : activité ; D : divers ; Z : commune entière. Vide aux autres niveaux.",
       OFTString, false},
  };
  size_t n = 0;
  for (; n < N_FIRST; n++) fields[n] = FIRST[n];
  for (mlg_level above = level + 1; above < MLG_LEVEL_COUNT; above++) {
    const mlg_word *word = &MLG_LEVELS[above];
    fields[n++] = (sink_field){
        mlg_arena_printf(arena, "code_%s", word->code),
        mlg_arena_printf(arena, "Code : %s", word->label),
        mlg_arena_printf(arena, "Code de la zone de niveau « %s » qui contient celle-ci.",
                         word->label),
        OFTString, false};
  }
  return n;
}

static const sink_field FLAGS = {
    "drapeaux", "Drapeaux", "Ce qui fragilise un chiffre : colonne:drapeau, séparés par « ; ».",
    OFTString, false};

static mlg_status level_fields(const mlg_portrait *portrait, mlg_arena *arena, sink_table *table) {
  layer_column *columns;
  size_t n_columns, n;
  MLG_TRY(mlg_layer_columns(arena, portrait, &columns, &n_columns));
  sink_field *fields = MLG_NEW(arena, sink_field, N_FIRST + MLG_LEVEL_COUNT + n_columns + 1);
  MLG_HAVE(fields);
  n = identity_fields(arena, table->level, fields);
  for (size_t i = 0; i < n_columns; i++)
    if (!mlg_column_words(arena, portrait->project, &columns[i], &fields[n++])) return MLG_FAILURE;
  fields[n++] = FLAGS;
  table->fields = fields;
  table->n_fields = n;
  return MLG_OK;
}

static void put_identity(sink_row *row, const mlg_territory *territory, mlg_level level,
                         const mlg_zone *zone) {
  const char type[2] = {zone->type, '\0'};
  mlg_sink_text(row, zone->code);
  mlg_sink_text(row, zone->name);
  mlg_sink_text(row, type);
  for (mlg_level above = level + 1; above < MLG_LEVEL_COUNT; above++) {
    size_t parent = zone->parent[above];
    mlg_sink_text(row, parent == MLG_NO_ZONE ? NULL : territory->zones[above][parent].code);
  }
}

static mlg_status write_zone(sink *to, mlg_level level, size_t zone, const layer_column *columns,
                             size_t n) {
  const mlg_portrait *portrait = to->portrait;
  char *flags = mlg_layer_flags(&to->row, portrait, level, zone, columns, n);
  MLG_HAVE(flags);
  OGRGeometryH polygons = mlg_sink_polygons(&portrait->shapes[level][zone]);
  to->failed |= polygons == NULL;
  sink_row row = mlg_sink_row(to);
  OGR_F_SetGeometryDirectly(row.feature, polygons);
  put_identity(&row, portrait->territory, level, &portrait->territory->zones[level][zone]);
  for (size_t i = 0; i < n; i++)
    mlg_sink_real(&row, mlg_layer_value(portrait, level, zone, &columns[i]));
  mlg_sink_text(&row, flags);
  mlg_sink_add(&row);
  return MLG_OK;
}

static mlg_status write_level(sink *to, const sink_table *table) {
  layer_column *columns;
  size_t n_columns, n_zones = to->portrait->territory->n_zones[table->level];
  MLG_TRY(mlg_layer_columns(to->arena, to->portrait, &columns, &n_columns));
  for (size_t zone = 0; zone < n_zones && !to->failed; zone++)
    MLG_TRY(write_zone(to, table->level, zone, columns, n_columns));
  return MLG_OK;
}

/* A level is there when the territory has zones of it, hence complete. */
mlg_status mlg_tables_levels(const mlg_portrait *portrait, sink_tables *tables) {
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++) {
    if (portrait->territory->n_zones[level] == 0) continue;
    const mlg_word *word = &MLG_LEVELS[level];
    sink_table table = {.name = word->code,
                        .title = mlg_wording_capital(tables->arena, word->plural),
                        .description = word->description,
                        .geometry = wkbMultiPolygon,
                        .level = level,
                        .write = write_level};
    MLG_HAVE(table.title);
    MLG_TRY(level_fields(portrait, tables->arena, &table));
    MLG_TRY(mlg_tables_add(tables, table));
  }
  return MLG_OK;
}
