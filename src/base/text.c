/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static const char *skip_digits(const char *at) {
  while (is_digit(*at)) at++;
  return at;
}

/* The end of a decimal number, and where its mark stands; NULL when it is none. */
static const char *number_end(const char *text, const char *marks, const char **mark) {
  const char *start = *text == '-' || *text == '+' ? text + 1 : text;
  const char *at = skip_digits(start);
  if (at == start || (*start == '0' && at - start > 1)) return NULL;
  *mark = NULL;
  if (*at != '\0' && strchr(marks, *at) != NULL) {
    *mark = at;
    const char *decimals = at + 1;
    at = skip_digits(decimals);
    if (at == decimals) return NULL;
  }
  if (*at == 'e' || *at == 'E') {
    const char *digits = at[1] == '-' || at[1] == '+' ? at + 2 : at + 1;
    at = skip_digits(digits);
    if (at == digits) return NULL;
  }
  return at;
}

bool mlg_parse_number(const char *text, const char *marks, double *number) {
  char copy[64];
  const char *mark;
  const char *end = text == NULL ? NULL : number_end(text, marks, &mark);
  if (end == NULL || *end != '\0' || (size_t)(end - text) >= sizeof copy) return false;
  memcpy(copy, text, (size_t)(end - text) + 1);
  if (mark != NULL) copy[mark - text] = '.';
  double value = strtod(copy, NULL);
  if (!isfinite(value)) return false;
  *number = value;
  return true;
}

/* The length of the UTF-8 sequence at `s`, 0 when it is malformed. */
static size_t sequence_length(const unsigned char *s) {
  if (s[0] < 0x80) return 1;
  size_t length = s[0] >= 0xC2 && s[0] <= 0xDF   ? 2
                  : s[0] >= 0xE0 && s[0] <= 0xEF ? 3
                  : s[0] >= 0xF0 && s[0] <= 0xF4 ? 4
                                                 : 0;
  for (size_t i = 1; i < length; i++)
    if ((s[i] & 0xC0) != 0x80) return 0;
  bool overlong = (s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xF0 && s[1] < 0x90);
  bool surrogate = s[0] == 0xED && s[1] > 0x9F;
  bool beyond = s[0] == 0xF4 && s[1] > 0x8F;
  return overlong || surrogate || beyond ? 0 : length;
}

bool mlg_utf8_valid(const char *text) {
  const unsigned char *at = (const unsigned char *)text;
  while (*at != '\0') {
    size_t length = sequence_length(at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

unsigned mlg_utf8_next(const char **text) {
  const unsigned char *at = (const unsigned char *)*text;
  size_t length = sequence_length(at);
  if (length <= 1) {
    (*text)++;
    return at[0];
  }
  unsigned point = at[0] & (0xFFu >> (length + 1));
  for (size_t i = 1; i < length; i++) point = point << 6 | (at[i] & 0x3Fu);
  *text += length;
  return point;
}

bool mlg_is_sign(unsigned point) {
  if (point < 0x20) return point == '\t' || point == '\n' || point == '\r';
  return (point & 0xFFFE) != 0xFFFE && (point < 0xFDD0 || point > 0xFDEF);
}

/* Only a control sign, or what begins with EF or above, may be none. */
bool mlg_all_signs(const char *text) {
  for (; *text != '\0'; text++) {
    const char *next = text;
    unsigned char byte = (unsigned char)*text;
    if ((byte < 0x20 || byte >= 0xEF) && !mlg_is_sign(mlg_utf8_next(&next))) return false;
  }
  return true;
}

size_t mlg_utf8_length(const char *text) {
  size_t length = 0;
  while (*text != '\0') {
    mlg_utf8_next(&text);
    length++;
  }
  return length;
}

/* The plain letters of U+00C0 to U+00FF, whatever their case; "" is a sign. */
static const char *const PLAIN_LATIN[64] = {
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",
    "d", "n", "o", "o", "o", "o", "o",  "",  "o", "u", "u", "u", "u", "y", "th", "ss",
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",
    "d", "n", "o", "o", "o", "o", "o",  "",  "o", "u", "u", "u", "u", "y", "th", "y",
};

/* The folded form of one code point; "" for anything but a letter or digit. */
static const char *fold_point(unsigned point, char plain[2]) {
  if (point >= 0xC0 && point <= 0xFF) return PLAIN_LATIN[point - 0xC0];
  if (point == 0x152 || point == 0x153) return "oe";
  bool upper = point >= 'A' && point <= 'Z', lower = point >= 'a' && point <= 'z';
  if (!upper && !lower && !(point >= '0' && point <= '9')) return "";
  plain[0] = (char)(upper ? point + 32 : point);
  plain[1] = '\0';
  return plain;
}

static char *fold_with(mlg_arena *arena, const char *text, char gap) {
  /* No code point folds to more bytes than it has, plus one for the gap. */
  char *folded = mlg_arena_alloc(arena, 2 * strlen(text) + 1, 1);
  if (folded == NULL) return NULL;
  size_t length = 0;
  bool pending = false;
  while (*text != '\0') {
    char plain[2];
    unsigned point = mlg_utf8_next(&text);
    if (point >= 0x300 && point <= 0x36F) continue; /* a combining accent */
    const char *fold = fold_point(point, plain);
    if (*fold == '\0') {
      pending = length > 0;
      continue;
    }
    if (pending) folded[length++] = gap;
    pending = false;
    while (*fold != '\0') folded[length++] = *fold++;
  }
  folded[length] = '\0';
  return folded;
}

char *mlg_fold(mlg_arena *arena, const char *text) { return fold_with(arena, text, ' '); }

char *mlg_slug(mlg_arena *arena, const char *text) { return fold_with(arena, text, '-'); }

const char *mlg_path_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash == NULL ? path : slash + 1;
}

char *mlg_path_folder(mlg_arena *arena, const char *path) {
  return mlg_arena_strndup(arena, path, (size_t)(mlg_path_name(path) - path));
}

/* Levenshtein distance over bytes; long texts are compared by their start. */
static size_t edit_distance(const char *a, const char *b) {
  enum { MOST = 64 };
  size_t row[MOST + 1], width = strnlen(b, MOST), height = strnlen(a, MOST);
  for (size_t j = 0; j <= width; j++) row[j] = j;
  for (size_t i = 1; i <= height; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= width; j++) {
      size_t best = diagonal + (a[i - 1] != b[j - 1]);
      if (row[j] + 1 < best) best = row[j] + 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
      diagonal = row[j];
      row[j] = best;
    }
  }
  return row[width];
}

static size_t common_start(const char *a, const char *b) {
  size_t length = 0;
  while (a[length] != '\0' && a[length] == b[length]) length++;
  return length;
}

size_t mlg_nearest(const char *name, const char *const *candidates, size_t count) {
  size_t best = count, least = SIZE_MAX, longest = 0;
  for (size_t i = 0; i < count; i++) {
    size_t distance = edit_distance(name, candidates[i]);
    /* Of two that are as near, a name is more often cut than changed at its start. */
    size_t start = common_start(name, candidates[i]);
    if (distance > least || (distance == least && start <= longest)) continue;
    least = distance;
    longest = start;
    best = i;
  }
  /* Beyond half the name, the nearest is no longer near. */
  return least > strlen(name) / 2 + 1 ? count : best;
}

bool mlg_text_runs(const char *text) {
  double number;
  return *text != '\0' && strchr("=+-@\t\r", *text) != NULL &&
         !mlg_parse_number(text, ".,", &number);
}

char *mlg_append(char *at, const char *text) {
  size_t length = strlen(text);
  memcpy(at, text, length + 1);
  return at + length;
}

/* Groups the digits of "41790.5" by three and turns its point into a comma. */
static char *typeset(mlg_arena *arena, const char *plain) {
  char *text = mlg_arena_alloc(arena, 4 * strlen(plain) + 1, 1);
  if (text == NULL) return NULL;
  const char *digits = *plain == '-' ? plain + 1 : plain;
  size_t whole = strcspn(digits, ".");
  char *at = *plain == '-' ? mlg_append(text, "\xE2\x88\x92") : text; /* U+2212 */
  for (size_t i = 0; i < whole; i++) {
    if (i > 0 && (whole - i) % 3 == 0) at = mlg_append(at, MLG_NNBSP);
    *at++ = digits[i];
  }
  if (digits[whole] == '.') mlg_append(mlg_append(at, ","), digits + whole + 1);
  return text;
}

char *mlg_french_decimal(mlg_arena *arena, double value, int decimals) {
  if (!isfinite(value)) return mlg_arena_strdup(arena, "\xE2\x80\x93");
  char plain[352];
  snprintf(plain, sizeof plain, "%.*f", decimals, value);
  const char *unsigned_zero =
      plain[0] == '-' && strspn(plain + 1, "0.") == strlen(plain + 1) ? plain + 1 : plain;
  return typeset(arena, unsigned_zero);
}

char *mlg_french_count(mlg_arena *arena, double value) {
  return mlg_french_decimal(arena, value, 0);
}

char *mlg_french_about(mlg_arena *arena, double value) {
  if (isfinite(value) && fabs(value) >= 1000) {
    double step = pow(10, floor(log10(fabs(value))) - 2);
    value = round(value / step) * step;
  }
  return mlg_french_count(arena, value);
}

char *mlg_french_percent(mlg_arena *arena, double ratio) {
  char *number = mlg_french_decimal(arena, 100 * ratio, 1);
  if (number == NULL || !isfinite(ratio)) return number;
  return mlg_arena_printf(arena, "%s" MLG_NNBSP "%%", number);
}

/* The no-break space that stands for the plain one at `space`, or "" for none. */
static const char *no_break(const char *text, const char *space) {
  static const char OPEN[] = "\xC2\xAB", CLOSE[] = "\xC2\xBB";
  if (space[1] != '\0' && strchr(";:!?%", space[1]) != NULL) return MLG_NNBSP;
  if (strncmp(space + 1, CLOSE, 2) == 0) return MLG_NBSP;
  return space - text >= 2 && strncmp(space - 2, OPEN, 2) == 0 ? MLG_NBSP : "";
}

char *mlg_french_spaces(mlg_arena *arena, const char *text) {
  char *out = text == NULL ? NULL : mlg_arena_alloc(arena, 3 * strlen(text) + 1, 1);
  if (out == NULL) return NULL;
  char *end = out;
  for (const char *at = text; *at != '\0'; at++) {
    const char *space = *at == ' ' ? no_break(text, at) : "";
    if (*space != '\0')
      end = mlg_append(end, space);
    else
      *end++ = *at;
  }
  *end = '\0';
  return out;
}

char *mlg_french_date(mlg_arena *arena, const char *iso) {
  static const char *const MONTHS[12] = {"janvier",   "février", "mars",     "avril",
                                         "mai",       "juin",    "juillet",  "août",
                                         "septembre", "octobre", "novembre", "décembre"};
  unsigned year, month, day;
  int read = 0;
  if (sscanf(iso, "%4u-%2u-%2u%n", &year, &month, &day, &read) != 3 || iso[read] != '\0' ||
      month < 1 || month > 12)
    return mlg_arena_strdup(arena, iso);
  return mlg_arena_printf(arena, "%u%s %s %u", day, day == 1 ? "er" : "", MONTHS[month - 1], year);
}
