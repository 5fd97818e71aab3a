/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/sink.h"

#include <cpl_error.h>
#include <cpl_string.h>
#include <maillage/text.h>
#include <math.h>
#include <string.h>

/* After a failure nothing more is written, but calls go on doing no harm: writers of tables stay
 * free of error handling, which is done once, where the sink is closed. */

bool mlg_sink_begin(sink *to) {
  to->said = (mlg_read_in){.arena = to->arena, .project = to->portrait->project};
  to->lambert93 = OSRNewSpatialReference(NULL);
  to->failed |= OSRImportFromEPSG(to->lambert93, 2154) != OGRERR_NONE;
  OSRSetAxisMappingStrategy(to->lambert93, OAMS_TRADITIONAL_GIS_ORDER);
  return !to->failed;
}

void mlg_sink_end(sink *to) {
  OSRRelease(to->lambert93);
  mlg_arena_free(&to->row);
}

/* ---- tables ---- */

static char **layer_options(const sink *to, const sink_table *table) {
  char **options = CSLSetNameValue(NULL, "FID", table->row_id != NULL ? table->row_id : "fid");
  if (to->schema == NULL) {
    options = CSLSetNameValue(options, "IDENTIFIER", table->title);
    return CSLSetNameValue(options, "DESCRIPTION", table->description);
  }
  options = CSLSetNameValue(options, "SCHEMA", to->schema);
  options = CSLSetNameValue(options, "GEOMETRY_NAME", "geom");
  return CSLSetNameValue(options, "LAUNDER", "NO");
}

static void create_field(sink *to, const sink_field *made) {
  OGRFieldDefnH field = OGR_Fld_Create(made->name, made->type);
  OGR_Fld_SetNullable(field, !made->is_key);
  OGR_Fld_SetUnique(field, made->is_key);
  to->failed |= OGR_L_CreateField(to->layer, field, false) != OGRERR_NONE;
  OGR_Fld_Destroy(field);
}

static void create(sink *to, const sink_table *table) {
  char **options = layer_options(to, table);
  bool is_plain = table->geometry == wkbNone;
  to->n_rows = 0;
  to->layer = GDALDatasetCreateLayer(to->dataset, table->name, is_plain ? NULL : to->lambert93,
                                     table->geometry, options);
  CSLDestroy(options);
  to->failed |= to->layer == NULL;
  for (size_t i = 0; i < table->n_fields && !to->failed; i++) create_field(to, &table->fields[i]);
}

/* What was put off is done now: the errors of a table show with it, and tables stand in the file
 * in the order in which they are made. */
static void finish(sink *to) { to->failed |= OGR_L_SyncToDisk(to->layer) != OGRERR_NONE; }

void mlg_sink_create(sink *to, const sink_table *table) {
  if (!to->failed) create(to, table);
  if (!to->failed) finish(to);
}

mlg_status mlg_sink_write(sink *to, const sink_table *table) {
  if (to->failed) return MLG_OK;
  create(to, table);
  if (to->failed) return MLG_OK;
  to->feature = OGR_F_Create(OGR_L_GetLayerDefn(to->layer));
  mlg_status status = table->write(to, table);
  OGR_F_Destroy(to->feature);
  MLG_TRY(status);
  finish(to);
  return MLG_OK;
}

mlg_status mlg_sink_fill(sink *to, const sink_table *table) {
  mlg_filling_table(to->filling, table->name, table->n_fields);
  mlg_status status = table->write(to, table);
  mlg_filling_end(to->filling);
  return status;
}

/* ---- rows ---- */

sink_row mlg_sink_row(sink *to) {
  if (to->filling != NULL) return (sink_row){to, NULL, 0};
  OGR_F_SetFID(to->feature, OGRNullFID);
  OGR_F_SetGeometryDirectly(to->feature, NULL);
  return (sink_row){to, to->feature, 0};
}

static void put_null(sink_row *row) {
  if (row->to->filling != NULL)
    mlg_filling_null(row->to->filling);
  else
    OGR_F_SetFieldNull(row->feature, row->field++);
}

void mlg_sink_said(sink_row *row, const char *text) {
  if (row->to->filling != NULL)
    mlg_filling_text(row->to->filling, text);
  else
    OGR_F_SetFieldString(row->feature, row->field++, text);
}

void mlg_sink_text(sink_row *row, const char *text) {
  if (text == NULL || *text == '\0')
    put_null(row);
  else
    mlg_sink_said(row, text);
}

void mlg_sink_real(sink_row *row, double value) {
  if (row->to->filling != NULL)
    mlg_filling_real(row->to->filling, value);
  else if (isfinite(value))
    OGR_F_SetFieldDouble(row->feature, row->field++, value);
  else
    put_null(row);
}

static void put_whole(sink_row *row, bool known, int value) {
  if (!known)
    put_null(row);
  else if (row->to->filling != NULL)
    mlg_filling_whole(row->to->filling, value);
  else
    OGR_F_SetFieldInteger(row->feature, row->field++, value);
}

void mlg_sink_flag(sink_row *row, bool known, bool value) { put_whole(row, known, value); }

void mlg_sink_year(sink_row *row, int year) { put_whole(row, year != 0, year); }

/* Counts and persons: no bound is below 0. */
void mlg_sink_bounds(sink_row *row, mlg_estimate estimate) {
  mlg_sink_real(row, estimate.value);
  mlg_sink_real(row, mlg_publish_low(estimate));
  mlg_sink_real(row, mlg_publish_high(estimate));
}

void mlg_sink_add(sink_row *row) {
  sink *to = row->to;
  if (to->filling != NULL && !mlg_filling_row(to->filling)) return;
  if (to->filling == NULL)
    to->failed |= OGR_L_CreateFeature(to->layer, row->feature) != OGRERR_NONE;
  to->n_rows++;
  mlg_arena_clear(&to->row);
}

/* ---- statements ---- */

/* 'l''aide': the quotes of SQL, the same in SQLite and PostgreSQL (whose strings are standard
 * ones since 9.1); the end of the copy. */
static char *put_quoted(char *at, const char *text) {
  if (text == NULL) return mlg_append(at, "NULL");
  *at++ = '\'';
  for (; *text != '\0'; text++) {
    if (*text == '\'') *at++ = '\'';
    *at++ = *text;
  }
  *at++ = '\'';
  *at = '\0';
  return at;
}

static char *fill(mlg_arena *arena, const char *statement, const char *const *arguments) {
  size_t size = strlen(statement) + 1, n = 0;
  for (const char *at = strstr(statement, "%s"); at != NULL; at = strstr(at + 2, "%s"), n++)
    size += arguments[n] == NULL ? 4 : 2 * strlen(arguments[n]) + 2;
  char *text = MLG_NEW(arena, char, size), *end = text;
  if (text == NULL) return NULL;
  for (n = 0; *statement != '\0';) {
    if (strncmp(statement, "%s", 2) == 0) {
      end = put_quoted(end, arguments[n++]);
      statement += 2;
    } else {
      *end++ = *statement++;
    }
  }
  return text;
}

void mlg_sink_sql(sink *to, const char *statement, const char *const *arguments) {
  if (to->failed) return;
  char *text = fill(to->arena, statement, arguments);
  CPLErrorReset();
  OGRLayerH result = text == NULL ? NULL : GDALDatasetExecuteSQL(to->dataset, text, NULL, NULL);
  if (result != NULL) GDALDatasetReleaseResultSet(to->dataset, result);
  to->failed |= text == NULL || CPLGetLastErrorType() >= CE_Failure;
}

static const char *first_value(sink *to, OGRLayerH result) {
  OGRFeatureH row = OGR_L_GetNextFeature(result);
  const char *value = NULL;
  if (row != NULL && OGR_F_IsFieldSetAndNotNull(row, 0))
    value = mlg_arena_strdup(to->arena, OGR_F_GetFieldAsString(row, 0));
  if (row != NULL) OGR_F_Destroy(row);
  return value;
}

const char *mlg_sink_ask(sink *to, const char *query, const char *const *arguments) {
  if (to->failed) return NULL;
  char *text = fill(to->arena, query, arguments);
  CPLErrorReset();
  OGRLayerH result = text == NULL ? NULL : GDALDatasetExecuteSQL(to->dataset, text, NULL, NULL);
  const char *value = result == NULL ? NULL : first_value(to, result);
  if (result != NULL) GDALDatasetReleaseResultSet(to->dataset, result);
  to->failed |= text == NULL || CPLGetLastErrorType() >= CE_Failure;
  return value;
}

/* ---- shapes ---- */

static OGRGeometryH ring_of(const mlg_path *path) {
  OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
  OGR_G_SetPoints(ring, (int)path->n, &path->points->x, sizeof(mlg_point), &path->points->y,
                  sizeof(mlg_point), NULL, 0);
  return ring;
}

OGRGeometryH mlg_sink_polygons(const mlg_shape *shape) {
  OGRGeometryH whole = OGR_G_CreateGeometry(wkbMultiPolygon), polygon = NULL;
  for (size_t i = 0; i < shape->n_paths; i++) {
    bool is_shell = polygon == NULL || mlg_path_area(&shape->paths[i]) > 0;
    if (is_shell) {
      polygon = OGR_G_CreateGeometry(wkbPolygon);
      OGR_G_AddGeometryDirectly(whole, polygon);
    }
    OGR_G_AddGeometryDirectly(polygon, ring_of(&shape->paths[i]));
  }
  return whole;
}
