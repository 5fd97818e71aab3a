/* SPDX-License-Identifier: Apache-2.0 */
/* Several rows for one zone: IRIS of a whole commune, communes that merged or were split; and
 * counts that stand in a file as shares. Worked by hand on the three communes of need_small.h. */
#include "need_small.h"

#include <maillage/text.h>

static const mlg_reading BY_COMMUNE = {.level = MLG_COMMUNE};

/* Hameau (01009) joined Village in 2020; Domaine (01008) was split between Village and Bourg. */
static void add_passage(small *s, const char *text) {
  mlg_table *table = MLG_NEW(&s->arena, mlg_table, 1);
  mlg_passage *passage = MLG_NEW(&s->arena, mlg_passage, 1);
  *table = table_of(&s->arena, "passage.csv", text);
  *passage = (mlg_passage){.table = table, .former = 0, .current = 1, .last = 2};
  for (size_t i = 0; i < s->n_tables; i++) s->sources[i].passage = passage;
}

static const char *const PASSAGE = "a,n,j\n01009,01002,2019\n01008,01002,\n01008,01003,\n";

static void test_iris_of_a_whole_commune_are_summed(void **state) {
  small *s = *state;
  size_t caf = add_table(s, "caf.csv",
                         "IRIS,rsa\n010010101,50\n010010102,12\n010010203,0\n010010204,20\n"
                         "010020101,9\n010020102,\n010030000,8\n",
                         (mlg_reading){.secret = {.present = true, .low = 1, .high = 4}});
  size_t rsa = add_column(s, "rsa", caf, "rsa");
  assert_int_equal(compute(s), MLG_OK);
  /* 9, and a hidden cell of 1 to 4. */
  assert_estimate(value(s, MLG_IRIS, "010020000", rsa), 11.5, 10, 13, MLG_SUPPRESSED | MLG_IMPUTED);
  assert_estimate(value(s, MLG_IRIS, "010030000", rsa), 8, 8, 8, MLG_PUBLISHED);
  assert_int_equal(told(s, MLG_F_CODE_UNMATCHED), 0);
}

/* The whole and its parts in one file would count twice: the whole is kept. */
static void test_a_row_of_the_whole_comes_first(void **state) {
  small *s = *state;
  size_t t =
      add_table(s, "x.csv", "IRIS,x\n010020000,9\n010020101,4\n010030000,8\n", (mlg_reading){0});
  size_t x = add_column(s, "x", t, "x");
  assert_int_equal(compute(s), MLG_OK);
  assert_near(value(s, MLG_IRIS, "010020000", x).value, 9, 0);
  assert_string_equal(finding_of(&s->findings, MLG_F_CODE_UNMATCHED, 0)->value, "010020101");
}

static void test_communes_that_merged_are_added(void **state) {
  small *s = *state;
  size_t de = add_table(s, "de.csv", "C,ABC\n01001,100\n01002,40\n01003,7\n01009,5\n", BY_COMMUNE);
  size_t abc = add_column(s, "de", de, "ABC");
  add_passage(s, PASSAGE);
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_COMMUNE, "01002", abc), 45, 45, 45, MLG_CONVERTED);
  assert_estimate(value(s, MLG_COMMUNE, "01003", abc), 7, 7, 7, MLG_PUBLISHED);
  assert_estimate(value(s, MLG_EPCI, "200000001", abc), 152, 152, 152, MLG_CONVERTED);
  const mlg_finding *former = finding_of(&s->findings, MLG_F_CODES_FORMER, 0);
  assert_string_equal(former->value, "01009");
  assert_string_equal(former->expected, "≤" MLG_NBSP "2019");
  const mlg_cell *cell = &s->need.cells[4 * 2 + 1]; /* Village's, second indicator */
  assert_string_equal(cell->text, "40 + 5");
  assert_int_equal(cell->line, 3);
}

/* An IRIS cut in two since the outlines were drawn: both rows are the one zone's. */
static void test_iris_that_were_one_are_added(void **state) {
  small *s = *state;
  size_t table = add_table(s, "caf.csv",
                           "IRIS,RSA\n010010105,30\n010010106,12\n010010102,9\n010010203,0\n"
                           "010010204,5\n010020000,3\n010030000,2\n",
                           (mlg_reading){0});
  size_t rsa = add_column(s, "rsa", table, "RSA");
  add_passage(s, "a,n,j\n010010105,010010101,\n010010106,010010101,\n");
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_IRIS, "010010101", rsa), 42, 42, 42, MLG_CONVERTED);
  assert_near(value(s, MLG_COMMUNE, "01001", rsa).value, 56, 0);
  assert_int_equal(told(s, MLG_F_CODE_UNMATCHED), 0);
}

/* Without the passage, the row is nobody's. */
static void test_without_a_passage_nothing_is_added(void **state) {
  small *s = *state;
  size_t de = add_table(s, "de.csv", "C,ABC\n01001,100\n01002,40\n01003,7\n01009,5\n", BY_COMMUNE);
  size_t abc = add_column(s, "de", de, "ABC");
  assert_int_equal(compute(s), MLG_OK);
  assert_near(value(s, MLG_EPCI, "200000001", abc).value, 147, 0);
}

/* Domaine's 25 go to Village and Bourg as their 850 and 400 inhabitants are. */
static void test_a_commune_that_was_split_is_shared(void **state) {
  small *s = *state;
  size_t de = add_table(s, "de.csv", "C,ABC\n01001,100\n01002,40\n01003,7\n01008,25\n", BY_COMMUNE);
  size_t abc = add_column(s, "de", de, "ABC");
  enum { SHARED = MLG_CONVERTED | MLG_APPORTIONED };
  add_passage(s, PASSAGE);
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_COMMUNE, "01002", abc), 57, 57, 57, SHARED); /* 40 + 17 */
  assert_estimate(value(s, MLG_COMMUNE, "01003", abc), 15, 15, 15, SHARED); /* 7 + 8 */
  assert_near(value(s, MLG_EPCI, "200000001", abc).value, 172, 1e-9);       /* nothing lost */
}

/* INSEE's table has a row for every code, those that changed nothing too. */
static void test_a_passage_of_every_code(void **state) {
  small *s = *state;
  size_t de = add_table(s, "de.csv", "C,ABC\n01001,100\n01002,40\n01003,7\n01009,5\n", BY_COMMUNE);
  size_t abc = add_column(s, "de", de, "ABC");
  add_passage(s, "a,n,j\n01001,01001,\n01002,01002,\n01003,01003,\n01009,01002,2019\n");
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_COMMUNE, "01002", abc), 45, 45, 45, MLG_CONVERTED);
  assert_estimate(value(s, MLG_COMMUNE, "01001", abc), 100, 100, 100, MLG_PUBLISHED);
  assert_string_equal(finding_of(&s->findings, MLG_F_CODES_FORMER, 0)->value, "01009");
}

#define BOURG_LEFT "a,n,j\n01001,01001,\n01002,01002,2020\n01002,01003,2020\n01003,01003,\n"

/* Bourg left Village in 2021, which kept its code: its row of before is of both, and shared. */
static void test_a_commune_that_kept_its_code(void **state) {
  small *s = *state;
  size_t de = add_table(s, "de.csv", "C,ABC\n01001,100\n01002,25\n", BY_COMMUNE);
  size_t abc = add_column(s, "de", de, "ABC");
  enum { SHARED = MLG_CONVERTED | MLG_APPORTIONED };
  add_passage(s, BOURG_LEFT);
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_COMMUNE, "01002", abc), 17, 17, 17, SHARED);
  assert_estimate(value(s, MLG_COMMUNE, "01003", abc), 8, 8, 8, SHARED);
  const mlg_finding *former = finding_of(&s->findings, MLG_F_CODES_FORMER, 0);
  assert_string_equal(former->value, "01002");
  assert_string_equal(former->expected, "≤" MLG_NBSP "2020");
}

/* A table that has both is of today, and one of a few communes says nothing. */
static void test_a_commune_that_is_already_apart(void **state) {
  small *s = *state;
  size_t both = add_column(
      s, "de", add_table(s, "de.csv", "C,ABC\n01001,9\n01002,25\n01003,6\n", BY_COMMUNE), "ABC");
  size_t few = add_column(s, "qpv", add_table(s, "qpv.csv", "C,N\n01002,25\n", BY_COMMUNE), "N");
  add_passage(s, BOURG_LEFT);
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_COMMUNE, "01002", both), 25, 25, 25, MLG_PUBLISHED);
  assert_estimate(value(s, MLG_COMMUNE, "01002", few), 25, 25, 25, MLG_PUBLISHED);
  assert_int_equal(told(s, MLG_F_CODES_FORMER), 0);
}

/* INSEE's yearly form: 01009 until 2019, 01008 split in 2021, Village that kept its code. */
static const char *const YEARS = "NIVGEO,CODGEO_2019,CODGEO_2020,CODGEO_2021,LIBGEO_2021\n"
                                 "COM,01001,01001,01001,Ville\nCOM,01002,01002,01002,Village\n"
                                 "COM,01009,01002,01002,Village\nCOM,01008,01008,01002,Village\n"
                                 "COM,01008,01008,01003,Bourg\nCOM,01003,01003,01003,Bourg\n";

static void test_a_passage_year_by_year(void **state) {
  small *s = *state;
  mlg_table years = table_of(&s->arena, "annuelle.xlsx", YEARS);
  mlg_passage *passage = MLG_NEW(&s->arena, mlg_passage, 1);
  assert_int_equal(mlg_passage_unfold(&s->arena, &years, "CODGEO_", 2021, &s->findings, passage),
                   MLG_OK);
  const char *rows[][3] = {{"01001", "01001", NULL},   {"01002", "01002", NULL},
                           {"01009", "01002", "2019"}, {"01008", "01002", "2020"},
                           {"01003", "01003", NULL},   {"01008", "01003", "2020"}};
  assert_int_equal(passage->table->n_rows, 6);
  for (size_t row = 0, found; row < 6; row++) {
    for (found = 0; found < 6; found++)
      if (strcmp(mlg_table_cell(passage->table, found, 0), rows[row][0]) == 0 &&
          strcmp(mlg_table_cell(passage->table, found, 1), rows[row][1]) == 0)
        break;
    assert_true(found < 6);
    const char *last = mlg_table_cell(passage->table, found, 2);
    assert_string_equal(last == NULL ? "" : last, rows[row][2] == NULL ? "" : rows[row][2]);
  }
  size_t de =
      add_table(s, "de.csv", "C,ABC\n01001,9\n01002,40\n01003,7\n01009,5\n01008,25\n", BY_COMMUNE);
  size_t abc = add_column(s, "de", de, "ABC");
  for (size_t i = 0; i < s->n_tables; i++) s->sources[i].passage = passage;
  assert_int_equal(compute(s), MLG_OK);
  assert_near(value(s, MLG_COMMUNE, "01002", abc).value, 40 + 5 + 17, 1e-9);
  assert_near(value(s, MLG_COMMUNE, "01003", abc).value, 7 + 8, 1e-9);
  assert_int_equal(told(s, MLG_F_PASSAGE_OTHER_YEAR), 0);
}

static void test_a_yearly_passage_of_another_year(void **state) {
  small *s = *state;
  mlg_table years = table_of(&s->arena, "annuelle.xlsx", YEARS);
  mlg_passage passage;
  assert_int_equal(mlg_passage_unfold(&s->arena, &years, "CODGEO_", 2025, &s->findings, &passage),
                   MLG_REJECTED);
  const mlg_finding *other = finding_of(&s->findings, MLG_F_VINTAGE_MISMATCH, 0);
  assert_string_equal(other->value, "2021");
  assert_string_equal(other->column, "CODGEO_2021");
  assert_int_equal(mlg_passage_unfold(&s->arena, &years, "COG", 2021, &s->findings, &passage),
                   MLG_REJECTED);
}

/* It says that Bourg is no more, which the project's communes deny. */
static void test_a_passage_newer_than_the_communes(void **state) {
  small *s = *state;
  add_column(s, "de", add_table(s, "de.csv", "C,ABC\n01001,1\n01002,4\n01003,7\n", BY_COMMUNE),
             "ABC");
  add_passage(s, "a,n,j\n01003,01002,2025\n");
  assert_int_equal(compute(s), MLG_OK);
  const mlg_finding *odd = finding_of(&s->findings, MLG_F_PASSAGE_OTHER_YEAR, 0);
  assert_string_equal(odd->value, "01003");
  assert_int_equal(odd->line, 2);
}

/* Village's own row is missing: what Hameau counts is no more than a part. */
static void test_a_missing_part_leaves_no_value(void **state) {
  small *s = *state;
  size_t de = add_table(s, "de.csv", "C,ABC\n01001,100\n01003,7\n01009,5\n", BY_COMMUNE);
  size_t abc = add_column(s, "de", de, "ABC");
  add_passage(s, PASSAGE);
  assert_int_equal(compute(s), MLG_OK);
  mlg_estimate village = value(s, MLG_COMMUNE, "01002", abc);
  assert_true(isnan(village.value));
  assert_near(village.low, 5, 0);
}

/* An income has no sum: where two communes merged, it is unknown and told. */
static void test_levels_are_not_converted(void **state) {
  small *s = *state;
  size_t t = add_table(s, "filo.csv", "C,MED\n01001,20000\n01002,21000\n01003,22000\n01009,19000\n",
                       BY_COMMUNE);
  size_t income = add_column(s, "revenu", t, "MED");
  s->indicators[income].nature = MLG_NATURE_LEVEL;
  add_passage(s, PASSAGE);
  assert_int_equal(compute(s), MLG_OK);
  assert_true(isnan(value(s, MLG_COMMUNE, "01002", income).value));
  assert_near(value(s, MLG_COMMUNE, "01003", income).value, 22000, 0);
  assert_string_equal(finding_of(&s->findings, MLG_F_LEVEL_NOT_CONVERTED, 0)->value, "01002");
}

/* A code of before 2019 beside the lack of one that lasted until 2021: no year has both. */
static void test_codes_of_no_year(void **state) {
  small *s = *state;
  add_column(s, "de",
             add_table(s, "de.csv", "C,ABC\n01001,1\n01002,4\n01003,7\n01009,5\n", BY_COMMUNE),
             "ABC");
  add_passage(s, "a,n,j\n01009,01002,2018\n01007,01003,2021\n");
  assert_int_equal(compute(s), MLG_OK);
  assert_int_equal(told(s, MLG_F_CODES_MIXED), 1);
  assert_string_equal(finding_of(&s->findings, MLG_F_CODES_MIXED, 0)->expected, "> 2021, ≤ 2018");
}

/* ---- shares ---- */

static size_t add_shares(small *s, const char *shares, const char *bases, const char *share) {
  mlg_derived_count *count = MLG_NEW(&s->arena, mlg_derived_count, 1);
  size_t base = add_table(s, "base.csv", bases, BY_COMMUNE);
  *count = (mlg_derived_count){.name = "P19_POP65P",
                               .share = share,
                               .rounding = share == NULL ? 0 : 0.1,
                               .base_name = "base",
                               .base = base,
                               .base_column = "N",
                               .at = {"projet.yaml", 9, 7}};
  size_t t = add_table(s, "parts.csv", shares,
                       (mlg_reading){.level = MLG_COMMUNE, .n_counts = 1, .counts = count});
  return add_column(s, "plus65", t, "P19_POP65P");
}

/* 16.9 % of 596, off by 0.05 point; an empty share is anything from nobody to all. */
static void test_a_share_is_a_count(void **state) {
  small *s = *state;
  size_t old = add_shares(s, "C,part\n01001,20\n01002,16.9\n01003,\n",
                          "C,N\n01001,2000\n01002,596\n01003,400\n", "part");
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_COMMUNE, "01002", old), 100.724, 100.426, 101.022, MLG_ROUNDED);
  mlg_estimate bourg = value(s, MLG_COMMUNE, "01003", old);
  assert_true(isnan(bourg.value));
  assert_near(bourg.low, 0, 0);
  assert_near(bourg.high, 400, 0);
  assert_int_equal(told(s, MLG_F_VALUE_ABSENT), 1);
}

/* A base under another name, as it stands. */
static void test_a_count_under_another_name(void **state) {
  small *s = *state;
  size_t old = add_shares(s, "C,part\n01001,20\n01002,16.9\n01003,\n",
                          "C,N\n01001,2000\n01002,596\n01003,400\n", NULL);
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_COMMUNE, "01002", old), 596, 596, 596, MLG_PUBLISHED);
}

/* Shares of both communes that merged, one base for both: between 10 and 20 % of 1,000. */
static void test_a_share_of_joined_communes(void **state) {
  small *s = *state;
  size_t old = add_shares(s, "C,part\n01001,20\n01002,10\n01003,30\n01009,20\n",
                          "C,N\n01001,2000\n01002,1000\n01003,400\n", "part");
  add_passage(s, PASSAGE);
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_COMMUNE, "01002", old), 150, 99.5, 200.5,
                  MLG_ROUNDED | MLG_CONVERTED);
}

/* Both files have both communes: 10 % of 600 and 20 % of 400. */
static void test_shares_are_multiplied_before_sums(void **state) {
  small *s = *state;
  size_t old = add_shares(s, "C,part\n01001,20\n01002,10\n01003,30\n01009,20\n",
                          "C,N\n01001,2000\n01002,600\n01003,400\n01009,400\n", "part");
  add_passage(s, PASSAGE);
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_COMMUNE, "01002", old), 140, 139.5, 140.5,
                  MLG_ROUNDED | MLG_CONVERTED);
}

static void test_a_share_of_another_year_is_refused(void **state) {
  small *s = *state;
  add_shares(s, "C,part\n01001,20\n01002,10\n01003,30\n", "C,N\n01001,1\n01002,6\n01003,4\n",
             "part");
  s->vintages[1] = 2020;
  assert_int_equal(compute(s), MLG_REJECTED);
  assert_string_equal(finding_of(&s->findings, MLG_F_VINTAGES_MIXED, 0)->value, "2019, 2020");
}

/* ---- definitions ---- */

static void test_two_definitions_are_not_compared(void **state) {
  small *s = *state;
  size_t then =
      add_table(s, "2013.csv", "C,P13_NSCOL15P_DIPLMIN\n01001,1\n01002,2\n01003,3\n", BY_COMMUNE);
  size_t now =
      add_table(s, "2019.csv", "C,P19_NSCOL15P_DIPLMIN\n01001,1\n01002,2\n01003,3\n", BY_COMMUNE);
  s->vintages[then] = 2013;
  size_t one = add_column(s, "avant", then, "P13_NSCOL15P_DIPLMIN");
  size_t other = add_column(s, "apres", now, "P19_NSCOL15P_DIPLMIN");
  assert_int_equal(compute(s), MLG_OK); /* each by itself */
  assert_int_equal(told(s, MLG_F_DEFINITION_OLD), 1);
  mlg_input inputs[] = {
      {.name = "a", .dataset = MLG_NO_DATASET, .indicator = refer("avant", one)},
      {.name = "b", .dataset = MLG_NO_DATASET, .indicator = refer("apres", other)}};
  add(s, "evolution", "b - a", 2, inputs);
  assert_int_equal(compute(s), MLG_REJECTED);
  assert_string_equal(finding_of(&s->findings, MLG_F_DEFINITION_BREAK, 0)->column, "evolution");
}

/* The law registers since 2025 those who draw RSA: told where both are added, and only then. */
static void test_jobseekers_since_2025_and_rsa(void **state) {
  small *s = *state;
  size_t caf = add_table(s, "caf.csv", "C,arsas\n01001,1\n01002,2\n01003,3\n", BY_COMMUNE);
  size_t de = add_table(s, "de.csv", "C,ABC\n01001,1\n01002,2\n01003,3\n", BY_COMMUNE);
  size_t rsa = add_column(s, "rsa", caf, "arsas");
  mlg_input input = {
      .name = "x", .dataset_name = "demandeurs_emploi", .dataset = de, .column = "ABC"};
  size_t jobseekers = add(s, "demandeurs", "x", 1, &input);
  mlg_input both[] = {
      {.name = "a", .dataset = MLG_NO_DATASET, .indicator = refer("rsa", rsa)},
      {.name = "b", .dataset = MLG_NO_DATASET, .indicator = refer("demandeurs", jobseekers)}};
  add(s, "exposition", "a + b", 2, both);
  s->vintages[de] = 2024;
  assert_int_equal(compute(s), MLG_OK);
  assert_int_equal(told(s, MLG_F_JOBSEEKERS_REGISTERED), 0);
  s->vintages[de] = 2025;
  assert_int_equal(compute(s), MLG_OK);
  assert_int_equal(told(s, MLG_F_JOBSEEKERS_REGISTERED), 1);
  assert_string_equal(finding_of(&s->findings, MLG_F_JOBSEEKERS_REGISTERED, 0)->column,
                      "exposition");
}

static void test_columns_the_census_has_no_more(void **state) {
  small *s = *state;
  size_t t = add_table(s, "2022.csv", "C,P22_POP\n01001,1\n01002,2\n01003,3\n", BY_COMMUNE);
  s->vintages[t] = 2022;
  add_column(s, "cadres", t, "C22_POP15P_CS3");
  assert_int_equal(compute(s), MLG_REJECTED);
  const mlg_finding *gone = finding_of(&s->findings, MLG_F_COLUMN_REPLACED, 0);
  assert_string_equal(gone->value, "C22_POP15P_CS3");
  assert_non_null(strstr(gone->expected, "STAT_GSEC"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_iris_of_a_whole_commune_are_summed),
      TEST(test_a_row_of_the_whole_comes_first),
      TEST(test_communes_that_merged_are_added),
      TEST(test_iris_that_were_one_are_added),
      TEST(test_without_a_passage_nothing_is_added),
      TEST(test_a_commune_that_was_split_is_shared),
      TEST(test_a_passage_of_every_code),
      TEST(test_a_commune_that_kept_its_code),
      TEST(test_a_commune_that_is_already_apart),
      TEST(test_a_passage_year_by_year),
      TEST(test_a_yearly_passage_of_another_year),
      TEST(test_a_passage_newer_than_the_communes),
      TEST(test_jobseekers_since_2025_and_rsa),
      TEST(test_a_missing_part_leaves_no_value),
      TEST(test_levels_are_not_converted),
      TEST(test_codes_of_no_year),
      TEST(test_a_share_is_a_count),
      TEST(test_a_count_under_another_name),
      TEST(test_a_share_of_joined_communes),
      TEST(test_shares_are_multiplied_before_sums),
      TEST(test_a_share_of_another_year_is_refused),
      TEST(test_two_definitions_are_not_compared),
      TEST(test_columns_the_census_has_no_more),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
