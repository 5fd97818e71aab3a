/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of one source that have one id. */
#include "offer/entry.h"

#include <string.h>

static bool same_cells(const mlg_table *table, size_t a, size_t b) {
  for (size_t column = 0; column < table->n_columns; column++) {
    const char *left = mlg_table_cell(table, a, column), *right = mlg_table_cell(table, b, column);
    if ((left == NULL) != (right == NULL)) return false;
    if (left != NULL && strcmp(left, right) != 0) return false;
  }
  return true;
}

static mlg_status settle(const mlg_reader *in, mlg_entry *entries, size_t first, size_t again,
                         size_t *kept) {
  bool newer = strcmp(entries[again].updated, entries[first].updated) > 0;
  size_t left_out = newer ? first : again;
  entries[left_out].status = MLG_REPEATED;
  *kept = newer ? again : first;
  if (same_cells(in->source->table, first, again)) return MLG_OK;
  return mlg_reader_note(in, (mlg_place){left_out, MLG_NOT_FOUND}, MLG_AS_ID, MLG_F_ENTRY_CONFLICT,
                         entries[left_out].id);
}

mlg_status mlg_entries_repeated(mlg_reader *in, mlg_entry *entries) {
  mlg_index ids;
  size_t n = in->source->table->n_rows;
  size_t *kept = MLG_NEW(in->arena, size_t, n); /* By the first row of an id. */
  MLG_HAVE(kept);
  if (in->roles[MLG_AS_ID].n == 0) return MLG_OK;
  MLG_TRY(mlg_index_init(&ids, in->arena, n));
  for (size_t row = 0; row < n; row++) {
    size_t first;
    if (*entries[row].id == '\0') continue;
    MLG_TRY(mlg_index_add(&ids, entries[row].id, row, &first));
    if (first == row)
      kept[row] = row;
    else
      MLG_TRY(settle(in, entries, kept[first], row, &kept[first]));
  }
  return MLG_OK;
}
