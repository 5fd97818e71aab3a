/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_NEED_PROJECT_H
#define TESTS_NEED_PROJECT_H

#include "tables.h"

#include <maillage/need.h>

/**
 * @file
 * Six indicators over two tables, as the shipped indicator files have them.
 */
enum { POPULATION, DIPLOMAS, N_DATASETS };
enum { POP, PLUS65, NO_DIPLOMA, POP15, NSCOL, FRAGILITY, N_INDICATORS };

/* One project of six indicators over two tables, and one parameter. */
typedef struct {
  mlg_arena arena;
  mlg_findings findings;
  mlg_table tables[N_DATASETS];
  mlg_territory territory;
  mlg_indicator indicators[N_INDICATORS];
  int vintages[N_DATASETS];
  mlg_reading readings[N_DATASETS];
  mlg_parameter theta;
  const mlg_local_parameter *local;
  mlg_need need;
} project;

static inline void add_indicator(project *p, size_t at, const char *id, const char *formula,
                                 size_t n_inputs, const mlg_input *inputs) {
  const char *names[5], *twice;
  mlg_indicator *indicator = &p->indicators[at];
  *indicator = (mlg_indicator){.id = id, .file = "indicateur.yaml", .n_inputs = n_inputs};
  indicator->inputs = MLG_NEW(&p->arena, mlg_input, n_inputs);
  for (size_t i = 0; i < n_inputs; i++) {
    indicator->inputs[i] = inputs[i];
    indicator->inputs[i].at = (mlg_position){"indicateur.yaml", i + 5, 3};
    names[i] = inputs[i].name;
  }
  names[n_inputs] = "theta";
  indicator->denominators = MLG_NEW(&p->arena, size_t, 2);
  assert_int_equal(mlg_formula_parse(&p->arena, formula, names, n_inputs + 1,
                                     (mlg_position){"indicateur.yaml", 1, 1}, &p->findings,
                                     &indicator->formula, &twice),
                   MLG_OK);
}

static inline void add_denominator(project *p, size_t indicator, size_t denominator) {
  mlg_indicator *of = &p->indicators[indicator];
  of->denominators[of->n_denominators++] = denominator;
}

static const mlg_input COUNT = {.name = "population", .dataset = POPULATION, .column = "P19_POP"};
static const mlg_input YOUNG = {.name = "moins15", .dataset = POPULATION, .column = "P19_POP0014"};
static const mlg_input OLD = {.name = "plus65", .dataset = POPULATION, .column = "P19_POP65P"};
static const mlg_input LOW = {
    .name = "diplmin", .dataset = DIPLOMAS, .column = "P19_NSCOL15P_DIPLMIN"};
static const mlg_input OUT = {.name = "nscol", .dataset = DIPLOMAS, .column = "P19_NSCOL15P"};

static inline void add_indicators(project *p) {
  add_indicator(p, POP, "population", "population", 1, &COUNT);
  add_indicator(p, PLUS65, "plus_65", "plus65", 1, &OLD);
  add_indicator(p, NO_DIPLOMA, "sans_diplome", "diplmin", 1, &LOW);
  add_indicator(p, POP15, "population_15p", "population - moins15", 2, (mlg_input[]){COUNT, YOUNG});
  add_indicator(p, NSCOL, "population_nscol", "nscol", 1, &OUT);
  add_indicator(p, FRAGILITY, "fragilite", "union_2x2(plus65, diplmin, nscol, theta)", 3,
                (mlg_input[]){OLD, LOW, OUT});
  add_denominator(p, FRAGILITY, NSCOL);
  add_denominator(p, FRAGILITY, POP15);
  p->theta = (mlg_parameter){"theta", 7.3, 5, 10};
  p->vintages[POPULATION] = p->vintages[DIPLOMAS] = 2019;
}

static inline mlg_status compute(project *p) {
  mlg_source_table sources[N_DATASETS];
  for (int i = 0; i < N_DATASETS; i++) {
    size_t key = p->tables[i].n_rows == 0 ? 0 : mlg_table_column(&p->tables[i], "IRIS");
    sources[i] = (mlg_source_table){.table = p->tables[i].n_rows == 0 ? NULL : &p->tables[i],
                                    .key = key,
                                    .reading = p->readings[i]};
  }
  return mlg_need_compute(&p->arena, &p->territory, sources, p->vintages, p->indicators,
                          N_INDICATORS, &p->theta, 1, p->local, &p->findings, &p->need);
}

static inline mlg_estimate value(const project *p, mlg_level level, const char *code,
                                 size_t indicator) {
  size_t zone = mlg_territory_find(&p->territory, level, code);
  assert_true(zone != MLG_NO_ZONE);
  return mlg_need_value(&p->need, level, zone, indicator);
}

static inline int tear_down(void **state) {
  project *p = *state;
  mlg_arena_free(&p->arena);
  free(p);
  return 0;
}

#endif
