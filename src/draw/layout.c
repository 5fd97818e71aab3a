/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>
#include <string.h>

#include "draw/map.h"
#include "draw/paint.h"

static const double LOGO_HEIGHT = 84, LOGO_WIDTH = 260;
static const double GAP = 18;          /* Between texts and map, px. */
static const double COLUMN_GAP = 48;   /* Between map and key. */
static const double BELOW_SHARE = 0.4; /* Of the height, for a key below the map. */

static const mlg_font SUBTITLE = {24, MLG_REGULAR, MLG_SOFT_INK, MLG_NO_COLOUR};
static const mlg_font FOOT = {17, MLG_REGULAR, MLG_SOFT_INK, MLG_NO_COLOUR};

static const mlg_page_format *page_of(const mlg_map *map) {
  return mlg_page_format_of(map->plan->page);
}

/* Between the margins. */
static double text_width(const mlg_map *map) {
  return page_of(map)->width - 2 * page_of(map)->side;
}

/* The organisation's logo at the top right; returns the width that the title has left. */
static double place_logo(mlg_map *map) {
  const mlg_page_format *page = page_of(map);
  const char *path = map->portrait->project->logo;
  double width, height;
  if (path == NULL || !mlg_image_size(path, &width, &height)) return text_width(map);
  double scale = fmin(LOGO_HEIGHT / height, LOGO_WIDTH / width);
  double right = page->width - page->side;
  mlg_box where = {right - width * scale, page->top, right, page->top + height * scale};
  mlg_scene_image(map->scene, MLG_ROLE_TITLE, where, path);
  return text_width(map) - width * scale - COLUMN_GAP;
}

static mlg_text fitted(mlg_map *map, const char *string, mlg_font font, size_t lines, double least,
                       double width) {
  return mlg_measure_fit(map->drawing->ruler, map->arena, string, font, width, lines, least);
}

/* The title in two lines where its own sentence breaks, if both hold. */
static mlg_text split_title(mlg_map *map, const char *title, double width) {
  static const char *const MARKS[] = {MLG_NNBSP "; ", MLG_NNBSP ": "};
  const mlg_font font = {page_of(map)->title, MLG_BOLD, MLG_INK, MLG_NO_COLOUR};
  for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
    const char *mark = strstr(title, MARKS[i]);
    char *copy = mark == NULL ? NULL : mlg_arena_strdup(map->arena, title);
    if (copy == NULL) continue;
    copy[mark - title + (long)strlen(MARKS[i]) - 1] = '\n';
    mlg_text text = mlg_measure(map->drawing->ruler, map->arena, copy, font, MLG_LEFT, width);
    if (text.n_lines == 2) return text;
  }
  return fitted(map, title, font, 2, page_of(map)->least, width);
}

/* Title and subtitle from the top; returns where they end. */
static double write_head(mlg_map *map, const mlg_map_words *words) {
  double side = page_of(map)->side;
  double width = place_logo(map);
  mlg_text title = mlg_text_at(split_title(map, words->title, width), side, page_of(map)->top);
  mlg_text subtitle =
      mlg_text_at(fitted(map, words->subtitle, SUBTITLE, 1, 20, width), side, title.box.max_y + 8);
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

/* Running text: long lines, a little smaller when there are many. */
static mlg_text running(mlg_map *map, const char *string) {
  mlg_font font = FOOT;
  mlg_text text =
      mlg_measure(map->drawing->ruler, map->arena, string, font, MLG_LEFT, text_width(map));
  if (text.n_lines <= 2) return text;
  font.size = 16;
  return mlg_measure(map->drawing->ruler, map->arena, string, font, MLG_LEFT, text_width(map));
}

/* Sources, method and signature, up from the bottom; returns where they start. */
static double write_foot(mlg_map *map, const mlg_map_words *words) {
  const char *method = words->method, *signed_by = signature(map);
  const char *strings[] = {words->sources,
                           method == NULL || signed_by == NULL
                               ? NULL
                               : mlg_arena_printf(map->arena, "%s %s", method, signed_by)};
  double y = page_of(map)->height - page_of(map)->bottom;
  for (size_t i = 2; i-- > 0;) {
    mlg_text text = running(map, strings[i]);
    y -= mlg_text_height(text);
    mlg_scene_text(map->scene, MLG_ROLE_FOOT, mlg_text_at(text, page_of(map)->side, y));
  }
  return y;
}

/* The map, then its key at its right, or below it in two columns. */
static void share_out(mlg_map *map, double top, double bottom) {
  const mlg_page_format *page = page_of(map);
  double share = map->plan->key_share > 0 ? map->plan->key_share : page->key_share;
  double width = text_width(map), key = round(width * share);
  map->key_columns = 1;
  *map->frame = (mlg_box){page->side, top, page->side + width - key - COLUMN_GAP, bottom};
  map->key = (mlg_box){page->side + width - key, top, page->side + width, bottom};
  if (key > 0) return;
  double middle = round(bottom - (bottom - top) * BELOW_SHARE);
  map->key_columns = 2;
  *map->frame = (mlg_box){page->side, top, page->side + width, middle};
  map->key = (mlg_box){page->side, middle + GAP, page->side + width, bottom};
}

mlg_status mlg_map_layout(mlg_map *map, const mlg_map_words *words) {
  map->frame = MLG_NEW(map->arena, mlg_box, 1);
  MLG_HAVE(map->frame);
  MLG_HAVE(words->title);
  MLG_HAVE(words->subtitle);
  map->scene->page = map->plan->page;
  map->scene->title = words->title;
  map->scene->description = words->subtitle;
  map->scene->author = map->portrait->project->author;
  map->scene->date = map->portrait->project->date;
  double top = round(write_head(map, words) + GAP);
  share_out(map, top, round(write_foot(map, words) - GAP));
  mlg_map_frame(map);
  return mlg_ground_clear(&map->ground, map->arena, *map->frame) && !map->scene->lost ? MLG_OK
                                                                                      : MLG_FAILURE;
}
