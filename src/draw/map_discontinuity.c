/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>

#include "draw/borders.h"
#include "draw/shading.h"

/* Limits as wide as the gap between the rates on both sides. */
enum { WIDTHS = 4 };
static const double WIDTH[WIDTHS] = {0.8, 3, 6, 10}; /* px */

typedef struct {
  mlg_shading shading; /* Of the zones: only signs are shown. */
  const mlg_indicator *indicator;
  mlg_border *borders;
  double *gaps; /* One a border; NaN when a side has no rate. */
  size_t n_borders, n_known;
  mlg_classes classes;
  double widest;
  size_t sides[2]; /* The zones of the widest gap. */
} gap_key;

/* Two zones whose limit is in several pieces count once. */
static mlg_status classify(mlg_map *map, gap_key *g) {
  double *once = MLG_NEW(map->arena, double, g->n_borders + 1);
  MLG_HAVE(once);
  for (size_t i = 0; i < g->n_borders; i++) {
    once[i] = g->gaps[i];
    for (size_t j = i; j-- > 0 && g->borders[j].a == g->borders[i].a;)
      if (g->borders[j].b == g->borders[i].b) once[i] = NAN;
  }
  mlg_class_choice choice = map->plan->classes;
  if (choice.method == MLG_CLASS_OWN) choice.method = MLG_CLASS_NATURAL;
  if (choice.n == 0 || choice.n > WIDTHS) choice.n = WIDTHS;
  return mlg_classes_make(map->arena, once, g->n_borders, &choice, &g->classes);
}

static mlg_status find_gaps(mlg_map *map, gap_key *g) {
  MLG_TRY(mlg_borders_find(map->arena, map->shapes, map->n_zones, &g->borders, &g->n_borders));
  g->gaps = MLG_NEW(map->arena, double, g->n_borders + 1);
  MLG_HAVE(g->gaps);
  for (size_t i = 0; i < g->n_borders; i++) {
    size_t a = g->borders[i].a, b = g->borders[i].b;
    g->gaps[i] = NAN;
    if (g->shading.shown[a] != MLG_SHOWN || g->shading.shown[b] != MLG_SHOWN) continue;
    g->gaps[i] = fabs(g->shading.figures[a].value - g->shading.figures[b].value);
    g->n_known++;
    if (g->gaps[i] <= g->widest) continue;
    g->widest = g->gaps[i];
    g->sides[0] = map->zones[a];
    g->sides[1] = map->zones[b];
  }
  return classify(map, g);
}

static double width_of(const gap_key *g, size_t class) {
  size_t n = g->classes.n;
  if (n < 2) return WIDTH[1];
  return WIDTH[class * (WIDTHS - 1) / (n - 1)];
}

static mlg_rgb colour_of(const gap_key *g, size_t class) {
  return class == 0 ? MLG_SIGN_INK : g->shading.ramp[class + 1 == g->classes.n ? 4 : 3];
}

/* Narrow ones first: where lines meet, the widest is whole. */
static void draw_borders(mlg_map *map, const gap_key *g) {
  for (size_t class = 0; class < g->classes.n; class ++)
    for (size_t i = 0; i < g->n_borders; i++) {
      if (isnan(g->gaps[i]) || mlg_class_of(&g->classes, g->gaps[i]) != class) continue;
      mlg_shape line = {1, &g->borders[i].line};
      mlg_scene_lines(map->scene, MLG_ROLE_LIMIT, map->frame, line, colour_of(g, class),
                      width_of(g, class));
    }
}

static char *gap_words(mlg_arena *arena, const mlg_classes *classes, size_t k) {
  const char *low = k > 0 ? mlg_french_decimal(arena, 100 * classes->bounds[k - 1], 0) : "";
  const char *high = k + 1 < classes->n ? mlg_french_decimal(arena, 100 * classes->bounds[k], 0)
                                        : "";
  if (low == NULL || high == NULL) return NULL;
  if (classes->n == 1) return mlg_arena_strdup(arena, "une seule classe");
  if (k == 0) return mlg_arena_printf(arena, "moins de %s" MLG_NBSP "points", high);
  if (k + 1 == classes->n) return mlg_arena_printf(arena, "%s" MLG_NBSP "points et plus", low);
  return mlg_arena_printf(arena, "%s à %s" MLG_NBSP "points", low, high);
}

static void write_key(mlg_key *key, const void *context) {
  const gap_key *g = context;
  mlg_arena *arena = key->map->arena;
  const mlg_indicator *indicators = key->map->portrait->project->indicators;
  mlg_key_heading(key, "Écart de taux entre voisins");
  mlg_key_note(key, mlg_arena_printf(arena, "%s, base" MLG_NNBSP ": «" MLG_NBSP "%s" MLG_NBSP "»",
                                     g->indicator->label,
                                     indicators[g->indicator->denominators[0]].label));
  mlg_key_gap(key, 8);
  for (size_t k = g->classes.n; g->n_known > 0 && k-- > 0;)
    mlg_key_line(key, colour_of(g, k), width_of(g, k), gap_words(arena, &g->classes, k),
                 mlg_arena_printf(arena, "%zu" MLG_NBSP "limites", g->classes.tally[k]));
  mlg_key_gap(key, 8);
  mlg_key_signs(key, g->shading.classes.hidden);
  mlg_key_note(key, mlg_arena_printf(arena,
                                     "Plus le trait est large, plus les deux zones diffèrent. "
                                     "Classes" MLG_NNBSP ": %s.",
                                     g->classes.method));
}

/* The frame is set by the title, which names the widest gap: gaps are found on a first frame,
   where the page is the map, and again on the page. */
static mlg_status find_message(mlg_map *map, gap_key *g, const char **message) {
  const mlg_map_plan *plan = map->plan;
  mlg_shape *shapes = MLG_NEW(map->arena, mlg_shape, map->n_zones);
  MLG_HAVE(shapes);
  for (size_t i = 0; i < map->n_zones; i++)
    shapes[i] = map->portrait->shapes[plan->level][map->zones[i]];
  map->shapes = shapes;
  MLG_TRY(find_gaps(map, g));
  *message = mlg_headline_gap(map->arena, map->portrait, plan->extent_level, plan->extent,
                              plan->level, plan->indicator, g->sides, g->widest);
  return MLG_OK;
}

mlg_status mlg_map_discontinuity(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  gap_key g = {.indicator = &map->portrait->project->indicators[plan->indicator]}, again;
  MLG_TRY(mlg_shading_make(map, mlg_shade_rate, mlg_shading_choice(map), g.indicator->palette,
                           &g.shading));
  again = g;
  const char *message;
  MLG_TRY(find_message(map, &again, &message));
  MLG_TRY(mlg_map_layout_indicator(
      map, mlg_map_title(map, message), "écarts de taux",
      mlg_need_value(map->portrait->need, plan->extent_level, plan->extent, plan->indicator)));
  MLG_TRY(mlg_map_background(map));
  MLG_TRY(find_gaps(map, &g));
  mlg_shading_draw_ground(map, &g.shading, mlg_wording_rate);
  mlg_paint outline = {.fill = MLG_NO_COLOUR, .stroke = MLG_SOFT_INK, .width = 1.2};
  mlg_scene_shape(map->scene, MLG_ROLE_LIMIT, map->frame,
                  mlg_map_shape(map, plan->extent_level, plan->extent), outline, NULL);
  draw_borders(map, &g);
  mlg_map_contexts(map);
  mlg_map_furniture(map);
  MLG_TRY(mlg_map_names(map));
  mlg_key_write(map, write_key, &g);
  return MLG_OK;
}
