/* SPDX-License-Identifier: Apache-2.0 */
#include "need/calculation.h"

#include "territory/tally.h"

#include <maillage/text.h>

#include <math.h>
#include <string.h>
#include <strings.h>

/* What producers write instead of a number. Secret: hidden on purpose (secret,
   non significatif). Absent: not known to them either (non disponible). */
static const struct {
  const char *text;
  mlg_cell_kind kind;
} MARKS[] = {
    {"s", MLG_CELL_SUPPRESSED}, {"ns", MLG_CELL_SUPPRESSED}, {"n.s.", MLG_CELL_SUPPRESSED},
    {"*", MLG_CELL_SUPPRESSED}, {"nd", MLG_CELL_ABSENT},     {"n.d.", MLG_CELL_ABSENT},
    {"", MLG_CELL_ABSENT},
};

/* "<5" is secret too, and says how large it may be. */
static bool is_small_count(const char *text, double *most) {
  if (*text != '<') return false;
  const char *number = text + 1 + strspn(text + 1, " ");
  return mlg_parse_number(number, ".,", most) && *most >= 0;
}

/* Marks last: nearly every cell is a number. */
mlg_cell_kind mlg_read_count(const char *text, mlg_estimate *count) {
  *count = mlg_unknown(MLG_ABSENT);
  if (text == NULL) return MLG_CELL_ABSENT;
  double number;
  if (mlg_parse_number(text, ".,", &number)) {
    *count = mlg_exact(number);
    return number < 0 ? MLG_CELL_NEGATIVE : MLG_CELL_NUMBER;
  }
  if (is_small_count(text, &number)) {
    *count = mlg_between(NAN, 0, number); /* it may be a true zero */
    count->flags = MLG_SUPPRESSED;
    return MLG_CELL_SUPPRESSED;
  }
  for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
    if (strcasecmp(MARKS[i].text, text) == 0) {
      if (MARKS[i].kind == MLG_CELL_SUPPRESSED) *count = mlg_unknown(MLG_SUPPRESSED);
      return MARKS[i].kind;
    }
  return MLG_CELL_UNREADABLE;
}

/* One tally for each kind of trouble a column may have. */
static void open_tallies(mlg_tally tallies[MLG_CELL_KIND_COUNT], const mlg_table *table,
                         const char *column) {
  static const mlg_finding_code CODES[MLG_CELL_KIND_COUNT] = {
      [MLG_CELL_SUPPRESSED] = MLG_F_VALUE_SUPPRESSED,
      [MLG_CELL_ABSENT] = MLG_F_VALUE_ABSENT,
      [MLG_CELL_UNREADABLE] = MLG_F_NUMBER_UNREADABLE,
      [MLG_CELL_NEGATIVE] = MLG_F_NUMBER_NEGATIVE,
  };
  for (int kind = 0; kind < MLG_CELL_KIND_COUNT; kind++)
    tallies[kind] = (mlg_tally){.code = CODES[kind], .file = table->file, .column = column};
}

/* Secret and absent values are told and kept; the other two reject the table. */
static mlg_status close_tallies(const mlg_tally tallies[MLG_CELL_KIND_COUNT],
                                mlg_findings *findings) {
  mlg_status worst = MLG_OK;
  for (int kind = MLG_CELL_SUPPRESSED; kind < MLG_CELL_KIND_COUNT; kind++) {
    mlg_status status = mlg_tally_report(&tallies[kind], findings);
    if (status != MLG_OK) worst = status;
  }
  return worst;
}

/* The cell of one zone and slot before anything is read. */
static mlg_cell blank_cell(const mlg_slot *slot, size_t zone) {
  return (mlg_cell){.zone = zone,
                    .indicator = slot->indicator,
                    .input = slot->input,
                    .dataset = slot->asked->dataset,
                    .column = slot->asked->column,
                    .read = mlg_unknown(MLG_ABSENT)};
}

/* Reads the column of a slot that is the first to do so. */
static mlg_status read_slot(mlg_calculation *c, size_t at) {
  const mlg_slot *slot = &c->slots[at];
  const mlg_joined *joined = &c->joined[slot->asked->dataset];
  mlg_tally tallies[MLG_CELL_KIND_COUNT];
  open_tallies(tallies, joined->table, slot->asked->column);
  for (size_t zone = 0; zone < mlg_n_leaves(c); zone++) {
    mlg_cell *cell = &c->cells[zone * c->n_slots + at];
    size_t row = joined->row_of_zone[zone];
    if (row == MLG_NOT_FOUND) continue; /* told when the table was joined */
    cell->line = joined->table->lines[row];
    cell->text = mlg_table_cell(joined->table, row, slot->column);
    mlg_cell_kind kind = mlg_read_count(cell->text, &cell->read);
    if (kind != MLG_CELL_NUMBER) mlg_tally_add(&tallies[kind], cell->text, cell->line, NAN);
  }
  return close_tallies(tallies, c->findings);
}

/* Takes over what another slot read in the same column. */
static void copy_slot(mlg_calculation *c, size_t at) {
  for (size_t zone = 0; zone < mlg_n_leaves(c); zone++) {
    mlg_cell *cell = &c->cells[zone * c->n_slots + at];
    const mlg_cell *first = &c->cells[zone * c->n_slots + c->slots[at].first];
    cell->line = first->line;
    cell->text = first->text;
    cell->read = first->read;
  }
}

/* Columns that several indicators share are read and told once, and kept by each:
   explaining a figure needs its own cells. */
mlg_status mlg_read_cells(mlg_calculation *c) {
  c->cells = MLG_NEW(c->arena, mlg_cell, mlg_n_leaves(c) * c->n_slots);
  MLG_HAVE(c->cells);
  for (size_t zone = 0; zone < mlg_n_leaves(c); zone++)
    for (size_t at = 0; at < c->n_slots; at++)
      c->cells[zone * c->n_slots + at] = blank_cell(&c->slots[at], zone);
  mlg_status worst = MLG_OK;
  for (size_t at = 0; at < c->n_slots; at++) {
    if (c->slots[at].column == MLG_NO_COLUMN) continue;
    mlg_status status = MLG_OK;
    if (c->slots[at].first == at)
      status = read_slot(c, at);
    else
      copy_slot(c, at);
    if (status != MLG_OK) worst = status;
  }
  return worst;
}
