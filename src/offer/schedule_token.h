/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_SCHEDULE_TOKEN_H
#define OFFER_SCHEDULE_TOKEN_H

#include "offer/schedule_week.h"

/**
 * @file
 * French text of opening hours as a list of signs: times, days and the few
 * words that matter. Words that change nothing ("ouvert", "le") are left out;
 * those that are not in the list stay, as MLG_SAID_UNKNOWN.
 */
typedef enum {
  MLG_SAID_END,
  MLG_SAID_TIME,        /**< `value` in minutes: "9h30", "09:30", "midi". */
  MLG_SAID_NUMBER,      /**< A bare number of at most 24: "9" in "9-12h". */
  MLG_SAID_ALWAYS,      /**< "24h/24". */
  MLG_SAID_DAYS,        /**< `value` is a bit set: "mardi", "week-end", "tous les jours". */
  MLG_SAID_HALF,        /**< `value` 0 "matin", 1 "après-midi", 2 "soir", "journée". */
  MLG_SAID_NTH,         /**< `value` 1 to 5, -1: "1er", "dernier". */
  MLG_SAID_MONTHLY,     /**< "du mois". */
  MLG_SAID_EVERY_OTHER, /**< "semaines paires", "tous les 15 jours". */
  MLG_SAID_DASH,        /**< All dashes. */
  MLG_SAID_TO,          /**< "à", "au", "jusqu'à". */
  MLG_SAID_SLASH,       /**< Parts two openings, or the two ends of one. */
  MLG_SAID_AND,         /**< "et", commas. */
  MLG_SAID_STOP,        /**< Other punctuation. */
  MLG_SAID_CLOSED,      /**< "fermé". */
  MLG_SAID_EXCEPT,      /**< "sauf". */
  MLG_SAID_APPOINTMENT, /**< "sur RDV". */
  MLG_SAID_HOLIDAYS,    /**< `value` 0 "vacances scolaires", 1 "jours fériés". */
  MLG_SAID_TERM,        /**< "période scolaire". */
  MLG_SAID_SEASON,      /**< A month, "semaines": only closings of a season may say it. */
  MLG_SAID_UNKNOWN,
} mlg_said;

typedef struct {
  mlg_said said;
  int value;
} mlg_token;

/** A byte gives at most two letters once folded ("ae"), and a letter at most one token. The
 *  ends that close the list let a reader look that far ahead. */
enum { MLG_TOKENS_ENDS = 5, MLG_TOKENS_MOST = 2 * MLG_HOURS_BYTES + MLG_TOKENS_ENDS };

/** The tokens of a text of at most MLG_HOURS_BYTES, then MLG_TOKENS_ENDS of MLG_SAID_END. */
mlg_status mlg_tokens_read(mlg_arena *arena, const char *text, mlg_token tokens[MLG_TOKENS_MOST]);

/** The longest known phrase at the start of `plain`; its length in bytes, or 0. */
size_t mlg_phrase_find(const char *plain, mlg_token *token, bool *skip);

/** Reads French on a week; the coming hours are for `days` until the text names others (0: none
 *  known). `any` when at least one thing was understood. */
mlg_status mlg_french_read(mlg_arena *arena, const char *text, unsigned days, mlg_weeks weeks,
                           mlg_week *week, bool *any);

#endif
