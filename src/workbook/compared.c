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

/* The quarters of a commune among themselves. */
static mlg_status rank_quarters(mlg_arena *arena, const mlg_portrait *portrait, mlg_compared by,
                                size_t commune, mlg_rank_range *of_quarters) {
  size_t *zones, n;
  MLG_TRY(mlg_portrait_zones_in(arena, portrait, MLG_QUARTIER, MLG_COMMUNE, commune, &zones, &n));
  if (n < 2) return MLG_OK;
  mlg_rank_range *ranges = MLG_NEW(arena, mlg_rank_range, n);
  MLG_HAVE(ranges);
  MLG_TRY(mlg_portrait_rank_range(arena, portrait, by, MLG_QUARTIER, zones, n, ranges));
  for (size_t i = 0; i < n; i++) of_quarters[zones[i]] = ranges[i];
  return MLG_OK;
}

/* A commune that stands for its quarter has its rank among the communes of the EPCI. */
static mlg_status rank_communes(mlg_arena *arena, const mlg_portrait *portrait, mlg_compared by,
                                size_t epci, mlg_rank_range *of_quarters) {
  const mlg_territory *territory = portrait->territory;
  mlg_rank_range *ranges = MLG_NEW(arena, mlg_rank_range, territory->n_zones[MLG_COMMUNE] + 1);
  mlg_rank_range *by_commune = MLG_NEW(arena, mlg_rank_range, territory->n_zones[MLG_COMMUNE] + 1);
  size_t *zones, n;
  MLG_HAVE(ranges);
  MLG_HAVE(by_commune);
  MLG_TRY(mlg_portrait_zones_in(arena, portrait, MLG_COMMUNE, MLG_EPCI, epci, &zones, &n));
  MLG_TRY(mlg_portrait_rank_range(arena, portrait, by, MLG_COMMUNE, zones, n, ranges));
  for (size_t i = 0; i < n; i++) by_commune[zones[i]] = ranges[i];
  for (size_t quarter = 0; quarter < territory->n_zones[MLG_QUARTIER]; quarter++) {
    const mlg_zone *zone = &territory->zones[MLG_QUARTIER][quarter];
    if (zone->parent[MLG_EPCI] == epci && mlg_is_whole_commune(territory, quarter))
      of_quarters[quarter] = by_commune[zone->parent[MLG_COMMUNE]];
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
  for (size_t commune = 0; commune < n_zones[MLG_COMMUNE]; commune++)
    MLG_TRY(rank_quarters(arena, portrait, by, commune, rate->ranges));
  for (size_t epci = 0; epci < n_zones[MLG_EPCI]; epci++)
    MLG_TRY(rank_communes(arena, portrait, by, epci, rate->ranges));
  return MLG_OK;
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
