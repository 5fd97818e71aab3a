/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook/figures.h"
#include <maillage/publish.h>
#include <maillage/text.h>

#include <math.h>

bool mlg_in_sheets(const mlg_portrait *portrait, size_t indicator) {
  const mlg_indicator *of = &portrait->project->indicators[indicator];
  return indicator == portrait->base || (of->variant_of.id == NULL && !of->is_support);
}

bool mlg_has_no_interval(const mlg_portrait *portrait, mlg_level level, size_t indicator) {
  for (size_t zone = 0; zone < portrait->territory->n_zones[level]; zone++) {
    mlg_estimate estimate = mlg_need_value(portrait->need, level, zone, indicator);
    double low = mlg_publish_low(estimate), high = mlg_publish_high(estimate);
    if (mlg_is_known(estimate) ? low != high : isfinite(low) || isfinite(high)) return false;
  }
  return true;
}

/* A rate over fewer than 200 persons is shown, in italics: maps leave it out, but an analyst who
 * reads its denominator beside it may use it. */
grid_cell mlg_rate_cell(const mlg_portrait *portrait, mlg_level level, size_t zone,
                        size_t indicator, size_t k) {
  mlg_estimate rate;
  mlg_shown shown = mlg_portrait_rate(portrait, level, zone, indicator, k, &rate);
  if (shown == MLG_NOBODY) return mlg_cell_mark(mlg_mark_of(MLG_EMPTY));
  if (shown == MLG_TOO_FEW) rate.flags |= MLG_FRAGILE;
  return mlg_cell_value(rate);
}

mlg_estimate mlg_places_of(const mlg_portrait *portrait, mlg_level level, size_t zone,
                           mlg_family family) {
  return portrait->coverage->places[level][zone * MLG_FAMILY_COUNT + family];
}

mlg_estimate mlg_take_up_of(const mlg_portrait *portrait, mlg_level level, size_t zone,
                            mlg_family family) {
  return portrait->coverage->take_up[level][zone * MLG_FAMILY_COUNT + family];
}

const char *mlg_cause_words(const mlg_parts *parts) {
  mlg_part cause = mlg_main_cause(parts);
  return cause == MLG_SERVED ? "–" : MLG_PARTS[cause].label;
}

/* Where the point lies, which may not be where the row says: see Constats. */
const char *mlg_name_around(const mlg_portrait *portrait, const mlg_site *site, mlg_level level) {
  const mlg_territory *territory = portrait->territory;
  if (site->zone == MLG_NO_ZONE) return "";
  size_t zone = mlg_territory_above(territory, site->zone, level);
  if (zone == MLG_NO_ZONE) return "";
  const mlg_zone *found = &territory->zones[level][zone];
  return level == MLG_IRIS ? found->code : found->name;
}

const char *mlg_commune_words(mlg_arena *arena, const mlg_portrait *portrait,
                              const mlg_site *site) {
  const char *name = mlg_name_around(portrait, site, MLG_COMMUNE);
  if (*name != '\0' || site->commune == NULL || *site->commune == '\0') return name;
  bool is_inside = mlg_territory_find(portrait->territory, MLG_COMMUNE, site->insee) != MLG_NO_ZONE;
  return mlg_arena_printf(arena, is_inside ? "%s" : "%s (hors du territoire)", site->commune);
}

char *mlg_families_words(mlg_arena *arena, const mlg_site *site) {
  const char *labels[MLG_FAMILY_COUNT];
  size_t n = 0;
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    if (site->families[family]) labels[n++] = MLG_FAMILIES[family].label;
  return mlg_wording_list(arena, labels, n);
}

mlg_level mlg_pathways_level(const mlg_portrait *portrait) {
  if (mlg_territory_has(portrait->territory, MLG_QUARTIER)) return MLG_QUARTIER;
  return mlg_territory_has(portrait->territory, MLG_COMMUNE) ? MLG_COMMUNE : MLG_IRIS;
}

char *mlg_label_low(mlg_arena *arena, const char *label) {
  return mlg_arena_printf(arena, "%s, min", label);
}

char *mlg_label_high(mlg_arena *arena, const char *label) {
  return mlg_arena_printf(arena, "%s, max", label);
}

/* Both names in full: a rate without its denominator is the first thing to be misread. */
char *mlg_label_rate(mlg_arena *arena, const mlg_indicator *indicators, size_t indicator,
                     size_t k) {
  return mlg_arena_printf(arena, "%s" MLG_NBSP "/ %s", indicators[indicator].label,
                          indicators[indicators[indicator].denominators[k]].label);
}
