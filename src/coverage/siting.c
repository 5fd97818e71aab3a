/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/siting.h>

#include "coverage/case.h"
#include "coverage/fold.h"
#include "coverage/siting_effect.h"
#include "coverage/siting_flow.h"

#include <math.h>
#include <stdlib.h>

/* Fewer persons than this make no difference between two places. */
static const double SAME = 1e-6;

/* A candidate while half-days are given. */
typedef struct {
  size_t candidate, offer;
  size_t given;
  double bound;   /* it wins at most this many persons */
  double waiting; /* within its reach */
} contender;

typedef struct {
  const mlg_siting_request *request;
  mlg_graph graph;
  mlg_siting_flow flows[MLG_RUN_COUNT];
  contender *contenders;
  size_t n;
  mlg_siting *siting;
} chooser;

static mlg_estimate capacity_of(const mlg_siting_request *r) {
  return mlg_between(r->capacity.value, r->capacity.low, r->capacity.high);
}

/* ---- the graph of offers and candidates ---- */

static mlg_status build_graph(mlg_arena *arena, const mlg_family_case *c,
                              const mlg_candidates *candidates, mlg_graph *graph) {
  size_t n_offers = c->graph.n_offers, n = n_offers + candidates->n;
  mlg_destination *to = mlg_arena_grow(arena, c->destinations, n_offers, n, sizeof *to);
  MLG_HAVE(to);
  for (size_t i = 0; i < candidates->n; i++)
    to[n_offers + i] = mlg_candidate_destination(&candidates->items[i]);
  return mlg_graph_build(arena, c->access, to, n, graph);
}

/* The places of a run: nothing yet at the candidates. */
static double *list_places(mlg_arena *arena, const mlg_family_case *c, const mlg_graph *graph,
                           int run) {
  double *places = MLG_NEW(arena, double, graph->n_offers);
  for (size_t o = 0; places != NULL && o < c->graph.n_offers; o++)
    places[o] = mlg_run_capacity(c->capacity[o], run);
  return places;
}

static mlg_status start_flows(mlg_arena *arena, const mlg_family_case *c, const mlg_estimate *need,
                              chooser *by) {
  for (int run = 0; run < MLG_RUN_COUNT; run++) {
    double *persons = mlg_run_persons(arena, c->access, need, run);
    double *places = list_places(arena, c, &by->graph, run);
    MLG_HAVE(persons);
    MLG_HAVE(places);
    MLG_TRY(mlg_siting_flow_init(arena, &c->graph, &by->graph, persons, places,
                                 c->access->reach->tries, &by->flows[run]));
  }
  return MLG_OK;
}

/* ---- one step ---- */

static int compare_contenders(const void *left, const void *right) {
  const contender *a = left, *b = right;
  if (a->bound != b->bound) return a->bound > b->bound ? -1 : 1;
  if (a->waiting != b->waiting) return a->waiting > b->waiting ? -1 : 1;
  return (a->candidate > b->candidate) - (a->candidate < b->candidate);
}

/* Whether a contender with this gain is better than the best so far. */
static bool is_better(const contender *a, double gain, const contender *best, double most) {
  if (best == NULL || gain > most + SAME) return true;
  if (gain < most - SAME) return false;
  if (a->waiting != best->waiting) return a->waiting > best->waiting;
  return a->candidate < best->candidate;
}

/* The best place for the next half-day; NULL when none wins anyone. Bounds of earlier steps
 * still hold: those that cannot beat the best are not tried. */
static contender *find_best(chooser *by) {
  mlg_siting_flow *flow = &by->flows[MLG_REFERENCE_RUN];
  contender *best = NULL;
  double most = SAME;
  for (size_t i = 0; i < by->n; i++)
    by->contenders[i].waiting = mlg_siting_waiting(flow, by->contenders[i].offer);
  qsort(by->contenders, by->n, sizeof *by->contenders, compare_contenders);
  for (size_t i = 0; i < by->n; i++) {
    contender *c = &by->contenders[i];
    if (c->given == by->request->candidates->items[c->candidate].most) continue;
    if (c->bound < most - SAME || !is_better(c, c->bound, best, most)) continue;
    c->bound = mlg_siting_try(flow, c->offer, by->request->capacity.value);
    if (c->bound <= SAME || !is_better(c, c->bound, best, most)) continue;
    best = c;
    most = c->bound;
  }
  return best;
}

/* Other places whose reach holds as many persons without a place: they would win as many. */
static size_t count_ties(const chooser *by, const contender *best, double gain) {
  size_t n = 0;
  for (size_t i = 0; i < by->n; i++) {
    const contender *c = &by->contenders[i];
    bool free = c->given < by->request->candidates->items[c->candidate].most;
    n += c != best && free && c->waiting >= gain - SAME;
  }
  return n;
}

static mlg_status give(chooser *by, contender *best) {
  const mlg_estimate capacity = capacity_of(by->request);
  mlg_siting_step *step = &by->siting->steps[by->siting->n_steps++];
  *step = (mlg_siting_step){.candidate = best->candidate, .waiting = best->waiting};
  step->ties = count_ties(by, best, best->bound);
  for (int run = 0; run < MLG_RUN_COUNT; run++) {
    double gain;
    MLG_TRY(mlg_siting_add(&by->flows[run], best->offer, mlg_run_capacity(capacity, run), &gain));
    if (run == MLG_REFERENCE_RUN) step->gain = mlg_exact(gain);
    step->gain.low = fmin(step->gain.low, gain);
    step->gain.high = fmax(step->gain.high, gain);
  }
  best->given++;
  return MLG_OK;
}

/* ---- the whole ---- */

static mlg_status line_up(mlg_arena *arena, const mlg_family_case *c, chooser *by) {
  by->n = by->request->candidates->n;
  by->contenders = MLG_NEW(arena, contender, by->n);
  MLG_HAVE(by->contenders);
  for (size_t i = 0; i < by->n; i++)
    by->contenders[i] = (contender){
        .candidate = i, .offer = c->graph.n_offers + i, .bound = by->request->capacity.value};
  return MLG_OK;
}

/* The doubt of sampling, as the results have it. */
static void finish(const mlg_siting_request *r, const mlg_family_case *c, mlg_parts *parts) {
  const mlg_level whole = r->access->territory->level;
  uint32_t flags = parts->need.flags;
  mlg_fold_finish_parts(&r->project->scenarios[r->scenario],
                        mlg_need_value(r->need, whole, 0, r->base), c, parts);
  parts->need.flags |= flags;
}

static mlg_status choose(mlg_arena *scratch, const mlg_case_source *source,
                         const mlg_siting_request *request, mlg_siting *siting) {
  mlg_family_case c;
  chooser by = {.request = request, .siting = siting};
  mlg_estimate *need = MLG_NEW(scratch, mlg_estimate, request->access->n_zones);
  size_t *given = MLG_NEW(scratch, size_t, request->candidates->n);
  MLG_HAVE(need);
  MLG_HAVE(given);
  MLG_TRY(mlg_case_of_scenario(scratch, source, request->family, request->scenario, &c));
  MLG_TRY(mlg_case_need(scratch, source, &c, request->scenario, need));
  MLG_TRY(build_graph(scratch, &c, request->candidates, &by.graph));
  MLG_TRY(line_up(scratch, &c, &by));
  MLG_TRY(start_flows(scratch, &c, need, &by));
  for (contender *best; siting->n_steps < request->half_days && (best = find_best(&by)) != NULL;)
    MLG_TRY(give(&by, best));
  for (size_t i = 0; i < by.n; i++) given[by.contenders[i].candidate] = by.contenders[i].given;
  MLG_TRY(mlg_siting_parts(scratch, &c, need, &siting->before));
  MLG_TRY(mlg_siting_effect(scratch, request, &c, need, given, &siting->after));
  finish(request, &c, &siting->before);
  finish(request, &c, &siting->after);
  return MLG_OK;
}

mlg_status mlg_siting_choose(mlg_arena *arena, const mlg_siting_request *r, mlg_findings *findings,
                             mlg_siting *siting) {
  const mlg_case_source source = {r->project, r->access, r->need, r->base, r->directory, findings};
  *siting = (mlg_siting){.steps = MLG_NEW(arena, mlg_siting_step, r->half_days)};
  MLG_HAVE(siting->steps);
  mlg_arena scratch = {0};
  mlg_status status = choose(&scratch, &source, r, siting);
  mlg_arena_free(&scratch);
  return status;
}
