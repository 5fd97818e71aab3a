/* SPDX-License-Identifier: Apache-2.0 */
/* The scenarios that ship, on Rennes Métropole's real data: what 2023 observed, beside what is
 * computed; and the view of coordination on the same portrait. */
#include "near.h"

#include "rennes_work.h"

#include <maillage/coordination.h>
#include <maillage/demand.h>
#include <string.h>

static mlg_arena arena;
static mlg_findings findings = {.arena = &arena};
static const mlg_run_options OPTIONS = {0};
static mlg_work work = {.arena = &arena, .options = &OPTIONS, .findings = &findings};

static mlg_status compute(void) {
  MLG_TRY(rennes_compute(&work, ":memory:"));
  return mlg_build_portrait(&work);
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
  return 0;
}

static size_t scenario_of(const char *id) {
  size_t s = 0;
  while (s < work.project.n_scenarios && strcmp(work.project.scenarios[s].id, id) != 0) s++;
  assert_true(s < work.project.n_scenarios);
  return s;
}

static mlg_parts rennes(const char *scenario, mlg_family family) {
  size_t zone = mlg_territory_find(&work.territory, MLG_COMMUNE, "35238");
  return *mlg_coverage_parts(&work.coverage, MLG_COMMUNE, zone, family, scenario_of(scenario));
}

/* 6,957 came, 1,245 were refused: 17.9 %. Equal shares of 435 permanences among six places
 * refuse more; docs/scenarios.md says why, and holds these figures. */
static void refusals_beside_those_observed(void **state) {
  (void)state;
  mlg_parts p = rennes("observe", MLG_AIDER);
  assert_near(p.need.value, 6957, 1e-6 /* visits */);
  assert_near(p.part[MLG_OUT_OF_REACH].value, 0, 1e-6 /* all of them came */);
  double published = 1245.0 / 6957, capacity = 435 * 13;
  double refused = (p.part[MLG_ORIENTATION].value + p.part[MLG_SATURATED].value) / p.need.value;
  print_message("refused: %.1f %%, published %.1f %%\n", 100 * refused, 100 * published);
  assert_near(1 - p.part[MLG_SERVED].value / p.need.value, refused, 1e-9);
  /* No fewer than the places can make it, and within six points of what was published. */
  assert_true(refused >= 1 - capacity / 6957);
  assert_true(fabs(refused - published) < 0.06);
  assert_true(1 - 435 * 13.5 / 6957 < published && published < 1 - 435 * 12.5 / 6957);
}

/* What the table does not name is unknown, and so is whatever holds it. */
static void the_rest_of_the_territory_is_unknown(void **state) {
  (void)state;
  size_t s = scenario_of("observe");
  mlg_parts all = *mlg_coverage_parts(&work.coverage, MLG_EPCI, 0, MLG_AIDER, s);
  assert_false(mlg_is_known(all.need));
  assert_near(all.need.low, 6957, 1e-6 /* visits: its known part */);
  mlg_parts other = rennes("observe", MLG_APPRENDRE);
  assert_false(mlg_is_known(other.need));
  assert_true((other.need.flags & MLG_ABSENT) != 0);
}

/* 0.818 of 17 %, and wider than the reference by the width of 41 answers. */
static void the_survey_weighs_families(void **state) {
  (void)state;
  mlg_parts survey = rennes("enquete", MLG_AIDER), all = rennes("recours_17", MLG_AIDER);
  assert_near(survey.need.value / all.need.value, 0.818, 1e-9);
  assert_near(survey.need.low / all.need.low, 0.699, 1e-9);
  assert_near(survey.need.high / all.need.high, 0.936, 1e-9);
  mlg_parts repair = rennes("enquete", MLG_DEPANNER);
  assert_false(mlg_is_known(repair.need));
}

static void parts_add_up_wherever_they_are_known(void **state) {
  (void)state;
  for (size_t z = 0; z < work.territory.n_zones[MLG_IRIS]; z++)
    for (int f = 0; f < MLG_FAMILY_COUNT; f++)
      for (size_t s = 0; s < work.project.n_scenarios; s++) {
        mlg_parts p = *mlg_coverage_parts(&work.coverage, MLG_IRIS, z, (mlg_family)f, s);
        if (!mlg_is_known(p.need)) continue;
        double sum = 0;
        for (int k = 0; k < MLG_PART_COUNT; k++) {
          assert_true(p.part[k].value >= 0);
          sum += p.part[k].value;
        }
        assert_near(sum, p.need.value, 1e-6 /* persons */);
      }
}

/* The places of 2023, and they alone, each for its share of the permanences. */
static void only_the_listed_places_receive(void **state) {
  (void)state;
  size_t s = scenario_of("observe"), n = work.directory.n_sites, places = 0;
  double *received = MLG_NEW(&arena, double, n), all = 0;
  for (size_t i = 0; i < work.coverage.n_flows; i++) {
    const mlg_flow *flow = &work.coverage.flows[i];
    if (flow->scenario == s)
      received[work.directory.offers[flow->offer].site] += flow->served + flow->orientation;
  }
  for (size_t site = 0; site < n; site++) {
    assert_true(received[site] <= 435 * 13 / 6.0 + 1e-6 /* visits */);
    places += received[site] > 0;
    all += received[site];
  }
  mlg_parts p = rennes("observe", MLG_AIDER);
  assert_int_equal(places, 6);
  assert_near(all, p.part[MLG_SERVED].value + p.part[MLG_ORIENTATION].value, 1e-3 /* visits */);
}

static void coordination_of_quarters(void **state) {
  (void)state;
  mlg_coordination *quarters;
  assert_int_equal(mlg_coordination_build(&arena, &work.portrait, MLG_QUARTIER, &quarters), MLG_OK);
  size_t centre = mlg_territory_find(&work.territory, MLG_QUARTIER, "3523801");
  assert_true(centre != MLG_NO_ZONE);
  const mlg_coordination *q = &quarters[centre];
  assert_true(q->n_present >= 2 && q->n_present <= q->n_recorded);
  const mlg_coordinated_family *help = &q->families[MLG_AIDER];
  assert_true(help->n_offers > 1);
  mlg_parts parts =
      *mlg_coverage_parts(&work.coverage, MLG_QUARTIER, centre, MLG_AIDER, work.project.reference);
  assert_near(help->orientation.value, parts.part[MLG_ORIENTATION].value, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(refusals_beside_those_observed),
      cmocka_unit_test(the_rest_of_the_territory_is_unknown),
      cmocka_unit_test(the_survey_weighs_families),
      cmocka_unit_test(parts_add_up_wherever_they_are_known),
      cmocka_unit_test(only_the_listed_places_receive),
      cmocka_unit_test(coordination_of_quarters),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
