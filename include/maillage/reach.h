/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_REACH_H
#define MAILLAGE_REACH_H

#include <maillage/words.h>

/**
 * @file
 * How far people go for help, and how near an offer feels.
 */

/** How people travel. */
typedef enum { MLG_ON_FOOT, MLG_BY_CAR, MLG_TRAVEL_COUNT } mlg_travel;

/** "marche", "voiture". */
extern const mlg_word MLG_TRAVELS[MLG_TRAVEL_COUNT];

typedef struct {
  double minutes, speed_kmh;
  double detour; /**< Distance travelled over distance as the crow flies, >= 1. */
  mlg_decay decay;
} mlg_mode;

typedef struct {
  mlg_mode modes[MLG_TRAVEL_COUNT]; /**< Without a car mode (minutes 0), everyone walks. */
  double town_from;                 /**< Inhabitants of a commune from which its people walk. */
  double town_density; /**< Inhabitants per km2 of a zone from which its people walk; 0: any. */
  unsigned tries;      /**< Offers a person tries before giving up, >= 1. */
} mlg_reach;

/** How people travel: on foot in a commune large enough, where the zone is dense enough. By car
 *  when its inhabitants are not known (NaN); a density that is not known (NaN) is enough. */
mlg_travel mlg_reach_travel(const mlg_reach *reach, double inhabitants, double density);

/** The reach as the crow flies, in metres. */
double mlg_mode_metres(const mlg_mode *mode);

/** The minutes that `metres` as the crow flies take. */
double mlg_mode_minutes(const mlg_mode *mode, double metres);

/**
 * The weight of an offer at `minutes`, in (0, 1]; 0 beyond the reach. A decay runs over the
 * share s of the reach: 1, 1 - 0.99 s, 0.01^(s^2), 0.01^s, or the DREES's three steps; but
 * for these and the first, 0.01 is left at the end.
 */
double mlg_mode_weight(const mlg_mode *mode, double minutes);

#endif
