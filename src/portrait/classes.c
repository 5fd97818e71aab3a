/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/portrait.h>

#include <math.h>
#include <stdlib.h>

#include "portrait/breaks.h"

/* More shades than this are hard to tell apart when nobody chose how many. */
enum { MOST_SHADES = 5 };

size_t mlg_class_of(const mlg_classes *classes, double rate) {
  size_t class = 0;
  while (class + 1 < classes->n && rate >= classes->bounds[class]) class ++;
  return class;
}

void mlg_classes_tally(mlg_classes *classes, const double *values, size_t n) {
  for (size_t i = 0; i < MLG_MOST_CLASSES; i++) classes->tally[i] = 0;
  for (size_t i = 0; i < n; i++)
    if (!isnan(values[i])) classes->tally[mlg_class_of(classes, values[i])]++;
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

/* The bounds rounded to a step of at most `most`. */
static void round_bounds(mlg_classes *classes, const double *sorted, size_t n, const double *bounds,
                         size_t n_bounds, double most) {
  double multiple, per_unit;
  readable_step(most, &multiple, &per_unit);
  classes->n = 1;
  for (size_t i = 0; i < n_bounds; i++)
    keep_bound(classes, sorted, n, round(bounds[i] * per_unit / multiple) * multiple / per_unit);
}

/* As coarse as keeps every class; where many values crowd, a finer step may part them. */
static void keep_bounds(mlg_classes *classes, const double *sorted, size_t n, const double *bounds,
                        size_t n_bounds) {
  if (n_bounds == 0) return;
  double most = (sorted[n - 1] - sorted[0]) / (2 * (double)(n_bounds + 1));
  for (int finer = 0; finer < 3 && classes->n <= n_bounds; finer++, most /= 2.5)
    round_bounds(classes, sorted, n, bounds, n_bounds, most);
}

/* Few zones get few classes. */
static size_t how_many(const mlg_class_choice *choice, size_t n) {
  size_t most = choice->n > 0 ? n / 2 : (size_t)sqrt((double)n);
  size_t wanted = choice->n > 0 ? choice->n : MOST_SHADES;
  if (wanted > MLG_MOST_CLASSES) wanted = MLG_MOST_CLASSES;
  return wanted < most ? wanted : most;
}

static void compute(mlg_arena *arena, mlg_classes *classes, const mlg_class_choice *choice,
                    const double *sorted, size_t n) {
  double bounds[MLG_MOST_CLASSES];
  mlg_class_method method = choice->method == MLG_CLASS_OWN ? MLG_CLASS_QUANTILES : choice->method;
  size_t k = how_many(choice, n);
  size_t n_bounds = mlg_breaks_find(arena, method, sorted, n, k, bounds);
  if (n_bounds == 0) {
    method = MLG_CLASS_QUANTILES;
    n_bounds = mlg_breaks_find(arena, method, sorted, n, k, bounds);
  }
  classes->method = MLG_CLASS_METHODS[method].label;
  keep_bounds(classes, sorted, n, bounds, n_bounds);
}

static void given(mlg_classes *classes, const mlg_class_choice *choice) {
  size_t most = MLG_MOST_CLASSES - 1;
  size_t n = choice->n_bounds < most ? choice->n_bounds : most;
  classes->method = MLG_CLASS_METHODS[MLG_CLASS_GIVEN].label;
  for (size_t i = 0; i < n; i++) classes->bounds[i] = choice->bounds[i];
  classes->n = n + 1;
}

mlg_status mlg_classes_make(mlg_arena *arena, const double *values, size_t n,
                            const mlg_class_choice *choice, mlg_classes *classes) {
  *classes = (mlg_classes){.n = 1};
  size_t known = 0;
  double *sorted = MLG_NEW(arena, double, n + 1);
  MLG_HAVE(sorted);
  for (size_t i = 0; i < n; i++)
    if (!isnan(values[i])) sorted[known++] = values[i];
  qsort(sorted, known, sizeof *sorted, ascending);
  if (choice->method == MLG_CLASS_GIVEN && choice->n_bounds > 0)
    given(classes, choice);
  else
    compute(arena, classes, choice, sorted, known);
  mlg_classes_tally(classes, values, n);
  return MLG_OK;
}

mlg_status mlg_portrait_classes(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                                const size_t *zones, size_t n, size_t indicator,
                                mlg_classes *classes) {
  const mlg_indicator *shown_one = &portrait->project->indicators[indicator];
  mlg_class_choice own = {.method = shown_one->n_bounds > 0 ? MLG_CLASS_GIVEN : MLG_CLASS_OWN,
                          .n_bounds = shown_one->n_bounds,
                          .bounds = shown_one->bounds};
  size_t hidden[MLG_SHOWN_COUNT] = {0};
  double *rates = MLG_NEW(arena, double, n + 1);
  MLG_HAVE(rates);
  for (size_t i = 0; i < n; i++) {
    mlg_estimate rate;
    mlg_shown shown = mlg_portrait_rate(portrait, level, zones[i], indicator, 0, &rate);
    rates[i] = shown == MLG_SHOWN ? rate.value : NAN;
    hidden[shown]++;
  }
  MLG_TRY(mlg_classes_make(arena, rates, n, &own, classes));
  for (size_t i = MLG_SHOWN + 1; i < MLG_SHOWN_COUNT; i++) classes->hidden[i] = hidden[i];
  return MLG_OK;
}
