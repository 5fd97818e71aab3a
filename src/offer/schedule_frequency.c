/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/schedule.h>
#include <maillage/text.h>
#include <stdlib.h>
#include <string.h>

/* Shares are counted in a year of 52 weeks and 12 months. */
static const double YEAR = 52, MONTHLY = 12 / 52.0;

static bool starts(const char *at, const char *words) {
  size_t length = strlen(words);
  return strncmp(at, words, length) == 0 && (at[length] == ' ' || at[length] == '\0');
}

/* Where `words` stand in a folded text, as whole words. */
static const char *find(const char *text, const char *words) {
  for (const char *at = text; (at = strstr(at, words)) != NULL; at++)
    if ((at == text || at[-1] == ' ') && starts(at, words)) return at;
  return NULL;
}

static const char *next_word(const char *at) {
  at += strcspn(at, " ");
  return at + strspn(at, " ");
}

/* A small number in figures or letters; 0 when it is none. */
static unsigned number(const char *at) {
  static const struct {
    const char *word;
    unsigned value;
  } WORDS[] = {{"un", 1},     {"une", 1},     {"deux", 2}, {"trois", 3},
               {"quatre", 4}, {"quinze", 15}, {"six", 6},  {"huit", 8}};
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
    if (starts(at, WORDS[i].word)) return WORDS[i].value;
  size_t digits = strspn(at, "0123456789");
  bool whole = digits > 0 && digits <= 3 && (at[digits] == ' ' || at[digits] == '\0');
  return whole ? (unsigned)strtoul(at, NULL, 10) : 0;
}

/* "1er", "2eme", "dernier". */
static bool is_rank(const char *at) {
  static const char *const WORDS[] = {"premier",   "premiers", "deuxieme", "troisieme",
                                      "quatrieme", "dernier",  "derniers"};
  static const char *const ENDS[] = {"er", "ere", "e", "eme", "ieme", "nd"};
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
    if (starts(at, WORDS[i])) return true;
  for (size_t i = 0; *at >= '1' && *at <= '5' && i < sizeof ENDS / sizeof *ENDS; i++)
    if (starts(at + 1, ENDS[i])) return true;
  return false;
}

static unsigned count_ranks(const char *text) {
  unsigned count = 0;
  for (const char *at = text; *at != '\0'; at = next_word(at)) count += is_rank(at);
  return count;
}

/* "une semaine sur deux", "un mardi sur 3". */
static double one_in(const char *text) {
  const char *sur = find(text, "sur");
  unsigned of = number(text), in = sur == NULL ? 0 : number(next_word(sur));
  return of > 0 && in >= of ? of / (double)in : 0;
}

/* "tous les 15 jours", "toutes les deux semaines". Fifteen days is the French for two weeks. */
static double every(const char *text) {
  const char *at = find(text, "tous les");
  if (at == NULL) at = find(text, "toutes les");
  if (at == NULL) return 0;
  at = next_word(next_word(at));
  unsigned count = number(at);
  if (count == 0) return starts(at, "mois") ? MONTHLY : 1;
  at = next_word(at);
  if (starts(at, "semaines")) return 1.0 / count;
  if (starts(at, "mois")) return MONTHLY / count;
  if (!starts(at, "jours")) return 0;
  unsigned weeks = count / 7;
  return weeks < 2 ? 1 : 1.0 / weeks;
}

/* "2 fois par mois", "une fois par semaine". */
static double times_in(const char *text) {
  const char *fois = find(text, "fois");
  unsigned count = number(text);
  if (fois == NULL || next_word(text) != fois || count == 0) return 0;
  if (find(fois, "semaine") != NULL) return 1;
  if (find(fois, "mois") != NULL) return count * MONTHLY;
  if (find(fois, "trimestre") != NULL) return count * 4 / YEAR;
  return find(fois, "an") != NULL || find(fois, "annee") != NULL ? count / YEAR : 0;
}

static double named(const char *text) {
  static const struct {
    const char *words;
    double share;
  } NAMES[] = {
      {"hebdomadaire", 1},        {"quotidien", 1},           {"quotidienne", 1},
      {"chaque semaine", 1},      {"chaque jour", 1},         {"par semaine", 1},
      {"bimensuel", 24 / 52.0},   {"bi mensuel", 24 / 52.0},  {"bimensuelle", 24 / 52.0},
      {"quinzaine", 0.5},         {"semaines paires", 0.5},   {"semaines impaires", 0.5},
      {"semaine paire", 0.5},     {"semaine impaire", 0.5},   {"mensuel", 12 / 52.0},
      {"mensuelle", 12 / 52.0},   {"chaque mois", 12 / 52.0}, {"bimestriel", 6 / 52.0},
      {"bimestrielle", 6 / 52.0}, {"trimestriel", 4 / 52.0},  {"trimestrielle", 4 / 52.0},
      {"semestriel", 2 / 52.0},   {"semestrielle", 2 / 52.0}, {"annuel", 1 / 52.0},
      {"annuelle", 1 / 52.0},
  };
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
    if (find(text, NAMES[i].words) != NULL) return NAMES[i].share;
  return 0;
}

/* What may turn a frequency into another one. */
static bool is_hedged(const char *text) {
  static const char *const WORDS[] = {"pas",     "sauf",       "environ", "variable",
                                      "parfois", "ponctuel",   "hors",    "selon",
                                      "ou",      "ponctuelle", "demande", "irregulier"};
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
    if (find(text, WORDS[i]) != NULL) return true;
  return false;
}

static double share_of(const char *text) {
  double share = one_in(text);
  if (share == 0) share = times_in(text);
  unsigned ranks = count_ranks(text);
  if (share == 0 && ranks > 0 && find(text, "mois") != NULL) share = ranks * MONTHLY;
  if (share == 0) share = every(text);
  if (share == 0) share = named(text);
  return share > 1 ? 1 : share;
}

double mlg_schedule_frequency(mlg_arena *arena, const char *text) {
  enum { BYTES_MOST = 200 };
  if (strnlen(text, BYTES_MOST + 1) > BYTES_MOST) return 0;
  char *folded = mlg_fold(arena, text);
  return folded == NULL || is_hedged(folded) ? 0 : share_of(folded);
}
