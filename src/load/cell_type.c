/* SPDX-License-Identifier: Apache-2.0 */
#include "load/cell_type.h"

#include <ctype.h>
#include <maillage/text.h>
#include <math.h>
#include <string.h>

static bool read_integer(mlg_cell_value *value) {
  bool has_exponent = strpbrk(value->text, "eE") != NULL;
  return !has_exponent && mlg_parse_number(value->text, "", &value->number);
}

/* The whole number that `n` digits make; -1 when they are not all digits. */
static int digits(const char *text, size_t n) {
  int number = 0;
  for (size_t i = 0; i < n; i++) {
    if (!isdigit((unsigned char)text[i])) return -1;
    number = 10 * number + (text[i] - '0');
  }
  return number;
}

static bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

static bool is_date(const char *text) {
  static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (strlen(text) != strlen("AAAA-MM-JJ") || text[4] != '-' || text[7] != '-') return false;
  int year = digits(text, 4), month = digits(text + 5, 2), day = digits(text + 8, 2);
  if (year < 0 || month < 1 || month > 12) return false;
  return day >= 1 && day <= DAYS[month - 1] + (month == 2 && is_leap(year));
}

static bool is_geopoint(const char *text) {
  char longitude_text[32];
  double longitude, latitude;
  size_t length = strcspn(text, ",");
  if (text[length] == '\0' || length >= sizeof longitude_text) return false;
  memcpy(longitude_text, text, length);
  longitude_text[length] = '\0';
  const char *latitude_text = text + length + 1;
  latitude_text += strspn(latitude_text, " ");
  return mlg_parse_number(longitude_text, ".", &longitude) &&
         mlg_parse_number(latitude_text, ".", &latitude) && fabs(longitude) <= 180 &&
         fabs(latitude) <= 90;
}

bool mlg_cell_read(mlg_schema_type type, const char *mark, mlg_cell_value *value) {
  switch (type) {
  case MLG_SCHEMA_NUMBER:
    return mlg_parse_number(value->text, mark, &value->number);
  case MLG_SCHEMA_INTEGER:
    return read_integer(value);
  case MLG_SCHEMA_DATE:
    return is_date(value->text);
  case MLG_SCHEMA_GEOPOINT:
    return is_geopoint(value->text);
  default:
    return true;
  }
}
