/* SPDX-License-Identifier: Apache-2.0 */
#include "load/coherence.h"

#include <maillage/index.h>
#include <string.h>

static void ask_beginnings(const mlg_asking *asking, mlg_asked *asked) {
  for (size_t row = 0; row < asking->table->n_rows; row++) {
    const char *whole = mlg_table_cell(asking->table, row, asked->left[0]);
    const char *start = mlg_table_cell(asking->table, row, asked->right[0]);
    if (whole == NULL || start == NULL) continue;
    asked->rows[row] = strncmp(whole, start, strlen(start)) == 0 ? MLG_HOLDS : MLG_BROKEN;
  }
}

/* Rows counted under a text. */
typedef struct {
  mlg_index firsts;
  size_t *counts; /* at the first row of each */
} census;

static mlg_status census_open(const mlg_asking *asking, census *c) {
  c->counts = MLG_NEW(asking->arena, size_t, asking->table->n_rows);
  MLG_HAVE(c->counts);
  return mlg_index_init(&c->firsts, asking->arena, asking->table->n_rows);
}

static mlg_status census_add(census *c, const char *text, size_t row) {
  size_t first;
  MLG_HAVE(text);
  MLG_TRY(mlg_index_add(&c->firsts, text, row, &first));
  c->counts[first]++;
  return MLG_OK;
}

static size_t census_count(const census *c, const char *text) {
  return c->counts[mlg_index_find(&c->firsts, text)];
}

/* The rows that say otherwise than most of their kind; all of them, when they are even. */
static mlg_status ask_one(const mlg_asking *asking, mlg_asked *asked) {
  const mlg_table *table = asking->table;
  census kinds, pairs;
  const char **pair = MLG_NEW(asking->arena, const char *, table->n_rows);
  MLG_HAVE(pair);
  MLG_TRY(census_open(asking, &kinds));
  MLG_TRY(census_open(asking, &pairs));
  for (size_t row = 0; row < table->n_rows; row++) {
    const char *left = mlg_table_cell(table, row, asked->left[0]);
    const char *right = mlg_table_cell(table, row, asked->right[0]);
    if (left == NULL || right == NULL) continue;
    pair[row] = mlg_arena_printf(asking->arena, "%s\n%s", right, left);
    MLG_TRY(census_add(&pairs, pair[row], row));
    MLG_TRY(census_add(&kinds, right, row));
  }
  for (size_t row = 0; row < table->n_rows; row++) {
    if (pair[row] == NULL) continue;
    size_t all = census_count(&kinds, mlg_table_cell(table, row, asked->right[0]));
    size_t alike = census_count(&pairs, pair[row]);
    asked->rows[row] = alike < all && 2 * alike <= all ? MLG_BROKEN : MLG_HOLDS;
  }
  return MLG_OK;
}

mlg_status mlg_ask_texts(const mlg_asking *asking, mlg_asked *asked) {
  if (asked->of->kind == MLG_ONE_FOR) return ask_one(asking, asked);
  ask_beginnings(asking, asked);
  return MLG_OK;
}
