/* SPDX-License-Identifier: Apache-2.0 */
#include "small_world.h"

static void resolve(world *w, mlg_status expected) {
  assert_int_equal(
      mlg_variants_resolve(&w->arena, &w->variant, 1, &w->territory, &w->directory, &w->findings),
      expected);
}

static void compute(world *w) {
  w->project.n_scenarios = 2;
  assert_int_equal(mlg_access_build(&w->arena, &w->project.reach, &w->territory, NULL, NULL, NULL,
                                    0, &w->access),
                   MLG_OK);
  resolve(w, MLG_OK);
  assert_int_equal(mlg_coverage_compute(&w->arena, &w->project, &w->access, &w->need, 0,
                                        &w->directory, &w->findings, &w->coverage),
                   MLG_OK);
}

static double part(const world *w, size_t zone, size_t scenario, mlg_part of) {
  return mlg_coverage_parts(&w->coverage, MLG_IRIS, zone, MLG_AIDER, scenario)->part[of].value;
}

static mlg_action *act(world *w, mlg_action action) {
  w->actions[w->variant.n_actions] = action;
  return &w->actions[w->variant.n_actions++];
}

/* A (100 persons) reaches 40 places and B (30), far away, 50. */
static void build_villages(world *w) {
  settle(w, (mlg_point[]){{0, 0}, {5000, 0}}, (double[]){100, 30}, 2);
  open_offers(w, (mlg_point[]){{500, 0}, {5000, 0}}, (double[]){40, 50}, 2);
}

static void test_a_site_that_closes(void **state) {
  world *w = *state;
  build_villages(w);
  act(w, (mlg_action){.kind = MLG_CLOSE, .site = "lieu-1"});
  compute(w);
  assert_near(part(w, 0, 1, MLG_SERVED), 40, 1e-9 /* persons */);
  assert_near(part(w, 1, 0, MLG_SERVED), 30, 1e-9);
  assert_near(part(w, 1, 1, MLG_OUT_OF_REACH), 30, 1e-9);
  /* Its flows would name offers that the directory does not have as they are. */
  for (size_t i = 0; i < w->coverage.n_flows; i++)
    assert_int_equal(w->coverage.flows[i].scenario, 0);
}

/* One more helper receives as many as the one assumed. */
static void test_more_helpers(void **state) {
  world *w = *state;
  build_villages(w);
  act(w, (mlg_action){.kind = MLG_HELPERS, .site = "lieu-0", .helpers = 1});
  compute(w);
  assert_near(part(w, 0, 0, MLG_SATURATED), 60, 1e-9 /* persons */);
  assert_near(part(w, 0, 1, MLG_SATURATED), 20, 1e-9);
  /* 40 more for sure on 20 to 80: at worst 120 persons for 60 places. */
  assert_near(mlg_coverage_parts(&w->coverage, MLG_IRIS, 0, MLG_AIDER, 1)->part[MLG_SATURATED].high,
              60, 1e-9);
}

static void test_what_is_opened(void **state) {
  world *w = *state;
  const double none = NAN;
  settle(w, (mlg_point[]){{0, 0}, {5000, 0}, {9000, 0}}, (double[]){1000, 1000, 1000}, 3);
  open_offers(w, (mlg_point[]){{0, 0}}, (double[]){100}, 1);
  mlg_action at_site = {.kind = MLG_OPEN,
                        .site = "lieu-0",
                        .longitude = none,
                        .families = {[MLG_AIDER] = true},
                        .half_days = 2,
                        .persons = none};
  mlg_action at_zone = {.kind = MLG_OPEN,
                        .name = "ici",
                        .zone = "352380001",
                        .longitude = none,
                        .families = {[MLG_AIDER] = true},
                        .half_days = none,
                        .persons = 300};
  mlg_action elsewhere = {.kind = MLG_OPEN,
                          .name = "là",
                          .longitude = -1.5,
                          .at = {9000, 0},
                          .families = {[MLG_APPRENDRE] = true},
                          .half_days = 1,
                          .persons = none};
  act(w, at_site);
  act(w, at_zone);
  act(w, elsewhere);
  compute(w);
  assert_near(part(w, 0, 1, MLG_SERVED), 100 + 2 * 260, 1e-6 /* persons: 13 x 36 / 1.8 */);
  assert_near(part(w, 1, 1, MLG_SERVED), 300, 1e-6);
  assert_near(part(w, 2, 1, MLG_OUT_OF_REACH), 1000, 1e-6);
  /* Nothing is recorded of `apprendre`: that is said, and it stays unknown. */
  assert_int_equal(mlg_findings_tally(&w->findings, MLG_WARNING), 1);
  assert_int_equal(w->findings.items[0].code, MLG_F_VARIANT_UNRECORDED);
  assert_false(w->coverage.recorded[MLG_APPRENDRE]);
}

/* ---- moving ---- */

static void draw_world(world *w, uint64_t *seed) {
  mlg_point zones[MOST], sites[6];
  double persons[MOST], places[6];
  for (size_t i = 0; i < MOST; i++) zones[i] = draw_point(seed), persons[i] = 100 * draw(seed);
  for (size_t i = 0; i < 6; i++) sites[i] = draw_point(seed), places[i] = 200 * draw(seed);
  settle(w, zones, persons, MOST);
  open_offers(w, sites, places, 6);
  w->variant.n_actions = 0;
  act(w,
      (mlg_action){.kind = MLG_MOVE, .site = "lieu-2", .longitude = -1.5, .at = draw_point(seed)});
}

/* Marks every zone that is joined to site 2, by the reach before or after, through any number
 * of others. */
static void mark_joined(const world *w, bool *zones) {
  const mlg_point after = w->actions[0].at;
  bool sites[6] = {[2] = true};
  for (bool more = true; more;) {
    more = false;
    for (size_t z = 0; z < MOST; z++)
      for (size_t s = 0; s < 6; s++) {
        mlg_point at = w->territory.zones[MLG_IRIS][z].centre, to = w->directory.sites[s].at;
        double most = mlg_mode_metres(&w->project.reach.modes[MLG_ON_FOOT]);
        bool near = hypot(at.x - to.x, at.y - to.y) <= most ||
                    (s == 2 && hypot(at.x - after.x, at.y - after.y) <= most);
        if (!near || zones[z] == sites[s]) continue;
        zones[z] = sites[s] = more = true;
      }
  }
}

/* Moving a permanence changes only zones of its connected component, and does what computing
 * everything with the site elsewhere does. */
static void test_a_move_changes_only_what_it_is_joined_to(void **state) {
  world *w = *state;
  uint64_t seed = 5;
  size_t changed = 0, apart = 0;
  for (int i = 0; i < 100; i++) {
    draw_world(w, &seed);
    compute(w);
    bool joined[MOST] = {false};
    mark_joined(w, joined);
    const mlg_coverage before = w->coverage;
    w->directory.sites[2].at = w->actions[0].at;
    compute(w);
    for (size_t z = 0; z < MOST; z++)
      for (mlg_part p = 0; p < MLG_PART_COUNT; p++) {
        const mlg_coverage after = w->coverage;
        double moved = part(w, z, 0, p);
        w->coverage = before;
        double was = part(w, z, 0, p), is = part(w, z, 1, p);
        w->coverage = after;
        assert_near(is, moved, 1e-6 /* persons */);
        if (!joined[z]) assert_near(is, was, 1e-6);
        changed += fabs(is - was) > 1e-6;
        apart += !joined[z];
      }
  }
  assert_true(changed > 100 && apart > 100);
}

/* A site that moves to where it is changes nothing; a variant has no part in the reference. */
static void test_a_move_to_the_same_place(void **state) {
  world *w = *state;
  uint64_t seed = 17;
  for (int i = 0; i < 20; i++) {
    draw_world(w, &seed);
    w->actions[0].at = w->directory.sites[2].at;
    compute(w);
    for (size_t z = 0; z < MOST; z++)
      for (mlg_part p = 0; p < MLG_PART_COUNT; p++)
        assert_near(part(w, z, 1, p), part(w, z, 0, p), 1e-9 /* persons */);
  }
}

/* ---- what cannot be ---- */

static void expect(world *w, mlg_finding_code code, const char *value) {
  resolve(w, MLG_REJECTED);
  const mlg_finding *last = &w->findings.items[w->findings.count - 1];
  assert_int_equal(last->code, code);
  assert_string_equal(last->value, value);
  w->variant.n_actions = 0;
}

static void test_names_that_are_not_there(void **state) {
  world *w = *state;
  build_villages(w);
  act(w, (mlg_action){.kind = MLG_CLOSE, .site = "lieux-1"});
  expect(w, MLG_F_PLACE_UNKNOWN, "lieux-1");
  assert_non_null(strstr(w->findings.items[0].expected, "lieu-1"));
  act(w, (mlg_action){.kind = MLG_MOVE, .site = "lieu-1", .zone = "35999"});
  expect(w, MLG_F_PLACE_ZONE_UNKNOWN, "35999");
  w->directory.sites[0].status = MLG_HEAD_OFFICE;
  act(w, (mlg_action){.kind = MLG_HELPERS, .site = "lieu-0", .helpers = 1});
  expect(w, MLG_F_PLACE_NOT_COUNTED, "lieu-0");
}

static void test_a_site_changed_twice(void **state) {
  world *w = *state;
  build_villages(w);
  const mlg_action move = {.kind = MLG_MOVE, .site = "lieu-1", .longitude = -1.5};
  act(w, move);
  act(w, (mlg_action){.kind = MLG_CLOSE, .site = "lieu-1"});
  expect(w, MLG_F_VARIANT_CONTRADICTION, "lieu-1");
  act(w, move);
  act(w, move);
  expect(w, MLG_F_VARIANT_CONTRADICTION, "lieu-1");
  /* More helpers at a site that moves is no contradiction. */
  act(w, move);
  act(w, (mlg_action){.kind = MLG_HELPERS, .site = "lieu-1", .helpers = 1});
  resolve(w, MLG_OK);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_a_site_that_closes, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_more_helpers, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_what_is_opened, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_a_move_changes_only_what_it_is_joined_to, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(test_a_move_to_the_same_place, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_names_that_are_not_there, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_a_site_changed_twice, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
