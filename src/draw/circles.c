/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/circles.h"

#include "draw/labels.h"

#include <maillage/text.h>
#include <math.h>
#include <stdlib.h>

static const double LARGEST = 58;     /* px */
static const double SMALLEST = 2;     /* px; one person must be seen */
static const double INK_SHARE = 0.11; /* Of the extent's area that circles may cover. */

/* A figure beside a circle is worth its place from this share of the largest. */
static const double WORTH = 0.06;

/* A figure as large as this share of the largest may hide a limit. */
static const double LARGE = 0.2;

/* px: a figure beside a circle touches none of the cells that the circle takes. */
static const double CLEAR = 1.5 * MLG_CELL;

/* Places tried beside a circle. */
enum { BESIDES = 8 };

/* A figure apart from its circle: how far at most (px), and the directions tried. */
static const double FARTHEST = 70;
enum { DIRECTIONS = 24 };

static int by_persons(const void *a, const void *b) {
  const mlg_disc *x = a, *y = b;
  if (x->persons != y->persons) return x->persons > y->persons ? -1 : 1;
  return (x->zone > y->zone) - (x->zone < y->zone);
}

/* The extent's area on the page, px², from the ground's cells, and that of its inset. */
static double extent_area(const mlg_map *map) {
  size_t cells = 0, n = map->ground.rows * map->ground.columns;
  for (size_t i = 0; i < n; i++) cells += map->ground.owner[i] != MLG_NOBODYS;
  double area = (double)cells * MLG_CELL * MLG_CELL;
  if (!map->inset.present) return area;
  double km2 = map->portrait->territory->zones[MLG_COMMUNE][map->inset.city].area_km2;
  return area + km2 * 1e6 * map->inset.view.scale * map->inset.view.scale;
}

double mlg_discs_size(const mlg_map *map, mlg_disc *discs, size_t n) {
  double persons = 0, most = 0, pi = acos(-1);
  for (size_t i = 0; i < n; i++) {
    persons += discs[i].persons;
    most = fmax(most, discs[i].persons);
  }
  qsort(discs, n, sizeof *discs, by_persons);
  if (most <= 0) return 0;
  double per_root = fmin(sqrt(INK_SHARE * extent_area(map) / (pi * persons)), LARGEST / sqrt(most));
  for (size_t i = 0; i < n; i++)
    discs[i].radius = fmax(per_root * sqrt(discs[i].persons), SMALLEST);
  return per_root;
}

/* Those that stand on the map, or in its inset, with their places there. */
static mlg_disc *find_here(mlg_map *map, const mlg_disc *discs, size_t *n) {
  mlg_disc *here = MLG_NEW(map->arena, mlg_disc, *n + 1);
  size_t kept = 0;
  for (size_t i = 0; here != NULL && i < *n; i++) {
    if (!mlg_map_shows(map, map->plan->level, discs[i].zone)) continue;
    here[kept] = discs[i];
    here[kept++].at = mlg_view_point(
        &map->view, map->portrait->territory->zones[map->plan->level][discs[i].zone].centre);
  }
  map->scene->lost |= here == NULL;
  *n = kept;
  return here;
}

void mlg_discs_draw(mlg_map *map, const mlg_disc *all, size_t n) {
  const mlg_disc *discs = find_here(map, all, &n);
  for (size_t i = 0; i < n; i++) {
    mlg_scene_circle(map->scene, MLG_ROLE_CIRCLE, map->frame, discs[i].at, discs[i].radius,
                     discs[i].paint, discs[i].tooltip);
    mlg_ground_take_circle(&map->ground, discs[i].at, discs[i].radius + 1, MLG_TAKEN_CIRCLE);
  }
}

/* From a circle to a box, px; below 0 when they overlap. */
static double gap_of(const mlg_disc *disc, mlg_box box) {
  double dx = fmax(fmax(box.min_x - disc->at.x, disc->at.x - box.max_x), 0);
  double dy = fmax(fmax(box.min_y - disc->at.y, disc->at.y - box.max_y), 0);
  return hypot(dx, dy) - disc->radius;
}

/* Whether a smaller circle, drawn later, covers part of the box. */
static bool is_covered(const mlg_disc *discs, size_t i, size_t n, mlg_box box) {
  for (size_t j = i + 1; j < n; j++)
    if (gap_of(&discs[j], box) < 0) return true;
  return false;
}

/* Whether a figure beside the i-th circle could be another's. */
static bool is_doubtful(const mlg_disc *discs, size_t i, size_t n, mlg_box box) {
  for (size_t j = 0; j < n; j++)
    if (j != i && gap_of(&discs[j], box) < 2.5 * CLEAR) return true;
  return false;
}

/* In the circle: its middle, or as near as sites and smaller circles allow. */
static bool write_inside(mlg_map *map, const mlg_disc *discs, size_t i, size_t n, mlg_text text) {
  const mlg_disc *disc = &discs[i];
  double half = mlg_text_width(text) / 2, tall = text.font.size * 0.42;
  for (double shift = 0; hypot(half, tall + shift) <= disc->radius - 1; shift += 2)
    for (int sign = -1; sign <= 1; sign += 2) {
      text = mlg_text_around(text, (mlg_point){disc->at.x, disc->at.y + sign * shift});
      if (!mlg_ground_is_free(&map->ground, text.box, MLG_TAKEN_TEXT | MLG_TAKEN_SITE) ||
          is_covered(discs, i, n, text.box))
        continue;
      mlg_scene_text(map->scene, MLG_ROLE_FIGURE, text);
      mlg_ground_take_box(&map->ground, text.box, MLG_TAKEN_TEXT);
      return true;
    }
  return false;
}

/* Right, left, above, below, then the slants. */
static mlg_point beside(const mlg_disc *disc, mlg_text text, size_t k) {
  static const int SHIFTS[BESIDES][2] = {{1, 0},  {-1, 0}, {0, -1},  {0, 1},
                                         {1, -1}, {1, 1},  {-1, -1}, {-1, 1}};
  double half = mlg_text_width(text) / 2, tall = mlg_text_height(text) / 2;
  double away = (k < 4 ? 1 : 0.7) * disc->radius + CLEAR;
  return (mlg_point){disc->at.x + SHIFTS[k][0] * (away + half),
                     disc->at.y + SHIFTS[k][1] * (away + tall)};
}

/* A limit seen between two digits would read as a comma: on the map's white, it is hidden. */
static void add_figure(mlg_map *map, mlg_text text) {
  mlg_paint white = {.fill = MLG_WHITE, .stroke = MLG_NO_COLOUR};
  if (mlg_ground_share(&map->ground, text.box, MLG_NOBODYS) <= 0)
    mlg_scene_box(map->scene, MLG_ROLE_FIGURE, mlg_line_box(&text, 0), white);
  mlg_scene_text(map->scene, MLG_ROLE_FIGURE, text);
  mlg_ground_take_box(&map->ground, text.box, MLG_TAKEN_TEXT);
}

/* Two figures side by side would read as one. */
static bool has_room(const mlg_map *map, mlg_box box) {
  if (!mlg_ground_is_free(&map->ground, box, MLG_TAKEN_ANYTHING)) return false;
  box.min_x = fmax(box.min_x - 2 * CLEAR, map->frame->min_x);
  box.max_x = fmin(box.max_x + 2 * CLEAR, map->frame->max_x);
  return mlg_ground_is_free(&map->ground, box, MLG_TAKEN_TEXT);
}

/* The text at the end of a line from the circle's rim, if nothing stands in the way. */
static bool write_at(mlg_map *map, const mlg_disc *disc, double away, double angle, mlg_text text) {
  mlg_point way = {cos(angle), sin(angle)};
  double half = mlg_text_width(text) / 2, tall = mlg_text_height(text) / 2;
  double rim = disc->radius, end = rim + away, out = rim + CLEAR;
  text = mlg_text_around(
      text, (mlg_point){disc->at.x + way.x * (end + half), disc->at.y + way.y * (end + tall)});
  mlg_point from = {disc->at.x + way.x * out, disc->at.y + way.y * out};
  mlg_point to = mlg_box_nearest(text.box, from);
  if (!has_room(map, text.box) ||
      !mlg_ground_is_clear_way(&map->ground, from, to, MLG_TAKEN_ANYTHING))
    return false;
  mlg_label_leader(map, (mlg_point){disc->at.x + way.x * rim, disc->at.y + way.y * rim}, to);
  add_figure(map, text);
  return true;
}

/* Sites or other circles may fill a circle and all its sides: as near as can be. */
static bool write_apart(mlg_map *map, const mlg_disc *disc, mlg_text text) {
  for (double away = 2 * CLEAR; away <= FARTHEST; away += MLG_CELL)
    for (int k = 0; k < DIRECTIONS; k++)
      if (write_at(map, disc, away, 2 * acos(-1) * k / DIRECTIONS, text)) return true;
  return false;
}

/* How well a figure beside its circle must be read. */
typedef enum {
  CLEARLY, /* no limit runs behind it, and no other circle is near */
  SURELY,  /* no other circle is near */
  ANYHOW,  /* there is room */
} reading;

static bool write_near(mlg_map *map, const mlg_disc *discs, size_t i, size_t n, mlg_text text,
                       reading how) {
  for (size_t k = 0; k < BESIDES; k++) {
    text = mlg_text_around(text, beside(&discs[i], text, k));
    if (!has_room(map, text.box) || (how < ANYHOW && is_doubtful(discs, i, n, text.box)) ||
        (how == CLEARLY && mlg_ground_share(&map->ground, text.box, MLG_ON_LIMIT) > 0))
      continue;
    add_figure(map, text);
    return true;
  }
  return false;
}

/* A large one must have its figure. */
static void write_beside(mlg_map *map, const mlg_disc *discs, size_t i, size_t n, mlg_text text) {
  bool is_large = discs[i].persons >= LARGE * discs[0].persons;
  if (write_near(map, discs, i, n, text, CLEARLY) || !is_large ||
      write_near(map, discs, i, n, text, SURELY) || write_apart(map, &discs[i], text))
    return;
  write_near(map, discs, i, n, text, ANYHOW);
}

static mlg_text figure(mlg_map *map, const mlg_disc *disc, mlg_font font) {
  return mlg_measure(map->drawing->ruler, map->arena, mlg_french_about(map->arena, disc->persons),
                     font, MLG_MIDDLE, MLG_UNBOUNDED);
}

static void write_all_inside(mlg_map *map, const mlg_disc *discs, size_t n, bool *written) {
  for (size_t i = 0; i < n; i++) {
    mlg_rgb ground = discs[i].paint.fill;
    /* A pattern under letters is hidden by a halo of the circle's own colour. */
    mlg_rgb halo = discs[i].paint.pattern == MLG_PLAIN ? MLG_NO_COLOUR : ground;
    mlg_font font = {17, MLG_BOLD, mlg_ink_on(ground), halo};
    written[i] = write_inside(map, discs, i, n, figure(map, &discs[i], font));
  }
}

static void write_all_beside(mlg_map *map, const mlg_disc *discs, size_t n, const bool *written) {
  mlg_font font = {16, MLG_BOLD, MLG_INK, MLG_WHITE};
  for (size_t i = 0; i < n; i++)
    if (!written[i] && discs[i].persons >= WORTH * discs[0].persons)
      write_beside(map, discs, i, n, figure(map, &discs[i], font));
}

mlg_status mlg_discs_annotate(mlg_map *map, const mlg_disc *all, size_t n) {
  const mlg_disc *discs = find_here(map, all, &n);
  bool *written = MLG_NEW(map->arena, bool, n + 1);
  MLG_HAVE(discs);
  MLG_HAVE(written);
  /* In an inset, which is small, names come first. */
  bool figures_first = map->plan->level == map->name_level && !map->is_inset;
  write_all_inside(map, discs, n, written);
  if (figures_first) write_all_beside(map, discs, n, written);
  MLG_TRY(mlg_map_names(map));
  if (!figures_first) write_all_beside(map, discs, n, written);
  return MLG_OK;
}
