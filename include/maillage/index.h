/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_INDEX_H
#define MAILLAGE_INDEX_H

#include <maillage/arena.h>
#include <maillage/status.h>
#include <stddef.h>

/**
 * @file
 * From a code (text) to a row number: the one shape of map that is needed.
 * Open addressing; keys are borrowed, not copied.
 */
typedef struct {
  size_t n_slots, n_keys;
  struct mlg_index_slot *slots;
  mlg_arena *arena;
} mlg_index;

#define MLG_NOT_FOUND ((size_t)-1)

/** `expected` is how many keys are likely; more fit. MLG_FAILURE when memory is short. */
mlg_status mlg_index_init(mlg_index *index, mlg_arena *arena, size_t expected);

/** Adds `key` unless it is there; `held` gets the row it already stands for, else `row`. */
mlg_status mlg_index_add(mlg_index *index, const char *key, size_t row, size_t *held);

/** The row of `key`, or MLG_NOT_FOUND. */
size_t mlg_index_find(const mlg_index *index, const char *key);

#endif
