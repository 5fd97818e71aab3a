/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/schedule_token.h"

#include <string.h>

typedef struct {
  const char *words; /* alternatives in plain letters; a space stands for spaces and dashes */
  mlg_said said;
  int value;
} phrase;

enum { DAY_MO = 1, DAY_TU = 2, DAY_WE = 4, DAY_TH = 8, DAY_FR = 16, DAY_SA = 32, DAY_SU = 64 };
enum { WORKING_DAYS = 31, WEEK_END = 96 };

static const phrase DAYS[] = {
    {"lundi|lundis|lun|lu|mo", MLG_SAID_DAYS, DAY_MO},
    {"mardi|mardis|mar|ma|tu", MLG_SAID_DAYS, DAY_TU},
    {"mercredi|mercredis|merc|mer|me", MLG_SAID_DAYS, DAY_WE},
    /* Wednesday, or the week-end? */
    {"we", MLG_SAID_UNKNOWN, 0},
    {"jeudi|jeudis|jeu|je|th", MLG_SAID_DAYS, DAY_TH},
    {"vendredi|vendredis|ven|ve|fr", MLG_SAID_DAYS, DAY_FR},
    {"samedi|samedis|sam|sa", MLG_SAID_DAYS, DAY_SA},
    {"dimanche|dimanches|dim|di|su", MLG_SAID_DAYS, DAY_SU},
    {"week end|week ends|weekend|weekends", MLG_SAID_DAYS, WEEK_END},
    {"en semaine|jours ouvres", MLG_SAID_DAYS, WORKING_DAYS},
    {"tous les jours|chaque jour|7 jours sur 7|7j sur 7|7 jours/7|"
     "7j/7j|7j/7|7 j/7|7/7",
     MLG_SAID_DAYS, MLG_EVERY_DAY},
};

static const phrase TIMES[] = {
    /* of which days? */
    {"tous les matins|tous les apres midi|tous les apres midis|"
     "tous les soirs",
     MLG_SAID_UNKNOWN, 0},
    {"midi", MLG_SAID_TIME, 720},
    {"minuit", MLG_SAID_TIME, MLG_DAY_MINUTES},
    {"24h/24h|24h/24|24 h/24|24/24|24h sur 24|24 heures sur 24|"
     "24 heures/24",
     MLG_SAID_ALWAYS, 0},
    {"matin|matins|matinee|matinees|am", MLG_SAID_HALF, 0},
    {"apres midi|apres midis|aprem|pm", MLG_SAID_HALF, 1},
    {"soir|soirs|soiree|journee|toute la journee", MLG_SAID_HALF, 2},
    {"premier|premiers", MLG_SAID_NTH, 1},
    {"deuxieme", MLG_SAID_NTH, 2},
    {"troisieme", MLG_SAID_NTH, 3},
    {"quatrieme", MLG_SAID_NTH, 4},
    {"dernier|derniers", MLG_SAID_NTH, -1},
    {"du mois|de chaque mois|chaque mois", MLG_SAID_MONTHLY, 0},
    {"semaine paire|semaines paires|semaine impaire|"
     "semaines impaires|une semaine sur deux|une semaine sur 2|"
     "1 semaine sur 2|tous les 15 jours|tous les quinze jours",
     MLG_SAID_EVERY_OTHER, 0},
    {"a|au|aux|jusqu a|jusqu au", MLG_SAID_TO, 0},
    {"et|ou|puis", MLG_SAID_AND, 0},
};

static const phrase STATES[] = {
    {"ferme|fermee|fermes|fermees|ferme au public|fermeture|"
     "fermetures|fermeture au public|off|closed",
     MLG_SAID_CLOSED, 0},
    {"sauf|excepte|hors|hormis|en dehors des|en dehors", MLG_SAID_EXCEPT, 0},
    {"rendez vous|rendezvous|rdv|rdvs|r/v|sur rendez vous|sur rdv|"
     "prise de rendez vous|by appointment",
     MLG_SAID_APPOINTMENT, 0},
    {"vacances|vacances scolaires|vacances de noel|"
     "periodes de vacances|periodes de vacances scolaires|"
     "periode de vacances scolaires",
     MLG_SAID_HOLIDAYS, 0},
    {"jours feries|feries", MLG_SAID_HOLIDAYS, 1},
    {"periode scolaire|periodes scolaires|semaines scolaires", MLG_SAID_TERM, 0},
    {"semaine|semaines|juillet|aout|ete|noel|decembre|janvier", MLG_SAID_SEASON, 0},
    {"une", MLG_SAID_NUMBER, 1},
    {"deux", MLG_SAID_NUMBER, 2},
    {"trois", MLG_SAID_NUMBER, 3},
};

/* Words that leave the hours what they are. "Téléphone" is not among them: one may call at hours
 * when nobody is received. Longer phrases undo the words that they begin with. */
static const char NOTHING[] =
    "de|du|d|des|le|la|les|l|en|ouvert|ouverte|ouverts|ouvertes|ouverture|ouvertures|"
    "ouvre|d ouverture|d accueil|horaire|horaires|heures|accueil|public|du public|"
    "au public|physique|accueil physique|accueil du public|permanence|permanences|bureau|"
    "bureaux|est|sont|uniquement|seulement|obligatoire|sans interruption|en continu|"
    "non stop|continue|journee continue|chaque|tous|toutes|tous les|sur|avec|par|pendant|"
    "durant|prealable|sans rendez vous|sans rdv|avec ou sans rdv|avec ou sans rendez vous|"
    "sur ou sans rendez vous|sans ou sur rendez vous|sur rdv ou sans rdv|open|les locaux|"
    "locaux|agence|l agence|mairie|la mairie|secretariat|d ouverture au public|libre|"
    "acces libre|nos|notre|de la|a partir de|toute l annee|y compris vacances scolaires|"
    "y compris les vacances scolaires|y compris pendant les vacances scolaires|"
    "y compris pendant les vacances|en continue";

/* Where the first of the alternatives at `words` ends. */
static const char *alternative_end(const char *words) { return words + strcspn(words, "|"); }

/* The bytes of `plain` that one phrase covers, or 0. */
static size_t match(const char *plain, const char *words, const char *end) {
  const char *at = plain;
  for (; words < end; words++) {
    if (*words != ' ' && *at++ != *words) return 0;
    if (*words != ' ') continue;
    size_t gap = strspn(at, " -");
    if (gap == 0) return 0;
    at += gap;
  }
  bool whole = (*at < 'a' || *at > 'z') && (*at < '0' || *at > '9' || at[-1] > '9');
  return whole ? (size_t)(at - plain) : 0;
}

/* The most bytes that one of the alternatives covers. */
static size_t longest_of(const char *plain, const char *words) {
  size_t best = 0;
  for (;;) {
    const char *end = alternative_end(words);
    size_t length = match(plain, words, end);
    if (length > best) best = length;
    if (*end == '\0') return best;
    words = end + 1;
  }
}

static size_t longest(const char *plain, const phrase *phrases, size_t n, size_t best,
                      mlg_token *token) {
  for (size_t i = 0; i < n; i++) {
    size_t length = longest_of(plain, phrases[i].words);
    if (length <= best) continue;
    best = length;
    *token = (mlg_token){phrases[i].said, phrases[i].value};
  }
  return best;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

size_t mlg_phrase_find(const char *plain, mlg_token *token, bool *skip) {
  size_t best = longest(plain, DAYS, COUNT(DAYS), 0, token);
  best = longest(plain, TIMES, COUNT(TIMES), best, token);
  best = longest(plain, STATES, COUNT(STATES), best, token);
  size_t nothing = longest_of(plain, NOTHING);
  *skip = nothing > best;
  return *skip ? nothing : best;
}
