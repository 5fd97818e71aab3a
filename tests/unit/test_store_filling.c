/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "folder.h"
#include "sqlite_ask.h"
#include <maillage/filling.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

/* Tables as OGR makes them: a number first, and a trigger that counts rows. */
static const char TABLES[] =
    "CREATE TABLE gpkg_ogr_contents(table_name TEXT PRIMARY KEY, feature_count INTEGER);"
    "INSERT INTO gpkg_ogr_contents VALUES('un', 0), ('rien', 7);"
    "CREATE TABLE un(fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, nom TEXT, part REAL, n INT);"
    "CREATE TABLE rien(fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, nom TEXT);"
    "CREATE TRIGGER compte AFTER INSERT ON un BEGIN UPDATE gpkg_ogr_contents"
    " SET feature_count = feature_count + 1 WHERE table_name = 'un'; END;";

static test_folder folder;
static mlg_arena arena;
static mlg_findings findings;
static const char *path;

static int setup(void **state) {
  (void)state;
  folder = folder_make();
  findings = (mlg_findings){.arena = &arena};
  path = folder_path(&folder, "portrait.gpkg");
  sqlite3 *db;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, TABLES, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  folder_remove(&folder);
  mlg_arena_free(&arena);
  return 0;
}

static const char *ask(const char *sql) { return sqlite_ask(&arena, path, sql); }

/* Rows "1", "2"… whose texts are written over as soon as they may be. */
static void fill(mlg_filling *filling, size_t n) {
  static char texts[1000][8];
  size_t kept = 0;
  for (size_t i = 1; i <= n; i++) {
    snprintf(texts[kept], sizeof *texts, "%zu", i);
    mlg_filling_text(filling, texts[kept++]);
    mlg_filling_real(filling, i % 2 == 0 ? NAN : (double)i / 2);
    if (i % 3 == 0)
      mlg_filling_null(filling);
    else
      mlg_filling_whole(filling, (int64_t)i);
    if (!mlg_filling_row(filling)) continue;
    memset(texts, 'x', sizeof texts);
    kept = 0;
  }
  mlg_filling_end(filling);
}

static void fill_both(size_t n) {
  mlg_filling *filling;
  assert_int_equal(mlg_filling_open(path, &findings, &filling), MLG_OK);
  mlg_filling_table(filling, "un", 3);
  fill(filling, n);
  mlg_filling_table(filling, "rien", 1);
  mlg_filling_end(filling);
  assert_int_equal(mlg_filling_close(filling), MLG_OK);
}

/* Every row is there once, in order, its NULLs too. */
static void check(size_t count) {
  fill_both(count);
  char n[8];
  snprintf(n, sizeof n, "%zu", count);
  assert_string_equal(ask("SELECT count(*) FROM un WHERE nom = fid AND typeof(nom) = 'text'"), n);
  assert_string_equal(ask("SELECT count(*) FROM un"), n);
  assert_string_equal(ask("SELECT count(*) FROM un WHERE part IS NOT"
                          " CASE WHEN fid % 2 = 1 THEN fid / 2.0 END"),
                      "0");
  assert_string_equal(
      ask("SELECT count(*) FROM un WHERE n IS NOT CASE WHEN fid % 3 > 0 THEN fid END"), "0");
  assert_string_equal(ask("SELECT seq FROM sqlite_sequence WHERE name = 'un'"), n);
}

static void test_one_row(void **state) {
  (void)state;
  check(1);
}

static void test_a_full_statement(void **state) {
  (void)state;
  check(50);
}

static void test_many_statements_and_some_rows_left(void **state) {
  (void)state;
  check(777);
}

static void test_the_file_says_how_many_rows_a_table_has(void **state) {
  (void)state;
  fill_both(123);
  assert_string_equal(ask("SELECT group_concat(table_name || ' ' || feature_count) FROM"
                          " (SELECT * FROM gpkg_ogr_contents ORDER BY table_name DESC)"),
                      "un 123,rien 0");
}

static void test_a_failure_is_reported_once_at_the_end(void **state) {
  (void)state;
  mlg_filling *filling;
  assert_int_equal(mlg_filling_open(path, &findings, &filling), MLG_OK);
  mlg_filling_table(filling, "absente", 3);
  fill(filling, 200);
  mlg_filling_table(filling, "un", 3);
  fill(filling, 200);
  assert_int_equal(mlg_filling_close(filling), MLG_FAILURE);
  assert_int_equal(findings.count, 1);
  assert_int_equal(findings.items[0].code, MLG_F_LIBRARY_FAILED);
  assert_string_equal(ask("SELECT count(*) FROM un"), "0");
}

static void test_a_file_that_is_not_there_is_not_made(void **state) {
  (void)state;
  mlg_filling *filling;
  const char *absent = folder_path(&folder, "absent.gpkg");
  assert_int_equal(mlg_filling_open(absent, &findings, &filling), MLG_UNWRITTEN);
  assert_int_equal(findings.items[0].code, MLG_F_OUTPUT_UNWRITABLE);
  FILE *file = fopen(absent, "rb");
  assert_null(file);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_one_row, setup, teardown),
      cmocka_unit_test_setup_teardown(test_a_full_statement, setup, teardown),
      cmocka_unit_test_setup_teardown(test_many_statements_and_some_rows_left, setup, teardown),
      cmocka_unit_test_setup_teardown(test_the_file_says_how_many_rows_a_table_has, setup,
                                      teardown),
      cmocka_unit_test_setup_teardown(test_a_failure_is_reported_once_at_the_end, setup, teardown),
      cmocka_unit_test_setup_teardown(test_a_file_that_is_not_there_is_not_made, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
