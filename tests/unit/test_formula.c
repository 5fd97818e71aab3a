/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include <maillage/need.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const NAMES[] = {"plus65", "diplmin", "nscol", "theta"};
static const mlg_position AT = {"fragilite.yaml", 11, 10};

typedef struct {
  mlg_arena arena;
  mlg_findings findings;
  const mlg_formula *formula;
  const char *used_twice;
} parsed;

static int set_up(void **state) {
  parsed *p = calloc(1, sizeof *p);
  p->findings.arena = &p->arena;
  *state = p;
  return 0;
}

static int tear_down(void **state) {
  parsed *p = *state;
  mlg_arena_free(&p->arena);
  free(p);
  return 0;
}

static mlg_status parse(parsed *p, const char *text) {
  return mlg_formula_parse(&p->arena, text, NAMES, 4, AT, &p->findings, &p->formula,
                           &p->used_twice);
}

static mlg_estimate value_of(parsed *p, const char *text) {
  const mlg_estimate variables[] = {mlg_exact(300), mlg_exact(200), mlg_exact(1000), mlg_exact(1)};
  assert_int_equal(parse(p, text), MLG_OK);
  return mlg_formula_evaluate(p->formula, variables);
}

static void test_values(void **state) {
  parsed *p = *state;
  const struct {
    const char *text;
    double value;
  } cases[] = {
      {"plus65", 300},
      {"plus65 + diplmin", 500},
      {"nscol - plus65 - diplmin", 500},
      {"nscol / plus65 * 3", 10},
      {"2 + 3 * 4", 14},
      {"(2 + 3) * 4", 20},
      {"-plus65 + 1e2", -200},
      {"8 / 4 / 2", 1},
      {"min(plus65, diplmin)", 200},
      {" max ( plus65 ,diplmin ) ", 300},
      {"union_2x2(plus65, diplmin, nscol, theta)", 440},
      {"union_2x2(plus65, diplmin, nscol, theta) / nscol", 0.44},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_near(value_of(p, cases[i].text).value, cases[i].value, 1e-9);
  assert_int_equal(p->findings.count, 0);
}

static void test_used_twice(void **state) {
  parsed *p = *state;
  value_of(p, "plus65 + diplmin");
  assert_null(p->used_twice);
  value_of(p, "plus65 + diplmin - plus65");
  assert_string_equal(p->used_twice, "plus65");
}

static void test_a_published_value_stays_published_alone(void **state) {
  parsed *p = *state;
  assert_true(value_of(p, "plus65").flags & MLG_PUBLISHED);
  assert_false(value_of(p, "plus65 + 0").flags & MLG_PUBLISHED);
  assert_false(value_of(p, "union_2x2(plus65, diplmin, nscol, theta)").flags & MLG_PUBLISHED);
}

static void test_mistakes(void **state) {
  parsed *p = *state;
  const struct {
    const char *text;
    mlg_finding_code code;
    const char *column, *value, *expected;
  } cases[] = {
      {"", MLG_F_FORMULA_SYNTAX, "10", "(fin)", "123.45, nom, ("},
      {"plus65 +", MLG_F_FORMULA_SYNTAX, "18", "(fin)", "123.45, nom, ("},
      {"plus65 diplmin", MLG_F_FORMULA_SYNTAX, "17", "diplmin", "+ - * /"},
      {"(plus65", MLG_F_FORMULA_SYNTAX, "17", "(fin)", ")"},
      {"plus65)", MLG_F_FORMULA_SYNTAX, "16", ")", "+ - * /"},
      {"plus65 * 20,5", MLG_F_FORMULA_SYNTAX, "21", ",5", "+ - * /"},
      {"010", MLG_F_FORMULA_SYNTAX, "10", "010", "123.45"},
      {"1.2.3 + 1", MLG_F_FORMULA_SYNTAX, "10", "1.2.3", "123.45"},
      {"plus65 + é", MLG_F_FORMULA_SYNTAX, "19", "é", "123.45, nom, ("},
      {"plus56 + 1", MLG_F_REFERENCE_UNKNOWN, "10", "plus56", "plus65"},
      {"1 + union_2x3(1, 2)", MLG_F_REFERENCE_UNKNOWN, "14", "union_2x3", "union_2x2"},
      {"min(plus65)", MLG_F_FORMULA_SYNTAX, "10", "min", "2 arguments"},
      {"min(1, 2, 3)", MLG_F_FORMULA_SYNTAX, "10", "min", "2 arguments"},
      {"min(1, 2", MLG_F_FORMULA_SYNTAX, "18", "(fin)", ", )"},
      {"plus65 / 0", MLG_F_FORMULA_DIVISION, "19", "0", "un diviseur non nul"},
      {"plus65 / (2 - 2)", MLG_F_FORMULA_DIVISION, "19", "(2 - 2)", "un diviseur non nul"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    p->findings.count = 0;
    assert_int_equal(parse(p, cases[i].text), MLG_REJECTED);
    const mlg_finding *finding = &p->findings.items[0];
    assert_int_equal(p->findings.count, 1);
    assert_int_equal(finding->code, cases[i].code);
    assert_int_equal(finding->line, 11);
    assert_string_equal(finding->column, cases[i].column);
    assert_string_equal(finding->value, cases[i].value);
    assert_string_equal(mlg_finding_expected(finding, MLG_FRENCH), cases[i].expected);
  }
}

static void test_no_depth_breaks_the_stack(void **state) {
  parsed *p = *state;
  char text[20001] = "";
  memset(text, '(', 20000);
  assert_int_equal(parse(p, text), MLG_REJECTED);
  memset(text, '-', 20000);
  assert_int_equal(parse(p, text), MLG_REJECTED);
}

/* Known bounds pass through the union; an unknown margin is unknown, within them. */
static void test_union_of_estimates(void **state) {
  parsed *p = *state;
  assert_int_equal(parse(p, "union_2x2(plus65, diplmin, nscol, theta)"), MLG_OK);
  mlg_estimate v[] = {mlg_exact(300), mlg_between(200, 100, 250), mlg_exact(1000), mlg_exact(1)};
  mlg_estimate u = mlg_formula_evaluate(p->formula, v);
  assert_near(u.value, 440, 1e-9);
  assert_near(u.low, 370, 1e-9);
  assert_near(u.high, 475, 1e-9);
  v[1] = mlg_unknown(MLG_SUPPRESSED);
  u = mlg_formula_evaluate(p->formula, v);
  assert_true(isnan(u.value));
  assert_near(u.low, 300, 1e-9);
  assert_near(u.high, 1000, 1e-9); /* nobody without diploma outside the table */
  assert_int_equal(u.flags, MLG_SUPPRESSED);
  v[1] = mlg_exact(200);
  v[0] = mlg_unknown(MLG_ABSENT);
  u = mlg_formula_evaluate(p->formula, v);
  assert_near(u.low, 200, 1e-9);
  assert_true(isinf(u.high));
}

/* Independence: dF/da = 1 - b/n, so that the variance is known by hand. */
static void test_union_carries_variance(void **state) {
  parsed *p = *state;
  assert_int_equal(parse(p, "union_2x2(plus65, diplmin, nscol, theta)"), MLG_OK);
  mlg_estimate v[] = {mlg_exact(300), mlg_exact(200), mlg_exact(1000), mlg_exact(1)};
  v[0].variance = 100;
  assert_near(mlg_formula_evaluate(p->formula, v).variance, 64, 1e-6);
}

static void test_union_by_independence(void **state) {
  parsed *p = *state;
  assert_int_equal(parse(p, "union_independance(plus65, diplmin, nscol)"), MLG_OK);
  mlg_estimate v[] = {mlg_exact(300), mlg_between(200, 100, 250), mlg_exact(1000), mlg_exact(7)};
  mlg_estimate u = mlg_formula_evaluate(p->formula, v);
  assert_near(u.value, 300 + 200 * 0.7, 1e-9);
  assert_near(u.low, 300 + 100 * 0.7, 1e-9);
  assert_near(u.high, 300 + 250 * 0.7, 1e-9);
}

/* The four variables are the parts; the overlap of two is written in the formula. */
static mlg_estimate situations(parsed *p, const char *text, mlg_estimate last) {
  const mlg_estimate v[] = {mlg_between(20, 15, 25), mlg_exact(10), mlg_exact(60), last};
  assert_int_equal(parse(p, text), MLG_OK);
  return mlg_formula_evaluate(p->formula, v);
}

static void test_situations(void **state) {
  parsed *p = *state;
  const char *text = "situations(plus65, diplmin, nscol, theta, 12)";
  mlg_estimate u = situations(p, text, mlg_exact(40));
  assert_near(u.value, 20 + 10 + 60 + 40 - 12, 1e-9);
  assert_near(u.low, 60, 1e-9);
  assert_near(u.high, 25 + 10 + 60 + 40, 1e-9);
  /* An absent part: no value, the known part and its own bound. */
  u = situations(p, text, (mlg_estimate){NAN, 0, 500, 0, MLG_ABSENT});
  assert_true(isnan(u.value) && (u.flags & MLG_ABSENT));
  assert_near(u.low, 60, 1e-9);
  assert_near(u.high, 25 + 10 + 60 + 500, 1e-9);
  /* More in common than there is: the union is no smaller than its largest part. */
  u = situations(p, "situations(plus65, diplmin, nscol, theta, 1000)", mlg_exact(40));
  assert_near(u.value, 60, 1e-9);
}

/* Nobody has the overlap: nothing is taken off. It is hidden: then nobody knows the sum. */
static void test_situations_without_overlap(void **state) {
  parsed *p = *state;
  const char *text = "situations(plus65, diplmin, nscol, nscol, theta)";
  mlg_estimate u = situations(p, text, mlg_unknown(MLG_ABSENT));
  assert_near(u.value, 20 + 10 + 60 + 60, 1e-9);
  assert_int_equal(u.flags & MLG_ABSENT, 0);
  u = situations(p, text, mlg_unknown(MLG_SUPPRESSED));
  assert_true(isnan(u.value));
  assert_near(u.high, 25 + 10 + 60 + 60, 1e-9);
}

int main(void) {
  const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
      CASE(test_values),
      CASE(test_used_twice),
      CASE(test_a_published_value_stays_published_alone),
      CASE(test_mistakes),
      CASE(test_no_depth_breaks_the_stack),
      CASE(test_union_of_estimates),
      CASE(test_union_carries_variance),
      CASE(test_union_by_independence),
      CASE(test_situations),
      CASE(test_situations_without_overlap),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
