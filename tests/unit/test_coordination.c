/* SPDX-License-Identifier: Apache-2.0 */
/* What people of a quarter find within reach, on the small portrait. */
#include "near.h"

#include "portrait_fixture.h"

#include <maillage/coordination.h>
#include <stdlib.h>
#include <string.h>

/* Quarters, in the order of their codes. */
enum { FIRST, SECOND, VILLAGE };
/* Offers of the small portrait. */
enum { HELP_ONE, LEARN_ONE, HELP_TWO };

typedef struct {
  mlg_arena arena;
  mlg_portrait *portrait;
  mlg_offer *offers;
  mlg_zone *leaves;
  mlg_access access;
  mlg_coordination *quarters;
} world;

/* The first site stands in the first leaf, the second one 900 m from it; the other leaves are
 * out of anyone's reach. */
static int set_up(void **state) {
  world *w = calloc(1, sizeof *w);
  w->portrait = fx_portrait(&w->arena);
  w->offers = w->portrait->directory->offers;
  w->leaves = w->portrait->territory->zones[MLG_IRIS];
  mlg_point one = w->portrait->directory->sites[0].at;
  w->portrait->directory->sites[1].at = (mlg_point){one.x + 900, one.y};
  for (size_t leaf = 0; leaf < 4; leaf++)
    w->leaves[leaf].centre = (mlg_point){one.x + 20000 * (double)leaf, one.y};
  *state = w;
  return 0;
}

static int tear_down(void **state) {
  world *w = *state;
  mlg_arena_free(&w->arena);
  free(w);
  return 0;
}

static void look(world *w) {
  mlg_coverage *coverage = (mlg_coverage *)w->portrait->coverage;
  assert_int_equal(mlg_access_build(&w->arena, &w->portrait->project->reach, w->portrait->territory,
                                    NULL, NULL, NULL, 0, &w->access),
                   MLG_OK);
  coverage->access = &w->access;
  assert_int_equal(mlg_coordination_build(&w->arena, w->portrait, MLG_QUARTIER, &w->quarters),
                   MLG_OK);
}

static void families_within_reach(void **state) {
  world *w = *state;
  look(w);
  const mlg_coordination *q = &w->quarters[FIRST];
  assert_int_equal(q->n_recorded, 4);
  assert_int_equal(q->n_present, 2);
  assert_int_equal(q->families[MLG_AIDER].n_offers, 2);
  assert_int_equal(q->families[MLG_APPRENDRE].n_offers, 1);
  assert_int_equal(q->families[MLG_ACCEDER].n_offers, 0);
  assert_false(q->families[MLG_DEPANNER].recorded);
  assert_int_equal(w->quarters[VILLAGE].n_present, 0);
  assert_string_equal(mlg_coordination_present(&w->arena, &w->quarters[VILLAGE]),
                      "aucune (0 sur 4 recensées)");
}

/* The reach of a zone where nobody lives is nobody's. */
static void nobody_reaches_from_an_empty_zone(void **state) {
  world *w = *state;
  w->leaves[1].centre = w->leaves[0].centre;
  w->leaves[0].centre = (mlg_point){0, 0};
  look(w);
  assert_int_equal(w->quarters[FIRST].n_present, 0);
}

static void providers_that_are_not_named_are_not_counted(void **state) {
  world *w = *state;
  w->offers[HELP_ONE].terms.provider = w->offers[HELP_TWO].terms.provider = "";
  look(w);
  const mlg_coordinated_family *help = &w->quarters[FIRST].families[MLG_AIDER];
  assert_int_equal(help->n_unnamed, 2);
  assert_int_equal(help->single, MLG_NOT_SAID);
  assert_int_equal(w->quarters[FIRST].families[MLG_APPRENDRE].single, MLG_YES);

  w->offers[HELP_ONE].terms.provider = w->offers[HELP_TWO].terms.provider = "CCAS";
  look(w);
  help = &w->quarters[FIRST].families[MLG_AIDER];
  assert_int_equal(help->n_providers, 1);
  assert_int_equal(help->single, MLG_YES);

  w->offers[HELP_TWO].terms.provider = "Département";
  look(w);
  assert_int_equal(w->quarters[FIRST].families[MLG_AIDER].n_providers, 2);
  assert_int_equal(w->quarters[FIRST].families[MLG_AIDER].single, MLG_NO);
}

/* One yes is a yes; a no needs every offer to say so. */
static void appointments(void **state) {
  world *w = *state;
  w->offers[HELP_ONE].terms.access = MLG_WALK_IN;
  look(w);
  assert_int_equal(w->quarters[FIRST].families[MLG_AIDER].appointment, MLG_NOT_SAID);
  w->offers[HELP_TWO].terms.access = MLG_WALK_IN | MLG_BY_PHONE;
  look(w);
  assert_int_equal(w->quarters[FIRST].families[MLG_AIDER].appointment, MLG_NO);
  w->offers[HELP_TWO].schedule.by_appointment = true;
  look(w);
  assert_int_equal(w->quarters[FIRST].families[MLG_AIDER].appointment, MLG_YES);
}

static void evenings_and_saturdays(void **state) {
  world *w = *state;
  static mlg_opening monday[] = {{0, 9 * 60, 12 * 60, 1}};
  static mlg_opening late[] = {{2, 14 * 60, 19 * 60, 1}, {5, 9 * 60, 12 * 60, 1}};
  w->offers[HELP_ONE].schedule = (mlg_schedule){.known = true, .n = 1, .openings = monday};
  look(w);
  const mlg_coordinated_family *help = &w->quarters[FIRST].families[MLG_AIDER];
  assert_int_equal(help->evening, MLG_NOT_SAID); /* the other one does not say */
  w->offers[HELP_TWO].schedule = w->offers[HELP_ONE].schedule;
  look(w);
  help = &w->quarters[FIRST].families[MLG_AIDER];
  assert_int_equal(help->evening, MLG_NO);
  assert_int_equal(help->saturday, MLG_NO);
  w->offers[HELP_TWO].schedule = (mlg_schedule){.known = true, .n = 2, .openings = late};
  look(w);
  help = &w->quarters[FIRST].families[MLG_AIDER];
  assert_int_equal(help->evening, MLG_YES);
  assert_int_equal(help->saturday, MLG_YES);
}

static void orientation_is_the_reference_scenario_s(void **state) {
  world *w = *state;
  look(w);
  const mlg_parts *parts = mlg_portrait_parts(w->portrait, MLG_QUARTIER, FIRST, MLG_AIDER);
  assert_near(w->quarters[FIRST].families[MLG_AIDER].orientation.value,
              parts->part[MLG_ORIENTATION].value, 0);
  assert_true(parts->part[MLG_ORIENTATION].value > 0);
  assert_false(mlg_is_known(w->quarters[FIRST].families[MLG_DEPANNER].orientation));
}

static void words(void **state) {
  world *w = *state;
  look(w);
  const mlg_coordination *q = &w->quarters[FIRST];
  assert_string_equal(mlg_coordination_present(&w->arena, q),
                      "être aidé dans ses démarches, apprendre le numérique (2 sur 4 recensées)");
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      CASE(families_within_reach),
      CASE(nobody_reaches_from_an_empty_zone),
      CASE(providers_that_are_not_named_are_not_counted),
      CASE(appointments),
      CASE(evenings_and_saturdays),
      CASE(orientation_is_the_reference_scenario_s),
      CASE(words),
  };
#undef CASE
  return cmocka_run_group_tests(tests, NULL, NULL);
}
