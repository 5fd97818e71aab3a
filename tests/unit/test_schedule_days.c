/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include <maillage/schedule.h>
#include <maillage/text.h>

static mlg_hours_kind add(mlg_arena *arena, mlg_schedule *schedule, unsigned day, const char *text,
                          double weeks) {
  mlg_hours_kind kind;
  assert_int_equal(mlg_schedule_add_day(arena, day, text, weeks, &kind, schedule), MLG_OK);
  return kind;
}

static void weekday_cells_make_a_week(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_schedule s = {0};
  assert_int_equal(add(&arena, &s, 0, "", 1), MLG_HOURS_BLANK);
  assert_false(s.known);
  assert_int_equal(add(&arena, &s, 0, "09:00 - 12:00 / 13:30 - 17:00", 1), MLG_HOURS_FRENCH);
  assert_int_equal(add(&arena, &s, 2, "fermé", 1), MLG_HOURS_FRENCH);
  assert_int_equal(add(&arena, &s, 3, "9h-12h", 0.5), MLG_HOURS_FRENCH);
  assert_int_equal(add(&arena, &s, 4, "sur RDV", 1), MLG_HOURS_FRENCH);
  assert_int_equal(add(&arena, &s, 5, " \xC2\xA0", 1), MLG_HOURS_BLANK);
  assert_true(s.known && s.by_appointment && !s.partial);
  assert_near(mlg_schedule_minutes(&s), 390 + 90, 1e-9); /* minutes */
  assert_near(mlg_schedule_half_days(&s), 2.5, 1e-9);    /* half-days */
  mlg_arena_free(&arena);
}

/* Other hours may be those of the cell that was not understood. */
static void a_cell_that_is_not_understood_makes_the_week_unknown(void **state) {
  (void)state;
  static const char *const BAD[] = {
      "matin", "toute la journée", "selon les jours", "08:30 - 12:30 / 08:30 - 12:30", "12h",
      "17h-9h"};
  mlg_arena arena = {0};
  for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
    mlg_schedule s = {0};
    add(&arena, &s, 0, "9h-12h", 1);
    add(&arena, &s, 1, BAD[i], 1);
    add(&arena, &s, 2, "9h-12h", 1);
    if (s.known || !s.partial || s.n < 2) fail_msg("%s is known", BAD[i]);
    assert_true(isnan(mlg_schedule_minutes(&s)));
  }
  mlg_arena_free(&arena);
}

static void appointments_alone_give_no_hours(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_schedule s = {0};
  assert_int_equal(add(&arena, &s, 1, "sur rendez-vous", 1), MLG_HOURS_FRENCH);
  assert_true(s.by_appointment && !s.known && !s.partial);
  mlg_arena_free(&arena);
}

static void frequencies_are_shares_of_the_weeks(void **state) {
  (void)state;
  static const struct {
    const char *text;
    double share;
  } EXAMPLES[] = {
      {"Hebdomadaire", 1},
      {"toutes les semaines", 1},
      {"tous les mardis", 1},
      {"1 fois par semaine", 1},
      {"1 semaine sur 2", 0.5},
      {"un mardi sur deux", 0.5},
      {"une semaine sur trois", 1 / 3.0},
      {"3 mercredis sur 4", 0.75},
      {"Tous les 15 jours", 0.5},
      {"toutes les deux semaines", 0.5},
      {"semaines paires", 0.5},
      {"mensuelle", 12 / 52.0},
      {"1 fois par mois", 12 / 52.0},
      {"1er mardi du mois", 12 / 52.0},
      {"1er et 3ème jeudi du mois", 24 / 52.0},
      {"2 fois par mois", 24 / 52.0},
      {"tous les mois", 12 / 52.0},
      {"tous les deux mois", 6 / 52.0},
      {"trimestriel", 4 / 52.0},
      {"2 fois par an", 2 / 52.0},
      {"", 0},
      {"ponctuellement", 0},
      {"pas toutes les semaines", 0},
      {"toutes les semaines sauf l'été", 0},
      {"une semaine sur", 0},
      {"3 semaines sur 2", 0},
      {"99999999999999999999 fois par mois", 0},
  };
  mlg_arena arena = {0};
  for (size_t i = 0; i < sizeof EXAMPLES / sizeof *EXAMPLES; i++) {
    double share = mlg_schedule_frequency(&arena, EXAMPLES[i].text);
    /* a share of the weeks */
    if (!(fabs(share - EXAMPLES[i].share) < 1e-12)) fail_msg("%s: %g", EXAMPLES[i].text, share);
  }
  mlg_arena_free(&arena);
}

static void check_wording(mlg_arena *arena, const char *text, const char *french, const char *osm) {
  mlg_hours_kind kind;
  mlg_schedule s;
  assert_int_equal(mlg_schedule_read(arena, text, &kind, &s), MLG_OK);
  assert_string_equal(mlg_schedule_french(arena, &s), french);
  assert_string_equal(mlg_schedule_osm(arena, &s), osm);
}

#define H MLG_NBSP "h"
#define SEMI MLG_NNBSP "; "

static void schedules_are_worded(void **state) {
  (void)state;
  mlg_arena arena = {0};
  check_wording(&arena, "Mo-Fr 09:00-12:30,13:30-17:00",
                "lun-ven 9" H "-12" H MLG_NBSP "30, 13" H MLG_NBSP "30-17" H,
                "Mo-Fr 09:00-12:30,13:30-17:00");
  check_wording(&arena, "jeudi 14h-19h, lundi et mardi 9h-12h, samedi 20h-minuit",
                "lun, mar 9" H "-12" H SEMI "jeu 14" H "-19" H SEMI "sam 20" H "-minuit",
                "Mo,Tu 09:00-12:00; Th 14:00-19:00; Sa 20:00-24:00");
  check_wording(&arena, "week 1-53/2 Mo-We 09:00-12:00; Fr 09:00-12:00",
                "ven 9" H "-12" H SEMI "lun-mer 9" H "-12" H " (une semaine sur deux)",
                "Fr 09:00-12:00, week 1-51/2 Mo-We 09:00-12:00");
  check_wording(&arena, "1er samedi du mois de 15h à 17h sur RDV",
                "sam 15" H "-17" H " (une fois par mois) (sur rendez-vous, en tout ou partie)",
                "week 1-12 Sa 15:00-17:00 \"sur rendez-vous, en tout ou partie\"");
  check_wording(&arena, "fermé", "fermé", "off");
  check_wording(&arena, "sur RDV", "", "");
  check_wording(&arena, "Mo-Fr 09:00+", "", "");
  mlg_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(weekday_cells_make_a_week),
      cmocka_unit_test(a_cell_that_is_not_understood_makes_the_week_unknown),
      cmocka_unit_test(appointments_alone_give_no_hours),
      cmocka_unit_test(frequencies_are_shares_of_the_weeks),
      cmocka_unit_test(schedules_are_worded),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
