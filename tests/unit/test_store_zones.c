/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "folder.h"
#include "rennes.h"
#include <maillage/geometry.h>
#include <maillage/store.h>

#include "store/shape.h"

/* The real zones are added once: most tests only look at them. */
static test_folder folder;
static mlg_arena arena;
static mlg_findings findings;
static rennes_data rennes;
static mlg_store *store;

static int setup(void **state) {
  (void)state;
  mlg_load_begin();
  folder = folder_make();
  findings = (mlg_findings){.arena = &arena};
  rennes_load(&arena, &findings, &rennes);
  assert_int_equal(mlg_store_create(folder_path(&folder, "calcul.sqlite"), &findings, &store),
                   MLG_OK);
  size_t code = mlg_table_column(&rennes.outlines, "code_iris");
  assert_int_equal(mlg_store_add_zones(store, &rennes.territory, &rennes.outlines, code, &findings),
                   MLG_OK);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  assert_int_equal(mlg_store_close(store, &findings), MLG_OK);
  folder_remove(&folder);
  mlg_arena_free(&arena);
  mlg_load_end();
  return 0;
}

static double level_area(mlg_level level) {
  double area = 0;
  for (size_t i = 0; i < rennes.territory.n_zones[level]; i++)
    area += rennes.territory.zones[level][i].area_km2;
  return area;
}

static void test_levels_cover_the_same_ground(void **state) {
  (void)state;
  const size_t expected[] = {172, 12 + 42, 43, 1};
  for (mlg_level level = MLG_IRIS; level <= MLG_EPCI; level++) {
    assert_int_equal(rennes.territory.n_zones[level], expected[level]);
    /* Rennes Métropole has 704.94 km2 (INSEE); outlines are drawn, not surveyed. */
    assert_near(level_area(level), 705, 7 /* km2 */);
    assert_near(level_area(level), level_area(MLG_EPCI), 0.01 /* km2 */);
  }
}

static void test_area_of_the_city(void **state) {
  (void)state;
  size_t rennes_city = mlg_territory_find(&rennes.territory, MLG_COMMUNE, "35238");
  assert_near(rennes.territory.zones[MLG_COMMUNE][rennes_city].area_km2, 50.3, 0.1 /* km2 */);
}

static void test_shapes_come_back_whole(void **state) {
  (void)state;
  mlg_shape *shapes;
  assert_int_equal(mlg_store_shapes(store, &arena, &rennes.territory, MLG_IRIS, &findings, &shapes),
                   MLG_OK);
  size_t points = 0;
  for (size_t i = 0; i < 172; i++) {
    assert_true(shapes[i].n_paths >= 1);
    for (size_t p = 0; p < shapes[i].n_paths; p++) {
      const mlg_path *path = &shapes[i].paths[p];
      points += path->n;
      assert_near(path->points[0].x, path->points[path->n - 1].x, 0 /* m */);
    }
  }
  assert_int_equal(points, 88727); /* as counted in the file with GDAL */
}

static size_t locate(double x, double y) {
  mlg_point point = {x, y};
  size_t zone;
  assert_int_equal(mlg_store_locate(store, &rennes.territory, &point, 1, NULL, &findings, &zone),
                   MLG_OK);
  return zone;
}

static void test_a_known_point_is_found(void **state) {
  (void)state;
  mlg_point point = {-1.6637, 48.1265};
  assert_int_equal(mlg_load_project_points(&point, 1, &findings), MLG_OK);
  size_t zone = locate(point.x, point.y);
  assert_true(zone < rennes.territory.n_zones[MLG_IRIS]);
  const char *code = rennes.territory.zones[MLG_IRIS][zone].code;
  assert_int_equal(strncmp(code, "3523805", 7), 0);
}

static void test_points_elsewhere_are_in_no_zone(void **state) {
  (void)state;
  assert_true(locate(652469, 6862035) == MLG_NO_ZONE); /* Paris */
  assert_true(locate(NAN, NAN) == MLG_NO_ZONE);
}

static void test_every_centre_lies_in_its_zone(void **state) {
  (void)state;
  for (size_t i = 0; i < 172; i++) {
    const mlg_zone *zone = &rennes.territory.zones[MLG_IRIS][i];
    assert_int_equal(locate(zone->centre.x, zone->centre.y), i);
  }
}

/* Limits of the neighbours: none within 200 m of the territory, none beyond 30 km. */
static void test_neighbours(void **state) {
  (void)state;
  mlg_shape lines;
  assert_int_equal(mlg_store_neighbours(store, &arena, &rennes.communes, &findings, &lines),
                   MLG_OK);
  assert_true(lines.n_paths > 50);
  for (size_t p = 0; p < lines.n_paths; p++)
    for (size_t i = 0; i < lines.paths[p].n; i++) {
      mlg_point at = lines.paths[p].points[i];
      assert_true(locate(at.x, at.y) == MLG_NO_ZONE);
      assert_in_range((unsigned long)at.x, 290000, 410000);
    }
}

/* Outlines shown on every map, of no level: the same ground, as it is read and as it is kept. */
static void test_contexts_are_kept(void **state) {
  (void)state;
  mlg_shape given;
  const mlg_shape *kept;
  assert_int_equal(mlg_store_context(store, &arena, &rennes.outlines, &findings, &given), MLG_OK);
  assert_int_equal(mlg_read_contexts(store, &arena, 1, &findings, &kept), MLG_OK);
  assert_near(mlg_shape_area(&given) / 1e6, level_area(MLG_IRIS), 0.01 /* km2 */);
  assert_near(mlg_shape_area(&kept[0]) / 1e6, level_area(MLG_IRIS), 0.01 /* km2 */);
}

static void test_the_store_opens_again(void **state) {
  (void)state;
  mlg_store *again;
  assert_int_equal(mlg_store_open(folder_path(&folder, "calcul.sqlite"), &findings, &again),
                   MLG_OK);
  mlg_shape *shapes;
  assert_int_equal(mlg_store_shapes(again, &arena, &rennes.territory, MLG_EPCI, &findings, &shapes),
                   MLG_OK);
  assert_true(shapes[0].n_paths >= 1 && shapes[0].paths[0].n > 100);
  assert_int_equal(mlg_store_close(again, &findings), MLG_OK);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_levels_cover_the_same_ground),
      cmocka_unit_test(test_area_of_the_city),
      cmocka_unit_test(test_shapes_come_back_whole),
      cmocka_unit_test(test_a_known_point_is_found),
      cmocka_unit_test(test_points_elsewhere_are_in_no_zone),
      cmocka_unit_test(test_every_centre_lies_in_its_zone),
      cmocka_unit_test(test_neighbours),
      cmocka_unit_test(test_contexts_are_kept),
      cmocka_unit_test(test_the_store_opens_again),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
