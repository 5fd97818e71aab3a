/* SPDX-License-Identifier: Apache-2.0 */
#include "offers.h"

#include <math.h>
#include <string.h>

/* One place on its own, of a known kind, for two families. */
static mlg_entry place(const char *id, double x) {
  return (mlg_entry){.id = id,
                     .name = id,
                     .address = "",
                     .commune = "",
                     .insee = "",
                     .typology = "ASSO",
                     .hours = "",
                     .source = "",
                     .updated = "2026-01-01",
                     .file = "annuaire.csv",
                     .line = 7,
                     .has_position = true,
                     .at = {x, 0},
                     .declared = {NAN, NAN, NAN, NAN, NAN},
                     .families = {[MLG_AIDER] = true, [MLG_APPRENDRE] = true}};
}

static mlg_offer_rules timed_rules(void) {
  mlg_offer_rules rules = OFFER_RULES;
  rules.minutes_per_visit = (mlg_range){20, 15, 30};
  rules.visits_per_person = 2;
  return rules;
}

static void make(offers_world *w, mlg_entry *entries, size_t n, const mlg_table *given) {
  static const char *const DATASETS[] = {"annuaire"};
  const mlg_offer_rules rules = timed_rules();
  mlg_given_capacities capacities = {0};
  w->directory = (mlg_directory){.n_entries = n, .entries = entries};
  assert_int_equal(mlg_directory_merge(&w->arena, &rules, NULL, &w->findings, &w->directory),
                   MLG_OK);
  if (given != NULL)
    assert_int_equal(
        mlg_capacities_read(&w->arena, given, DATASETS, &w->directory, &w->findings, &capacities),
        MLG_OK);
  assert_int_equal(
      mlg_directory_capacities(&w->arena, &rules, &capacities, &w->findings, &w->directory),
      MLG_OK);
}

static const mlg_offer *offer_of(const offers_world *w, const char *id) {
  for (size_t i = 0; i < w->directory.n_offers; i++)
    if (strcmp(w->directory.offers[i].id, id) == 0) return &w->directory.offers[i];
  fail_msg("no offer %s", id);
  return NULL;
}

static void assert_capacity(const offers_world *w, const char *id, mlg_capacity_kind kind,
                            double value, double low, double high) {
  const mlg_offer *offer = offer_of(w, id);
  assert_int_equal(offer->capacity_kind, kind);
  assert_near(offer->capacity.value, value, 1e-9 /* persons */);
  assert_near(offer->capacity.low, low, 1e-9);
  assert_near(offer->capacity.high, high, 1e-9);
  assert_true(*offer->origin != '\0');
}

static mlg_schedule open_for(offers_world *w, unsigned hours) {
  mlg_schedule schedule = {.known = true, .n = 1, .openings = MLG_NEW(&w->arena, mlg_opening, 1)};
  schedule.openings[0] = (mlg_opening){0, 480, 480 + 60 * hours, 1};
  return schedule;
}

static void test_persons_declared_come_before_hours(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {place("a", 0), place("b", 900)};
  entries[0].declared = (mlg_declared){400, NAN, 10, NAN, 2};
  entries[1].declared = (mlg_declared){NAN, 20, 10, 40, NAN};
  make(w, entries, 2, NULL);
  /* 400 a year for two families; 20 a week, 40 weeks, 2 visits a person, for two. */
  assert_capacity(w, "a/aider", MLG_CAPACITY_DECLARED_PERSONS, 200, 200, 200);
  assert_capacity(w, "a/apprendre", MLG_CAPACITY_DECLARED_PERSONS, 200, 200, 200);
  assert_int_equal(offer_of(w, "a/aider")->capacity.flags & MLG_IMPUTED, 0);
  assert_capacity(w, "b/aider", MLG_CAPACITY_DECLARED_PERSONS, 200, 200, 200);
  assert_int_equal(offer_of(w, "b/aider")->capacity.flags, MLG_IMPUTED);
}

static void test_hours_declared_come_before_opening_hours(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {place("a", 0), place("b", 900)};
  entries[0].declared = (mlg_declared){NAN, NAN, 10, NAN, 3};
  entries[1].declared = (mlg_declared){NAN, NAN, NAN, 40, 3};
  entries[0].schedule = entries[1].schedule = open_for(w, 6);
  make(w, entries, 2, NULL);
  /* 5 h of 60 min a week, 36 weeks, 20 [15 ; 30] min a visit, 2 visits a person. */
  assert_capacity(w, "a/aider", MLG_CAPACITY_DECLARED_HOURS, 270, 180, 360);
  assert_near(offer_of(w, "a/aider")->weekly_hours, 5, 1e-9 /* hours */);
  /* 3 h, 3 helpers, 40 weeks. */
  assert_capacity(w, "b/aider", MLG_CAPACITY_OPENING_HOURS, 540, 360, 720);
  assert_near(offer_of(w, "b/aider")->weekly_hours, 3, 1e-9);
}

static void test_the_kind_of_place_is_bounded_by_its_hours(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {place("a", 0), place("b", 900), place("c", 1800)};
  entries[0].schedule = open_for(w, 12); /* 6 h for each family hold 18 persons a week */
  entries[1].schedule = open_for(w, 4);  /* 2 h hold 6 [4 ; 8], fewer than 10 */
  make(w, entries, 3, NULL);
  assert_capacity(w, "a/aider", MLG_CAPACITY_DEFAULT, 180, 90, 360);
  assert_capacity(w, "b/aider", MLG_CAPACITY_DEFAULT, 108, 0.5 * 72, 2 * 144);
  assert_capacity(w, "c/aider", MLG_CAPACITY_DEFAULT, 180, 90, 360);
  assert_true(strstr(offer_of(w, "b/aider")->origin, "au plus 6 personnes") != NULL);
  assert_true(isnan(offer_of(w, "c/aider")->weekly_hours));
}

static void test_unknown_is_not_zero_and_not_guessed(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {place("a", 0)};
  entries[0].typology = "";
  make(w, entries, 1, NULL);
  assert_capacity(w, "a/aider", MLG_CAPACITY_UNKNOWN, 180, 0, 360);
  assert_string_equal(finding_of(&w->findings, MLG_F_CAPACITY_UNKNOWN, 0)->value, "2");
  assert_null(finding_of(&w->findings, MLG_F_CAPACITY_ASSUMED, 0));
}

static void test_what_no_place_can_do_is_left_out(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {place("a", 0)};
  entries[0].declared = (mlg_declared){100001, NAN, 1e9, 54, INFINITY};
  make(w, entries, 1, NULL);
  assert_capacity(w, "a/aider", MLG_CAPACITY_DEFAULT, 180, 90, 360);
  assert_int_equal(finding_of(&w->findings, MLG_F_CAPACITY_ABSURD, 0)->line, 7);
  assert_string_equal(finding_of(&w->findings, MLG_F_CAPACITY_ABSURD, 0)->column, "personnes_an");
  assert_non_null(finding_of(&w->findings, MLG_F_CAPACITY_ABSURD, 3));
  assert_null(finding_of(&w->findings, MLG_F_CAPACITY_ABSURD, 4));
}

static void test_what_the_analyst_gives_comes_first(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {place("a", 0), place("b", 900), place("c", 1800), place("d", 2700)};
  entries[0].declared.persons_year = 400;
  entries[2].schedule = open_for(w, 6);
  const mlg_table given = table_of(&w->arena, "capacites.csv",
                                   "lieu,fiche,famille,personnes_an,heures_semaine,aidants,min,"
                                   "max,source\n"
                                   "a,,,1000,,,,,\n"
                                   ",annuaire:a,aider,300,,,250,350,entretien\n"
                                   ",b,,,10,,5,,\n"
                                   "c,,,,,2,,,\n"
                                   "d,,,,,2,,,\n"
                                   "d,,aider,0,,,,,\n");
  make(w, entries, 4, &given);
  /* The row's family first; the place's thousand is for the family that is left. */
  assert_capacity(w, "a/aider", MLG_CAPACITY_SIDE_FILE, 300, 250, 350);
  assert_true(strstr(offer_of(w, "a/aider")->origin, "entretien") != NULL);
  assert_capacity(w, "a/apprendre", MLG_CAPACITY_SIDE_FILE, 1000, 1000, 1000);
  /* 10 h shared by two; from 5 h. */
  assert_capacity(w, "b/aider", MLG_CAPACITY_SIDE_FILE, 270, 90, 360);
  /* 3 h of two helpers. */
  assert_capacity(w, "c/aider", MLG_CAPACITY_SIDE_FILE, 324, 216, 432);
  /* Helpers without hours say nothing; a zero is a zero. */
  assert_capacity(w, "d/apprendre", MLG_CAPACITY_DEFAULT, 180, 90, 360);
  assert_capacity(w, "d/aider", MLG_CAPACITY_SIDE_FILE, 0, 0, 0);
  assert_int_equal(finding_of(&w->findings, MLG_F_CAPACITY_UNUSED, 0)->line, 6);
}

/* Organisations of random families and hours: what each family gets adds up to the whole. */
static void test_hours_are_never_counted_twice(void **state) {
  offers_world *w = *state;
  unsigned seed = 20261122;
  for (int round = 0; round < 300; round++) {
    mlg_entry entries[] = {place("a", 0)};
    seed = seed * 1664525u + 1013904223u;
    unsigned families = 1 + (seed >> 8) % 31, hours = 1 + (seed >> 16) % 14;
    for (int f = 0; f < MLG_FAMILY_COUNT; f++) entries[0].families[f] = families >> f & 1;
    entries[0].schedule = open_for(w, hours);
    if (seed >> 30 & 1) entries[0].declared.hours_week = hours = 1 + hours * 3;
    make(w, entries, 1, NULL);
    double sum = 0;
    for (size_t i = 0; i < w->directory.n_offers; i++) sum += w->directory.offers[i].weekly_hours;
    assert_near(sum, hours, 1e-9 /* hours */);
  }
}

/* Two rows of one organisation that repeat its hours have them once; two different weeks, both. */
static void test_rows_of_one_organisation_share_its_week(void **state) {
  offers_world *w = *state;
  for (unsigned other = 6; other <= 8; other += 2) {
    mlg_entry entries[] = {place("a", 0), place("b", 0)};
    entries[0].name = entries[1].name = "Maison de quartier";
    entries[0].families[MLG_APPRENDRE] = entries[1].families[MLG_AIDER] = false;
    entries[0].schedule = open_for(w, 6);
    entries[1].schedule = open_for(w, other);
    make(w, entries, 2, NULL);
    assert_int_equal(w->directory.n_offers, 2);
    double sum = offer_of(w, "a/aider")->weekly_hours + offer_of(w, "a/apprendre")->weekly_hours;
    assert_near(sum, other == 6 ? 6 : 6 + 8, 1e-9 /* hours */);
  }
}

/* Organisations under one roof each have their own offer, and their own hours. */
static void test_a_roof_shares_nothing(void **state) {
  offers_world *w = *state;
  mlg_entry entries[] = {place("a", 0), place("b", 0)};
  entries[0].name = "Mairie";
  entries[1].name = "Médiathèque";
  entries[0].address = entries[1].address = "1 rue de la Mairie";
  entries[0].insee = entries[1].insee = "35001";
  entries[0].schedule = entries[1].schedule = open_for(w, 6);
  make(w, entries, 2, NULL);
  assert_int_equal(w->directory.n_sites, 1);
  assert_int_equal(w->directory.n_offers, 4);
  for (size_t i = 0; i < 4; i++) assert_near(w->directory.offers[i].weekly_hours, 3, 1e-9);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      OFFERS_CASE(test_persons_declared_come_before_hours),
      OFFERS_CASE(test_hours_declared_come_before_opening_hours),
      OFFERS_CASE(test_the_kind_of_place_is_bounded_by_its_hours),
      OFFERS_CASE(test_unknown_is_not_zero_and_not_guessed),
      OFFERS_CASE(test_what_no_place_can_do_is_left_out),
      OFFERS_CASE(test_what_the_analyst_gives_comes_first),
      OFFERS_CASE(test_hours_are_never_counted_twice),
      OFFERS_CASE(test_rows_of_one_organisation_share_its_week),
      OFFERS_CASE(test_a_roof_shares_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
