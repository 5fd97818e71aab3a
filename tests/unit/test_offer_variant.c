/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of sites once merged: head offices, places out of reach, other choices on age. */
#include "offers.h"

static mlg_entry row(const char *id, const char *updated, mlg_site_status status) {
  return (mlg_entry){.id = id,
                     .name = "Maison de quartier",
                     .address = "",
                     .commune = "",
                     .insee = "",
                     .typology = "",
                     .hours = "",
                     .source = "",
                     .updated = updated,
                     .file = "annuaire.csv",
                     .has_position = true,
                     .families = {[MLG_AIDER] = true},
                     .status = status};
}

static void merge(offers_world *w, mlg_entry *entries, size_t n) {
  w->directory = (mlg_directory){.n_entries = n, .entries = entries};
  assert_int_equal(mlg_directory_merge(&w->arena, &OFFER_RULES, NULL, &w->findings, &w->directory),
                   MLG_OK);
  assert_int_equal(w->directory.n_sites, 1);
}

static void test_a_silent_row_does_not_open_a_head_office(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {row("a", "2026-01-01", MLG_HEAD_OFFICE), row("b", "2026-02-01", 0)};
  merge(w, entries, 2);
  assert_int_equal(w->directory.sites[0].status, MLG_COUNTED);
  assert_int_equal(mlg_directory_head_offices(&w->arena, &w->directory), MLG_OK);
  assert_int_equal(w->directory.sites[0].status, MLG_HEAD_OFFICE);
  assert_int_equal(entries[1].status, MLG_HEAD_OFFICE);
}

static void test_a_row_that_gives_hours_does(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {row("a", "2026-01-01", MLG_HEAD_OFFICE), row("b", "2026-02-01", 0)};
  entries[1].hours = "Mo 09:00-12:00";
  merge(w, entries, 2);
  assert_int_equal(mlg_directory_head_offices(&w->arena, &w->directory), MLG_OK);
  assert_int_equal(w->directory.sites[0].status, MLG_COUNTED);
}

static void test_out_of_reach_comes_before_every_other_reason(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {row("a", "2020-01-01", MLG_STALE), row("b", "2026-02-01", 0)};
  merge(w, entries, 2);
  mlg_directory_leave_out(&w->directory, 0);
  assert_int_equal(mlg_directory_tally(&w->arena, &w->directory), MLG_OK);
  assert_int_equal(w->directory.tallies[0].rejected[MLG_OUTSIDE], 2);
  assert_int_equal(w->directory.tallies[0].kept, 0);
}

/* The same rows under the other choice, and back. */
static void test_choices_on_age_turned_round(void **state) {
  offers_world *w = *state;
  mlg_offer_rules rules = OFFER_RULES;
  rules.leave_stale = true;
  mlg_entry entries[] = {row("a", "2020-01-01", MLG_STALE), row("b", "", MLG_NO_SERVICE)};
  merge(w, entries, 2);
  mlg_directory then, again;
  rules.leave_stale = false;
  assert_int_equal(mlg_directory_variant(&w->arena, &w->directory, &rules, "2026-11-22", &then),
                   MLG_OK);
  assert_int_equal(then.sites[0].status, MLG_COUNTED);
  assert_true(then.sites[0].families[MLG_AIDER]);
  assert_int_equal(then.entries[1].status, MLG_NO_SERVICE);
  assert_int_equal(w->directory.sites[0].status, MLG_STALE);
  rules.leave_stale = true;
  assert_int_equal(mlg_directory_variant(&w->arena, &then, &rules, "2026-11-22", &again), MLG_OK);
  assert_int_equal(again.sites[0].status, MLG_STALE);
}

static void test_how_old_a_site_is(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {row("a", "2020-01-01", 0)};
  merge(w, entries, 1);
  const mlg_site *site = w->directory.sites;
  assert_int_equal(mlg_directory_date(&OFFER_RULES, "2026-11-22", &w->findings, &w->directory),
                   MLG_OK);
  assert_true(site->stale && !site->undated);
  assert_int_equal(mlg_directory_date(&OFFER_RULES, "2020-11-22", &w->findings, &w->directory),
                   MLG_OK);
  assert_false(site->stale);
  assert_int_equal(mlg_directory_date(&OFFER_RULES, "hier", &w->findings, &w->directory),
                   MLG_REJECTED);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      OFFERS_CASE(test_a_silent_row_does_not_open_a_head_office),
      OFFERS_CASE(test_a_row_that_gives_hours_does),
      OFFERS_CASE(test_out_of_reach_comes_before_every_other_reason),
      OFFERS_CASE(test_choices_on_age_turned_round),
      OFFERS_CASE(test_how_old_a_site_is),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
