/* SPDX-License-Identifier: Apache-2.0 */
#include "load/csv_scan.h"
#include "load/limits.h"
#include "load/load_internal.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <string.h>

/*
 * GDAL reads the cells; a scan of the same bytes gives what GDAL does not: the line of each
 * record and how many fields it has.
 */

static const char *const DRIVERS[] = {"CSV", NULL};

/* GDAL refuses a CSV of one column: it is then given a second one, which stays empty. */
static size_t n_plain_fields(const mlg_csv_scan *scan) {
  return scan->n_fields == 1 ? 2 : scan->n_fields;
}

/* Takes the first row for the names of the columns. */
static void promote_header(mlg_table *table) {
  for (size_t i = 0; i < table->n_columns; i++)
    table->columns[i] = table->cells[i] == NULL ? "" : table->cells[i];
  table->cells += table->n_columns;
  table->lines++;
  table->n_rows--;
}

static bool is_blank_row(const mlg_table *table, size_t row) {
  for (size_t i = 0; i < table->n_columns; i++)
    if (table->cells[row * table->n_columns + i] != NULL) return false;
  return true;
}

/* A spreadsheet saves the rows it once held as separators alone: they say nothing. */
static void drop_blank_rows(mlg_table *table) {
  size_t kept = 0, width = table->n_columns * sizeof *table->cells;
  for (size_t row = 0; row < table->n_rows; row++) {
    if (is_blank_row(table, row)) continue;
    if (kept < row)
      memcpy(table->cells + kept * table->n_columns, table->cells + row * table->n_columns, width);
    table->lines[kept++] = table->lines[row];
  }
  table->n_rows = kept;
}

static mlg_status read_layer(const mlg_input_file *input, GDALDatasetH dataset,
                             const mlg_csv_scan *scan, const mlg_gdal_message *message,
                             mlg_table *table) {
  OGRLayerH layer = dataset == NULL ? NULL : GDALDatasetGetLayer(dataset, 0);
  if (layer == NULL) return mlg_gdal_unreadable(input, message);
  /* Should GDAL and the scan ever disagree, lines would be wrong: better not to read at all. */
  size_t n_fields = (size_t)OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer));
  if (n_fields != n_plain_fields(scan) ||
      OGR_L_GetFeatureCount(layer, TRUE) != (GIntBig)scan->n_records)
    return mlg_gdal_unreadable(input, message);
  table->n_columns = scan->n_fields;
  table->columns = MLG_NEW(input->arena, const char *, scan->n_fields);
  MLG_HAVE(table->columns);
  table->lines = scan->lines;
  MLG_TRY(mlg_features_rows(input, layer, scan->n_records, message, table));
  promote_header(table);
  drop_blank_rows(table);
  return table->n_rows > 0 ? MLG_OK
                           : mlg_report(input->findings, (mlg_finding){.code = MLG_F_FILE_EMPTY,
                                                                       .file = input->file});
}

/* Opens the bytes kept under `name` in memory. */
static mlg_status read_memory(const mlg_input_file *input, const char *name,
                              const mlg_csv_scan *scan, mlg_table *table) {
  mlg_gdal_message message;
  mlg_gdal_listen(&message);
  GDALDatasetH dataset = GDALOpenEx(name, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                    DRIVERS, NULL, NULL);
  mlg_status status = read_layer(input, dataset, scan, &message, table);
  if (dataset != NULL) GDALClose(dataset);
  mlg_gdal_deafen();
  return status;
}

/*
 * GDAL guesses a CSV's separator, whether it has a header, and which columns are shapes, from
 * its first line and from a .csvt file beside it. It is given the records under a header of our
 * own ("c0;c1;c2"), in memory: nothing is left to guess, and every column is text. The file's
 * header comes back as the first row.
 */
static mlg_status write_under_plain_header(const char *name, const char *bytes, size_t size,
                                           const mlg_csv_scan *scan) {
  VSILFILE *memory = VSIFOpenL(name, "wb");
  MLG_HAVE(memory);
  for (size_t i = 0; i < n_plain_fields(scan); i++)
    VSIFPrintfL(memory, "%sc%zu", i == 0 ? "" : scan->separator == ';' ? ";" : ",", i);
  VSIFPrintfL(memory, "\n");
  bool whole = VSIFWriteL(bytes + scan->start, 1, size - scan->start, memory) == size - scan->start;
  VSIFCloseL(memory);
  return whole ? MLG_OK : MLG_FAILURE;
}

/* A NUL byte is no text: most often UTF-16, as Excel's "Unicode text". */
static mlg_status check_text(const mlg_input_file *input, const char *bytes, size_t size) {
  const char *nul = memchr(bytes, '\0', size);
  size_t line = 1;
  if (nul == NULL) return MLG_OK;
  if (nul - bytes < 4) return mlg_gdal_unreadable(input, &(mlg_gdal_message){.text = "UTF-16"});
  for (const char *at = bytes; at < nul; at++) line += *at == '\n';
  return mlg_report(input->findings,
                    (mlg_finding){.code = MLG_F_NUL_BYTE, .file = input->file, .line = line});
}

static mlg_status scan_and_write(const mlg_input_file *input, const char *name, const char *bytes,
                                 size_t size, mlg_csv_scan *scan) {
  MLG_TRY(check_text(input, bytes, size));
  MLG_TRY(mlg_csv_scan_bytes(input, bytes, size, scan));
  if (scan->n_records < 2)
    return mlg_report(input->findings,
                      (mlg_finding){.code = MLG_F_FILE_EMPTY, .file = input->file});
  return write_under_plain_header(name, bytes, size, scan);
}

mlg_status mlg_csv_read(const mlg_input_file *input, mlg_table *table) {
  char *bytes;
  size_t size;
  mlg_csv_scan scan = {0};
  const char *name = mlg_arena_printf(input->arena, "/vsimem/maillage-%p.csv", (void *)table);
  MLG_HAVE(name);
  MLG_TRY(mlg_file_bytes(input, MLG_MOST_TEXT_BYTES, &bytes, &size));
  mlg_status status = scan_and_write(input, name, bytes, size, &scan);
  VSIFree(bytes); /* before the cells take their own room */
  if (status == MLG_OK) status = read_memory(input, name, &scan, table);
  VSIUnlink(name);
  return status;
}
