/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/demand_case.h"
#include "coverage/flows.h"
#include "coverage/fold.h"
#include "coverage/nearest.h"

#include <maillage/demand.h>

#include <math.h>
#include <stdlib.h>

/* One computation of everything, step by step. */
typedef struct {
  mlg_arena *arena; /* for what stays */
  const mlg_project *project;
  const mlg_access *access;
  const mlg_need *need;
  size_t base;
  const mlg_directory *directory;
  mlg_findings *findings;
  size_t flow_room;
  mlg_coverage *coverage;
} job;

/* ---- room for the results ---- */

/* Every figure starts unknown and absent: unrecorded families stay so. */
static mlg_status make_level(job *j, mlg_level level) {
  mlg_coverage *c = j->coverage;
  const mlg_estimate absent = mlg_unknown(MLG_ABSENT);
  mlg_parts unknown = {.need = absent};
  for (int part = 0; part < MLG_PART_COUNT; part++) unknown.part[part] = absent;
  size_t n = j->access->territory->n_zones[level] * MLG_FAMILY_COUNT;
  c->parts[level] = MLG_NEW(j->arena, mlg_parts, n * c->n_scenarios);
  c->take_up[level] = MLG_NEW(j->arena, mlg_estimate, n);
  c->nearest[level] = MLG_NEW(j->arena, mlg_nearest_offer, n);
  MLG_HAVE(c->parts[level]);
  MLG_HAVE(c->take_up[level]);
  MLG_HAVE(c->nearest[level]);
  for (int kind = 0; kind < MLG_CATCHMENT_COUNT; kind++) {
    c->catchments[kind][level] = MLG_NEW(j->arena, mlg_estimate, n);
    MLG_HAVE(c->catchments[kind][level]);
    for (size_t i = 0; i < n; i++) c->catchments[kind][level][i] = absent;
  }
  c->places[level] = c->catchments[MLG_2SFCA][level];
  for (size_t i = 0; i < n; i++) c->take_up[level][i] = absent;
  for (size_t i = 0; i < n; i++) c->nearest[level][i] = (mlg_nearest_offer){NAN, NAN, NAN};
  for (size_t i = 0; i < n * c->n_scenarios; i++) c->parts[level][i] = unknown;
  return MLG_OK;
}

static mlg_status make_tables(job *j) {
  mlg_coverage *c = j->coverage;
  for (mlg_level level = MLG_IRIS; level < MLG_LEVEL_COUNT; level++) MLG_TRY(make_level(j, level));
  size_t n = MLG_FAMILY_COUNT * c->n_scenarios;
  c->exchanges = MLG_NEW(j->arena, mlg_exchange, n);
  MLG_HAVE(c->exchanges);
  for (size_t i = 0; i < n; i++) c->exchanges[i] = (mlg_exchange){NAN, NAN};
  return MLG_OK;
}

/* ---- one family ---- */

static mlg_estimate *bases(const job *j, mlg_arena *arena) {
  size_t n_leaves = j->access->territory->n_zones[MLG_IRIS];
  mlg_estimate *base = MLG_NEW(arena, mlg_estimate, j->access->n_zones);
  for (size_t z = 0; base != NULL && z < j->access->n_zones; z++)
    base[z] = z < n_leaves ? mlg_need_value(j->need, MLG_IRIS, z, j->base)
                           : mlg_exact(j->access->neighbours[z - n_leaves].base);
  return base;
}

/* Zones, the offers of `taken` (one entry an offer of the directory), and who reaches what. */
static mlg_status make_case(const job *j, mlg_family family, const mlg_scenario_offer *taken,
                            mlg_arena *arena, mlg_family_case *c) {
  const mlg_directory *d = j->directory;
  size_t n = 0;
  mlg_estimate *base = bases(j, arena), *capacity = MLG_NEW(arena, mlg_estimate, d->n_offers);
  mlg_destination *to = MLG_NEW(arena, mlg_destination, d->n_offers);
  size_t *offers = MLG_NEW(arena, size_t, d->n_offers);
  if (base == NULL || capacity == NULL || to == NULL || offers == NULL) return MLG_FAILURE;
  *c = (mlg_family_case){.family = family,
                         .weight = j->project->weights[family],
                         .access = j->access,
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
  MLG_TRY(mlg_graph_build(arena, j->access, to, n, &c->graph));
  return mlg_graph_by_zone(arena, j->access, &c->graph, &c->by_zone);
}

/* The offers that count whatever the scenario: those of the directory. */
static mlg_scenario_offer *all_offers(const job *j, mlg_family family, mlg_arena *arena) {
  size_t n = j->directory->n_offers;
  mlg_scenario_offer *all = MLG_NEW(arena, mlg_scenario_offer, n);
  for (size_t i = 0; all != NULL && i < n; i++) {
    const mlg_offer *offer = &j->directory->offers[i];
    all[i] = (mlg_scenario_offer){offer->family == family, offer->capacity};
  }
  return all;
}

/* Neighbours seek help as the territory does: the same persons for a person of the base. A
 * count of those who came has them all. */
static void find_neighbours_need(const job *j, const mlg_family_case *c, bool counted,
                                 mlg_estimate *need) {
  size_t n_leaves = j->access->territory->n_zones[MLG_IRIS];
  double persons = 0, base = 0;
  for (size_t z = 0; z < n_leaves; z++) {
    if (!mlg_base_usable(need[z]) || !mlg_base_usable(c->base[z])) continue;
    persons += need[z].value;
    base += c->base[z].value;
  }
  for (size_t z = n_leaves; z < j->access->n_zones; z++)
    need[z] = mlg_scale(c->base[z], base > 0 && !counted ? persons / base : 0);
}

/* The need of a scenario, by zone: the one place that asks for it. */
static mlg_status find_need(const job *j, const mlg_family_case *c, size_t scenario,
                            mlg_arena *scratch, mlg_estimate *need) {
  double *within = MLG_NEW(scratch, double, j->access->n_zones);
  MLG_HAVE(within);
  for (size_t i = 0; i < c->graph.n_zones; i++)
    if (c->graph.first[i] < c->graph.first[i + 1])
      within[j->access->origins[i].zone] += j->access->origins[i].share;
  MLG_TRY(mlg_demand_within(scratch, j->project, j->access->territory, j->need, j->base, scenario,
                            c->family, within, j->findings, need));
  find_neighbours_need(j, c, j->project->scenarios[scenario].demand.present, need);
  return MLG_OK;
}

/* ---- the runs ---- */

static mlg_status run_scenario(job *j, const mlg_family_case *c, size_t scenario, int run,
                               mlg_arena *scratch) {
  mlg_zone_parts *parts = MLG_NEW(scratch, mlg_zone_parts, c->access->n_zones);
  mlg_estimate *need = MLG_NEW(scratch, mlg_estimate, c->access->n_zones);
  MLG_HAVE(parts);
  MLG_HAVE(need);
  mlg_allocation allocation;
  MLG_TRY(find_need(j, c, scenario, scratch, need));
  MLG_TRY(mlg_run_parts(scratch, c, need, run, parts, &allocation));
  if (run == MLG_REFERENCE_RUN)
    MLG_TRY(mlg_keep_flows(j->arena, scratch, j->directory, c, &allocation, scenario, &j->flow_room,
                           j->coverage));
  return mlg_fold_parts(scratch, j->access->territory, c, scenario, run, parts, j->coverage);
}

static mlg_status run_places(job *j, const mlg_family_case *c, int run, mlg_arena *scratch) {
  const mlg_territory *territory = j->access->territory;
  size_t n = c->access->n_zones;
  double *places = MLG_NEW(scratch, double, MLG_CATCHMENT_COUNT *n);
  double *take_up = MLG_NEW(scratch, double, n);
  MLG_HAVE(places);
  MLG_HAVE(take_up);
  MLG_TRY(mlg_run_places(scratch, c, run, places, take_up));
  for (size_t kind = 0; kind < MLG_CATCHMENT_COUNT; kind++)
    MLG_TRY(mlg_fold_means(scratch, territory, c, run, places + kind * n,
                           j->coverage->catchments[kind]));
  return mlg_fold_means(scratch, territory, c, run, take_up, j->coverage->take_up);
}

/* Each run works in memory of its own, freed at once: there are dozens of them. */
static mlg_status run_all_places(job *j, const mlg_family_case *c) {
  mlg_arena scratch = {0};
  mlg_status status = mlg_fold_nearest(&scratch, c, j->coverage);
  mlg_arena_free(&scratch);
  for (int run = 0; run < MLG_RUN_COUNT && status == MLG_OK; run++) {
    status = run_places(j, c, run, &scratch);
    mlg_arena_free(&scratch);
  }
  return status;
}

static mlg_status run_all_needs(job *j, const mlg_family_case *c, size_t scenario) {
  mlg_arena scratch = {0};
  mlg_status status = MLG_OK;
  for (int run = 0; run < MLG_RUN_COUNT && status == MLG_OK; run++) {
    status = run_scenario(j, c, scenario, run, &scratch);
    mlg_arena_free(&scratch);
  }
  return status;
}

/* A scenario with places of its own, or that counts visits, has another graph. */
static mlg_status run_own_places(job *j, mlg_family family, size_t scenario, mlg_arena *arena) {
  mlg_family_case c;
  mlg_scenario_offer *offers = MLG_NEW(arena, mlg_scenario_offer, j->directory->n_offers);
  MLG_HAVE(offers);
  MLG_TRY(mlg_scenario_offers(arena, j->project, j->access->territory, j->directory, scenario,
                              family, j->findings, offers));
  MLG_TRY(make_case(j, family, offers, arena, &c));
  if (j->project->scenarios[scenario].demand.in_reach) MLG_TRY(mlg_case_keep_to_reach(arena, &c));
  return run_all_needs(j, &c, scenario);
}

static mlg_status run_family(job *j, mlg_family family, mlg_arena *arena, mlg_family_case *c) {
  mlg_scenario_offer *offers = all_offers(j, family, arena);
  MLG_HAVE(offers);
  MLG_TRY(make_case(j, family, offers, arena, c));
  MLG_TRY(run_all_places(j, c));
  for (size_t s = 0; s < j->coverage->n_scenarios; s++) {
    const mlg_scenario *scenario = &j->project->scenarios[s];
    bool shares = !scenario->places.present && !scenario->demand.in_reach;
    if (shares && scenario->unit == MLG_PERSONS) {
      MLG_TRY(run_all_needs(j, c, s));
      continue;
    }
    mlg_arena own = {0};
    mlg_status status = run_own_places(j, family, s, &own);
    mlg_arena_free(&own);
    MLG_TRY(status);
  }
  return MLG_OK;
}

static mlg_status compute_family(job *j, mlg_family family) {
  mlg_arena arena = {0};
  mlg_family_case c;
  mlg_status status = run_family(j, family, &arena, &c);
  if (status == MLG_OK) mlg_fold_finish(j->access->territory, j->need, j->base, &c, j->coverage);
  if (status == MLG_OK)
    mlg_case_forget_sampling(j->project, j->access->territory, family, j->coverage);
  mlg_arena_free(&arena);
  return status;
}

static int compare_flows(const void *left, const void *right) {
  const mlg_flow *a = left, *b = right;
  if (a->scenario != b->scenario) return a->scenario < b->scenario ? -1 : 1;
  if (a->zone != b->zone) return a->zone < b->zone ? -1 : 1;
  return (a->offer > b->offer) - (a->offer < b->offer);
}

mlg_status mlg_coverage_compute(mlg_arena *arena, const mlg_project *project,
                                const mlg_access *access, const mlg_need *need, size_t base,
                                const mlg_directory *directory, mlg_findings *findings,
                                mlg_coverage *coverage) {
  mlg_coverage result = {.access = access, .n_scenarios = project->n_scenarios};
  job j = {arena, project, access, need, base, directory, findings, 0, &result};
  MLG_TRY(make_tables(&j));
  for (int family = 0; family < MLG_FAMILY_COUNT; family++) {
    result.recorded[family] = directory->recorded[family];
    if (result.recorded[family]) MLG_TRY(compute_family(&j, (mlg_family)family));
  }
  if (result.n_flows > 0) qsort(result.flows, result.n_flows, sizeof *result.flows, compare_flows);
  *coverage = result;
  return MLG_OK;
}
