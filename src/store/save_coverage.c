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

/* The code of a finest zone, or of a neighbour. */
static const char *code_of(const mlg_portrait *portrait, size_t zone) {
  size_t n = portrait->territory->n_zones[MLG_IRIS];
  if (zone < n) return portrait->territory->zones[MLG_IRIS][zone].code;
  return portrait->coverage->access->neighbours[zone - n].code;
}

static bool fill_flow(mlg_row *row, size_t i, const void *context) {
  const mlg_portrait *portrait = ((const mlg_saving *)context)->portrait;
  const mlg_flow *flow = &portrait->coverage->flows[i];
  const mlg_offer *offer = &portrait->directory->offers[flow->offer];
  mlg_row_text(row, portrait->project->scenarios[flow->scenario].id);
  mlg_row_text(row, MLG_FAMILIES[offer->family].code);
  mlg_row_text(row, code_of(portrait, flow->zone));
  mlg_row_text(row, offer->id);
  mlg_row_real(row, flow->served);
  mlg_row_real(row, flow->orientation);
  return true;
}

/* ---- which sites are within reach of which zones ---- */

typedef struct {
  const mlg_portrait *portrait;
  size_t n;
  mlg_pair *pairs;
} reached;

static bool fill_reached(mlg_row *row, size_t i, const void *context) {
  const reached *r = context;
  const mlg_pair *pair = &r->pairs[i];
  mlg_row_text(row, code_of(r->portrait, pair->zone));
  mlg_row_text(row, r->portrait->directory->sites[pair->destination].id);
  mlg_row_real(row, pair->metres);
  mlg_row_real(row, pair->minutes);
  mlg_row_real(row, pair->weight);
  mlg_row_real(row, pair->share);
  return true;
}

/* The pairs of every family at once: that of a family has the same, those of its sites. */
static mlg_status find_reached(mlg_arena *scratch, reached *r) {
  const mlg_directory *directory = r->portrait->directory;
  mlg_destination *to = MLG_NEW(scratch, mlg_destination, directory->n_sites);
  MLG_HAVE(to);
  /* A site that does not count is nowhere: nobody reaches it. */
  for (size_t s = 0; s < directory->n_sites; s++) {
    const mlg_site *site = &directory->sites[s];
    bool counts = site->status == MLG_COUNTED;
    to[s] = (mlg_destination){counts ? site->at : (mlg_point){NAN, NAN}, s, NULL};
  }
  return mlg_pairs_build(scratch, r->portrait->coverage->access, to, directory->n_sites, &r->pairs,
                         &r->n);
}

static mlg_status save_reached(mlg_saving *saving) {
  reached r = {.portrait = saving->portrait};
  if (saving->portrait->coverage->access == NULL) return MLG_OK; /* a portrait read back */
  MLG_TRY(find_reached(saving->scratch, &r));
  return mlg_sql_insert(saving->store, "INSERT INTO portee VALUES(?, ?, ?, ?, ?, ?)", r.n,
                        fill_reached, &r, saving->findings);
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
  MLG_TRY(save_reached(saving));
  MLG_TRY(mlg_save_access(saving));
  return mlg_save_rows(saving, "INSERT INTO flux VALUES(?, ?, ?, ?, ?, ?)", coverage->n_flows,
                       fill_flow);
}
