/* SPDX-License-Identifier: Apache-2.0 */
#include "load/json.h"

#include <string.h>

static mlg_status report(const mlg_input_file *input, const char *expected) {
  const char *records = input->options.records;
  MLG_HAVE(expected);
  return mlg_report(input->findings, (mlg_finding){.code = MLG_F_RECORDS_MISSING,
                                                   .file = input->file,
                                                   .value = records == NULL ? "" : records,
                                                   .expected = expected});
}

mlg_status mlg_json_path_read(const mlg_input_file *input, mlg_json_path *path) {
  const char *text = input->options.records, *at = text;
  *path = (mlg_json_path){0};
  if (strcmp(text, ".") == 0) return MLG_OK;
  while (*at != '\0') {
    size_t length = strcspn(at, ".");
    if (length == 0 || path->n == MLG_JSON_STEPS) return report(input, "données.liste");
    size_t before = at == text ? 0 : (size_t)(at - text) - 1;
    path->prefixes[path->n] = mlg_arena_strndup(input->arena, text, before);
    path->names[path->n] = mlg_arena_strndup(input->arena, at, length);
    MLG_HAVE(path->prefixes[path->n]);
    MLG_HAVE(path->names[path->n]);
    path->n++;
    at += length;
    at += *at == '.';
  }
  return MLG_OK;
}

/* Paths of arrays of objects, in the order of the file. */
typedef struct {
  mlg_arena *arena;
  const char *paths[8];
  size_t n;
} candidates;

/* Looks as deep as maps are nested; one item shows what all of them hold. */
static void look(candidates *found, const char *path, json_t *value, int depth) {
  if (json_is_array(value)) {
    json_t *first = json_array_get(value, 0);
    if (!json_is_object(first) || found->n == sizeof found->paths / sizeof *found->paths) return;
    found->paths[found->n++] = *path == '\0' ? "." : path;
    value = first;
  }
  const char *key;
  json_t *member;
  if (depth == 0) return;
  json_object_foreach(value, key, member) {
    const char *inner = mlg_arena_printf(found->arena, "%s%s%s", path, *path ? "." : "", key);
    if (inner != NULL) look(found, inner, member, depth - 1);
  }
}

mlg_status mlg_json_path_wrong(const mlg_input_file *input, json_t *root) {
  candidates found = {.arena = input->arena};
  look(&found, "", root, 2);
  return report(input, mlg_name_list(input->arena, found.paths, found.n));
}
