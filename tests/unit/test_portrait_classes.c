/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait_words.h"

#include "near.h"

static void own_bounds_are_left_closed(void **state) {
  (void)state;
  mlg_classes classes = {.n = 3, .bounds = {0.2, 0.3}};
  assert_int_equal(mlg_class_of(&classes, 0.19), 0);
  assert_int_equal(mlg_class_of(&classes, 0.2), 1);
  assert_int_equal(mlg_class_of(&classes, 0.3), 2);
  assert_int_equal(mlg_class_of(&classes, 0.9), 2);
}

/* IRIS 010010102 is empty, the three others have 40 %: the top class of the five. */
static void tallies_every_zone_once(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_portrait *portrait = words_portrait(&arena);
  const size_t zones[] = {0, 1, 2, 3};
  mlg_classes classes;
  assert_int_equal(
      mlg_portrait_classes(&arena, portrait, MLG_IRIS, zones, 4, FX_FRAGILITE, &classes), MLG_OK);
  assert_string_equal(classes.method, "bornes fixes");
  assert_int_equal(classes.n, 5);
  assert_int_equal(classes.tally[4], 3);
  assert_int_equal(classes.hidden[MLG_NOBODY], 1);
  assert_int_equal(classes.hidden[MLG_UNKNOWN], 0);
  mlg_arena_free(&arena);
}

/* A level of `n` quarters whose rate of 65+ is `share[i]` of 1 000 inhabitants. */
static mlg_classes classes_of(mlg_arena *arena, const double *share, size_t n) {
  mlg_portrait *portrait = words_portrait(arena);
  mlg_need *need = (mlg_need *)portrait->need;
  need->values[MLG_QUARTIER] = MLG_NEW(arena, mlg_estimate, n * FX_INDICATORS);
  size_t *zones = MLG_NEW(arena, size_t, n);
  for (size_t i = 0; i < n; i++) {
    zones[i] = i;
    words_set(portrait, MLG_QUARTIER, i, FX_POPULATION, mlg_exact(1000));
    words_set(portrait, MLG_QUARTIER, i, FX_PLUS_65, mlg_exact(1000 * share[i]));
  }
  mlg_classes classes;
  assert_int_equal(
      mlg_portrait_classes(arena, portrait, MLG_QUARTIER, zones, n, FX_PLUS_65, &classes), MLG_OK);
  return classes;
}

static void quantiles_are_rounded_to_a_readable_step(void **state) {
  (void)state;
  mlg_arena arena = {0};
  const double share[] = {0.11, 0.12, 0.13, 0.17, 0.18, 0.22, 0.23, 0.24, 0.31, 0.33, 0.34, 0.35};
  mlg_classes classes = classes_of(&arena, share, 12);
  assert_string_equal(classes.method, "quantiles arrondis");
  /* sqrt(12) gives three classes; a spread of 24 points, a step of 2. */
  assert_int_equal(classes.n, 3);
  assert_near(classes.bounds[0], 0.18, 0 /* exactly what the legend reads */);
  assert_near(classes.bounds[1], 0.32, 0);
  assert_int_equal(classes.tally[0], 4);
  assert_int_equal(classes.tally[1], 5);
  assert_int_equal(classes.tally[2], 3);
  mlg_arena_free(&arena);
}

static void few_or_equal_zones_make_one_class(void **state) {
  (void)state;
  mlg_arena arena = {0};
  const double two[] = {0.1, 0.3}, equal[] = {0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2};
  assert_int_equal(classes_of(&arena, two, 2).n, 1);
  assert_int_equal(classes_of(&arena, two, 2).tally[0], 2);
  assert_int_equal(classes_of(&arena, equal, 9).n, 1);
  assert_int_equal(classes_of(&arena, equal, 0).n, 1);
  mlg_arena_free(&arena);
}

/* Most zones on one value: bounds that would hold nobody are dropped. */
static void no_quantile_class_is_empty(void **state) {
  (void)state;
  mlg_arena arena = {0};
  double share[25];
  for (size_t i = 0; i < 25; i++) share[i] = i < 20 ? 0.1 : 0.1 + 0.05 * (double)(i - 19);
  mlg_classes classes = classes_of(&arena, share, 25);
  assert_true(classes.n >= 2);
  for (size_t i = 0; i < classes.n; i++) assert_true(classes.tally[i] > 0);
  mlg_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(own_bounds_are_left_closed),
      cmocka_unit_test(tallies_every_zone_once),
      cmocka_unit_test(quantiles_are_rounded_to_a_readable_step),
      cmocka_unit_test(few_or_equal_zones_make_one_class),
      cmocka_unit_test(no_quantile_class_is_empty),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
