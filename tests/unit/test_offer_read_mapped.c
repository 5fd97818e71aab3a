/* SPDX-License-Identifier: Apache-2.0 */
#include "mappings.h"

/* What a mapping can say that the shipped ones do not all say. */

#define HEAD "id: essai\nlibelle: Essai\nfamilles: [acceder, aider]\n"
#define GOOD "48.1,-1.6"

static const mlg_mapping *read_mapping(offers_world *w, const char *yaml) {
  mlg_mapping *mapping = MLG_NEW(&w->arena, mlg_mapping, 1);
  assert_int_equal(mapping_of(w, yaml, mapping), MLG_OK);
  return mapping;
}

static const mlg_entry *read_through(offers_world *w, const char *yaml, const char *rows) {
  assert_int_equal(mapping_read_rows(w, read_mapping(w, yaml), &OFFER_RULES, rows), MLG_OK);
  return w->directory.entries;
}

#define LIBRARIES                                                                                  \
  HEAD "colonnes: {id: id, nom: nom, latitude: lat, longitude: lon, equipements: wifi}\n"          \
       "equipements: {Oui: wifi, Non: sans wifi}\n"                                                \
       "si:\n"                                                                                     \
       "  - {colonne: pc, superieur_a: 0, familles: [acceder], equipements: [ordinateurs]}\n"      \
       "  - {colonne: pc, au_plus: 0, equipements: [sans ordinateurs]}\n"                          \
       "  - {colonne: sorte, valeurs: [\"bureau*\"], acces: sans_accueil}\n"                       \
       "  - {colonne: sorte, valeurs: [crèche], hors_champ: oui}\n"

static void test_conditions_add_what_they_say(void **state) {
  offers_world *w = *state;
  const mlg_entry *e = read_through(w, LIBRARIES,
                                    "id,nom,lat,lon,wifi,pc,sorte\n"
                                    "a,A," GOOD ",Oui,3.0,\n"
                                    "b,B," GOOD ",Non,0,\n"
                                    "c,C," GOOD ",,,\n"
                                    "d,D," GOOD ",Oui,2,Bureau du centre\n"
                                    "e,E," GOOD ",Oui,2,Creche\n");
  assert_true(e[0].families[MLG_ACCEDER] && !e[1].families[MLG_ACCEDER]);
  const mlg_answer wifi[] = {MLG_YES, MLG_NO, MLG_NOT_SAID};
  for (int i = 0; i < 3; i++) {
    assert_int_equal(e[i].basics[MLG_WIFI], wifi[i]);
    assert_int_equal(e[i].basics[MLG_COMPUTERS], wifi[i]);
  }
  const mlg_site_status statuses[] = {MLG_COUNTED, MLG_NO_SERVICE, MLG_NO_SERVICE, MLG_NO_PUBLIC,
                                      MLG_OUT_OF_FIELD};
  for (int i = 0; i < 5; i++) assert_int_equal(e[i].status, statuses[i]);
}

#define PLACED(columns)                                                                            \
  HEAD "colonnes: {id: id, nom: nom, code_insee: insee, " columns "}\n"                            \
       "toujours: {familles: [aider], date_maj: \"2026-01-01\"}\n"

static void test_positions_in_metres(void **state) {
  offers_world *w = *state;
  const mlg_entry *e = read_through(w, PLACED("x: x, y: y") "scr: EPSG:2154\n",
                                    "id,nom,insee,x,y\na,A,35238,652469.023,6862035.259\n"
                                    "b,B,35238,6862035.259,652469.023\n");
  assert_near(e[0].longitude, 2.3522, 1e-7); /* degrees */
  assert_near(e[0].latitude, 48.8566, 1e-7);
  assert_near(e[1].latitude, 48.8566, 1e-7);
  assert_int_equal(w->findings.count, 0);
}

#define FEATURE(id, shape)                                                                         \
  "{\"type\": \"Feature\", \"properties\": {\"id\": \"" id                                         \
  "\", \"nom\": \"A\", \"insee\": \"35238\"}, "                                                    \
  "\"geometry\": " shape "}"
#define POINTS                                                                                     \
  "{\"type\": \"FeatureCollection\", \"features\": [" FEATURE(                                     \
      "a", "{\"type\": \"Point\", \"coordinates\": [2.3522, 48.8566]}") ", " FEATURE("b",          \
                                                                                     "null") "]}"

/* Points of a GeoJSON need no column; a row without one is told as any other. */
static void test_positions_of_shapes(void **state) {
  offers_world *w = *state;
  test_folder folder = folder_make();
  const char *path = folder_write(&folder, "lieux.geojson", POINTS, strlen(POINTS));
  mlg_table *table = MLG_NEW(&w->arena, mlg_table, 1);
  mlg_load_begin();
  assert_int_equal(mlg_load_table(&w->arena, path, "lieux.geojson", NULL, &w->findings, table),
                   MLG_OK);
  folder_remove(&folder);
  const mlg_directory_source source = {
      .table = table,
      .mapping = read_mapping(w, HEAD "colonnes: {id: id, nom: nom, code_insee: insee}\n"
                                      "toujours: {familles: [aider], date_maj: \"2026-01-01\"}\n")};
  assert_int_equal(mlg_directory_read(&w->arena, &source, &OFFER_RULES, "2026-11-22", &w->findings,
                                      &w->directory),
                   MLG_OK);
  mlg_load_end();
  const mlg_entry *e = w->directory.entries;
  assert_near(e[0].longitude, 2.3522, 1e-7); /* degrees */
  assert_near(e[0].latitude, 48.8566, 1e-7);
  assert_true(e[0].has_position && !e[1].has_position);
  assert_true(e[1].by_commune);
}

static void test_positions_in_one_cell_and_metres_for_degrees(void **state) {
  offers_world *w = *state;
  const mlg_entry *e = read_through(w, PLACED("position: p, latitude: lat, longitude: lon"),
                                    "id,nom,insee,p,lat,lon\n"
                                    "a,A,35238,48.1 ; -1.6,,\n"
                                    "b,B,35238,,652469.023,6862035.259\n"
                                    "c,C,35238,,,\n"
                                    "d,D,,,0,0\n");
  assert_near(e[0].latitude, 48.1, 0);
  assert_near(e[0].longitude, -1.6, 0);
  assert_near(e[1].longitude, 2.3522, 1e-7); /* degrees */
  assert_non_null(finding_of(&w->findings, MLG_F_SITE_POSITION_METRES, 0));
  assert_true(e[2].by_commune);
  assert_int_equal(e[2].status, MLG_COMMUNE_ONLY);
  assert_int_equal(e[3].status, MLG_NO_POSITION);
  assert_non_null(finding_of(&w->findings, MLG_F_SITE_COMMUNE_ONLY, 0));
}

static void test_the_project_may_count_or_leave(void **state) {
  offers_world *w = *state;
  mlg_offer_rules rules = OFFER_RULES;
  rules.leave_stale = rules.leave_undated = rules.count_unplaced = true;
  const mlg_mapping *mapping =
      read_mapping(w, HEAD "colonnes: {id: id, nom: nom, code_insee: insee, latitude: lat, "
                           "longitude: lon, date_maj: date}\ntoujours: {familles: [aider]}\n");
  assert_int_equal(mapping_read_rows(w, mapping, &rules,
                                     "id,nom,insee,lat,lon,date\n"
                                     "a,A,35238," GOOD ",Espace labellisé 01/01/2020\n"
                                     "b,B,35238," GOOD ",\n"
                                     "c,C,35238,,,2026-03-01\n"),
                   MLG_OK);
  const mlg_entry *e = w->directory.entries;
  assert_int_equal(e[0].status, MLG_STALE);
  assert_string_equal(e[0].updated, "2020-01-01");
  assert_int_equal(e[1].status, MLG_UNDATED);
  assert_int_equal(e[2].status, MLG_COUNTED);
  assert_true(e[2].by_commune && !e[2].has_position);
}

#define SERVICES                                                                                   \
  HEAD "separateur: \"|\"\n"                                                                       \
       "colonnes: {id: id, nom: nom, latitude: lat, longitude: lon, services: s, date_maj: d}\n"   \
       "services: {aide: aider, \"famille--*\": ignorer}\n"

static void test_a_value_nobody_knows_is_told_once(void **state) {
  offers_world *w = *state;
  const mlg_entry *e = read_through(w, SERVICES,
                                    "id,nom,lat,lon,s,d\n"
                                    "a,A," GOOD ",aide|couture,2026-01-01\n"
                                    "b,B," GOOD ",couture,2026-01-01\n"
                                    "c,C," GOOD ",famille--garde,2026-01-01\n"
                                    "d,D," GOOD ",famille--garde|aide,2026-01-01\n");
  const mlg_finding *finding = finding_of(&w->findings, MLG_F_SERVICE_UNKNOWN, 0);
  assert_string_equal(finding->value, "couture (2)");
  assert_int_equal(finding->line, 2);
  assert_null(finding_of(&w->findings, MLG_F_SERVICE_UNKNOWN, 1));
  const mlg_site_status statuses[] = {MLG_COUNTED, MLG_NO_SERVICE, MLG_OUT_OF_FIELD, MLG_COUNTED};
  for (int i = 0; i < 4; i++) assert_int_equal(e[i].status, statuses[i]);
}

static void test_one_id_twice(void **state) {
  offers_world *w = *state;
  const mlg_entry *e = read_through(w, SERVICES,
                                    "id,nom,lat,lon,s,d\n"
                                    "a,A," GOOD ",aide,2026-01-01\n"
                                    "a,A," GOOD ",aide,2026-01-01\n"
                                    "b,B," GOOD ",aide,2026-01-01\n"
                                    "b,B neuf," GOOD ",aide,2026-02-01\n"
                                    ",C," GOOD ",aide,2026-01-01\n"
                                    ",C," GOOD ",aide,2026-01-01\n");
  const mlg_site_status statuses[] = {MLG_COUNTED, MLG_REPEATED, MLG_REPEATED,
                                      MLG_COUNTED, MLG_COUNTED,  MLG_COUNTED};
  for (int i = 0; i < 6; i++) assert_int_equal(e[i].status, statuses[i]);
  assert_int_equal(w->findings.count, 1);
  assert_int_equal(w->findings.items[0].code, MLG_F_ENTRY_CONFLICT);
  assert_int_equal(w->findings.items[0].line, 4);
}

static void test_capacity_and_columns_that_may_be_absent(void **state) {
  offers_world *w = *state;
  const char *yaml = HEAD "colonnes: {id: id, nom: [a, b], latitude: lat, longitude: lon, "
                          "personnes: p, heures_semaine: h, contact_nom: qui, telephone: t}\n"
                          "facultatives: [b, t]\npersonnes_periode: mois\n"
                          "toujours: {familles: [aider], date_maj: \"2026-01-01\"}\n";
  const mlg_entry *e = read_through(w, yaml,
                                    "id,a,lat,lon,p,h,qui\n"
                                    "a,A," GOOD ",10,3.5,Quelqu'un\n"
                                    "b,B," GOOD ",beaucoup,,\n");
  assert_near(e[0].declared.persons_year, 120, 0); /* persons */
  assert_near(e[0].declared.hours_week, 3.5, 0);   /* hours */
  assert_true(isnan(e[1].declared.persons_year) && isnan(e[1].declared.hours_week));
  assert_string_equal(finding_of(&w->findings, MLG_F_VALUE_UNMAPPED, 0)->value, "beaucoup");
  const mlg_finding *dropped = finding_of(&w->findings, MLG_F_CONTACTS_DROPPED, 0);
  assert_string_equal(dropped->column, "qui");
  assert_string_equal(dropped->value, "noms (1)");
}

static void test_an_audit_tells_what_is_left(void **state) {
  offers_world *w = *state;
  const mlg_mapping *mapping = read_mapping(w, SERVICES);
  mlg_table table = table_of(&w->arena, "annuaire.csv",
                             "id,nom,lat,lon,s,d,wifi\n"
                             "a,A," GOOD ",aide|couture,2026-01-01,Oui\n"
                             "b,B," GOOD ",aide|famille--garde,hier,\n");
  const mlg_directory_source source = {.table = &table, .mapping = mapping};
  mlg_audit audit;
  assert_int_equal(mlg_mapping_audit(&w->arena, &source, "2026-11-22", &w->findings, &audit),
                   MLG_OK);
  assert_int_equal(audit.rows, 2);
  assert_int_equal(audit.n_unread, 1);
  assert_string_equal(audit.unread[0].column, "wifi");
  assert_int_equal(audit.unread[0].filled, 1);
  const mlg_audit_role *services = NULL, *dates = NULL;
  for (size_t i = 0; i < audit.n_roles; i++) {
    if (audit.roles[i].role == MLG_AS_SERVICES) services = &audit.roles[i];
    if (audit.roles[i].role == MLG_AS_UPDATED) dates = &audit.roles[i];
  }
  assert_non_null(services);
  assert_non_null(dates);
  const mlg_value_fate fates[] = {MLG_VALUE_READ, MLG_VALUE_UNKNOWN, MLG_VALUE_IGNORED};
  assert_int_equal(services->n_values, 3);
  assert_int_equal(services->values[0].count, 2);
  for (int i = 0; i < 3; i++) assert_int_equal(services->values[i].fate, fates[i]);
  assert_int_equal(dates->filled, 2);
  assert_int_equal(dates->values[1].fate, MLG_VALUE_UNKNOWN);
}

static void test_lists_as_programs_write_them(void **state) {
  offers_world *w = *state;
  const mlg_mapping *mapping =
      read_mapping(w, HEAD "separateur: liste\n"
                           "colonnes: {nom: nom, latitude: lat, longitude: lon, labels: l}\n"
                           "toujours: {familles: [aider], date_maj: \"2026-01-01\"}\n");
  static const char *const CELLS[][2] = {{"['un'; 'd\\'eux']", "un|d'eux"},
                                         {"seul", "seul"},
                                         {"['ouvert", "ouvert"},
                                         {"[]", ""},
                                         {"[", ""}};
  for (size_t i = 0; i < sizeof CELLS / sizeof *CELLS; i++) {
    mlg_table *table = MLG_NEW(&w->arena, mlg_table, 1);
    *table = table_of(&w->arena, "a.csv", "nom,lat,lon,l\nA," GOOD ",?\n");
    char *cell = mlg_arena_strdup(&w->arena, CELLS[i][0]);
    for (char *at = cell; *at != '\0'; at++)
      if (*at == ';') *at = ','; /* The little reader of tables knows no quotes. */
    table->cells[3] = cell;
    const mlg_directory_source source = {.table = table, .mapping = mapping};
    w->directory = (mlg_directory){0};
    assert_int_equal(mlg_directory_read(&w->arena, &source, &OFFER_RULES, "2026-11-22",
                                        &w->findings, &w->directory),
                     MLG_OK);
    assert_string_equal(w->directory.entries[0].terms.labels, CELLS[i][1]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      OFFERS_CASE(test_conditions_add_what_they_say),
      OFFERS_CASE(test_positions_in_metres),
      OFFERS_CASE(test_positions_of_shapes),
      OFFERS_CASE(test_positions_in_one_cell_and_metres_for_degrees),
      OFFERS_CASE(test_the_project_may_count_or_leave),
      OFFERS_CASE(test_a_value_nobody_knows_is_told_once),
      OFFERS_CASE(test_one_id_twice),
      OFFERS_CASE(test_capacity_and_columns_that_may_be_absent),
      OFFERS_CASE(test_an_audit_tells_what_is_left),
      OFFERS_CASE(test_lists_as_programs_write_them),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
