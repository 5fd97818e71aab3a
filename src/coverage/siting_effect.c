/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/siting_effect.h"

#include <math.h>

mlg_destination mlg_candidate_destination(const mlg_candidate *candidate) {
  return (mlg_destination){.at = candidate->at, .site = candidate->site};
}

static void take_in(mlg_estimate *to, int run, double persons) {
  if (run == MLG_REFERENCE_RUN) *to = mlg_exact(persons);
  to->low = fmin(to->low, persons);
  to->high = fmax(to->high, persons);
}

/* Sums what is known, and says when something is not. */
static mlg_zone_parts sum_zones(const mlg_zone_parts *zones, size_t n, bool *missing) {
  mlg_zone_parts all = {0};
  for (size_t z = 0; z < n; z++) {
    *missing |= isnan(zones[z].need);
    if (isnan(zones[z].need)) continue;
    all.need += zones[z].need;
    for (int part = 0; part < MLG_PART_COUNT; part++) all.part[part] += zones[z].part[part];
  }
  return all;
}

static mlg_status add_run(mlg_arena *scratch, const mlg_family_case *c, const mlg_estimate *need,
                          int run, mlg_parts *parts) {
  bool missing = false;
  mlg_allocation allocation;
  mlg_zone_parts *zones = MLG_NEW(scratch, mlg_zone_parts, c->access->n_zones);
  MLG_HAVE(zones);
  MLG_TRY(mlg_run_parts(scratch, c, need, run, zones, &allocation));
  mlg_zone_parts all = sum_zones(zones, c->access->territory->n_zones[MLG_IRIS], &missing);
  take_in(&parts->need, run, all.need);
  for (int part = 0; part < MLG_PART_COUNT; part++)
    take_in(&parts->part[part], run, all.part[part]);
  if (missing) parts->need.flags |= MLG_ABSENT;
  return MLG_OK;
}

mlg_status mlg_siting_parts(mlg_arena *scratch, const mlg_family_case *c, const mlg_estimate *need,
                            mlg_parts *parts) {
  for (int run = 0; run < MLG_RUN_COUNT; run++) MLG_TRY(add_run(scratch, c, need, run, parts));
  return MLG_OK;
}

/* The offer of the family that a site has in the case, or the number of offers. */
static size_t offer_at(const mlg_family_case *c, size_t site) {
  size_t offer = 0;
  while (offer < c->graph.n_offers && c->destinations[offer].site != site) offer++;
  return site == MLG_NO_SITE ? c->graph.n_offers : offer;
}

mlg_status mlg_siting_effect(mlg_arena *scratch, const mlg_siting_request *request,
                             const mlg_family_case *c, const mlg_estimate *need,
                             const size_t *given, mlg_parts *parts) {
  const mlg_candidates *candidates = request->candidates;
  size_t n = c->graph.n_offers, room = n + candidates->n;
  const mlg_range each = request->capacity;
  mlg_family_case after = *c;
  mlg_destination *to = mlg_arena_grow(scratch, c->destinations, n, room, sizeof *to);
  mlg_estimate *capacity = mlg_arena_grow(scratch, c->capacity, n, room, sizeof *capacity);
  MLG_HAVE(to);
  MLG_HAVE(capacity);
  for (size_t i = 0; i < candidates->n; i++) {
    if (given[i] == 0) continue;
    mlg_estimate added = mlg_scale(mlg_between(each.value, each.low, each.high), (double)given[i]);
    size_t offer = offer_at(c, candidates->items[i].site);
    if (offer < c->graph.n_offers) {
      capacity[offer] = mlg_add(capacity[offer], added);
      continue;
    }
    to[n] = mlg_candidate_destination(&candidates->items[i]);
    capacity[n++] = added;
  }
  after.destinations = to;
  after.capacity = capacity;
  MLG_TRY(mlg_graph_build(scratch, c->access, to, n, &after.graph));
  return mlg_siting_parts(scratch, &after, need, parts);
}
