/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "graphs.h"

#include <maillage/coverage.h>

/*
 * Zones of 100, 50 and 50 persons; offers of 30 and 20 places. f:
 *
 *          offer 0   offer 1
 *   zone 0    1         0.5
 *   zone 1    0.5       -
 *   zone 2    -         1
 */
static size_t first[] = {0, 2, 3, 4};
static uint32_t offer[] = {0, 1, 0, 1};
static float weight[] = {1, 0.5, 0.5, 1};
static const mlg_graph GRAPH = {3, 2, 4, first, offer, weight};
static const double BASE[] = {100, 50, 50}, CAPACITY[] = {30, 20};

static void assert_places(mlg_catchment kind, double zone_0, double zone_1, double zone_2) {
  mlg_arena arena = {0};
  double places[3];
  assert_int_equal(mlg_catchment_places(&arena, kind, &GRAPH, BASE, CAPACITY, places), MLG_OK);
  assert_near(places[0], 100 * zone_0, 1e-6 /* places for 100 persons */);
  assert_near(places[1], 100 * zone_1, 1e-6);
  assert_near(places[2], 100 * zone_2, 1e-6);
  mlg_arena_free(&arena);
}

/* R = 30 / 150 and 20 / 150. */
static void test_two_steps_by_hand(void **state) {
  (void)state;
  assert_places(MLG_2SFCA, 0.2 + 20 / 150., 0.2, 20 / 150.);
}

/* R = 30 / (100 + 25) = 0.24 and 20 / (50 + 50) = 0.2; A = 0.24 + 0.1, 0.12, 0.2. */
static void test_enhanced_by_hand(void **state) {
  (void)state;
  assert_places(MLG_E2SFCA, 0.34, 0.12, 0.2);
}

/* G = 2/3 and 1/3; 1; 1. R_0 = 30 / (2/3 100 + 1 x 50 x 0.5) = 30 / (275/3);
 * R_1 = 20 / (1/3 x 100 x 0.5 + 50) = 20 / (200/3) = 0.3. */
static void test_three_steps_by_hand(void **state) {
  (void)state;
  double r0 = 90 / 275., r1 = 0.3;
  assert_places(MLG_3SFCA, 2 / 3. * r0 + 1 / 3. * r1 * 0.5, r0 * 0.5, r1);
}

/* Persons: 2/3 and 1/3 of zone 0, all of the others. R_0 = 30 / (200/3 + 50) = 9 / 35,
 * R_1 = 20 / (100/3 + 50) = 0.24. Places: 2/3 and 1/3 of offer 0, 1/3 and 2/3 of offer 1. */
static void test_balanced_by_hand(void **state) {
  (void)state;
  double r0 = 9 / 35., r1 = 0.24;
  assert_places(MLG_BFCA, 2 / 3. * r0 + r1 / 3, r0 / 3, 2 / 3. * r1);
}

/* Places are shared, never made; BFCA shares each offer's ratio among zones instead. */
static void test_places_are_conserved(void **state) {
  (void)state;
  for (uint64_t seed = 0; seed < 30; seed++) {
    mlg_arena arena = {0};
    instance it = random_instance(&arena, seed, 60, 25, 0.1);
    const mlg_graph *g = &it.graph;
    double *places = MLG_NEW(&arena, double, 60), *in_reach = MLG_NEW(&arena, double, 25), all = 0;
    for (size_t z = 0; z < 60; z++)
      for (size_t a = g->first[z]; a < g->first[z + 1]; a++) in_reach[g->offer[a]] += it.need[z];
    for (size_t o = 0; o < 25; o++) all += in_reach[o] > 0 ? it.capacity[o] : 0;
    for (int kind = 0; kind < MLG_BFCA; kind++) {
      double shared = 0;
      assert_int_equal(
          mlg_catchment_places(&arena, (mlg_catchment)kind, g, it.need, it.capacity, places),
          MLG_OK);
      for (size_t z = 0; z < 60; z++) shared += it.need[z] * places[z] / 100;
      assert_near(shared, all, 1e-6 * all /* places */);
    }
    mlg_arena_free(&arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_two_steps_by_hand),    cmocka_unit_test(test_enhanced_by_hand),
      cmocka_unit_test(test_three_steps_by_hand),  cmocka_unit_test(test_balanced_by_hand),
      cmocka_unit_test(test_places_are_conserved),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
