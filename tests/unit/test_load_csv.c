/* SPDX-License-Identifier: Apache-2.0 */
#include "load_fixture.h"

static mlg_status load_bytes(const char *bytes, size_t size) {
  const char *path = folder_write(&folder, "essai.csv", bytes, size);
  return mlg_load_table(&arena, path, "essai.csv", NULL, &findings, &table);
}

static mlg_status load(const char *text) { return load_bytes(text, strlen(text)); }

static void test_codes_are_text_and_blanks_are_null(void **state) {
  (void)state;
  assert_int_equal(load("CODE,POP\n01001,12.50\n2A004, \n"), MLG_OK);
  assert_int_equal(table.n_rows, 2);
  assert_cell(0, "CODE", "01001");
  assert_cell(0, "POP", "12.50");
  assert_cell(1, "CODE", "2A004");
  assert_cell(1, "POP", NULL);
  assert_null(table.shapes);
  assert_int_equal(findings.count, 0);
}

static void test_semicolon_mark_and_crlf(void **state) {
  (void)state;
  assert_int_equal(load("\xEF\xBB\xBF"
                        "CODE;PART, EN %;WKT\r\n01001;12,5;POINT (1 2)\r\n"),
                   MLG_OK);
  assert_int_equal(table.n_columns, 3);
  assert_string_equal(table.columns[0], "CODE");
  assert_cell(0, "PART, EN %", "12,5");
  /* GDAL takes a column of that name for a shape, unless it is kept from guessing. */
  assert_cell(0, "WKT", "POINT (1 2)");
  assert_null(table.shapes);
}

static void test_header_of_numbers_is_a_header(void **state) {
  (void)state;
  assert_int_equal(load("2019,2020\n1,2\n"), MLG_OK);
  assert_string_equal(table.columns[1], "2020");
  assert_int_equal(table.n_rows, 1);
}

static void test_one_column_with_a_space(void **state) {
  (void)state;
  assert_int_equal(load("code iris\n352380101\n\n352380102\n"), MLG_OK);
  assert_cell(1, "code iris", "352380102");
  assert_int_equal(table.lines[1], 4);
}

static void test_lines_count_quoted_line_ends(void **state) {
  (void)state;
  assert_int_equal(load("id,adresse\n1,\"2 rue\ndu Pont, \"\"bis\"\"\"\n2,x\n\n3,y\n"), MLG_OK);
  assert_int_equal(table.n_rows, 3);
  assert_cell(0, "adresse", "2 rue\ndu Pont, \"bis\"");
  const size_t expected[3] = {2, 4, 6};
  for (size_t i = 0; i < 3; i++) assert_int_equal(table.lines[i], expected[i]);
}

static void test_row_lengths_are_checked(void **state) {
  (void)state;
  assert_int_equal(load("a;b;c\n1;2;3\n1;2\n\n1;2;3;4\n"), MLG_REJECTED);
  assert_int_equal(findings.count, 2);
  assert_int_equal(findings.items[0].code, MLG_F_ROW_LENGTH);
  assert_int_equal(findings.items[0].line, 3);
  assert_string_equal(findings.items[0].value, "2");
  assert_string_equal(findings.items[0].expected, "3");
  assert_int_equal(findings.items[1].line, 5);
  assert_string_equal(findings.items[1].value, "4");
}

/* GDAL lets a stray quote swallow the rows that follow: the row where it stands is named. */
static void test_a_stray_quote_is_found(void **state) {
  (void)state;
  assert_int_equal(load("a,b,c\n1,2,3\n4,5\" de haut,6\n7,8,9\n"), MLG_REJECTED);
  assert_int_equal(only_finding(MLG_F_ROW_LENGTH)->line, 3);
}

static void test_columns_of_one_name_are_rejected(void **state) {
  (void)state;
  assert_int_equal(load("IRIS,POP,IRIS\n1,2,3\n"), MLG_REJECTED);
  assert_string_equal(only_finding(MLG_F_COLUMN_DUPLICATE)->value, "IRIS");
}

static void test_latin1_is_converted(void **state) {
  (void)state;
  assert_int_equal(load("code;libell\xE9\n1;H\xF4tel \x80 Saint-\xC9tienne\n"), MLG_OK);
  assert_cell(0, "libellé", "Hôtel € Saint-Étienne");
  only_finding(MLG_F_ENCODING_LATIN1);
}

static void test_double_encoding_is_repaired(void **state) {
  (void)state;
  assert_int_equal(
      load("code,nom\n1,Sainte-ThÃ©rÃ¨se\n2,LanguÃ«\n3,CAFÉ» d’été\n4,lâ€™Å“uvre Ã‰mile\n"),
      MLG_OK);
  assert_cell(0, "nom", "Sainte-Thérèse");
  assert_cell(2, "nom", "CAFÉ» d’été");
  assert_cell(3, "nom", "l’œuvre Émile");
  assert_string_equal(only_finding(MLG_F_ENCODING_DOUBLE)->value, "3");
}

static void test_damaged_text_is_marked_where_it_stands(void **state) {
  (void)state;
  assert_int_equal(load("code,nom\n1,caf\xC3\xA9 \xE9t\xE9\n2,caf\xEF\xBF\xBD\n"), MLG_OK);
  assert_cell(0, "nom", "café ?t?");
  assert_cell(1, "nom", "caf?");
  assert_int_equal(findings.count, 2);
  assert_int_equal(findings.items[0].code, MLG_F_ENCODING_BROKEN);
  assert_int_equal(findings.items[0].line, 2);
  assert_string_equal(findings.items[0].column, "nom");
  assert_int_equal(findings.items[1].line, 3);
}

/* XML has no place for a control sign, and cairo stops at a point that is no character. */
static void test_signs_that_are_none_are_marked(void **state) {
  (void)state;
  assert_int_equal(load("code,nom\n1,a\x0B"
                        "b\xEF\xBF\xBE\n2,\xEF\xB7\x90\xF4\x8F\xBF\xBF\n3,\"a\tb\nc\"\n"),
                   MLG_OK);
  assert_cell(0, "nom", "a?b?");
  assert_cell(1, "nom", "??");
  assert_cell(2, "nom", "a\tb\nc");
  assert_int_equal(findings.count, 2);
  assert_int_equal(findings.items[0].code, MLG_F_ENCODING_BROKEN);
  assert_int_equal(findings.items[1].line, 3);
}

static void test_no_row_is_an_empty_file(void **state) {
  (void)state;
  assert_int_equal(load("a,b\n"), MLG_REJECTED);
  only_finding(MLG_F_FILE_EMPTY);
  assert_int_equal(load(""), MLG_REJECTED);
}

static void test_utf16_is_unreadable(void **state) {
  (void)state;
  assert_int_equal(load_bytes("\xFF\xFE"
                              "a\0,\0b\0\n\0",
                              10),
                   MLG_REJECTED);
  assert_string_equal(only_finding(MLG_F_FILE_UNREADABLE)->value, "UTF-16");
}

/* GDAL would read the codes as numbers, if it saw the .csvt. */
static void test_a_csvt_beside_the_file_is_ignored(void **state) {
  (void)state;
  folder_write(&folder, "essai.csvt", "Integer,Integer\n", 16);
  assert_int_equal(load("CODE,POP\n01001,5\n"), MLG_OK);
  assert_cell(0, "CODE", "01001");
}

static void test_a_missing_file_names_its_nearest(void **state) {
  (void)state;
  folder_write(&folder, "population-2019.csv", "a\n1\n", 4);
  const char *path = folder_path(&folder, "populaton-2019.csv");
  assert_int_equal(
      mlg_load_table(&arena, path, "donnees/populaton-2019.csv", NULL, &findings, &table),
      MLG_REJECTED);
  const mlg_finding *finding = only_finding(MLG_F_FILE_MISSING);
  assert_string_equal(finding->value, "donnees/populaton-2019.csv");
  assert_string_equal(finding->expected, "donnees/population-2019.csv");
}

static void test_digest(void **state) {
  (void)state;
  const char *digest = NULL, *path = folder_write(&folder, "abc", "abc", 3);
  assert_int_equal(mlg_load_digest(&arena, path, "abc", &findings, &digest), MLG_OK);
  /* FIPS 180-4's first example. */
  assert_string_equal(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
  const struct CMUnitTest tests[] = {
      TEST(test_codes_are_text_and_blanks_are_null),
      TEST(test_semicolon_mark_and_crlf),
      TEST(test_header_of_numbers_is_a_header),
      TEST(test_one_column_with_a_space),
      TEST(test_lines_count_quoted_line_ends),
      TEST(test_row_lengths_are_checked),
      TEST(test_a_stray_quote_is_found),
      TEST(test_columns_of_one_name_are_rejected),
      TEST(test_latin1_is_converted),
      TEST(test_double_encoding_is_repaired),
      TEST(test_damaged_text_is_marked_where_it_stands),
      TEST(test_signs_that_are_none_are_marked),
      TEST(test_no_row_is_an_empty_file),
      TEST(test_utf16_is_unreadable),
      TEST(test_a_csvt_beside_the_file_is_ignored),
      TEST(test_a_missing_file_names_its_nearest),
      TEST(test_digest),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
