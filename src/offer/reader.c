/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/reader.h"

#include <maillage/text.h>
#include <string.h>

static const mlg_table *table_of(const mlg_reader *in, bool of_structure) {
  return of_structure ? in->source->structures : in->source->table;
}

static mlg_status report_missing(const mlg_reader *in, const mlg_mapped_column *named,
                                 const mlg_table *table) {
  const char *file = table == NULL ? "structures" : table->file;
  size_t near = table == NULL ? 0 : mlg_nearest(named->name, table->columns, table->n_columns);
  const char *expected =
      table != NULL && near < table->n_columns
          ? mlg_arena_printf(in->arena, "%s : « %s » ?", file, table->columns[near])
          : file;
  MLG_HAVE(expected);
  return mlg_report(in->findings,
                    (mlg_finding){.code = MLG_F_MAPPING_COLUMN,
                                  .file = named->at.file,
                                  .line = named->at.line,
                                  .column = mlg_arena_printf(in->arena, "%zu", named->at.column),
                                  .value = named->name,
                                  .expected = expected});
}

static mlg_status bind(const mlg_reader *in, const mlg_mapped_column *named, mlg_bound *bound) {
  const mlg_table *table = table_of(in, named->of_structure);
  *bound = (mlg_bound){named->of_structure,
                       table == NULL ? MLG_NO_COLUMN : mlg_table_column(table, named->name)};
  return bound->column != MLG_NO_COLUMN || named->optional ? MLG_OK
                                                           : report_missing(in, named, table);
}

static mlg_status bind_role(mlg_reader *in, mlg_column_role role) {
  const mlg_mapped_columns *columns = &in->mapping->columns[role];
  mlg_bound_role *bound = &in->roles[role];
  *bound = (mlg_bound_role){.items = MLG_NEW(in->arena, mlg_bound, columns->n)};
  MLG_HAVE(bound->items);
  mlg_status worst = MLG_OK;
  for (size_t i = 0; i < columns->n; i++) {
    mlg_status status = bind(in, &columns->items[i], &bound->items[bound->n]);
    if (status != MLG_OK) worst = status;
    if (bound->items[bound->n].column == MLG_NO_COLUMN) continue;
    const char *name = columns->items[i].name;
    bound->names = bound->n++ == 0 ? name
                                   : mlg_arena_printf(in->arena, "%s + %s", bound->names, name);
    MLG_HAVE(bound->names);
  }
  return worst;
}

static mlg_status bind_conditions(mlg_reader *in) {
  in->conditions = MLG_NEW(in->arena, mlg_bound, in->mapping->n_conditions);
  MLG_HAVE(in->conditions);
  mlg_status worst = MLG_OK;
  for (size_t i = 0; i < in->mapping->n_conditions; i++) {
    mlg_status status = bind(in, &in->mapping->conditions[i].column, &in->conditions[i]);
    if (status != MLG_OK) worst = status;
  }
  return worst;
}

/* "h_{jour}" with a day's name: "h_lundi". */
static const char *day_column(mlg_arena *arena, const char *pattern, const char *day) {
  const char *mark = strstr(pattern, "{jour}");
  return mlg_arena_printf(arena, "%.*s%s%s", (int)(mark - pattern), pattern, day,
                          mark + strlen("{jour}"));
}

/* A day may lack its column, as Sunday often does, but not all seven. */
static mlg_status bind_pattern(mlg_reader *in, const char *pattern, int part) {
  size_t found = 0;
  mlg_mapped_column last = {.at = in->mapping->weekdays.at};
  for (int day = 0; day < 7; day++) {
    in->days[day][part] = (mlg_bound){false, MLG_NO_COLUMN};
    if (pattern == NULL) continue;
    last.name = day_column(in->arena, pattern, in->mapping->weekdays.names[day]);
    MLG_HAVE(last.name);
    in->days[day][part].column = mlg_table_column(in->source->table, last.name);
    found += in->days[day][part].column != MLG_NO_COLUMN;
  }
  bool good = pattern == NULL || found > 0 || in->mapping->weekdays.optional;
  return good ? MLG_OK : report_missing(in, &last, in->source->table);
}

static mlg_status bind_days(mlg_reader *in) {
  const mlg_weekdays *days = &in->mapping->weekdays;
  const char *patterns[MLG_DAY_PARTS] = {[MLG_DAY_TEXT] = days->text,
                                         [MLG_DAY_FREQUENCY] = days->frequency,
                                         [MLG_DAY_OPENING] = days->opening,
                                         [MLG_DAY_CLOSING] = days->closing,
                                         [MLG_DAY_LUNCH] = days->lunch};
  mlg_status worst = MLG_OK;
  for (int part = 0; part < MLG_DAY_PARTS && in->mapping->has_weekdays; part++) {
    mlg_status status = bind_pattern(in, patterns[part], part);
    if (status != MLG_OK) worst = status;
  }
  return worst;
}

static mlg_status index_structures(mlg_reader *in) {
  in->link = in->key = (mlg_bound){false, MLG_NO_COLUMN};
  if (!in->mapping->joins) return MLG_OK;
  MLG_TRY(bind(in, &in->mapping->structure_link, &in->link));
  MLG_TRY(bind(in, &in->mapping->structure_key, &in->key));
  const mlg_table *structures = in->source->structures;
  in->used = MLG_NEW(in->arena, bool, structures->n_rows);
  MLG_HAVE(in->used);
  MLG_TRY(mlg_index_init(&in->structures, in->arena, structures->n_rows));
  for (size_t row = 0; row < structures->n_rows; row++) {
    const char *id = mlg_table_cell(structures, row, in->key.column);
    if (id != NULL) MLG_TRY(mlg_index_add(&in->structures, id, row, NULL));
  }
  return MLG_OK;
}

mlg_status mlg_reader_bind(mlg_reader *in) {
  mlg_status worst = MLG_OK;
  for (int role = 0; role < MLG_AS_COUNT; role++) {
    mlg_status status = bind_role(in, (mlg_column_role)role);
    if (status != MLG_OK) worst = status;
  }
  typedef mlg_status part(mlg_reader *);
  static part *const PARTS[] = {bind_conditions, bind_days, index_structures};
  for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
    mlg_status status = PARTS[i](in);
    if (status != MLG_OK) worst = status;
  }
  return worst;
}

mlg_place mlg_reader_place(const mlg_reader *in, size_t row) {
  mlg_place place = {row, MLG_NOT_FOUND};
  if (in->link.column == MLG_NO_COLUMN) return place;
  const char *id = mlg_table_cell(in->source->table, row, in->link.column);
  if (id != NULL) place.structure = mlg_index_find(&in->structures, id);
  return place;
}

const char *mlg_reader_cell(const mlg_reader *in, mlg_place place, mlg_bound bound) {
  size_t row = bound.of_structure ? place.structure : place.row;
  if (bound.column == MLG_NO_COLUMN || row == MLG_NOT_FOUND) return "";
  const char *text = mlg_table_cell(table_of(in, bound.of_structure), row, bound.column);
  if (text == NULL) return "";
  size_t start = strspn(text, " \t\r\n"), length = strlen(text);
  while (length > start && strchr(" \t\r\n", text[length - 1]) != NULL) length--;
  /* Entries outlive the table. */
  const char *trimmed = mlg_arena_strndup(in->arena, text + start, length - start);
  return trimmed == NULL ? "" : trimmed;
}

const char *mlg_reader_text(const mlg_reader *in, mlg_place place, mlg_column_role role) {
  const mlg_bound_role *bound = &in->roles[role];
  const char *text = "";
  for (size_t i = 0; i < bound->n && text != NULL; i++) {
    bool turn = i > 0 && bound->items[i].of_structure != bound->items[i - 1].of_structure;
    if (turn && *text != '\0') return text;
    const char *more = mlg_reader_cell(in, place, bound->items[i]);
    if (*text == '\0')
      text = more;
    else if (*more != '\0')
      text = mlg_arena_printf(in->arena, "%s %s", text, more);
  }
  return text;
}

mlg_status mlg_reader_values(const mlg_reader *in, mlg_place place, mlg_column_role role,
                             mlg_values *values) {
  *values = (mlg_values){0};
  for (size_t i = 0; i < in->roles[role].n; i++) {
    const char *text = mlg_reader_cell(in, place, in->roles[role].items[i]);
    mlg_values more;
    if (*text == '\0') continue;
    MLG_TRY(mlg_values_cut(in->arena, text, in->mapping->separator, &more));
    const char **items =
        mlg_arena_grow(in->arena, values->items, values->n, values->n + more.n, sizeof *items);
    MLG_HAVE(items);
    values->items = items;
    for (size_t j = 0; j < more.n; j++) items[values->n++] = more.items[j];
  }
  return MLG_OK;
}

mlg_status mlg_reader_meaning(mlg_reader *in, mlg_place place, mlg_column_role role,
                              const char *value, const mlg_meaning **meaning) {
  mlg_seen *seen;
  bool is_new;
  MLG_TRY(mlg_census_add(in->arena, &in->seen[role], value, in->source->table->lines[place.row],
                         &seen, &is_new));
  if (is_new) {
    const char *folded = mlg_fold(in->arena, value);
    MLG_HAVE(folded);
    seen->meaning = mlg_dictionary_find(&in->mapping->values[role], folded);
    seen->fate = seen->meaning == NULL    ? MLG_VALUE_UNKNOWN
                 : seen->meaning->ignored ? MLG_VALUE_IGNORED
                                          : MLG_VALUE_READ;
  }
  *meaning = seen->meaning;
  return MLG_OK;
}

mlg_status mlg_reader_count(mlg_reader *in, mlg_place place, mlg_column_role role,
                            const char *value, bool understood) {
  mlg_seen *seen;
  bool is_new;
  MLG_TRY(mlg_census_add(in->arena, &in->seen[role], value, in->source->table->lines[place.row],
                         &seen, &is_new));
  seen->fate = understood ? MLG_VALUE_READ : MLG_VALUE_UNKNOWN;
  return MLG_OK;
}

mlg_status mlg_reader_note(const mlg_reader *in, mlg_place place, mlg_column_role role,
                           mlg_finding_code code, const char *value) {
  return mlg_report(in->findings, (mlg_finding){.code = code,
                                                .file = in->source->table->file,
                                                .line = in->source->table->lines[place.row],
                                                .column = in->roles[role].names,
                                                .value = value});
}
