/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>
#include <string.h>

#include "draw/map.h"

/* Scale bar and locator stand this far from the frame's sides, px. */
static const double INSET = 16;

static const mlg_font SCALE_FONT = {16, MLG_SEMIBOLD, MLG_INK, MLG_AROUND};

enum { CORNERS = 4 }; /* Bottom left, bottom right, top left, top right. */

static mlg_box in_corner(const mlg_box *frame, size_t corner, double width, double height) {
  double x = corner % 2 == 0 ? frame->min_x + INSET : frame->max_x - INSET - width;
  double y = corner < 2 ? frame->max_y - INSET - height : frame->min_y + INSET;
  return (mlg_box){x, y, x + width, y + height};
}

/* The corner where the box covers the least of the extent, and nothing taken. */
static mlg_box freest_corner(const mlg_map *map, size_t corners, double width, double height) {
  mlg_box best = in_corner(map->frame, 0, width, height);
  double most = -1;
  for (size_t corner = 0; corner < corners; corner++) {
    mlg_box box = in_corner(map->frame, corner, width, height);
    double share = mlg_ground_share(&map->ground, box, MLG_NOBODYS);
    if (!mlg_ground_is_free(&map->ground, box, MLG_TAKEN_TEXT | MLG_TAKEN_CIRCLE)) share -= 1;
    if (share > most + 1e-9) {
      most = share;
      best = box;
    }
  }
  return best;
}

/* The longest of 1, 2 and 5 times a power of ten that takes at most `most` px. */
static double round_length(double scale, double most) {
  double metres = most / scale, power = pow(10, floor(log10(metres)));
  return (metres / power >= 5 ? 5 : metres / power >= 2 ? 2 : 1) * power;
}

static char *length_words(mlg_arena *arena, double metres) {
  if (metres < 1000) return mlg_arena_printf(arena, "%.0f" MLG_NBSP "m", metres);
  return mlg_arena_printf(arena, "%.0f" MLG_NBSP "km", metres / 1000);
}

void mlg_map_scale_bar(mlg_map *map) {
  double metres = round_length(map->view.scale, 200), width = metres * map->view.scale;
  mlg_box box = freest_corner(map, 2, width, 30);
  char *words = length_words(map->arena, metres);
  mlg_map_write(map, MLG_ROLE_SCALE, words, SCALE_FONT, MLG_MIDDLE, MLG_UNBOUNDED,
                (box.min_x + box.max_x) / 2, box.min_y);
  mlg_box bar = {box.min_x, box.max_y - 5, box.max_x, box.max_y - 1};
  mlg_scene_box(map->scene, MLG_ROLE_SCALE, bar,
                (mlg_paint){.fill = MLG_INK, .stroke = MLG_AROUND, .width = 1});
  mlg_ground_take_box(&map->ground, box, MLG_TAKEN_TEXT);
}

/* ---- the locator: where the extent lies in the territory ---- */

/* px: a quarter of an atlas's pages was the fine detail of their locators. */
static const double LOCATOR_TOLERANCE = 1;

static void draw_located(mlg_map *map, const mlg_view *view, mlg_level level, size_t zone,
                         mlg_paint paint) {
  const mlg_outline *sketch = mlg_outline_at(map->drawing->sketch[level], zone);
  mlg_shape shape = mlg_view_outline(view, map->arena, sketch);
  mlg_scene_shape(map->scene, MLG_ROLE_LOCATOR, NULL, shape, paint, NULL);
}

/* What the extent is located in: the territory; of a quarter, its city. */
static mlg_level locate_in(const mlg_map *map, size_t *zone) {
  const mlg_territory *territory = map->portrait->territory;
  const mlg_map_plan *plan = map->plan;
  *zone = 0;
  if (plan->extent_level >= MLG_COMMUNE) return territory->level;
  size_t city = territory->zones[plan->extent_level][plan->extent].parent[MLG_COMMUNE];
  /* A commune that stands for its quarter is located in the territory. */
  if (strlen(territory->zones[plan->extent_level][plan->extent].code) <= 5) return territory->level;
  *zone = city;
  return MLG_COMMUNE;
}

/* As large as a corner that the extent leaves free. */
static mlg_box locator_box(const mlg_map *map) {
  static const double SIZES[] = {190, 150, 120};
  mlg_box box = {0};
  for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
    box = freest_corner(map, CORNERS, SIZES[i], SIZES[i]);
    if (mlg_ground_share(&map->ground, box, MLG_NOBODYS) >= 1) break;
  }
  return box;
}

static void draw_locator(mlg_map *map) {
  const mlg_territory *territory = map->portrait->territory;
  size_t whole;
  mlg_level top = locate_in(map, &whole), parts = mlg_map_around(map);
  if (map->plan->extent_level == territory->level) return;
  const double band = 24;
  mlg_box box = locator_box(map);
  double width = box.max_x - box.min_x;
  mlg_scene_box(map->scene, MLG_ROLE_LOCATOR, box,
                (mlg_paint){.fill = MLG_WHITE, .stroke = MLG_AROUND_LIMIT, .width = 1});
  mlg_box inner = {box.min_x, box.min_y, box.max_x, box.max_y - band};
  mlg_view view = mlg_view_on(mlg_shapes_box(map->portrait->shapes[top], &whole, 1), inner, 8);
  view.tolerance = LOCATOR_TOLERANCE;
  mlg_paint around = {.fill = MLG_AROUND, .stroke = 0xA9B5BFu, .width = 0.6};
  for (size_t i = 0; i < territory->n_zones[parts]; i++)
    if (territory->zones[parts][i].parent[top] == whole) draw_located(map, &view, parts, i, around);
  mlg_paint extent = {.fill = MLG_INK, .stroke = MLG_INK, .width = 0.6};
  draw_located(map, &view, map->plan->extent_level, map->plan->extent, extent);
  mlg_font font = {16, MLG_REGULAR, MLG_SOFT_INK, MLG_NO_COLOUR};
  const char *place = top == territory->level ? territory->name : territory->zones[top][whole].name;
  mlg_text name = mlg_measure_fit(map->drawing->ruler, map->arena, place, font, width - 8, 1, 16);
  if (name.n_lines == 1)
    mlg_scene_text(
        map->scene, MLG_ROLE_LOCATOR,
        mlg_text_around(name, (mlg_point){(box.min_x + box.max_x) / 2, box.max_y - band / 2 - 2}));
  mlg_ground_take_box(&map->ground, box, MLG_TAKEN_TEXT);
}

void mlg_map_furniture(mlg_map *map) {
  draw_locator(map);
  mlg_map_scale_bar(map);
}
