/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_NEED_SMALL_H
#define TESTS_NEED_SMALL_H

#include "tables.h"

#include <maillage/need.h>

/**
 * @file
 * Three communes for cases worked by hand: Ville (four IRIS, of which one is empty; two quarters),
 * Village and Bourg (whole). Tests add tables and indicators; "population" is always the first.
 *
 *   Ville: 010010101 1,000, 010010102 600 (quarter 0100101), 010010203 0, 010010204 400 (0100102)
 *   Village: 010020000 850; Bourg: 010030000 400; the EPCI: 3,250
 */
enum { MOST = 8 };

typedef struct {
  mlg_arena arena;
  mlg_findings findings;
  mlg_territory territory;
  size_t n_tables, n_indicators;
  mlg_table tables[MOST];
  mlg_source_table sources[MOST];
  int vintages[MOST];
  mlg_indicator indicators[MOST];
  mlg_need need;
} small;

/* Adds a table whose first column is its key; its index. */
static inline size_t add_table(small *s, const char *file, const char *text, mlg_reading reading) {
  size_t at = s->n_tables++;
  assert_true(at < MOST);
  s->tables[at] = table_of(&s->arena, file, text);
  s->sources[at] = (mlg_source_table){.table = &s->tables[at], .reading = reading};
  s->vintages[at] = 2019;
  return at;
}

/* Adds an indicator over `inputs`, each at its own line of "<id>.yaml"; its index. */
static inline size_t add(small *s, const char *id, const char *formula, size_t n,
                         const mlg_input *inputs) {
  size_t at = s->n_indicators++;
  assert_true(at < MOST);
  mlg_indicator *indicator = &s->indicators[at];
  const char *names[5], *twice, *file = mlg_arena_printf(&s->arena, "%s.yaml", id);
  *indicator = (mlg_indicator){.id = id, .file = file, .n_inputs = n};
  indicator->inputs = MLG_NEW(&s->arena, mlg_input, n);
  indicator->denominators = MLG_NEW(&s->arena, size_t, 2);
  for (size_t i = 0; i < n; i++) {
    names[i] = inputs[i].name;
    indicator->inputs[i] = inputs[i];
    indicator->inputs[i].at = (mlg_position){file, i + 5, 3};
  }
  assert_int_equal(mlg_formula_parse(&s->arena, formula, names, n, (mlg_position){file, 1, 1},
                                     &s->findings, &indicator->formula, &twice),
                   MLG_OK);
  return at;
}

/* An indicator that is one column as it stands. */
static inline size_t add_column(small *s, const char *id, size_t dataset, const char *column) {
  return add(
      s, id, "x", 1,
      &(mlg_input){.name = "x", .dataset_name = "jeu", .dataset = dataset, .column = column});
}

static inline mlg_reference refer(const char *id, size_t index) {
  return (mlg_reference){.id = id, .index = index, .at = {"reference.yaml", 7, 9}};
}

static inline mlg_status compute(small *s) {
  return mlg_need_compute(&s->arena, &s->territory, s->sources, s->vintages, s->indicators,
                          s->n_indicators, NULL, 0, NULL, &s->findings, &s->need);
}

static inline mlg_estimate value(const small *s, mlg_level level, const char *code,
                                 size_t indicator) {
  size_t zone = mlg_territory_find(&s->territory, level, code);
  assert_true(zone != MLG_NO_ZONE);
  return mlg_need_value(&s->need, level, zone, indicator);
}

/* A value with its bounds and flags; NAN for an unknown value. */
static inline void assert_estimate(mlg_estimate e, double is, double low, double high,
                                   uint32_t flags) {
  if (isnan(is))
    assert_true(isnan(e.value));
  else
    assert_near(e.value, is, 1e-9);
  assert_near(e.low, low, 1e-9);
  if (isinf(high))
    assert_true(isinf(e.high));
  else
    assert_near(e.high, high, 1e-9);
  assert_int_equal(e.flags, flags);
}

/* How many findings of a code there are. */
static inline size_t told(const small *s, mlg_finding_code code) {
  size_t n = 0;
  while (finding_of(&s->findings, code, n) != NULL) n++;
  return n;
}

static inline int set_up(void **state) {
  small *s = calloc(1, sizeof *s);
  s->findings.arena = &s->arena;
  add_table(s, "pop.csv",
            "IRIS,COM,P19_POP,Q\n"
            "010010101,01001,1000,01\n"
            "010010102,01001,600,01\n"
            "010010203,01001,0,02\n"
            "010010204,01001,400,02\n"
            "010020000,01002,850,\n"
            "010030000,01003,400,\n",
            (mlg_reading){0});
  mlg_table quarters = table_of(&s->arena, "quartiers.csv",
                                "IRIS,Q\n010010101,01\n010010102,01\n010010203,02\n"
                                "010010204,02\n");
  mlg_table communes = table_of(&s->arena, "communes.csv",
                                "c,n,e\n01001,Ville,200000001\n01002,Village,200000001\n"
                                "01003,Bourg,200000001\n");
  mlg_table epcis = table_of(&s->arena, "epci.csv", "c,n\n200000001,Pays\n");
  const mlg_territory_tables tables = {
      .level = MLG_EPCI,
      .code = "200000001",
      .zones = attach_columns(&s->tables[0], "IRIS", "IRIS", NULL, NULL, "COM", NULL),
      .quarters = attach_columns(&quarters, "Q", "Q", "IRIS", NULL, NULL, NULL),
      .communes = attach_columns(&communes, "c", "n", NULL, NULL, NULL, "e"),
      .wider[MLG_EPCI] = attach_columns(&epcis, "c", "n", NULL, NULL, NULL, NULL),
  };
  assert_int_equal(mlg_territory_build(&s->arena, &tables, &s->findings, &s->territory), MLG_OK);
  add_column(s, "population", 0, "P19_POP");
  *state = s;
  return 0;
}

static inline int tear_down(void **state) {
  small *s = *state;
  mlg_arena_free(&s->arena);
  free(s);
  return 0;
}

#endif
