/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/schedule_reader.h"

enum { CLOSING_SLACK = 120 };

/* Hours for days that are known. Hours said twice contradict one another, unless the second are an
 * exception to the first. */
static void open_hours(mlg_reader *r, unsigned days, mlg_hours hours) {
  if (r->replace) mlg_week_clear(r->week, days, r->weeks);
  r->replace = false;
  if (mlg_week_overlaps(r->week, days, r->weeks, hours)) mlg_week_doubt(r->week);
  mlg_week_open(r->week, days, r->weeks, hours);
  r->openings++;
  r->last = hours;
  r->any = true;
}

void mlg_reader_hours(mlg_reader *r, mlg_hours hours) {
  if (r->closing) mlg_week_doubt(r->week); /* "fermé de 12h à 14h" */
  r->closing = r->except = false;
  if (!r->holidays && r->days == 0) {
    if (r->n == MLG_PENDING_MOST) mlg_week_doubt(r->week);
    if (r->n < MLG_PENDING_MOST) r->pending[r->n++] = hours;
  } else if (!r->holidays) {
    open_hours(r, r->days, hours);
  }
  mlg_reader_settle(r);
}

void mlg_reader_open_pending(mlg_reader *r) {
  for (size_t i = 0; i < r->n; i++) open_hours(r, r->days, r->pending[i]);
  r->n = 0;
}

bool mlg_is_time(const mlg_token *t) {
  return t->said == MLG_SAID_TIME || t->said == MLG_SAID_NUMBER;
}

bool mlg_joins(const mlg_token *t) { return t->said == MLG_SAID_DASH || t->said == MLG_SAID_TO; }

/* Two times and what joins them. A slash joins ("9h/12h") unless its right side begins an opening
 * of its own; a bare number needs a time beside it. */
bool mlg_is_span(const mlg_token *t) {
  if (!mlg_is_time(t) || !mlg_is_time(t + 2)) return false;
  if (t[0].said == MLG_SAID_NUMBER && t[2].said == MLG_SAID_NUMBER) return false;
  return mlg_joins(t + 1) ||
         (t[1].said == MLG_SAID_SLASH && !(mlg_joins(t + 3) && mlg_is_time(t + 4)));
}

static int minutes_of(const mlg_token *t) {
  return t->said == MLG_SAID_NUMBER ? 60 * t->value : t->value;
}

/* Past midnight only from an evening to a morning: else the two ends are more likely a slip. */
static bool read_span(const mlg_token *t, mlg_hours *hours) {
  enum { EVENING = 18 * 60, MORNING = 10 * 60 };
  int from = minutes_of(t), to = minutes_of(t + 2);
  if (from == MLG_DAY_MINUTES) from = 0;
  if (from >= EVENING && to <= MORNING) to += MLG_DAY_MINUTES;
  *hours = (mlg_hours){(unsigned)from, (unsigned)to};
  return from < to;
}

/* "(vendredi 16h30)", "jusqu'à 18h": another end for the day's last opening, near the usual one. */
static bool end_one_day(mlg_reader *r, unsigned day, unsigned end) {
  mlg_hours last;
  if (!mlg_week_last(r->week, day, &last)) return false;
  unsigned shift = end > last.to ? end - last.to : last.to - end;
  if (shift > CLOSING_SLACK || 2 * end <= last.from + last.to) return false;
  mlg_week_close(r->week, 1U << day, r->weeks, (mlg_hours){end, 2 * MLG_DAY_MINUTES});
  mlg_week_open(r->week, 1U << day, r->weeks, (mlg_hours){last.from, end});
  return true;
}

static void take_end(mlg_reader *r, unsigned end) {
  bool good = r->days != 0 && r->days_wait && r->n == 0 && !r->closing;
  for (unsigned day = 0; good && day < 7; day++)
    if (r->days >> day & 1U) good = end_one_day(r, day, end);
  if (!good && !r->holidays) mlg_week_doubt(r->week);
  r->except = r->replace = false;
  mlg_reader_settle(r);
}

/* "17h le vendredi" ends a day as "le vendredi 17h" does. */
static bool ends_next_day(const mlg_token *t) {
  return t[0].said == MLG_SAID_TIME && t[1].said == MLG_SAID_DAYS && !mlg_is_time(t + 2);
}

/* A time that begins no opening. */
static void take_lone_time(mlg_reader *r) {
  const mlg_token *t = r->at++;
  bool ranked = (r->closing || r->closed) && t->said == MLG_SAID_NUMBER; /* "du 1er au 15 août" */
  if (ends_next_day(t) && !r->days_wait) {
    r->days = (unsigned)t[1].value;
    r->days_wait = true;
    r->at++;
  }
  if (t->said == MLG_SAID_TIME) take_end(r, (unsigned)t->value);
  if (t->said == MLG_SAID_NUMBER && !ranked) mlg_week_doubt(r->week);
}

void mlg_reader_time(mlg_reader *r) {
  mlg_hours hours;
  if (!mlg_is_span(r->at)) {
    take_lone_time(r);
    return;
  }
  if (read_span(r->at, &hours))
    mlg_reader_hours(r, hours);
  else
    mlg_week_doubt(r->week);
  r->at += 3;
  /* "08:30-12:00-14:00": of three ends, one is missing or one is too many. */
  if (r->at->said == MLG_SAID_DASH && mlg_is_time(r->at + 1) && !mlg_is_span(r->at + 1))
    mlg_week_doubt(r->week);
}
