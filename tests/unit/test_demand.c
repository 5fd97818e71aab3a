/* SPDX-License-Identifier: Apache-2.0 */
/* What scenarios ask for, worked by hand in the three communes of need_small.h. */
#include "need_small.h"

#include <maillage/demand.h>

/* Finest zones, in the order of their codes. */
enum { V1, V2, V_EMPTY, V4, VILLAGE, BOURG, LEAVES };

typedef struct {
  small *s;
  mlg_project project;
  mlg_scenario scenario;
  mlg_dataset dataset;
  mlg_estimate got[LEAVES];
} world;

/* "base": 300, 200, 0, 100, 250 and 120 persons; "autre": as many, but unknown in Bourg. */
static world world_of(small *s) {
  size_t at = add_table(s, "base.csv",
                        "IRIS,B,A\n010010101,300,100\n010010102,200,50\n010010203,0,0\n"
                        "010010204,100,100\n010020000,250,800\n010030000,120,\n",
                        (mlg_reading){0});
  add_column(s, "base", at, "B");
  add_column(s, "autre", at, "A");
  assert_int_equal(compute(s), MLG_OK);
  world w = {.s = s};
  w.dataset = (mlg_dataset){.id = "demande", .file = "demande.csv", .key = "code"};
  w.project = (mlg_project){.indicators = s->indicators,
                            .n_indicators = s->n_indicators,
                            .n_datasets = 1,
                            .weights = {1, 1, 0.5, 1, 1},
                            .n_scenarios = 1,
                            .offer = {.visits_per_person = 2}};
  w.scenario = (mlg_scenario){.id = "essai", .take_up = 0.5, .at = {"projet.yaml", 40, 5}};
  return w;
}

static mlg_status run(world *w, mlg_family family) {
  w->project.scenarios = &w->scenario;
  w->project.datasets = &w->dataset;
  return mlg_demand(&w->s->arena, &w->project, &w->s->territory, &w->s->need, 1, 0, family, NULL,
                    &w->s->findings, w->got);
}

/* Gives the scenario a table of counts by the codes of a level. */
static mlg_status prepare(world *w, const char *text) {
  w->project.scenarios = &w->scenario;
  w->project.datasets = &w->dataset;
  mlg_table table = table_of(&w->s->arena, "demande.csv", text);
  return mlg_scenarios_prepare(&w->s->arena, &w->project, &w->s->territory, &table,
                               &w->s->findings);
}

static mlg_count_table counts(mlg_level level, const char *family) {
  return (mlg_count_table){
      .present = true, .column = "n", .zone = "code", .family = family, .level = level};
}

static void a_share_of_the_base(void **state) {
  world w = world_of(*state);
  assert_int_equal(run(&w, MLG_AIDER), MLG_OK);
  assert_estimate(w.got[V1], 150, 150, 150, 0);
  assert_estimate(w.got[BOURG], 60, 60, 60, 0);
  assert_int_equal(run(&w, MLG_DEPANNER), MLG_OK); /* the project's own weight, a half */
  assert_estimate(w.got[V1], 75, 75, 75, 0);
}

static void ranges_multiply(void **state) {
  world w = world_of(*state);
  w.scenario.take_up_low = 0.2;
  w.scenario.take_up_high = 0.8;
  w.scenario.weights = (mlg_scenario_weights){
      .present = true, .described = {[MLG_AIDER] = true}, .of = {[MLG_AIDER] = {0.5, 0.25, 1}}};
  assert_int_equal(run(&w, MLG_AIDER), MLG_OK);
  assert_estimate(w.got[V1], 75, 15, 240, 0);
  assert_int_equal(run(&w, MLG_ACCEDER), MLG_OK);
  assert_estimate(w.got[V1], NAN, 0, INFINITY, MLG_ABSENT); /* not described: not 0 */
}

static void visits_are_counted_throughout(void **state) {
  world w = world_of(*state);
  w.scenario.unit = MLG_VISITS;
  w.scenario.take_up = 1;
  assert_int_equal(run(&w, MLG_AIDER), MLG_OK);
  assert_estimate(w.got[V1], 600, 600, 600, 0); /* 300 persons who come twice */
}

/* Independence in a population of 1,000: 300 + 100 - 30; bounds max and sum. */
static void a_union_of_two_bases(void **state) {
  world w = world_of(*state);
  w.scenario.take_up = 1;
  w.scenario.base.with = (mlg_reference){.id = "autre", .index = 2};
  w.scenario.base.of = (mlg_reference){.id = "base", .index = 1};
  assert_int_equal(run(&w, MLG_AIDER), MLG_OK);
  assert_estimate(w.got[V1], 370, 300, 400, 0);
  assert_estimate(w.got[VILLAGE], 250 + 800 - 250 * 800 / 850.0, 800, 850, 0); /* cut at 850 */
  assert_true(isnan(w.got[BOURG].value));
  assert_near(w.got[BOURG].low, 120, 1e-9 /* persons */);
  assert_near(w.got[BOURG].high, 400, 1e-9 /* persons: its population */);
}

static void a_table_by_commune(void **state) {
  world w = world_of(*state);
  w.scenario.take_up = NAN;
  w.scenario.unit = MLG_VISITS;
  w.scenario.demand = counts(MLG_COMMUNE, NULL);
  assert_int_equal(prepare(&w, "code,n\n01001,3000\n01002,40\n01002,10\n99999,7\n"), MLG_OK);
  assert_int_equal(run(&w, MLG_AIDER), MLG_OK);
  assert_estimate(w.got[V1], 1500, 1500, 1500, MLG_APPORTIONED);
  assert_estimate(w.got[V_EMPTY], 0, 0, 0, MLG_APPORTIONED);
  assert_estimate(w.got[V4], 500, 500, 500, MLG_APPORTIONED);
  assert_estimate(w.got[VILLAGE], 50, 50, 50, 0); /* two rows add up, and it is whole */
  assert_estimate(w.got[BOURG], NAN, 0, INFINITY, MLG_ABSENT);
}

/* Of those who came to places that V1 reaches, and half of V2: 300 and 100 of the base. */
static void a_count_of_those_who_came(void **state) {
  world w = world_of(*state);
  const double within[LEAVES] = {1, 0.5, 0, 0, 0, 0};
  w.scenario.unit = MLG_VISITS;
  w.scenario.demand = counts(MLG_COMMUNE, NULL);
  w.scenario.demand.in_reach = true;
  assert_int_equal(prepare(&w, "code,n\n01001,800\n"), MLG_OK);
  assert_int_equal(mlg_demand(&w.s->arena, &w.project, &w.s->territory, &w.s->need, 1, 0, MLG_AIDER,
                              within, &w.s->findings, w.got),
                   MLG_OK);
  assert_near(w.got[V1].value, 600, 1e-9 /* visits */);
  assert_near(w.got[V2].value, 200, 1e-9);
  assert_near(w.got[V4].value, 0, 0);
}

static void a_table_by_quarter_and_family(void **state) {
  world w = world_of(*state);
  w.scenario.demand = counts(MLG_QUARTIER, "famille");
  assert_int_equal(prepare(&w, "code,famille,n\n0100101,aider,50\n0100101,apprendre,\n"), MLG_OK);
  assert_int_equal(told(w.s, MLG_F_VALUE_ABSENT), 2); /* the other one is of base.csv */
  assert_int_equal(run(&w, MLG_AIDER), MLG_OK);
  assert_estimate(w.got[V1], 30, 30, 30, MLG_APPORTIONED);
  assert_true(isnan(w.got[V4].value));
  assert_int_equal(run(&w, MLG_APPRENDRE), MLG_OK);
  assert_true(isnan(w.got[V1].value)); /* blank: unknown, never 0 */
}

/* Themes counted by service, made up: 60 for aider, 30 for apprendre, 10 for acceder. */
static void an_activity_table_becomes_weights(void **state) {
  world w = world_of(*state);
  w.scenario.weights = (mlg_scenario_weights){.present = true, .table = counts(0, "famille")};
  w.scenario.weights.table.zone = NULL;
  assert_int_equal(prepare(&w, "code,famille,n\nA,aider,20\nB,aider,40\nA,apprendre,30\n"
                               "C,acceder,10\n"),
                   MLG_OK);
  assert_false(mlg_scenario_describes(&w.project, 0, MLG_DEPANNER));
  assert_int_equal(run(&w, MLG_AIDER), MLG_OK);
  assert_estimate(w.got[V1], 90, 90, 150, 0); /* 0.6, and at most 1: two visits a person */
  assert_int_equal(run(&w, MLG_APPRENDRE), MLG_OK);
  assert_estimate(w.got[V1], 45, 45, 90, 0);
  assert_int_equal(run(&w, MLG_DEPANNER), MLG_OK);
  assert_true(isnan(w.got[V1].value));
}

static void weights_by_quarter(void **state) {
  world w = world_of(*state);
  w.scenario.weights =
      (mlg_scenario_weights){.present = true, .table = counts(MLG_QUARTIER, "famille")};
  assert_int_equal(prepare(&w, "code,famille,n\n0100101,aider,75\n0100101,apprendre,25\n"
                               "01002,apprendre,100\n"),
                   MLG_OK);
  assert_int_equal(run(&w, MLG_AIDER), MLG_OK);
  assert_estimate(w.got[V1], 112.5, 112.5, 150, 0);
  assert_near(w.got[VILLAGE].value, 0, 0); /* nobody there asked for it */
  assert_near(w.got[BOURG].value, 60 * 75 / 200.0, 1e-9 /* persons: everywhere's shares */);
  assert_true((w.got[BOURG].flags & MLG_IMPUTED) != 0);
}

/* ---- bad input ---- */

static void more_than_the_population(void **state) {
  world w = world_of(*state);
  w.scenario.demand = counts(MLG_COMMUNE, NULL);
  assert_int_equal(prepare(&w, "code,n\n01001,20\n01003,401\n"), MLG_OK);
  assert_int_equal(run(&w, MLG_AIDER), MLG_REJECTED);
  const mlg_finding *finding = finding_of(&w.s->findings, MLG_F_DEMAND_ABOVE_POPULATION, 0);
  assert_non_null(finding);
  assert_string_equal(finding->value, "Bourg");
  assert_string_equal(finding->column, "essai");
  assert_int_equal(finding->line, 40);
  assert_int_equal(told(w.s, MLG_F_DEMAND_ABOVE_POPULATION), 1);
}

static void demand_where_nobody_is(void **state) {
  world w = world_of(*state);
  w.scenario.demand = counts(MLG_IRIS, NULL);
  assert_int_equal(prepare(&w, "code,n\n010010101,20\n010010203,3\n"), MLG_OK);
  assert_int_equal(run(&w, MLG_AIDER), MLG_REJECTED);
  const mlg_finding *finding = finding_of(&w.s->findings, MLG_F_DEMAND_NOWHERE, 0);
  assert_non_null(finding);
  assert_int_equal(finding->line, 3);
}

static void check_refused(void **state, const char *text, mlg_finding_code code, size_t line,
                          const char *column, const char *value) {
  world w = world_of(*state);
  w.scenario.demand = counts(MLG_COMMUNE, "famille");
  assert_int_equal(prepare(&w, text), MLG_REJECTED);
  const mlg_finding *finding = finding_of(&w.s->findings, code, 0);
  assert_non_null(finding);
  assert_string_equal(finding->file, "demande.csv");
  assert_int_equal(finding->line, line);
  assert_string_equal(finding->column, column);
  if (value != NULL) assert_string_equal(finding->value, value);
}

#define HEAD "code,famille,n\n01001,aider,5\n"

static void an_unknown_zone(void **state) {
  check_refused(state, HEAD "010010101,aider,5\n", MLG_F_CODE_MALFORMED, 3, "code", "010010101");
}

static void no_zone_of_ours(void **state) {
  check_refused(state, "code,famille,n\n02001,aider,5\n", MLG_F_NO_ZONE_MATCHED, 0, "code",
                "essai");
}

static void an_unknown_family(void **state) {
  check_refused(state, HEAD "01002,aide,5\n", MLG_F_REFERENCE_UNKNOWN, 3, "famille", "aide");
}

static void a_negative_count(void **state) {
  check_refused(state, HEAD "01002,aider,-5\n", MLG_F_NUMBER_NEGATIVE, 3, "n", "-5");
}

static void no_number(void **state) {
  check_refused(state, HEAD "01002,aider,beaucoup\n", MLG_F_NUMBER_UNREADABLE, 3, "n", "beaucoup");
}

static void a_missing_column(void **state) {
  world w = world_of(*state);
  w.scenario.demand = counts(MLG_COMMUNE, NULL);
  assert_int_equal(prepare(&w, "code,nb\n01001,5\n"), MLG_REJECTED);
  assert_int_equal(told(w.s, MLG_F_COLUMN_MISSING), 1);
}

/* A quarter that the commune has not, though the commune is ours. */
static void an_unknown_quarter(void **state) {
  world w = world_of(*state);
  w.scenario.demand = counts(MLG_QUARTIER, NULL);
  assert_int_equal(prepare(&w, "code,n\n0100101,5\n0100109,5\n"), MLG_REJECTED);
  const mlg_finding *finding = finding_of(&w.s->findings, MLG_F_DEMAND_ZONE_UNKNOWN, 0);
  assert_non_null(finding);
  assert_int_equal(finding->line, 3);
  assert_string_equal(finding->value, "0100109");
}

/* ---- places ---- */

static size_t first_entry[] = {0, 1}, second_entry[] = {2}, third_entry[] = {3};
static mlg_entry entries[] = {{.id = "a"}, {.id = "a2"}, {.id = "b"}, {.id = "c"}};
static mlg_site sites[] = {
    {.id = "a", .typology = "CCAS|CC", .zone = V1, .n_entries = 2, .entries = first_entry},
    {.id = "b", .typology = "CS", .zone = VILLAGE, .n_entries = 1, .entries = second_entry},
    {.id = "c", .typology = "BIB", .zone = V4, .n_entries = 1, .entries = third_entry},
};
static mlg_offer offers[] = {
    {.site = 0, .family = MLG_AIDER, .capacity = {100, 50, 200, 0, 0}},
    {.site = 0, .family = MLG_APPRENDRE, .capacity = {10, 5, 20, 0, 0}},
    {.site = 1, .family = MLG_AIDER, .capacity = {80, 80, 80, 0, 0}},
    {.site = 2, .family = MLG_AIDER, .capacity = {60, 60, 60, 0, 0}},
};
static const mlg_directory DIRECTORY = {.n_entries = 4,
                                        .n_sites = 3,
                                        .n_offers = 4,
                                        .entries = entries,
                                        .sites = sites,
                                        .offers = offers};

static mlg_status offers_of(world *w, mlg_scenario_offer *taken) {
  w->project.scenarios = &w->scenario;
  w->project.datasets = &w->dataset;
  return mlg_scenario_offers(&w->s->arena, &w->project, &w->s->territory, &DIRECTORY, 0, MLG_AIDER,
                             &w->s->findings, taken);
}

static void every_place_by_default(void **state) {
  world w = world_of(*state);
  mlg_scenario_offer taken[4];
  assert_int_equal(offers_of(&w, taken), MLG_OK);
  assert_true(taken[0].taken && !taken[1].taken && taken[2].taken && taken[3].taken);
  assert_estimate(taken[0].capacity, 100, 50, 200, 0);
  w.scenario.unit = MLG_VISITS;
  assert_int_equal(offers_of(&w, taken), MLG_OK);
  assert_estimate(taken[0].capacity, 200, 100, 400, 0);
}

/* Ten sessions of thirteen, shared by the two offers that are left. */
static void the_sessions_of_some_places(void **state) {
  world w = world_of(*state);
  const char *social[] = {"CCAS", "CS"};
  w.scenario.places = (mlg_scenario_places){.present = true,
                                            .n_typologies = 2,
                                            .typologies = social,
                                            .sessions = 10,
                                            .per_session = {13, 12, 14}};
  mlg_scenario_offer taken[4];
  assert_int_equal(offers_of(&w, taken), MLG_OK);
  assert_true(taken[0].taken && taken[2].taken && !taken[3].taken);
  assert_estimate(taken[2].capacity, 65, 60, 70, MLG_IMPUTED);
  assert_estimate(taken[3].capacity, NAN, 0, INFINITY, MLG_ABSENT);
  w.scenario.places.zone = "01001";
  assert_int_equal(offers_of(&w, taken), MLG_OK);
  assert_true(taken[0].taken && !taken[2].taken);
  assert_estimate(taken[0].capacity, 130, 120, 140, MLG_IMPUTED);
}

static void places_by_the_ids_of_their_rows(void **state) {
  world w = world_of(*state);
  w.scenario.places = (mlg_scenario_places){.present = true, .has_sites = true};
  assert_int_equal(prepare(&w, "code\na2\nc\n"), MLG_OK);
  mlg_scenario_offer taken[4];
  assert_int_equal(offers_of(&w, taken), MLG_OK);
  assert_true(taken[0].taken && !taken[2].taken && taken[3].taken);
  assert_int_equal(prepare(&w, "code\na2\nz\n"), MLG_OK);
  assert_int_equal(offers_of(&w, taken), MLG_REJECTED);
  const mlg_finding *finding = finding_of(&w.s->findings, MLG_F_PLACE_UNKNOWN, 0);
  assert_non_null(finding);
  assert_int_equal(finding->line, 3);
}

static void no_place_at_all(void **state) {
  world w = world_of(*state);
  const char *none[] = {"RFS"};
  w.scenario.places = (mlg_scenario_places){.present = true, .n_typologies = 1, .typologies = none};
  mlg_scenario_offer taken[4];
  assert_int_equal(offers_of(&w, taken), MLG_REJECTED);
  assert_int_equal(told(w.s, MLG_F_SCENARIO_WITHOUT_PLACE), 1);
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      CASE(a_share_of_the_base),
      CASE(ranges_multiply),
      CASE(visits_are_counted_throughout),
      CASE(a_union_of_two_bases),
      CASE(a_table_by_commune),
      CASE(a_count_of_those_who_came),
      CASE(a_table_by_quarter_and_family),
      CASE(an_activity_table_becomes_weights),
      CASE(weights_by_quarter),
      CASE(more_than_the_population),
      CASE(demand_where_nobody_is),
      CASE(an_unknown_zone),
      CASE(no_zone_of_ours),
      CASE(an_unknown_family),
      CASE(a_negative_count),
      CASE(no_number),
      CASE(a_missing_column),
      CASE(an_unknown_quarter),
      CASE(every_place_by_default),
      CASE(the_sessions_of_some_places),
      CASE(places_by_the_ids_of_their_rows),
      CASE(no_place_at_all),
  };
#undef CASE
  return cmocka_run_group_tests(tests, NULL, NULL);
}
