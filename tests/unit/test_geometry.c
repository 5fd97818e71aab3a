/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include <maillage/geometry.h>

typedef struct {
  size_t name;
  double west;
} item;

/* Against a search from the start, for every number around those that are there. */
static void the_first_at_or_beyond(void **state) {
  (void)state;
  const item items[] = {{7, -3}, {1, 0}, {4, 0}, {2, 0.5}, {9, 8}, {3, 8}};
  const size_t most = sizeof items / sizeof *items;
  for (size_t n = 0; n <= most; n++)
    for (double least = -4; least <= 9; least += 0.25) {
      size_t first = 0;
      while (first < n && items[first].west < least) first++;
      assert_int_equal(mlg_first_from(&items[0].west, n, sizeof *items, least), first);
    }
}

static void a_hole_is_outside(void **state) {
  (void)state;
  mlg_point shell[] = {{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}};
  mlg_point hole[] = {{4, 4}, {4, 6}, {6, 6}, {6, 4}, {4, 4}};
  mlg_path rings[] = {{5, shell}, {5, hole}};
  mlg_shape shape = {2, rings};
  assert_near(mlg_shape_area(&shape), 100 - 4, 1e-9 /* m² */);
  assert_true(mlg_shape_holds(&shape, (mlg_point){1, 1}));
  assert_false(mlg_shape_holds(&shape, (mlg_point){5, 5}));
  assert_false(mlg_shape_holds(&shape, (mlg_point){11, 5}));
  mlg_box box = mlg_shape_box(&shape);
  assert_true(box.min_x == 0 && box.max_x == 10 && box.min_y == 0 && box.max_y == 10);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_first_at_or_beyond),
      cmocka_unit_test(a_hole_is_outside),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
