/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>

#include "draw/circles.h"
#include "draw/shading.h"

/* Circles sized by persons and coloured by their rate: how many, and how concentrated. */
typedef struct {
  mlg_shading shading;
  const mlg_indicator *indicator;
  mlg_disc *discs;
  size_t n_discs;
  double per_root;
  mlg_estimate count; /* Of the extent. */
  const char *place, *rate;
} circles_key;

static void write_key(mlg_key *key, const void *context) {
  const circles_key *c = context;
  mlg_map *map = key->map;
  const mlg_indicator *indicators = map->portrait->project->indicators;
  const mlg_indicator *base = &indicators[c->indicator->denominators[0]];
  mlg_key_heading(key, c->indicator->label);
  mlg_key_note(key, mlg_arena_printf(map->arena, "Taille" MLG_NNBSP ": nombre de %s, par %s",
                                     c->indicator->unit, MLG_LEVELS[map->plan->level].label));
  if (c->n_discs > 0) mlg_key_circles(key, c->discs[0].persons, c->per_root);
  mlg_key_gap(key, 8);
  mlg_key_note(key, mlg_arena_printf(map->arena,
                                     "Couleur" MLG_NNBSP ": taux, pour cent, base" MLG_NNBSP
                                     ": «" MLG_NBSP "%s" MLG_NBSP "»",
                                     base->label));
  mlg_shading_key(key, &c->shading, true);
  mlg_shading_method(key, &c->shading);
  mlg_key_gap(key, 20);
  const char *bounds = mlg_map_bounds(map, c->count);
  if (bounds == NULL) return;
  mlg_key_number(key, mlg_map_place(map, c->place, mlg_wording_least(map->arena, c->count)),
                 mlg_map_big(map, c->count), c->shading.ramp[MLG_RAMP_COLOURS - 1],
                 mlg_arena_printf(map->arena, "%s%s%s", c->indicator->unit,
                                  *bounds != '\0' ? ", " : "", bounds),
                 c->rate);
}

/* A count without a rate to show (too few persons) keeps its circle, white. */
static mlg_paint disc_paint(const mlg_shading *shading, size_t i) {
  mlg_paint paint = {.fill = MLG_WHITE};
  if (shading->shown[i] == MLG_SHOWN) paint = mlg_shading_paint(shading, i);
  paint.stroke = MLG_INK;
  paint.width = 1;
  return paint;
}

static mlg_status make_discs(mlg_map *map, circles_key *c) {
  const mlg_map_plan *plan = map->plan;
  c->discs = MLG_NEW(map->arena, mlg_disc, map->n_zones);
  MLG_HAVE(c->discs);
  for (size_t i = 0; i < map->n_zones; i++) {
    size_t zone = map->zones[i];
    mlg_estimate count = mlg_need_value(map->portrait->need, plan->level, zone, plan->indicator);
    if (!mlg_is_known(count) || count.value <= 0) continue;
    c->discs[c->n_discs++] =
        (mlg_disc){.zone = zone,
                   .persons = count.value,
                   .paint = disc_paint(&c->shading, i),
                   .tooltip = mlg_wording_interval(map->arena, count, c->indicator->unit)};
  }
  c->per_root = mlg_discs_size(map, c->discs, c->n_discs);
  return MLG_OK;
}

static mlg_status draw(mlg_map *map, void *context) {
  circles_key *c = context;
  mlg_shading_draw_ground(map, &c->shading, mlg_wording_rate);
  if (!map->is_inset) MLG_TRY(make_discs(map, c));
  mlg_map_limits(map);
  mlg_discs_draw(map, c->discs, c->n_discs);
  return MLG_OK;
}

static mlg_status annotate(mlg_map *map, void *context) {
  const circles_key *c = context;
  return mlg_discs_annotate(map, c->discs, c->n_discs);
}

static mlg_status prepare(mlg_map *map, circles_key *c) {
  const mlg_map_plan *plan = map->plan;
  mlg_estimate rate;
  c->indicator = &map->portrait->project->indicators[plan->indicator];
  MLG_TRY(mlg_shading_make(map, mlg_shade_rate, mlg_shading_choice(map), c->indicator->palette,
                           &c->shading));
  c->count = mlg_need_value(map->portrait->need, plan->extent_level, plan->extent, plan->indicator);
  mlg_portrait_rate(map->portrait, plan->extent_level, plan->extent, plan->indicator, 0, &rate);
  c->place = mlg_wording_place(map->arena, map->portrait, plan->extent_level, plan->extent);
  const char *words = mlg_wording_rate(map->arena, rate);
  MLG_HAVE(words);
  c->rate = mlg_arena_printf(map->arena, "taux" MLG_NNBSP ": %s", words);
  return MLG_OK;
}

mlg_status mlg_map_count_rate(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  circles_key c = {0};
  MLG_TRY(prepare(map, &c));
  const char *title =
      mlg_map_title(map, mlg_headline_count(map->arena, map->portrait, plan->extent_level,
                                            plan->extent, plan->level, plan->indicator));
  MLG_TRY(mlg_map_layout_indicator(map, title, "effectifs et taux", c.count));
  MLG_TRY(mlg_map_body(map, draw, annotate, &c));
  mlg_key_write(map, write_key, &c);
  return MLG_OK;
}
