/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/schedule_osm.h"
#include "offer/schedule_scan.h"
#include "offer/schedule_token.h"

#include <string.h>

static bool is_blank(const char *text) {
  mlg_scan_spaces(&text);
  return *text == '\0';
}

static bool is_long(const char *text) {
  return strnlen(text, MLG_HOURS_BYTES + 1) > MLG_HOURS_BYTES;
}

/* A text that is all one comment is French between quotes. */
static bool is_quoted(const char *text) { return mlg_scan_sign(&text, '"'); }

/* The two grammars in turn, each on a week of its own; the week that is kept goes into `schedule`
 * and says whether its text was whole. */
static mlg_status try_osm(mlg_arena *arena, const char *text, bool *whole, bool *stated,
                          mlg_schedule *schedule) {
  mlg_week week = {0};
  MLG_TRY(mlg_osm_read(arena, text, &week, whole));
  *stated = week.stated;
  return mlg_week_schedule(arena, &week, schedule);
}

static mlg_status try_french(mlg_arena *arena, const char *text, bool *whole, bool *any,
                             mlg_schedule *schedule) {
  mlg_week week = {0};
  MLG_TRY(mlg_french_read(arena, text, 0, MLG_ALL_WEEKS, &week, any));
  *whole = *any && !week.doubt;
  return mlg_week_schedule(arena, &week, schedule);
}

/* What both understand in part is left to OSM's, whose rules are plainer. */
static mlg_status read_either(mlg_arena *arena, const char *text, mlg_hours_kind *kind,
                              mlg_schedule *schedule) {
  bool osm_whole, stated, french_whole, any;
  mlg_schedule osm, french;
  MLG_TRY(try_osm(arena, text, &osm_whole, &stated, &osm));
  bool is_osm = osm_whole && (stated || !is_quoted(text));
  if (!is_osm) {
    MLG_TRY(try_french(arena, text, &french_whole, &any, &french));
    is_osm = !french_whole && stated;
    if (!is_osm && !any) french = (mlg_schedule){.partial = true};
  }
  *kind = is_osm ? MLG_HOURS_OSM : any ? MLG_HOURS_FRENCH : MLG_HOURS_UNREAD;
  *schedule = is_osm ? osm : french;
  return MLG_OK;
}

mlg_status mlg_schedule_read(mlg_arena *arena, const char *text, mlg_hours_kind *kind,
                             mlg_schedule *schedule) {
  if (is_blank(text)) {
    *kind = MLG_HOURS_BLANK;
    *schedule = (mlg_schedule){0};
    return MLG_OK;
  }
  if (!is_long(text)) return read_either(arena, text, kind, schedule);
  *kind = MLG_HOURS_UNREAD;
  *schedule = (mlg_schedule){.partial = true};
  return MLG_OK;
}

mlg_status mlg_schedule_add_day(mlg_arena *arena, unsigned day, const char *text, double weeks,
                                mlg_hours_kind *kind, mlg_schedule *schedule) {
  *kind = MLG_HOURS_BLANK;
  if (is_blank(text)) return MLG_OK;
  mlg_week week = {0}, cell = {0};
  bool any = false;
  if (is_long(text) || mlg_weeks_share(weeks) == 0)
    mlg_week_doubt(&cell);
  else
    MLG_TRY(mlg_french_read(arena, text, 1U << day, mlg_weeks_share(weeks), &cell, &any));
  if (!any) mlg_week_doubt(&cell);
  mlg_week_load(&week, schedule);
  mlg_week_merge(&week, &cell);
  *kind = any ? MLG_HOURS_FRENCH : MLG_HOURS_UNREAD;
  return mlg_week_schedule(arena, &week, schedule);
}
