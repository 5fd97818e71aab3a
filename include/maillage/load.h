/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_LOAD_H
#define MAILLAGE_LOAD_H

#include <maillage/finding.h>
#include <maillage/geometry.h>
#include <maillage/table.h>

/**
 * @file
 * Any input file -> a table of text, and findings. GDAL/OGR and PROJ live here.
 */

/** Registers GDAL's drivers and routes its messages away from the terminal. Call once. */
void mlg_load_begin(void);

/** Releases what GDAL and PROJ hold. Call once, at the end. */
void mlg_load_end(void);

/**
 * Reads `path` (reported as `file`) through an allow-list of GDAL drivers: CSV
 * with "," or ";", GeoJSON, Shapefile, GeoPackage.
 *
 * Every cell is text in UTF-8, as written; a blank cell is NULL. Latin-1 is
 * converted and text encoded twice is repaired, each with a finding. A row that comes
 * from a format without lines has its feature's number plus 1, as under a header. Shapes are
 * given as WKB in EPSG:2154. Rejects a missing, unreadable or empty file, two
 * columns of one name, a CSV row with too many or too few fields, and shapes
 * outside metropolitan France.
 */
mlg_status mlg_load_table(mlg_arena *arena, const char *path, const char *file,
                          mlg_findings *findings, mlg_table *table);

/** Longitude and latitude (WGS84, degrees, in x and y) to EPSG:2154, in place. */
mlg_status mlg_load_project_points(mlg_point *points, size_t n, mlg_findings *findings);

/** SHA-256 of a file, 64 hexadecimal digits. */
mlg_status mlg_load_digest(mlg_arena *arena, const char *path, const char *file,
                           mlg_findings *findings, const char **digest);

#endif
