/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "graphs.h"

#include <maillage/coverage.h>
#include <stdlib.h>
#include <string.h>

/* A territory of two communes, one indicator, and offers for `aider` and `apprendre`. */
typedef struct {
  mlg_arena arena;
  mlg_findings findings;
  mlg_project project;
  mlg_scenario scenarios[2];
  mlg_territory territory;
  mlg_need need;
  mlg_directory directory;
  const mlg_inhabitants *inhabitants;
  const mlg_shape *shapes; /* by finest zone */
  const mlg_neighbour *neighbours;
  size_t n_neighbours;
  mlg_access access;
  mlg_coverage coverage;
} world;

static int set_up(void **state) {
  world *w = calloc(1, sizeof *w);
  w->findings.arena = &w->arena;
  w->scenarios[0] = (mlg_scenario){.id = "moitie", .take_up = 0.5};
  w->scenarios[1] = (mlg_scenario){.id = "tous", .take_up = 1};
  w->project = (mlg_project){.n_scenarios = 2,
                             .scenarios = w->scenarios,
                             .weights = {1, 1, 1, 1, 1},
                             .reach = {.modes = {{20, 4, 1.3, MLG_STEP}}, .tries = 1}};
  w->directory.recorded[MLG_AIDER] = true;
  *state = w;
  return 0;
}

static int tear_down(void **state) {
  world *w = *state;
  mlg_arena_free(&w->arena);
  free(w);
  return 0;
}

/* Leaves in order; the first `n_first` are commune 0, the others commune 1. */
static void settle(world *w, const mlg_point *centres, const mlg_estimate *base, size_t n,
                   size_t n_first) {
  const size_t counts[MLG_LEVEL_COUNT] = {n, 0, 2, 1, 0, 0};
  w->need.n_indicators = 1;
  for (int level = 0; level < MLG_LEVEL_COUNT; level++) {
    w->territory.n_zones[level] = counts[level];
    w->territory.zones[level] = MLG_NEW(&w->arena, mlg_zone, counts[level]);
    w->need.values[level] = MLG_NEW(&w->arena, mlg_estimate, counts[level]);
  }
  for (size_t i = 0; i < n; i++) {
    size_t commune = i < n_first ? 0 : 1;
    w->territory.zones[MLG_IRIS][i] = (mlg_zone){
        .parent = {i, MLG_NO_ZONE, commune, 0, MLG_NO_ZONE, MLG_NO_ZONE}, .centre = centres[i]};
    mlg_estimate *above[] = {&w->need.values[MLG_COMMUNE][commune], &w->need.values[MLG_EPCI][0]};
    w->need.values[MLG_IRIS][i] = base[i];
    for (int k = 0; k < 2; k++) *above[k] = mlg_add(*above[k], base[i]);
  }
}

/* One site an offer. */
static void open_offers(world *w, const mlg_point *at, const mlg_estimate *capacity, size_t n) {
  w->directory.sites = MLG_NEW(&w->arena, mlg_site, n);
  w->directory.offers = MLG_NEW(&w->arena, mlg_offer, n);
  w->directory.n_sites = w->directory.n_offers = n;
  for (size_t i = 0; i < n; i++) {
    w->directory.sites[i] = (mlg_site){.at = at[i], .has_position = true};
    w->directory.offers[i] = (mlg_offer){.site = i, .family = MLG_AIDER, .capacity = capacity[i]};
  }
}

static void compute(world *w) {
  assert_int_equal(mlg_access_build(&w->arena, &w->project.reach, &w->territory, w->inhabitants,
                                    w->shapes, w->neighbours, w->n_neighbours, &w->access),
                   MLG_OK);
  assert_int_equal(mlg_coverage_compute(&w->arena, &w->project, &w->access, &w->need, 0,
                                        &w->directory, &w->findings, &w->coverage),
                   MLG_OK);
}

static mlg_parts parts(const world *w, mlg_level level, size_t zone, size_t scenario) {
  return *mlg_coverage_parts(&w->coverage, level, zone, MLG_AIDER, scenario);
}

static void assert_parts(mlg_parts p, double served, double orientation, double saturated,
                         double out_of_reach) {
  assert_near(p.part[MLG_SERVED].value, served, 1e-6 /* persons */);
  assert_near(p.part[MLG_ORIENTATION].value, orientation, 1e-6);
  assert_near(p.part[MLG_SATURATED].value, saturated, 1e-6);
  assert_near(p.part[MLG_OUT_OF_REACH].value, out_of_reach, 1e-6);
}

/*
 * A (100 persons, 80 to 120) reaches both offers, B (60) the first only, C (40) none;
 * nobody lives in D. Offer 0 has 30 places (20 to 40), offer 1 has 100.
 * A, B, D are one commune, C the other.
 */
static void build_by_hand(world *w) {
  const mlg_point centres[] = {{0, 0}, {100, 0}, {50, 0}, {9000, 0}};
  mlg_estimate base[] = {mlg_between(100, 80, 120), mlg_exact(60), mlg_exact(0), mlg_exact(40)};
  base[0].variance = 25;
  base[2].flags |= MLG_EMPTY;
  settle(w, centres, base, 4, 3);
  const mlg_point at[] = {{0, 0}, {-1000, 0}};
  mlg_estimate capacity[] = {mlg_between(30, 20, 40), mlg_exact(100)};
  capacity[0].flags = MLG_IMPUTED;
  open_offers(w, at, capacity, 2);
  compute(w);
}

/* Needs 50 and 30. A splits 25 / 25; 55 come to offer 0, which takes 30 of them. Well
 * directed, A leaves it to B, and everyone is received. */
static void test_orientation_by_hand(void **state) {
  world *w = *state;
  build_by_hand(w);
  double a = 25 * 30 / 55., b = 30 * 30 / 55.;
  assert_parts(parts(w, MLG_IRIS, 0, 0), 25 + a, 25 - a, 0, 0);
  assert_parts(parts(w, MLG_IRIS, 1, 0), b, 30 - b, 0, 0);
  assert_parts(parts(w, MLG_IRIS, 2, 0), 0, 0, 0, 0);
  assert_parts(parts(w, MLG_IRIS, 3, 0), 0, 0, 0, 20);
  assert_parts(parts(w, MLG_COMMUNE, 0, 0), 55, 25, 0, 0);
  assert_parts(parts(w, MLG_EPCI, 0, 0), 55, 25, 0, 20);
  mlg_parts epci = parts(w, MLG_EPCI, 0, 0), commune = parts(w, MLG_COMMUNE, 1, 0);
  assert_int_equal(mlg_main_cause(&epci), MLG_ORIENTATION);
  assert_int_equal(mlg_main_cause(&commune), MLG_OUT_OF_REACH);
}

/* Needs 100 and 60: offer 0 takes 30 of the 110 who come; then B has its 30 places. */
static void test_saturation_by_hand(void **state) {
  world *w = *state;
  build_by_hand(w);
  double a = 50 * 30 / 110., b = 60 * 30 / 110.;
  assert_parts(parts(w, MLG_IRIS, 0, 1), 50 + a, 50 - a, 0, 0);
  assert_parts(parts(w, MLG_IRIS, 1, 1), b, 30 - b, 30, 0);
  mlg_parts zone = parts(w, MLG_IRIS, 2, 1);
  assert_int_equal(mlg_main_cause(&zone), MLG_SERVED);
  assert_true(zone.need.flags & MLG_EMPTY);
}

/* Saturated in the four corners (A low or high, offer 0 low or high):
 * A 0, 0, 20, 20; B 40, 20, 40, 20; together 40, 20, 60, 40. */
static void test_bounds_by_hand(void **state) {
  world *w = *state;
  build_by_hand(w);
  const double low[] = {0, 20, 20}, high[] = {20, 40, 60};
  const mlg_parts three[] = {parts(w, MLG_IRIS, 0, 1), parts(w, MLG_IRIS, 1, 1),
                             parts(w, MLG_COMMUNE, 0, 1)};
  for (int i = 0; i < 3; i++) {
    assert_near(three[i].part[MLG_SATURATED].low, low[i], 1e-6 /* persons */);
    assert_near(three[i].part[MLG_SATURATED].high, high[i], 1e-6 /* persons */);
  }
  assert_near(three[2].need.low, 140, 1e-9);
  assert_near(three[2].need.high, 180, 1e-9);
  assert_near(three[2].need.variance, 25, 1e-9);
  assert_true(three[0].part[MLG_SERVED].flags & MLG_IMPUTED);
  assert_false(three[0].part[MLG_OUT_OF_REACH].flags & MLG_IMPUTED);
  mlg_estimate uncovered = mlg_uncovered(&three[1]);
  assert_near(uncovered.value, 60 - 60 * 30 / 110., 1e-6);
  /* B is never more than 60: what it lacks is what the likely run leaves. */
  assert_near(uncovered.high, 60 - three[1].part[MLG_SERVED].low, 1e-6);
}

static void test_places_and_take_up_by_hand(void **state) {
  world *w = *state;
  build_by_hand(w);
  const mlg_coverage *c = &w->coverage;
  const double places[] = {118.75, 18.75, NAN, 0}, take_up[] = {1, 0.5, NAN, 0};
  for (size_t z = 0; z < 4; z++) {
    size_t row = z * MLG_FAMILY_COUNT + MLG_AIDER;
    if (z == 2) {
      assert_false(mlg_is_known(c->places[MLG_IRIS][row]));
      assert_true(c->take_up[MLG_IRIS][row].flags & MLG_EMPTY);
      continue;
    }
    assert_near(c->places[MLG_IRIS][row].value, places[z], 1e-9);
    assert_near(c->take_up[MLG_IRIS][row].value, take_up[z], 1e-9);
  }
  /* 130 places for 160 persons of the commune, for 200 of the EPCI. */
  size_t row = MLG_AIDER;
  assert_near(c->places[MLG_COMMUNE][row].value, 100 * 130 / 160., 1e-9);
  assert_near(c->places[MLG_EPCI][row].value, 65, 1e-9);
  assert_near(c->take_up[MLG_COMMUNE][row].value, 130 / 160., 1e-9);
  assert_near(c->take_up[MLG_EPCI][row].value, 0.65, 1e-9);
}

/* A's persons leave offer 0 to B: a negative number on that arc. */
static void test_flows_tell_who_was_sent_elsewhere(void **state) {
  world *w = *state;
  build_by_hand(w);
  const mlg_flow *flows = w->coverage.flows;
  const size_t zones[] = {0, 0, 1}, offers[] = {0, 1, 0};
  for (size_t i = 0; i < 3; i++) {
    assert_int_equal(flows[i].scenario, 0);
    assert_int_equal(flows[i].zone, zones[i]);
    assert_int_equal(flows[i].offer, offers[i]);
  }
  assert_near(flows[0].served, 25 * 30 / 55., 1e-6);
  assert_near(flows[0].orientation, -25 * 30 / 55., 1e-6);
  assert_near(flows[1].served + flows[1].orientation, 50, 1e-6);
  assert_near(flows[2].served + flows[2].orientation, 30, 1e-6);
}

static void test_unknown_base_is_never_zero(void **state) {
  world *w = *state;
  const mlg_point centres[] = {{0, 0}, {100, 0}, {200, 0}};
  const mlg_estimate base[] = {mlg_exact(40), mlg_unknown(MLG_SUPPRESSED), mlg_exact(10)};
  settle(w, centres, base, 3, 2);
  open_offers(w, &(mlg_point){0, 0}, &(mlg_estimate){.value = 30, .low = 30, .high = 30}, 1);
  compute(w);
  mlg_parts hidden = parts(w, MLG_IRIS, 1, 1), commune = parts(w, MLG_COMMUNE, 0, 1);
  assert_false(mlg_is_known(hidden.need));
  assert_false(mlg_is_known(hidden.part[MLG_SERVED]));
  assert_true(hidden.need.flags & MLG_SUPPRESSED);
  assert_false(mlg_is_known(commune.part[MLG_SATURATED]));
  assert_near(commune.need.low, 40, 1e-9);
  assert_true(isinf(commune.need.high));
  /* The others share the places as if nobody else came. */
  assert_parts(parts(w, MLG_IRIS, 0, 1), 24, 0, 16, 0);
  assert_parts(parts(w, MLG_IRIS, 2, 1), 6, 0, 4, 0);
}

static void test_unrecorded_is_unknown_and_no_offer_is_out_of_reach(void **state) {
  world *w = *state;
  settle(w, &(mlg_point){0, 0}, &(mlg_estimate){.value = 40, .low = 40, .high = 40}, 1, 1);
  w->directory.recorded[MLG_APPRENDRE] = true;
  open_offers(w, &(mlg_point){0, 0}, &(mlg_estimate){.value = 30, .low = 30, .high = 30}, 1);
  compute(w);
  const mlg_parts *none = mlg_coverage_parts(&w->coverage, MLG_IRIS, 0, MLG_APPRENDRE, 1);
  assert_parts(*none, 0, 0, 0, 40);
  const mlg_parts *unrecorded = mlg_coverage_parts(&w->coverage, MLG_EPCI, 0, MLG_INFORMER, 1);
  assert_false(mlg_is_known(unrecorded->need));
  assert_false(mlg_is_known(unrecorded->part[MLG_OUT_OF_REACH]));
  assert_true(unrecorded->need.flags & MLG_ABSENT);
  assert_false(w->coverage.recorded[MLG_INFORMER]);
}

/* What must hold whatever the data: on a random city of 150 zones and 40 offers. */
static void build_at_random(world *w) {
  enum { ZONES = 150, OFFERS = 40 };
  uint64_t seed = 12;
  mlg_point centres[ZONES], at[OFFERS];
  mlg_estimate base[ZONES], capacity[OFFERS];
  for (size_t i = 0; i < ZONES; i++) {
    double persons = draw(&seed) < 0.1 ? 0 : 800 * draw(&seed);
    centres[i] = (mlg_point){8000 * draw(&seed), 6000 * draw(&seed)};
    base[i] = mlg_between(persons, 0.9 * persons, 1.2 * persons);
  }
  for (size_t i = 0; i < OFFERS; i++) {
    at[i] = (mlg_point){8000 * draw(&seed), 6000 * draw(&seed)};
    capacity[i] = mlg_between(500, 250, 1000);
  }
  w->project.reach.modes[MLG_ON_FOOT].decay = MLG_GAUSSIAN;
  settle(w, centres, base, ZONES, 100);
  open_offers(w, at, capacity, OFFERS);
  compute(w);
}

static void test_parts_add_up_and_stay_within_bounds(void **state) {
  world *w = *state;
  build_at_random(w);
  double largest[MLG_PART_COUNT] = {0};
  for (size_t s = 0; s < 2; s++)
    for (int l = 0; l < MLG_LEVEL_COUNT; l++)
      for (size_t z = 0; z < w->territory.n_zones[l]; z++) {
        mlg_parts p = parts(w, (mlg_level)l, z, s);
        double sum = 0;
        for (int k = 0; k < MLG_PART_COUNT; k++) {
          sum += p.part[k].value;
          largest[k] = fmax(largest[k], p.part[k].value);
          assert_true(p.part[k].low >= 0 && p.part[k].low <= p.part[k].value);
          assert_true(p.part[k].value <= p.part[k].high);
        }
        double base = w->need.values[l][z].value;
        assert_near(p.need.value, base * w->scenarios[s].take_up, 1e-6 /* persons */);
        assert_near(sum, p.need.value, 1e-6 /* persons */);
      }
  for (int k = 0; k < MLG_PART_COUNT; k++) assert_true(largest[k] > 1 /* each cause occurs */);
}

static void test_flows_make_the_parts_and_fit_the_offers(void **state) {
  world *w = *state;
  build_at_random(w);
  double *served = MLG_NEW(&w->arena, double, 2 * 150), *final = MLG_NEW(&w->arena, double, 2 * 40);
  double *directed = MLG_NEW(&w->arena, double, 2 * 150);
  for (size_t i = 0; i < w->coverage.n_flows; i++) {
    const mlg_flow *flow = &w->coverage.flows[i];
    served[flow->scenario * 150 + flow->zone] += flow->served;
    directed[flow->scenario * 150 + flow->zone] += flow->orientation;
    final[flow->scenario * 40 + flow->offer] += flow->served + flow->orientation;
  }
  for (size_t s = 0; s < 2; s++) {
    for (size_t z = 0; z < 150; z++) {
      mlg_parts p = parts(w, MLG_IRIS, z, s);
      assert_near(served[s * 150 + z], p.part[MLG_SERVED].value, 1e-5 /* persons */);
      assert_near(directed[s * 150 + z], p.part[MLG_ORIENTATION].value, 1e-5 /* persons */);
    }
    for (size_t o = 0; o < 40; o++) assert_true(final[s * 40 + o] <= 500 + 1e-6 /* persons */);
  }
}

/* ---- what must not matter, or must ---- */

enum { HOUSES = 60, DOORS = 20 };

/* A city whose zones, offers, needs and places can be changed before it is computed. */
typedef struct {
  mlg_point centres[HOUSES + 1], at[DOORS];
  mlg_estimate base[HOUSES + 1], capacity[DOORS];
  size_t n;
} city;

static city make_city(void) {
  city c = {.n = HOUSES};
  uint64_t seed = 77;
  for (size_t i = 0; i < HOUSES; i++) {
    c.centres[i] = (mlg_point){9000 * draw(&seed), 3000 * draw(&seed)};
    c.base[i] = mlg_exact(600 * draw(&seed));
  }
  for (size_t i = 0; i < DOORS; i++) {
    c.at[i] = (mlg_point){9000 * draw(&seed), 3000 * draw(&seed)};
    c.capacity[i] = mlg_exact(700 * draw(&seed));
  }
  return c;
}

static void compute_city(world *w, const city *c) {
  w->need = (mlg_need){0};
  w->project.reach.modes[MLG_ON_FOOT].decay = MLG_GAUSSIAN;
  settle(w, c->centres, c->base, c->n, c->n / 2);
  open_offers(w, c->at, c->capacity, DOORS);
  compute(w);
}

static void test_doubling_all_doubles_all(void **state) {
  world *w = *state;
  city c = make_city();
  compute_city(w, &c);
  mlg_parts before[HOUSES];
  for (size_t z = 0; z < HOUSES; z++) before[z] = parts(w, MLG_IRIS, z, 1);
  for (size_t z = 0; z < HOUSES; z++) c.base[z] = mlg_scale(c.base[z], 2);
  for (size_t o = 0; o < DOORS; o++) c.capacity[o] = mlg_scale(c.capacity[o], 2);
  compute_city(w, &c);
  for (size_t z = 0; z < HOUSES; z++)
    for (int k = 0; k < MLG_PART_COUNT; k++)
      assert_near(parts(w, MLG_IRIS, z, 1).part[k].value, 2 * before[z].part[k].value,
                  1e-6 * (1 + before[z].need.value) /* persons */);
}

static void test_splitting_a_zone_at_its_place_changes_no_total(void **state) {
  world *w = *state;
  city c = make_city();
  compute_city(w, &c);
  mlg_parts before = parts(w, MLG_EPCI, 0, 1);
  c.centres[c.n] = c.centres[4];
  c.base[c.n++] = mlg_scale(c.base[4], 0.3);
  c.base[4] = mlg_scale(c.base[4], 0.7);
  compute_city(w, &c);
  for (int k = 0; k < MLG_PART_COUNT; k++)
    assert_near(parts(w, MLG_EPCI, 0, 1).part[k].value, before.part[k].value, 0.5 /* person */);
}

/* Two towns 40 km apart: what changes in one is not felt in the other. */
static void test_moving_a_place_changes_its_own_component_only(void **state) {
  world *w = *state;
  city c = make_city();
  for (size_t i = HOUSES / 2; i < HOUSES; i++) c.centres[i].x += 40000;
  for (size_t i = DOORS / 2; i < DOORS; i++) c.at[i].x += 40000;
  compute_city(w, &c);
  mlg_parts before[HOUSES];
  for (size_t z = 0; z < HOUSES; z++) before[z] = parts(w, MLG_IRIS, z, 1);
  c.at[0] = (mlg_point){4500, 1500};
  compute_city(w, &c);
  double moved = 0;
  for (size_t z = 0; z < HOUSES; z++)
    for (int k = 0; k < MLG_PART_COUNT; k++) {
      double change = fabs(parts(w, MLG_IRIS, z, 1).part[k].value - before[z].part[k].value);
      if (z < HOUSES / 2)
        moved = fmax(moved, change);
      else
        assert_near(change, 0, 1e-9 /* persons */);
    }
  assert_true(moved > 1 /* person */);
}

/* ---- large zones, neighbours, reserved offers ---- */

/* A strip 4 km long with one offer at its western end: those within 1,026 m of it are a
 * quarter or so, and only they can be received. */
static void test_out_of_reach_is_a_share_of_a_large_zone(void **state) {
  world *w = *state;
  static mlg_point ring[] = {{0, 0}, {4000, 0}, {4000, 1000}, {0, 1000}, {0, 0}};
  static mlg_path path = {5, ring};
  const mlg_shape strip = {1, &path};
  w->shapes = &strip;
  settle(w, &(mlg_point){2000, 500}, &(mlg_estimate){.value = 100, .low = 100, .high = 100}, 1, 1);
  w->territory.zones[MLG_IRIS][0].area_km2 = 4;
  open_offers(w, &(mlg_point){0, 500}, &(mlg_estimate){.value = 90, .low = 90, .high = 90}, 1);
  compute(w);
  mlg_parts p = parts(w, MLG_IRIS, 0, 1);
  assert_near(p.part[MLG_SERVED].value, 25, 5 /* persons: points stand for people */);
  assert_near(p.part[MLG_SERVED].value + p.part[MLG_OUT_OF_REACH].value, 100, 1e-9);
  mlg_nearest_offer near = w->coverage.nearest[MLG_EPCI][MLG_AIDER];
  assert_near(100 * near.within, p.part[MLG_SERVED].value, 1e-9);
  /* Half of them are within 2 km, one cell of the grid more or less. */
  assert_near(near.metres, 2000, 300 /* m */);
  assert_near(near.minutes, near.metres * 1.3 / 4000 * 60, 1e-9);
}

/* 40 persons of the territory and 60 from outside come to 50 places. */
static void test_neighbours_take_places_and_are_told_apart(void **state) {
  world *w = *state;
  const mlg_neighbour outside = {"35999", {100, 0}, 60, NAN};
  w->neighbours = &outside;
  w->n_neighbours = 1;
  settle(w, &(mlg_point){0, 0}, &(mlg_estimate){.value = 40, .low = 40, .high = 40}, 1, 1);
  open_offers(w, &(mlg_point){50, 0}, &(mlg_estimate){.value = 50, .low = 50, .high = 50}, 1);
  compute(w);
  assert_parts(parts(w, MLG_EPCI, 0, 1), 20, 0, 20, 0);
  const mlg_exchange *exchange = &w->coverage.exchanges[MLG_AIDER * 2 + 1];
  assert_near(exchange->in, 30, 1e-6 /* persons */);
  assert_near(exchange->out, 0, 0);
  w->directory.sites[0].zone = MLG_NO_ZONE; /* the same place, across the limit */
  compute(w);
  exchange = &w->coverage.exchanges[MLG_AIDER * 2 + 1];
  assert_near(exchange->out, 20, 1e-6 /* persons */);
  assert_near(exchange->in, 0, 0);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(test_orientation_by_hand),
      CASE(test_saturation_by_hand),
      CASE(test_bounds_by_hand),
      CASE(test_places_and_take_up_by_hand),
      CASE(test_flows_tell_who_was_sent_elsewhere),
      CASE(test_unknown_base_is_never_zero),
      CASE(test_unrecorded_is_unknown_and_no_offer_is_out_of_reach),
      CASE(test_parts_add_up_and_stay_within_bounds),
      CASE(test_flows_make_the_parts_and_fit_the_offers),
      CASE(test_doubling_all_doubles_all),
      CASE(test_splitting_a_zone_at_its_place_changes_no_total),
      CASE(test_moving_a_place_changes_its_own_component_only),
      CASE(test_out_of_reach_is_a_share_of_a_large_zone),
      CASE(test_neighbours_take_places_and_are_told_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
