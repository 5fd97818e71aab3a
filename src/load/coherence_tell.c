/* SPDX-License-Identifier: Apache-2.0 */
#include "load/coherence.h"

#include "base/tally.h"

#include <maillage/text.h>
#include <math.h>
#include <string.h>

/* What speaks for and against each column, in one row. */
typedef struct {
  size_t *broken, *held; /* coherences it takes part in */
} witness;

/* A row that broke something: the likeliest cause, and the first thing it broke. */
typedef struct {
  size_t row, column, n_broken;
  const mlg_asked *asked;
} suspicion;

/* ---- the likeliest cause ---- */

static void count_columns(const mlg_asked *asked, size_t *counts) {
  for (size_t i = 0; i < asked->of->n_left; i++) counts[asked->left[i]]++;
  for (size_t i = 0; i < asked->of->n_right; i++) counts[asked->right[i]]++;
}

static bool is_likelier(const witness *w, size_t column, size_t than) {
  if (w->broken[column] != w->broken[than]) return w->broken[column] > w->broken[than];
  return w->held[column] < w->held[than];
}

static bool takes_part(const mlg_asked *asked, size_t column) {
  for (size_t i = 0; i < asked->of->n_left; i++)
    if (asked->left[i] == column) return true;
  for (size_t i = 0; i < asked->of->n_right; i++)
    if (asked->right[i] == column) return true;
  return false;
}

/* The column that breaks most, and of those the one that holds least. */
static suspicion suspect(const mlg_asking *asking, witness *w, size_t row) {
  size_t n = asking->table->n_columns;
  suspicion s = {.row = row};
  memset(w->broken, 0, n * sizeof *w->broken);
  memset(w->held, 0, n * sizeof *w->held);
  for (size_t i = 0; i < asking->n_asked; i++) {
    const mlg_asked *asked = &asking->asked[i];
    if (asked->rows[row] == MLG_NOT_ASKED) continue;
    bool is_broken = asked->rows[row] == MLG_BROKEN;
    count_columns(asked, is_broken ? w->broken : w->held);
    s.n_broken += is_broken;
  }
  for (size_t column = 1; column < n; column++)
    if (is_likelier(w, column, s.column)) s.column = column;
  for (size_t i = 0; i < asking->n_asked && s.asked == NULL; i++)
    if (asking->asked[i].rows[row] == MLG_BROKEN && takes_part(&asking->asked[i], s.column))
      s.asked = &asking->asked[i];
  return s;
}

/* ---- in words ---- */

/* "P19_POPH + P19_POPF"; long sums are cut. */
static const char *name_sum(const mlg_asking *asking, const size_t *columns, size_t n,
                            double constant) {
  enum { MOST = 4 };
  const char *words = NULL;
  for (size_t i = 0; i < n && i < MOST; i++) {
    const char *name = asking->table->columns[columns[i]];
    words = words == NULL ? name : mlg_arena_printf(asking->arena, "%s + %s", words, name);
  }
  if (n > MOST) words = mlg_arena_printf(asking->arena, "%s + … (%zu colonnes)", words, n);
  return n == 0 ? mlg_arena_printf(asking->arena, "%g", constant) : words;
}

static const char *name_number(const mlg_asking *asking, double value) {
  return fabs(value - round(value)) < 0.005 ? mlg_french_count(asking->arena, value)
                                            : mlg_french_decimal(asking->arena, value, 2);
}

/* What is most often done to a figure by mistake. */
static const char *guess(const mlg_asking *asking, const suspicion *s) {
  double value = asking->numbers[s->row * asking->table->n_columns + s->column];
  double gap = mlg_asked_left(asking, s->asked, s->row) - mlg_asked_right(asking, s->asked, s->row);
  bool is_left = false;
  if (s->asked->of->kind != MLG_EQUALS) return "";
  for (size_t i = 0; i < s->asked->of->n_left; i++) is_left |= s->asked->left[i] == s->column;
  double wanted = is_left ? value - gap : value + gap;
  double room = s->asked->of->tolerance + 1e-6 * fabs(value);
  if (fabs(10 * wanted - value) <= 10 * room) return " ; dix fois trop ?";
  if (fabs(wanted - 10 * value) <= 10 * room) return " ; dix fois trop peu ?";
  return fabs(wanted + value) <= room ? " ; signe inversé ?" : "";
}

static const char *say_sums(const mlg_asking *asking, const suspicion *s) {
  const mlg_asked *a = s->asked;
  const char *left = name_sum(asking, a->left, a->of->n_left, 0);
  const char *right = name_sum(asking, a->right, a->of->n_right, a->of->constant);
  const char *is = name_number(asking, mlg_asked_left(asking, a, s->row));
  const char *ought = name_number(asking, mlg_asked_right(asking, a, s->row));
  return mlg_arena_printf(asking->arena, "%s %s %s : %s contre %s%s", left,
                          a->of->kind == MLG_EQUALS ? "=" : "≤", right, is, ought,
                          guess(asking, s));
}

/* Three digits say enough of a ratio. */
static const char *name_ratio(const mlg_asking *asking, double ratio) {
  return fabs(ratio) < 20 ? mlg_french_decimal(asking->arena, ratio, 3)
                          : mlg_french_count(asking->arena, ratio);
}

static const char *say_ratio(const mlg_asking *asking, const suspicion *s) {
  const mlg_asked *a = s->asked;
  double ratio = mlg_asked_left(asking, a, s->row) / mlg_asked_right(asking, a, s->row);
  const char *words = name_sum(asking, a->left, a->of->n_left, 0);
  if (a->of->n_right > 0)
    words = mlg_arena_printf(asking->arena, "%s / (%s)", words,
                             name_sum(asking, a->right, a->of->n_right, 0));
  words = mlg_arena_printf(asking->arena, "%s vraisemblable", words);
  if (!isnan(a->usual))
    words = mlg_arena_printf(asking->arena, "%s, comme les autres lignes (%s)", words,
                             name_ratio(asking, a->usual));
  return mlg_arena_printf(asking->arena, "%s : %s", words, name_ratio(asking, ratio));
}

static const char *say_texts(const mlg_asking *asking, const suspicion *s) {
  const mlg_asked *a = s->asked;
  const char *left = asking->table->columns[a->left[0]],
             *right = asking->table->columns[a->right[0]];
  const char *of = mlg_table_cell(asking->table, s->row, a->right[0]);
  return mlg_arena_printf(asking->arena,
                          a->of->kind == MLG_BEGINS ? "%s commence par %s (%s)"
                                                    : "%s comme les autres lignes dont %s est %s",
                          left, right, of);
}

static const char *say_expected(const mlg_asking *asking, const suspicion *s) {
  mlg_coherence_kind kind = s->asked->of->kind;
  const char *words = kind == MLG_RATIO                           ? say_ratio(asking, s)
                      : kind == MLG_EQUALS || kind == MLG_AT_MOST ? say_sums(asking, s)
                                                                  : say_texts(asking, s);
  if (words == NULL || s->n_broken < 2) return words;
  return mlg_arena_printf(asking->arena, "%s (%zu incohérences sur cette ligne)", words,
                          s->n_broken);
}

/* ---- telling ---- */

static mlg_status tell(const mlg_asking *asking, const suspicion *s, size_t n_rows) {
  const char *value = mlg_table_cell(asking->table, s->row, s->column);
  const char *expected = say_expected(asking, s);
  MLG_HAVE(expected);
  if (n_rows > 1)
    value = mlg_arena_printf(asking->arena, "%s… (%zu)", value == NULL ? "" : value, n_rows);
  return mlg_report(asking->findings, (mlg_finding){.code = MLG_F_INCOHERENT,
                                                    .file = asking->table->file,
                                                    .line = asking->table->lines[s->row],
                                                    .column = asking->table->columns[s->column],
                                                    .value = value,
                                                    .expected = expected});
}

static bool broke(const mlg_asking *asking, size_t row) {
  for (size_t i = 0; i < asking->n_asked; i++)
    if (asking->asked[i].rows[row] == MLG_BROKEN) return true;
  return false;
}

mlg_status mlg_tell_broken(const mlg_asking *asking) {
  witness w = {MLG_NEW(asking->arena, size_t, asking->table->n_columns),
               MLG_NEW(asking->arena, size_t, asking->table->n_columns)};
  size_t n = 0;
  MLG_HAVE(w.broken);
  MLG_HAVE(w.held);
  for (size_t row = 0; row < asking->table->n_rows; row++) n += broke(asking, row);
  for (size_t row = 0, told = 0; row < asking->table->n_rows && told < n; row++) {
    if (!broke(asking, row)) continue;
    suspicion s = suspect(asking, &w, row);
    if (n > MLG_TALLY_MOST) return tell(asking, &s, n);
    MLG_TRY(tell(asking, &s, 1));
    told++;
  }
  return MLG_OK;
}
