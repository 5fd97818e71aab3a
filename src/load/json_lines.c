/* SPDX-License-Identifier: Apache-2.0 */
#include "load/json.h"

#include <string.h>

/*
 * jansson forgets lines once a text is parsed. The text is gone through again along the path of
 * the records; as jansson found it correct, brackets and quotes are all there is to watch.
 */
typedef struct {
  const mlg_input_file *input;
  const char *at, *end;
  size_t line;
  size_t *lines, n, capacity;
} cursor;

static void skip_space(cursor *c) {
  while (c->at < c->end && strchr(" \t\r\n,:", *c->at) != NULL) c->line += *c->at++ == '\n';
}

/* A string holds no line end: JSON escapes them. */
static void skip_string(cursor *c) {
  for (c->at++; c->at < c->end && *c->at != '"'; c->at++)
    if (*c->at == '\\') c->at++;
  c->at++;
}

static void skip_value(cursor *c) {
  size_t depth = 0;
  do {
    skip_space(c);
    if (c->at >= c->end) return;
    if (*c->at == '"') {
      skip_string(c);
      continue;
    }
    depth += *c->at == '{' || *c->at == '[';
    depth -= *c->at == '}' || *c->at == ']';
    if (strchr("{}[]", *c->at++) == NULL)
      while (c->at < c->end && strchr(" \t\r\n,:{}[]\"", *c->at) == NULL) c->at++;
  } while (depth > 0);
}

static mlg_status keep_line(cursor *c) {
  if (!MLG_ROOM(c->input->arena, c->lines, c->n, c->capacity)) return MLG_FAILURE;
  c->lines[c->n++] = c->line;
  skip_value(c);
  return MLG_OK;
}

static bool inside(cursor *c, char closing) {
  skip_space(c);
  return c->at < c->end && *c->at != closing;
}

static mlg_status walk(cursor *c, const mlg_json_path *path, size_t step);

static mlg_status walk_object(cursor *c, const mlg_json_path *path, size_t step) {
  const char *name = path->names[step];
  for (c->at++; inside(c, '}');) {
    const char *key = c->at + 1;
    skip_string(c);
    size_t length = (size_t)(c->at - key) - 1;
    bool on_path = strcmp(name, "*") == 0 ||
                   (length == strlen(name) && strncmp(key, name, length) == 0);
    if (on_path)
      MLG_TRY(walk(c, path, step + 1));
    else
      skip_value(c);
  }
  c->at++;
  return MLG_OK;
}

static mlg_status walk(cursor *c, const mlg_json_path *path, size_t step) {
  skip_space(c);
  if (c->at < c->end && *c->at == '[') {
    for (c->at++; inside(c, ']');) MLG_TRY(walk(c, path, step));
    c->at++;
    return MLG_OK;
  }
  if (c->at < c->end && *c->at == '{')
    return step == path->n ? keep_line(c) : walk_object(c, path, step);
  skip_value(c);
  return MLG_OK;
}

mlg_status mlg_json_lines(const mlg_input_file *input, const char *bytes, size_t size,
                          const mlg_json_path *path, size_t n_records, size_t **lines) {
  cursor c = {.input = input, .at = bytes, .end = bytes + size, .line = 1};
  MLG_TRY(walk(&c, path, 0));
  /* A key of the path may be written with escapes: rows are then numbered, as under a header. */
  if (c.n != n_records) c.lines = MLG_NEW(input->arena, size_t, n_records);
  MLG_HAVE(c.lines);
  for (size_t i = 0; c.n != n_records && i < n_records; i++) c.lines[i] = i + 2;
  *lines = c.lines;
  return MLG_OK;
}
