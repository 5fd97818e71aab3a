/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include <maillage/draw.h>
#include <maillage/text.h>
#include <stdlib.h>
#include <string.h>

#include "draw/label_ways.h"
#include "draw/measure.h"

static const mlg_font FONT = {20, MLG_REGULAR, MLG_INK, MLG_NO_COLOUR};

typedef struct {
  mlg_arena arena;
  mlg_ruler *ruler;
} fixture;

static int set_up(void **state) {
  fixture *fx = test_calloc(1, sizeof *fx);
  fx->ruler = mlg_ruler_new();
  assert_non_null(fx->ruler);
  *state = fx;
  return 0;
}

static int tear_down(void **state) {
  fixture *fx = *state;
  mlg_ruler_free(fx->ruler);
  mlg_arena_free(&fx->arena);
  test_free(fx);
  mlg_draw_end();
  return 0;
}

static mlg_text measure(fixture *fx, const char *string, mlg_align align, double width) {
  mlg_text text = mlg_measure(fx->ruler, &fx->arena, string, FONT, align, width);
  assert_true(text.n_lines > 0);
  return text;
}

/* A figure never shows a box: its space is one that the font has. */
static void narrow_space_falls_back(void **state) {
  fixture *fx = *state;
  mlg_text text = measure(fx, "29,9" MLG_NNBSP "%", MLG_LEFT, MLG_UNBOUNDED);
  const char *expected = mlg_ruler_covers(fx->ruler, 0x202F) ? "29,9" MLG_NNBSP "%"
                                                             : "29,9" MLG_NBSP "%";
  assert_string_equal(text.lines[0].string, expected);
}

static void font_has_french(void **state) {
  fixture *fx = *state;
  const char *signs = "éèêëàâäîïôöùûüçœæÉÀŒ«»’–−°% 0123456789·";
  while (*signs != '\0') assert_true(mlg_ruler_covers(fx->ruler, mlg_utf8_next(&signs)));
}

static void lines_hold_in_the_width(void **state) {
  fixture *fx = *state;
  mlg_text text =
      measure(fx, "Besoin d'aide aux démarches, par quartier et par cause", MLG_LEFT, 180);
  assert_true(text.n_lines >= 2);
  for (size_t i = 0; i < text.n_lines; i++) assert_true(text.lines[i].width <= 180);
  assert_true(mlg_text_width(text) <= 180);
}

/* A figure and its unit stay together. */
static void no_break_spaces_do_not_break(void **state) {
  fixture *fx = *state;
  mlg_text text = measure(fx, "seuil de 41" MLG_NNBSP "800" MLG_NBSP "personnes", MLG_LEFT, 200);
  assert_int_equal(text.n_lines, 2);
  assert_string_equal(text.lines[0].string, "seuil de");
}

static void long_word_is_cut_rather_than_lost(void **state) {
  fixture *fx = *state;
  mlg_text text = measure(fx, "Anticonstitutionnellement", MLG_LEFT, 100);
  assert_true(text.n_lines > 1);
  assert_true(mlg_text_width(text) <= 100);
}

static void centred_lines_are_even(void **state) {
  fixture *fx = *state;
  const char *string = "un deux trois quatre cinq six sept huit neuf dix";
  mlg_text long_lines = measure(fx, string, MLG_LEFT, 300);
  mlg_text even_lines = measure(fx, string, MLG_MIDDLE, 300);
  assert_int_equal(long_lines.n_lines, even_lines.n_lines);
  assert_true(mlg_text_width(even_lines) < mlg_text_width(long_lines));
}

static void fit_shrinks_no_further_than_asked(void **state) {
  fixture *fx = *state;
  const char *title = "Un titre beaucoup trop long pour une seule ligne de cette largeur";
  double natural = mlg_text_width(measure(fx, title, MLG_LEFT, MLG_UNBOUNDED));
  mlg_text text = mlg_measure_fit(fx->ruler, &fx->arena, title, FONT, 0.85 * natural, 1, 14);
  assert_int_equal(text.n_lines, 1);
  assert_true(text.font.size < FONT.size);
  text = mlg_measure_fit(fx->ruler, &fx->arena, title, FONT, 0.4 * natural, 1, 18);
  assert_near(text.font.size, 18, 0 /* px */);
  assert_true(text.n_lines > 1);
}

static void alignment_holds_on_to_its_side(void **state) {
  fixture *fx = *state;
  mlg_text right = mlg_text_at(measure(fx, "19 IRIS", MLG_RIGHT, MLG_UNBOUNDED), 100, 50);
  assert_near(mlg_text_anchor(&right, 0).x, right.box.max_x, 1e-9 /* px */);
  mlg_text middle = mlg_text_around(right, (mlg_point){300, 300});
  assert_near((middle.box.min_y + middle.box.max_y) / 2, 300, 1e-9 /* px */);
}

/* ---- breaking names ---- */

static void names_break_at_their_dashes(void **state) {
  fixture *fx = *state;
  mlg_ways ways =
      mlg_label_ways(fx->ruler, &fx->arena, "Thabor - Saint-Hélier - Alphonse Guérin", FONT);
  assert_int_equal(ways.n, 3);
  assert_int_equal(ways.texts[0].n_lines, 1);
  assert_int_equal(ways.texts[1].n_lines, 2);
  assert_int_equal(ways.texts[2].n_lines, 3);
  assert_string_equal(ways.texts[2].lines[1].string, "Saint-Hélier");
}

static void words_are_never_cut(void **state) {
  fixture *fx = *state;
  mlg_ways ways = mlg_label_ways(fx->ruler, &fx->arena, "Le Blosne", FONT);
  assert_int_equal(ways.n, 2);
  assert_string_equal(ways.texts[1].lines[0].string, "Le");
  assert_string_equal(ways.texts[1].lines[1].string, "Blosne");
  ways = mlg_label_ways(fx->ruler, &fx->arena, "Corps-Nuds", FONT);
  assert_string_equal(ways.texts[ways.n - 1].lines[0].string, "Corps-");
  ways = mlg_label_ways(fx->ruler, &fx->arena, "Bréquigny", FONT);
  assert_int_equal(ways.n, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(narrow_space_falls_back, set_up, tear_down),
      cmocka_unit_test_setup_teardown(font_has_french, set_up, tear_down),
      cmocka_unit_test_setup_teardown(lines_hold_in_the_width, set_up, tear_down),
      cmocka_unit_test_setup_teardown(no_break_spaces_do_not_break, set_up, tear_down),
      cmocka_unit_test_setup_teardown(long_word_is_cut_rather_than_lost, set_up, tear_down),
      cmocka_unit_test_setup_teardown(centred_lines_are_even, set_up, tear_down),
      cmocka_unit_test_setup_teardown(fit_shrinks_no_further_than_asked, set_up, tear_down),
      cmocka_unit_test_setup_teardown(alignment_holds_on_to_its_side, set_up, tear_down),
      cmocka_unit_test_setup_teardown(names_break_at_their_dashes, set_up, tear_down),
      cmocka_unit_test_setup_teardown(words_are_never_cut, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
