/* SPDX-License-Identifier: Apache-2.0 */
#include "load_fixture.h"

#include <zip.h>

static char path[512];

static int setup_zip(void **state) {
  setup(state);
  snprintf(path, sizeof path, "%s", folder_path(&folder, "base.zip"));
  return 0;
}

/* Adds a file to the zip at `path`. */
static void pack(const char *name, const char *bytes, size_t size) {
  zip_t *zip = zip_open(path, ZIP_CREATE, NULL);
  assert_non_null(zip);
  zip_source_t *source = zip_source_buffer(zip, bytes, size, 0);
  assert_non_null(source);
  assert_true(zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) >= 0);
  assert_int_equal(zip_close(zip), 0);
}

static void pack_text(const char *name, const char *text) { pack(name, text, strlen(text)); }

static mlg_status load(mlg_load_options options) {
  return mlg_load_table(&arena, path, "base.zip", &options, &findings, &table);
}

static void test_the_csv_that_is_no_description(void **state) {
  (void)state;
  pack_text("meta_base-ic-2022.CSV", "COD_VAR;LIB_VAR\nIRIS;IRIS\n");
  pack_text("base-ic-2022.CSV", "IRIS;NOM;POP\r\n010010000;\"a\r\nb\";12.5\r\n"
                                "010020000;c;7,25\r\n");
  pack_text("lisez-moi.pdf", "x");
  assert_int_equal(load((mlg_load_options){0}), MLG_OK);
  assert_int_equal(findings.count, 0);
  assert_string_equal(table.file, "base.zip");
  assert_cell(0, "IRIS", "010010000");
  assert_cell(0, "POP", "12.5");
  assert_cell(1, "POP", "7,25");
  assert_int_equal(table.lines[0], 2);
  assert_int_equal(table.lines[1], 4);
}

static void test_two_tables_are_named(void **state) {
  (void)state;
  pack_text("a.csv", "x\n1\n");
  pack_text("b.csv", "x\n2\n");
  assert_int_equal(load((mlg_load_options){0}), MLG_REJECTED);
  assert_string_equal(only_finding(MLG_F_MEMBER_NEEDED)->value, "a.csv, b.csv");
  assert_int_equal(load((mlg_load_options){.member = "b.csv"}), MLG_OK);
  assert_cell(0, "x", "2");
}

static void test_a_member_without_its_folder(void **state) {
  (void)state;
  pack_text("2022/meta_a.csv", "x\n1\n");
  pack_text("2022/a.csv", "x\n2\n");
  assert_int_equal(load((mlg_load_options){.member = "meta_a.csv"}), MLG_OK);
  assert_cell(0, "x", "1");
}

static void test_a_member_that_is_not_there(void **state) {
  (void)state;
  pack_text("a.csv", "x\n1\n");
  assert_int_equal(load((mlg_load_options){.member = "b.csv"}), MLG_REJECTED);
  const mlg_finding *finding = only_finding(MLG_F_MEMBER_UNKNOWN);
  assert_string_equal(finding->value, "b.csv");
  assert_string_equal(finding->expected, "a.csv");
}

static void test_a_zip_without_a_table(void **state) {
  (void)state;
  pack_text("lisez-moi.pdf", "x");
  assert_int_equal(load((mlg_load_options){0}), MLG_REJECTED);
  only_finding(MLG_F_MEMBER_UNKNOWN);
}

static void pack_file(const char *name, const char *from) {
  char bytes[20000];
  FILE *file = fopen(from, "rb");
  assert_non_null(file);
  size_t size = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  pack(name, bytes, size);
}

static void test_a_workbook_in_a_zip(void **state) {
  (void)state;
  pack_file("base.xlsx", "tests/data/workbooks/structure-base-ic.xlsx");
  assert_int_equal(load((mlg_load_options){.sheet = "IRIS", .header = 6}), MLG_OK);
  assert_cell(0, "COM", "01001");
}

/* The library that reads them wants a file of its own. */
static void test_an_old_workbook_in_a_zip(void **state) {
  (void)state;
  pack_file("base.xls", "tests/data/workbooks/structure-base-ic.xls");
  assert_int_equal(load((mlg_load_options){.sheet = "IRIS", .header = 6}), MLG_REJECTED);
  only_finding(MLG_F_XLS_IN_ZIP);
}

static void test_json_in_a_zip(void **state) {
  (void)state;
  pack_text("carte.json", "{\"data\": [\n{\"a\": 1}]}");
  assert_int_equal(load((mlg_load_options){.records = "data"}), MLG_OK);
  assert_cell(0, "a", "1");
  assert_int_equal(table.lines[0], 2);
}

/* The bytes of the zip, the first `keep` of them, with the one at `flip` changed. */
static void damage(size_t keep, size_t flip) {
  char bytes[4096];
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  size_t size = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  assert_true(size > flip);
  if (flip > 0) bytes[flip] = (char)~bytes[flip];
  folder_write(&folder, "base.zip", bytes, keep < size ? keep : size);
}

static void test_a_zip_that_is_cut(void **state) {
  (void)state;
  pack_text("a.csv", "code,nom\n1,un texte assez long pour être coupé\n");
  damage(60, 0);
  assert_int_equal(load((mlg_load_options){0}), MLG_REJECTED);
  only_finding(MLG_F_ZIP_BROKEN);
}

static void test_a_zip_with_a_damaged_member(void **state) {
  (void)state;
  char text[2000] = "code,nom\n";
  for (int i = 0; i < 60; i++)
    snprintf(text + strlen(text), sizeof text - strlen(text), "%d,un texte de la ligne %d\n", i,
             i * i);
  pack_text("a.csv", text);
  /* Past the local header (30 bytes) and the name: within the data. */
  damage(SIZE_MAX, 30 + 5 + 200);
  assert_int_equal(load((mlg_load_options){0}), MLG_REJECTED);
  only_finding(MLG_F_FILE_UNREADABLE);
}

/* Read where it stands: nothing is written, within the folder or above it. */
static void test_a_member_above_the_folder(void **state) {
  (void)state;
  pack_text("../../dehors.csv", "x\n1\n");
  mlg_status status = load((mlg_load_options){0});
  assert_true(status == MLG_OK || status == MLG_REJECTED);
  assert_int_not_equal(access("/tmp/dehors.csv", F_OK), 0);
  assert_int_not_equal(access(folder_path(&folder, "dehors.csv"), F_OK), 0);
}

/* 80 MB of one letter pack to 80 kB. */
static void test_a_bomb(void **state) {
  (void)state;
  size_t size = 80 << 20;
  char *bytes = malloc(size);
  assert_non_null(bytes);
  memset(bytes, 'x', size);
  pack("a.csv", bytes, size);
  free(bytes);
  assert_int_equal(load((mlg_load_options){0}), MLG_REJECTED);
  assert_string_equal(only_finding(MLG_F_LIMIT_EXCEEDED)->value, "80 Mo");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup_zip, teardown)
  const struct CMUnitTest tests[] = {
      TEST(test_the_csv_that_is_no_description),
      TEST(test_two_tables_are_named),
      TEST(test_a_member_without_its_folder),
      TEST(test_a_member_that_is_not_there),
      TEST(test_a_zip_without_a_table),
      TEST(test_a_workbook_in_a_zip),
      TEST(test_an_old_workbook_in_a_zip),
      TEST(test_json_in_a_zip),
      TEST(test_a_zip_that_is_cut),
      TEST(test_a_zip_with_a_damaged_member),
      TEST(test_a_member_above_the_folder),
      TEST(test_a_bomb),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
