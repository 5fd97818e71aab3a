/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/phrases.h"
#include "portrait/prose.h"

#include <math.h>
#include <string.h>

/* " [low ; high]", or "" when both read like the value itself. */
static char *brackets(mlg_arena *arena, const char *value, char *low, char *high) {
  if (value == NULL || low == NULL || high == NULL) return NULL;
  if (strcmp(low, value) == 0 && strcmp(high, value) == 0) return mlg_arena_strdup(arena, "");
  return MLG_TEXT(arena, MLG_NBSP "[", low, MLG_SEMICOLON, high, "]");
}

char *mlg_wording_interval(mlg_arena *arena, mlg_estimate estimate, const char *unit) {
  if (!mlg_is_known(estimate)) return mlg_wording_partial(arena, estimate, unit);
  double low = mlg_shown_low(estimate, 0), high = mlg_shown_high(estimate, INFINITY);
  char *interval = brackets(arena, mlg_french_about(arena, estimate.value),
                            mlg_quantity(arena, low, ""), mlg_quantity(arena, high, ""));
  return MLG_TEXT(arena, mlg_quantity(arena, estimate.value, unit), interval);
}

/* A bound of a rate that is not known beyond it; a share of everybody says nothing. */
static char *partial_rate(mlg_arena *arena, mlg_estimate rate) {
  const char *least = mlg_wording_least_rate(arena, rate);
  double most = ceil(1000 * mlg_shown_high(rate, INFINITY) - 1e-9) / 1000;
  const char *at_most = most < 1 ? MLG_TEXT(arena, "au plus ", mlg_french_percent(arena, most))
                                 : "";
  if (least == NULL || at_most == NULL) return NULL;
  if (*least == '\0') return mlg_arena_strdup(arena, *at_most ? at_most : MLG_NOT_KNOWN);
  return MLG_TEXT(arena, "au moins ", least, *at_most ? ", " : "", at_most);
}

char *mlg_wording_rate(mlg_arena *arena, mlg_estimate rate) {
  if (!mlg_is_known(rate)) return partial_rate(arena, rate);
  /* Sampling doubt does not carry a share of the whole past the whole. */
  double ceiling = rate.high <= 1 ? 1 : INFINITY;
  char *value = mlg_french_percent(arena, rate.value);
  char *interval = brackets(arena, value, mlg_french_percent(arena, mlg_shown_low(rate, 0)),
                            mlg_french_percent(arena, mlg_shown_high(rate, ceiling)));
  return MLG_TEXT(arena, value, interval);
}

char *mlg_wording_list(mlg_arena *arena, const char *const *names, size_t n) {
  mlg_prose prose = {.arena = arena};
  for (size_t i = 0; i < n; i++)
    MLG_SAY(&prose, i == 0 ? "" : i + 1 == n ? " et " : ", ", names[i]);
  return mlg_prose_end(&prose);
}

static const char *flag_label(uint32_t flag) {
  static const struct {
    uint32_t flag;
    const char *label;
  } LABELS[] = {
      {MLG_PUBLISHED, "publié"},   {MLG_ROUNDED, "arrondi"},     {MLG_SUPPRESSED, "secret"},
      {MLG_IMPUTED, "imputé"},     {MLG_APPORTIONED, "réparti"}, {MLG_FRAGILE, "fragile"},
      {MLG_CONVERTED, "converti"}, {MLG_EMPTY, "vide"},          {MLG_ABSENT, "absent"},
  };
  for (size_t i = 0; i < sizeof LABELS / sizeof *LABELS; i++)
    if (LABELS[i].flag == flag) return LABELS[i].label;
  return "";
}

char *mlg_wording_flags(mlg_arena *arena, uint32_t flags) {
  mlg_prose prose = {.arena = arena};
  for (uint32_t flag = 1; flag < MLG_FLAG_END; flag <<= 1)
    if (flags & flag) MLG_SAY(&prose, prose.length > 0 ? ", " : "", flag_label(flag));
  return mlg_prose_end(&prose);
}

/* Upper and lower case of the letters that French sentences and labels start with:
   U+00C0 to U+00DE and U+00E0 to U+00FE differ by one bit of their second byte. */
static char *with_first(mlg_arena *arena, const char *text, bool upper) {
  char *copy = mlg_arena_strdup(arena, text);
  if (copy == NULL) return NULL;
  unsigned char first = (unsigned char)copy[0], second = first ? (unsigned char)copy[1] : 0;
  if (upper && first >= 'a' && first <= 'z') copy[0] = (char)(first - 32);
  if (!upper && first >= 'A' && first <= 'Z') copy[0] = (char)(first + 32);
  if (first == 0xC3 && upper && second >= 0xA0 && second <= 0xBE) copy[1] = (char)(second - 32);
  if (first == 0xC3 && !upper && second >= 0x80 && second <= 0x9E) copy[1] = (char)(second + 32);
  return copy;
}

char *mlg_wording_capital(mlg_arena *arena, const char *text) {
  return text == NULL ? NULL : with_first(arena, text, true);
}

/* An acronym keeps its capitals: "AAH", "RSA". */
char *mlg_uncapital(mlg_arena *arena, const char *text) {
  bool acronym = text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
  return acronym ? mlg_arena_strdup(arena, text) : with_first(arena, text, false);
}
