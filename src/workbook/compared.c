/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/compared.h"
#include "workbook/figures.h"

#include <string.h>

bool mlg_is_whole_commune(const mlg_territory *territory, size_t quarter) {
  const mlg_zone *zone = &territory->zones[MLG_QUARTIER][quarter];
  size_t commune = zone->parent[MLG_COMMUNE];
  return commune != MLG_NO_ZONE &&
         strcmp(zone->code, territory->zones[MLG_COMMUNE][commune].code) == 0;
}

/* Quarters among those of their commune; a commune that stands for its quarter, among the
 * communes of its EPCI. */
static mlg_status rank(mlg_arena *arena, const mlg_portrait *portrait, mlg_compared by,
                       mlg_rank_range *of_quarters) {
  const mlg_territory *territory = portrait->territory;
  mlg_rank_range *of_communes = MLG_NEW(arena, mlg_rank_range, territory->n_zones[MLG_COMMUNE] + 1);
  MLG_HAVE(of_communes);
  MLG_TRY(mlg_portrait_rank_within(arena, portrait, by, MLG_QUARTIER, MLG_COMMUNE, of_quarters));
  MLG_TRY(mlg_portrait_rank_within(arena, portrait, by, MLG_COMMUNE, MLG_EPCI, of_communes));
  for (size_t quarter = 0; quarter < territory->n_zones[MLG_QUARTIER]; quarter++) {
    const mlg_zone *zone = &territory->zones[MLG_QUARTIER][quarter];
    if (mlg_is_whole_commune(territory, quarter))
      of_quarters[quarter] = of_communes[zone->parent[MLG_COMMUNE]];
    else if (of_quarters[quarter].of < 2) /* alone, it has no rank */
      of_quarters[quarter] = (mlg_rank_range){0};
  }
  return MLG_OK;
}

static mlg_status compare(mlg_arena *arena, const mlg_portrait *portrait, wb_compared_rate *rate) {
  static const mlg_level WIDER[] = {MLG_COMMUNE, MLG_EPCI};
  const mlg_compared by = {.kind = MLG_BY_RATE, .indicator = rate->indicator};
  const size_t *n_zones = portrait->territory->n_zones;
  rate->ranges = MLG_NEW(arena, mlg_rank_range, n_zones[MLG_QUARTIER]);
  MLG_HAVE(rate->ranges);
  for (size_t i = 0; i < sizeof WIDER / sizeof *WIDER; i++) {
    if (n_zones[WIDER[i]] == 0) continue;
    mlg_estimate *gaps = MLG_NEW(arena, mlg_estimate, n_zones[MLG_QUARTIER]);
    MLG_HAVE(gaps);
    MLG_TRY(mlg_portrait_differences(arena, portrait, by, MLG_QUARTIER, WIDER[i], gaps));
    rate->gaps[WIDER[i]] = gaps;
  }
  return rank(arena, portrait, by, rate->ranges);
}

mlg_status mlg_compare_quarters(mlg_arena *arena, const mlg_portrait *portrait,
                                wb_comparison *comparison) {
  const mlg_project *project = portrait->project;
  comparison->rates = MLG_NEW(arena, wb_compared_rate, project->n_indicators + 1);
  MLG_HAVE(comparison->rates);
  for (size_t i = 0; i < project->n_indicators; i++) {
    if (project->indicators[i].n_denominators == 0 || !mlg_in_sheets(portrait, i)) continue;
    wb_compared_rate *rate = &comparison->rates[comparison->n_rates++];
    rate->indicator = i;
    MLG_TRY(compare(arena, portrait, rate));
  }
  return MLG_OK;
}
