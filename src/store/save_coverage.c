/* SPDX-License-Identifier: Apache-2.0 */
#include "store/save.h"

#include <math.h>

static bool fill_family(mlg_row *row, size_t family, const void *context) {
  const mlg_portrait *portrait = ((const mlg_saving *)context)->portrait;
  mlg_row_count(row, family);
  mlg_row_text(row, MLG_FAMILIES[family].code);
  mlg_row_text(row, MLG_FAMILIES[family].label);
  mlg_row_real(row, portrait->project->weights[family]);
  mlg_row_count(row, portrait->coverage->recorded[family]);
  return true;
}

/* Item i is [zone][family][scenario]. */
static bool fill_parts(mlg_row *row, size_t i, const void *context) {
  const mlg_saving *saving = context;
  const mlg_portrait *portrait = saving->portrait;
  size_t n_scenarios = portrait->coverage->n_scenarios, scenario = i % n_scenarios;
  size_t zone = i / n_scenarios / MLG_FAMILY_COUNT;
  mlg_family family = (mlg_family)(i / n_scenarios % MLG_FAMILY_COUNT);
  const mlg_parts *parts =
      mlg_coverage_parts(portrait->coverage, saving->level, zone, family, scenario);
  uint32_t flags = parts->need.flags;
  mlg_row_text(row, MLG_LEVELS[saving->level].code);
  mlg_row_text(row, mlg_saved_code(saving, zone));
  mlg_row_text(row, MLG_FAMILIES[family].code);
  mlg_row_text(row, portrait->project->scenarios[scenario].id);
  mlg_row_estimate(row, parts->need);
  for (mlg_part part = 0; part < MLG_PART_COUNT; part++) {
    mlg_row_estimate(row, parts->part[part]);
    flags |= parts->part[part].flags;
  }
  mlg_row_flags(row, flags);
  return true;
}

/* Item i is [zone][family]. */
static bool fill_places(mlg_row *row, size_t i, const void *context) {
  const mlg_saving *saving = context;
  const mlg_coverage *coverage = saving->portrait->coverage;
  mlg_estimate places = coverage->places[saving->level][i];
  mlg_estimate take_up = coverage->take_up[saving->level][i];
  mlg_row_text(row, MLG_LEVELS[saving->level].code);
  mlg_row_text(row, mlg_saved_code(saving, i / MLG_FAMILY_COUNT));
  mlg_row_text(row, MLG_FAMILIES[i % MLG_FAMILY_COUNT].code);
  mlg_row_estimate(row, places);
  mlg_row_estimate(row, take_up);
  mlg_row_flags(row, places.flags | take_up.flags);
  return true;
}

static bool fill_flow(mlg_row *row, size_t i, const void *context) {
  const mlg_portrait *portrait = ((const mlg_saving *)context)->portrait;
  const mlg_flow *flow = &portrait->coverage->flows[i];
  const mlg_offer *offer = &portrait->directory->offers[flow->offer];
  mlg_row_text(row, portrait->project->scenarios[flow->scenario].id);
  mlg_row_text(row, MLG_FAMILIES[offer->family].code);
  mlg_row_text(row, portrait->territory->zones[MLG_IRIS][flow->zone].code);
  mlg_row_text(row, offer->id);
  mlg_row_real(row, flow->served);
  mlg_row_real(row, flow->orientation);
  return true;
}

/* ---- which sites are within reach of which zones ---- */

typedef struct {
  const mlg_portrait *portrait;
  mlg_graph graph;
  size_t *zones; /* of each arc */
} arcs;

static bool fill_arc(mlg_row *row, size_t i, const void *context) {
  const arcs *a = context;
  const mlg_zone *zone = &a->portrait->territory->zones[MLG_IRIS][a->zones[i]];
  const mlg_site *site = &a->portrait->directory->sites[a->graph.offer[i]];
  mlg_row_text(row, zone->code);
  mlg_row_text(row, site->id);
  mlg_row_real(row, hypot(site->at.x - zone->centre.x, site->at.y - zone->centre.y));
  mlg_row_real(row, a->graph.weight[i]);
  return true;
}

/* The graph of every family at once: that of a family has the same arcs, those of its sites. */
static mlg_status build_arcs(mlg_arena *scratch, arcs *a) {
  const mlg_directory *directory = a->portrait->directory;
  const mlg_zone *leaves = a->portrait->territory->zones[MLG_IRIS];
  size_t n_zones = a->portrait->territory->n_zones[MLG_IRIS], n_sites = directory->n_sites;
  mlg_point *from = MLG_NEW(scratch, mlg_point, n_zones),
            *to = MLG_NEW(scratch, mlg_point, n_sites);
  MLG_HAVE(from);
  MLG_HAVE(to);
  for (size_t z = 0; z < n_zones; z++) from[z] = leaves[z].centre;
  /* A site that does not count is nowhere: the graph leaves it out. */
  for (size_t s = 0; s < n_sites; s++)
    to[s] = directory->sites[s].status == MLG_COUNTED ? directory->sites[s].at
                                                      : (mlg_point){NAN, NAN};
  MLG_TRY(mlg_graph_build(scratch, &a->portrait->project->reach, from, n_zones, to, n_sites,
                          &a->graph));
  a->zones = MLG_NEW(scratch, size_t, a->graph.n_arcs);
  MLG_HAVE(a->zones);
  for (size_t z = 0; z < n_zones; z++)
    for (size_t i = a->graph.first[z]; i < a->graph.first[z + 1]; i++) a->zones[i] = z;
  return MLG_OK;
}

static mlg_status save_arcs(mlg_saving *saving) {
  arcs a = {.portrait = saving->portrait};
  MLG_TRY(build_arcs(saving->scratch, &a));
  return mlg_sql_insert(saving->store, "INSERT INTO portee VALUES(?, ?, ?, ?)", a.graph.n_arcs,
                        fill_arc, &a, saving->findings);
}

mlg_status mlg_save_coverage(mlg_saving *saving) {
  const mlg_coverage *coverage = saving->portrait->coverage;
  MLG_TRY(mlg_save_rows(saving, "INSERT INTO famille VALUES(?, ?, ?, ?, ?)", MLG_FAMILY_COUNT,
                        fill_family));
  MLG_TRY(mlg_save_levels(saving,
                          "INSERT INTO couverture VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                          " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                          MLG_FAMILY_COUNT * coverage->n_scenarios, fill_parts));
  MLG_TRY(mlg_save_levels(saving,
                          "INSERT INTO place VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                          MLG_FAMILY_COUNT, fill_places));
  MLG_TRY(save_arcs(saving));
  return mlg_save_rows(saving, "INSERT INTO flux VALUES(?, ?, ?, ?, ?, ?)", coverage->n_flows,
                       fill_flow);
}
