/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/coverage.h>
#include <math.h>

const mlg_parts *mlg_coverage_parts(const mlg_coverage *coverage, mlg_level level, size_t zone,
                                    mlg_family family, size_t scenario) {
  size_t row = zone * MLG_FAMILY_COUNT + (size_t)family;
  return &coverage->parts[level][row * coverage->n_scenarios + scenario];
}

mlg_estimate mlg_uncovered(const mlg_parts *parts) {
  const mlg_estimate *part = parts->part;
  mlg_estimate sum =
      mlg_add(mlg_add(part[MLG_ORIENTATION], part[MLG_SATURATED]), part[MLG_OUT_OF_REACH]);
  /* Parts of one need move together: deviations add, not variances. */
  double deviation = sqrt(part[MLG_ORIENTATION].variance) + sqrt(part[MLG_SATURATED].variance) +
                     sqrt(part[MLG_OUT_OF_REACH].variance);
  sum.variance = deviation * deviation;
  if (!mlg_is_known(sum)) return sum;
  sum.low = fmin(sum.value, fmax(sum.low, parts->need.low - part[MLG_SERVED].high));
  sum.high = fmax(sum.value, fmin(sum.high, parts->need.high - part[MLG_SERVED].low));
  return sum;
}

mlg_part mlg_main_cause(const mlg_parts *parts) {
  mlg_part cause = MLG_SERVED;
  double most = 0;
  for (int part = MLG_ORIENTATION; part < MLG_PART_COUNT; part++)
    if (parts->part[part].value > most) {
      most = parts->part[part].value;
      cause = (mlg_part)part;
    }
  return cause;
}
