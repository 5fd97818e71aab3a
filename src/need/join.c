/* SPDX-License-Identifier: Apache-2.0 */
#include "need/rows.h"

#include "territory/keys.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The number in a table's cell for a code, straight from the text: nothing is joined yet. */
static double number_of(const mlg_calculation *c, size_t dataset, size_t column, const char *code) {
  const mlg_joined *joined = &c->joined[dataset];
  char key[10];
  snprintf(key, sizeof key, "%.*s", joined->reading->level == MLG_COMMUNE ? 5 : 9, code);
  size_t row = mlg_index_find(&joined->row_of_code, key);
  mlg_estimate count;
  if (row == MLG_NOT_FOUND) return NAN;
  mlg_cell_kind kind = mlg_read_count(mlg_table_cell(joined->table, row, column), &count);
  return kind == MLG_CELL_NUMBER ? count.value : NAN;
}

static const mlg_column *population_column(const mlg_calculation *c) {
  return &c->columns[c->slots[c->first_slot[c->population]].column];
}

/* Whether the census has the population by commune. */
static bool by_commune(const mlg_calculation *c) {
  return c->joined[population_column(c)->dataset].reading->level == MLG_COMMUNE;
}

/* The population that the census has for the code of a finest zone, which may have no
   estimate: a code without a zone has none. Nor has an IRIS when the census is by commune. */
static double population_of_leaf(const mlg_calculation *c, const char *code) {
  const mlg_column *column = population_column(c);
  const mlg_derived_count *derived = column->derived;
  if (by_commune(c) && strlen(code) > 5 && strcmp(code + 5, "0000") != 0) return NAN;
  if (derived == NULL) return number_of(c, column->dataset, column->at, code);
  double base = number_of(c, derived->base, column->base_at, code);
  if (derived->share == NULL) return base;
  return base * number_of(c, column->dataset, column->share_at, code) / 100;
}

/* How many persons a code on one side only stands for; a commune's are its zones'. */
double mlg_population_of_code(const mlg_calculation *c, const char *code) {
  if (c->population == c->n_indicators || c->indicators[c->population].n_inputs != 1) return NAN;
  if (c->slots[c->first_slot[c->population]].column == MLG_NO_COLUMN) return NAN;
  size_t commune = mlg_territory_find(c->territory, MLG_COMMUNE, code);
  if (commune == MLG_NO_ZONE || by_commune(c)) return population_of_leaf(c, code);
  double sum = 0;
  const mlg_zone *leaves = &c->territory->zones[MLG_IRIS][c->first_leaf[MLG_COMMUNE][commune]];
  for (size_t i = 0; i < c->n_leaves_of[commune]; i++) sum += population_of_leaf(c, leaves[i].code);
  return sum;
}

/* Whether a row is about a commune of the territory: others are of no concern. A territory of
   whole départements owns every code of theirs, former communes' too. */
static bool is_ours(const mlg_territory *territory, const char *code) {
  char commune[6] = "";
  memcpy(commune, code, 5);
  if (mlg_index_find(&territory->members, commune) != MLG_NOT_FOUND) return true;
  commune[mlg_departement_length(code)] = '\0';
  return mlg_territory_find(territory, MLG_DEPARTEMENT, commune) != MLG_NO_ZONE;
}

/* Rows of ours whose code is no zone's, and was none's. */
static mlg_status tell_rows_without_zone(const mlg_calculation *c, const mlg_joined *joined,
                                         const bool *placed) {
  const mlg_table *table = joined->table;
  mlg_tally unmatched = {.code = MLG_F_CODE_UNMATCHED,
                         .file = table->file,
                         .column = table->columns[joined->key],
                         .with_persons = true};
  for (size_t row = 0; row < table->n_rows; row++) {
    const char *code = mlg_table_cell(table, row, joined->key);
    if (!placed[row] && is_ours(c->territory, code))
      mlg_tally_add(&unmatched, code, table->lines[row], mlg_population_of_code(c, code));
  }
  return mlg_tally_report(&unmatched, c->findings);
}

/* The first of a zone's finest zones: whole levels are above them. */
static size_t leaf_of(const mlg_calculation *c, mlg_level level, size_t zone) {
  return level == MLG_IRIS ? zone : c->first_leaf[level][zone];
}

/* Départements of which a table has no row at all, as when one file of four is missing: a flag
   each. NULL where the territory has no more than one, or none has a row. */
static mlg_status find_absent(const mlg_calculation *c, const mlg_joined *joined, bool **absent) {
  mlg_level level = joined->reading->level;
  size_t n = c->territory->n_zones[MLG_DEPARTEMENT], n_absent = 0;
  *absent = NULL;
  if (n < 2) return MLG_OK;
  bool *flags = MLG_NEW(c->scratch, bool, n);
  MLG_HAVE(flags);
  for (size_t i = 0; i < n; i++) flags[i] = true;
  for (size_t zone = 0; zone < c->territory->n_zones[level]; zone++)
    if (joined->first_link[zone] != MLG_NOT_FOUND)
      flags[mlg_territory_above(c->territory, leaf_of(c, level, zone), MLG_DEPARTEMENT)] = false;
  for (size_t i = 0; i < n; i++) n_absent += flags[i];
  if (n_absent > 0 && n_absent < n) *absent = flags;
  return MLG_OK;
}

static mlg_status tell_absent(const mlg_calculation *c, const mlg_joined *joined,
                              const bool *absent) {
  mlg_level level = joined->reading->level;
  for (size_t d = 0; absent != NULL && d < c->territory->n_zones[MLG_DEPARTEMENT]; d++) {
    mlg_tally missing = {.code = MLG_F_DEPARTEMENT_WITHOUT_ROW,
                         .file = joined->table->file,
                         .column = joined->table->columns[joined->key],
                         .with_persons = true};
    const mlg_zone *departement = &c->territory->zones[MLG_DEPARTEMENT][d];
    double persons = 0;
    if (!absent[d]) continue;
    for (size_t zone = 0; zone < c->territory->n_zones[level]; zone++)
      if (mlg_territory_above(c->territory, leaf_of(c, level, zone), MLG_DEPARTEMENT) == d)
        persons += mlg_population_of_code(c, c->territory->zones[level][zone].code);
    const char *value =
        mlg_arena_printf(c->scratch, "%s (%s)", departement->name, departement->code);
    MLG_HAVE(value);
    mlg_tally_add(&missing, value, 1, persons);
    MLG_TRY(mlg_tally_report(&missing, c->findings));
  }
  return MLG_OK;
}

/* Tells the zones that have no row. */
static mlg_status tell_zones_without_row(const mlg_calculation *c, const mlg_joined *joined) {
  const mlg_table *table = joined->table;
  bool *absent;
  MLG_TRY(find_absent(c, joined, &absent));
  MLG_TRY(tell_absent(c, joined, absent));
  mlg_tally missing = {.code = MLG_F_CODE_WITHOUT_ROW,
                       .file = table->file,
                       .column = table->columns[joined->key],
                       .with_persons = true};
  mlg_level level = joined->reading->level;
  size_t n = c->territory->n_zones[level];
  for (size_t zone = 0; zone < n; zone++) {
    const char *code = c->territory->zones[level][zone].code;
    size_t leaf = leaf_of(c, level, zone);
    bool told = absent != NULL && absent[mlg_territory_above(c->territory, leaf, MLG_DEPARTEMENT)];
    if (joined->first_link[zone] == MLG_NOT_FOUND && !told)
      mlg_tally_add(&missing, code, 0, mlg_population_of_code(c, code));
  }
  if (missing.count < n) return mlg_tally_report(&missing, c->findings);
  return mlg_report(c->findings, (mlg_finding){.code = MLG_F_NO_ZONE_MATCHED,
                                               .file = table->file,
                                               .line = 1,
                                               .column = table->columns[joined->key],
                                               .value = c->territory->name});
}

/* Lists the rows of each zone, and tells what is on one side only. */
static mlg_status join_rows(mlg_calculation *c, mlg_joined *joined) {
  bool *placed = MLG_NEW(c->scratch, bool, joined->table->n_rows);
  MLG_HAVE(placed);
  MLG_TRY(mlg_passage_measure(c, joined));
  MLG_TRY(mlg_link_rows(c, joined, placed));
  MLG_TRY(tell_zones_without_row(c, joined));
  MLG_TRY(tell_rows_without_zone(c, joined, placed));
  return mlg_tell_former_codes(c, joined);
}

/* A file by commune where IRIS were expected, or the other way round: every code of it
   is wrong, and one finding says why. */
static mlg_status check_level(const mlg_calculation *c, const mlg_joined *joined) {
  static const char *const SHAPES[] = {[MLG_IRIS] = "codes de commune, IRIS attendu",
                                       [MLG_COMMUNE] = "codes d'IRIS, commune attendue"};
  const mlg_table *table = joined->table;
  mlg_level level = joined->reading->level, other = level == MLG_IRIS ? MLG_COMMUNE : MLG_IRIS;
  for (size_t row = 0; row < table->n_rows; row++)
    if (!mlg_code_well_formed(other, mlg_table_cell(table, row, joined->key))) return MLG_OK;
  if (table->n_rows == 0) return MLG_OK;
  return mlg_report(c->findings, (mlg_finding){.code = MLG_F_CODE_LEVEL,
                                               .file = table->file,
                                               .line = table->lines[0],
                                               .column = table->columns[joined->key],
                                               .value = mlg_table_cell(table, 0, joined->key),
                                               .expected = SHAPES[level]});
}

/* Communes that the passage says are no more, and the territory has: one of them is of another
   year. A territory of whole départements also knows the successors that it lacks. */
static mlg_status tell_passage_year(const mlg_calculation *c, const mlg_passage_index *passage) {
  if (passage->of == NULL) return MLG_OK;
  const mlg_table *table = passage->of->table;
  mlg_tally odd = {.code = MLG_F_PASSAGE_OTHER_YEAR,
                   .file = table->file,
                   .column = table->columns[passage->of->current],
                   .as_one = true};
  for (size_t row = 0; row < table->n_rows; row++) {
    const char *former = mlg_table_cell(table, row, passage->of->former);
    const char *current = mlg_table_cell(table, row, passage->of->current);
    if (former == NULL || current == NULL || strlen(former) != 5 || strlen(current) != 5) continue;
    bool is_ours_now = mlg_territory_find(c->territory, MLG_COMMUNE, former) != MLG_NO_ZONE;
    bool is_gone = is_ours_now && !mlg_passage_keeps(passage, former);
    bool leads_nowhere = is_ours(c->territory, current) &&
                         mlg_territory_find(c->territory, MLG_COMMUNE, current) == MLG_NO_ZONE;
    if (is_gone || leads_nowhere)
      mlg_tally_add(&odd, is_gone ? former : current, table->lines[row], NAN);
  }
  return mlg_tally_report(&odd, c->findings);
}

/* A project has one passage, whatever the number of its datasets. */
static mlg_status open_passages(mlg_calculation *c) {
  for (size_t dataset = 0; dataset < c->n_datasets; dataset++) {
    const mlg_passage *of = c->tables[dataset].passage;
    for (size_t i = 0; i < dataset && c->joined[dataset].passage == NULL; i++)
      if (c->tables[i].passage == of) c->joined[dataset].passage = c->joined[i].passage;
    if (c->joined[dataset].passage != NULL) continue;
    mlg_passage_index *index = MLG_NEW(c->scratch, mlg_passage_index, 1);
    MLG_HAVE(index);
    MLG_TRY(mlg_passage_open(c->scratch, of, index));
    MLG_TRY(tell_passage_year(c, index));
    c->joined[dataset].passage = index;
  }
  return MLG_OK;
}

/* The tables are all indexed before any is joined: the census knows the persons
   that another table lacks. */
mlg_status mlg_join_tables(mlg_calculation *c) {
  mlg_status worst = MLG_OK;
  MLG_TRY(open_passages(c));
  for (size_t dataset = 0; dataset < c->n_datasets; dataset++) {
    mlg_joined *joined = &c->joined[dataset];
    if (joined->table == NULL) continue;
    mlg_level level = joined->reading->level;
    MLG_TRY(mlg_keys_restore_zeros(c->arena, joined->table, joined->key, level, c->findings));
    mlg_status status = check_level(c, joined);
    if (status == MLG_OK)
      status = mlg_keys_index(c->scratch, joined->table, joined->key, level, c->findings,
                              &joined->row_of_code);
    if (status != MLG_OK) worst = status;
  }
  MLG_TRY(worst);
  for (size_t dataset = 0; dataset < c->n_datasets; dataset++) {
    mlg_joined *joined = &c->joined[dataset];
    if (joined->table == NULL) continue;
    mlg_status status = join_rows(c, joined);
    if (status != MLG_OK) worst = status;
  }
  return worst;
}
