/* SPDX-License-Identifier: Apache-2.0 */
#include "territory/keys.h"

#include "base/tally.h"

#include <maillage/territory.h>

#include <math.h>

/* How many signs a code has, and the code it was before it lost its zero. */
static const char *expected_code(mlg_arena *arena, mlg_level level, const char *code) {
  const char *shape = level == MLG_COMMUNE ? "5 signes" : "9 signes";
  char *whole = mlg_arena_printf(arena, "0%s", code != NULL ? code : "");
  if (whole == NULL || !mlg_code_well_formed(level, whole)) return shape;
  return mlg_arena_printf(arena, "%s : %s ?", shape, whole);
}

/* Only the codes of départements 01 to 09 start with a zero. */
mlg_status mlg_keys_restore_zeros(mlg_arena *arena, const mlg_table *table, size_t column,
                                  mlg_level level, mlg_findings *findings) {
  if (!table->is_sheet || column == MLG_NO_COLUMN) return MLG_OK;
  mlg_tally restored = {.code = MLG_F_CODES_PADDED,
                        .file = table->file,
                        .column = table->columns[column],
                        .as_one = true};
  for (size_t row = 0; row < table->n_rows; row++) {
    const char *code = mlg_table_cell(table, row, column);
    if (code == NULL || mlg_code_well_formed(level, code)) continue;
    const char *whole = mlg_arena_printf(arena, "0%s", code);
    MLG_HAVE(whole);
    if (!mlg_code_well_formed(level, whole)) continue;
    mlg_tally_add(&restored, code, table->lines[row], NAN);
    table->cells[row * table->n_columns + column] = whole;
  }
  return mlg_tally_report(&restored, findings);
}

/* Among the finest zones, a whole commune may stand under its own code. */
static bool is_code(mlg_level level, bool or_commune, const char *code) {
  return mlg_code_well_formed(level, code) ||
         (or_commune && mlg_code_well_formed(MLG_COMMUNE, code));
}

static mlg_status index_keys(mlg_arena *arena, const mlg_table *table, size_t column,
                             mlg_level level, bool or_commune, mlg_findings *findings,
                             mlg_index *index) {
  const char *name = table->columns[column];
  mlg_tally malformed = {.code = MLG_F_CODE_MALFORMED, .file = table->file, .column = name};
  mlg_tally twice = {.code = MLG_F_CODE_DUPLICATE, .file = table->file, .column = name};
  MLG_TRY(mlg_index_init(index, arena, table->n_rows));
  for (size_t row = 0; row < table->n_rows; row++) {
    const char *code = mlg_table_cell(table, row, column);
    if (!is_code(level, or_commune, code)) {
      if (malformed.count == 0) malformed.expected = expected_code(arena, level, code);
      mlg_tally_add(&malformed, code, table->lines[row], NAN);
      continue;
    }
    size_t held;
    MLG_TRY(mlg_index_add(index, code, row, &held));
    if (held != row) mlg_tally_add(&twice, code, table->lines[row], NAN);
  }
  mlg_status first = mlg_tally_report(&malformed, findings);
  mlg_status second = mlg_tally_report(&twice, findings);
  return first != MLG_OK ? first : second;
}

mlg_status mlg_keys_index(mlg_arena *arena, const mlg_table *table, size_t column, mlg_level level,
                          mlg_findings *findings, mlg_index *index) {
  return index_keys(arena, table, column, level, false, findings, index);
}

mlg_status mlg_keys_index_zones(mlg_arena *arena, const mlg_table *table, size_t column,
                                mlg_findings *findings, mlg_index *index) {
  return index_keys(arena, table, column, MLG_IRIS, true, findings, index);
}
