/* SPDX-License-Identifier: Apache-2.0 */
#include "load/limits.h"
#include "load/load_internal.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <ctype.h>
#include <gdal.h>
#include <maillage/text.h>
#include <string.h>

/*
 * A sheet is read as a grid of texts whose header is looked for here: GDAL takes the first
 * row or none, and its guesses of types would make 1001 of 01001. Its features are numbered as
 * the sheet's rows.
 */

static const char *const DRIVERS[] = {"XLSX", "XLS", "ODS", NULL};

/* GDAL 3.6 has no open option for these: they are settings of the thread. */
static void read_plain_grids(bool plain) {
  static const char *const HEADERS[] = {"OGR_XLSX_HEADERS", "OGR_XLS_HEADERS", "OGR_ODS_HEADERS"};
  static const char *const TYPES[] = {"OGR_XLSX_FIELD_TYPES", "OGR_XLS_FIELD_TYPES",
                                      "OGR_ODS_FIELD_TYPES"};
  for (size_t i = 0; i < 3; i++) {
    CPLSetThreadLocalConfigOption(HEADERS[i], plain ? "DISABLE" : NULL);
    CPLSetThreadLocalConfigOption(TYPES[i], plain ? "STRING" : NULL);
  }
}

/* XLSX dates come as 2024/02/06: they are given as ISO writes them. */
static void write_iso(char *text) {
  static const char SHAPE[] = "dddd/dd/dd";
  size_t i = 0;
  for (; SHAPE[i] != '\0'; i++)
    if (SHAPE[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != '/') return;
  if (text[i] == '\0' || text[i] == ' ') text[4] = text[7] = '-';
}

/* The cells of one row; `any` tells whether something is written in it. */
static mlg_status read_cells(const mlg_input_file *input, OGRFeatureH row, size_t n,
                             const char **cells, bool *any) {
  *any = false;
  for (size_t i = 0; i < n; i++) {
    cells[i] = NULL;
    if (!OGR_F_IsFieldSetAndNotNull(row, (int)i)) continue;
    const char *text = OGR_F_GetFieldAsString(row, (int)i);
    if (mlg_is_blank(text)) continue;
    char *copy = mlg_arena_strdup(input->arena, text);
    MLG_HAVE(copy);
    write_iso(copy);
    cells[i] = copy;
    *any = true;
  }
  return MLG_OK;
}

/* Every row where something is written, with its number, as a table without a header. */
static mlg_status read_grid(const mlg_input_file *input, OGRLayerH sheet, mlg_table *grid) {
  size_t n = (size_t)OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(sheet)), any_rows = 0;
  size_t most = (size_t)OGR_L_GetFeatureCount(sheet, TRUE);
  if (n > MLG_MOST_COLUMNS) return mlg_over_limit(input, 0, NULL, n, MLG_MOST_COLUMNS, "colonnes");
  if (most > MLG_MOST_CELLS / (n + 1))
    return mlg_over_limit(input, 0, NULL, most * n, MLG_MOST_CELLS, "cases");
  grid->n_columns = n;
  grid->cells = MLG_NEW(input->arena, const char *, most *n);
  grid->lines = MLG_NEW(input->arena, size_t, most);
  MLG_HAVE(grid->cells);
  MLG_HAVE(grid->lines);
  mlg_status status = MLG_OK;
  OGR_L_ResetReading(sheet);
  for (OGRFeatureH row;
       status == MLG_OK && any_rows < most && (row = OGR_L_GetNextFeature(sheet)) != NULL;) {
    bool any = false;
    grid->lines[any_rows] = (size_t)OGR_F_GetFID(row);
    status = read_cells(input, row, n, grid->cells + any_rows * n, &any);
    any_rows += any;
    OGR_F_Destroy(row);
  }
  grid->n_rows = any_rows;
  return status;
}

/* The place in the grid of the row numbered `line`, or n_rows. */
static size_t row_at(const mlg_table *grid, size_t line) {
  size_t row = 0;
  while (row < grid->n_rows && grid->lines[row] != line) row++;
  return row;
}

static bool row_has(const mlg_table *grid, size_t row, const char *name) {
  for (size_t i = 0; i < grid->n_columns; i++) {
    const char *cell = grid->cells[row * grid->n_columns + i];
    if (cell != NULL && strcmp(cell, name) == 0) return true;
  }
  return false;
}

/* INSEE moves the header of a workbook from one year to the next. */
static mlg_status check_header(const mlg_input_file *input, const mlg_table *grid, size_t row,
                               size_t line) {
  const char *key = input->options.key;
  char *declared = mlg_arena_printf(input->arena, "%zu", line);
  MLG_HAVE(declared);
  bool has_key = key == NULL || (row < grid->n_rows && row_has(grid, row, key));
  for (size_t i = 0; !has_key && i < grid->n_rows && grid->lines[i] <= MLG_HEADER_ROWS; i++) {
    if (!row_has(grid, i, key)) continue;
    char *actual = mlg_arena_printf(input->arena, "%zu", grid->lines[i]);
    MLG_HAVE(actual);
    return mlg_report(input->findings, (mlg_finding){.code = MLG_F_HEADER_MOVED,
                                                     .file = input->file,
                                                     .line = line,
                                                     .column = key,
                                                     .value = declared,
                                                     .expected = actual});
  }
  return row < grid->n_rows ? MLG_OK : mlg_file_report(input, MLG_F_HEADER_BEYOND, declared, NULL);
}

/* Keeps the columns that have a name; the others are margins of the sheet. */
static mlg_status cut_table(const mlg_input_file *input, const mlg_table *grid, size_t header,
                            mlg_table *table) {
  const char *const *names = grid->cells + header * grid->n_columns;
  size_t n_rows = grid->n_rows - header - 1, n_columns = 0;
  if (n_rows == 0) return mlg_file_report(input, MLG_F_FILE_EMPTY, input->file, NULL);
  table->columns = MLG_NEW(input->arena, const char *, grid->n_columns);
  MLG_HAVE(table->columns);
  for (size_t i = 0; i < grid->n_columns; i++)
    if (names[i] != NULL) table->columns[n_columns++] = names[i];
  table->is_sheet = true;
  table->n_columns = n_columns;
  table->n_rows = n_rows;
  table->lines = grid->lines + header + 1;
  table->cells = MLG_NEW(input->arena, const char *, n_rows *n_columns);
  MLG_HAVE(table->cells);
  const char **to = table->cells, *const *from = names + grid->n_columns;
  for (size_t row = 0; row < n_rows; row++)
    for (size_t i = 0; i < grid->n_columns; i++, from++)
      if (names[i] != NULL) *to++ = *from;
  return MLG_OK;
}

static mlg_status read_dataset(const mlg_input_file *input, GDALDatasetH dataset,
                               const mlg_gdal_message *message, mlg_table *table) {
  OGRLayerH sheet = NULL;
  mlg_table grid = {0};
  size_t line = input->options.header == 0 ? 1 : input->options.header;
  if (dataset == NULL) return mlg_gdal_unreadable(input, message);
  MLG_TRY(mlg_layer_choose(input, dataset, input->options.sheet, MLG_F_SHEET_NEEDED,
                           MLG_F_SHEET_UNKNOWN, &sheet));
  MLG_TRY(read_grid(input, sheet, &grid));
  size_t header = row_at(&grid, line);
  MLG_TRY(check_header(input, &grid, header, line));
  return cut_table(input, &grid, header, table);
}

static mlg_status open_and_read(const mlg_input_file *input, mlg_table *table) {
  mlg_gdal_message message;
  MLG_TRY(mlg_zip_bounded(input));
  mlg_gdal_listen(&message);
  read_plain_grids(true);
  GDALDatasetH dataset = GDALOpenEx(
      input->path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, DRIVERS, NULL, NULL);
  mlg_status status = read_dataset(input, dataset, &message, table);
  if (dataset != NULL) GDALClose(dataset);
  read_plain_grids(false);
  mlg_gdal_deafen();
  return status;
}

mlg_status mlg_workbook_read(const mlg_input_file *input, mlg_table *table) {
  if (strncmp(input->path, "/vsizip/", 8) != 0) return open_and_read(input, table);
  /* GDAL opens no workbook within a zip: it is given a copy, in memory, where XLS is not read. */
  mlg_input_file copy = *input;
  char *bytes;
  size_t size;
  const char *dot = strrchr(input->path, '.');
  if (mlg_ends_in(input->path, ".xls"))
    return mlg_file_report(input, MLG_F_XLS_IN_ZIP, mlg_path_name(input->path), NULL);
  copy.path = mlg_arena_printf(input->arena, "/vsimem/maillage-%p%s", (void *)table, dot);
  MLG_HAVE(copy.path);
  MLG_TRY(mlg_file_bytes(input, MLG_MOST_TEXT_BYTES, &bytes, &size));
  VSILFILE *memory = VSIFileFromMemBuffer(copy.path, (GByte *)bytes, size, TRUE);
  MLG_HAVE(memory);
  VSIFCloseL(memory);
  mlg_status status = open_and_read(&copy, table);
  VSIUnlink(copy.path);
  return status;
}
