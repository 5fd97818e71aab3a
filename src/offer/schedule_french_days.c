/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/schedule_reader.h"
#include "offer/schedule_year.h"

/* The single day of a set, 7 when there are several. */
static unsigned single(int days) {
  for (unsigned day = 0; day < 7; day++)
    if (days == 1 << day) return day;
  return 7;
}

static unsigned days_between(unsigned from, unsigned to) {
  unsigned days = 1U << from;
  while (from != to) {
    from = (from + 1) % 7;
    days |= 1U << from;
  }
  return days;
}

/* A dash between two days is a range; in a chain of three or more it only parts them. */
static bool is_range(const mlg_token *t) {
  bool days = t[0].said == MLG_SAID_DAYS && mlg_joins(t + 1) && t[2].said == MLG_SAID_DAYS &&
              single(t[0].value) < 7 && single(t[2].value) < 7;
  if (!days || t[1].said == MLG_SAID_TO) return days;
  return !(t[3].said == MLG_SAID_DASH && t[4].said == MLG_SAID_DAYS);
}

static unsigned read_range(mlg_reader *r) {
  const mlg_token *t = r->at;
  bool range = is_range(t);
  r->at += range ? 3 : 1;
  return range ? days_between(single(t->value), single(t[2].value)) : (unsigned)t->value;
}

/* "lundi, mardi et jeudi", "lundi-mardi-jeudi", "du mardi au jeudi et samedi". */
static unsigned read_days(mlg_reader *r) {
  unsigned days = read_range(r);
  for (;;) {
    const mlg_token *t = r->at;
    while (t->said == MLG_SAID_AND || t->said == MLG_SAID_SLASH || t->said == MLG_SAID_DASH) t++;
    bool more = t->said == MLG_SAID_DAYS && t > r->at;
    bool beside = t->said == MLG_SAID_DAYS && t == r->at; /* "mardi mercredi 8h30-12h30" */
    if (!more && !beside) break;
    r->at = t;
    days |= read_range(r);
  }
  if (r->at->said == MLG_SAID_MONTHLY) r->at++;
  return days;
}

static mlg_hours half_of(int half) {
  return half == 0   ? (mlg_hours){0, MLG_NOON}
         : half == 1 ? (mlg_hours){MLG_NOON, 2 * MLG_DAY_MINUTES}
                     : (mlg_hours){0, 2 * MLG_DAY_MINUTES};
}

/* "fermé le jeudi matin", "jeudi matin : fermé", "sauf le dimanche"; "fermé le samedi en août"
 * changes nothing. */
void mlg_reader_close(mlg_reader *r, unsigned days) {
  bool season = r->at->said == MLG_SAID_SEASON || r->at->said == MLG_SAID_HOLIDAYS;
  mlg_hours hours = half_of(r->half_waits ? r->half : 2);
  if (r->at->said == MLG_SAID_HALF) hours = half_of((r->at++)->value);
  if (!r->holidays && !season) mlg_week_close(r->week, days, r->weeks, hours);
  r->any = true;
  r->closed = true;
  r->closing = r->except = false;
  r->days = 0;
  mlg_reader_settle(r);
}

static const mlg_token *past_stops(const mlg_token *t) {
  while (t->said == MLG_SAID_STOP) t++;
  return t;
}

void mlg_reader_days(mlg_reader *r) {
  bool by_appointment = r->appointment;
  if (r->days_wait || r->half_waits) mlg_week_doubt(r->week);
  mlg_reader_settle(r);
  unsigned days = read_days(r);
  r->any = true;
  bool hours_follow = mlg_is_time(past_stops(r->at));
  if (r->closing || (r->except && !hours_follow)) {
    mlg_reader_close(r, days);
    return;
  }
  r->days = days;
  r->openings = 0;
  r->replace = r->except && mlg_is_span(past_stops(r->at));
  if (r->n > 0 && !hours_follow) {
    mlg_reader_open_pending(r);
    return;
  }
  r->days_wait = !by_appointment && !r->holidays;
}

/* "1er et 3e mardi du mois": ranks, then the day. */
void mlg_reader_nth(mlg_reader *r) {
  const mlg_token *t = r->at, *start = t;
  while (t->said == MLG_SAID_NTH || t->said == MLG_SAID_AND) t++;
  unsigned day = t->said == MLG_SAID_DAYS ? single(t->value) : 7;
  r->at = t;
  if (day == 7 || t[1].said != MLG_SAID_MONTHLY) {
    if (!r->closing && !r->closed && !r->holidays) mlg_week_doubt(r->week);
    return;
  }
  r->weeks = 0;
  for (; start < t; start++)
    if (start->said == MLG_SAID_NTH) r->weeks |= mlg_weeks_nth(day, start->value) & r->every;
  mlg_reader_days(r);
}
