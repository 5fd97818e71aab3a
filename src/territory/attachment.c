/* SPDX-License-Identifier: Apache-2.0 */
#include "territory/build.h"

#include "territory/keys.h"

const char *mlg_attached(const mlg_attachment *attachment, size_t row, size_t column) {
  return column == MLG_NO_COLUMN ? NULL : mlg_table_cell(attachment->table, row, column);
}

/* A finding about a table as a whole stands at its header, line 1. */
mlg_status mlg_attachment_report(const mlg_builder *builder, const mlg_attachment *attachment,
                                 size_t row, size_t column, mlg_finding finding) {
  const mlg_table *table = attachment->table;
  finding.file = table->file;
  finding.line = row == MLG_NOT_FOUND ? 1 : table->lines[row];
  if (column != MLG_NO_COLUMN) finding.column = table->columns[column];
  return mlg_report(builder->findings, finding);
}

mlg_status mlg_attachment_index(const mlg_builder *builder, const mlg_attachment *attachment,
                                size_t column, mlg_level level, mlg_index *index) {
  MLG_TRY(
      mlg_keys_restore_zeros(builder->arena, attachment->table, column, level, builder->findings));
  return mlg_keys_index(builder->scratch, attachment->table, column, level, builder->findings,
                        index);
}
