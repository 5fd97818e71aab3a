/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/schedule_osm.h"
#include "offer/schedule_scan.h"

#include <maillage/text.h>
#include <string.h>

enum { HOURS_MOST = 24 };

typedef struct {
  mlg_osm_selectors when;
  size_t n;
  mlg_hours hours[HOURS_MOST];
  bool open_end; /* "09:00+": an end that nobody gives. */
  bool closed, unknown, by_appointment, comment;
} osm_rule;

/* How a rule meets those before it. */
typedef enum { REPLACES, ADDS, FALLS_BACK } osm_link;

static bool add_hours(osm_rule *rule, unsigned from, unsigned to) {
  if (to < from) to += MLG_DAY_MINUTES; /* past midnight */
  bool good = rule->n < HOURS_MOST && from < MLG_DAY_MINUTES && from < to &&
              to <= 2 * MLG_DAY_MINUTES;
  if (good) rule->hours[rule->n++] = (mlg_hours){from, to};
  return good;
}

/* "09:00-12:00", "18:00-22:00+", "09:00+". */
static bool read_span(const char **at, osm_rule *rule) {
  unsigned from, to;
  if (!mlg_scan_time(at, &from)) return false;
  bool span = mlg_scan_sign(at, '-');
  if (span && (!mlg_scan_time(at, &to) || !add_hours(rule, from, to))) return false;
  bool open_end = mlg_scan_sign(at, '+');
  if (open_end) rule->open_end = true;
  return span || open_end;
}

/* After a comma that no time follows comes another rule: the comma is left to it. */
static bool read_hours(const char **at, osm_rule *rule) {
  const char *next = *at;
  unsigned hour, days;
  if (mlg_scan_number(&next, &hour) && hour == 24 && mlg_scan_sign(&next, '/') &&
      mlg_scan_number(&next, &days) && days == 7) {
    *at = next;
    return add_hours(rule, 0, MLG_DAY_MINUTES);
  }
  next = *at;
  while (mlg_scan_time(&next, &hour)) {
    if (!read_span(at, rule)) return false;
    next = *at;
    if (!mlg_scan_sign(&next, ',')) break;
    const char *after = next;
    if (mlg_scan_time(&after, &hour)) *at = next;
  }
  return true;
}

/* "9h", "12 h 30": hours of a comment, which nobody reads. */
static bool has_hour(const char *plain) {
  for (; *plain != '\0'; plain++) {
    if (*plain < '0' || *plain > '9') continue;
    const char *next = plain + 1 + (plain[1] == ' ');
    if (*next == 'h' && (next[1] < 'a' || next[1] > 'z')) return true;
  }
  return false;
}

/* Appointments are said in comments; other hours there contradict the rules. */
static mlg_status read_comment(mlg_arena *arena, const char *text, size_t length, osm_rule *rule,
                               mlg_week *week) {
  char *plain = mlg_arena_strndup(arena, text, length);
  MLG_HAVE(plain);
  MLG_HAVE(plain = mlg_fold(arena, plain));
  bool said = strstr(plain, "rendez vous") != NULL || strstr(plain, "rdv") != NULL ||
              strstr(plain, "appointment") != NULL;
  bool without = strstr(plain, "sans r") != NULL || strstr(plain, "without") != NULL;
  if (said && !without) rule->by_appointment = true;
  if (has_hour(plain)) mlg_week_doubt(week);
  rule->comment = true;
  return MLG_OK;
}

static void read_modifier(const char **at, osm_rule *rule) {
  if (mlg_scan_word(at, "off") || mlg_scan_word(at, "closed")) rule->closed = true;
  if (mlg_scan_word(at, "unknown")) rule->unknown = true;
  mlg_scan_word(at, "open"); /* what hours mean without it */
  const char *next = *at;
  if (!mlg_scan_word(&next, "by") && !mlg_scan_word(&next, "on")) next = *at;
  if (!mlg_scan_word(&next, "appointment")) return;
  rule->by_appointment = true;
  *at = next;
}

/* One rule, up to what separates it from the next; `good` when all of it is in the grammar. */
static mlg_status read_rule(mlg_arena *arena, const char **at, osm_rule *rule, mlg_week *week,
                            bool *good) {
  const char *comment, *start;
  size_t length;
  *rule = (osm_rule){0};
  mlg_scan_spaces(at);
  start = *at;
  *good = mlg_osm_selectors_read(at, &rule->when) && read_hours(at, rule);
  if (!*good) return MLG_OK;
  read_modifier(at, rule);
  if (mlg_scan_comment(at, &comment, &length))
    MLG_TRY(read_comment(arena, comment, length, rule, week));
  mlg_scan_spaces(at);
  *good = *at > start && (**at == '\0' || strchr(";,|", **at) != NULL);
  return MLG_OK;
}

static void apply_hours(const osm_rule *rule, osm_link link, mlg_week *week) {
  for (unsigned day = 0; day < 7; day++) {
    mlg_weeks weeks = rule->when.weeks[day];
    if (link == REPLACES && weeks != 0) mlg_week_clear(week, 1U << day, weeks);
    for (size_t i = 0; i < rule->n && weeks != 0; i++)
      mlg_week_open(week, 1U << day, weeks, rule->hours[i]);
  }
}

/* Hours of a rule that names a month and no weekday: "Mar 09:00-12:00" is as likely to be the
 * French for a Tuesday as the English for March. */
static bool is_ambiguous(const osm_rule *rule) {
  return rule->when.dated && rule->when.days == 0 && rule->n > 0;
}

/* A rule without hours: by appointment, or days that only a comment speaks of ("Sa "visites"").
 * "Sa open" would be all of Saturday; those who write it give no hours at all. */
static void apply_without_hours(const osm_rule *rule, mlg_week *week) {
  bool remark = rule->comment && rule->when.days == 0 && !rule->open_end;
  if (!rule->by_appointment && !remark) mlg_week_doubt(week);
}

/* Closings of a season are set aside: an ordinary week is one when the place is open. */
static void apply(const osm_rule *rule, osm_link link, mlg_week *week) {
  if (rule->when.holidays || (rule->closed && rule->when.dated)) return;
  week->by_appointment = week->by_appointment || rule->by_appointment;
  if (rule->n == 0 && !rule->closed && !rule->unknown) {
    apply_without_hours(rule, week);
    return;
  }
  if (rule->unknown || rule->open_end || link == FALLS_BACK) mlg_week_doubt(week);
  if (!rule->unknown && link != FALLS_BACK) apply_hours(rule, link, week);
}

/* Past a rule that is outside the grammar: up to the next ";" that is no part of a comment. */
static void skip_rule(const char **at) {
  bool quoted = false;
  for (; **at != '\0' && (quoted || **at != ';'); (*at)++)
    if (**at == '"') quoted = !quoted;
}

static osm_link read_link(const char **at) {
  if (mlg_scan_sign(at, ',')) return ADDS;
  if (strncmp(*at, "||", 2) == 0) {
    *at += 2;
    return FALLS_BACK;
  }
  mlg_scan_sign(at, ';');
  return REPLACES;
}

mlg_status mlg_osm_read(mlg_arena *arena, const char *text, mlg_week *week, bool *whole) {
  osm_link link = REPLACES;
  *whole = false;
  for (bool first = true;; first = false) {
    osm_rule rule;
    bool good;
    while (link == REPLACES && mlg_scan_sign(&text, ';')) continue;
    mlg_scan_spaces(&text);
    if (*text == '\0') return MLG_OK;
    MLG_TRY(read_rule(arena, &text, &rule, week, &good));
    if (good && !is_ambiguous(&rule)) {
      apply(&rule, link, week);
      *whole = first || *whole;
    } else {
      mlg_week_doubt(week);
      skip_rule(&text);
      *whole = false;
    }
    link = read_link(&text);
  }
}
