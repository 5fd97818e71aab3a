/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/map.h"

/* Names are written at the widest level that parts the extent. */
static mlg_status find_names(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  map->name_level = plan->extent_level;
  for (mlg_level level = plan->extent_level; level-- > 0;) {
    if (map->portrait->shapes[level] == NULL) continue;
    MLG_TRY(mlg_portrait_zones_in(map->arena, map->portrait, level, plan->extent_level,
                                  plan->extent, &map->named, &map->n_named));
    map->name_level = level;
    if (map->n_named > 1) return MLG_OK;
  }
  return mlg_portrait_zones_in(map->arena, map->portrait, map->name_level, plan->extent_level,
                               plan->extent, &map->named, &map->n_named);
}

mlg_status mlg_map_begin(const mlg_drawing *drawing, const mlg_map_plan *plan, mlg_arena *arena,
                         mlg_scene *scene, mlg_map *map) {
  *scene = (mlg_scene){.arena = arena};
  *map = (mlg_map){.drawing = drawing,
                   .portrait = drawing->portrait,
                   .plan = plan,
                   .arena = arena,
                   .scene = scene};
  MLG_TRY(mlg_portrait_zones_in(arena, map->portrait, plan->level, plan->extent_level, plan->extent,
                                &map->zones, &map->n_zones));
  return find_names(map);
}

mlg_status mlg_map_draw(const mlg_drawing *drawing, const mlg_map_plan *plan, mlg_arena *arena,
                        mlg_scene *scene) {
  mlg_map map;
  MLG_TRY(mlg_map_begin(drawing, plan, arena, scene, &map));
  static mlg_status (*const KINDS[MLG_MAP_KIND_COUNT])(mlg_map *) = {
      [MLG_MAP_RATE] = mlg_map_rate,
      [MLG_MAP_COUNT] = mlg_map_count,
      [MLG_MAP_COUNT_RATE] = mlg_map_count_rate,
      [MLG_MAP_NEED] = mlg_map_need,
      [MLG_MAP_NEED_OFFER] = mlg_map_need_offer,
      [MLG_MAP_CROSSED] = mlg_map_crossed,
      [MLG_MAP_FAMILIES] = mlg_map_families,
      [MLG_MAP_DIFFERENCE] = mlg_map_difference,
      [MLG_MAP_DISCONTINUITY] = mlg_map_discontinuity,
  };
  return KINDS[plan->kind](&map);
}

/* The junctions of the finest zones hold for every level, which is dissolved from them. Quarters
 * and communes may be the same. */
static mlg_status weigh_level(mlg_drawing *drawing, mlg_arena *arena, mlg_level level,
                              const mlg_junctions *junctions, mlg_box whole) {
  const mlg_shape *shapes = drawing->portrait->shapes[level];
  size_t n = drawing->portrait->territory->n_zones[level];
  if (shapes == NULL) return MLG_OK;
  if (level == MLG_COMMUNE && shapes == drawing->portrait->shapes[MLG_QUARTIER]) {
    drawing->outlines[MLG_COMMUNE] = drawing->outlines[MLG_QUARTIER];
    drawing->sketch[MLG_COMMUNE] = drawing->sketch[MLG_QUARTIER];
    return MLG_OK;
  }
  drawing->outlines[level] = mlg_outlines_weigh(arena, shapes, n, junctions);
  MLG_HAVE(drawing->outlines[level]);
  if (level == MLG_IRIS) return MLG_OK; /* no locator shows them */
  drawing->sketch[level] = mlg_outlines_sketch(arena, drawing->outlines[level], n, whole);
  MLG_HAVE(drawing->sketch[level]);
  return MLG_OK;
}

static mlg_status weigh_levels(mlg_drawing *drawing, mlg_arena *arena) {
  const mlg_portrait *portrait = drawing->portrait;
  const mlg_territory *territory = portrait->territory;
  const size_t whole = 0;
  if (portrait->shapes[territory->level] == NULL) return MLG_OK; /* nothing to draw */
  mlg_box box = mlg_shapes_box(portrait->shapes[territory->level], &whole, 1);
  mlg_arena scratch = {0};
  mlg_junctions *junctions =
      mlg_junctions_find(&scratch, portrait->shapes[MLG_IRIS], territory->n_zones[MLG_IRIS]);
  mlg_status status = junctions != NULL ? MLG_OK : MLG_FAILURE;
  for (mlg_level level = MLG_IRIS; level <= territory->level && status == MLG_OK; level++)
    status = weigh_level(drawing, arena, level, junctions, box);
  mlg_arena_free(&scratch);
  return status;
}

static mlg_status weigh_lines(mlg_drawing *drawing, mlg_arena *arena) {
  const mlg_portrait *portrait = drawing->portrait;
  drawing->neighbours = mlg_lines_weigh(arena, &portrait->neighbours);
  MLG_HAVE(drawing->neighbours);
  if (portrait->contexts == NULL) return MLG_OK;
  drawing->contexts = MLG_NEW(arena, const mlg_outline *, portrait->project->n_contexts + 1);
  MLG_HAVE(drawing->contexts);
  for (size_t i = 0; i < portrait->project->n_contexts; i++) {
    drawing->contexts[i] = mlg_lines_weigh(arena, &portrait->contexts[i]);
    MLG_HAVE(drawing->contexts[i]);
  }
  return MLG_OK;
}

mlg_status mlg_drawing_prepare(mlg_drawing *drawing, mlg_arena *arena) {
  MLG_TRY(weigh_levels(drawing, arena));
  return weigh_lines(drawing, arena);
}
