/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "store_fixture.h"

static mlg_need_figure figure;

static mlg_status read_need(mlg_level level, const char *code, mlg_family family) {
  return mlg_store_need_figure(store, &arena, level, code, family, &findings, &figure);
}

static void test_need_is_read_back_with_what_it_rests_on(void **state) {
  (void)state;
  assert_int_equal(read_need(MLG_LEVEL_COUNT, "010010101", MLG_AIDER), MLG_OK);
  assert_int_equal(figure.level, MLG_IRIS);
  assert_string_equal(figure.name, "Ouest");
  assert_true(figure.recorded);
  assert_string_equal(figure.base, "fragilite");
  assert_string_equal(figure.base_label, "Fragilité");
  assert_near(figure.base_value.value, 300, 0 /* persons */);
  assert_near(figure.base_value.high, 400, 0 /* persons */);
  assert_near(figure.weight, 1, 0);
  assert_near(figure.places.high, 26, 0 /* places */);
  assert_near(figure.take_up.low, 0.06, 0);
  assert_true(strstr(figure.method, "esoin = 17") != NULL);
  assert_string_equal(figure.sources, "INSEE, Recensement.");
}

static void test_the_parts_keep_bounds_and_variance(void **state) {
  (void)state;
  assert_int_equal(read_need(MLG_IRIS, "010010101", MLG_AIDER), MLG_OK);
  assert_int_equal(figure.n_scenarios, 1);
  const mlg_need_scenario *read = &figure.scenarios[figure.reference];
  assert_string_equal(read->label, "17 %");
  assert_near(read->take_up, 0.17, 0);
  assert_near(read->parts.need.value, 51, 0 /* persons */);
  assert_near(read->parts.need.variance, 4, 0 /* persons squared */);
  assert_near(read->parts.part[MLG_SERVED].low, 10, 0 /* persons */);
  assert_near(read->parts.part[MLG_SERVED].variance, 0.25, 0 /* persons squared */);
  assert_near(read->parts.part[MLG_SATURATED].high, 40, 0 /* persons */);
  assert_near(mlg_uncovered(&read->parts).value, 39, 0 /* persons */);
  assert_int_equal(mlg_main_cause(&read->parts), MLG_SATURATED);
  assert_int_equal(read->flags, MLG_IMPUTED);
}

static void test_the_offers_in_reach_and_whom_they_receive(void **state) {
  (void)state;
  assert_int_equal(read_need(MLG_IRIS, "010010101", MLG_AIDER), MLG_OK);
  assert_int_equal(figure.n_offers, 1);
  const mlg_need_offer *read = &figure.offers[0];
  assert_string_equal(read->id, "s/aider");
  assert_string_equal(read->site, "s");
  assert_string_equal(read->name, "Mairie");
  assert_string_equal(read->origin, "hypothèse");
  assert_near(read->metres, 0, 1 /* metre */);
  assert_near(read->capacity.high, 80, 0 /* persons */);
  assert_int_equal(read->capacity.flags, MLG_IMPUTED);
  assert_near(read->served, 12, 0 /* persons */);
  assert_near(read->orientation, 3, 0 /* persons */);
  assert_near(read->all_served, 12, 0 /* persons */);
}

static void test_a_zone_out_of_reach_has_no_offer(void **state) {
  (void)state;
  assert_int_equal(read_need(MLG_IRIS, "010010102", MLG_AIDER), MLG_OK);
  assert_int_equal(figure.n_offers, 0);
  assert_true(isnan(figure.scenarios[0].parts.need.value));
  assert_true(isinf(figure.scenarios[0].parts.need.high));
}

/* The suppressed zone comes last: how many persons it leaves without help is not known. */
static void test_a_wider_zone_lists_the_finest_ones(void **state) {
  (void)state;
  assert_int_equal(read_need(MLG_COMMUNE, "01001", MLG_AIDER), MLG_OK);
  assert_int_equal(figure.n_zones, 2);
  assert_string_equal(figure.zones[0].code, "010010101");
  assert_int_equal(figure.zones[0].n_offers, 1);
  assert_near(figure.zones[0].part[MLG_SATURATED], 36, 0 /* persons */);
  assert_int_equal(figure.zones[1].n_offers, 0);
  assert_true(isnan(figure.zones[1].need));
  assert_int_equal(figure.n_offers, 1);
  assert_int_equal(figure.offers[0].n_zones, 1);
}

static void test_an_unrecorded_family_says_so(void **state) {
  (void)state;
  assert_int_equal(read_need(MLG_COMMUNE, "01001", MLG_INFORMER), MLG_OK);
  assert_false(figure.recorded);
  assert_int_equal(figure.n_offers, 0);
}

static void test_what_a_name_asks_about(void **state) {
  (void)state;
  static const struct {
    const char *name;
    mlg_family family;
  } ASKED[] = {
      {"fragilite", MLG_FAMILY_COUNT},       {"aider", MLG_AIDER},
      {"besoin_aider", MLG_AIDER},           {"hors_portee_acceder", MLG_ACCEDER},
      {"places_100_informer", MLG_INFORMER},
  };
  for (size_t i = 0; i < sizeof ASKED / sizeof *ASKED; i++) {
    mlg_family family;
    assert_int_equal(mlg_store_subject(store, &arena, ASKED[i].name, &findings, &family), MLG_OK);
    assert_int_equal(family, ASKED[i].family);
  }
}

static void test_the_nearest_name_of_both_kinds(void **state) {
  (void)state;
  static const char *const WRONG[][2] = {{"fragilité", "fragilite"},
                                         {"aidr", "aider"},
                                         {"besoin_aide", "besoin_aider"},
                                         {"besoin_fragilite", NULL}};
  for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
    mlg_family family;
    assert_int_equal(mlg_store_subject(store, &arena, WRONG[i][0], &findings, &family), MLG_USAGE);
    const mlg_finding *last = &findings.items[findings.count - 1];
    assert_int_equal(last->code, MLG_F_FIGURE_UNKNOWN);
    assert_string_equal(last->value, WRONG[i][0]);
    if (WRONG[i][1] != NULL) assert_string_equal(last->expected, WRONG[i][1]);
  }
  assert_int_equal(read_need(MLG_LEVEL_COUNT, "010010103", MLG_AIDER), MLG_USAGE);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
  const struct CMUnitTest tests[] = {
      TEST(test_need_is_read_back_with_what_it_rests_on),
      TEST(test_the_parts_keep_bounds_and_variance),
      TEST(test_the_offers_in_reach_and_whom_they_receive),
      TEST(test_a_zone_out_of_reach_has_no_offer),
      TEST(test_a_wider_zone_lists_the_finest_ones),
      TEST(test_an_unrecorded_family_says_so),
      TEST(test_what_a_name_asks_about),
      TEST(test_the_nearest_name_of_both_kinds),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
