/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PUBLISH_SINK_H
#define PUBLISH_SINK_H

#include <maillage/filling.h>
#include <maillage/publish.h>

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

/* Where tables are written through OGR: a GeoPackage, or a schema of a database. */

/* One column, as data and as a reader meets it. */
typedef struct {
  const char *name;
  const char *title;       /* French, short: heads a column */
  const char *description; /* French, one sentence */
  OGRFieldType type;
  bool is_key; /* never NULL, never twice the same */
} sink_field;

typedef struct sink sink;

/* One table or layer: what it says, and who writes its rows. */
typedef struct sink_table {
  const char *name, *title, *description;
  OGRwkbGeometryType geometry; /* wkbNone for a plain table */
  mlg_level level;             /* of the zones, in their layers */
  size_t n_fields;
  const sink_field *fields;
  const char *row_id; /* column of row numbers; NULL: "fid" */
  const char *index;  /* columns that a database looks rows up by: "niveau, code"; NULL: none */
  mlg_status (*write)(sink *to, const struct sink_table *table);
} sink_table;

struct sink {
  const mlg_portrait *portrait;
  mlg_arena *arena; /* freed when the sink is closed */
  mlg_arena row;    /* what one row says: cleared for the next */
  mlg_read_in said;
  GDALDatasetH dataset;
  mlg_filling *filling; /* NULL: rows go through OGR */
  const char *schema;   /* of a database; NULL in a file */
  OGRSpatialReferenceH lambert93;
  OGRLayerH layer;     /* the table being written */
  OGRFeatureH feature; /* filled again for each of its rows */
  size_t n_rows;       /* of that table */
  bool failed;         /* a write failed: said once, when the sink is closed */
};

/* The row being written, every field of it: each put moves on to the next. */
typedef struct {
  sink *to;
  OGRFeatureH feature; /* the sink's */
  int field;
} sink_row;

/* Sets the coordinate system; false when OGR fails. */
bool mlg_sink_begin(sink *to);
void mlg_sink_end(sink *to);

/* Creates the table. */
void mlg_sink_create(sink *to, const sink_table *table);

/* Creates the table and writes its rows. */
mlg_status mlg_sink_write(sink *to, const sink_table *table);

/* Writes the rows of a table that was created before, by `to->filling`. */
mlg_status mlg_sink_fill(sink *to, const sink_table *table);

sink_row mlg_sink_row(sink *to);
void mlg_sink_text(sink_row *row, const char *text); /* NULL or "" is NULL */
void mlg_sink_said(sink_row *row, const char *text); /* as it is, "" too */
void mlg_sink_real(sink_row *row, double value);     /* not finite is NULL */
void mlg_sink_flag(sink_row *row, bool known, bool value);
void mlg_sink_year(sink_row *row, int year);                /* 0 is NULL */
void mlg_sink_bounds(sink_row *row, mlg_estimate estimate); /* value, min, max */
void mlg_sink_add(sink_row *row);

/* Runs a statement; `arguments` stand for each %s, quoted as texts ('…', NULL: NULL). */
void mlg_sink_sql(sink *to, const char *statement, const char *const *arguments);

/* The first value that a query gives, as text; NULL when it gives none. */
const char *mlg_sink_ask(sink *to, const char *query, const char *const *arguments);

/* The shape as a MultiPolygon. */
OGRGeometryH mlg_sink_polygons(const mlg_shape *shape);

#endif
