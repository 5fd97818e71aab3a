/* SPDX-License-Identifier: Apache-2.0 */
#include "load/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

mlg_status mlg_json_reader_init(const mlg_input_file *input, mlg_json_reader *reader) {
  *reader = (mlg_json_reader){.input = input};
  return mlg_index_init(&reader->index, input->arena, 64);
}

/* Goes down to `key`; false when the column's name would be too long. */
static bool enter(mlg_json_reader *r, const char *key) {
  const char *dot = r->name_length == strspn(r->name, MLG_JSON_AROUND) ? "" : ".";
  size_t room = sizeof r->name - r->name_length;
  int length = snprintf(r->name + r->name_length, room, "%s%s", dot, key);
  r->name_length += (size_t)length;
  return (size_t)length < room;
}

static void leave(mlg_json_reader *r, size_t length) {
  r->name_length = length;
  r->name[length] = '\0';
}

static mlg_status name_too_long(const mlg_json_reader *r) {
  return mlg_over_limit(r->input, 0, NULL, r->name_length, sizeof r->name - 1,
                        "octets dans un nom");
}

static mlg_status add_column(mlg_json_reader *r, size_t *column) {
  mlg_arena *arena = r->input->arena;
  if (r->n_columns == MLG_MOST_COLUMNS)
    return mlg_over_limit(r->input, 0, NULL, r->n_columns + 1, MLG_MOST_COLUMNS, "colonnes");
  if (!MLG_ROOM(arena, r->columns, r->n_columns, r->column_capacity)) return MLG_FAILURE;
  if (!MLG_ROOM(arena, r->places, r->n_columns, r->place_capacity)) return MLG_FAILURE;
  r->columns[r->n_columns] = mlg_arena_strdup(arena, r->name);
  MLG_HAVE(r->columns[r->n_columns]);
  *column = r->n_columns;
  return mlg_index_add(&r->index, r->columns[r->n_columns++], *column, NULL);
}

/* The column reached, new or met before. */
static mlg_status column_here(mlg_json_reader *r, size_t *column) {
  *column = mlg_index_find(&r->index, r->name);
  return *column == MLG_NOT_FOUND ? add_column(r, column) : MLG_OK;
}

/* The cell of the column reached, new or begun by an earlier value of the same path. `places`
 * is never cleared: a place counts when the cell that stands there is of the column. */
static mlg_status cell_here(mlg_json_reader *r, mlg_json_cell **cell) {
  mlg_json_cells *cells = &r->cells;
  size_t column;
  MLG_TRY(column_here(r, &column));
  size_t place = r->places[column];
  if (place >= cells->n || cells->items[place].column != column) {
    if (!MLG_ROOM(r->input->arena, cells->items, cells->n, r->cell_capacity)) return MLG_FAILURE;
    place = r->places[column] = cells->n++;
    cells->items[place] = (mlg_json_cell){.column = column};
  }
  *cell = &cells->items[place];
  return MLG_OK;
}

/* Writes a value in the column reached; "|" stands between several. */
static mlg_status put(mlg_json_reader *r, const char *text) {
  mlg_json_cell *cell;
  /* Nobody open on Sundays makes no column less: a mapping may name it. */
  if (mlg_is_blank(text)) return column_here(r, &(size_t){0});
  MLG_TRY(cell_here(r, &cell));
  /* Such a cell is refused once its row is known: no need to make it longer. */
  if (cell->length > MLG_MOST_CELL_BYTES) return MLG_OK;
  size_t bar = cell->length > 0, length = strlen(text), needed = cell->length + bar + length + 1;
  if (needed > cell->capacity) {
    /* A single value is given its exact room: most cells have no other. */
    size_t capacity = bar ? 2 * needed : needed;
    cell->text = mlg_arena_grow(r->input->arena, cell->text, cell->capacity, capacity, 1);
    MLG_HAVE(cell->text);
    cell->capacity = capacity;
  }
  if (bar) cell->text[cell->length++] = '|';
  memcpy(cell->text + cell->length, text, length + 1);
  cell->length += length;
  return MLG_OK;
}

/* The shortest decimal that reads back to the same number: 48.088617, not 48.088616999999999. */
static void write_real(char text[32], double number) {
  for (int digits = 15; digits <= 17; digits++) {
    snprintf(text, 32, "%.*g", digits, number);
    if (strtod(text, NULL) == number) return;
  }
}

static mlg_status put_scalar(mlg_json_reader *r, json_t *value) {
  char text[32];
  switch (json_typeof(value)) {
  case JSON_STRING:
    return put(r, json_string_value(value));
  case JSON_INTEGER:
    snprintf(text, sizeof text, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    return put(r, text);
  case JSON_REAL:
    write_real(text, json_real_value(value));
    return put(r, text);
  case JSON_TRUE:
    return put(r, "true");
  case JSON_FALSE:
    return put(r, "false");
  default:
    return put(r, "");
  }
}

static mlg_status read_value(mlg_json_reader *r, json_t *value, const char *skip);

static mlg_status read_under(mlg_json_reader *r, const char *key, json_t *value) {
  size_t length = r->name_length;
  if (!enter(r, key)) return name_too_long(r);
  MLG_TRY(read_value(r, value, NULL));
  leave(r, length);
  return MLG_OK;
}

/* A position, most often: its numbers are also columns of their own. */
static mlg_status read_numbers(mlg_json_reader *r, json_t *array) {
  for (size_t i = 0; i < json_array_size(array); i++) {
    char key[24];
    snprintf(key, sizeof key, "%zu", i);
    MLG_TRY(read_under(r, key, json_array_get(array, i)));
  }
  return MLG_OK;
}

/* Arrays of arrays are outlines: they are no cells. */
static mlg_status read_array(mlg_json_reader *r, json_t *array) {
  bool numbers = json_array_size(array) <= 3;
  size_t i;
  json_t *item;
  json_array_foreach(array, i, item) {
    numbers = numbers && json_is_number(item);
    if (!json_is_array(item)) MLG_TRY(read_value(r, item, NULL));
  }
  return numbers ? read_numbers(r, array) : MLG_OK;
}

static mlg_status read_value(mlg_json_reader *r, json_t *value, const char *skip) {
  if (json_is_array(value)) return read_array(r, value);
  if (!json_is_object(value)) return put_scalar(r, value);
  const char *key;
  json_t *member;
  json_object_foreach(value, key, member) {
    if (skip == NULL || strcmp(key, skip) != 0) MLG_TRY(read_under(r, key, member));
  }
  return MLG_OK;
}

/* Keeps a copy of the cells read, and makes room for others. */
static mlg_status give(mlg_json_reader *r, mlg_json_cells *cells) {
  cells->n = r->cells.n;
  cells->items =
      mlg_arena_grow(r->input->arena, r->cells.items, cells->n, cells->n, sizeof *cells->items);
  r->cells.n = 0;
  return cells->items == NULL ? MLG_FAILURE : MLG_OK;
}

mlg_status mlg_json_cells_of(mlg_json_reader *reader, const char *prefix, json_t *value,
                             const char *skip, mlg_json_cells *cells) {
  leave(reader, 0);
  if (!enter(reader, prefix)) return name_too_long(reader);
  MLG_TRY(read_value(reader, value, skip));
  return give(reader, cells);
}

mlg_status mlg_json_cells_key(mlg_json_reader *reader, const char *prefix, const char *key,
                              mlg_json_cells *cells) {
  leave(reader, 0);
  if (!enter(reader, prefix) || !enter(reader, "cle")) return name_too_long(reader);
  MLG_TRY(put(reader, key));
  return give(reader, cells);
}
