/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a capacity rests on, by order of preference: persons declared; hours of help
 * declared; opening hours and helpers declared; the kind of place; else unknown.
 */
#include "offer/capacity.h"

#include <maillage/text.h>
#include <math.h>

/* With the decimals it takes, two at most: "1", "0,5", "3,33". */
static char *short_decimal(mlg_arena *arena, double value) {
  int decimals = 0;
  for (double scaled = value; decimals < 2 && fabs(scaled - round(scaled)) > 1e-9; decimals++)
    scaled *= 10;
  return mlg_french_decimal(arena, value, decimals);
}

/* French counts from two: "1,7 venue", "2 venues". */
char *mlg_capacity_words(mlg_arena *arena, double value, const char *noun) {
  char *number = short_decimal(arena, value);
  if (number == NULL) return NULL;
  return mlg_arena_printf(arena, "%s %s%s", number, noun, value >= 2 ? "s" : "");
}

mlg_estimate mlg_persons_of_hours(const mlg_offer_rules *rules, double hours, double weeks) {
  double minutes = 60 * hours * weeks / rules->visits_per_person;
  mlg_range visit = rules->minutes_per_visit;
  return mlg_between(minutes / visit.value, minutes / visit.high, minutes / visit.low);
}

/* "", or that the row's figure is shared. */
static const char *shared_words(mlg_arena *arena, double share) {
  if (share == 1) return "";
  return mlg_arena_printf(arena, " (à parts égales entre %.0f familles)", 1 / share);
}

static double weeks_of(const mlg_basis *basis, const mlg_entry *entry) {
  return entry->declared.weeks > 0 ? entry->declared.weeks : basis->rules->weeks;
}

/* "36 semaines, 1,7 venue par personne" */
static const char *year_words(const mlg_basis *basis, double weeks) {
  const char *open = mlg_capacity_words(basis->arena, weeks, "semaine");
  const char *visits = mlg_capacity_words(basis->arena, basis->rules->visits_per_person, "venue");
  if (open == NULL || visits == NULL) return NULL;
  return mlg_arena_printf(basis->arena, "%s, %s par personne", open, visits);
}

static mlg_status take_persons(const mlg_basis *basis, mlg_share from, mlg_offer *offer) {
  const mlg_declared *declared = &from.entry->declared;
  const char *shared = shared_words(basis->arena, from.share);
  MLG_HAVE(shared);
  offer->capacity_kind = MLG_CAPACITY_DECLARED_PERSONS;
  if (declared->persons_year > 0) {
    offer->capacity = mlg_exact(declared->persons_year * from.share);
    const char *persons = mlg_capacity_words(basis->arena, declared->persons_year, "personne");
    MLG_HAVE(persons);
    offer->origin =
        mlg_arena_printf(basis->arena, "déclaré" MLG_NNBSP ": %s par an%s", persons, shared);
    MLG_HAVE(offer->origin);
    return MLG_OK;
  }
  /* A week's persons are visits: who comes back is counted once a year. */
  double weeks = weeks_of(basis, from.entry);
  offer->capacity =
      mlg_exact(declared->persons_week * from.share * weeks / basis->rules->visits_per_person);
  offer->capacity.flags = MLG_IMPUTED;
  const char *persons = mlg_capacity_words(basis->arena, declared->persons_week, "personne");
  const char *year = year_words(basis, weeks);
  MLG_HAVE(persons);
  MLG_HAVE(year);
  offer->origin = mlg_arena_printf(basis->arena, "déclaré" MLG_NNBSP ": %s par semaine%s, %s",
                                   persons, shared, year);
  MLG_HAVE(offer->origin);
  return MLG_OK;
}

/* `helpers` at once, all of `hours` a week, of which the family has its share. */
static mlg_status take_hours(const mlg_basis *basis, mlg_share from, double hours, double helpers,
                             const char *lead, mlg_offer *offer) {
  double weeks = weeks_of(basis, from.entry);
  mlg_estimate one = mlg_persons_of_hours(basis->rules, hours * from.share, weeks);
  offer->capacity = mlg_between(helpers * one.value, helpers * one.low, helpers * one.high);
  offer->capacity.flags = MLG_IMPUTED;
  const char *open = mlg_capacity_words(basis->arena, hours, "heure");
  const char *staff = helpers == 1 ? "" : mlg_capacity_words(basis->arena, helpers, "aidant");
  const char *shared = shared_words(basis->arena, from.share);
  const char *visit =
      mlg_capacity_words(basis->arena, basis->rules->minutes_per_visit.value, "minute");
  const char *year = year_words(basis, weeks);
  MLG_HAVE(open);
  MLG_HAVE(staff);
  MLG_HAVE(shared);
  MLG_HAVE(visit);
  MLG_HAVE(year);
  offer->origin = mlg_arena_printf(basis->arena,
                                   "%s" MLG_NNBSP ": %s par semaine%s%s%s, %s par "
                                   "venue, %s",
                                   lead, open, *staff == '\0' ? "" : ", ", staff, shared, visit,
                                   year);
  MLG_HAVE(offer->origin);
  return MLG_OK;
}

mlg_status mlg_basis_take(const mlg_basis *basis, mlg_family family, mlg_offer *offer) {
  mlg_share persons = basis->persons[family], hours = basis->hours[family];
  mlg_share opening = basis->opening[family];
  bool timed = basis->rules->minutes_per_visit.value > 0;
  double open = opening.entry == NULL ? NAN : mlg_schedule_minutes(&opening.entry->schedule) / 60;
  offer->weekly_hours = hours.entry != NULL ? hours.entry->declared.hours_week * hours.share
                                            : open * opening.share;
  if (persons.entry != NULL) return take_persons(basis, persons, offer);
  if (hours.entry != NULL && timed) {
    offer->capacity_kind = MLG_CAPACITY_DECLARED_HOURS;
    return take_hours(basis, hours, hours.entry->declared.hours_week, 1, "déclaré", offer);
  }
  if (opening.entry != NULL && basis->helpers > 0 && timed) {
    offer->capacity_kind = MLG_CAPACITY_OPENING_HOURS;
    return take_hours(basis, opening, open, basis->helpers, "horaires d'ouverture", offer);
  }
  return mlg_kind_take(basis, family, offer);
}

/* ---- what no place can do ---- */

/* More than that in a year, a week or at once is a slip of the keyboard. */
static const mlg_declared MOST = {
    .persons_year = 100000, .persons_week = 2000, .hours_week = 2000, .weeks = 53, .helpers = 200};

static mlg_status check_one(mlg_arena *arena, const mlg_entry *entry, const char *column,
                            double most, double *number, mlg_findings *findings) {
  if (!(*number > most)) return MLG_OK;
  char *value = mlg_arena_printf(arena, "%g", *number);
  char *expected = mlg_arena_printf(arena, "%g au plus", most);
  MLG_HAVE(value);
  MLG_HAVE(expected);
  *number = NAN;
  return mlg_report(findings, (mlg_finding){.code = MLG_F_CAPACITY_ABSURD,
                                            .file = entry->file,
                                            .line = entry->line,
                                            .column = column,
                                            .value = value,
                                            .expected = expected});
}

mlg_status mlg_declared_check(mlg_arena *arena, mlg_findings *findings, mlg_directory *directory) {
  for (size_t i = 0; i < directory->n_entries; i++) {
    mlg_entry *entry = &directory->entries[i];
    mlg_declared *own = &entry->declared;
    const struct {
      const char *role;
      double most, *number;
    } checks[] = {{"personnes_an", MOST.persons_year, &own->persons_year},
                  {"personnes_semaine", MOST.persons_week, &own->persons_week},
                  {"heures_semaine", MOST.hours_week, &own->hours_week},
                  {"semaines", MOST.weeks, &own->weeks},
                  {"aidants", MOST.helpers, &own->helpers}};
    for (size_t k = 0; k < sizeof checks / sizeof *checks; k++)
      MLG_TRY(check_one(arena, entry, checks[k].role, checks[k].most, checks[k].number, findings));
  }
  return MLG_OK;
}
