/* SPDX-License-Identifier: Apache-2.0 */
#include "territory/build.h"

#include "territory/tally.h"

#include <math.h>
#include <string.h>

const char *mlg_attached(const mlg_attachment *attachment, size_t row, size_t column) {
  return column == MLG_NO_COLUMN ? NULL : mlg_table_cell(attachment->table, row, column);
}

mlg_status mlg_attachment_report(const mlg_builder *builder, const mlg_attachment *attachment,
                                 size_t row, size_t column, mlg_finding finding) {
  const mlg_table *table = attachment->table;
  finding.file = table->file;
  finding.line = row == MLG_NOT_FOUND ? 1 : table->lines[row];
  if (column != MLG_NO_COLUMN) finding.column = table->columns[column];
  return mlg_report(builder->findings, finding);
}

/* How many signs a code has, and the code it was before it lost its zero. */
static const char *expected_code(mlg_arena *arena, mlg_level level, const char *code) {
  const char *shape = level == MLG_COMMUNE ? "5 signes" : "9 signes";
  char *whole = mlg_arena_printf(arena, "0%s", code != NULL ? code : "");
  if (whole == NULL || !mlg_code_well_formed(level, whole)) return shape;
  return mlg_arena_printf(arena, "%s : %s ?", shape, whole);
}

mlg_status mlg_attachment_index(const mlg_builder *builder, const mlg_attachment *attachment,
                                size_t column, mlg_level level, mlg_index *index) {
  const mlg_table *table = attachment->table;
  mlg_tally malformed = {
      .code = MLG_F_CODE_MALFORMED, .file = table->file, .column = table->columns[column]};
  mlg_tally twice = {
      .code = MLG_F_CODE_DUPLICATE, .file = table->file, .column = table->columns[column]};
  MLG_TRY(mlg_index_init(index, builder->arena, table->n_rows));
  for (size_t row = 0; row < table->n_rows; row++) {
    const char *code = mlg_table_cell(table, row, column);
    if (!mlg_code_well_formed(level, code)) {
      if (malformed.count == 0) malformed.expected = expected_code(builder->arena, level, code);
      mlg_tally_add(&malformed, code, table->lines[row], NAN);
      continue;
    }
    size_t held;
    MLG_TRY(mlg_index_add(index, code, row, &held));
    if (held != row) mlg_tally_add(&twice, code, table->lines[row], NAN);
  }
  mlg_status status = mlg_tally_report(&malformed, builder->findings);
  mlg_status second = mlg_tally_report(&twice, builder->findings);
  return status != MLG_OK ? status : second;
}
