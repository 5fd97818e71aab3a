/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PUBLISH_GPKG_H
#define PUBLISH_GPKG_H

#include <maillage/publish.h>

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

/* Writing features through OGR, in the order of the fields. */

typedef struct {
  const mlg_portrait *portrait;
  mlg_arena *arena; /* freed when the file is closed */
  GDALDatasetH dataset;
  OGRSpatialReferenceH lambert93;
  bool failed; /* a write failed: said once, when the file is closed */
} gpkg;

/* The feature being written; each put moves on to the next field. */
typedef struct {
  gpkg *file;
  OGRLayerH layer;
  OGRFeatureH feature;
  int field;
} gpkg_row;

/* `type` wkbNone for a plain table. NULL, and `failed`, when it cannot be created. */
OGRLayerH mlg_gpkg_layer(gpkg *file, const char *name, const char *description,
                         OGRwkbGeometryType type);

void mlg_gpkg_field(gpkg *file, OGRLayerH layer, const char *name, OGRFieldType type);

/* A text field that is never NULL and never twice the same. */
void mlg_gpkg_key(gpkg *file, OGRLayerH layer, const char *name);

gpkg_row mlg_gpkg_begin(gpkg *file, OGRLayerH layer);
void mlg_gpkg_text(gpkg_row *row, const char *text); /* NULL or "" is NULL */
void mlg_gpkg_real(gpkg_row *row, double value);     /* not finite is NULL */
void mlg_gpkg_flag(gpkg_row *row, bool known, bool value);
void mlg_gpkg_bounds(gpkg_row *row, mlg_estimate estimate); /* value, min, max */
void mlg_gpkg_end(gpkg_row *row);

/* The zones as MultiPolygon, whatever the order of their rings. NULL when OGR fails. */
OGRGeometryH mlg_gpkg_polygons(const mlg_shape *shape);

mlg_status mlg_gpkg_write_levels(gpkg *file);
mlg_status mlg_gpkg_write_sites(gpkg *file);
mlg_status mlg_gpkg_write_offers(gpkg *file);
mlg_status mlg_gpkg_write_indicators(gpkg *file);
mlg_status mlg_gpkg_write_coverage(gpkg *file);

#endif
