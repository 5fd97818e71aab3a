/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>

#include "draw/key.h"

/* A key on its page: as large as holds, in one column or two, closed by what every map has. */
static const double COLUMN_GAP = 48, LEAST_SCALE = 0.65; /* px; of type */

/* The lines of context layers close every key. */
static void write_contexts(mlg_key *key) {
  const mlg_portrait *portrait = key->map->portrait;
  if (key->map->is_chart || portrait->contexts == NULL || portrait->project->n_contexts == 0)
    return;
  mlg_key_gap(key, 12);
  for (size_t i = 0; i < portrait->project->n_contexts; i++) {
    mlg_paint line = mlg_context_paint(i);
    mlg_key_line(key, line.stroke, line.width, portrait->project->contexts[i].label, NULL);
  }
}

/* ---- names of numbered zones ---- */

static const double ROW = 21, AFTER_NUMBER = 34, BETWEEN = 14; /* px */
static const mlg_font LISTED = {16, MLG_REGULAR, MLG_INK, MLG_NO_COLOUR};

/* Their names, measured; NULL when memory is short. */
static mlg_text *measure_names(mlg_map *map, double *widest) {
  const mlg_territory *territory = map->portrait->territory;
  mlg_text *names = MLG_NEW(map->arena, mlg_text, map->n_zones + 1);
  for (size_t i = 0; names != NULL && i < map->n_zones; i++) {
    const mlg_zone *zone = &territory->zones[map->plan->level][map->zones[i]];
    const char *name = map->plan->extent_level > MLG_COMMUNE || zone->type == 'Z'
                           ? mlg_zone_title(map->arena, territory, map->plan->level, map->zones[i])
                           : zone->name;
    names[i] = mlg_measure(map->drawing->ruler, map->arena, name, LISTED, MLG_LEFT, MLG_UNBOUNDED);
    *widest = fmax(*widest, mlg_text_width(names[i]));
  }
  map->scene->lost |= names == NULL;
  return names;
}

/* In as many columns as the longest name allows, down then across. */
double mlg_key_names(mlg_map *map, double x, double y, double width, bool write) {
  double widest = 0;
  const mlg_text *names = measure_names(map, &widest);
  if (names == NULL) return y;
  double pitch = AFTER_NUMBER + widest + BETWEEN;
  size_t columns = (size_t)fmax(1, floor((width + BETWEEN) / pitch));
  size_t rows = (map->n_zones + columns - 1) / columns;
  mlg_font bold = {16, MLG_BOLD, MLG_INK, MLG_NO_COLOUR};
  for (size_t i = 0; write && i < map->n_zones; i++) {
    size_t column = i / rows, row = i % rows;
    double left = x + (double)column * pitch, top = y + (double)row * ROW;
    mlg_map_write(map, MLG_ROLE_KEY, mlg_arena_printf(map->arena, "%zu", mlg_map_number(map, i)),
                  bold, MLG_RIGHT, MLG_UNBOUNDED, left + AFTER_NUMBER - 8, top);
    mlg_scene_text(map->scene, MLG_ROLE_KEY, mlg_text_at(names[i], left + AFTER_NUMBER, top));
  }
  return y + (double)rows * ROW;
}

/* ---- on the page ---- */

/* Where the second of two columns starts, so that neither is much longer; its new end. */
static double fold(mlg_key *key, double top, double width) {
  size_t best = MLG_MOST_BREAKS;
  double height = INFINITY;
  for (size_t i = 0; i < key->n_breaks; i++) {
    double taller = fmax(key->breaks[i].y - top, key->y - key->breaks[i].y);
    if (taller >= height) continue;
    best = i;
    height = taller;
  }
  if (best == MLG_MOST_BREAKS) return key->y;
  mlg_scene_shift(key->map->scene, key->breaks[best].item, width + COLUMN_GAP,
                  top - key->breaks[best].y);
  return top + height;
}

/* Where the key ends when it is written at that scale. */
static double write_once(mlg_map *map, mlg_key_writer *write, const void *context, double scale,
                         bool listed) {
  const mlg_box whole = map->key;
  double width = whole.max_x - whole.min_x;
  if (map->key_columns == 2) width = (width - COLUMN_GAP) / 2;
  map->key.max_x = whole.min_x + width;
  mlg_key key = {.map = map, .scale = scale, .y = whole.min_y};
  write(&key, context);
  write_contexts(&key);
  if (map->key_columns == 2) key.y = fold(&key, whole.min_y, width);
  map->key = whole;
  if (listed) return mlg_key_names(map, whole.min_x, key.y + 12, whole.max_x - whole.min_x, true);
  if (map->plan->numbered && !map->has_names)
    mlg_key_note(&key, "Les noms des numéros sont dans l'atlas.");
  return key.y;
}

void mlg_key_write(mlg_map *map, mlg_key_writer *write, const void *context) {
  size_t before = map->scene->count;
  for (int listed = map->plan->numbered && !map->has_names; listed >= 0; listed--)
    for (double scale = 1; scale >= LEAST_SCALE; scale -= 0.04) {
      map->scene->count = before;
      double end = write_once(map, write, context, scale, listed);
      if (end <= map->key.max_y || map->scene->lost) return;
    }
}
