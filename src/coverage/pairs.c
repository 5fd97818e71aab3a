/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/sweep.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
  const mlg_sweep *sweep;
  mlg_reached *reached;
  mlg_pair *sums;  /* by destination: of the zone at hand */
  size_t *met;     /* the destinations that have one, */
  size_t n_met;    /* so many */
  mlg_pair *pairs; /* by destination met, once all are summed */
} gatherer;

static void add_origin(gatherer *g, const mlg_origin *origin) {
  if (!(origin->share > 0)) return;
  const mlg_mode *mode = &g->sweep->access->reach->modes[origin->travel];
  size_t n = mlg_sweep_reached(g->sweep, origin, g->reached);
  for (size_t i = 0; i < n; i++) {
    mlg_pair *sum = &g->sums[g->reached[i].destination];
    if (!(sum->share > 0)) g->met[g->n_met++] = g->reached[i].destination;
    sum->metres += origin->share * g->reached[i].metres;
    sum->minutes += origin->share * g->reached[i].minutes;
    sum->weight += origin->share * mlg_mode_weight(mode, g->reached[i].minutes);
    sum->share += origin->share;
  }
}

static int by_number(const void *a, const void *b) {
  size_t x = *(const size_t *)a, y = *(const size_t *)b;
  return (x > y) - (x < y);
}

/* Sums become means. */
static void close_zone(gatherer *g, size_t zone) {
  qsort(g->met, g->n_met, sizeof *g->met, by_number);
  for (size_t i = 0; i < g->n_met; i++) {
    size_t d = g->met[i];
    mlg_pair sum = g->sums[d];
    g->pairs[i] = (mlg_pair){(uint32_t)zone,          (uint32_t)d, sum.metres / sum.share,
                             sum.minutes / sum.share, sum.weight,  fmin(1, sum.share)};
    g->sums[d] = (mlg_pair){0};
  }
}

static mlg_status gather(mlg_arena *scratch, gatherer *g, mlg_pairs_visitor *visit, void *context) {
  const mlg_access *access = g->sweep->access;
  g->reached = MLG_NEW(scratch, mlg_reached, g->sweep->n);
  g->sums = MLG_NEW(scratch, mlg_pair, g->sweep->n);
  g->pairs = MLG_NEW(scratch, mlg_pair, g->sweep->n);
  g->met = MLG_NEW(scratch, size_t, g->sweep->n);
  MLG_HAVE(g->reached);
  MLG_HAVE(g->sums);
  MLG_HAVE(g->pairs);
  MLG_HAVE(g->met);
  for (size_t z = 0; z < access->n_zones; z++, g->n_met = 0) {
    for (size_t o = access->first[z]; o < access->first[z + 1]; o++)
      add_origin(g, &access->origins[o]);
    close_zone(g, z);
    MLG_TRY(visit(context, g->pairs, g->n_met));
  }
  return MLG_OK;
}

mlg_status mlg_pairs_visit(const mlg_access *access, const mlg_destination *destinations, size_t n,
                           mlg_pairs_visitor *visit, void *context) {
  mlg_arena scratch = {0};
  mlg_sweep sweep;
  gatherer g = {.sweep = &sweep};
  mlg_status status = mlg_sweep_init(&scratch, access, destinations, n, &sweep);
  if (status == MLG_OK) status = gather(&scratch, &g, visit, context);
  mlg_arena_free(&scratch);
  return status;
}

/* ---- all of them ---- */

typedef struct {
  mlg_arena *arena;
  mlg_pair *pairs;
  size_t n, room;
} list;

static mlg_status append(void *context, const mlg_pair *pairs, size_t n) {
  list *all = context;
  for (size_t i = 0; i < n; i++) {
    if (!MLG_ROOM(all->arena, all->pairs, all->n, all->room)) return MLG_FAILURE;
    all->pairs[all->n++] = pairs[i];
  }
  return MLG_OK;
}

mlg_status mlg_pairs_build(mlg_arena *arena, const mlg_access *access,
                           const mlg_destination *destinations, size_t n, mlg_pair **pairs,
                           size_t *n_pairs) {
  list all = {.arena = arena};
  mlg_status status = mlg_pairs_visit(access, destinations, n, append, &all);
  *pairs = all.pairs;
  *n_pairs = all.n;
  return status;
}
