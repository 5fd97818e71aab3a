/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/geopackage_notes.h"

#include "publish/qgis.h"

#include <stdio.h>

/* The tables of two extensions of the format, as it defines them: OGR 3.6 writes the one only for
 * its own needs, and the other not at all. http://www.geopackage.org/spec/#extension_schema,
 * #extension_metadata */
static const char *const EXTENSIONS[] = {
    "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, "
    "extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL, "
    "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))",
    "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
    "name TEXT, title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, "
    "CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), "
    "CONSTRAINT gdc_tn UNIQUE (table_name, name))",
    "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, "
    "constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, "
    "max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, "
    "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))",
    "CREATE TABLE IF NOT EXISTS gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT "
    "NULL, md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL, "
    "mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '')",
    "CREATE TABLE IF NOT EXISTS gpkg_metadata_reference (reference_scope TEXT NOT NULL, "
    "table_name TEXT, column_name TEXT, row_id_value INTEGER, timestamp DATETIME NOT NULL "
    "DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), md_file_id INTEGER NOT NULL, "
    "md_parent_id INTEGER, CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES "
    "gpkg_metadata(id), CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES "
    "gpkg_metadata(id))",
    "INSERT OR IGNORE INTO gpkg_extensions VALUES "
    "('gpkg_data_columns', NULL, 'gpkg_schema', "
    "'http://www.geopackage.org/spec121/#extension_schema', 'read-write'), "
    "('gpkg_data_column_constraints', NULL, 'gpkg_schema', "
    "'http://www.geopackage.org/spec121/#extension_schema', 'read-write'), "
    "('gpkg_metadata', NULL, 'gpkg_metadata', "
    "'http://www.geopackage.org/spec121/#extension_metadata', 'read-write'), "
    "('gpkg_metadata_reference', NULL, 'gpkg_metadata', "
    "'http://www.geopackage.org/spec121/#extension_metadata', 'read-write')",
};

/* `name` is an identifier of its own in the format, and the title is what people read. */
static void write_columns(sink *to, const sink_table *table) {
  for (size_t i = 0; i < table->n_fields; i++) {
    const sink_field *field = &table->fields[i];
    const char *const row[] = {table->name, field->name, field->name, field->title,
                               field->description};
    mlg_sink_sql(to, "INSERT INTO gpkg_data_columns VALUES (%s, %s, %s, %s, %s, NULL, NULL)", row);
  }
}

/* Dated by the project, not by the clock. */
static mlg_status write_metadata(sink *to, const sink_table *table) {
  char *text = mlg_qgis_metadata_file(to->arena, to->portrait, table);
  const char *date =
      mlg_arena_printf(to->arena, "%.10sT00:00:00.000Z", to->portrait->project->date);
  MLG_HAVE(text);
  MLG_HAVE(date);
  mlg_sink_sql(to,
               "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) VALUES "
               "('dataset', 'http://mrcc.com/qgis.dtd', 'text/xml', %s)",
               (const char *const[]){text});
  mlg_sink_sql(to,
               "INSERT INTO gpkg_metadata_reference (reference_scope, table_name, timestamp, "
               "md_file_id) VALUES ('table', %s, %s, (SELECT max(id) FROM gpkg_metadata))",
               (const char *const[]){table->name, date});
  return MLG_OK;
}

/* ---- layer_styles, which QGIS looks for in a GeoPackage ---- */

static const sink_field STYLE_FIELDS[] = {
    {"f_table_catalog", "Catalogue", "Vide.", OFTString, false},
    {"f_table_schema", "Schéma", "Vide.", OFTString, false},
    {"f_table_name", "Couche", "Couche que le style décrit.", OFTString, false},
    {"f_geometry_column", "Géométrie", "Colonne de géométrie.", OFTString, false},
    {"styleName", "Nom", "Nom du style.", OFTString, false},
    {"styleQML", "QML", "Le style, pour QGIS.", OFTString, false},
    {"styleSLD", "SLD", "Vide.", OFTString, false},
    {"useAsDefault", "Par défaut", "1 : QGIS l'applique à l'ouverture.", OFTInteger, false},
    {"description", "Description", "Ce que le style montre.", OFTString, false},
    {"owner", "Propriétaire", "Vide.", OFTString, false},
    {"ui", "Formulaire", "Vide.", OFTString, false},
    {"update_time", "Date", "Date du style.", OFTDateTime, false},
};

/* QGIS looks for texts that are empty, not NULL. */
static mlg_status write_style(sink *to, const sink_table *table, const zone_style *style,
                              bool is_default) {
  const char *title = style != NULL ? style->title : table->title;
  char *qml = mlg_qgis_style(to->arena, table, style, is_default);
  MLG_HAVE(qml);
  sink_row row = mlg_sink_row(to);
  mlg_sink_said(&row, "");
  mlg_sink_said(&row, "");
  mlg_sink_said(&row, table->name);
  mlg_sink_said(&row, table->geometry == wkbNone ? "" : "geom");
  mlg_sink_text(&row, title);
  mlg_sink_text(&row, qml);
  mlg_sink_said(&row, "");
  mlg_sink_flag(&row, true, is_default);
  mlg_sink_text(&row, title);
  mlg_sink_said(&row, "");
  mlg_sink_said(&row, "");
  mlg_sink_text(&row, mlg_arena_printf(to->arena, "%.10sT00:00:00Z", to->portrait->project->date));
  mlg_sink_add(&row);
  return MLG_OK;
}

static mlg_status write_zone_styles(sink *to, const sink_table *table) {
  zone_style *styles;
  size_t n;
  MLG_TRY(mlg_styles(to->arena, to->portrait, table->level, &styles, &n));
  for (size_t i = 0; i < n && !to->failed; i++) MLG_TRY(write_style(to, table, &styles[i], i == 0));
  return MLG_OK;
}

static mlg_status write_styles(sink *to, const sink_table *table) {
  (void)table;
  sink_tables tables;
  MLG_TRY(mlg_tables(to->arena, to->portrait, &tables));
  for (size_t i = 0; i < tables.n && !to->failed; i++)
    MLG_TRY(tables.items[i].geometry == wkbMultiPolygon
                ? write_zone_styles(to, &tables.items[i])
                : write_style(to, &tables.items[i], NULL, true));
  return MLG_OK;
}

static const sink_table STYLES = {.name = "layer_styles",
                                  .title = "layer_styles",
                                  .description = "Styles pour QGIS.",
                                  .geometry = wkbNone,
                                  .n_fields = sizeof STYLE_FIELDS / sizeof *STYLE_FIELDS,
                                  .fields = STYLE_FIELDS,
                                  .row_id = "id",
                                  .write = write_styles};

mlg_status mlg_geopackage_notes(sink *to, const sink_tables *tables) {
  MLG_TRY(mlg_sink_write(to, &STYLES));
  for (size_t i = 0; i < sizeof EXTENSIONS / sizeof *EXTENSIONS; i++)
    mlg_sink_sql(to, EXTENSIONS[i], NULL);
  for (size_t i = 0; i < tables->n && !to->failed; i++) {
    write_columns(to, &tables->items[i]);
    MLG_TRY(write_metadata(to, &tables->items[i]));
  }
  return MLG_OK;
}
