/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_SCHEDULE_H
#define MAILLAGE_SCHEDULE_H

#include <maillage/arena.h>
#include <maillage/status.h>
#include <stdbool.h>
#include <stddef.h>

/**
 * @file
 * Opening hours: from OSM's opening_hours, weekday columns or French free text
 * to weekly minutes, half-days, evenings and Saturdays. Unknown stays unknown.
 * Grammar: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
 *
 * An ordinary week has no holiday, and the place is not closed for the season:
 * closings of holidays, months and dates are set aside. What holds in some weeks
 * only has a share of them, counted in whole weeks of a year of 52. Hours by
 * appointment are hours; appointments without hours add none.
 */

/** One opening of an ordinary week. */
typedef struct {
  unsigned day;      /**< 0 Monday to 6 Sunday. */
  unsigned from, to; /**< Minutes since midnight, from < to <= 1440. */
  double weeks;      /**< Share of the weeks it holds, in (0, 1]: 0.5 every other week.
                          A whole number of 52nds. */
} mlg_opening;

typedef struct {
  bool known;          /**< The week below is what the text says, all of it that matters. */
  bool by_appointment; /**< "sur RDV", "PH,Mo-Fr by appointment". May be so without known hours. */
  bool partial;        /**< A piece of the text was not understood; what was is below. */
  size_t n;
  mlg_opening *openings; /**< By day then hour; no two overlap. */
} mlg_schedule;

/** What a text turned out to be. */
typedef enum {
  MLG_HOURS_BLANK,
  MLG_HOURS_OSM,    /**< opening_hours, the part of the grammar that docs/horaires.md lists. */
  MLG_HOURS_FRENCH, /**< "du lundi au vendredi de 9h à 12h", "Mo-Fr 9h-12h", "sur RDV". */
  MLG_HOURS_UNREAD, /**< Kept as text; listed by name. */
} mlg_hours_kind;

/** Reads hours in OSM's grammar, else in French. `schedule` is set whatever the kind. A text of
 *  more than 4096 bytes is kept as text. */
mlg_status mlg_schedule_read(mlg_arena *arena, const char *text, mlg_hours_kind *kind,
                             mlg_schedule *schedule);

/**
 * Adds what one weekday's cell says ("09:00 - 12:00 / 13:30 - 17:00", "fermé", "9h-12h"), in
 * `weeks` (a share, 1: every week). A blank cell adds nothing and makes nothing known.
 */
mlg_status mlg_schedule_add_day(mlg_arena *arena, unsigned day, const char *text, double weeks,
                                mlg_hours_kind *kind, mlg_schedule *schedule);

/** "1 semaine sur 2", "tous les 15 jours", "1er mardi du mois", "hebdomadaire": the share of
 *  the weeks, in (0, 1]; 0 when it is not understood. */
double mlg_schedule_frequency(mlg_arena *arena, const char *text);

/** Minutes of an ordinary week; NaN unless known. */
double mlg_schedule_minutes(const mlg_schedule *schedule);

/** Half-days of an ordinary week (before 13:00, from 13:00) with at least an hour open; NaN. */
double mlg_schedule_half_days(const mlg_schedule *schedule);

/** Whether it is open after 18:00 on a weekday; whether on a Saturday. False unless known. */
bool mlg_schedule_evening(const mlg_schedule *schedule);
bool mlg_schedule_saturday(const mlg_schedule *schedule);

/** French, for people: "lun-ven 9 h-12 h 30, 13 h 30-17 h". "" unless known. */
char *mlg_schedule_french(mlg_arena *arena, const mlg_schedule *schedule);

/** As opening_hours, which reads back to the same schedule; "off" when it is never open. ""
 *  unless known. */
char *mlg_schedule_osm(mlg_arena *arena, const mlg_schedule *schedule);

#endif
