/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/schedule_token.h"

#include <maillage/text.h>
#include <string.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/* Signs that stand for one of ASCII; 0 for none. U+1D49 is the raised "e" of "2e". */
static char sign_of(unsigned point) {
  if (point == 0xA0 || point == 0x202F || (point >= 0x2000 && point <= 0x200B)) return ' ';
  if ((point >= 0x2010 && point <= 0x2015) || point == 0x2212 || point == 0x2192) return '-';
  if (point == 0xB0 || point == 0xBA || point == 0x1D49) return 'e';
  if (point == 0x2019 || point == 0xFEFF) return ' ';
  if (point == 0x2022 || point == 0xB7 || point == 0xAB || point == 0xBB) return ';';
  if (point == 0x2026) return '.';
  return 0;
}

static char plain_ascii(unsigned point) {
  if (point >= 'A' && point <= 'Z') return (char)(point + 32);
  if (point == '\n' || point == '\r') return ';';
  if (point == '\t' || point == '\'' || point == '`' || point == '_') return ' ';
  bool kept = is_letter((char)point) || is_digit((char)point) ||
              strchr(" -/,;:.()&+\"|[]*", (int)point) != NULL;
  return kept && point != '\0' ? (char)point : '?';
}

/* Text in ASCII: lower case, no accent, one kind of dash; what is no letter, digit or known sign
 * becomes "?". `plain` has room for twice the text's bytes and a zero. */
static mlg_status write_plain(mlg_arena *arena, const char *text, char *plain) {
  while (*text != '\0') {
    const char *start = text;
    unsigned point = mlg_utf8_next(&text);
    if (point >= 0x300 && point <= 0x36F) continue; /* a combining accent */
    char sign = point < 0x80 ? plain_ascii(point) : sign_of(point);
    if (sign != 0) {
      *plain++ = sign;
      continue;
    }
    char *letter = mlg_arena_strndup(arena, start, (size_t)(text - start));
    MLG_HAVE(letter);
    MLG_HAVE(letter = mlg_fold(arena, letter));
    plain = mlg_append(plain, *letter == '\0' ? "?" : letter);
  }
  *plain = '\0';
  return MLG_OK;
}

static const char *skip_gap(const char *at) { return at + strspn(at, " "); }

/* Two digits of minutes after "9h" or "9:", unless they are the next hour ("9h 12h"). */
static const char *read_minutes(const char *at, int *minutes) {
  const char *digits = skip_gap(at);
  if (!is_digit(digits[0]) || !is_digit(digits[1]) || is_digit(digits[2]) || digits[0] > '5')
    return at;
  const char *after = skip_gap(digits + 2);
  bool next_hour = (*after == 'h' && !is_letter(after[1])) || *after == ':';
  if (next_hour) return at;
  *minutes = 10 * (digits[0] - '0') + (digits[1] - '0');
  after = digits + 2;
  if (strncmp(after, "min", 3) == 0 && !is_letter(after[3])) return after + 3;
  return strncmp(after, "mn", 2) == 0 && !is_letter(after[2]) ? after + 2 : after;
}

/* The "h", "heures" or ":" after the hour; NULL when there is none. */
static const char *read_hour_mark(const char *at) {
  static const char *const MARKS[] = {"heures", "heure", "hrs", "hr", "h"};
  const char *gap = skip_gap(at);
  for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
    size_t length = strlen(MARKS[i]);
    if (strncmp(gap, MARKS[i], length) == 0 && !is_letter(gap[length])) return gap + length;
  }
  return *at == ':' && is_digit(at[1]) && is_digit(at[2]) ? at + 1 : NULL;
}

/* "1er", "2eme": which one; NULL for a number that is no rank. */
static const char *read_rank(const char *at, int number) {
  static const char *const ENDS[] = {"ere", "er", "ieme", "eme", "nde", "nd", "e"};
  for (size_t i = 0; number <= 5 && i < sizeof ENDS / sizeof *ENDS; i++) {
    size_t length = strlen(ENDS[i]);
    if (strncmp(at, ENDS[i], length) == 0 && !is_letter(at[length])) return at + length;
  }
  return NULL;
}

/* A number and what it is: a time, a rank, or a bare one. */
static const char *read_number(const char *at, mlg_token *token) {
  const char *start = at;
  int number = 0, minutes = 0;
  for (; is_digit(*at) && at - start < 3; at++) number = 10 * number + (*at - '0');
  const char *mark = read_hour_mark(at), *rank = read_rank(at, number);
  *token = (mlg_token){MLG_SAID_UNKNOWN, 0};
  if (is_digit(*at) || number > 24) return at + strspn(at, "0123456789");
  if (mark == NULL) {
    *token = (mlg_token){rank != NULL ? MLG_SAID_NTH : MLG_SAID_NUMBER, number};
    return rank != NULL ? rank : at;
  }
  at = read_minutes(mark, &minutes);
  if (60 * number + minutes <= MLG_DAY_MINUTES)
    *token = (mlg_token){MLG_SAID_TIME, 60 * number + minutes};
  return at;
}

static mlg_said punctuation(char sign) {
  if (sign == '-') return MLG_SAID_DASH;
  if (sign == '/' || sign == '|') return MLG_SAID_SLASH;
  if (sign == ',' || sign == '&' || sign == '+') return MLG_SAID_AND;
  return sign == '?' ? MLG_SAID_UNKNOWN : MLG_SAID_STOP;
}

/* One piece of the text; `skip` for one that says nothing. */
static const char *read_token(const char *at, mlg_token *token, bool *skip) {
  size_t length = mlg_phrase_find(at, token, skip);
  if (length > 0) return at + length;
  if (is_digit(*at)) return read_number(at, token);
  *token = (mlg_token){MLG_SAID_UNKNOWN, 0};
  if (!is_letter(*at)) {
    token->said = punctuation(*at);
    return at + 1;
  }
  while (is_letter(*at)) at++;
  return at;
}

mlg_status mlg_tokens_read(mlg_arena *arena, const char *text, mlg_token tokens[MLG_TOKENS_MOST]) {
  char plain[2 * MLG_HOURS_BYTES + 1];
  size_t n = 0;
  MLG_TRY(write_plain(arena, text, plain));
  for (const char *at = skip_gap(plain); *at != '\0'; at = skip_gap(at)) {
    bool skip;
    at = read_token(at, &tokens[n], &skip);
    if (!skip) n++;
  }
  for (size_t i = 0; i < MLG_TOKENS_ENDS; i++) tokens[n + i] = (mlg_token){MLG_SAID_END, 0};
  return MLG_OK;
}
