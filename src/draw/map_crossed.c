/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>

#include "draw/share.h"
#include "draw/signs.h"

/* Need crossed with offer: the share left without help by the places in reach, 3 x 3. */
enum { SIDE = MLG_CROSSED_CLASSES };

typedef struct {
  mlg_shading need, places;
  size_t tally[SIDE][SIDE]; /* Zones by need, then places. */
} crossed_key;

static mlg_shown figure_places(const mlg_map *map, size_t zone, mlg_estimate *figure) {
  return mlg_portrait_places_rate(map->portrait, map->plan->level, zone, map->plan->family, figure);
}

/* Fewer classes than three lie as far apart as they can; a single one in the middle. */
static size_t step_of(const mlg_shading *shading, size_t i) {
  size_t n = shading->classes.n, k = mlg_class_of(&shading->classes, shading->figures[i].value);
  return n < 2 ? SIDE / 2 : k * (SIDE - 1) / (n - 1);
}

/* Colour alone would not do: where need is greatest and places are rarest, lines say so too. */
static mlg_paint cell_paint(size_t need, size_t places) {
  mlg_rgb fill = mlg_crossed_colour(need, places);
  mlg_paint paint = {.fill = fill, .stroke = MLG_WHITE, .width = 0.6};
  if (need != SIDE - 1 || places != 0) return paint;
  paint.pattern = MLG_HATCH;
  paint.ink = 0x7A3208u;
  return paint;
}

static mlg_shown shown_of(const crossed_key *c, size_t i) {
  return c->need.shown[i] != MLG_SHOWN ? c->need.shown[i] : c->places.shown[i];
}

static char *tooltip(const mlg_map *map, const crossed_key *c, size_t i) {
  mlg_arena *arena = map->arena;
  char *name = mlg_zone_title(arena, map->portrait->territory, map->plan->level, map->zones[i]);
  mlg_shown shown = shown_of(c, i);
  if (name == NULL) return NULL;
  if (shown != MLG_SHOWN)
    return mlg_arena_printf(arena, "%s" MLG_NNBSP ": %s", name, mlg_shown_label(shown));
  const char *share = mlg_share_words(map->arena, c->need.figures[i]);
  const char *places = mlg_french_decimal(arena, 100 * c->places.figures[i].value, 1);
  if (share == NULL || places == NULL) return NULL;
  return mlg_arena_printf(arena, "%s" MLG_NNBSP ": %s, %s places pour 100", name, share, places);
}

static void draw_zones(mlg_map *map, const crossed_key *c) {
  for (int signs = 0; signs < 2; signs++)
    for (size_t i = 0; i < map->n_zones; i++) {
      mlg_shown shown = shown_of(c, i);
      if ((shown != MLG_SHOWN) != (signs == 1)) continue;
      mlg_paint paint = shown == MLG_SHOWN
                            ? cell_paint(step_of(&c->need, i), step_of(&c->places, i))
                            : mlg_sign(shown);
      mlg_map_zone(map, i, paint, tooltip(map, c, i));
    }
}

/* ---- the key: a square with a figure in each cell ---- */

/* "12 à 18", "18 et plus": places for 100 persons. */
static char *places_words(mlg_arena *arena, const mlg_classes *classes, size_t k) {
  const char *low = k > 0 ? mlg_french_decimal(arena, 100 * classes->bounds[k - 1], 0) : "";
  const char *high = k + 1 < classes->n ? mlg_french_decimal(arena, 100 * classes->bounds[k], 0)
                                        : "";
  if (low == NULL || high == NULL) return NULL;
  if (classes->n == 1) return mlg_arena_strdup(arena, "une classe");
  if (k == 0) return mlg_arena_printf(arena, "moins de %s", high);
  if (k + 1 == classes->n) return mlg_arena_printf(arena, "%s et plus", low);
  return mlg_arena_printf(arena, "%s à %s", low, high);
}

typedef struct {
  double left, top, wide, high; /* Of the first cell. */
} grid;

static void write_centred(mlg_key *key, const char *words, mlg_font font, double x, double y) {
  mlg_map *map = key->map;
  mlg_text text =
      mlg_measure(map->drawing->ruler, map->arena, words, font, MLG_MIDDLE, MLG_UNBOUNDED);
  mlg_scene_text(map->scene, MLG_ROLE_KEY, mlg_text_around(text, (mlg_point){x, y}));
}

/* On lines, a figure needs a ground of its own. */
static void write_tally(mlg_key *key, size_t n, mlg_paint paint, mlg_point at) {
  mlg_map *map = key->map;
  mlg_font font = {18, MLG_BOLD, mlg_ink_on(paint.fill), MLG_NO_COLOUR};
  mlg_text text = mlg_measure(map->drawing->ruler, map->arena,
                              mlg_arena_printf(map->arena, "%zu", n), font, MLG_MIDDLE,
                              MLG_UNBOUNDED);
  text = mlg_text_around(text, at);
  mlg_box ground = {text.box.min_x - 4, text.box.min_y, text.box.max_x + 4, text.box.max_y};
  if (paint.pattern != MLG_PLAIN)
    mlg_scene_box(map->scene, MLG_ROLE_KEY, ground,
                  (mlg_paint){.fill = paint.fill, .stroke = MLG_NO_COLOUR});
  mlg_scene_text(map->scene, MLG_ROLE_KEY, text);
}

static void write_cells(mlg_key *key, const crossed_key *c, const grid *g) {
  for (size_t need = 0; need < SIDE; need++)
    for (size_t places = 0; places < SIDE; places++) {
      double x = g->left + (double)places * g->wide;
      double y = g->top + (double)(SIDE - 1 - need) * g->high;
      mlg_paint paint = cell_paint(need, places);
      mlg_scene_box(key->map->scene, MLG_ROLE_KEY, (mlg_box){x, y, x + g->wide, y + g->high},
                    paint);
      write_tally(key, c->tally[need][places], paint,
                  (mlg_point){x + g->wide / 2, y + g->high / 2});
    }
}

/* The word of the class that a step stands for, if one does. */
static size_t class_at(const mlg_classes *classes, size_t step) {
  if (classes->n < 2) return step == SIDE / 2 ? 0 : SIDE;
  for (size_t k = 0; k < classes->n; k++)
    if (k * (SIDE - 1) / (classes->n - 1) == step) return k;
  return SIDE;
}

static void write_sides(mlg_key *key, const crossed_key *c, const grid *g) {
  mlg_map *map = key->map;
  mlg_font font = {17, MLG_REGULAR, MLG_INK, MLG_NO_COLOUR};
  for (size_t step = 0; step < SIDE; step++) {
    size_t need = class_at(&c->need.classes, step), places = class_at(&c->places.classes, step);
    double y = g->top + ((double)(SIDE - 1 - step) + 0.5) * g->high;
    double x = g->left + ((double)step + 0.5) * g->wide;
    if (need < SIDE)
      mlg_map_write(map, MLG_ROLE_KEY, mlg_wording_class(map->arena, &c->need.classes, need), font,
                    MLG_RIGHT, MLG_UNBOUNDED, g->left - 12, y - 12);
    if (places < SIDE)
      write_centred(key, places_words(map->arena, &c->places.classes, places), font, x,
                    g->top + SIDE * g->high + 16);
  }
}

static void write_square(mlg_key *key, const crossed_key *c) {
  double width = key->map->key.max_x - key->map->key.min_x, labels = 150;
  grid g = {key->map->key.min_x + labels, key->y, fmin((width - labels) / SIDE, 120),
            62 * key->scale};
  write_cells(key, c, &g);
  write_sides(key, c, &g);
  key->y += SIDE * g.high + 34;
}

static void write_key(mlg_key *key, const void *context) {
  const crossed_key *c = context;
  const mlg_word *level = &MLG_LEVELS[key->map->plan->level];
  mlg_key_heading(key, "Besoin et offre");
  mlg_key_note(key, "De bas en haut : part des personnes fragiles sans solution");
  write_square(key, c);
  mlg_key_note(key, "De gauche à droite : places à portée pour 100 personnes fragiles");
  mlg_key_note(key, mlg_arena_printf(key->map->arena,
                                     "Dans chaque case, le nombre %s%s. Hachures" MLG_NNBSP
                                     ": besoin fort et peu de places. Classes" MLG_NNBSP ": %s.",
                                     key->map->plan->level == MLG_IRIS ? "d'" : "de ",
                                     level->plural, c->need.classes.method));
  mlg_key_gap(key, 8);
  mlg_key_signs(key, c->need.classes.hidden);
  mlg_key_gap(key, 20);
  mlg_share_number(key, MLG_INK);
}

static mlg_class_choice thirds(const mlg_map *map) {
  mlg_class_choice choice = mlg_shading_choice(map);
  if (choice.method == MLG_CLASS_GIVEN) choice.method = MLG_CLASS_NATURAL;
  choice.n = SIDE;
  return choice;
}

static mlg_status draw(mlg_map *map, void *context) {
  draw_zones(map, context);
  mlg_map_limits(map);
  return MLG_OK;
}

mlg_status mlg_map_crossed(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  crossed_key c = {0};
  MLG_TRY(mlg_shading_make(map, mlg_shade_uncovered, thirds(map), "besoin", &c.need));
  MLG_TRY(mlg_shading_make(map, figure_places, thirds(map), "besoin", &c.places));
  for (size_t i = 0; i < map->n_zones; i++)
    if (shown_of(&c, i) == MLG_SHOWN) c.tally[step_of(&c.need, i)][step_of(&c.places, i)]++;
  const char *message = mlg_headline_crossed(map->arena, map->portrait, plan->extent_level,
                                             plan->extent, plan->level, c.tally[SIDE - 1][0]);
  const char *what = mlg_arena_printf(
      map->arena, "Besoin «" MLG_NBSP "%s" MLG_NBSP "» non couvert et places à portée",
      MLG_FAMILIES[plan->family].label);
  MLG_TRY(mlg_share_layout(map, message, what));
  MLG_TRY(mlg_map_body(map, draw, mlg_map_annotate, &c));
  mlg_key_write(map, write_key, &c);
  return MLG_OK;
}
