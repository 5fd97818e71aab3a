/* SPDX-License-Identifier: Apache-2.0 */
#include "load/coherence.h"

#include <maillage/text.h>
#include <math.h>

/* ---- numbers ---- */

static double sum(const mlg_asking *asking, const size_t *columns, size_t n, size_t row) {
  double all = 0;
  for (size_t i = 0; i < n; i++)
    all += asking->numbers[row * asking->table->n_columns + columns[i]];
  return all;
}

double mlg_asked_left(const mlg_asking *asking, const mlg_asked *asked, size_t row) {
  return sum(asking, asked->left, asked->of->n_left, row);
}

double mlg_asked_right(const mlg_asking *asking, const mlg_asked *asked, size_t row) {
  return asked->of->constant + sum(asking, asked->right, asked->of->n_right, row);
}

/* A hidden value is none: nothing can be asked where it stands. */
static void read_numbers(mlg_asking *asking, size_t column) {
  if (asking->is_read[column]) return;
  asking->is_read[column] = true;
  for (size_t row = 0; row < asking->table->n_rows; row++) {
    const char *text = mlg_table_cell(asking->table, row, column);
    double *number = &asking->numbers[row * asking->table->n_columns + column];
    *number = NAN;
    if (text != NULL) mlg_parse_number(text, ".,", number);
  }
}

/* Doubles lose some of their digits when many are added. */
static void ask_sums(const mlg_asking *asking, mlg_asked *asked) {
  const mlg_coherence *of = asked->of;
  for (size_t row = 0; row < asking->table->n_rows; row++) {
    double left = mlg_asked_left(asking, asked, row), right = mlg_asked_right(asking, asked, row);
    if (isnan(left) || isnan(right)) continue;
    double room = of->tolerance + 1e-9 * fabs(right), gap = left - right;
    bool holds = of->kind == MLG_AT_MOST ? gap <= room : fabs(gap) <= room;
    asked->rows[row] = holds ? MLG_HOLDS : MLG_BROKEN;
  }
}

static mlg_status ask(mlg_asking *asking, mlg_asked *asked) {
  mlg_coherence_kind kind = asked->of->kind;
  asked->rows = MLG_NEW(asking->arena, unsigned char, asking->table->n_rows);
  MLG_HAVE(asked->rows);
  if (kind == MLG_ONE_FOR || kind == MLG_BEGINS) return mlg_ask_texts(asking, asked);
  for (size_t i = 0; i < asked->of->n_left; i++) read_numbers(asking, asked->left[i]);
  for (size_t i = 0; i < asked->of->n_right; i++) read_numbers(asking, asked->right[i]);
  if (kind == MLG_RATIO) return mlg_ask_ratio(asking, asked);
  ask_sums(asking, asked);
  return MLG_OK;
}

/* ---- columns ---- */

static mlg_status find_columns(const mlg_asking *asking, const char *const *names, size_t n,
                               int vintage, size_t **columns, bool *has_all) {
  *columns = MLG_NEW(asking->arena, size_t, n);
  MLG_HAVE(*columns);
  for (size_t i = 0; i < n; i++) {
    const char *name = mlg_schema_column(asking->arena, names[i], vintage);
    MLG_HAVE(name);
    (*columns)[i] = mlg_table_column(asking->table, name);
    *has_all &= (*columns)[i] != MLG_NO_COLUMN;
  }
  return MLG_OK;
}

static mlg_status ask_all(mlg_asking *asking, const mlg_schema *schema, int vintage) {
  for (size_t i = 0; i < schema->n_coherences; i++) {
    const mlg_coherence *of = &schema->coherences[i];
    mlg_asked asked = {.of = of, .usual = NAN};
    bool has_all = true;
    MLG_TRY(find_columns(asking, of->left, of->n_left, vintage, &asked.left, &has_all));
    MLG_TRY(find_columns(asking, of->right, of->n_right, vintage, &asked.right, &has_all));
    if (!has_all) continue;
    MLG_TRY(ask(asking, &asked));
    asking->asked[asking->n_asked++] = asked;
  }
  return MLG_OK;
}

mlg_status mlg_coherence_check(mlg_arena *arena, const mlg_schema *schema, int vintage,
                               const mlg_table *table, mlg_findings *findings) {
  mlg_asking asking = {.arena = arena,
                       .table = table,
                       .findings = findings,
                       .numbers = MLG_NEW(arena, double, table->n_rows * table->n_columns),
                       .is_read = MLG_NEW(arena, bool, table->n_columns),
                       .asked = MLG_NEW(arena, mlg_asked, schema->n_coherences)};
  MLG_HAVE(asking.numbers);
  MLG_HAVE(asking.is_read);
  MLG_HAVE(asking.asked);
  MLG_TRY(ask_all(&asking, schema, vintage));
  return mlg_tell_broken(&asking);
}
