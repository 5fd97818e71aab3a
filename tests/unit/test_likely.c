/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "graphs.h"

#include <maillage/coverage.h>
#include <string.h>

enum { MOST_TRIES = 4, MOST_OFFERS = 6 };

/* The reference: groups of persons who have been refused by the same offers in the same
 * order, each group followed on its own. */
typedef struct {
  size_t zone, n_tried, tried[MOST_TRIES];
  double persons;
} group;

static bool has_tried(const group *g, size_t offer) {
  for (size_t i = 0; i < g->n_tried; i++)
    if (g->tried[i] == offer) return true;
  return false;
}

static double share_of(const mlg_graph *graph, const group *g, size_t arc) {
  double left = 0;
  for (size_t a = graph->first[g->zone]; a < graph->first[g->zone + 1]; a++)
    if (!has_tried(g, graph->offer[a])) left += graph->weight[a];
  return has_tried(g, graph->offer[arc]) ? 0 : graph->weight[arc] / left;
}

/* One try of every group; the refused make the groups of the next. */
static size_t follow(const instance *it, const group *groups, size_t n, double *room,
                     double *served, group *next) {
  double come[MOST_OFFERS] = {0}, refused[MOST_OFFERS];
  size_t made = 0;
  for (size_t i = 0; i < n; i++)
    for (size_t a = it->graph.first[groups[i].zone]; a < it->graph.first[groups[i].zone + 1]; a++)
      come[it->graph.offer[a]] += groups[i].persons * share_of(&it->graph, &groups[i], a);
  for (size_t o = 0; o < it->graph.n_offers; o++) {
    refused[o] = come[o] > room[o] ? (come[o] - room[o]) / come[o] : 0;
    room[o] = fmax(0, room[o] - come[o]);
  }
  for (size_t i = 0; i < n; i++)
    for (size_t a = it->graph.first[groups[i].zone]; a < it->graph.first[groups[i].zone + 1]; a++) {
      size_t offer = it->graph.offer[a];
      double persons = groups[i].persons * share_of(&it->graph, &groups[i], a);
      served[a] += persons * (1 - refused[offer]);
      if (persons * refused[offer] <= 0) continue;
      next[made] = groups[i];
      next[made].persons = persons * refused[offer];
      next[made].tried[next[made].n_tried++] = offer;
      made++;
    }
  return made;
}

static void reference(const instance *it, unsigned tries, double *served) {
  enum { MOST_GROUPS = 8 * 6 * 5 * 4 * 3 };
  static group groups[MOST_GROUPS], next[MOST_GROUPS];
  double room[MOST_OFFERS];
  memcpy(room, it->capacity, it->graph.n_offers * sizeof *room);
  size_t n = 0;
  for (size_t z = 0; z < it->graph.n_zones; z++)
    groups[n++] = (group){.zone = z, .persons = it->need[z]};
  for (unsigned attempt = 0; attempt < tries; attempt++) {
    n = follow(it, groups, n, room, served, next);
    memcpy(groups, next, n * sizeof *groups);
  }
}

static void test_same_as_following_every_group(void **state) {
  (void)state;
  for (unsigned tries = 1; tries <= MOST_TRIES; tries++)
    for (uint64_t seed = 0; seed < 50; seed++) {
      mlg_arena arena = {0};
      instance it = random_instance(&arena, seed, 8, MOST_OFFERS, 0.6);
      double *expected = MLG_NEW(&arena, double, it.graph.n_arcs);
      double *served = MLG_NEW(&arena, double, it.graph.n_arcs);
      reference(&it, tries, expected);
      assert_int_equal(mlg_allocate_likely(&arena, &it.graph, it.need, it.capacity, tries, served),
                       MLG_OK);
      for (size_t a = 0; a < it.graph.n_arcs; a++)
        assert_near(served[a], expected[a], 1e-9 /* persons */);
      mlg_arena_free(&arena);
    }
}

static void test_nobody_beyond_need_or_capacity(void **state) {
  (void)state;
  for (uint64_t seed = 0; seed < 20; seed++) {
    mlg_arena arena = {0};
    instance it = random_instance(&arena, seed, 60, 30, 0.2);
    double *served = MLG_NEW(&arena, double, it.graph.n_arcs);
    assert_int_equal(mlg_allocate_likely(&arena, &it.graph, it.need, it.capacity, 3, served),
                     MLG_OK);
    for (size_t a = 0; a < it.graph.n_arcs; a++) assert_true(served[a] >= 0);
    for (size_t z = 0; z < it.graph.n_zones; z++)
      assert_true(from_zone(&it.graph, served, z) <= it.need[z] + 1e-9 /* persons */);
    for (size_t o = 0; o < it.graph.n_offers; o++)
      assert_true(to_offer(&it.graph, served, o) <= it.capacity[o] + 1e-9 /* persons */);
    mlg_arena_free(&arena);
  }
}

/* One zone of 100, offers of weights 3 and 1 with room for 30 each: 75 and 25 come, 30
 * and 25 are received; of the 45 refused, at the second try, 5 find the places left. */
static void test_two_tries_by_hand(void **state) {
  (void)state;
  mlg_arena arena = {0};
  size_t first[] = {0, 2};
  uint32_t offer[] = {0, 1};
  float weight[] = {3, 1};
  double need = 100, capacity[] = {30, 30}, served[2];
  mlg_graph graph = {1, 2, 2, first, offer, weight};
  assert_int_equal(mlg_allocate_likely(&arena, &graph, &need, capacity, 1, served), MLG_OK);
  assert_near(served[0], 30, 1e-12);
  assert_near(served[1], 25, 1e-12);
  assert_int_equal(mlg_allocate_likely(&arena, &graph, &need, capacity, 2, served), MLG_OK);
  assert_near(served[0], 30, 1e-12);
  assert_near(served[1], 30, 1e-12);
  mlg_arena_free(&arena);
}

static void test_unknown_need_takes_no_place(void **state) {
  (void)state;
  mlg_arena arena = {0};
  size_t first[] = {0, 1, 2};
  uint32_t offer[] = {0, 0};
  float weight[] = {1, 1};
  double need[] = {NAN, 20}, capacity = 10, served[2];
  mlg_graph graph = {2, 1, 2, first, offer, weight};
  assert_int_equal(mlg_allocate_likely(&arena, &graph, need, &capacity, 1, served), MLG_OK);
  assert_near(served[0], 0, 0);
  assert_near(served[1], 10, 1e-12);
  mlg_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_same_as_following_every_group),
      cmocka_unit_test(test_nobody_beyond_need_or_capacity),
      cmocka_unit_test(test_two_tries_by_hand),
      cmocka_unit_test(test_unknown_need_takes_no_place),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
