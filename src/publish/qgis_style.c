/* SPDX-License-Identifier: Apache-2.0 */
/* The style and the metadata of one layer, each as a document of its own. */
#include "publish/qgis.h"

#include <cpl_conv.h>
#include <maillage/text.h>
#include <stdio.h>
#include <string.h>

void mlg_qgis_aliases(xml_file *file, const sink_table *table) {
  mlg_xml_open(file, "aliases");
  for (size_t i = 0; i < table->n_fields; i++) {
    char index[24];
    snprintf(index, sizeof index, "%zu", i + 1); /* the first is the row's number */
    mlg_xml_open(file, "alias");
    mlg_xml_set(file, "field", table->fields[i].name);
    mlg_xml_set(file, "index", index);
    mlg_xml_set(file, "name", table->fields[i].title);
    mlg_xml_close(file);
  }
  mlg_xml_close(file);
}

/* A style that is not the default one changes colours only. */
char *mlg_qgis_style(mlg_arena *arena, const sink_table *table, const zone_style *style,
                     bool is_default) {
  xml_file file;
  mlg_xml_begin(&file, "qgis");
  mlg_xml_open(&file, "qgis");
  mlg_xml_set(&file, "version", QGIS_VERSION);
  mlg_xml_set(&file, "styleCategories",
              table->geometry == wkbNone ? "Fields"
              : is_default               ? "Symbology|Fields"
                                         : "Symbology");
  if (style != NULL) mlg_qgis_graduated(&file, arena, style);
  if (table->geometry == wkbPoint) mlg_qgis_sites(&file);
  if (is_default) mlg_qgis_aliases(&file, table);
  return mlg_xml_end(&file, arena);
}

/* ---- metadata ---- */

void mlg_qgis_lambert93(xml_file *file) {
  char *wkt = NULL;
  const char *const options[] = {"FORMAT=WKT2_2019", NULL};
  OGRSpatialReferenceH lambert93 = OSRNewSpatialReference(NULL);
  file->failed |= OSRImportFromEPSG(lambert93, 2154) != OGRERR_NONE ||
                  OSRExportToWktEx(lambert93, &wkt, options) != OGRERR_NONE;
  OSRRelease(lambert93);
  mlg_xml_open(file, "spatialrefsys");
  mlg_xml_text(file, "wkt", wkt); /* told by its number alone, QGIS may take a namesake */
  CPLFree(wkt);
  mlg_xml_text(file, "srid", "2154");
  mlg_xml_text(file, "authid", "EPSG:2154");
  mlg_xml_text(file, "description", "RGF93 v1 / Lambert-93");
  mlg_xml_text(file, "projectionacronym", "lcc");
  mlg_xml_text(file, "ellipsoidacronym", "EPSG:7019");
  mlg_xml_text(file, "geographicflag", "false");
  mlg_xml_close(file);
}

/* Each licence of the data, once. */
static void write_licences(xml_file *file, const mlg_project *project) {
  for (size_t i = 0; i < project->n_datasets; i++) {
    const char *licence = project->datasets[i].licence;
    bool seen = licence == NULL || *licence == '\0';
    for (size_t j = 0; j < i && !seen; j++)
      seen = project->datasets[j].licence != NULL &&
             strcmp(project->datasets[j].licence, licence) == 0;
    if (!seen) mlg_xml_text(file, "license", licence);
  }
}

/* What stands in the table, of where, from which sources. */
static char *abstract(mlg_arena *arena, const mlg_portrait *portrait, const sink_table *table) {
  const char *sources = mlg_wording_sources(arena, portrait, MLG_NO_INDICATOR);
  if (sources == NULL) return NULL;
  return mlg_arena_printf(arena, "%s %s. %s", table->description, portrait->project->title,
                          sources);
}

void mlg_qgis_metadata(xml_file *file, mlg_arena *arena, const mlg_portrait *portrait,
                       const sink_table *table) {
  const mlg_project *project = portrait->project;
  mlg_xml_text(file, "identifier", table->name);
  mlg_xml_text(file, "parentidentifier", project->id);
  mlg_xml_text(file, "language", "FRA");
  mlg_xml_text(file, "type", "dataset");
  mlg_xml_text(file, "title",
               mlg_arena_printf(arena, "%s" MLG_NNBSP ": %s", project->title, table->title));
  mlg_xml_text(file, "abstract", abstract(arena, portrait, table));
  write_licences(file, project);
  mlg_xml_text(file, "encoding", "UTF-8");
  mlg_xml_open(file, "dates");
  mlg_xml_open(file, "date");
  mlg_xml_set(file, "type", "Created");
  mlg_xml_set(file, "value", mlg_arena_printf(arena, "%.10sT00:00:00Z", project->date));
  mlg_xml_close(file);
  mlg_xml_close(file);
  if (table->geometry == wkbNone) return;
  mlg_xml_open(file, "crs");
  mlg_qgis_lambert93(file);
  mlg_xml_close(file);
}

char *mlg_qgis_metadata_file(mlg_arena *arena, const mlg_portrait *portrait,
                             const sink_table *table) {
  xml_file file;
  mlg_xml_begin(&file, "qgis");
  mlg_xml_open(&file, "qgis");
  mlg_xml_set(&file, "version", QGIS_VERSION);
  mlg_qgis_metadata(&file, arena, portrait, table);
  return mlg_xml_end(&file, arena);
}
