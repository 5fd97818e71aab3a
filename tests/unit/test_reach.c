/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "graphs.h"

static const mlg_reach WALK = {20, 4, 1.3, MLG_GAUSSIAN, 1};

static void test_reach_as_the_crow_flies(void **state) {
  (void)state;
  assert_near(mlg_reach_metres(&WALK), 1025.641, 0.001 /* m */);
}

static void test_weights_fall_to_a_hundredth(void **state) {
  (void)state;
  mlg_reach linear = WALK, step = WALK;
  linear.decay = MLG_LINEAR;
  step.decay = MLG_STEP;
  double most = mlg_reach_metres(&WALK);
  assert_near(mlg_reach_weight(&WALK, 0), 1, 1e-12);
  assert_near(mlg_reach_weight(&WALK, most), 0.01, 1e-12);
  /* exp(ln(0.01) / 4) */
  assert_near(mlg_reach_weight(&WALK, most / 2), 0.31622776601683794, 1e-12);
  assert_near(mlg_reach_weight(&linear, most), 0.01, 1e-12);
  assert_near(mlg_reach_weight(&linear, most / 2), 0.505, 1e-12);
  assert_near(mlg_reach_weight(&step, most), 1, 1e-12);
}

static void test_nothing_beyond_the_reach(void **state) {
  (void)state;
  double beyond = mlg_reach_metres(&WALK) + 0.001;
  assert_near(mlg_reach_weight(&WALK, beyond), 0, 0);
  assert_near(mlg_reach_weight(&WALK, NAN), 0, 0);
}

enum { ZONES = 200, OFFERS = 150 };

/* Against every pair; one zone and one offer have no position. */
static void test_graph_holds_every_pair_in_reach(void **state) {
  (void)state;
  mlg_arena arena = {0};
  uint64_t seed = 1;
  mlg_point zones[ZONES], offers[OFFERS];
  for (size_t i = 0; i < ZONES; i++) zones[i] = (mlg_point){9000 * draw(&seed), 7000 * draw(&seed)};
  for (size_t i = 0; i < OFFERS; i++)
    offers[i] = (mlg_point){9000 * draw(&seed), 7000 * draw(&seed)};
  zones[7].x = offers[3].y = NAN;
  mlg_graph graph;
  assert_int_equal(mlg_graph_build(&arena, &WALK, zones, ZONES, offers, OFFERS, &graph), MLG_OK);
  size_t arc = 0;
  for (size_t z = 0; z < ZONES; z++) {
    assert_int_equal(graph.first[z], arc);
    for (size_t o = 0; o < OFFERS; o++) {
      double metres = hypot(zones[z].x - offers[o].x, zones[z].y - offers[o].y);
      if (!(metres <= mlg_reach_metres(&WALK))) continue;
      assert_int_equal(graph.offer[arc], o);
      assert_near(graph.weight[arc], mlg_reach_weight(&WALK, metres), 1e-12);
      arc++;
    }
  }
  assert_int_equal(graph.n_arcs, arc);
  assert_true(arc > ZONES);
  mlg_arena_free(&arena);
}

static void test_no_offer_no_arc(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_point zone = {0, 0};
  mlg_graph graph;
  assert_int_equal(mlg_graph_build(&arena, &WALK, &zone, 1, NULL, 0, &graph), MLG_OK);
  assert_int_equal(graph.n_arcs, 0);
  mlg_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_reach_as_the_crow_flies),
      cmocka_unit_test(test_weights_fall_to_a_hundredth),
      cmocka_unit_test(test_nothing_beyond_the_reach),
      cmocka_unit_test(test_graph_holds_every_pair_in_reach),
      cmocka_unit_test(test_no_offer_no_arc),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
