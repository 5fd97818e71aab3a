/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/schedule_osm.h"

#include <maillage/text.h>
#include <math.h>
#include <string.h>

/* The same hours on several days, as often: one rule of what is written. */
typedef struct {
  unsigned days;
  unsigned weeks; /* of the ordinary year's 52 */
} group;

/* How one language writes a rule's pieces. */
typedef struct {
  char *(*weeks)(mlg_arena *arena, const char *rule, unsigned weeks);
  char *(*time)(mlg_arena *arena, unsigned minutes);
  const char *const *days;
  const char *beside;       /* between days, between hours */
  const char *next, *rarer; /* before a rule; before one of rarer weeks, which adds */
  const char *appointment;

} language;

static unsigned weeks_of(const mlg_opening *o) {
  return (unsigned)lround(o->weeks * MLG_YEAR_WEEKS);
}

/* The next opening of a day in `weeks` of the year, from the `i`th on; n when there is none. */
static size_t next_of(const mlg_schedule *s, size_t i, unsigned day, unsigned weeks) {
  while (i < s->n && (s->openings[i].day != day || weeks_of(&s->openings[i]) != weeks)) i++;
  return i;
}

static bool same_hours(const mlg_schedule *s, unsigned a, unsigned b, unsigned weeks) {
  size_t i = next_of(s, 0, a, weeks), j = next_of(s, 0, b, weeks);
  for (; i < s->n && j < s->n; i = next_of(s, i + 1, a, weeks), j = next_of(s, j + 1, b, weeks))
    if (s->openings[i].from != s->openings[j].from || s->openings[i].to != s->openings[j].to)
      return false;
  return i == s->n && j == s->n;
}

/* "Mo-We,Fr": runs of three days and more are ranges. */
static char *write_days(mlg_arena *arena, const language *l, unsigned days) {
  char *text = mlg_arena_strdup(arena, "");
  for (unsigned day = 0; day < 7 && text != NULL; day++) {
    if ((days >> day & 1U) == 0) continue;
    unsigned last = day;
    while (last < 6 && (days >> (last + 1) & 1U) != 0) last++;
    const char *gap = *text == '\0' ? "" : l->beside;
    if (last >= day + 2) {
      text = mlg_arena_printf(arena, "%s%s%s-%s", text, gap, l->days[day], l->days[last]);
      day = last;
    } else {
      text = mlg_arena_printf(arena, "%s%s%s", text, gap, l->days[day]);
    }
  }
  return text;
}

static char *write_hours(mlg_arena *arena, const language *l, const mlg_schedule *s, unsigned day,
                         unsigned weeks) {
  char *text = mlg_arena_strdup(arena, "");
  for (size_t i = next_of(s, 0, day, weeks); i < s->n && text != NULL;
       i = next_of(s, i + 1, day, weeks)) {
    char *from = l->time(arena, s->openings[i].from), *to = l->time(arena, s->openings[i].to);
    if (from == NULL || to == NULL) return NULL;
    text = mlg_arena_printf(arena, "%s%s%s-%s", text, *text == '\0' ? "" : l->beside, from, to);
  }
  return text;
}

static char *write_rule(mlg_arena *arena, const language *l, const mlg_schedule *s, group g) {
  unsigned day = 0;
  while ((g.days >> day & 1U) == 0) day++;
  char *days = write_days(arena, l, g.days);
  char *hours = write_hours(arena, l, s, day, g.weeks);
  if (days == NULL || hours == NULL) return NULL;
  char *rule = mlg_arena_printf(arena, "%s %s", days, hours);
  rule = rule == NULL ? NULL : l->weeks(arena, rule, g.weeks);
  if (rule == NULL || !s->by_appointment) return rule;
  return mlg_arena_printf(arena, "%s%s", rule, l->appointment);
}

/* The days from `first` on that have its hours in as many weeks; 0 when it has none or is taken. */
static unsigned days_like(const mlg_schedule *s, unsigned first, unsigned weeks, unsigned taken) {
  unsigned days = 0;
  if ((taken >> first & 1U) != 0 || next_of(s, 0, first, weeks) == s->n) return 0;
  for (unsigned day = first; day < 7; day++)
    if (same_hours(s, first, day, weeks)) days |= 1U << day;
  return days;
}

/* Rules of rarer weeks come last and add to the others: ", " in opening_hours. */
static char *write_schedule(mlg_arena *arena, const language *l, const mlg_schedule *s) {
  char *text = mlg_arena_strdup(arena, "");
  for (unsigned weeks = MLG_YEAR_WEEKS; weeks > 0; weeks--) {
    unsigned taken = 0;
    for (unsigned day = 0; day < 7 && text != NULL; day++) {
      group g = {days_like(s, day, weeks, taken), weeks};
      if (g.days == 0) continue;
      taken |= g.days;
      char *rule = write_rule(arena, l, s, g);
      if (rule == NULL) return NULL;
      const char *gap = *text == '\0' ? "" : weeks < MLG_YEAR_WEEKS ? l->rarer : l->next;
      text = mlg_arena_printf(arena, "%s%s%s", text, gap, rule);
    }
  }
  return text;
}

static char *osm_time(mlg_arena *arena, unsigned minutes) {
  return mlg_arena_printf(arena, "%02u:%02u", minutes / 60, minutes % 60);
}

static char *osm_weeks(mlg_arena *arena, const char *rule, unsigned weeks) {
  if (weeks == MLG_YEAR_WEEKS) return mlg_arena_strdup(arena, rule);
  if (weeks == MLG_YEAR_WEEKS / 2) return mlg_arena_printf(arena, "week 1-51/2 %s", rule);
  if (weeks == MLG_YEAR_WEEKS / 4) return mlg_arena_printf(arena, "week 1-49/4 %s", rule);
  return mlg_arena_printf(arena, "week 1-%u %s", weeks, rule);
}

/* "9 h", "13 h 30"; the end of the day is "minuit". */
static char *french_time(mlg_arena *arena, unsigned minutes) {
  if (minutes == MLG_DAY_MINUTES) return mlg_arena_strdup(arena, "minuit");
  if (minutes % 60 == 0) return mlg_arena_printf(arena, "%u" MLG_NBSP "h", minutes / 60);
  return mlg_arena_printf(arena, "%u" MLG_NBSP "h" MLG_NBSP "%02u", minutes / 60, minutes % 60);
}

static char *french_weeks(mlg_arena *arena, const char *rule, unsigned weeks) {
  if (weeks == MLG_YEAR_WEEKS) return mlg_arena_strdup(arena, rule);
  const char *often = weeks == 26   ? "une semaine sur deux"
                      : weeks == 17 ? "une semaine sur trois"
                      : weeks == 13 ? "une semaine sur quatre"
                      : weeks == 24 ? "deux fois par mois"
                      : weeks == 12 ? "une fois par mois"
                                    : NULL;
  if (often != NULL) return mlg_arena_printf(arena, "%s (%s)", rule, often);
  return mlg_arena_printf(arena, "%s (%u" MLG_NBSP "semaine%s par an)", rule, weeks,
                          weeks > 1 ? "s" : "");
}

char *mlg_schedule_french(mlg_arena *arena, const mlg_schedule *schedule) {
  static const char *const DAYS[7] = {"lun", "mar", "mer", "jeu", "ven", "sam", "dim"};
  static const language FRENCH = {french_weeks,
                                  french_time,
                                  DAYS,
                                  ", ",
                                  MLG_NNBSP "; ",
                                  MLG_NNBSP "; ",
                                  " (sur rendez-vous, en tout ou partie)"};
  if (!schedule->known) return mlg_arena_strdup(arena, "");
  if (schedule->n == 0) return mlg_arena_strdup(arena, "fermé");
  return write_schedule(arena, &FRENCH, schedule);
}

char *mlg_schedule_osm(mlg_arena *arena, const mlg_schedule *schedule) {
  static const language OSM = {osm_weeks,
                               osm_time,
                               MLG_OSM_DAYS,
                               ",",
                               "; ",
                               ", ",
                               " \"sur rendez-vous, en tout ou partie\""};
  if (!schedule->known) return mlg_arena_strdup(arena, "");
  if (schedule->n == 0) return mlg_arena_strdup(arena, "off");
  return write_schedule(arena, &OSM, schedule);
}
