/* SPDX-License-Identifier: Apache-2.0 */
/* Paris as one commune or as twenty, in tables that give the city, its arrondissements, or both;
   and départements of three signs. Small tables made up for these tests. */
#include "tables.h"

#include <maillage/need.h>

enum { PARIS = 20 };

typedef struct {
  mlg_arena arena;
  mlg_findings findings;
  mlg_territory territory;
  mlg_table tables[2];
  mlg_indicator indicators[2];
  mlg_need need;
} city;

static int set_up(void **state) {
  city *s = calloc(1, sizeof *s);
  s->findings.arena = &s->arena;
  *state = s;
  return 0;
}

static int tear_down(void **state) {
  city *s = *state;
  mlg_arena_free(&s->arena);
  free(s);
  return 0;
}

/* One IRIS an arrondissement: "751010101" to "751200101", 100 inhabitants each; a village beside.
 */
static void build(city *s, bool as_one) {
  const char *zones = "IRIS,COM,P19_POP\n770010000,77001,50\n",
             *communes = "c,n,e,d\n77001,"
                         "Village,200000001,77\n";
  for (int i = 1; i <= PARIS; i++) {
    zones = mlg_arena_printf(&s->arena, "%s751%02d0101,%s,100\n", zones, i,
                             as_one ? "75056" : mlg_arena_printf(&s->arena, "751%02d", i));
    if (!as_one)
      communes = mlg_arena_printf(&s->arena, "%s751%02d,Paris %d,200000001,75\n", communes, i, i);
  }
  if (as_one) communes = mlg_arena_printf(&s->arena, "%s75056,Paris,200000001,75\n", communes);
  s->tables[0] = table_of(&s->arena, "pop.csv", zones);
  mlg_table table = table_of(&s->arena, "communes.csv", communes);
  const mlg_territory_tables tables = {
      .level = MLG_EPCI,
      .code = "200000001",
      .zones = attach_columns(&s->tables[0], "IRIS", "IRIS", NULL, NULL, "COM", NULL),
      .communes = attach_columns(&table, "c", "n", NULL, NULL, NULL, "e"),
  };
  assert_int_equal(mlg_territory_build(&s->arena, &tables, &s->findings, &s->territory), MLG_OK);
}

static void compute(city *s, const char *by_commune) {
  static mlg_input inputs[2] = {
      {.name = "x", .dataset_name = "pop", .dataset = 0, .column = "P19_POP"},
      {.name = "x", .dataset_name = "de", .dataset = 1, .column = "ABC"}};
  const char *names[] = {"x"}, *twice, *ids[] = {"population", "de"};
  s->tables[1] = table_of(&s->arena, "de.csv", by_commune);
  const mlg_source_table sources[2] = {{.table = &s->tables[0]},
                                       {.table = &s->tables[1], .reading = {.level = MLG_COMMUNE}}};
  for (size_t i = 0; i < 2; i++) {
    s->indicators[i] =
        (mlg_indicator){.id = ids[i], .file = ids[i], .n_inputs = 1, .inputs = &inputs[i]};
    assert_int_equal(mlg_formula_parse(&s->arena, "x", names, 1, (mlg_position){"x", 1, 1},
                                       &s->findings, &s->indicators[i].formula, &twice),
                     MLG_OK);
  }
  assert_int_equal(mlg_need_compute(&s->arena, &s->territory, sources, (int[]){2019, 2019},
                                    s->indicators, 2, NULL, 0, NULL, &s->findings, &s->need),
                   MLG_OK);
}

static mlg_estimate value(const city *s, mlg_level level, const char *code) {
  size_t zone = mlg_territory_find(&s->territory, level, code);
  assert_true(zone != MLG_NO_ZONE);
  return mlg_need_value(&s->need, level, zone, 1);
}

/* "75101,1" to "75120,20" or as far as `n`: 210 in all. */
static const char *arrondissements(city *s, int n, const char *before) {
  for (int i = 1; i <= n; i++) before = mlg_arena_printf(&s->arena, "%s751%02d,%d\n", before, i, i);
  return before;
}

static void test_codes(void **state) {
  (void)state;
  assert_string_equal(mlg_city_of("751200101"), "75056");
  assert_string_equal(mlg_city_of("69381"), "69123");
  assert_string_equal(mlg_city_of("13216"), "13055");
  assert_null(mlg_city_of("13217"));
  assert_null(mlg_city_of("75056"));
  assert_null(mlg_city_of("2A004"));
  assert_int_equal(mlg_arrondissements("69123"), 9);
  assert_int_equal(mlg_arrondissements("35238"), 0);
}

static void test_one_city_from_its_arrondissements(void **state) {
  city *s = *state;
  build(s, true);
  assert_int_equal(s->territory.n_zones[MLG_COMMUNE], 2);
  assert_int_equal(s->territory.n_zones[MLG_IRIS], PARIS + 1);
  compute(s, arrondissements(s, PARIS, "CODGEO,ABC\n77001,5\n"));
  assert_near(value(s, MLG_COMMUNE, "75056").value, 210, 1e-9);
  assert_near(value(s, MLG_EPCI, "200000001").value, 215, 1e-9);
  assert_null(finding_of(&s->findings, MLG_F_CODE_UNMATCHED, 0));
}

static void test_a_city_and_its_arrondissements_count_once(void **state) {
  city *s = *state;
  build(s, true);
  compute(s, arrondissements(s, PARIS, "CODGEO,ABC\n77001,5\n75056,211\n"));
  assert_near(value(s, MLG_COMMUNE, "75056").value, 211, 1e-9);
  assert_null(finding_of(&s->findings, MLG_F_CODE_UNMATCHED, 0));
}

static void test_an_arrondissement_missing(void **state) {
  city *s = *state;
  build(s, true);
  compute(s, arrondissements(s, PARIS - 1, "CODGEO,ABC\n77001,5\n"));
  assert_true(isnan(value(s, MLG_COMMUNE, "75056").value));
  assert_near(value(s, MLG_COMMUNE, "75056").low, 190, 1e-9);
}

static void test_arrondissements_as_communes(void **state) {
  city *s = *state;
  build(s, false);
  assert_int_equal(s->territory.n_zones[MLG_COMMUNE], PARIS + 1);
  compute(s, arrondissements(s, PARIS, "CODGEO,ABC\n77001,5\n75056,999\n"));
  assert_near(value(s, MLG_COMMUNE, "75103").value, 3, 1e-9);
  assert_near(value(s, MLG_EPCI, "200000001").value, 215, 1e-9);
}

static void test_a_city_is_shared_between_its_arrondissements(void **state) {
  city *s = *state;
  build(s, false);
  compute(s, "CODGEO,ABC\n77001,5\n75056,200\n");
  mlg_estimate third = value(s, MLG_COMMUNE, "75103");
  assert_near(third.value, 10, 1e-9);
  assert_true((third.flags & MLG_APPORTIONED) && (third.flags & MLG_CONVERTED));
  assert_near(value(s, MLG_EPCI, "200000001").value, 205, 1e-9);
}

/* 971 is a département; zones of 972 are elsewhere, and no mistake. */
static void test_overseas(void **state) {
  city *s = *state;
  mlg_table zones = table_of(&s->arena, "pop.csv",
                             "IRIS,COM,P19_POP\n971010101,97101,100\n971010102,97101,200\n"
                             "971020000,97102,300\n972010000,97201,400\n");
  mlg_table communes = table_of(&s->arena, "communes.csv",
                                "c,n,e,d\n97101,Abymes,200000001,971\n97102,Anse,200000001,971\n");
  mlg_attachment columns = attach_columns(&communes, "c", "n", NULL, NULL, NULL, "e");
  columns.above[MLG_DEPARTEMENT] = mlg_table_column(&communes, "d");
  const mlg_territory_tables tables = {
      .level = MLG_DEPARTEMENT,
      .code = "971",
      .zones = attach_columns(&zones, "IRIS", "IRIS", NULL, NULL, "COM", NULL),
      .communes = columns,
  };
  assert_int_equal(mlg_territory_build(&s->arena, &tables, &s->findings, &s->territory), MLG_OK);
  assert_null(finding_of(&s->findings, MLG_F_ZONE_ORPHAN, 0));
  assert_int_equal(s->territory.n_zones[MLG_IRIS], 3);
  s->tables[0] = zones;
  compute(s, "CODGEO,ABC\n97101,5\n97102,6\n97103,7\n97201,8\n");
  assert_near(value(s, MLG_DEPARTEMENT, "971").value, 11, 1e-9);
  /* A code of the département without a zone is told; one of another is not. */
  assert_string_equal(finding_of(&s->findings, MLG_F_CODE_UNMATCHED, 0)->value, "97103");
  assert_null(finding_of(&s->findings, MLG_F_CODE_UNMATCHED, 1));
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_codes),
      CASE(test_one_city_from_its_arrondissements),
      CASE(test_a_city_and_its_arrondissements_count_once),
      CASE(test_an_arrondissement_missing),
      CASE(test_arrondissements_as_communes),
      CASE(test_a_city_is_shared_between_its_arrondissements),
      CASE(test_overseas),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
