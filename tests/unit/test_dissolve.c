/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "store/dissolve.h"
#include "store/outline.h"
#include <maillage/geometry.h>

/* Zones are drawn on squared paper, a digit a coordinate, m: "0010110100" is a square. */

static mlg_arena arena;

static int teardown(void **state) {
  (void)state;
  mlg_arena_free(&arena);
  return 0;
}

static mlg_path ring_of(const char *drawn) {
  mlg_path ring = {0, MLG_NEW(&arena, mlg_point, 64)};
  for (; *drawn != '\0'; drawn += 2)
    ring.points[ring.n++] = (mlg_point){drawn[0] - '0', drawn[1] - '0'};
  return ring;
}

/* A shell, and a hole or NULL. */
static mlg_blob zone_of(const char *shell, const char *hole) {
  mlg_path rings[2] = {ring_of(shell)};
  if (hole != NULL) rings[1] = ring_of(hole);
  const mlg_shape shape = {hole == NULL ? 1 : 2, rings};
  mlg_blob outline;
  assert_int_equal(mlg_outline_write(&arena, &shape, &outline), MLG_OK);
  return outline;
}

/* The unit squares of a picture, row by row from the top: '#' is a zone, '.' is none. */
static size_t squares(const char *const *picture, size_t n_rows, mlg_blob *zones) {
  size_t n = 0;
  for (size_t r = 0; r < n_rows; r++)
    for (size_t c = 0; picture[r][c] != '\0'; c++) {
      if (picture[r][c] != '#') continue;
      char y = (char)('0' + n_rows - 1 - r), x = (char)('0' + c), X = (char)(x + 1),
           Y = (char)(y + 1);
      const char drawn[] = {x, y, X, y, X, Y, x, Y, x, y, '\0'};
      zones[n++] = zone_of(drawn, NULL);
    }
  return n;
}

static mlg_shape dissolve(const mlg_blob *zones, size_t n) {
  const size_t whole[64] = {0};
  const mlg_dissolve_case all = {n, zones, whole, 1};
  mlg_blob outline;
  mlg_shape made;
  assert_int_equal(mlg_dissolve(&arena, &all, &outline), MLG_OK);
  assert_int_equal(mlg_outline_read(&arena, outline, &made), MLG_OK);
  return made;
}

/* Areas of the rings, m2: shells from the west, each with its holes, which are below 0. */
static void assert_rings(mlg_shape made, const double *areas, size_t n) {
  assert_int_equal(made.n_paths, n);
  for (size_t i = 0; i < n; i++) {
    const mlg_path *ring = &made.paths[i];
    assert_near(mlg_path_area(ring), areas[i], 0 /* m2 */);
    assert_memory_equal(&ring->points[0], &ring->points[ring->n - 1], sizeof *ring->points);
  }
}

static void assert_picture(const char *const *picture, size_t n_rows, const double *areas,
                           size_t n) {
  mlg_blob zones[64];
  assert_rings(dissolve(zones, squares(picture, n_rows, zones)), areas, n);
}

static void test_a_shared_limit_goes(void **state) {
  (void)state;
  assert_picture((const char *[]){"##", "#."}, 2, (const double[]){3}, 1);
  assert_picture((const char *[]){"#.##"}, 1, (const double[]){1, 2}, 2);
}

static void test_a_shell_may_turn_either_way(void **state) {
  (void)state;
  const mlg_blob zones[] = {zone_of("0001111000", NULL), zone_of("1020211110", NULL)};
  assert_rings(dissolve(zones, 2), (const double[]){2}, 1);
}

/* Two shells, not one that touches itself; from the west or from the east. */
static void test_a_corner_joins_nothing(void **state) {
  (void)state;
  assert_picture((const char *[]){".#", "#."}, 2, (const double[]){1, 1}, 2);
  assert_picture((const char *[]){"#.", ".#"}, 2, (const double[]){1, 1}, 2);
}

static void test_holes_find_their_shells(void **state) {
  (void)state;
  assert_picture((const char *[]){"###", "#.#", "###"}, 3, (const double[]){9, -1}, 2);
  const char *const two[] = {"###.###", "#.#.#.#", "###.###"};
  assert_picture(two, 3, (const double[]){9, -1, 9, -1}, 4);
  const char *const island[] = {"#####", "#...#", "#.#.#", "#...#", "#####"};
  assert_picture(island, 5, (const double[]){25, -9, 1}, 3);
}

/* A hole that touches the outside or another hole at a corner is a ring of its own. */
static void test_holes_touch_at_corners(void **state) {
  (void)state;
  assert_picture((const char *[]){".###", "#.##", "####"}, 3, (const double[]){11, -1}, 2);
  assert_picture((const char *[]){"####", "##.#", "#.##", "####"}, 4, (const double[]){16, -1, -1},
                 3);
  /* A chain of holes cuts the ground in two. */
  assert_picture((const char *[]){".####", "#.###", "##.##", "###.#", "####."}, 5,
                 (const double[]){10, 10}, 2);
}

static void test_a_part_fills_a_hole(void **state) {
  (void)state;
  const mlg_blob zones[] = {zone_of("0030330300", "1112222111"), zone_of("1121221211", NULL)};
  assert_rings(dissolve(zones, 2), (const double[]){9}, 1);
}

/* What is no union is left for the union in general: no ring. */
static void assert_refused(const char *one, const char *other) {
  const mlg_blob zones[] = {zone_of(one, NULL), zone_of(other, NULL)};
  assert_int_equal(dissolve(zones, 2).n_paths, 0);
}

static void test_what_is_no_union_is_left(void **state) {
  (void)state;
  assert_refused("0020220200", "1131331311"); /* they overlap */
  assert_refused("0030330300", "1121221211"); /* one lies in the other */
  assert_refused("0030330300", "0020220200"); /* the same, with limits in common */
  assert_refused("0010110100", "0010110100"); /* twice the same */
  assert_refused("0020220200", "2030312120"); /* a limit with another point on one side */
  assert_refused("0030330300", "0110211201"); /* touching from inside at two points */
}

static void test_a_part_without_outline_leaves_all(void **state) {
  (void)state;
  const mlg_blob zones[] = {zone_of("0010110100", NULL), {0}};
  assert_int_equal(dissolve(zones, 2).n_paths, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_shared_limit_goes),
      cmocka_unit_test(test_a_shell_may_turn_either_way),
      cmocka_unit_test(test_a_corner_joins_nothing),
      cmocka_unit_test(test_holes_find_their_shells),
      cmocka_unit_test(test_holes_touch_at_corners),
      cmocka_unit_test(test_a_part_fills_a_hole),
      cmocka_unit_test(test_what_is_no_union_is_left),
      cmocka_unit_test(test_a_part_without_outline_leaves_all),
  };
  return cmocka_run_group_tests(tests, NULL, teardown);
}
