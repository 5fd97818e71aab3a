/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_SCHEDULE_READER_H
#define OFFER_SCHEDULE_READER_H

#include "offer/schedule_token.h"

/**
 * @file
 * Reading French hours, token by token: what has been said so far and waits for
 * its other half. What is left waiting at the end was not understood.
 */
enum { MLG_PENDING_MOST = 8 };

typedef struct {
  mlg_week *week;
  const mlg_token *start, *at;
  unsigned days;     /**< Whom the coming hours are for; 0: nobody yet. */
  mlg_weeks weeks;   /**< In which weeks. */
  mlg_weeks every;   /**< The weeks of days that no rank precedes. */
  unsigned openings; /**< How many were said for these days. */
  mlg_hours last;    /**< The last of them. */
  bool days_wait;    /**< Days of which nothing is said yet. */
  bool half_waits;   /**< "le matin": no minutes yet. */
  int half;          /**< Which half waits. */
  bool closing;      /**< "fermé": what is closed comes. */
  bool closed;       /**< It came; more may follow ("et les jours fériés"). */
  bool except;       /**< "sauf": the exception comes. */
  bool replace;      /**< The coming hours stand for those that the days have. */
  bool appointment;  /**< "sur RDV", of days that may follow. */
  bool holidays;     /**< In a part about school holidays: set aside. */
  bool any;          /**< Something was understood. */
  size_t n;
  mlg_hours pending[MLG_PENDING_MOST]; /**< Hours said before their days. */
} mlg_reader;

/** What waited has come. */
void mlg_reader_settle(mlg_reader *r);

bool mlg_is_time(const mlg_token *token);

/** Whether the token joins two days or two times: "-", "à", "au". */
bool mlg_joins(const mlg_token *token);

/** Whether an opening, with both its ends, starts here. */
bool mlg_is_span(const mlg_token *token);

/** An opening for the days said, or for those to come. */
void mlg_reader_hours(mlg_reader *r, mlg_hours hours);

/** The hours that waited for their days: "7h30-19h du lundi au vendredi". */
void mlg_reader_open_pending(mlg_reader *r);

/** A time: an opening, or another end for a day's last one. */
void mlg_reader_time(mlg_reader *r);

void mlg_reader_days(mlg_reader *r);

/** Ranks ("1er et 3e"), with the day of the month that follows. */
void mlg_reader_nth(mlg_reader *r);

/** Closes days, or the half of them that comes next. */
void mlg_reader_close(mlg_reader *r, unsigned days);

#endif
