/* SPDX-License-Identifier: Apache-2.0 */
/* What a mapping reads of a directory, and what it leaves. */
#include "offer/reader.h"

#include <stdlib.h>
#include <string.h>

static int compare_values(const void *left, const void *right) {
  const mlg_audit_value *a = left, *b = right;
  if (a->count != b->count) return a->count < b->count ? 1 : -1;
  return strcmp(a->value, b->value);
}

static mlg_status audit_role(const mlg_reader *in, mlg_column_role role, mlg_audit_role *audit) {
  const mlg_census *seen = &in->seen[role];
  *audit = (mlg_audit_role){
      .role = role, .n_values = seen->n, .values = MLG_NEW(in->arena, mlg_audit_value, seen->n)};
  MLG_HAVE(audit->values);
  for (size_t i = 0; i < seen->n; i++)
    audit->values[i] = (mlg_audit_value){seen->items[i].value, seen->items[i].count,
                                         seen->items[i].line, seen->items[i].fate};
  if (seen->n > 0) qsort(audit->values, seen->n, sizeof *audit->values, compare_values);
  for (size_t row = 0; row < in->source->table->n_rows; row++) {
    mlg_place place = mlg_reader_place(in, row);
    bool filled = false;
    for (size_t i = 0; i < in->roles[role].n; i++)
      filled |= *mlg_reader_cell(in, place, in->roles[role].items[i]) != '\0';
    audit->filled += filled;
  }
  return MLG_OK;
}

/* Marks the columns of one table that something reads. */
static void mark(const mlg_reader *in, bool of_structure, bool *is_read) {
#define MARK(bound)                                                                                \
  do {                                                                                             \
    mlg_bound mark_bound = (bound);                                                                \
    if (mark_bound.of_structure == of_structure && mark_bound.column != MLG_NO_COLUMN)             \
      is_read[mark_bound.column] = true;                                                           \
  } while (0)
  for (int role = 0; role < MLG_AS_COUNT; role++)
    for (size_t i = 0; i < in->roles[role].n; i++) MARK(in->roles[role].items[i]);
  for (size_t i = 0; i < in->mapping->n_conditions; i++) MARK(in->conditions[i]);
  for (int day = 0; day < 7 && in->mapping->has_weekdays; day++)
    for (int part = 0; part < MLG_DAY_PARTS; part++) MARK(in->days[day][part]);
  MARK(in->link);
  MARK(in->key);
#undef MARK
}

static mlg_status audit_columns(const mlg_reader *in, bool of_structure, mlg_audit *audit) {
  const mlg_table *table = of_structure ? in->source->structures : in->source->table;
  if (table == NULL) return MLG_OK;
  bool *is_read = MLG_NEW(in->arena, bool, table->n_columns);
  size_t n = audit->n_unread;
  mlg_audit_column *unread =
      mlg_arena_grow(in->arena, audit->unread, n, n + table->n_columns, sizeof *unread);
  MLG_HAVE(is_read);
  MLG_HAVE(unread);
  mark(in, of_structure, is_read);
  for (size_t column = 0; column < table->n_columns; column++) {
    if (is_read[column]) continue;
    unread[n] = (mlg_audit_column){table->file, table->columns[column], 0};
    for (size_t row = 0; row < table->n_rows; row++)
      unread[n].filled += mlg_table_cell(table, row, column) != NULL;
    n++;
  }
  audit->unread = unread;
  audit->n_unread = n;
  return MLG_OK;
}

mlg_status mlg_mapping_audit(mlg_arena *arena, const mlg_directory_source *source,
                             const char *today, mlg_findings *findings, mlg_audit *audit) {
  /* Age is no matter of mapping: no row is stale. */
  const mlg_offer_rules rules = {.stale_days = 1e9};
  mlg_reader in;
  MLG_TRY(mlg_reader_open(&in, arena, source, &rules, today, findings));
  mlg_entry *entries = MLG_NEW(arena, mlg_entry, source->table->n_rows);
  *audit = (mlg_audit){.rows = source->table->n_rows,
                       .roles = MLG_NEW(arena, mlg_audit_role, MLG_AS_COUNT)};
  MLG_HAVE(entries);
  MLG_HAVE(audit->roles);
  MLG_TRY(mlg_reader_rows(&in, entries));
  for (int role = 0; role < MLG_AS_COUNT; role++)
    if (in.roles[role].n > 0 || in.seen[role].n > 0)
      MLG_TRY(audit_role(&in, (mlg_column_role)role, &audit->roles[audit->n_roles++]));
  MLG_TRY(audit_columns(&in, false, audit));
  return audit_columns(&in, true, audit);
}
