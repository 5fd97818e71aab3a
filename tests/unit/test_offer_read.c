/* SPDX-License-Identifier: Apache-2.0 */
#include "offers.h"

/* Reads one row and gives its entry. */
static const mlg_entry *read_one(offers_world *w, const char *row) {
  char *text = mlg_arena_printf(&w->arena, OFFER_HEADER "%s\n", row);
  assert_int_equal(offers_read(w, text), MLG_OK);
  assert_int_equal(w->directory.n_entries, 1);
  return &w->directory.entries[0];
}

/* The one finding that a row gives rise to. */
static void assert_one(const offers_world *w, mlg_finding_code code, const char *column,
                       const char *value) {
  assert_int_equal(w->findings.count, 1);
  const mlg_finding *finding = &w->findings.items[0];
  assert_int_equal(finding->code, code);
  assert_string_equal(finding->file, "annuaire.csv");
  assert_int_equal(finding->line, 2);
  assert_string_equal(finding->column, column);
  assert_string_equal(finding->value, value);
}

#define GOOD "48.1,-1.6,"
#define HELP "Aide aux démarches administratives"

static void test_a_good_row_gives_no_finding(void **state) {
  offers_world *w = *state;
  const mlg_entry *entry = read_one(w, "a1,Le Lieu," GOOD "RFS | PIMMS," HELP ",,,2026-07-03");
  assert_int_equal(w->findings.count, 0);
  assert_int_equal(entry->status, MLG_COUNTED);
  assert_true(entry->has_position);
  assert_near(entry->latitude, 48.1, 0);
  assert_near(entry->longitude, -1.6, 0);
  assert_string_equal(entry->typology, "RFS|PIMMS");
  assert_string_equal(entry->address, "");
  assert_int_equal(entry->line, 2);
  assert_true(entry->families[MLG_AIDER]);
  assert_false(entry->families[MLG_ACCEDER]);
  assert_true(w->directory.recorded[MLG_ACCEDER]);
  assert_false(w->directory.recorded[MLG_INFORMER]);
}

static void test_services_are_compared_without_accents_case_and_spaces(void **state) {
  offers_world *w = *state;
  const mlg_entry *entry = read_one(w,
                                    "a,N," GOOD ",ETAPES numériques(La Poste)|  aide aux demarches "
                                    "administratives,,,2026-07-03");
  assert_int_equal(w->findings.count, 0);
  assert_true(entry->families[MLG_APPRENDRE] && entry->families[MLG_AIDER]);
}

static void test_unknown_service_is_told(void **state) {
  offers_world *w = *state;
  const mlg_entry *entry = read_one(w, "a,N," GOOD "," HELP "|Couture,,,2026-07-03");
  assert_one(w, MLG_F_SERVICE_UNKNOWN, "services", "Couture");
  assert_int_equal(entry->status, MLG_COUNTED);
}

static void test_without_service_not_counted(void **state) {
  offers_world *w = *state;
  assert_int_equal(read_one(w, "a,Le Lieu," GOOD ",,,,2026-07-03")->status, MLG_NO_SERVICE);
  assert_one(w, MLG_F_SITE_WITHOUT_SERVICE, "services", "Le Lieu");
}

static void test_swapped_coordinates_are_put_right(void **state) {
  offers_world *w = *state;
  const mlg_entry *entry = read_one(w, "a,N,-1.6,48.1,," HELP ",,,2026-07-03");
  assert_one(w, MLG_F_SITE_POSITION_SWAPPED, "latitude", "-1.6, 48.1");
  assert_near(entry->latitude, 48.1, 0);
  assert_near(entry->longitude, -1.6, 0);
  assert_int_equal(entry->status, MLG_COUNTED);
}

static void test_no_position_not_counted(void **state) {
  offers_world *w = *state;
  const char *rows = OFFER_HEADER "a,Zéro,0,0,," HELP ",,,2026-07-03\n"
                                  "b,Vide,,,," HELP ",,,2026-07-03\n"
                                  "c,Texte,nord,-1.6,," HELP ",,,2026-07-03\n"
                                  "d,Demi,48.1,0,," HELP ",,,2026-07-03\n";
  assert_int_equal(offers_read(w, rows), MLG_OK);
  assert_int_equal(w->findings.count, 4);
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(w->findings.items[i].code, MLG_F_SITE_POSITION_MISSING);
    assert_int_equal(w->directory.entries[i].status, MLG_NO_POSITION);
    assert_false(w->directory.entries[i].has_position);
  }
}

static void test_abroad_is_not_counted(void **state) {
  offers_world *w = *state;
  assert_int_equal(read_one(w, "a,N,40.4,-3.7,," HELP ",,,2026-07-03")->status, MLG_NO_POSITION);
  assert_one(w, MLG_F_SITE_POSITION_ABROAD, "latitude", "40.4, -3.7");
}

static void test_no_public_is_not_counted(void **state) {
  offers_world *w = *state;
  const mlg_entry *entry = read_one(w, "a,Le Lieu," GOOD "," HELP
                                       ",Téléphoner|Ce lieu n’accueille pas de public,,2026-07-03");
  assert_int_equal(entry->status, MLG_NO_PUBLIC);
  assert_one(w, MLG_F_SITE_NO_PUBLIC, "acces", "Le Lieu");
}

static void test_head_offices_are_not_counted(void **state) {
  offers_world *w = *state;
  const char *rows = OFFER_HEADER
      "a,Siège," GOOD "REG," HELP ",,Mo 09:00-12:00,2026-07-03\n"
      "b,RENNES METROPOLE," GOOD "," HELP ",,,2026-07-03\n"
      /* Not head offices: one receives at known hours, one is also a France services. */
      "c,Rennes métropole," GOOD "," HELP ",,Mo 09:00-12:00,2026-07-03\n"
      "d,Maison," GOOD "EPCI|RFS," HELP ",,,2026-07-03\n";
  assert_int_equal(offers_read(w, rows), MLG_OK);
  const mlg_site_status expected[] = {MLG_HEAD_OFFICE, MLG_HEAD_OFFICE, MLG_COUNTED, MLG_COUNTED};
  for (size_t i = 0; i < 4; i++) assert_int_equal(w->directory.entries[i].status, expected[i]);
  assert_int_equal(w->findings.count, 2);
  assert_int_equal(w->findings.items[1].code, MLG_F_SITE_HEAD_OFFICE);
  assert_int_equal(w->findings.items[1].line, 3);
}

/* 730 days before 2026-11-22 is 2024-11-22. */
static void test_old_rows_are_told(void **state) {
  offers_world *w = *state;
  const char *rows = OFFER_HEADER "a,N," GOOD "," HELP ",,,2024-11-22\n"
                                  "b,N," GOOD "," HELP ",,,2024-11-21\n";
  assert_int_equal(offers_read(w, rows), MLG_OK);
  assert_int_equal(w->findings.count, 1);
  assert_int_equal(w->findings.items[0].code, MLG_F_SITE_STALE);
  assert_string_equal(w->findings.items[0].value, "2024-11-21");
  assert_int_equal(w->directory.entries[1].status, MLG_COUNTED);
}

static void test_impossible_dates_are_told(void **state) {
  offers_world *w = *state;
  const char *rows = OFFER_HEADER "a,N," GOOD "," HELP ",,,2026-02-29\n"
                                  "b,N," GOOD "," HELP ",,,2026-11-23\n"
                                  "c,N," GOOD "," HELP ",,,3 juillet 2026\n"
                                  "d,N," GOOD "," HELP ",,,2024-02-29T10:00:00Z\n";
  assert_int_equal(offers_read(w, rows), MLG_OK);
  assert_int_equal(w->findings.count, 4);
  for (size_t i = 0; i < 3; i++) {
    assert_int_equal(w->findings.items[i].code, MLG_F_SITE_DATE_DOUBTFUL);
    assert_string_equal(w->directory.entries[i].updated, "");
  }
  assert_int_equal(w->findings.items[3].code, MLG_F_SITE_STALE);
  assert_string_equal(w->directory.entries[3].updated, "2024-02-29");
}

/* Excel shows "03/07/26" and keeps 46206, which a CSV then holds. */
static void test_dates_of_a_spreadsheet_are_read(void **state) {
  offers_world *w = *state;
  const char *rows = OFFER_HEADER "a,N," GOOD "," HELP ",,,46206\n"
                                  "b,N," GOOD "," HELP ",,,03/07/26\n"
                                  "c,N," GOOD "," HELP ",,,46081\n"
                                  "d,N," GOOD "," HELP ",,,46022\n"
                                  "e,N," GOOD "," HELP ",,,03/07/261\n"
                                  "f,N," GOOD "," HELP ",,,35000\n";
  static const char *const DATES[] = {"2026-07-03", "2026-07-03", "2026-02-28",
                                      "2025-12-31", "",           ""};
  assert_int_equal(offers_read(w, rows), MLG_OK);
  for (size_t i = 0; i < 6; i++) assert_string_equal(w->directory.entries[i].updated, DATES[i]);
}

static void test_missing_columns_are_all_told_where_the_mapping_names_them(void **state) {
  offers_world *w = *state;
  const char *text = "id,name,latitude,longitude,typologie,service,acces,horaires,date_maj\n"
                     "a,N,48.1,-1.6,,,,,2026-07-03\n";
  assert_int_equal(offers_read(w, text), MLG_REJECTED);
  assert_int_equal(w->findings.count, 2);
  assert_string_equal(w->findings.items[0].value, "nom");
  assert_int_equal(w->findings.items[1].code, MLG_F_MAPPING_COLUMN);
  assert_string_equal(w->findings.items[1].value, "services");
  assert_string_equal(w->findings.items[1].expected, "annuaire.csv : « service » ?");
  assert_string_equal(w->findings.items[1].file, "essai.yaml");
  assert_int_equal(w->findings.items[1].line, 7);
  assert_int_equal(w->directory.n_entries, 0);
}

static void test_two_directories_add_up(void **state) {
  offers_world *w = *state;
  assert_int_equal(offers_read(w, OFFER_HEADER "a,N," GOOD "," HELP ",,,2026-07-03\n"), MLG_OK);
  assert_int_equal(offers_read(w, OFFER_HEADER "b,M," GOOD "," HELP ",,,2026-07-03\n"), MLG_OK);
  assert_int_equal(w->directory.n_entries, 2);
  assert_string_equal(w->directory.entries[0].id, "a");
  assert_string_equal(w->directory.entries[1].id, "b");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      OFFERS_CASE(test_a_good_row_gives_no_finding),
      OFFERS_CASE(test_services_are_compared_without_accents_case_and_spaces),
      OFFERS_CASE(test_unknown_service_is_told),
      OFFERS_CASE(test_without_service_not_counted),
      OFFERS_CASE(test_swapped_coordinates_are_put_right),
      OFFERS_CASE(test_no_position_not_counted),
      OFFERS_CASE(test_abroad_is_not_counted),
      OFFERS_CASE(test_no_public_is_not_counted),
      OFFERS_CASE(test_head_offices_are_not_counted),
      OFFERS_CASE(test_old_rows_are_told),
      OFFERS_CASE(test_impossible_dates_are_told),
      OFFERS_CASE(test_dates_of_a_spreadsheet_are_read),
      OFFERS_CASE(test_missing_columns_are_all_told_where_the_mapping_names_them),
      OFFERS_CASE(test_two_directories_add_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
