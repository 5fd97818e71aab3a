/* SPDX-License-Identifier: Apache-2.0 */
#include "load/load_internal.h"

#include <maillage/index.h>
#include <string.h>
#include <strings.h>

static bool has_ending(const char *path, const char *ending) {
  size_t length = strlen(path), tail = strlen(ending);
  return length >= tail && strcasecmp(path + length - tail, ending) == 0;
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
  /* The driver is chosen by the name alone: a CSV is text, and any text is a CSV. */
  bool is_csv = has_ending(path, ".csv") || has_ending(path, ".txt");
  MLG_TRY(is_csv ? mlg_csv_read(&input, &read) : mlg_features_read(&input, &read));
  MLG_TRY(mlg_encoding_repair(&input, &read));
  MLG_TRY(check_columns(&input, &read));
  *table = read;
  return MLG_OK;
}
