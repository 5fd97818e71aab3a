/* SPDX-License-Identifier: Apache-2.0 */
#include "need/rows.h"

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

/* A dataset that says how it hides its values hides many: they are told together. */
static bool is_secret(mlg_cell_kind kind) {
  return kind == MLG_CELL_HIDDEN || kind == MLG_CELL_WITHHELD;
}

/* One tally for each kind of trouble a column may have. */
static void open_tallies(mlg_tally tallies[MLG_CELL_KIND_COUNT], const mlg_table *table,
                         const char *column) {
  static const mlg_finding_code CODES[MLG_CELL_KIND_COUNT] = {
      [MLG_CELL_HIDDEN] = MLG_F_VALUE_HIDDEN,          [MLG_CELL_WITHHELD] = MLG_F_VALUE_WITHHELD,
      [MLG_CELL_SUPPRESSED] = MLG_F_VALUE_SUPPRESSED,  [MLG_CELL_ABSENT] = MLG_F_VALUE_ABSENT,
      [MLG_CELL_UNREADABLE] = MLG_F_NUMBER_UNREADABLE, [MLG_CELL_NEGATIVE] = MLG_F_NUMBER_NEGATIVE,
  };
  for (mlg_cell_kind kind = 0; kind < MLG_CELL_KIND_COUNT; kind++)
    tallies[kind] = (mlg_tally){
        .code = CODES[kind], .file = table->file, .column = column, .as_one = is_secret(kind)};
}

/* Unreadable and negative numbers reject the table; the others are told and kept. */
static mlg_status close_tallies(const mlg_tally tallies[MLG_CELL_KIND_COUNT],
                                mlg_findings *findings) {
  mlg_status worst = MLG_OK;
  for (int kind = MLG_CELL_HIDDEN; kind < MLG_CELL_KIND_COUNT; kind++) {
    mlg_status status = mlg_tally_report(&tallies[kind], findings);
    if (status != MLG_OK) worst = status;
  }
  return worst;
}

static bool is_blank(const char *text) { return text == NULL || *text == '\0'; }

/* Whether a row says that it is withheld, or does not even show its total. */
static bool is_withheld(const mlg_joined *joined, size_t row, const char *mark) {
  const mlg_secret *secret = &joined->reading->secret;
  for (size_t i = 0; mark != NULL && i < secret->n_values; i++)
    if (strcmp(secret->values[i], mark) == 0) return true;
  return joined->total != MLG_NO_COLUMN &&
         is_blank(mlg_table_cell(joined->table, row, joined->total));
}

/* What a blank cell of a dataset with secrets is. */
static void read_blank(const mlg_joined *joined, size_t row, mlg_written *cell) {
  const mlg_secret *secret = &joined->reading->secret;
  if (is_withheld(joined, row, cell->mark)) {
    cell->kind = MLG_CELL_WITHHELD;
    cell->read = mlg_unknown(MLG_SUPPRESSED);
    return;
  }
  cell->kind = MLG_CELL_HIDDEN;
  cell->read = mlg_between((secret->low + secret->high) / 2, secret->low, secret->high);
  cell->read.flags = MLG_SUPPRESSED | MLG_IMPUTED;
}

static mlg_written read_cell(const mlg_joined *joined, size_t row, size_t column) {
  mlg_written cell = {.line = joined->table->lines[row],
                      .text = mlg_table_cell(joined->table, row, column)};
  double rounding = joined->reading->rounding;
  if (joined->mark != MLG_NO_COLUMN) cell.mark = mlg_table_cell(joined->table, row, joined->mark);
  cell.kind = mlg_read_count(cell.text, &cell.read);
  if (joined->reading->secret.present && is_blank(cell.text)) {
    read_blank(joined, row, &cell);
  } else if (rounding > 0 && cell.kind == MLG_CELL_NUMBER) {
    cell.read.high += rounding - 1; /* rounded down: 10 is any of 10 to 14 */
    cell.read.flags = MLG_ROUNDED;
  }
  return cell;
}

/* What is told of a cell: its zone when it is secret, else what is written there. */
mlg_written mlg_read_row(const mlg_joined *joined, size_t row, size_t column, mlg_tally *tallies) {
  mlg_written cell = read_cell(joined, row, column);
  const char *told = is_secret(cell.kind) ? mlg_table_cell(joined->table, row, joined->key)
                                          : cell.text;
  if (cell.kind != MLG_CELL_NUMBER && tallies != NULL)
    mlg_tally_add(&tallies[cell.kind], told, cell.line, NAN);
  return cell;
}

/* The table and the column that a reader of findings should look at. */
static void open_column(const mlg_calculation *c, const mlg_column *column,
                        mlg_tally tallies[MLG_CELL_KIND_COUNT]) {
  const mlg_derived_count *derived = column->derived;
  if (derived == NULL)
    open_tallies(tallies, c->joined[column->dataset].table, column->name);
  else if (derived->share != NULL)
    open_tallies(tallies, c->joined[column->dataset].table, derived->share);
  else
    open_tallies(tallies, c->joined[derived->base].table, derived->base_column);
}

static mlg_status read_column(mlg_calculation *c, mlg_column *column) {
  const mlg_joined *joined = &c->joined[column->dataset];
  size_t n = c->territory->n_zones[joined->reading->level];
  mlg_tally tallies[MLG_CELL_KIND_COUNT];
  open_column(c, column, tallies);
  column->written = MLG_NEW(c->scratch, mlg_written, n);
  MLG_HAVE(column->written);
  for (size_t zone = 0; zone < n; zone++)
    column->written[zone] = column->derived != NULL
                                ? mlg_derive(c, column, zone, tallies)
                                : mlg_gather(c, joined, zone, column->at, tallies);
  return close_tallies(tallies, c->findings);
}

mlg_status mlg_read_columns(mlg_calculation *c) {
  mlg_status worst = MLG_OK;
  for (size_t i = 0; i < c->n_columns; i++) {
    mlg_status status = read_column(c, &c->columns[i]);
    if (status != MLG_OK) worst = status;
  }
  return worst;
}
