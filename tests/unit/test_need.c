/* SPDX-License-Identifier: Apache-2.0 */
#include "need_project.h"

/* Two communes: one of two IRIS and one whole. */
static int set_up_small(void **state) {
  project *p = calloc(1, sizeof *p);
  p->findings.arena = &p->arena;
  p->tables[POPULATION] = table_of(&p->arena, "pop.csv",
                                   "IRIS,COM,P19_POP,P19_POP0014,P19_POP65P\n"
                                   "010010101,01001,1000,200,300\n"
                                   "010010102,01001,150,50,20.5\n"
                                   "010020000,01002,850,100,100\n");
  p->tables[DIPLOMAS] = table_of(&p->arena, "dip.csv",
                                 "IRIS,P19_NSCOL15P,P19_NSCOL15P_DIPLMIN\n"
                                 "010020000,700,200\n"
                                 "010010102,90,10\n"
                                 "010010101,700,200\n");
  mlg_table communes = table_of(&p->arena, "communes.csv",
                                "c,n,e\n01001,Ville,200000001\n01002,Village,200000001\n");
  mlg_table epcis = table_of(&p->arena, "epci.csv", "c,n\n200000001,Pays\n");
  const mlg_territory_tables tables = {
      .level = MLG_EPCI,
      .code = "200000001",
      .zones = attach_columns(&p->tables[POPULATION], "IRIS", "IRIS", NULL, NULL, "COM", NULL),
      .communes = attach_columns(&communes, "c", "n", NULL, NULL, NULL, "e"),
      .wider[MLG_EPCI] = attach_columns(&epcis, "c", "n", NULL, NULL, NULL, NULL),
  };
  assert_int_equal(mlg_territory_build(&p->arena, &tables, &p->findings, &p->territory), MLG_OK);
  add_indicators(p);
  *state = p;
  return 0;
}

static void test_small_values_and_flags(void **state) {
  project *p = *state;
  assert_int_equal(compute(p), MLG_OK);
  assert_int_equal(p->findings.count, 0);
  assert_near(value(p, MLG_EPCI, "200000001", POP).value, 2000, 1e-9);
  assert_int_equal(value(p, MLG_IRIS, "010010101", POP).flags, MLG_PUBLISHED);
  assert_int_equal(value(p, MLG_IRIS, "010010102", PLUS65).flags, MLG_PUBLISHED | MLG_FRAGILE);
  /* A sum of one part is that part; of two, it is ours. */
  assert_int_equal(value(p, MLG_COMMUNE, "01002", POP).flags, MLG_PUBLISHED);
  assert_int_equal(value(p, MLG_COMMUNE, "01001", POP).flags, 0);
}

static void test_rates(void **state) {
  project *p = *state;
  assert_int_equal(compute(p), MLG_OK);
  mlg_estimate f = value(p, MLG_COMMUNE, "01002", FRAGILITY);
  mlg_estimate rate = mlg_need_rate(&p->need, p->indicators, MLG_COMMUNE, 1, FRAGILITY, 0);
  assert_near(rate.value, f.value / 700, 1e-12);
  assert_near(rate.low, f.low / 700, 1e-12);
  assert_near(rate.high, f.high / 700, 1e-12);
  rate = mlg_need_rate(&p->need, p->indicators, MLG_COMMUNE, 1, FRAGILITY, 1);
  assert_near(rate.value, f.value / 750, 1e-12);
  assert_true(isnan(mlg_need_rate(&p->need, p->indicators, MLG_COMMUNE, 1, POP, 0).value));
}

/* The envelope is that of joint runs: here each zone falls as theta rises. */
static void test_parameter_varies_for_all_at_once(void **state) {
  project *p = *state;
  assert_int_equal(compute(p), MLG_OK);
  double low = 0, high = 0;
  const double margins[][3] = {{300, 200, 700}, {20.5, 10, 90}, {100, 200, 700}};
  for (size_t i = 0; i < 3; i++) {
    low += mlg_union_2x2(margins[i][0], margins[i][1], margins[i][2], 10);
    high += mlg_union_2x2(margins[i][0], margins[i][1], margins[i][2], 5);
  }
  assert_near(value(p, MLG_EPCI, "200000001", FRAGILITY).low, low, 1e-9);
  assert_near(value(p, MLG_EPCI, "200000001", FRAGILITY).high, high, 1e-9);
  mlg_estimate untouched = value(p, MLG_EPCI, "200000001", PLUS65);
  assert_near(untouched.high - untouched.low, 0, 0);
}

/* A suppressed cell is never 0: the sum above it is unknown, its known part told. */
static void test_suppressed_and_absent(void **state) {
  project *p = *state;
  const char *marks[] = {"s", "ns", "*", "<5", "nd", "N.D.", ""};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    p->findings.count = 0;
    bool secret = i < 4;
    p->tables[DIPLOMAS].cells[2] = *marks[i] == '\0' ? NULL : marks[i]; /* of 010020000 */
    assert_int_equal(compute(p), MLG_OK);
    assert_int_equal(p->findings.count, 1);
    assert_int_equal(p->findings.items[0].code,
                     secret ? MLG_F_VALUE_SUPPRESSED : MLG_F_VALUE_ABSENT);
    assert_int_equal(p->findings.items[0].line, 2);
    uint32_t flag = secret ? MLG_SUPPRESSED : MLG_ABSENT;
    mlg_estimate all = value(p, MLG_EPCI, "200000001", NO_DIPLOMA);
    assert_true(isnan(all.value));
    assert_near(all.low, 210, 1e-9);
    assert_true(i == 3 ? all.high == 215 : isinf(all.high));
    assert_int_equal(all.flags, flag);
    assert_near(p->need.covered[MLG_EPCI][NO_DIPLOMA], 1150.0 / 2000, 1e-12);
    assert_near(p->need.covered[MLG_COMMUNE][NO_DIPLOMA], 1, 0);
    /* F is unknown there too, but no less than 65+ and no more than everybody. */
    mlg_estimate f = value(p, MLG_IRIS, "010020000", FRAGILITY);
    assert_true(isnan(f.value) && f.low == 100 && f.high <= 700 && (f.flags & flag));
  }
}

static void assert_first(const project *p, mlg_finding_code code, const char *file, size_t line,
                         const char *told) {
  assert_int_equal(p->findings.items[0].code, code);
  assert_string_equal(p->findings.items[0].file, file);
  assert_int_equal(p->findings.items[0].line, line);
  assert_string_equal(p->findings.items[0].value, told);
}

static void assert_refused(project *p, mlg_finding_code code, const char *file, size_t line,
                           const char *told) {
  assert_int_equal(compute(p), MLG_REJECTED);
  assert_int_equal(p->findings.count, 1);
  assert_first(p, code, file, line, told);
}

static void test_bad_numbers(void **state) {
  project *p = *state;
  const char *bad[] = {"2019x", "010", "nan", "1 000", "0x10"};
  for (size_t i = 0; i < 5; i++) {
    p->findings.count = 0;
    p->tables[POPULATION].cells[2] = bad[i];
    assert_refused(p, MLG_F_NUMBER_UNREADABLE, "pop.csv", 2, bad[i]);
    assert_string_equal(p->findings.items[0].column, "P19_POP");
  }
  p->findings.count = 0;
  p->tables[POPULATION].cells[2] = "-3";
  assert_refused(p, MLG_F_NUMBER_NEGATIVE, "pop.csv", 2, "-3");
}

static void test_decimal_comma(void **state) {
  project *p = *state;
  p->tables[POPULATION].cells[2] = "999,5";
  assert_int_equal(compute(p), MLG_OK);
  assert_near(value(p, MLG_IRIS, "010010101", POP).value, 999.5, 0);
}

static void test_leading_zero_lost(void **state) {
  project *p = *state;
  p->tables[DIPLOMAS].cells[3] = "10010102";
  assert_refused(p, MLG_F_CODE_MALFORMED, "dip.csv", 3, "10010102");
  assert_string_equal(p->findings.items[0].expected, "9 signes : 010010102 ?");
}

static void test_code_twice(void **state) {
  project *p = *state;
  p->tables[DIPLOMAS].cells[3] = "010020000";
  assert_refused(p, MLG_F_CODE_DUPLICATE, "dip.csv", 3, "010020000");
}

static void test_codes_on_one_side_only(void **state) {
  project *p = *state;
  p->tables[DIPLOMAS].cells[3] = "010010199"; /* was 010010102, of 150 persons */
  assert_int_equal(compute(p), MLG_OK);
  assert_int_equal(p->findings.count, 2);
  const mlg_finding *without_row = finding_of(&p->findings, MLG_F_CODE_WITHOUT_ROW, 0);
  assert_string_equal(without_row->value, "010010102");
  assert_string_equal(without_row->expected, "population 150");
  const mlg_finding *without_zone = finding_of(&p->findings, MLG_F_CODE_UNMATCHED, 0);
  assert_string_equal(without_zone->value, "010010199");
  assert_int_equal(without_zone->line, 3);
  assert_true(isnan(value(p, MLG_EPCI, "200000001", NSCOL).value));
  assert_near(value(p, MLG_EPCI, "200000001", NSCOL).low, 1400, 1e-9);
  /* A row of somebody else's commune is of no concern. */
  p->findings.count = 0;
  p->tables[DIPLOMAS].cells[3] = "350010101";
  assert_int_equal(compute(p), MLG_OK);
  assert_int_equal(p->findings.count, 1);
}

static void test_wrong_territory(void **state) {
  project *p = *state;
  p->tables[DIPLOMAS] =
      table_of(&p->arena, "dip.csv", "IRIS,P19_NSCOL15P,P19_NSCOL15P_DIPLMIN\n350010101,1,1\n");
  assert_refused(p, MLG_F_NO_ZONE_MATCHED, "dip.csv", 1, "Pays");
}

static void test_other_vintage_than_declared(void **state) {
  project *p = *state;
  p->tables[DIPLOMAS].columns[1] = "P20_NSCOL15P";
  p->tables[DIPLOMAS].columns[2] = "P20_NSCOL15P_DIPLMIN";
  assert_refused(p, MLG_F_VINTAGE_MISMATCH, "dip.csv", 1, "2020");
  assert_string_equal(p->findings.items[0].expected, "2019");
}

static void test_column_missing(void **state) {
  project *p = *state;
  p->tables[DIPLOMAS].columns[2] = "P19_NSCOL15_DIPLMIN";
  assert_int_equal(compute(p), MLG_REJECTED);
  assert_first(p, MLG_F_COLUMN_MISSING, "dip.csv", 1, "P19_NSCOL15_DIPLMIN");
  assert_string_equal(p->findings.items[0].expected, "P19_NSCOL15P_DIPLMIN");
  /* Either the file or the indicator may be wrong: both are named. */
  assert_int_equal(p->findings.count, 2);
  assert_int_equal(p->findings.items[1].code, MLG_F_COLUMN_ASKED);
  assert_string_equal(p->findings.items[1].file, "indicateur.yaml");
}

static void test_vintages_mixed(void **state) {
  project *p = *state;
  p->vintages[DIPLOMAS] = 2020;
  assert_refused(p, MLG_F_VINTAGES_MIXED, "indicateur.yaml", 6, "2019, 2020");
  assert_string_equal(p->findings.items[0].column, "fragilite");
}

static void test_table_not_loaded(void **state) {
  project *p = *state;
  p->tables[DIPLOMAS].n_rows = 0;
  assert_int_equal(compute(p), MLG_OK);
  mlg_estimate absent = value(p, MLG_EPCI, "200000001", NSCOL);
  assert_true(isnan(absent.value) && (absent.flags & MLG_ABSENT));
  assert_near(p->need.covered[MLG_EPCI][NSCOL], 0, 0);
  assert_near(value(p, MLG_EPCI, "200000001", PLUS65).value, 420.5, 1e-9);
}

static void test_inconsistent_margins(void **state) {
  project *p = *state;
  p->tables[POPULATION].cells[4] = "720"; /* 65+, above 700 non-scolarisés */
  assert_int_equal(compute(p), MLG_OK);
  assert_int_equal(p->findings.count, 1);
  assert_int_equal(p->findings.items[0].code, MLG_F_MARGINS_INCONSISTENT);
  assert_string_equal(p->findings.items[0].value, "010010101");
  assert_near(value(p, MLG_IRIS, "010010101", FRAGILITY).value, 720, 1e-9);
}

/* ---- a real cross of age and diploma ---- */

#define CROSS_HEADER "CODGEO,SEXE,AGEQ65,DIPL_19,NB\n"

/* 01001: (40 x 180) / (60 x 20) = 6, ages and sexes put together; 01002 has no row. */
static const char CROSS[] = CROSS_HEADER "01001,1,065,A,15.5\n01001,2,65,A,24.5\n"
                                         "01001,1,065,B,20\n01001,2,065,C,40\n"
                                         "01001,1,015,A,20\n01001,2,060,B,100\n"
                                         "01001,2,020,C,80\n99999,2,020,C,x\n";

static void test_cross_gives_its_own_odds_ratio(void **state) {
  project *p = *state;
  mlg_table cross = table_of(&p->arena, "td_for2.csv", CROSS);
  double *ratios;
  assert_int_equal(mlg_need_cross(&p->arena, &p->territory, &cross, &p->findings, &ratios), MLG_OK);
  assert_near(ratios[0], 6, 1e-12);
  assert_true(isnan(ratios[1]));
  assert_string_equal(finding_of(&p->findings, MLG_F_CROSS_MISSING, 0)->value, "01002");
  const mlg_local_parameter local = {0, ratios};
  p->local = &local;
  assert_int_equal(compute(p), MLG_OK);
  double is = mlg_union_2x2(300, 200, 700, 6) + mlg_union_2x2(20.5, 10, 90, 6);
  mlg_estimate crossed = value(p, MLG_COMMUNE, "01001", FRAGILITY);
  assert_near(crossed.value, is, 1e-9);
  assert_near(crossed.low, is, 1e-9);
  assert_near(crossed.high, is, 1e-9);
  mlg_estimate other = value(p, MLG_COMMUNE, "01002", FRAGILITY);
  assert_near(other.value, mlg_union_2x2(100, 200, 700, 7.3), 1e-9);
  assert_near(other.low, mlg_union_2x2(100, 200, 700, 10), 1e-9);
  assert_near(value(p, MLG_EPCI, "200000001", FRAGILITY).high, is + mlg_union_2x2(100, 200, 700, 5),
              1e-9);
}

/* The workbook's form, of which the codes of columns come in any order; a code that Excel made
   a number has lost its zero. */
static void test_wide_cross(void **state) {
  project *p = *state;
  double *ratios;
  mlg_table cross = table_of(&p->arena, "td_for2.xlsx",
                             "CODGEO,LIBGEO,AGEQ65015_DIPL_19A_SEXE1,AGEQ65060_DIPL_19B_SEXE2,"
                             "SEXE1_AGEQ65065_DIPL_19A,DIPL_19A_AGEQ65065_SEXE2,"
                             "AGEQ65065_DIPL_19C_SEXE2,AGEQ65020_DIPL_19C_SEXE1\n"
                             "1001,Ville,20,100,15.5,24.5,60,80\n99999,Loin,x,x,x,x,x,x\n");
  cross.is_sheet = true;
  assert_int_equal(mlg_need_cross(&p->arena, &p->territory, &cross, &p->findings, &ratios), MLG_OK);
  assert_near(ratios[0], 6, 1e-12);
  assert_string_equal(finding_of(&p->findings, MLG_F_CODES_PADDED, 0)->column, "CODGEO");
  assert_non_null(finding_of(&p->findings, MLG_F_CODES_PADDED, 0));
}

/* Ages without diplomas, and a form where a whole part of the cross has no column. */
static void test_cross_of_something_else(void **state) {
  project *p = *state;
  double *ratios;
  const char *tables[] = {"CODGEO,AGEQ65015_TACTR11,AGEQ65065_TACTR12\n01001,1,2\n",
                          "CODGEO,AGEQ65015_DIPL_19A,AGEQ65065_DIPL_19A\n01001,1,2\n"};
  for (size_t i = 0; i < 2; i++) {
    p->findings.count = 0;
    mlg_table cross = table_of(&p->arena, "td.xlsx", tables[i]);
    assert_int_equal(mlg_need_cross(&p->arena, &p->territory, &cross, &p->findings, &ratios),
                     MLG_REJECTED);
    assert_int_equal(p->findings.items[0].code, MLG_F_CROSS_UNKNOWN);
    assert_int_equal(p->findings.items[0].line, 1);
  }
}

static void test_cross_that_cannot_be_read(void **state) {
  project *p = *state;
  double *ratios;
  mlg_table cross = table_of(&p->arena, "td.csv", CROSS_HEADER "01001,1,65,A,-4\n");
  assert_int_equal(mlg_need_cross(&p->arena, &p->territory, &cross, &p->findings, &ratios),
                   MLG_REJECTED);
  assert_string_equal(p->findings.items[0].value, "-4");
  assert_int_equal(p->findings.items[0].line, 2);
  p->findings.count = 0;
  cross = table_of(&p->arena, "td.csv", "CODGEO,SEXE,AGE65,DIPL_19,NB\n01001,1,65,A,4\n");
  assert_int_equal(mlg_need_cross(&p->arena, &p->territory, &cross, &p->findings, &ratios),
                   MLG_REJECTED);
  assert_int_equal(p->findings.items[0].code, MLG_F_COLUMN_MISSING);
  assert_string_equal(p->findings.items[0].value, "AGE65");
}

int main(void) {
  const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up_small, tear_down)
      CASE(test_small_values_and_flags),
      CASE(test_rates),
      CASE(test_parameter_varies_for_all_at_once),
      CASE(test_suppressed_and_absent),
      CASE(test_bad_numbers),
      CASE(test_decimal_comma),
      CASE(test_leading_zero_lost),
      CASE(test_code_twice),
      CASE(test_codes_on_one_side_only),
      CASE(test_wrong_territory),
      CASE(test_other_vintage_than_declared),
      CASE(test_column_missing),
      CASE(test_vintages_mixed),
      CASE(test_table_not_loaded),
      CASE(test_inconsistent_margins),
      CASE(test_cross_gives_its_own_odds_ratio),
      CASE(test_wide_cross),
      CASE(test_cross_of_something_else),
      CASE(test_cross_that_cannot_be_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
