/* SPDX-License-Identifier: Apache-2.0 */
#include "small_world.h"

static void offer_places(world *w, const mlg_point *at, size_t n) {
  w->candidates.n = n;
  for (size_t i = 0; i < n; i++)
    w->items[i] = (mlg_candidate){.at = at[i], .site = MLG_NO_SITE, .most = 10};
}

static void choose(world *w, size_t half_days, double capacity) {
  assert_int_equal(mlg_access_build(&w->arena, &w->project.reach, &w->territory, NULL, NULL, NULL,
                                    0, &w->access),
                   MLG_OK);
  w->request = (mlg_siting_request){&w->project,
                                    &w->access,
                                    &w->need,
                                    0,
                                    &w->directory,
                                    MLG_AIDER,
                                    0,
                                    half_days,
                                    {capacity, capacity, capacity},
                                    &w->candidates};
  assert_int_equal(mlg_siting_choose(&w->arena, &w->request, &w->findings, &w->siting), MLG_OK);
}

static double total(const world *w) {
  double persons = 0;
  for (size_t i = 0; i < w->siting.n_steps; i++) persons += w->siting.steps[i].gain.value;
  return persons;
}

/* Two villages apart: 100 persons who reach an offer of 40 places, and 30 who reach nothing.
 * Of 25 places each, two go to the first (60 wait), then one to the second, then the rest. */
static void test_steps_by_hand(void **state) {
  world *w = *state;
  settle(w, (mlg_point[]){{0, 0}, {5000, 0}}, (double[]){100, 30}, 2);
  open_offers(w, (mlg_point[]){{500, 0}}, (double[]){40}, 1);
  offer_places(w, (mlg_point[]){{0, 0}, {5000, 0}}, 2);
  choose(w, 6, 25);
  const size_t places[] = {0, 0, 1, 0, 1};
  const double gains[] = {25, 25, 25, 10, 5}, waiting[] = {60, 35, 30, 10, 5};
  assert_int_equal(w->siting.n_steps, 5); /* the sixth would win nobody */
  for (size_t i = 0; i < 5; i++) {
    assert_int_equal(w->siting.steps[i].candidate, places[i]);
    assert_near(w->siting.steps[i].gain.value, gains[i], 1e-6 /* persons */);
    assert_near(w->siting.steps[i].waiting, waiting[i], 1e-6);
  }
  /* Before the first step, 30 persons are enough for 25 places there too. */
  assert_int_equal(w->siting.steps[0].ties, 1);
  assert_int_equal(w->siting.steps[3].ties, 0);
  /* At the low capacity of the offer (20) and the high need (120), all 25 are won; at the
   * high one (80) and the low need (80), nobody waits. */
  assert_near(w->siting.steps[0].gain.low, 0, 1e-6);
  assert_near(w->siting.steps[0].gain.high, 25, 1e-6);
  assert_near(w->siting.before.part[MLG_SATURATED].value, 60, 1e-6);
  assert_near(w->siting.before.part[MLG_OUT_OF_REACH].value, 30, 1e-6);
  assert_near(w->siting.after.part[MLG_SATURATED].value, 0, 1e-6);
  assert_near(w->siting.after.part[MLG_OUT_OF_REACH].value, 0, 1e-6);
  assert_near(w->siting.after.need.value, 130, 1e-6);
}

/* Those whom a new place wins need not live near it: it frees others' places. */
static void test_a_gain_may_come_from_afar(void **state) {
  world *w = *state;
  settle(w, (mlg_point[]){{0, 0}, {1000, 0}}, (double[]){50, 50}, 2);
  open_offers(w, (mlg_point[]){{500, 0}}, (double[]){50}, 1);
  offer_places(w, (mlg_point[]){{-900, 0}}, 1); /* reached by the first zone alone */
  choose(w, 1, 50);
  assert_near(w->siting.steps[0].waiting, 25, 1e-6 /* persons */);
  assert_near(w->siting.steps[0].gain.value, 50, 1e-6);
}

static void test_a_place_has_room_for_so_many(void **state) {
  world *w = *state;
  settle(w, (mlg_point[]){{0, 0}}, (double[]){1000}, 1);
  open_offers(w, NULL, NULL, 0);
  offer_places(w, (mlg_point[]){{0, 0}, {100, 0}}, 2);
  w->items[0].most = 2;
  w->items[1].most = 1;
  choose(w, 5, 10);
  assert_int_equal(w->siting.n_steps, 3);
  assert_near(total(w), 30, 1e-6 /* persons */);
}

/* ---- against every possible choice ---- */

/* The places are where they are: the most persons that a choice of half-days would serve. */
static double serve(const world *w, const size_t *given, double capacity) {
  mlg_arena arena = {0};
  size_t n_offers = w->directory.n_offers, n = n_offers + w->candidates.n;
  mlg_destination *to = MLG_NEW(&arena, mlg_destination, n);
  double *places = MLG_NEW(&arena, double, n), *need = MLG_NEW(&arena, double, MOST), sum = 0;
  for (size_t i = 0; i < n_offers; i++) {
    to[i] = (mlg_destination){.at = w->directory.sites[i].at, .site = MLG_NO_SITE};
    places[i] = w->directory.offers[i].capacity.value;
  }
  for (size_t i = 0; i < w->candidates.n; i++) {
    to[n_offers + i] = (mlg_destination){.at = w->items[i].at, .site = MLG_NO_SITE};
    places[n_offers + i] = capacity * (double)given[i];
  }
  mlg_graph graph;
  assert_int_equal(mlg_graph_build(&arena, &w->access, to, n, &graph), MLG_OK);
  double *served = MLG_NEW(&arena, double, graph.n_arcs);
  for (size_t z = 0; z < graph.n_zones; z++) need[z] = w->need.values[MLG_IRIS][z].value;
  assert_int_equal(mlg_allocate_fairest(&arena, &graph, need, places, served), MLG_OK);
  for (size_t a = 0; a < graph.n_arcs; a++) sum += served[a];
  mlg_arena_free(&arena);
  return sum;
}

/* The best of all ways to share `left` half-days among the candidates from `i` on. */
static double best_of(const world *w, size_t *given, size_t i, size_t left, double capacity) {
  double best = 0;
  if (i + 1 == w->candidates.n) {
    given[i] = left;
    return serve(w, given, capacity);
  }
  for (given[i] = 0; given[i] <= left; given[i]++)
    best = fmax(best, best_of(w, given, i + 1, left - given[i], capacity));
  return best;
}

enum { PLACES = 5 };

static void draw_world(world *w, uint64_t *seed) {
  mlg_point zones[MOST], sites[2], candidates[PLACES];
  double persons[MOST], places[2];
  for (size_t i = 0; i < MOST; i++) zones[i] = draw_point(seed), persons[i] = 100 * draw(seed);
  for (size_t i = 0; i < 2; i++) sites[i] = draw_point(seed), places[i] = 60 * draw(seed);
  for (size_t i = 0; i < PLACES; i++) candidates[i] = draw_point(seed);
  settle(w, zones, persons, MOST);
  open_offers(w, sites, places, 2);
  offer_places(w, candidates, PLACES);
}

/* docs/site.md gives the two figures of this test. */
static void test_greedy_against_the_optimum(void **state) {
  world *w = *state;
  uint64_t seed = 2026;
  double worst = 1;
  size_t best = 0, n = 400;
  for (size_t i = 0; i < n; i++) {
    draw_world(w, &seed);
    const double capacity = 50 + 150 * draw(&seed);
    choose(w, 3, capacity);
    size_t none[PLACES] = {0}, given[PLACES];
    double now = serve(w, none, capacity), most = best_of(w, given, 0, 3, capacity) - now;
    assert_true(total(w) <= most + 1e-6 /* persons */);
    assert_true(total(w) >= 0.632 * most - 1e-6);
    best += total(w) >= most - 1e-6;
    if (most > 1e-6) worst = fmin(worst, total(w) / most);
  }
  print_message("greedy: the best choice in %zu cases of %zu, at worst %.1f %% of it\n", best, n,
                100 * worst);
  assert_in_range(best, 380, n - 1);
  assert_true(worst >= 0.9);
}

/* No step wins more than it adds, nor more than an earlier one; what all win is what the flow
 * gains; the parts say so too. */
static void test_gains_are_bounded_and_fall(void **state) {
  world *w = *state;
  uint64_t seed = 7;
  for (size_t i = 0; i < 100; i++) {
    draw_world(w, &seed);
    const double capacity = 10 + 40 * draw(&seed);
    choose(w, 8, capacity);
    size_t given[PLACES] = {0};
    double now = serve(w, given, capacity), before = capacity;
    for (size_t k = 0; k < w->siting.n_steps; k++) {
      mlg_siting_step step = w->siting.steps[k];
      assert_true(step.gain.value > 0 && step.gain.value <= before + 1e-6 /* persons */);
      assert_true(step.gain.low <= step.gain.value && step.gain.value <= step.gain.high);
      assert_true(step.gain.high <= capacity);
      given[step.candidate]++;
      before = step.gain.value;
    }
    assert_near(total(w), serve(w, given, capacity) - now, 1e-6);
    const mlg_parts *was = &w->siting.before, *is = &w->siting.after;
    double fell = was->part[MLG_SATURATED].value + was->part[MLG_OUT_OF_REACH].value -
                  is->part[MLG_SATURATED].value - is->part[MLG_OUT_OF_REACH].value;
    assert_near(fell, total(w), 1e-5);
    assert_near(is->need.value, was->need.value, 1e-6);
  }
}

/* The same places in another order win as many, step by step. */
static void test_order_does_not_matter(void **state) {
  world *w = *state;
  uint64_t seed = 99;
  for (size_t i = 0; i < 50; i++) {
    draw_world(w, &seed);
    choose(w, 6, 30);
    mlg_siting first = w->siting;
    mlg_candidate turned[PLACES];
    for (size_t k = 0; k < PLACES; k++) turned[k] = w->items[PLACES - 1 - k];
    memcpy(w->items, turned, sizeof turned);
    choose(w, 6, 30);
    assert_int_equal(w->siting.n_steps, first.n_steps);
    for (size_t k = 0; k < first.n_steps; k++) {
      assert_near(w->siting.steps[k].gain.value, first.steps[k].gain.value, 1e-6 /* persons */);
    }
  }
}

static void test_what_a_half_day_is_worth(void **state) {
  world *w = *state;
  mlg_range persons = mlg_half_day_persons(&w->project, 0);
  assert_near(persons.value, 13, 0);
  assert_near(mlg_half_day_capacity(&w->project, 0, persons).value, 260, 1e-9 /* 13 x 36 / 1.8 */);
  w->scenarios[0].unit = MLG_VISITS;
  w->scenarios[0].places.per_session = (mlg_range){10, 9, 11};
  persons = mlg_half_day_persons(&w->project, 0);
  assert_near(mlg_half_day_capacity(&w->project, 0, persons).high, 396, 1e-9 /* 11 x 36 */);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_steps_by_hand, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_a_gain_may_come_from_afar, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_a_place_has_room_for_so_many, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_greedy_against_the_optimum, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_gains_are_bounded_and_fall, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_order_does_not_matter, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_what_a_half_day_is_worth, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
