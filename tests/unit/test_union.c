/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include <maillage/need.h>

#include <math.h>

/* Margins from nobody to everybody, some of them far apart. */
static const double SHARES[] = {0, 1e-9, 0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.999, 1 - 1e-12, 1};
static const double THETAS[] = {1e-6, 0.1, 0.5, 0.999999, 1, 1.000001, 2, 5, 7.3, 10, 1e3, 1e6};
enum {
  N_SHARES = sizeof SHARES / sizeof *SHARES,
  N_THETAS = sizeof THETAS / sizeof *THETAS,
};
static const double N = 2000; /* persons: an IRIS */

typedef void (*check)(double a, double b, double theta);

static void over_the_grid(check each) {
  for (int i = 0; i < N_SHARES; i++)
    for (int j = 0; j < N_SHARES; j++)
      for (int k = 0; k < N_THETAS; k++) each(SHARES[i] * N, SHARES[j] * N, THETAS[k]);
}

static void check_bounds(double a, double b, double theta) {
  double u = mlg_union_2x2(a, b, N, theta);
  if (!(u >= fmax(a, b) - 1e-9 && u <= fmin(N, a + b) + 1e-9 /* persons */))
    fail_msg("union(%g, %g, %g, %g) = %.15g", a, b, N, theta, u);
}

static void check_symmetry(double a, double b, double theta) {
  assert_near(mlg_union_2x2(a, b, N, theta), mlg_union_2x2(b, a, N, theta), 1e-9);
}

/* The same number from the definition: bisection of x (n-a-b+x) = theta (a-x) (b-x). */
static double by_bisection(double a, double b, double theta) {
  double low = fmax(0, a + b - N), high = fmin(a, b);
  for (int i = 0; i < 200; i++) {
    double x = (low + high) / 2;
    if (x * (N - a - b + x) < theta * (a - x) * (b - x))
      low = x;
    else
      high = x;
  }
  return a + b - (low + high) / 2;
}

static void check_definition(double a, double b, double theta) {
  assert_near(mlg_union_2x2(a, b, N, theta), by_bisection(a, b, theta), 1e-6 /* persons */);
}

static void test_bounds(void **state) {
  (void)state;
  over_the_grid(check_bounds);
}

static void test_symmetric(void **state) {
  (void)state;
  over_the_grid(check_symmetry);
}

static void test_solves_the_odds_ratio_equation(void **state) {
  (void)state;
  over_the_grid(check_definition);
}

static void test_independence(void **state) {
  (void)state;
  for (int i = 0; i < N_SHARES; i++)
    for (int j = 0; j < N_SHARES; j++) {
      double a = SHARES[i] * N, b = SHARES[j] * N;
      assert_near(mlg_union_2x2(a, b, N, 1), a + b - a * b / N, 1e-9);
      /* No jump where the textbook formula divides zero by zero. */
      assert_near(mlg_union_2x2(a, b, N, 1 + 1e-12), a + b - a * b / N, 1e-6);
    }
}

static void test_falls_as_theta_rises(void **state) {
  (void)state;
  for (int i = 0; i < N_SHARES; i++)
    for (int j = 0; j < N_SHARES; j++)
      for (int k = 1; k < N_THETAS; k++) {
        double a = SHARES[i] * N, b = SHARES[j] * N;
        double before = mlg_union_2x2(a, b, N, THETAS[k - 1]);
        assert_true(mlg_union_2x2(a, b, N, THETAS[k]) <= before + 1e-9 /* persons */);
      }
  assert_true(mlg_union_2x2(500, 400, N, 10) < mlg_union_2x2(500, 400, N, 5) - 1);
}

static void test_nobody(void **state) {
  (void)state;
  assert_near(mlg_union_2x2(0, 0, 0, 7.3), 0, 0);
  assert_near(mlg_union_2x2(0, 0, N, 7.3), 0, 0);
  assert_near(mlg_union_2x2(300, 0, N, 7.3), 300, 1e-9);
  assert_near(mlg_union_2x2(0, 300, N, 7.3), 300, 1e-9);
}

/* Persons 65+ beyond the table belong to the union, and those inside it are all of it. */
static void test_margin_beyond_the_total(void **state) {
  (void)state;
  const double n = 100, b = 30;
  for (double a = 90; a <= 120; a += 0.5) {
    double cut = fmin(a, n);
    assert_near(mlg_union_2x2(a, b, n, 7.3), (a - cut) + mlg_union_2x2(cut, b, n, 7.3), 1e-9);
  }
  assert_near(mlg_union_2x2(120, b, n, 7.3), 120, 1e-9);
  assert_near(mlg_union_2x2(50, 0, 0, 7.3), 50, 1e-9);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_bounds),
      cmocka_unit_test(test_symmetric),
      cmocka_unit_test(test_solves_the_odds_ratio_equation),
      cmocka_unit_test(test_independence),
      cmocka_unit_test(test_falls_as_theta_rises),
      cmocka_unit_test(test_nobody),
      cmocka_unit_test(test_margin_beyond_the_total),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
