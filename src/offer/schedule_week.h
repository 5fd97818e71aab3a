/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_SCHEDULE_WEEK_H
#define OFFER_SCHEDULE_WEEK_H

#include <maillage/schedule.h>
#include <stdint.h>

/**
 * @file
 * A week while its text is read: each minute of each day knows in which of the
 * year's weeks it is open. Rules that add, replace or close are then plain set
 * operations, and what comes out cannot overlap.
 *
 * The ordinary year has 52 weeks, from Monday 1 January to Sunday 30 December.
 */
enum {
  MLG_YEAR_WEEKS = 52,
  MLG_DAY_MINUTES = 1440,
  MLG_NOON = 13 * 60, /**< Where the morning ends: half-days are cut here. */
  MLG_EVERY_DAY = 127,
  /** No real text of hours comes near; a longer one is kept as text. */
  MLG_HOURS_BYTES = 4096,
};

/** One bit a week of the ordinary year. */
typedef uint64_t mlg_weeks;
#define MLG_ALL_WEEKS ((mlg_weeks)((1ULL << MLG_YEAR_WEEKS) - 1))

/** Large (160 KB): lives on the stack of the one who reads, never in the run's arena. */
typedef struct {
  /** A day's second half is what its openings hold after midnight. */
  mlg_weeks open[7][2 * MLG_DAY_MINUTES];
  bool stated;  /**< An opening or a closing of ordinary days was read. */
  bool doubt;   /**< What was not understood may change the ordinary week. */
  bool partial; /**< Something was not understood. */
  bool by_appointment;
} mlg_week;

typedef struct {
  unsigned from, to; /**< Minutes since the day's midnight; `to` may go past the next one. */
} mlg_hours;

/** Something was not understood that may change the ordinary week. */
void mlg_week_doubt(mlg_week *week);

/** Opens `hours` on the days of the set (bit 0: Monday) in `weeks`, beside what is open. */
void mlg_week_open(mlg_week *week, unsigned days, mlg_weeks weeks, mlg_hours hours);

/** Closes what the days' openings hold from `hours.from` to `hours.to`. */
void mlg_week_close(mlg_week *week, unsigned days, mlg_weeks weeks, mlg_hours hours);

/** Closes the days whole, with what their openings hold after midnight. */
void mlg_week_clear(mlg_week *week, unsigned days, mlg_weeks weeks);

/** Whether any minute of `hours` is open on one of the days, in one of the weeks. */
bool mlg_week_overlaps(const mlg_week *week, unsigned days, mlg_weeks weeks, mlg_hours hours);

/** The last opening of a day (0 to 6), unbroken; false when the day has none. */
bool mlg_week_last(const mlg_week *week, unsigned day, mlg_hours *last);

/** The first weeks of the year that make up a share of it, rounded to whole weeks. */
mlg_weeks mlg_weeks_share(double share);

/** What a weekday cell adds to: the schedule put back on a week. */
void mlg_week_load(mlg_week *week, const mlg_schedule *schedule);

/** Adds another week's openings and what is known of it. */
void mlg_week_merge(mlg_week *week, const mlg_week *other);

/** The openings of the week, by day then hour, with the share of weeks of each. */
mlg_status mlg_week_schedule(mlg_arena *arena, const mlg_week *week, mlg_schedule *schedule);

#endif
