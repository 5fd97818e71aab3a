/* SPDX-License-Identifier: Apache-2.0 */
#include "load/load_internal.h"

#include <gdal.h>
#include <string.h>

/* What a file of that name may be; GDAL's other drivers are never asked. */
static const char *const DRIVERS[] = {"GeoJSON", "ESRI Shapefile", "GPKG", NULL};

bool mlg_is_blank(const char *text) { return text[strspn(text, " \t\r\n")] == '\0'; }

/* Fields are read as text whatever their type; one that is not set stays NULL. */
static mlg_status read_cells(const mlg_input_file *input, OGRFeatureH feature, size_t n,
                             const char **cells) {
  for (size_t i = 0; i < n; i++) {
    if (!OGR_F_IsFieldSetAndNotNull(feature, (int)i)) continue;
    const char *text = OGR_F_GetFieldAsString(feature, (int)i);
    if (mlg_is_blank(text)) continue;
    cells[i] = mlg_arena_strdup(input->arena, text);
    MLG_HAVE(cells[i]);
  }
  return MLG_OK;
}

static mlg_status read_row(const mlg_input_file *input, const mlg_projection *projection,
                           OGRFeatureH feature, size_t row, mlg_table *table) {
  MLG_TRY(read_cells(input, feature, table->n_columns, table->cells + row * table->n_columns));
  if (table->shapes == NULL) return MLG_OK;
  return mlg_projection_shape(input, projection, OGR_F_GetGeometryRef(feature), table->lines[row],
                              &table->shapes[row]);
}

static mlg_status read_rows(const mlg_input_file *input, const mlg_projection *projection,
                            OGRLayerH layer, const mlg_gdal_message *message, mlg_table *table) {
  size_t row = 0;
  mlg_status status = MLG_OK;
  OGR_L_ResetReading(layer);
  for (OGRFeatureH feature;
       status == MLG_OK && row < table->n_rows && (feature = OGR_L_GetNextFeature(layer)) != NULL;
       row++) {
    status = read_row(input, projection, feature, row, table);
    OGR_F_Destroy(feature);
  }
  MLG_TRY(status);
  return row < table->n_rows ? mlg_gdal_unreadable(input, message) : MLG_OK;
}

mlg_status mlg_features_rows(const mlg_input_file *input, OGRLayerH layer, size_t n_rows,
                             const mlg_gdal_message *message, mlg_table *table) {
  bool has_shapes = OGR_L_GetGeomType(layer) != wkbNone;
  table->n_rows = n_rows;
  table->cells = MLG_NEW(input->arena, const char *, n_rows * table->n_columns);
  MLG_HAVE(table->cells);
  if (!has_shapes) return read_rows(input, NULL, layer, message, table);

  table->shapes = MLG_NEW(input->arena, mlg_blob, n_rows);
  MLG_HAVE(table->shapes);
  mlg_projection projection;
  MLG_TRY(mlg_projection_open(input, layer, &projection));
  mlg_status status = read_rows(input, &projection, layer, message, table);
  mlg_projection_close(&projection);
  return status;
}

static mlg_status read_columns(const mlg_input_file *input, OGRLayerH layer, mlg_table *table) {
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
  table->n_columns = (size_t)OGR_FD_GetFieldCount(definition);
  table->columns = MLG_NEW(input->arena, const char *, table->n_columns);
  MLG_HAVE(table->columns);
  for (size_t i = 0; i < table->n_columns; i++) {
    const char *name = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, (int)i));
    table->columns[i] = mlg_arena_strdup(input->arena, name);
    MLG_HAVE(table->columns[i]);
  }
  return MLG_OK;
}

/* Such files have no lines: a feature is numbered as a spreadsheet shows it, under a header. */
static mlg_status number_rows(const mlg_input_file *input, size_t n_rows, mlg_table *table) {
  table->lines = MLG_NEW(input->arena, size_t, n_rows);
  MLG_HAVE(table->lines);
  for (size_t i = 0; i < n_rows; i++) table->lines[i] = i + 2;
  return MLG_OK;
}

static mlg_status read_dataset(const mlg_input_file *input, GDALDatasetH dataset,
                               const mlg_gdal_message *message, mlg_table *table) {
  if (dataset == NULL || GDALDatasetGetLayerCount(dataset) == 0)
    return mlg_gdal_unreadable(input, message);
  OGRLayerH layer;
  MLG_TRY(mlg_layer_choose(input, dataset, input->options.layer, MLG_F_LAYER_NEEDED,
                           MLG_F_LAYER_UNKNOWN, &layer));
  GIntBig count = OGR_L_GetFeatureCount(layer, TRUE);
  if (count < 0) return mlg_gdal_unreadable(input, message);
  if (count == 0) return mlg_file_report(input, MLG_F_FILE_EMPTY, input->file, NULL);
  MLG_TRY(read_columns(input, layer, table));
  MLG_TRY(number_rows(input, (size_t)count, table));
  return mlg_features_rows(input, layer, (size_t)count, message, table);
}

mlg_status mlg_features_read(const mlg_input_file *input, mlg_table *table) {
  mlg_gdal_message message;
  mlg_gdal_listen(&message);
  GDALDatasetH dataset = GDALOpenEx(
      input->path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, DRIVERS, NULL, NULL);
  bool is_json = mlg_ends_in(input->path, "json") || mlg_ends_in(input->path, ".umap");
  /* GDAL says little of a JSON that is no GeoJSON. */
  mlg_status status = dataset == NULL && is_json ? mlg_json_explain(input)
                                                 : read_dataset(input, dataset, &message, table);
  if (dataset != NULL) GDALClose(dataset);
  mlg_gdal_deafen();
  return status;
}
