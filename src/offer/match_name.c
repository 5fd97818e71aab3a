/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/match.h"

#include <maillage/text.h>
#include <string.h>

/* How names say what an organisation is: one kind has several words, its acronym among them.
 * Longer phrases first where one holds another. */
static const struct {
  mlg_name_kind kind;
  const char *phrase;
} PHRASES[] = {
    {1, "bibliotheque"},
    {1, "mediatheque"},
    {2, "centre communal d action sociale"},
    {2, "centre communal action sociale"},
    {2, "ccas"},
    {2, "cias"},
    {3, "centre departemental d action sociale"},
    {3, "cdas"},
    {4, "mairie"},
    {4, "commune de"},
    {4, "ville de"},
    {4, "hotel de ville"},
    {5, "centre social"},
    {5, "centre socioculturel"},
    {6, "espace social commun"},
    {6, "espace social et culturel"},
    {7, "maison des jeunes et de la culture"},
    {7, "mjc"},
    {8, "maison de quartier"},
    {9, "halte garderie"},
    {9, "multi accueil"},
    {9, "micro creche"},
    {9, "creche"},
    {10, "espace jeux"},
    {11, "mission locale"},
    {12, "ehpad"},
    {13, "etablissement et service d aide par le travail"},
    {13, "service d aide par le travail"},
    {13, "esat"},
    {14, "service d accompagnement a la vie sociale"},
    {14, "savs"},
    {15, "sessad"},
    {16, "protection maternelle et infantile"},
    {16, "pmi"},
    {17, "point accueil emploi"},
    {17, "pae"},
    {18, "france travail"},
    {18, "pole emploi"},
    {19, "maison france services"},
    {19, "france services"},
    {20, "centre local d information et de coordination"},
    {20, "clic"},
    {21, "vaccination"},
    {22, "gendarmerie"},
    {23, "ecole"},
    {24, "espace ressources emploi"},
    {25, "direction"},
    {26, "consultations"},
    {26, "consultation"},
};

/* Kinds by typology code of the national schema, where one code is all there is. */
static const struct {
  mlg_name_kind kind;
  const char *code;
} TYPOLOGIES[] = {{1, "BIB"}, {2, "CCAS"}, {4, "MUNI"}, {5, "CS"}, {7, "MJC"}, {18, "FT"}};

/* Words that tell no organisation from another. */
static const char *const FILLERS[] = {
    "a",  "al",  "au",   "aux", "d",   "de",        "des",        "du",        "en",
    "et", "l",   "la",   "le",  "les", "pour",      "sur",        "sous",      "association",
    "un", "une", "dite", "dit", "s",   "municipal", "municipale", "communale", "siege"};

#define TALLY(list) (sizeof(list) / sizeof *(list))

static bool is_filler(const char *word) {
  for (size_t i = 0; i < TALLY(FILLERS); i++)
    if (strcmp(word, FILLERS[i]) == 0) return true;
  return false;
}

/* Where `phrase` stands as whole words in `text`, or NULL. */
static char *find_phrase(char *text, const char *phrase) {
  size_t length = strlen(phrase);
  for (char *at = text; (at = strstr(at, phrase)) != NULL; at++)
    if ((at == text || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0')) return at;
  return NULL;
}

/* The kind that comes first in the name; the words of all kinds are blanked. */
static mlg_name_kind take_kinds(char *name) {
  mlg_name_kind kind = 0;
  const char *first = NULL;
  for (size_t i = 0; i < TALLY(PHRASES); i++)
    for (char *at; (at = find_phrase(name, PHRASES[i].phrase)) != NULL;) {
      if (first == NULL || at < first) {
        first = at;
        kind = PHRASES[i].kind;
      }
      memset(at, ' ', strlen(PHRASES[i].phrase));
    }
  return kind;
}

static mlg_name_kind kind_of_typology(const char *typology) {
  for (size_t i = 0; i < TALLY(TYPOLOGIES); i++)
    if (strcmp(typology, TYPOLOGIES[i].code) == 0) return TYPOLOGIES[i].kind;
  return 0;
}

mlg_status mlg_name_read(mlg_arena *arena, const char *folded, const char *commune,
                         const char *typology, mlg_name_kind *kind, char **words) {
  char *name = mlg_arena_strdup(arena, folded), *rest = name;
  char *kept = mlg_arena_alloc(arena, strlen(folded) + 2, 1), *end = kept;
  char *town = mlg_arena_strdup(arena, commune);
  MLG_HAVE(name);
  MLG_HAVE(kept);
  MLG_HAVE(town);
  *kind = take_kinds(name);
  if (*kind == 0) *kind = kind_of_typology(typology);
  for (char *word; (word = strtok_r(rest, " ", &rest)) != NULL;) {
    if (is_filler(word) || find_phrase(town, word) != NULL) continue;
    if (end != kept) end = mlg_append(end, " ");
    end = mlg_append(end, word);
  }
  *words = kept;
  return MLG_OK;
}
