/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/gpkg.h"

#include <cpl_string.h>
#include <math.h>

/* After a failure nothing more is written, but calls go on doing no harm: writers of tables stay
 * free of error handling, which is done once, where the file is closed. */

OGRLayerH mlg_gpkg_layer(gpkg *file, const char *name, const char *description,
                         OGRwkbGeometryType type) {
  char **options = CSLSetNameValue(NULL, "IDENTIFIER", name);
  options = CSLSetNameValue(options, "DESCRIPTION", description);
  OGRLayerH layer = GDALDatasetCreateLayer(file->dataset, name,
                                           type == wkbNone ? NULL : file->lambert93, type, options);
  CSLDestroy(options);
  file->failed |= layer == NULL;
  return layer;
}

static void create_field(gpkg *file, OGRLayerH layer, const char *name, OGRFieldType type,
                         bool is_key) {
  if (layer == NULL) return;
  OGRFieldDefnH field = OGR_Fld_Create(name, type);
  OGR_Fld_SetNullable(field, !is_key);
  OGR_Fld_SetUnique(field, is_key);
  file->failed |= OGR_L_CreateField(layer, field, false) != OGRERR_NONE;
  OGR_Fld_Destroy(field);
}

void mlg_gpkg_field(gpkg *file, OGRLayerH layer, const char *name, OGRFieldType type) {
  create_field(file, layer, name, type, false);
}

void mlg_gpkg_key(gpkg *file, OGRLayerH layer, const char *name) {
  create_field(file, layer, name, OFTString, true);
}

gpkg_row mlg_gpkg_begin(gpkg *file, OGRLayerH layer) {
  return (gpkg_row){file, layer, OGR_F_Create(OGR_L_GetLayerDefn(layer)), 0};
}

void mlg_gpkg_text(gpkg_row *row, const char *text) {
  if (text == NULL || *text == '\0')
    OGR_F_SetFieldNull(row->feature, row->field++);
  else
    OGR_F_SetFieldString(row->feature, row->field++, text);
}

void mlg_gpkg_real(gpkg_row *row, double value) {
  if (isfinite(value))
    OGR_F_SetFieldDouble(row->feature, row->field++, value);
  else
    OGR_F_SetFieldNull(row->feature, row->field++);
}

void mlg_gpkg_flag(gpkg_row *row, bool known, bool value) {
  if (known)
    OGR_F_SetFieldInteger(row->feature, row->field++, value);
  else
    OGR_F_SetFieldNull(row->feature, row->field++);
}

/* Counts and persons: no bound is below 0. */
void mlg_gpkg_bounds(gpkg_row *row, mlg_estimate estimate) {
  mlg_gpkg_real(row, estimate.value);
  mlg_gpkg_real(row, mlg_publish_low(estimate));
  mlg_gpkg_real(row, mlg_publish_high(estimate));
}

void mlg_gpkg_end(gpkg_row *row) {
  row->file->failed |= OGR_L_CreateFeature(row->layer, row->feature) != OGRERR_NONE;
  OGR_F_Destroy(row->feature);
}

/* Every ring in one polygon, as if the first were a shell and the others its holes. */
static OGRGeometryH polygon_of_rings(const mlg_shape *shape) {
  OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
  for (size_t i = 0; i < shape->n_paths; i++) {
    OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
    for (size_t j = 0; j < shape->paths[i].n; j++)
      OGR_G_AddPoint_2D(ring, shape->paths[i].points[j].x, shape->paths[i].points[j].y);
    OGR_G_AddGeometryDirectly(polygon, ring);
  }
  return polygon;
}

/* Rings fill by the even-odd rule, and GEOS makes a polygon valid by that very rule: shells,
 * holes and separate parts find their place. One ring needs no sorting out. */
OGRGeometryH mlg_gpkg_polygons(const mlg_shape *shape) {
  OGRGeometryH polygon = polygon_of_rings(shape);
  if (shape->n_paths > 1) {
    OGRGeometryH sorted = OGR_G_MakeValid(polygon);
    OGR_G_DestroyGeometry(polygon);
    polygon = sorted;
  }
  if (polygon == NULL) return NULL;
  polygon = OGR_G_ForceToMultiPolygon(polygon);
  if (wkbFlatten(OGR_G_GetGeometryType(polygon)) == wkbMultiPolygon) return polygon;
  OGR_G_DestroyGeometry(polygon);
  return NULL;
}
