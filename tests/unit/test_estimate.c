/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include <maillage/estimate.h>
#include <string.h>

static void assert_bounds(mlg_estimate e, double value, double low, double high) {
  assert_near(e.value, value, 1e-12);
  assert_near(e.low, low, 1e-12);
  assert_near(e.high, high, 1e-12);
}

static void bounds_follow_the_arithmetic(void **state) {
  (void)state;
  mlg_estimate a = mlg_between(10, 8, 12), b = mlg_between(2, 1, 4);
  assert_bounds(mlg_add(a, b), 12, 9, 16);
  assert_bounds(mlg_subtract(a, b), 8, 4, 11);
  assert_bounds(mlg_multiply(a, b), 20, 8, 48);
  assert_bounds(mlg_divide(a, b), 5, 2, 12);
  assert_bounds(mlg_minimum(a, b), 2, 1, 4);
  assert_bounds(mlg_maximum(a, b), 10, 8, 12);
  assert_bounds(mlg_scale(a, -0.5), -5, -6, -4);
  assert_bounds(mlg_multiply(mlg_between(-1, -2, 3), b), -2, -8, 12);
}

static void variances_add_and_scale(void **state) {
  (void)state;
  mlg_estimate a = mlg_exact(10), b = mlg_exact(4);
  a.variance = 9;
  b.variance = 16;
  assert_near(mlg_add(a, b).variance, 25, 1e-12);
  assert_near(mlg_subtract(a, b).variance, 25, 1e-12);
  assert_near(mlg_scale(a, 2).variance, 36, 1e-12);
  assert_near(mlg_shown_low(mlg_add(a, b), 0), 14 - 1.96 * 5, 1e-12);
  assert_near(mlg_shown_low(mlg_add(a, b), 10), 10, 1e-12);
  assert_near(mlg_shown_high(mlg_add(a, b), 1e9), 14 + 1.96 * 5, 1e-12);
}

static void an_unknown_part_leaves_no_value_but_bounds(void **state) {
  (void)state;
  mlg_estimate sum = mlg_add(mlg_exact(7), mlg_unknown(MLG_SUPPRESSED));
  assert_false(mlg_is_known(sum));
  assert_near(sum.low, 7, 1e-12);
  assert_true(isinf(sum.high));
  assert_true(sum.flags & MLG_SUPPRESSED);
  assert_false(sum.flags & MLG_PUBLISHED);
  mlg_estimate times = mlg_multiply(mlg_exact(0), mlg_unknown(MLG_ABSENT));
  assert_near(times.high, 0, 1e-12);
}

static void a_denominator_that_may_be_zero_gives_nothing(void **state) {
  (void)state;
  mlg_estimate ratio = mlg_divide(mlg_exact(3), mlg_between(1, 0, 2));
  assert_false(mlg_is_known(ratio));
  assert_true(ratio.flags & MLG_ABSENT);
}

static void every_flag_has_a_word(void **state) {
  (void)state;
  for (unsigned flag = 1; flag < MLG_FLAG_END; flag <<= 1)
    assert_true(strlen(mlg_flag_word((mlg_flag)flag)) > 0);
}

/* All of them at once have room, and none leaves a mark. */
static void flags_in_words(void **state) {
  (void)state;
  char words[MLG_FLAGS_BYTES] = "left";
  assert_ptr_equal(mlg_append_flags(words, 0), words);
  assert_string_equal(words, "");
  char *end = mlg_append_flags(words, MLG_APPORTIONED | MLG_FRAGILE);
  assert_string_equal(words, "reparti;fragile");
  assert_int_equal(end - words, strlen(words));
  size_t most = 0;
  for (uint32_t flag = 1; flag < MLG_FLAG_END; flag <<= 1)
    most += strlen(mlg_flag_word((mlg_flag)flag)) + 1;
  assert_true(most <= MLG_FLAGS_BYTES);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bounds_follow_the_arithmetic),
      cmocka_unit_test(variances_add_and_scale),
      cmocka_unit_test(an_unknown_part_leaves_no_value_but_bounds),
      cmocka_unit_test(a_denominator_that_may_be_zero_gives_nothing),
      cmocka_unit_test(every_flag_has_a_word),
      cmocka_unit_test(flags_in_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
