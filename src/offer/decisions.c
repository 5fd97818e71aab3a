/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/names.h"

#include <maillage/offer.h>
#include <maillage/text.h>
#include <string.h>

enum { ROW_A, ROW_B, DECISION, COLUMN_COUNT };
static const char *const COLUMNS[COLUMN_COUNT] = {"fiche_a", "fiche_b", "decision"};

typedef struct {
  mlg_arena *arena;
  const mlg_table *table;
  mlg_findings *findings;
  size_t columns[COLUMN_COUNT];
  mlg_row_names names;
  mlg_decisions *decisions;
} reading;

static const char *cell_of(const reading *r, size_t row, int column) {
  const char *cell = mlg_table_cell(r->table, row, r->columns[column]);
  return cell == NULL ? "" : cell;
}

static mlg_status complain(const reading *r, size_t row, int column, mlg_finding_code code) {
  return mlg_report(r->findings, (mlg_finding){.code = code,
                                               .file = r->table->file,
                                               .line = r->table->lines[row],
                                               .column = COLUMNS[column],
                                               .value = cell_of(r, row, column)});
}

/* The entry that a cell names; `found` is false, and why is reported, when there is none. */
static mlg_status find_entry(const reading *r, size_t row, int column, size_t *entry, bool *found) {
  *entry = mlg_row_named(&r->names, cell_of(r, row, column));
  *found = *entry != MLG_NO_ENTRY && *entry != MLG_SEVERAL_ENTRIES;
  if (*found) return MLG_OK;
  return complain(r, row, column,
                  *entry == MLG_SEVERAL_ENTRIES ? MLG_F_DECISION_ROW_AMBIGUOUS
                                                : MLG_F_DECISION_ROW_UNKNOWN);
}

static mlg_status find_decision(const reading *r, size_t row, bool *join, bool *found) {
  char *word = mlg_fold(r->arena, cell_of(r, row, DECISION));
  MLG_HAVE(word);
  *join = strcmp(word, "fusionner") == 0;
  *found = *join || strcmp(word, "separer") == 0;
  return *found ? MLG_OK : complain(r, row, DECISION, MLG_F_DECISION_UNKNOWN);
}

static const mlg_decision *earlier(const mlg_decisions *decisions, size_t a, size_t b) {
  for (size_t i = 0; i < decisions->n; i++) {
    const mlg_decision *d = &decisions->items[i];
    if ((d->a == a && d->b == b) || (d->a == b && d->b == a)) return d;
  }
  return NULL;
}

static mlg_status read_row(reading *r, size_t row) {
  bool a_found, b_found, understood;
  mlg_decision decision = {.file = r->table->file, .line = r->table->lines[row]};
  MLG_TRY(find_entry(r, row, ROW_A, &decision.a, &a_found));
  MLG_TRY(find_entry(r, row, ROW_B, &decision.b, &b_found));
  MLG_TRY(find_decision(r, row, &decision.join, &understood));
  if (!a_found || !b_found || !understood) return MLG_OK;
  const mlg_decision *before = earlier(r->decisions, decision.a, decision.b);
  bool parted_from_itself = decision.a == decision.b && !decision.join;
  if (parted_from_itself || (before != NULL && before->join != decision.join))
    return complain(r, row, DECISION, MLG_F_DECISION_CONTRADICTED);
  if (before == NULL && decision.a != decision.b) r->decisions->items[r->decisions->n++] = decision;
  return MLG_OK;
}

mlg_status mlg_decisions_read(mlg_arena *arena, const mlg_table *table, const char *const *datasets,
                              const mlg_directory *directory, mlg_findings *findings,
                              mlg_decisions *decisions) {
  reading r = {.arena = arena, .table = table, .findings = findings, .decisions = decisions};
  *decisions = (mlg_decisions){.items = MLG_NEW(arena, mlg_decision, table->n_rows)};
  MLG_HAVE(decisions->items);
  for (int i = 0; i < COLUMN_COUNT; i++) {
    r.columns[i] = mlg_table_column(table, COLUMNS[i]);
    if (r.columns[i] == MLG_NO_COLUMN) return mlg_table_lacks(table, COLUMNS[i], findings);
  }
  MLG_TRY(mlg_row_names_make(arena, datasets, directory, &r.names));
  for (size_t row = 0; row < table->n_rows; row++) MLG_TRY(read_row(&r, row));
  return MLG_OK;
}
