/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "folder.h"
#include "portrait_fixture.h"
#include "same_bytes.h"

#include <maillage/maillage.h>

#include <jansson.h>

/* constats.csv and manifeste.json. */

typedef struct {
  mlg_arena arena;
  mlg_findings all, errors;
  test_folder folder;
} fixture;

static int set_up(void **state) {
  fixture *fx = test_calloc(1, sizeof *fx);
  fx->all.arena = fx->errors.arena = &fx->arena;
  fx->folder = folder_make();
  *state = fx;
  return 0;
}

static int tear_down(void **state) {
  fixture *fx = *state;
  folder_remove(&fx->folder);
  mlg_arena_free(&fx->arena);
  test_free(fx);
  return 0;
}

static char *findings_file(fixture *fx) {
  size_t size;
  const char *path = folder_path(&fx->folder, "constats.csv");
  assert_int_equal(mlg_publish_findings(&fx->all, path, &fx->errors), MLG_OK);
  return read_whole(path, &size);
}

static void writes_a_header_even_without_findings(void **state) {
  char *text = findings_file(*state);
  assert_string_equal(
      text, "\xEF\xBB\xBFgravite;code;fichier;ligne;colonne;valeur;attendu;action;message\n");
  free(text);
}

static void sorts_by_severity_file_and_line(void **state) {
  fixture *fx = *state;
  const mlg_finding list[] = {
      {.code = MLG_F_ZONE_EMPTY, .file = "a.csv", .line = 1, .value = "1"},
      {.code = MLG_F_VALUE_ABSENT, .file = "b.csv", .line = 10},
      {.code = MLG_F_VALUE_ABSENT, .file = "b.csv", .line = 9},
      {.code = MLG_F_VALUE_ABSENT, .file = "a.csv", .line = 30},
      {.code = MLG_F_NUMBER_UNREADABLE, .file = "z.csv", .line = 2, .value = "x"}};
  for (size_t i = 0; i < 5; i++) mlg_report(&fx->all, list[i]);
  mlg_finding_row *rows;
  assert_int_equal(mlg_publish_finding_rows(&fx->arena, &fx->all, &rows), MLG_OK);
  const char *const wanted[] = {"2", "30", "9", "10", "1"};
  for (size_t i = 0; i < 5; i++) assert_string_equal(rows[i].cells[MLG_COLUMN_LINE], wanted[i]);
  assert_string_equal(rows[0].cells[MLG_COLUMN_SEVERITY], "erreur");
  assert_string_equal(rows[1].cells[MLG_COLUMN_SEVERITY], "avertissement");
  assert_string_equal(rows[4].cells[MLG_COLUMN_SEVERITY], "information");
}

static void quotes_what_would_break_a_row(void **state) {
  fixture *fx = *state;
  mlg_report(&fx->all, (mlg_finding){.code = MLG_F_NUMBER_UNREADABLE,
                                     .file = "a;b.csv",
                                     .line = 3,
                                     .column = "P19_POP",
                                     .value = "dit \"x\"\nfin"});
  char *text = findings_file(fx);
  assert_non_null(strstr(text, "\nerreur;nombre-illisible;\"a;b.csv\";3;P19_POP;"
                               "\"dit \"\"x\"\"\nfin\";"));
  free(text);
}

static void disarms_formulas_but_not_numbers(void **state) {
  fixture *fx = *state;
  mlg_report(&fx->all, (mlg_finding){.code = MLG_F_NUMBER_UNREADABLE, .value = "=1+1"});
  mlg_report(&fx->all, (mlg_finding){.code = MLG_F_NUMBER_NEGATIVE, .value = "-3,5"});
  char *text = findings_file(fx);
  assert_non_null(strstr(text, ";'=1+1;"));
  assert_non_null(strstr(text, ";-3,5;"));
  free(text);
}

static json_t *manifest_of(fixture *fx, double seconds) {
  const char *const steps[] = {"lecture des données", "cartes"};
  const double durations[] = {seconds, 2};
  const mlg_run_facts facts = {"maillage run essai/projet.yaml", 2, steps, durations};
  const char *path = folder_path(&fx->folder, "manifeste.json");
  assert_int_equal(mlg_publish_manifest(fx_portrait(&fx->arena), &facts, path, &fx->errors),
                   MLG_OK);
  json_error_t error;
  json_t *manifest = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
  assert_non_null(manifest);
  return manifest;
}

static const char *string_at(json_t *object, const char *key) {
  return json_string_value(json_object_get(object, key));
}

static void says_what_was_run_on_what(void **state) {
  json_t *manifest = manifest_of(*state, 1);
  assert_string_equal(string_at(manifest, "version"), MLG_VERSION);
  assert_string_equal(string_at(manifest, "commande"), "maillage run essai/projet.yaml");
  assert_string_equal(string_at(json_object_get(manifest, "projet"), "date"), "2026-11-22");
  json_t *inputs = json_object_get(manifest, "entrees");
  assert_int_equal(json_array_size(inputs), 2);
  assert_string_equal(string_at(json_array_get(inputs, 1), "sha256"), FX_DIGESTS[1]);
  assert_string_equal(string_at(json_array_get(inputs, 0), "licence"), "Licence Ouverte 2.0");
  json_t *counts = json_object_get(manifest, "comptes");
  assert_int_equal(
      json_integer_value(json_object_get(json_object_get(counts, "zones"), "quartier")), 3);
  assert_int_equal(json_integer_value(json_object_get(counts, "lieux_comptes")), 2);
  assert_int_equal(
      json_integer_value(json_object_get(json_object_get(counts, "constats"), "avertissement")), 1);
  json_decref(manifest);
}

static void differs_between_runs_by_the_durations_alone(void **state) {
  json_t *first = manifest_of(*state, 1.25), *second = manifest_of(*state, 3);
  assert_false(json_equal(first, second));
  assert_near(
      json_real_value(json_object_get(json_object_get(first, "durees"), "lecture des données")),
      1.25, 0 /* s */);
  json_object_del(first, "durees");
  json_object_del(second, "durees");
  assert_true(json_equal(first, second));
  json_decref(first);
  json_decref(second);
}

static void puts_the_durations_last(void **state) {
  json_t *manifest = manifest_of(*state, 1);
  const char *key, *last = NULL;
  json_t *value;
  json_object_foreach(manifest, key, value) last = key;
  assert_string_equal(last, "durees");
  json_decref(manifest);
}

static void says_when_it_cannot_write(void **state) {
  fixture *fx = *state;
  const mlg_run_facts facts = {.command = ""};
  assert_int_equal(mlg_publish_findings(&fx->all, "/dev/full", &fx->errors), MLG_UNWRITTEN);
  assert_int_equal(mlg_publish_manifest(fx_portrait(&fx->arena), &facts, "/dev/full", &fx->errors),
                   MLG_UNWRITTEN);
  const char *nowhere = folder_path(&fx->folder, "absent/constats.csv");
  assert_int_equal(mlg_publish_findings(&fx->all, nowhere, &fx->errors), MLG_UNWRITTEN);
  assert_string_equal(fx->errors.items[2].value, "constats.csv");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(writes_a_header_even_without_findings),
      TEST(sorts_by_severity_file_and_line),
      TEST(quotes_what_would_break_a_row),
      TEST(disarms_formulas_but_not_numbers),
      TEST(says_what_was_run_on_what),
      TEST(differs_between_runs_by_the_durations_alone),
      TEST(puts_the_durations_last),
      TEST(says_when_it_cannot_write),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
