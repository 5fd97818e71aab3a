/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait_words.h"

#include <string.h>

static mlg_arena arena;

static int free_arena(void **state) {
  (void)state;
  mlg_arena_free(&arena);
  return 0;
}

/* `share` of 1 000 non-scolarisés are fragile. */
static void set_fragility(const mlg_portrait *portrait, mlg_level level, size_t zone,
                          double share) {
  words_set(portrait, level, zone, FX_NSCOL, mlg_exact(1000));
  words_set(portrait, level, zone, FX_FRAGILITE, mlg_exact(1000 * share));
}

static char *rate_of_town(const mlg_portrait *portrait) {
  return mlg_headline_rate(&arena, portrait, MLG_COMMUNE, TOWN, FX_FRAGILITE);
}

static void fragility_is_said_with_small_numbers(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  set_fragility(portrait, MLG_COMMUNE, TOWN, 0.299);
  set_fragility(portrait, MLG_QUARTIER, LONG_NAME, 0.24);
  set_fragility(portrait, MLG_QUARTIER, WITH_ARTICLE, 0.38);
  assert_string_equal(rate_of_town(portrait),
                      "À Rennes, trois adultes hors études sur dix peuvent être en difficulté" N
                      "; Le Blosne dépasse 35" N "%");
  set_fragility(portrait, MLG_COMMUNE, TOWN, 0.252);
  assert_string_equal(rate_of_town(portrait),
                      "À Rennes, un adulte hors études sur quatre peut être en difficulté" N
                      "; Le Blosne dépasse 35" N "%");
  set_fragility(portrait, MLG_COMMUNE, TOWN, 0.276);
  assert_string_equal(rate_of_town(portrait),
                      "À Rennes, environ 28" N "% des adultes hors études peuvent être en "
                      "difficulté" N "; Le Blosne dépasse 35" N "%");
}

static void a_bound_has_to_tell_zones_apart(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  set_fragility(portrait, MLG_COMMUNE, TOWN, 0.30);
  /* Both in the same five points: whole points tell them apart. */
  set_fragility(portrait, MLG_QUARTIER, LONG_NAME, 0.362);
  set_fragility(portrait, MLG_QUARTIER, WITH_ARTICLE, 0.383);
  assert_non_null(strstr(rate_of_town(portrait), N "; Le Blosne dépasse 38" N "%"));
  /* Alike: nobody is named. */
  set_fragility(portrait, MLG_QUARTIER, LONG_NAME, 0.383);
  assert_string_equal(rate_of_town(portrait),
                      "À Rennes, trois adultes hors études sur dix peuvent être en difficulté");
}

static void beyond_the_town_a_quarter_has_its_commune(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  set_fragility(portrait, MLG_EPCI, 0, 0.30);
  set_fragility(portrait, MLG_QUARTIER, LONG_NAME, 0.20);
  set_fragility(portrait, MLG_QUARTIER, WITH_ARTICLE, 0.38);
  set_fragility(portrait, MLG_QUARTIER, VILLAGE_ITSELF, 0.36);
  assert_string_equal(
      mlg_headline_rate(&arena, portrait, MLG_EPCI, 0, FX_FRAGILITE),
      "Dans Rennes Métropole, trois adultes hors études sur dix peuvent être en difficulté" N
      "; Le Blosne" B "(Rennes) et Le Rheu dépassent 35" N "%");
  /* Quarters of one commune share its name. */
  set_fragility(portrait, MLG_QUARTIER, LONG_NAME, 0.37);
  set_fragility(portrait, MLG_QUARTIER, VILLAGE_ITSELF, 0.2);
  assert_non_null(strstr(mlg_headline_rate(&arena, portrait, MLG_EPCI, 0, FX_FRAGILITE),
                         "; Le Blosne et Villejean" B "(Rennes) dépassent 35" N "%"));
}

static void other_rates_get_a_neutral_sentence(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  assert_string_equal(mlg_headline_rate(&arena, portrait, MLG_COMMUNE, VILLAGE, FX_PLUS_65),
                      "Personnes de 65 ans et plus" N ": 20,0" N "% des habitants au Rheu");
  /* Partly hidden in the town: what is known of it. 200 of 2 625. */
  assert_string_equal(mlg_headline_rate(&arena, portrait, MLG_COMMUNE, TOWN, FX_SANS_DIPLOME),
                      "Personnes sans diplôme" N ": au moins 7,6" N "%, au plus 64,8" N
                      "% des non-scolarisés à Rennes");
  words_set(portrait, MLG_COMMUNE, TOWN, FX_SANS_DIPLOME, mlg_unknown(MLG_ABSENT));
  assert_string_equal(mlg_headline_rate(&arena, portrait, MLG_COMMUNE, TOWN, FX_SANS_DIPLOME),
                      "Personnes sans diplôme" N ": n.d. à Rennes");
}

static void counts_name_where_most_live(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  /* 600 + 450 + 240 persons */
  assert_string_equal(
      mlg_headline_count(&arena, portrait, MLG_COMMUNE, TOWN, MLG_QUARTIER, FX_FRAGILITE),
      "Environ 1" N "050" B "personnes fragiles à Rennes, dont 57" N "% dans un quartier" N
      ": Villejean");
  assert_string_equal(mlg_headline_count(&arena, portrait, MLG_EPCI, 0, MLG_COMMUNE, FX_PLUS_65),
                      "Personnes de 65 ans et plus" N ": 860 dans Rennes Métropole, dont 81" N
                      "% dans une commune" N ": Rennes");
}

static void partial_counts_say_at_least(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  assert_string_equal(
      mlg_headline_count(&arena, portrait, MLG_COMMUNE, TOWN, MLG_QUARTIER, FX_SANS_DIPLOME),
      "Personnes sans diplôme" N ": au moins 200, au plus 1" N "700 à Rennes");
  words_set(portrait, MLG_COMMUNE, TOWN, FX_FRAGILITE, mlg_between(NAN, 1234, INFINITY));
  assert_string_equal(
      mlg_headline_count(&arena, portrait, MLG_COMMUNE, TOWN, MLG_QUARTIER, FX_FRAGILITE),
      "Au moins 1" N "230" B "personnes fragiles à Rennes");
  words_uncover(portrait, MLG_COMMUNE, TOWN, NAN, 40, 0);
  words_parts(portrait, MLG_COMMUNE, TOWN, MLG_AIDER)->part[MLG_ORIENTATION] =
      mlg_between(NAN, 20, INFINITY);
  assert_string_equal(mlg_headline_need(&arena, portrait, MLG_COMMUNE, TOWN, MLG_IRIS, MLG_AIDER),
                      "Aide aux démarches" N ": besoin non couvert à Rennes" N ": au moins 60" B
                      "personnes");
}

static void a_single_quarter_is_not_told_apart(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  assert_string_equal(
      mlg_headline_count(&arena, portrait, MLG_COMMUNE, VILLAGE, MLG_QUARTIER, FX_FRAGILITE),
      "Environ 240" B "personnes fragiles au Rheu");
  assert_string_equal(mlg_headline_rate(&arena, portrait, MLG_COMMUNE, VILLAGE, FX_FRAGILITE),
                      "Au Rheu, quatre adultes hors études sur dix peuvent être en difficulté");
}

static void need_says_its_main_cause(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  words_uncover(portrait, MLG_COMMUNE, TOWN, 100, 800, 160);
  words_uncover(portrait, MLG_QUARTIER, LONG_NAME, 60, 700, 0);
  words_uncover(portrait, MLG_QUARTIER, WITH_ARTICLE, 40, 160, 100);
  assert_string_equal(mlg_headline_need(&arena, portrait, MLG_COMMUNE, TOWN, MLG_IRIS, MLG_AIDER),
                      "À Rennes, environ 1" N "060" B "personnes ne trouveront pas seules une aide "
                      "aux démarches, surtout faute de place" N "; en tête" N
                      ": Villejean et Le Blosne");
  words_uncover(portrait, MLG_COMMUNE, TOWN, 300, 300, 460);
  assert_non_null(
      strstr(mlg_headline_need(&arena, portrait, MLG_COMMUNE, TOWN, MLG_IRIS, MLG_AIDER),
             ", d'abord faute de lieu recensé à portée" N "; en tête" N ": Villejean (saturé)"));
  /* A zone with another cause than the first is not named beside it. */
  words_uncover(portrait, MLG_COMMUNE, TOWN, 300, 460, 300);
  words_uncover(portrait, MLG_QUARTIER, WITH_ARTICLE, 40, 100, 160);
  const char *alone = mlg_headline_need(&arena, portrait, MLG_COMMUNE, TOWN, MLG_IRIS, MLG_AIDER);
  assert_non_null(strstr(alone, "en tête" N ": Villejean"));
  assert_null(strstr(alone, "Le Blosne"));
}

static void nobody_left_without_is_said(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  words_uncover(portrait, MLG_COMMUNE, TOWN, 0, 0.2, 0);
  assert_string_equal(mlg_headline_need(&arena, portrait, MLG_COMMUNE, TOWN, MLG_IRIS, MLG_AIDER),
                      "Aide aux démarches" N
                      ": aucun besoin non couvert à Rennes, sous les hypothèses retenues");
  words_uncover(portrait, MLG_COMMUNE, TOWN, 1, 0, 0);
  assert_non_null(
      strstr(mlg_headline_need(&arena, portrait, MLG_COMMUNE, TOWN, MLG_IRIS, MLG_AIDER),
             "environ 1" B "personne ne trouvera pas seule une aide"));
}

static void an_unrecorded_family_is_not_an_uncovered_one(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  assert_string_equal(
      mlg_headline_need(&arena, portrait, MLG_COMMUNE, TOWN, MLG_IRIS, MLG_DEPANNER),
      "Équipement et dépannage" N ": famille non recensée à Rennes, rien n'en est dit");
}

static void a_headline_stays_on_two_lines(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  words_uncover(portrait, MLG_COMMUNE, TOWN, 100, 800, 160);
  words_uncover(portrait, MLG_QUARTIER, LONG_NAME, 60, 700, 0);
  mlg_zone *quarters = portrait->territory->zones[MLG_QUARTIER];
  quarters[LONG_NAME].name = "Saint-Maurice-de-la-Plaine-des-Grands-Bois-du-Roi";
  const char *headline =
      mlg_headline_need(&arena, portrait, MLG_COMMUNE, TOWN, MLG_IRIS, MLG_AIDER);
  assert_true(mlg_utf8_length(headline) <= 155);
  assert_null(strstr(headline, "Saint-Maurice"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(fragility_is_said_with_small_numbers, free_arena),
      cmocka_unit_test_teardown(a_bound_has_to_tell_zones_apart, free_arena),
      cmocka_unit_test_teardown(beyond_the_town_a_quarter_has_its_commune, free_arena),
      cmocka_unit_test_teardown(other_rates_get_a_neutral_sentence, free_arena),
      cmocka_unit_test_teardown(counts_name_where_most_live, free_arena),
      cmocka_unit_test_teardown(partial_counts_say_at_least, free_arena),
      cmocka_unit_test_teardown(a_single_quarter_is_not_told_apart, free_arena),
      cmocka_unit_test_teardown(need_says_its_main_cause, free_arena),
      cmocka_unit_test_teardown(nobody_left_without_is_said, free_arena),
      cmocka_unit_test_teardown(an_unrecorded_family_is_not_an_uncovered_one, free_arena),
      cmocka_unit_test_teardown(a_headline_stays_on_two_lines, free_arena),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
