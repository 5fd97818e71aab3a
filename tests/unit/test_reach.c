/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "graphs.h"

#include <string.h>

static const mlg_mode WALK = {20, 4, 1.3, MLG_GAUSSIAN};
static const mlg_mode DRIVE = {20, 40, 1.3, MLG_EXPONENTIAL};

static void test_reach_as_the_crow_flies(void **state) {
  (void)state;
  assert_near(mlg_mode_metres(&WALK), 1025.641, 0.001 /* m */);
  assert_near(mlg_mode_minutes(&WALK, 1025.641), 20, 1e-4 /* min */);
}

static double weight(mlg_decay decay, double share) {
  mlg_mode mode = WALK;
  mode.decay = decay;
  return mlg_mode_weight(&mode, share * mode.minutes);
}

static void test_decays_by_name(void **state) {
  (void)state;
  const mlg_decay falling[] = {MLG_LINEAR, MLG_GAUSSIAN, MLG_EXPONENTIAL};
  const double half[] = {0.505, 0.31622776601683794 /* 0.01^(1/4) */, 0.1 /* 0.01^(1/2) */};
  for (int i = 0; i < 3; i++) {
    assert_near(weight(falling[i], 0), 1, 1e-12);
    assert_near(weight(falling[i], 0.5), half[i], 1e-12);
    assert_near(weight(falling[i], 1), 0.01, 1e-12);
    assert_near(weight(falling[i], 1.001), 0, 0);
  }
  assert_near(weight(MLG_STEP, 1), 1, 0);
  assert_near(weight(MLG_DREES, 0.5), 1, 0);
  assert_near(weight(MLG_DREES, 0.75), 2. / 3, 1e-12);
  assert_near(weight(MLG_DREES, 1), 1. / 3, 1e-12);
  assert_near(weight(MLG_STEP, NAN), 0, 0);
}

static void test_towns_walk(void **state) {
  (void)state;
  mlg_reach reach = {.modes = {WALK, DRIVE}, .town_from = 10000, .tries = 1};
  assert_int_equal(mlg_reach_travel(&reach, 10000, NAN), MLG_ON_FOOT);
  assert_int_equal(mlg_reach_travel(&reach, 9999, NAN), MLG_BY_CAR);
  assert_int_equal(mlg_reach_travel(&reach, NAN, NAN), MLG_BY_CAR);
  /* A town's fields and woods: fewer than 300 inhabitants per km2. */
  reach.town_density = 300;
  assert_int_equal(mlg_reach_travel(&reach, 10000, 300), MLG_ON_FOOT);
  assert_int_equal(mlg_reach_travel(&reach, 10000, 299), MLG_BY_CAR);
  assert_int_equal(mlg_reach_travel(&reach, 9999, 5000), MLG_BY_CAR);
  assert_int_equal(mlg_reach_travel(&reach, 10000, NAN), MLG_ON_FOOT);
  reach.town_density = 0;
  reach.modes[MLG_BY_CAR].minutes = 0;
  assert_int_equal(mlg_reach_travel(&reach, 9999, NAN), MLG_ON_FOOT);
}

enum { ZONES = 200, OFFERS = 150 };

/* A territory of `n` finest zones; those at odd places are of the second commune. */
typedef struct {
  mlg_arena arena;
  mlg_findings findings;
  mlg_territory territory;
  mlg_reach reach;
  mlg_access access;
} place;

static void settle(place *p, const mlg_point *centres, size_t n) {
  memset(p, 0, sizeof *p);
  p->findings.arena = &p->arena;
  const size_t counts[MLG_LEVEL_COUNT] = {[MLG_IRIS] = n, [MLG_COMMUNE] = 2};
  for (mlg_level level = MLG_IRIS; level < MLG_LEVEL_COUNT; level++) {
    p->territory.n_zones[level] = counts[level];
    p->territory.zones[level] = MLG_NEW(&p->arena, mlg_zone, counts[level]);
    mlg_index_init(&p->territory.index[level], &p->arena, counts[level]);
    for (size_t z = 0; z < counts[level]; z++) {
      size_t held;
      mlg_zone *zone = &p->territory.zones[level][z];
      zone->code = mlg_arena_printf(&p->arena, level == MLG_IRIS ? "3500%zu0000" : "3500%zu", z);
      if (level == MLG_IRIS) {
        zone->centre = centres[z];
        for (int l = 0; l < MLG_LEVEL_COUNT; l++) zone->parent[l] = MLG_NO_ZONE;
        zone->parent[MLG_IRIS] = z;
        zone->parent[MLG_COMMUNE] = z % 2;
      }
      mlg_index_add(&p->territory.index[level], zone->code, z, &held);
    }
  }
  p->reach = (mlg_reach){.modes = {WALK}, .tries = 1};
}

static void set_out(place *p, const mlg_shape *shapes) {
  assert_int_equal(
      mlg_access_build(&p->arena, &p->reach, &p->territory, NULL, shapes, NULL, 0, &p->access),
      MLG_OK);
}

/* Against every pair; one zone and one offer have no position. */
static void test_graph_holds_every_pair_in_reach(void **state) {
  (void)state;
  uint64_t seed = 1;
  mlg_point zones[ZONES];
  mlg_destination offers[OFFERS];
  for (size_t i = 0; i < ZONES; i++) zones[i] = (mlg_point){9000 * draw(&seed), 7000 * draw(&seed)};
  for (size_t i = 0; i < OFFERS; i++)
    offers[i] = (mlg_destination){{9000 * draw(&seed), 7000 * draw(&seed)}, i, NULL};
  zones[7].x = offers[3].at.y = NAN;
  place p;
  mlg_graph graph;
  settle(&p, zones, ZONES);
  set_out(&p, NULL);
  assert_int_equal(mlg_graph_build(&p.arena, &p.access, offers, OFFERS, &graph), MLG_OK);
  size_t arc = 0;
  for (size_t z = 0; z < ZONES; z++) {
    assert_int_equal(graph.first[z], arc);
    for (size_t o = 0; o < OFFERS; o++) {
      double metres = hypot(zones[z].x - offers[o].at.x, zones[z].y - offers[o].at.y);
      if (!(metres <= mlg_mode_metres(&WALK))) continue;
      assert_int_equal(graph.offer[arc], o);
      assert_near(graph.weight[arc], mlg_mode_weight(&WALK, mlg_mode_minutes(&WALK, metres)),
                  1e-7 /* of a float */);
      arc++;
    }
  }
  assert_int_equal(graph.n_arcs, arc);
  assert_true(arc > ZONES);
  mlg_arena_free(&p.arena);
}

static void test_no_offer_no_arc(void **state) {
  (void)state;
  place p;
  mlg_graph graph;
  settle(&p, &(mlg_point){0, 0}, 1);
  set_out(&p, NULL);
  assert_int_equal(mlg_graph_build(&p.arena, &p.access, NULL, 0, &graph), MLG_OK);
  assert_int_equal(graph.n_arcs, 0);
  mlg_arena_free(&p.arena);
}

/* A square with a square hole in its middle, and its area. */
static mlg_point ring[] = {{0, 0}, {2000, 0}, {2000, 2000}, {0, 2000}, {0, 0}};
static mlg_point hole[] = {{500, 500}, {1500, 500}, {1500, 1500}, {500, 1500}, {500, 500}};
static mlg_path paths[] = {{5, ring}, {5, hole}};
static const mlg_shape FRAME = {2, paths};

static void test_a_large_zone_is_many_points_of_its_outline(void **state) {
  (void)state;
  place p;
  settle(&p, &(mlg_point){1000, 1000}, 1);
  p.territory.zones[MLG_IRIS][0].area_km2 = 3;
  set_out(&p, &FRAME);
  assert_in_range(p.access.n_origins, 9, 25);
  double share = 0;
  for (size_t i = 0; i < p.access.n_origins; i++) {
    mlg_point at = p.access.origins[i].at;
    assert_true(at.x > 0 && at.x < 2000 && at.y > 0 && at.y < 2000);
    assert_false(at.x > 500 && at.x < 1500 && at.y > 500 && at.y < 1500);
    share += p.access.origins[i].share;
  }
  assert_near(share, 1, 1e-12);
  /* Of 1,000 by 1,000 m seen from 1,025 m it would be small: radius 244 m, 1,025 / 4 = 256. */
  p.territory.zones[MLG_IRIS][0].area_km2 = 0.187;
  set_out(&p, &FRAME);
  assert_int_equal(p.access.n_origins, 1);
  mlg_arena_free(&p.arena);
}

static void test_reserved_to_a_zone_at_any_level(void **state) {
  (void)state;
  place p;
  settle(&p, (mlg_point[]){{0, 0}, {10, 0}, {20, 0}}, 3);
  set_out(&p, NULL);
  const char *reserved[] = {"35001", "350000000|350020000", "", "35999"};
  const bool expected[4][3] = {{0, 1, 0}, {1, 0, 1}, {1, 1, 1}, {0, 0, 0}};
  for (int i = 0; i < 4; i++) {
    mlg_graph graph;
    mlg_destination to = {{0, 0}, 0, reserved[i]};
    assert_int_equal(mlg_graph_build(&p.arena, &p.access, &to, 1, &graph), MLG_OK);
    for (size_t z = 0; z < 3; z++)
      assert_int_equal(graph.first[z + 1] - graph.first[z], expected[i][z]);
  }
  mlg_arena_free(&p.arena);
}

/* ---- travel times ---- */

#define ROWS 8
static const char *const HEADER[] = {"de", "vers", "minutes"};

static mlg_status read_times(place *p, const char *const *cells, size_t n_rows) {
  static size_t lines[ROWS] = {2, 3, 4, 5, 6, 7, 8, 9};
  static mlg_table table;
  table = (mlg_table){.file = "temps.csv",
                      .n_columns = 3,
                      .n_rows = n_rows,
                      .columns = (const char **)HEADER,
                      .cells = (const char **)cells,
                      .lines = lines};
  const mlg_stop sites[] = {
      {"a", "35000", {0, 0}}, {"b", "35000", {500, 0}}, {"c", "35001", {900, 0}}};
  const mlg_times_table from = {&table, 0, 1, 2};
  return mlg_access_times(&p->arena, &from, sites, 3, &p->findings, &p->access);
}

static size_t told(const place *p, mlg_finding_code code, size_t line, const char *column) {
  size_t n = 0;
  for (size_t i = 0; i < p->findings.count; i++) {
    const mlg_finding *f = &p->findings.items[i];
    n += f->code == code && f->line == line &&
         (column == NULL || (f->column != NULL && strcmp(f->column, column) == 0));
  }
  return n;
}

/* Zone 0 (commune 35000), zone 1 (35001), zone 2 (35000), all at the same place. The finer
 * row holds: zone 0 has its own minutes to b, and the commune's to a. */
static void test_minutes_of_a_table_stand_for_distance(void **state) {
  (void)state;
  place p;
  settle(&p, (mlg_point[]){{0, 0}, {0, 0}, {0, 0}}, 3);
  set_out(&p, NULL);
  const char *cells[] = {"350000000", "b", "21", "35000", "35000", "5", "350010000", "a", "7,5"};
  assert_int_equal(read_times(&p, cells, 3), MLG_OK);
  const mlg_times *t = &p.access.times;
  assert_near(mlg_times_minutes(t, 0, 0), 5, 0);
  assert_near(mlg_times_minutes(t, 0, 1), 21, 0);
  assert_near(mlg_times_minutes(t, 2, 1), 5, 0);
  assert_near(mlg_times_minutes(t, 1, 0), 7.5, 0);
  assert_true(isnan(mlg_times_minutes(t, 1, 2)));
  /* b is beyond zone 0's 20 minutes though it is 500 m away; c is by distance. */
  const mlg_destination to[] = {{{0, 0}, 0, NULL}, {{500, 0}, 1, NULL}, {{900, 0}, 2, NULL}};
  mlg_graph graph;
  assert_int_equal(mlg_graph_build(&p.arena, &p.access, to, 3, &graph), MLG_OK);
  assert_int_equal(graph.first[1], 2);
  assert_int_equal(graph.offer[0], 0);
  assert_int_equal(graph.offer[1], 2);
  assert_near(graph.weight[0], mlg_mode_weight(&WALK, 5), 1e-7 /* of a float */);
  /* Zones 0 and 2 miss c, zone 1 misses b and c: four pairs by distance. */
  assert_int_equal(told(&p, MLG_F_TIME_ZONE_PARTIAL, 2, "vers"), 1);
  assert_int_equal(told(&p, MLG_F_TIME_ZONE_PARTIAL, 4, "vers"), 1);
  assert_int_equal(told(&p, MLG_F_TIME_BY_DISTANCE, 0, NULL), 1);
  mlg_arena_free(&p.arena);
}

static void test_bad_travel_times_are_told_where_they_stand(void **state) {
  (void)state;
  place p;
  settle(&p, &(mlg_point){0, 0}, 1);
  set_out(&p, NULL);
  const char *cells[] = {"350000000", "nulle-part", "4", "99999",     "a", "4",
                         "350000000", "a",          "4", "350000000", "a", "6"};
  assert_int_equal(read_times(&p, cells, 4), MLG_OK);
  assert_int_equal(told(&p, MLG_F_TIME_UNKNOWN, 2, "vers"), 1);
  assert_int_equal(told(&p, MLG_F_TIME_UNKNOWN, 3, "de"), 1);
  assert_int_equal(told(&p, MLG_F_TIME_REPEATED, 5, "minutes"), 1);
  assert_near(mlg_times_minutes(&p.access.times, 0, 0), 4, 0);
  const char *bad[] = {"350000000", "a", "vite", "350000000", "b", "-3",   "350000000", "b", NULL,
                       "350000000", "c", "1441", "350000000", "c", "1e238"};
  assert_int_equal(read_times(&p, bad, 5), MLG_REJECTED);
  for (size_t line = 2; line <= 6; line++)
    assert_int_equal(told(&p, MLG_F_TIME_NUMBER, line, "minutes"), 1);
  mlg_arena_free(&p.arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_reach_as_the_crow_flies),
      cmocka_unit_test(test_decays_by_name),
      cmocka_unit_test(test_towns_walk),
      cmocka_unit_test(test_graph_holds_every_pair_in_reach),
      cmocka_unit_test(test_no_offer_no_arc),
      cmocka_unit_test(test_a_large_zone_is_many_points_of_its_outline),
      cmocka_unit_test(test_reserved_to_a_zone_at_any_level),
      cmocka_unit_test(test_minutes_of_a_table_stand_for_distance),
      cmocka_unit_test(test_bad_travel_times_are_told_where_they_stand),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
