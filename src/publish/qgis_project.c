/* SPDX-License-Identifier: Apache-2.0 */
/* A project of QGIS beside the GeoPackage: its layers grouped, ordered and styled. */
#include "publish/qgis.h"
#include "publish/write.h"

#include <maillage/text.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef enum { SHOW_SITES, SHOW_CLASSES, SHOW_GROUND, SHOW_TABLE } shown_kind;

/* One layer of the project; several may show one table. */
typedef struct {
  shown_kind kind;
  const char *group; /* NULL: at the top */
  const char *id, *title;
  const sink_table *table;
  zone_style style; /* of SHOW_CLASSES */
  bool visible;
} shown_layer;

typedef struct {
  mlg_arena *arena;
  const mlg_portrait *portrait;
  sink_tables tables;
  const char *source; /* the GeoPackage, relative to the project */
  size_t n, capacity;
  shown_layer *layers;
} project;

/* ---- which layers ---- */

static mlg_status add(project *of, shown_layer layer) {
  layer.id = mlg_arena_printf(of->arena, "maillage_%02zu_%s", of->n + 1, layer.table->name);
  MLG_HAVE(layer.id);
  MLG_HAVE(layer.title);
  if (!MLG_ROOM(of->arena, of->layers, of->n, of->capacity)) return MLG_FAILURE;
  of->layers[of->n++] = layer;
  return MLG_OK;
}

static const sink_table *table_of(const project *of, mlg_level level) {
  for (size_t i = 0; i < of->tables.n; i++)
    if (of->tables.items[i].geometry == wkbMultiPolygon && of->tables.items[i].level == level)
      return &of->tables.items[i];
  return NULL;
}

/* The level that the base's map shows, else the finest that there is. */
static mlg_level main_level(const project *of) {
  const mlg_indicator *base = &of->portrait->project->indicators[of->portrait->base];
  mlg_level level = base->has_map ? base->map_level : 0;
  while (table_of(of, level) == NULL && level + 1 < MLG_LEVEL_COUNT) level++;
  return level;
}

/* The base's rate at each level: the one of the maps is seen, the others wait. */
static mlg_status add_base(project *of) {
  const mlg_portrait *portrait = of->portrait;
  const mlg_indicator *base = &portrait->project->indicators[portrait->base];
  if (base->n_denominators == 0) return MLG_OK;
  for (mlg_level level = 0; level < MLG_LEVEL_COUNT; level++) {
    shown_layer layer = {
        .kind = SHOW_CLASSES, .group = base->label, .visible = level == main_level(of)};
    layer.table = table_of(of, level);
    bool is_shown = layer.visible || mlg_territory_has(portrait->territory, level);
    if (layer.table == NULL || !is_shown) continue;
    MLG_TRY(mlg_style_rate(of->arena, portrait, level, portrait->base, &layer.style));
    layer.title =
        mlg_arena_printf(of->arena, "%s, par %s", layer.style.title, MLG_LEVELS[level].label);
    MLG_TRY(add(of, layer));
  }
  return MLG_OK;
}

static mlg_status add_families(project *of) {
  mlg_level level = main_level(of);
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++) {
    shown_layer layer = {.kind = SHOW_CLASSES, .group = "Sans aide", .table = table_of(of, level)};
    if (!of->portrait->coverage->recorded[family] || layer.table == NULL) continue;
    MLG_TRY(mlg_style_uncovered(of->arena, of->portrait, level, family, &layer.style));
    layer.title =
        mlg_arena_printf(of->arena, "%s, par %s", layer.style.title, MLG_LEVELS[level].label);
    MLG_TRY(add(of, layer));
  }
  return MLG_OK;
}

static mlg_status add_indicators(project *of) {
  const mlg_project *settings = of->portrait->project;
  for (size_t i = 0; i < settings->n_indicators; i++) {
    if (!mlg_style_is_wanted(of->portrait, i)) continue;
    mlg_level level = settings->indicators[i].map_level;
    shown_layer layer = {
        .kind = SHOW_CLASSES, .group = "Autres indicateurs", .table = table_of(of, level)};
    if (layer.table == NULL) continue;
    MLG_TRY(mlg_style_rate(of->arena, of->portrait, level, i, &layer.style));
    layer.title =
        mlg_arena_printf(of->arena, "%s, par %s", layer.style.title, MLG_LEVELS[level].label);
    MLG_TRY(add(of, layer));
  }
  return MLG_OK;
}

/* Sites on top; under all, the signs of zones without a figure; then what has no shape. */
static mlg_status add_all(project *of) {
  const sink_tables *tables = &of->tables;
  for (size_t i = 0; i < tables->n; i++)
    if (tables->items[i].geometry == wkbPoint)
      MLG_TRY(add(of, (shown_layer){.kind = SHOW_SITES,
                                    .title = tables->items[i].title,
                                    .table = &tables->items[i],
                                    .visible = true}));
  MLG_TRY(add_base(of));
  MLG_TRY(add_families(of));
  MLG_TRY(add_indicators(of));
  MLG_TRY(add(of, (shown_layer){.kind = SHOW_GROUND,
                                .title = "Zones sans chiffre à montrer",
                                .table = table_of(of, main_level(of)),
                                .visible = true}));
  for (size_t i = 0; i < tables->n; i++)
    if (tables->items[i].geometry == wkbNone)
      MLG_TRY(add(of, (shown_layer){.kind = SHOW_TABLE,
                                    .group = "Tables",
                                    .title = tables->items[i].title,
                                    .table = &tables->items[i]}));
  return MLG_OK;
}

/* ---- the tree ---- */

static char *data_source(const project *of, const shown_layer *layer) {
  return mlg_arena_printf(of->arena, "./%s|layername=%s", of->source, layer->table->name);
}

static void write_leaf(xml_file *file, const project *of, const shown_layer *layer) {
  mlg_xml_open(file, "layer-tree-layer");
  mlg_xml_set(file, "id", layer->id);
  mlg_xml_set(file, "name", layer->title);
  mlg_xml_set(file, "source", data_source(of, layer));
  mlg_xml_set(file, "providerKey", "ogr");
  mlg_xml_set(file, "checked", layer->visible ? "Qt::Checked" : "Qt::Unchecked");
  mlg_xml_set(file, "expanded", layer->visible ? "1" : "0");
  mlg_xml_close(file);
}

static bool same_group(const char *a, const char *b) {
  return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static void write_tree(xml_file *file, const project *of) {
  mlg_xml_open(file, "layer-tree-group");
  for (size_t i = 0; i < of->n; i++) {
    const shown_layer *layer = &of->layers[i];
    bool starts = i == 0 || !same_group(layer->group, of->layers[i - 1].group);
    bool ends = i + 1 == of->n || !same_group(layer->group, of->layers[i + 1].group);
    if (starts && layer->group != NULL) {
      mlg_xml_open(file, "layer-tree-group");
      mlg_xml_set(file, "name", mlg_wording_capital(of->arena, layer->group));
      mlg_xml_set(file, "checked", "Qt::Checked");
      mlg_xml_set(file, "expanded", layer->visible ? "1" : "0");
    }
    write_leaf(file, of, layer);
    if (ends && layer->group != NULL) mlg_xml_close(file);
  }
  mlg_xml_close(file);
}

/* ---- the layers ---- */

static const char *shape_word(OGRwkbGeometryType type) {
  return type == wkbMultiPolygon ? "Polygon" : type == wkbPoint ? "Point" : "No geometry";
}

static void write_layer(xml_file *file, const project *of, const shown_layer *layer) {
  OGRwkbGeometryType type = layer->table->geometry;
  mlg_xml_open(file, "maplayer");
  mlg_xml_set(file, "type", "vector");
  mlg_xml_set(file, "geometry", shape_word(type));
  mlg_xml_set(file, "readOnly", "0");
  mlg_xml_text(file, "id", layer->id);
  mlg_xml_text(file, "datasource", data_source(of, layer));
  mlg_xml_text(file, "layername", layer->title);
  mlg_xml_open(file, "srs");
  if (type != wkbNone) mlg_qgis_lambert93(file);
  mlg_xml_close(file);
  mlg_xml_open(file, "resourceMetadata");
  mlg_qgis_metadata(file, of->arena, of->portrait, layer->table);
  mlg_xml_close(file);
  mlg_xml_open(file, "provider");
  mlg_xml_set(file, "encoding", "UTF-8");
  mlg_xml_text_inside(file, "ogr");
  mlg_xml_close(file);
  mlg_qgis_aliases(file, layer->table);
  if (layer->kind == SHOW_CLASSES) mlg_qgis_graduated(file, of->arena, &layer->style);
  if (layer->kind == SHOW_GROUND) mlg_qgis_ground(file);
  if (layer->kind == SHOW_SITES) mlg_qgis_sites(file);
  if (type != wkbNone) mlg_xml_text(file, "previewExpression", "\"nom\"");
  mlg_xml_close(file);
}

/* ---- the whole ---- */

static void widen(const mlg_shape *shape, double box[4]) {
  for (size_t i = 0; i < shape->n_paths; i++)
    for (size_t j = 0; j < shape->paths[i].n; j++) {
      mlg_point at = shape->paths[i].points[j];
      box[0] = fmin(box[0], at.x);
      box[1] = fmin(box[1], at.y);
      box[2] = fmax(box[2], at.x);
      box[3] = fmax(box[3], at.y);
    }
}

/* The whole territory, with a margin around it. */
static void write_canvas(xml_file *file, const project *of) {
  static const char *const SIDES[] = {"xmin", "ymin", "xmax", "ymax"};
  double box[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY};
  mlg_level level = main_level(of);
  for (size_t i = 0; i < of->portrait->territory->n_zones[level]; i++)
    widen(&of->portrait->shapes[level][i], box);
  double margin = 0.03 * fmax(box[2] - box[0], box[3] - box[1]);
  mlg_xml_open(file, "mapcanvas");
  mlg_xml_set(file, "name", "theMapCanvas");
  mlg_xml_text(file, "units", "meters");
  mlg_xml_open(file, "extent");
  for (size_t i = 0; i < 4; i++)
    mlg_xml_text(file, SIDES[i],
                 mlg_arena_printf(of->arena, "%.0f", box[i] + (i < 2 ? -margin : margin)));
  mlg_xml_close(file);
  mlg_xml_open(file, "destinationsrs");
  mlg_qgis_lambert93(file);
  mlg_xml_close(file);
  mlg_xml_close(file);
}

static void write_property(xml_file *file, const char *group, const char *name, const char *type,
                           const char *value) {
  mlg_xml_open(file, group);
  mlg_xml_open(file, name);
  mlg_xml_set(file, "type", type);
  mlg_xml_text_inside(file, value);
  mlg_xml_close(file);
  mlg_xml_close(file);
}

/* Paths are relative: the folder can be moved as a whole. Without projections, the project would
 * have no coordinate system. */
static void write_properties(xml_file *file) {
  mlg_xml_open(file, "properties");
  write_property(file, "Paths", "Absolute", "bool", "false");
  write_property(file, "SpatialRefSys", "ProjectionsEnabled", "int", "1");
  mlg_xml_close(file);
}

static char *write_project(const project *of) {
  xml_file file;
  mlg_xml_begin(&file, "qgis");
  mlg_xml_open(&file, "qgis");
  mlg_xml_set(&file, "projectname", of->portrait->project->title);
  mlg_xml_set(&file, "version", QGIS_VERSION);
  mlg_xml_text(&file, "title", of->portrait->project->title);
  mlg_xml_open(&file, "projectCrs");
  mlg_qgis_lambert93(&file);
  mlg_xml_close(&file);
  write_tree(&file, of);
  write_canvas(&file, of);
  mlg_xml_open(&file, "projectlayers");
  for (size_t i = 0; i < of->n; i++) write_layer(&file, of, &of->layers[i]);
  mlg_xml_close(&file);
  write_properties(&file);
  return mlg_xml_end(&file, of->arena);
}

static mlg_status make(project *of, char **text) {
  MLG_TRY(mlg_tables(of->arena, of->portrait, &of->tables));
  MLG_TRY(add_all(of));
  *text = write_project(of);
  return *text != NULL ? MLG_OK : MLG_FAILURE;
}

mlg_status mlg_publish_qgis(const mlg_portrait *portrait, const char *geopackage, const char *path,
                            mlg_findings *findings) {
  mlg_arena arena = {0};
  project of = {.arena = &arena, .portrait = portrait, .source = geopackage};
  char *text;
  mlg_status status = make(&of, &text);
  status = status == MLG_OK ? mlg_write_text(path, text, strlen(text), findings)
                            : mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  mlg_arena_free(&arena);
  return status;
}
