/* SPDX-License-Identifier: Apache-2.0 */
#include "load/json.h"

#include <cpl_vsi.h>
#include <string.h>

/* jansson ends its messages with what it was reading, if short: "... near '"caf'". */
static const char *where(const json_error_t *error) {
  const char *near = strstr(error->text, " near ");
  return near == NULL ? "…" : near + strlen(" near ");
}

static mlg_finding_code code_of(const json_error_t *error) {
  switch (json_error_code(error)) {
  case json_error_premature_end_of_input:
    return MLG_F_JSON_CUT;
  case json_error_duplicate_key:
    return MLG_F_KEY_DUPLICATE;
  case json_error_out_of_memory:
    return MLG_F_OUT_OF_MEMORY;
  default:
    return MLG_F_JSON_SYNTAX;
  }
}

static mlg_status reject(const mlg_input_file *input, const json_error_t *error) {
  char *column = mlg_arena_printf(input->arena, "%d", error->column);
  MLG_HAVE(column);
  return mlg_report(input->findings, (mlg_finding){.code = code_of(error),
                                                   .file = input->file,
                                                   .line = (size_t)error->line,
                                                   .column = column,
                                                   .value = where(error)});
}

/* `bytes` without a byte order mark, which jansson refuses. */
static const char *after_mark(const char *bytes, size_t *size) {
  bool mark = *size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
  *size -= mark ? 3 : 0;
  return mark ? bytes + 3 : bytes;
}

/* What is within strings is counted too, which real files have little of. */
static mlg_status check_density(const mlg_input_file *input, const char *bytes, size_t size) {
  size_t groups = 0, commas = 0;
  for (const char *at = bytes; at < bytes + size; at++) {
    groups += *at == '{' || *at == '[';
    commas += *at == ',';
  }
  if (groups > MLG_MOST_JSON_GROUPS)
    return mlg_over_limit(input, 0, NULL, groups, MLG_MOST_JSON_GROUPS, "objets et tableaux");
  if (commas > MLG_MOST_JSON_VALUES)
    return mlg_over_limit(input, 0, NULL, commas, MLG_MOST_JSON_VALUES, "valeurs");
  return MLG_OK;
}

static mlg_status parse(const mlg_input_file *input, const char *bytes, size_t size,
                        json_t **root) {
  json_error_t error;
  MLG_TRY(check_density(input, bytes, size));
  *root = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, &error);
  return *root == NULL ? reject(input, &error) : MLG_OK;
}

static mlg_status read_text(const mlg_input_file *input, const char *bytes, size_t size,
                            mlg_table *table) {
  mlg_json_path path;
  json_t *root;
  bytes = after_mark(bytes, &size);
  MLG_TRY(mlg_json_path_read(input, &path));
  MLG_TRY(parse(input, bytes, size, &root));
  mlg_status status = mlg_json_records(input, root, &path, table);
  json_decref(root);
  MLG_TRY(status);
  return mlg_json_lines(input, bytes, size, &path, table->n_rows, &table->lines);
}

mlg_status mlg_json_read(const mlg_input_file *input, mlg_table *table) {
  char *bytes;
  size_t size;
  MLG_TRY(mlg_file_bytes(input, MLG_MOST_JSON_BYTES, &bytes, &size));
  mlg_status status = read_text(input, bytes, size, table);
  VSIFree(bytes);
  return status;
}

mlg_status mlg_json_explain(const mlg_input_file *input) {
  char *bytes;
  const char *text;
  size_t size;
  json_t *root;
  MLG_TRY(mlg_file_bytes(input, MLG_MOST_JSON_BYTES, &bytes, &size));
  text = after_mark(bytes, &size);
  mlg_status status = parse(input, text, size, &root);
  VSIFree(bytes);
  MLG_TRY(status);
  status = mlg_json_path_wrong(input, root);
  json_decref(root);
  return status;
}
