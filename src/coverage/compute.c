/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/case.h"
#include "coverage/flows.h"
#include "coverage/fold.h"
#include "coverage/nearest.h"

#include <math.h>

/* One computation of everything, step by step. */
typedef struct {
  mlg_arena *arena; /* for what stays */
  mlg_case_source from;
  mlg_territory summed; /* levels that have sums of their own */
  mlg_coverage *coverage;
  mlg_flow_list flows;
} job;

/* ---- room for the results ---- */

/* Every figure starts unknown and absent: unrecorded families stay so. */
static mlg_status make_level(job *j, mlg_level level) {
  mlg_coverage *c = j->coverage;
  const mlg_estimate absent = mlg_unknown(MLG_ABSENT);
  mlg_parts unknown = {.need = absent};
  for (int part = 0; part < MLG_PART_COUNT; part++) unknown.part[part] = absent;
  size_t n = j->summed.n_zones[level] * MLG_FAMILY_COUNT;
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

/* Quarters that communes stand for have the figures of communes, summed and kept once. */
static void leave_quarters_out(job *j) {
  if (mlg_territory_quarters_are_communes(j->from.access->territory))
    j->summed.n_zones[MLG_QUARTIER] = 0;
}

static void share_quarters(const job *j) {
  mlg_coverage *c = j->coverage;
  const mlg_level from = MLG_COMMUNE, to = MLG_QUARTIER;
  if (j->summed.n_zones[to] == j->from.access->territory->n_zones[to]) return;
  c->parts[to] = c->parts[from];
  c->take_up[to] = c->take_up[from];
  c->nearest[to] = c->nearest[from];
  c->places[to] = c->places[from];
  for (int kind = 0; kind < MLG_CATCHMENT_COUNT; kind++)
    c->catchments[kind][to] = c->catchments[kind][from];
}

/* ---- the runs ---- */

static mlg_status run_scenario(job *j, const mlg_family_case *c, size_t scenario, int run,
                               mlg_arena *scratch) {
  mlg_zone_parts *parts = MLG_NEW(scratch, mlg_zone_parts, c->access->n_zones);
  mlg_estimate *need = MLG_NEW(scratch, mlg_estimate, c->access->n_zones);
  MLG_HAVE(parts);
  MLG_HAVE(need);
  mlg_allocation allocation;
  MLG_TRY(mlg_case_need(scratch, &j->from, c, scenario, need));
  MLG_TRY(mlg_run_parts(scratch, c, need, run, parts, &allocation));
  /* A variant's flows would go to offers that are not there. */
  if (run == MLG_REFERENCE_RUN && j->from.project->scenarios[scenario].variant == NULL)
    MLG_TRY(mlg_list_flows(
        j->arena, scratch, j->from.directory, c, &allocation, scenario,
        &j->coverage->exchanges[(size_t)c->family * j->coverage->n_scenarios + scenario],
        &j->flows));
  return mlg_fold_parts(scratch, &j->summed, c, scenario, run, parts, j->coverage);
}

static mlg_status run_places(job *j, const mlg_family_case *c, int run, mlg_arena *scratch) {
  size_t n = c->access->n_zones;
  double *places = MLG_NEW(scratch, double, MLG_CATCHMENT_COUNT *n);
  double *take_up = MLG_NEW(scratch, double, n);
  MLG_HAVE(places);
  MLG_HAVE(take_up);
  MLG_TRY(mlg_run_places(scratch, c, run, places, take_up));
  for (size_t kind = 0; kind < MLG_CATCHMENT_COUNT; kind++)
    MLG_TRY(mlg_fold_means(scratch, &j->summed, c, run, places + kind * n,
                           j->coverage->catchments[kind]));
  return mlg_fold_means(scratch, &j->summed, c, run, take_up, j->coverage->take_up);
}

/* Each run works in memory of its own, freed at once: there are dozens of them. */
static mlg_status run_all_places(job *j, const mlg_family_case *c) {
  mlg_arena scratch = {0};
  mlg_status status = mlg_fold_nearest(&scratch, &j->summed, c, j->coverage);
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
  MLG_TRY(mlg_case_of_scenario(arena, &j->from, family, scenario, &c));
  return run_all_needs(j, &c, scenario);
}

static mlg_status run_family(job *j, mlg_family family, mlg_arena *arena, mlg_family_case *c) {
  mlg_scenario_offer *offers = mlg_case_offers(arena, &j->from, family);
  MLG_HAVE(offers);
  MLG_TRY(mlg_case_make(arena, &j->from, family, offers, c));
  MLG_TRY(run_all_places(j, c));
  for (size_t s = 0; s < j->coverage->n_scenarios; s++) {
    if (mlg_case_is_shared(&j->from.project->scenarios[s])) {
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
  if (status == MLG_OK)
    mlg_fold_finish(j->from.project, &j->summed, j->from.need, j->from.base, &c, j->coverage);
  mlg_arena_free(&arena);
  return status;
}

/* In order, without the room for more: there may be millions. */
static mlg_status keep_flows(job *j) {
  const mlg_flow_list *list = &j->flows;
  mlg_order_flows(list);
  mlg_flow *flows = mlg_arena_grow(j->arena, list->flows, list->n, list->n, sizeof *flows);
  MLG_HAVE(flows);
  mlg_arena_drop(j->arena, list->flows, list->room, sizeof *flows);
  j->coverage->n_flows = list->n;
  j->coverage->flows = flows;
  return MLG_OK;
}

static mlg_status compute_families(job *j) {
  mlg_coverage *c = j->coverage;
  MLG_TRY(make_tables(j));
  for (int family = 0; family < MLG_FAMILY_COUNT; family++) {
    c->recorded[family] = j->from.directory->recorded[family];
    if (c->recorded[family]) MLG_TRY(compute_family(j, (mlg_family)family));
  }
  share_quarters(j);
  return keep_flows(j);
}

mlg_status mlg_coverage_compute(mlg_arena *arena, const mlg_project *project,
                                const mlg_access *access, const mlg_need *need, size_t base,
                                const mlg_directory *directory, mlg_findings *findings,
                                mlg_coverage *coverage) {
  mlg_coverage result = {.access = access, .n_scenarios = project->n_scenarios};
  job j = {.arena = arena,
           .from = {project, access, need, base, directory, findings},
           .summed = *access->territory,
           .coverage = &result};
  leave_quarters_out(&j);
  mlg_status status = compute_families(&j);
  if (status == MLG_OK) *coverage = result;
  return status;
}
