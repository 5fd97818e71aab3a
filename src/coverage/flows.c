/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/flows.h"

#include <stdlib.h>

/* What one zone sends to one offer of the family. */
typedef struct {
  uint32_t offer;
  double served, total;
} sent;

static int compare_sent(const void *left, const void *right) {
  const sent *a = left, *b = right;
  return (a->offer > b->offer) - (a->offer < b->offer);
}

typedef struct {
  const mlg_directory *directory;
  const mlg_family_case *c;
  const mlg_allocation *allocation;
  size_t *place; /* by offer: 1 + where it is in `all`, 0 when it is not */
  sent *all;     /* of the zone at hand */
} gatherer;

/* Sums the flows of a zone's origins, offers ascending; returns how many offers. */
static size_t gather(gatherer *f, size_t zone) {
  const mlg_graph *g = &f->c->graph;
  size_t n = 0;
  for (size_t i = f->c->access->first[zone]; i < f->c->access->first[zone + 1]; i++)
    for (size_t a = g->first[i]; a < g->first[i + 1]; a++) {
      size_t *place = &f->place[g->offer[a]];
      if (*place == 0) {
        f->all[n++] = (sent){.offer = g->offer[a]};
        *place = n;
      }
      f->all[*place - 1].served += mlg_likely_served(&f->allocation->likely, i, a);
      f->all[*place - 1].total += f->allocation->total[a];
    }
  for (size_t k = 0; k < n; k++) f->place[f->all[k].offer] = 0;
  if (n > 1) qsort(f->all, n, sizeof *f->all, compare_sent);
  return n;
}

static void count_exchange(const gatherer *f, size_t zone, const sent *persons,
                           mlg_exchange *exchange) {
  const mlg_directory *d = f->directory;
  bool home = zone < f->c->access->territory->n_zones[MLG_IRIS];
  bool inside = d->sites[d->offers[f->c->offers[persons->offer]].site].zone != MLG_NO_ZONE;
  if (home && !inside) exchange->out += persons->total;
  if (!home && inside) exchange->in += persons->total;
}

mlg_status mlg_list_flows(mlg_arena *arena, mlg_arena *scratch, const mlg_directory *directory,
                          const mlg_family_case *c, const mlg_allocation *allocation,
                          size_t scenario, mlg_exchange *exchange, mlg_flow_list *list) {
  gatherer f = {directory, c, allocation, MLG_NEW(scratch, size_t, c->graph.n_offers),
                MLG_NEW(scratch, sent, c->graph.n_offers)};
  MLG_HAVE(f.place);
  MLG_HAVE(f.all);
  *exchange = (mlg_exchange){0, 0};
  for (size_t z = 0; z < c->access->n_zones; z++) {
    size_t n = gather(&f, z);
    for (size_t k = 0; k < n; k++) {
      if (f.all[k].served <= 0 && f.all[k].total <= 0) continue;
      if (!MLG_ROOM(arena, list->flows, list->n, list->room)) return MLG_FAILURE;
      count_exchange(&f, z, &f.all[k], exchange);
      list->flows[list->n++] = (mlg_flow){.zone = (uint32_t)z,
                                          .offer = (uint32_t)c->offers[f.all[k].offer],
                                          .scenario = (uint32_t)scenario,
                                          .served = f.all[k].served,
                                          .orientation = f.all[k].total - f.all[k].served};
    }
  }
  return MLG_OK;
}

static int compare_flows(const void *left, const void *right) {
  const mlg_flow *a = left, *b = right;
  if (a->scenario != b->scenario) return a->scenario < b->scenario ? -1 : 1;
  if (a->zone != b->zone) return a->zone < b->zone ? -1 : 1;
  return (a->offer > b->offer) - (a->offer < b->offer);
}

void mlg_order_flows(const mlg_flow_list *list) {
  if (list->n > 1) qsort(list->flows, list->n, sizeof *list->flows, compare_flows);
}
