/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "portrait_fixture.h"

#include <maillage/draw.h>
#include <maillage/text.h>
#include <string.h>

#include "draw/borders.h"
#include "draw/map.h"

/* Every kind of map of the small portrait, and of what is left of it when figures are missing.
   It has a hole, an exclave and an empty zone; one family is unrecorded. */

typedef struct {
  mlg_arena arena;
  mlg_portrait *portrait;
  mlg_project *project;
  mlg_drawing drawing;
  mlg_estimate differences[4];
} fixture;

static int set_up(void **state) {
  fixture *fx = test_calloc(1, sizeof *fx);
  fx->portrait = fx_portrait(&fx->arena);
  fx->project = fx_project(&fx->arena);
  fx->portrait->project = fx->project;
  fx->drawing = (mlg_drawing){.portrait = fx->portrait, .ruler = mlg_ruler_new()};
  assert_int_equal(mlg_drawing_prepare(&fx->drawing, &fx->arena), MLG_OK);
  fx->differences[0] = mlg_between(0.05, 0.03, 0.07);
  fx->differences[1] = mlg_unknown(MLG_ABSENT);
  fx->differences[2] = mlg_between(-0.04, -0.05, -0.03);
  fx->differences[3] = mlg_between(0.01, -0.02, 0.04);
  *state = fx;
  return 0;
}

static int tear_down(void **state) {
  fixture *fx = *state;
  mlg_ruler_free(fx->drawing.ruler);
  mlg_arena_free(&fx->arena);
  mlg_draw_end();
  test_free(fx);
  return 0;
}

static mlg_map_plan plan_of(const fixture *fx, mlg_map_kind kind) {
  return (mlg_map_plan){.kind = kind,
                        .indicator = FX_FRAGILITE,
                        .family = MLG_AIDER,
                        .level = MLG_IRIS,
                        .extent_level = MLG_EPCI,
                        .differences = fx->differences,
                        .compared = "2026 moins 2025",
                        .name = "essai"};
}

static mlg_scene scene_of(fixture *fx, const mlg_map_plan *plan) {
  mlg_scene scene;
  assert_int_equal(mlg_map_draw(&fx->drawing, plan, &fx->arena, &scene), MLG_OK);
  assert_false(scene.lost);
  return scene;
}

static void assert_clean(const mlg_scene *scene, const char *what) {
  mlg_flaw flaw;
  if (mlg_scene_check(scene, &flaw, 1) > 0)
    fail_msg("%s: flaw %d, items %zu and %zu", what, (int)flaw.kind, flaw.a, flaw.b);
}

static bool says(const mlg_scene *scene, const char *words) {
  for (size_t i = 0; i < scene->count; i++)
    if (scene->items[i].kind == MLG_ITEM_TEXT)
      for (size_t j = 0; j < scene->items[i].text.n_lines; j++)
        if (strstr(scene->items[i].text.lines[j].string, words) != NULL) return true;
  return false;
}

static size_t zones_painted(const mlg_scene *scene, mlg_pattern pattern) {
  size_t n = 0;
  for (size_t i = 0; i < scene->count; i++)
    n += scene->items[i].role == MLG_ROLE_ZONE && scene->items[i].paint.pattern == pattern;
  return n;
}

/* Of zones of one ring, whether an item has one or several. */
static size_t rings_painted(const mlg_scene *scene, mlg_pattern pattern) {
  size_t n = 0;
  for (size_t i = 0; i < scene->count; i++)
    if (scene->items[i].role == MLG_ROLE_ZONE && scene->items[i].paint.pattern == pattern)
      n += scene->items[i].shape.n_paths;
  return n;
}

static size_t limits_drawn(const mlg_scene *scene) {
  size_t n = 0;
  for (size_t i = 0; i < scene->count; i++)
    n += scene->items[i].role == MLG_ROLE_ZONE && scene->items[i].paint.stroke != MLG_NO_COLOUR;
  return n;
}

/* Every kind, level and extent: the texts keep their distance. */
static void assert_all_clean(fixture *fx) {
  for (mlg_map_kind kind = 0; kind < MLG_MAP_KIND_COUNT; kind++)
    for (mlg_level level = MLG_IRIS; level <= MLG_COMMUNE; level++)
      for (mlg_level extent = MLG_COMMUNE; extent <= MLG_EPCI; extent++) {
        mlg_map_plan plan = plan_of(fx, kind);
        plan.level = level;
        plan.extent_level = extent;
        mlg_scene scene = scene_of(fx, &plan);
        assert_clean(&scene, MLG_MAP_KINDS[kind].code);
      }
}

static void every_kind_is_clean(void **state) { assert_all_clean(*state); }

/* Four IRIS of 1 km on a map of 300 km, some 3 px each: their limits would hide them. */
static void crowded_zones_have_no_limits(void **state) {
  fixture *fx = *state;
  mlg_map_plan plan = plan_of(fx, MLG_MAP_RATE);
  mlg_scene roomy = scene_of(fx, &plan);
  assert_int_equal(limits_drawn(&roomy), 4);
  mlg_shape *epci = (mlg_shape *)fx->portrait->shapes[MLG_EPCI];
  epci->paths[0] = fx_box(&fx->arena, 0, 0, 300, 300);
  mlg_scene crowded = scene_of(fx, &plan);
  assert_int_equal(rings_painted(&crowded, MLG_PLAIN), 3);
  assert_int_equal(limits_drawn(&crowded), 0);
}

/* ---- what each shows ---- */

static void circles_take_the_colour_of_their_rate(void **state) {
  fixture *fx = *state;
  fx->portrait->need->values[MLG_IRIS][FX_FRAGILITE] = mlg_exact(150); /* 10 % of 1 500 */
  mlg_map_plan plan = plan_of(fx, MLG_MAP_COUNT_RATE);
  mlg_scene scene = scene_of(fx, &plan);
  mlg_rgb fills[3];
  size_t n = 0;
  for (size_t i = 0; i < scene.count && n < 3; i++)
    if (scene.items[i].role == MLG_ROLE_CIRCLE) fills[n++] = scene.items[i].paint.fill;
  assert_int_equal(n, 3); /* 450 and 240 persons, 40 %; 150, 10 % */
  assert_int_equal(fills[0], mlg_ramp_colour(mlg_ramp("fragilite"), 4, 5));
  assert_int_equal(fills[1], fills[0]);
  assert_int_equal(fills[2], mlg_ramp_colour(mlg_ramp("fragilite"), 0, 5));
}

static const mlg_item *figure_of(const mlg_scene *scene, const char *words) {
  for (size_t i = 0; i < scene->count; i++)
    if (scene->items[i].role == MLG_ROLE_FIGURE && scene->items[i].kind == MLG_ITEM_TEXT &&
        strcmp(scene->items[i].text.lines[0].string, words) == 0)
      return &scene->items[i];
  return NULL;
}

/* Small circles on its right and on its left: its figure goes above or below. */
static void figure_finds_room_around_its_circle(void **state) {
  static const double PERSONS[] = {7000, 100, 100, 100000}, EAST[] = {500, 590, 410, 1500}; /* m */
  fixture *fx = *state;
  for (size_t i = 0; i < 4; i++) {
    fx->portrait->need->values[MLG_IRIS][i * FX_INDICATORS + FX_FRAGILITE] = mlg_exact(PERSONS[i]);
    mlg_point at = {650000 + EAST[i], 6860000 + (i < 3 ? 500 : 1500)};
    fx->portrait->territory->zones[MLG_IRIS][i].centre = at;
  }
  mlg_map_plan plan = plan_of(fx, MLG_MAP_COUNT);
  mlg_scene scene = scene_of(fx, &plan);
  const mlg_item *figure = figure_of(&scene, "7" MLG_NBSP "000"), *circle = NULL;
  for (size_t i = 0; i < scene.count; i++)
    if (scene.items[i].role == MLG_ROLE_CIRCLE && scene.items[i].circle.radius > 5)
      circle = &scene.items[i]; /* the second largest, drawn after the largest */
  assert_non_null(figure);
  assert_non_null(circle);
  mlg_point at = circle->circle.centre;
  double middle = (figure->text.box.min_x + figure->text.box.max_x) / 2;
  assert_near(middle, at.x, 1); /* px */
  assert_true(figure->text.box.max_y < at.y - circle->circle.radius ||
              figure->text.box.min_y > at.y + circle->circle.radius);
}

static void unrecorded_family_has_its_panel(void **state) {
  fixture *fx = *state;
  mlg_map_plan plan = plan_of(fx, MLG_MAP_FAMILIES);
  mlg_scene scene = scene_of(fx, &plan);
  assert_true(says(&scene, "Aucune source ne recense"));
  assert_true(says(&scene, mlg_shown_label(MLG_UNRECORDED)));
  assert_int_equal(zones_painted(&scene, MLG_CROSS), 4);
}

static void crossed_key_counts_each_cell(void **state) {
  fixture *fx = *state;
  mlg_map_plan plan = plan_of(fx, MLG_MAP_CROSSED);
  mlg_scene scene = scene_of(fx, &plan);
  size_t cells = 0;
  for (size_t i = 0; i < scene.count; i++)
    cells += scene.items[i].kind == MLG_ITEM_BOX && scene.items[i].role == MLG_ROLE_KEY &&
             scene.items[i].paint.stroke == MLG_WHITE;
  assert_int_equal(cells, MLG_CROSSED_CLASSES * MLG_CROSSED_CLASSES);
  assert_true(says(&scene, "De bas en haut"));
}

/* A difference that may be nothing is under lines; an unknown one is no small one. */
static void doubtful_difference_is_hatched(void **state) {
  fixture *fx = *state;
  mlg_map_plan plan = plan_of(fx, MLG_MAP_DIFFERENCE);
  mlg_scene scene = scene_of(fx, &plan);
  assert_int_equal(zones_painted(&scene, MLG_HATCH), 1);
  assert_int_equal(zones_painted(&scene, MLG_PLAIN), 2);
  assert_int_equal(zones_painted(&scene, MLG_VERTICAL), 1);
  assert_true(says(&scene, "dans la marge d'erreur"));
  assert_true(says(&scene, "2026 moins 2025"));
}

/* 40 % and 10 % on both sides of a limit: the widest line, and the message. */
static void widest_gap_is_the_message(void **state) {
  fixture *fx = *state;
  fx->portrait->need->values[MLG_IRIS][FX_FRAGILITE] = mlg_exact(150);
  mlg_map_plan plan = plan_of(fx, MLG_MAP_DISCONTINUITY);
  mlg_scene scene = scene_of(fx, &plan);
  assert_non_null(strstr(scene.title, "Les Halles"));
  assert_non_null(strstr(scene.title, "Le Lac"));
  assert_non_null(strstr(scene.title, "30" MLG_NBSP "points"));
}

static void borders_are_shared_sides(void **state) {
  fixture *fx = *state;
  mlg_border *borders;
  size_t n;
  assert_int_equal(mlg_borders_find(&fx->arena, fx->portrait->shapes[MLG_IRIS], 4, &borders, &n),
                   MLG_OK);
  assert_int_equal(n, 4); /* a square of squares: the lake and the exclave have no neighbour */
  for (size_t i = 0; i < n; i++) {
    assert_true(borders[i].a < borders[i].b);
    assert_true(borders[i].a + borders[i].b != 3); /* corners are no border */
    assert_int_equal(borders[i].line.n, 2);
  }
}

static void bounds_of_a_series_are_shared(void **state) {
  fixture *fx = *state;
  static const double bounds[] = {0.1, 0.39};
  mlg_map_plan plan = plan_of(fx, MLG_MAP_RATE);
  plan.classes = (mlg_class_choice){.method = MLG_CLASS_GIVEN, .n_bounds = 2, .bounds = bounds};
  for (mlg_level extent = MLG_COMMUNE; extent <= MLG_EPCI; extent++) {
    plan.extent_level = extent;
    mlg_scene scene = scene_of(fx, &plan);
    assert_true(says(&scene, "10 à 39" MLG_NBSP "%") || says(&scene, "10 à 39" MLG_NNBSP "%"));
    assert_true(says(&scene, "bornes fixes"));
  }
}

/* Outlines over the zones of every kind, named in its key. */
static void context_layers_are_drawn_and_named(void **state) {
  fixture *fx = *state;
  mlg_context named = {.label = "Quartiers prioritaires"};
  mlg_shape shape = fx_shape(&fx->arena, fx_box(&fx->arena, 0.3, 0.3, 0.8, 0.4), false);
  fx->project->n_contexts = 1;
  fx->project->contexts = &named;
  fx->portrait->contexts = &shape;
  assert_int_equal(mlg_drawing_prepare(&fx->drawing, &fx->arena), MLG_OK);
  for (mlg_map_kind kind = 0; kind < MLG_MAP_KIND_COUNT; kind++) {
    mlg_map_plan plan = plan_of(fx, kind);
    mlg_scene scene = scene_of(fx, &plan);
    assert_clean(&scene, MLG_MAP_KINDS[kind].code);
    assert_true(says(&scene, "Quartiers prioritaires"));
    size_t lines = 0;
    for (size_t i = 0; i < scene.count; i++)
      lines += scene.items[i].kind == MLG_ITEM_LINES && scene.items[i].role == MLG_ROLE_LIMIT &&
               scene.items[i].paint.stroke == mlg_context_paint(0).stroke &&
               scene.items[i].shape.paths[0].n == 5;
    assert_true(lines >= 1);
  }
}

/* ---- bad input ---- */

static void set_all(fixture *fx, size_t indicator, mlg_estimate estimate) {
  for (mlg_level level = MLG_IRIS; level <= MLG_EPCI; level++)
    for (size_t i = 0; i < FX_COUNTS[level]; i++)
      fx->portrait->need->values[level][i * FX_INDICATORS + indicator] = estimate;
}

static void no_zone_with_data(void **state) {
  fixture *fx = *state;
  set_all(fx, FX_FRAGILITE, mlg_unknown(MLG_ABSENT));
  for (size_t i = 0; i < 4; i++) fx->differences[i] = mlg_unknown(MLG_ABSENT);
  assert_all_clean(fx);
  mlg_map_plan plan = plan_of(fx, MLG_MAP_RATE);
  mlg_scene scene = scene_of(fx, &plan);
  assert_int_equal(zones_painted(&scene, MLG_PLAIN), 0);
  assert_true(says(&scene, mlg_shown_label(MLG_UNKNOWN)));
}

static void all_suppressed(void **state) {
  fixture *fx = *state;
  set_all(fx, FX_FRAGILITE, mlg_unknown(MLG_SUPPRESSED));
  assert_all_clean(fx);
  for (mlg_map_kind kind = 0; kind < MLG_MAP_DIFFERENCE; kind++) {
    if (kind == MLG_MAP_NEED) continue; /* its parts are known */
    mlg_map_plan plan = plan_of(fx, kind);
    mlg_scene scene = scene_of(fx, &plan);
    assert_true(zones_painted(&scene, MLG_DOTS) >= 3);
    assert_true(says(&scene, mlg_shown_label(MLG_HIDDEN)));
  }
}

static void all_values_equal(void **state) {
  fixture *fx = *state;
  fx->project->indicators[FX_FRAGILITE].n_bounds = 0;
  assert_all_clean(fx);
  mlg_map_plan plan = plan_of(fx, MLG_MAP_RATE);
  mlg_scene scene = scene_of(fx, &plan);
  assert_true(says(&scene, "une seule classe"));
}

static void one_zone(void **state) {
  fixture *fx = *state;
  for (mlg_map_kind kind = 0; kind < MLG_MAP_KIND_COUNT; kind++) {
    mlg_map_plan plan = plan_of(fx, kind);
    plan.extent_level = MLG_COMMUNE;
    plan.extent = 1; /* a commune without IRIS: one zone at every level */
    mlg_scene scene = scene_of(fx, &plan);
    assert_clean(&scene, MLG_MAP_KINDS[kind].code);
  }
}

static void names_with_signs(void **state) {
  fixture *fx = *state;
  for (mlg_level level = MLG_IRIS; level <= MLG_EPCI; level++)
    for (size_t i = 0; i < FX_COUNTS[level]; i++)
      fx->portrait->territory->zones[level][i].name = "L'Île-d'Été <sud> & Œuvre";
  assert_all_clean(fx);
}

/* Islands: no two zones touch. */
static void territory_of_islands(void **state) {
  fixture *fx = *state;
  mlg_shape *islands = MLG_NEW(&fx->arena, mlg_shape, 4);
  for (int i = 0; i < 4; i++)
    islands[i] = fx_shape(&fx->arena, fx_box(&fx->arena, i % 2, i / 2, 0.6, 0.6), i == 2);
  fx->portrait->shapes[MLG_IRIS] = islands;
  assert_int_equal(mlg_drawing_prepare(&fx->drawing, &fx->arena), MLG_OK);
  assert_all_clean(fx);
  mlg_map_plan plan = plan_of(fx, MLG_MAP_DISCONTINUITY);
  mlg_scene scene = scene_of(fx, &plan);
  assert_non_null(strstr(scene.title, "aucune rupture entre voisins"));
}

/* The lake stays a hole in its zone, whatever the kind. */
static void holes_stay(void **state) {
  fixture *fx = *state;
  for (mlg_map_kind kind = 0; kind < MLG_MAP_KIND_COUNT; kind++) {
    mlg_map_plan plan = plan_of(fx, kind);
    mlg_scene scene = scene_of(fx, &plan);
    bool found = false;
    for (size_t i = 0; i < scene.count; i++)
      found |= scene.items[i].role == MLG_ROLE_ZONE && scene.items[i].shape.n_paths == 3;
    assert_true(found);
  }
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(every_kind_is_clean),
      CASE(crowded_zones_have_no_limits),
      CASE(circles_take_the_colour_of_their_rate),
      CASE(figure_finds_room_around_its_circle),
      CASE(unrecorded_family_has_its_panel),
      CASE(crossed_key_counts_each_cell),
      CASE(doubtful_difference_is_hatched),
      CASE(widest_gap_is_the_message),
      CASE(borders_are_shared_sides),
      CASE(bounds_of_a_series_are_shared),
      CASE(context_layers_are_drawn_and_named),
      CASE(no_zone_with_data),
      CASE(all_suppressed),
      CASE(all_values_equal),
      CASE(one_zone),
      CASE(names_with_signs),
      CASE(territory_of_islands),
      CASE(holes_stay),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
