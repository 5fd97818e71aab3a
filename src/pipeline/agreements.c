/* SPDX-License-Identifier: Apache-2.0 */
/* Datasets that speak of the same things, set against each other code by code. */
#include "pipeline/work.h"

#include <maillage/text.h>
#include <math.h>
#include <string.h>

/* More codes than this make one finding. */
enum { MOST_TOLD = 20 };

/* A dataset's columns, added up by code. */
typedef struct {
  const mlg_table *table;
  const char *name; /* of the column, or of the first of several */
  size_t n;
  const char **codes;
  double *sums; /* NaN where a cell has no number */
  size_t *lines;
  mlg_index index;
} side;

/* A file of another edition may lack a column: then there is nothing to set against another. */
static mlg_status find_columns(const mlg_work *work, const mlg_agreement *agreement,
                               const mlg_added_columns *added, size_t **columns, bool *has_all) {
  const mlg_table *table = &work->tables[added->dataset];
  *columns = MLG_NEW(work->arena, size_t, added->n_columns);
  MLG_HAVE(*columns);
  for (size_t i = 0; i < added->n_columns; i++) {
    (*columns)[i] = mlg_table_column(table, added->columns[i]);
    if ((*columns)[i] != MLG_NO_COLUMN) continue;
    *has_all = false;
    MLG_TRY(mlg_report(work->findings, (mlg_finding){.code = MLG_F_SCHEMA_UNCHECKED,
                                                     .file = agreement->at.file,
                                                     .line = agreement->at.line,
                                                     .column = "coherences",
                                                     .value = added->columns[i]}));
  }
  return MLG_OK;
}

static double sum_of(const mlg_table *table, size_t row, const size_t *columns, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) {
    const char *text = mlg_table_cell(table, row, columns[i]);
    double number = NAN;
    if (text != NULL) mlg_parse_number(text, ".,", &number);
    sum += number;
  }
  return sum;
}

/* The code of a row, or that of its commune. */
static const char *code_of(const mlg_work *work, const char *code, bool by_commune) {
  enum { COMMUNE = 5 };
  if (!by_commune || strlen(code) <= COMMUNE) return code;
  return mlg_arena_strndup(work->arena, code, COMMUNE);
}

static mlg_status add_up(const mlg_work *work, const mlg_added_columns *added,
                         const size_t *columns, bool by_commune, bool shares, side *all) {
  size_t key;
  const mlg_table *table = &work->tables[added->dataset];
  *all = (side){.table = table,
                .name = added->columns[0],
                .codes = MLG_NEW(work->arena, const char *, table->n_rows),
                .sums = MLG_NEW(work->arena, double, table->n_rows),
                .lines = MLG_NEW(work->arena, size_t, table->n_rows)};
  MLG_HAVE(all->codes);
  MLG_HAVE(all->sums);
  MLG_HAVE(all->lines);
  MLG_TRY(
      mlg_require_column(work, added->dataset, work->project.datasets[added->dataset].key, &key));
  MLG_TRY(mlg_index_init(&all->index, work->arena, table->n_rows));
  for (size_t row = 0; row < table->n_rows; row++) {
    const char *code = mlg_table_cell(table, row, key);
    if (code == NULL) continue;
    code = code_of(work, code, by_commune);
    MLG_HAVE(code);
    size_t at;
    MLG_TRY(mlg_index_add(&all->index, code, all->n, &at));
    if (at == all->n) {
      all->codes[at] = code;
      all->lines[at] = table->lines[row];
      all->n++;
    }
    all->sums[at] += shares && all->lines[at] != table->lines[row]
                         ? NAN
                         : sum_of(table, row, columns, added->n_columns);
  }
  return MLG_OK;
}

static bool agree(const mlg_agreement *agreement, double of, double to) {
  /* What is hidden is not looked at; doubles lose some of their digits when many are added. */
  if (isnan(of) || isnan(to) || fmax(of, to) < agreement->from) return true;
  const double room = 1e-6;
  return of >= (agreement->minimum - room) * to && of <= (agreement->maximum + room) * to;
}

static bool is_excepted(const mlg_agreement *agreement, const char *code) {
  size_t i = 0;
  while (i < agreement->n_except && strcmp(agreement->except[i], code) != 0) i++;
  return i < agreement->n_except;
}

static const char *say_number(const mlg_work *work, double value) {
  return fabs(value - round(value)) < 0.005 ? mlg_french_count(work->arena, value)
                                            : mlg_french_decimal(work->arena, value, 2);
}

static mlg_status tell(const mlg_work *work, const mlg_agreement *agreement, const side *of,
                       const side *to, size_t at, size_t n) {
  size_t other = mlg_index_find(&to->index, of->codes[at]);
  const char *value = of->codes[at];
  if (n > 1) value = mlg_arena_printf(work->arena, "%s… (%zu)", value, n);
  const char *expected = mlg_arena_printf(
      work->arena, "%s contre %s (%s, ligne %zu, %s) : rapport de %s à %s",
      say_number(work, of->sums[at]), say_number(work, to->sums[other]), to->table->file,
      to->lines[other], to->name, mlg_french_decimal(work->arena, agreement->minimum, 2),
      mlg_french_decimal(work->arena, agreement->maximum, 2));
  MLG_HAVE(value);
  MLG_HAVE(expected);
  return mlg_report(work->findings, (mlg_finding){.code = MLG_F_DATASETS_DISAGREE,
                                                  .file = of->table->file,
                                                  .line = of->lines[at],
                                                  .column = of->name,
                                                  .value = value,
                                                  .expected = expected});
}

static mlg_status check_agreement(const mlg_work *work, const mlg_agreement *agreement) {
  const mlg_dataset *datasets = work->project.datasets;
  bool by_commune = datasets[agreement->of.dataset].reading.level !=
                    datasets[agreement->to.dataset].reading.level;
  side of, to;
  size_t *of_columns, *to_columns;
  bool has_all = true;
  MLG_TRY(find_columns(work, agreement, &agreement->of, &of_columns, &has_all));
  MLG_TRY(find_columns(work, agreement, &agreement->to, &to_columns, &has_all));
  if (!has_all) return MLG_OK;
  MLG_TRY(add_up(work, &agreement->of, of_columns, by_commune, agreement->shares, &of));
  MLG_TRY(add_up(work, &agreement->to, to_columns, by_commune, agreement->shares, &to));
  bool *is_wrong = MLG_NEW(work->arena, bool, of.n);
  MLG_HAVE(is_wrong);
  size_t n = 0;
  for (size_t i = 0; i < of.n; i++) {
    size_t other = mlg_index_find(&to.index, of.codes[i]);
    is_wrong[i] = other != MLG_NOT_FOUND && !is_excepted(agreement, of.codes[i]) &&
                  !agree(agreement, of.sums[i], to.sums[other]);
    n += is_wrong[i];
  }
  for (size_t i = 0; i < of.n; i++) {
    if (!is_wrong[i]) continue;
    if (n > MOST_TOLD) return tell(work, agreement, &of, &to, i, n);
    MLG_TRY(tell(work, agreement, &of, &to, i, 1));
  }
  return MLG_OK;
}

mlg_status mlg_check_agreements(mlg_work *work) {
  for (size_t i = 0; i < work->project.n_agreements; i++)
    MLG_TRY(check_agreement(work, &work->project.agreements[i]));
  return MLG_OK;
}
