/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include <maillage/schedule.h>
#include <string.h>

/* What a text must give: minutes (a minute's tolerance is none: they are whole) and half-days. */
typedef struct {
  const char *text;
  double minutes, half_days; /* -1: not known */
} example;

static mlg_schedule read(mlg_arena *arena, const char *text, mlg_hours_kind expected) {
  mlg_hours_kind kind;
  mlg_schedule schedule;
  assert_int_equal(mlg_schedule_read(arena, text, &kind, &schedule), MLG_OK);
  if (kind != expected) fail_msg("%s: kind %d", text, kind);
  return schedule;
}

static void check_sound(const char *text, const mlg_schedule *s) {
  for (size_t i = 0; i < s->n; i++) {
    const mlg_opening *o = &s->openings[i], *before = i == 0 ? NULL : o - 1;
    assert_true(o->day < 7 && o->from < o->to && o->to <= 1440 && o->weeks > 0 && o->weeks <= 1);
    if (before != NULL && (before->day > o->day || (before->day == o->day && before->to > o->from)))
      fail_msg("%s: openings overlap or are out of order", text);
  }
  if (s->known) assert_true(mlg_schedule_minutes(s) <= 7 * 1440);
}

/* Written as opening_hours and read again, a schedule is the same. */
static void check_round_trip(mlg_arena *arena, const mlg_schedule *s) {
  if (!s->known) return;
  char *osm = mlg_schedule_osm(arena, s);
  mlg_schedule again = read(arena, osm, MLG_HOURS_OSM);
  assert_true(again.known && !again.partial);
  assert_int_equal(again.by_appointment, s->by_appointment && s->n > 0);
  if (again.n != s->n) fail_msg("%s: %zu openings, %zu expected", osm, again.n, s->n);
  for (size_t i = 0; i < s->n; i++) {
    const mlg_opening *a = &again.openings[i], *b = &s->openings[i];
    bool same = a->day == b->day && a->from == b->from && a->to == b->to;
    if (!same) fail_msg("%s: opening %zu differs", osm, i);
    assert_near(a->weeks, b->weeks, 1e-12); /* a share of the weeks */
  }
}

static void check(const example *examples, size_t n, mlg_hours_kind kind) {
  mlg_arena arena = {0};
  for (size_t i = 0; i < n; i++) {
    const example *e = &examples[i];
    mlg_schedule s = read(&arena, e->text, kind);
    double minutes = mlg_schedule_minutes(&s), half_days = mlg_schedule_half_days(&s);
    if (s.known != (e->minutes >= 0)) fail_msg("%s: known %d", e->text, s.known);
    /* Minutes and half-days a week, in 52nds of which rounding leaves a trace. */
    if (s.known && !(fabs(minutes - e->minutes) < 1e-6 && fabs(half_days - e->half_days) < 1e-6))
      fail_msg("%s: %g minutes, %g half-days", e->text, minutes, half_days);
    if (!s.known) assert_true(isnan(minutes) && isnan(half_days));
    check_sound(e->text, &s);
    check_round_trip(&arena, &s);
  }
  mlg_arena_free(&arena);
}

#define CHECK(examples, kind) check(examples, sizeof(examples) / sizeof *(examples), kind)

static void real_opening_hours_are_read(void **state) {
  (void)state;
  static const example EXAMPLES[] = {
      {"Mo-Fr 09:00-12:00,14:00-17:00", 5 * 360, 10},
      {"Tu,Fr 14:30-18:30; We 10:00-12:30,14:30-18:30; Sa 10:00-12:30,14:30-18:00",
       2 * 240 + 390 + 360, 6},
      {"Mo 08:30-12:30,13:30-17:00;Tu 08:30-12:30,13:30-17:00;We 08:30-12:30,13:30-17:00;"
       "Th 08:30-12:30,13:30-17:00;Fr 08:30-12:30,13:30-17:00",
       5 * 450, 10},
      /* a later rule replaces the earlier one's day */
      {"Mo-Fr 09:30-12:30,14:00-17:00; Tu,Th 14:00-17:00", 3 * 360 + 2 * 180, 8},
      {"Mo-Fr 16:00-18:30; We 09:30-12:00,14:00-18:30; Sa 09:30-12:30,14:00-17:30; Th off",
       3 * 150 + 420 + 390, 7},
      {"Mo-Fr 10:00-12:00; We,Th off", 3 * 120, 3},
      {"Tu 12:30-13:00,13:00-16:30", 240, 1},
      {"Mo-Fr 08:30-12:30 open \"Sans rendez-vous\"; PH off", 5 * 240, 5},
      {"Mo-Fr 07:30-18:30 open; Jul closed; Aug closed; Dec 25-Jan 1 closed", 5 * 660, 10},
      {"Mo-Fr 09:00-12:03,13:30-17:00; We off", 4 * 393, 8},
      {"Mo-Fr 09:00-12:00-14:00; Sa 09:00-12:00", -1, 0},
      {"Tu-Fr 08:30-18:00; Mo 18:00; Sa 09:00-12:00", -1, 0},
      {"Mo 09:00-12:00; We 09:00-09:00,14:00-17:00", -1, 0},
      {"Mo 08:00-18:30 open, Tu 08:00-18:30 open, Sa open, Su open", -1, 0},
      {"Mo 09:00-17:00;Fr 09:00-16:00; 9h - 12:30 et 13:30 - 17h", -1, 0},
  };
  CHECK(EXAMPLES, MLG_HOURS_OSM);
}

static void the_rest_of_the_grammar_is_read(void **state) {
  (void)state;
  static const example EXAMPLES[] = {
      {"24/7", 10080, 14},
      {"Sa-Mo 10:00-12:00", 3 * 120, 3},
      {"Mo, We 10:00-12:00", 2 * 120, 2},
      {"mo-fr 9:00-12:00", 5 * 180, 5},
      {"Mo-Fr: 09:00-12:00", 5 * 180, 5},
      {"09:00-12:00", 7 * 180, 7},
      {"Fr 22:00-02:00", 240, 2},
      {"Fr 22:00-26:00; Sa 10:00-12:00", 240 + 120, 2},
      {"Su 23:00-01:00", 120, 2},
      {"Mo-Fr 09:00-12:00, We 14:00-17:00", 5 * 180 + 180, 6},
      {"week 1-53/2 Mo 09:00-12:00", 90, 0.5},
      {"Mo 09:00-12:00; week 2-52/2 Mo 09:00-17:00", (180 + 480) / 2.0, 1.5},
      {"week 1-52/4 Tu 09:00-12:00", 45, 0.25},
      {"Tu[1] 14:00-17:00", 180 * 12 / 52.0, 12 / 52.0},
      {"Tu[1,3] 14:00-17:00", 180 * 24 / 52.0, 24 / 52.0},
      {"Sa[-1] 10:00-12:00", 120 * 12 / 52.0, 12 / 52.0},
      /* April to September: 26 of the year's Thursdays */
      {"Apr-Sep Mo 09:00-12:00", 90, 0.5},
      {"Apr-Sep Mo 09:00-12:00; Oct-Mar Mo 14:00-17:00", 180, 1},
      {"Dec 25-Jan 1 off; Mo 09:00-12:00", 180, 1},
      {"PH,Mo-Fr 09:00-12:00", 5 * 180, 5},
      {"Mo-Fr 09:00-12:00; SH Mo-Fr 10:00-11:00", 5 * 180, 5},
      {"Mo-Fr 09:00-12:00; Sa by appointment", 5 * 180, 5},
      {"Mo-Fr 09:00-12:00 || \"sur rendez-vous\"", 5 * 180, 5},
      {"off", 0, 0},
      {"PH,Mo-Fr by appointment", -1, 0},
      {"PH off", -1, 0},
      {"Mo-Fr 09:00+", -1, 0},
      {"Mo-Fr 18:00-22:00+", -1, 0},
      {"Mo-Fr 09:00-12:00 unknown", -1, 0},
      {"Mo-Fr 09:00-12:00 || Sa 10:00-12:00", -1, 0},
      {"Mo-Fr 09:00-12:00; Sa \"visites\"", -1, 0},
      {"Mo-Fr 09:00-12:00; Sa sunrise-sunset", -1, 0},
      {"Mo-Fr 09:00-12:00; \"9h-11h le vendredi\"", -1, 0},
  };
  CHECK(EXAMPLES, MLG_HOURS_OSM);
}

static void real_french_hours_are_read(void **state) {
  (void)state;
  static const example EXAMPLES[] = {
      {"Du lundi au vendredi de 9h00 à 12h00 et de 13h30 à 17h", 5 * 390, 10},
      {"Mo-Fr 9h-12h", 5 * 180, 5},
      {"lundi : 9h-12h / 14h-17h", 360, 2},
      {"Lun-Ven 9h/12h", 5 * 180, 5},
      {"LUNDI AU VENDREDI : 9H – 12H", 5 * 180, 5},
      {"Du lundi au vendredi de 9\xC2\xA0h à 17\xE2\x80\xAFh.", 5 * 480, 10},
      {"mercredi et samedi. : 9h à 12h et 14h à 17h30, vendredi\xC2\xA0 et dimanche. : 14h à 17h30",
       2 * 390 + 2 * 210, 6},
      {"Lundi, mardi et jeudi : 8h30-12h et 13h30-16h Mercredi et vendredi : 8h30-12h",
       3 * 360 + 2 * 210, 8},
      {"lundi au vendredi 9-12h, 14-17h", 5 * 360, 10},
      {"Lundi : 8h 30 à 12h 00 et 13 h 30 à 18 h 00 Mardi : 8h 30 à 12h 00", 480 + 210, 3},
      {"Lundi 15h/17h - Mardi 10h/12h & 15h/17h - Vendredi 10h/12h", 120 + 240 + 120, 4},
      {"lundi-mercredi-jeudi : 15h-21h mardi: 19h-22h", 3 * 360 + 180, 4},
      {"lundi et jeudi 13h45-18h30; mardi mercredi 8h30-12h30/13h45-18h30", 4 * 285 + 2 * 240, 6},
      {"7h30-19h00 du lundi au vendredi", 5 * 690, 10},
      {"Lundi au vendredi 8h-12h, lundi : 13h30-17h, vendredi 13h30-16h30", 5 * 240 + 210 + 180, 7},
      {"Lundi au vendredi : 9h-12h, 14h-17h, (le vendredi 16h).", 4 * 360 + 300, 10},
      {"Du lundi au vendredi 9h-18h (17h le vendredi).", 4 * 540 + 480, 10},
      {"Lundi au vendredi : 8h45-17h30 (jeudi 18h30)", 5 * 525 + 60, 10},
      {"lundi au vendredi : 9-12h /14h-17h (fermé le mardi matin).", 4 * 360 + 180, 9},
      {"Du Lundi au Vendredi : 9h-12h ; 14h-18h  Mardi matin : fermé", 4 * 420 + 240, 9},
      {"Lundi, Mardi, Mercredi, Vendredi : 9h30-12h30/14h-16h30 (fermé le jeudi).", 4 * 330, 8},
      {"Lundi : 9h-12h Samedi : 10h-12h (fermée le samedi en juillet et août)", 180 + 120, 2},
      {"Fermé du 1er au 15 août et 1 semaine à Noël. Mardi 10h-12h", 120, 1},
      {"de 7h30 à 18h du lundi au vendredi sauf jours fériés et vacances scolaires", 5 * 630, 10},
      {"lundi au vendredi : 6h45-21h15 sauf samedi 7h-8h", 5 * 870 + 60, 11},
      {"Mardi : 9h-12h Pendant les vacances scolaires : du lundi au vendredi 14h-18h", 180, 1},
      {"mercredi et jeudi sur rendez-vous de 8h30 à 12h30 et de 13h30 à 17h30", 2 * 480, 4},
      {"Lundi, Mercredi : 8h45-12h et l'après-midi sur rendez-vous", 2 * 195, 2},
      {"permanence 1er samedi du mois 15h-17h", 120 * 12 / 52.0, 12 / 52.0},
      {"Lundi, Mardi : 9h-12h Samedi : 9h-11h (semaines paires)", 2 * 180 + 60, 2.5},
      {"Lundi : 9h-17h, Vendredi (semaines paires) : 9h-12h30", 480 + 105, 2.5},
      {"Tous les 15 jours le mercredi de 14h à 17h", 90, 0.5},
      {"Lundi et mardi 9h-12h, mardi 14h-17h (semaines paires)", 2 * 180 + 90, 2.5},
      {"Mardi 9h-12h et 14h-17h (semaines paires)", -1, 0},
      {"le vendredi de midi à minuit", 720, 2},
      {"24h/24", 10080, 14},
      {"vendredi 20h-2h", 360, 2},
      {"\"lundi au vendredi de 9h à 17h\"", 5 * 480, 10},
      {"fermé", 0, 0},
      {"sur RDV", -1, 0},
      {"le mardi matin", -1, 0},
      {"mardi toute la journée", -1, 0},
      {"Mardi, Jeudi : 9h-12h tous les après-midi de 14h à 17h", -1, 0},
      {"1er mercredi du mois de 14h30 à 16h30 (hors périodes scolaires)", -1, 0},
      {"mardi après-midi et le vendredi matin 9h-12h", -1, 0},
      {"Lundi au vendredi : 9h-13h00, 14h-17h (accueil téléphonique).", -1, 0},
      {"lundi au vendredi 9h-17h (lundi 10h30)", -1, 0},
      {"lundi, mercredi, jeudi: 9h12h/13h45-17h15", -1, 0},
      {"Mardi et mercredi 9h-12h, mercredi 10h-11h", -1, 0},
      {"lundi 16h30-8h00", -1, 0},
  };
  CHECK(EXAMPLES, MLG_HOURS_FRENCH);
}

static void the_rest_is_kept_as_text(void **state) {
  (void)state;
  static const example EXAMPLES[] = {
      {"horaires variables en fonction des structures", -1, 0},
      {"de 9h à 12h et de 14h à 18h", -1, 0},
      {"non connus", -1, 0},
      {"voir https://example.org/horaires?jour=1", -1, 0},
      {";;;", -1, 0},
  };
  CHECK(EXAMPLES, MLG_HOURS_UNREAD);
  mlg_arena arena = {0};
  mlg_schedule blank = read(&arena, " \t\xC2\xA0", MLG_HOURS_BLANK);
  assert_false(blank.known || blank.partial || blank.by_appointment);
  mlg_arena_free(&arena);
}

static void appointments_are_seen(void **state) {
  (void)state;
  mlg_arena arena = {0};
  assert_true(read(&arena, "PH,Mo-Fr by appointment", MLG_HOURS_OSM).by_appointment);
  assert_true(read(&arena, "Mo-Fr 09:00-12:00 \"sur RDV\"", MLG_HOURS_OSM).by_appointment);
  assert_false(read(&arena, "Mo 09:00-12:00 \"Sans rendez-vous\"", MLG_HOURS_OSM).by_appointment);
  assert_true(read(&arena, "Sur rendez-vous uniquement", MLG_HOURS_FRENCH).by_appointment);
  assert_true(read(&arena, "lundi 9h-12h sur R/V", MLG_HOURS_FRENCH).by_appointment);
  assert_false(read(&arena, "lundi 9h-12h, sans rendez-vous", MLG_HOURS_FRENCH).by_appointment);
  mlg_arena_free(&arena);
}

static void what_is_not_understood_is_said(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_schedule s = read(&arena, "Mo-Fr 09:00-12:00; Sa 10:00", MLG_HOURS_OSM);
  assert_true(s.partial && !s.known && s.n == 5);
  s = read(&arena, "Mardi 9h-12h Vacances scolaires : 14h-18h", MLG_HOURS_FRENCH);
  assert_true(s.partial && s.known && s.n == 1);
  assert_string_equal(mlg_schedule_osm(&arena, &s), "Tu 09:00-12:00");
  mlg_arena_free(&arena);
}

static void evenings_and_saturdays_are_told(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_schedule s = read(&arena, "Th 14:00-19:00", MLG_HOURS_OSM);
  assert_true(mlg_schedule_evening(&s) && !mlg_schedule_saturday(&s));
  s = read(&arena, "Mo-Fr 14:00-18:00; Sa 14:00-19:00", MLG_HOURS_OSM);
  assert_true(!mlg_schedule_evening(&s) && mlg_schedule_saturday(&s));
  s = read(&arena, "Th 14:00-19:00; Sa 10:00+", MLG_HOURS_OSM);
  assert_false(mlg_schedule_evening(&s) || mlg_schedule_saturday(&s));
  mlg_arena_free(&arena);
}

/* Rules on different days say the same in any order. */
static void the_order_of_independent_rules_is_free(void **state) {
  (void)state;
  static const char *const RULES[3] = {"Mo-We 09:00-12:00,14:00-17:00", "Th 22:00-02:00", "Sa off"};
  static const unsigned ORDERS[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                        {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
  mlg_arena arena = {0};
  for (size_t i = 0; i < 6; i++) {
    char *text = mlg_arena_printf(&arena, "%s; %s; %s", RULES[ORDERS[i][0]], RULES[ORDERS[i][1]],
                                  RULES[ORDERS[i][2]]);
    mlg_schedule s = read(&arena, text, MLG_HOURS_OSM);
    assert_string_equal(mlg_schedule_osm(&arena, &s),
                        "Mo-We 09:00-12:00,14:00-17:00; Th 22:00-24:00; Fr 00:00-02:00");
  }
  mlg_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(real_opening_hours_are_read),
      cmocka_unit_test(the_rest_of_the_grammar_is_read),
      cmocka_unit_test(real_french_hours_are_read),
      cmocka_unit_test(the_rest_is_kept_as_text),
      cmocka_unit_test(appointments_are_seen),
      cmocka_unit_test(what_is_not_understood_is_said),
      cmocka_unit_test(evenings_and_saturdays_are_told),
      cmocka_unit_test(the_order_of_independent_rules_is_free),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
