/* SPDX-License-Identifier: Apache-2.0 */
#include "load/limits.h"
#include "load/load_internal.h"

#include <maillage/index.h>
#include <string.h>

/* How a file is read. Chosen by its name alone: a CSV is text, and any text is a CSV. */
typedef enum { CSV, WORKBOOK, JSON, FEATURES } file_format;

static file_format format_of(const mlg_input_file *input) {
  static const struct {
    const char *ending;
    file_format format;
  } ENDINGS[] = {{".csv", CSV},      {".txt", CSV},   {".xlsx", WORKBOOK}, {".xls", WORKBOOK},
                 {".ods", WORKBOOK}, {".umap", JSON}, {".geojson", JSON},  {".json", JSON}};
  file_format found = FEATURES;
  for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++)
    if (mlg_ends_in(input->path, ENDINGS[i].ending)) found = ENDINGS[i].format;
  /* Without records to look for, JSON is read for its shapes. */
  return found == JSON && input->options.records == NULL ? FEATURES : found;
}

static mlg_status read_as(const mlg_input_file *input, file_format format, mlg_table *table) {
  switch (format) {
  case CSV:
    return mlg_csv_read(input, table);
  case WORKBOOK:
    return mlg_workbook_read(input, table);
  case JSON:
    return mlg_json_read(input, table);
  default:
    return mlg_features_read(input, table);
  }
}

/* Says which keys of the project make no sense for a file of this format. */
static mlg_status report_unused(const mlg_input_file *input, file_format format, bool is_zip) {
  const mlg_load_options *options = &input->options;
  const struct {
    const char *key;
    bool unused;
  } KEYS[] = {
      {"enregistrements", options->records != NULL && format != JSON},
      {"feuille", options->sheet != NULL && format != WORKBOOK},
      {"couche", options->layer != NULL && format != FEATURES},
      {"entete", options->header != 0 && format != CSV && format != WORKBOOK},
      {"membre", options->member != NULL && !is_zip},
  };
  for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
    if (KEYS[i].unused)
      MLG_TRY(mlg_report(
          input->findings,
          (mlg_finding){.code = MLG_F_LOAD_KEY_UNUSED, .file = input->file, .value = KEYS[i].key}));
  return MLG_OK;
}

/* A cell that long is most often a quote left open, which swallowed the rows that follow. */
static mlg_status check_cells(const mlg_input_file *input, const mlg_table *table) {
  for (size_t i = 0; i < table->n_rows * table->n_columns; i++) {
    size_t length = table->cells[i] == NULL ? 0 : strlen(table->cells[i]);
    if (length > MLG_MOST_CELL_BYTES)
      return mlg_over_limit(input, table->lines[i / table->n_columns],
                            table->columns[i % table->n_columns], length, MLG_MOST_CELL_BYTES,
                            "Mo");
  }
  return MLG_OK;
}

/* Names are compared once repaired, as the rest of the program will compare them. */
static mlg_status check_columns(const mlg_input_file *input, const mlg_table *table) {
  mlg_index names;
  MLG_TRY(mlg_index_init(&names, input->arena, table->n_columns));
  mlg_status status = MLG_OK;
  for (size_t i = 0; i < table->n_columns; i++) {
    size_t held;
    MLG_TRY(mlg_index_add(&names, table->columns[i], i, &held));
    if (held == i) continue;
    status = mlg_report(input->findings, (mlg_finding){.code = MLG_F_COLUMN_DUPLICATE,
                                                       .file = input->file,
                                                       .line = 1,
                                                       .column = table->columns[i],
                                                       .value = table->columns[i]});
  }
  return status;
}

mlg_status mlg_load_table(mlg_arena *arena, const char *path, const char *file,
                          const mlg_load_options *options, mlg_findings *findings,
                          mlg_table *table) {
  mlg_input_file input = {.arena = arena, .path = path, .file = file, .findings = findings};
  if (options != NULL) input.options = *options;
  MLG_TRY(mlg_file_exists(&input));
  mlg_table read = {.file = mlg_arena_strdup(arena, file)};
  MLG_HAVE(read.file);
  bool is_zip = mlg_ends_in(path, ".zip");
  if (is_zip) MLG_TRY(mlg_zip_choose(&input));
  file_format format = format_of(&input);
  MLG_TRY(report_unused(&input, format, is_zip));
  MLG_TRY(read_as(&input, format, &read));
  MLG_TRY(check_cells(&input, &read));
  MLG_TRY(mlg_encoding_repair(&input, &read));
  MLG_TRY(check_columns(&input, &read));
  *table = read;
  return MLG_OK;
}
