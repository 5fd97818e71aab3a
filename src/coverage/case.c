/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/case.h"

#include "coverage/demand_case.h"
#include "coverage/variant.h"

/* A case that is no scenario's own. */
static const size_t NO_SCENARIO = (size_t)-1;

static mlg_estimate *bases(const mlg_case_source *s, mlg_arena *arena) {
  size_t n_leaves = s->access->territory->n_zones[MLG_IRIS];
  mlg_estimate *base = MLG_NEW(arena, mlg_estimate, s->access->n_zones);
  for (size_t z = 0; base != NULL && z < s->access->n_zones; z++)
    base[z] = z < n_leaves ? mlg_need_value(s->need, MLG_IRIS, z, s->base)
                           : mlg_exact(s->access->neighbours[z - n_leaves].base);
  return base;
}

/* Lists the zones and the offers of `taken`, then what a variant changes among them. */
static mlg_status list_places(mlg_arena *arena, const mlg_case_source *s, mlg_family family,
                              const mlg_scenario_offer *taken, size_t scenario,
                              mlg_family_case *c) {
  const mlg_directory *d = s->directory;
  const mlg_variant *variant = scenario == NO_SCENARIO ? NULL
                                                       : s->project->scenarios[scenario].variant;
  size_t n = 0, room = d->n_offers + (variant == NULL ? 0 : variant->n_actions);
  mlg_estimate *base = bases(s, arena), *capacity = MLG_NEW(arena, mlg_estimate, room);
  mlg_destination *to = MLG_NEW(arena, mlg_destination, room);
  size_t *offers = MLG_NEW(arena, size_t, room);
  if (base == NULL || capacity == NULL || to == NULL || offers == NULL) return MLG_FAILURE;
  *c = (mlg_family_case){.family = family,
                         .weight = s->project->weights[family],
                         .access = s->access,
                         .base = base,
                         .capacity = capacity,
                         .offers = offers,
                         .destinations = to};
  for (size_t i = 0; i < d->n_offers; i++) {
    const mlg_offer *offer = &d->offers[i];
    if (!taken[i].taken) continue;
    to[n] = (mlg_destination){d->sites[offer->site].at, offer->site, offer->terms.reserved};
    capacity[n] = taken[i].capacity;
    c->assumed |= (capacity[n].flags & MLG_IMPUTED) != 0;
    offers[n++] = i;
  }
  c->graph.n_offers = n;
  if (variant != NULL) mlg_variant_places(s, scenario, c, to, capacity);
  return MLG_OK;
}

/* Who reaches what. */
static mlg_status connect(mlg_arena *arena, mlg_family_case *c) {
  MLG_TRY(mlg_graph_build(arena, c->access, c->destinations, c->graph.n_offers, &c->graph));
  return mlg_graph_by_zone(arena, c->access, &c->graph, &c->by_zone);
}

mlg_status mlg_case_make(mlg_arena *arena, const mlg_case_source *s, mlg_family family,
                         const mlg_scenario_offer *taken, mlg_family_case *c) {
  MLG_TRY(list_places(arena, s, family, taken, NO_SCENARIO, c));
  return connect(arena, c);
}

mlg_scenario_offer *mlg_case_offers(mlg_arena *arena, const mlg_case_source *s, mlg_family family) {
  size_t n = s->directory->n_offers;
  mlg_scenario_offer *all = MLG_NEW(arena, mlg_scenario_offer, n);
  for (size_t i = 0; all != NULL && i < n; i++) {
    const mlg_offer *offer = &s->directory->offers[i];
    all[i] = (mlg_scenario_offer){offer->family == family, offer->capacity};
  }
  return all;
}

bool mlg_case_is_shared(const mlg_scenario *scenario) {
  return !scenario->places.present && !scenario->demand.in_reach && scenario->unit == MLG_PERSONS &&
         scenario->variant == NULL;
}

mlg_status mlg_case_of_scenario(mlg_arena *arena, const mlg_case_source *s, mlg_family family,
                                size_t scenario, mlg_family_case *c) {
  mlg_scenario_offer *offers = MLG_NEW(arena, mlg_scenario_offer, s->directory->n_offers);
  MLG_HAVE(offers);
  MLG_TRY(mlg_scenario_offers(arena, s->project, s->access->territory, s->directory, scenario,
                              family, s->findings, offers));
  if (s->project->scenarios[scenario].variant != NULL)
    mlg_variant_offers(s, scenario, family, offers);
  MLG_TRY(list_places(arena, s, family, offers, scenario, c));
  MLG_TRY(connect(arena, c));
  return s->project->scenarios[scenario].demand.in_reach ? mlg_case_keep_to_reach(arena, c)
                                                         : MLG_OK;
}

/* Neighbours seek help as the territory does: the same persons for a person of the base. A
 * count of those who came has them all. */
static void find_neighbours_need(const mlg_family_case *c, bool counted, mlg_estimate *need) {
  size_t n_leaves = c->access->territory->n_zones[MLG_IRIS];
  double persons = 0, base = 0;
  for (size_t z = 0; z < n_leaves; z++) {
    if (!mlg_base_usable(need[z]) || !mlg_base_usable(c->base[z])) continue;
    persons += need[z].value;
    base += c->base[z].value;
  }
  for (size_t z = n_leaves; z < c->access->n_zones; z++)
    need[z] = mlg_scale(c->base[z], base > 0 && !counted ? persons / base : 0);
}

mlg_status mlg_case_need(mlg_arena *scratch, const mlg_case_source *s, const mlg_family_case *c,
                         size_t scenario, mlg_estimate *need) {
  double *within = MLG_NEW(scratch, double, s->access->n_zones);
  MLG_HAVE(within);
  for (size_t i = 0; i < c->graph.n_zones; i++)
    if (c->graph.first[i] < c->graph.first[i + 1])
      within[s->access->origins[i].zone] += s->access->origins[i].share;
  MLG_TRY(mlg_demand(scratch, s->project, s->access->territory, s->need, s->base, scenario,
                     c->family, within, s->findings, need));
  find_neighbours_need(c, s->project->scenarios[scenario].demand.present, need);
  return MLG_OK;
}
