/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "pipeline/work.h"

#include <maillage/draw.h>

#include "draw/map.h"

/* Every kind of map of Rennes Métropole, at every level and on both extents, on the real data:
   no text overlaps another, nor is nearer than EDGE to the side of the page. */
static const double EDGE = 8; /* px */

static mlg_arena arena;
static mlg_findings findings = {.arena = &arena};
static const mlg_run_options OPTIONS = {.share = TEST_SHARE};
static mlg_work work = {.arena = &arena, .options = &OPTIONS, .findings = &findings};
static mlg_drawing drawing;

static mlg_status compute(void) {
  MLG_TRY(mlg_project_read(&arena, "geodata/rennes-metropole/projet.yaml", TEST_SHARE, &findings,
                           &work.project));
  MLG_TRY(mlg_read_inputs(&work));
  MLG_TRY(mlg_build_territory(&work, ":memory:"));
  MLG_TRY(mlg_build_need(&work));
  MLG_TRY(mlg_build_offer(&work));
  return mlg_build_portrait(&work);
}

static int set_up(void **state) {
  (void)state;
  mlg_load_begin();
  if (compute() != MLG_OK) return -1;
  drawing = (mlg_drawing){.portrait = &work.portrait, .ruler = mlg_ruler_new()};
  drawing.junctions =
      mlg_junctions_find(&arena, work.portrait.shapes[MLG_IRIS], work.territory.n_zones[MLG_IRIS]);
  return drawing.ruler == NULL || drawing.junctions == NULL ? -1 : 0;
}

static int tear_down(void **state) {
  (void)state;
  mlg_ruler_free(drawing.ruler);
  mlg_status status = mlg_store_close(work.store, &findings);
  mlg_load_end();
  mlg_arena_free(&arena);
  mlg_draw_end();
  return status == MLG_OK ? 0 : -1;
}

static void assert_clean(const mlg_scene *scene, const char *name) {
  mlg_flaw flaw;
  if (mlg_scene_check(scene, &flaw, 1) > 0)
    fail_msg("%s: flaw %d, items %zu and %zu", name, (int)flaw.kind, flaw.a, flaw.b);
  for (size_t i = 0; i < scene->count; i++) {
    if (scene->items[i].kind != MLG_ITEM_TEXT) continue;
    mlg_box box = scene->items[i].text.box;
    if (box.min_x < EDGE || box.min_y < EDGE || box.max_x > 1920 - EDGE ||
        box.max_y > 1080 - EDGE)
      fail_msg("%s: item %zu is near the edge", name, i);
  }
}

static void assert_drawn_clean(const mlg_map_plan *plan) {
  mlg_arena own = {0};
  mlg_scene scene;
  assert_int_equal(mlg_map_draw(&drawing, plan, &own, &scene), MLG_OK);
  assert_false(scene.lost);
  assert_clean(&scene, plan->name);
  mlg_arena_free(&own);
}

static void maps_of_the_project_are_clean(void **state) {
  (void)state;
  mlg_map_plan *plans;
  size_t n;
  assert_int_equal(mlg_map_plans(&arena, &work.portrait, &findings, &plans, &n), MLG_OK);
  assert_true(n >= 9 && n <= 20);
  for (size_t i = 0; i < n; i++) assert_drawn_clean(&plans[i]);
}

/* The rates of one level less that of the territory. */
static const mlg_estimate *differences_of(mlg_level level) {
  mlg_estimate *all = MLG_NEW(&arena, mlg_estimate, work.territory.n_zones[level]);
  mlg_compared by = {.kind = MLG_BY_RATE, .indicator = work.base};
  assert_int_equal(
      mlg_portrait_differences(&arena, &work.portrait, by, level, work.territory.level, all),
      MLG_OK);
  return all;
}

static void every_kind_is_clean_at_every_level(void **state) {
  (void)state;
  mlg_map_plan plan = {.indicator = work.base, .family = MLG_AIDER, .compared = "zone moins tout"};
  static const char *const EXTENTS[] = {"35238", "243500139"};
  for (size_t i = 0; i < 2; i++)
    for (plan.level = MLG_IRIS; plan.level <= MLG_COMMUNE; plan.level++)
      for (plan.kind = 0; plan.kind < MLG_MAP_KIND_COUNT; plan.kind++) {
        assert_true(
            mlg_portrait_find(&work.portrait, EXTENTS[i], &plan.extent_level, &plan.extent));
        plan.differences = plan.kind == MLG_MAP_DIFFERENCE ? differences_of(plan.level) : NULL;
        plan.name = mlg_arena_printf(&arena, "%s-%s-%s", MLG_MAP_KINDS[plan.kind].code,
                                     MLG_LEVELS[plan.level].code, EXTENTS[i]);
        assert_drawn_clean(&plan);
      }
}

/* Whatever the method, the classes of the real rates are readable and none is empty. */
static void every_method_suits_the_real_rates(void **state) {
  (void)state;
  mlg_map_plan plan = {.kind = MLG_MAP_RATE, .indicator = work.base, .level = MLG_IRIS};
  assert_true(mlg_portrait_find(&work.portrait, "35238", &plan.extent_level, &plan.extent));
  for (size_t method = 0; method < MLG_CLASS_GIVEN; method++) {
    plan.classes = (mlg_class_choice){.method = (mlg_class_method)method, .shared = true};
    plan.name = MLG_CLASS_METHODS[method].code;
    assert_drawn_clean(&plan);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(maps_of_the_project_are_clean),
      cmocka_unit_test(every_kind_is_clean_at_every_level),
      cmocka_unit_test(every_method_suits_the_real_rates),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
