/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

#include <string.h>

/*
 * Which column of which table each input reads. A wrong table is told for what
 * it is before any of its cells is looked at.
 */

/* The table of a dataset; NULL when the project has it not, or it is not loaded. */
static const mlg_table *table_of(const mlg_calculation *c, size_t dataset) {
  return dataset == MLG_NO_DATASET ? NULL : c->tables[dataset].table;
}

/* A table of another vintage lacks every column: it is told once, and for what it is. */
static mlg_status report_missing(mlg_calculation *c, size_t dataset, const char *column) {
  mlg_joined *joined = &c->joined[dataset];
  const mlg_table *table = table_of(c, dataset);
  const char *found = NULL;
  int declared = c->vintages[dataset];
  const char *now = mlg_replaced_by(column, declared);
  if (now != NULL)
    return mlg_report(c->findings, (mlg_finding){.code = MLG_F_COLUMN_REPLACED,
                                                 .file = table->file,
                                                 .line = 1,
                                                 .column = column,
                                                 .value = column,
                                                 .expected = now});
  int vintage = mlg_table_vintage(table, column, declared, &found);
  if (vintage == 0) return mlg_table_lacks(table, column, c->findings);
  if (joined->other_vintage) return MLG_REJECTED;
  joined->other_vintage = true;
  return mlg_table_is_of(table, found, vintage, declared, c->findings);
}

/* Finds a column in its table. */
static mlg_status require(mlg_calculation *c, size_t dataset, const char *name, size_t *at) {
  *at = MLG_NO_COLUMN;
  if (name == NULL) return MLG_OK;
  const mlg_table *table = table_of(c, dataset);
  *at = mlg_table_find(table, name, c->vintages[dataset]);
  if (*at == MLG_NO_COLUMN) return report_missing(c, dataset, name);
  return mlg_table_tell_name(table, name, *at, c->findings);
}

/* The columns that say which rows of a dataset are withheld. */
static mlg_status open_dataset(mlg_calculation *c, size_t dataset) {
  mlg_joined *joined = &c->joined[dataset];
  if (joined->table != NULL) return MLG_OK;
  joined->table = table_of(c, dataset);
  joined->key = c->tables[dataset].key;
  joined->reading = &c->tables[dataset].reading;
  mlg_status marked = require(c, dataset, joined->reading->secret.column, &joined->mark);
  mlg_status summed = require(c, dataset, joined->reading->secret.total, &joined->total);
  return marked != MLG_OK ? marked : summed;
}

/* The count of that name which a dataset derives, or NULL. */
static const mlg_derived_count *find_derived(const mlg_calculation *c, size_t dataset,
                                             const char *name) {
  const mlg_reading *reading = &c->tables[dataset].reading;
  for (size_t i = 0; i < reading->n_counts; i++)
    if (strcmp(reading->counts[i].name, name) == 0) return &reading->counts[i];
  return NULL;
}

/* A share of one year's count is none of another's. */
static mlg_status check_base(const mlg_calculation *c, size_t dataset,
                             const mlg_derived_count *derived) {
  int one = c->vintages[dataset], other = c->vintages[derived->base];
  const char *both = mlg_arena_printf(c->scratch, "%d, %d", one, other);
  MLG_HAVE(both);
  mlg_finding finding = {.code = MLG_F_VINTAGES_MIXED,
                         .file = derived->at.file,
                         .line = derived->at.line,
                         .column = derived->name,
                         .value = both};
  if (one != other) return mlg_report(c->findings, finding);
  if (c->tables[dataset].reading.level == c->tables[derived->base].reading.level) return MLG_OK;
  finding.code = MLG_F_VALUE_KIND;
  finding.value = derived->name;
  finding.expected = "une base du même niveau que la part";
  return mlg_report(c->findings, finding);
}

/* A derived count is read in two tables: its share's and its base's. */
static mlg_status require_derived(mlg_calculation *c, size_t dataset, mlg_column *column) {
  const mlg_derived_count *derived = column->derived;
  column->at = MLG_NO_COLUMN;
  if (table_of(c, derived->base) == NULL) return MLG_OK;
  MLG_TRY(check_base(c, dataset, derived));
  MLG_TRY(open_dataset(c, derived->base));
  mlg_status share = require(c, dataset, derived->share, &column->share_at);
  mlg_status base = require(c, derived->base, derived->base_column, &column->base_at);
  return share != MLG_OK ? share : base;
}

/* Stores which of the columns it is; a new one must be in its table. */
static mlg_status find_column(mlg_calculation *c, mlg_index *seen, size_t dataset, const char *name,
                              size_t *column) {
  *column = MLG_NO_COLUMN;
  if (table_of(c, dataset) == NULL) return MLG_OK;
  mlg_status opened = open_dataset(c, dataset);
  const char *key = mlg_arena_printf(c->scratch, "%zu %s", dataset, name);
  MLG_HAVE(key);
  MLG_TRY(mlg_index_add(seen, key, c->n_columns, column));
  if (*column != c->n_columns) return opened;
  mlg_column *new = &c->columns[c->n_columns++];
  *new = (mlg_column){.dataset = dataset, .name = name, .derived = find_derived(c, dataset, name)};
  mlg_status status = new->derived != NULL ? require_derived(c, dataset, new)
                                           : require(c, dataset, name, &new->at);
  return opened != MLG_OK ? opened : status;
}

/* The file that lacks a column was told; so is who asks for it, since either may be wrong. */
static mlg_status report_asker(const mlg_calculation *c, const mlg_input *input) {
  const char *column = mlg_arena_printf(c->scratch, "%zu", input->at.column);
  MLG_HAVE(column);
  return mlg_report(c->findings, (mlg_finding){.code = MLG_F_COLUMN_ASKED,
                                               .file = input->at.file,
                                               .line = input->at.line,
                                               .column = column,
                                               .value = input->column,
                                               .expected = table_of(c, input->dataset)->file});
}

/* Adds a column to those that say the same thing, before the coarser ones. */
static void add_source(const mlg_calculation *c, mlg_slot *slot, size_t column) {
  if (column == MLG_NO_COLUMN) return;
  size_t at = slot->n_sources++;
  if (!mlg_is_by_commune(c, column))
    for (; at > 0 && mlg_is_by_commune(c, slot->sources[at - 1]); at--)
      slot->sources[at] = slot->sources[at - 1];
  slot->sources[at] = column;
}

/* The columns of every file that says the same thing; the finest is the slot's own. */
static mlg_status find_sources(mlg_calculation *c, mlg_index *seen, mlg_slot *slot) {
  const mlg_input *input = slot->asked;
  mlg_status worst = MLG_OK;
  slot->sources = MLG_NEW(c->scratch, size_t, input->n_others + 1);
  MLG_HAVE(slot->sources);
  add_source(c, slot, slot->column);
  for (size_t k = 0; k < input->n_others; k++) {
    size_t column;
    mlg_status status =
        find_column(c, seen, input->others[k].dataset, input->others[k].column, &column);
    if (status != MLG_OK) worst = status;
    add_source(c, slot, column);
  }
  if (slot->n_sources > 0) slot->column = slot->sources[0];
  return worst;
}

static mlg_status find_slot(mlg_calculation *c, mlg_index *seen, mlg_slot *slot) {
  const mlg_input *input = slot->asked;
  const mlg_fallback *fallback = &input->fallback;
  slot->column = slot->fallback = MLG_NO_COLUMN;
  if (input->indicator.id != NULL) return MLG_OK;
  mlg_status status = find_column(c, seen, input->dataset, input->column, &slot->column);
  if (status == MLG_REJECTED && !c->joined[input->dataset].other_vintage)
    status = report_asker(c, input);
  mlg_status others = find_sources(c, seen, slot);
  if (status == MLG_OK) status = others;
  if (fallback->dataset_name == NULL) return status;
  mlg_status second = find_column(c, seen, fallback->dataset, fallback->column, &slot->fallback);
  return status != MLG_OK ? status : second;
}

/* One indicator, one vintage: a rate of 2020 persons over 2019 ones means nothing. What
   stands in, and other indicators, may be of another, and say so. */
static mlg_status check_vintages(const mlg_calculation *c, const mlg_indicator *indicator) {
  const mlg_input *first = NULL;
  for (size_t i = 0; i < indicator->n_inputs; i++) {
    const mlg_input *input = &indicator->inputs[i];
    if (input->indicator.id != NULL) continue;
    if (table_of(c, input->dataset) == NULL) continue; /* then the indicator is absent anyway */
    if (first == NULL) first = input;
    int one = c->vintages[first->dataset], other = c->vintages[input->dataset];
    if (one == other) continue;
    const char *both = mlg_arena_printf(c->scratch, "%d, %d", one, other);
    MLG_HAVE(both);
    return mlg_report(c->findings, (mlg_finding){.code = MLG_F_VINTAGES_MIXED,
                                                 .file = input->at.file,
                                                 .line = input->at.line,
                                                 .column = indicator->id,
                                                 .value = both});
  }
  return MLG_OK;
}

/* A dataset that is read, and those that hold the bases of its shares. */
static void count_dataset(mlg_calculation *c, size_t dataset) {
  if (dataset == MLG_NO_DATASET) return;
  if (dataset >= c->n_datasets) c->n_datasets = dataset + 1;
  const mlg_reading *reading = &c->tables[dataset].reading;
  for (size_t i = 0; i < reading->n_counts; i++)
    if (reading->counts[i].base >= c->n_datasets) c->n_datasets = reading->counts[i].base + 1;
}

/* Slots in the order of indicators and inputs; how many datasets they name. */
static mlg_status list_slots(mlg_calculation *c) {
  size_t n_others = 0;
  for (size_t i = 0; i < c->n_indicators; i++) {
    c->n_slots += c->indicators[i].n_inputs;
    for (size_t k = 0; k < c->indicators[i].n_inputs; k++)
      n_others += c->indicators[i].inputs[k].n_others;
  }
  c->slots = MLG_NEW(c->scratch, mlg_slot, c->n_slots);
  c->first_slot = MLG_NEW(c->scratch, size_t, c->n_indicators);
  c->columns = MLG_NEW(c->scratch, mlg_column, 2 * c->n_slots + n_others);
  MLG_HAVE(c->slots);
  MLG_HAVE(c->first_slot);
  MLG_HAVE(c->columns);
  size_t at = 0;
  for (size_t i = 0; i < c->n_indicators; i++) {
    c->first_slot[i] = at;
    for (size_t k = 0; k < c->indicators[i].n_inputs; k++) {
      const mlg_input *input = &c->indicators[i].inputs[k];
      c->slots[at++] = (mlg_slot){.indicator = i, .input = k, .asked = input};
      if (input->indicator.id == NULL) count_dataset(c, input->dataset);
      for (size_t o = 0; o < input->n_others; o++) count_dataset(c, input->others[o].dataset);
      if (input->fallback.dataset_name != NULL) count_dataset(c, input->fallback.dataset);
    }
  }
  c->joined = MLG_NEW(c->scratch, mlg_joined, c->n_datasets);
  MLG_HAVE(c->joined);
  return MLG_OK;
}

mlg_status mlg_find_columns(mlg_calculation *c) {
  MLG_TRY(list_slots(c));
  mlg_index seen;
  MLG_TRY(mlg_index_init(&seen, c->scratch, 2 * c->n_slots));
  mlg_status worst = MLG_OK;
  for (size_t i = 0; i < c->n_indicators; i++) {
    mlg_status status = check_vintages(c, &c->indicators[i]);
    if (status != MLG_OK) worst = status;
  }
  for (size_t at = 0; at < c->n_slots; at++) {
    mlg_status status = find_slot(c, &seen, &c->slots[at]);
    if (status != MLG_OK) worst = status;
  }
  return worst;
}
