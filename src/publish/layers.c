/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/columns.h"
#include "publish/gpkg.h"

/* One layer a level, one feature a zone. */

typedef struct {
  const layer_column *columns;
  size_t n;
} layer_plan;

/* Parents are codes, not names: they join. Levels that the territory lacks keep their column,
 * empty, so that files of different territories can be stacked. */
static OGRLayerH create_layer(gpkg *file, mlg_level level, const layer_plan *plan) {
  OGRLayerH layer =
      mlg_gpkg_layer(file, MLG_LEVELS[level].code, MLG_LEVELS[level].description, wkbMultiPolygon);
  mlg_gpkg_key(file, layer, "code");
  mlg_gpkg_field(file, layer, "nom", OFTString);
  mlg_gpkg_field(file, layer, "type", OFTString);
  for (mlg_level above = level + 1; above < MLG_LEVEL_COUNT; above++) {
    char name[32];
    snprintf(name, sizeof name, "code_%s", MLG_LEVELS[above].code);
    mlg_gpkg_field(file, layer, name, OFTString);
  }
  for (size_t i = 0; i < plan->n; i++) mlg_gpkg_field(file, layer, plan->columns[i].name, OFTReal);
  mlg_gpkg_field(file, layer, "drapeaux", OFTString);
  return layer;
}

static void put_identity(gpkg_row *row, const mlg_territory *territory, mlg_level level,
                         const mlg_zone *zone) {
  const char type[2] = {zone->type, '\0'};
  mlg_gpkg_text(row, zone->code);
  mlg_gpkg_text(row, zone->name);
  mlg_gpkg_text(row, type);
  for (mlg_level above = level + 1; above < MLG_LEVEL_COUNT; above++) {
    size_t parent = zone->parent[above];
    mlg_gpkg_text(row, parent == MLG_NO_ZONE ? NULL : territory->zones[above][parent].code);
  }
}

static mlg_status write_zone(gpkg *file, OGRLayerH layer, mlg_level level, size_t zone,
                             const layer_plan *plan) {
  const mlg_portrait *portrait = file->portrait;
  char *flags = mlg_layer_flags(file->arena, portrait, level, zone, plan->columns, plan->n);
  MLG_HAVE(flags);
  OGRGeometryH polygons = mlg_gpkg_polygons(&portrait->shapes[level][zone]);
  file->failed |= polygons == NULL;
  gpkg_row row = mlg_gpkg_begin(file, layer);
  OGR_F_SetGeometryDirectly(row.feature, polygons);
  put_identity(&row, portrait->territory, level, &portrait->territory->zones[level][zone]);
  for (size_t i = 0; i < plan->n; i++)
    mlg_gpkg_real(&row, mlg_layer_value(portrait, level, zone, &plan->columns[i]));
  mlg_gpkg_text(&row, flags);
  mlg_gpkg_end(&row);
  return MLG_OK;
}

/* A level is there when the territory has zones of it, hence complete. */
mlg_status mlg_gpkg_write_levels(gpkg *file) {
  layer_column *columns;
  layer_plan plan = {0};
  MLG_TRY(mlg_layer_columns(file->arena, file->portrait, &columns, &plan.n));
  plan.columns = columns;
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++) {
    size_t n = file->portrait->territory->n_zones[level];
    OGRLayerH layer = n > 0 && !file->failed ? create_layer(file, level, &plan) : NULL;
    for (size_t zone = 0; zone < n && layer != NULL && !file->failed; zone++)
      MLG_TRY(write_zone(file, layer, level, zone, &plan));
  }
  return MLG_OK;
}
