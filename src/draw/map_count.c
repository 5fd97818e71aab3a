/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>

#include "draw/circles.h"
#include "draw/key.h"
#include "draw/map.h"
#include "draw/signs.h"

/* Circles: persons of an indicator by zone. */
typedef struct {
  const mlg_indicator *indicator;
  mlg_rgb colour;
  mlg_disc *discs;
  size_t n_discs;
  double per_root;
  size_t hidden[MLG_SHOWN_COUNT];
  mlg_estimate count; /* Of the extent. */
  const char *place, *comparison;
} count_key;

static mlg_shown shown_of(mlg_estimate count) {
  /* A sum carries the flag of an empty part; a zone with persons is not empty. */
  if ((count.flags & MLG_EMPTY) && count.value == 0) return MLG_NOBODY;
  if (mlg_is_known(count)) return MLG_SHOWN;
  return count.flags & MLG_SUPPRESSED ? MLG_HIDDEN : MLG_UNKNOWN;
}

/* The count of the extent; of a partial one, its floor and what it cannot exceed. */
static void write_number(mlg_key *key, const count_key *c) {
  mlg_map *map = key->map;
  const char *bounds = mlg_map_bounds(map, c->count);
  if (bounds == NULL) return;
  mlg_key_number(key, mlg_map_place(map, c->place, mlg_wording_least(map->arena, c->count)),
                 mlg_map_big(map, c->count), c->colour,
                 mlg_arena_printf(map->arena, "%s%s%s", c->indicator->unit,
                                  *bounds != '\0' ? ", " : "", bounds),
                 c->comparison);
}

static void write_key(mlg_key *key, const void *context) {
  const count_key *c = context;
  mlg_arena *arena = key->map->arena;
  mlg_key_heading(key, c->indicator->label);
  mlg_key_note(key, mlg_arena_printf(arena, "Nombre de %s, par %s", c->indicator->unit,
                                     MLG_LEVELS[key->map->plan->level].label));
  mlg_key_gap(key, 10);
  if (c->n_discs > 0) mlg_key_circles(key, c->discs[0].persons, c->per_root);
  mlg_key_gap(key, 8);
  mlg_key_signs(key, c->hidden);
  mlg_key_note(key, "L'aire du cercle est proportionnelle au nombre.");
  mlg_key_gap(key, 28);
  write_number(key, c);
}

static char *tooltip(const mlg_map *map, size_t zone, mlg_estimate count, const char *unit) {
  char *name = mlg_zone_title(map->arena, map->portrait->territory, map->plan->level, zone);
  char *value = mlg_wording_interval(map->arena, count, unit);
  if (name == NULL || value == NULL) return NULL;
  return mlg_arena_printf(map->arena, "%s" MLG_NNBSP ": %s", name, value);
}

static mlg_estimate count_of(const mlg_map *map, size_t i) {
  return mlg_need_value(map->portrait->need, map->plan->level, map->zones[i], map->plan->indicator);
}

/* The circles of all zones, and how many have no figure. */
static mlg_status make_discs(mlg_map *map, count_key *c) {
  c->discs = MLG_NEW(map->arena, mlg_disc, map->n_zones);
  MLG_HAVE(c->discs);
  for (size_t i = 0; i < map->n_zones; i++) {
    mlg_estimate count = count_of(map, i);
    mlg_shown shown = shown_of(count);
    c->hidden[shown]++;
    if (shown != MLG_SHOWN || count.value <= 0) continue;
    c->discs[c->n_discs++] =
        (mlg_disc){.zone = map->zones[i],
                   .persons = count.value,
                   .paint = {.fill = c->colour, .stroke = MLG_WHITE, .width = 1},
                   .tooltip = tooltip(map, map->zones[i], count, c->indicator->unit)};
  }
  c->per_root = mlg_discs_size(map, c->discs, c->n_discs);
  return MLG_OK;
}

/* Zones as a light ground, signs where there is no figure, then circles. */
static mlg_status draw(mlg_map *map, void *context) {
  count_key *c = context;
  for (size_t i = 0; i < map->n_zones; i++) {
    mlg_estimate count = count_of(map, i);
    mlg_shown shown = shown_of(count);
    mlg_map_zone(map, i, mlg_ground_paint(shown),
                 tooltip(map, map->zones[i], count, c->indicator->unit));
  }
  if (!map->is_inset) MLG_TRY(make_discs(map, c));
  mlg_map_limits(map);
  mlg_discs_draw(map, c->discs, c->n_discs);
  return MLG_OK;
}

static mlg_status annotate(mlg_map *map, void *context) {
  const count_key *c = context;
  return mlg_discs_annotate(map, c->discs, c->n_discs);
}

static mlg_status layout(mlg_map *map, const count_key *c) {
  const mlg_map_plan *plan = map->plan;
  const char *title =
      mlg_map_title(map, mlg_headline_count(map->arena, map->portrait, plan->extent_level,
                                            plan->extent, plan->level, plan->indicator));
  return mlg_map_layout_indicator(map, title, "effectifs", c->count);
}

/* "Rennes Métropole : 89 800", or the other way round. */
static char *comparison(mlg_map *map) {
  mlg_level level;
  size_t zone;
  if (!mlg_map_reference(map, &level, &zone)) return NULL;
  char *place = mlg_wording_place(map->arena, map->portrait, level, zone);
  mlg_estimate count = mlg_need_value(map->portrait->need, level, zone, map->plan->indicator);
  char *value = mlg_map_figure(map, count);
  if (place == NULL || value == NULL) return NULL;
  return mlg_arena_printf(map->arena, "%s" MLG_NNBSP ": %s", place, value);
}

mlg_status mlg_map_count(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  const mlg_indicator *indicator = &map->portrait->project->indicators[plan->indicator];
  count_key c = {
      .indicator = indicator,
      .colour = mlg_ramp(plan->palette != NULL        ? plan->palette
                         : indicator->palette != NULL ? indicator->palette
                                                      : "")[3],
      .count =
          mlg_need_value(map->portrait->need, plan->extent_level, plan->extent, plan->indicator),
      .place = mlg_wording_place(map->arena, map->portrait, plan->extent_level, plan->extent),
      .comparison = comparison(map)};
  MLG_TRY(layout(map, &c));
  MLG_TRY(mlg_map_body(map, draw, annotate, &c));
  mlg_key_write(map, write_key, &c);
  return MLG_OK;
}
