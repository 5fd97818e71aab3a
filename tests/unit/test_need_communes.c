/* SPDX-License-Identifier: Apache-2.0 */
/* Values by commune: shared among IRIS, carried above them, stood in for, bounded; and levels. */
#include "need_small.h"

static const mlg_reading BY_COMMUNE = {.level = MLG_COMMUNE};

/* Bourg has no jobseekers in this file. */
static size_t add_jobseekers(small *s) {
  return add_table(s, "de.csv", "CODGEO,ABC,ABC_RSA\n01001,100,30\n01002,40,8\n", BY_COMMUNE);
}

static mlg_input column_of(size_t dataset, const char *column) {
  return (mlg_input){.name = "x", .dataset_name = "jeu", .dataset = dataset, .column = column};
}

static void test_shared_among_iris(void **state) {
  small *s = *state;
  mlg_input input = column_of(add_jobseekers(s), "ABC");
  input.share = refer("population", 0);
  size_t de = add(s, "de", "x", 1, &input);
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_IRIS, "010010101", de), 50, 50, 50, MLG_APPORTIONED);
  assert_estimate(value(s, MLG_IRIS, "010010203", de), 0, 0, 0, MLG_APPORTIONED | MLG_EMPTY);
  assert_estimate(value(s, MLG_QUARTIER, "0100101", de), 80, 80, 80, MLG_APPORTIONED);
  /* The commune's own value, as published; a whole commune takes its value itself. */
  assert_estimate(value(s, MLG_COMMUNE, "01001", de), 100, 100, 100, MLG_PUBLISHED);
  assert_estimate(value(s, MLG_IRIS, "010020000", de), 40, 40, 40, MLG_PUBLISHED);
  assert_estimate(value(s, MLG_QUARTIER, "01002", de), 40, 40, 40, MLG_PUBLISHED);
  assert_estimate(value(s, MLG_EPCI, "200000001", de), NAN, 140, INFINITY, MLG_ABSENT);
  assert_near(s->need.covered[MLG_EPCI][de], 2850.0 / 3250, 1e-12);
  const mlg_finding *shared = finding_of(&s->findings, MLG_F_VALUE_APPORTIONED, 0);
  assert_string_equal(shared->value, "Ville");
  assert_string_equal(shared->expected, "population");
}

/* Shares of thirds and sevenths: the IRIS still add up to the commune. */
static void test_shares_add_up(void **state) {
  small *s = *state;
  mlg_input input = column_of(add_jobseekers(s), "ABC");
  const char *counts[] = {"333.3", "0.7", "1", "66.1"};
  for (size_t i = 0; i < 4; i++) s->tables[0].cells[i * 4 + 2] = counts[i];
  input.share = refer("population", 0);
  size_t de = add(s, "de", "x", 1, &input);
  assert_int_equal(compute(s), MLG_OK);
  double sum = 0;
  for (size_t zone = 0; zone < 4; zone++) sum += mlg_need_value(&s->need, MLG_IRIS, zone, de).value;
  assert_near(sum, 100, 1e-9);
}

/* The project shares out what a formula makes of two columns of the commune: by population, each
   part off by a fifth of itself (a standard error), but not where one IRIS has it all. */
static void test_a_formula_is_shared_out(void **state) {
  small *s = *state;
  size_t table = add_jobseekers(s);
  mlg_input inputs[2] = {column_of(table, "ABC"), column_of(table, "ABC_RSA")};
  inputs[1].name = "y";
  size_t both = add(s, "deux", "x + y * y / 30", 2, inputs);
  s->indicators[both].sharing = (mlg_sharing){refer("population", 0), 0.2};
  assert_int_equal(compute(s), MLG_OK);
  mlg_estimate commune = value(s, MLG_COMMUNE, "01001", both);
  mlg_estimate half = value(s, MLG_IRIS, "010010101", both);
  assert_estimate(commune, 130, 130, 130, 0);
  assert_estimate(half, 65, 65, 65, MLG_APPORTIONED);
  assert_near(half.variance, 13 * 13 * 0.5, 1e-9); /* persons2 */
  assert_near(commune.variance, 0, 0);
  double sum = 0;
  for (size_t zone = 0; zone < 4; zone++)
    sum += mlg_need_value(&s->need, MLG_IRIS, zone, both).value;
  assert_near(sum, 130, 1e-9);
  assert_near(value(s, MLG_QUARTIER, "0100101", both).value, 104, 1e-9);
  /* A commune of one zone has its own figure, whole and sure. */
  mlg_estimate village = value(s, MLG_IRIS, "010020000", both);
  assert_near(village.value, 40 + 64 / 30.0, 1e-9);
  assert_near(village.variance, 0, 0);
  const mlg_finding *shared = finding_of(&s->findings, MLG_F_VALUE_APPORTIONED, 0);
  assert_string_equal(shared->value, "Ville");
  assert_string_equal(shared->expected, "population");
}

/* The key is not known in one IRIS: each may have anything up to the whole. */
static void test_an_unknown_key_leaves_iris_without_value(void **state) {
  small *s = *state;
  mlg_input input = column_of(add_jobseekers(s), "ABC");
  size_t key = add_column(s, "cle",
                          add_table(s, "cle.csv",
                                    "IRIS,K\n010010101,1\n010010102,\n010010203,3\n"
                                    "010010204,4\n010020000,5\n010030000,6\n",
                                    (mlg_reading){0}),
                          "K");
  size_t de = add(s, "de", "x", 1, &input);
  s->indicators[de].sharing = (mlg_sharing){refer("cle", key), 0.2};
  assert_int_equal(compute(s), MLG_OK);
  assert_near(value(s, MLG_COMMUNE, "01001", de).value, 100, 0);
  mlg_estimate part = value(s, MLG_IRIS, "010010101", de);
  assert_true(isnan(part.value));
  assert_near(part.low, 0, 0);
  assert_near(part.high, 100, 0);
}

/* Nothing shares it out: IRIS and quarters have none, the commune and the EPCI do. */
static void test_carried_without_shares(void **state) {
  small *s = *state;
  mlg_input input = column_of(add_jobseekers(s), "ABC");
  size_t de = add(s, "de", "x", 1, &input);
  input = (mlg_input){.name = "x", .dataset = MLG_NO_DATASET, .indicator = refer("de", de)};
  size_t twice = add(s, "double", "2 * x", 1, &input);
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_IRIS, "010010101", de), NAN, 0, INFINITY, MLG_ABSENT);
  assert_true(isnan(value(s, MLG_QUARTIER, "0100101", de).value));
  assert_estimate(value(s, MLG_COMMUNE, "01001", de), 100, 100, 100, MLG_PUBLISHED);
  assert_near(s->need.covered[MLG_COMMUNE][de], 1, 0);
  assert_near(value(s, MLG_EPCI, "200000001", de).low, 140, 1e-9);
  assert_near(s->need.covered[MLG_EPCI][de], 2850.0 / 3250, 1e-12);
  assert_near(value(s, MLG_COMMUNE, "01001", twice).value, 200, 1e-9);
  /* The commune's cell is in the trace, after those of the finest zones. */
  const mlg_cell *cell = &s->need.cells[6 * 3];
  assert_int_equal(s->need.n_cells, 6 * 3 + 2);
  assert_int_equal(cell->level, MLG_COMMUNE);
  assert_int_equal(cell->indicator, de);
  assert_int_equal(cell->line, 2);
  assert_string_equal(cell->text, "100");
}

/* Columns of IRIS are summed before the commune's own formula. */
static void test_commune_and_iris_in_one_formula(void **state) {
  small *s = *state;
  mlg_input inputs[] = {column_of(add_jobseekers(s), "ABC"), column_of(0, "P19_POP")};
  inputs[1].name = "y";
  size_t share = add(s, "part", "x / y", 2, inputs);
  assert_int_equal(compute(s), MLG_OK);
  assert_near(value(s, MLG_COMMUNE, "01001", share).value, 100.0 / 2000, 1e-12);
  assert_true(isnan(value(s, MLG_IRIS, "010010101", share).value));
}

static void test_fallback(void **state) {
  small *s = *state;
  mlg_input input = column_of(add_jobseekers(s), "ABC");
  size_t census =
      add_table(s, "rp.csv", "CODGEO,CHOM\n01001,90.5\n01002,33.5\n01003,22.5\n", BY_COMMUNE);
  s->vintages[census] = 2018; /* what stands in may be of another year */
  input.share = refer("population", 0);
  input.fallback =
      (mlg_fallback){.dataset_name = "comparateur", .dataset = census, .column = "CHOM"};
  size_t de = add(s, "de", "x", 1, &input);
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_COMMUNE, "01003", de), 22.5, 22.5, 22.5, MLG_IMPUTED);
  assert_estimate(value(s, MLG_EPCI, "200000001", de), 162.5, 162.5, 162.5, MLG_IMPUTED);
  const mlg_finding *stood = finding_of(&s->findings, MLG_F_VALUE_FROM_FALLBACK, 0);
  assert_string_equal(stood->value, "Bourg");
  assert_string_equal(stood->expected, "CHOM");
  assert_int_equal(told(s, MLG_F_VALUE_FROM_FALLBACK), 1);
  const mlg_cell *cell = &s->need.cells[5 * 2 + de];
  assert_int_equal(cell->dataset, census);
  assert_int_equal(cell->line, 4);
  assert_non_null(strstr(cell->how, "à défaut de ABC"));
}

static void test_bound_where_absent(void **state) {
  small *s = *state;
  mlg_input input = column_of(add_jobseekers(s), "ABC");
  input.share = input.bound = refer("population", 0);
  size_t de = add(s, "de", "x", 1, &input);
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_IRIS, "010030000", de), NAN, 0, 400, MLG_ABSENT);
  assert_estimate(value(s, MLG_EPCI, "200000001", de), NAN, 140, 540, MLG_ABSENT);
}

/* Ville: 20 + 10 + 60 + 100 - 30; Bourg has no jobseekers, at most its 400 inhabitants. */
static void test_situations(void **state) {
  small *s = *state;
  size_t de = add_jobseekers(s);
  size_t caf = add_table(
      s, "caf.csv", "CODGEO,RSA,AAH,PPA\n01001,20,10,60\n01002,4,2,6\n01003,1,2,3\n", BY_COMMUNE);
  mlg_input inputs[5] = {column_of(caf, "RSA"), column_of(caf, "AAH"), column_of(caf, "PPA"),
                         column_of(de, "ABC"), column_of(de, "ABC_RSA")};
  const char *names[] = {"a", "b", "c", "d", "e"};
  for (size_t i = 0; i < 5; i++) {
    inputs[i].name = names[i];
    inputs[i].share = refer("population", 0);
  }
  inputs[3].bound = refer("population", 0);
  size_t at = add(s, "exposition", "situations(a, b, c, d, e)", 5, inputs);
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_COMMUNE, "01001", at), 160, 100, 190, MLG_APPORTIONED);
  assert_estimate(value(s, MLG_COMMUNE, "01002", at), 44, 40, 52, 0);
  assert_estimate(value(s, MLG_COMMUNE, "01003", at), NAN, 3, 406, MLG_ABSENT);
  assert_estimate(value(s, MLG_EPCI, "200000001", at), NAN, 143, 648, MLG_APPORTIONED | MLG_ABSENT);
  assert_near(s->need.covered[MLG_EPCI][at], 2850.0 / 3250, 1e-12);
}

/* An income is known where it is published, and has no sum. */
static void test_level_has_no_sum(void **state) {
  small *s = *state;
  size_t iris = add_table(s, "iris.csv",
                          "IRIS,MED\n010010101,18000\n010010102,19000.5\n010010203,nd\n"
                          "010010204,ns\n010020000,21000\n010030000,s\n",
                          (mlg_reading){0});
  size_t communes =
      add_table(s, "com.csv", "CODGEO,MED\n01001,20000\n01002,21000\n01003,22000\n", BY_COMMUNE);
  size_t fine = add_column(s, "revenu_iris", iris, "MED");
  size_t wide = add_column(s, "revenu", communes, "MED");
  s->indicators[fine].nature = s->indicators[wide].nature = MLG_NATURE_LEVEL;
  assert_int_equal(compute(s), MLG_OK);
  assert_near(value(s, MLG_IRIS, "010010102", fine).value, 19000.5, 0);
  assert_true(isnan(value(s, MLG_QUARTIER, "0100101", fine).value));
  assert_near(value(s, MLG_QUARTIER, "0100101", fine).low, 0, 0);
  assert_near(value(s, MLG_COMMUNE, "01002", fine).value, 21000, 0);
  assert_true(isnan(value(s, MLG_IRIS, "010010101", wide).value));
  assert_near(value(s, MLG_COMMUNE, "01001", wide).value, 20000, 0);
  assert_true(isnan(value(s, MLG_EPCI, "200000001", wide).value));
  assert_near(value(s, MLG_EPCI, "200000001", wide).low, 0, 0);
}

/* Computed after what they refer to, wherever they stand in the list. */
static void test_order(void **state) {
  small *s = *state;
  mlg_input input = {.name = "x", .dataset = MLG_NO_DATASET, .indicator = refer("de", 2)};
  size_t twice = add(s, "double", "2 * x", 1, &input);
  size_t de = add_column(s, "de", 0, "P19_POP");
  assert_int_equal(compute(s), MLG_OK);
  assert_int_equal(de, 2);
  assert_near(value(s, MLG_EPCI, "200000001", twice).value, 6500, 1e-9);
}

static void test_circle_is_refused(void **state) {
  small *s = *state;
  mlg_input input = {.name = "x", .dataset = MLG_NO_DATASET, .indicator = refer("b", 2)};
  add(s, "a", "x", 1, &input);
  input = column_of(add_jobseekers(s), "ABC");
  input.share = refer("a", 1);
  input.share.at = (mlg_position){"b.yaml", 12, 34};
  add(s, "b", "x", 1, &input);
  assert_int_equal(compute(s), MLG_REJECTED);
  const mlg_finding *circle = finding_of(&s->findings, MLG_F_REFERENCE_CIRCULAR, 0);
  assert_string_equal(circle->file, "b.yaml");
  assert_int_equal(circle->line, 12);
  assert_string_equal(circle->column, "34");
  assert_string_equal(circle->value, "a");
  assert_string_equal(circle->expected, "a → b → a");
}

/* What withheld rows are imputed with must not be made from them. */
static void test_circle_through_a_dataset(void **state) {
  small *s = *state;
  mlg_reading reading = {.secret = {.present = true, .low = 1, .high = 4}};
  reading.secret.imputation = refer("rsa", 1);
  add_column(s, "rsa", add_table(s, "caf.csv", "IRIS,rsa\n010010101,1\n", reading), "rsa");
  assert_int_equal(compute(s), MLG_REJECTED);
  assert_int_equal(finding_of(&s->findings, MLG_F_REFERENCE_CIRCULAR, 0)->line, 7);
}

static void test_file_of_another_level(void **state) {
  small *s = *state;
  add_column(s, "rsa", add_table(s, "com.csv", "CODGEO,rsa\n01001,1\n01002,2\n", (mlg_reading){0}),
             "rsa");
  add_column(s, "de", add_table(s, "iris.csv", "IRIS,de\n010010101,1\n", BY_COMMUNE), "de");
  assert_int_equal(compute(s), MLG_REJECTED);
  assert_int_equal(s->findings.count, 2);
  const mlg_finding *first = finding_of(&s->findings, MLG_F_CODE_LEVEL, 0);
  assert_string_equal(first->file, "com.csv");
  assert_int_equal(first->line, 2);
  assert_string_equal(first->column, "CODGEO");
  assert_string_equal(first->value, "01001");
  assert_string_equal(first->expected, "codes de commune, IRIS attendu");
  assert_string_equal(finding_of(&s->findings, MLG_F_CODE_LEVEL, 1)->expected,
                      "codes d'IRIS, commune attendue");
}

/* A commune without a row counts for its inhabitants. */
static void test_commune_without_row(void **state) {
  small *s = *state;
  add_column(s, "de", add_jobseekers(s), "ABC");
  assert_int_equal(compute(s), MLG_OK);
  const mlg_finding *missing = finding_of(&s->findings, MLG_F_CODE_WITHOUT_ROW, 0);
  assert_string_equal(missing->value, "01003");
  assert_string_equal(missing->expected, "population 400");
}

/* A user's own file, with zones that nobody knows and a decimal comma. */
static void test_own_file(void **state) {
  small *s = *state;
  size_t own = add_table(s, "own.csv",
                         "zone,part\n010010101,5\n010010199,6\n990010101,7\n010020000,9\n",
                         (mlg_reading){0});
  s->tables[own].cells[1] = "12,5";
  size_t part = add_column(s, "part", own, "part");
  assert_int_equal(compute(s), MLG_OK);
  assert_near(value(s, MLG_IRIS, "010010101", part).value, 12.5, 0);
  assert_int_equal(told(s, MLG_F_CODE_UNMATCHED), 1);
  assert_string_equal(finding_of(&s->findings, MLG_F_CODE_UNMATCHED, 0)->value, "010010199");
  s->tables[own].cells[1] = "12,5 %";
  assert_int_equal(compute(s), MLG_REJECTED);
  assert_string_equal(finding_of(&s->findings, MLG_F_NUMBER_UNREADABLE, 0)->value, "12,5 %");
  assert_int_equal(finding_of(&s->findings, MLG_F_NUMBER_UNREADABLE, 0)->line, 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
      CASE(test_shared_among_iris),
      CASE(test_a_formula_is_shared_out),
      CASE(test_an_unknown_key_leaves_iris_without_value),
      CASE(test_shares_add_up),
      CASE(test_carried_without_shares),
      CASE(test_commune_and_iris_in_one_formula),
      CASE(test_fallback),
      CASE(test_bound_where_absent),
      CASE(test_situations),
      CASE(test_level_has_no_sum),
      CASE(test_order),
      CASE(test_circle_is_refused),
      CASE(test_circle_through_a_dataset),
      CASE(test_file_of_another_level),
      CASE(test_commune_without_row),
      CASE(test_own_file),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
