/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LOAD_INTERNAL_H
#define LOAD_INTERNAL_H

#include <gdal.h>
#include <maillage/load.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdbool.h>

/* What the files of this room share. None of it is public. */

/** One file being read, and who is told about it. */
typedef struct {
  mlg_arena *arena;
  const char *path; /**< On this machine: for opening only. */
  const char *file; /**< As the project names it: for people. */
  mlg_findings *findings;
  mlg_load_options options;
} mlg_input_file;

/* ---- gdal.c ---- */

/** The first failure that GDAL spoke of since mlg_gdal_listen(); "" when none. */
typedef struct {
  char text[512];
} mlg_gdal_message;

/** Routes this thread's GDAL messages into `message`, until mlg_gdal_deafen(). */
void mlg_gdal_listen(mlg_gdal_message *message);
void mlg_gdal_deafen(void);

/** Reports FILE_UNREADABLE with GDAL's words, rid of the machine's path. */
mlg_status mlg_gdal_unreadable(const mlg_input_file *input, const mlg_gdal_message *message);

/* ---- file.c ---- */

/** Reports PATH_REMOTE for what GDAL might fetch elsewhere, and FILE_MISSING, with the nearest
 *  name of the folder, unless there is such a file. */
mlg_status mlg_file_exists(const mlg_input_file *input);

/** All the bytes of the file, for VSIFree(). Reports LIMIT_EXCEEDED above `most` of them. */
mlg_status mlg_file_bytes(const mlg_input_file *input, size_t most, char **bytes, size_t *size);

/** Reports a finding on the file as a whole; FAILURE when `value` is NULL, memory being short. */
mlg_status mlg_file_report(const mlg_input_file *input, mlg_finding_code code, const char *value,
                           const char *expected);

/** Reports LIMIT_EXCEEDED: `value` `unit`s were found ("Mo"), where at most `most` are read. */
mlg_status mlg_over_limit(const mlg_input_file *input, size_t line, const char *column,
                          size_t value, size_t most, const char *unit);

/** `names` as a list for a finding, cut when it is long. NULL when memory is short. */
const char *mlg_name_list(mlg_arena *arena, const char *const *names, size_t n);

/** Whether a text ends in `ending` (".csv"), in either case. */
bool mlg_ends_in(const char *text, const char *ending);

/* ---- zip.c ---- */

/** Points `input->path` at the member of the zip to read, within the zip. */
mlg_status mlg_zip_choose(mlg_input_file *input);

/** Reports LIMIT_EXCEEDED when a workbook, itself a zip, would unpack to too much. */
mlg_status mlg_zip_bounded(const mlg_input_file *input);

/* ---- csv.c ---- */

mlg_status mlg_csv_read(const mlg_input_file *input, mlg_table *table);

/* ---- layer.c ---- */

/** The sheet or layer named `wanted`, or the only one that holds something (shapes, if any does);
 *  reports `needed` when there are several, `unknown` when there is none of that name. */
mlg_status mlg_layer_choose(const mlg_input_file *input, GDALDatasetH dataset, const char *wanted,
                            mlg_finding_code needed, mlg_finding_code unknown, OGRLayerH *layer);

/* ---- workbook.c ---- */

/** Reads a sheet of an XLSX, XLS or ODS workbook. */
mlg_status mlg_workbook_read(const mlg_input_file *input, mlg_table *table);

/* ---- json.c ---- */

/** Reads the records of a JSON file. */
mlg_status mlg_json_read(const mlg_input_file *input, mlg_table *table);

/** Reports that a JSON file is no GeoJSON, and which records it holds. */
mlg_status mlg_json_explain(const mlg_input_file *input);

/* ---- features.c ---- */

/** Whether nothing is written in a cell. */
bool mlg_is_blank(const char *text);

/** Reads the layer asked for of a file with shapes, or the only one. */
mlg_status mlg_features_read(const mlg_input_file *input, mlg_table *table);

/** Fills rows, cells and shapes of `table`, whose columns are set, from `layer`. */
mlg_status mlg_features_rows(const mlg_input_file *input, OGRLayerH layer, size_t n_rows,
                             const mlg_gdal_message *message, mlg_table *table);

/* ---- projection.c ---- */

/** Carries shapes to EPSG:2154. Close with mlg_projection_close(). */
typedef struct {
  OGRCoordinateTransformationH transformation; /**< NULL: already there. */
} mlg_projection;

mlg_status mlg_projection_open(const mlg_input_file *input, OGRLayerH layer,
                               mlg_projection *projection);
void mlg_projection_close(mlg_projection *projection);

/** `geometry` (changed) as WKB in EPSG:2154; no bytes when it is NULL or empty. */
mlg_status mlg_projection_shape(const mlg_input_file *input, const mlg_projection *projection,
                                OGRGeometryH geometry, size_t line, mlg_blob *shape);

/* ---- encoding.c ---- */

/** Makes every text of `table` well-formed UTF-8, and reports what had to be done. */
mlg_status mlg_encoding_repair(const mlg_input_file *input, mlg_table *table);

/** What was wrong with a text. */
typedef enum {
  MLG_TEXT_SOUND,
  MLG_TEXT_LATIN1, /**< Read as Windows-1252, which contains Latin-1's letters. */
  MLG_TEXT_DOUBLE, /**< Encoded twice: put right. */
  MLG_TEXT_BROKEN, /**< What cannot be read became "?". */
} mlg_text_fault;

/** Replaces `text` by a repaired copy when something is wrong with it. */
mlg_status mlg_text_repair(mlg_arena *arena, const char **text, mlg_text_fault *fault);

#endif
