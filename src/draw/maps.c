/* SPDX-License-Identifier: Apache-2.0 */
#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <maillage/draw.h>
#include <pango/pangocairo.h>

#include "draw/atlas.h"
#include "draw/chart.h"
#include "draw/map.h"
#include "draw/paint.h"

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

static mlg_status make(const mlg_drawing *drawing, const mlg_map_plan *plan, const char *folder,
                       mlg_findings *findings) {
  mlg_arena arena = {0};
  mlg_scene scene;
  mlg_status status = mlg_map_draw(drawing, plan, &arena, &scene);
  if (status == MLG_OK)
    status = mlg_paint_all(&scene, drawing->ruler, folder, plan->name, findings);
  else
    mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  mlg_arena_free(&arena);
  return status;
}

static mlg_status make_chart(const mlg_drawing *drawing, const mlg_chart_plan *plan,
                             const char *folder, mlg_findings *findings) {
  mlg_arena arena = {0};
  mlg_scene scene;
  mlg_status status = mlg_chart_draw(drawing, plan, &arena, &scene);
  if (status == MLG_OK)
    status = mlg_paint_all(&scene, drawing->ruler, folder, plan->plan.name, findings);
  else
    mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  mlg_arena_free(&arena);
  return status;
}

static mlg_status make_charts(const mlg_drawing *drawing, mlg_arena *arena, const char *folder,
                              mlg_findings *findings) {
  mlg_chart_plan *plans;
  size_t n;
  MLG_TRY(mlg_chart_plans(arena, drawing->portrait, findings, &plans, &n));
  for (size_t i = 0; i < n; i++) MLG_TRY(make_chart(drawing, &plans[i], folder, findings));
  return MLG_OK;
}

static mlg_status make_all(mlg_drawing *drawing, mlg_arena *arena, const char *folder,
                           mlg_draw_progress *progress, void *context, mlg_findings *findings) {
  const mlg_portrait *portrait = drawing->portrait;
  mlg_map_plan *plans;
  size_t n;
  MLG_TRY(mlg_map_plans(arena, portrait, findings, &plans, &n));
  if (n == 0) return MLG_OK;
  drawing->junctions =
      mlg_junctions_find(arena, portrait->shapes[MLG_IRIS], portrait->territory->n_zones[MLG_IRIS]);
  MLG_HAVE(drawing->junctions);
  for (size_t i = 0; i < n; i++) {
    MLG_TRY(make(drawing, &plans[i], folder, findings));
    if (progress != NULL) progress(context, i + 1, n);
  }
  MLG_TRY(make_charts(drawing, arena, folder, findings));
  return mlg_atlas_write(drawing, folder, findings);
}

mlg_status mlg_draw_maps(const mlg_portrait *portrait, const char *folder,
                         mlg_draw_progress *progress, void *context, mlg_findings *findings) {
  mlg_arena arena = {0};
  mlg_drawing drawing = {.portrait = portrait, .ruler = mlg_ruler_new()};
  if (drawing.ruler == NULL)
    return mlg_report(findings, (mlg_finding){.code = MLG_F_LIBRARY_FAILED, .value = "pango"});
  mlg_status status = make_all(&drawing, &arena, folder, progress, context, findings);
  mlg_ruler_free(drawing.ruler);
  mlg_arena_free(&arena);
  return status;
}

void mlg_draw_end(void) {
  pango_cairo_font_map_set_default(NULL);
  cairo_debug_reset_static_data();
  FcFini();
}
