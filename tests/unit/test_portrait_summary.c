/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait_words.h"

#include <string.h>

static mlg_arena arena;

static int free_arena(void **state) {
  (void)state;
  mlg_arena_free(&arena);
  return 0;
}

static mlg_project *project_of(const mlg_portrait *portrait) {
  return (mlg_project *)portrait->project;
}

static void figures_of_the_town_come_first(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  const char *lines[3];
  assert_int_equal(mlg_wording_summary(&arena, portrait, lines), MLG_OK);
  assert_string_equal(lines[0], "Fragilité socio-numérique" N ": à Rennes, 1" N "050" B
                                "personnes" B "[945" N "; 1" N "160], soit 40,0" N "%" B "[36,0" N
                                "%" N "; 44,0" N "%] des non-scolarisés" N
                                "; dans Rennes Métropole, 1" N "290" B "personnes" B "[1" N "160" N
                                "; 1" N "420], soit 40,0" N "%" B "[36,0" N "%" N "; 44,0" N "%].");
}

/* The second score stands beside the first, and says what it is missing. */
static void exposure_is_said_beside_fragility(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  project_of(portrait)->indicators[FX_SANS_DIPLOME].id = "exposition";
  project_of(portrait)->indicators[FX_SANS_DIPLOME].label = "Exposition";
  portrait->need->covered[MLG_COMMUNE][FX_SANS_DIPLOME] = 0.571;
  portrait->need->covered[MLG_EPCI][FX_SANS_DIPLOME] = 0.65;
  const char *lines[3];
  assert_int_equal(mlg_wording_summary(&arena, portrait, lines), MLG_OK);
  assert_non_null(strstr(lines[0],
                         N "; 44,0" N "%]. Exposition" N ": à Rennes, au moins 200, au plus 1" N
                           "700" B "personnes (57" N "% de la population couverte)" N
                           "; dans Rennes Métropole, au moins 280, au plus 1" N "780" B
                           "personnes (65" N "% de la population couverte)."));
}

static void uncovered_need_is_split_by_cause(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  words_uncover(portrait, MLG_COMMUNE, TOWN, 30, 40, 20);
  words_parts(portrait, MLG_COMMUNE, TOWN, MLG_AIDER)->need = mlg_exact(180);
  const char *lines[3];
  assert_int_equal(mlg_wording_summary(&arena, portrait, lines), MLG_OK);
  assert_string_equal(lines[1],
                      "Aide aux démarches (recours de 17" N "%)" N ": à Rennes, environ 90" B
                      "personnes sur 180 ne trouveront pas de place par elles-mêmes" N
                      ": 30 faute d'orientation et 60 sans solution même en étant bien orientées "
                      "(40 faute de place, 20 faute de lieu recensé à portée).");
}

static void the_worst_quarters_are_named_in_order(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  words_uncover(portrait, MLG_QUARTIER, LONG_NAME, 1, 9, 0);
  words_uncover(portrait, MLG_QUARTIER, WITH_ARTICLE, 1, 0, 50);
  const char *lines[3];
  assert_int_equal(mlg_wording_summary(&arena, portrait, lines), MLG_OK);
  assert_string_equal(
      lines[2], "Où agir d'abord" N ": Le Blosne (51" B "personnes, surtout faute de lieu recensé "
                "à portée), Villejean (10" B "personnes, surtout faute de place). Places à "
                "portée pour 100" B "personnes fragiles" N ": 12,0 pour Le Blosne, 12,0 à Rennes.");
}

static void nothing_uncovered_names_nobody(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  words_uncover(portrait, MLG_COMMUNE, TOWN, 0, 0, 0);
  words_uncover(portrait, MLG_QUARTIER, LONG_NAME, 0, 0, 0);
  words_uncover(portrait, MLG_QUARTIER, WITH_ARTICLE, 0, 0, 0);
  const char *lines[3];
  assert_int_equal(mlg_wording_summary(&arena, portrait, lines), MLG_OK);
  assert_non_null(strstr(lines[1], "à Rennes, aucun besoin non couvert."));
  assert_string_equal(lines[2], "Où agir d'abord" N ": aucun quartier ne se distingue.");
}

static void no_recorded_family_says_nothing_of_need(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  bool *recorded = ((mlg_coverage *)portrait->coverage)->recorded;
  for (size_t family = 0; family < MLG_FAMILY_COUNT; family++) recorded[family] = false;
  const char *lines[3];
  assert_int_equal(mlg_wording_summary(&arena, portrait, lines), MLG_OK);
  assert_string_equal(lines[1], "Besoin non couvert" N
                                ": aucune famille de besoin n'est recensée, rien n'en est dit.");
  assert_string_equal(lines[2], "Où agir d'abord" N ": aucun quartier ne se distingue.");
}

/* Without an extent, the whole territory is spoken of, once. */
static void a_project_without_extent_is_one_territory(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  project_of(portrait)->n_extents = 0;
  const char *lines[3];
  assert_int_equal(mlg_wording_summary(&arena, portrait, lines), MLG_OK);
  assert_null(strstr(lines[0], "à Rennes"));
  assert_non_null(strstr(lines[0], "dans Rennes Métropole, 1" N "290" B "personnes"));
}

static void sources_are_those_behind_the_figure(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  mlg_source annuaire = {.dataset = 1};
  assert_string_equal(mlg_wording_sources(&arena, portrait, FX_FRAGILITE),
                      "Sources" N ": INSEE, Recensement de la population 2019 (Licence Ouverte "
                      "2.0).");
  project_of(portrait)->n_sources = 1;
  project_of(portrait)->sources = &annuaire;
  /* A year that the title lacks is added. */
  assert_string_equal(mlg_wording_sources(&arena, portrait, MLG_NO_INDICATOR),
                      "Sources" N ": INSEE, Recensement de la population 2019 (Licence Ouverte "
                      "2.0)" N "; ANCT, Cartographie nationale, 2026 (Licence Ouverte 2.0).");
}

/* Two files that say the same thing, of which the territory may need but one. */
static void a_file_that_no_figure_was_read_in_is_no_source(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  mlg_project *project = project_of(portrait);
  mlg_level level = portrait->territory->level;
  mlg_fallback other = {.dataset_name = "annuaire", .dataset = 1, .column = "65P"};
  mlg_input input = {.name = "a", .column = "P19_POP65P", .n_others = 1, .others = &other};
  mlg_indicator indicators[FX_INDICATORS];
  memcpy(indicators, project->indicators, sizeof indicators);
  indicators[FX_PLUS_65].n_inputs = 1;
  indicators[FX_PLUS_65].inputs = &input;
  project->indicators = indicators;
  assert_string_equal(mlg_wording_vintages(&arena, portrait, FX_PLUS_65),
                      "INSEE, 2019 ; ANCT, 2026");
  uint64_t read[FX_INDICATORS] = {[FX_PLUS_65] = 1 << 0};
  ((mlg_need *)portrait->need)->sources[level] = read;
  assert_string_equal(mlg_wording_vintages(&arena, portrait, FX_PLUS_65), "INSEE, 2019");
  assert_null(strstr(mlg_wording_sources(&arena, portrait, FX_PLUS_65), "ANCT"));
  read[FX_PLUS_65] = 1 << 1;
  assert_string_equal(mlg_wording_vintages(&arena, portrait, FX_PLUS_65), "ANCT, 2026");
  /* What names the file still does. */
  bool used[FX_DATASETS] = {false};
  mlg_portrait_datasets(portrait, FX_PLUS_65, used);
  assert_true(used[0] && used[1]);
}

static void one_producer_is_named_once(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  mlg_source annuaire = {.dataset = 1};
  project_of(portrait)->n_sources = 1;
  project_of(portrait)->sources = &annuaire;
  project_of(portrait)->datasets[1].producer = "INSEE";
  assert_string_equal(mlg_wording_sources(&arena, portrait, MLG_NO_INDICATOR),
                      "Sources" N ": INSEE, Recensement de la population 2019" N
                      "; Cartographie nationale, 2026 (Licence Ouverte 2.0).");
}

static void the_method_tells_the_project_s_own_values(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  mlg_parameter theta = {"theta", 7.3, 5, 10};
  mlg_input inputs[3] = {{.name = "a"}, {.name = "b"}, {.name = "n"}};
  mlg_project *project = project_of(portrait);
  project->n_parameters = 1;
  project->parameters = &theta;
  project->indicators[FX_FRAGILITE].n_inputs = 3;
  project->indicators[FX_FRAGILITE].inputs = inputs;
  project->indicators[FX_FRAGILITE].formula_text = "union_2x2(a, b, n, theta)";
  assert_string_equal(mlg_wording_method(&arena, portrait, FX_FRAGILITE),
                      "Méthode" N ": personnes de 65 ans et plus, ou sans diplôme. Recouvrement "
                      "des deux critères estimé par un rapport de cotes (Plackett), theta = 7,3" B
                      "[5" N "; 10].");
  /* A parameter that the formula does not name is not its hypothesis. */
  project->indicators[FX_FRAGILITE].formula_text = "a + thetas";
  assert_null(strstr(mlg_wording_method(&arena, portrait, FX_FRAGILITE), "7,3"));
}

static void sampling_is_said_only_where_it_is_known(void **state) {
  (void)state;
  static const char said[] = "Intervalles" N ": aléa de sondage compris.";
  mlg_portrait *portrait = words_portrait(&arena);
  assert_false(mlg_portrait_is_sampled(&arena, portrait, FX_FRAGILITE));
  assert_null(strstr(mlg_wording_method(&arena, portrait, FX_FRAGILITE), said));
  project_of(portrait)->datasets[0].reading.sampling = (mlg_sampling){2, 0.4, 10000};
  assert_non_null(strstr(mlg_wording_method(&arena, portrait, FX_FRAGILITE), said));
  assert_non_null(strstr(mlg_wording_method(&arena, portrait, MLG_NO_INDICATOR), said));
}

static void the_need_s_method_lists_every_hypothesis(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  mlg_project *project = project_of(portrait);
  project->offer = (mlg_offer_rules){.weekly_default = 10,
                                     .weekly_social = 18,
                                     .weekly_france_services = 19,
                                     .weekly_other = 11,
                                     .weeks = 36,
                                     .visits_per_person = 1.7,
                                     .professionals = {1, 0.5, 2}};
  for (size_t family = 0; family < MLG_FAMILY_COUNT; family++) project->weights[family] = 1;
  project->weights[MLG_DEPANNER] = 0.5;
  const char *method = mlg_wording_method(&arena, portrait, MLG_NO_INDICATOR);
  const char *const said[] = {"17" N "%",
                              "Une source",
                              "20" B "min à 4" B "km/h",
                              "détour 1,3",
                              "attrait gaussien",
                              "un lieu essayé",
                              "10" B "personnes par semaine",
                              "action sociale 18",
                              "France services 19",
                              "autres familles 11",
                              "36" B "semaines",
                              "1,7" B "venue par personne",
                              "professionnels par lieu" N ": 1" B "[0,5" N "; 2]",
                              "depanner 0,5"};
  for (size_t i = 0; i < sizeof said / sizeof *said; i++)
    if (strstr(method, said[i]) == NULL) fail_msg("\"%s\" is not in \"%s\"", said[i], method);
}

static void students_explain_two_ranks(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  words_set(portrait, MLG_QUARTIER, LONG_NAME, FX_NSCOL, mlg_exact(1000));
  words_set(portrait, MLG_QUARTIER, LONG_NAME, FX_15P, mlg_exact(2400));
  assert_string_equal(mlg_wording_denominators(&arena, portrait, MLG_COMMUNE, TOWN, FX_FRAGILITE),
                      "Villejean passe du 1er rang sur 2 (60,0" N
                      "% des non-scolarisés) au 2e (25,0" N "% des 15" B "ans et plus)" N
                      ": les étudiants, comptés dans les seconds, abaissent ce taux.");
  words_set(portrait, MLG_QUARTIER, LONG_NAME, FX_15P, mlg_exact(1100));
  assert_string_equal(mlg_wording_denominators(&arena, portrait, MLG_COMMUNE, TOWN, FX_FRAGILITE),
                      "");
  /* One denominator, or one quarter: nothing to explain. */
  assert_string_equal(mlg_wording_denominators(&arena, portrait, MLG_COMMUNE, TOWN, FX_PLUS_65),
                      "");
  assert_string_equal(
      mlg_wording_denominators(&arena, portrait, MLG_COMMUNE, VILLAGE, FX_FRAGILITE), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(figures_of_the_town_come_first, free_arena),
      cmocka_unit_test_teardown(exposure_is_said_beside_fragility, free_arena),
      cmocka_unit_test_teardown(uncovered_need_is_split_by_cause, free_arena),
      cmocka_unit_test_teardown(the_worst_quarters_are_named_in_order, free_arena),
      cmocka_unit_test_teardown(nothing_uncovered_names_nobody, free_arena),
      cmocka_unit_test_teardown(no_recorded_family_says_nothing_of_need, free_arena),
      cmocka_unit_test_teardown(a_project_without_extent_is_one_territory, free_arena),
      cmocka_unit_test_teardown(sources_are_those_behind_the_figure, free_arena),
      cmocka_unit_test_teardown(a_file_that_no_figure_was_read_in_is_no_source, free_arena),
      cmocka_unit_test_teardown(one_producer_is_named_once, free_arena),
      cmocka_unit_test_teardown(the_method_tells_the_project_s_own_values, free_arena),
      cmocka_unit_test_teardown(sampling_is_said_only_where_it_is_known, free_arena),
      cmocka_unit_test_teardown(the_need_s_method_lists_every_hypothesis, free_arena),
      cmocka_unit_test_teardown(students_explain_two_ranks, free_arena),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
