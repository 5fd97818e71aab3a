/* SPDX-License-Identifier: Apache-2.0 */
#include "load/coherence.h"

#include <math.h>
#include <stdlib.h>

/* With fewer rows, nobody can say what is usual. */
enum { FEWEST_ROWS = 20 };

/* A median absolute deviation, times this, is the standard deviation of what is normal. */
static const double NORMAL = 1.4826;

/* Rows that are nearly all the same leave no room for the last one: 1 %. */
static const double LEAST_DEVIATION = 0.01;

static int compare_numbers(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Sorts `numbers`. */
static double median(double *numbers, size_t n) {
  qsort(numbers, n, sizeof *numbers, compare_numbers);
  return n % 2 == 1 ? numbers[n / 2] : (numbers[n / 2 - 1] + numbers[n / 2]) / 2;
}

/* NaN where it is not to be looked at. */
static double ratio_of(const mlg_asking *asking, const mlg_asked *asked, size_t row) {
  double over = mlg_asked_right(asking, asked, row);
  return over > 0 && over >= asked->of->from ? mlg_asked_left(asking, asked, row) / over : NAN;
}

/* What is usual among the rows: the median of the ratios' logarithms, and how far they stray. */
static mlg_status find_usual(const mlg_asking *asking, const mlg_asked *asked, double *middle,
                             double *deviation) {
  size_t n = 0, n_rows = asking->table->n_rows;
  double *logs = MLG_NEW(asking->arena, double, n_rows);
  MLG_HAVE(logs);
  for (size_t row = 0; row < n_rows; row++) {
    double ratio = ratio_of(asking, asked, row);
    if (ratio > 0) logs[n++] = log(ratio);
  }
  *middle = *deviation = NAN;
  if (n < FEWEST_ROWS) return MLG_OK;
  *middle = median(logs, n);
  for (size_t i = 0; i < n; i++) logs[i] = fabs(logs[i] - *middle);
  *deviation = fmax(LEAST_DEVIATION, NORMAL * median(logs, n));
  return MLG_OK;
}

mlg_status mlg_ask_ratio(const mlg_asking *asking, mlg_asked *asked) {
  const mlg_coherence *of = asked->of;
  double middle, deviation;
  MLG_TRY(find_usual(asking, asked, &middle, &deviation));
  asked->usual = exp(middle);
  for (size_t row = 0; row < asking->table->n_rows; row++) {
    double ratio = ratio_of(asking, asked, row);
    if (isnan(ratio)) continue;
    bool out = ratio < of->minimum || ratio > of->maximum;
    /* Nothing at all may be true of few persons. */
    double away = ratio > 0 ? (log(ratio) - middle) / deviation : NAN;
    bool far = away > of->above || -away > of->below;
    asked->rows[row] = out || far ? MLG_BROKEN : MLG_HOLDS;
  }
  return MLG_OK;
}
