/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/cut.h"

#include <math.h>

/* Who starts from where and who goes where. People of the rest of the territory who come to the
 * cut's sites are its neighbours, so that what a site receives is the same in both. */

static bool is_inside(const mlg_cutting *c, size_t zone) {
  return zone < c->whole->territory->n_zones[MLG_IRIS] &&
         c->zones[MLG_IRIS].now[zone] != MLG_LEFT_OUT;
}

static mlg_status choose_others(mlg_cutting *c) {
  const mlg_coverage *from = c->whole->coverage;
  bool *comes = MLG_NEW(c->arena, bool, from->access->n_zones + 1);
  MLG_HAVE(comes);
  for (size_t i = 0; i < from->n_flows; i++)
    if (c->offers.now[from->flows[i].offer] != MLG_LEFT_OUT && !is_inside(c, from->flows[i].zone))
      comes[from->flows[i].zone] = true;
  return mlg_keep(c->arena, comes, from->access->n_zones, &c->others);
}

static size_t zone_now(const mlg_cutting *c, size_t zone) {
  if (is_inside(c, zone)) return c->zones[MLG_IRIS].now[zone];
  return c->zones[MLG_IRIS].n + c->others.now[zone];
}

static double figure_of(const mlg_portrait *whole, size_t zone, size_t indicator) {
  if (indicator == MLG_NO_INDICATOR) return NAN;
  return mlg_need_value(whole->need, MLG_IRIS, zone, indicator).value;
}

static mlg_neighbour neighbour_of(const mlg_cutting *c, size_t zone) {
  const mlg_portrait *whole = c->whole;
  size_t n_leaves = whole->territory->n_zones[MLG_IRIS];
  if (zone >= n_leaves) return whole->coverage->access->neighbours[zone - n_leaves];
  const mlg_zone *leaf = &whole->territory->zones[MLG_IRIS][zone];
  return (mlg_neighbour){leaf->code, leaf->centre, figure_of(whole, zone, whole->base),
                         figure_of(whole, zone, whole->population)};
}

static void append_zone(const mlg_access *from, size_t zone, mlg_access *to) {
  size_t now = to->n_zones++;
  to->first[now] = to->n_origins;
  for (size_t i = from->first[zone]; i < from->first[zone + 1]; i++) {
    to->origins[to->n_origins] = from->origins[i];
    to->origins[to->n_origins++].zone = (uint32_t)now;
  }
  to->first[to->n_zones] = to->n_origins;
}

/* Minutes between zones and sites that are kept. */
static mlg_status cut_times(const mlg_cutting *c, mlg_times *times) {
  const mlg_times *from = &c->whole->coverage->access->times;
  const mlg_kept *leaves = &c->zones[MLG_IRIS];
  *times = *from;
  if (from->first == NULL) return MLG_OK;
  size_t most = from->first[c->whole->territory->n_zones[MLG_IRIS]], n = 0;
  times->first = MLG_NEW(c->arena, size_t, leaves->n + 1);
  times->site = MLG_NEW(c->arena, uint32_t, most + 1);
  times->minutes = MLG_NEW(c->arena, float, most + 1);
  MLG_HAVE(times->first);
  MLG_HAVE(times->site);
  MLG_HAVE(times->minutes);
  for (size_t i = 0; i < leaves->n; i++) {
    for (size_t k = from->first[leaves->old[i]]; k < from->first[leaves->old[i] + 1]; k++) {
      size_t site = c->sites.now[from->site[k]];
      if (site == MLG_LEFT_OUT) continue;
      times->site[n] = (uint32_t)site;
      times->minutes[n++] = from->minutes[k];
    }
    times->first[i + 1] = n;
  }
  return MLG_OK;
}

static mlg_status cut_access(mlg_cutting *c) {
  const mlg_access *from = c->whole->coverage->access;
  const mlg_kept *leaves = &c->zones[MLG_IRIS];
  mlg_access *to = MLG_NEW(c->arena, mlg_access, 1);
  mlg_neighbour *neighbours = MLG_NEW(c->arena, mlg_neighbour, c->others.n + 1);
  MLG_HAVE(to);
  MLG_HAVE(neighbours);
  *to = (mlg_access){.reach = from->reach,
                     .territory = c->territory,
                     .n_neighbours = c->others.n,
                     .neighbours = neighbours,
                     .origins = MLG_NEW(c->arena, mlg_origin, from->n_origins + 1),
                     .first = MLG_NEW(c->arena, size_t, leaves->n + c->others.n + 1)};
  MLG_HAVE(to->origins);
  MLG_HAVE(to->first);
  for (size_t i = 0; i < leaves->n; i++) append_zone(from, leaves->old[i], to);
  for (size_t i = 0; i < c->others.n; i++) {
    neighbours[i] = neighbour_of(c, c->others.old[i]);
    append_zone(from, c->others.old[i], to);
  }
  c->coverage->access = to;
  return cut_times(c, &to->times);
}

static bool flow_now(const mlg_cutting *c, mlg_flow *flow) {
  size_t offer = c->offers.now[flow->offer];
  if (offer == MLG_LEFT_OUT) return false;
  flow->offer = (uint32_t)offer;
  flow->zone = (uint32_t)zone_now(c, flow->zone);
  return true;
}

/* Flows stay by scenario, zone, offer: the cut's own zones come before its neighbours. */
static mlg_status renumber_flows(mlg_cutting *c) {
  const mlg_coverage *from = c->whole->coverage;
  mlg_coverage *to = c->coverage;
  to->n_flows = 0;
  to->flows = MLG_NEW(c->arena, mlg_flow, from->n_flows + 1);
  MLG_HAVE(to->flows);
  for (size_t start = 0, end; start < from->n_flows; start = end) {
    for (end = start; end < from->n_flows; end++)
      if (from->flows[end].scenario != from->flows[start].scenario) break;
    for (int inside = 1; inside >= 0; inside--)
      for (size_t i = start; i < end; i++) {
        mlg_flow flow = from->flows[i];
        if (is_inside(c, flow.zone) == (inside == 1) && flow_now(c, &flow))
          to->flows[to->n_flows++] = flow;
      }
  }
  return MLG_OK;
}

/* Persons across the cut's own limit. */
static mlg_status count_exchanges(mlg_cutting *c) {
  mlg_coverage *to = c->coverage;
  size_t n = MLG_FAMILY_COUNT * to->n_scenarios;
  to->exchanges = MLG_NEW(c->arena, mlg_exchange, n + 1);
  MLG_HAVE(to->exchanges);
  for (size_t i = 0; i < n; i++) {
    double start = to->recorded[i / to->n_scenarios] ? 0 : NAN;
    to->exchanges[i] = (mlg_exchange){start, start};
  }
  for (size_t i = 0; i < to->n_flows; i++) {
    const mlg_flow *flow = &to->flows[i];
    const mlg_offer *offer = &c->directory->offers[flow->offer];
    mlg_exchange *exchange =
        &to->exchanges[(size_t)offer->family * to->n_scenarios + flow->scenario];
    bool home = flow->zone < c->zones[MLG_IRIS].n;
    bool inside = c->directory->sites[offer->site].zone != MLG_NO_ZONE;
    if (home && !inside) exchange->out += flow->served + flow->orientation;
    if (!home && inside) exchange->in += flow->served + flow->orientation;
  }
  return MLG_OK;
}

mlg_status mlg_cut_flows(mlg_cutting *c) {
  if (c->whole->coverage->access == NULL) return MLG_OK;
  MLG_TRY(choose_others(c));
  MLG_TRY(cut_access(c));
  MLG_TRY(renumber_flows(c));
  return c->whole->coverage->exchanges == NULL ? MLG_OK : count_exchanges(c);
}
