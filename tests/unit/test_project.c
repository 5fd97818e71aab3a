/* SPDX-License-Identifier: Apache-2.0 */
/* The project file: the real one is read whole, and each mistake put into a copy
 * is found at its exact place. */
#include "near.h"

#include <maillage/project.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL "geodata/rennes-metropole/projet.yaml"

/* The project, and beside it the data of all Brittany that it reads. */
static char parent[] = "/tmp/maillage-project-XXXXXX", folder[64];

static char *read_file(mlg_arena *arena, const char *path) {
  FILE *stream = fopen(path, "rb");
  assert_non_null(stream);
  char *text = mlg_arena_alloc(arena, 1 << 16, 1);
  size_t length = fread(text, 1, (1 << 16) - 1, stream);
  fclose(stream);
  text[length] = '\0';
  return text;
}

static void write_file(const char *name, const char *text) {
  char path[256];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *stream = fopen(path, "wb");
  assert_non_null(stream);
  fputs(text, stream);
  fclose(stream);
}

/* The real project with `old` replaced by `new`; returns the line it stands on. */
static size_t write_changed(mlg_arena *arena, const char *old, const char *new) {
  char *text = read_file(arena, REAL);
  char *at = strstr(text, old);
  assert_non_null(at);
  size_t line = 1;
  for (const char *c = text; c < at; c++) line += *c == '\n';
  char *changed =
      mlg_arena_printf(arena, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
  write_file("projet.yaml", changed);
  return line;
}

static mlg_status read_project(mlg_arena *arena, mlg_findings *findings, mlg_project *project) {
  char path[256];
  snprintf(path, sizeof path, "%s/projet.yaml", folder);
  return mlg_project_read(arena, path, TEST_SHARE, findings, project);
}

static const mlg_finding *first_error(const mlg_findings *findings) {
  for (size_t i = 0; i < findings->count; i++)
    if (mlg_finding_severity(findings->items[i].code) == MLG_ERROR) return &findings->items[i];
  return NULL;
}

/* The change is rejected with `code`, on its own line unless `placed` is false, at `column` unless
 * it is 0. */
static void check_refused(const char *old, const char *new, mlg_finding_code code, bool placed,
                          size_t column, const char *expected) {
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_project project;
  size_t line = write_changed(&arena, old, new);
  assert_int_equal(read_project(&arena, &findings, &project), MLG_REJECTED);
  const mlg_finding *error = first_error(&findings);
  assert_non_null(error);
  assert_string_equal(mlg_finding_slug(error->code), mlg_finding_slug(code));
  assert_string_equal(error->file, "projet.yaml");
  if (placed) assert_int_equal(error->line, line);
  if (column > 0) assert_int_equal(atoi(error->column), column);
  if (expected != NULL) assert_non_null(strstr(mlg_finding_expected(error, MLG_FRENCH), expected));
  mlg_arena_free(&arena);
}

static void check_rejected(const char *old, const char *new, mlg_finding_code code, size_t column,
                           const char *expected) {
  check_refused(old, new, code, true, column, expected);
}

static void the_real_project_is_read(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_project project;
  assert_int_equal(mlg_project_read(&arena, REAL, TEST_SHARE, &findings, &project), MLG_OK);
  assert_string_equal(project.id, "rennes-metropole");
  assert_string_equal(project.code, "243500139");
  assert_int_equal(project.n_datasets, 24);
  assert_int_equal(project.n_scenarios, 6);
  assert_near(project.scenarios[project.reference].take_up, 0.17, 1e-12);
  assert_int_equal(project.n_parameters, 1);
  assert_near(project.parameters[0].low, 5, 1e-12);
  assert_near(project.offer.weekly_social, 18, 1e-12);
  assert_int_equal(project.reach.modes[MLG_BY_CAR].decay, MLG_GAUSSIAN);
  assert_near(project.reach.town_from, 10000, 0);
  assert_int_equal(project.n_sources, 8);
  assert_true(project.sources[0].mapping.describes[MLG_AIDER]);
  assert_false(project.sources[0].mapping.describes[MLG_INFORMER]);
  size_t i = mlg_indicator_find(project.indicators, project.n_indicators, "fragilite");
  assert_true(i < project.n_indicators);
  assert_string_equal(project.indicators[i].inputs[0].column, "P19_POP65P");
  assert_int_equal(project.indicators[i].n_denominators, 2);
  mlg_arena_free(&arena);
}

static void keys_are_checked(void **state) {
  (void)state;
  check_rejected("titre: Rennes Métropole", "titer: Rennes Métropole", MLG_F_KEY_UNKNOWN, 1,
                 "titre");
  check_rejected("    millesime: 2019", "    millessime: 2019", MLG_F_KEY_UNKNOWN, 5, "millesime");
  check_rejected("auteur: Maillage\n", "titre: Autre\n", MLG_F_KEY_DUPLICATE, 1, NULL);
  check_rejected("  ville_a_partir_de: 10000", "  essais: 1", MLG_F_KEY_DUPLICATE, 3, NULL);
}

static void values_are_read_as_written(void **state) {
  (void)state;
  check_rejected("minutes: 20", "minutes: \"20,5\"", MLG_F_VALUE_KIND, 21,
                 "un nombre, avec un point : 20.5");
  check_rejected("minutes: 20", "minutes: 010", MLG_F_VALUE_KIND, 21, "nombre");
  check_rejected("minutes: 20", "minutes: nan", MLG_F_VALUE_KIND, 21, "nombre");
  check_rejected("minutes: 20", "minutes: 0", MLG_F_VALUE_RANGE, 21, "de 1 à 240");
  /* Ten tries would be computed for ever. */
  check_rejected("essais: 1", "essais: 10", MLG_F_VALUE_RANGE, 11, "de 1 à 5");
  check_rejected("millesime: 2019", "millesime: 2019x", MLG_F_VALUE_KIND, 16, "entier");
  check_rejected("millesime: 2019", "millesime: 2019.5", MLG_F_VALUE_KIND, 16, "entier");
  check_rejected("theta: {valeur: 7.3, min: 5, max: 10}", "theta: {valeur: 7.3, min: 8, max: 10}",
                 MLG_F_VALUE_RANGE, 12, "min <= valeur <= max");
  check_rejected("date: \"2026-11-22\"", "date: \"22/11/2026\"", MLG_F_VALUE_KIND, 7, "date");
  check_rejected("reference: oui", "reference: yes", MLG_F_VALUE_KIND, 16, "oui ou non");
  check_rejected("decroissance: gaussienne", "decroissance: gaussiene", MLG_F_REFERENCE_UNKNOWN, 68,
                 "gaussienne");
}

static void names_are_resolved(void **state) {
  (void)state;
  check_rejected("fichier: IRISRM.shp", "fichier: IRISRN.shp", MLG_F_FILE_MISSING, 14,
                 "IRISRM.shp");
  check_rejected("zones: {donnees: contours,", "zones: {donnees: contour,", MLG_F_REFERENCE_UNKNOWN,
                 20, "contours");
  check_rejected("base: fragilite", "base: fragilité", MLG_F_REFERENCE_UNKNOWN, 9, "fragilite");
  check_rejected("{famille: aider,", "{famille: aide,", MLG_F_REFERENCE_UNKNOWN, 17, "aider");
  check_rejected("{indicateur: fragilite,", "{indicateur: fragilites,", MLG_F_REFERENCE_UNKNOWN, 20,
                 "fragilite");
}

static void files_say_how_they_are_read(void **state) {
  (void)state;
#define FILE_KEY "    fichier: caf-allocataires-iris-2021.csv\n"
  check_rejected("fichier: IRISRM.shp", "fichier: http://localhost/a.shp", MLG_F_PATH_REMOTE, 14,
                 NULL);
  check_rejected("fichier: IRISRM.shp", "fichier: /vsicurl/a.shp", MLG_F_PATH_REMOTE, 14, NULL);
  check_rejected(FILE_KEY, "    entete: 0\n" FILE_KEY, MLG_F_VALUE_RANGE, 13, NULL);
  check_rejected(FILE_KEY, "    feuile: IRIS\n" FILE_KEY, MLG_F_KEY_UNKNOWN, 5, "feuille");
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_project project;
  write_changed(&arena, FILE_KEY,
                FILE_KEY "    feuille: IRIS\n    entete: 6\n    membre: a.csv\n"
                         "    enregistrements: .\n");
  assert_int_equal(read_project(&arena, &findings, &project), MLG_OK);
  size_t i = 0;
  while (strcmp(project.datasets[i].file, "caf-allocataires-iris-2021.csv") != 0) i++;
  assert_string_equal(project.datasets[i].sheet, "IRIS");
  assert_int_equal(project.datasets[i].header, 6);
  assert_string_equal(project.datasets[i].member, "a.csv");
  assert_string_equal(project.datasets[i].records, ".");
  assert_null(project.datasets[0].records);
  mlg_arena_free(&arena);
}

static void the_cross_is_resolved(void **state) {
  (void)state;
#define BASE "  base: fragilite\n"
  check_rejected(BASE, "  croisement: {donnees: td_for}\n" BASE, MLG_F_REFERENCE_UNKNOWN, 25, NULL);
  check_rejected(BASE, "  croisement: {donnes: diplomes}\n" BASE, MLG_F_KEY_UNKNOWN, 16, "donnees");
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_project project;
  write_changed(&arena, BASE, "  croisement: {donnees: diplomes}\n" BASE);
  assert_int_equal(read_project(&arena, &findings, &project), MLG_OK);
  assert_true(project.has_cross);
  assert_string_equal(project.datasets[project.cross].id, "diplomes");
  assert_string_equal(project.parameters[project.cross_theta].name, "theta");
  mlg_arena_free(&arena);
}

/* Such a title would stop the PDF, the workbook or the slides half-way. */
static void signs_that_no_document_holds_are_placed(void **state) {
  (void)state;
  const char *const WRITTEN[] = {"\\0", "\\x0b", "\\uFFFE"},
                    *TOLD[] = {"U+0000", "U+000B", "U+FFFE"};
  for (size_t i = 0; i < 3; i++) {
    mlg_arena arena = {0};
    mlg_findings findings = {.arena = &arena};
    mlg_project project;
    char *title = mlg_arena_printf(&arena, "titre: \"Rennes%s\"", WRITTEN[i]);
    write_changed(&arena, "titre: Rennes Métropole", title);
    assert_int_equal(read_project(&arena, &findings, &project), MLG_REJECTED);
    assert_int_equal(first_error(&findings)->code, MLG_F_VALUE_KIND);
    assert_string_equal(first_error(&findings)->value, TOLD[i]);
    assert_int_equal(first_error(&findings)->line, 6);
    mlg_arena_free(&arena);
  }
}

static void broken_yaml_is_placed(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_project project;
  write_changed(&arena, "  niveau: epci", "  niveau: [epci");
  assert_int_equal(read_project(&arena, &findings, &project), MLG_REJECTED);
  assert_int_equal(first_error(&findings)->code, MLG_F_YAML_SYNTAX);
  assert_true(first_error(&findings)->line > 1);
  mlg_arena_free(&arena);
}

/* An indicator beside the project is read with the shipped ones, at its own lines. */
static void check_own_indicator(const char *text, mlg_finding_code code, size_t line) {
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_project project;
  write_file("projet.yaml", read_file(&arena, REAL));
  write_file("indicateurs/seniors.yaml", text);
  assert_int_equal(read_project(&arena, &findings, &project), MLG_REJECTED);
  assert_string_equal(mlg_finding_slug(first_error(&findings)->code), mlg_finding_slug(code));
  assert_string_equal(first_error(&findings)->file, "seniors.yaml");
  assert_int_equal(first_error(&findings)->line, line);
  mlg_arena_free(&arena);
}

#define HEAD "id: seniors\nlibelle: L\ndefinition: D\nunite: personnes\nsource: S\n"
#define INPUT "entrees:\n  a: {donnees: population, colonne: \"P{AA}_POP80P\"}\n"

static void indicator_files_are_checked(void **state) {
  (void)state;
  check_own_indicator(HEAD INPUT "formule: a + b\n", MLG_F_REFERENCE_UNKNOWN, 8);
  check_own_indicator(HEAD INPUT "formule: a + (\n", MLG_F_FORMULA_SYNTAX, 8);
  check_own_indicator(HEAD INPUT "formule: a\ncarte: iris\n", MLG_F_VALUE_KIND, 9);
  check_own_indicator("id: fragilite\n" HEAD INPUT "formule: a\n", MLG_F_KEY_DUPLICATE, 2);
  check_own_indicator(HEAD INPUT "formule: a\ndenominateurs: [poplation]\n",
                      MLG_F_REFERENCE_UNKNOWN, 1);
}

#define VARIANT "formule: a\nvariante_de: "

/* Said at the name itself, with the nearest one. */
static void a_variant_has_an_original(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_project project;
  check_own_indicator(HEAD INPUT VARIANT "fragilit\n", MLG_F_REFERENCE_UNKNOWN, 9);
  assert_int_equal(read_project(&arena, &findings, &project), MLG_REJECTED);
  assert_int_equal(atoi(first_error(&findings)->column), 14);
  assert_string_equal(first_error(&findings)->expected, "« fragilite » ?");
  check_own_indicator(HEAD INPUT VARIANT "seniors\n", MLG_F_VALUE_KIND, 9);
  check_own_indicator(HEAD INPUT VARIANT "fragilite_somme\n", MLG_F_VALUE_KIND, 9);
  check_own_indicator(HEAD INPUT "formule: a\nappui: sans doute\n", MLG_F_VALUE_KIND, 9);
  write_file("indicateurs/zautre.yaml",
             "id: autre\nlibelle: L\ndefinition: D\nunite: u\nsource: S\n" INPUT VARIANT
             "seniors\n");
  check_own_indicator(HEAD INPUT VARIANT "autre\n", MLG_F_VALUE_KIND, 9);
  unlink(mlg_arena_printf(&arena, "%s/indicateurs/zautre.yaml", folder));
  mlg_arena_free(&arena);
}

static void shipped_variants_are_those_of_fragility(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_project project;
  size_t variants = 0, supports = 0;
  unlink(mlg_arena_printf(&arena, "%s/indicateurs/seniors.yaml", folder));
  write_file("projet.yaml", read_file(&arena, REAL));
  assert_int_equal(read_project(&arena, &findings, &project), MLG_OK);
  for (size_t i = 0; i < project.n_indicators; i++) {
    const mlg_indicator *indicator = &project.indicators[i];
    supports += indicator->is_support;
    if (indicator->variant_of.id == NULL) continue;
    variants++;
    assert_string_equal(project.indicators[indicator->variant_of.index].id, "fragilite");
  }
  assert_int_equal(variants, 2);
  assert_int_equal(supports, 3);
  mlg_arena_free(&arena);
}

/* The cells of a dataset: its level, its secrets, its rounding, its sampling. */
static void readings_are_checked(void **state) {
  (void)state;
#define AFTER "    cle: DEPCOM\n"
  check_rejected(AFTER, "    niveau: comune\n" AFTER, MLG_F_REFERENCE_UNKNOWN, 13, "commune");
  check_rejected(AFTER, "    niveau: epci\n" AFTER, MLG_F_VALUE_KIND, 13, "iris ou commune");
  check_rejected(AFTER, "    arrondi: 0\n" AFTER, MLG_F_VALUE_RANGE, 14, "de 1 à 1000");
  check_rejected(AFTER, "    sondage: {effet: 2, fraction: 0.4}\n" AFTER, MLG_F_KEY_MISSING, 14,
                 "seuil_commune");
  check_rejected(AFTER, "    sondage: {effet: 2, fraction: 1.4, seuil_commune: 1}\n" AFTER,
                 MLG_F_VALUE_RANGE, 35, "à 1");
  check_rejected(AFTER, "    secret: {min: 4, max: 1}\n" AFTER, MLG_F_VALUE_RANGE, 13,
                 "min <= max");
  check_rejected(AFTER, "    secret: {min: 1, max: 4, seuil: 11}\n" AFTER, MLG_F_VALUE_RANGE, 13,
                 "max >= 10");
  check_rejected(AFTER, "    secret: {colonne: note, min: 1, max: 4}\n" AFTER, MLG_F_KEY_MISSING,
                 13, "valeurs");
  check_rejected(AFTER, "    secret: {valeurs: [\"2\"], min: 1, max: 4}\n" AFTER, MLG_F_KEY_MISSING,
                 13, "colonne");
  check_rejected(AFTER, "    secret: {min: 1, max: 4, imputation: populatio}\n" AFTER,
                 MLG_F_REFERENCE_UNKNOWN, 42, "population");
}

static void readings_are_read(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_project project;
  write_changed(&arena, AFTER,
                AFTER
                "    arrondi: 5\n"
                "    secret: {colonne: note, valeurs: [\"2\", \"3\"], total: a, min: 1, max: 4,"
                " imputation: plus_65}\n"
                "    sondage: {effet: 2, fraction: 0.4, seuil_commune: 10000}\n");
  assert_int_equal(read_project(&arena, &findings, &project), MLG_OK);
  const mlg_reading *reading = &project.datasets[4].reading;
  assert_int_equal(reading->level, MLG_IRIS);
  assert_near(reading->rounding, 5, 0);
  assert_near(reading->sampling.threshold, 10000, 0);
  assert_int_equal(reading->secret.n_values, 2);
  assert_string_equal(reading->secret.values[1], "3");
  assert_string_equal(reading->secret.total, "a");
  assert_string_equal(project.indicators[reading->secret.imputation.index].id, "plus_65");
  assert_false(project.datasets[5].reading.secret.present);
  mlg_arena_free(&arena);
}

static void indicators_refer_to_others(void **state) {
  (void)state;
#define COLUMN "  a: {donnees: population, colonne: \"P{AA}_POP80P\""
  check_own_indicator(HEAD "entrees:\n  a: {indicateur: plus_56}\nformule: a\n",
                      MLG_F_REFERENCE_UNKNOWN, 7);
  check_own_indicator(HEAD "entrees:\n" COLUMN ", repartition: seniors}\nformule: a\n",
                      MLG_F_REFERENCE_CIRCULAR, 7);
  check_own_indicator(HEAD "entrees:\n  a: {indicateur: seniors}\nformule: a\n",
                      MLG_F_REFERENCE_CIRCULAR, 7);
  check_own_indicator(HEAD "entrees:\n" COLUMN ", indicateur: plus_65}\nformule: a\n",
                      MLG_F_VALUE_KIND, 7);
  check_own_indicator(HEAD "entrees:\n  a: {donnees: population}\nformule: a\n", MLG_F_KEY_MISSING,
                      7);
  check_own_indicator(HEAD "entrees:\n  a: {borne: plus_65}\nformule: a\n", MLG_F_KEY_MISSING, 7);
  check_own_indicator(HEAD "nature: niveu\n" INPUT "formule: a\n", MLG_F_REFERENCE_UNKNOWN, 6);
  check_own_indicator(HEAD "nature: niveau\n" INPUT "formule: a\ndenominateurs: [population]\n",
                      MLG_F_VALUE_KIND, 1);
  check_own_indicator(HEAD "entrees:\n" COLUMN ", sources: []}\nformule: a\n", MLG_F_VALUE_KIND, 7);
  check_own_indicator(HEAD INPUT "formule: a\nclasses: [10, 5]\n", MLG_F_VALUE_KIND, 1);
  check_own_indicator(HEAD INPUT "formule: a\nclasses: 10\n", MLG_F_VALUE_KIND, 9);
}

/* What refers to an indicator whose dataset the project has not is left out with it. */
static void lacks_spread(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_project project;
  write_file("projet.yaml", read_file(&arena, REAL));
  write_file("indicateurs/seniors.yaml", HEAD "entrees:\n  a: {donnees: ailleurs, colonne: A}\n"
                                              "formule: a\n");
  write_file("indicateurs/autre.yaml", "id: autre\nlibelle: L\ndefinition: D\nunite: u\nsource: S\n"
                                       "entrees:\n  a: {indicateur: seniors}\nformule: a\n");
  write_file("indicateurs/variante.yaml",
             "id: variante\nlibelle: L\ndefinition: D\nunite: u\nsource: S\n" INPUT VARIANT
             "seniors\n");
  assert_int_equal(read_project(&arena, &findings, &project), MLG_OK);
  assert_int_equal(mlg_indicator_find(project.indicators, project.n_indicators, "autre"),
                   project.n_indicators);
  assert_int_equal(mlg_indicator_find(project.indicators, project.n_indicators, "variante"),
                   project.n_indicators);
  size_t skipped = 0;
  for (size_t i = 0; i < findings.count; i++)
    if (findings.items[i].code == MLG_F_INDICATOR_SKIPPED &&
        strcmp(findings.items[i].value, "autre") == 0) {
      assert_string_equal(findings.items[i].expected, "seniors");
      skipped++;
    }
  assert_int_equal(skipped, 1);
  unlink(mlg_arena_printf(&arena, "%s/indicateurs/autre.yaml", folder));
  unlink(mlg_arena_printf(&arena, "%s/indicateurs/variante.yaml", folder));
  mlg_arena_free(&arena);
}

static void the_section_on_offers_is_read(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_project project;
  write_changed(&arena, "  meme_lieu_m: 50",
                "  sans_position: compter\n  rapprochements: epci\n  capacites: communes\n"
                "  meme_lieu_m: 50");
  assert_int_equal(read_project(&arena, &findings, &project), MLG_OK);
  assert_true(project.offer.leave_stale && !project.offer.leave_undated);
  assert_true(project.offer.count_unplaced);
  assert_true(project.has_decisions && project.has_capacities);
  assert_string_equal(project.datasets[project.decisions].id, "epci");
  assert_string_equal(project.datasets[project.capacities].id, "communes");
  assert_near(project.offer.minutes_per_visit.value, 21, 1e-12 /* minutes */);
  assert_near(project.offer.minutes_per_visit.high, 35, 1e-12);
  mlg_arena_free(&arena);
#define SOURCE "{donnees: cartographie_nationale, correspondance: schema-national-1.0.2}"
  check_rejected(SOURCE,
                 "{donnees: cartographie_nationale, correspondance: schema-national-1.0.2, "
                 "structures: epci}",
                 MLG_F_VALUE_KIND, 0, "structures");
  check_rejected(SOURCE, "{donnees: cartographie_nationale, correspondance: data-inclusion-v1}",
                 MLG_F_KEY_MISSING, 0, "structures");
  check_rejected("fiches_anciennes: exclure", "fiches_anciennes: oui", MLG_F_VALUE_KIND, 0,
                 "exclure");
#undef SOURCE
}

/* Values of another shape than the key's. */
static void shapes_are_checked(void **state) {
  (void)state;
  check_rejected("theta: {valeur: 7.3, min: 5, max: 10}", "theta: [7.3, 5, 10]", MLG_F_VALUE_KIND,
                 12, "min");
  check_rejected("[CCAS, CIAS, CDAS, CS, CSC, DEPT]", "CCAS", MLG_F_VALUE_KIND, 23, "liste");
  check_rejected("  niveau: epci", "  niveau: iris", MLG_F_VALUE_KIND, 11, "departement");
  check_rejected("correspondance: bibliotheques}", "correspondance: bibliothèque}",
                 MLG_F_REFERENCE_UNKNOWN, 0, "correspondances/");
  check_rejected("  diplomes:\n", "  population:\n", MLG_F_KEY_DUPLICATE, 3, NULL);
}

#define WALK "  marche: {minutes: 20, vitesse_kmh: 4, detour: 1.3, decroissance: gaussienne}\n"
#define CAR "  voiture: {minutes: 20, vitesse_kmh: 40, detour: 1.3, decroissance: gaussienne}\n"

/* The modes are in the section itself or in it by name, and neighbours have one position. */
static void reaches_are_checked(void **state) {
  (void)state;
  check_refused("  essais: 1", "  minutes: 20\n  essais: 1", MLG_F_VALUE_KIND, false, 0,
                "dans marche et voiture");
  check_refused(WALK, "", MLG_F_KEY_MISSING, false, 0, "marche");
  check_refused(WALK CAR, "", MLG_F_KEY_MISSING, false, 0, "marche");
  check_refused("  ville_a_partir_de: 10000\n", "", MLG_F_KEY_MISSING, false, 0,
                "ville_a_partir_de");
#define NEIGHBOURS "  voisins: {donnees: points_iris, code: code, base: fragilite"
  check_rejected("  essais: 1", NEIGHBOURS "}\n  essais: 1", MLG_F_KEY_MISSING, 12,
                 "longitude et latitude, ou x et y");
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_project project;
  write_changed(&arena, WALK CAR,
                "  minutes: 15\n  vitesse_kmh: 4\n  detour: 1.2\n"
                "  decroissance: gaussienne\n" NEIGHBOURS ", x: longitude, y: latitude}\n");
  assert_int_equal(read_project(&arena, &findings, &project), MLG_OK);
  assert_near(project.reach.modes[MLG_ON_FOOT].minutes, 15, 0 /* minutes */);
  assert_true(project.has_neighbours);
  assert_string_equal(project.neighbours.x, "longitude");
  mlg_arena_free(&arena);
}

static void documents_are_checked(void **state) {
  (void)state;
  check_rejected("{type: rangs, indicateur: fragilite, niveau", "{type: rangs, niveau",
                 MLG_F_VALUE_KIND, 7, "la clé indicateur");
  check_rejected("{type: parts, famille: aider, niveau", "{type: parts, niveau", MLG_F_VALUE_KIND,
                 7, "la clé famille");
  check_rejected("  atlas: oui\n", "  logo: nulle-part/logo.png\n", MLG_F_FILE_MISSING, 9, NULL);
  check_rejected("  atlas: oui\n", "  logo: \"https://localhost/logo.png\"\n", MLG_F_PATH_REMOTE, 9,
                 NULL);
  check_rejected("  atlas: oui\n", "  logo: iris-points-2020.cvs\n", MLG_F_FILE_MISSING, 9,
                 "iris-points-2020.csv");
}

static void check_variant(const char *actions, mlg_finding_code code, const char *expected) {
  mlg_arena arena = {0};
  const char *section =
      mlg_arena_printf(&arena, "variantes: [{id: v, libelle: V, actions: %s}]\ncartes:\n", actions);
  check_rejected("cartes:\n", section, code, 0, expected);
  mlg_arena_free(&arena);
}

static void variants_of_the_offer_are_checked(void **state) {
  (void)state;
  check_variant("[]", MLG_F_VALUE_KIND, "une action au moins");
  check_variant("[{}]", MLG_F_KEY_MISSING, "deplacer, fermer, ajouter ou aidants");
  check_variant("[{fermer: a, deplacer: b}]", MLG_F_KEY_MISSING, "deplacer, fermer");
  check_variant("[{deplacer: a}]", MLG_F_KEY_MISSING, "zone, ou longitude et latitude");
  check_variant("[{deplacer: a, vers: {longitude: -1.6}}]", MLG_F_KEY_MISSING, "zone, ou");
  check_variant("[{ajouter: {zone: \"35238\", demi_journees: 1, familles: [aider]}}]",
                MLG_F_KEY_MISSING, "nom");
  check_variant("[{ajouter: {nom: A, zone: \"35238\", demi_journees: 1, familles: []}}]",
                MLG_F_VALUE_KIND, "une famille au moins");
  check_variant("[{ajouter: {nom: A, zone: \"35238\", familles: [aider]}}]", MLG_F_KEY_MISSING,
                "demi_journees");
  check_variant("[{ajouter: {nom: A, demi_journees: 1, familles: [aider]}}]", MLG_F_KEY_MISSING,
                "lieu, ou bien zone");
}

static void variants_of_the_offer_are_read(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_project project;
  write_changed(&arena, "cartes:\n",
                "variantes:\n  - id: v\n    libelle: V\n    actions:\n"
                "      - {deplacer: a, vers: \"35238\"}\n"
                "      - {deplacer: b, vers: {longitude: -1.6, latitude: 48.1}}\n"
                "      - {aidants: c, nombre: 2}\n"
                "cartes:\n");
  assert_int_equal(read_project(&arena, &findings, &project), MLG_OK);
  const mlg_action *actions = project.variants[0].actions;
  assert_int_equal(project.variants[0].n_actions, 3);
  assert_string_equal(actions[0].zone, "35238");
  assert_null(actions[1].zone);
  assert_near(actions[1].latitude, 48.1, 1e-12 /* degrees */);
  assert_int_equal(actions[2].kind, MLG_HELPERS);
  assert_near(actions[2].helpers, 2, 0 /* persons */);
  mlg_arena_free(&arena);
}

/* An edition that is made again says the day that it is asked to say. */
static void the_date_may_be_given(void **state) {
  (void)state;
  const struct {
    const char *epoch, *date;
  } CASES[] = {{"1700000000", "2023-11-14"}, {"hier", "2026-11-22"}};
  for (size_t i = 0; i < 2; i++) {
    mlg_arena arena = {0};
    mlg_findings findings = {.arena = &arena};
    mlg_project project;
    setenv("SOURCE_DATE_EPOCH", CASES[i].epoch, 1);
    mlg_status status = mlg_project_read(&arena, REAL, TEST_SHARE, &findings, &project);
    unsetenv("SOURCE_DATE_EPOCH");
    assert_int_equal(status, MLG_OK);
    assert_string_equal(project.date, CASES[i].date);
    mlg_arena_free(&arena);
  }
}

static int make_folder(void **state) {
  (void)state;
  char command[512];
  if (mkdtemp(parent) == NULL) return -1;
  snprintf(folder, sizeof folder, "%s/rennes", parent);
  snprintf(command, sizeof command,
           "mkdir -p %s/indicateurs && cp geodata/rennes-metropole/* %s/ && "
           "ln -s \"$PWD/geodata/bretagne\" %s/bretagne",
           folder, folder, parent);
  return system(command);
}

static int remove_folder(void **state) {
  (void)state;
  char command[256];
  snprintf(command, sizeof command, "rm -r %s", parent);
  return system(command);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_real_project_is_read),
      cmocka_unit_test(keys_are_checked),
      cmocka_unit_test(values_are_read_as_written),
      cmocka_unit_test(names_are_resolved),
      cmocka_unit_test(files_say_how_they_are_read),
      cmocka_unit_test(the_cross_is_resolved),
      cmocka_unit_test(signs_that_no_document_holds_are_placed),
      cmocka_unit_test(broken_yaml_is_placed),
      cmocka_unit_test(readings_are_checked),
      cmocka_unit_test(readings_are_read),
      cmocka_unit_test(indicator_files_are_checked),
      cmocka_unit_test(indicators_refer_to_others),
      cmocka_unit_test(a_variant_has_an_original),
      cmocka_unit_test(shipped_variants_are_those_of_fragility),
      cmocka_unit_test(lacks_spread),
      cmocka_unit_test(the_section_on_offers_is_read),
      cmocka_unit_test(shapes_are_checked),
      cmocka_unit_test(reaches_are_checked),
      cmocka_unit_test(documents_are_checked),
      cmocka_unit_test(variants_of_the_offer_are_checked),
      cmocka_unit_test(variants_of_the_offer_are_read),
      cmocka_unit_test(the_date_may_be_given),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
