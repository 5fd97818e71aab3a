/* SPDX-License-Identifier: Apache-2.0 */
#include "need/formula.h"

#include <math.h>

/*
 * Persons in both a and b, of n >= a, b: Plackett's closed form, the root of
 *
 *     x (n - a - b + x) = theta (a - x) (b - x)
 *
 * written without subtracting nearly equal numbers. With k = theta - 1 and
 * s = n + k (a + b), the textbook root (s - sqrt(d)) / 2k loses all its digits
 * near theta = 1, and d as s^2 - 4 theta k a b loses them near the margins; the
 * sum below has no negative term for theta >= 1. Where s is negative (theta < 1,
 * crowded margins) the textbook form is the one that subtracts nothing.
 */
static double overlap(double a, double b, double n, double theta) {
  double k = theta - 1, s = n + k * (a + b);
  double d = n * n + 2 * k * (a * (n - b) + b * (n - a)) + k * k * (a - b) * (a - b);
  double root = sqrt(fmax(0, d));
  if (s < 0) return (s - root) / (2 * k);
  return s + root > 0 ? 2 * theta * a * b / (s + root) : 0;
}

double mlg_union_2x2(double a, double b, double n, double theta) {
  double m = fmax(n, fmax(a, b));
  return a + b - overlap(a, b, m, theta);
}

/* The union rises with a, b and n, and falls as theta rises: its bounds are
   those of its arguments. Unbounded arguments: see the header. */
static double bound(double a, double b, double n, double theta) {
  b = fmin(b, n);
  if (isinf(a) || isinf(n)) return a + b; /* the overlap vanishes in a crowd */
  return mlg_union_2x2(fmax(0, a), fmax(0, b), fmax(0, n), theta);
}

/* First-order variance, each slope by a central difference of a thousandth. */
static double spread(const mlg_estimate *arguments) {
  double at[4], variance = 0;
  for (int i = 0; i < 4; i++) at[i] = arguments[i].value;
  for (int i = 0; i < 4; i++) {
    if (!(arguments[i].variance > 0) || !(at[i] > 0)) continue;
    double centre = at[i], step = centre / 1000;
    at[i] = centre + step;
    double above = mlg_union_2x2(at[0], at[1], at[2], at[3]);
    at[i] = centre - step;
    double below = mlg_union_2x2(at[0], at[1], at[2], at[3]);
    at[i] = centre;
    double slope = (above - below) / (2 * step);
    variance += slope * slope * arguments[i].variance;
  }
  return variance;
}

mlg_estimate mlg_union_estimate(const mlg_estimate *arguments, unsigned *notes) {
  mlg_estimate a = arguments[0], b = arguments[1], n = arguments[2], theta = arguments[3];
  mlg_estimate result = {
      .value = NAN,
      .low = bound(a.low, b.low, fmax(n.low, b.low), theta.high),
      .high = bound(a.high, b.high, n.high, theta.low),
      .flags = (a.flags | b.flags | n.flags | theta.flags) & ~(uint32_t)MLG_PUBLISHED,
  };
  if (!mlg_is_known(a) || !mlg_is_known(b) || !mlg_is_known(n) || !mlg_is_known(theta))
    return result;
  if (a.value > n.value || b.value > n.value) *notes |= MLG_NOTE_MARGINS;
  result.value = mlg_union_2x2(a.value, b.value, n.value, theta.value);
  result.variance = spread(arguments);
  /* b above n, which no table should say, must not leave the value outside. */
  result.high = fmax(result.high, result.value);
  return result;
}
