/* SPDX-License-Identifier: Apache-2.0 */
#include "mappings.h"

/* A mapping file that is right, cut where a test puts its own lines. */
#define HEAD "id: essai\nlibelle: Essai\nfamilles: [aider]\n"
#define COLUMNS "colonnes: {nom: nom, services: services}\n"
#define SERVICES "services: {aide: aider}\n"

static const mlg_finding *rejected(offers_world *w, const char *yaml, mlg_finding_code code) {
  mlg_mapping mapping;
  assert_int_equal(mapping_of(w, yaml, &mapping), MLG_REJECTED);
  const mlg_finding *finding = finding_of(&w->findings, code, 0);
  assert_non_null(finding);
  assert_string_equal(finding->file, "essai.yaml");
  return finding;
}

static void test_the_smallest_mapping(void **state) {
  offers_world *w = *state;
  mlg_mapping mapping;
  assert_int_equal(mapping_of(w, HEAD COLUMNS SERVICES, &mapping), MLG_OK);
  assert_int_equal(w->findings.count, 0);
  assert_true(mapping.describes[MLG_AIDER]);
  assert_int_equal(mapping.separator, MLG_ONE_VALUE);
  assert_string_equal(mapping.columns[MLG_AS_NAME].items[0].name, "nom");
  assert_int_equal(mapping.columns[MLG_AS_NAME].items[0].at.line, 4);
  assert_true(isnan(mapping.persons_a_year));
}

static void test_an_unknown_role_is_named_with_the_nearest(void **state) {
  const mlg_finding *finding =
      rejected(*state, HEAD "colonnes:\n  nom: nom\n  horaire: h\n", MLG_F_REFERENCE_UNKNOWN);
  assert_int_equal(finding->line, 6);
  assert_string_equal(finding->column, "3");
  assert_string_equal(finding->expected, "« horaires » ?");
}

static void test_an_unknown_word_is_named(void **state) {
  const mlg_finding *finding =
      rejected(*state, HEAD COLUMNS "services:\n  aide: aidr\n", MLG_F_REFERENCE_UNKNOWN);
  assert_int_equal(finding->line, 6);
  assert_string_equal(finding->expected, "« aider » ?");
}

static void test_a_pair_of_coordinates_goes_together(void **state) {
  offers_world *w = *state;
  assert_string_equal(
      rejected(w, HEAD "colonnes: {nom: n, services: s, latitude: l}\n" SERVICES, MLG_F_KEY_MISSING)
          ->expected,
      "longitude");
}

static void test_metres_say_their_grid(void **state) {
  offers_world *w = *state;
  assert_string_equal(
      rejected(w, HEAD "colonnes: {nom: n, services: s, x: x, y: y}\n" SERVICES, MLG_F_KEY_MISSING)
          ->expected,
      "scr");
}

static void test_a_family_that_nothing_can_give_is_refused(void **state) {
  rejected(*state, HEAD "colonnes: {nom: nom}\n", MLG_F_KEY_MISSING);
}

static void test_a_joined_column_needs_its_join(void **state) {
  const mlg_finding *finding =
      rejected(*state, HEAD "colonnes:\n  services: s\n  nom: \"structure:nom\"\n" SERVICES,
               MLG_F_KEY_MISSING);
  assert_int_equal(finding->line, 6);
  assert_string_equal(finding->expected, "structures");
}

static void test_an_optional_column_is_one_of_the_columns(void **state) {
  const mlg_finding *finding = rejected(*state, HEAD COLUMNS SERVICES "facultatives: [telephone]\n",
                                        MLG_F_REFERENCE_UNKNOWN);
  assert_string_equal(finding->value, "telephone");
}

static void test_a_condition_says_on_what(void **state) {
  offers_world *w = *state;
  rejected(w, HEAD COLUMNS SERVICES "si:\n  - {colonne: postes, familles: [aider]}\n",
           MLG_F_KEY_MISSING);
}

static void test_days_have_their_mark(void **state) {
  rejected(*state, HEAD COLUMNS SERVICES "jours: {texte: horaires}\n", MLG_F_VALUE_KIND);
  rejected(*state, HEAD COLUMNS SERVICES "jours: {texte: \"h_{jour}\", noms: [lun, mar]}\n",
           MLG_F_VALUE_KIND);
  rejected(*state, HEAD COLUMNS SERVICES "jours: {texte: \"h_{jour}\", midi: \"m_{jour}\"}\n",
           MLG_F_KEY_MISSING);
  rejected(*state, HEAD COLUMNS SERVICES "jours: {ouverture: \"o_{jour}\"}\n", MLG_F_KEY_MISSING);
}

static void test_a_separator_is_one_sign(void **state) {
  rejected(*state, HEAD "separateur: et\n" COLUMNS SERVICES, MLG_F_VALUE_KIND);
}

static void test_words_become_bits(void **state) {
  offers_world *w = *state;
  mlg_mapping mapping;
  const char *yaml = HEAD COLUMNS "separateur: liste\n"
                                  "services: {\"famille--*\": ignorer, aide: [aider, informer]}\n"
                                  "equipements: {\"pas de wifi\": sans wifi, pc: ordinateurs}\n"
                                  "acces: {sur place: libre}\n"
                                  "sans_accueil: [fermé au public]\n"
                                  "personnes_periode: mois\n";
  assert_int_equal(mapping_of(w, yaml, &mapping), MLG_OK);
  assert_int_equal(mapping.separator, MLG_LISTED);
  const mlg_meaning *services = mapping.values[MLG_AS_SERVICES].items;
  assert_true(services[0].prefix && services[0].ignored);
  assert_string_equal(services[0].folded, "famille");
  assert_int_equal(services[1].bits, 1u << MLG_AIDER | 1u << MLG_INFORMER);
  const mlg_meaning *equipment = mapping.values[MLG_AS_EQUIPMENT].items;
  assert_int_equal(equipment[0].bits, MLG_BIT_ABSENT(MLG_WIFI));
  assert_int_equal(equipment[1].bits, 1u << MLG_COMPUTERS);
  const mlg_meaning *access = mapping.values[MLG_AS_ACCESS].items;
  assert_int_equal(access[0].bits, MLG_WALK_IN);
  assert_int_equal(access[1].bits, MLG_RECEIVES_NOBODY);
  assert_near(mapping.persons_a_year, 12, 0); /* months a year */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      OFFERS_CASE(test_the_smallest_mapping),
      OFFERS_CASE(test_an_unknown_role_is_named_with_the_nearest),
      OFFERS_CASE(test_an_unknown_word_is_named),
      OFFERS_CASE(test_a_pair_of_coordinates_goes_together),
      OFFERS_CASE(test_metres_say_their_grid),
      OFFERS_CASE(test_a_family_that_nothing_can_give_is_refused),
      OFFERS_CASE(test_a_joined_column_needs_its_join),
      OFFERS_CASE(test_an_optional_column_is_one_of_the_columns),
      OFFERS_CASE(test_a_condition_says_on_what),
      OFFERS_CASE(test_days_have_their_mark),
      OFFERS_CASE(test_a_separator_is_one_sign),
      OFFERS_CASE(test_words_become_bits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
