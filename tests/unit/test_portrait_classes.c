/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait_words.h"

#include "near.h"

#include "portrait/breaks.h"

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
  assert_near(classes.bounds[1], 0.26, 0);
  for (size_t i = 0; i < 3; i++) assert_int_equal(classes.tally[i], 4);
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

/* ---- bounds, before they are rounded ---- */

static void assert_bounds(mlg_class_method method, const double *sorted, size_t n, size_t k,
                          const double *expected, size_t n_expected, double tolerance) {
  mlg_arena arena = {0};
  double bounds[MLG_MOST_CLASSES];
  assert_int_equal(mlg_breaks_find(&arena, method, sorted, n, k, bounds), n_expected);
  for (size_t i = 0; i < n_expected; i++) assert_near(bounds[i], expected[i], tolerance);
  mlg_arena_free(&arena);
}

#define EXPECT(method, k, sorted, tolerance, ...)                                                  \
  do {                                                                                             \
    const double expected[] = {__VA_ARGS__};                                                       \
    assert_bounds(method, sorted, sizeof sorted / sizeof *sorted, k, expected,                     \
                  sizeof expected / sizeof *expected, tolerance);                                  \
  } while (0)

/* stats::quantile, type 7: the quartiles of 1 to 10 are 3.25, 5.5 and 7.75. */
static void quantiles_interpolate(void **state) {
  (void)state;
  const double ten[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  EXPECT(MLG_CLASS_QUANTILES, 4, ten, 1e-12 /* units of the values */, 3.25, 5.5, 7.75);
  double hundred[101];
  for (int i = 0; i <= 100; i++) hundred[i] = i;
  EXPECT(MLG_CLASS_Q6, 6, hundred, 1e-9, 5, 25, 50, 75, 95);
  EXPECT(MLG_CLASS_Q6_WIDE, 6, hundred, 1e-9, 5, 27.5, 50, 72.5, 95);
  EXPECT(MLG_CLASS_EQUAL, 4, hundred, 1e-9, 25, 50, 75);
}

/* What mapsf's own tests expect of the median incomes of Martinique (mtq$MED), which only
   depends on their least and greatest. */
static void geometric_progression_is_that_of_mapsf(void **state) {
  (void)state;
  const double incomes[] = {11929, 14000, 15000, 16000, 17000, 18000, 21761};
  EXPECT(MLG_CLASS_GEOMETRIC, 6, incomes, 1e-9 /* euros */, 13186.1043108293, 14575.6850445193,
         16111.7028584815, 17809.5896149738, 19686.40341991);
}

/* The same, which only depends on their mean 16137.7058823529, their deviation and their
   extremes: fourteen other incomes, seven of each, give these extremes that mean and deviation. */
static void deviations_are_those_of_mapsf(void **state) {
  (void)state;
  const double mean = 16137.7058823529, deviation = 17334.0799786847 - 14941.3317860212;
  const double least = 11929, most = 21761;
  double sum = (16 * mean - least - most) / 14;
  double squares = 16 * (deviation * deviation + mean * mean) - least * least - most * most;
  double half = sqrt(squares / 14 - sum * sum);
  double incomes[16];
  for (int i = 0; i < 14; i++) incomes[i + 1] = i < 7 ? sum - half : sum + half;
  incomes[0] = least;
  incomes[15] = most;
  EXPECT(MLG_CLASS_DEVIATION, 5, incomes, 1e-6 /* euros */, 12548.5835933576, 14941.3317860212,
         17334.0799786847, 19726.8281713483);
}

/* The example of simple-statistics' ckmeans: -1 four times, 2 three times, 4, 5, 6. Then that of
   its jenks, {1, 2, 4, 5} {7, 9, 10} {20}: bounds lie midway. */
static void natural_classes_are_the_published_ones(void **state) {
  (void)state;
  const double first[] = {-1, -1, -1, -1, 2, 2, 2, 4, 5, 6};
  EXPECT(MLG_CLASS_NATURAL, 3, first, 1e-12 /* units of the values */, 0.5, 3);
  const double second[] = {1, 2, 4, 5, 7, 9, 10, 20};
  EXPECT(MLG_CLASS_NATURAL, 3, second, 1e-12, 6, 15);
}

static double cost_of(const double *values, size_t n) {
  double mean = 0, cost = 0;
  for (size_t i = 0; i < n; i++) mean += values[i] / (double)n;
  for (size_t i = 0; i < n; i++) cost += (values[i] - mean) * (values[i] - mean);
  return cost;
}

/* Every way to part 30 values in three: none is better. */
static void natural_classes_are_the_best(void **state) {
  (void)state;
  mlg_arena arena = {0};
  double values[30];
  for (int i = 0; i < 30; i++) values[i] = i + 3 * sin(1.7 * i) + (i > 11 ? 9 : 0);
  for (int i = 1; i < 30; i++) values[i] = fmax(values[i], values[i - 1]);
  double best = INFINITY;
  for (size_t a = 1; a < 29; a++)
    for (size_t b = a + 1; b < 30; b++)
      best =
          fmin(best, cost_of(values, a) + cost_of(values + a, b - a) + cost_of(values + b, 30 - b));
  size_t s[2];
  assert_true(mlg_natural_starts(&arena, values, 30, 3, s));
  double found = cost_of(values, s[0]) + cost_of(values + s[0], s[1] - s[0]) +
                 cost_of(values + s[1], 30 - s[1]);
  assert_near(found, best, 1e-9 /* squared units */);
  mlg_arena_free(&arena);
}

/* 152 / 17; then 140 / 5 in the head, which is five values out of 17; its head is one value. */
static void heads_are_parted_from_tails(void **state) {
  (void)state;
  const double heavy[] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 10, 10, 10, 10, 100};
  EXPECT(MLG_CLASS_HEAD_TAIL, 5, heavy, 1e-12 /* units of the values */, 152.0 / 17, 28);
  /* A head of four in nine is no minority: one bound. */
  const double light[] = {0, 1, 1, 1, 2, 6, 7, 8, 19};
  EXPECT(MLG_CLASS_HEAD_TAIL, 5, light, 1e-12, 5);
}

static mlg_classes made(const double *values, size_t n, mlg_class_choice choice) {
  mlg_arena arena = {0};
  mlg_classes classes;
  assert_int_equal(mlg_classes_make(&arena, values, n, &choice, &classes), MLG_OK);
  mlg_arena_free(&arena);
  return classes;
}

/* Whatever the method, bounds rise, no class is empty and every zone has its class. */
static void every_method_makes_classes_of_zones(void **state) {
  (void)state;
  double values[60];
  for (int i = 0; i < 60; i++) values[i] = 0.05 + 0.3 * pow(i / 59.0, 3) + 0.01 * sin(9 * i);
  values[7] = NAN;
  for (mlg_class_method method = 0; method < MLG_CLASS_GIVEN; method++) {
    mlg_classes classes = made(values, 60, (mlg_class_choice){.method = method, .n = 5});
    assert_true(classes.n >= 3 && classes.n <= MLG_MOST_CLASSES);
    size_t all = 0;
    for (size_t i = 0; i < classes.n; i++) {
      assert_true(classes.tally[i] > 0);
      all += classes.tally[i];
      if (i > 0 && i + 1 < classes.n) assert_true(classes.bounds[i] > classes.bounds[i - 1]);
    }
    assert_int_equal(all, 59);
  }
}

static void progression_from_zero_gives_quantiles(void **state) {
  (void)state;
  const double values[] = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
  mlg_classes classes = made(values, 10, (mlg_class_choice){.method = MLG_CLASS_GEOMETRIC});
  assert_string_equal(classes.method, "quantiles arrondis");
  assert_int_equal(classes.n, 3);
}

/* Asked for seven classes of six zones: half as many. Given bounds are kept as they are. */
static void few_zones_make_few_classes(void **state) {
  (void)state;
  const double values[] = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, bounds[] = {0.2, 0.9};
  assert_int_equal(made(values, 6, (mlg_class_choice){.method = MLG_CLASS_EQUAL, .n = 7}).n, 3);
  mlg_classes classes = made(
      values, 6, (mlg_class_choice){.method = MLG_CLASS_GIVEN, .n_bounds = 2, .bounds = bounds});
  assert_int_equal(classes.n, 3);
  assert_int_equal(classes.tally[0], 1);
  assert_int_equal(classes.tally[2], 0);
  assert_string_equal(classes.method, "bornes fixes");
}

/* ---- the shares of a family ---- */

static void uncovered_share_says_why_there_is_none(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_portrait *portrait = words_portrait(&arena);
  mlg_estimate rate;
  /* 600 fragile persons, of whom 17 % need help; half of these find some. */
  assert_int_equal(mlg_portrait_uncovered_rate(portrait, MLG_IRIS, 0, MLG_AIDER, &rate), MLG_SHOWN);
  assert_near(rate.value, 0.085, 1e-12 /* a ratio */);
  assert_int_equal(mlg_portrait_places_rate(portrait, MLG_IRIS, 0, MLG_AIDER, &rate), MLG_SHOWN);
  assert_near(rate.value, 0.12, 1e-12);
  assert_int_equal(mlg_portrait_uncovered_rate(portrait, MLG_IRIS, 1, MLG_AIDER, &rate),
                   MLG_NOBODY);
  assert_int_equal(mlg_portrait_uncovered_rate(portrait, MLG_IRIS, 0, MLG_DEPANNER, &rate),
                   MLG_UNRECORDED);
  words_set(portrait, MLG_COMMUNE, 0, FX_FRAGILITE, (mlg_estimate){NAN, 40, INFINITY, 0, 0});
  assert_int_equal(mlg_portrait_uncovered_rate(portrait, MLG_COMMUNE, 0, MLG_AIDER, &rate),
                   MLG_PARTIAL);
  mlg_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(own_bounds_are_left_closed),
      cmocka_unit_test(tallies_every_zone_once),
      cmocka_unit_test(quantiles_are_rounded_to_a_readable_step),
      cmocka_unit_test(few_or_equal_zones_make_one_class),
      cmocka_unit_test(no_quantile_class_is_empty),
      cmocka_unit_test(quantiles_interpolate),
      cmocka_unit_test(geometric_progression_is_that_of_mapsf),
      cmocka_unit_test(deviations_are_those_of_mapsf),
      cmocka_unit_test(natural_classes_are_the_published_ones),
      cmocka_unit_test(natural_classes_are_the_best),
      cmocka_unit_test(heads_are_parted_from_tails),
      cmocka_unit_test(every_method_makes_classes_of_zones),
      cmocka_unit_test(progression_from_zero_gives_quantiles),
      cmocka_unit_test(few_zones_make_few_classes),
      cmocka_unit_test(uncovered_share_says_why_there_is_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
