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

/** How to read a file whose format leaves a choice. Zeroed: the usual way. */
typedef struct {
  const char *records; /**< JSON: where the records are, as "layers.features"; "." is the root. */
  const char *sheet;   /**< Workbooks: the sheet; NULL: the only one that holds something. */
  const char *layer;   /**< GeoPackages and the like: the layer; NULL: the only one. */
  const char *member;  /**< Zips: the file to read; NULL: the only table. */
  size_t header;       /**< CSV, workbooks: the row of the header, from 1; 0: row 1. */
  const char *key;     /**< A column of the header; NULL: any. Serves to say where it is. */
} mlg_load_options;

/**
 * Reads `path` (reported as `file`), by what its name ends in: CSV with "," or ";",
 * XLSX, XLS and ODS workbooks, JSON records, GeoJSON, Shapefile, GeoPackage, or one of
 * these inside a zip. `options` may be NULL.
 *
 * Every cell is text in UTF-8, as written; a blank cell is NULL. Latin-1 is
 * converted and text encoded twice is repaired, each with a finding. Lines are those of
 * the file, rows those of the sheet; a row that comes from a format without either has its
 * feature's number plus 1, as under a header. Shapes are given as WKB in EPSG:2154.
 *
 * JSON: `records` goes through objects and arrays; "*" goes through every key of an object,
 * and the key is then a column, "services.cle" for "services.*". A record's columns are the
 * paths of its own values ("location.x"); several values of one path are joined by "|"; an
 * array of at most three numbers is also "coordinates.0", "coordinates.1". The values around
 * a record are columns too, under their path from the root; when a record has a column of that
 * name itself, theirs is "parent.<name>".
 * Whole numbers are as written, other numbers the shortest decimal that is equal; true and
 * false are "true" and "false", null is a blank cell.
 *
 * Rejects a missing, unreadable, cut or empty file, what is no file of this computer, two
 * columns of one name, a CSV row with too many or too few fields, shapes outside metropolitan
 * France, and what would take more memory than is reasonable (load/limits.h).
 */
mlg_status mlg_load_table(mlg_arena *arena, const char *path, const char *file,
                          const mlg_load_options *options, mlg_findings *findings,
                          mlg_table *table);

/** Longitude and latitude (WGS84, degrees, in x and y) to EPSG:2154, in place. */
mlg_status mlg_load_project_points(mlg_point *points, size_t n, mlg_findings *findings);

/** SHA-256 of a file, 64 hexadecimal digits. */
mlg_status mlg_load_digest(mlg_arena *arena, const char *path, const char *file,
                           mlg_findings *findings, const char **digest);

#endif
