/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_VALUES_H
#define OFFER_VALUES_H

#include <maillage/arena.h>
#include <maillage/status.h>
#include <stdbool.h>

/**
 * @file
 * Lists of values: those of one cell, and those that a mapping names.
 */
typedef struct {
  size_t n;
  const char **items;
} mlg_values;

/** The values of a cell, trimmed, blank ones left out. */
mlg_status mlg_values_split(mlg_arena *arena, const char *text, char separator, mlg_values *values);

/** The values of a cell by what a mapping says stands between them: nothing, a sign, or a list
 *  as programs write it, "['a', 'b']" or '["a", "b"]'; a cell that is no list is one value. */
mlg_status mlg_values_cut(mlg_arena *arena, const char *text, char separator, mlg_values *values);

/** The folded forms of `n` texts, in their order. */
mlg_status mlg_values_fold(mlg_arena *arena, const char *const *texts, size_t n,
                           mlg_values *folded);

/** The index of a folded text, or `values->n`. */
size_t mlg_values_find(const mlg_values *values, const char *folded);

/** The values joined by `gap`, each once, in their order. NULL when memory is short. */
char *mlg_values_join(mlg_arena *arena, const mlg_values *values, const char *gap);

#endif
