/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait_words.h"

#include "near.h"

#include <math.h>
#include <stdint.h>

/* Three quarters by a count, each worked by hand. The first has two IRIS, the others one. */

static mlg_arena arena;

static int free_arena(void **state) {
  (void)state;
  mlg_arena_free(&arena);
  return 0;
}

static const mlg_compared BY_COUNT = {.kind = MLG_BY_COUNT, .indicator = FX_PLUS_65};
static const mlg_compared BY_RATE = {.kind = MLG_BY_RATE, .indicator = FX_PLUS_65};

/* A quarter's count is that of its only inhabited IRIS. */
static void set_count(const mlg_portrait *portrait, size_t quarter, mlg_estimate count) {
  static const size_t iris[] = {0, 2, 3};
  words_set(portrait, MLG_QUARTIER, quarter, FX_PLUS_65, count);
  words_set(portrait, MLG_IRIS, iris[quarter], FX_PLUS_65, count);
}

static mlg_estimate sampled(double value, double variance) {
  mlg_estimate estimate = mlg_exact(value);
  estimate.variance = variance;
  return estimate;
}

static mlg_estimate hidden(double value, double low, double high) {
  return (mlg_estimate){value, low, high, 0, MLG_SUPPRESSED};
}

/* The ranks of three counts, as "1er, 2e à 3e, 2e à 3e". */
static char *ranks(mlg_compared by, mlg_portrait *portrait) {
  const size_t zones[] = {0, 1, 2};
  mlg_rank_range ranges[3];
  assert_int_equal(mlg_portrait_rank_range(&arena, portrait, by, MLG_QUARTIER, zones, 3, ranges),
                   MLG_OK);
  char *text = mlg_arena_strdup(&arena, "");
  for (int i = 0; i < 3; i++)
    text = mlg_arena_printf(&arena, "%s%s%s/%zu", text, i > 0 ? ", " : "",
                            mlg_wording_rank(&arena, ranges[i]), ranges[i].of);
  return text;
}

static char *ranks_of(mlg_estimate first, mlg_estimate second, mlg_estimate third) {
  mlg_portrait *portrait = words_portrait(&arena);
  set_count(portrait, 0, first);
  set_count(portrait, 1, second);
  set_count(portrait, 2, third);
  return ranks(BY_COUNT, portrait);
}

static void sure_figures_have_one_rank(void **state) {
  (void)state;
  assert_string_equal(ranks_of(mlg_exact(10), mlg_exact(50), mlg_exact(30)), "3e/3, 1er/3, 2e/3");
}

static void equal_figures_are_tied(void **state) {
  (void)state;
  assert_string_equal(ranks_of(mlg_exact(50), mlg_exact(10), mlg_exact(50)),
                      "1er à 2e/3, 3e/3, 1er à 2e/3");
  /* 0.1 + 0.2 and 0.3 differ by their last digit only. */
  assert_string_equal(ranks_of(mlg_exact(0.1 + 0.2), mlg_exact(0.3), mlg_exact(0.2)),
                      "1er à 2e/3, 1er à 2e/3, 3e/3");
}

/* A parameter is the same everywhere: 90 against 80, 100 against 89, 110 against 98. */
static void a_shared_parameter_ties_nobody(void **state) {
  (void)state;
  assert_string_equal(ranks_of(mlg_between(100, 90, 110), mlg_between(89, 80, 98), mlg_exact(1)),
                      "1er/3, 2e/3, 3e/3");
  /* Unless one run puts them the other way round: 90 against 95. */
  assert_string_equal(ranks_of(mlg_between(100, 90, 110), mlg_between(97, 95, 99), mlg_exact(1)),
                      "1er à 2e/3, 1er à 2e/3, 3e/3");
}

/* The same numbers as above, where the doubt of the second is its own: 90 against 98. */
static void a_hidden_cell_is_a_doubt_of_its_own(void **state) {
  (void)state;
  assert_string_equal(ranks_of(mlg_between(100, 90, 110), hidden(89, 80, 98), mlg_exact(1)),
                      "1er à 2e/3, 1er à 2e/3, 3e/3");
  assert_string_equal(ranks_of(mlg_between(100, 90, 110), hidden(89, 80, 89), mlg_exact(1)),
                      "1er/3, 2e/3, 3e/3");
}

/* The first quarter owes 4 persons of its doubt to a hidden cell, 20 to a parameter. */
static void only_the_hidden_part_is_its_own(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  set_count(portrait, 0, mlg_between(100, 90, 110));
  words_set(portrait, MLG_IRIS, 1, FX_PLUS_65, hidden(2, 0, 4));
  words_set(portrait, MLG_QUARTIER, 0, FX_PLUS_65, hidden(102, 90, 114));
  set_count(portrait, 2, mlg_exact(1));
  /* 90 + 0 against 85, 100 + 0 against 92, 110 + 0 against 99: above. */
  set_count(portrait, 1, mlg_between(92, 85, 99));
  assert_string_equal(ranks(BY_COUNT, portrait), "1er/3, 2e/3, 3e/3");
  /* Below needs the 4: 110 + 4 against 113 is not, 110 + 4 against 115 is. */
  set_count(portrait, 1, mlg_between(108, 95, 113));
  assert_string_equal(ranks(BY_COUNT, portrait), "1er à 2e/3, 1er à 2e/3, 3e/3");
  set_count(portrait, 1, mlg_between(108, 95, 115));
  assert_string_equal(ranks(BY_COUNT, portrait), "2e/3, 1er/3, 3e/3");
}

/* sd of a difference: sqrt(100 + 100) = 14.1, times 1.96 = 27.7. */
static void sampling_ties_neighbours_only(void **state) {
  (void)state;
  assert_string_equal(ranks_of(sampled(120, 100), sampled(100, 100), sampled(80, 100)),
                      "1er à 2e/3, 1er à 3e/3, 2e à 3e/3");
  assert_string_equal(ranks_of(sampled(128, 100), sampled(100, 100), sampled(72, 100)),
                      "1er/3, 2e/3, 3e/3");
}

static void a_partial_figure_is_ranked_by_its_bounds(void **state) {
  (void)state;
  mlg_estimate at_least = hidden(NAN, 120, INFINITY);
  assert_string_equal(ranks_of(at_least, mlg_exact(100), mlg_exact(150)),
                      "1er à 2e/3, 3e/3, 1er à 2e/3");
  assert_string_equal(ranks_of(hidden(NAN, 120, 140), mlg_exact(100), mlg_exact(150)),
                      "2e/3, 3e/3, 1er/3");
  assert_string_equal(ranks_of(at_least, hidden(NAN, 130, INFINITY), mlg_exact(1)),
                      "1er à 2e/3, 1er à 2e/3, 3e/3");
}

static void without_any_figure_there_is_no_rank(void **state) {
  (void)state;
  assert_string_equal(ranks_of(mlg_unknown(MLG_ABSENT), mlg_exact(5), mlg_exact(9)),
                      "/0, 2e/2, 1er/2");
}

static void a_rate_of_too_few_persons_has_no_rank(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  for (size_t quarter = 0; quarter < 3; quarter++) {
    words_set(portrait, MLG_QUARTIER, quarter, FX_POPULATION, mlg_exact(quarter == 2 ? 199 : 1000));
    set_count(portrait, quarter, mlg_between(100 + (double)quarter, 90, 110));
  }
  /* 100 and 101 in a thousand, sure runs: the bounds are equal, hence tied. */
  assert_string_equal(ranks(BY_RATE, portrait), "1er à 2e/2, 1er à 2e/2, /0");
}

static void tied_zones_are_named_together(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  for (size_t quarter = 0; quarter < 3; quarter++)
    words_set(portrait, MLG_QUARTIER, quarter, FX_POPULATION, mlg_exact(1000));
  set_count(portrait, 0, sampled(300, 100));
  set_count(portrait, 1, sampled(310, 100));
  set_count(portrait, 2, sampled(400, 100));
  assert_string_equal(mlg_wording_ranks(&arena, portrait, MLG_EPCI, 0, FX_PLUS_65),
                      "Rangs" N ": Le Rheu 1er" N "; Le Blosne et Villejean" B
                      "(Rennes) 2e à 3e (sur" B "3)");
  set_count(portrait, 0, sampled(200, 100));
  assert_string_equal(mlg_wording_ranks(&arena, portrait, MLG_EPCI, 0, FX_PLUS_65), "");
  assert_string_equal(mlg_wording_ranks(&arena, portrait, MLG_EPCI, 0, FX_15P), "");
}

static void uncovered_need_is_ranked_too(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  for (size_t quarter = 0; quarter < 3; quarter++)
    words_uncover(portrait, MLG_QUARTIER, quarter, 10 * (double)quarter, 0, 1);
  assert_string_equal(
      ranks((mlg_compared){.kind = MLG_BY_UNCOVERED, .family = MLG_AIDER}, portrait),
      "3e/3, 2e/3, 1er/3");
  assert_string_equal(
      ranks((mlg_compared){.kind = MLG_BY_UNCOVERED, .family = MLG_DEPANNER}, portrait),
      "/0, /0, /0");
}

/* ---- many zones: each stands where comparing it with every other says ---- */

enum { MANY = 150 };

static double draw(double below) {
  static uint64_t state = 1;
  state = state * 6364136223846793005u + 1442695040888963407u;
  return below * (double)(state >> 40) / (double)(1 << 24);
}

/* Sure figures, some of them equal; doubts of all kinds, small and large; none at all. */
static mlg_estimate draw_figure(size_t i) {
  double value = i % 4 == 0 ? floor(draw(30)) : draw(1000), doubt = draw(i % 5 == 0 ? 400 : 20);
  switch (i % 7) {
  case 0:
    return mlg_unknown(MLG_ABSENT);
  case 1:
    return mlg_between(value, value * 0.9, value * 1.1);
  case 2:
    return hidden(value, fmax(0, value - doubt), value + doubt);
  case 3:
    return sampled(value, doubt * doubt);
  case 4:
    return hidden(NAN, value, i % 3 == 0 ? INFINITY : value + doubt);
  default:
    return mlg_exact(value);
  }
}

static mlg_portrait *draw_portrait(void) {
  mlg_portrait *portrait = MLG_NEW(&arena, mlg_portrait, 1);
  mlg_territory *territory = MLG_NEW(&arena, mlg_territory, 1);
  mlg_need *need = MLG_NEW(&arena, mlg_need, 1);
  territory->n_zones[MLG_IRIS] = MANY;
  territory->zones[MLG_IRIS] = MLG_NEW(&arena, mlg_zone, MANY);
  need->n_indicators = 1;
  need->values[MLG_IRIS] = MLG_NEW(&arena, mlg_estimate, MANY);
  for (size_t i = 0; i < MANY; i++) {
    territory->zones[MLG_IRIS][i].parent[MLG_IRIS] = i;
    need->values[MLG_IRIS][i] = draw_figure(i);
  }
  portrait->territory = territory;
  portrait->need = need;
  return portrait;
}

static mlg_rank_range *rank_drawn(mlg_arena *in, const mlg_portrait *portrait, const size_t *zones,
                                  size_t n) {
  mlg_rank_range *ranges = MLG_NEW(in, mlg_rank_range, n);
  const mlg_compared by = {.kind = MLG_BY_COUNT, .indicator = 0};
  assert_int_equal(mlg_portrait_rank_range(in, portrait, by, MLG_IRIS, zones, n, ranges), MLG_OK);
  return ranges;
}

static void many_zones_are_ranked_as_pair_by_pair(void **state) {
  (void)state;
  const mlg_portrait *portrait = draw_portrait();
  size_t all[MANY], tied = 0;
  for (size_t i = 0; i < MANY; i++) all[i] = i;
  const mlg_rank_range *ranges = rank_drawn(&arena, portrait, all, MANY);
  mlg_arena two = {0};
  for (size_t i = 0; i < MANY; i++) {
    size_t above = 0, below = 0, of = 0;
    for (size_t j = 0; j < MANY; j++) {
      const mlg_rank_range *pair = rank_drawn(&two, portrait, (const size_t[]){i, j}, 2);
      of += pair[1].of > 0;
      above += pair[0].of == 2 && pair[0].first == 2;
      below += pair[0].of == 2 && pair[0].last == 1;
      mlg_arena_clear(&two);
    }
    bool ranked = i % 7 != 0;
    assert_int_equal(ranges[i].of, ranked ? of : 0);
    assert_int_equal(ranges[i].first, ranked ? 1 + above : 0);
    assert_int_equal(ranges[i].last, ranked ? of - below : 0);
    tied += ranges[i].first < ranges[i].last;
  }
  mlg_arena_free(&two);
  assert_true(tied > MANY / 4 && tied < MANY);
}

static mlg_estimate against_town(const mlg_portrait *portrait, mlg_level level, size_t zone) {
  mlg_estimate differences[3];
  assert_int_equal(
      mlg_portrait_differences(&arena, portrait, BY_RATE, level, MLG_COMMUNE, differences), MLG_OK);
  return differences[zone];
}

/* 300 of 1 000 in the quarter, 500 of 2 500 in the town: 10 points above. */
static void a_quarter_is_part_of_its_town(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  words_set(portrait, MLG_QUARTIER, 0, FX_POPULATION, mlg_exact(1000));
  words_set(portrait, MLG_COMMUNE, TOWN, FX_POPULATION, mlg_exact(2500));
  set_count(portrait, 0, sampled(300, 900));
  words_set(portrait, MLG_COMMUNE, TOWN, FX_PLUS_65, sampled(500, 1300));
  mlg_estimate gap = against_town(portrait, MLG_QUARTIER, 0);
  assert_near(gap.value, 0.1, 1e-12 /* a ratio */);
  assert_near(gap.low, 0.1, 1e-12);
  /* 300 / 1000 - (300 + rest) / 2500: the quarter weighs 0.0006, the rest 0.0004. */
  assert_near(gap.variance, 0.0006 * 0.0006 * 900 + 0.0004 * 0.0004 * 400, 1e-15);
  /* A part of itself: no difference, and no doubt about that. */
  gap = against_town(portrait, MLG_COMMUNE, TOWN);
  assert_near(gap.value, 0, 1e-15);
  assert_near(gap.variance, 0, 1e-15);
}

static void a_difference_of_partial_figures_has_bounds(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  words_set(portrait, MLG_QUARTIER, 1, FX_POPULATION, mlg_exact(1000));
  words_set(portrait, MLG_COMMUNE, TOWN, FX_POPULATION, mlg_exact(2000));
  words_set(portrait, MLG_IRIS, 0, FX_PLUS_65, mlg_exact(100));
  words_set(portrait, MLG_IRIS, 1, FX_PLUS_65, mlg_exact(0));
  set_count(portrait, 1, hidden(NAN, 200, 300));
  words_set(portrait, MLG_COMMUNE, TOWN, FX_PLUS_65, hidden(NAN, 300, 400));
  mlg_estimate gap = against_town(portrait, MLG_QUARTIER, 1);
  assert_false(mlg_is_known(gap));
  assert_near(gap.low, 0.2 - 0.15, 1e-12 /* a ratio */);
  assert_near(gap.high, 0.3 - 0.2, 1e-12);
  words_set(portrait, MLG_COMMUNE, TOWN, FX_PLUS_65, mlg_unknown(MLG_ABSENT));
  gap = against_town(portrait, MLG_QUARTIER, 1);
  assert_false(mlg_is_known(gap));
  assert_true(isinf(gap.high));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(sure_figures_have_one_rank, free_arena),
      cmocka_unit_test_teardown(equal_figures_are_tied, free_arena),
      cmocka_unit_test_teardown(a_shared_parameter_ties_nobody, free_arena),
      cmocka_unit_test_teardown(a_hidden_cell_is_a_doubt_of_its_own, free_arena),
      cmocka_unit_test_teardown(only_the_hidden_part_is_its_own, free_arena),
      cmocka_unit_test_teardown(sampling_ties_neighbours_only, free_arena),
      cmocka_unit_test_teardown(a_partial_figure_is_ranked_by_its_bounds, free_arena),
      cmocka_unit_test_teardown(without_any_figure_there_is_no_rank, free_arena),
      cmocka_unit_test_teardown(a_rate_of_too_few_persons_has_no_rank, free_arena),
      cmocka_unit_test_teardown(tied_zones_are_named_together, free_arena),
      cmocka_unit_test_teardown(uncovered_need_is_ranked_too, free_arena),
      cmocka_unit_test_teardown(many_zones_are_ranked_as_pair_by_pair, free_arena),
      cmocka_unit_test_teardown(a_quarter_is_part_of_its_town, free_arena),
      cmocka_unit_test_teardown(a_difference_of_partial_figures_has_bounds, free_arena),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
