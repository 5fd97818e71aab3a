/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include <string.h>

#include "draw/geography.h"
#include "draw/ground.h"

/* Two zones share a wavy limit that one runs up and the other down. */
enum { WAVES = 400, POINTS = WAVES + 4 };

typedef struct {
  mlg_arena arena;
  mlg_point left[POINTS], right[POINTS];
  mlg_path paths[2];
  mlg_shape shapes[2];
} fixture;

static mlg_point on_limit(size_t i) {
  double y = 10000.0 * (double)i / WAVES;
  return (mlg_point){10000 + 300 * sin(y / 700) + 37 * sin(y / 60), y};
}

static int set_up(void **state) {
  fixture *fx = test_calloc(1, sizeof *fx);
  for (size_t i = 0; i <= WAVES; i++) {
    fx->left[i] = on_limit(i);
    fx->right[i] = on_limit(WAVES - i);
  }
  fx->left[WAVES + 1] = (mlg_point){0, 10000};
  fx->left[WAVES + 2] = (mlg_point){0, 0};
  fx->left[WAVES + 3] = fx->left[0];
  fx->right[WAVES + 1] = (mlg_point){20000, 0};
  fx->right[WAVES + 2] = (mlg_point){20000, 10000};
  fx->right[WAVES + 3] = fx->right[0];
  fx->paths[0] = (mlg_path){POINTS, fx->left};
  fx->paths[1] = (mlg_path){POINTS, fx->right};
  for (size_t i = 0; i < 2; i++) fx->shapes[i] = (mlg_shape){1, &fx->paths[i]};
  *state = fx;
  return 0;
}

static int tear_down(void **state) {
  fixture *fx = *state;
  mlg_arena_free(&fx->arena);
  test_free(fx);
  return 0;
}

static const mlg_box FRAME = {100, 100, 900, 500};

static mlg_view view(void) { return mlg_view_on((mlg_box){0, 0, 20000, 10000}, FRAME, 0); }

/* A zone on the page. */
static mlg_shape seen(fixture *fx, const mlg_view *v, size_t zone) {
  mlg_junctions *junctions = mlg_junctions_find(&fx->arena, fx->shapes, 2);
  mlg_outline *outlines = mlg_outlines_weigh(&fx->arena, fx->shapes, 2, junctions);
  return mlg_view_outline(v, &fx->arena, mlg_outline_at(outlines, zone));
}

static bool holds(const mlg_path *path, mlg_point point) {
  for (size_t i = 0; i < path->n; i++)
    if (memcmp(&path->points[i], &point, sizeof point) == 0) return true;
  return false;
}

static bool is_on_limit(mlg_point p) { return p.x > 101 && p.x < 899; }

static void north_is_up(void **state) {
  (void)state;
  mlg_view v = view();
  assert_near(v.scale, 0.04, 1e-12 /* px a metre */);
  assert_near(mlg_view_point(&v, (mlg_point){0, 10000}).y, 100, 1e-9 /* px */);
  assert_near(mlg_view_point(&v, (mlg_point){20000, 0}).x, 900, 1e-9 /* px */);
}

static void shared_limits_coincide(void **state) {
  fixture *fx = *state;
  mlg_view v = view();
  mlg_shape a = seen(fx, &v, 0), b = seen(fx, &v, 1);
  size_t shared = 0;
  for (size_t i = 0; i < a.paths[0].n; i++)
    if (is_on_limit(a.paths[0].points[i])) {
      assert_true(holds(&b.paths[0], a.paths[0].points[i]));
      shared++;
    }
  for (size_t i = 0; i < b.paths[0].n; i++)
    if (is_on_limit(b.paths[0].points[i])) assert_true(holds(&a.paths[0], b.paths[0].points[i]));
  assert_true(shared > 10);
  assert_true(a.paths[0].n < POINTS / 2);
}

static void ends_of_a_shared_limit_are_junctions(void **state) {
  fixture *fx = *state;
  mlg_junctions *junctions = mlg_junctions_find(&fx->arena, fx->shapes, 2);
  assert_true(mlg_is_junction(junctions, on_limit(0)));
  assert_true(mlg_is_junction(junctions, on_limit(WAVES)));
  assert_false(mlg_is_junction(junctions, on_limit(WAVES / 2)));
  assert_false(mlg_is_junction(junctions, (mlg_point){0, 0}));
}

static mlg_point beside(mlg_point point, size_t copy) {
  return (mlg_point){point.x, point.y + 20000.0 * (double)copy};
}

static mlg_path ring_beside(mlg_arena *arena, const mlg_path *ring, size_t copy) {
  mlg_path moved = {ring->n, MLG_NEW(arena, mlg_point, ring->n)};
  for (size_t i = 0; i < ring->n; i++) moved.points[i] = beside(ring->points[i], copy);
  return moved;
}

/* A million points are looked at in several goes. */
static void junctions_of_many_zones_are_found(void **state) {
  enum { COPIES = 1300 };
  fixture *fx = *state;
  mlg_path *paths = MLG_NEW(&fx->arena, mlg_path, 2 * COPIES);
  mlg_shape *shapes = MLG_NEW(&fx->arena, mlg_shape, 2 * COPIES);
  for (size_t i = 0; i < 2 * COPIES; i++) {
    paths[i] = ring_beside(&fx->arena, &fx->paths[i % 2], i / 2);
    shapes[i] = (mlg_shape){1, &paths[i]};
  }
  mlg_junctions *junctions = mlg_junctions_find(&fx->arena, shapes, 2 * COPIES);
  for (size_t copy = 0; copy < COPIES; copy++)
    for (size_t i = 0; i <= WAVES; i++)
      assert_int_equal(mlg_is_junction(junctions, beside(on_limit(i), copy)), i == 0 || i == WAVES);
}

/* Distance from a point to the nearest side of a ring. */
static double to_ring(mlg_point p, const mlg_path *ring) {
  double least = INFINITY;
  for (size_t i = 0; i < ring->n; i++) {
    mlg_point a = ring->points[i], b = ring->points[(i + 1) % ring->n];
    double dx = b.x - a.x, dy = b.y - a.y;
    double t = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy);
    t = fmin(fmax(t, 0), 1);
    least = fmin(least, hypot(p.x - a.x - t * dx, p.y - a.y - t * dy));
  }
  return least;
}

static void simplified_stays_within_half_a_pixel(void **state) {
  fixture *fx = *state;
  size_t kept = POINTS + 1;
  for (double wide = 5000; wide <= 320000;
       wide *= 4) { /* m across the frame, coarser and coarser */
    mlg_view v = mlg_view_on((mlg_box){0, 0, wide, wide / 2}, FRAME, 0);
    v.frame = (mlg_box){-1e6, -1e6, 1e6, 1e6};
    mlg_shape a = seen(fx, &v, 0);
    for (size_t i = 0; i < POINTS; i++)
      assert_true(to_ring(mlg_view_point(&v, fx->left[i]), &a.paths[0]) <= 0.5 + 1e-4 /* px */);
    assert_true(a.paths[0].n < kept);
    kept = a.paths[0].n;
  }
}

static void what_the_frame_hides_is_dropped(void **state) {
  fixture *fx = *state;
  mlg_view v = mlg_view_on((mlg_box){0, 0, 5000, 2500}, FRAME, 0);
  assert_int_equal(seen(fx, &v, 0).n_paths, 1);
  assert_int_equal(seen(fx, &v, 1).n_paths, 0);
}

/* ---- the ground ---- */

static void ground_knows_its_owners(void **state) {
  fixture *fx = *state;
  mlg_ground ground;
  assert_true(mlg_ground_clear(&ground, &fx->arena, FRAME));
  mlg_view v = view();
  mlg_ground_give(&ground, seen(fx, &v, 0), 7);
  assert_true(mlg_ground_is_within(&ground, (mlg_box){200, 200, 300, 300}, 7));
  assert_true(mlg_ground_is_within(&ground, (mlg_box){700, 200, 800, 300}, MLG_NOBODYS));
  assert_false(mlg_ground_is_within(&ground, (mlg_box){450, 200, 550, 300}, 7));
  mlg_point middle;
  mlg_box box;
  assert_true(mlg_ground_middle(&ground, 7, &middle, &box));
  assert_near(middle.x, 300, 10 /* px */);
  assert_near(middle.y, 300, 4 /* px */);
  assert_false(mlg_ground_middle(&ground, 8, &middle, &box));
}

static void taken_ground_is_not_free(void **state) {
  fixture *fx = *state;
  mlg_ground ground;
  assert_true(mlg_ground_clear(&ground, &fx->arena, FRAME));
  mlg_box box = {200, 200, 240, 220};
  assert_true(mlg_ground_is_free(&ground, box, MLG_TAKEN_ANYTHING));
  mlg_ground_take_circle(&ground, (mlg_point){250, 210}, 11, MLG_TAKEN_CIRCLE);
  assert_false(mlg_ground_is_free(&ground, box, MLG_TAKEN_CIRCLE));
  assert_true(mlg_ground_is_free(&ground, box, MLG_TAKEN_TEXT));
  assert_false(mlg_ground_is_free(&ground, (mlg_box){90, 200, 120, 220}, MLG_TAKEN_TEXT));
  mlg_point from = {200, 210}, to = {300, 210}, below = {300, 300};
  assert_false(mlg_ground_is_clear_way(&ground, from, to, MLG_TAKEN_CIRCLE));
  assert_true(mlg_ground_is_clear_way(&ground, from, below, MLG_TAKEN_CIRCLE));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(north_is_up, set_up, tear_down),
      cmocka_unit_test_setup_teardown(shared_limits_coincide, set_up, tear_down),
      cmocka_unit_test_setup_teardown(ends_of_a_shared_limit_are_junctions, set_up, tear_down),
      cmocka_unit_test_setup_teardown(junctions_of_many_zones_are_found, set_up, tear_down),
      cmocka_unit_test_setup_teardown(simplified_stays_within_half_a_pixel, set_up, tear_down),
      cmocka_unit_test_setup_teardown(what_the_frame_hides_is_dropped, set_up, tear_down),
      cmocka_unit_test_setup_teardown(ground_knows_its_owners, set_up, tear_down),
      cmocka_unit_test_setup_teardown(taken_ground_is_not_free, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
