/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/match.h"

#include <maillage/text.h>
#include <stdlib.h>
#include <string.h>

/* Two streets whose names overlap by this are one ("président J. F. Kennedy", "Kennedy"). */
static const double ONE_STREET = 0.55;

/* Kinds of ways and their short forms; `small`: its middle is near all of it. */
static const struct {
  const char *word;
  size_t way;
  bool small;
} WAYS[] = {{"rue", 1, false},       {"r", 1, false},       {"avenue", 2, false},
            {"av", 2, false},        {"ave", 2, false},     {"boulevard", 3, false},
            {"bd", 3, false},        {"bvd", 3, false},     {"boul", 3, false},
            {"place", 4, true},      {"pl", 4, true},       {"allee", 5, true},
            {"all", 5, true},        {"allees", 5, true},   {"cours", 6, false},
            {"crs", 6, false},       {"square", 7, true},   {"sq", 7, true},
            {"route", 8, false},     {"rte", 8, false},     {"chemin", 9, false},
            {"che", 9, false},       {"ch", 9, false},      {"impasse", 10, true},
            {"imp", 10, true},       {"quai", 11, false},   {"mail", 12, true},
            {"esplanade", 13, true}, {"esp", 13, true},     {"residence", 14, true},
            {"res", 14, true},       {"passage", 15, true}, {"faubourg", 16, false},
            {"fg", 16, false},       {"parvis", 17, true},  {"promenade", 18, false}};

/* Titles in full, so that both spellings are one word. */
static const char *const SHORT_FORMS[][2] = {
    {"st", "saint"},      {"ste", "sainte"},    {"dr", "docteur"},      {"gal", "general"},
    {"gen", "general"},   {"pdt", "president"}, {"mal", "marechal"},    {"cdt", "commandant"},
    {"cne", "capitaine"}, {"lt", "lieutenant"}, {"prof", "professeur"}, {"pr", "professeur"}};

/* "bis" and its like are left out: 5 and 5 bis are one door to a directory. */
static const char *const FILLERS[] = {"a",  "au", "aux", "d",  "de",  "des", "du", "en",
                                      "et", "l",  "la",  "le", "les", "bis", "ter"};

#define TALLY(list) (sizeof(list) / sizeof *(list))

static bool is_filler(const char *word) {
  for (size_t i = 0; i < TALLY(FILLERS); i++)
    if (strcmp(word, FILLERS[i]) == 0) return true;
  return false;
}

static const char *in_full(const char *word) {
  for (size_t i = 0; i < TALLY(SHORT_FORMS); i++)
    if (strcmp(word, SHORT_FORMS[i][0]) == 0) return SHORT_FORMS[i][1];
  return word;
}

static bool take_way(const char *word, mlg_address *address) {
  for (size_t i = 0; i < TALLY(WAYS); i++)
    if (strcmp(word, WAYS[i].word) == 0) {
      address->way = WAYS[i].way;
      address->small = WAYS[i].small;
      return true;
    }
  return false;
}

/* A postcode, and what stands for the office that delivers: nothing of the street follows. */
static bool ends_street(const char *word) {
  bool postcode = strlen(word) == 5 && strspn(word, "0123456789") == 5;
  return postcode || strcmp(word, "bp") == 0 || strcmp(word, "cs") == 0 ||
         strcmp(word, "cedex") == 0;
}

/* "5", "5b", "5bis", before any word for a way: "8" is no number in "rue du 8 mai 1945". */
static bool is_number(const char *word, const mlg_address *address) {
  size_t digits = strspn(word, "0123456789");
  const char *rest = word + digits;
  bool suffix = strlen(rest) <= 1 || strcmp(rest, "bis") == 0 || strcmp(rest, "ter") == 0;
  return address->way == 0 && digits >= 1 && digits <= 4 && suffix;
}

mlg_status mlg_address_read(mlg_vocabulary *vocabulary, const char *folded, mlg_address *address) {
  char *text = mlg_arena_strdup(vocabulary->arena, folded), *rest = text;
  /* No short form more than quadruples a word. */
  char *street = mlg_arena_alloc(vocabulary->arena, 5 * strlen(folded) + 2, 1), *end = street;
  MLG_HAVE(text);
  MLG_HAVE(street);
  *address = (mlg_address){.small = true};
  for (char *word; (word = strtok_r(rest, " ", &rest)) != NULL && !ends_street(word);) {
    if (is_number(word, address)) {
      address->number = (unsigned)strtoul(word, NULL, 10);
      *(end = street) = '\0'; /* What came before names a building. */
      continue;
    }
    if ((address->way == 0 && take_way(word, address)) || is_filler(word)) continue;
    if (end != street) end = mlg_append(end, " ");
    end = mlg_append(end, in_full(word));
  }
  return mlg_bag_read(vocabulary, street, &address->street);
}

mlg_address_relation mlg_address_compare(const double *weights, const mlg_address *a,
                                         const mlg_address *b) {
  if (a->street.n == 0 || b->street.n == 0) return MLG_ADDRESS_UNKNOWN;
  /* "rue de la Mairie" is not "place de la Mairie". */
  if (a->way != 0 && b->way != 0 && a->way != b->way) return MLG_ADDRESS_OTHER;
  if (mlg_bag_likeness(weights, &a->street, &b->street) < ONE_STREET) return MLG_ADDRESS_OTHER;
  if (a->number == 0 || b->number == 0) return MLG_ADDRESS_STREET;
  return a->number == b->number ? MLG_ADDRESS_SAME : MLG_ADDRESS_NUMBERS;
}
