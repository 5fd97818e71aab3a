/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>

#include "draw/map.h"

/* px: around the extent, and around the inset and its city. */
static const double MARGIN = 14, AROUND = 16, CLOSE = 26, BAND = 34, PAD = 10;

/* An inset is worth it for a city of this many quarters, narrower than this share of the map. */
enum { QUARTERS = 4 };
static const double SMALL = 0.3;

/* What it takes of the frame's width. */
static const double LEAST_SHARE = 0.36, MOST_SHARE = 0.46;

static const mlg_font NAME = {18, MLG_BOLD, MLG_INK, MLG_NO_COLOUR};

static double wide(mlg_box box) { return box.max_x - box.min_x; }
static double high(mlg_box box) { return box.max_y - box.min_y; }

/* The commune of the extent that has the most quarters, if it has some. */
static bool find_city(const mlg_map *map, size_t *city) {
  const mlg_territory *territory = map->portrait->territory;
  const mlg_zone *quarters = territory->zones[MLG_QUARTIER];
  const mlg_map_plan *plan = map->plan;
  size_t most = 0, *held = MLG_NEW(map->arena, size_t, territory->n_zones[MLG_COMMUNE] + 1);
  map->scene->lost |= held == NULL;
  if (held == NULL) return false;
  for (size_t i = 0; i < territory->n_zones[MLG_QUARTIER]; i++) {
    size_t commune = quarters[i].parent[MLG_COMMUNE];
    if (commune != MLG_NO_ZONE && quarters[i].parent[plan->extent_level] == plan->extent)
      held[commune]++;
  }
  for (size_t i = 0; i < territory->n_zones[MLG_COMMUNE]; i++) {
    if (held[i] <= most) continue;
    most = held[i];
    *city = i;
  }
  return most >= QUARTERS;
}

/* Maps by commune show no more of a city; small multiples and gaps have no room. */
static bool may_have_inset(const mlg_map_plan *plan) {
  return plan->level <= MLG_QUARTIER && plan->extent_level > MLG_COMMUNE &&
         plan->kind != MLG_MAP_FAMILIES && plan->kind != MLG_MAP_DISCONTINUITY;
}

/* The extent moves left, and shrinks when it must; the city stands at the right. */
static void make_room(mlg_map *map, mlg_box extent, mlg_box city) {
  mlg_box frame = *map->frame, rest = frame, *inset = map->inset.frame;
  double left = wide(frame) - wide(extent) * map->view.scale - 2 * MARGIN - 2 * AROUND;
  double width = fmin(fmax(left, LEAST_SHARE * wide(frame)), MOST_SHARE * wide(frame));
  double height = (width - 2 * CLOSE) * high(city) / wide(city) + 2 * CLOSE + BAND;
  height = fmin(height, high(frame) - 2 * AROUND);
  *inset = (mlg_box){frame.max_x - AROUND - width, frame.max_y - AROUND - height,
                     frame.max_x - AROUND, frame.max_y - AROUND};
  rest.max_x = inset->min_x - AROUND;
  map->view = mlg_view_on(extent, rest, MARGIN);
  map->view.frame = frame;
  mlg_box room = {inset->min_x, inset->min_y + BAND, inset->max_x, inset->max_y};
  map->inset.view = mlg_view_on(city, room, CLOSE);
  map->inset.view.frame = *inset;
}

void mlg_map_frame(mlg_map *map) {
  const mlg_portrait *portrait = map->portrait;
  const mlg_map_plan *plan = map->plan;
  mlg_box extent = mlg_shapes_box(portrait->shapes[plan->extent_level], &plan->extent, 1);
  map->view = mlg_view_on(extent, *map->frame, MARGIN);
  size_t city;
  if (map->is_chart || !may_have_inset(plan) || portrait->shapes[MLG_COMMUNE] == NULL ||
      !find_city(map, &city))
    return;
  mlg_box box = mlg_shapes_box(portrait->shapes[MLG_COMMUNE], &city, 1);
  if (wide(box) * map->view.scale > SMALL * wide(*map->frame)) return;
  map->inset = (mlg_inset){.present = true, .city = city, .frame = MLG_NEW(map->arena, mlg_box, 1)};
  map->scene->lost |= map->inset.frame == NULL;
  if (map->inset.frame != NULL) make_room(map, extent, box);
}

bool mlg_map_shows(const mlg_map *map, mlg_level level, size_t zone) {
  const mlg_territory *territory = map->portrait->territory;
  if (!map->inset.present || zone == MLG_NO_ZONE || level > MLG_COMMUNE) return true;
  return (territory->zones[level][zone].parent[MLG_COMMUNE] == map->inset.city) == map->is_inset;
}

/* ---- drawing ---- */

/* The same map on another ground: the city's quarters, and the same zones, signs and classes. */
static mlg_status begin(const mlg_map *map, mlg_map *inset) {
  mlg_map_plan *plan = MLG_NEW(map->arena, mlg_map_plan, 1);
  MLG_HAVE(plan);
  *plan = *map->plan;
  plan->extent_level = MLG_COMMUNE;
  plan->extent = map->inset.city;
  *inset = *map;
  inset->is_inset = true;
  inset->plan = plan;
  inset->frame = map->inset.frame;
  inset->view = map->inset.view;
  inset->name_level = MLG_QUARTIER;
  MLG_HAVE(mlg_ground_clear(&inset->ground, map->arena, *inset->frame) ? plan : NULL);
  return mlg_portrait_zones_in(map->arena, map->portrait, MLG_QUARTIER, MLG_COMMUNE,
                               map->inset.city, &inset->named, &inset->n_named);
}

/* The city's name on a band of its own, and a line around all. */
static void draw_band(mlg_map *inset) {
  const mlg_box *frame = inset->frame;
  mlg_box band = {frame->min_x, frame->min_y, frame->max_x, frame->min_y + BAND};
  mlg_paint white = {.fill = MLG_WHITE, .stroke = MLG_NO_COLOUR};
  mlg_paint line = {.fill = MLG_NO_COLOUR, .stroke = MLG_INK, .width = 1.6};
  const char *name = inset->portrait->territory->zones[MLG_COMMUNE][inset->inset.city].name;
  mlg_scene_box(inset->scene, MLG_ROLE_LOCATOR, band, white);
  mlg_scene_box(inset->scene, MLG_ROLE_LOCATOR, *frame, line);
  mlg_text text =
      mlg_measure_fit(inset->drawing->ruler, inset->arena, name, NAME, wide(band) - 2 * PAD, 1, 16);
  mlg_scene_text(
      inset->scene, MLG_ROLE_LOCATOR,
      mlg_text_at(text, band.min_x + PAD, band.min_y + (BAND - mlg_text_height(text)) / 2));
  mlg_ground_take_box(&inset->ground, band, MLG_TAKEN_TEXT);
}

static mlg_status show_inset(const mlg_map *map, mlg_map_drawer *draw, mlg_map_drawer *annotate,
                             void *context) {
  mlg_map inset;
  MLG_TRY(begin(map, &inset));
  MLG_TRY(mlg_map_background(&inset));
  MLG_TRY(draw(&inset, context));
  draw_band(&inset);
  mlg_map_scale_bar(&inset);
  return annotate(&inset, context);
}

mlg_status mlg_map_body(mlg_map *map, mlg_map_drawer *draw, mlg_map_drawer *annotate,
                        void *context) {
  MLG_TRY(mlg_map_background(map));
  if (map->inset.present) mlg_ground_take_box(&map->ground, *map->inset.frame, MLG_TAKEN_ANYTHING);
  MLG_TRY(draw(map, context));
  mlg_map_furniture(map);
  MLG_TRY(annotate(map, context));
  return map->inset.present ? show_inset(map, draw, annotate, context) : MLG_OK;
}

mlg_status mlg_map_annotate(mlg_map *map, void *context) {
  (void)context;
  return mlg_map_names(map);
}
