/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait_words.h"

#include <math.h>
#include <string.h>

static mlg_arena arena;

static int free_arena(void **state) {
  (void)state;
  mlg_arena_free(&arena);
  return 0;
}

static mlg_parameter theta = {"theta", 7.3, 5, 10};

/* Cells of `n_zones` zones, two inputs each; the second input of the first zone is blank. */
static mlg_figure figure_of(size_t n_zones) {
  static mlg_figure_rate rate = {
      "population_nscol", "Population non scolarisée", {0.4, 0.36, 0.44, 0, 0}, 1500};
  mlg_figure figure = {.level = n_zones > 1 ? MLG_COMMUNE : MLG_IRIS,
                       .code = n_zones > 1 ? "01001" : "010010101",
                       .name = "Les Halles (Rennes)",
                       .indicator = "fragilite",
                       .label = "Fragilité socio-numérique",
                       .definition = "Personnes de 65 ans et plus, et personnes de moins de 65 ans "
                                     "sans diplôme ou avec le seul certificat d'études (CEP).",
                       .unit = "personnes",
                       .formula = "union_2x2(plus65, diplmin, nscol, theta)",
                       .source = "INSEE, recensement de la population",
                       .estimate = {600, 540, 660, 0, MLG_FRAGILE},
                       .covered = 1,
                       .n_rates = 1,
                       .rates = &rate,
                       .n_parameters = 1,
                       .parameters = &theta,
                       .n_zones = n_zones,
                       .n_cells = 2 * n_zones};
  figure.cells = MLG_NEW(&arena, mlg_figure_cell, figure.n_cells);
  for (size_t i = 0; i < figure.n_cells; i++) {
    bool blank = i == 1;
    figure.cells[i] = (mlg_figure_cell){
        .zone = mlg_arena_printf(&arena, "0100101%02zu", i / 2 + 1),
        .input = i % 2 ? "diplmin" : "plus65",
        .title = "Recensement de la population 2019, diplômes et formation à l'IRIS",
        .producer = "INSEE",
        .licence = "Licence Ouverte 2.0",
        .vintage = 2019,
        .file = "base-ic-diplomes-formation-2019.csv",
        .column = i % 2 ? "P19_NSCOL15P_DIPLMIN" : "P19_POP65P",
        .text = blank ? NULL : "400.123456789",
        .line = i / 2 + 2,
        .read = blank ? mlg_unknown(MLG_ABSENT) : mlg_exact(400)};
  }
  return figure;
}

static void says(const char *text, const char *part) {
  if (strstr(text, part) == NULL) fail_msg("\"%s\" is not in:\n%s", part, text);
}

static void one_zone_lists_its_cells(void **state) {
  (void)state;
  mlg_figure figure = figure_of(1);
  const char *text = mlg_explain(&arena, &figure);
  says(text, "Fragilité socio-numérique (fragilite), IRIS 010010101" N ": Les Halles (Rennes)\n");
  says(text, "  Valeur      600,0" B "personnes" B "[540,0" N "; 660,0]\n");
  says(text, "  Taux        40,0" N "%" B "[36,0" N "%" N "; 44,0" N "%] sur 1" N "500,0" N
             ": population non scolarisée\n");
  says(text, "  Drapeaux    fragile" N ": moins de 200 personnes, ou intervalle large\n");
  says(text, "  Fichiers    base-ic-diplomes-formation-2019.csv" N ": INSEE, Recensement de la "
             "population 2019,\n");
  says(text, "(millésime 2019, Licence Ouverte 2.0)\n");
  says(text, "  Paramètres  theta = 7,3" B "[5" N "; 10]\n");
  says(text, "Cellules lues" N ": 2, dans 1" B "zone\n");
  says(text, "  zone      fichier                             ligne colonne              valeur "
             "écrite\n");
  says(text, "  010010101 base-ic-diplomes-formation-2019.csv     2 P19_POP65P           "
             "400.123456789\n");
  says(text, "  010010101 base-ic-diplomes-formation-2019.csv     2 P19_NSCOL15P_DIPLMIN (vide)\n");
  assert_null(strstr(text, "Sommes des cellules"));
}

static void many_zones_are_summed_and_cut(void **state) {
  (void)state;
  mlg_figure figure = figure_of(15);
  const char *text = mlg_explain(&arena, &figure);
  says(text, "  Somme       15 zones");
  says(text, "\n  plus65" N ": 6" N "000,0 (P19_POP65P, 15" B "cellules)\n");
  says(text,
       "diplmin" N ": 5" N "600,0 (P19_NSCOL15P_DIPLMIN, 15" B "cellules, dont 1 sans valeur)\n");
  says(text, "  … et 6" B "cellules dans 3" B "autres zones.\n");
  assert_null(strstr(text, "010010113"));
}

static mlg_figure_variant variants[] = {
    {"independance", "Par indépendance", "personnes", "À ne pas citer.", {720, 700, 740, 0, 0}},
    {"somme", "Par somme", "critères", "", {1500, 1500, 1500, 0, 0}},
};

/* The last words of the text, whole. */
static void variants_come_last(void **state) {
  (void)state;
  mlg_figure figure = figure_of(1);
  assert_null(strstr(mlg_explain(&arena, &figure), "Variante"));
  figure.n_variants = 2;
  figure.variants = variants;
  const char *text = mlg_explain(&arena, &figure);
  const char *section = strstr(text, "\nVariantes");
  assert_non_null(section);
  assert_string_equal(section, "\nVariantes" N ": calculées pour comparer, et non retenues\n"
                               "  Variante    Par indépendance (independance)" N ": 720,0" B
                               "personnes" B "[700,0" N "; 740,0]\n"
                               "  Écart       +120,0 (+20,0" N "%)\n"
                               "  Limites     À ne pas citer.\n"
                               "  Variante    Par somme (somme)" N ": 1" N "500,0" B "critères\n"
                               "  Écart       +900,0 (+150,0" N "%)\n");
  figure.estimate = mlg_unknown(MLG_SUPPRESSED);
  says(mlg_explain(&arena, &figure), "  Écart       n.d.\n");
}

static void a_variant_says_of_what(void **state) {
  (void)state;
  mlg_figure figure = figure_of(1);
  figure.original = variants[0];
  const char *text = mlg_explain(&arena, &figure);
  says(text, "  Variante de Par indépendance (independance)" N ": 720,0" B "personnes" B);
  says(text, "  Écart       −120,0 (−16,7" N "%)\n");
}

static void gaps_have_a_sign_and_a_share(void **state) {
  (void)state;
  double share;
  assert_string_equal(mlg_wording_gap(&arena, mlg_exact(106144.4), mlg_exact(89790.5)),
                      "+16" N "400 (+18,2" N "%)");
  assert_string_equal(mlg_wording_gap(&arena, mlg_exact(5), mlg_exact(5)), "0 (0,0" N "%)");
  assert_string_equal(mlg_wording_gap(&arena, mlg_exact(5), mlg_exact(0)), "+5");
  assert_string_equal(mlg_wording_gap(&arena, mlg_unknown(0), mlg_exact(5)), "n.d.");
  assert_true(isnan(mlg_variant_gap(mlg_exact(5), mlg_unknown(0), &share)) && isnan(share));
}

static void an_unknown_figure_is_not_zero(void **state) {
  (void)state;
  mlg_figure figure = figure_of(1);
  figure.estimate = mlg_unknown(MLG_SUPPRESSED);
  figure.covered = 0.5;
  figure.n_cells = 0;
  const char *text = mlg_explain(&arena, &figure);
  says(text, "  Valeur      n.d.\n");
  says(text, "secret" N ": au moins une valeur est masquée par le producteur\n");
  says(text, "50,0" N "% de la population");
  says(text, "Cellules lues" N ": aucune.\n");
}

static void no_line_is_longer_than_100_signs(void **state) {
  (void)state;
  mlg_figure figure = figure_of(15);
  char *text = mlg_explain(&arena, &figure);
  assert_non_null(text);
  for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n"))
    if (mlg_utf8_length(line) > 100) fail_msg("too long: %s", line);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(one_zone_lists_its_cells, free_arena),
      cmocka_unit_test_teardown(many_zones_are_summed_and_cut, free_arena),
      cmocka_unit_test_teardown(variants_come_last, free_arena),
      cmocka_unit_test_teardown(a_variant_says_of_what, free_arena),
      cmocka_unit_test_teardown(gaps_have_a_sign_and_a_share, free_arena),
      cmocka_unit_test_teardown(an_unknown_figure_is_not_zero, free_arena),
      cmocka_unit_test_teardown(no_line_is_longer_than_100_signs, free_arena),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
