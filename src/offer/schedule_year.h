/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_SCHEDULE_YEAR_H
#define OFFER_SCHEDULE_YEAR_H

#include "offer/schedule_week.h"

/**
 * @file
 * Which weeks of the ordinary year a date, a month or "the 1st Tuesday" means.
 */

/** Weeks `from` to `to` of the year (from 1; may wrap), one in `step`. */
mlg_weeks mlg_weeks_range(unsigned from, unsigned to, unsigned step);

/** The weeks whose Thursday is between two days of a month (both from 1; may wrap the year). */
mlg_weeks mlg_weeks_dates(unsigned month, unsigned day, unsigned to_month, unsigned to_day);

/** The days of a month (from 1). */
unsigned mlg_month_days(unsigned month);

/** The weeks that hold a month's `nth` such weekday: 1 to 5, or -1 (the last) to -5. */
mlg_weeks mlg_weeks_nth(unsigned weekday, int nth);

#endif
