/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>

#include "draw/key.h"
#include "draw/map.h"
#include "draw/shading.h"

/* Zones shaded by a rate. */
typedef struct {
  mlg_shading shading;
  const mlg_indicator *indicator;
  mlg_estimate rate; /* Of the extent. */
  const char *place, *comparison, *ranks;
} rate_key;

/* A label inside a sentence; an acronym keeps its capitals. */
static char *lower(mlg_arena *arena, const char *label) {
  char *copy = mlg_arena_strdup(arena, label);
  if (copy != NULL && copy[0] >= 'A' && copy[0] <= 'Z' && copy[1] >= 'a')
    copy[0] = (char)(copy[0] - 'A' + 'a');
  return copy;
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
                 r->shading.ramp[MLG_RAMP_COLOURS - 1], note, r->comparison);
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
  mlg_shading_key(key, &r->shading, false);
  mlg_shading_method(key, &r->shading);
  mlg_key_gap(key, 28);
  write_number(key, r);
  if (*r->ranks == '\0') return;
  mlg_key_gap(key, 10);
  mlg_key_note(key, r->ranks);
}

static mlg_status layout(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  const char *title =
      mlg_map_title(map, mlg_headline_rate(map->arena, map->portrait, plan->extent_level,
                                           plan->extent, plan->indicator));
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

static mlg_status draw(mlg_map *map, void *context) {
  mlg_shading_draw(map, context, mlg_wording_rate);
  mlg_map_limits(map);
  return MLG_OK;
}

mlg_status mlg_map_rate(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  const mlg_indicator *indicator = &map->portrait->project->indicators[plan->indicator];
  rate_key r = {.indicator = indicator};
  MLG_TRY(mlg_shading_make(map, mlg_shade_rate, mlg_shading_choice(map), indicator->palette,
                           &r.shading));
  mlg_portrait_rate(map->portrait, plan->extent_level, plan->extent, plan->indicator, 0, &r.rate);
  r.place = mlg_wording_place(map->arena, map->portrait, plan->extent_level, plan->extent);
  r.comparison = comparison(map);
  r.ranks = mlg_wording_ranks(map->arena, map->portrait, plan->extent_level, plan->extent,
                              plan->indicator);
  MLG_HAVE(r.ranks);
  MLG_TRY(layout(map));
  MLG_TRY(mlg_map_body(map, draw, mlg_map_annotate, &r.shading));
  mlg_key_write(map, write_key, &r);
  return MLG_OK;
}
