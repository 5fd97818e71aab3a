/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/variant.h"

#include <maillage/siting.h>
#include <math.h>

static const mlg_variant *variant_of(const mlg_case_source *s, size_t scenario) {
  return s->project->scenarios[scenario].variant;
}

/* What an action opens for one family, a year, in the scenario's unit. */
static mlg_estimate opened(const mlg_case_source *s, size_t scenario, const mlg_action *action) {
  const mlg_project *project = s->project;
  bool visits = project->scenarios[scenario].unit == MLG_VISITS;
  if (!isnan(action->persons))
    return mlg_exact(action->persons * (visits ? project->offer.visits_per_person : 1));
  mlg_range each =
      mlg_half_day_capacity(project, scenario, mlg_half_day_persons(project, scenario));
  mlg_estimate capacity =
      mlg_scale(mlg_between(each.value, each.low, each.high), action->half_days);
  capacity.flags |= MLG_IMPUTED;
  return capacity;
}

/* The first offer of the family that counts at a site; the number of offers when none does. */
static size_t offer_at(const mlg_directory *directory, const mlg_scenario_offer *offers,
                       size_t site) {
  size_t i = 0;
  while (i < directory->n_offers && !(offers[i].taken && directory->offers[i].site == site)) i++;
  return site == MLG_NO_SITE ? directory->n_offers : i;
}

/* More helpers receive as many persons each as those who are there. */
static void add_helpers(const mlg_case_source *s, const mlg_action *action,
                        mlg_scenario_offer *offer) {
  double now = mlg_site_helpers(s->directory, action->index, &s->project->offer);
  double each = now > 0 ? offer->capacity.value / now : 0;
  uint32_t flags = offer->capacity.flags;
  offer->capacity = mlg_add(offer->capacity, mlg_exact(each * action->helpers));
  offer->capacity.flags |= flags;
}

static void change_site(const mlg_case_source *s, const mlg_action *action,
                        mlg_scenario_offer *offers) {
  for (size_t i = 0; i < s->directory->n_offers; i++) {
    if (s->directory->offers[i].site != action->index || !offers[i].taken) continue;
    if (action->kind == MLG_CLOSE) offers[i].taken = false;
    if (action->kind == MLG_HELPERS) add_helpers(s, action, &offers[i]);
  }
}

void mlg_variant_offers(const mlg_case_source *s, size_t scenario, mlg_family family,
                        mlg_scenario_offer *offers) {
  const mlg_variant *variant = variant_of(s, scenario);
  for (size_t i = 0; i < variant->n_actions; i++) {
    const mlg_action *action = &variant->actions[i];
    change_site(s, action, offers);
    if (action->kind != MLG_OPEN || !action->families[family]) continue;
    size_t offer = offer_at(s->directory, offers, action->index);
    if (offer == s->directory->n_offers) continue; /* a new place */
    offers[offer].capacity = mlg_add(offers[offer].capacity, opened(s, scenario, action));
  }
}

/* Whether a site is among the places of a case. */
static bool holds(const mlg_family_case *c, const mlg_destination *to, size_t site) {
  for (size_t i = 0; i < c->graph.n_offers; i++)
    if (to[i].site == site) return true;
  return false;
}

void mlg_variant_places(const mlg_case_source *s, size_t scenario, mlg_family_case *c,
                        mlg_destination *to, mlg_estimate *capacity) {
  const mlg_variant *variant = variant_of(s, scenario);
  size_t n = c->graph.n_offers;
  for (size_t i = 0; i < variant->n_actions; i++) {
    const mlg_action *action = &variant->actions[i];
    if (action->kind != MLG_OPEN || !action->families[c->family]) continue;
    if (action->index != MLG_NO_SITE && holds(c, to, action->index)) continue; /* added to it */
    to[n] = (mlg_destination){.at = action->at, .site = action->index};
    capacity[n] = opened(s, scenario, action);
    c->assumed |= (capacity[n++].flags & MLG_IMPUTED) != 0;
  }
  c->graph.n_offers = n;
  for (size_t i = 0; i < variant->n_actions; i++)
    for (size_t k = 0; k < n && variant->actions[i].kind == MLG_MOVE; k++)
      if (to[k].site == variant->actions[i].index) {
        to[k].at = variant->actions[i].at;
        to[k].site = MLG_NO_SITE;
      }
}
