/* SPDX-License-Identifier: Apache-2.0 */
/* Capacities by kind of place: the project's hypotheses, when no source says more. */
#include "offer/capacity.h"
#include "offer/values.h"

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

static mlg_status weekly_of(const mlg_basis *basis, mlg_family family, weekly *result) {
  if (family == MLG_AIDER) return weekly_help(basis->arena, basis->rules, basis->part, result);
  size_t others = 0;
  for (int other = 0; other < MLG_FAMILY_COUNT; other++)
    others += other != MLG_AIDER && basis->part->families[other];
  *result = (weekly){basis->rules->weekly_other / (double)others, ""};
  if (others > 1)
    result->why =
        mlg_arena_printf(basis->arena, " (second temps partagé entre %zu familles)", others);
  MLG_HAVE(result->why);
  return MLG_OK;
}

static const char *origin_of(const mlg_basis *basis, weekly week, const char *lead,
                             const char *limit) {
  mlg_arena *arena = basis->arena;
  const char *staff = mlg_capacity_words(arena, basis->rules->professionals.value, "professionnel");
  const char *persons = mlg_capacity_words(arena, week.persons, "personne");
  const char *weeks = mlg_capacity_words(arena, basis->rules->weeks, "semaine");
  const char *visits = mlg_capacity_words(arena, basis->rules->visits_per_person, "venue");
  if (staff == NULL || persons == NULL || weeks == NULL || visits == NULL) return NULL;
  return mlg_arena_printf(arena,
                          "%shypothèse" MLG_NNBSP ": %s, %s par semaine%s%s, %s, %s par "
                          "personne",
                          lead, staff, persons, week.why, limit, weeks, visits);
}

/* A year's persons of one professional: the hypothesis, but no more than the hours hold. */
static mlg_estimate by_professional(const mlg_offer_rules *rules, weekly week, double hours) {
  double persons = week.persons * rules->weeks / rules->visits_per_person;
  if (!(hours >= 0) || !(rules->minutes_per_visit.value > 0))
    return mlg_between(persons, persons, persons);
  mlg_estimate most = mlg_persons_of_hours(rules, hours, rules->weeks);
  return mlg_between(fmin(persons, most.value), fmin(persons, most.low), fmin(persons, most.high));
}

/* ", au plus 8,57 personnes d'après les horaires d'ouverture (3 heures)", or that the lower
 * bound alone is; "" when the hours hold all. */
static const char *limit_of(const mlg_basis *basis, weekly week, double hours) {
  const mlg_range visit = basis->rules->minutes_per_visit;
  if (!(visit.value > 0) || !(60 * hours / visit.high < week.persons)) return "";
  double held = 60 * hours / visit.value;
  char *open = mlg_capacity_words(basis->arena, hours, "heure");
  char *most = mlg_capacity_words(basis->arena, held, "personne");
  if (open == NULL || most == NULL) return NULL;
  if (held >= week.persons)
    return mlg_arena_printf(basis->arena, ", minimum borné par les horaires d'ouverture (%s)",
                            open);
  return mlg_arena_printf(basis->arena, ", au plus %s d'après les horaires d'ouverture (%s)", most,
                          open);
}

/*
 * A place whose kind nobody tells has no hypothesis of its own: its capacity is unknown, and
 * enters as a low and a high. It is not zero, so that a listed place is not taken for a
 * missing one: the value between is what any place is supposed to receive.
 */
mlg_status mlg_kind_take(const mlg_basis *basis, mlg_family family, mlg_offer *offer) {
  weekly week;
  MLG_TRY(weekly_of(basis, family, &week));
  bool unknown = *basis->part->typology == '\0';
  const mlg_range staff = basis->rules->professionals;
  mlg_estimate one = by_professional(basis->rules, week, offer->weekly_hours);
  offer->capacity = mlg_between(staff.value * one.value, unknown ? 0 : staff.low * one.low,
                                staff.high * one.high);
  offer->capacity.flags = MLG_IMPUTED;
  offer->capacity_kind = unknown ? MLG_CAPACITY_UNKNOWN : MLG_CAPACITY_DEFAULT;
  const char *limit = limit_of(basis, week, offer->weekly_hours);
  MLG_HAVE(limit);
  offer->origin =
      origin_of(basis, week, unknown ? "inconnue, 0 ou plus" MLG_NNBSP "; " : "", limit);
  MLG_HAVE(offer->origin);
  return MLG_OK;
}
