/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "portrait_fixture.h"

#include <maillage/compare.h>
#include <maillage/text.h>
#include <stdlib.h>
#include <string.h>

/* Two portraits alike, until a test changes the second. */
typedef struct {
  mlg_arena arena;
  mlg_portrait *a, *b;
  mlg_project *project;     /* the second's… */
  mlg_directory *directory; /* …and what a test may change of it */
  mlg_comparison_request request;
  mlg_comparison found;
} pair;

static mlg_portrait *make(mlg_arena *arena) {
  mlg_portrait *portrait = fx_portrait(arena);
  for (size_t i = 0; i < portrait->directory->n_entries; i++)
    portrait->directory->entries[i].id = mlg_arena_printf(arena, "fiche-%zu", i);
  return portrait;
}

static int set_up(void **state) {
  pair *p = calloc(1, sizeof *p);
  p->a = make(&p->arena);
  p->b = make(&p->arena);
  p->project = (mlg_project *)p->b->project;
  p->directory = (mlg_directory *)p->b->directory;
  p->request =
      (mlg_comparison_request){.a = p->a, .b = p->b, .level = MLG_IRIS, .family = MLG_FAMILY_COUNT};
  *state = p;
  return 0;
}

static int tear_down(void **state) {
  pair *p = *state;
  mlg_arena_free(&p->arena);
  free(p);
  return 0;
}

static void compare(pair *p) {
  assert_int_equal(mlg_compare_runs(&p->arena, &p->request, &p->found), MLG_OK);
}

static mlg_parts *parts(pair *p, size_t zone, mlg_family family) {
  return (mlg_parts *)mlg_coverage_parts(p->b->coverage, MLG_IRIS, zone, family, 0);
}

static void test_a_run_with_itself(void **state) {
  pair *p = *state;
  for (mlg_level level = MLG_IRIS; level <= MLG_EPCI; level++) {
    p->request.level = level;
    compare(p);
    assert_int_equal(p->found.n_gaps, 0);
    assert_int_equal(p->found.n_sites, 0);
    assert_int_equal(p->found.n_zones, 0);
    assert_int_equal(p->found.n_lost + p->found.n_new, 0);
  }
  assert_int_equal(p->found.n_sites_a, 2); /* the third does not count */
  assert_true(p->found.compared[MLG_AIDER]);
  assert_false(p->found.compared[MLG_DEPANNER]);
}

/* ---- sites ---- */

static void test_a_site_that_changed(void **state) {
  pair *p = *state;
  p->directory->sites[1].at.x += 300;
  p->directory->sites[1].at.y += 400;
  p->directory->offers[2].capacity.value = 160;
  compare(p);
  assert_int_equal(p->found.n_sites, 1);
  assert_int_equal(p->found.sites[0].kind, MLG_SITE_CHANGED);
  assert_string_equal(p->found.sites[0].id, "lieu-2");
  assert_string_equal(p->found.sites[0].what, "déplacé de 500" MLG_NBSP "m" MLG_NNBSP
                                              "; aider" MLG_NNBSP ": 80 → 160 personnes");
}

static void test_sites_added_and_gone(void **state) {
  pair *p = *state;
  p->directory->sites[0].status = MLG_STALE;
  p->directory->sites[2].status = MLG_COUNTED;
  compare(p);
  assert_int_equal(p->found.n_sites, 2);
  assert_int_equal(p->found.sites[0].kind, MLG_SITE_ADDED);
  assert_string_equal(p->found.sites[0].id, "lieu-3");
  assert_int_equal(p->found.sites[1].kind, MLG_SITE_GONE);
  assert_string_equal(p->found.sites[1].what, "aider" MLG_NNBSP ": 200 personnes" MLG_NNBSP
                                              "; apprendre" MLG_NNBSP ": 100 personnes");
}

/* Another row names the site; then every id is new, but not the name nor the place. */
static void test_one_site_under_two_ids(void **state) {
  pair *p = *state;
  p->directory->sites[1].id = "ailleurs";
  compare(p);
  assert_int_equal(p->found.n_sites, 0);
  p->directory->entries[1].id = "autre-fiche";
  p->directory->sites[1].at.x += 0.5;
  compare(p);
  assert_int_equal(p->found.n_sites, 0);
  p->directory->sites[1].at.x += 200;
  compare(p);
  assert_int_equal(p->found.n_sites, 2);
}

/* ---- zones ---- */

static void test_zones_that_moved(void **state) {
  pair *p = *state;
  mlg_estimate was = mlg_uncovered(parts(p, 0, MLG_AIDER));
  mlg_parts *near = parts(p, 0, MLG_AIDER), *far = parts(p, 2, MLG_AIDER);
  near->part[MLG_SATURATED].value += 1;
  far->part[MLG_OUT_OF_REACH] = mlg_exact(5000);
  compare(p);
  assert_int_equal(p->found.n_zones, 2);
  const mlg_zone_change *first = &p->found.zones[0], *second = &p->found.zones[1];
  assert_int_equal(first->a, 2); /* the largest change first */
  assert_true(first->beyond);
  assert_int_equal(second->family, MLG_AIDER);
  assert_false(second->beyond);
  assert_near(second->before.value, was.value, 1e-9 /* persons */);
  assert_near(second->after.value, was.value + 1, 1e-9);
  p->request.family = MLG_APPRENDRE;
  compare(p);
  assert_int_equal(p->found.n_zones, 0);
}

static void test_fragility_that_moved(void **state) {
  pair *p = *state;
  mlg_estimate *base =
      (mlg_estimate *)&p->b->need->values[MLG_IRIS][2 * FX_INDICATORS + FX_FRAGILITE];
  base->value += 400;
  compare(p);
  assert_int_equal(p->found.n_zones, 1);
  assert_int_equal(p->found.zones[0].family, MLG_FAMILY_COUNT);
  assert_near(p->found.zones[0].after.value - p->found.zones[0].before.value, 400, 1e-9);
  mlg_estimate differences[4];
  mlg_comparison_rates(&p->request, &p->found, MLG_FAMILY_COUNT, differences);
  assert_near(differences[2].value, 400 / (0.75 * 1500), 1e-9 /* a share */);
  assert_near(differences[0].value, 0, 1e-12);
  assert_true(isnan(differences[1].value)); /* nobody lives there */
}

/* ---- what does not compare ---- */

static const mlg_run_gap *only_gap(pair *p, mlg_gap_kind kind) {
  compare(p);
  assert_int_equal(p->found.n_gaps, 1);
  assert_int_equal(p->found.gaps[0].kind, kind);
  return &p->found.gaps[0];
}

static void test_another_method(void **state) {
  pair *p = *state;
  mlg_parameter theta = {.name = "theta", .value = 7.3, .low = 5, .high = 10}, other = theta;
  other.value = 7.6;
  mlg_project *a = (mlg_project *)p->a->project;
  a->n_parameters = p->project->n_parameters = 1;
  a->parameters = &theta;
  p->project->parameters = &other;
  const mlg_run_gap *gap = only_gap(p, MLG_GAP_REFUSED);
  assert_string_equal(gap->what, "paramètre theta");
  assert_string_equal(gap->b, "7.6 [5 ; 10]");
  p->project->parameters = &theta;
  p->project->indicators[FX_FRAGILITE].formula_text = "a + b";
  assert_string_equal(only_gap(p, MLG_GAP_REFUSED)->what, "formule de la base");
  p->project->indicators[FX_FRAGILITE].formula_text = "a";
  p->project->reach.modes[0].minutes = 15;
  assert_string_equal(only_gap(p, MLG_GAP_REFUSED)->what, "portée à pied, minutes");
  p->project->reach.modes[0].minutes = 20;
  p->project->offer.weeks = 40;
  assert_string_equal(only_gap(p, MLG_GAP_REFUSED)->what, "semaines par an");
  p->project->offer.weeks = 0;
  p->project->scenarios[0].take_up *= 2;
  assert_string_equal(only_gap(p, MLG_GAP_REFUSED)->what, "recours");
}

/* Of the data behind the base another year does not compare; another file of one year does. */
static void test_other_data(void **state) {
  pair *p = *state;
  const char *digests[FX_DATASETS] = {"00000000ffff", p->a->digests[1]};
  p->b->digests = digests;
  assert_string_equal(only_gap(p, MLG_GAP_NOTED)->what, "contenu de population");
  p->project->datasets[0].vintage++;
  assert_string_equal(only_gap(p, MLG_GAP_REFUSED)->what, "millésime de population");
  p->project->datasets[0].vintage--;
  p->b->digests = p->a->digests;
  p->project->datasets[1].vintage++;
  only_gap(p, MLG_GAP_NOTED);
}

/* A denominator that both know is used for both; one that is not cannot be. */
static void test_another_denominator(void **state) {
  pair *p = *state;
  size_t turned[] = {FX_15P, FX_NSCOL}, alone[] = {FX_POPULATION};
  p->project->indicators[FX_FRAGILITE].denominators = turned;
  const mlg_run_gap *gap = only_gap(p, MLG_GAP_CONVERTED);
  assert_string_equal(gap->a, "population_nscol");
  assert_string_equal(gap->b, "population_15p");
  mlg_estimate differences[4];
  mlg_comparison_rates(&p->request, &p->found, MLG_FAMILY_COUNT, differences);
  assert_near(differences[0].value, 0, 1e-12 /* a share */);
  p->project->indicators[FX_FRAGILITE].denominators = alone;
  p->project->indicators[FX_FRAGILITE].n_denominators = 1;
  only_gap(p, MLG_GAP_REFUSED);
}

/* The second run counts visits: they are put back in persons. */
static void test_another_unit(void **state) {
  pair *p = *state;
  mlg_project *a = (mlg_project *)p->a->project;
  a->offer.visits_per_person = p->project->offer.visits_per_person = 2;
  p->project->scenarios[0].unit = MLG_VISITS;
  only_gap(p, MLG_GAP_CONVERTED);
  assert_near(p->found.visits, 0.5, 1e-12);
  for (size_t i = 0; i < p->found.n_zones; i++)
    assert_near(p->found.zones[i].after.value, 0.5 * p->found.zones[i].before.value, 1e-9);
  assert_true(p->found.n_zones > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_a_run_with_itself, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_a_site_that_changed, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_sites_added_and_gone, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_one_site_under_two_ids, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_zones_that_moved, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_fragility_that_moved, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_another_method, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_other_data, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_another_denominator, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_another_unit, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
