/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>

#include "portrait/breaks.h"

/*
 * best[i]: the least cost of the first i + 1 values in the classes made so far. One more class
 * starts at some j: best'[i] = min over j of best[j - 1] + cost(j, i). The best j never moves
 * left as i moves right, so that the middle i halves the search for all others.
 */
typedef struct {
  const double *sum, *square; /* Of the values before each index. */
  const double *best;
  double *next;
  size_t *start; /* The j of each i. */
} layer;

/* The squared gaps of values j to i to their mean. */
static double cost(const layer *l, size_t j, size_t i) {
  double n = (double)(i - j + 1), sum = l->sum[i + 1] - l->sum[j];
  return fmax(l->square[i + 1] - l->square[j] - sum * sum / n, 0);
}

/* Fills next[first..last], whose j lie in [low, high]. */
static void fill(const layer *l, size_t first, size_t last, size_t low, size_t high) {
  size_t i = first + (last - first) / 2, most = high < i ? high : i;
  l->next[i] = INFINITY;
  for (size_t j = low; j <= most; j++) {
    double total = l->best[j - 1] + cost(l, j, i);
    if (total >= l->next[i]) continue;
    l->next[i] = total;
    l->start[i] = j;
  }
  if (i > first) fill(l, first, i - 1, low, l->start[i]);
  if (i < last) fill(l, i + 1, last, l->start[i], high);
}

/* From the last class to the first, each start tells the one before. */
static void trace(const size_t *start, size_t n, size_t k, size_t *starts) {
  size_t i = n - 1;
  for (size_t class = k - 1; class > 0; class --) {
    starts[class - 1] = start[class * n + i];
    i = starts[class - 1] - 1;
  }
}

bool mlg_natural_starts(mlg_arena *arena, const double *sorted, size_t n, size_t k,
                        size_t *starts) {
  double *sums = MLG_NEW(arena, double, 2 * (n + 1)), *costs = MLG_NEW(arena, double, 2 * n);
  size_t *start = MLG_NEW(arena, size_t, k * n);
  if (sums == NULL || costs == NULL || start == NULL) return false;
  double *square = sums + n + 1, middle = sorted[n / 2];
  /* Near 0, squares lose no digits. */
  for (size_t i = 0; i < n; i++) {
    double gap = sorted[i] - middle;
    sums[i + 1] = sums[i] + gap;
    square[i + 1] = square[i] + gap * gap;
  }
  layer l = {.sum = sums, .square = square};
  for (size_t i = 0; i < n; i++) costs[i] = cost(&l, 0, i);
  for (size_t class = 1; class < k; class ++) {
    l.best = costs + (class - 1) % 2 * n;
    l.next = costs + class % 2 * n;
    l.start = start + class * n;
    fill(&l, class, n - 1, class, n - 1);
  }
  trace(start, n, k, starts);
  return true;
}
