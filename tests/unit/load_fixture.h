/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_LOAD_FIXTURE_H
#define TESTS_LOAD_FIXTURE_H

#include "near.h"

#include "folder.h"
#include <maillage/load.h>

/**
 * @file
 * What every test of loading shares: a folder to write in, and the table and findings of
 * the last file that was read. One program a test file, so that they may be static.
 */
static test_folder folder;
static mlg_arena arena;
static mlg_findings findings;
static mlg_table table;

static inline int setup(void **state) {
  (void)state;
  findings = (mlg_findings){.arena = &arena};
  table = (mlg_table){0};
  folder = folder_make();
  return 0;
}

static inline int teardown(void **state) {
  (void)state;
  folder_remove(&folder);
  mlg_arena_free(&arena);
  return 0;
}

/* Of the whole group. */
static inline int begin(void **state) {
  (void)state;
  mlg_load_begin();
  return 0;
}

static inline int end(void **state) {
  (void)state;
  mlg_load_end();
  return 0;
}

/* `expected` is NULL for a blank cell. */
static inline void assert_cell(size_t row, const char *column, const char *expected) {
  size_t at = mlg_table_column(&table, column);
  assert_true(at != MLG_NO_COLUMN);
  const char *cell = mlg_table_cell(&table, row, at);
  if (expected == NULL)
    assert_null(cell);
  else
    assert_string_equal(cell, expected);
}

static inline const mlg_finding *only_finding(mlg_finding_code code) {
  assert_int_equal(findings.count, 1);
  assert_int_equal(findings.items[0].code, code);
  return &findings.items[0];
}

#endif
