/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/schedule_week.h"

#include <math.h>

static bool has_day(unsigned days, unsigned day) { return (days >> day & 1U) != 0; }

static unsigned weeks_count(mlg_weeks weeks) { return (unsigned)__builtin_popcountll(weeks); }

void mlg_week_doubt(mlg_week *week) { week->doubt = week->partial = true; }

void mlg_week_open(mlg_week *week, unsigned days, mlg_weeks weeks, mlg_hours hours) {
  for (unsigned day = 0; day < 7; day++)
    for (unsigned m = hours.from; has_day(days, day) && m < hours.to; m++)
      week->open[day][m] |= weeks;
  week->stated = true;
}

void mlg_week_close(mlg_week *week, unsigned days, mlg_weeks weeks, mlg_hours hours) {
  for (unsigned day = 0; day < 7; day++)
    for (unsigned m = hours.from; has_day(days, day) && m < hours.to; m++)
      week->open[day][m] &= ~weeks;
  week->stated = true;
}

void mlg_week_clear(mlg_week *week, unsigned days, mlg_weeks weeks) {
  mlg_week_close(week, days, weeks, (mlg_hours){0, 2 * MLG_DAY_MINUTES});
}

bool mlg_week_overlaps(const mlg_week *week, unsigned days, mlg_weeks weeks, mlg_hours hours) {
  for (unsigned day = 0; day < 7; day++)
    for (unsigned m = hours.from; has_day(days, day) && m < hours.to; m++)
      if ((week->open[day][m] & weeks) != 0) return true;
  return false;
}

bool mlg_week_last(const mlg_week *week, unsigned day, mlg_hours *last) {
  const mlg_weeks *open = week->open[day];
  last->to = 2 * MLG_DAY_MINUTES;
  while (last->to > 0 && open[last->to - 1] == 0) last->to--;
  last->from = last->to;
  while (last->from > 0 && open[last->from - 1] != 0) last->from--;
  return last->to > 0;
}

mlg_weeks mlg_weeks_share(double share) {
  double count = round(share * MLG_YEAR_WEEKS);
  if (!(count >= 1)) return share > 0 ? 1 : 0;
  return count >= MLG_YEAR_WEEKS ? MLG_ALL_WEEKS : (1ULL << (unsigned)count) - 1;
}

void mlg_week_load(mlg_week *week, const mlg_schedule *schedule) {
  for (size_t i = 0; i < schedule->n; i++) {
    const mlg_opening *o = &schedule->openings[i];
    mlg_week_open(week, 1U << o->day, mlg_weeks_share(o->weeks), (mlg_hours){o->from, o->to});
  }
  week->stated = schedule->known;
  week->doubt = schedule->partial && !schedule->known;
  week->partial = schedule->partial;
  week->by_appointment = schedule->by_appointment;
}

void mlg_week_merge(mlg_week *week, const mlg_week *other) {
  for (unsigned day = 0; day < 7; day++)
    for (unsigned m = 0; m < 2 * MLG_DAY_MINUTES; m++) week->open[day][m] |= other->open[day][m];
  week->stated = week->stated || other->stated;
  week->doubt = week->doubt || other->doubt;
  week->partial = week->partial || other->partial;
  week->by_appointment = week->by_appointment || other->by_appointment;
}

/* In how many weeks a minute is open, the night before included. */
static unsigned count_at(const mlg_week *week, unsigned day, unsigned minute) {
  return weeks_count(week->open[day][minute] | week->open[(day + 6) % 7][MLG_DAY_MINUTES + minute]);
}

/* Neighbouring minutes open in as many weeks are taken for one opening: shares say how often, not
 * which weeks, and so what is written reads back to the same. */
static bool next_opening(const mlg_week *week, unsigned day, unsigned start, mlg_opening *opening) {
  while (start < MLG_DAY_MINUTES && count_at(week, day, start) == 0) start++;
  if (start == MLG_DAY_MINUTES) return false;
  unsigned count = count_at(week, day, start), end = start + 1;
  while (end < MLG_DAY_MINUTES && count_at(week, day, end) == count) end++;
  *opening =
      (mlg_opening){.day = day, .from = start, .to = end, .weeks = count / (double)MLG_YEAR_WEEKS};
  return true;
}

mlg_status mlg_week_schedule(mlg_arena *arena, const mlg_week *week, mlg_schedule *schedule) {
  mlg_opening *openings = NULL, next;
  size_t n = 0, capacity = 0;
  for (unsigned day = 0; day < 7; day++)
    for (unsigned start = 0; next_opening(week, day, start, &next); start = next.to) {
      if (!MLG_ROOM(arena, openings, n, capacity)) return MLG_FAILURE;
      openings[n++] = next;
    }
  *schedule = (mlg_schedule){.known = week->stated && !week->doubt,
                             .by_appointment = week->by_appointment,
                             .partial = week->partial,
                             .n = n,
                             .openings = openings};
  return MLG_OK;
}
