/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/run.h"

#include <math.h>

/* Which reading of the needs and of the capacities a run takes. */
typedef enum { VALUE, LOW, HIGH } reading;

static const struct {
  reading base, capacity;
} RUNS[MLG_RUN_COUNT] = {{VALUE, VALUE}, {LOW, LOW}, {LOW, HIGH}, {HIGH, LOW}, {HIGH, HIGH}};

/* Fewer persons than this, at one origin, are nobody. */
static const double NOBODY = 1e-6;

static double read_as(mlg_estimate estimate, reading what) {
  return fmax(0, what == LOW ? estimate.low : what == HIGH ? estimate.high : estimate.value);
}

bool mlg_base_usable(mlg_estimate base) { return isfinite(base.value) && isfinite(base.high); }

double mlg_run_base(mlg_estimate base, int run) {
  return mlg_base_usable(base) ? read_as(base, RUNS[run].base) : NAN;
}

double mlg_run_capacity(mlg_estimate capacity, int run) {
  return read_as(capacity, RUNS[run].capacity);
}

double *mlg_run_persons(mlg_arena *arena, const mlg_access *access, const mlg_estimate *by_zone,
                        int run) {
  double *persons = MLG_NEW(arena, double, access->n_origins);
  for (size_t i = 0; persons != NULL && i < access->n_origins; i++)
    persons[i] = access->origins[i].share * mlg_run_base(by_zone[access->origins[i].zone], run);
  return persons;
}

/* The capacities of a case; NULL when memory is short. */
static double *capacities_of(mlg_arena *arena, const mlg_family_case *c, int run) {
  double *capacity = MLG_NEW(arena, double, c->graph.n_offers);
  for (size_t o = 0; capacity != NULL && o < c->graph.n_offers; o++)
    capacity[o] = mlg_run_capacity(c->capacity[o], run);
  return capacity;
}

/* ---- the four parts ---- */

/* Adds those of one origin. They add up to its need by construction; rounding never makes
 * a cause. */
static void add_parts(double need, double likely, double fairest, mlg_zone_parts *to) {
  likely = fmin(need, likely);
  fairest = fmin(need, fmax(likely, fairest));
  if (need - fairest < NOBODY) fairest = need;
  if (fairest - likely < NOBODY) likely = fairest;
  to->need += need;
  to->part[MLG_SERVED] += likely;
  to->part[MLG_ORIENTATION] += fairest - likely;
  to->part[MLG_SATURATED] += need - fairest;
}

static void split(const mlg_family_case *c, const double *need, const mlg_allocation *allocation,
                  mlg_zone_parts *parts) {
  const mlg_graph *graph = &c->graph;
  for (size_t z = 0; z < c->access->n_zones; z++) parts[z] = (mlg_zone_parts){0};
  for (size_t i = 0; i < graph->n_zones; i++) {
    mlg_zone_parts *to = &parts[c->access->origins[i].zone];
    double likely = 0, fairest = 0;
    for (size_t a = graph->first[i]; a < graph->first[i + 1]; a++) {
      likely += mlg_likely_served(&allocation->likely, i, a);
      fairest += allocation->total[a];
    }
    if (graph->first[i] < graph->first[i + 1] || isnan(need[i])) {
      add_parts(need[i], likely, fairest, to);
    } else {
      to->need += need[i];
      to->part[MLG_OUT_OF_REACH] += need[i];
    }
  }
}

mlg_status mlg_run_parts(mlg_arena *arena, const mlg_family_case *c, const mlg_estimate *need,
                         int run, mlg_zone_parts *parts, mlg_allocation *allocation) {
  const mlg_graph *graph = &c->graph;
  double *persons = mlg_run_persons(arena, c->access, need, run),
         *capacity = capacities_of(arena, c, run);
  allocation->total = MLG_NEW(arena, double, graph->n_arcs);
  MLG_HAVE(persons);
  MLG_HAVE(capacity);
  MLG_HAVE(allocation->total);
  MLG_TRY(mlg_likely_solve(arena, graph, persons, capacity, c->access->reach->tries,
                           &allocation->likely));
  for (size_t i = 0; i < graph->n_zones; i++)
    for (size_t a = graph->first[i]; a < graph->first[i + 1]; a++)
      allocation->total[a] = mlg_likely_served(&allocation->likely, i, a);
  MLG_TRY(mlg_allocate_fairest(arena, graph, persons, capacity, allocation->total));
  split(c, persons, allocation, parts);
  return MLG_OK;
}

/* ---- places ---- */

/* The mean of a figure over the origins of each zone. */
static void average(const mlg_access *access, const double *by_origin, double *by_zone) {
  for (size_t z = 0; z < access->n_zones; z++) by_zone[z] = 0;
  for (size_t i = 0; i < access->n_origins; i++)
    by_zone[access->origins[i].zone] += access->origins[i].share * by_origin[i];
}

/* Steps 1 and 2 are sums, so that means of origins are those of zones; a choice among offers
 * and a share of an offer are a whole zone's. */
static mlg_status count_places(mlg_arena *arena, const mlg_family_case *c, const double *base,
                               const double *zone_base, const double *capacity, double *places) {
  double *by_origin = MLG_NEW(arena, double, c->access->n_origins);
  MLG_HAVE(by_origin);
  for (int kind = 0; kind < MLG_CATCHMENT_COUNT; kind++) {
    double *to = places + (size_t)kind * c->access->n_zones;
    if (kind == MLG_2SFCA || kind == MLG_E2SFCA) {
      MLG_TRY(
          mlg_catchment_places(arena, (mlg_catchment)kind, &c->graph, base, capacity, by_origin));
      average(c->access, by_origin, to);
    } else {
      MLG_TRY(
          mlg_catchment_places(arena, (mlg_catchment)kind, &c->by_zone, zone_base, capacity, to));
    }
  }
  return MLG_OK;
}

mlg_status mlg_run_places(mlg_arena *arena, const mlg_family_case *c, int run, double *places,
                          double *take_up) {
  const mlg_access *access = c->access;
  double *base = mlg_run_persons(arena, access, c->base, run),
         *capacity = capacities_of(arena, c, run);
  double *zone_base = MLG_NEW(arena, double, access->n_zones);
  double *share = MLG_NEW(arena, double, access->n_origins);
  MLG_HAVE(base);
  MLG_HAVE(capacity);
  MLG_HAVE(zone_base);
  MLG_HAVE(share);
  /* Whoever is not counted shares no places. */
  for (size_t i = 0; i < access->n_origins; i++) {
    if (isnan(base[i])) base[i] = 0;
    zone_base[access->origins[i].zone] += base[i];
  }
  MLG_TRY(count_places(arena, c, base, zone_base, capacity, places));
  for (size_t i = 0; i < access->n_origins; i++) base[i] *= c->weight;
  MLG_TRY(mlg_exhaustion(arena, &c->graph, base, capacity, share));
  for (size_t i = 0; i < access->n_origins; i++) share[i] = fmin(1, share[i]);
  average(access, share, take_up);
  return MLG_OK;
}
