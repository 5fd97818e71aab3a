/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "rennes_work.h"

#include <maillage/draw.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw/atlas.h"
#include "draw/chart.h"

/* Every kind of map of Rennes Métropole, at every level, on both extents and on every page, its
   charts and its atlas, on the real data: no text overlaps another, nor is near a side. */

static const double LONGEST_LEADER = 216; /* px */

static mlg_arena arena;
static mlg_findings findings = {.arena = &arena};
static const mlg_run_options OPTIONS = {.share = TEST_SHARE};
static mlg_work work = {.arena = &arena, .options = &OPTIONS, .findings = &findings};
static mlg_drawing drawing;

static mlg_status compute(void) {
  MLG_TRY(rennes_compute(&work, ":memory:"));
  return mlg_build_portrait(&work);
}

static int set_up(void **state) {
  (void)state;
  mlg_load_begin();
  if (compute() != MLG_OK) return -1;
  drawing = (mlg_drawing){.portrait = &work.portrait, .ruler = mlg_ruler_new()};
  return drawing.ruler == NULL || mlg_drawing_prepare(&drawing, &arena) != MLG_OK ? -1 : 0;
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

/* ---- pages, numbers, charts, atlas ---- */

static void every_page_is_clean(void **state) {
  (void)state;
  mlg_map_plan plan = {.indicator = work.base, .family = MLG_AIDER, .compared = "zone moins tout"};
  for (plan.page = MLG_PAGE_A4_LANDSCAPE; plan.page < MLG_PAGE_COUNT; plan.page++)
    for (plan.kind = 0; plan.kind < MLG_MAP_KIND_COUNT; plan.kind++) {
      assert_true(mlg_portrait_find(&work.portrait, "35238", &plan.extent_level, &plan.extent));
      plan.differences = plan.kind == MLG_MAP_DIFFERENCE ? differences_of(plan.level) : NULL;
      plan.name = mlg_arena_printf(&arena, "%s-%s", MLG_MAP_KINDS[plan.kind].code,
                                   MLG_PAGES[plan.page].code);
      assert_drawn_clean(&plan);
    }
}

static size_t count_labels(const mlg_scene *scene) {
  size_t n = 0;
  for (size_t i = 0; i < scene->count; i++)
    n += scene->items[i].role == MLG_ROLE_LABEL && scene->items[i].kind == MLG_ITEM_TEXT &&
         atoi(scene->items[i].text.lines[0].string) > 0;
  return n;
}

static bool says(const mlg_scene *scene, const char *words) {
  for (size_t i = 0; i < scene->count; i++)
    if (scene->items[i].kind == MLG_ITEM_TEXT)
      for (size_t j = 0; j < scene->items[i].text.n_lines; j++)
        if (strstr(scene->items[i].text.lines[j].string, words) != NULL) return true;
  return false;
}

/* Every one of the 92 IRIS has its number; no page has room for all their names beside the map,
   and each says where they are. Those of a quarter stand on the page. */
static void numbered_zones_have_a_key(void **state) {
  (void)state;
  mlg_map_plan plan = {
      .kind = MLG_MAP_RATE, .indicator = work.base, .numbered = true, .name = "numeros"};
  assert_true(mlg_portrait_find(&work.portrait, "35238", &plan.extent_level, &plan.extent));
  for (plan.page = MLG_PAGE_SLIDE; plan.page < MLG_PAGE_COUNT; plan.page++) {
    mlg_arena own = {0};
    mlg_scene scene;
    assert_int_equal(mlg_map_draw(&drawing, &plan, &own, &scene), MLG_OK);
    assert_clean(&scene, MLG_PAGES[plan.page].code);
    assert_int_equal(count_labels(&scene), 92);
    assert_true(says(&scene, "Les noms des numéros sont dans l'atlas."));
    mlg_arena_free(&own);
  }
  assert_true(mlg_portrait_find(&work.portrait, "3523809", &plan.extent_level, &plan.extent));
  plan.page = MLG_PAGE_SLIDE;
  mlg_scene scene;
  assert_int_equal(mlg_map_draw(&drawing, &plan, &arena, &scene), MLG_OK);
  assert_clean(&scene, "quarter");
  assert_true(count_labels(&scene) > 4);
  assert_false(says(&scene, "Les noms des numéros sont dans l'atlas."));
}

static void charts_are_clean(void **state) {
  (void)state;
  mlg_chart_plan *plans;
  size_t n;
  assert_int_equal(mlg_chart_plans(&arena, &work.portrait, &findings, &plans, &n), MLG_OK);
  assert_true(n >= 4);
  for (size_t i = 0; i < n; i++)
    for (mlg_page page = 0; page < MLG_PAGE_COUNT; page++) {
      mlg_arena own = {0};
      mlg_scene scene;
      plans[i].plan.page = page;
      assert_int_equal(mlg_chart_draw(&drawing, &plans[i], &own, &scene), MLG_OK);
      assert_clean(&scene, plans[i].plan.name);
      mlg_arena_free(&own);
    }
}

static void sheets_are_clean(void **state) {
  (void)state;
  size_t n = mlg_atlas_sheets(&work.portrait);
  assert_int_equal(n, work.territory.n_zones[MLG_QUARTIER]);
  for (size_t i = 0; i < n; i++) {
    mlg_arena own = {0};
    mlg_scene scene;
    const mlg_sheet sheet = {MLG_QUARTIER, i, i + 2, n + 1};
    assert_int_equal(mlg_sheet_draw(&drawing, &sheet, &own, &scene), MLG_OK);
    assert_clean(&scene, work.territory.zones[MLG_QUARTIER][i].name);
    mlg_arena_free(&own);
  }
}

/* The city that is a blot on the map of its EPCI has an inset, with all its quarters' names. */
static void inset_names_every_quarter(void **state) {
  (void)state;
  static const char *const QUARTERS[] = {"Villejean", "Blosne", "Maurepas", "Cleunay",
                                         "Centre",    "Thabor", "Sud"};
  mlg_map_plan plan = {
      .kind = MLG_MAP_COUNT, .indicator = work.base, .level = MLG_QUARTIER, .name = "encart"};
  assert_true(mlg_portrait_find(&work.portrait, "243500139", &plan.extent_level, &plan.extent));
  mlg_arena own = {0};
  mlg_scene scene;
  assert_int_equal(mlg_map_draw(&drawing, &plan, &own, &scene), MLG_OK);
  assert_true(says(&scene, "(encart)"));
  for (size_t i = 0; i < sizeof QUARTERS / sizeof *QUARTERS; i++)
    assert_true(says(&scene, QUARTERS[i]));
  mlg_arena_free(&own);
}

/* Leaders are short: none is longer than a fifth of the page's height. */
static void leaders_are_short(void **state) {
  (void)state;
  mlg_map_plan *plans;
  size_t n;
  assert_int_equal(mlg_map_plans(&arena, &work.portrait, &findings, &plans, &n), MLG_OK);
  for (size_t i = 0; i < n; i++) {
    mlg_arena own = {0};
    mlg_scene scene;
    assert_int_equal(mlg_map_draw(&drawing, &plans[i], &own, &scene), MLG_OK);
    for (size_t j = 0; j < scene.count; j++) {
      const mlg_item *item = &scene.items[j];
      if (item->role != MLG_ROLE_LEADER || item->kind != MLG_ITEM_LINES) continue;
      const mlg_point *ends = item->shape.paths[0].points;
      double length = hypot(ends[1].x - ends[0].x, ends[1].y - ends[0].y);
      if (length > LONGEST_LEADER) fail_msg("%s: a leader of %.0f px", plans[i].name, length);
    }
    mlg_arena_free(&own);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(maps_of_the_project_are_clean),
      cmocka_unit_test(every_kind_is_clean_at_every_level),
      cmocka_unit_test(every_method_suits_the_real_rates),
      cmocka_unit_test(every_page_is_clean),
      cmocka_unit_test(numbered_zones_have_a_key),
      cmocka_unit_test(charts_are_clean),
      cmocka_unit_test(sheets_are_clean),
      cmocka_unit_test(inset_names_every_quarter),
      cmocka_unit_test(leaders_are_short),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
