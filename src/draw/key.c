/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/key.h"

#include <maillage/text.h>
#include <math.h>
#include <string.h>

#include "draw/signs.h"

/* Signs are drawn in a column of this width, labels beside it; px at scale 1. */
static const double SIGN = 56, SIGN_HEIGHT = 34, SIGN_GAP = 18;

static double width(const mlg_key *key) { return key->map->key.max_x - key->map->key.min_x; }

/* Nothing under 16 px, however long the key. */
static mlg_font sized(const mlg_key *key, double size, mlg_weight weight, mlg_rgb colour) {
  return (mlg_font){fmax(16, floor(size * key->scale)), weight, colour, MLG_NO_COLOUR};
}

static mlg_text write_at(mlg_key *key, const char *text, mlg_font font, double room) {
  return mlg_map_write(key->map, MLG_ROLE_KEY, text, font, MLG_LEFT, room, key->map->key.min_x,
                       key->y);
}

/* From this gap on, what follows is another matter. */
static const double PARTING = 8;

void mlg_key_gap(mlg_key *key, double px) {
  key->y += px * key->scale;
  if (px < PARTING || key->n_breaks == MLG_MOST_BREAKS) return;
  key->breaks[key->n_breaks].item = key->map->scene->count;
  key->breaks[key->n_breaks++].y = key->y;
}

void mlg_key_heading(mlg_key *key, const char *text) {
  key->y = write_at(key, text, sized(key, 24, MLG_BOLD, MLG_INK), width(key)).box.max_y;
  mlg_key_gap(key, 6);
}

void mlg_key_note(mlg_key *key, const char *text) {
  key->y = write_at(key, text, sized(key, 18, MLG_REGULAR, MLG_SOFT_INK), width(key)).box.max_y;
  mlg_key_gap(key, 6);
}

/* Label and count of a row whose sign is `sign` px high; returns the row's middle. */
static double write_row(mlg_key *key, double sign, const char *label, const char *count) {
  mlg_map *map = key->map;
  mlg_font font = sized(key, 22, MLG_REGULAR, MLG_INK);
  double x = map->key.min_x + (SIGN + SIGN_GAP) * key->scale, room = map->key.max_x - x;
  mlg_font soft = {font.size, MLG_REGULAR, MLG_SOFT_INK, MLG_NO_COLOUR};
  mlg_text tally = {0};
  if (count != NULL) {
    tally = mlg_measure(map->drawing->ruler, map->arena, count, soft, MLG_RIGHT, MLG_UNBOUNDED);
    room -= mlg_text_width(tally) + SIGN_GAP;
  }
  mlg_text text = mlg_measure_fit(map->drawing->ruler, map->arena, label, font, room, 9, font.size);
  double height = fmax(sign, mlg_text_height(text)), middle = key->y + height / 2;
  mlg_scene_text(map->scene, MLG_ROLE_KEY,
                 mlg_text_at(text, x, middle - mlg_text_height(text) / 2));
  if (count != NULL)
    mlg_scene_text(map->scene, MLG_ROLE_KEY,
                   mlg_text_at(tally, map->key.max_x - mlg_text_width(tally),
                               middle - mlg_text_height(tally) / 2));
  key->y += height + 9 * key->scale;
  return middle;
}

void mlg_key_swatch(mlg_key *key, mlg_paint paint, const char *label, const char *count) {
  double high = SIGN_HEIGHT * key->scale, x = key->map->key.min_x;
  double middle = write_row(key, high, label, count);
  mlg_box box = {x, middle - high / 2, x + SIGN * key->scale, middle + high / 2};
  paint.stroke = MLG_SIGN_INK;
  paint.width = 1;
  mlg_scene_box(key->map->scene, MLG_ROLE_KEY, box, paint);
}

void mlg_key_disc(mlg_key *key, mlg_paint paint, double radius, const char *label,
                  const char *count) {
  double middle = write_row(key, 2 * radius, label, count);
  mlg_point centre = {key->map->key.min_x + SIGN * key->scale / 2, middle};
  mlg_scene_circle(key->map->scene, MLG_ROLE_KEY, NULL, centre, radius, paint, NULL);
}

void mlg_key_signs(mlg_key *key, const size_t hidden[MLG_SHOWN_COUNT]) {
  for (size_t shown = MLG_SHOWN + 1; shown < MLG_SHOWN_COUNT; shown++)
    if (hidden[shown] > 0)
      mlg_key_swatch(key, mlg_sign((mlg_shown)shown), mlg_shown_label((mlg_shown)shown),
                     mlg_key_tally(key->map, hidden[shown]));
}

void mlg_key_site(mlg_key *key, const char *label, const char *count) {
  double middle = write_row(key, 2 * MLG_SITE_RADIUS, label, count);
  mlg_point at = {key->map->key.min_x + SIGN * key->scale / 2, middle};
  mlg_draw_site(key->map, MLG_ROLE_KEY, at, NULL, NULL);
}

void mlg_key_diamond(mlg_key *key, mlg_paint paint, double radius, const char *label,
                     const char *count) {
  double middle = write_row(key, 2 * radius, label, count);
  mlg_point at = {key->map->key.min_x + SIGN * key->scale / 2, middle};
  mlg_draw_diamond(key->map, MLG_ROLE_KEY, at, radius, paint, NULL, NULL);
}

void mlg_key_line(mlg_key *key, mlg_rgb colour, double line, const char *label, const char *count) {
  double x = key->map->key.min_x, middle = write_row(key, SIGN_HEIGHT * key->scale, label, count);
  mlg_scene_segment(key->map->scene, MLG_ROLE_KEY, (mlg_point){x, middle},
                    (mlg_point){x + SIGN * key->scale, middle}, colour, line);
}

void mlg_key_number(mlg_key *key, const char *of, const char *number, mlg_rgb colour,
                    const char *note, const char *comparison) {
  mlg_font big = sized(key, 68, MLG_BOLD, colour), soft = sized(key, 21, MLG_REGULAR, MLG_SOFT_INK);
  key->y = write_at(key, of, sized(key, 24, MLG_BOLD, MLG_INK), width(key)).box.max_y;
  key->y = write_at(key, number, big, width(key)).box.max_y;
  if (note != NULL) key->y = write_at(key, note, soft, width(key)).box.max_y;
  if (comparison != NULL) {
    mlg_key_gap(key, 4);
    key->y = write_at(key, comparison, soft, width(key)).box.max_y;
  }
}

void mlg_key_row(mlg_key *key, const char *label, const char *value, const char *note) {
  mlg_map *map = key->map;
  mlg_font font = sized(key, 19, MLG_REGULAR, MLG_INK), bold = font;
  bold.weight = MLG_SEMIBOLD;
  mlg_text worth = mlg_map_write(map, MLG_ROLE_KEY, value, bold, MLG_RIGHT, MLG_UNBOUNDED,
                                 map->key.max_x, key->y);
  double room = width(key) - mlg_text_width(worth) - SIGN_GAP;
  key->y = fmax(write_at(key, label, font, room).box.max_y, worth.box.max_y);
  if (note != NULL)
    key->y = write_at(key, note, sized(key, 17, MLG_REGULAR, MLG_SOFT_INK), width(key)).box.max_y;
  key->y += 4 * key->scale;
}

void mlg_key_bar(mlg_key *key, double high, const double *values, const mlg_paint *paints,
                 size_t n) {
  double total = 0, x = key->map->key.min_x;
  high *= key->scale;
  for (size_t i = 0; i < n; i++) total += values[i];
  for (size_t i = 0; i < n && total > 0; i++) {
    double wide = values[i] / total * width(key);
    mlg_paint paint = paints[i];
    paint.stroke = MLG_WHITE;
    paint.width = 1;
    if (wide > 0)
      mlg_scene_box(key->map->scene, MLG_ROLE_KEY, (mlg_box){x, key->y, x + wide, key->y + high},
                    paint);
    x += wide;
  }
  key->y += high;
}

double mlg_round_below(double most) {
  if (!(most > 0)) return 0;
  double power = pow(10, floor(log10(most)));
  return (most / power >= 5 ? 5 : most / power >= 2 ? 2 : 1) * power;
}

static void nested(mlg_key *key, double persons, double per_root, double bottom, double middle) {
  mlg_map *map = key->map;
  double radius = per_root * sqrt(persons), top = bottom - 2 * radius;
  mlg_paint paint = {.fill = MLG_NO_COLOUR, .stroke = MLG_SOFT_INK, .width = 1.4};
  mlg_scene_circle(map->scene, MLG_ROLE_KEY, NULL, (mlg_point){middle, bottom - radius}, radius,
                   paint, NULL);
  mlg_font font = sized(key, 20, MLG_REGULAR, MLG_INK);
  mlg_text text = mlg_measure(map->drawing->ruler, map->arena,
                              mlg_french_count(map->arena, persons), font, MLG_LEFT, MLG_UNBOUNDED);
  /* Labels keep their distance even when circles are small. */
  double high = mlg_text_height(text), y = fmin(top, key->y - high / 2 - 1);
  double x = map->key.min_x + 150 * key->scale;
  mlg_scene_segment(map->scene, MLG_ROLE_KEY, (mlg_point){middle, top}, (mlg_point){x - 24, y},
                    MLG_SOFT_INK, 1);
  mlg_scene_segment(map->scene, MLG_ROLE_KEY, (mlg_point){x - 24, y}, (mlg_point){x - 6, y},
                    MLG_SOFT_INK, 1);
  mlg_scene_text(map->scene, MLG_ROLE_KEY, mlg_text_at(text, x, y - high / 2));
  key->y = y - high / 2;
}

void mlg_key_circles(mlg_key *key, double largest, double per_root) {
  if (!(largest >= 1)) return;
  double persons[3] = {mlg_round_below(largest)};
  persons[1] = mlg_round_below(persons[0] / 3.5);
  persons[2] = mlg_round_below(persons[0] / 12);
  double radius = per_root * sqrt(persons[0]), line = 26 * fmax(key->scale, 0.8);
  double height = fmax(2 * radius + line / 2, 3 * line);
  double bottom = key->y + height, middle = key->map->key.min_x + fmax(radius, SIGN / 2) + 1;
  key->y = bottom; /* nested() writes upwards from here */
  for (size_t i = 3; i-- > 0;)
    if (persons[i] >= 1) nested(key, persons[i], per_root, bottom, middle);
  key->y = bottom + 8;
}

char *mlg_key_between(mlg_map *map, const char *low, const char *high) {
  if (low == NULL || high == NULL) return NULL;
  if (strcmp(low, high) == 0) return mlg_arena_strdup(map->arena, "à l'arrondi près");
  return mlg_arena_printf(map->arena, "entre %s et %s", low, high);
}

char *mlg_key_tally(mlg_map *map, size_t n) {
  const mlg_word *level = &MLG_LEVELS[map->plan->level];
  return mlg_arena_printf(map->arena, "%zu" MLG_NBSP "%s", n, n < 2 ? level->label : level->plural);
}
