/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>

#include "portrait/breaks.h"

/* The value below which a share of the values lies, interpolated (type 7). */
static double quantile(const double *sorted, size_t n, double share) {
  double at = share * (double)(n - 1);
  size_t below = (size_t)at;
  if (below + 1 >= n) return sorted[n - 1];
  return sorted[below] + (at - (double)below) * (sorted[below + 1] - sorted[below]);
}

static size_t quantiles(const double *sorted, size_t n, size_t k, double *bounds) {
  for (size_t i = 1; i < k; i++) bounds[i - 1] = quantile(sorted, n, (double)i / (double)k);
  return k - 1;
}

enum { Q6_BOUNDS = 5 };

/* The extremes have classes of their own: one zone in twenty at each end. */
static size_t extreme_quantiles(const double *sorted, size_t n, bool wide, double *bounds) {
  static const double SHARES[2][Q6_BOUNDS] = {{0.05, 0.25, 0.5, 0.75, 0.95},
                                              {0.05, 0.275, 0.5, 0.725, 0.95}};
  for (size_t i = 0; i < Q6_BOUNDS; i++) bounds[i] = quantile(sorted, n, SHARES[wide][i]);
  return Q6_BOUNDS;
}

static size_t equal(const double *sorted, size_t n, size_t k, double *bounds) {
  double width = (sorted[n - 1] - sorted[0]) / (double)k;
  for (size_t i = 1; i < k; i++) bounds[i - 1] = sorted[0] + (double)i * width;
  return k - 1;
}

static double mean_of(const double *values, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += values[i];
  return sum / (double)n;
}

/* One deviation wide, the middle class around the mean; three classes on each side at most. */
static size_t deviations(const double *sorted, size_t n, double *bounds) {
  double mean = mean_of(sorted, n), squares = 0;
  for (size_t i = 0; i < n; i++) squares += (sorted[i] - mean) * (sorted[i] - mean);
  double deviation = sqrt(squares / (double)n);
  size_t count = 0;
  for (double step = -2.5; step <= 2.5; step += 1) {
    double bound = mean + step * deviation;
    if (bound > sorted[0] && bound < sorted[n - 1]) bounds[count++] = bound;
  }
  return count;
}

/* A product of equal ratios; there is none from 0 or below. */
static size_t geometric(const double *sorted, size_t n, size_t k, double *bounds) {
  if (sorted[0] <= 0) return 0;
  double ratio = log(sorted[n - 1] / sorted[0]) / (double)k;
  for (size_t i = 1; i < k; i++) bounds[i - 1] = sorted[0] * exp((double)i * ratio);
  return k - 1;
}

/* As long as the head is a minority: at most 40 % of what it is the head of. */
static size_t head_tail(const double *sorted, size_t n, double *bounds) {
  const double most = 0.4;
  size_t count = 0, first = 0;
  while (count < MLG_MOST_CLASSES - 1 && n - first > 1) {
    double mean = mean_of(sorted + first, n - first);
    size_t head = first;
    while (head < n && sorted[head] <= mean) head++;
    bounds[count++] = mean;
    if (head == n || (double)(n - head) / (double)(n - first) > most) break;
    first = head;
  }
  return count;
}

static size_t natural(mlg_arena *arena, const double *sorted, size_t n, size_t k, double *bounds) {
  size_t starts[MLG_MOST_CLASSES];
  if (!mlg_natural_starts(arena, sorted, n, k, starts)) return 0;
  for (size_t i = 0; i + 1 < k; i++) bounds[i] = (sorted[starts[i] - 1] + sorted[starts[i]]) / 2;
  return k - 1;
}

size_t mlg_breaks_find(mlg_arena *arena, mlg_class_method method, const double *sorted, size_t n,
                       size_t k, double *bounds) {
  if (n < 2 || k < 2 || k > n || !(sorted[n - 1] > sorted[0])) return 0;
  if (k > MLG_MOST_CLASSES) k = MLG_MOST_CLASSES;
  switch (method) {
  case MLG_CLASS_EQUAL:
    return equal(sorted, n, k, bounds);
  case MLG_CLASS_DEVIATION:
    return deviations(sorted, n, bounds);
  case MLG_CLASS_NATURAL:
    return natural(arena, sorted, n, k, bounds);
  case MLG_CLASS_Q6_WIDE:
  case MLG_CLASS_Q6:
    return extreme_quantiles(sorted, n, method == MLG_CLASS_Q6_WIDE, bounds);
  case MLG_CLASS_HEAD_TAIL:
    return head_tail(sorted, n, bounds);
  case MLG_CLASS_GEOMETRIC:
    return geometric(sorted, n, k, bounds);
  default:
    return quantiles(sorted, n, k, bounds);
  }
}
