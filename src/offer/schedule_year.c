/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/schedule_year.h"

enum { THURSDAY = 3, DAYS = 7 * MLG_YEAR_WEEKS };

/* 364 days: weeks that all begin and end within the year. */
static const unsigned MONTH_DAYS[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 30};

unsigned mlg_month_days(unsigned month) { return month == 12 ? 31 : MONTH_DAYS[month - 1]; }

mlg_weeks mlg_weeks_range(unsigned from, unsigned to, unsigned step) {
  mlg_weeks weeks = 0;
  unsigned last = to < from ? to + MLG_YEAR_WEEKS : to;
  for (unsigned week = from; week <= last; week += step) {
    unsigned in_year = to < from && week > MLG_YEAR_WEEKS ? week - MLG_YEAR_WEEKS : week;
    if (in_year <= MLG_YEAR_WEEKS) weeks |= 1ULL << (in_year - 1);
  }
  return weeks;
}

/* The day of the year, from 0; 31 December falls out of the ordinary year. */
static unsigned year_day(unsigned month, unsigned day) {
  for (unsigned m = 1; m < month; m++) day += MONTH_DAYS[m - 1];
  return day > DAYS ? DAYS - 1 : day - 1;
}

mlg_weeks mlg_weeks_dates(unsigned month, unsigned day, unsigned to_month, unsigned to_day) {
  unsigned from = year_day(month, day), to = year_day(to_month, to_day);
  mlg_weeks weeks = 0;
  for (unsigned week = 0; week < MLG_YEAR_WEEKS; week++) {
    unsigned at = 7 * week + THURSDAY;
    bool in = from <= to ? from <= at && at <= to : from <= at || at <= to;
    if (in) weeks |= 1ULL << week;
  }
  return weeks;
}

mlg_weeks mlg_weeks_nth(unsigned weekday, int nth) {
  mlg_weeks weeks = 0;
  unsigned start = 0;
  for (unsigned month = 0; month < 12; start += MONTH_DAYS[month++])
    for (unsigned day = 0; day < MONTH_DAYS[month]; day++) {
      int from_start = (int)(day / 7) + 1;
      int from_end = -(int)((MONTH_DAYS[month] - 1 - day) / 7) - 1;
      bool meant = (start + day) % 7 == weekday && (nth == from_start || nth == from_end);
      if (meant) weeks |= 1ULL << ((start + day) / 7);
    }
  return weeks;
}
