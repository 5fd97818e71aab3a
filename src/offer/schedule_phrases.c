/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/schedule_token.h"

#include <string.h>

typedef struct {
  const char *words; /* plain; a space stands for spaces and dashes */
  mlg_said said;
  int value;
} phrase;

enum { DAY_MO = 1, DAY_TU = 2, DAY_WE = 4, DAY_TH = 8, DAY_FR = 16, DAY_SA = 32, DAY_SU = 64 };
enum { WORKING_DAYS = 31, WEEK_END = 96 };

static const phrase DAYS[] = {
    {"lundi", MLG_SAID_DAYS, DAY_MO},
    {"lundis", MLG_SAID_DAYS, DAY_MO},
    {"lun", MLG_SAID_DAYS, DAY_MO},
    {"lu", MLG_SAID_DAYS, DAY_MO},
    {"mo", MLG_SAID_DAYS, DAY_MO},
    {"mardi", MLG_SAID_DAYS, DAY_TU},
    {"mardis", MLG_SAID_DAYS, DAY_TU},
    {"mar", MLG_SAID_DAYS, DAY_TU},
    {"ma", MLG_SAID_DAYS, DAY_TU},
    {"tu", MLG_SAID_DAYS, DAY_TU},
    {"mercredi", MLG_SAID_DAYS, DAY_WE},
    {"mercredis", MLG_SAID_DAYS, DAY_WE},
    {"mer", MLG_SAID_DAYS, DAY_WE},
    {"me", MLG_SAID_DAYS, DAY_WE},
    {"we", MLG_SAID_UNKNOWN, 0}, /* Wednesday, or the week-end */
    {"jeudi", MLG_SAID_DAYS, DAY_TH},
    {"jeudis", MLG_SAID_DAYS, DAY_TH},
    {"jeu", MLG_SAID_DAYS, DAY_TH},
    {"je", MLG_SAID_DAYS, DAY_TH},
    {"th", MLG_SAID_DAYS, DAY_TH},
    {"vendredi", MLG_SAID_DAYS, DAY_FR},
    {"vendredis", MLG_SAID_DAYS, DAY_FR},
    {"ven", MLG_SAID_DAYS, DAY_FR},
    {"ve", MLG_SAID_DAYS, DAY_FR},
    {"fr", MLG_SAID_DAYS, DAY_FR},
    {"samedi", MLG_SAID_DAYS, DAY_SA},
    {"samedis", MLG_SAID_DAYS, DAY_SA},
    {"sam", MLG_SAID_DAYS, DAY_SA},
    {"sa", MLG_SAID_DAYS, DAY_SA},
    {"dimanche", MLG_SAID_DAYS, DAY_SU},
    {"dimanches", MLG_SAID_DAYS, DAY_SU},
    {"dim", MLG_SAID_DAYS, DAY_SU},
    {"di", MLG_SAID_DAYS, DAY_SU},
    {"su", MLG_SAID_DAYS, DAY_SU},
    {"week end", MLG_SAID_DAYS, WEEK_END},
    {"week ends", MLG_SAID_DAYS, WEEK_END},
    {"weekend", MLG_SAID_DAYS, WEEK_END},
    {"weekends", MLG_SAID_DAYS, WEEK_END},
    {"en semaine", MLG_SAID_DAYS, WORKING_DAYS},
    {"jours ouvres", MLG_SAID_DAYS, WORKING_DAYS},
    {"tous les jours", MLG_SAID_DAYS, MLG_EVERY_DAY},
    {"chaque jour", MLG_SAID_DAYS, MLG_EVERY_DAY},
    {"7 jours sur 7", MLG_SAID_DAYS, MLG_EVERY_DAY},
    {"7j sur 7", MLG_SAID_DAYS, MLG_EVERY_DAY},
    {"7 jours/7", MLG_SAID_DAYS, MLG_EVERY_DAY},
    {"7j/7j", MLG_SAID_DAYS, MLG_EVERY_DAY},
    {"7j/7", MLG_SAID_DAYS, MLG_EVERY_DAY},
    {"7 j/7", MLG_SAID_DAYS, MLG_EVERY_DAY},
    {"7/7", MLG_SAID_DAYS, MLG_EVERY_DAY},
};

static const phrase TIMES[] = {
    {"midi", MLG_SAID_TIME, 720},
    {"minuit", MLG_SAID_TIME, MLG_DAY_MINUTES},
    {"24h/24h", MLG_SAID_ALWAYS, 0},
    {"24h/24", MLG_SAID_ALWAYS, 0},
    {"24 h/24", MLG_SAID_ALWAYS, 0},
    {"24/24", MLG_SAID_ALWAYS, 0},
    {"24h sur 24", MLG_SAID_ALWAYS, 0},
    {"24 heures sur 24", MLG_SAID_ALWAYS, 0},
    {"24 heures/24", MLG_SAID_ALWAYS, 0},
    {"matin", MLG_SAID_HALF, 0},
    {"matins", MLG_SAID_HALF, 0},
    {"matinee", MLG_SAID_HALF, 0},
    {"matinees", MLG_SAID_HALF, 0},
    {"am", MLG_SAID_HALF, 0},
    {"apres midi", MLG_SAID_HALF, 1},
    {"apres midis", MLG_SAID_HALF, 1},
    {"aprem", MLG_SAID_HALF, 1},
    {"pm", MLG_SAID_HALF, 1},
    {"soir", MLG_SAID_HALF, 2},
    {"soirs", MLG_SAID_HALF, 2},
    {"soiree", MLG_SAID_HALF, 2},
    {"journee", MLG_SAID_HALF, 2},
    {"toute la journee", MLG_SAID_HALF, 2},
    {"premier", MLG_SAID_NTH, 1},
    {"premiers", MLG_SAID_NTH, 1},
    {"deuxieme", MLG_SAID_NTH, 2},
    {"troisieme", MLG_SAID_NTH, 3},
    {"quatrieme", MLG_SAID_NTH, 4},
    {"dernier", MLG_SAID_NTH, -1},
    {"derniers", MLG_SAID_NTH, -1},
    {"du mois", MLG_SAID_MONTHLY, 0},
    {"de chaque mois", MLG_SAID_MONTHLY, 0},
    {"chaque mois", MLG_SAID_MONTHLY, 0},
    {"a", MLG_SAID_TO, 0},
    {"au", MLG_SAID_TO, 0},
    {"aux", MLG_SAID_TO, 0},
    {"jusqu a", MLG_SAID_TO, 0},
    {"jusqu au", MLG_SAID_TO, 0},
    {"et", MLG_SAID_AND, 0},
    {"ou", MLG_SAID_AND, 0},
    {"puis", MLG_SAID_AND, 0},
};

static const phrase STATES[] = {
    {"ferme", MLG_SAID_CLOSED, 0},
    {"fermee", MLG_SAID_CLOSED, 0},
    {"fermes", MLG_SAID_CLOSED, 0},
    {"fermees", MLG_SAID_CLOSED, 0},
    {"ferme au public", MLG_SAID_CLOSED, 0},
    {"fermeture", MLG_SAID_CLOSED, 0},
    {"fermetures", MLG_SAID_CLOSED, 0},
    {"fermeture au public", MLG_SAID_CLOSED, 0},
    {"off", MLG_SAID_CLOSED, 0},
    {"closed", MLG_SAID_CLOSED, 0},
    {"sauf", MLG_SAID_EXCEPT, 0},
    {"excepte", MLG_SAID_EXCEPT, 0},
    {"hors", MLG_SAID_EXCEPT, 0},
    {"hormis", MLG_SAID_EXCEPT, 0},
    {"en dehors des", MLG_SAID_EXCEPT, 0},
    {"en dehors", MLG_SAID_EXCEPT, 0},
    {"rendez vous", MLG_SAID_APPOINTMENT, 0},
    {"rendezvous", MLG_SAID_APPOINTMENT, 0},
    {"rdv", MLG_SAID_APPOINTMENT, 0},
    {"rdvs", MLG_SAID_APPOINTMENT, 0},
    {"r/v", MLG_SAID_APPOINTMENT, 0},
    {"sur rendez vous", MLG_SAID_APPOINTMENT, 0},
    {"sur rdv", MLG_SAID_APPOINTMENT, 0},
    {"prise de rendez vous", MLG_SAID_APPOINTMENT, 0},
    {"by appointment", MLG_SAID_APPOINTMENT, 0},
    {"vacances", MLG_SAID_HOLIDAYS, 0},
    {"vacances scolaires", MLG_SAID_HOLIDAYS, 0},
    {"vacances de noel", MLG_SAID_HOLIDAYS, 0},
    {"periodes de vacances", MLG_SAID_HOLIDAYS, 0},
    {"periodes de vacances scolaires", MLG_SAID_HOLIDAYS, 0},
    {"periode de vacances scolaires", MLG_SAID_HOLIDAYS, 0},
    {"jours feries", MLG_SAID_HOLIDAYS, 1},
    {"feries", MLG_SAID_HOLIDAYS, 1},
    {"periode scolaire", MLG_SAID_TERM, 0},
    {"periodes scolaires", MLG_SAID_TERM, 0},
    {"semaines scolaires", MLG_SAID_TERM, 0},
    {"semaine", MLG_SAID_SEASON, 0},
    {"semaines", MLG_SAID_SEASON, 0},
    {"juillet", MLG_SAID_SEASON, 0},
    {"aout", MLG_SAID_SEASON, 0},
    {"ete", MLG_SAID_SEASON, 0},
    {"noel", MLG_SAID_SEASON, 0},
    {"decembre", MLG_SAID_SEASON, 0},
    {"janvier", MLG_SAID_SEASON, 0},
    {"une", MLG_SAID_NUMBER, 1},
    {"deux", MLG_SAID_NUMBER, 2},
    {"trois", MLG_SAID_NUMBER, 3},
};

/* Words that leave the hours what they are. "Téléphone" is not among them: one may call at hours
 * when nobody is received. Longer phrases undo the words that they begin with. */
static const char *const NOTHING[] = {
    "de",
    "du",
    "d",
    "des",
    "le",
    "la",
    "les",
    "l",
    "en",
    "ouvert",
    "ouverte",
    "ouverts",
    "ouvertes",
    "ouverture",
    "ouvertures",
    "ouvre",
    "d ouverture",
    "d accueil",
    "horaire",
    "horaires",
    "heures",
    "accueil",
    "public",
    "du public",
    "au public",
    "physique",
    "accueil physique",
    "accueil du public",
    "permanence",
    "permanences",
    "bureau",
    "bureaux",
    "est",
    "sont",
    "uniquement",
    "seulement",
    "obligatoire",
    "sans interruption",
    "en continu",
    "non stop",
    "continue",
    "journee continue",
    "chaque",
    "tous",
    "toutes",
    "tous les",
    "sur",
    "avec",
    "par",
    "pendant",
    "durant",
    "prealable",
    "sans rendez vous",
    "sans rdv",
    "avec ou sans rdv",
    "avec ou sans rendez vous",
    "sur ou sans rendez vous",
    "sans ou sur rendez vous",
    "sur rdv ou sans rdv",
    "open",
    "les locaux",
    "locaux",
    "agence",
    "l agence",
    "mairie",
    "la mairie",
    "secretariat",
    "d ouverture au public",
    "libre",
    "acces libre",
    "nos",
    "notre",
    "de la",
    "a partir de",
    "entre",
    "maintenant",
    "y",
    "toute l annee",
    "plage",
};

/* The bytes of `plain` that `words` covers, or 0; a space stands for spaces and dashes. */
static size_t match(const char *plain, const char *words) {
  const char *at = plain;
  for (; *words != '\0'; words++) {
    if (*words != ' ' && *at++ != *words) return 0;
    if (*words != ' ') continue;
    size_t gap = strspn(at, " -");
    if (gap == 0) return 0;
    at += gap;
  }
  bool whole = (*at < 'a' || *at > 'z') && (*at < '0' || *at > '9' || at[-1] > '9');
  return whole ? (size_t)(at - plain) : 0;
}

static size_t longest(const char *plain, const phrase *phrases, size_t n, size_t best,
                      mlg_token *token) {
  for (size_t i = 0; i < n; i++) {
    size_t length = *phrases[i].words == *plain ? match(plain, phrases[i].words) : 0;
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
  *skip = false;
  for (size_t i = 0; i < COUNT(NOTHING); i++) {
    size_t length = *NOTHING[i] == *plain ? match(plain, NOTHING[i]) : 0;
    if (length <= best) continue;
    best = length;
    *skip = true;
  }
  return best;
}
