/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/schedule_reader.h"

void mlg_reader_settle(mlg_reader *r) { r->days_wait = r->half_waits = r->appointment = false; }

/* "le matin" gives no minutes: it waits for hours unless some stand right before it. */
static void take_half(mlg_reader *r) {
  bool after_hours = r->at > r->start && mlg_is_time(r->at - 1);
  if (r->closing && r->days != 0) {
    mlg_reader_close(r, r->days);
    return;
  }
  if (r->closing) mlg_week_doubt(r->week);
  if (!after_hours && !r->appointment && !r->holidays) r->half_waits = true;
  r->half = r->at->value;
  r->appointment = false;
  r->at++;
}

static void take_closed(mlg_reader *r) {
  r->at++;
  if (r->holidays)
    r->holidays = false; /* "vacances scolaires : fermé" */
  else if (r->days_wait)
    mlg_reader_close(r, r->days);
  else
    r->closing = true;
}

static void take_appointment(mlg_reader *r) {
  bool waited = r->days_wait || r->half_waits;
  mlg_reader_settle(r);
  r->appointment = !waited;
  r->week->by_appointment = true;
  r->any = true;
}

/* Closings of holidays and seasons are set aside: an ordinary week is one when the place is open.
 */
static bool set_aside(mlg_reader *r) {
  bool aside = r->closing || r->except || r->closed;
  if (aside) r->closed = true;
  r->closing = r->except = false;
  return aside;
}

/* "Vacances scolaires : …" begins hours that an ordinary week does not have. Public holidays are
 * too few to matter, and nothing but their own hours follows them. */
static void take_holidays(mlg_reader *r, bool public_ones) {
  if (set_aside(r)) return;
  if (!public_ones) {
    r->holidays = r->week->partial = true;
  } else if (mlg_is_time(r->at + 1) || r->at[1].said == MLG_SAID_STOP) {
    mlg_week_doubt(r->week);
  }
}

/* "Hors période scolaire" after hours turns them into those of holidays. */
static void take_term(mlg_reader *r) {
  if (r->except && r->week->stated) mlg_week_doubt(r->week);
  r->holidays = r->except;
  r->except = false;
}

/* Every other week: before all hours it is for all of them, else for the days that come before it,
 * unless they have two openings and it may be for one. */
static void take_every_other(mlg_reader *r) {
  mlg_weeks half = r->every == MLG_ALL_WEEKS ? mlg_weeks_share(0.5) : r->every;
  if (r->at == r->start)
    r->every = r->weeks = half;
  else if (r->days_wait)
    r->weeks = half;
  else if (r->days != 0 && r->openings == 1)
    mlg_week_close(r->week, r->days, r->weeks & ~half, r->last);
  else
    mlg_week_doubt(r->week);
}

/* The tokens that stand alone. */
static void take_word(mlg_reader *r) {
  mlg_said said = r->at->said;
  if (said == MLG_SAID_ALWAYS) mlg_reader_hours(r, (mlg_hours){0, MLG_DAY_MINUTES});
  if (said == MLG_SAID_EXCEPT) r->except = true;
  if (said == MLG_SAID_APPOINTMENT) take_appointment(r);
  if (said == MLG_SAID_EVERY_OTHER) take_every_other(r);
  if (said == MLG_SAID_HOLIDAYS) take_holidays(r, r->at->value == 1);
  if (said == MLG_SAID_TERM) take_term(r);
  if (said == MLG_SAID_STOP) r->closed = false;
  if (said == MLG_SAID_UNKNOWN || (said == MLG_SAID_SEASON && !set_aside(r)))
    mlg_week_doubt(r->week);
  r->at++;
}

static void take(mlg_reader *r) {
  switch (r->at->said) {
  case MLG_SAID_TIME:
  case MLG_SAID_NUMBER:
    mlg_reader_time(r);
    return;
  case MLG_SAID_DAYS:
    r->weeks = r->every;
    mlg_reader_days(r);
    return;
  case MLG_SAID_NTH:
    mlg_reader_nth(r);
    return;
  case MLG_SAID_HALF:
    take_half(r);
    return;
  case MLG_SAID_CLOSED:
    take_closed(r);
    return;
  default:
    take_word(r);
  }
}

/* "24h/24" alone is every day; other hours without days are nobody's. */
static void finish(mlg_reader *r) {
  bool always = r->n == 1 && r->pending[0].from == 0 && r->pending[0].to == MLG_DAY_MINUTES;
  if (always) {
    r->days = MLG_EVERY_DAY;
    mlg_reader_open_pending(r);
  }
  if (r->n > 0 || r->days_wait || r->half_waits || r->closing || r->except) mlg_week_doubt(r->week);
}

/* "fermé", and nothing else. */
static bool is_closed(const mlg_token *tokens) {
  return tokens[0].said == MLG_SAID_CLOSED &&
         (tokens[1].said == MLG_SAID_END ||
          (tokens[1].said == MLG_SAID_STOP && tokens[2].said == MLG_SAID_END));
}

mlg_status mlg_french_read(mlg_arena *arena, const char *text, unsigned days, mlg_weeks weeks,
                           mlg_week *week, bool *any) {
  mlg_token tokens[MLG_TOKENS_MOST];
  MLG_TRY(mlg_tokens_read(arena, text, tokens));
  mlg_reader r = {
      .week = week, .start = tokens, .at = tokens, .days = days, .weeks = weeks, .every = weeks};
  if (is_closed(tokens)) {
    mlg_week_clear(week, days == 0 ? MLG_EVERY_DAY : days, weeks);
    r.any = true;
  } else {
    while (r.at->said != MLG_SAID_END) take(&r);
    finish(&r);
  }
  *any = r.any;
  return MLG_OK;
}
