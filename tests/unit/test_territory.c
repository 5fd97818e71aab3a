/* SPDX-License-Identifier: Apache-2.0 */
#include "tables.h"

#include <string.h>

/* A small territory: a divided commune, a whole one, and a neighbour of another EPCI. */
typedef struct {
  mlg_arena arena;
  mlg_findings findings;
  mlg_table zones, types, quarters, communes, epcis;
  mlg_territory territory;
} small;

static const char ZONES[] = "code,nom,commune\n"
                            "010020000,Commune non irisée,01002\n"
                            "010010201,Ouest,01001\n"
                            "010010101,Est,01001\n"
                            "010030101,Ailleurs,01003\n";
static const char QUARTERS[] = "iris,numero,quartier\n"
                               "010010101,1,Centre\n"
                               "010010201,0100102,Gare\n"
                               "010030101,1,D'un autre\n";
static const char COMMUNES[] = "code,nom,epci\n"
                               "01001,Ville,200000001\n"
                               "01002,Village,200000001\n"
                               "01003,Voisine,200000002\n";

static mlg_status build(small *s, mlg_level level, const char *code) {
  mlg_territory_tables tables = {
      .level = level,
      .code = code,
      .zones = attach_columns(&s->zones, "code", "nom", NULL, NULL, "commune", NULL),
      .types = attach_columns(&s->types, "code", NULL, NULL, "type", NULL, NULL),
      .communes = attach_columns(&s->communes, "code", "nom", NULL, NULL, NULL, "epci"),
      .wider[MLG_EPCI] = attach_columns(&s->epcis, "code", "nom", NULL, NULL, NULL, NULL),
  };
  if (s->quarters.n_columns > 0)
    tables.quarters = attach_columns(&s->quarters, "numero", "quartier", "iris", NULL, NULL, NULL);
  return mlg_territory_build(&s->arena, &tables, &s->findings, &s->territory);
}

static int set_up(void **state) {
  small *s = calloc(1, sizeof *s);
  s->findings.arena = &s->arena;
  s->zones = table_of(&s->arena, "zones.csv", ZONES);
  s->types = table_of(&s->arena, "types.csv", "code,type\n010010101,H\n010010201,A\n");
  s->quarters = table_of(&s->arena, "quartiers.csv", QUARTERS);
  s->communes = table_of(&s->arena, "communes.csv", COMMUNES);
  s->epcis = table_of(&s->arena, "epci.csv", "code,nom\n200000001,Pays\n");
  *state = s;
  return 0;
}

static int tear_down(void **state) {
  small *s = *state;
  mlg_arena_free(&s->arena);
  free(s);
  return 0;
}

/* One finding, of that code, about that line and value. */
static void assert_rejected(small *s, mlg_finding_code code, size_t line, const char *value) {
  assert_int_equal(build(s, MLG_EPCI, "200000001"), MLG_REJECTED);
  assert_int_equal(s->findings.count, 1);
  assert_int_equal(s->findings.items[0].code, code);
  assert_int_equal(s->findings.items[0].line, line);
  assert_string_equal(s->findings.items[0].value, value);
}

static void test_small_epci(void **state) {
  small *s = *state;
  assert_int_equal(build(s, MLG_EPCI, "200000001"), MLG_OK);
  assert_int_equal(s->findings.count, 0);
  const mlg_territory *t = &s->territory;
  assert_string_equal(t->name, "Pays");
  assert_int_equal(t->n_zones[MLG_IRIS], 3);
  assert_int_equal(t->n_zones[MLG_DEPARTEMENT], 0);
  /* The file's order is not the codes'. */
  assert_string_equal(t->zones[MLG_IRIS][0].code, "010010101");
  assert_int_equal(t->zones[MLG_IRIS][0].type, 'H');
  assert_int_equal(t->zones[MLG_IRIS][2].type, 'Z');
  const char *quarters[] = {"01001"
                            "01",
                            "01001"
                            "02",
                            "01002"};
  for (size_t i = 0; i < 3; i++) {
    assert_string_equal(t->zones[MLG_QUARTIER][i].code, quarters[i]);
    assert_int_equal(mlg_territory_above(t, i, MLG_QUARTIER), i);
    assert_int_equal(mlg_territory_above(t, i, MLG_COMMUNE), i / 2);
    assert_int_equal(mlg_territory_above(t, i, MLG_EPCI), 0);
    assert_int_equal(mlg_territory_above(t, i, MLG_REGION), MLG_NO_ZONE);
  }
  assert_int_equal(t->zones[MLG_QUARTIER][1].parent[MLG_COMMUNE], 0);
  assert_int_equal(t->zones[MLG_QUARTIER][1].parent[MLG_IRIS], MLG_NO_ZONE);
  assert_int_equal(t->zones[MLG_COMMUNE][1].parent[MLG_EPCI], 0);
  assert_int_equal(mlg_territory_find(t, MLG_QUARTIER, "0100103"), MLG_NO_ZONE);
  assert_int_equal(mlg_index_find(&t->members, "01003"), MLG_NOT_FOUND);
}

static void test_commune_territory(void **state) {
  small *s = *state;
  assert_int_equal(build(s, MLG_COMMUNE, "01001"), MLG_OK);
  assert_string_equal(s->territory.name, "Ville");
  assert_int_equal(s->territory.n_zones[MLG_IRIS], 2);
  assert_int_equal(s->territory.n_zones[MLG_COMMUNE], 1);
  assert_int_equal(s->territory.n_zones[MLG_EPCI], 0);
  assert_int_equal(mlg_territory_above(&s->territory, 1, MLG_EPCI), MLG_NO_ZONE);
}

/* Three départements of one region; an EPCI over two of them; an island in none. */
static const char REGION_COMMUNES[] = "code,nom,epci,dep,reg\n"
                                      "22001,Bourg,200000001,22,53\n"
                                      "35001,Pont,200000001,35,53\n"
                                      "35002,Port,200000002,35,53\n"
                                      "29083,Île,ZZZZZZZZZ,29,53\n"
                                      "44001,Loin,200000002,44,52\n";

static mlg_status build_region(small *s, mlg_level level, const char *code) {
  s->zones = table_of(&s->arena, "zones.csv",
                      "code,nom\n22001,Bourg\n350010000,Pont\n35002,Port\n29083,Île\n");
  s->communes = table_of(&s->arena, "communes.csv", REGION_COMMUNES);
  s->epcis = table_of(&s->arena, "epci.csv", "code,nom,n\n200000001,Pays,2\n200000002,Côte,2\n");
  mlg_territory_tables tables = {
      .level = level,
      .code = code,
      .zones = attach_columns(&s->zones, "code", "nom", NULL, NULL, NULL, NULL),
      .communes = attach_columns(&s->communes, "code", "nom", NULL, NULL, NULL, "epci"),
      .wider[MLG_EPCI] = attach_columns(&s->epcis, "code", "nom", NULL, NULL, NULL, NULL),
  };
  tables.communes.above[MLG_DEPARTEMENT] = mlg_table_column(&s->communes, "dep");
  tables.communes.above[MLG_REGION] = mlg_table_column(&s->communes, "reg");
  tables.wider[MLG_EPCI].n_communes = mlg_table_column(&s->epcis, "n");
  return mlg_territory_build(&s->arena, &tables, &s->findings, &s->territory);
}

static void test_region(void **state) {
  small *s = *state;
  assert_int_equal(build_region(s, MLG_REGION, "53"), MLG_OK);
  const mlg_territory *t = &s->territory;
  assert_int_equal(t->n_zones[MLG_IRIS], 4);
  assert_string_equal(t->zones[MLG_IRIS][0].code, "220010000");
  assert_int_equal(t->zones[MLG_IRIS][0].type, 'Z');
  assert_int_equal(t->n_zones[MLG_EPCI], 2);
  assert_int_equal(t->n_zones[MLG_DEPARTEMENT], 3);
  assert_int_equal(t->n_zones[MLG_REGION], 1);
  /* The EPCI over two départements is in neither; the island is in no EPCI. */
  assert_int_equal(t->zones[MLG_EPCI][0].parent[MLG_DEPARTEMENT], MLG_NO_ZONE);
  assert_int_equal(t->zones[MLG_EPCI][0].parent[MLG_REGION], 0);
  size_t port = mlg_territory_find(t, MLG_EPCI, "200000002");
  assert_int_equal(t->zones[MLG_EPCI][port].parent[MLG_DEPARTEMENT],
                   mlg_territory_find(t, MLG_DEPARTEMENT, "35"));
  size_t island = mlg_territory_find(t, MLG_IRIS, "290830000");
  assert_int_equal(mlg_territory_above(t, island, MLG_EPCI), MLG_NO_ZONE);
  assert_int_equal(mlg_territory_above(t, island, MLG_REGION), 0);
  assert_string_equal(finding_of(&s->findings, MLG_F_COMMUNE_WITHOUT_EPCI, 0)->value, "Île");
  const mlg_finding *cut = finding_of(&s->findings, MLG_F_EPCI_CUT, 0);
  assert_string_equal(cut->value, "Côte");
  assert_string_equal(cut->expected, "1 de ses 2 communes");
  assert_null(finding_of(&s->findings, MLG_F_EPCI_CUT, 1));
}

static void test_departement(void **state) {
  small *s = *state;
  assert_int_equal(build_region(s, MLG_DEPARTEMENT, "35"), MLG_OK);
  const mlg_territory *t = &s->territory;
  assert_int_equal(t->n_zones[MLG_COMMUNE], 2);
  assert_int_equal(t->n_zones[MLG_REGION], 0);
  assert_string_equal(t->name, "35");
  assert_int_equal(build_region(s, MLG_DEPARTEMENT, "3"), MLG_REJECTED);
}

static void test_titles(void **state) {
  small *s = *state;
  assert_int_equal(build(s, MLG_EPCI, "200000001"), MLG_OK);
  const struct {
    mlg_level level;
    size_t zone;
    const char *title;
  } cases[] = {{MLG_IRIS, 1, "Ouest (Ville)"},
               {MLG_IRIS, 2, "Village"},
               {MLG_QUARTIER, 1, "Gare"},
               {MLG_EPCI, 0, "Pays"}};
  for (size_t i = 0; i < 4; i++)
    assert_string_equal(mlg_zone_title(&s->arena, &s->territory, cases[i].level, cases[i].zone),
                        cases[i].title);
}

static void test_leading_zero_lost(void **state) {
  small *s = *state;
  s->zones = table_of(&s->arena, "zones.csv", "code,nom,commune\n10010101,Est,01001\n");
  assert_rejected(s, MLG_F_CODE_MALFORMED, 2, "10010101");
  assert_string_equal(s->findings.items[0].expected, "9 signes : 010010101 ?");
}

static void test_commune_leading_zero_lost(void **state) {
  small *s = *state;
  s->communes = table_of(&s->arena, "communes.csv", "code,nom,epci\n1001,Ville,200000001\n");
  assert_rejected(s, MLG_F_CODE_MALFORMED, 2, "1001");
}

static void test_code_twice(void **state) {
  small *s = *state;
  s->zones = table_of(&s->arena, "zones.csv",
                      "code,nom,commune\n010010101,Est,01001\n010010101,Est,01001\n");
  assert_rejected(s, MLG_F_CODE_DUPLICATE, 3, "010010101");
}

static void test_zone_of_no_commune(void **state) {
  small *s = *state;
  /* 01009 has merged; 56001 is elsewhere, where the table of communes says nothing. */
  s->zones = table_of(&s->arena, "zones.csv",
                      "code,nom,commune\n010010101,Est,01001\n560010000,Loin,56001\n"
                      "010090000,Perdue,01009\n");
  assert_rejected(s, MLG_F_ZONE_ORPHAN, 4, "010090000");
}

static void test_zone_of_no_quarter(void **state) {
  small *s = *state;
  s->quarters = table_of(&s->arena, "q.csv", "iris,numero,quartier\n010010101,1,Centre\n");
  assert_rejected(s, MLG_F_ZONE_ORPHAN, 0, "010010201");
  assert_string_equal(s->findings.items[0].expected, "quartier");
}

static void test_quarter_code_malformed(void **state) {
  small *s = *state;
  s->quarters =
      table_of(&s->arena, "q.csv", "iris,numero,quartier\n010010101,A,Centre\n010010201,2,Gare\n");
  assert_rejected(s, MLG_F_CODE_MALFORMED, 2, "A");
}

static void test_no_zone(void **state) {
  small *s = *state;
  assert_int_equal(build(s, MLG_EPCI, "200000009"), MLG_REJECTED);
  assert_int_equal(s->findings.items[0].code, MLG_F_TERRITORY_UNKNOWN);
  assert_non_null(strstr(s->findings.items[0].expected, "le plus proche : 200000001"));
}

static void test_doubts_are_told(void **state) {
  small *s = *state;
  s->zones = table_of(&s->arena, "zones.csv",
                      "code,nom,commune\n010010101,Est,01002\n010010201,Ouest,01001\n");
  assert_int_equal(build(s, MLG_EPCI, "200000001"), MLG_OK);
  assert_int_equal(s->findings.count, 2);
  assert_int_equal(s->findings.items[0].code, MLG_F_ZONE_COMMUNE_DIFFERS);
  assert_int_equal(s->findings.items[0].line, 2);
  assert_int_equal(s->findings.items[1].code, MLG_F_COMMUNE_WITHOUT_ZONE);
  assert_string_equal(s->findings.items[1].value, "01002");
  /* The code decides, and the commune without zone is still one of the territory. */
  assert_int_equal(s->territory.n_zones[MLG_COMMUNE], 1);
  assert_true(mlg_index_find(&s->territory.members, "01002") != MLG_NOT_FOUND);
}

static void test_without_quarters(void **state) {
  small *s = *state;
  s->quarters = (mlg_table){0};
  assert_int_equal(build(s, MLG_EPCI, "200000001"), MLG_OK);
  assert_int_equal(s->territory.n_zones[MLG_QUARTIER], 2);
  assert_true(mlg_territory_quarters_are_communes(&s->territory));
  assert_string_equal(s->territory.zones[MLG_QUARTIER][0].code, "01001");
}

static void test_many_orphans_make_one_finding(void **state) {
  small *s = *state;
  char *text = mlg_arena_strdup(&s->arena, "code,nom,commune\n010010101,Est,01001\n");
  for (int i = 0; i < 21; i++)
    text = mlg_arena_printf(&s->arena, "%s0100901%02d,Perdue,01009\n", text, i);
  s->zones = table_of(&s->arena, "zones.csv", text);
  assert_rejected(s, MLG_F_ZONE_ORPHAN, 3, "010090100… (21)");
}

static void test_rennes(void **state) {
  small *s = *state;
  mlg_territory_tables tables = rennes_tables(&s->arena);
  mlg_territory t;
  assert_int_equal(mlg_territory_build(&s->arena, &tables, &s->findings, &t), MLG_OK);
  assert_int_equal(s->findings.count, 0);
  assert_int_equal(t.n_zones[MLG_IRIS], 172);
  assert_int_equal(t.n_zones[MLG_QUARTIER], 54);
  assert_false(mlg_territory_quarters_are_communes(&t));
  assert_int_equal(t.n_zones[MLG_COMMUNE], 43);
  assert_int_equal(t.n_zones[MLG_EPCI], 1);
  size_t maurepas = mlg_territory_find(&t, MLG_QUARTIER, "3523805");
  assert_string_equal(t.zones[MLG_QUARTIER][maurepas].name, "Maurepas - Bellangerais");
  size_t in_rennes = 0, rennes = mlg_territory_find(&t, MLG_COMMUNE, "35238");
  for (size_t i = 0; i < 54; i++)
    in_rennes += t.zones[MLG_QUARTIER][i].parent[MLG_COMMUNE] == rennes;
  assert_int_equal(in_rennes, 12);
  /* The quarter is INSEE's "grand quartier": the code's first seven signs. */
  for (size_t i = 0; i < 172; i++) {
    const mlg_zone *zone = &t.zones[MLG_IRIS][i];
    const char *quarter = t.zones[MLG_QUARTIER][zone->parent[MLG_QUARTIER]].code;
    assert_int_equal(strncmp(quarter, zone->code, zone->parent[MLG_COMMUNE] == rennes ? 7 : 5), 0);
  }
}

static void test_codes(void **state) {
  (void)state;
  const struct {
    mlg_level level;
    const char *code;
    bool good;
  } cases[] = {
      {MLG_IRIS, "010010101", true},   {MLG_IRIS, "2A0040101", true},
      {MLG_IRIS, "2B0330101", true},   {MLG_IRIS, "2C0040101", false},
      {MLG_IRIS, "10010101", false},   {MLG_IRIS, "35238110", false},
      {MLG_IRIS, "3523811060", false}, {MLG_IRIS, "35238110A", false},
      {MLG_IRIS, "", false},           {MLG_IRIS, NULL, false},
      {MLG_COMMUNE, "01001", true},    {MLG_COMMUNE, "2A004", true},
      {MLG_COMMUNE, "1001", false},    {MLG_QUARTIER, "3523811", true},
      {MLG_QUARTIER, "35001", true},   {MLG_QUARTIER, "352381", false},
      {MLG_EPCI, "243500139", true},   {MLG_EPCI, "24350013", false},
      {MLG_DEPARTEMENT, "2A", true},   {MLG_DEPARTEMENT, "971", true},
      {MLG_DEPARTEMENT, "1", false},   {MLG_REGION, "53", true},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (mlg_code_well_formed(cases[i].level, cases[i].code) != cases[i].good)
      fail_msg("case %zu: %s", i, cases[i].code);
}

int main(void) {
  const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
      CASE(test_small_epci),
      CASE(test_commune_territory),
      CASE(test_region),
      CASE(test_departement),
      CASE(test_titles),
      CASE(test_leading_zero_lost),
      CASE(test_commune_leading_zero_lost),
      CASE(test_code_twice),
      CASE(test_zone_of_no_commune),
      CASE(test_zone_of_no_quarter),
      CASE(test_quarter_code_malformed),
      CASE(test_no_zone),
      CASE(test_doubts_are_told),
      CASE(test_without_quarters),
      CASE(test_many_orphans_make_one_finding),
      CASE(test_rennes),
      cmocka_unit_test(test_codes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
