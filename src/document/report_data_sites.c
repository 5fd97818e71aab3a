/* SPDX-License-Identifier: Apache-2.0 */
#include "document/report_data.h"

#include <maillage/publish.h>
#include <math.h>
#include <stdlib.h>

/* Sites that count, what they offer, and whose reach they are in. */

/* Persons of all zones that each offer receives in the reference scenario, well directed. */
static double *received_by_offer(const mlg_report_source *source) {
  const mlg_portrait *portrait = source->portrait;
  const mlg_coverage *coverage = portrait->coverage;
  double *received = MLG_NEW(source->page->arena, double, portrait->directory->n_offers + 1);
  for (size_t i = 0; i < coverage->n_flows && received != NULL; i++)
    if (coverage->flows[i].scenario == portrait->project->reference)
      received[coverage->flows[i].offer] += coverage->flows[i].served +
                                            coverage->flows[i].orientation;
  return received;
}

/* [family, capacity, low, high, whether it is full, what the capacity rests on] */
static json_t *offer_array(const mlg_offer *offer, double received) {
  json_t *array = json_array();
  json_array_append_new(array, json_integer(offer->family));
  mlg_report_append(array, offer->capacity.value);
  mlg_report_append(array, mlg_publish_low(offer->capacity));
  mlg_report_append(array, mlg_publish_high(offer->capacity));
  json_array_append_new(array, json_boolean(mlg_offer_is_full(offer->capacity, received)));
  json_array_append_new(array, mlg_report_json_text(offer->origin));
  return array;
}

static json_t *site_object(const mlg_report_source *source, const mlg_site *site) {
  json_t *object = json_object();
  json_object_set_new(object, "n", mlg_report_json_text(site->name));
  json_object_set_new(object, "d", mlg_report_json_text(site->address));
  json_object_set_new(object, "h",
                      mlg_report_json_text(mlg_report_hours(source->page->arena, site)));
  json_object_set_new(object, "m", mlg_report_json_text(site->updated));
  json_object_set_new(object, "o", json_array());
  if (!site->has_position) return object;
  json_t *at = json_array();
  mlg_report_append_point(at, source, site->at);
  json_object_set_new(object, "x", at);
  return object;
}

/* One an entry of the directory, so that indexes hold; null for a site that does not count. */
json_t *mlg_report_json_sites(const mlg_report_source *source) {
  const mlg_directory *directory = source->portrait->directory;
  json_t *array = json_array();
  for (size_t i = 0; i < directory->n_sites; i++) {
    const mlg_site *site = &directory->sites[i];
    json_array_append_new(array,
                          site->status == MLG_COUNTED ? site_object(source, site) : json_null());
  }
  const double *received = received_by_offer(source);
  for (size_t i = 0; i < directory->n_offers && received != NULL; i++) {
    json_t *site = json_array_get(array, directory->offers[i].site);
    json_array_append_new(json_object_get(site, "o"),
                          offer_array(&directory->offers[i], received[i]));
  }
  return array;
}

/* ---- reach ---- */

enum { MOST_IN_REACH = 40 };

/* A zone's sites, the nearest first. */
static int by_distance(const void *a, const void *b) {
  const mlg_pair *p = a, *q = b;
  if (p->metres != q->metres) return p->metres < q->metres ? -1 : 1;
  return p->destination < q->destination ? -1 : p->destination > q->destination;
}

/* [site, metres, minutes], the nearest ones; `nl` says how many there are in all. */
static void set_reach(json_t *zone, mlg_pair *pairs, size_t n, const size_t *sites) {
  json_t *array = json_array();
  qsort(pairs, n, sizeof *pairs, by_distance);
  for (size_t i = 0; i < n && i < MOST_IN_REACH; i++) {
    json_t *pair = json_array();
    json_array_append_new(pair, json_integer((json_int_t)sites[pairs[i].destination]));
    json_array_append_new(pair, json_integer((json_int_t)llround(pairs[i].metres)));
    json_array_append_new(pair, json_integer((json_int_t)llround(pairs[i].minutes)));
    json_array_append_new(array, pair);
  }
  json_object_set_new(zone, "l", array);
  json_object_set_new(zone, "nl", json_integer((json_int_t)n));
}

/* Sites that count, as destinations: `sites` gets which they are. */
static size_t destinations_of(const mlg_directory *directory, mlg_destination *destinations,
                              size_t *sites) {
  size_t n = 0;
  for (size_t i = 0; i < directory->n_sites; i++) {
    const mlg_site *site = &directory->sites[i];
    if (site->status != MLG_COUNTED || !site->has_position) continue;
    destinations[n] =
        (mlg_destination){.at = site->at, .site = i, .reserved = site->terms.reserved};
    sites[n++] = i;
  }
  return n;
}

mlg_status mlg_report_json_reach(const mlg_report_source *source, json_t *zones) {
  const mlg_directory *directory = source->portrait->directory;
  mlg_arena *arena = source->page->arena;
  mlg_destination *destinations = MLG_NEW(arena, mlg_destination, directory->n_sites + 1);
  size_t *sites = MLG_NEW(arena, size_t, directory->n_sites + 1);
  MLG_HAVE(destinations);
  MLG_HAVE(sites);
  if (source->portrait->coverage->access == NULL) return MLG_OK;
  size_t n_pairs, n = destinations_of(directory, destinations, sites);
  mlg_pair *pairs;
  MLG_TRY(mlg_pairs_build(arena, source->portrait->coverage->access, destinations, n, &pairs,
                          &n_pairs));
  for (size_t first = 0, next; first < n_pairs; first = next) {
    for (next = first; next < n_pairs && pairs[next].zone == pairs[first].zone;) next++;
    json_t *zone = json_array_get(zones, pairs[first].zone);
    if (zone != NULL) set_reach(zone, pairs + first, next - first, sites);
  }
  return MLG_OK;
}
