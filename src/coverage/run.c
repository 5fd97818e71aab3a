/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/run.h"

#include <math.h>
#include <string.h>

/* Which reading of the bases and of the capacities a run takes. */
typedef enum { VALUE, LOW, HIGH } reading;

static const struct {
  reading base, capacity;
} RUNS[MLG_RUN_COUNT] = {{VALUE, VALUE}, {LOW, LOW}, {LOW, HIGH}, {HIGH, LOW}, {HIGH, HIGH}};

/* Fewer persons than this, in one zone, are nobody. */
static const double NOBODY = 1e-6;

static double read_as(mlg_estimate estimate, reading what) {
  return fmax(0, what == LOW ? estimate.low : what == HIGH ? estimate.high : estimate.value);
}

bool mlg_base_usable(mlg_estimate base) { return isfinite(base.value) && isfinite(base.high); }

double mlg_run_base(mlg_estimate base, int run) {
  return mlg_base_usable(base) ? read_as(base, RUNS[run].base) : NAN;
}

static double *bases(mlg_arena *arena, const mlg_family_case *c, int run, double factor) {
  double *base = MLG_NEW(arena, double, c->graph.n_zones);
  for (size_t z = 0; base != NULL && z < c->graph.n_zones; z++)
    base[z] = factor * mlg_run_base(c->base[z], run);
  return base;
}

static double *capacities(mlg_arena *arena, const mlg_family_case *c, int run) {
  double *capacity = MLG_NEW(arena, double, c->graph.n_offers);
  for (size_t o = 0; capacity != NULL && o < c->graph.n_offers; o++)
    capacity[o] = read_as(c->capacity[o], RUNS[run].capacity);
  return capacity;
}

static double sent(const mlg_graph *graph, const double *flow, size_t zone) {
  double persons = 0;
  for (size_t a = graph->first[zone]; a < graph->first[zone + 1]; a++) persons += flow[a];
  return persons;
}

/* The parts add up to the need by construction; rounding never makes a cause. */
static mlg_zone_parts split(const mlg_graph *graph, size_t zone, double need, const double *served,
                            const double *total) {
  mlg_zone_parts p = {.need = need};
  if (graph->first[zone] == graph->first[zone + 1]) {
    p.part[MLG_OUT_OF_REACH] = need;
    return p;
  }
  double likely = fmin(need, sent(graph, served, zone));
  double fairest = fmin(need, fmax(likely, sent(graph, total, zone)));
  if (need - fairest < NOBODY) fairest = need;
  if (fairest - likely < NOBODY) likely = fairest;
  p.part[MLG_SERVED] = likely;
  p.part[MLG_ORIENTATION] = fairest - likely;
  p.part[MLG_SATURATED] = need - fairest;
  return p;
}

mlg_status mlg_run_parts(mlg_arena *arena, const mlg_family_case *family_case, double take_up,
                         int run, mlg_zone_parts *parts, const double **served,
                         const double **total) {
  const mlg_graph *graph = &family_case->graph;
  double *need = bases(arena, family_case, run, take_up * family_case->weight);
  double *capacity = capacities(arena, family_case, run);
  double *likely = MLG_NEW(arena, double, graph->n_arcs);
  MLG_HAVE(need);
  MLG_HAVE(capacity);
  MLG_HAVE(likely);
  MLG_TRY(mlg_allocate_likely(arena, graph, need, capacity, family_case->tries, likely));
  double *fairest = mlg_arena_grow(arena, likely, graph->n_arcs, graph->n_arcs, sizeof *fairest);
  MLG_HAVE(fairest);
  MLG_TRY(mlg_allocate_fairest(arena, graph, need, capacity, fairest));
  for (size_t z = 0; z < graph->n_zones; z++) parts[z] = split(graph, z, need[z], likely, fairest);
  if (served != NULL) *served = likely;
  if (total != NULL) *total = fairest;
  return MLG_OK;
}

mlg_status mlg_run_places(mlg_arena *arena, const mlg_family_case *family_case, int run,
                          double *places, double *take_up) {
  const mlg_graph *graph = &family_case->graph;
  double *base = bases(arena, family_case, run, 1);
  double *capacity = capacities(arena, family_case, run);
  double *scratch = MLG_NEW(arena, double, graph->n_offers);
  MLG_HAVE(base);
  MLG_HAVE(capacity);
  MLG_HAVE(scratch);
  /* Whoever is not counted shares no places. */
  for (size_t z = 0; z < graph->n_zones; z++)
    if (isnan(base[z])) base[z] = 0;
  mlg_places_per_100(graph, base, capacity, scratch, places);
  for (size_t z = 0; z < graph->n_zones; z++) base[z] *= family_case->weight;
  MLG_TRY(mlg_exhaustion(arena, graph, base, capacity, take_up));
  for (size_t z = 0; z < graph->n_zones; z++) take_up[z] = fmin(1, take_up[z]);
  return MLG_OK;
}
