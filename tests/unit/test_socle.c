/* SPDX-License-Identifier: Apache-2.0 */
/* The socle commun and the list to telephone, on the small portrait. */
#include "near.h"

#include "portrait_fixture.h"

#include <maillage/socle.h>
#include <maillage/verify.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST, SECOND, VILLAGE };

typedef struct {
  mlg_arena arena;
  mlg_portrait *portrait;
  mlg_site *sites;
  mlg_access access;
  mlg_socle *quarters;
  mlg_to_verify *list;
  size_t n;
} world;

/* Two sites that count, in the first leaf and in the village; a third without a position. */
static int set_up(void **state) {
  world *w = calloc(1, sizeof *w);
  w->portrait = fx_portrait(&w->arena);
  w->sites = w->portrait->directory->sites;
  mlg_zone *leaves = w->portrait->territory->zones[MLG_IRIS];
  mlg_point at = w->sites[0].at;
  for (size_t leaf = 0; leaf < 4; leaf++)
    leaves[leaf].centre = (mlg_point){at.x + 20000 * (double)leaf, at.y};
  w->sites[1].at = leaves[3].centre;
  for (size_t s = 0; s < 3; s++)
    for (int field = 0; field < MLG_FROM_COUNT; field++) w->sites[s].from[field] = s;
  *state = w;
  return 0;
}

static int tear_down(void **state) {
  world *w = *state;
  mlg_arena_free(&w->arena);
  free(w);
  return 0;
}

static void ask(world *w) {
  assert_int_equal(mlg_socle_build(&w->arena, w->portrait, MLG_QUARTIER, &w->quarters), MLG_OK);
}

static void look(world *w) {
  mlg_coverage *coverage = (mlg_coverage *)w->portrait->coverage;
  assert_int_equal(mlg_access_build(&w->arena, &w->portrait->project->reach, w->portrait->territory,
                                    NULL, NULL, NULL, 0, &w->access),
                   MLG_OK);
  coverage->access = &w->access;
  assert_int_equal(mlg_verify_build(&w->arena, w->portrait, &w->list, &w->n), MLG_OK);
}

static void say(mlg_site *site, mlg_answer answer) {
  for (int basic = 0; basic < MLG_BASIC_COUNT; basic++) site->basics[basic] = answer;
}

static void test_present_absent_or_unknown(void **state) {
  world *w = *state;
  say(&w->sites[0], MLG_NO);
  w->sites[0].basics[MLG_WIFI] = MLG_YES;
  w->sites[0].basics[MLG_PRINTER] = MLG_NOT_SAID;
  ask(w);
  const mlg_socle *q = &w->quarters[FIRST];
  assert_int_equal(q->n_sites, 1);
  assert_int_equal(q->basics[MLG_WIFI], MLG_YES);
  assert_int_equal(q->basics[MLG_COMPUTERS], MLG_NO);
  assert_int_equal(q->basics[MLG_PRINTER], MLG_NOT_SAID);
  assert_int_equal(q->n_calls, 1);
  assert_int_equal(q->calls[0], 0);
  assert_string_equal(mlg_socle_unsaid(&w->arena, &w->sites[0]), "imprimante ou scanner");
  /* Nothing listed is not nothing there. */
  assert_int_equal(w->quarters[SECOND].n_sites, 0);
  assert_int_equal(w->quarters[SECOND].basics[MLG_WIFI], MLG_NOT_SAID);
  assert_string_equal(mlg_socle_answer(MLG_NO), "absent");
}

static void test_one_yes_is_enough_one_silence_is_too_much(void **state) {
  world *w = *state;
  w->sites[1].zone = w->sites[0].zone;
  say(&w->sites[0], MLG_NO);
  say(&w->sites[1], MLG_NO);
  w->sites[1].basics[MLG_WIFI] = MLG_YES;
  w->sites[1].basics[MLG_HELP] = w->sites[1].basics[MLG_WORKSHOPS] = MLG_NOT_SAID;
  w->sites[0].basics[MLG_HELP] = MLG_NOT_SAID;
  ask(w);
  const mlg_socle *q = &w->quarters[FIRST];
  assert_int_equal(q->basics[MLG_WIFI], MLG_YES);
  assert_int_equal(q->basics[MLG_PRINTER], MLG_NO);
  assert_int_equal(q->basics[MLG_WORKSHOPS], MLG_NOT_SAID);
  assert_int_equal(q->tally[MLG_HELP][MLG_NOT_SAID], 2);
  /* Who leaves the most unsaid comes first. */
  assert_int_equal(q->n_calls, 2);
  assert_int_equal(q->calls[0], 1);
}

static void test_sites_that_do_not_count_are_not_asked(void **state) {
  world *w = *state;
  w->sites[0].status = MLG_STALE;
  ask(w);
  assert_int_equal(w->quarters[FIRST].n_sites, 0);
}

static void test_most_uncovered_need_first(void **state) {
  world *w = *state;
  look(w);
  assert_int_equal(w->n, 3);
  for (size_t i = 1; i < w->n; i++) assert_true(w->list[i - 1].uncovered >= w->list[i].uncovered);
  /* At the door the weight is 1: the leaf's own uncovered need. */
  const mlg_parts *parts = mlg_portrait_parts(w->portrait, MLG_IRIS, 0, MLG_AIDER);
  assert_int_equal(w->list[0].site, 0);
  assert_near(w->list[0].uncovered, mlg_uncovered(parts).value, 1e-6 /* persons */);
  assert_true(w->list[0].counted);
  /* Nowhere: nobody is known to be around it. */
  assert_int_equal(w->list[2].site, 2);
  assert_near(w->list[2].uncovered, 0, 0);
  assert_true(w->list[2].reasons & MLG_VERIFY_POSITION);
  assert_false(w->list[2].counted);
}

static void test_what_is_known_is_not_asked(void **state) {
  world *w = *state;
  say(&w->sites[0], MLG_YES);
  w->sites[0].schedule.known = true;
  w->sites[1].status = MLG_NO_PUBLIC;
  look(w);
  assert_int_equal(w->n, 1);
  assert_int_equal(w->list[0].site, 2);
}

static void test_reasons_in_words(void **state) {
  world *w = *state;
  mlg_directory *directory = (mlg_directory *)w->portrait->directory;
  mlg_match near = {.a = 0, .b = 1, .kind = MLG_MATCH_NEAR, .score = 0.65};
  for (size_t s = 0; s < 2; s++) {
    say(&w->sites[s], MLG_YES);
    directory->entries[s].site = s;
  }
  w->sites[0].basics[MLG_WIFI] = MLG_NOT_SAID;
  w->sites[0].stale = true;
  directory->n_matches = 1;
  directory->matches = &near;
  directory->offers[0].capacity_kind = MLG_CAPACITY_UNKNOWN;
  look(w);
  assert_int_equal(w->list[0].twin, 1);
  assert_string_equal(
      mlg_verify_words(&w->arena, w->portrait, &w->list[0]),
      "fiche ancienne\u202F; horaires inconnus\u202F; capacité inconnue\u202F; même lieu que "
      "«\u00A0Espace France services & Cie\u00A0»\u202F?\u202F; socle commun à demander\u202F: "
      "wifi public");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(test_present_absent_or_unknown),
      CASE(test_one_yes_is_enough_one_silence_is_too_much),
      CASE(test_sites_that_do_not_count_are_not_asked),
      CASE(test_most_uncovered_need_first),
      CASE(test_what_is_known_is_not_asked),
      CASE(test_reasons_in_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
