/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/schema.h>

#include "base/tally.h"
#include "load/cell_type.h"
#include "load/coherence.h"
#include "load/pattern.h"

#include <maillage/index.h>
#include <maillage/text.h>
#include <math.h>
#include <string.h>

/* The rules a cell may break, one finding or tally each. */
typedef enum { REQUIRED, TYPE, MINIMUM, MAXIMUM, PATTERN, ALLOWED, UNIQUE, RULE_COUNT } rule;

/* One column held against its field. */
typedef struct {
  mlg_arena *arena;
  const mlg_schema *schema;
  const mlg_schema_field *field;
  const mlg_table *table;
  mlg_findings *findings;
  const char *name; /* of the column */
  size_t column;
  const regex_t *pattern; /* NULL: none, or not understood */
  mlg_index seen;         /* of cells, when they must all differ */
  mlg_tally tallies[RULE_COUNT];
} checking;

/* Longer rules are unreadable: the column's description says it better. */
enum { MOST_RULE = 60 };

/* ---- what was expected ---- */

static const char *expected_type(const mlg_schema_field *field) {
  switch (field->type) {
  case MLG_SCHEMA_NUMBER:
    return *field->decimal_mark == ',' ? "un nombre, comme 123,45" : "un nombre, comme 123.45";
  case MLG_SCHEMA_INTEGER:
    return "un nombre entier";
  case MLG_SCHEMA_DATE:
    return "une date, comme 2026-11-22";
  case MLG_SCHEMA_GEOPOINT:
    return "longitude, latitude, en degrés";
  default:
    return "";
  }
}

static const char *list_allowed(const checking *c) {
  const mlg_schema_field *field = c->field;
  const char *list = field->allowed[0];
  for (size_t i = 1; i < field->n_allowed && list != NULL && strlen(list) <= MOST_RULE; i++)
    list = mlg_arena_printf(c->arena, "%s%s%s", list, i + 1 < field->n_allowed ? ", " : " ou ",
                            field->allowed[i]);
  return list;
}

static const char *describe(const checking *c, const char *rule_text) {
  if (rule_text != NULL && strlen(rule_text) > MOST_RULE && c->field->description != NULL)
    return c->field->description;
  return rule_text;
}

static const char *expected_by(const checking *c, rule broken) {
  const mlg_schema_field *field = c->field;
  switch (broken) {
  case REQUIRED:
    return "une valeur";
  case TYPE:
    return expected_type(field);
  case MINIMUM:
    return mlg_arena_printf(c->arena, "%s ou plus", field->minimum.text);
  case MAXIMUM:
    return mlg_arena_printf(c->arena, "%s ou moins", field->maximum.text);
  case PATTERN:
    return describe(c, field->pattern);
  case ALLOWED:
    return describe(c, list_allowed(c));
  case UNIQUE:
  default:
    return "des valeurs toutes différentes";
  }
}

/* ---- cells ---- */

static bool is_one_of(const char *text, const char *const *texts, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(texts[i], text) == 0) return true;
  return false;
}

/* Numbers that are equal may be written in several ways. */
static bool is_allowed(const mlg_schema_field *field, const mlg_cell_value *value) {
  if (is_one_of(value->text, field->allowed, field->n_allowed)) return true;
  double number;
  for (size_t i = 0; i < field->n_allowed; i++)
    if (mlg_parse_number(field->allowed[i], ".", &number) && number == value->number) return true;
  return false;
}

/* Below 0, 0 or above 0, as `value` is to the bound; 0 when nothing can be said. */
static int compare(const mlg_schema_field *field, const mlg_cell_value *value,
                   const mlg_schema_bound *bound) {
  if (bound->text == NULL) return 0;
  if (field->type == MLG_SCHEMA_DATE) return strcmp(value->text, bound->text);
  return (value->number > bound->number) - (value->number < bound->number);
}

static void blame(checking *c, rule broken, const char *text, size_t line) {
  mlg_tally_add(&c->tallies[broken], text, line, NAN);
}

static void check_value(checking *c, const mlg_cell_value *value, size_t line) {
  const mlg_schema_field *field = c->field;
  if (compare(field, value, &field->minimum) < 0) blame(c, MINIMUM, value->text, line);
  if (compare(field, value, &field->maximum) > 0) blame(c, MAXIMUM, value->text, line);
  if (c->pattern != NULL && !mlg_pattern_matches(c->pattern, value->text))
    blame(c, PATTERN, value->text, line);
  if (field->n_allowed > 0 && !is_allowed(field, value)) blame(c, ALLOWED, value->text, line);
}

static mlg_status check_cell(checking *c, size_t row) {
  const char *cell = mlg_table_cell(c->table, row, c->column);
  mlg_cell_value value = {.text = cell == NULL ? "" : cell, .number = NAN};
  size_t line = c->table->lines[row], held = row;
  if (is_one_of(value.text, c->schema->missing, c->schema->n_missing)) {
    if (c->field->required) blame(c, REQUIRED, value.text, line);
    return MLG_OK;
  }
  if (!mlg_cell_read(c->field->type, c->field->decimal_mark, &value)) {
    blame(c, TYPE, value.text, line);
    return MLG_OK; /* nothing else can be said of it */
  }
  check_value(c, &value, line);
  if (c->field->unique) MLG_TRY(mlg_index_add(&c->seen, value.text, row, &held));
  if (held != row) blame(c, UNIQUE, value.text, line);
  return MLG_OK;
}

static mlg_status check_cells(checking *c) {
  for (rule i = 0; i < RULE_COUNT; i++)
    c->tallies[i] =
        (mlg_tally){.code = MLG_F_SCHEMA_VALUE, .file = c->table->file, .column = c->name};
  if (c->field->unique) MLG_TRY(mlg_index_init(&c->seen, c->arena, c->table->n_rows));
  for (size_t row = 0; row < c->table->n_rows; row++) MLG_TRY(check_cell(c, row));
  for (rule i = 0; i < RULE_COUNT; i++) {
    if (c->tallies[i].count == 0) continue;
    c->tallies[i].expected = expected_by(c, i);
    MLG_HAVE(c->tallies[i].expected);
    MLG_TRY(mlg_tally_report(&c->tallies[i], c->findings));
  }
  return MLG_OK;
}

/* ---- columns ---- */

static mlg_status check_column(checking *c) {
  if (c->field->pattern == NULL) return check_cells(c);
  regex_t pattern;
  if (!mlg_pattern_open(c->arena, c->field->pattern, &pattern)) {
    MLG_TRY(mlg_report(c->findings, (mlg_finding){.code = MLG_F_SCHEMA_UNCHECKED,
                                                  .file = c->schema->file,
                                                  .column = c->field->name,
                                                  .value = c->field->pattern}));
    return check_cells(c);
  }
  c->pattern = &pattern;
  mlg_status status = check_cells(c);
  c->pattern = NULL;
  regfree(&pattern);
  return status;
}

const char *mlg_schema_column(mlg_arena *arena, const char *name, int vintage) {
  static const char MARK[] = "{AA}";
  const char *mark = strstr(name, MARK);
  if (mark == NULL) return name;
  return mlg_arena_printf(arena, "%.*s%02d%s", (int)(mark - name), name, vintage % 100,
                          mark + strlen(MARK));
}

/* A table of another vintage lacks many columns: it is told once, and for what it is. */
static mlg_status report_missing(const checking *c, int vintage, bool *other_vintage) {
  const char *found;
  bool is_dated = strcmp(c->name, c->field->name) != 0;
  int year = is_dated ? mlg_table_vintage(c->table, c->name, vintage, &found) : 0;
  if (year == 0) return mlg_table_lacks(c->table, c->name, c->findings);
  if (*other_vintage) return MLG_REJECTED;
  *other_vintage = true;
  return mlg_table_is_of(c->table, found, year, vintage, c->findings);
}

mlg_status mlg_schema_check(mlg_arena *arena, const mlg_schema *schema, int vintage,
                            const mlg_table *table, mlg_findings *findings) {
  mlg_status worst = MLG_OK;
  bool other_vintage = false;
  for (size_t i = 0; i < schema->n_fields; i++) {
    checking c = {.arena = arena,
                  .schema = schema,
                  .field = &schema->fields[i],
                  .table = table,
                  .findings = findings};
    c.name = mlg_schema_column(arena, c.field->name, vintage);
    MLG_HAVE(c.name);
    c.column = mlg_table_find(table, c.name, vintage);
    mlg_status status = MLG_OK;
    if (c.column != MLG_NO_COLUMN)
      status = check_column(&c);
    else if (!schema->may_lack)
      status = report_missing(&c, vintage, &other_vintage);
    if (status == MLG_FAILURE) return status;
    if (status != MLG_OK) worst = status;
  }
  if (worst != MLG_OK) return worst;
  return mlg_coherence_check(arena, schema, vintage, table, findings);
}
