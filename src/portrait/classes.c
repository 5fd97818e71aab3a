/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/portrait.h>

#include <math.h>
#include <stdlib.h>

/* More shades than this are hard to tell apart when nobody chose the bounds. */
enum { MOST_QUANTILES = 5 };

size_t mlg_class_of(const mlg_classes *classes, double rate) {
  size_t class = 0;
  while (class + 1 < classes->n && rate >= classes->bounds[class]) class ++;
  return class;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* The largest of 1, 2 and 5 times a power of ten that is at most `most`, as a
   whole number of units: dividing by a power of ten keeps 0.15 what it reads. */
static void readable_step(double most, double *multiple, double *per_unit) {
  double exponent = floor(log10(most));
  double mantissa = most / pow(10, exponent);
  *multiple = mantissa >= 5 ? 5 : mantissa >= 2 ? 2 : 1;
  *per_unit = pow(10, -exponent);
}

/* A bound is kept when zones lie on both sides of it, within its neighbours. */
static void keep_bound(mlg_classes *classes, const double *sorted, size_t n, double bound) {
  double below = classes->n > 1 ? classes->bounds[classes->n - 2] : -INFINITY;
  bool parts = false;
  for (size_t i = 0; i < n && !parts; i++) parts = sorted[i] >= below && sorted[i] < bound;
  if (parts && sorted[n - 1] >= bound) classes->bounds[classes->n++ - 1] = bound;
}

/* Few zones get few classes: about as many as the square root of their number. */
static void quantiles(mlg_classes *classes, double *rates, size_t n) {
  classes->method = "quantiles arrondis";
  classes->n = 1;
  if (n == 0) return;
  qsort(rates, n, sizeof *rates, ascending);
  size_t wanted = (size_t)sqrt((double)n);
  if (wanted > MOST_QUANTILES) wanted = MOST_QUANTILES;
  double spread = rates[n - 1] - rates[0], multiple, per_unit;
  if (wanted < 2 || spread <= 0) return;
  readable_step(spread / (2 * (double)wanted), &multiple, &per_unit);
  for (size_t i = 1; i < wanted; i++) {
    double steps = round(rates[i * n / wanted] * per_unit / multiple);
    keep_bound(classes, rates, n, steps * multiple / per_unit);
  }
}

static void own_bounds(mlg_classes *classes, const mlg_indicator *indicator) {
  classes->method = "bornes fixes";
  size_t n = indicator->n_bounds < MLG_MOST_CLASSES - 1 ? indicator->n_bounds
                                                        : MLG_MOST_CLASSES - 1;
  for (size_t i = 0; i < n; i++) classes->bounds[i] = indicator->bounds[i];
  classes->n = n + 1;
}

static mlg_classes classify(const mlg_indicator *indicator, double *rates, size_t n) {
  mlg_classes classes = {.n = 1};
  if (indicator->n_bounds > 0)
    own_bounds(&classes, indicator);
  else
    quantiles(&classes, rates, n);
  for (size_t i = 0; i < n; i++) classes.tally[mlg_class_of(&classes, rates[i])]++;
  return classes;
}

mlg_status mlg_portrait_classes(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                                const size_t *zones, size_t n, size_t indicator,
                                mlg_classes *classes) {
  size_t hidden[MLG_SHOWN_COUNT] = {0}, n_rates = 0;
  double *rates = MLG_NEW(arena, double, n + 1);
  MLG_HAVE(rates);
  for (size_t i = 0; i < n; i++) {
    mlg_estimate rate;
    mlg_shown shown = mlg_portrait_rate(portrait, level, zones[i], indicator, 0, &rate);
    if (shown == MLG_SHOWN)
      rates[n_rates++] = rate.value;
    else
      hidden[shown]++;
  }
  *classes = classify(&portrait->project->indicators[indicator], rates, n_rates);
  for (size_t i = 0; i < MLG_SHOWN_COUNT; i++) classes->hidden[i] = hidden[i];
  return MLG_OK;
}
