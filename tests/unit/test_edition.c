/* SPDX-License-Identifier: Apache-2.0 */
/* Columns under the names that editions of a file give them, and codes that became numbers. */
#include "tables.h"

#include "territory/keys.h"

static mlg_arena arena;
static mlg_findings findings = {.arena = &arena};

static int tear_down(void **state) {
  (void)state;
  mlg_arena_free(&arena);
  arena = (mlg_arena){0};
  findings = (mlg_findings){.arena = &arena};
  return 0;
}

static const char *found(const char *header, const char *name, int vintage) {
  const char *text = mlg_arena_printf(&arena, "%s\n", header);
  mlg_table table = table_of(&arena, "x.csv", text);
  size_t column = mlg_table_find(&table, name, vintage);
  return column == MLG_NO_COLUMN ? "" : table.columns[column];
}

static void test_the_exact_name_first(void **state) {
  (void)state;
  assert_string_equal(found("ARSAS,arsas,arsas_2021", "arsas", 2021), "arsas");
}

static void test_capitals_and_edition(void **state) {
  (void)state;
  assert_string_equal(found("IRIS,ARSAS", "arsas", 2021), "ARSAS");
  assert_string_equal(found("IRIS,ARSAS_2021", "arsas", 2021), "ARSAS_2021");
  assert_string_equal(found("IRIS,ARSAS21", "arsas", 2021), "ARSAS21");
  assert_string_equal(found("IRIS,ARSAS_2020", "arsas", 2021), "");
}

/* A longer name is another column, and of two that fit neither is chosen. */
static void test_what_is_not_taken(void **state) {
  (void)state;
  assert_string_equal(found("P22_POP0014,P22_POP2064", "P22_POP", 2022), "");
  assert_string_equal(found("Pop,POP", "pop", 2022), "");
}

static void test_outlines_of_before_2024(void **state) {
  (void)state;
  const char *header = "INSEE_COM,NOM_COM,IRIS,CODE_IRIS,NOM_IRIS,TYP_IRIS";
  assert_string_equal(found(header, "code_iris", 2023), "CODE_IRIS");
  assert_string_equal(found(header, "code_insee", 2023), "INSEE_COM");
  assert_string_equal(found(header, "nom_iris", 2023), "NOM_IRIS");
  assert_string_equal(found(header, "type_iris", 2023), "TYP_IRIS");
  assert_string_equal(found("iris_code,note", "IRIS", 2021), "iris_code");
  const char *older = "DEPCOM,NOM_COM,IRIS,DCOMIRIS,NOM_IRIS,TYP_IRIS";
  assert_string_equal(found(older, "code_iris", 2013), "DCOMIRIS");
  assert_string_equal(found(older, "code_insee", 2013), "DEPCOM");
}

static void test_another_name_is_told_once(void **state) {
  (void)state;
  mlg_table table = table_of(&arena, "caf.csv", "IRIS,ARSAS\n");
  for (int i = 0; i < 2; i++)
    assert_int_equal(mlg_table_tell_name(&table, "arsas", 1, &findings), MLG_OK);
  assert_int_equal(mlg_table_tell_name(&table, "IRIS", 0, &findings), MLG_OK);
  assert_int_equal(findings.count, 1);
  assert_string_equal(findings.items[0].value, "ARSAS");
  assert_string_equal(findings.items[0].expected, "arsas");
}

/* Only a workbook makes numbers of codes, and only 01 to 09 start with a zero. */
static void test_codes_that_became_numbers(void **state) {
  (void)state;
  mlg_table table = table_of(&arena, "com.xlsx",
                             "CODGEO,DEP,IRIS\n1001,1,10010101\n"
                             "35238,35,352380101\n2A004,2A,2A0040101\n");
  const mlg_level levels[] = {MLG_COMMUNE, MLG_DEPARTEMENT, MLG_IRIS};
  const char *whole[] = {"01001", "01", "010010101"};
  for (size_t i = 0; i < 3; i++) {
    assert_int_equal(mlg_keys_restore_zeros(&arena, &table, i, levels[i], &findings), MLG_OK);
    assert_int_equal(findings.count, i);
    table.is_sheet = true;
    assert_int_equal(mlg_keys_restore_zeros(&arena, &table, i, levels[i], &findings), MLG_OK);
    table.is_sheet = false;
    assert_string_equal(mlg_table_cell(&table, 0, i), whole[i]);
    assert_int_equal(findings.count, i + 1);
    assert_int_equal(findings.items[i].code, MLG_F_CODES_PADDED);
  }
  assert_string_equal(mlg_table_cell(&table, 1, 0), "35238");
  assert_string_equal(mlg_table_cell(&table, 2, 2), "2A0040101");
}

int main(void) {
#define TEST(name) cmocka_unit_test_teardown(name, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(test_the_exact_name_first),      TEST(test_capitals_and_edition),
      TEST(test_what_is_not_taken),         TEST(test_outlines_of_before_2024),
      TEST(test_another_name_is_told_once), TEST(test_codes_that_became_numbers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
