/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>

#include "draw/map.h"

/* The page, px. Texts are measured first; the map takes what they leave. */
static const double SIDE = 64, TOP = 44, BOTTOM = 40;
static const double GAP = 18;        /* Between texts and map. */
static const double COLUMN_GAP = 48; /* Between map and key. */
static const double KEY_SHARE = 0.30;

static const mlg_font TITLE = {42, MLG_BOLD, MLG_INK, MLG_NO_COLOUR};
static const mlg_font SUBTITLE = {24, MLG_REGULAR, MLG_SOFT_INK, MLG_NO_COLOUR};
static const mlg_font FOOT = {17, MLG_REGULAR, MLG_SOFT_INK, MLG_NO_COLOUR};

static mlg_text fitted(mlg_map *map, const char *string, mlg_font font, size_t lines,
                       double least) {
  return mlg_measure_fit(map->drawing->ruler, map->arena, string, font, MLG_PAGE_WIDTH - 2 * SIDE,
                         lines, least);
}

/* Title and subtitle from the top; returns where they end. */
static double write_head(mlg_map *map, const mlg_map_words *words) {
  mlg_text title = mlg_text_at(fitted(map, words->title, TITLE, 2, 30), SIDE, TOP);
  mlg_text subtitle =
      mlg_text_at(fitted(map, words->subtitle, SUBTITLE, 1, 20), SIDE, title.box.max_y + 8);
  mlg_scene_text(map->scene, MLG_ROLE_TITLE, title);
  mlg_scene_text(map->scene, MLG_ROLE_TITLE, subtitle);
  return subtitle.box.max_y;
}

static char *signature(mlg_map *map) {
  const mlg_project *project = map->portrait->project;
  char *date = mlg_french_date(map->arena, project->date);
  if (date == NULL) return NULL;
  return mlg_arena_printf(map->arena, "%s, %s.", project->author, date);
}

/* Sources, method and signature, up from the bottom; returns where they start. */
static double write_foot(mlg_map *map, const mlg_map_words *words) {
  const char *method = words->method, *signed_by = signature(map);
  const char *strings[] = {words->sources,
                           method == NULL || signed_by == NULL
                               ? NULL
                               : mlg_arena_printf(map->arena, "%s %s", method, signed_by)};
  double y = MLG_PAGE_HEIGHT - BOTTOM;
  for (size_t i = 2; i-- > 0;) {
    mlg_text text = fitted(map, strings[i], FOOT, 2, 16);
    y -= mlg_text_height(text);
    mlg_scene_text(map->scene, MLG_ROLE_FOOT, mlg_text_at(text, SIDE, y));
  }
  return y;
}

mlg_status mlg_map_layout(mlg_map *map, const mlg_map_words *words) {
  map->frame = MLG_NEW(map->arena, mlg_box, 1);
  MLG_HAVE(map->frame);
  MLG_HAVE(words->title);
  map->scene->title = words->title;
  map->scene->description = words->subtitle;
  map->scene->author = map->portrait->project->author;
  map->scene->date = map->portrait->project->date;
  double top = round(write_head(map, words) + GAP), bottom = round(write_foot(map, words) - GAP);
  double width = MLG_PAGE_WIDTH - 2 * SIDE, key = round(width * KEY_SHARE);
  *map->frame = (mlg_box){SIDE, top, SIDE + width - key - COLUMN_GAP, bottom};
  map->key = (mlg_box){SIDE + width - key, top, SIDE + width, bottom};
  mlg_box metres =
      mlg_shapes_box(map->portrait->shapes[map->plan->extent_level], &map->plan->extent, 1);
  map->view = mlg_view_on(metres, *map->frame, 14);
  return mlg_ground_clear(&map->ground, map->arena, *map->frame) && !map->scene->lost ? MLG_OK
                                                                                      : MLG_FAILURE;
}
