/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait_words.h"

#include "near.h"

static void zones_inside_an_extent(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_portrait *portrait = words_portrait(&arena);
  size_t *zones, n;
  assert_int_equal(
      mlg_portrait_zones_in(&arena, portrait, MLG_QUARTIER, MLG_COMMUNE, TOWN, &zones, &n), MLG_OK);
  assert_int_equal(n, 2);
  assert_int_equal(zones[0], LONG_NAME);
  assert_int_equal(zones[1], WITH_ARTICLE);
  /* A zone is inside itself; nothing wider is inside it. */
  mlg_portrait_zones_in(&arena, portrait, MLG_COMMUNE, MLG_COMMUNE, VILLAGE, &zones, &n);
  assert_int_equal(n, 1);
  assert_int_equal(zones[0], VILLAGE);
  mlg_portrait_zones_in(&arena, portrait, MLG_EPCI, MLG_COMMUNE, TOWN, &zones, &n);
  assert_int_equal(n, 0);
  mlg_arena_free(&arena);
}

static void finds_the_widest_zone_of_a_code(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_portrait *portrait = words_portrait(&arena);
  mlg_level level;
  size_t zone;
  /* 01002 is a commune and its own quarter. */
  assert_true(mlg_portrait_find(portrait, "01002", &level, &zone));
  assert_int_equal(level, MLG_COMMUNE);
  assert_int_equal(zone, VILLAGE);
  assert_true(mlg_portrait_find(portrait, "010010201", &level, &zone));
  assert_int_equal(level, MLG_IRIS);
  assert_false(mlg_portrait_find(portrait, "99999", &level, &zone));
  mlg_arena_free(&arena);
}

static void ranks_by_uncovered_need_then_code(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_portrait *portrait = words_portrait(&arena);
  words_uncover(portrait, MLG_IRIS, 0, 1, 1, 1);
  words_uncover(portrait, MLG_IRIS, 1, 3, 0, 0); /* equal: by code */
  words_uncover(portrait, MLG_IRIS, 2, NAN, 0, 0);
  words_uncover(portrait, MLG_IRIS, 3, 0, 0, 40);
  size_t zones[] = {2, 1, 0, 3};
  mlg_portrait_rank(portrait, MLG_IRIS, MLG_AIDER, zones, 4);
  const size_t expected[] = {3, 0, 1, 2};
  assert_memory_equal(zones, expected, sizeof zones);
  mlg_arena_free(&arena);
}

static void says_why_a_zone_has_no_rate(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_portrait *portrait = words_portrait(&arena);
  mlg_estimate rate;
  assert_int_equal(mlg_portrait_rate(portrait, MLG_IRIS, 0, FX_FRAGILITE, 0, &rate), MLG_SHOWN);
  assert_near(rate.value, 0.4, 1e-12 /* a ratio */);
  assert_int_equal(mlg_portrait_rate(portrait, MLG_IRIS, 1, FX_FRAGILITE, 0, &rate), MLG_NOBODY);
  assert_int_equal(mlg_portrait_rate(portrait, MLG_IRIS, 2, FX_SANS_DIPLOME, 0, &rate), MLG_HIDDEN);
  assert_int_equal(mlg_portrait_rate(portrait, MLG_IRIS, 0, FX_FRAGILITE, 7, &rate), MLG_UNKNOWN);
  words_set(portrait, MLG_IRIS, 0, FX_FRAGILITE, mlg_unknown(MLG_ABSENT));
  assert_int_equal(mlg_portrait_rate(portrait, MLG_IRIS, 0, FX_FRAGILITE, 0, &rate), MLG_UNKNOWN);
  mlg_arena_free(&arena);
}

static void fewer_than_200_persons_are_too_few(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_portrait *portrait = words_portrait(&arena);
  mlg_estimate rate;
  words_set(portrait, MLG_IRIS, 3, FX_FRAGILITE, mlg_exact(50));
  words_set(portrait, MLG_IRIS, 3, FX_NSCOL, mlg_exact(199));
  assert_int_equal(mlg_portrait_rate(portrait, MLG_IRIS, 3, FX_FRAGILITE, 0, &rate), MLG_TOO_FEW);
  assert_near(rate.value, 50.0 / 199, 1e-12 /* a ratio */);
  words_set(portrait, MLG_IRIS, 3, FX_NSCOL, mlg_exact(200));
  assert_int_equal(mlg_portrait_rate(portrait, MLG_IRIS, 3, FX_FRAGILITE, 0, &rate), MLG_SHOWN);
  assert_string_equal(mlg_shown_label(MLG_TOO_FEW),
                      "moins de 200 personnes" N ": non interprétable");
  mlg_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(zones_inside_an_extent),
      cmocka_unit_test(finds_the_widest_zone_of_a_code),
      cmocka_unit_test(ranks_by_uncovered_need_then_code),
      cmocka_unit_test(says_why_a_zone_has_no_rate),
      cmocka_unit_test(fewer_than_200_persons_are_too_few),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
