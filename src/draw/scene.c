/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/scene.h"

#include <maillage/arena.h>
#include <math.h>

const char *const MLG_ROLE_NAMES[MLG_ROLE_COUNT] = {
    [MLG_ROLE_BACKGROUND] = "fond", [MLG_ROLE_ZONE] = "zones",     [MLG_ROLE_LIMIT] = "limites",
    [MLG_ROLE_CIRCLE] = "cercles",  [MLG_ROLE_SITE] = "lieux",     [MLG_ROLE_AXIS] = "axes",
    [MLG_ROLE_BAR] = "barres",      [MLG_ROLE_LEADER] = "renvois", [MLG_ROLE_LABEL] = "noms",
    [MLG_ROLE_FIGURE] = "chiffres", [MLG_ROLE_SCALE] = "echelle",  [MLG_ROLE_LOCATOR] = "situation",
    [MLG_ROLE_TITLE] = "titre",     [MLG_ROLE_KEY] = "legende",    [MLG_ROLE_FOOT] = "sources",
};

/* What is drawn already stays where it is: whoever looks at it does so before `lost` is seen. */
static void add(mlg_scene *scene, mlg_item item) {
  if (scene->lost || !MLG_ROOM(scene->arena, scene->items, scene->count, scene->capacity)) {
    scene->lost = true;
    return;
  }
  scene->items[scene->count++] = item;
}

void mlg_scene_shape(mlg_scene *scene, mlg_role role, const mlg_box *clip, mlg_shape shape,
                     mlg_paint paint, const char *tooltip) {
  if (shape.n_paths == 0) return;
  add(scene, (mlg_item){.kind = MLG_ITEM_SHAPE,
                        .role = role,
                        .clip = clip,
                        .tooltip = tooltip,
                        .paint = paint,
                        .shape = shape});
}

static bool is_alike(const mlg_item *item, const mlg_item *other) {
  const mlg_paint *a = &item->paint, *b = &other->paint;
  return item->kind == other->kind && item->role == other->role && item->clip == other->clip &&
         item->tooltip == NULL && a->fill == b->fill && a->pattern == b->pattern &&
         a->ink == b->ink && a->stroke == b->stroke && a->width == b->width;
}

/* The room that a shape which others join has for paths: as MLG_ROOM() gives it. */
static size_t room_for(size_t n_paths) {
  size_t room = n_paths > 0 ? 16 : 0;
  while (room < n_paths) room *= 2;
  return room;
}

static void join(mlg_scene *scene, mlg_shape *to, mlg_shape shape) {
  size_t room = room_for(to->n_paths);
  for (size_t i = 0; i < shape.n_paths && !scene->lost; i++) {
    scene->lost = !MLG_ROOM(scene->arena, to->paths, to->n_paths, room);
    if (!scene->lost) to->paths[to->n_paths++] = shape.paths[i];
  }
}

void mlg_scene_join(mlg_scene *scene, mlg_role role, const mlg_box *clip, mlg_shape shape,
                    mlg_paint paint) {
  const mlg_item item = {.kind = MLG_ITEM_SHAPE, .role = role, .clip = clip, .paint = paint};
  if (scene->lost || shape.n_paths == 0) return;
  size_t i = scene->count;
  while (i > 0 && scene->items[i - 1].role == role && !is_alike(&scene->items[i - 1], &item)) i--;
  bool found = i > 0 && scene->items[i - 1].role == role;
  if (!found) add(scene, item);
  if (!scene->lost) join(scene, &scene->items[found ? i - 1 : scene->count - 1].shape, shape);
}

void mlg_scene_lines(mlg_scene *scene, mlg_role role, const mlg_box *clip, mlg_shape lines,
                     mlg_rgb stroke, double width) {
  if (lines.n_paths == 0) return;
  add(scene, (mlg_item){.kind = MLG_ITEM_LINES,
                        .role = role,
                        .clip = clip,
                        .paint = {.fill = MLG_NO_COLOUR, .stroke = stroke, .width = width},
                        .shape = lines});
}

void mlg_scene_segment(mlg_scene *scene, mlg_role role, mlg_point from, mlg_point to,
                       mlg_rgb stroke, double width) {
  mlg_point *points = MLG_NEW(scene->arena, mlg_point, 2);
  mlg_path *path = MLG_NEW(scene->arena, mlg_path, 1);
  if (points == NULL || path == NULL) {
    scene->lost = true;
    return;
  }
  points[0] = from;
  points[1] = to;
  *path = (mlg_path){2, points};
  mlg_scene_lines(scene, role, NULL, (mlg_shape){1, path}, stroke, width);
}

void mlg_scene_circle(mlg_scene *scene, mlg_role role, const mlg_box *clip, mlg_point centre,
                      double radius, mlg_paint paint, const char *tooltip) {
  add(scene, (mlg_item){.kind = MLG_ITEM_CIRCLE,
                        .role = role,
                        .clip = clip,
                        .tooltip = tooltip,
                        .paint = paint,
                        .circle = {centre, radius}});
}

void mlg_scene_box(mlg_scene *scene, mlg_role role, mlg_box box, mlg_paint paint) {
  add(scene, (mlg_item){.kind = MLG_ITEM_BOX, .role = role, .paint = paint, .box = box});
}

void mlg_scene_image(mlg_scene *scene, mlg_role role, mlg_box where, const char *path) {
  add(scene, (mlg_item){.kind = MLG_ITEM_IMAGE, .role = role, .image = {where, path}});
}

void mlg_scene_text(mlg_scene *scene, mlg_role role, mlg_text text) {
  /* A text that could not be measured: memory was short. */
  if (text.n_lines == 0)
    scene->lost = true;
  else
    add(scene, (mlg_item){.kind = MLG_ITEM_TEXT, .role = role, .text = text});
}

static void shift_point(mlg_point *point, double dx, double dy) {
  point->x += dx;
  point->y += dy;
}

static void shift_box(mlg_box *box, double dx, double dy) {
  *box = (mlg_box){box->min_x + dx, box->min_y + dy, box->max_x + dx, box->max_y + dy};
}

static void shift_shape(mlg_shape *shape, double dx, double dy) {
  for (size_t i = 0; i < shape->n_paths; i++)
    for (size_t j = 0; j < shape->paths[i].n; j++) shift_point(&shape->paths[i].points[j], dx, dy);
}

void mlg_scene_shift(mlg_scene *scene, size_t first, double dx, double dy) {
  for (size_t i = first; i < scene->count; i++) {
    mlg_item *item = &scene->items[i];
    if (item->kind == MLG_ITEM_TEXT)
      shift_box(&item->text.box, dx, dy);
    else if (item->kind == MLG_ITEM_BOX)
      shift_box(&item->box, dx, dy);
    else if (item->kind == MLG_ITEM_IMAGE)
      shift_box(&item->image.where, dx, dy);
    else if (item->kind == MLG_ITEM_CIRCLE)
      shift_point(&item->circle.centre, dx, dy);
    else
      shift_shape(&item->shape, dx, dy);
  }
}

mlg_box mlg_item_box(const mlg_item *item) {
  switch (item->kind) {
  case MLG_ITEM_CIRCLE: {
    mlg_point c = item->circle.centre;
    double r = item->circle.radius;
    return (mlg_box){c.x - r, c.y - r, c.x + r, c.y + r};
  }
  case MLG_ITEM_BOX:
    return item->box;
  case MLG_ITEM_IMAGE:
    return item->image.where;
  case MLG_ITEM_TEXT:
    return item->text.box;
  default:
    return mlg_shape_box(&item->shape);
  }
}
