/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include "folder.h"
#include <maillage/store.h>
#include <signal.h>
#include <store/sql.h>
#include <string.h>
#include <sys/resource.h>

/* Two zones of one commune: outlines that are refused, and a disk that fills up. */

static test_folder folder;
static mlg_arena arena;
static mlg_findings findings;
static mlg_store *store;

static mlg_zone leaves[2] = {{.code = "350010101", .name = "Ouest", .parent = {0, 0, 0}},
                             {.code = "350010102", .name = "Est", .parent = {1, 0, 0}}};
static mlg_zone quarter = {.code = "35001", .name = "Acigné"};
static mlg_zone commune = {.code = "35001", .name = "Acigné"};
static mlg_territory territory;

static void index_level(mlg_level level, mlg_zone *zones, size_t n) {
  size_t held;
  territory.zones[level] = zones;
  territory.n_zones[level] = n;
  assert_int_equal(mlg_index_init(&territory.index[level], &arena, n), MLG_OK);
  for (size_t i = 0; i < n; i++)
    assert_int_equal(mlg_index_add(&territory.index[level], zones[i].code, i, &held), MLG_OK);
}

static int setup(void **state) {
  (void)state;
  folder = folder_make();
  findings = (mlg_findings){.arena = &arena};
  territory = (mlg_territory){.level = MLG_COMMUNE, .name = "Acigné"};
  index_level(MLG_IRIS, leaves, 2);
  index_level(MLG_QUARTIER, &quarter, 1);
  index_level(MLG_COMMUNE, &commune, 1);
  assert_int_equal(mlg_store_create(folder_path(&folder, "calcul.sqlite"), &findings, &store),
                   MLG_OK);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  mlg_store_close(store, &findings);
  folder_remove(&folder);
  mlg_arena_free(&arena);
  return 0;
}

/* A WKB polygon of one ring. */
static mlg_blob polygon(const mlg_point *points, unsigned n) {
  const unsigned counts[2] = {1, n};
  unsigned char *bytes = mlg_arena_alloc(&arena, 13 + n * sizeof *points, 1);
  assert_non_null(bytes);
  memcpy(bytes, "\1\3\0\0\0", 5);
  memcpy(bytes + 5, counts, sizeof counts);
  memcpy(bytes + 13, points, n * sizeof *points);
  return (mlg_blob){bytes, 13 + n * sizeof *points};
}

static mlg_status add_outlines(mlg_blob west, mlg_blob east) {
  const char *columns[] = {"code"}, *cells[] = {"350010102", "350010101"};
  size_t lines[] = {2, 3};
  mlg_blob shapes[] = {east, west};
  mlg_table table = {.file = "contours.shp",
                     .n_columns = 1,
                     .n_rows = 2,
                     .columns = columns,
                     .cells = cells,
                     .lines = lines,
                     .shapes = shapes};
  return mlg_store_add_zones(store, &territory, &table, 0, &findings);
}

static const mlg_point WEST[] = {{0, 0}, {1000, 0}, {1000, 2000}, {0, 2000}, {0, 0}};
static const mlg_point EAST[] = {{1000, 0}, {3000, 0}, {3000, 2000}, {1000, 2000}, {1000, 0}};
static const mlg_point BOW_TIE[] = {{1000, 0}, {3000, 2000}, {3000, 0}, {1000, 2000}, {1000, 0}};
/* A horseshoe, open to the north: its centroid lies outside. */
static const mlg_point HORSESHOE[] = {{1000, 0},    {4000, 0},    {4000, 3000},
                                      {3900, 3000}, {3900, 100},  {1100, 100},
                                      {1100, 3000}, {1000, 3000}, {1000, 0}};

static void test_two_squares_make_a_commune(void **state) {
  (void)state;
  assert_int_equal(add_outlines(polygon(WEST, 5), polygon(EAST, 5)), MLG_OK);
  assert_near(commune.area_km2, 6, 1e-9 /* km2 */);
  assert_near(commune.centre.x, 1500, 1e-6 /* m */);
  mlg_shape *shapes;
  assert_int_equal(mlg_store_shapes(store, &arena, &territory, MLG_COMMUNE, &findings, &shapes),
                   MLG_OK);
  assert_int_equal(shapes[0].n_paths, 1);
}

static void test_a_centre_is_inside(void **state) {
  (void)state;
  assert_int_equal(add_outlines(polygon(WEST, 5), polygon(HORSESHOE, 9)), MLG_OK);
  size_t zone;
  assert_int_equal(
      mlg_store_locate(store, &territory, &leaves[1].centre, 1, NULL, &findings, &zone), MLG_OK);
  assert_int_equal(zone, 1);
}

static void test_a_shared_limit_gives_one_zone(void **state) {
  (void)state;
  assert_int_equal(add_outlines(polygon(WEST, 5), polygon(EAST, 5)), MLG_OK);
  size_t zone;
  mlg_point limit = {1000, 1000};
  assert_int_equal(mlg_store_locate(store, &territory, &limit, 1, NULL, &findings, &zone), MLG_OK);
  assert_int_equal(zone, 1); /* it is the east of one and the west of the other */
}

static void test_a_bow_tie_is_refused_by_its_code(void **state) {
  (void)state;
  assert_int_equal(add_outlines(polygon(WEST, 5), polygon(BOW_TIE, 5)), MLG_REJECTED);
  assert_int_equal(findings.count, 1);
  const mlg_finding *finding = &findings.items[0];
  assert_int_equal(finding->code, MLG_F_POLYGON_INVALID);
  assert_string_equal(finding->value, "350010102");
  assert_int_equal(finding->line, 2);
  assert_string_equal(finding->file, "contours.shp");
  /* GEOS says where: the crossing is at 2000, 1000. */
  assert_non_null(strstr(finding->expected, "2000 1000"));
}

static void test_every_missing_outline_is_told(void **state) {
  (void)state;
  assert_int_equal(add_outlines((mlg_blob){0}, (mlg_blob){0}), MLG_REJECTED);
  assert_int_equal(findings.count, 2);
  assert_int_equal(findings.items[0].code, MLG_F_POLYGON_MISSING);
  assert_string_equal(findings.items[0].value, "350010101");
  assert_string_equal(findings.items[1].value, "350010102");
}

/* A limit on the size of files stands for a full disk. */
static void test_a_full_disk(void **state) {
  (void)state;
  struct rlimit old, small = {.rlim_cur = 5 << 20, .rlim_max = RLIM_INFINITY};
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
  small.rlim_max = old.rlim_max;
  signal(SIGXFSZ, SIG_IGN);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
  enum { ROWS = 100000 };
  const char **cells = MLG_NEW(&arena, const char *, ROWS), *columns[] = {"texte"};
  size_t *lines = MLG_NEW(&arena, size_t, ROWS);
  for (size_t i = 0; i < ROWS; i++)
    cells[i] = "un texte assez long pour que cent mille d'entre eux ne tiennent pas en 5 Mio";
  mlg_table table = {.file = "grand.csv",
                     .n_columns = 1,
                     .n_rows = ROWS,
                     .columns = columns,
                     .cells = cells,
                     .lines = lines};
  mlg_status status = mlg_store_add_table(store, "grand", &table, &findings);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
  assert_int_equal(status, MLG_UNWRITTEN);
  assert_int_equal(findings.items[0].code, MLG_F_OUTPUT_UNWRITABLE);
}

static bool fill_text(mlg_row *row, size_t i, const void *context) {
  (void)i;
  mlg_row_text(row, context);
  return true;
}

/* Else it would be written as the absence of a text. */
static void test_a_text_that_sqlite_does_not_take(void **state) {
  (void)state;
  assert_int_equal(mlg_sql_run(store, "CREATE TABLE essai(texte TEXT)", &findings), MLG_OK);
  sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, 80);
  const char *sql = "INSERT INTO essai VALUES(?)";
  assert_int_equal(mlg_sql_insert(store, sql, 1, fill_text, "court", &findings), MLG_OK);
  const char *longer =
      "un texte de plus de quatre-vingts octets, que la base n'accepte pas et que rien ne remplace";
  assert_int_equal(mlg_sql_insert(store, sql, 1, fill_text, longer, &findings), MLG_FAILURE);
  assert_int_equal(findings.items[0].code, MLG_F_LIBRARY_FAILED);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
  const struct CMUnitTest tests[] = {
      TEST(test_two_squares_make_a_commune),       TEST(test_a_centre_is_inside),
      TEST(test_a_shared_limit_gives_one_zone),    TEST(test_a_bow_tie_is_refused_by_its_code),
      TEST(test_every_missing_outline_is_told),    TEST(test_a_full_disk),
      TEST(test_a_text_that_sqlite_does_not_take),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
