/* SPDX-License-Identifier: Apache-2.0 */
#include "load_fixture.h"

/* Writes a CSV whose header is `head` and whose rest is `size` bytes of `fill`. */
static mlg_status load_filled(const char *head, char fill, size_t size, const char *tail) {
  size_t before = strlen(head), after = strlen(tail);
  char *bytes = malloc(before + size + after);
  assert_non_null(bytes);
  memcpy(bytes, head, before);
  memset(bytes + before, fill, size);
  memcpy(bytes + before + size, tail, after);
  const char *path = folder_write(&folder, "essai.csv", bytes, before + size + after);
  free(bytes);
  return mlg_load_table(&arena, path, "essai.csv", NULL, &findings, &table);
}

static void test_one_line_of_letters(void **state) {
  (void)state;
  assert_int_equal(load_filled("", 'x', 200 << 20, ""), MLG_REJECTED);
  const mlg_finding *finding = only_finding(MLG_F_LIMIT_EXCEEDED);
  assert_int_equal(finding->line, 1);
  assert_string_equal(finding->value, "200 Mo");
  assert_string_equal(finding->expected, "8 Mo au plus");
}

static void test_one_line_of_commas(void **state) {
  (void)state;
  assert_int_equal(load_filled("", ',', 200 << 20, ""), MLG_REJECTED);
  const mlg_finding *finding = only_finding(MLG_F_LIMIT_EXCEEDED);
  assert_string_equal(finding->value, "209715201 colonnes");
}

static void test_a_quote_left_open_for_200_megabytes(void **state) {
  (void)state;
  assert_int_equal(load_filled("a,b\n1,\"", '\n', 200 << 20, ""), MLG_REJECTED);
  assert_int_equal(only_finding(MLG_F_LIMIT_EXCEEDED)->line, 2);
}

static void test_a_cell_of_10_megabytes(void **state) {
  (void)state;
  assert_int_equal(load_filled("a,b\n1,", 'x', 10 << 20, "\n"), MLG_REJECTED);
  assert_int_equal(only_finding(MLG_F_LIMIT_EXCEEDED)->line, 2);
}

static void test_a_cell_of_2_megabytes(void **state) {
  (void)state;
  assert_int_equal(load_filled("a,b\n1,", 'x', 2 << 20, "\n"), MLG_REJECTED);
  const mlg_finding *finding = only_finding(MLG_F_LIMIT_EXCEEDED);
  assert_int_equal(finding->line, 2);
  assert_string_equal(finding->column, "b");
  assert_string_equal(finding->expected, "1 Mo au plus");
}

static void test_a_long_cell_is_read(void **state) {
  (void)state;
  assert_int_equal(load_filled("a,b\n1,", 'x', 500000, "\n"), MLG_OK);
  assert_int_equal(strlen(mlg_table_cell(&table, 0, 1)), 500000);
}

static void test_a_nul_byte(void **state) {
  (void)state;
  assert_int_equal(load_filled("a,b\n1,2\n3,", '\0', 1, "\n"), MLG_REJECTED);
  assert_int_equal(only_finding(MLG_F_NUL_BYTE)->line, 3);
}

static void assert_remote(const char *path) {
  findings.count = 0;
  assert_int_equal(mlg_load_table(&arena, path, path, NULL, &findings, &table), MLG_REJECTED);
  assert_string_equal(only_finding(MLG_F_PATH_REMOTE)->value, path);
}

static void test_nothing_is_fetched(void **state) {
  (void)state;
  assert_remote("/vsicurl/http://localhost/a.csv");
  assert_remote("/vsizip//vsicurl/http://localhost/a.zip");
  assert_remote("http://localhost/a.geojson");
  assert_remote("projet/https://localhost/a.csv");
  assert_remote("/vsis3/seau/a.gpkg");
}

static mlg_status load_text(const char *name, const char *text, mlg_load_options options) {
  const char *path = folder_write(&folder, name, text, strlen(text));
  return mlg_load_table(&arena, path, name, &options, &findings, &table);
}

static void test_a_csv_named_as_a_workbook(void **state) {
  (void)state;
  assert_int_equal(load_text("essai.xlsx", "a,b\n1,2\n", (mlg_load_options){0}), MLG_REJECTED);
  only_finding(MLG_F_FILE_UNREADABLE);
}

static void test_titles_above_the_header_of_a_csv(void **state) {
  (void)state;
  const char *text = "Titre du tableau\n\nIRIS;POP\n010010000;5\n";
  mlg_load_options options = {.key = "IRIS"};
  assert_int_equal(load_text("essai.csv", text, options), MLG_REJECTED);
  const mlg_finding *finding = only_finding(MLG_F_HEADER_MOVED);
  assert_string_equal(finding->value, "1");
  assert_string_equal(finding->expected, "3");
  options.header = 3;
  assert_int_equal(load_text("essai.csv", text, options), MLG_OK);
  assert_string_equal(table.columns[0], "IRIS");
  assert_int_equal(table.lines[0], 4);
}

static void test_a_key_of_quotes_and_no_header(void **state) {
  (void)state;
  mlg_load_options options = {.key = "code iris"};
  assert_int_equal(load_text("essai.csv", "\"code iris\",b\n1,2\n", options), MLG_OK);
  options.key = "absente"; /* whoever needs the column says so, with the nearest name */
  assert_int_equal(load_text("essai.csv", "a,b\n1,2\n", options), MLG_OK);
  options.header = 9;
  assert_int_equal(load_text("essai.csv", "a,b\n1,2\n", options), MLG_REJECTED);
  assert_string_equal(only_finding(MLG_F_HEADER_BEYOND)->value, "9");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
  const struct CMUnitTest tests[] = {
      TEST(test_one_line_of_letters),
      TEST(test_one_line_of_commas),
      TEST(test_a_quote_left_open_for_200_megabytes),
      TEST(test_a_cell_of_10_megabytes),
      TEST(test_a_cell_of_2_megabytes),
      TEST(test_a_long_cell_is_read),
      TEST(test_a_nul_byte),
      TEST(test_nothing_is_fetched),
      TEST(test_a_csv_named_as_a_workbook),
      TEST(test_titles_above_the_header_of_a_csv),
      TEST(test_a_key_of_quotes_and_no_header),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
