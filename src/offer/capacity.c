/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/values.h"

#include <maillage/offer.h>
#include <maillage/text.h>
#include <math.h>

/* Persons a week and professional, and the words that say where they come from. */
typedef struct {
  double persons;
  const char *why; /* French; "" when there is nothing to add */
} weekly;

/* Whether one of the site's typologies is in a list of the project. */
static mlg_status has_typology(mlg_arena *arena, const mlg_site *site, const char **list, size_t n,
                               bool *has) {
  mlg_values own, folded, listed;
  MLG_TRY(mlg_values_split(arena, site->typology, '|', &own));
  MLG_TRY(mlg_values_fold(arena, own.items, own.n, &folded));
  MLG_TRY(mlg_values_fold(arena, list, n, &listed));
  *has = false;
  for (size_t i = 0; i < folded.n; i++)
    *has |= mlg_values_find(&listed, folded.items[i]) < listed.n;
  return MLG_OK;
}

static mlg_status weekly_help(mlg_arena *arena, const mlg_offer_rules *rules, const mlg_site *site,
                              weekly *result) {
  bool france_services, social;
  MLG_TRY(has_typology(arena, site, rules->france_services, rules->n_france_services,
                       &france_services));
  MLG_TRY(has_typology(arena, site, rules->social, rules->n_social, &social));
  *result = france_services ? (weekly){rules->weekly_france_services, " (France services)"}
            : social        ? (weekly){rules->weekly_social, " (action sociale)"}
                            : (weekly){rules->weekly_default, ""};
  return MLG_OK;
}

static size_t tally_others(const mlg_site *site) {
  size_t n = 0;
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    n += family != MLG_AIDER && site->families[family];
  return n;
}

static mlg_status weekly_of(mlg_arena *arena, const mlg_offer_rules *rules, const mlg_site *site,
                            mlg_family family, weekly *result) {
  if (family == MLG_AIDER) return weekly_help(arena, rules, site, result);
  size_t others = tally_others(site);
  *result = (weekly){rules->weekly_other / (double)others, ""};
  if (others > 1)
    result->why = mlg_arena_printf(arena, " (second temps partagé entre %zu familles)", others);
  MLG_HAVE(result->why);
  return MLG_OK;
}

/* With the decimals it takes, two at most: "1", "0,5", "3,33". */
static char *short_decimal(mlg_arena *arena, double value) {
  int decimals = 0;
  for (double scaled = value; decimals < 2 && fabs(scaled - round(scaled)) > 1e-9; decimals++)
    scaled *= 10;
  return mlg_french_decimal(arena, value, decimals);
}

/* "1 professionnel", "2 professionnels": French counts from two. */
static char *counted(mlg_arena *arena, double value, const char *noun) {
  char *number = short_decimal(arena, value);
  if (number == NULL) return NULL;
  return mlg_arena_printf(arena, "%s %s%s", number, noun, value >= 2 ? "s" : "");
}

static const char *origin_of(mlg_arena *arena, const mlg_offer_rules *rules, weekly week) {
  const char *staff = counted(arena, rules->professionals.value, "professionnel");
  const char *persons = counted(arena, week.persons, "personne");
  const char *weeks = counted(arena, rules->weeks, "semaine");
  const char *visits = counted(arena, rules->visits_per_person, "venue");
  if (staff == NULL || persons == NULL || weeks == NULL || visits == NULL) return NULL;
  return mlg_arena_printf(arena,
                          "hypothèse" MLG_NNBSP ": %s, %s par semaine%s, %s, %s par personne",
                          staff, persons, week.why, weeks, visits);
}

static mlg_status make_offer(mlg_arena *arena, const mlg_offer_rules *rules, const mlg_site *part,
                             mlg_family family, mlg_offer *offer) {
  weekly week;
  MLG_TRY(weekly_of(arena, rules, part, family, &week));
  double by_professional = week.persons * rules->weeks / rules->visits_per_person;
  mlg_range staff = rules->professionals;
  *offer = (mlg_offer){.family = family,
                       .capacity = mlg_between(staff.value * by_professional,
                                               staff.low * by_professional,
                                               staff.high * by_professional),
                       .origin = origin_of(arena, rules, week),
                       .weekly_hours = NAN};
  offer->capacity.flags = MLG_IMPUTED;
  MLG_HAVE(offer->origin);
  return MLG_OK;
}

/* "site/family", then "site/family-2" for the second organisation that offers it there. */
static const char *id_of(mlg_arena *arena, const mlg_site *site, mlg_family family, size_t before) {
  const char *code = MLG_FAMILIES[family].code;
  return before == 0 ? mlg_arena_printf(arena, "%s/%s", site->id, code)
                     : mlg_arena_printf(arena, "%s/%s-%zu", site->id, code, before + 1);
}

/* The offers of one site, by family, then by organisation; appended to the directory's. */
static mlg_status make_site_offers(mlg_arena *arena, const mlg_offer_rules *rules, size_t index,
                                   mlg_directory *directory) {
  const mlg_site *site = &directory->sites[index];
  mlg_site *parts = MLG_NEW(arena, mlg_site, site->n_organisations);
  MLG_HAVE(parts);
  for (size_t o = 0; o < site->n_organisations; o++)
    MLG_TRY(mlg_site_part(arena, directory->entries, site, o, &parts[o]));
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    for (size_t o = 0, before = 0; o < site->n_organisations; o++) {
      if (!parts[o].families[family]) continue;
      mlg_offer *offer = &directory->offers[directory->n_offers++];
      MLG_TRY(make_offer(arena, rules, &parts[o], (mlg_family)family, offer));
      offer->site = index;
      offer->organisation = o;
      offer->id = id_of(arena, site, (mlg_family)family, before++);
      MLG_HAVE(offer->id);
    }
  return MLG_OK;
}

static mlg_status report_families(const mlg_directory *directory, mlg_findings *findings) {
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    if (!directory->recorded[family])
      MLG_TRY(mlg_report(findings, (mlg_finding){.code = MLG_F_FAMILY_UNRECORDED,
                                                 .value = MLG_FAMILIES[family].label}));
  return MLG_OK;
}

static mlg_status report_assumed(mlg_arena *arena, size_t n, mlg_findings *findings) {
  if (n == 0) return MLG_OK;
  char *count = mlg_arena_printf(arena, "%zu", n);
  MLG_HAVE(count);
  return mlg_report(findings, (mlg_finding){.code = MLG_F_CAPACITY_ASSUMED, .value = count});
}

mlg_status mlg_directory_capacities(mlg_arena *arena, const mlg_offer_rules *rules,
                                    mlg_findings *findings, mlg_directory *directory) {
  size_t most = 0;
  for (size_t site = 0; site < directory->n_sites; site++)
    most += directory->sites[site].n_organisations * MLG_FAMILY_COUNT;
  directory->n_offers = 0;
  directory->offers = MLG_NEW(arena, mlg_offer, most);
  MLG_HAVE(directory->offers);
  for (size_t site = 0; site < directory->n_sites; site++)
    if (directory->sites[site].status == MLG_COUNTED)
      MLG_TRY(make_site_offers(arena, rules, site, directory));
  MLG_TRY(report_assumed(arena, directory->n_offers, findings));
  return report_families(directory, findings);
}
