/* SPDX-License-Identifier: Apache-2.0 */
/* What a project says of counts given as shares, of former communes and of published figures:
 * Brittany's is read whole, and each mistake put into a copy is told where it stands. */
#include "near.h"

#include <maillage/project.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REAL "geodata/bretagne/projet.yaml"

static char *read_file(mlg_arena *arena, const char *path) {
  enum { MOST = 1 << 16 };
  FILE *stream = fopen(path, "rb");
  assert_non_null(stream);
  char *text = mlg_arena_alloc(arena, MOST, 1);
  size_t length = fread(text, 1, MOST - 1, stream);
  fclose(stream);
  text[length] = '\0';
  return text;
}

static size_t find(const mlg_project *project, const char *id) {
  size_t i = 0;
  while (i < project->n_datasets && strcmp(project->datasets[i].id, id) != 0) i++;
  assert_true(i < project->n_datasets);
  return i;
}

static void test_the_project_is_read(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_project project;
  assert_int_equal(mlg_project_read(&arena, REAL, TEST_SHARE, &findings, &project), MLG_OK);
  const mlg_reading *ages = &project.datasets[find(&project, "population")].reading;
  assert_int_equal(ages->n_counts, 5);
  assert_string_equal(ages->counts[0].name, "P20_POP");
  assert_null(ages->counts[0].share);
  assert_int_equal(ages->counts[2].base, find(&project, "population_2020"));
  assert_near(ages->counts[2].rounding, 0.1, 0); /* points */
  const mlg_reading *iris = &project.datasets[find(&project, "iris_2022")].reading;
  assert_int_equal(iris->counts[1].base, find(&project, "iris_2022"));
  assert_true(project.has_passage);
  assert_string_equal(project.passage.last, "jusqu_a");
  size_t n = project.n_indicators,
         fragility = mlg_indicator_find(project.indicators, n, "fragilite");
  const mlg_sharing *sharing = &project.indicators[fragility].sharing;
  assert_int_equal(sharing->key.index, mlg_indicator_find(project.indicators, n, "cle_fragilite"));
  assert_near(sharing->error, 0.19, 0);
  /* Foreigners are of 2022, by IRIS: nothing to share out. */
  assert_null(project.indicators[mlg_indicator_find(project.indicators, n, "etrangers_2022")]
                  .sharing.key.id);
  assert_near(project.reach.town_density, 300, 0); /* inhabitants per km2 */
  assert_int_equal(project.n_published, 5);
  assert_int_equal(project.published[4].level, MLG_REGION);
  assert_near(project.published[4].value, 901103, 0); /* persons */
  assert_string_equal(project.published[4].denominator.id, "population_15p");
  mlg_arena_free(&arena);
}

/* A dataset that lists its counts has these alone: who asks for another is left out. */
static void test_indicators_without_their_count_are_left_out(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_project project;
  assert_int_equal(mlg_project_read(&arena, REAL, TEST_SHARE, &findings, &project), MLG_OK);
  size_t n = project.n_indicators;
  assert_int_equal(mlg_indicator_find(project.indicators, n, "fragilite_independance"), n);
  assert_true(mlg_indicator_find(project.indicators, n, "fragilite") < n);
  /* The project's own, of 2022, in their place. */
  assert_int_equal(mlg_indicator_find(project.indicators, n, "etrangers"), n);
  size_t foreigners = mlg_indicator_find(project.indicators, n, "etrangers_2022");
  assert_true(foreigners < n);
  assert_string_equal(project.indicators[foreigners].inputs[0].column, "P22_POP_ETR");
  bool told = false;
  for (size_t i = 0; i < findings.count; i++)
    told |= findings.items[i].code == MLG_F_INDICATOR_SKIPPED &&
            strcmp(findings.items[i].expected, "population, C20_POP15P") == 0;
  assert_true(told);
  mlg_arena_free(&arena);
}

/* Writes a project elsewhere: its files are named from the root. */
static void write_copy(char *path, const char *text) {
  static const char MARK[] = "fichier: ";
  char here[4096];
  int descriptor = mkstemp(path);
  assert_true(descriptor >= 0);
  assert_non_null(getcwd(here, sizeof here));
  FILE *stream = fdopen(descriptor, "wb");
  assert_non_null(stream);
  for (const char *at; (at = strstr(text, MARK)) != NULL; text = at + strlen(MARK))
    fprintf(stream, "%.*s%s%s/geodata/bretagne/", (int)(at - text), text, MARK, here);
  fputs(text, stream);
  fclose(stream);
}

/* The real project with `old` replaced by `new` is rejected with `code`, on that line. */
static void check_rejected(const char *old, const char *new, mlg_finding_code code) {
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_project project;
  char *text = read_file(&arena, REAL), *at = strstr(text, old);
  assert_non_null(at);
  size_t line = 1;
  for (const char *c = text; c < at; c++) line += *c == '\n';
  char *changed =
      mlg_arena_printf(&arena, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
  char copy[] = "/tmp/maillage-bretagne-XXXXXX";
  write_copy(copy, changed);
  mlg_status status = mlg_project_read(&arena, copy, TEST_SHARE, &findings, &project);
  unlink(copy);
  assert_int_equal(status, MLG_REJECTED);
  const mlg_finding *error = NULL;
  for (size_t i = 0; i < findings.count && error == NULL; i++)
    if (mlg_finding_severity(findings.items[i].code) == MLG_ERROR) error = &findings.items[i];
  assert_non_null(error);
  assert_string_equal(mlg_finding_slug(error->code), mlg_finding_slug(code));
  assert_int_equal(error->line, line);
  mlg_arena_free(&arena);
}

static void test_mistakes_are_placed(void **state) {
  (void)state;
  check_rejected("P20_POP: {de: {donnees: population_2020,",
                 "P20_POP: {de: {donnees: population_2021,", MLG_F_REFERENCE_UNKNOWN);
  check_rejected("P20_POP: {de:", "P20_POP: {arrondi: 0.1, de:", MLG_F_KEY_MISSING);
  check_rejected("arrondi: 0.01}", "arrondi: -1}", MLG_F_VALUE_RANGE);
  check_rejected("ancien: code_ancien, ", "", MLG_F_KEY_MISSING);
  check_rejected("ancien: code_ancien, ", "annees: a, ancien: code_ancien, ", MLG_F_VALUE_KIND);
  check_rejected(", region: REG}", "}", MLG_F_KEY_MISSING);
  check_rejected("sans_diplome: {cle: cle_sans_diplome, ", "sans_diplome: {", MLG_F_KEY_MISSING);
  check_rejected("ecart: 0.28", "ecart: 1.5", MLG_F_VALUE_RANGE);
  check_rejected("taux: 0.32, denominateur: population_15p", "taux: 0.32", MLG_F_KEY_MISSING);
  check_rejected("denominateur: population_15p", "denominateur: population_15",
                 MLG_F_REFERENCE_UNKNOWN);
  check_rejected("niveau: departement, code: \"22\"", "niveau: canton, code: \"22\"",
                 MLG_F_REFERENCE_UNKNOWN);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_project_is_read),
      cmocka_unit_test(test_indicators_without_their_count_are_left_out),
      cmocka_unit_test(test_mistakes_are_placed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
