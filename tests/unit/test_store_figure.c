/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "store_fixture.h"

static mlg_figure figure;

static mlg_status read_figure(mlg_level level, const char *code, const char *indicator) {
  return mlg_store_figure(store, &arena, level, code, indicator, &findings, &figure);
}

static void test_a_zone_with_its_cells(void **state) {
  (void)state;
  assert_int_equal(read_figure(MLG_LEVEL_COUNT, "010010101", "fragilite"), MLG_OK);
  assert_int_equal(figure.level, MLG_IRIS);
  assert_string_equal(figure.name, "Ouest");
  assert_string_equal(figure.label, "Fragilité");
  assert_near(figure.estimate.value, 300, 0 /* persons */);
  assert_near(figure.estimate.high, 400, 0 /* persons */);
  assert_int_equal(figure.n_cells, 1);
  assert_string_equal(figure.cells[0].file, "pop.csv");
  assert_int_equal(figure.cells[0].line, 12);
  assert_string_equal(figure.cells[0].column, "P19_POP65P");
  assert_string_equal(figure.cells[0].text, "300.5");
  assert_string_equal(figure.cells[0].title, "Recensement");
}

static void test_only_the_parameters_that_the_formula_names(void **state) {
  (void)state;
  assert_int_equal(read_figure(MLG_LEVEL_COUNT, "010010101", "fragilite"), MLG_OK);
  assert_int_equal(figure.n_parameters, 1);
  assert_string_equal(figure.parameters[0].name, "theta");
  assert_near(figure.parameters[0].high, 10, 0);
}

static void test_a_suppressed_value_is_unknown_and_unbounded(void **state) {
  (void)state;
  assert_int_equal(read_figure(MLG_IRIS, "010010102", "fragilite"), MLG_OK);
  assert_true(isnan(figure.estimate.value));
  assert_near(figure.estimate.low, 0, 0 /* persons */);
  assert_true(isinf(figure.estimate.high));
  assert_int_equal(figure.estimate.flags, MLG_SUPPRESSED | MLG_ABSENT);
  assert_null(figure.cells[0].text);
}

static void test_the_finest_level_of_a_code_and_the_one_asked_for(void **state) {
  (void)state;
  assert_int_equal(read_figure(MLG_LEVEL_COUNT, "01001", "fragilite"), MLG_OK);
  assert_int_equal(figure.level, MLG_QUARTIER);
  assert_int_equal(read_figure(MLG_COMMUNE, "01001", "fragilite"), MLG_OK);
  assert_int_equal(figure.level, MLG_COMMUNE);
  assert_int_equal(figure.n_zones, 2);
  assert_int_equal(figure.n_cells, 2);
}

static void test_rates(void **state) {
  (void)state;
  assert_int_equal(read_figure(MLG_COMMUNE, "01001", "fragilite"), MLG_OK);
  assert_int_equal(figure.n_rates, 1);
  assert_string_equal(figure.rates[0].denominator, "population");
  assert_string_equal(figure.rates[0].label, "Population");
  assert_near(figure.rates[0].denominator_value, 1000, 0 /* persons */);
  assert_near(figure.rates[0].rate.value, 0.3, 1e-12);
}

/* Any indicator will do as a variant: the other one of the store. */
static int setup_variant(void **state) {
  indicators[0].variant_of = (mlg_reference){.id = "fragilite", .index = 1};
  return setup(state);
}

static int teardown_variant(void **state) {
  indicators[0].variant_of = (mlg_reference){0};
  return teardown(state);
}

static void test_variants_in_the_same_zone(void **state) {
  (void)state;
  assert_int_equal(read_figure(MLG_IRIS, "010010102", "fragilite"), MLG_OK);
  assert_null(figure.original.indicator);
  assert_int_equal(figure.n_variants, 1);
  assert_string_equal(figure.variants[0].indicator, "population");
  assert_string_equal(figure.variants[0].unit, "habitants");
  assert_near(figure.variants[0].estimate.value, 1000, 0 /* persons */);
  assert_int_equal(read_figure(MLG_COMMUNE, "01001", "population"), MLG_OK);
  assert_int_equal(figure.n_variants, 0);
  assert_string_equal(figure.original.indicator, "fragilite");
  assert_string_equal(figure.original.limits, "Limites.");
  assert_near(figure.original.estimate.high, 400, 0 /* persons */);
}

static void assert_unknown(const char *value, const char *near) {
  const mlg_finding *last = &findings.items[findings.count - 1];
  assert_int_equal(last->code, MLG_F_FIGURE_UNKNOWN);
  assert_string_equal(last->value, value);
  assert_string_equal(last->expected, near);
}

static void test_the_nearest_name_is_proposed(void **state) {
  (void)state;
  assert_int_equal(read_figure(MLG_LEVEL_COUNT, "010010103", "fragilite"), MLG_USAGE);
  assert_unknown("010010103", "010010101 (Ouest)");
  assert_int_equal(read_figure(MLG_LEVEL_COUNT, "Labergement", "fragilite"), MLG_USAGE);
  assert_unknown("Labergement", "01001 (L'Abergement)");
  assert_int_equal(read_figure(MLG_COMMUNE, "01001", "fragilité"), MLG_USAGE);
  assert_unknown("fragilité", "fragilite");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
  const struct CMUnitTest tests[] = {
      TEST(test_a_zone_with_its_cells),
      TEST(test_only_the_parameters_that_the_formula_names),
      TEST(test_a_suppressed_value_is_unknown_and_unbounded),
      TEST(test_the_finest_level_of_a_code_and_the_one_asked_for),
      TEST(test_rates),
      cmocka_unit_test_setup_teardown(test_variants_in_the_same_zone, setup_variant,
                                      teardown_variant),
      TEST(test_the_nearest_name_is_proposed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
