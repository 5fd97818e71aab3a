/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "folder.h"
#include "portrait_fixture.h"

#include <maillage/draw.h>

#include "draw/map.h"

/* A machine without Open Sans: maps are written in what stands in, and that is said. */

static const char CONFIG[] = "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">"
                             "<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir>"
                             "<cachedir>%s</cachedir></fontconfig>";

static void missing_font_is_said(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  test_folder folder = folder_make();
  char config[512];
  int size = snprintf(config, sizeof config, CONFIG, folder.path);
  assert_int_equal(
      setenv("FONTCONFIG_FILE", folder_write(&folder, "fonts.conf", config, (size_t)size), 1), 0);
  mlg_portrait *portrait = fx_portrait(&arena);
  mlg_drawing drawing = {.portrait = portrait, .ruler = mlg_ruler_new()};
  assert_non_null(drawing.ruler);
  mlg_report_font(drawing.ruler, &findings);
  assert_int_equal(findings.count, 1);
  assert_int_equal(findings.items[0].code, MLG_F_FONT_MISSING);
  assert_string_equal(findings.items[0].value, "Open Sans");
  assert_string_equal(findings.items[0].expected, "DejaVu Sans");

  /* Wider letters, and still nothing overlaps. */
  assert_int_equal(mlg_drawing_prepare(&drawing, &arena), MLG_OK);
  for (mlg_map_kind kind = 0; kind <= MLG_MAP_FAMILIES; kind++) {
    mlg_map_plan plan = {.kind = kind, .family = MLG_AIDER, .extent_level = MLG_EPCI};
    mlg_scene scene;
    mlg_flaw flaw;
    assert_int_equal(mlg_map_draw(&drawing, &plan, &arena, &scene), MLG_OK);
    if (mlg_scene_check(&scene, &flaw, 1) > 0)
      fail_msg("kind %d: flaw %d, items %zu and %zu", (int)kind, (int)flaw.kind, flaw.a, flaw.b);
  }
  mlg_ruler_free(drawing.ruler);
  folder_remove(&folder);
  mlg_arena_free(&arena);
  mlg_draw_end();
}

static void usual_font_is_not(void **state) {
  (void)state;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  unsetenv("FONTCONFIG_FILE");
  mlg_ruler *ruler = mlg_ruler_new();
  mlg_report_font(ruler, &findings);
  assert_int_equal(findings.count, 0);
  mlg_ruler_free(ruler);
  mlg_arena_free(&arena);
  mlg_draw_end();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(usual_font_is_not),
      cmocka_unit_test(missing_font_is_said),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
