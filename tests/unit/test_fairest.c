/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "coverage/alike.h"
#include "flow_program.h"

#include <maillage/coverage.h>
#include <string.h>

/* The highest share that all zones not yet fixed can have together, or, when `alone` is a
 * zone, the most persons that this one can have while the others have `share`. */
static double push_up(const instance *it, const double *floor, const double *fixed, double share,
                      size_t alone) {
  program p = open_program(it);
  for (size_t z = 0; z < it->graph.n_zones; z++) {
    double rest = fmax(0, it->need[z] - floor[z]), least = fixed[z];
    bool is_free = isnan(fixed[z]);
    if (is_free) least = alone < it->graph.n_zones ? floor[z] + share * rest : floor[z];
    zone_row(&p, z, is_free && alone == it->graph.n_zones ? rest : 0);
    /* A hair less, or what another program found optimal may be infeasible here. */
    glp_set_row_bnds(p.lp, (int)z + 1, GLP_LO, fmax(0, least - 1e-8), 0);
    for (size_t a = it->graph.first[z]; z == alone && a < it->graph.first[z + 1]; a++)
      glp_set_obj_coef(p.lp, (int)a + 1, 1);
  }
  if (alone == it->graph.n_zones) glp_set_obj_coef(p.lp, p.share, 1);
  double result = best(&p);
  glp_delete_prob(p.lp);
  return result;
}

/* Lexicographic max-min by linear programs: raise all, fix who cannot go higher, repeat. */
static void lexicographic(const instance *it, const double *floor, double *persons) {
  size_t n = it->graph.n_zones, n_free = 0;
  for (size_t z = 0; z < n; z++) {
    bool stuck = it->need[z] - floor[z] <= 1e-9 || it->graph.first[z] == it->graph.first[z + 1];
    persons[z] = stuck ? floor[z] : NAN;
    n_free += !stuck;
  }
  while (n_free > 0) {
    double share = push_up(it, floor, persons, 0, n), reached[16];
    for (size_t z = 0; z < n; z++)
      if (isnan(persons[z])) reached[z] = push_up(it, floor, persons, share, z);
    size_t before = n_free;
    for (size_t z = 0; z < n; z++) {
      double level = floor[z] + share * (it->need[z] - floor[z]);
      if (!isnan(persons[z]) || (reached[z] > level + 1e-6 && share < 1)) continue;
      persons[z] = level;
      n_free--;
    }
    assert_true(n_free < before);
  }
}

/* Likely then fairest: `before` and `after` by arc. */
static void allocate(mlg_arena *arena, const instance *it, double **before, double **after) {
  *before = MLG_NEW(arena, double, it->graph.n_arcs);
  assert_int_equal(mlg_allocate_likely(arena, &it->graph, it->need, it->capacity, 1, *before),
                   MLG_OK);
  *after = mlg_arena_grow(arena, *before, it->graph.n_arcs, it->graph.n_arcs, sizeof **after);
  assert_int_equal(mlg_allocate_fairest(arena, &it->graph, it->need, it->capacity, *after), MLG_OK);
}

static void test_total_is_the_maximum_flow(void **state) {
  (void)state;
  for (uint64_t seed = 0; seed < 60; seed++) {
    mlg_arena arena = {0};
    instance it = random_instance(&arena, seed, 40, 15, 0.15);
    double *before, *after;
    allocate(&arena, &it, &before, &after);
    assert_near(sum_of(after, it.graph.n_arcs), maximum_flow(&it), 1e-6 /* persons */);
    mlg_arena_free(&arena);
  }
}

static void check_against_programs(uint64_t seed, size_t n_offers, double density) {
  mlg_arena arena = {0};
  instance it = random_instance(&arena, seed, 7, n_offers, density);
  double *before, *after, floor[7], expected[7];
  allocate(&arena, &it, &before, &after);
  for (size_t z = 0; z < 7; z++) floor[z] = from_zone(&it.graph, before, z);
  lexicographic(&it, floor, expected);
  for (size_t z = 0; z < 7; z++)
    assert_near(from_zone(&it.graph, after, z), expected[z], 1e-5 /* persons, GLPK's own */);
  mlg_arena_free(&arena);
}

static void test_shares_are_lexicographically_best(void **state) {
  (void)state;
  for (uint64_t seed = 100; seed < 160; seed++) check_against_programs(seed, 5, 0.4);
}

/* Few arcs: most zones reach the same offers as another, or fall into sets that nothing links. */
static void test_zones_alike_and_sets_apart(void **state) {
  (void)state;
  for (uint64_t seed = 500; seed < 560; seed++) {
    check_against_programs(seed, 2, 0.6);
    check_against_programs(seed, 5, 0.15);
  }
}

static void test_nobody_loses_and_no_offer_overflows(void **state) {
  (void)state;
  for (uint64_t seed = 200; seed < 230; seed++) {
    mlg_arena arena = {0};
    instance it = random_instance(&arena, seed, 120, 50, 0.05);
    double *before, *after;
    allocate(&arena, &it, &before, &after);
    for (size_t a = 0; a < it.graph.n_arcs; a++) assert_true(after[a] >= 0);
    for (size_t z = 0; z < it.graph.n_zones; z++) {
      double persons = from_zone(&it.graph, after, z);
      assert_true(persons >= from_zone(&it.graph, before, z) - 1e-7 /* persons */);
      assert_true(persons <= it.need[z] + 1e-7 /* persons */);
    }
    for (size_t o = 0; o < it.graph.n_offers; o++)
      assert_true(to_offer(&it.graph, after, o) <= it.capacity[o] + 1e-7 /* persons */);
    mlg_arena_free(&arena);
  }
}

/* The same instance with zones and offers numbered from the end. */
static instance reversed(mlg_arena *arena, const instance *it) {
  const mlg_graph *g = &it->graph;
  instance r = random_instance(arena, 0, g->n_zones, g->n_offers, 1);
  r.graph.n_arcs = 0;
  for (size_t z = 0; z < g->n_zones; z++) {
    size_t from = g->n_zones - 1 - z;
    r.need[z] = it->need[from];
    for (size_t a = g->first[from + 1]; a-- > g->first[from];) {
      r.graph.offer[r.graph.n_arcs] = (uint32_t)g->n_offers - 1 - g->offer[a];
      r.graph.weight[r.graph.n_arcs++] = g->weight[a];
    }
    r.graph.first[z + 1] = r.graph.n_arcs;
  }
  for (size_t o = 0; o < g->n_offers; o++) r.capacity[o] = it->capacity[g->n_offers - 1 - o];
  return r;
}

static void test_order_changes_nothing(void **state) {
  (void)state;
  for (uint64_t seed = 300; seed < 330; seed++) {
    mlg_arena arena = {0};
    instance it = random_instance(&arena, seed, 120, 50, 0.05), back = reversed(&arena, &it);
    double *before, *after, *before_back, *after_back;
    allocate(&arena, &it, &before, &after);
    allocate(&arena, &back, &before_back, &after_back);
    for (size_t z = 0; z < it.graph.n_zones; z++)
      assert_near(from_zone(&back.graph, after_back, it.graph.n_zones - 1 - z),
                  from_zone(&it.graph, after, z), 1e-6 /* persons */);
    mlg_arena_free(&arena);
  }
}

/* Zones of 10 and 30 and a third one that only shares the second's offer. */
static void test_exhaustion_by_hand(void **state) {
  (void)state;
  mlg_arena arena = {0};
  size_t first[] = {0, 1, 3, 4, 4, 5};
  uint32_t offer[] = {0, 0, 1, 1, 1};
  float weight[] = {1, 1, 1, 1, 1};
  double base[] = {10, 30, 60, 25, 0}, capacity[] = {20, 18};
  double take_up[5];
  mlg_graph graph = {5, 2, 5, first, offer, weight};
  assert_int_equal(mlg_exhaustion(&arena, &graph, base, capacity, take_up), MLG_OK);
  /* Offer 0 would give 20 / 40 to the first two, offer 1 then 18 / 60 to the third: each
   * as much as it can have without taking from one that has less. */
  assert_near(take_up[0], 0.5, 1e-9);
  assert_near(take_up[1], 0.5, 1e-9);
  assert_near(take_up[2], 0.3, 1e-9);
  assert_near(take_up[3], 0, 0);
  assert_true(isnan(take_up[4]));
  mlg_arena_free(&arena);
}

/* With the take-up that exhaustion gives, every zone is served in full, and with a little
 * more, whoever is at its limit is not: the two ways to the same places agree. */
static void test_exhaustion_agrees_with_coverage(void **state) {
  (void)state;
  for (uint64_t seed = 400; seed < 410; seed++) {
    mlg_arena arena = {0};
    instance it = random_instance(&arena, seed, 50, 20, 0.1);
    double *take_up = MLG_NEW(&arena, double, 50), *need = MLG_NEW(&arena, double, 50);
    double *flow = MLG_NEW(&arena, double, it.graph.n_arcs);
    assert_int_equal(mlg_exhaustion(&arena, &it.graph, it.need, it.capacity, take_up), MLG_OK);
    for (double at = 0.1; at < 3; at *= 1.7) {
      memset(flow, 0, it.graph.n_arcs * sizeof *flow);
      for (size_t z = 0; z < 50; z++) need[z] = at * it.need[z];
      assert_int_equal(mlg_allocate_fairest(&arena, &it.graph, need, it.capacity, flow), MLG_OK);
      for (size_t z = 0; z < 50; z++)
        if (it.need[z] > 0)
          assert_near(from_zone(&it.graph, flow, z), fmin(at, take_up[z]) * it.need[z],
                      1e-6 /* persons */);
    }
    mlg_arena_free(&arena);
  }
}

static void test_rows_of_zones(void **state) {
  (void)state;
  mlg_arena arena = {0};
  size_t first[] = {0, 2, 3, 3, 5, 6, 6};
  uint32_t offer[] = {0, 2, 2, 0, 2, 0};
  double by_zone[] = {1, 2, 4, 8, 16, 32}, by_arc[] = {1, 2, 4, 8, 16, 32};
  const uint32_t row[] = {0, 1, 2, 0, 3, 2};
  const double zones[] = {9, 2, 36, 16}, arcs[] = {9, 18, 4, 32};
  mlg_graph graph = {.n_zones = 6, .n_offers = 3, .n_arcs = 6, .first = first, .offer = offer};
  mlg_alike alike;
  assert_int_equal(mlg_alike_find(&arena, &graph, &alike), MLG_OK);
  assert_int_equal(alike.graph.n_zones, 4);
  assert_int_equal(alike.graph.n_arcs, 4);
  assert_memory_equal(alike.row, row, sizeof row);
  double *sums = mlg_alike_sum_zones(&arena, &alike, by_zone);
  for (size_t r = 0; r < 4; r++) assert_near(sums[r], zones[r], 0);
  sums = mlg_alike_sum_arcs(&arena, &alike, by_arc);
  for (size_t a = 0; a < 4; a++) assert_near(sums[a], arcs[a], 0);
  mlg_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_total_is_the_maximum_flow),
      cmocka_unit_test(test_shares_are_lexicographically_best),
      cmocka_unit_test(test_zones_alike_and_sets_apart),
      cmocka_unit_test(test_rows_of_zones),
      cmocka_unit_test(test_nobody_loses_and_no_offer_overflows),
      cmocka_unit_test(test_order_changes_nothing),
      cmocka_unit_test(test_exhaustion_by_hand),
      cmocka_unit_test(test_exhaustion_agrees_with_coverage),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  glp_free_env();
  return failed;
}
