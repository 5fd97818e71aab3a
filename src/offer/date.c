/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/date.h"

#include <stddef.h>
#include <string.h>
#include <time.h>

static bool read_digits(const char *text, size_t n, int *number) {
  *number = 0;
  for (size_t i = 0; i < n; i++) {
    if (text[i] < '0' || text[i] > '9') return false;
    *number = 10 * *number + (text[i] - '0');
  }
  return true;
}

static int month_days(int year, int month) {
  static const int DAYS[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return DAYS[month - 1] + (month == 2 && leap);
}

/* Days since 1970-01-01, from years that start in March and eras of 400 years:
 * H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil. */
static long civil_days(int year, int month, int day) {
  int march_year = year - (month <= 2);
  int era = march_year / 400, year_of_era = march_year % 400;
  int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097L + day_of_era - 719468;
}

bool mlg_date_days(const char *text, long *days) {
  int year, month, day;
  if (!read_digits(text, 4, &year) || text[4] != '-' || !read_digits(text + 5, 2, &month) ||
      text[7] != '-' || !read_digits(text + 8, 2, &day))
    return false;
  if (text[10] != '\0' && text[10] != 'T' && text[10] != ' ') return false;
  if (month < 1 || month > 12 || day < 1 || day > month_days(year, month)) return false;
  *days = civil_days(year, month, day);
  return true;
}

/* "03/07/2026" at `at`, or "03/07/26" as Excel shows it, turned into "2026-07-03". */
static bool read_french(const char *at, char iso[11]) {
  int day, month, year;
  if (!read_digits(at, 2, &day) || at[2] != '/' || !read_digits(at + 3, 2, &month) ||
      at[5] != '/' || !read_digits(at + 6, 2, &year))
    return false;
  bool whole = read_digits(at + 6, 4, &year);
  if (!whole && at[8] >= '0' && at[8] <= '9') return false;
  memcpy(iso, "20", 2);
  memcpy(whole ? iso : iso + 2, at + 6, whole ? 4 : 2);
  iso[4] = iso[7] = '-';
  memcpy(iso + 5, at + 3, 2);
  memcpy(iso + 8, at, 2);
  iso[10] = '\0';
  return true;
}

/* "46206", the days that a spreadsheet counts from 1899-12-30, of this century only. */
static bool read_serial(const char *text, char iso[11], long *days) {
  enum { EPOCH = 25569, CENTURY = 36526, END = 73051 };
  int serial;
  if (!read_digits(text, 5, &serial) || text[5] != '\0' || serial < CENTURY || serial >= END)
    return false;
  *days = serial - EPOCH;
  time_t midnight = (time_t)*days * 86400;
  struct tm day;
  return gmtime_r(&midnight, &day) != NULL && strftime(iso, 11, "%Y-%m-%d", &day) == 10;
}

bool mlg_date_read(const char *text, char iso[11], long *days) {
  if (mlg_date_days(text, days)) {
    memcpy(iso, text, 10);
    iso[10] = '\0';
    return true;
  }
  if (read_serial(text, iso, days)) return true;
  for (const char *at = text; *at != '\0'; at++)
    if (read_french(at, iso)) return mlg_date_days(iso, days);
  return false;
}
