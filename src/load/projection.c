/* SPDX-License-Identifier: Apache-2.0 */
#include "load/load_internal.h"

#include <math.h>
#include <stdio.h>

enum { EPSG_LAMBERT93 = 2154, EPSG_WGS84 = 4326 };

/*
 * Metropolitan France, Corsica included, in EPSG:2154, with room around: all that lies between
 * 41 and 52 degrees north, 6 west and 10 east. Swapped coordinates land thousands of km away.
 */
static const mlg_box FRANCE = {-60000, 5980000, 1300000, 7280000};

static bool is_in_france(double x, double y) {
  return x >= FRANCE.min_x && x <= FRANCE.max_x && y >= FRANCE.min_y && y <= FRANCE.max_y;
}

/* Without the traditional order, longitude and latitude are taken one for the other in silence. */
static OGRSpatialReferenceH system_of(int epsg) {
  OGRSpatialReferenceH system = OSRNewSpatialReference(NULL);
  if (system == NULL) return NULL;
  if (OSRImportFromEPSG(system, epsg) != OGRERR_NONE) {
    OSRDestroySpatialReference(system);
    return NULL;
  }
  OSRSetAxisMappingStrategy(system, OAMS_TRADITIONAL_GIS_ORDER);
  return system;
}

static OGRCoordinateTransformationH to_lambert93(OGRSpatialReferenceH from) {
  OGRSpatialReferenceH lambert93 = system_of(EPSG_LAMBERT93);
  bool known = from != NULL && lambert93 != NULL;
  OGRCoordinateTransformationH transformation =
      known ? OCTNewCoordinateTransformation(from, lambert93) : NULL;
  OSRDestroySpatialReference(lambert93);
  return transformation;
}

static mlg_status library_failed(mlg_findings *findings, const char *file) {
  return mlg_report(
      findings,
      (mlg_finding){.code = MLG_F_LIBRARY_FAILED, .file = file, .value = "PROJ, EPSG:2154"});
}

/*
 * Lambert-93 goes by many names (EPSG:2154, IGNF:LAMB93, ESRI's) and its datum has had several
 * realisations. Rather than compare names, move three points: a system that leaves them within
 * a millimetre is Lambert-93, and its coordinates are taken as they stand.
 */
static bool moves_nothing(OGRCoordinateTransformationH transformation) {
  const double xs[3] = {150000, 700000, 1200000}, ys[3] = {6800000, 6600000, 6100000};
  double x[3], y[3];
  for (int i = 0; i < 3; i++) x[i] = xs[i], y[i] = ys[i];
  if (!OCTTransform(transformation, 3, x, y, NULL)) return false;
  for (int i = 0; i < 3; i++)
    if (!(hypot(x[i] - xs[i], y[i] - ys[i]) <= 0.001 /* m */)) return false;
  return true;
}

/* A layer that names no system: degrees and Lambert-93 metres cannot be confused. */
static mlg_status assume_system(const mlg_input_file *input, OGRLayerH layer, int *epsg) {
  OGREnvelope extent = {0};
  OGR_L_GetExtent(layer, &extent, TRUE);
  bool degrees = fabs(extent.MinX) <= 180 && fabs(extent.MaxX) <= 180 && fabs(extent.MinY) <= 90 &&
                 fabs(extent.MaxY) <= 90;
  *epsg = degrees ? EPSG_WGS84 : EPSG_LAMBERT93;
  return mlg_report(input->findings, (mlg_finding){.code = MLG_F_CRS_ASSUMED,
                                                   .file = input->file,
                                                   .value = degrees ? "EPSG:4326" : "EPSG:2154"});
}

/* The layer's own system, or the assumed one; to be destroyed by the caller. */
static mlg_status layer_system(const mlg_input_file *input, OGRLayerH layer,
                               OGRSpatialReferenceH *system) {
  OGRSpatialReferenceH own = OGR_L_GetSpatialRef(layer);
  int epsg = 0;
  if (own == NULL) MLG_TRY(assume_system(input, layer, &epsg));
  *system = own == NULL ? system_of(epsg) : OSRClone(own);
  if (*system == NULL) return library_failed(input->findings, input->file);
  OSRSetAxisMappingStrategy(*system, OAMS_TRADITIONAL_GIS_ORDER);
  return MLG_OK;
}

mlg_status mlg_projection_open(const mlg_input_file *input, OGRLayerH layer,
                               mlg_projection *projection) {
  OGRSpatialReferenceH system;
  MLG_TRY(layer_system(input, layer, &system));
  projection->transformation = to_lambert93(system);
  OSRDestroySpatialReference(system);
  if (projection->transformation == NULL) return library_failed(input->findings, input->file);
  if (moves_nothing(projection->transformation)) mlg_projection_close(projection);
  return MLG_OK;
}

void mlg_projection_close(mlg_projection *projection) {
  if (projection->transformation != NULL)
    OCTDestroyCoordinateTransformation(projection->transformation);
  projection->transformation = NULL;
}

static mlg_status report_outside(const mlg_input_file *input, const OGREnvelope *as_written,
                                 size_t line) {
  char *value = mlg_arena_printf(input->arena, "%.10g, %.10g", as_written->MinX, as_written->MinY);
  MLG_HAVE(value);
  return mlg_report(input->findings, (mlg_finding){.code = MLG_F_POSITION_OUTSIDE_FRANCE,
                                                   .file = input->file,
                                                   .line = line,
                                                   .value = value});
}

mlg_status mlg_projection_shape(const mlg_input_file *input, const mlg_projection *projection,
                                OGRGeometryH geometry, size_t line, mlg_blob *shape) {
  if (geometry == NULL || OGR_G_IsEmpty(geometry)) return MLG_OK;
  OGREnvelope as_written, here;
  OGR_G_FlattenTo2D(geometry);
  OGR_G_GetEnvelope(geometry, &as_written);
  if (projection->transformation != NULL &&
      OGR_G_Transform(geometry, projection->transformation) != OGRERR_NONE)
    return report_outside(input, &as_written, line);
  OGR_G_GetEnvelope(geometry, &here);
  if (!is_in_france(here.MinX, here.MinY) || !is_in_france(here.MaxX, here.MaxY))
    return report_outside(input, &as_written, line);
  size_t size = (size_t)OGR_G_WkbSize(geometry);
  unsigned char *bytes = mlg_arena_alloc(input->arena, size, 1);
  MLG_HAVE(bytes);
  OGR_G_ExportToIsoWkb(geometry, wkbNDR, bytes);
  *shape = (mlg_blob){bytes, size};
  return MLG_OK;
}

static mlg_status project_one(OGRCoordinateTransformationH transformation, mlg_point *point,
                              mlg_findings *findings) {
  double x = point->x, y = point->y;
  if (!OCTTransform(transformation, 1, &x, &y, NULL) || !is_in_france(x, y)) {
    char value[64];
    snprintf(value, sizeof value, "%.10g, %.10g", point->x, point->y);
    return mlg_report(findings,
                      (mlg_finding){.code = MLG_F_POSITION_OUTSIDE_FRANCE, .value = value});
  }
  *point = (mlg_point){x, y};
  return MLG_OK;
}

mlg_status mlg_load_project_points(mlg_point *points, size_t n, mlg_findings *findings) {
  OGRSpatialReferenceH wgs84 = system_of(EPSG_WGS84);
  OGRCoordinateTransformationH transformation = to_lambert93(wgs84);
  OSRDestroySpatialReference(wgs84);
  if (transformation == NULL) return library_failed(findings, NULL);
  mlg_status status = MLG_OK;
  for (size_t i = 0; status == MLG_OK && i < n; i++)
    status = project_one(transformation, &points[i], findings);
  OCTDestroyCoordinateTransformation(transformation);
  return status;
}
