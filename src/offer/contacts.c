/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/contacts.h"

#include "offer/values.h"

#include <maillage/text.h>
#include <string.h>

/* Words of addresses that a place shares: functions, services, kinds of place. */
static const char *const SHARED[] = {"accueil",
                                     "administration",
                                     "adm",
                                     "agence",
                                     "aide",
                                     "annuaire",
                                     "antenne",
                                     "asso",
                                     "association",
                                     "atelier",
                                     "biblio",
                                     "bibliotheque",
                                     "bonjour",
                                     "bureau",
                                     "ccas",
                                     "cdas",
                                     "centre",
                                     "centresocial",
                                     "cias",
                                     "cidff",
                                     "collectif",
                                     "com",
                                     "communication",
                                     "commune",
                                     "conseil",
                                     "conseiller",
                                     "contact",
                                     "contacts",
                                     "coordination",
                                     "cyber",
                                     "cyberbase",
                                     "dg",
                                     "dgs",
                                     "direction",
                                     "domicile",
                                     "emploi",
                                     "epn",
                                     "esc",
                                     "espace",
                                     "espacenumerique",
                                     "fablab",
                                     "formation",
                                     "france",
                                     "franceservices",
                                     "fs",
                                     "gestion",
                                     "guichet",
                                     "hello",
                                     "inclusion",
                                     "info",
                                     "information",
                                     "informations",
                                     "infos",
                                     "insertion",
                                     "jeunes",
                                     "jeunesse",
                                     "local",
                                     "maison",
                                     "mairie",
                                     "mediateur",
                                     "mediation",
                                     "mediatheque",
                                     "mission",
                                     "mjc",
                                     "msap",
                                     "multimedia",
                                     "numerique",
                                     "pimms",
                                     "pij",
                                     "pole",
                                     "point",
                                     "postmaster",
                                     "rdv",
                                     "relais",
                                     "reseau",
                                     "secretariat",
                                     "service",
                                     "services",
                                     "siege",
                                     "social",
                                     "solidarite",
                                     "standard",
                                     "tierslieu",
                                     "ville",
                                     "webmaster"};

static const char *const PUBLIC_HOSTS[] = {
    "gmail",   "googlemail", "orange",      "wanadoo",       "free",       "sfr",
    "hotmail", "outlook",    "live",        "msn",           "yahoo",      "laposte",
    "bbox",    "neuf",       "aol",         "icloud",        "protonmail", "proton",
    "mailo",   "ymail",      "numericable", "club-internet", "aliceadsl"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is_listed(const char *word, const char *const *list, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(word, list[i]) == 0) return true;
  return false;
}

static bool is_public_host(const char *domain) {
  for (size_t i = 0; i < COUNT(PUBLIC_HOSTS); i++) {
    size_t length = strlen(PUBLIC_HOSTS[i]);
    if (strncmp(domain, PUBLIC_HOSTS[i], length) == 0 && domain[length] == '.') return true;
  }
  return false;
}

/* A folded text without its spaces: "maison pour tous" gives "maisonpourtous". */
static char *close_up(mlg_arena *arena, const char *text) {
  char *folded = mlg_fold(arena, text), *end = folded;
  if (folded == NULL) return NULL;
  for (const char *at = folded; *at != '\0'; at++)
    if (*at != ' ') *end++ = *at;
  *end = '\0';
  return folded;
}

/* The words of a local part: letters only, since figures are départements or years. */
static mlg_status local_words(mlg_arena *arena, const char *mail, size_t length,
                              mlg_values *words) {
  char *local = mlg_arena_strndup(arena, mail, length);
  MLG_HAVE(local);
  for (char *at = local; *at != '\0'; at++)
    if (*at >= '0' && *at <= '9') *at = ' ';
  const char *folded = mlg_fold(arena, local);
  MLG_HAVE(folded);
  return mlg_values_split(arena, folded, ' ', words);
}

/* Whether a word is one of the structure's own: of its name, or of a domain of its own. */
static bool is_own(const char *word, const char *name, const char *domain) {
  return strlen(word) >= 3 && (strstr(name, word) != NULL || strstr(domain, word) != NULL);
}

static bool judge(const mlg_values *words, const char *name, const char *domain) {
  size_t shared = 0, own = 0, others = 0;
  for (size_t i = 0; i < words->n; i++) {
    if (is_listed(words->items[i], SHARED, COUNT(SHARED)))
      shared++;
    else if (is_own(words->items[i], name, domain))
      own++;
    else if (strlen(words->items[i]) > 1)
      others++;
  }
  /* "accueil.dupont" may be a place called Dupont; "marie.dupont" of "Marie Dupont" is not. */
  if (shared > 0) return others <= 1;
  return own > 0 && others == 0 && (words->n == 1 || *domain != '\0');
}

bool mlg_mail_is_shared(mlg_arena *arena, const char *mail, const char *name) {
  const char *sign = strchr(mail, '@');
  mlg_values words;
  if (sign == NULL || local_words(arena, mail, (size_t)(sign - mail), &words) != MLG_OK)
    return false;
  const char *own_name = close_up(arena, name);
  const char *domain = is_public_host(sign + 1) ? "" : close_up(arena, sign + 1);
  if (own_name == NULL || domain == NULL) return false;
  return judge(&words, own_name, domain);
}

/* Signs between two contacts of one cell become one. */
static mlg_status split_contacts(mlg_arena *arena, const char *text, const char *signs,
                                 mlg_values *parts) {
  char *copy = mlg_arena_strdup(arena, text);
  MLG_HAVE(copy);
  for (char *at = copy; *at != '\0'; at++)
    if (strchr(signs, *at) != NULL) *at = '|';
  return mlg_values_split(arena, copy, '|', parts);
}

mlg_status mlg_mail_read(mlg_arena *arena, const char *text, const char *name,
                         mlg_contact_tally *dropped, const char **mail) {
  mlg_values mails;
  *mail = "";
  MLG_TRY(split_contacts(arena, text, ",;/ []'\"", &mails));
  for (size_t i = 0; i < mails.n; i++) {
    if (strchr(mails.items[i], '@') == NULL) continue;
    if (!mlg_mail_is_shared(arena, mails.items[i], name))
      dropped->mails++;
    else if (**mail == '\0')
      *mail = mails.items[i];
  }
  return MLG_OK;
}

/* Digits of a French number, its country code put back to 0. */
static char *digits_of(mlg_arena *arena, const char *text) {
  char *digits = mlg_arena_alloc(arena, strlen(text) + 2, 1), *end = digits;
  if (digits == NULL) return NULL;
  bool abroad = strchr(text, '+') != NULL;
  for (const char *at = text; *at != '\0'; at++)
    if (*at >= '0' && *at <= '9') *end++ = *at;
  *end = '\0';
  size_t skip = abroad && strncmp(digits, "33", 2) == 0 ? 2
                : strncmp(digits, "0033", 4) == 0       ? 4
                                                        : 0;
  if (skip == 0) return digits;
  if (digits[skip] == '0') skip++; /* "+33 (0)2 99…" */
  digits[skip - 1] = '0';
  return digits + skip - 1;
}

static bool is_mobile(const char *digits) {
  return strlen(digits) == 10 && digits[0] == '0' && (digits[1] == '6' || digits[1] == '7');
}

mlg_status mlg_phone_read(mlg_arena *arena, const char *text, mlg_contact_tally *dropped,
                          const char **phone) {
  mlg_values phones;
  *phone = "";
  MLG_TRY(split_contacts(arena, text, ",;/[]'\"", &phones));
  for (size_t i = 0; i < phones.n; i++) {
    const char *digits = digits_of(arena, phones.items[i]);
    MLG_HAVE(digits);
    size_t length = strlen(digits);
    if (is_mobile(digits))
      dropped->phones++;
    else if (**phone == '\0' && length >= 4 && length <= 15)
      *phone = digits;
  }
  return MLG_OK;
}

static bool in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (c != '\0' && strchr("._-+@", c) != NULL);
}

/* The end of an e-mail that starts at `at`, else `at`: "médi@thèque" is none. */
static const char *mail_end(const char *at) {
  const char *end = at, *sign = NULL, *dot = NULL;
  for (; in_word(*end); end++) {
    if (*end == '@') {
      if (sign != NULL) return at;
      sign = end;
    }
    if (*end == '.' && sign != NULL && end[1] != '\0' && in_word(end[1])) dot = end;
  }
  return sign != NULL && sign > at && dot != NULL ? end : at;
}

/* The end of a mobile number that starts at `at`, in pairs or not, else `at`. */
static const char *mobile_end(const char *at) {
  const char *end = at;
  if (strncmp(end, "+33", 3) == 0)
    end += 3 + strspn(end + 3, " ");
  else if (*end++ != '0')
    return at;
  size_t n = 0;
  char first = '\0';
  for (; n < 9 && (*end != '\0' && strchr("0123456789 .-", *end) != NULL); end++) {
    if (*end < '0' || *end > '9') continue;
    if (n++ == 0) first = *end;
  }
  bool whole = n == 9 && (*end < '0' || *end > '9');
  return whole && (first == '6' || first == '7') ? end : at;
}

mlg_status mlg_contacts_scrub(mlg_arena *arena, const char *text, mlg_contact_tally *dropped,
                              const char **scrubbed) {
  *scrubbed = text;
  if (strpbrk(text, "@0+") == NULL) return MLG_OK;
  char *out = mlg_arena_alloc(arena, strlen(text) + 1, 1), *end = out;
  MLG_HAVE(out);
  for (const char *at = text; *at != '\0';) {
    bool starts = at == text || !in_word(at[-1]);
    const char *mail = starts ? mail_end(at) : at, *mobile = starts ? mobile_end(at) : at;
    dropped->mails += mail > at;
    dropped->phones += mobile > at;
    if (mail > at || mobile > at)
      at = mail > at ? mail : mobile;
    else
      *end++ = *at++;
  }
  *end = '\0';
  if ((size_t)(end - out) != strlen(text)) *scrubbed = out;
  return MLG_OK;
}
