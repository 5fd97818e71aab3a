/* SPDX-License-Identifier: Apache-2.0 */
#include "need_project.h"

#include <maillage/text.h>

static int set_up_rennes(void **state) {
  project *p = calloc(1, sizeof *p);
  p->findings.arena = &p->arena;
  mlg_territory_tables tables = rennes_tables(&p->arena);
  p->tables[POPULATION] = *tables.zones.table;
  p->tables[DIPLOMAS] = table_read(&p->arena, RENNES_DATA "base-ic-diplomes-formation-2019.csv");
  assert_int_equal(mlg_territory_build(&p->arena, &tables, &p->findings, &p->territory), MLG_OK);
  add_indicators(p);
  *state = p;
  return 0;
}

static void test_rennes_sums(void **state) {
  project *p = *state;
  assert_int_equal(compute(p), MLG_OK);
  const struct {
    size_t indicator;
    double rennes, metropole;
  } sums[] = {{POP, 220488, 457416},
              {PLUS65, 32411, 70756},
              {NO_DIPLOMA, 20904, 44158},
              {POP15, 188792, 380050},
              {NSCOL, 139640, 306725}};
  for (size_t i = 0; i < 5; i++) {
    assert_near(value(p, MLG_COMMUNE, "35238", sums[i].indicator).value, sums[i].rennes,
                1 /* person */);
    assert_near(value(p, MLG_EPCI, "243500139", sums[i].indicator).value, sums[i].metropole, 1);
  }
}

static void assert_fragility(mlg_estimate f, double is, double low, double high) {
  assert_near(f.value, is, is / 100);
  assert_near(f.low, low, low / 100);
  assert_near(f.high, high, high / 100);
  assert_false(f.flags & MLG_PUBLISHED);
}

static void test_rennes_fragility(void **state) {
  project *p = *state;
  assert_int_equal(compute(p), MLG_OK);
  assert_fragility(value(p, MLG_EPCI, "243500139", FRAGILITY), 89790, 87557, 92634);
  assert_fragility(value(p, MLG_COMMUNE, "35238", FRAGILITY), 41790, 40810, 43046);
}

/* max(P65, D) <= F <= min(N, P65 + D), and its interval too, with nothing clamped. */
static void test_rennes_bounds(void **state) {
  project *p = *state;
  assert_int_equal(compute(p), MLG_OK);
  assert_null(finding_of(&p->findings, MLG_F_MARGINS_INCONSISTENT, 0));
  for (int level = MLG_IRIS; level <= MLG_EPCI; level++)
    for (size_t zone = 0; zone < p->territory.n_zones[level]; zone++) {
      const mlg_estimate *v = &p->need.values[level][zone * N_INDICATORS];
      double a = v[PLUS65].value, d = v[NO_DIPLOMA].value, n = v[NSCOL].value;
      const mlg_estimate f = v[FRAGILITY];
      assert_true(f.low >= fmax(a, d) - 1e-6 /* persons */);
      assert_true(f.low <= f.value && f.value <= f.high);
      assert_true(f.high <= fmin(n, a + d) + 1e-6 /* persons */);
    }
}

static void test_rennes_levels_agree(void **state) {
  project *p = *state;
  assert_int_equal(compute(p), MLG_OK);
  for (size_t i = 0; i < N_INDICATORS; i++) {
    double all = value(p, MLG_EPCI, "243500139", i).value;
    for (mlg_level level = MLG_IRIS; level <= MLG_COMMUNE; level++) {
      double sum = 0;
      for (size_t zone = 0; zone < p->territory.n_zones[level]; zone++) {
        sum += mlg_need_value(&p->need, level, zone, i).value;
        assert_near(p->need.covered[level][zone * N_INDICATORS + i], 1, 0);
      }
      assert_near(sum, all, 0.5 /* persons */);
    }
  }
}

/* Nobody lives in IRIS 352380308. */
static void test_rennes_empty_zone(void **state) {
  project *p = *state;
  assert_int_equal(compute(p), MLG_OK);
  size_t zone = mlg_territory_find(&p->territory, MLG_IRIS, "352380308");
  mlg_estimate f = mlg_need_value(&p->need, MLG_IRIS, zone, FRAGILITY);
  assert_near(f.value, 0, 0);
  assert_true(f.flags & MLG_EMPTY);
  for (size_t k = 0; k < 2; k++)
    assert_true(isnan(mlg_need_rate(&p->need, p->indicators, MLG_IRIS, zone, FRAGILITY, k).value));
  const mlg_finding *told = finding_of(&p->findings, MLG_F_ZONE_EMPTY, 0);
  assert_non_null(told);
  assert_string_equal(told->value, "352380308");
  assert_null(finding_of(&p->findings, MLG_F_ZONE_EMPTY, 1));
  /* Its emptiness is its own: the quarter that holds it is neither empty nor fragile. */
  assert_int_equal(value(p, MLG_QUARTIER, "3523803", FRAGILITY).flags, 0);
}

static void test_rennes_cells_are_kept(void **state) {
  project *p = *state;
  assert_int_equal(compute(p), MLG_OK);
  assert_int_equal(p->need.n_cells, 172 * 9);
  size_t zone = mlg_territory_find(&p->territory, MLG_IRIS, "352381106");
  const mlg_cell *cell = &p->need.cells[zone * 9 + 6]; /* the first input of the sixth indicator */
  assert_int_equal(cell->zone, zone);
  assert_int_equal(cell->indicator, FRAGILITY);
  assert_int_equal(cell->input, 0);
  assert_string_equal(cell->column, "P19_POP65P");
  double number;
  assert_true(mlg_parse_number(cell->text, ".", &number));
  assert_near(cell->read.value, number, 0);
  assert_string_equal(p->tables[POPULATION].cells[(cell->line - 2) * 77], "352381106");
}

/* ---- sampling ---- */

/* xorshift64*, seeded: the same draws everywhere. */
static uint64_t draw(uint64_t *seed) {
  *seed ^= *seed >> 12;
  *seed ^= *seed << 25;
  *seed ^= *seed >> 27;
  return (*seed * 2685821657736338717u) >> 32;
}

/*
 * The stated model, drawn person by person: everybody comes with one other of the same kind (a
 * design effect of 2), and 40 % of the pairs are asked. How many pairs asked are fragile.
 */
static uint32_t ask(uint32_t pairs, uint32_t fragile, uint32_t asked, uint64_t *seed) {
  uint32_t found = 0;
  for (uint32_t left = pairs; asked > 0; left--, asked--)
    if ((draw(seed) * left) >> 32 < fragile - found) found++;
  return found;
}

/* The spread of the sum over Rennes' 92 IRIS, as drawn and as carried. */
static void test_rennes_sampling_by_draws(void **state) {
  enum { N_DRAWS = 2000 };
  project *p = *state;
  const mlg_sampling sampling = {.effect = 2, .fraction = 0.4, .threshold = 10000};
  p->readings[POPULATION].sampling = p->readings[DIPLOMAS].sampling = sampling;
  assert_int_equal(compute(p), MLG_OK);
  uint32_t pairs[92], fragile[92], n = 0;
  for (size_t zone = 0; zone < p->territory.n_zones[MLG_IRIS]; zone++) {
    if (strncmp(p->territory.zones[MLG_IRIS][zone].code, "35238", 5) != 0) continue;
    pairs[n] = (uint32_t)lround(mlg_need_value(&p->need, MLG_IRIS, zone, NSCOL).value / 2);
    fragile[n++] = (uint32_t)lround(mlg_need_value(&p->need, MLG_IRIS, zone, FRAGILITY).value / 2);
  }
  assert_int_equal(n, 92);
  uint64_t seed = 20261122;
  double mean = 0, squares = 0;
  for (size_t i = 1; i <= N_DRAWS; i++) {
    double sum = 0;
    for (size_t zone = 0; zone < n; zone++)
      sum += 2 * ask(pairs[zone], fragile[zone], (uint32_t)(0.4 * pairs[zone]), &seed) / 0.4;
    double step = sum - mean;
    mean += step / (double)i;
    squares += step * (sum - mean);
  }
  double carried = sqrt(value(p, MLG_COMMUNE, "35238", FRAGILITY).variance);
  double drawn = sqrt(squares / (N_DRAWS - 1));
  assert_true(carried > 200 && carried < 400); /* persons */
  assert_near(drawn, carried, carried / 10);
}

/* Sampling adds variance and flags, and moves no value and no bound. */
static void test_rennes_sampling_moves_nothing(void **state) {
  project *p = *state;
  assert_int_equal(compute(p), MLG_OK);
  mlg_estimate before = value(p, MLG_EPCI, "243500139", FRAGILITY);
  const mlg_sampling sampling = {.effect = 2, .fraction = 0.4, .threshold = 10000};
  p->readings[POPULATION].sampling = p->readings[DIPLOMAS].sampling = sampling;
  assert_int_equal(compute(p), MLG_OK);
  mlg_estimate after = value(p, MLG_EPCI, "243500139", FRAGILITY);
  assert_near(after.value, before.value, 0);
  assert_near(after.low, before.low, 0);
  assert_near(after.high, before.high, 0);
  assert_true(before.variance == 0 && after.variance > 0);
  /* Acigné, of 6,900 inhabitants, was asked in full. */
  assert_near(value(p, MLG_COMMUNE, "35001", FRAGILITY).variance, 0, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up_rennes, tear_down)
      CASE(test_rennes_sums),
      CASE(test_rennes_fragility),
      CASE(test_rennes_bounds),
      CASE(test_rennes_levels_agree),
      CASE(test_rennes_empty_zone),
      CASE(test_rennes_cells_are_kept),
      CASE(test_rennes_sampling_by_draws),
      CASE(test_rennes_sampling_moves_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
