/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/need.h>

#include <math.h>

mlg_estimate mlg_need_value(const mlg_need *need, mlg_level level, size_t zone, size_t indicator) {
  return need->values[level][zone * need->n_indicators + indicator];
}

mlg_estimate mlg_need_rate(const mlg_need *need, const mlg_indicator *indicators, mlg_level level,
                           size_t zone, size_t indicator, size_t k) {
  if (k >= indicators[indicator].n_denominators) return mlg_unknown(MLG_ABSENT);
  mlg_estimate part = mlg_need_value(need, level, zone, indicator);
  mlg_estimate whole = mlg_need_value(need, level, zone, indicators[indicator].denominators[k]);
  uint32_t flags = (part.flags | whole.flags) & ~(uint32_t)MLG_PUBLISHED;
  /* Nobody to be a share of: no rate, which is not a rate of 0. */
  if (!mlg_is_known(whole) || whole.value <= 0) return mlg_unknown(flags);
  /* More persons than the denominator has: then it is no share of it. */
  double most = part.value <= whole.value ? 1 : INFINITY;
  return (mlg_estimate){
      .value = part.value / whole.value,
      .low = fmax(0, part.low / whole.value),
      .high = fmin(most, part.high / whole.value),
      .variance = part.variance / (whole.value * whole.value),
      .flags = flags,
  };
}
