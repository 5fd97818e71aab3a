/* SPDX-License-Identifier: Apache-2.0 */
#include "document/fiche.h"

#include <maillage/text.h>
#include <math.h>

/* The zone among its neighbours, and the places that are named beside it. */

static const double AROUND = 26; /* between the zone and the frame, px */
enum { MOST_DISCS = 5 * MLG_FAMILY_COUNT, ROUNDS = 80 };

typedef struct {
  fiche_page *page;
  mlg_box *frame;
  mlg_view view;
  size_t n;
  mlg_point true_at[MOST_DISCS], at[MOST_DISCS];
  size_t numbers[MOST_DISCS];
} little_map;

static mlg_box wider(mlg_box box, mlg_point p) {
  return (mlg_box){fmin(box.min_x, p.x), fmin(box.min_y, p.y), fmax(box.max_x, p.x),
                   fmax(box.max_y, p.y)};
}

/* The zone and its places, whole. */
static void set_view(little_map *map) {
  const fiches *book = map->page->book;
  const fiche_zone *zone = map->page->zone;
  mlg_box box = mlg_shapes_box(book->portrait->shapes[book->level], &zone->zone, 1);
  for (size_t i = 0; i < zone->n_sites; i++)
    if (zone->sites[i].number > 0)
      box = wider(box, book->portrait->directory->sites[zone->sites[i].site].at);
  map->view = mlg_view_on(box, *map->frame, AROUND);
}

static mlg_shape on_page(const little_map *map, size_t zone) {
  return mlg_view_outline(&map->view, map->page->arena,
                          mlg_outline_at(map->page->book->outlines, zone));
}

static void draw_zones(little_map *map) {
  const fiches *book = map->page->book;
  const mlg_paint near = {.fill = MLG_WHITE, .stroke = MLG_AROUND_LIMIT, .width = 1.2},
                  here = {.fill = 0xFFF3D6u, .stroke = MLG_INK, .width = 2};
  mlg_scene *scene = map->page->scene;
  mlg_scene_box(scene, MLG_ROLE_BACKGROUND, *map->frame,
                (mlg_paint){.fill = MLG_AROUND, .stroke = MLG_NO_COLOUR});
  for (size_t i = 0; i < book->portrait->territory->n_zones[book->level]; i++)
    if (i != map->page->zone->zone)
      mlg_scene_shape(scene, MLG_ROLE_ZONE, map->frame, on_page(map, i), near, NULL);
  mlg_scene_shape(scene, MLG_ROLE_ZONE, map->frame, on_page(map, map->page->zone->zone), here,
                  NULL);
  mlg_scene_box(scene, MLG_ROLE_LIMIT, *map->frame,
                (mlg_paint){.fill = MLG_NO_COLOUR, .stroke = MLG_AROUND_LIMIT, .width = 1});
}

/* ---- discs, none on another ---- */

static double clamped(double value, double least, double most) {
  return fmin(fmax(value, least), most);
}

static void keep_inside(const little_map *map, mlg_point *p) {
  double margin = FICHE_DISC + 3;
  p->x = clamped(p->x, map->frame->min_x + margin, map->frame->max_x - margin);
  p->y = clamped(p->y, map->frame->min_y + margin, map->frame->max_y - margin);
}

/* Moves two discs apart along the line between them; two at one point part sideways. */
static bool part(mlg_point *a, mlg_point *b, size_t turn) {
  const double wanted = 2 * FICHE_DISC + 3;
  double dx = b->x - a->x, dy = b->y - a->y, distance = hypot(dx, dy);
  if (distance >= wanted) return false;
  if (distance < 0.01) {
    dx = cos(2.4 * (double)turn); /* 2.4: each turn goes another way */
    dy = sin(2.4 * (double)turn);
    distance = 1;
  }
  double push = (wanted - hypot(b->x - a->x, b->y - a->y)) / 2 + 0.5;
  a->x -= push * dx / distance;
  a->y -= push * dy / distance;
  b->x += push * dx / distance;
  b->y += push * dy / distance;
  return true;
}

static void spread(little_map *map) {
  bool moved = true;
  for (size_t round = 0; round < ROUNDS && moved; round++) {
    moved = false;
    for (size_t i = 0; i < map->n; i++)
      for (size_t k = i + 1; k < map->n; k++) moved |= part(&map->at[i], &map->at[k], i + k);
    for (size_t i = 0; i < map->n; i++) keep_inside(map, &map->at[i]);
  }
}

static void find_discs(little_map *map) {
  const fiche_zone *zone = map->page->zone;
  const mlg_site *sites = map->page->book->portrait->directory->sites;
  for (size_t i = 0; i < zone->n_sites && map->n < MOST_DISCS; i++) {
    if (zone->sites[i].number == 0) continue;
    map->numbers[map->n] = zone->sites[i].number;
    map->true_at[map->n] = map->at[map->n] =
        mlg_view_point(&map->view, sites[zone->sites[i].site].at);
    keep_inside(map, &map->at[map->n++]);
  }
  spread(map);
}

/* A disc that had to move keeps a line to where the place is. */
static void draw_discs(little_map *map) {
  const mlg_paint dot = {.fill = MLG_INK, .stroke = MLG_WHITE, .width = 1};
  for (size_t i = 0; i < map->n; i++) {
    mlg_point at = map->at[i], from = map->true_at[i];
    if (hypot(at.x - from.x, at.y - from.y) < 4) continue;
    mlg_scene_segment(map->page->scene, MLG_ROLE_LIMIT, from, at, MLG_INK, 1);
    mlg_scene_circle(map->page->scene, MLG_ROLE_LIMIT, map->frame, from, 3, dot, NULL);
  }
  for (size_t i = 0; i < map->n; i++) mlg_fiche_disc(map->page, map->at[i], map->numbers[i]);
}

/* ---- names around, where nothing else stands ---- */

static bool meets_disc(const little_map *map, mlg_box box) {
  for (size_t i = 0; i < map->n; i++) {
    double dx = fmax(fmax(box.min_x - map->at[i].x, map->at[i].x - box.max_x), 0);
    double dy = fmax(fmax(box.min_y - map->at[i].y, map->at[i].y - box.max_y), 0);
    if (hypot(dx, dy) < FICHE_DISC + 2) return true;
  }
  return false;
}

static bool meets_text(const mlg_scene *scene, size_t first, mlg_box box) {
  for (size_t i = first; i < scene->count; i++) {
    if (scene->items[i].kind != MLG_ITEM_TEXT) continue;
    mlg_box other = scene->items[i].text.box;
    if (box.min_x < other.max_x && other.min_x < box.max_x && box.min_y < other.max_y &&
        other.min_y < box.max_y)
      return true;
  }
  return false;
}

static bool holds(const mlg_box *frame, mlg_box box) {
  return box.min_x >= frame->min_x + 4 && box.max_x <= frame->max_x - 4 &&
         box.min_y >= frame->min_y + 4 && box.max_y <= frame->max_y - 4;
}

static void write_names(little_map *map, size_t first) {
  const fiches *book = map->page->book;
  const mlg_zone *zones = book->portrait->territory->zones[book->level];
  const mlg_font font = {FICHE_SMALL, MLG_REGULAR, MLG_SOFT_INK, MLG_WHITE};
  for (size_t i = 0; i < book->portrait->territory->n_zones[book->level]; i++) {
    mlg_point at = mlg_view_point(&map->view, zones[i].centre);
    if (i == map->page->zone->zone || !holds(map->frame, (mlg_box){at.x, at.y, at.x, at.y}))
      continue;
    char *name = mlg_wording_place(map->page->arena, book->portrait, book->level, i);
    mlg_text text = mlg_text_around(
        mlg_measure(book->ruler, map->page->arena, name, font, MLG_MIDDLE, 150), at);
    if (holds(map->frame, text.box) && !meets_disc(map, text.box) &&
        !meets_text(map->page->scene, first, text.box))
      mlg_scene_text(map->page->scene, MLG_ROLE_LABEL, text);
  }
}

mlg_status mlg_fiche_map(fiche_page *page, mlg_box frame) {
  const fiches *book = page->book;
  if (book->portrait->shapes[book->level] == NULL) return MLG_OK;
  mlg_box *kept = MLG_NEW(page->arena, mlg_box, 1);
  MLG_HAVE(kept);
  *kept = frame;
  little_map map = {.page = page, .frame = kept};
  size_t first = page->scene->count;
  set_view(&map);
  draw_zones(&map);
  find_discs(&map);
  draw_discs(&map);
  write_names(&map, first);
  return MLG_OK;
}
