/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "folder.h"
#include "sqlite_ask.h"
#include <maillage/store.h>
#include <sqlite3.h>
#include <string.h>

static test_folder folder;
static mlg_arena arena;
static mlg_findings findings;
static mlg_store *store;

static int setup(void **state) {
  (void)state;
  folder = folder_make();
  findings = (mlg_findings){.arena = &arena};
  assert_int_equal(mlg_store_create(folder_path(&folder, "calcul.sqlite"), &findings, &store),
                   MLG_OK);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  mlg_store_close(store, &findings);
  folder_remove(&folder);
  mlg_arena_free(&arena);
  return 0;
}

/* Adds a table of one row, on line 7; `cells` has one text a column. */
static mlg_status add(const char *dataset, const char **columns, const char **cells, size_t n) {
  size_t line = 7;
  mlg_table table = {.file = "essai.csv",
                     .n_columns = n,
                     .n_rows = 1,
                     .columns = columns,
                     .cells = cells,
                     .lines = &line};
  return mlg_store_add_table(store, dataset, &table, &findings);
}

static const char *ask(const char *sql) {
  return sqlite_ask(&arena, folder_path(&folder, "calcul.sqlite"), sql);
}

static void test_codes_keep_their_zero_and_blanks_stay_null(void **state) {
  (void)state;
  const char *columns[] = {"CODE", "POP"}, *cells[] = {"01001", NULL};
  assert_int_equal(add("population", columns, cells, 2), MLG_OK);
  assert_string_equal(ask("SELECT CODE FROM entree_population WHERE ligne = 7"), "01001");
  assert_string_equal(ask("SELECT typeof(CODE) || typeof(POP) FROM entree_population"), "textnull");
}

static void test_any_name_will_do(void **state) {
  (void)state;
  const char *columns[] = {"Nom", "nom", "ligne", "a\"b; DROP TABLE zone", "select", ""};
  const char *cells[] = {"1", "2", "3", "4", "5", "6"};
  assert_int_equal(add("a\"b", columns, cells, 6), MLG_OK);
  const char *all = "SELECT \"Nom\" || \"nom_2\" || ligne_3 || \"a\"\"b; DROP TABLE zone\""
                    " || \"select\" || \"\" FROM \"entree_a\"\"b\"";
  assert_string_equal(ask(all), "123456");
  assert_string_equal(ask("SELECT count(*) FROM zone"), "0");
}

static void test_how_to_reach_people_is_not_kept(void **state) {
  (void)state;
  const char *columns[] = {"id", "Téléphone", "courriels", "contact_public"};
  const char *cells[] = {"1", "0200000000", "a@b.fr", "c"};
  assert_int_equal(add("annuaire", columns, cells, 4), MLG_OK);
  assert_string_equal(ask("SELECT group_concat(name) FROM pragma_table_info('entree_annuaire')"),
                      "ligne,id");
}

static void test_a_store_is_made_anew(void **state) {
  (void)state;
  const char *columns[] = {"CODE"}, *cells[] = {"01001"};
  assert_int_equal(add("population", columns, cells, 1), MLG_OK);
  assert_int_equal(mlg_store_close(store, &findings), MLG_OK);
  assert_int_equal(mlg_store_create(folder_path(&folder, "calcul.sqlite"), &findings, &store),
                   MLG_OK);
  assert_string_equal(ask("SELECT count(*) FROM sqlite_master WHERE name LIKE 'entree%'"), "0");
}

static void test_a_folder_that_is_not_there(void **state) {
  (void)state;
  mlg_store *none = NULL;
  const char *path = folder_path(&folder, "absent/calcul.sqlite");
  assert_int_equal(mlg_store_create(path, &findings, &none), MLG_UNWRITTEN);
  assert_null(none);
  assert_int_equal(findings.items[0].code, MLG_F_OUTPUT_UNWRITABLE);
  assert_string_equal(findings.items[0].file, "calcul.sqlite");
}

static void test_what_is_no_store_does_not_open(void **state) {
  (void)state;
  mlg_store *none = NULL;
  assert_int_equal(mlg_store_open(folder_path(&folder, "absent.sqlite"), &findings, &none),
                   MLG_REJECTED);
  assert_int_equal(findings.items[0].code, MLG_F_FILE_MISSING);
  const char *path = folder_write(&folder, "texte.sqlite", "a,b\n", 4);
  assert_int_equal(mlg_store_open(path, &findings, &none), MLG_REJECTED);
  assert_int_equal(findings.items[1].code, MLG_F_RESULTS_UNREADABLE);
  assert_null(none);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
  const struct CMUnitTest tests[] = {
      TEST(test_codes_keep_their_zero_and_blanks_stay_null),
      TEST(test_any_name_will_do),
      TEST(test_how_to_reach_people_is_not_kept),
      TEST(test_a_store_is_made_anew),
      TEST(test_a_folder_that_is_not_there),
      TEST(test_what_is_no_store_does_not_open),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
