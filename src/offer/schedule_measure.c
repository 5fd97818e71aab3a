/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/schedule_week.h"

#include <math.h>

enum { EVENING = 18 * 60, SATURDAY = 5, LEAST_HALF_DAY = 60 };

double mlg_schedule_minutes(const mlg_schedule *schedule) {
  if (!schedule->known) return NAN;
  double minutes = 0;
  for (size_t i = 0; i < schedule->n; i++) {
    const mlg_opening *o = &schedule->openings[i];
    minutes += (o->to - o->from) * o->weeks;
  }
  return minutes;
}

/* The minutes of one half-day that are open in at least a share of the weeks. */
static unsigned half_day_minutes(const mlg_schedule *schedule, unsigned day, mlg_hours half,
                                 double weeks) {
  unsigned minutes = 0;
  for (size_t i = 0; i < schedule->n; i++) {
    const mlg_opening *o = &schedule->openings[i];
    unsigned from = o->from > half.from ? o->from : half.from;
    unsigned to = o->to < half.to ? o->to : half.to;
    if (o->day == day && o->weeks >= weeks && from < to) minutes += to - from;
  }
  return minutes;
}

/* The largest share of weeks in which the half-day has its hour. Which weeks two openings hold is
 * not known: those held more often are taken to hold in all the weeks of the rarer ones. */
static double half_day_share(const mlg_schedule *schedule, unsigned day, mlg_hours half) {
  double share = 0;
  for (size_t i = 0; i < schedule->n; i++) {
    double weeks = schedule->openings[i].weeks;
    bool counts = schedule->openings[i].day == day && weeks > share &&
                  half_day_minutes(schedule, day, half, weeks) >= LEAST_HALF_DAY;
    if (counts) share = weeks;
  }
  return share;
}

double mlg_schedule_half_days(const mlg_schedule *schedule) {
  if (!schedule->known) return NAN;
  double count = 0;
  for (unsigned day = 0; day < 7; day++) {
    count += half_day_share(schedule, day, (mlg_hours){0, MLG_NOON});
    count += half_day_share(schedule, day, (mlg_hours){MLG_NOON, MLG_DAY_MINUTES});
  }
  return count;
}

bool mlg_schedule_evening(const mlg_schedule *schedule) {
  for (size_t i = 0; schedule->known && i < schedule->n; i++)
    if (schedule->openings[i].day < SATURDAY && schedule->openings[i].to > EVENING) return true;
  return false;
}

bool mlg_schedule_saturday(const mlg_schedule *schedule) {
  for (size_t i = 0; schedule->known && i < schedule->n; i++)
    if (schedule->openings[i].day == SATURDAY) return true;
  return false;
}
