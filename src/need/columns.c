/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

#include <maillage/text.h>

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/*
 * Which column of which table each input reads. A wrong table is told for what
 * it is before any of its cells is looked at.
 */

/* The table an input reads; NULL when the project has it not, or it is not loaded. */
static const mlg_table *table_of(const mlg_calculation *c, const mlg_input *input) {
  return input->dataset == MLG_NO_DATASET ? NULL : c->tables[input->dataset].table;
}

/*
 * The vintage a table would be of if it had `column` under another one: P20_POP
 * for P19_POP gives 2020. 0 when no column is like that.
 */
static int vintage_found(const mlg_table *table, const char *column, int vintage,
                         const char **found) {
  char digits[16];
  snprintf(digits, sizeof digits, "%02d", (vintage % 100 + 100) % 100);
  const char *at = strstr(column, digits);
  if (at == NULL) return 0;
  size_t before = (size_t)(at - column);
  for (size_t i = 0; i < table->n_columns; i++) {
    const char *name = table->columns[i];
    if (strlen(name) != strlen(column) || strncmp(name, column, before) != 0 ||
        strcmp(name + before + 2, at + 2) != 0)
      continue;
    if (!isdigit((unsigned char)name[before]) || !isdigit((unsigned char)name[before + 1]))
      continue;
    *found = name;
    return vintage - vintage % 100 + 10 * (name[before] - '0') + (name[before + 1] - '0');
  }
  return 0;
}

/* A table of another vintage lacks every column: it is told once, and for what it is. */
static mlg_status report_missing(mlg_calculation *c, const mlg_input *input,
                                 const mlg_table *table) {
  mlg_joined *joined = &c->joined[input->dataset];
  const char *found = NULL;
  int declared = c->vintages[input->dataset];
  int vintage = vintage_found(table, input->column, declared, &found);
  if (vintage == 0) {
    size_t nearest = mlg_nearest(input->column, table->columns, table->n_columns);
    const char *name = nearest < table->n_columns ? table->columns[nearest] : NULL;
    return mlg_report(c->findings, (mlg_finding){.code = MLG_F_COLUMN_MISSING,
                                                 .file = table->file,
                                                 .line = 1,
                                                 .column = input->column,
                                                 .value = name,
                                                 .expected = input->column});
  }
  if (joined->other_vintage) return MLG_REJECTED;
  joined->other_vintage = true;
  return mlg_report(c->findings,
                    (mlg_finding){.code = MLG_F_VINTAGE_MISMATCH,
                                  .file = table->file,
                                  .line = 1,
                                  .column = found,
                                  .value = mlg_arena_printf(c->arena, "%d", vintage),
                                  .expected = mlg_arena_printf(c->arena, "%d", declared)});
}

/* The first slot that reads the column of slot `at`, told apart by its dataset. */
static mlg_status find_first(mlg_calculation *c, mlg_index *seen, size_t at) {
  const mlg_input *input = c->slots[at].asked;
  const char *key = mlg_arena_printf(c->arena, "%zu %s", input->dataset, input->column);
  MLG_HAVE(key);
  return mlg_index_add(seen, key, at, &c->slots[at].first);
}

/* A missing column that several indicators read is told by the first. */
static mlg_status find_column(mlg_calculation *c, mlg_index *seen, size_t at) {
  mlg_slot *slot = &c->slots[at];
  const mlg_table *table = table_of(c, slot->asked);
  slot->column = MLG_NO_COLUMN;
  slot->first = at;
  if (table == NULL) return MLG_OK;
  MLG_TRY(find_first(c, seen, at));
  slot->column = mlg_table_column(table, slot->asked->column);
  if (slot->column != MLG_NO_COLUMN) return MLG_OK;
  return slot->first == at ? report_missing(c, slot->asked, table) : MLG_REJECTED;
}

/* One indicator, one vintage: a rate of 2020 persons over 2019 ones means nothing. */
static mlg_status check_vintages(const mlg_calculation *c, const mlg_indicator *indicator) {
  const mlg_input *first = NULL;
  for (size_t i = 0; i < indicator->n_inputs; i++) {
    const mlg_input *input = &indicator->inputs[i];
    if (table_of(c, input) == NULL) continue; /* then the indicator is absent anyway */
    if (first == NULL) first = input;
    int one = c->vintages[first->dataset], other = c->vintages[input->dataset];
    if (one == other) continue;
    const char *both = mlg_arena_printf(c->arena, "%d, %d", one, other);
    MLG_HAVE(both);
    return mlg_report(c->findings, (mlg_finding){.code = MLG_F_VINTAGES_MIXED,
                                                 .file = input->at.file,
                                                 .line = input->at.line,
                                                 .column = indicator->id,
                                                 .value = both});
  }
  return MLG_OK;
}

/* Slots in the order of indicators and inputs; how many datasets they name. */
static mlg_status list_slots(mlg_calculation *c) {
  for (size_t i = 0; i < c->n_indicators; i++) c->n_slots += c->indicators[i].n_inputs;
  c->slots = MLG_NEW(c->arena, mlg_slot, c->n_slots);
  c->first_slot = MLG_NEW(c->arena, size_t, c->n_indicators);
  MLG_HAVE(c->slots);
  MLG_HAVE(c->first_slot);
  size_t at = 0;
  for (size_t i = 0; i < c->n_indicators; i++) {
    c->first_slot[i] = at;
    for (size_t k = 0; k < c->indicators[i].n_inputs; k++) {
      const mlg_input *input = &c->indicators[i].inputs[k];
      c->slots[at++] = (mlg_slot){.indicator = i, .input = k, .asked = input};
      if (input->dataset != MLG_NO_DATASET && input->dataset >= c->n_datasets)
        c->n_datasets = input->dataset + 1;
    }
  }
  c->joined = MLG_NEW(c->arena, mlg_joined, c->n_datasets);
  MLG_HAVE(c->joined);
  return MLG_OK;
}

mlg_status mlg_find_columns(mlg_calculation *c) {
  MLG_TRY(list_slots(c));
  mlg_index seen;
  MLG_TRY(mlg_index_init(&seen, c->arena, c->n_slots));
  mlg_status worst = MLG_OK;
  for (size_t i = 0; i < c->n_indicators; i++) {
    mlg_status status = check_vintages(c, &c->indicators[i]);
    if (status != MLG_OK) worst = status;
  }
  for (size_t at = 0; at < c->n_slots; at++) {
    mlg_status status = find_column(c, &seen, at);
    if (status != MLG_OK) worst = status;
  }
  return worst;
}
