/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "need_figure.h"

#include <maillage/text.h>
#include <string.h>

static mlg_arena arena;

static int free_arena(void **state) {
  (void)state;
  mlg_arena_free(&arena);
  return 0;
}

/* The text with plain spaces for those that do not break, so that it can be read here. */
static char *plain(const char *text) {
  char *copy = mlg_arena_strdup(&arena, text), *to = copy;
  assert_non_null(copy);
  for (const char *from = copy; *from != '\0';) {
    const char *next = from;
    unsigned sign = mlg_utf8_next(&next);
    bool is_space = sign == 0x202F || sign == 0xA0;
    if (is_space) *to++ = ' ';
    while (!is_space && from < next) *to++ = *from++;
    from = next;
  }
  *to = '\0';
  return copy;
}

/* clang-format off */
static const char WHOLE[] =
    "Être aidé dans ses démarches (aider), quartier 0100101 : Nord\n"
    "\n"
    "Recours de 10 % (référence)\n"
    "  D'après           Bilan 2023\n"
    "  Besoin            100,0 personnes [90,0 ; 110,0]\n"
    "                    = fragilité socio-numérique (fragilite) 1 000,0 [900,0 ; 1 100,0] × recours 10 %\n"
    "                    × poids 1\n"
    "  Couvert           40,0 personnes [30,0 ; 50,0] : trouvent une place par leurs moyens.\n"
    "  Orientation       20,0 personnes [10,0 ; 30,0] : trouveraient une place si chacun était orienté au\n"
    "                    mieux.\n"
    "  Saturé            25,0 personnes [20,0 ; 30,0] : ont une offre à portée, mais plus de place, même\n"
    "                    bien orientés.\n"
    "  Hors de portée    15,0 personnes : n'ont aucune offre recensée à portée.\n"
    "  Non couvert       60,0 personnes [45,0 ; 75,0], d'abord faute de place\n"
    "                    = orientation + saturé + hors de portée (les bornes ne s'additionnent pas)\n"
    "\n"
    "Où sont les personnes non couvertes (référence)\n"
    "  zone      nom        offres besoin couvert orientation saturé hors portée\n"
    "  010010101 Les Halles      3   85,0    40,0        20,0   25,0         0,0\n"
    "  010010102 Le Lac          0   15,0     0,0         0,0    0,0        15,0\n"
    "\n"
    "Offres à portée (référence) : 3, dont 1 complète, et 1 autre si chacun était orienté\n"
    "  lieu        distance     capacité couverts orientés     en tout complet\n"
    "  Mairie         120 m 30 [15 ; 60]     20,0      0,0  30,0 + 0,0 oui\n"
    "  Médiathèque    640 m 40 [20 ; 80]     15,0     25,0 15,0 + 25,0 ensuite\n"
    "  Poste          990 m 40 [20 ; 80]      5,0     −5,0   9,0 − 5,0 non\n"
    "  Lecture           distance à vol d'oiseau du centre de l'IRIS le plus proche ; couverts,\n"
    "                    orientés : personnes de la zone qui y trouvent une place par leurs moyens, puis\n"
    "                    en plus ou en moins si chacun était orienté au mieux ; en tout : de même, toutes\n"
    "                    zones ensemble ; complet : oui, ou ensuite, une fois chacun orienté.\n"
    "  Capacités         30 (1 offre), 18 par semaine\n"
    "                    40 (2 offres), 10 par semaine\n"
    "\n"
    "Places\n"
    "  Pour 100          11,0 [5,0 ; 22,0] places par an à portée pour 100 personnes de la base,\n"
    "                    partagées avec les zones voisines\n"
    "  Recours limite    11,0 % [5,0 % ; 22,0 %] : part de la base qui trouverait une place si toute\n"
    "                    venait, bien orientée\n"
    "\n"
    "Recours de 100 %\n"
    "  D'après           Borne haute\n"
    "  Besoin            1 000,0 personnes [900,0 ; 1 100,0]\n"
    "                    = fragilité socio-numérique (fragilite) 1 000,0 [900,0 ; 1 100,0]\n"
    "                    × recours 100 % × poids 1\n"
    "  Couvert           100,0 personnes [50,0 ; 150,0]\n"
    "  Orientation       0,0 personne\n"
    "  Saturé            750,0 personnes [700,0 ; 800,0]\n"
    "  Hors de portée    150,0 personnes\n"
    "  Non couvert       900,0 personnes [850,0 ; 950,0], surtout faute de place\n"
    "\n"
    "Hypothèses et sources\n"
    "  Méthode           Besoin = 10 % des personnes fragiles.\n"
    "  Sources           INSEE.\n"
    "\n"
    "  Drapeaux    imputé : au moins une valeur est supposée\n";
/* clang-format on */

static void the_whole_text(void **state) {
  (void)state;
  mlg_need_figure figure = nf_figure();
  assert_string_equal(plain(mlg_explain_need(&arena, &figure)), WHOLE);
}

static void an_unrecorded_family_is_not_called_uncovered(void **state) {
  (void)state;
  mlg_need_figure figure = nf_unrecorded();
  assert_string_equal(
      plain(mlg_explain_need(&arena, &figure)),
      "Être informé et orienté (informer), quartier 0100101 : Nord\n"
      "\n"
      "  Besoin            non recensé : aucune source du projet ne décrit cette famille. Rien "
      "n'en est\n"
      "                    dit, ce qui ne veut pas dire que personne n'est aidé.\n");
}

static void says(const char *text, const char *part) {
  if (strstr(text, part) == NULL) fail_msg("\"%s\" is not in:\n%s", part, text);
}

static void one_zone_out_of_reach_has_no_list(void **state) {
  (void)state;
  mlg_need_figure figure = nf_figure();
  figure.n_zones = 1;
  figure.n_offers = 0;
  const char *text = plain(mlg_explain_need(&arena, &figure));
  says(text, "\nOffres à portée : aucune.\n");
  assert_null(strstr(text, "Où sont"));
}

static void nobody_has_no_places_rather_than_none(void **state) {
  (void)state;
  mlg_need_figure figure = nf_figure();
  figure.places = figure.take_up = mlg_unknown(MLG_EMPTY);
  const char *text = plain(mlg_explain_need(&arena, &figure));
  says(text, "  Pour 100          n.d.\n  Recours limite    n.d.\n");
}

static void places_that_never_run_out(void **state) {
  (void)state;
  mlg_need_figure figure = nf_figure();
  figure.take_up = mlg_between(1, 1, 1);
  says(plain(mlg_explain_need(&arena, &figure)),
       "  Recours limite    100,0 % : les places suffiraient si toute la base venait\n");
}

/* Twenty offers with long names, the last of them full: it is named below the list. */
static void a_long_list_is_cut_but_full_offers_are_named(void **state) {
  (void)state;
  mlg_need_figure figure = nf_figure();
  figure.n_offers = 20;
  figure.offers = MLG_NEW(&arena, mlg_need_offer, 20);
  for (size_t i = 0; i < 20; i++) {
    figure.offers[i] = nf_offers[2];
    figure.offers[i].name = "Espace public numérique de la maison de quartier de Villejean";
    figure.offers[i].capacity = mlg_between(12345, 6172, 24690);
    figure.offers[i].all_served = 10000;
  }
  figure.offers[19].name = "Complet";
  figure.offers[19].all_served = 12345;
  char *text = mlg_explain_need(&arena, &figure);
  says(plain(text), "  … et 8 autres offres.\n  Autres complètes  Complet\n");
  for (char *line = text, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
    *end = '\0';
    if (mlg_utf8_length(line) > 100) fail_msg("too long: %s", line);
  }
}

static void an_offer_is_full_when_no_place_shows(void **state) {
  (void)state;
  mlg_estimate capacity = mlg_between(40, 20, 80);
  assert_true(mlg_offer_is_full(capacity, 40));
  assert_true(mlg_offer_is_full(capacity, 39.96));
  assert_false(mlg_offer_is_full(capacity, 39.9));
  assert_false(mlg_offer_is_full(mlg_unknown(MLG_ABSENT), 40));
}

int main(void) {
#define TEST(name) cmocka_unit_test_teardown(name, free_arena)
  const struct CMUnitTest tests[] = {
      TEST(the_whole_text),
      TEST(an_unrecorded_family_is_not_called_uncovered),
      TEST(one_zone_out_of_reach_has_no_list),
      TEST(nobody_has_no_places_rather_than_none),
      TEST(places_that_never_run_out),
      TEST(a_long_list_is_cut_but_full_offers_are_named),
      TEST(an_offer_is_full_when_no_place_shows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
