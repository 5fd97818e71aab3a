/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/national.h"

#include <maillage/text.h>
#include <string.h>

const char *const MLG_NATIONAL_NAMES[MLG_NATIONAL_COLUMNS] = {
    "id",
    "pivot",
    "nom",
    "commune",
    "code_postal",
    "code_insee",
    "adresse",
    "complement_adresse",
    "latitude",
    "longitude",
    "typologie",
    "telephone",
    "courriels",
    "site_web",
    "horaires",
    "presentation_resume",
    "presentation_detail",
    "source",
    "itinerance",
    "structure_parente",
    "date_maj",
    "services",
    "publics_specifiquement_adresses",
    "prise_en_charge_specifique",
    "frais_a_charge",
    "dispositif_programmes_nationaux",
    "formations_labels",
    "autres_formations_labels",
    "modalites_acces",
    "modalites_accompagnement",
    "fiche_acces_libre",
    "prise_rdv",
};

/* A service stands for each family; the schema has none for `informer`. */
static const char *const SERVICES[MLG_FAMILY_COUNT] = {
    [MLG_ACCEDER] = "Accès internet et matériel informatique",
    [MLG_DEPANNER] = "Acquisition de matériel informatique à prix solidaire",
    [MLG_AIDER] = "Aide aux démarches administratives",
    [MLG_APPRENDRE] = "Maîtrise des outils numériques du quotidien",
};

/* By bit. */
static const char *const ACCESSES[] = {"Se présenter", "Prendre un RDV en ligne", "Téléphoner",
                                       "Contacter par mail",
                                       "Envoyer un mail avec une fiche de prescription"};
static const char *const MODES[] = {"En autonomie", "Accompagnement individuel",
                                    "Dans un atelier collectif", "À distance"};

static const char *const PRICES[] = {"", "Gratuit", "Gratuit sous condition", "Payant"};

static const char *const PROGRAMMES[] = {"Aidants Connect",
                                         "Bibliothèques numérique de référence",
                                         "Certification PIX",
                                         "Conseillers numériques",
                                         "Emmaüs Connect",
                                         "France Services",
                                         "Grande école du numérique",
                                         "La Croix Rouge",
                                         "Point d'accès numérique CAF",
                                         "Promeneurs du net",
                                         "Relais numérique (Emmaüs Connect)"};
static const char *const CARES[] = {"Surdité",
                                    "Handicaps moteurs",
                                    "Handicaps mentaux",
                                    "Illettrisme",
                                    "Langues étrangères (anglais)",
                                    "Langues étrangères (autres)",
                                    "Déficience visuelle"};

/* What other directories call the schema's publics. */
static const struct {
  const char *folded, *public;
} PUBLICS[] = {{"jeunes", "Jeunes"},
               {"etudiants", "Étudiants"},
               {"familles et ou enfants", "Familles et/ou enfants"},
               {"familles", "Familles et/ou enfants"},
               {"seniors", "Seniors"},
               {"femmes", "Femmes"}};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* Adds a value to a list, once. NULL when memory is short. */
static const char *add(mlg_arena *arena, const char *list, const char *value) {
  size_t length = strlen(value);
  for (const char *at = list; *at != '\0';) {
    size_t span = strcspn(at, "|");
    if (span == length && strncmp(at, value, length) == 0) return list;
    at += span + (at[span] == '|');
  }
  return *list == '\0' ? value : mlg_arena_printf(arena, "%s|%s", list, value);
}

static const char *of_bits(mlg_arena *arena, unsigned bits, const char *const *words, size_t n) {
  const char *list = "";
  for (size_t i = 0; list != NULL && i < n; i++)
    if (bits >> i & 1) list = add(arena, list, words[i]);
  return list;
}

static const char *services_of(mlg_arena *arena, const mlg_site *part) {
  const char *list = "";
  for (int family = 0; list != NULL && family < MLG_FAMILY_COUNT; family++)
    if (part->families[family] && SERVICES[family] != NULL)
      list = add(arena, list, SERVICES[family]);
  return list;
}

static const char *found(mlg_arena *arena, const char *folded, const char *const *words, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const char *word = mlg_fold(arena, words[i]);
    if (word != NULL && strcmp(word, folded) == 0) return words[i];
  }
  return NULL;
}

static const char *public_of(const char *folded) {
  for (size_t i = 0; i < LENGTH(PUBLICS); i++)
    if (strcmp(PUBLICS[i].folded, folded) == 0) return PUBLICS[i].public;
  return NULL;
}

/* Codes alone: "CCAS", "TIERS_LIEUX". */
static bool is_typology(const char *value) {
  return value[strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789")] == '\0' ||
         strcmp(value, "Autre") == 0;
}

/* Where one value of a list belongs; the schema has no column for some. */
typedef const char *place_value(mlg_arena *arena, const char *value, const char *folded,
                                int *column);

static const char *place_public(mlg_arena *arena, const char *value, const char *folded,
                                int *column) {
  (void)value;
  const char *care = found(arena, folded, CARES, LENGTH(CARES));
  *column = care != NULL ? MLG_NATIONAL_CARE : MLG_NATIONAL_PUBLICS;
  return care != NULL ? care : public_of(folded);
}

static const char *place_label(mlg_arena *arena, const char *value, const char *folded,
                               int *column) {
  const char *programme = found(arena, folded, PROGRAMMES, LENGTH(PROGRAMMES));
  *column = programme != NULL ? MLG_NATIONAL_PROGRAMMES : MLG_NATIONAL_OTHER_LABELS;
  return programme != NULL ? programme : value;
}

static const char *place_typology(mlg_arena *arena, const char *value, const char *folded,
                                  int *column) {
  (void)arena, (void)folded;
  *column = MLG_NATIONAL_TYPOLOGY;
  return is_typology(value) ? value : NULL;
}

static mlg_status place_all(mlg_arena *arena, const char *list, place_value *place,
                            mlg_national_row *row) {
  for (const char *at = list == NULL ? "" : list; *at != '\0';) {
    size_t span = strcspn(at, "|");
    char *value = mlg_arena_strndup(arena, at, span);
    MLG_HAVE(value);
    char *folded = mlg_fold(arena, value);
    MLG_HAVE(folded);
    int column;
    const char *placed = *value == '\0' ? NULL : place(arena, value, folded, &column);
    if (placed != NULL) {
      row->cells[column] = add(arena, row->cells[column], placed);
      MLG_HAVE(row->cells[column]);
    }
    at += span + (at[span] == '|');
  }
  return MLG_OK;
}

/* A place that receives people is not what its owner is: the schema's readers take one whose
 * only kind is a region or an EPCI for a head office. */
static bool is_owner_alone(const char *typology) {
  return strcmp(typology, "REG") == 0 || strcmp(typology, "EPCI") == 0 ||
         strcmp(typology, "EPCI|REG") == 0 || strcmp(typology, "REG|EPCI") == 0;
}

/* What matters and has no column of its own, for people. */
static const char *detail_of(mlg_arena *arena, const mlg_site *part) {
  const char *reserved = part->terms.reserved == NULL ? "" : part->terms.reserved;
  const char *informs = part->families[MLG_INFORMER] ? "Informe et oriente." : "";
  if (*reserved == '\0') return informs;
  return mlg_arena_printf(arena, "%s%sRéservé aux habitants de : %s.", informs,
                          *informs == '\0' ? "" : " ", reserved);
}

mlg_status mlg_national_terms(mlg_arena *arena, const mlg_site *part, mlg_national_row *row) {
  const char **cells = row->cells;
  const mlg_terms *terms = &part->terms;
  MLG_TRY(place_all(arena, part->typology, place_typology, row));
  if (is_owner_alone(cells[MLG_NATIONAL_TYPOLOGY])) cells[MLG_NATIONAL_TYPOLOGY] = "";
  MLG_TRY(place_all(arena, terms->publics, place_public, row));
  MLG_TRY(place_all(arena, terms->labels, place_label, row));
  cells[MLG_NATIONAL_SERVICES] = services_of(arena, part);
  cells[MLG_NATIONAL_ACCESS] = of_bits(arena, terms->access, ACCESSES, LENGTH(ACCESSES));
  cells[MLG_NATIONAL_MODES] = of_bits(arena, terms->modes, MODES, LENGTH(MODES));
  cells[MLG_NATIONAL_PRICE] = PRICES[terms->price];
  cells[MLG_NATIONAL_PROVIDER] = terms->provider == NULL ? "" : terms->provider;
  cells[MLG_NATIONAL_HOURS] = mlg_schedule_osm(arena, &part->schedule);
  cells[MLG_NATIONAL_DETAIL] = detail_of(arena, part);
  for (int i = 0; i < MLG_NATIONAL_COLUMNS; i++) MLG_HAVE(cells[i]);
  return MLG_OK;
}
