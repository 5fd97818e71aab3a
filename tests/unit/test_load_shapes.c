/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "folder.h"
#include <maillage/load.h>

#define DATA "geodata/rennes-metropole/"

static mlg_arena arena;
static mlg_findings findings;
static mlg_table table;

static int setup(void **state) {
  (void)state;
  findings = (mlg_findings){.arena = &arena};
  return 0;
}

static int teardown(void **state) {
  (void)state;
  mlg_arena_free(&arena);
  return 0;
}

static int begin(void **state) {
  (void)state;
  mlg_load_begin();
  return 0;
}

static int end(void **state) {
  (void)state;
  mlg_load_end();
  return 0;
}

/* The first point of a little-endian WKB polygon or multipolygon. */
static mlg_point first_point(mlg_blob shape) {
  unsigned kind;
  mlg_point point;
  memcpy(&kind, shape.bytes + 1, sizeof kind);
  assert_true(kind == 3 || kind == 6);
  memcpy(&point, shape.bytes + (kind == 3 ? 13 : 22), sizeof point);
  return point;
}

static void test_the_real_shapefile(void **state) {
  (void)state;
  assert_int_equal(mlg_load_table(&arena, DATA "IRISRM.shp", "IRISRM.shp", NULL, &findings, &table),
                   MLG_OK);
  assert_int_equal(table.n_rows, 172);
  assert_int_equal(table.lines[0], 2);
  size_t name = mlg_table_column(&table, "nmiris"), found = 0;
  for (size_t i = 0; i < table.n_rows; i++)
    found += strcmp(mlg_table_cell(&table, i, name), "Gaëtan Hervé") == 0;
  assert_int_equal(found, 1);
  assert_int_equal(findings.count, 1);
  assert_int_equal(findings.items[0].code, MLG_F_ENCODING_DOUBLE);
  assert_string_equal(findings.items[0].value, "89");
}

/* Its .prj names Lambert-93 as ESRI does; its coordinates must come through as they stand. */
static void test_lambert93_is_not_moved(void **state) {
  (void)state;
  assert_int_equal(mlg_load_table(&arena, DATA "IRISRM.shp", "IRISRM.shp", NULL, &findings, &table),
                   MLG_OK);
  FILE *shp = fopen(DATA "IRISRM.shp", "rb");
  double x;
  /* File header, record header, type, box, counts, then the start of one part. */
  assert_int_equal(fseek(shp, 100 + 8 + 4 + 32 + 8 + 4, SEEK_SET), 0);
  assert_int_equal(fread(&x, sizeof x, 1, shp), 1);
  fclose(shp);
  assert_true(first_point(table.shapes[0]).x == x);
}

static void test_the_real_geojson(void **state) {
  (void)state;
  assert_int_equal(mlg_load_table(&arena, DATA "communes_bretagne_cog2025.geojson", "communes",
                                  NULL, &findings, &table),
                   MLG_OK);
  assert_int_equal(table.n_rows, 1202);
  assert_string_equal(mlg_table_cell(&table, 0, mlg_table_column(&table, "DEPCOM")), "22001");
  mlg_point expected = {-2.895509, 48.336058}, point = first_point(table.shapes[0]);
  assert_int_equal(mlg_load_project_points(&expected, 1, &findings), MLG_OK);
  assert_near(point.x, expected.x, 0.001 /* m */);
  assert_near(point.y, expected.y, 0.001 /* m */);
  assert_int_equal(findings.count, 0);
}

static mlg_status load_geojson(const char *coordinates) {
  test_folder folder = folder_make();
  char text[512];
  int size = snprintf(text, sizeof text,
                      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
                      "\"properties\":{\"code\":\"01001\",\"n\":2.50},\"geometry\":{\"type\":"
                      "\"Polygon\",\"coordinates\":[%s]}}]}",
                      coordinates);
  const char *path = folder_write(&folder, "essai.geojson", text, (size_t)size);
  mlg_status status = mlg_load_table(&arena, path, "essai.geojson", NULL, &findings, &table);
  folder_remove(&folder);
  return status;
}

static void test_geojson_values_are_text(void **state) {
  (void)state;
  assert_int_equal(load_geojson("[[-1.7,48.1],[-1.6,48.1],[-1.6,48.2],[-1.7,48.1]]"), MLG_OK);
  assert_string_equal(mlg_table_cell(&table, 0, mlg_table_column(&table, "code")), "01001");
  assert_string_equal(mlg_table_cell(&table, 0, mlg_table_column(&table, "n")), "2.5");
}

static void test_swapped_coordinates_are_rejected(void **state) {
  (void)state;
  assert_int_equal(load_geojson("[[48.1,-1.7],[48.1,-1.6],[48.2,-1.6],[48.1,-1.7]]"), MLG_REJECTED);
  assert_int_equal(findings.items[0].code, MLG_F_POSITION_OUTSIDE_FRANCE);
  assert_int_equal(findings.items[0].line, 2);
  assert_string_equal(findings.items[0].value, "48.1, -1.7");
}

static void test_what_gdal_says_names_no_path_of_the_machine(void **state) {
  (void)state;
  test_folder folder = folder_make();
  const char *path = folder_write(&folder, "essai.gpkg", "no GeoPackage", 13);
  assert_int_equal(mlg_load_table(&arena, path, "essai.gpkg", NULL, &findings, &table),
                   MLG_REJECTED);
  folder_remove(&folder);
  assert_int_equal(findings.items[0].code, MLG_F_FILE_UNREADABLE);
  assert_non_null(strstr(findings.items[0].value, "essai.gpkg"));
  assert_null(strstr(findings.items[0].value, "/tmp/"));
}

static void test_a_geojson_cut_in_the_middle(void **state) {
  (void)state;
  test_folder folder = folder_make();
  const char *path = folder_write(&folder, "essai.geojson", "{\n\"type\": ", 10);
  assert_int_equal(mlg_load_table(&arena, path, "essai.geojson", NULL, &findings, &table),
                   MLG_REJECTED);
  folder_remove(&folder);
  assert_int_equal(findings.count, 1);
  assert_int_equal(findings.items[0].code, MLG_F_JSON_CUT);
  assert_int_equal(findings.items[0].line, 2);
}

static void test_known_points(void **state) {
  (void)state;
  mlg_point points[2] = {{2.3522, 48.8566}, {48.1265, -1.6637}};
  assert_int_equal(mlg_load_project_points(points, 1, &findings), MLG_OK);
  assert_near(points[0].x, 652469.023, 0.001 /* m */);
  assert_near(points[0].y, 6862035.259, 0.001 /* m */);
  assert_int_equal(mlg_load_project_points(points + 1, 1, &findings), MLG_REJECTED);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
  const struct CMUnitTest tests[] = {
      TEST(test_the_real_shapefile),
      TEST(test_lambert93_is_not_moved),
      TEST(test_the_real_geojson),
      TEST(test_geojson_values_are_text),
      TEST(test_swapped_coordinates_are_rejected),
      TEST(test_what_gdal_says_names_no_path_of_the_machine),
      TEST(test_a_geojson_cut_in_the_middle),
      TEST(test_known_points),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
