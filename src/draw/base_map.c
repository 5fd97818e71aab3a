/* SPDX-License-Identifier: Apache-2.0 */
#include <limits.h>
#include <math.h>

#include "draw/map.h"

/* How far from the territory the neighbours' coarser outlines are hidden, px. */
static const double MASK = 14;

mlg_shape mlg_map_shape(const mlg_map *map, mlg_level level, size_t zone) {
  const mlg_outline *outlines = map->drawing->outlines[level];
  return mlg_view_outline(&map->view, map->arena, mlg_outline_at(outlines, zone));
}

/* Neighbours come from another, coarser source: where their limit runs beside
   ours, only ours is shown. */
static void draw_neighbours(mlg_map *map) {
  mlg_level top = map->portrait->territory->level;
  mlg_shape lines = mlg_view_outline(&map->view, map->arena, map->drawing->neighbours);
  mlg_paint mask = {.fill = MLG_AROUND, .stroke = MLG_AROUND, .width = MASK};
  mlg_scene_lines(map->scene, MLG_ROLE_BACKGROUND, map->frame, lines, MLG_AROUND_LIMIT, 1.2);
  for (size_t i = 0; i < map->portrait->territory->n_zones[top]; i++)
    mlg_scene_shape(map->scene, MLG_ROLE_BACKGROUND, map->frame, mlg_map_shape(map, top, i), mask,
                    NULL);
}

mlg_level mlg_map_around(const mlg_map *map) {
  bool quarters = map->plan->extent_level < MLG_COMMUNE && map->portrait->shapes[MLG_QUARTIER];
  return quarters ? MLG_QUARTIER : MLG_COMMUNE;
}

/* The territory's own communes around the extent, or quarters. */
static void draw_surroundings(mlg_map *map) {
  const mlg_territory *territory = map->portrait->territory;
  mlg_paint paint = {.fill = MLG_NO_COLOUR, .stroke = MLG_AROUND_LIMIT, .width = 1.2};
  if (map->plan->extent_level == territory->level) return;
  mlg_level level = mlg_map_around(map);
  for (size_t i = 0; i < territory->n_zones[level]; i++)
    mlg_scene_shape(map->scene, MLG_ROLE_BACKGROUND, map->frame, mlg_map_shape(map, level, i),
                    paint, NULL);
}

/* Limits less far apart than this, px, cover more of the map than what they divide. */
static const double CROWDED = 6;

static bool is_crowded(const mlg_map *map) {
  double area = 0, n = 0;
  for (size_t i = 0; i < map->n_zones; i++) {
    area += fabs(mlg_shape_area(&map->shapes[i])); /* y goes down on a page */
    n += map->shapes[i].n_paths > 0;
  }
  return area < n * CROWDED * CROWDED;
}

void mlg_map_zone(mlg_map *map, size_t i, mlg_paint paint, char *tooltip) {
  if (map->is_crowded) {
    paint.stroke = MLG_NO_COLOUR;
    mlg_scene_join(map->scene, MLG_ROLE_ZONE, map->frame, map->shapes[i], paint);
    return;
  }
  mlg_scene_shape(map->scene, MLG_ROLE_ZONE, map->frame, map->shapes[i], paint, tooltip);
}

/* The zones shown, on the page, and whose the ground is for names. */
static mlg_status take_ground(mlg_map *map) {
  map->shapes = MLG_NEW(map->arena, mlg_shape, map->n_zones);
  MLG_HAVE(map->shapes);
  /* An inset shows the zones of its city alone; the map shows them all. */
  for (size_t i = 0; i < map->n_zones; i++)
    if (!map->is_inset || mlg_map_shows(map, map->plan->level, map->zones[i]))
      map->shapes[i] = mlg_map_shape(map, map->plan->level, map->zones[i]);
  map->is_crowded = is_crowded(map);
  if (map->plan->numbered)
    for (size_t i = 0; i < map->n_zones; i++) mlg_ground_give(&map->ground, map->shapes[i], (int)i);
  else
    for (size_t i = 0; i < map->n_named; i++)
      mlg_ground_give(&map->ground, mlg_map_shape(map, map->name_level, map->named[i]), (int)i);
  return MLG_OK;
}

mlg_status mlg_map_background(mlg_map *map) {
  mlg_paint ground = {.fill = MLG_AROUND, .stroke = MLG_NO_COLOUR};
  mlg_scene_box(map->scene, MLG_ROLE_BACKGROUND, *map->frame, ground);
  draw_neighbours(map);
  draw_surroundings(map);
  return take_ground(map);
}

/* Width tells them apart where colour does not. */
mlg_paint mlg_context_paint(size_t i) {
  static const mlg_paint LINES[] = {
      {.fill = MLG_NO_COLOUR, .stroke = 0x8E2C88u, .width = 3},
      {.fill = MLG_NO_COLOUR, .stroke = 0x005F8Fu, .width = 2},
      {.fill = MLG_NO_COLOUR, .stroke = 0x5B5B00u, .width = 4},
  };
  return LINES[i % (sizeof LINES / sizeof *LINES)];
}

void mlg_map_contexts(mlg_map *map) {
  const mlg_outline **contexts = map->drawing->contexts;
  for (size_t i = 0; contexts != NULL && i < map->portrait->project->n_contexts; i++) {
    mlg_shape lines = mlg_view_outline(&map->view, map->arena, contexts[i]);
    mlg_paint line = mlg_context_paint(i);
    if (lines.n_paths == 0) continue;
    mlg_scene_lines(map->scene, MLG_ROLE_LIMIT, map->frame, lines, MLG_WHITE, line.width + 2);
    mlg_scene_lines(map->scene, MLG_ROLE_LIMIT, map->frame, lines, line.stroke, line.width);
  }
}

static void draw_limit(mlg_map *map, mlg_level level, size_t zone, double width) {
  mlg_paint paint = {.fill = MLG_NO_COLOUR, .stroke = MLG_INK, .width = width};
  mlg_scene_shape(map->scene, MLG_ROLE_LIMIT, map->frame, mlg_map_shape(map, level, zone), paint,
                  NULL);
}

void mlg_map_limits(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  double width = plan->extent_level == MLG_COMMUNE ? 1.8 : 1.2;
  /* An extent that names itself alone has one limit. */
  for (size_t i = 0; map->name_level != plan->extent_level && i < map->n_named; i++)
    draw_limit(map, map->name_level, map->named[i], width);
  draw_limit(map, plan->extent_level, plan->extent, 2.2);
  mlg_map_contexts(map);
}

const char *mlg_map_title(const mlg_map *map, const char *message) {
  return map->plan->title != NULL ? map->plan->title : message;
}

mlg_text mlg_map_write(mlg_map *map, mlg_role role, const char *string, mlg_font font,
                       mlg_align align, double width, double x, double y) {
  mlg_text text = mlg_measure(map->drawing->ruler, map->arena, string, font, align, width);
  text = mlg_text_at(text,
                     align == MLG_LEFT    ? x
                     : align == MLG_RIGHT ? x - mlg_text_width(text)
                                          : x - mlg_text_width(text) / 2,
                     y);
  mlg_scene_text(map->scene, role, text);
  return text;
}

bool mlg_map_reference(const mlg_map *map, mlg_level *level, size_t *zone) {
  const mlg_portrait *portrait = map->portrait;
  if (map->plan->extent_level != portrait->territory->level) {
    *level = portrait->territory->level;
    *zone = 0;
    return true;
  }
  for (size_t i = 0; i < portrait->project->n_extents; i++)
    if (mlg_portrait_find(portrait, portrait->project->extents[i], level, zone) &&
        (*level != map->plan->extent_level || *zone != map->plan->extent))
      return true;
  return false;
}

char *mlg_map_vintage(mlg_map *map, size_t indicator) {
  const mlg_project *project = map->portrait->project;
  bool *used = MLG_NEW(map->arena, bool, project->n_datasets + 1);
  if (used == NULL) return NULL;
  mlg_portrait_read_in(map->portrait, indicator, used);
  int first = INT_MAX, last = 0;
  for (size_t i = 0; i < project->n_datasets; i++) {
    if (!used[i]) continue;
    if (project->datasets[i].vintage < first) first = project->datasets[i].vintage;
    if (project->datasets[i].vintage > last) last = project->datasets[i].vintage;
  }
  if (last == 0) return mlg_arena_strdup(map->arena, "");
  if (first == last) return mlg_arena_printf(map->arena, "données %d · ", last);
  return mlg_arena_printf(map->arena, "données %d à %d · ", first, last);
}

mlg_status mlg_map_layout_indicator(mlg_map *map, const char *title, const char *nature,
                                    mlg_estimate count) {
  const mlg_map_plan *plan = map->plan;
  const mlg_indicator *indicator = &map->portrait->project->indicators[plan->indicator];
  const char *interval = mlg_wording_interval(map->arena, count, indicator->unit);
  const char *vintage = mlg_map_vintage(map, plan->indicator);
  MLG_HAVE(interval);
  MLG_HAVE(vintage);
  const mlg_map_words words = {
      title,
      mlg_arena_printf(map->arena, "%s, %s par %s · %s%s", indicator->label, nature,
                       MLG_LEVELS[plan->level].label, vintage, interval),
      mlg_wording_sources(map->arena, map->portrait, plan->indicator),
      mlg_map_method(map, plan->indicator),
  };
  return mlg_map_layout(map, &words);
}
