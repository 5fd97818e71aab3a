/* SPDX-License-Identifier: Apache-2.0 */
/* When a row is open: a text, or a column a weekday. */
#include "offer/entry.h"

#include <maillage/text.h>
#include <string.h>

/* One day's hours as one text, from the columns that hold them; "" when closed. */
static const char *day_text(const mlg_reader *in, mlg_place place, const mlg_bound *day) {
  const char *text = mlg_reader_cell(in, place, day[MLG_DAY_TEXT]);
  const char *from = mlg_reader_cell(in, place, day[MLG_DAY_OPENING]);
  const char *to = mlg_reader_cell(in, place, day[MLG_DAY_CLOSING]);
  if (*text != '\0' || *from == '\0' || *to == '\0') return text;
  const char *lunch = in->mapping->weekdays.lunch_hours;
  const char *open = mlg_fold(in->arena, mlg_reader_cell(in, place, day[MLG_DAY_LUNCH]));
  if (open == NULL) return NULL;
  bool closed = strcmp(open, "non") == 0 || strcmp(open, "false") == 0 || strcmp(open, "0") == 0;
  const char *dash = closed && lunch != NULL ? strchr(lunch, '-') : NULL;
  /* A break outside the opening hours is no break: "13:30" to "18:30" stays whole. */
  if (dash == NULL || strncmp(from, lunch, 5) >= 0 || strncmp(to, dash + 1, 5) <= 0)
    return mlg_arena_printf(in->arena, "%s-%s", from, to);
  return mlg_arena_printf(in->arena, "%s-%.*s,%s-%s", from, (int)(dash - lunch), lunch, dash + 1,
                          to);
}

static double day_weeks(const mlg_reader *in, mlg_place place, const mlg_bound *day) {
  const char *frequency = mlg_reader_cell(in, place, day[MLG_DAY_FREQUENCY]);
  return *frequency == '\0' ? 1 : mlg_schedule_frequency(in->arena, frequency);
}

/* "lundi 09:00-12:00; mardi …", for people and for those who read the hours again. */
static const char *append_day(mlg_arena *arena, const char *all, const char *name,
                              const char *text) {
  return mlg_arena_printf(arena, "%s%s%s %s", all, *all == '\0' ? "" : "; ", name, text);
}

static mlg_status read_days(mlg_reader *in, mlg_place place, mlg_entry *entry) {
  static const char *const NAMES[7] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
  mlg_hours_kind worst = MLG_HOURS_BLANK;
  for (unsigned day = 0; day < 7; day++) {
    mlg_hours_kind kind = MLG_HOURS_BLANK;
    const char *text = day_text(in, place, in->days[day]);
    MLG_HAVE(text);
    if (*text == '\0') continue;
    entry->hours = append_day(in->arena, entry->hours, NAMES[day], text);
    MLG_HAVE(entry->hours);
    double weeks = day_weeks(in, place, in->days[day]);
    if (weeks > 0)
      MLG_TRY(mlg_schedule_add_day(in->arena, day, text, weeks, &kind, &entry->schedule));
    else
      kind = MLG_HOURS_UNREAD; /* How often is part of what matters. */
    MLG_TRY(mlg_reader_count(in, place, MLG_AS_HOURS, text, kind != MLG_HOURS_UNREAD));
    if (kind > worst) worst = kind;
  }
  entry->hours_kind = worst;
  if (worst != MLG_HOURS_UNREAD) return MLG_OK;
  entry->schedule.known = false;
  entry->schedule.partial = entry->schedule.n > 0;
  return MLG_OK;
}

mlg_status mlg_entry_hours(mlg_reader *in, mlg_place place, mlg_entry *entry) {
  const char *text = mlg_reader_text(in, place, MLG_AS_HOURS);
  MLG_HAVE(text);
  MLG_TRY(mlg_contacts_scrub(in->arena, text, &in->dropped, &entry->hours));
  if (*entry->hours != '\0') {
    MLG_TRY(mlg_schedule_read(in->arena, entry->hours, &entry->hours_kind, &entry->schedule));
    MLG_TRY(mlg_reader_count(in, place, MLG_AS_HOURS, entry->hours,
                             entry->hours_kind != MLG_HOURS_UNREAD));
  } else if (in->mapping->has_weekdays) {
    MLG_TRY(read_days(in, place, entry));
  }
  if (entry->schedule.by_appointment) {
    entry->terms.access |= MLG_BY_APPOINTMENT;
    entry->basics[MLG_APPOINTMENTS] = MLG_YES;
  }
  return MLG_OK;
}
