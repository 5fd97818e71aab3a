/* SPDX-License-Identifier: Apache-2.0 */
#include "store/save.h"

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
  mlg_row_range(row, parts->need);
  for (mlg_part part = 0; part < MLG_PART_COUNT; part++) {
    mlg_row_range(row, parts->part[part]);
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
  mlg_row_range(row, places);
  mlg_row_range(row, take_up);
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

mlg_status mlg_save_coverage(mlg_saving *saving) {
  const mlg_coverage *coverage = saving->portrait->coverage;
  MLG_TRY(mlg_save_levels(saving,
                          "INSERT INTO couverture VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                          " ?, ?, ?, ?, ?, ?)",
                          MLG_FAMILY_COUNT * coverage->n_scenarios, fill_parts));
  MLG_TRY(mlg_save_levels(saving, "INSERT INTO place VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                          MLG_FAMILY_COUNT, fill_places));
  return mlg_save_rows(saving, "INSERT INTO flux VALUES(?, ?, ?, ?, ?, ?)", coverage->n_flows,
                       fill_flow);
}
