/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/scene.h"

#include <math.h>

/* Boxes are taller than their letters; touching by less than this is no overlap. */
static const double SLACK = 0.5;

/* Nothing on a slide is smaller (px). */
static const double LEAST_SIZE = 16;

static bool overlap(mlg_box a, mlg_box b) {
  return a.min_x + SLACK < b.max_x && b.min_x + SLACK < a.max_x && a.min_y + SLACK < b.max_y &&
         b.min_y + SLACK < a.max_y;
}

/* Distance from a point to a box, 0 inside. */
static double distance(mlg_point p, mlg_box box) {
  double dx = fmax(fmax(box.min_x - p.x, p.x - box.max_x), 0);
  double dy = fmax(fmax(box.min_y - p.y, p.y - box.max_y), 0);
  return hypot(dx, dy);
}

/* Sampled every px: leaders are short. */
static bool leader_crosses(const mlg_item *leader, mlg_box box) {
  const mlg_point *ends = leader->shape.paths[0].points;
  double length = hypot(ends[1].x - ends[0].x, ends[1].y - ends[0].y);
  for (double at = 0; at <= length; at += 1) {
    double share = length > 0 ? at / length : 0;
    mlg_point p = {ends[0].x + share * (ends[1].x - ends[0].x),
                   ends[0].y + share * (ends[1].y - ends[0].y)};
    if (distance(p, box) <= 0 && p.x > box.min_x + SLACK && p.x < box.max_x - SLACK &&
        p.y > box.min_y + SLACK && p.y < box.max_y - SLACK)
      return true;
  }
  return false;
}

typedef struct {
  mlg_flaw *flaws;
  size_t most, count;
} flaw_list;

static void note(flaw_list *list, mlg_flaw_kind kind, size_t a, size_t b) {
  if (list->count < list->most) list->flaws[list->count] = (mlg_flaw){kind, a, b};
  list->count++;
}

static void check_alone(const mlg_scene *scene, size_t i, flaw_list *list) {
  const mlg_text *text = &scene->items[i].text;
  mlg_box box = text->box;
  const mlg_page_format *page = mlg_page_format_of(scene->page);
  if (box.min_x < MLG_EDGE || box.min_y < MLG_EDGE || box.max_x > page->width - MLG_EDGE ||
      box.max_y > page->height - MLG_EDGE)
    note(list, MLG_TEXT_OFF_PAGE, i, i);
  if (text->font.size < LEAST_SIZE) note(list, MLG_TEXT_TOO_SMALL, i, i);
}

/* Text `i` against any other item `j`. */
static void check_pair(const mlg_scene *scene, size_t i, size_t j, flaw_list *list) {
  const mlg_item *text = &scene->items[i], *other = &scene->items[j];
  mlg_box box = text->text.box;
  if (other->kind == MLG_ITEM_TEXT) {
    if (j > i && overlap(box, other->text.box)) note(list, MLG_TEXTS_OVERLAP, i, j);
  } else if (other->role == MLG_ROLE_SITE) {
    if (overlap(box, mlg_item_box(other))) note(list, MLG_SITE_ON_TEXT, i, j);
  } else if (other->role == MLG_ROLE_LEADER && other->kind == MLG_ITEM_LINES) {
    if (leader_crosses(other, box)) note(list, MLG_LEADER_ON_TEXT, i, j);
  } else if (other->role == MLG_ROLE_CIRCLE && text->role == MLG_ROLE_LABEL) {
    if (distance(other->circle.centre, box) < other->circle.radius - SLACK)
      note(list, MLG_CIRCLE_ON_LABEL, i, j);
  }
}

size_t mlg_scene_check(const mlg_scene *scene, mlg_flaw *flaws, size_t most) {
  flaw_list list = {flaws, most, 0};
  for (size_t i = 0; i < scene->count; i++) {
    if (scene->items[i].kind != MLG_ITEM_TEXT) continue;
    check_alone(scene, i, &list);
    for (size_t j = 0; j < scene->count; j++)
      if (j != i) check_pair(scene, i, j, &list);
  }
  return list.count;
}
