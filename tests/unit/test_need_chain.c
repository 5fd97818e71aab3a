/* SPDX-License-Identifier: Apache-2.0 */
/* One figure, several files: by IRIS where they know it, else by commune. */
#include "need_small.h"

static const mlg_reading BY_COMMUNE = {.level = MLG_COMMUNE, .rounding = 5};

/* A chain: a file by IRIS, then one by commune, rounded down to multiples of 5. */
static size_t add_chain(small *s, const char *by_iris, mlg_reading reading, const char *by_commune,
                        const char *share) {
  size_t iris = add_table(s, "iris.csv", by_iris, reading);
  size_t communes = add_table(s, "communes.csv", by_commune, BY_COMMUNE);
  mlg_fallback *next = MLG_NEW(&s->arena, mlg_fallback, 1);
  *next = (mlg_fallback){.dataset_name = "communes", .dataset = communes, .column = "FOYERS"};
  mlg_input input = {.name = "x",
                     .dataset_name = "iris",
                     .dataset = iris,
                     .column = "RSA",
                     .n_others = 1,
                     .others = next};
  if (share != NULL) input.share = refer(share, 0);
  return add(s, "rsa", "x", 1, &input);
}

static const char COMMUNES[] = "CODGEO,FOYERS\n01001,100\n01002,40\n01003,20\n";

static uint64_t sources(const small *s, mlg_level level, const char *code, size_t indicator) {
  size_t zone = mlg_territory_find(&s->territory, level, code);
  return s->need.sources[level][zone * s->need.n_indicators + indicator];
}

/* Ville is known by its IRIS, the other two communes by theirs alone. */
static void test_each_zone_takes_the_finest(void **state) {
  small *s = *state;
  size_t rsa = add_chain(s, "IRIS,RSA\n010010101,60\n010010102,30\n010010203,0\n010010204,12\n",
                         (mlg_reading){0}, COMMUNES, "population");
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_IRIS, "010010102", rsa), 30, 30, 30, MLG_PUBLISHED);
  assert_estimate(value(s, MLG_COMMUNE, "01001", rsa), 102, 102, 102, 0);
  assert_estimate(value(s, MLG_COMMUNE, "01002", rsa), 40, 40, 44, MLG_ROUNDED);
  assert_estimate(value(s, MLG_EPCI, "200000001", rsa), 162, 162, 170, MLG_ROUNDED);
  assert_int_equal(sources(s, MLG_COMMUNE, "01001", rsa), 2);
  assert_int_equal(sources(s, MLG_IRIS, "010020000", rsa), 4);
  assert_int_equal(sources(s, MLG_EPCI, "200000001", rsa), 6);
  /* 102 is one of 100 to 104: the two files agree. */
  assert_int_equal(told(s, MLG_F_SOURCES_DISAGREE), 0);
  const mlg_finding *later = finding_of(&s->findings, MLG_F_VALUE_FROM_OTHER_SOURCE, 0);
  assert_string_equal(later->value, "Village, Bourg");
  assert_string_equal(later->expected, "communes.csv");
}

/* Two IRIS are unknown: the rest of the commune is shared between them alone. */
static void test_the_rest_is_shared(void **state) {
  small *s = *state;
  size_t rsa = add_chain(s, "IRIS,RSA\n010010101,60\n010010102,\n010010203,0\n010010204,\n",
                         (mlg_reading){0}, COMMUNES, "population");
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_COMMUNE, "01001", rsa), 100, 100, 104, MLG_ROUNDED);
  assert_estimate(value(s, MLG_IRIS, "010010101", rsa), 60, 60, 60, MLG_PUBLISHED);
  assert_estimate(value(s, MLG_IRIS, "010010102", rsa), 24, 24, 26.4,
                  MLG_APPORTIONED | MLG_ROUNDED);
  assert_estimate(value(s, MLG_IRIS, "010010204", rsa), 16, 16, 17.6,
                  MLG_APPORTIONED | MLG_ROUNDED);
  assert_near(value(s, MLG_QUARTIER, "0100101", rsa).value, 84, 1e-9);
  assert_near(value(s, MLG_EPCI, "200000001", rsa).value, 160, 1e-9);
  const mlg_cell *cell = &s->need.cells[1 * 2 + rsa];
  assert_int_equal(cell->dataset, 2);
  assert_string_equal(cell->text, "100");
  assert_non_null(strstr(cell->how, "inconnu de iris.csv (2019)"));
  assert_non_null(strstr(cell->how, "reste de la commune : 100 − 60"));
  const mlg_finding *shared = finding_of(&s->findings, MLG_F_VALUE_APPORTIONED, 0);
  assert_string_equal(shared->value, "Ville");
  assert_string_equal(shared->file, "communes.csv");
}

/* Nothing shares it out: the commune has its figure, the IRIS what they may have of it. */
static void test_unshared(void **state) {
  small *s = *state;
  size_t rsa = add_chain(s, "IRIS,RSA\n010010101,60\n010010102,\n010010203,0\n010010204,10\n",
                         (mlg_reading){0}, COMMUNES, NULL);
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_COMMUNE, "01001", rsa), 100, 100, 104, MLG_ROUNDED);
  assert_estimate(value(s, MLG_IRIS, "010010101", rsa), 60, 60, 60, MLG_PUBLISHED);
  assert_estimate(value(s, MLG_IRIS, "010010102", rsa), NAN, 0, 34, MLG_ABSENT);
  assert_near(value(s, MLG_EPCI, "200000001", rsa).value, 160, 1e-9);
  assert_int_equal(sources(s, MLG_COMMUNE, "01001", rsa), 4);
}

/* The project shares it out, with an error: only what the IRIS' own file leaves. */
static void test_shared_by_the_project(void **state) {
  small *s = *state;
  size_t rsa = add_chain(s, "IRIS,RSA\n010010101,60\n010010102,\n010010203,0\n010010204,\n",
                         (mlg_reading){0}, COMMUNES, NULL);
  s->indicators[rsa].sharing = (mlg_sharing){refer("population", 0), 0.5};
  assert_int_equal(compute(s), MLG_OK);
  assert_near(value(s, MLG_IRIS, "010010101", rsa).value, 60, 0);
  assert_near(value(s, MLG_IRIS, "010010101", rsa).variance, 0, 0);
  assert_near(value(s, MLG_IRIS, "010010102", rsa).value, 24, 1e-9);
  assert_near(value(s, MLG_IRIS, "010010102", rsa).variance, 12 * 12 * 0.4, 1e-9); /* persons2 */
  assert_near(value(s, MLG_COMMUNE, "01001", rsa).variance, 0, 0);
}

/* A row withheld whole: what the commune's file says comes before any imputation. */
static void test_withheld(void **state) {
  small *s = *state;
  const char *values[] = {"3"};
  const mlg_reading secret = {.secret = {.present = true,
                                         .column = "note",
                                         .n_values = 1,
                                         .values = values,
                                         .low = 1,
                                         .high = 4,
                                         .imputation = refer("population", 0)}};
  size_t rsa = add_chain(s,
                         "IRIS,note,RSA\n010010101,0,60\n010010102,3,\n010010203,0,\n"
                         "010010204,3,\n010020000,3,\n",
                         secret, COMMUNES, "population");
  assert_int_equal(compute(s), MLG_OK);
  /* 010010203 hides 1 to 4: 2.5. The rest is 37.5, of which each may have all, or nothing. */
  assert_estimate(value(s, MLG_IRIS, "010010102", rsa), 22.5, 0, 43,
                  MLG_APPORTIONED | MLG_ROUNDED | MLG_SUPPRESSED | MLG_IMPUTED);
  assert_near(value(s, MLG_COMMUNE, "01001", rsa).value, 100, 1e-9);
  assert_near(value(s, MLG_COMMUNE, "01002", rsa).value, 40, 1e-9);
  /* Without the commune's file, it would have been imputed at the rate of the published. */
  s->sources[2].table = NULL;
  s->findings.count = 0;
  assert_int_equal(compute(s), MLG_OK);
  assert_estimate(value(s, MLG_IRIS, "010010102", rsa), 36, 0, 36, MLG_SUPPRESSED | MLG_IMPUTED);
}

/* Its IRIS make 82 already: 50 cannot be theirs. */
static void test_contradicted(void **state) {
  small *s = *state;
  size_t rsa = add_chain(s, "IRIS,RSA\n010010101,60\n010010102,22\n010010203,0\n010010204,\n",
                         (mlg_reading){0}, "CODGEO,FOYERS\n01001,50\n01002,40\n01003,20\n",
                         "population");
  assert_int_equal(compute(s), MLG_OK);
  mlg_estimate commune = value(s, MLG_COMMUNE, "01001", rsa);
  assert_true(isnan(commune.value));
  assert_near(commune.low, 82, 0);
  assert_true(isnan(value(s, MLG_IRIS, "010010204", rsa).value));
  const mlg_finding *odd = finding_of(&s->findings, MLG_F_SOURCE_CONTRADICTED, 0);
  assert_string_equal(odd->value, "Ville");
}

/* The finest is kept, and the gap is told, with both years; what is of another year is flagged. */
static void test_disagreement_and_vintages(void **state) {
  small *s = *state;
  size_t rsa = add_chain(
      s, "IRIS,RSA\n010010101,60\n010010102,30\n010010203,0\n010010204,10\n010020000,41\n",
      (mlg_reading){0}, "CODGEO,FOYERS\n01001,130\n01002,40\n01003,20\n", "population");
  s->vintages[2] = 2021;
  assert_int_equal(compute(s), MLG_OK);
  assert_near(value(s, MLG_COMMUNE, "01001", rsa).value, 100, 0);
  assert_estimate(value(s, MLG_COMMUNE, "01003", rsa), 20, 20, 24, MLG_ROUNDED | MLG_IMPUTED);
  const mlg_finding *gap = finding_of(&s->findings, MLG_F_SOURCES_DISAGREE, 0);
  assert_string_equal(gap->value, "1 commune sur 2, dont Ville : 100 à l'IRIS (2019), "
                                  "130 par commune (2021)");
  assert_string_equal(gap->expected, "communes.csv");
  assert_int_equal(told(s, MLG_F_SOURCES_DISAGREE), 1);
}

/* Whatever the order they are written in, the finest is asked first; then what stands in. */
static void test_order_and_stand_in(void **state) {
  small *s = *state;
  size_t rsa = add_chain(s, "IRIS,RSA\n010010101,60\n010010102,30\n010010203,0\n010010204,10\n",
                         (mlg_reading){0}, "CODGEO,FOYERS\n01001,100\n01002,40\n", "population");
  size_t census = add_table(s, "rp.csv", "CODGEO,CHOM\n01003,22.5\n", BY_COMMUNE);
  mlg_input *input = s->indicators[rsa].inputs;
  size_t iris = input->dataset;
  input->fallback = (mlg_fallback){.dataset_name = "rp", .dataset = census, .column = "CHOM"};
  input->dataset = input->others->dataset;
  input->column = "FOYERS";
  input->others->dataset = iris;
  input->others->column = "RSA";
  assert_int_equal(compute(s), MLG_OK);
  assert_near(value(s, MLG_COMMUNE, "01001", rsa).value, 100, 0);
  assert_near(value(s, MLG_IRIS, "010010102", rsa).value, 30, 0);
  assert_near(value(s, MLG_COMMUNE, "01002", rsa).value, 40, 0);
  assert_int_equal(value(s, MLG_COMMUNE, "01003", rsa).flags, MLG_ROUNDED | MLG_IMPUTED);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(test_each_zone_takes_the_finest), CASE(test_the_rest_is_shared), CASE(test_unshared),
      CASE(test_shared_by_the_project),      CASE(test_withheld),           CASE(test_contradicted),
      CASE(test_disagreement_and_vintages),  CASE(test_order_and_stand_in),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
