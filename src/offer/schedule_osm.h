/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_SCHEDULE_OSM_H
#define OFFER_SCHEDULE_OSM_H

#include "offer/schedule_week.h"

/**
 * @file
 * OSM's opening_hours: rules, each of which says when (selectors) and what.
 * https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
 */

/** When a rule holds. */
typedef struct {
  unsigned days;      /**< Bit set; 0 when no weekday is named. */
  mlg_weeks weeks[7]; /**< By day: the weeks in which that weekday is meant. */
  mlg_weeks season;   /**< What week numbers, months and dates leave. */
  bool dated;         /**< Months or dates are named. */
  bool holidays;      /**< Only on public or school holidays: not in an ordinary week. */
} mlg_osm_selectors;

extern const char *const MLG_OSM_DAYS[7];

/** Reads the selectors at `*at`, which may be none; false when one is outside the grammar. */
bool mlg_osm_selectors_read(const char **at, mlg_osm_selectors *selectors);

/** Reads a text on a blank week; `whole` when all of it is opening_hours. */
mlg_status mlg_osm_read(mlg_arena *arena, const char *text, mlg_week *week, bool *whole);

#endif
