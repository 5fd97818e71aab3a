/* SPDX-License-Identifier: Apache-2.0 */
#include "load/json.h"

#include <string.h>

/* The way from the root to the records, and what was found on it. */
typedef struct {
  mlg_json_reader reader;
  const mlg_json_path *path;
  mlg_json_cells *records;
  size_t n, capacity;
  bool reached; /* something stands at the end of the path, be it an empty array */
} walker;

/* The columns of an object around the records: those under its own path. */
static const char *around_prefix(const walker *w, size_t step) {
  return mlg_arena_printf(w->reader.input->arena, "%s%s", MLG_JSON_AROUND, w->path->prefixes[step]);
}

static mlg_status walk(walker *w, json_t *value, size_t step, const mlg_json_cells *around);

static mlg_status keep_record(walker *w, json_t *object, const mlg_json_cells *around) {
  if (!MLG_ROOM(w->reader.input->arena, w->records, w->n, w->capacity)) return MLG_FAILURE;
  mlg_json_cells *record = &w->records[w->n++];
  *record = (mlg_json_cells){.around = around};
  return mlg_json_cells_of(&w->reader, "", object, NULL, record);
}

/* Goes through every key: each is a column of the records under it. */
static mlg_status walk_keys(walker *w, json_t *object, size_t step, const mlg_json_cells *around) {
  const char *key, *prefix = around_prefix(w, step);
  json_t *member;
  MLG_HAVE(prefix);
  json_object_foreach(object, key, member) {
    mlg_json_cells *cells = MLG_NEW(w->reader.input->arena, mlg_json_cells, 1);
    MLG_HAVE(cells);
    cells->around = around;
    MLG_TRY(mlg_json_cells_key(&w->reader, prefix, key, cells));
    MLG_TRY(walk(w, member, step + 1, cells));
  }
  return MLG_OK;
}

static mlg_status walk_object(walker *w, json_t *object, size_t step,
                              const mlg_json_cells *around) {
  const char *name = w->path->names[step], *prefix = around_prefix(w, step);
  if (strcmp(name, "*") == 0) return walk_keys(w, object, step, around);
  json_t *member = json_object_get(object, name);
  if (member == NULL) return MLG_OK;
  mlg_json_cells *cells = MLG_NEW(w->reader.input->arena, mlg_json_cells, 1);
  MLG_HAVE(prefix);
  MLG_HAVE(cells);
  cells->around = around;
  MLG_TRY(mlg_json_cells_of(&w->reader, prefix, object, name, cells));
  return walk(w, member, step + 1, cells);
}

static mlg_status walk(walker *w, json_t *value, size_t step, const mlg_json_cells *around) {
  bool at_end = step == w->path->n;
  w->reached = w->reached || (at_end && (json_is_array(value) || json_is_object(value)));
  if (json_is_object(value))
    return at_end ? keep_record(w, value, around) : walk_object(w, value, step, around);
  for (size_t i = 0; i < json_array_size(value); i++)
    MLG_TRY(walk(w, json_array_get(value, i), step, around));
  return MLG_OK;
}

/* What is around a record gives way to what is in it, in every record alike. */
static mlg_status name_columns(const walker *w, mlg_table *table) {
  const mlg_json_reader *r = &w->reader;
  table->n_columns = r->n_columns;
  table->columns = MLG_NEW(r->input->arena, const char *, r->n_columns);
  MLG_HAVE(table->columns);
  for (size_t i = 0; i < r->n_columns; i++) {
    bool around = r->columns[i][0] == MLG_JSON_AROUND[0];
    const char *name = r->columns[i] + around;
    bool taken = around && mlg_index_find(&r->index, name) != MLG_NOT_FOUND;
    table->columns[i] = taken ? mlg_arena_printf(r->input->arena, "parent.%s", name) : name;
    MLG_HAVE(table->columns[i]);
  }
  return MLG_OK;
}

static mlg_status fill(const walker *w, mlg_table *table) {
  const mlg_input_file *input = w->reader.input;
  if (w->n > MLG_MOST_CELLS / (table->n_columns + 1))
    return mlg_over_limit(input, 0, NULL, w->n * table->n_columns, MLG_MOST_CELLS, "cases");
  table->n_rows = w->n;
  table->cells = MLG_NEW(input->arena, const char *, w->n * table->n_columns);
  MLG_HAVE(table->cells);
  for (size_t row = 0; row < w->n; row++) {
    const char **cells = table->cells + row * table->n_columns;
    /* The nearest comes first, and stays. */
    for (const mlg_json_cells *at = &w->records[row]; at != NULL; at = at->around)
      for (size_t i = 0; i < at->n; i++)
        if (cells[at->items[i].column] == NULL) cells[at->items[i].column] = at->items[i].text;
  }
  return MLG_OK;
}

mlg_status mlg_json_records(const mlg_input_file *input, json_t *root, const mlg_json_path *path,
                            mlg_table *table) {
  walker w = {.path = path};
  MLG_TRY(mlg_json_reader_init(input, &w.reader));
  MLG_TRY(walk(&w, root, 0, NULL));
  if (w.n == 0 && !w.reached) return mlg_json_path_wrong(input, root);
  if (w.n == 0 || w.reader.n_columns == 0)
    return mlg_report(input->findings,
                      (mlg_finding){.code = MLG_F_FILE_EMPTY, .file = input->file});
  MLG_TRY(name_columns(&w, table));
  return fill(&w, table);
}
