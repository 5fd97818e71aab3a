/* SPDX-License-Identifier: Apache-2.0 */
#include "flow_program.h"

#include "rennes_work.h"

#include <maillage/demand.h>

/* Rennes Métropole's real data, up to the coverage. */
static mlg_arena arena;
static mlg_findings findings = {.arena = &arena};
static const mlg_run_options OPTIONS = {0};
static mlg_work work = {.arena = &arena, .options = &OPTIONS, .findings = &findings};

static mlg_status compute(void) {
  MLG_TRY(rennes_compute(&work, ":memory:"));
  MLG_TRY(mlg_build_access(&work));
  return mlg_coverage_compute(&arena, &work.project, &work.access, &work.need, work.base,
                              &work.directory, &findings, &work.coverage);
}

static int set_up(void **state) {
  (void)state;
  mlg_load_begin();
  mlg_status status = compute();
  mlg_store_close(work.store, &findings);
  mlg_load_end();
  return status == MLG_OK ? 0 : 1;
}

static int tear_down(void **state) {
  (void)state;
  mlg_arena_free(&arena);
  glp_free_env();
  return 0;
}

static mlg_parts rennes(mlg_family family) {
  size_t zone = mlg_territory_find(&work.territory, MLG_COMMUNE, "35238");
  return *mlg_coverage_parts(&work.coverage, MLG_COMMUNE, zone, family, work.project.reference);
}

/* Eight directories: places described twice, three head offices,
 * old rows put aside, most of Brittany out of reach. */
static void test_sites(void **state) {
  (void)state;
  size_t by_status[MLG_SITE_STATUS_COUNT] = {0};
  for (size_t i = 0; i < work.directory.n_sites; i++) by_status[work.directory.sites[i].status]++;
  assert_int_equal(work.directory.n_entries, 3024);
  assert_int_equal(work.directory.n_sites, 1700);
  assert_int_equal(by_status[MLG_COUNTED], 110);
  assert_int_equal(by_status[MLG_HEAD_OFFICE], 3);
  assert_int_equal(by_status[MLG_STALE], 74);
  assert_int_equal(by_status[MLG_OUTSIDE], 1217);
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    assert_true(work.directory.recorded[family]);
}

static void test_parts_of_every_zone(void **state) {
  (void)state;
  for (int l = 0; l < MLG_LEVEL_COUNT; l++)
    for (size_t z = 0; z < work.territory.n_zones[l]; z++)
      for (int f = 0; f < MLG_FAMILY_COUNT; f++)
        for (size_t s = 0; s < work.project.n_scenarios; s++) {
          mlg_parts p = *mlg_coverage_parts(&work.coverage, (mlg_level)l, z, (mlg_family)f, s);
          bool described = mlg_scenario_describes(&work.project, s, (mlg_family)f);
          bool elsewhere = work.project.scenarios[s].demand.present && !mlg_is_known(p.need);
          if (!work.directory.recorded[f] || !described || elsewhere) {
            assert_false(mlg_is_known(p.need));
            continue;
          }
          double sum = 0;
          for (int k = 0; k < MLG_PART_COUNT; k++) {
            assert_true(p.part[k].value >= 0);
            sum += p.part[k].value;
          }
          assert_near(sum, p.need.value, 1e-6 /* persons */);
        }
}

/* A scenario that says a take-up and nothing else; the others are in test_scenarios_rennes.c. */
static bool is_plain(size_t scenario) {
  const mlg_scenario *of = &work.project.scenarios[scenario];
  return !of->weights.present && !of->demand.present && !of->places.present;
}

/* The reach graph of one family, its needs and its places, as an instance. */
static instance instance_of(mlg_family family, size_t scenario) {
  const mlg_access *access = &work.access;
  size_t n = 0;
  mlg_destination *to = MLG_NEW(&arena, mlg_destination, work.directory.n_offers);
  instance it = {.need = MLG_NEW(&arena, double, access->n_origins),
                 .capacity = MLG_NEW(&arena, double, work.directory.n_offers)};
  for (size_t i = 0; i < access->n_origins; i++) {
    const mlg_origin *origin = &access->origins[i];
    it.need[i] = work.project.scenarios[scenario].take_up * origin->share *
                 mlg_need_value(&work.need, MLG_IRIS, origin->zone, work.base).value;
  }
  for (size_t i = 0; i < work.directory.n_offers; i++) {
    const mlg_offer *offer = &work.directory.offers[i];
    if (offer->family != family) continue;
    it.capacity[n] = offer->capacity.value;
    to[n++] =
        (mlg_destination){work.directory.sites[offer->site].at, offer->site, offer->terms.reserved};
  }
  assert_int_equal(mlg_graph_build(&arena, access, to, n, &it.graph), MLG_OK);
  return it;
}

static void test_total_is_the_maximum_flow(void **state) {
  (void)state;
  for (int f = 0; f < MLG_FAMILY_COUNT; f++)
    for (size_t s = 0; s < work.project.n_scenarios; s++) {
      if (!work.directory.recorded[f] || !is_plain(s)) continue;
      instance it = instance_of((mlg_family)f, s);
      mlg_parts all = *mlg_coverage_parts(&work.coverage, MLG_EPCI, 0, (mlg_family)f, s);
      assert_near(all.part[MLG_SERVED].value + all.part[MLG_ORIENTATION].value, maximum_flow(&it),
                  1e-4 /* persons, of up to 90,000 */);
    }
}

static void test_flows_fit_the_offers(void **state) {
  (void)state;
  size_t n = work.directory.n_offers;
  double *received = MLG_NEW(&arena, double, n *work.project.n_scenarios);
  for (size_t i = 0; i < work.coverage.n_flows; i++) {
    const mlg_flow *flow = &work.coverage.flows[i];
    received[flow->scenario * n + flow->offer] += flow->served + flow->orientation;
  }
  double most = 0;
  for (size_t s = 0; s < work.project.n_scenarios; s++)
    for (size_t o = 0; is_plain(s) && o < n; o++) {
      most = fmax(most, received[s * n + o]);
      assert_true(received[s * n + o] <= work.directory.offers[o].capacity.value + 1e-6);
    }
  assert_true(most > 100 /* persons */);
}

/* As a short Python program finds them from the same files: need, likely allocation and
 * out of reach. The best that orientation can do is held to GLPK above. */
static void test_rennes_help_with_formalities(void **state) {
  (void)state;
  mlg_parts p = rennes(MLG_AIDER);
  assert_near(p.need.value, 7104.3, 0.1 /* persons */);
  assert_near(p.part[MLG_SERVED].value, 6138.7, 1);
  assert_near(p.part[MLG_OUT_OF_REACH].value, 267.4, 0.5);
  assert_true(p.part[MLG_ORIENTATION].value > 100 && p.part[MLG_SATURATED].value > 100);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_sites),
      cmocka_unit_test(test_parts_of_every_zone),
      cmocka_unit_test(test_total_is_the_maximum_flow),
      cmocka_unit_test(test_flows_fit_the_offers),
      cmocka_unit_test(test_rennes_help_with_formalities),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
