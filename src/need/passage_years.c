/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/need.h>

#include <maillage/index.h>
#include <maillage/text.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * INSEE's yearly table of passage: a row a commune through time, a column of codes a year
 * (CODGEO_2003 … CODGEO_2025). It becomes one row a former code and each of its successors,
 * with the last year that code was in use.
 */

/* A column of codes, and its year. */
typedef struct {
  int year;
  size_t column;
} dated;

typedef struct {
  mlg_arena *arena;
  const mlg_table *from;
  size_t n_years;
  dated *years; /* ascending */
  mlg_index pairs;
  mlg_table to;
} unfolding;

enum { FORMER, CURRENT, LAST, N_COLUMNS };

static int by_year(const void *a, const void *b) {
  return ((const dated *)a)->year - ((const dated *)b)->year;
}

static mlg_status find_years(unfolding *u, const char *prefix) {
  size_t length = strlen(prefix);
  u->years = MLG_NEW(u->arena, dated, u->from->n_columns);
  MLG_HAVE(u->years);
  for (size_t i = 0; i < u->from->n_columns; i++) {
    double year;
    const char *name = u->from->columns[i];
    if (strncmp(name, prefix, length) != 0 || strlen(name + length) != 4) continue;
    if (mlg_parse_number(name + length, "", &year) && year >= 1900 && year < 2200)
      u->years[u->n_years++] = (dated){(int)year, i};
  }
  if (u->n_years > 1) qsort(u->years, u->n_years, sizeof *u->years, by_year);
  return MLG_OK;
}

/* One pair of codes; the row that is there already when it has been met. */
static mlg_status add(unfolding *u, const char *former, const char *current, int last,
                      size_t line) {
  const char *key = mlg_arena_printf(u->arena, "%s %s", former, current);
  const char *year = last > 0 ? mlg_arena_printf(u->arena, "%d", last) : NULL;
  size_t held;
  MLG_HAVE(key);
  MLG_TRY(mlg_index_add(&u->pairs, key, u->to.n_rows, &held));
  if (held == u->to.n_rows) {
    const char **cells = u->to.cells + held * N_COLUMNS;
    cells[FORMER] = former;
    cells[CURRENT] = current;
    cells[LAST] = year;
    u->to.lines[held] = line;
    u->to.n_rows++;
    return MLG_OK;
  }
  const char **cell = &u->to.cells[held * N_COLUMNS + LAST];
  if (year != NULL && (*cell == NULL || strcmp(year, *cell) > 0)) *cell = year;
  return MLG_OK;
}

/* The codes that one row has had: each but today's lasted until the year before the next. */
static mlg_status unfold_row(unfolding *u, size_t row) {
  const char *current = mlg_table_cell(u->from, row, u->years[u->n_years - 1].column);
  size_t line = u->from->lines[row];
  if (current == NULL) return MLG_OK;
  MLG_TRY(add(u, current, current, 0, line));
  for (size_t i = 0; i + 1 < u->n_years; i++) {
    const char *code = mlg_table_cell(u->from, row, u->years[i].column);
    const char *next = mlg_table_cell(u->from, row, u->years[i + 1].column);
    if (code == NULL || strcmp(code, current) == 0 || (next != NULL && strcmp(code, next) == 0))
      continue;
    MLG_TRY(add(u, code, current, u->years[i + 1].year - 1, line));
  }
  return MLG_OK;
}

/* As many pairs as codes change from a year to the next, and one for today. */
static size_t count_pairs(const unfolding *u) {
  size_t n = u->from->n_rows;
  for (size_t row = 0; row < u->from->n_rows; row++)
    for (size_t i = 0; i + 1 < u->n_years; i++) {
      const char *code = mlg_table_cell(u->from, row, u->years[i].column);
      const char *next = mlg_table_cell(u->from, row, u->years[i + 1].column);
      n += code != NULL && (next == NULL || strcmp(code, next) != 0);
    }
  return n;
}

mlg_status mlg_passage_unfold(mlg_arena *arena, const mlg_table *table, const char *prefix,
                              int vintage, mlg_findings *findings, mlg_passage *passage) {
  unfolding u = {.arena = arena, .from = table, .to = {.file = table->file}};
  MLG_TRY(find_years(&u, prefix));
  if (u.n_years < 2) return mlg_table_lacks(table, prefix, findings);
  const dated *newest = &u.years[u.n_years - 1];
  if (newest->year != vintage)
    return mlg_table_is_of(table, table->columns[newest->column], newest->year, vintage, findings);
  size_t most = count_pairs(&u);
  u.to.n_columns = N_COLUMNS;
  u.to.columns = MLG_NEW(arena, const char *, N_COLUMNS);
  MLG_HAVE(u.to.columns);
  u.to.columns[FORMER] = u.to.columns[LAST] = table->columns[u.years[0].column];
  u.to.columns[CURRENT] = table->columns[newest->column];
  u.to.cells = MLG_NEW(arena, const char *, most *N_COLUMNS);
  u.to.lines = MLG_NEW(arena, size_t, most);
  MLG_HAVE(u.to.cells);
  MLG_HAVE(u.to.lines);
  MLG_TRY(mlg_index_init(&u.pairs, arena, most));
  for (size_t row = 0; row < table->n_rows; row++) MLG_TRY(unfold_row(&u, row));
  mlg_table *unfolded = MLG_NEW(arena, mlg_table, 1);
  MLG_HAVE(unfolded);
  *unfolded = u.to;
  *passage = (mlg_passage){.table = unfolded, .former = FORMER, .current = CURRENT, .last = LAST};
  return MLG_OK;
}
