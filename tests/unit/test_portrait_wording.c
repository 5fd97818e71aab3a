/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait_words.h"

static mlg_arena arena;

static int free_arena(void **state) {
  (void)state;
  mlg_arena_free(&arena);
  return 0;
}

static void intervals_have_three_digits(void **state) {
  (void)state;
  mlg_estimate fragile = mlg_between(41790, 40810, 43046);
  assert_string_equal(mlg_wording_interval(&arena, fragile, "personnes"),
                      "41" N "800" B "personnes" B "[40" N "800" N "; 43" N "000]");
  assert_string_equal(mlg_wording_interval(&arena, mlg_exact(220488), ""), "220" N "000");
  assert_string_equal(mlg_wording_interval(&arena, mlg_exact(1), "personnes"), "1" B "personne");
  assert_string_equal(mlg_wording_interval(&arena, mlg_exact(1.6), "personnes"), "2" B "personnes");
  assert_string_equal(mlg_wording_interval(&arena, mlg_exact(0), "personnes fragiles"),
                      "0" B "personne fragile");
}

static void sampling_doubt_widens_an_interval(void **state) {
  (void)state;
  mlg_estimate sampled = mlg_exact(100);
  sampled.variance = 10000; /* sd 100: the low end is cut at 0 */
  assert_string_equal(mlg_wording_interval(&arena, sampled, ""), "100" B "[0" N "; 296]");
}

static void what_is_not_known_is_not_zero(void **state) {
  (void)state;
  assert_string_equal(mlg_wording_interval(&arena, mlg_unknown(MLG_ABSENT), "personnes"), "n.d.");
  assert_string_equal(mlg_wording_interval(&arena, mlg_between(NAN, 10, 14), "personnes"),
                      "au moins 10, au plus 14" B "personnes");
  assert_string_equal(mlg_wording_interval(&arena, mlg_between(NAN, 120, INFINITY), "personnes"),
                      "au moins 120" B "personnes");
  assert_string_equal(mlg_wording_rate(&arena, mlg_unknown(MLG_ABSENT)), "n.d.");
}

/* A floor is never rounded up, nor a bound down: 12 370 is no "at least 12 400". */
static void partial_figures_keep_to_what_is_known(void **state) {
  (void)state;
  mlg_estimate partial = mlg_between(NAN, 12370, 94210);
  assert_string_equal(mlg_wording_interval(&arena, partial, "personnes"),
                      "au moins 12" N "300, au plus 94" N "300" B "personnes");
  assert_string_equal(mlg_wording_least(&arena, partial), "12" N "300");
  /* Beyond ten times the floor, the bound tells nothing but how little is known. */
  assert_string_equal(mlg_wording_interval(&arena, mlg_between(NAN, 12370, 123700), ""),
                      "au moins 12" N "300, au plus 124" N "000");
  assert_string_equal(mlg_wording_interval(&arena, mlg_between(NAN, 12370, 123800), ""),
                      "au moins 12" N "300");
  assert_string_equal(mlg_wording_interval(&arena, mlg_between(NAN, 0, 1500), "personnes"),
                      "au plus 1" N "500" B "personnes");
  assert_string_equal(mlg_wording_interval(&arena, mlg_between(NAN, 0.4, INFINITY), ""), "n.d.");
  assert_string_equal(mlg_wording_least(&arena, mlg_unknown(0)), "");
  assert_string_equal(mlg_wording_least(&arena, mlg_exact(5)), "");
  assert_string_equal(mlg_wording_rate(&arena, mlg_between(NAN, 0.1239, 0.4511)),
                      "au moins 12,3" N "%, au plus 45,2" N "%");
  assert_string_equal(mlg_wording_rate(&arena, mlg_between(NAN, 0.12, 1.7)), "au moins 12,0" N "%");
  assert_string_equal(mlg_wording_rate(&arena, mlg_between(NAN, 0, 1)), "n.d.");
}

static void coverage_is_never_overstated(void **state) {
  (void)state;
  assert_string_equal(mlg_wording_covered(&arena, 0.834), "83" N "% de la population couverte");
  assert_string_equal(mlg_wording_covered(&arena, 0.999), "99" N "% de la population couverte");
  assert_string_equal(mlg_wording_covered(&arena, 1), "100" N "% de la population couverte");
  assert_string_equal(mlg_wording_covered(&arena, 0.002),
                      "moins de 1" N "% de la population couverte");
  assert_string_equal(mlg_wording_covered(&arena, 0), "0" N "% de la population couverte");
}

static void zones_without_data_are_named(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  portrait->need->covered[MLG_EPCI][FX_SANS_DIPLOME] = 0.65;
  assert_string_equal(mlg_wording_missing(&arena, portrait, MLG_EPCI, 0, FX_SANS_DIPLOME),
                      "données incomplètes pour une commune (Rennes)" N "; 65" N
                      "% de la population couverte");
  words_set(portrait, MLG_COMMUNE, VILLAGE, FX_SANS_DIPLOME, mlg_unknown(MLG_ABSENT));
  assert_string_equal(mlg_wording_missing(&arena, portrait, MLG_EPCI, 0, FX_SANS_DIPLOME),
                      "données incomplètes pour deux communes (Rennes et Le Rheu)" N "; 65" N
                      "% de la population couverte");
  assert_string_equal(mlg_wording_missing(&arena, portrait, MLG_EPCI, 0, FX_FRAGILITE), "");
}

static void rates_stay_within_the_whole(void **state) {
  (void)state;
  assert_string_equal(mlg_wording_rate(&arena, mlg_between(0.2993, 0.292, 0.308)),
                      "29,9" N "%" B "[29,2" N "%" N "; 30,8" N "%]");
  mlg_estimate nearly_all = mlg_exact(0.99);
  nearly_all.variance = 0.0001;
  assert_string_equal(mlg_wording_rate(&arena, nearly_all),
                      "99,0" N "%" B "[97,0" N "%" N "; 100,0" N "%]");
}

static void lists_end_with_et(void **state) {
  (void)state;
  const char *const names[] = {"Maurepas", "Le Blosne", "Bréquigny"};
  assert_string_equal(mlg_wording_list(&arena, names, 3), "Maurepas, Le Blosne et Bréquigny");
  assert_string_equal(mlg_wording_list(&arena, names, 2), "Maurepas et Le Blosne");
  assert_string_equal(mlg_wording_list(&arena, names, 1), "Maurepas");
  assert_string_equal(mlg_wording_list(&arena, names, 0), "");
}

static void flags_are_words(void **state) {
  (void)state;
  assert_string_equal(mlg_wording_flags(&arena, MLG_FRAGILE | MLG_PUBLISHED), "publié, fragile");
  assert_string_equal(mlg_wording_flags(&arena, 0), "");
}

static void articles_join_their_preposition(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  mlg_zone *town = &portrait->territory->zones[MLG_COMMUNE][TOWN];
  assert_string_equal(mlg_wording_at(&arena, portrait, MLG_COMMUNE, TOWN), "à Rennes");
  assert_string_equal(mlg_wording_at(&arena, portrait, MLG_COMMUNE, VILLAGE), "au Rheu");
  town->name = "Les Champs-Géraux";
  assert_string_equal(mlg_wording_at(&arena, portrait, MLG_COMMUNE, TOWN), "aux Champs-Géraux");
  town->name = "La Mézière";
  assert_string_equal(mlg_wording_at(&arena, portrait, MLG_COMMUNE, TOWN), "à La Mézière");
  town->name = "L'Hermitage";
  assert_string_equal(mlg_wording_at(&arena, portrait, MLG_COMMUNE, TOWN), "à L'Hermitage");
  town->name = "Lesneven"; /* no article */
  assert_string_equal(mlg_wording_at(&arena, portrait, MLG_COMMUNE, TOWN), "à Lesneven");
}

static void every_level_has_its_preposition(void **state) {
  (void)state;
  mlg_portrait *portrait = words_portrait(&arena);
  mlg_zone *epci = &portrait->territory->zones[MLG_EPCI][0];
  assert_string_equal(mlg_wording_at(&arena, portrait, MLG_EPCI, 0), "dans Rennes Métropole");
  epci->name = "CC du Pays d'Iroise";
  assert_string_equal(mlg_wording_at(&arena, portrait, MLG_EPCI, 0), "dans la CC du Pays d'Iroise");
  epci->name = "CC Brocéliande Communauté";
  assert_string_equal(mlg_wording_at(&arena, portrait, MLG_EPCI, 0), "dans Brocéliande Communauté");
  assert_string_equal(mlg_wording_at(&arena, portrait, MLG_QUARTIER, LONG_NAME),
                      "dans le quartier Villejean");
  assert_string_equal(mlg_wording_at(&arena, portrait, MLG_QUARTIER, VILLAGE_ITSELF), "au Rheu");
  assert_string_equal(mlg_wording_at(&arena, portrait, MLG_IRIS, 0),
                      "dans l'IRIS Les Halles (Rennes)");
  assert_string_equal(mlg_wording_at(&arena, portrait, MLG_IRIS, 3), "au Rheu");
}

static void capitals_keep_their_accents(void **state) {
  (void)state;
  assert_string_equal(mlg_wording_capital(&arena, "à Rennes"), "À Rennes");
  assert_string_equal(mlg_wording_capital(&arena, "état"), "État");
  assert_string_equal(mlg_wording_capital(&arena, "dans"), "Dans");
  assert_string_equal(mlg_wording_capital(&arena, "13 lieux"), "13 lieux");
  assert_string_equal(mlg_wording_capital(&arena, ""), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(intervals_have_three_digits, free_arena),
      cmocka_unit_test_teardown(sampling_doubt_widens_an_interval, free_arena),
      cmocka_unit_test_teardown(what_is_not_known_is_not_zero, free_arena),
      cmocka_unit_test_teardown(partial_figures_keep_to_what_is_known, free_arena),
      cmocka_unit_test_teardown(coverage_is_never_overstated, free_arena),
      cmocka_unit_test_teardown(zones_without_data_are_named, free_arena),
      cmocka_unit_test_teardown(rates_stay_within_the_whole, free_arena),
      cmocka_unit_test_teardown(lists_end_with_et, free_arena),
      cmocka_unit_test_teardown(flags_are_words, free_arena),
      cmocka_unit_test_teardown(articles_join_their_preposition, free_arena),
      cmocka_unit_test_teardown(every_level_has_its_preposition, free_arena),
      cmocka_unit_test_teardown(capitals_keep_their_accents, free_arena),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
