/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

#include "base/tally.h"
#include "territory/keys.h"

#include <math.h>
#include <string.h>

/* The population that the census has for the code of a finest zone. A code without
   a zone has no estimate, hence straight from the cell. */
static double population_of_leaf(const mlg_calculation *c, const char *code) {
  const mlg_column *column = &c->columns[c->slots[c->first_slot[c->population]].column];
  const mlg_joined *joined = &c->joined[column->dataset];
  size_t row = mlg_index_find(&joined->row_of_code, code);
  mlg_estimate count;
  if (row == MLG_NOT_FOUND) return NAN;
  mlg_cell_kind kind = mlg_read_count(mlg_table_cell(joined->table, row, column->at), &count);
  return kind == MLG_CELL_NUMBER ? count.value : NAN;
}

/* How many persons a code on one side only stands for; a commune's are its zones'. */
double mlg_population_of_code(const mlg_calculation *c, const char *code) {
  if (c->population == c->n_indicators || c->indicators[c->population].n_inputs != 1) return NAN;
  if (c->slots[c->first_slot[c->population]].column == MLG_NO_COLUMN) return NAN;
  size_t commune = mlg_territory_find(c->territory, MLG_COMMUNE, code);
  if (commune == MLG_NO_ZONE) return population_of_leaf(c, code);
  double sum = 0;
  const mlg_zone *leaves = &c->territory->zones[MLG_IRIS][c->first_leaf[MLG_COMMUNE][commune]];
  for (size_t i = 0; i < c->n_leaves_of[commune]; i++) sum += population_of_leaf(c, leaves[i].code);
  return sum;
}

/* Whether a row is about a commune of the territory: others are of no concern. */
static bool is_ours(const mlg_territory *territory, const char *code) {
  char commune[6] = "";
  memcpy(commune, code, 5);
  return mlg_index_find(&territory->members, commune) != MLG_NOT_FOUND;
}

/* Rows of our communes whose code is no zone's. */
static mlg_status tell_rows_without_zone(const mlg_calculation *c, const mlg_joined *joined) {
  const mlg_table *table = joined->table;
  mlg_tally unmatched = {.code = MLG_F_CODE_UNMATCHED,
                         .file = table->file,
                         .column = table->columns[joined->key],
                         .with_persons = true};
  for (size_t row = 0; row < table->n_rows; row++) {
    const char *code = mlg_table_cell(table, row, joined->key);
    if (mlg_territory_find(c->territory, joined->reading->level, code) == MLG_NO_ZONE &&
        is_ours(c->territory, code))
      mlg_tally_add(&unmatched, code, table->lines[row], mlg_population_of_code(c, code));
  }
  return mlg_tally_report(&unmatched, c->findings);
}

/* Finds each zone's row; tells the zones that have none. */
static mlg_status join_zones(mlg_calculation *c, mlg_joined *joined) {
  const mlg_table *table = joined->table;
  mlg_tally missing = {.code = MLG_F_CODE_WITHOUT_ROW,
                       .file = table->file,
                       .column = table->columns[joined->key],
                       .with_persons = true};
  mlg_level level = joined->reading->level;
  size_t n = c->territory->n_zones[level];
  joined->row_of_zone = MLG_NEW(c->arena, size_t, n);
  MLG_HAVE(joined->row_of_zone);
  for (size_t zone = 0; zone < n; zone++) {
    const char *code = c->territory->zones[level][zone].code;
    joined->row_of_zone[zone] = mlg_index_find(&joined->row_of_code, code);
    if (joined->row_of_zone[zone] == MLG_NOT_FOUND)
      mlg_tally_add(&missing, code, 0, mlg_population_of_code(c, code));
  }
  if (missing.count < n) return mlg_tally_report(&missing, c->findings);
  return mlg_report(c->findings, (mlg_finding){.code = MLG_F_NO_ZONE_MATCHED,
                                               .file = table->file,
                                               .line = 1,
                                               .column = table->columns[joined->key],
                                               .value = c->territory->name});
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

/* The tables are all indexed before any is joined: the census knows the persons
   that another table lacks. */
mlg_status mlg_join_tables(mlg_calculation *c) {
  mlg_status worst = MLG_OK;
  for (size_t dataset = 0; dataset < c->n_datasets; dataset++) {
    mlg_joined *joined = &c->joined[dataset];
    if (joined->table == NULL) continue;
    mlg_status status = check_level(c, joined);
    if (status == MLG_OK)
      status = mlg_keys_index(c->arena, joined->table, joined->key, joined->reading->level,
                              c->findings, &joined->row_of_code);
    if (status != MLG_OK) worst = status;
  }
  MLG_TRY(worst);
  for (size_t dataset = 0; dataset < c->n_datasets; dataset++) {
    mlg_joined *joined = &c->joined[dataset];
    if (joined->table == NULL) continue;
    mlg_status status = join_zones(c, joined);
    if (status == MLG_OK) status = tell_rows_without_zone(c, joined);
    if (status != MLG_OK) worst = status;
  }
  return worst;
}
