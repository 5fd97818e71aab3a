/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>

#include "draw/key.h"
#include "draw/map.h"
#include "draw/signs.h"

/*
 * Zones shaded by a rate. What is shaded comes from mlg_portrait_rate alone:
 * there is no path from a number of persons to a shade.
 */
typedef struct {
  mlg_classes classes;
  const mlg_rgb *ramp;
  const mlg_indicator *indicator;
  mlg_estimate rate; /* Of the extent. */
  const char *place, *comparison, *ranks;
  size_t n_fragile; /* Zones shown whose figure is fragile. */
} rate_key;

static char *percent(mlg_arena *arena, double ratio) {
  bool whole = fabs(100 * ratio - round(100 * ratio)) < 1e-6;
  return mlg_french_decimal(arena, 100 * ratio, whole ? 0 : 1);
}

/* "moins de 20 %", "20 à 25 %", "40 % et plus". */
static char *class_words(mlg_arena *arena, const mlg_classes *classes, size_t k) {
  const char *low = k > 0 ? percent(arena, classes->bounds[k - 1]) : "";
  const char *high = k + 1 < classes->n ? percent(arena, classes->bounds[k]) : "";
  if (low == NULL || high == NULL) return NULL;
  if (classes->n == 1) return mlg_arena_strdup(arena, "une seule classe");
  if (k == 0) return mlg_arena_printf(arena, "moins de %s" MLG_NNBSP "%%", high);
  if (k + 1 == classes->n) return mlg_arena_printf(arena, "%s" MLG_NNBSP "%% et plus", low);
  return mlg_arena_printf(arena, "%s à %s" MLG_NNBSP "%%", low, high);
}

/* A label inside a sentence; an acronym keeps its capitals. */
static char *lower(mlg_arena *arena, const char *label) {
  char *copy = mlg_arena_strdup(arena, label);
  if (copy != NULL && copy[0] >= 'A' && copy[0] <= 'Z' && copy[1] >= 'a')
    copy[0] = (char)(copy[0] - 'A' + 'a');
  return copy;
}

/* Thin lines over the shade, which stays to be read. */
static mlg_paint fragile_paint(mlg_rgb fill) {
  bool dark = mlg_ink_on(fill) == MLG_WHITE;
  return (mlg_paint){.fill = fill, .pattern = MLG_HATCH, .ink = dark ? MLG_OUTSIDE : MLG_SIGN_INK};
}

static void write_classes(mlg_key *key, const rate_key *r) {
  for (size_t k = 0; k < r->classes.n; k++) {
    mlg_paint paint = {.fill = mlg_ramp_colour(r->ramp, k, r->classes.n)};
    mlg_key_swatch(key, paint, class_words(key->map->arena, &r->classes, k),
                   mlg_key_tally(key->map, r->classes.tally[k]));
  }
  if (r->n_fragile > 0)
    mlg_key_swatch(key, fragile_paint(mlg_ramp_colour(r->ramp, 1, MLG_RAMP_COLOURS)),
                   "estimation fragile", mlg_key_tally(key->map, r->n_fragile));
  mlg_key_gap(key, 8);
  for (size_t shown = MLG_SHOWN + 1; shown < MLG_SHOWN_COUNT; shown++)
    if (r->classes.hidden[shown] > 0)
      mlg_key_swatch(key, mlg_sign(shown), mlg_shown_label(shown),
                     mlg_key_tally(key->map, r->classes.hidden[shown]));
}

/* The rate of the extent; of a partial one, its floor and what it cannot exceed. */
static void write_number(mlg_key *key, const rate_key *r) {
  mlg_map *map = key->map;
  mlg_arena *arena = map->arena;
  const char *least = mlg_wording_least_rate(arena, r->rate);
  bool is_floor = least != NULL && *least != '\0', known = mlg_is_known(r->rate);
  double most = mlg_shown_high(r->rate, known ? 1 : INFINITY);
  const char *high = mlg_french_percent(arena, ceil(1000 * most - 1e-9) / 1000), *note = NULL;
  if (known)
    note = mlg_key_between(map, mlg_french_percent(arena, mlg_shown_low(r->rate, 0)),
                           mlg_french_percent(arena, most));
  else if (most < 1 && high != NULL)
    note = mlg_arena_printf(arena, "au plus %s", high);
  mlg_key_number(key, mlg_map_place(map, r->place, least),
                 is_floor ? least
                 : known  ? mlg_french_percent(arena, r->rate.value)
                          : "n.d.",
                 r->ramp[MLG_RAMP_COLOURS - 1], note, r->comparison);
}

static void write_key(mlg_key *key, const void *context) {
  const rate_key *r = context;
  mlg_arena *arena = key->map->arena;
  const mlg_indicator *indicators = key->map->portrait->project->indicators;
  mlg_key_heading(key, r->indicator->label);
  mlg_key_note(key,
               mlg_arena_printf(arena, "Pour cent, base" MLG_NNBSP ": %s",
                                lower(arena, indicators[r->indicator->denominators[0]].label)));
  mlg_key_gap(key, 8);
  write_classes(key, r);
  mlg_key_note(key, mlg_arena_printf(arena, "Classes" MLG_NNBSP ": %s, borne basse comprise.",
                                     r->classes.method));
  mlg_key_gap(key, 28);
  write_number(key, r);
  if (*r->ranks == '\0') return;
  mlg_key_gap(key, 10);
  mlg_key_note(key, r->ranks);
}

static mlg_paint shade(const rate_key *r, mlg_estimate rate) {
  mlg_rgb fill = mlg_ramp_colour(r->ramp, mlg_class_of(&r->classes, rate.value), r->classes.n);
  return rate.flags & MLG_FRAGILE ? fragile_paint(fill) : (mlg_paint){.fill = fill};
}

static mlg_paint zone_paint(const mlg_map *map, const rate_key *r, size_t zone,
                            mlg_estimate *rate) {
  mlg_shown shown =
      mlg_portrait_rate(map->portrait, map->plan->level, zone, map->plan->indicator, 0, rate);
  mlg_paint paint = shown == MLG_SHOWN ? shade(r, *rate) : mlg_sign(shown);
  bool sign = shown != MLG_SHOWN;
  paint.stroke = sign ? MLG_SIGN_INK : MLG_WHITE;
  paint.width = 0.6;
  return paint;
}

static char *zone_tooltip(const mlg_map *map, size_t zone, mlg_estimate rate, mlg_shown shown) {
  mlg_arena *arena = map->arena;
  char *name = mlg_zone_title(arena, map->portrait->territory, map->plan->level, zone);
  const char *value = shown == MLG_SHOWN ? mlg_wording_rate(arena, rate) : mlg_shown_label(shown);
  const char *least = mlg_wording_least_rate(arena, rate);
  if (name == NULL || value == NULL || least == NULL) return NULL;
  return mlg_arena_printf(arena, "%s" MLG_NNBSP ": %s%s%s", name, value,
                          *least != '\0' ? ", au moins " : "", least);
}

/* Zones without a figure come last: their grey limit lies over the white ones. */
static void draw_zones(mlg_map *map, const rate_key *r) {
  for (int signs = 0; signs < 2; signs++)
    for (size_t i = 0; i < map->n_zones; i++) {
      mlg_estimate rate;
      mlg_paint paint = zone_paint(map, r, map->zones[i], &rate);
      bool sign = paint.stroke == MLG_SIGN_INK;
      if (sign != (signs == 1)) continue;
      mlg_shown shown = mlg_portrait_rate(map->portrait, map->plan->level, map->zones[i],
                                          map->plan->indicator, 0, &rate);
      mlg_scene_shape(map->scene, MLG_ROLE_ZONE, map->frame, map->shapes[i], paint,
                      zone_tooltip(map, map->zones[i], rate, shown));
    }
}

static mlg_status layout(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  const char *title = mlg_headline_rate(map->arena, map->portrait, plan->extent_level, plan->extent,
                                        plan->indicator);
  mlg_estimate count =
      mlg_need_value(map->portrait->need, plan->extent_level, plan->extent, plan->indicator);
  return mlg_map_layout_indicator(map, title, "taux", count);
}

/* "Rennes Métropole : 29,3 %". */
static char *comparison(mlg_map *map) {
  mlg_level level;
  size_t zone;
  mlg_estimate rate;
  if (!mlg_map_reference(map, &level, &zone)) return NULL;
  mlg_shown shown = mlg_portrait_rate(map->portrait, level, zone, map->plan->indicator, 0, &rate);
  const char *least = mlg_wording_least_rate(map->arena, rate);
  if (least == NULL || (shown != MLG_SHOWN && *least == '\0')) return NULL;
  char *place = mlg_wording_place(map->arena, map->portrait, level, zone);
  const char *value = *least != '\0' ? least : mlg_french_percent(map->arena, rate.value);
  if (place == NULL || value == NULL) return NULL;
  return mlg_arena_printf(map->arena, "%s" MLG_NNBSP ": %s%s", place,
                          *least != '\0' ? "au moins " : "", value);
}

static size_t count_fragile(const mlg_map *map) {
  size_t n = 0;
  mlg_estimate rate;
  for (size_t i = 0; i < map->n_zones; i++)
    n += mlg_portrait_rate(map->portrait, map->plan->level, map->zones[i], map->plan->indicator, 0,
                           &rate) == MLG_SHOWN &&
         (rate.flags & MLG_FRAGILE);
  return n;
}

mlg_status mlg_map_rate(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  const mlg_indicator *indicator = &map->portrait->project->indicators[plan->indicator];
  rate_key r = {.ramp = mlg_ramp(indicator->palette == NULL ? "" : indicator->palette),
                .indicator = indicator};
  MLG_TRY(mlg_portrait_classes(map->arena, map->portrait, plan->level, map->zones, map->n_zones,
                               plan->indicator, &r.classes));
  mlg_portrait_rate(map->portrait, plan->extent_level, plan->extent, plan->indicator, 0, &r.rate);
  r.place = mlg_wording_place(map->arena, map->portrait, plan->extent_level, plan->extent);
  r.comparison = comparison(map);
  r.n_fragile = count_fragile(map);
  r.ranks = mlg_wording_ranks(map->arena, map->portrait, plan->extent_level, plan->extent,
                              plan->indicator);
  MLG_HAVE(r.ranks);
  MLG_TRY(layout(map));
  MLG_TRY(mlg_map_background(map));
  draw_zones(map, &r);
  mlg_map_limits(map);
  mlg_map_furniture(map);
  MLG_TRY(mlg_map_names(map));
  mlg_key_write(map, write_key, &r);
  return MLG_OK;
}
