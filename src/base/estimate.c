/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/estimate.h>

#include <maillage/text.h>
#include <math.h>
#include <stddef.h>

/* Normal quantile of a 95 % interval. */
static const double Z95 = 1.96;

mlg_estimate mlg_exact(double value) {
  return (mlg_estimate){.value = value, .low = value, .high = value, .flags = MLG_PUBLISHED};
}

mlg_estimate mlg_between(double value, double low, double high) {
  return (mlg_estimate){.value = value, .low = low, .high = high};
}

mlg_estimate mlg_unknown(uint32_t flags) {
  return (mlg_estimate){.value = NAN, .low = 0, .high = INFINITY, .flags = flags};
}

bool mlg_is_known(mlg_estimate estimate) { return isfinite(estimate.value); }

/* A result is published as it stands only when nothing was done to it. */
static uint32_t combined(mlg_estimate a, mlg_estimate b) {
  return (a.flags | b.flags) & ~(uint32_t)MLG_PUBLISHED;
}

/* 0 x infinity is 0 here: a known zero stays zero whatever it multiplies. */
static double product(double a, double b) { return a == 0 || b == 0 ? 0 : a * b; }

mlg_estimate mlg_add(mlg_estimate a, mlg_estimate b) {
  return (mlg_estimate){a.value + b.value, a.low + b.low, a.high + b.high, a.variance + b.variance,
                        combined(a, b)};
}

mlg_estimate mlg_subtract(mlg_estimate a, mlg_estimate b) {
  return (mlg_estimate){a.value - b.value, a.low - b.high, a.high - b.low, a.variance + b.variance,
                        combined(a, b)};
}

static mlg_estimate hull(double value, const double corners[4], double variance, uint32_t flags) {
  mlg_estimate result = {value, corners[0], corners[0], variance, flags};
  for (int i = 1; i < 4; i++) {
    result.low = fmin(result.low, corners[i]);
    result.high = fmax(result.high, corners[i]);
  }
  return result;
}

mlg_estimate mlg_multiply(mlg_estimate a, mlg_estimate b) {
  const double corners[4] = {product(a.low, b.low), product(a.low, b.high), product(a.high, b.low),
                             product(a.high, b.high)};
  double variance = product(a.variance, b.value * b.value) + product(b.variance, a.value * a.value);
  return hull(a.value * b.value, corners, isnan(variance) ? 0 : variance, combined(a, b));
}

mlg_estimate mlg_divide(mlg_estimate a, mlg_estimate b) {
  if (b.low <= 0 && b.high >= 0)
    return (mlg_estimate){NAN, -INFINITY, INFINITY, 0, combined(a, b) | MLG_ABSENT};
  const double corners[4] = {a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high};
  double ratio = a.value / b.value;
  double variance = (a.variance + b.variance * ratio * ratio) / (b.value * b.value);
  return hull(ratio, corners, isnan(variance) ? 0 : variance, combined(a, b));
}

mlg_estimate mlg_minimum(mlg_estimate a, mlg_estimate b) {
  double value = isnan(a.value) || isnan(b.value) ? NAN : fmin(a.value, b.value);
  return (mlg_estimate){value, fmin(a.low, b.low), fmin(a.high, b.high),
                        fmax(a.variance, b.variance), combined(a, b)};
}

mlg_estimate mlg_maximum(mlg_estimate a, mlg_estimate b) {
  double value = isnan(a.value) || isnan(b.value) ? NAN : fmax(a.value, b.value);
  return (mlg_estimate){value, fmax(a.low, b.low), fmax(a.high, b.high),
                        fmax(a.variance, b.variance), combined(a, b)};
}

mlg_estimate mlg_scale(mlg_estimate a, double factor) {
  double low = product(a.low, factor), high = product(a.high, factor);
  return (mlg_estimate){a.value * factor, fmin(low, high), fmax(low, high),
                        a.variance * factor * factor, a.flags & ~(uint32_t)MLG_PUBLISHED};
}

double mlg_shown_low(mlg_estimate estimate, double floor) {
  return fmax(floor, estimate.low - Z95 * sqrt(estimate.variance));
}

double mlg_shown_high(mlg_estimate estimate, double ceiling) {
  return fmin(ceiling, estimate.high + Z95 * sqrt(estimate.variance));
}

const char *mlg_flag_word(mlg_flag flag) {
  static const struct {
    mlg_flag flag;
    const char *word;
  } WORDS[] = {
      {MLG_PUBLISHED, "publie"},   {MLG_ROUNDED, "arrondi"},     {MLG_SUPPRESSED, "secret"},
      {MLG_IMPUTED, "impute"},     {MLG_APPORTIONED, "reparti"}, {MLG_FRAGILE, "fragile"},
      {MLG_CONVERTED, "converti"}, {MLG_EMPTY, "vide"},          {MLG_ABSENT, "absent"},
  };
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
    if (WORDS[i].flag == flag) return WORDS[i].word;
  return "";
}

char *mlg_append_flags(char *end, uint32_t flags) {
  const char *start = end;
  *end = '\0';
  for (uint32_t flag = 1; flag < MLG_FLAG_END; flag <<= 1) {
    if ((flags & flag) == 0) continue;
    if (end != start) end = mlg_append(end, ";");
    end = mlg_append(end, mlg_flag_word((mlg_flag)flag));
  }
  return end;
}
