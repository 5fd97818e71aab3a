/* SPDX-License-Identifier: Apache-2.0 */
#include "load/pattern.h"

#include <ctype.h>
#include <maillage/text.h>
#include <string.h>

/* A pattern being rewritten. */
typedef struct {
  const char *from;
  char *to;
  bool in_brackets;
} rewriting;

/* No sign becomes more than this many: "\W" gives "[^0-9A-Za-z_]". */
enum { MOST_GROWTH = 7 };

/* What stands between brackets for \d, \w and \s, in either case; NULL for other letters. */
static const char *class_of(char letter) {
  switch (tolower((unsigned char)letter)) {
  case 'd':
    return "0-9";
  case 'w':
    return "0-9A-Za-z_";
  case 's':
    return "[:space:]";
  default:
    return NULL;
  }
}

static bool rewrite_class(rewriting *at, char letter) {
  bool negated = isupper((unsigned char)letter) != 0;
  if (negated && at->in_brackets) return false;
  if (!at->in_brackets) at->to = mlg_append(at->to, negated ? "[^" : "[");
  at->to = mlg_append(at->to, class_of(letter));
  if (!at->in_brackets) at->to = mlg_append(at->to, "]");
  return true;
}

/* A sign that stands for itself. POSIX has no backslash between brackets: "[.-.]" is a dash. */
static void rewrite_literal(rewriting *at, char sign) {
  const char *marked = at->in_brackets ? "[]^-" : ".[]{}()*+?|^$\\";
  bool is_marked = strchr(marked, sign) != NULL;
  if (is_marked) at->to = mlg_append(at->to, at->in_brackets ? "[." : "\\");
  *at->to++ = sign;
  if (is_marked && at->in_brackets) at->to = mlg_append(at->to, ".]");
}

static bool rewrite_escape(rewriting *at) {
  char sign = at->from[1];
  at->from += 2;
  if (class_of(sign) != NULL) return rewrite_class(at, sign);
  if (sign == '\0' || isalnum((unsigned char)sign)) return false; /* \b, \p{L}, \1… */
  rewrite_literal(at, sign);
  return true;
}

/* Groups that capture nothing are plain ones here; others that begin in "(?" look around. */
static bool rewrite_group(rewriting *at) {
  *at->to++ = '(';
  at->from++;
  if (*at->from != '?') return true;
  if (at->from[1] != ':') return false;
  at->from += 2;
  return true;
}

static void rewrite_opening(rewriting *at) {
  at->in_brackets = true;
  *at->to++ = *at->from++;
  if (*at->from == '^') *at->to++ = *at->from++;
  if (*at->from == ']') *at->to++ = *at->from++; /* first, it is a sign like others */
}

static bool rewrite_sign(rewriting *at) {
  char sign = *at->from;
  if (sign == '\\') return rewrite_escape(at);
  if (at->in_brackets) {
    at->from++;
    at->in_brackets = sign != ']';
    if (sign == '[')
      rewrite_literal(at, sign);
    else
      *at->to++ = sign;
    return true;
  }
  if (sign == '(') return rewrite_group(at);
  if (sign == '[') {
    rewrite_opening(at);
    return true;
  }
  *at->to++ = *at->from++;
  /* "a+?" and "a++" say how to search, which POSIX would read as something else. */
  return strchr("*+?}", sign) == NULL || *at->from == '\0' || strchr("?+", *at->from) == NULL;
}

bool mlg_pattern_open(mlg_arena *arena, const char *pattern, regex_t *regex) {
  char *posix = mlg_arena_alloc(arena, MOST_GROWTH * strlen(pattern) + sizeof "^()$", 1);
  if (posix == NULL) return false;
  rewriting at = {.from = pattern, .to = mlg_append(posix, "^(")};
  while (*at.from != '\0')
    if (!rewrite_sign(&at)) return false;
  at.to = mlg_append(at.to, ")$");
  *at.to = '\0';
  return regcomp(regex, posix, REG_EXTENDED | REG_NOSUB) == 0;
}

bool mlg_pattern_matches(const regex_t *regex, const char *text) {
  return regexec(regex, text, 0, NULL, 0) == 0;
}
