/* SPDX-License-Identifier: Apache-2.0 */
/* The scenarios of a project file: a small one is written, and each mistake put into it is
 * found at its exact place. */
#include "near.h"

#include <maillage/project.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REAL "geodata/rennes-metropole/projet.yaml"

static char folder[] = "/tmp/maillage-scenarios-XXXXXX";

static const char REFERENCE[] = "  - {id: base, libelle: Base, source: S, recours: 0.17, "
                                "reference: oui}\n";

typedef struct {
  mlg_arena arena;
  mlg_findings findings;
  mlg_project project;
  size_t line; /* of the first scenario under test */
} fixture;

static size_t lines_before(const char *text, const char *end) {
  size_t n = 1;
  for (const char *at = text; at < end; at++) n += *at == '\n';
  return n;
}

static char *real_text(mlg_arena *arena) {
  FILE *stream = fopen(REAL, "rb");
  assert_non_null(stream);
  char *text = mlg_arena_alloc(arena, 1 << 16, 1);
  text[fread(text, 1, (1 << 16) - 1, stream)] = '\0';
  fclose(stream);
  return text;
}

/* The real project with other scenarios, beside links to its data. */
static mlg_status read_with(fixture *f, const char *scenarios) {
  f->findings.arena = &f->arena;
  char *text = real_text(&f->arena);
  char *from = strstr(text, "\nscenarios:\n"), *to = strstr(text, "\noffre:\n");
  assert_true(from != NULL && to != NULL);
  from += strlen("\nscenarios:\n");
  char *path = mlg_arena_printf(&f->arena, "%s/" REAL ".new", folder);
  FILE *stream = fopen(path, "wb");
  assert_non_null(stream);
  fprintf(stream, "%.*s%s%s%s", (int)(from - text), text, REFERENCE, scenarios, to);
  fclose(stream);
  f->line = lines_before(text, from) + 1;
  return mlg_project_read(&f->arena, path, TEST_SHARE, &f->findings, &f->project);
}

static const mlg_finding *first_error(const fixture *f) {
  for (size_t i = 0; i < f->findings.count; i++)
    if (mlg_finding_severity(f->findings.items[i].code) == MLG_ERROR) return &f->findings.items[i];
  return NULL;
}

#define ONE "  - id: essai\n    libelle: Essai\n    source: Une source\n"

/* The mistake stands `below` lines under the first one of the scenario. */
static void check_refused(const char *rest, mlg_finding_code code, size_t below,
                          const char *expected) {
  fixture f = {0};
  char *text = mlg_arena_printf(&f.arena, ONE "%s", rest);
  assert_int_equal(read_with(&f, text), MLG_REJECTED);
  const mlg_finding *error = first_error(&f);
  assert_non_null(error);
  assert_string_equal(mlg_finding_slug(error->code), mlg_finding_slug(code));
  assert_int_equal(error->line, f.line + below);
  if (expected != NULL) assert_non_null(strstr(mlg_finding_expected(error, MLG_FRENCH), expected));
  mlg_arena_free(&f.arena);
}

static void a_whole_scenario_is_read(void **state) {
  (void)state;
  fixture f = {0};
  assert_int_equal(read_with(&f, ONE "    unite: venues\n"
                                     "    base: {union: [fragilite, exposition]}\n"
                                     "    poids: {aider: 1, apprendre: {valeur: 0.7, min: 0.5, "
                                     "max: 0.9}}\n"
                                     "    demande: {donnees: quartiers, niveau: quartier, colonne: "
                                     "n, zone: z, a_portee: oui}\n"
                                     "    offres:\n"
                                     "      typologies: [CCAS, CS]\n"
                                     "      zone: \"35238\"\n"
                                     "      permanences: 435\n"
                                     "      par_permanence: {valeur: 13, min: 12.5, max: 13.5}\n"),
                   MLG_OK);
  assert_int_equal(f.project.n_scenarios, 2);
  const mlg_scenario *s = &f.project.scenarios[1];
  assert_int_equal(s->unit, MLG_VISITS);
  assert_true(isnan(s->take_up));
  assert_string_equal(f.project.indicators[s->base.of.index].id, "fragilite");
  assert_string_equal(f.project.indicators[s->base.with.index].id, "exposition");
  assert_true(s->weights.described[MLG_AIDER] && s->weights.described[MLG_APPRENDRE]);
  assert_false(s->weights.described[MLG_DEPANNER]);
  assert_near(s->weights.of[MLG_APPRENDRE].low, 0.5, 0);
  assert_true(s->demand.present && s->demand.in_reach);
  assert_int_equal(s->demand.level, MLG_QUARTIER);
  assert_string_equal(s->demand.zone, "z");
  assert_int_equal(s->places.n_typologies, 2);
  assert_near(s->places.sessions, 435, 0);
  assert_near(s->places.per_session.high, 13.5, 0);
  mlg_arena_free(&f.arena);
}

static void what_is_not_said_is_as_before(void **state) {
  (void)state;
  fixture f = {0};
  assert_int_equal(read_with(&f, ONE "    recours: {valeur: 0.1, min: 0.05, max: 0.2}\n"), MLG_OK);
  const mlg_scenario *s = &f.project.scenarios[1];
  assert_near(s->take_up, 0.1, 0);
  assert_near(s->take_up_low, 0.05, 0);
  assert_near(s->take_up_high, 0.2, 0);
  assert_int_equal(s->unit, MLG_PERSONS);
  assert_null(s->base.of.id);
  assert_false(s->weights.present || s->demand.present || s->places.present);
  mlg_arena_free(&f.arena);
}

/* A table of weights is about the whole territory unless it says by what zones. */
static void weights_from_a_table(void **state) {
  (void)state;
  fixture f = {0};
  assert_int_equal(read_with(&f,
                             ONE "    recours: 0.1\n"
                                 "    poids: {donnees: caf, famille: theme, colonne: nombre}\n"),
                   MLG_OK);
  const mlg_count_table *table = &f.project.scenarios[1].weights.table;
  assert_true(table->present);
  assert_null(table->zone);
  assert_string_equal(table->family, "theme");
  mlg_arena_free(&f.arena);
}

static void take_up_or_demand(void **state) {
  (void)state;
  check_refused("    unite: personnes\n", MLG_F_KEY_MISSING, 0, "recours");
  check_refused("    recours: 17\n", MLG_F_VALUE_RANGE, 3, "de 0 à 1 : 17 % s'écrit 0.17");
  check_refused("    recours: 101\n", MLG_F_VALUE_RANGE, 3, "de 0 à 1");
  check_refused("    recours: 0,17\n", MLG_F_VALUE_KIND, 3, "un nombre, avec un point : 0.17");
  check_refused("    recours: {valeur: 0.1, min: 0.2, max: 0.3}\n", MLG_F_VALUE_RANGE, 3, NULL);
  check_refused("    recours: 0.1\n    demande: {donnees: caf, colonne: a}\n", MLG_F_VALUE_KIND, 3,
                "recours, ou demande");
}

static void bases_are_indicators(void **state) {
  (void)state;
  check_refused("    recours: 0.1\n    base: fragilité\n", MLG_F_REFERENCE_UNKNOWN, 4, "fragilite");
  check_refused("    recours: 0.1\n    base: {union: [fragilite]}\n", MLG_F_VALUE_KIND, 4,
                "deux indicateurs");
  check_refused("    recours: 0.1\n    base: {union: [fragilite, expo]}\n", MLG_F_REFERENCE_UNKNOWN,
                4, NULL);
}

static void weights_are_bounded(void **state) {
  (void)state;
  check_refused("    recours: 0.1\n    poids: {aider: 1.5}\n", MLG_F_VALUE_RANGE, 4, "de 0 à 1");
  check_refused("    recours: 0.1\n    poids: {aider: -1}\n", MLG_F_VALUE_RANGE, 4, NULL);
  check_refused("    recours: 0.1\n    poids: {reparer: 1}\n", MLG_F_KEY_UNKNOWN, 4, "depanner");
  check_refused("    recours: 0.1\n    poids: {aider: 0}\n", MLG_F_VALUE_KIND, 4, "au-dessus de 0");
  check_refused("    recours: 0.1\n    poids: {}\n", MLG_F_VALUE_KIND, 4, "une famille au moins");
  check_refused("    recours: 0.1\n    poids: {donnees: caf, colonne: a}\n", MLG_F_KEY_MISSING, 4,
                "famille");
}

static void tables_and_places(void **state) {
  (void)state;
  check_refused("    demande: {donnees: cafe, colonne: a}\n", MLG_F_REFERENCE_UNKNOWN, 3, "caf");
  check_refused("    demande: {donnees: caf, colonne: a, niveau: rue}\n", MLG_F_REFERENCE_UNKNOWN,
                3, "quartier");
  check_refused("    recours: 0.1\n    offres: {zone: \"35238\"}\n", MLG_F_KEY_MISSING, 4,
                "typologies, ou lieux");
  check_refused("    recours: 0.1\n    offres: {typologies: [CS], permanences: 4}\n",
                MLG_F_KEY_MISSING, 4, "par_permanence");
  check_refused("    recours: 0.1\n    unite: heures\n", MLG_F_VALUE_KIND, 4, "venues");
}

static void ids_differ(void **state) {
  (void)state;
  fixture f = {0};
  assert_int_equal(read_with(&f, "  - {id: base, libelle: Autre, source: S, recours: 0.1}\n"),
                   MLG_REJECTED);
  const mlg_finding *error = first_error(&f);
  assert_int_equal(error->code, MLG_F_KEY_DUPLICATE);
  assert_string_equal(error->value, "base");
  mlg_arena_free(&f.arena);
}

static int make_folder(void **state) {
  (void)state;
  char command[256];
  if (mkdtemp(folder) == NULL) return -1;
  snprintf(command, sizeof command, "cp -rs \"$PWD/geodata\" %s/", folder);
  return system(command);
}

static int remove_folder(void **state) {
  (void)state;
  char command[256];
  snprintf(command, sizeof command, "rm -r %s", folder);
  return system(command);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_whole_scenario_is_read), cmocka_unit_test(what_is_not_said_is_as_before),
      cmocka_unit_test(weights_from_a_table),     cmocka_unit_test(take_up_or_demand),
      cmocka_unit_test(bases_are_indicators),     cmocka_unit_test(weights_are_bounded),
      cmocka_unit_test(tables_and_places),        cmocka_unit_test(ids_differ),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
