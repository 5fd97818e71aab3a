/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/reach.h>
#include <math.h>
#include <stdbool.h>

const mlg_word MLG_TRAVELS[MLG_TRAVEL_COUNT] = {
    {"marche", "à pied", "à pied", ""},
    {"voiture", "en voiture", "en voiture", ""},
};

/* What is left of an offer's pull at the very end of the reach. */
static const double END_WEIGHT = 0.01;

/* A reach computed back from metres may be beyond itself by a rounding. */
static const double END = 1 + 1e-12;

mlg_travel mlg_reach_travel(const mlg_reach *reach, double inhabitants, double density) {
  bool car = reach->modes[MLG_BY_CAR].minutes > 0;
  bool town = inhabitants >= reach->town_from && !(density < reach->town_density);
  return car && !town ? MLG_BY_CAR : MLG_ON_FOOT;
}

static double metres_per_minute(const mlg_mode *mode) {
  return mode->speed_kmh * 1000 / 60 / mode->detour;
}

double mlg_mode_metres(const mlg_mode *mode) { return mode->minutes * metres_per_minute(mode); }

double mlg_mode_minutes(const mlg_mode *mode, double metres) {
  return metres / metres_per_minute(mode);
}

double mlg_mode_weight(const mlg_mode *mode, double minutes) {
  double share = minutes / mode->minutes;
  if (!(share <= END)) return 0;
  switch (mode->decay) {
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
