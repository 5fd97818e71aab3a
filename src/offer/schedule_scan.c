/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/schedule_scan.h"

#include <maillage/text.h>
#include <string.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* Bytes from 0x80 on are letters of some script, never the end of a word. */
static bool is_letter(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || ((unsigned char)c & 0x80) != 0;
}

void mlg_scan_spaces(const char **at) {
  for (;;) {
    if (**at == ' ' || (**at >= '\t' && **at <= '\r'))
      (*at)++;
    else if (strncmp(*at, MLG_NBSP, 2) == 0)
      *at += 2;
    else if (strncmp(*at, MLG_NNBSP, 3) == 0)
      *at += 3;
    else
      return;
  }
}

bool mlg_scan_sign(const char **at, char sign) {
  const char *start = *at;
  mlg_scan_spaces(&start);
  if (*start != sign) return false;
  *at = start + 1;
  return true;
}

bool mlg_scan_word(const char **at, const char *word) {
  const char *start = *at;
  mlg_scan_spaces(&start);
  for (; *word != '\0'; word++, start++)
    if (lower(*start) != lower(*word)) return false;
  if (is_letter(*start) && strncmp(start, MLG_NBSP, 2) != 0) return false;
  *at = start;
  return true;
}

bool mlg_scan_name(const char **at, const char *const *names, unsigned n, unsigned *index) {
  for (unsigned i = 0; i < n; i++)
    if (mlg_scan_word(at, names[i])) {
      *index = i;
      return true;
    }
  return false;
}

bool mlg_scan_number(const char **at, unsigned *number) {
  const char *start = *at;
  mlg_scan_spaces(&start);
  unsigned value = 0, digits = 0;
  for (; digits < 5 && is_digit(start[digits]); digits++)
    value = 10 * value + (unsigned)(start[digits] - '0');
  if (digits == 0 || digits == 5) return false;
  *number = value;
  *at = start + digits;
  return true;
}

bool mlg_scan_time(const char **at, unsigned *minutes) {
  const char *start = *at;
  unsigned hour, minute;
  if (!mlg_scan_number(&start, &hour) || *start != ':') return false;
  const char *digits = ++start;
  if (!is_digit(*digits) || !mlg_scan_number(&start, &minute) || start - digits != 2) return false;
  if (minute >= 60 || hour > 48 || 60 * hour + minute > 48 * 60) return false;
  *minutes = 60 * hour + minute;
  *at = start;
  return true;
}

bool mlg_scan_comment(const char **at, const char **text, size_t *length) {
  const char *start = *at;
  if (!mlg_scan_sign(&start, '"')) return false;
  const char *end = strchr(start, '"');
  if (end == NULL) return false;
  *text = start;
  *length = (size_t)(end - start);
  *at = end + 1;
  return true;
}
