/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait_words.h"

#include "near.h"

#include <maillage/beside.h>
#include <string.h>

/* Two communes beside their EPCI and beside one another, each figure worked by hand. */

static mlg_arena arena;

static int free_arena(void **state) {
  (void)state;
  mlg_arena_free(&arena);
  return 0;
}

static void set_rate(const mlg_portrait *portrait, mlg_level level, size_t zone, double persons,
                     mlg_estimate count) {
  words_set(portrait, level, zone, FX_PLUS_65, count);
  words_set(portrait, level, zone, FX_POPULATION, mlg_exact(persons));
}

static mlg_estimate sampled(double value, double variance) {
  mlg_estimate estimate = mlg_exact(value);
  estimate.variance = variance;
  return estimate;
}

/* 200 of 1 000 in the town, 400 of 1 000 in the village, hence 600 of 2 000 in the EPCI; the
 * village's IRIS is the last one. */
static mlg_portrait *two_communes(mlg_estimate town, mlg_estimate village) {
  mlg_portrait *portrait = words_portrait(&arena);
  set_rate(portrait, MLG_COMMUNE, TOWN, 1000, town);
  set_rate(portrait, MLG_COMMUNE, VILLAGE, 1000, village);
  set_rate(portrait, MLG_EPCI, 0, 2000, mlg_add(town, village));
  set_rate(portrait, MLG_IRIS, 0, 1000, town);
  for (size_t iris = 1; iris < 3; iris++) set_rate(portrait, MLG_IRIS, iris, 0, mlg_exact(0));
  set_rate(portrait, MLG_IRIS, 3, 1000, village);
  return portrait;
}

static mlg_beside beside_of(const mlg_portrait *portrait, size_t commune) {
  mlg_beside beside;
  assert_int_equal(mlg_portrait_beside(&arena, portrait, MLG_COMMUNE, commune, false, &beside),
                   MLG_OK);
  return beside;
}

static const mlg_beside_line *line_of(const mlg_beside *beside, size_t indicator) {
  for (size_t i = 0; i < beside->n_lines; i++)
    if (beside->lines[i].measure.by.kind == MLG_BY_RATE &&
        beside->lines[i].measure.by.indicator == indicator)
      return &beside->lines[i];
  fail_msg("no line of indicator %zu", indicator);
  return NULL;
}

static void landmarks_are_the_wider_zones_and_those_alike(void **state) {
  (void)state;
  mlg_beside beside = beside_of(two_communes(mlg_exact(200), mlg_exact(400)), TOWN);
  assert_string_equal(beside.name, "Rennes");
  assert_int_equal(beside.n_landmarks, 2);
  assert_int_equal(beside.landmarks[0].level, MLG_EPCI);
  assert_string_equal(beside.landmarks[0].name, "Rennes Métropole");
  assert_int_equal(beside.landmarks[1].level, MLG_LEVEL_COUNT);
  assert_string_equal(beside.landmarks[1].name, "1" B "commune semblable");
  assert_string_equal(beside.similar, "Le Rheu");
}

static void rates_and_gaps_are_those_of_the_portrait(void **state) {
  (void)state;
  mlg_beside beside = beside_of(two_communes(mlg_exact(200), mlg_exact(400)), TOWN);
  const mlg_beside_line *line = line_of(&beside, FX_PLUS_65);
  assert_string_equal(line->measure.denominator, "Population");
  assert_near(line->own.value, 0.2, 1e-12);
  assert_near(line->rates[0].value, 0.3, 1e-12);
  assert_near(line->rates[1].value, 0.4, 1e-12);
  assert_near(line->gaps[0].value, -0.1, 1e-12);
  assert_near(line->gaps[1].value, -0.2, 1e-12);
  assert_string_equal(mlg_wording_standing(&arena, line->gaps[0]), "\xE2\x88\x92"
                                                                   "10" B "points");
}

/* Between communes the sd is sqrt(2 x 10 000) / 1 000 = 0.141, times 1.96 = 0.277: more than 0.2.
 * With a hundredth of the variance, 0.028: less. */
static void a_gap_within_its_doubt_is_not_sure(void **state) {
  (void)state;
  mlg_beside beside = beside_of(two_communes(sampled(200, 1e4), sampled(400, 1e4)), TOWN);
  mlg_estimate gap = line_of(&beside, FX_PLUS_65)->gaps[1];
  assert_int_equal(mlg_gap_stands(gap), MLG_GAP_UNSURE);
  assert_string_equal(mlg_wording_standing(&arena, gap), "pas d'écart sûr");
  beside = beside_of(two_communes(sampled(200, 1e2), sampled(400, 1e2)), TOWN);
  gap = line_of(&beside, FX_PLUS_65)->gaps[1];
  assert_int_equal(mlg_gap_stands(gap), MLG_GAP_BELOW);
  assert_near(gap.variance, 2e2 / 1e6, 1e-12);
}

/* A parameter moves both at once: the intervals overlap, and the gap is sure all the same. */
static void a_shared_doubt_is_no_doubt_of_the_gap(void **state) {
  (void)state;
  mlg_beside beside =
      beside_of(two_communes(mlg_between(200, 100, 300), mlg_between(250, 150, 350)), TOWN);
  const mlg_beside_line *line = line_of(&beside, FX_PLUS_65);
  assert_int_equal(mlg_gap_stands(line->gaps[1]), MLG_GAP_BELOW);
  assert_near(line->gaps[1].low, -0.05, 1e-12);
  assert_near(line->gaps[1].high, -0.05, 1e-12);
}

/* Of those alike one has no figure: their mean has none either. */
static void what_is_not_known_is_not_compared(void **state) {
  (void)state;
  mlg_portrait *portrait = two_communes(mlg_exact(200), mlg_exact(400));
  words_set(portrait, MLG_COMMUNE, VILLAGE, FX_SANS_DIPLOME, mlg_unknown(MLG_ABSENT));
  words_set(portrait, MLG_IRIS, 3, FX_SANS_DIPLOME, mlg_unknown(MLG_ABSENT));
  mlg_beside beside = beside_of(portrait, TOWN);
  const mlg_beside_line *line = line_of(&beside, FX_SANS_DIPLOME);
  assert_false(mlg_is_known(line->rates[1]));
  assert_string_equal(mlg_wording_standing(&arena, line->gaps[1]), "–");
}

/* One whose density or age is not known is like no other. */
static void without_anything_alike_the_wider_zone_is_left(void **state) {
  (void)state;
  mlg_beside beside = beside_of(two_communes(mlg_exact(200), mlg_unknown(MLG_ABSENT)), TOWN);
  assert_int_equal(beside.n_landmarks, 1);
  assert_string_equal(mlg_wording_similar(&arena, &beside), "");
}

/* 300 of 1 000 and 100 of 500 fragile persons without help: 30 % and 20 %, then 400 of 1 500. */
static void the_need_is_compared_as_a_share_of_the_base(void **state) {
  (void)state;
  mlg_portrait *portrait = two_communes(mlg_exact(200), mlg_exact(400));
  static const size_t LEAVES[] = {0, 3};
  static const double BASE[] = {1000, 500}, WITHOUT[] = {300, 100};
  for (size_t i = 0; i < 2; i++) {
    words_set(portrait, MLG_COMMUNE, i, FX_FRAGILITE, mlg_exact(BASE[i]));
    words_set(portrait, MLG_IRIS, LEAVES[i], FX_FRAGILITE, mlg_exact(BASE[i]));
    words_uncover(portrait, MLG_COMMUNE, i, WITHOUT[i], 0, 0);
    words_uncover(portrait, MLG_IRIS, LEAVES[i], WITHOUT[i], 0, 0);
  }
  words_set(portrait, MLG_EPCI, 0, FX_FRAGILITE, mlg_exact(1500));
  words_uncover(portrait, MLG_EPCI, 0, 400, 0, 0);
  mlg_beside beside = beside_of(portrait, TOWN);
  for (size_t i = 0; i < beside.n_lines; i++) {
    const mlg_beside_line *line = &beside.lines[i];
    if (line->measure.by.kind != MLG_BY_UNCOVERED_RATE || line->measure.by.family != MLG_AIDER)
      continue;
    assert_string_equal(line->measure.denominator, "Fragilité socio-numérique");
    assert_near(line->own.value, 0.3, 1e-12);
    assert_near(line->rates[0].value, 400. / 1500, 1e-12);
    assert_near(line->rates[1].value, 0.2, 1e-12);
    assert_near(line->gaps[0].value, 0.3 - 400. / 1500, 1e-12);
    assert_int_equal(mlg_gap_stands(line->gaps[1]), MLG_GAP_ABOVE);
    return;
  }
  fail_msg("no line of the need");
}

static void points_agree_with_their_number(void **state) {
  (void)state;
  assert_string_equal(mlg_wording_points(&arena, mlg_between(0.011, 0.004, 0.02)),
                      "+1,1" B "point [+0,4" N "; +2]");
  assert_string_equal(mlg_wording_points(&arena, mlg_exact(-0.035)), "\xE2\x88\x92"
                                                                     "3,5" B "points");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(landmarks_are_the_wider_zones_and_those_alike, free_arena),
      cmocka_unit_test_teardown(rates_and_gaps_are_those_of_the_portrait, free_arena),
      cmocka_unit_test_teardown(a_gap_within_its_doubt_is_not_sure, free_arena),
      cmocka_unit_test_teardown(a_shared_doubt_is_no_doubt_of_the_gap, free_arena),
      cmocka_unit_test_teardown(what_is_not_known_is_not_compared, free_arena),
      cmocka_unit_test_teardown(without_anything_alike_the_wider_zone_is_left, free_arena),
      cmocka_unit_test_teardown(the_need_is_compared_as_a_share_of_the_base, free_arena),
      cmocka_unit_test_teardown(points_agree_with_their_number, free_arena),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
