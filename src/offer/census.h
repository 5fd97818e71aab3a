/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_CENSUS_H
#define OFFER_CENSUS_H

#include <maillage/index.h>
#include <maillage/mapping.h>

/**
 * @file
 * The distinct values of a role and how often each was met, so that a value is
 * folded and looked up once, and told once when nobody knows it.
 */
typedef struct {
  const char *value;
  const mlg_meaning *meaning; /**< NULL: unknown, or not a matter of dictionary. */
  mlg_value_fate fate;
  size_t count, line;
} mlg_seen;

/** Initialise with zeros. */
typedef struct {
  bool open;
  mlg_index index;
  size_t n, capacity;
  mlg_seen *items;
} mlg_census;

/** Counts `value` (borrowed); `seen` is good until the next call, `is_new` says if it is new. */
mlg_status mlg_census_add(mlg_arena *arena, mlg_census *census, const char *value, size_t line,
                          mlg_seen **seen, bool *is_new);

/** The meaning of a folded value: its own, else that of the longest start; NULL for none. */
const mlg_meaning *mlg_dictionary_find(const mlg_dictionary *dictionary, const char *folded);

/** Tells each unknown value of a role, with how many rows have it. */
mlg_status mlg_census_report(const mlg_census *census, mlg_finding finding, mlg_findings *findings);

#endif
