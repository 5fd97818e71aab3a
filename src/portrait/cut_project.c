/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/cut.h"

/* What a cut's documents are about, and the few maps that they show. */

enum { CUT_MAPS = 2 };

/* The level whose zones are counted on a map of the cut: its communes, or what a commune is made
 * of. */
static mlg_level shown_level(const mlg_cutting *c) {
  return c->level > MLG_COMMUNE ? MLG_COMMUNE : MLG_IRIS;
}

/* Bounds that hold in every cut of one whole, whatever each one is shaded by. */
static mlg_status share_bounds(mlg_cutting *c, size_t index, mlg_indicator *indicator) {
  if (indicator->n_denominators == 0 || indicator->n_bounds > 0) return MLG_OK;
  mlg_level level = shown_level(c);
  size_t n = c->whole->territory->n_zones[level];
  size_t *zones = MLG_NEW(c->arena, size_t, n + 1);
  double *bounds = MLG_NEW(c->arena, double, MLG_MOST_CLASSES);
  MLG_HAVE(zones);
  MLG_HAVE(bounds);
  for (size_t i = 0; i < n; i++) zones[i] = i;
  mlg_classes classes;
  MLG_TRY(mlg_portrait_classes(c->arena, c->whole, level, zones, n, index, &classes));
  for (size_t i = 0; i + 1 < classes.n; i++) bounds[i] = classes.bounds[i];
  indicator->n_bounds = classes.n - 1;
  indicator->bounds = bounds;
  return MLG_OK;
}

static mlg_status cut_indicators(mlg_cutting *c, mlg_project *to) {
  size_t n = to->n_indicators;
  to->indicators = mlg_arena_grow(c->arena, to->indicators, n, n, sizeof(mlg_indicator));
  MLG_HAVE(to->indicators);
  for (size_t i = 0; i < n; i++) {
    mlg_indicator *indicator = &to->indicators[i];
    MLG_TRY(share_bounds(c, i, indicator));
    indicator->has_map = i == c->whole->base;
    indicator->map_level = mlg_portrait_parts_level(c->whole, c->level, c->zone);
  }
  return MLG_OK;
}

static mlg_status cut_maps(mlg_cutting *c, mlg_project *to) {
  mlg_map_request *maps = MLG_NEW(c->arena, mlg_map_request, CUT_MAPS);
  const char **extents = MLG_NEW(c->arena, const char *, 1);
  MLG_HAVE(maps);
  MLG_HAVE(extents);
  extents[0] = to->code;
  maps[0] = (mlg_map_request){.kind = MLG_MAP_COUNT,
                              .level = shown_level(c),
                              .indicator = to->base,
                              .at = {.file = to->file}};
  maps[1] = (mlg_map_request){
      .kind = MLG_MAP_NEED, .level = shown_level(c), .family = MLG_AIDER, .at = {.file = to->file}};
  to->n_extents = 1;
  to->extents = extents;
  to->n_maps = c->whole->coverage->recorded[MLG_AIDER] ? CUT_MAPS : 1;
  to->maps = maps;
  to->n_charts = 0;
  to->has_atlas = false;
  return MLG_OK;
}

mlg_status mlg_cut_project(mlg_cutting *c, mlg_project **project) {
  const mlg_zone *zone = &c->territory->zones[c->level][0];
  mlg_project *to = MLG_NEW(c->arena, mlg_project, 1);
  MLG_HAVE(to);
  *to = *c->whole->project;
  to->level = c->level;
  to->code = zone->code;
  to->id = mlg_arena_printf(c->arena, "%s-%s", to->id, zone->code);
  to->title = zone->name;
  MLG_HAVE(to->id);
  MLG_TRY(cut_indicators(c, to));
  MLG_TRY(cut_maps(c, to));
  *project = to;
  return MLG_OK;
}
