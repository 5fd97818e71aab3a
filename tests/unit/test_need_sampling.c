/* SPDX-License-Identifier: Apache-2.0 */
/* The census asks some dwellings of large communes: variance, and what is too doubtful to read.
 * Here 40 % with a design effect of 2, where 2,000 live: 3 n (1 - n / N), in Ville alone. */
#include "need_small.h"

static const mlg_sampling CENSUS = {.effect = 2, .fraction = 0.4, .threshold = 2000};

static size_t add_census(small *s) {
  s->sources[0].reading.sampling = CENSUS;
  return add_table(s, "rp.csv",
                   "IRIS,OLD,LOW,ADULTS\n010010101,200,100,800\n010010102,60,30,400\n"
                   "010010203,0,0,0\n010010204,100,50,400\n010020000,90,40,600\n"
                   "010030000,30,10,300\n",
                   (mlg_reading){.sampling = CENSUS});
}

static void test_variance_of_a_count(void **state) {
  small *s = *state;
  size_t old = add_column(s, "old", add_census(s), "OLD");
  assert_int_equal(compute(s), MLG_OK);
  assert_near(value(s, MLG_IRIS, "010010101", old).variance, 3 * 200 * 0.8, 1e-9);
  assert_near(value(s, MLG_IRIS, "010010102", old).variance, 3 * 60 * 0.9, 1e-9);
  assert_near(value(s, MLG_IRIS, "010010203", old).variance, 0, 0);
  assert_near(value(s, MLG_IRIS, "010020000", old).variance, 0, 0);
  assert_near(value(s, MLG_COMMUNE, "01001", old).variance, 480 + 162 + 225, 1e-9);
  assert_near(value(s, MLG_EPCI, "200000001", old).variance, 480 + 162 + 225, 1e-9);
  assert_near(value(s, MLG_EPCI, "200000001", old).low, 480, 1e-9);
  /* Everybody is counted in the population itself. */
  assert_near(value(s, MLG_COMMUNE, "01001", 0).variance, 0, 0);
}

/* 60 persons plus or minus 12.7: fragile, in a zone of 600. */
static void test_fragile_beyond_a_fifth(void **state) {
  small *s = *state;
  size_t old = add_column(s, "old", add_census(s), "OLD");
  assert_int_equal(compute(s), MLG_OK);
  assert_int_equal(value(s, MLG_IRIS, "010010102", old).flags, MLG_PUBLISHED | MLG_FRAGILE);
  assert_int_equal(value(s, MLG_IRIS, "010010204", old).flags, MLG_PUBLISHED);
  assert_int_equal(value(s, MLG_IRIS, "010010102", 0).flags, MLG_PUBLISHED);
  assert_int_equal(value(s, MLG_QUARTIER, "0100101", old).flags, 0);
}

/* N is the first denominator; a formula of several columns has the variance of its own count. */
static void test_variance_among_the_denominator(void **state) {
  small *s = *state;
  size_t census = add_census(s);
  size_t adults = add_column(s, "adults", census, "ADULTS");
  mlg_input inputs[] = {{.name = "x", .dataset_name = "jeu", .dataset = census, .column = "OLD"},
                        {.name = "y", .dataset_name = "jeu", .dataset = census, .column = "LOW"}};
  size_t both = add(s, "both", "x + y", 2, inputs);
  s->indicators[both].denominators[s->indicators[both].n_denominators++] = adults;
  assert_int_equal(compute(s), MLG_OK);
  mlg_estimate count = value(s, MLG_IRIS, "010010101", both);
  assert_near(count.variance, 3 * 300 * (1 - 300.0 / 800), 1e-9);
  mlg_estimate rate = mlg_need_rate(&s->need, s->indicators, MLG_IRIS, 0, both, 0);
  assert_near(rate.variance, count.variance / (800.0 * 800), 1e-12);
}

/* One column of a survey and one of a register: only the first is in doubt. */
static void test_variance_of_a_part(void **state) {
  small *s = *state;
  size_t census = add_census(s);
  size_t caf = add_table(s, "caf.csv",
                         "IRIS,A\n010010101,50\n010010102,20\n010010203,0\n010010204,10\n"
                         "010020000,9\n010030000,9\n",
                         (mlg_reading){0});
  mlg_input inputs[] = {{.name = "x", .dataset_name = "jeu", .dataset = census, .column = "OLD"},
                        {.name = "y", .dataset_name = "jeu", .dataset = caf, .column = "A"}};
  size_t both = add(s, "both", "2 * x + y", 2, inputs);
  assert_int_equal(compute(s), MLG_OK);
  assert_near(value(s, MLG_IRIS, "010010101", both).variance, 4 * 480, 1e-9);
}

/* The variance of a commune's value is shared as the value is: parts add up to it. */
static void test_variance_is_shared(void **state) {
  small *s = *state;
  s->sources[0].reading.sampling = CENSUS;
  size_t dataset = add_table(s, "com.csv", "CODGEO,CHOM\n01001,100\n01002,40\n01003,20\n",
                             (mlg_reading){.level = MLG_COMMUNE, .sampling = CENSUS});
  mlg_input input = {.name = "x", .dataset_name = "jeu", .dataset = dataset, .column = "CHOM"};
  input.share = refer("population", 0);
  size_t own = add(s, "chomeurs", "x", 1, &input);
  size_t summed = add(s, "somme", "x + 0", 1, &input); /* of its IRIS */
  assert_int_equal(compute(s), MLG_OK);
  assert_near(value(s, MLG_COMMUNE, "01001", own).variance, 3 * 100 * 0.95, 1e-9);
  assert_near(value(s, MLG_IRIS, "010010101", summed).variance, 285.0 / 2, 1e-9);
  assert_near(value(s, MLG_COMMUNE, "01001", summed).variance, 285, 1e-9);
}

static void test_level_has_no_variance(void **state) {
  small *s = *state;
  size_t level = add_column(s, "revenu", add_census(s), "ADULTS");
  s->indicators[level].nature = MLG_NATURE_LEVEL;
  assert_int_equal(compute(s), MLG_OK);
  assert_near(value(s, MLG_IRIS, "010010101", level).variance, 0, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
      CASE(test_variance_of_a_count),
      CASE(test_fragile_beyond_a_fifth),
      CASE(test_variance_among_the_denominator),
      CASE(test_variance_of_a_part),
      CASE(test_variance_is_shared),
      CASE(test_level_has_no_variance),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
