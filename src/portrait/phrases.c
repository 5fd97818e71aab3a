/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/phrases.h"
#include "portrait/prose.h"

#include <math.h>
#include <string.h>

const mlg_fraction *mlg_fraction_near(double share) {
  static const mlg_fraction FRACTIONS[] = {
      {0.1, "un", "sur dix", "un dixième"},
      {0.2, "un", "sur cinq", "un cinquième"},
      {0.25, "un", "sur quatre", "un quart"},
      {0.3, "trois", "sur dix", NULL},
      {1.0 / 3, "un", "sur trois", "un tiers"},
      {0.4, "quatre", "sur dix", NULL},
      {0.5, "un", "sur deux", "la moitié"},
      {0.6, "six", "sur dix", NULL},
      {2.0 / 3, "deux", "sur trois", "les deux tiers"},
      {0.7, "sept", "sur dix", NULL},
      {0.75, "trois", "sur quatre", "les trois quarts"},
      {0.8, "huit", "sur dix", NULL},
      {0.9, "neuf", "sur dix", NULL},
  };
  static const double NEAR = 0.01; /* of the whole */
  for (size_t i = 0; i < sizeof FRACTIONS / sizeof *FRACTIONS; i++)
    if (fabs(share - FRACTIONS[i].share) <= NEAR) return &FRACTIONS[i];
  return NULL;
}

char *mlg_share_noun(mlg_arena *arena, double share) {
  const mlg_fraction *fraction = mlg_fraction_near(share);
  if (fraction != NULL && fraction->noun != NULL) return mlg_arena_strdup(arena, fraction->noun);
  return mlg_whole_percent(arena, share);
}

char *mlg_whole_percent(mlg_arena *arena, double ratio) {
  if (!isfinite(ratio)) return mlg_arena_strdup(arena, MLG_NOT_KNOWN);
  return MLG_TEXT(arena, mlg_french_count(arena, 100 * ratio), MLG_NNBSP "%");
}

/* "personnes fragiles" gives "personne fragile"; "sans", "de" and what follows stay. */
static char *singular(mlg_arena *arena, const char *plural) {
  enum { LONGEST_PREPOSITION = 4 };
  mlg_prose prose = {.arena = arena};
  for (size_t word; (word = strcspn(plural, " ")) > LONGEST_PREPOSITION;) {
    size_t space = strspn(plural + word, " "), kept = plural[word - 1] == 's' ? word - 1 : word;
    MLG_SAY(&prose, mlg_arena_strndup(arena, plural, kept), space > 0 ? " " : "");
    plural += word + space;
  }
  MLG_SAY(&prose, plural);
  return mlg_prose_end(&prose);
}

char *mlg_unit_for(mlg_arena *arena, double value, const char *unit) {
  return fabs(value) < 2 ? singular(arena, unit) : mlg_arena_strdup(arena, unit);
}

char *mlg_quantity(mlg_arena *arena, double value, const char *unit) {
  if (!isfinite(value)) return mlg_arena_strdup(arena, MLG_NOT_KNOWN);
  char *number = mlg_french_about(arena, value);
  if (*unit == '\0') return number;
  /* The noun agrees with the number as shown: 1.6 reads "2 personnes". */
  return MLG_TEXT(arena, number, MLG_NBSP, mlg_unit_for(arena, round(value), unit));
}

char *mlg_plain_number(mlg_arena *arena, double value) {
  if (!isfinite(value)) return mlg_arena_strdup(arena, MLG_NOT_KNOWN);
  enum { MOST_DECIMALS = 4 };
  int decimals = 0;
  for (double scaled = value; decimals < MOST_DECIMALS && fabs(scaled - round(scaled)) > 1e-6;
       decimals++)
    scaled = value * pow(10, decimals + 1);
  return mlg_french_decimal(arena, value, decimals);
}

char *mlg_range_text(mlg_arena *arena, double value, double low, double high) {
  char *middle = mlg_plain_number(arena, value);
  if (low == high) return middle;
  return MLG_TEXT(arena, middle, MLG_NBSP "[", mlg_plain_number(arena, low), MLG_SEMICOLON,
                  mlg_plain_number(arena, high), "]");
}

char *mlg_counted(mlg_arena *arena, size_t n, const char *one, const char *plural) {
  static const char *const WORDS[] = {"deux", "trois", "quatre", "cinq", "six",
                                      "sept", "huit",  "neuf",   "dix"};
  if (n == 1) return mlg_arena_strdup(arena, one);
  if (n >= 2 && n <= 10) return MLG_TEXT(arena, WORDS[n - 2], " ", plural);
  return MLG_TEXT(arena, mlg_french_count(arena, (double)n), MLG_NBSP, plural);
}

char *mlg_ordinal(mlg_arena *arena, size_t rank) {
  return mlg_arena_printf(arena, "%zu%s", rank, rank == 1 ? "er" : "e");
}

char *mlg_of_denominator(mlg_arena *arena, const mlg_indicator *denominator) {
  static const char *const PHRASES[][2] = {
      {"population", "des habitants"},
      {"population_15p", "des 15" MLG_NBSP "ans et plus"},
      {"population_nscol", "des non-scolarisés"},
  };
  for (size_t i = 0; i < sizeof PHRASES / sizeof *PHRASES; i++)
    if (strcmp(denominator->id, PHRASES[i][0]) == 0) return mlg_arena_strdup(arena, PHRASES[i][1]);
  return MLG_TEXT(arena, "(base" MLG_COLON, mlg_uncapital(arena, denominator->label), ")");
}

const char *mlg_family_object(mlg_family family) {
  static const char *const OBJECTS[MLG_FAMILY_COUNT] = {
      [MLG_INFORMER] = "une information",
      [MLG_ACCEDER] = "un équipement",
      [MLG_DEPANNER] = "de quoi s'équiper ou dépanner",
      [MLG_AIDER] = "une aide aux démarches",
      [MLG_APPRENDRE] = "une formation",
  };
  return OBJECTS[family];
}

const char *mlg_family_noun(mlg_family family) {
  static const char *const NOUNS[MLG_FAMILY_COUNT] = {
      [MLG_INFORMER] = "Information et orientation", [MLG_ACCEDER] = "Accès à un équipement",
      [MLG_DEPANNER] = "Équipement et dépannage",    [MLG_AIDER] = "Aide aux démarches",
      [MLG_APPRENDRE] = "Formation au numérique",
  };
  return NOUNS[family];
}

const char *mlg_cause_phrase(mlg_part part) {
  static const char *const PHRASES[MLG_PART_COUNT] = {
      [MLG_SERVED] = "",
      [MLG_ORIENTATION] = "faute d'orientation",
      [MLG_SATURATED] = "faute de place",
      [MLG_OUT_OF_REACH] = "faute de lieu recensé à portée",
  };
  return PHRASES[part];
}

char *mlg_cause_clause(mlg_arena *arena, const mlg_parts *parts) {
  mlg_part cause = mlg_main_cause(parts);
  if (cause == MLG_SERVED) return mlg_arena_strdup(arena, "");
  /* "surtout" is for a cause that outweighs the two others together. */
  bool most = parts->part[cause].value > mlg_uncovered(parts).value / 2;
  return MLG_TEXT(arena, most ? ", surtout " : ", d'abord ", mlg_cause_phrase(cause));
}
