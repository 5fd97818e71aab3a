/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/reach.h>
#include <math.h>

/* What is left of an offer's pull at the very end of the reach. */
static const double END_WEIGHT = 0.01;

double mlg_reach_metres(const mlg_reach *reach) {
  return reach->minutes / 60 * reach->speed_kmh * 1000 / reach->detour;
}

double mlg_reach_weight(const mlg_reach *reach, double metres) {
  double most = mlg_reach_metres(reach);
  if (!(metres <= most)) return 0;
  double share = metres / most;
  switch (reach->decay) {
  case MLG_STEP:
    return 1;
  case MLG_LINEAR:
    return 1 - (1 - END_WEIGHT) * share;
  case MLG_GAUSSIAN:
    return exp(log(END_WEIGHT) * share * share);
  case MLG_EXPONENTIAL:
    return exp(log(END_WEIGHT) * share);
  case MLG_DREES:
    return share <= 0.5 ? 1 : share <= 0.75 ? 2.0 / 3 : 1.0 / 3;
  case MLG_DECAY_COUNT:
    break;
  }
  return 0;
}
