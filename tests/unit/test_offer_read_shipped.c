/* SPDX-License-Identifier: Apache-2.0 */
#include "mappings.h"

/* Every mapping that ships, on rows of the directories it is for. */

static mlg_table *load(offers_world *w, const char *file, const char *records) {
  mlg_table *table = MLG_NEW(&w->arena, mlg_table, 1);
  const char *path = mlg_arena_printf(&w->arena, "tests/data/offers/%s", file);
  assert_int_equal(mlg_load_table(&w->arena, path, file, &(mlg_load_options){.records = records},
                                  &w->findings, table),
                   MLG_OK);
  return table;
}

static void read_shipped(offers_world *w, const char *name, const char *file,
                         const char *structures) {
  mlg_mapping *mapping = MLG_NEW(&w->arena, mlg_mapping, 1);
  const char *path = mlg_arena_printf(&w->arena, TEST_SHARE "/mappings/%s.yaml", name);
  assert_int_equal(mlg_mapping_read(&w->arena, NULL, path, name, &w->findings, mapping), MLG_OK);
  mlg_directory_source source = {.table = load(w, file, mapping->records), .mapping = mapping};
  if (structures != NULL) source.structures = load(w, structures, NULL);
  source.structures_dataset = 1;
  assert_int_equal(mlg_directory_read(&w->arena, &source, &OFFER_RULES, "2026-11-22", &w->findings,
                                      &w->directory),
                   MLG_OK);
  /* What ships knows every value of what it ships for. */
  assert_null(finding_of(&w->findings, MLG_F_SERVICE_UNKNOWN, 0));
  assert_null(finding_of(&w->findings, MLG_F_VALUE_UNMAPPED, 0));
}

static void test_national_schema(void **state) {
  offers_world *w = *state;
  read_shipped(w, "schema-national-1.0.2", "schema-national.csv", NULL);
  assert_int_equal(with_status(w, MLG_COUNTED), 13);
  assert_int_equal(with_status(w, MLG_HEAD_OFFICE), 1);
  assert_int_equal(with_family(w, MLG_AIDER), 12);
  const mlg_entry *entry = entry_of(w, "Coop-numérique_49c1ae1a-ec2e-4660-9fb0-8ccd7ec9e876");
  assert_string_equal(entry->name, "Bibliothèque Villejean");
  assert_string_equal(entry->terms.labels, "Conseillers numériques|QPV");
  assert_int_equal(entry->terms.price, MLG_FREE);
  assert_int_equal(entry->terms.access, MLG_BY_APPOINTMENT); /* it gives an address to book */
  assert_int_equal(entry->terms.modes, MLG_INDIVIDUAL | MLG_GROUP);
  assert_int_equal(entry->basics[MLG_WORKSHOPS], MLG_YES);
  assert_int_equal(entry->basics[MLG_WIFI], MLG_NOT_SAID);
  assert_int_equal(entry->hours_kind, MLG_HOURS_OSM);
}

static void test_old_national_wording(void **state) {
  offers_world *w = *state;
  read_shipped(w, "schema-national-0.1", "cnfs-permanences.csv", NULL);
  assert_int_equal(with_status(w, MLG_COUNTED), 10);
  assert_int_equal(with_status(w, MLG_HEAD_OFFICE), 2);
  assert_int_equal(with_family(w, MLG_APPRENDRE), 12);
  read_shipped(w, "schema-national-0.1", "data-inclusion-mednum.csv", NULL);
  assert_int_equal(w->directory.n_entries, 12 + 14);
  assert_int_equal(with_status(w, MLG_COMMUNE_ONLY), 3);
  const mlg_entry *entry = entry_of(w, "1053");
  assert_string_equal(entry->insee, "35176");
  assert_int_equal(entry->terms.modes, MLG_INDIVIDUAL | MLG_GROUP);
  assert_int_equal(entry->basics[MLG_COMPUTERS], MLG_YES);
}

static void test_services_take_from_their_structure(void **state) {
  offers_world *w = *state;
  read_shipped(w, "data-inclusion-v1", "data-inclusion-services.csv",
               "data-inclusion-structures.csv");
  assert_int_equal(with_status(w, MLG_COUNTED), 12);
  assert_int_equal(with_status(w, MLG_OUT_OF_FIELD), 3); /* nurseries */
  assert_int_equal(w->directory.n_structures, 1);
  const mlg_tally *tally = &w->directory.structures[0];
  assert_int_equal(tally->rows, 18);
  assert_int_equal(tally->kept + tally->rejected[MLG_OUT_OF_FIELD], 18);
  assert_int_equal(tally->kept, 12);
  const mlg_entry *entry = entry_of(w, "ma-boussole-aidants--27864--1");
  assert_string_equal(entry->name, "Centre communal d'action sociale (CCAS) - Vern-sur-Seiche");
  assert_string_equal(entry->typology, "CCAS");
  assert_string_equal(entry->terms.reserved, "243500139");
  assert_true(entry->families[MLG_AIDER]);
}

static void test_france_services(void **state) {
  offers_world *w = *state;
  read_shipped(w, "france-services", "france-services.csv", NULL);
  assert_int_equal(with_status(w, MLG_COUNTED), 10);
  assert_int_equal(with_status(w, MLG_ITINERANT), 2);
  const mlg_entry *entry = entry_of(w, "212");
  assert_true(entry->schedule.known);
  /* Monday, Wednesday, Friday 3 h 30 and 3 h 15; Tuesday 5 h 15; Thursday 3 h 15; minutes. */
  assert_near(mlg_schedule_minutes(&entry->schedule), 3 * (210 + 195) + 315 + 195, 0);
  assert_string_equal(entry->typology, "RFS");
}

static void test_libraries(void **state) {
  offers_world *w = *state;
  read_shipped(w, "bibliotheques", "bibliotheques.csv", NULL);
  assert_true(with_family(w, MLG_ACCEDER) > 0);
  for (size_t i = 0; i < w->directory.n_entries; i++) {
    const mlg_entry *entry = &w->directory.entries[i];
    assert_true(entry->families[MLG_ACCEDER] == (entry->basics[MLG_COMPUTERS] == MLG_YES));
  }
  assert_int_equal(entry_of(w, "LI1480")->basics[MLG_WIFI], MLG_YES);
  assert_string_equal(entry_of(w, "LI1480")->name, "Médiathèque Municipale L'Embarc@dère");
}

static void test_libraries_of_2018_only_complete_others(void **state) {
  offers_world *w = *state;
  read_shipped(w, "bibliotheques-2018", "bibliotheques-2018.csv", NULL);
  assert_int_equal(with_status(w, MLG_COUNTED), 0);
  assert_null(finding_of(&w->findings, MLG_F_SITE_WITHOUT_SERVICE, 0));
  /* Its other coordinates stand at the centre of the commune. */
  assert_true(entry_of(w, "5586.0")->by_commune);
  assert_string_equal(entry_of(w, "5586.0")->updated, "2018-01-01");
}

static void test_structures_without_position(void **state) {
  offers_world *w = *state;
  read_shipped(w, "cnfs-structures", "cnfs-structures.csv", NULL);
  assert_int_equal(with_status(w, MLG_COMMUNE_ONLY), 12);
  assert_int_equal(with_family(w, MLG_AIDER), 5); /* those of France services */
  assert_string_equal(entry_of(w, "26350224700012")->siret, "26350224700012");
}

static void test_portrea(void **state) {
  offers_world *w = *state;
  read_shipped(w, "portrea", "portrea.json", NULL);
  assert_int_equal(w->directory.n_entries, 17);
  const mlg_entry *entry = entry_of(w, "5020");
  assert_true(entry->families[MLG_AIDER] && !entry->families[MLG_APPRENDRE]);
  assert_true(entry->schedule.known);
  assert_near(mlg_schedule_minutes(&entry->schedule), 3 * 480 + 180, 0); /* minutes */
  assert_true(isnan(entry->declared.persons_year)); /* over what time is not said */
  assert_string_equal(entry->terms.labels, "Aidants Connect");
  assert_int_equal(entry_of(w, "5002")->terms.modes, MLG_INDIVIDUAL | MLG_GROUP);
}

static void test_gogocarto(void **state) {
  offers_world *w = *state;
  read_shipped(w, "gogocarto", "gogocarto-elements.json", NULL);
  assert_int_equal(with_status(w, MLG_OUT_OF_FIELD), 1);
  const mlg_entry *entry = entry_of(w, "aB1");
  assert_int_equal(entry->basics[MLG_WIFI], MLG_YES);
  assert_string_equal(entry->updated, "2024-01-22");
  assert_near(mlg_schedule_minutes(&entry->schedule), 180 + 120 + 240, 0); /* minutes */
  assert_string_equal(entry_of(w, "aB4")->mail, "contact@point-landry.example");
}

static void test_umap(void **state) {
  offers_world *w = *state;
  read_shipped(w, "umap", "carte.umap", NULL);
  assert_int_equal(with_status(w, MLG_COUNTED), 9);
  assert_int_equal(with_family(w, MLG_ACCEDER), 3);
  assert_int_equal(with_family(w, MLG_DEPANNER), 1);
  assert_near(w->directory.entries[0].longitude, -1.659385, 1e-9); /* degrees */
}

static void test_umap_export_has_one_sense(void **state) {
  offers_world *w = *state;
  read_shipped(w, "umap-geojson", "carte-umap.geojson", NULL);
  assert_int_equal(with_family(w, MLG_AIDER), 9);
}

static int begin(void **state) {
  (void)state;
  mlg_load_begin();
  return 0;
}

static int end(void **state) {
  (void)state;
  mlg_load_end();
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      OFFERS_CASE(test_national_schema),
      OFFERS_CASE(test_old_national_wording),
      OFFERS_CASE(test_services_take_from_their_structure),
      OFFERS_CASE(test_france_services),
      OFFERS_CASE(test_libraries),
      OFFERS_CASE(test_libraries_of_2018_only_complete_others),
      OFFERS_CASE(test_structures_without_position),
      OFFERS_CASE(test_portrea),
      OFFERS_CASE(test_gogocarto),
      OFFERS_CASE(test_umap),
      OFFERS_CASE(test_umap_export_has_one_sense),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
