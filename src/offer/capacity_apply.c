/* SPDX-License-Identifier: Apache-2.0 */
/* What the analyst gives comes before all that sources say. */
#include "offer/capacity.h"

#include <maillage/text.h>
#include <math.h>
#include <string.h>

/* How closely a line is about an offer: a row before a place, a family before all; 0: not. */
static int closeness(const mlg_given_capacity *one, const mlg_directory *directory,
                     const mlg_offer *offer) {
  if (!one->every_family && one->family != offer->family) return 0;
  if (one->site != NULL)
    return strcmp(one->site, directory->sites[offer->site].id) == 0 ? 2 - one->every_family : 0;
  const mlg_entry *entry = &directory->entries[one->entry];
  bool same = entry->site == offer->site && entry->organisation == offer->organisation;
  return same ? 4 - one->every_family : 0;
}

/* The line that is the closest to an offer, or `given->n`. */
static size_t closest(const mlg_given_capacities *given, const mlg_directory *directory,
                      const mlg_offer *offer) {
  size_t best = given->n;
  int most = 0;
  for (size_t i = 0; i < given->n; i++) {
    int close = closeness(&given->items[i], directory, offer);
    if (close <= most) continue;
    most = close;
    best = i;
  }
  return best;
}

/* Persons a year of an offer that has `share` of the amount. */
static mlg_estimate persons_of(const mlg_offer_rules *rules, const mlg_given_capacity *one,
                               double amount, double share, const mlg_offer *offer) {
  if (!isnan(one->says.persons_year)) return mlg_exact(amount * share);
  if (!isnan(one->says.persons_week))
    return mlg_exact(amount * share * rules->weeks / rules->visits_per_person);
  if (!isnan(one->says.hours_week))
    return mlg_persons_of_hours(rules, amount * share, rules->weeks);
  /* Helpers are there for all families, whose hours are shared already. */
  return mlg_persons_of_hours(rules, amount * offer->weekly_hours, rules->weeks);
}

/* The number given, in words: "12 personnes par semaine". */
static char *amount_words(mlg_arena *arena, const mlg_given_capacity *one, double *amount) {
  const struct {
    double number;
    const char *noun, *per;
  } numbers[] = {{one->says.persons_year, "personne", " par an"},
                 {one->says.persons_week, "personne", " par semaine"},
                 {one->says.hours_week, "heure", " par semaine"},
                 {one->says.helpers, "aidant", ""}};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    if (isnan(numbers[i].number)) continue;
    *amount = numbers[i].number;
    char *counted = mlg_capacity_words(arena, *amount, numbers[i].noun);
    return counted == NULL ? NULL : mlg_arena_printf(arena, "%s%s", counted, numbers[i].per);
  }
  return NULL;
}

static mlg_status take(mlg_arena *arena, const mlg_offer_rules *rules,
                       const mlg_given_capacity *one, size_t sharing, mlg_offer *offer) {
  double amount = NAN, share = 1 / (double)sharing;
  char *words = amount_words(arena, one, &amount);
  MLG_HAVE(words);
  mlg_estimate value = persons_of(rules, one, amount, share, offer);
  mlg_estimate least = isnan(one->least) ? value : persons_of(rules, one, one->least, share, offer);
  mlg_estimate most = isnan(one->most) ? value : persons_of(rules, one, one->most, share, offer);
  offer->capacity = mlg_between(value.value, least.low, most.high);
  /* Persons a year are as given; the rest passes through the project's hypotheses. */
  offer->capacity.flags = isnan(one->says.persons_year) ? MLG_IMPUTED : 0;
  offer->capacity_kind = MLG_CAPACITY_SIDE_FILE;
  if (!isnan(one->says.hours_week)) offer->weekly_hours = amount * share;
  bool sourced = *one->source != '\0';
  offer->origin = mlg_arena_printf(arena, "donné par l'analyste" MLG_NNBSP ": %s%s%s%s", words,
                                   sourced ? " (" : "", one->source, sourced ? ")" : "");
  MLG_HAVE(offer->origin);
  return MLG_OK;
}

static bool can_take(const mlg_offer_rules *rules, const mlg_given_capacity *one,
                     const mlg_offer *offer) {
  bool timed = rules->minutes_per_visit.value > 0;
  if (!isnan(one->says.helpers)) return timed && !isnan(offer->weekly_hours);
  return isnan(one->says.hours_week) || timed;
}

static mlg_status report_unused(const mlg_given_capacity *one, const mlg_directory *directory,
                                mlg_findings *findings) {
  const char *id = one->site != NULL ? one->site : directory->entries[one->entry].id;
  return mlg_report(findings, (mlg_finding){.code = MLG_F_CAPACITY_UNUSED,
                                            .file = one->file,
                                            .line = one->line,
                                            .value = id});
}

mlg_status mlg_given_apply(mlg_arena *arena, const mlg_offer_rules *rules,
                           const mlg_given_capacities *given, mlg_findings *findings,
                           mlg_directory *directory) {
  size_t *of = MLG_NEW(arena, size_t, directory->n_offers);
  size_t *sharing = MLG_NEW(arena, size_t, given->n);
  MLG_HAVE(of);
  MLG_HAVE(sharing);
  for (size_t i = 0; i < directory->n_offers; i++) {
    of[i] = closest(given, directory, &directory->offers[i]);
    if (of[i] == given->n) continue;
    if (!can_take(rules, &given->items[of[i]], &directory->offers[i]))
      of[i] = given->n;
    else
      sharing[of[i]]++;
  }
  for (size_t i = 0; i < directory->n_offers; i++)
    if (of[i] < given->n)
      MLG_TRY(take(arena, rules, &given->items[of[i]], sharing[of[i]], &directory->offers[i]));
  for (size_t i = 0; i < given->n; i++)
    if (sharing[i] == 0) MLG_TRY(report_unused(&given->items[i], directory, findings));
  return MLG_OK;
}
