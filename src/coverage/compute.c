/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/fold.h"

#include <math.h>
#include <stdlib.h>

/* One computation of everything, step by step. */
typedef struct {
  mlg_arena *arena; /* for what stays */
  const mlg_project *project;
  const mlg_territory *territory;
  const mlg_need *need;
  size_t base;
  const mlg_directory *directory;
  size_t flow_room;
  mlg_coverage *coverage;
} job;

/* Every figure starts unknown and absent: unrecorded families stay so. */
static mlg_status make_tables(job *j) {
  mlg_coverage *c = j->coverage;
  const mlg_estimate absent = mlg_unknown(MLG_ABSENT);
  mlg_parts unknown = {.need = absent};
  for (int part = 0; part < MLG_PART_COUNT; part++) unknown.part[part] = absent;
  for (int level = 0; level < MLG_LEVEL_COUNT; level++) {
    size_t n = j->territory->n_zones[level] * MLG_FAMILY_COUNT;
    c->parts[level] = MLG_NEW(j->arena, mlg_parts, n * c->n_scenarios);
    c->places[level] = MLG_NEW(j->arena, mlg_estimate, n);
    c->take_up[level] = MLG_NEW(j->arena, mlg_estimate, n);
    MLG_HAVE(c->parts[level]);
    MLG_HAVE(c->places[level]);
    MLG_HAVE(c->take_up[level]);
    for (size_t i = 0; i < n; i++) c->places[level][i] = c->take_up[level][i] = absent;
    for (size_t i = 0; i < n * c->n_scenarios; i++) c->parts[level][i] = unknown;
  }
  return MLG_OK;
}

/* Zones, the family's offers, and who reaches what. */
static mlg_status make_case(const job *j, mlg_family family, mlg_arena *arena, mlg_family_case *c) {
  const mlg_directory *d = j->directory;
  size_t n_zones = j->territory->n_zones[MLG_IRIS], n = 0;
  mlg_estimate *base = MLG_NEW(arena, mlg_estimate, n_zones);
  mlg_point *zones = MLG_NEW(arena, mlg_point, n_zones);
  mlg_estimate *capacity = MLG_NEW(arena, mlg_estimate, d->n_offers);
  mlg_point *points = MLG_NEW(arena, mlg_point, d->n_offers);
  size_t *offers = MLG_NEW(arena, size_t, d->n_offers);
  if (base == NULL || zones == NULL || capacity == NULL || points == NULL || offers == NULL)
    return MLG_FAILURE;
  *c = (mlg_family_case){.family = family,
                         .weight = j->project->weights[family],
                         .tries = j->project->reach.tries,
                         .base = base,
                         .capacity = capacity,
                         .offers = offers};
  for (size_t z = 0; z < n_zones; z++) {
    base[z] = mlg_need_value(j->need, MLG_IRIS, z, j->base);
    zones[z] = j->territory->zones[MLG_IRIS][z].centre;
  }
  for (size_t i = 0; i < d->n_offers; i++) {
    if (d->offers[i].family != family) continue;
    points[n] = d->sites[d->offers[i].site].at;
    capacity[n] = d->offers[i].capacity;
    c->assumed |= (capacity[n].flags & MLG_IMPUTED) != 0;
    offers[n++] = i;
  }
  return mlg_graph_build(arena, &j->project->reach, zones, n_zones, points, n, &c->graph);
}

static mlg_status keep_flows(job *j, const mlg_family_case *c, size_t scenario,
                             const double *served, const double *total) {
  mlg_coverage *to = j->coverage;
  for (size_t z = 0; z < c->graph.n_zones; z++)
    for (size_t a = c->graph.first[z]; a < c->graph.first[z + 1]; a++) {
      if (served[a] <= 0 && total[a] <= 0) continue;
      if (!MLG_ROOM(j->arena, to->flows, to->n_flows, j->flow_room)) return MLG_FAILURE;
      to->flows[to->n_flows++] = (mlg_flow){.zone = z,
                                            .offer = c->offers[c->graph.offer[a]],
                                            .scenario = scenario,
                                            .served = served[a],
                                            .orientation = total[a] - served[a]};
    }
  return MLG_OK;
}

static mlg_status run_scenario(job *j, const mlg_family_case *c, size_t scenario, int run,
                               mlg_arena *scratch) {
  mlg_zone_parts *parts = MLG_NEW(scratch, mlg_zone_parts, c->graph.n_zones);
  MLG_HAVE(parts);
  const double *served, *total, take_up = j->project->scenarios[scenario].take_up;
  MLG_TRY(mlg_run_parts(scratch, c, take_up, run, parts, &served, &total));
  if (run == MLG_REFERENCE_RUN) MLG_TRY(keep_flows(j, c, scenario, served, total));
  return mlg_fold_parts(scratch, j->territory, c, scenario, run, parts, j->coverage);
}

static mlg_status run_places(job *j, const mlg_family_case *c, int run, mlg_arena *scratch) {
  double *places = MLG_NEW(scratch, double, c->graph.n_zones);
  double *take_up = MLG_NEW(scratch, double, c->graph.n_zones);
  MLG_HAVE(places);
  MLG_HAVE(take_up);
  MLG_TRY(mlg_run_places(scratch, c, run, places, take_up));
  MLG_TRY(mlg_fold_means(scratch, j->territory, c, run, places, j->coverage->places));
  return mlg_fold_means(scratch, j->territory, c, run, take_up, j->coverage->take_up);
}

/* Each run works in memory of its own, freed at once: there are dozens of them. */
static mlg_status run_family(job *j, const mlg_family_case *c) {
  mlg_arena scratch = {0};
  mlg_status status = MLG_OK;
  for (int run = 0; run < MLG_RUN_COUNT && status == MLG_OK; run++) {
    status = run_places(j, c, run, &scratch);
    mlg_arena_free(&scratch);
    for (size_t s = 0; s < j->coverage->n_scenarios && status == MLG_OK; s++) {
      status = run_scenario(j, c, s, run, &scratch);
      mlg_arena_free(&scratch);
    }
  }
  return status;
}

static mlg_status compute_family(job *j, mlg_family family) {
  mlg_arena arena = {0};
  mlg_family_case c;
  mlg_status status = make_case(j, family, &arena, &c);
  if (status == MLG_OK) status = run_family(j, &c);
  if (status == MLG_OK)
    mlg_fold_finish(j->project, j->territory, j->need, j->base, &c, j->coverage);
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
                                const mlg_territory *territory, const mlg_need *need, size_t base,
                                const mlg_directory *directory, mlg_findings *findings,
                                mlg_coverage *coverage) {
  (void)findings; /* every doubt about an input has been told before it comes here */
  mlg_coverage result = {.n_scenarios = project->n_scenarios};
  job j = {arena, project, territory, need, base, directory, 0, &result};
  MLG_TRY(make_tables(&j));
  for (int family = 0; family < MLG_FAMILY_COUNT; family++) {
    result.recorded[family] = directory->recorded[family];
    if (result.recorded[family]) MLG_TRY(compute_family(&j, (mlg_family)family));
  }
  if (result.n_flows > 0) qsort(result.flows, result.n_flows, sizeof *result.flows, compare_flows);
  *coverage = result;
  return MLG_OK;
}
