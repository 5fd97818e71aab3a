/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "draw/scene.h"
#include "draw/signs.h"

/* The check that every map's scene goes through: it must see what it is for. */

static const mlg_font PLAIN = {16, MLG_REGULAR, MLG_INK, MLG_NO_COLOUR};

/* A text of that box, without asking a font. */
static mlg_text text_in(mlg_box box, mlg_font font) {
  static mlg_line lines[1] = {{"texte", 10}};
  return (mlg_text){.font = font, .n_lines = 1, .lines = lines, .box = box};
}

static mlg_flaw_kind only_flaw(const mlg_scene *scene) {
  mlg_flaw flaw;
  assert_int_equal(mlg_scene_check(scene, &flaw, 1), 1);
  return flaw.kind;
}

static int set_up(void **state) {
  mlg_arena *arena = test_calloc(1, sizeof *arena);
  *state = arena;
  return 0;
}

static int tear_down(void **state) {
  mlg_arena_free(*state);
  test_free(*state);
  return 0;
}

static void texts_apart_are_well(void **state) {
  mlg_scene scene = {.arena = *state};
  mlg_scene_text(&scene, MLG_ROLE_LABEL, text_in((mlg_box){10, 10, 50, 30}, PLAIN));
  mlg_scene_text(&scene, MLG_ROLE_LABEL, text_in((mlg_box){50, 10, 90, 30}, PLAIN));
  assert_int_equal(mlg_scene_check(&scene, NULL, 0), 0);
}

static void overlap_is_seen(void **state) {
  mlg_scene scene = {.arena = *state};
  mlg_scene_text(&scene, MLG_ROLE_KEY, text_in((mlg_box){10, 10, 50, 30}, PLAIN));
  mlg_scene_text(&scene, MLG_ROLE_TITLE, text_in((mlg_box){40, 20, 90, 40}, PLAIN));
  assert_int_equal(only_flaw(&scene), MLG_TEXTS_OVERLAP);
}

static void text_off_the_page_is_seen(void **state) {
  mlg_scene scene = {.arena = *state};
  mlg_scene_text(&scene, MLG_ROLE_FOOT, text_in((mlg_box){1900, 10, 1921, 30}, PLAIN));
  assert_int_equal(only_flaw(&scene), MLG_TEXT_OFF_PAGE);
}

static void small_text_is_seen(void **state) {
  mlg_scene scene = {.arena = *state};
  mlg_font small = PLAIN;
  small.size = 15;
  mlg_scene_text(&scene, MLG_ROLE_FOOT, text_in((mlg_box){10, 10, 50, 30}, small));
  assert_int_equal(only_flaw(&scene), MLG_TEXT_TOO_SMALL);
}

static void site_on_a_figure_is_seen(void **state) {
  mlg_scene scene = {.arena = *state};
  mlg_paint paint = mlg_cause_paint(MLG_SERVED);
  mlg_scene_text(&scene, MLG_ROLE_FIGURE, text_in((mlg_box){10, 10, 50, 30}, PLAIN));
  mlg_scene_circle(&scene, MLG_ROLE_SITE, NULL, (mlg_point){30, 32}, 5, paint, NULL);
  assert_int_equal(only_flaw(&scene), MLG_SITE_ON_TEXT);
}

static void circle_on_a_name_is_seen(void **state) {
  mlg_scene scene = {.arena = *state};
  mlg_paint paint = mlg_cause_paint(MLG_SATURATED);
  mlg_scene_text(&scene, MLG_ROLE_LABEL, text_in((mlg_box){10, 10, 50, 30}, PLAIN));
  mlg_scene_circle(&scene, MLG_ROLE_CIRCLE, NULL, (mlg_point){55, 20}, 4, paint, NULL);
  assert_int_equal(mlg_scene_check(&scene, NULL, 0), 0);
  mlg_scene_circle(&scene, MLG_ROLE_CIRCLE, NULL, (mlg_point){55, 20}, 8, paint, NULL);
  assert_int_equal(only_flaw(&scene), MLG_CIRCLE_ON_LABEL);
}

static void leader_through_a_name_is_seen(void **state) {
  mlg_scene scene = {.arena = *state};
  mlg_scene_text(&scene, MLG_ROLE_LABEL, text_in((mlg_box){10, 10, 50, 30}, PLAIN));
  mlg_scene_segment(&scene, MLG_ROLE_LEADER, (mlg_point){0, 31}, (mlg_point){60, 31}, MLG_INK, 1);
  assert_int_equal(mlg_scene_check(&scene, NULL, 0), 0);
  mlg_scene_segment(&scene, MLG_ROLE_LEADER, (mlg_point){0, 0}, (mlg_point){60, 40}, MLG_INK, 1);
  assert_int_equal(only_flaw(&scene), MLG_LEADER_ON_TEXT);
}

static void unmeasured_text_is_a_loss(void **state) {
  mlg_scene scene = {.arena = *state};
  mlg_scene_text(&scene, MLG_ROLE_TITLE, (mlg_text){0});
  assert_true(scene.lost);
  assert_int_equal(scene.count, 0);
}

/* ---- palette ---- */

static void ramps_darken_in_grey(void **state) {
  (void)state;
  static const char *const NAMES[] = {"fragilite", "exposition", "besoin"};
  for (size_t i = 0; i < 3; i++)
    for (size_t n = 2; n <= 7; n++)
      for (size_t k = 1; k < n; k++)
        assert_true(mlg_luminance(mlg_ramp_colour(mlg_ramp(NAMES[i]), k, n)) <
                    mlg_luminance(mlg_ramp_colour(mlg_ramp(NAMES[i]), k - 1, n)));
}

static void ink_reads_on_every_cause(void **state) {
  (void)state;
  for (mlg_part part = 0; part < MLG_PART_COUNT; part++) {
    double ground = mlg_luminance(mlg_part_colour(part));
    double ink = mlg_luminance(mlg_ink_on(mlg_part_colour(part)));
    double light = ground > ink ? ground : ink, dark = ground > ink ? ink : ground;
    assert_true((light + 0.05) / (dark + 0.05) >= 4.5); /* WCAG 1.4.3 */
  }
}

static void causes_differ_without_colour(void **state) {
  (void)state;
  mlg_paint orientation = mlg_cause_paint(MLG_ORIENTATION);
  mlg_paint saturated = mlg_cause_paint(MLG_SATURATED);
  mlg_paint out_of_reach = mlg_cause_paint(MLG_OUT_OF_REACH);
  assert_true(saturated.width > orientation.width);
  assert_int_not_equal(out_of_reach.pattern, orientation.pattern);
  assert_int_not_equal(out_of_reach.pattern, saturated.pattern);
}

static void no_figure_has_its_own_signs(void **state) {
  (void)state;
  for (mlg_shown a = MLG_SHOWN + 1; a < MLG_SHOWN_COUNT; a++) {
    assert_int_not_equal(mlg_sign(a).pattern, MLG_PLAIN);
    for (mlg_shown b = a + 1; b < MLG_SHOWN_COUNT; b++)
      assert_int_not_equal(mlg_sign(a).pattern, mlg_sign(b).pattern);
  }
}

/* Alike or not, clipped or not: rings are where they were put, however many. */
static void shapes_painted_alike_are_joined(void **state) {
  enum { SHAPES = 100 };
  static mlg_point corners[3] = {{0, 0}, {10, 0}, {0, 10}};
  static mlg_path ring = {3, corners};
  static const mlg_box clip = {0, 0, 5, 5};
  const mlg_shape shape = {1, &ring};
  const mlg_paint red = {.fill = 0xFF0000, .stroke = MLG_NO_COLOUR};
  const mlg_paint blue = {.fill = 0x0000FF, .stroke = MLG_NO_COLOUR};
  mlg_scene scene = {.arena = *state};
  mlg_scene_shape(&scene, MLG_ROLE_BACKGROUND, NULL, shape, red, NULL);
  for (size_t i = 0; i < SHAPES; i++)
    mlg_scene_join(&scene, MLG_ROLE_ZONE, NULL, shape, i % 4 == 0 ? blue : red);
  mlg_scene_join(&scene, MLG_ROLE_ZONE, &clip, shape, blue);
  mlg_scene_join(&scene, MLG_ROLE_LIMIT, NULL, shape, blue);
  const size_t rings[] = {1, SHAPES / 4, 3 * SHAPES / 4, 1, 1};
  assert_int_equal(scene.count, 5);
  for (size_t i = 0; i < scene.count; i++) assert_int_equal(scene.items[i].shape.n_paths, rings[i]);
  assert_ptr_equal(scene.items[2].shape.paths[3 * SHAPES / 4 - 1].points, corners);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(shapes_painted_alike_are_joined, set_up, tear_down),
      cmocka_unit_test_setup_teardown(texts_apart_are_well, set_up, tear_down),
      cmocka_unit_test_setup_teardown(overlap_is_seen, set_up, tear_down),
      cmocka_unit_test_setup_teardown(text_off_the_page_is_seen, set_up, tear_down),
      cmocka_unit_test_setup_teardown(small_text_is_seen, set_up, tear_down),
      cmocka_unit_test_setup_teardown(site_on_a_figure_is_seen, set_up, tear_down),
      cmocka_unit_test_setup_teardown(circle_on_a_name_is_seen, set_up, tear_down),
      cmocka_unit_test_setup_teardown(leader_through_a_name_is_seen, set_up, tear_down),
      cmocka_unit_test_setup_teardown(unmeasured_text_is_a_loss, set_up, tear_down),
      cmocka_unit_test(ramps_darken_in_grey),
      cmocka_unit_test(ink_reads_on_every_cause),
      cmocka_unit_test(causes_differ_without_colour),
      cmocka_unit_test(no_figure_has_its_own_signs),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
