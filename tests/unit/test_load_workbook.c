/* SPDX-License-Identifier: Apache-2.0 */
#include "load_fixture.h"

#define BOOK "tests/data/workbooks/structure-base-ic"

static mlg_status load(const char *ending, mlg_load_options options) {
  char path[128], file[64];
  snprintf(path, sizeof path, "%s.%s", BOOK, ending);
  snprintf(file, sizeof file, "essai.%s", ending);
  return mlg_load_table(&arena, path, file, &options, &findings, &table);
}

static void assert_read(const char *ending) {
  mlg_load_options options = {.sheet = "IRIS", .header = 6, .key = "IRIS"};
  assert_int_equal(load(ending, options), MLG_OK);
  assert_int_equal(findings.count, 0);
  assert_int_equal(table.n_columns, 7);
  assert_int_equal(table.n_rows, 3);
  assert_cell(0, "IRIS", "010010000");
  assert_cell(0, "COM", "01001");
  assert_cell(0, "P22_POP", "776");
  assert_cell(0, "PART", "0.1");
  assert_cell(0, "JOUR", "2024-02-06");
  assert_cell(1, "P22_POP65P", "0.3");
  assert_cell(1, "PART", "n.d.");
  assert_cell(2, "P22_POP", "0");
  assert_cell(2, "P22_POP65P", NULL);
  assert_cell(2, "PART", "s");
  /* As the sheet numbers its rows, of which row 9 is blank. */
  const size_t expected[3] = {7, 8, 10};
  for (size_t i = 0; i < 3; i++) assert_int_equal(table.lines[i], expected[i]);
}

static void test_xlsx(void **state) {
  (void)state;
  assert_read("xlsx");
}

static void test_ods(void **state) {
  (void)state;
  assert_read("ods");
}

static void test_xls(void **state) {
  (void)state;
  assert_read("xls");
}

static void test_several_sheets_are_listed(void **state) {
  (void)state;
  assert_int_equal(load("xlsx", (mlg_load_options){.header = 6}), MLG_REJECTED);
  assert_string_equal(only_finding(MLG_F_SHEET_NEEDED)->value, "IRIS, Documentation");
}

static void test_a_sheet_that_is_not_there(void **state) {
  (void)state;
  assert_int_equal(load("ods", (mlg_load_options){.sheet = "COM"}), MLG_REJECTED);
  const mlg_finding *finding = only_finding(MLG_F_SHEET_UNKNOWN);
  assert_string_equal(finding->value, "COM");
  assert_string_equal(finding->expected, "IRIS, Documentation");
}

static void assert_header_moved(size_t declared, const char *said) {
  mlg_load_options options = {.sheet = "IRIS", .header = declared, .key = "IRIS"};
  assert_int_equal(load("xlsx", options), MLG_REJECTED);
  const mlg_finding *finding = only_finding(MLG_F_HEADER_MOVED);
  assert_string_equal(finding->value, said);
  assert_string_equal(finding->column, "IRIS");
  assert_string_equal(finding->expected, "6");
}

static void test_a_header_that_moved(void **state) {
  (void)state;
  assert_header_moved(7, "7");
}

/* Row 4 is blank. */
static void test_a_header_declared_on_a_blank_row(void **state) {
  (void)state;
  assert_header_moved(4, "4");
}

static void test_titles_are_not_taken_for_a_header(void **state) {
  (void)state;
  assert_header_moved(0, "1");
}

static void test_a_header_beyond_the_sheet(void **state) {
  (void)state;
  assert_int_equal(load("xlsx", (mlg_load_options){.sheet = "IRIS", .header = 40}), MLG_REJECTED);
  assert_string_equal(only_finding(MLG_F_HEADER_BEYOND)->value, "40");
}

static void test_a_header_without_rows(void **state) {
  (void)state;
  mlg_load_options options = {.sheet = "IRIS", .header = 10};
  assert_int_equal(load("xlsx", options), MLG_REJECTED);
  only_finding(MLG_F_FILE_EMPTY);
}

static void test_keys_of_other_formats_are_said_to_be_unused(void **state) {
  (void)state;
  mlg_load_options options = {.sheet = "IRIS", .header = 6, .records = "data", .member = "a.csv"};
  assert_int_equal(load("xlsx", options), MLG_OK);
  assert_int_equal(findings.count, 2);
  assert_int_equal(findings.items[0].code, MLG_F_LOAD_KEY_UNUSED);
  assert_string_equal(findings.items[0].value, "enregistrements");
  assert_string_equal(findings.items[1].value, "membre");
}

static void test_a_workbook_that_is_cut(void **state) {
  (void)state;
  char bytes[4000];
  FILE *whole = fopen(BOOK ".xlsx", "rb");
  assert_non_null(whole);
  assert_int_equal(fread(bytes, 1, sizeof bytes, whole), sizeof bytes);
  fclose(whole);
  const char *path = folder_write(&folder, "essai.xlsx", bytes, sizeof bytes);
  assert_int_equal(mlg_load_table(&arena, path, "essai.xlsx", NULL, &findings, &table),
                   MLG_REJECTED);
  only_finding(MLG_F_FILE_UNREADABLE);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
  const struct CMUnitTest tests[] = {
      TEST(test_xlsx),
      TEST(test_ods),
      TEST(test_xls),
      TEST(test_several_sheets_are_listed),
      TEST(test_a_sheet_that_is_not_there),
      TEST(test_a_header_that_moved),
      TEST(test_a_header_declared_on_a_blank_row),
      TEST(test_titles_are_not_taken_for_a_header),
      TEST(test_a_header_beyond_the_sheet),
      TEST(test_a_header_without_rows),
      TEST(test_keys_of_other_formats_are_said_to_be_unused),
      TEST(test_a_workbook_that_is_cut),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
