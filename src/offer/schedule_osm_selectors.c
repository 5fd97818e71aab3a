/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/schedule_osm.h"
#include "offer/schedule_scan.h"
#include "offer/schedule_year.h"

const char *const MLG_OSM_DAYS[7] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
static const char *const MONTHS[12] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/* "53" is the few days that a real year has beyond 52 weeks. */
static bool read_weeks(const char **at, mlg_osm_selectors *s) {
  mlg_weeks weeks = 0;
  do {
    unsigned from, to, step = 1;
    if (!mlg_scan_number(at, &from)) return false;
    to = from;
    if (mlg_scan_sign(at, '-') && !mlg_scan_number(at, &to)) return false;
    if (mlg_scan_sign(at, '/') && !mlg_scan_number(at, &step)) return false;
    if (from < 1 || from > 53 || to < 1 || to > 53 || step < 1 || step > 53) return false;
    weeks |= mlg_weeks_range(from, to, step);
  } while (mlg_scan_sign(at, ','));
  s->season &= weeks;
  return true;
}

/* The day of a date: a number that no ":" follows, as in "Dec 25" but not in "Dec 09:00". */
static bool read_month_day(const char **at, unsigned month, unsigned *day) {
  const char *start = *at;
  if (!mlg_scan_number(&start, day) || *start == ':') return false;
  if (*day < 1 || *day > mlg_month_days(month)) return false;
  *at = start;
  return true;
}

/* "Aug", "Jul-Aug", "Dec 25", "Dec 25-31", "Dec 25-Jan 1": one item of a list of months. */
static bool read_dates(const char **at, unsigned month, mlg_weeks *weeks) {
  unsigned day = 1, to_month = month, to_day;
  bool dated = read_month_day(at, month, &day);
  to_day = dated ? day : mlg_month_days(month);
  if (mlg_scan_sign(at, '-')) {
    bool other = mlg_scan_name(at, MONTHS, 12, &to_month);
    if (other) to_day = mlg_month_days(++to_month);
    if (dated ? !read_month_day(at, to_month, &to_day) : !other) return false;
  }
  *weeks |= mlg_weeks_dates(month, day, to_month, to_day);
  return true;
}

static bool read_months(const char **at, unsigned month, mlg_osm_selectors *s) {
  mlg_weeks weeks = 0;
  for (;;) {
    if (!read_dates(at, month + 1, &weeks)) return false;
    const char *next = *at;
    if (!mlg_scan_sign(&next, ',') || !mlg_scan_name(&next, MONTHS, 12, &month)) break;
    *at = next;
  }
  s->season &= weeks;
  s->dated = true;
  return true;
}

static bool read_nth(const char **at, int *nth) {
  unsigned number;
  bool from_end = mlg_scan_sign(at, '-');
  if (!mlg_scan_number(at, &number) || number < 1 || number > 5) return false;
  *nth = from_end ? -(int)number : (int)number;
  return true;
}

/* "[1]", "[1,3]", "[1-2]", "[-1]" after a weekday; all weeks when there is none. */
static bool read_nths(const char **at, unsigned day, mlg_weeks *weeks) {
  *weeks = MLG_ALL_WEEKS;
  if (!mlg_scan_sign(at, '[')) return true;
  *weeks = 0;
  do {
    int from, to;
    if (!read_nth(at, &from)) return false;
    to = from;
    if (mlg_scan_sign(at, '-') && (!read_nth(at, &to) || from < 0 || to < from)) return false;
    for (int nth = from; nth <= to; nth++) *weeks |= mlg_weeks_nth(day, nth);
  } while (mlg_scan_sign(at, ','));
  return mlg_scan_sign(at, ']');
}

static bool read_days(const char **at, unsigned day, mlg_osm_selectors *s) {
  unsigned to = day;
  mlg_weeks weeks;
  bool range = mlg_scan_sign(at, '-');
  if (range && !mlg_scan_name(at, MLG_OSM_DAYS, 7, &to)) return false;
  if (!read_nths(at, day, &weeks) || (range && weeks != MLG_ALL_WEEKS)) return false;
  for (unsigned d = day;; d = (d + 1) % 7) {
    s->days |= 1U << d;
    s->weeks[d] |= weeks;
    if (d == to) return true;
  }
}

/* A list of weekdays and holidays. Holidays alone, or before a list of days ("SH Mo-Fr"), say
 * nothing about an ordinary week; in a list ("PH,Mo-Fr") they only add days to it. */
static bool read_day_list(const char **at, mlg_osm_selectors *s) {
  static const char *const HOLIDAYS[2] = {"PH", "SH"};
  bool holiday = false, ordinary = false;
  const char *next = *at;
  do {
    unsigned day;
    if (mlg_scan_name(&next, MLG_OSM_DAYS, 7, &day)) {
      if (!read_days(&next, day, s)) return false;
      ordinary = true;
    } else if (mlg_scan_name(&next, HOLIDAYS, 2, &day)) {
      holiday = true;
    } else {
      break;
    }
    *at = next;
  } while (mlg_scan_sign(&next, ','));
  if (holiday && !ordinary) s->holidays = true;
  return holiday || ordinary;
}

bool mlg_osm_selectors_read(const char **at, mlg_osm_selectors *s) {
  *s = (mlg_osm_selectors){.season = MLG_ALL_WEEKS};
  for (;;) {
    unsigned month;
    if (mlg_scan_word(at, "week")) {
      if (!read_weeks(at, s)) return false;
    } else if (mlg_scan_name(at, MONTHS, 12, &month)) {
      if (!read_months(at, month, s)) return false;
    } else if (!read_day_list(at, s)) {
      break;
    }
    mlg_scan_sign(at, ':');
  }
  for (unsigned day = 0; s->days == 0 && day < 7; day++) s->weeks[day] = MLG_ALL_WEEKS;
  for (unsigned day = 0; day < 7; day++) s->weeks[day] &= s->season;
  return true;
}
