/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/shading.h"

#include <maillage/text.h>
#include <math.h>

#include "draw/signs.h"

mlg_shown mlg_shade_rate(const mlg_map *map, size_t zone, mlg_estimate *figure) {
  return mlg_portrait_rate(map->portrait, map->plan->level, zone, map->plan->indicator, 0, figure);
}

mlg_shown mlg_shade_uncovered(const mlg_map *map, size_t zone, mlg_estimate *figure) {
  return mlg_portrait_uncovered_rate(map->portrait, map->plan->level, zone, map->plan->family,
                                     figure);
}

mlg_class_choice mlg_shading_choice(const mlg_map *map) {
  mlg_class_choice choice = map->plan->classes;
  const mlg_indicator *indicator = &map->portrait->project->indicators[map->plan->indicator];
  if (choice.method != MLG_CLASS_OWN) return choice;
  /* Where nothing is in reach, all shares are the take-up: quantiles would make one class. */
  if (mlg_map_is_of_need(map->plan->kind)) choice.method = MLG_CLASS_NATURAL;
  if (mlg_map_is_of_need(map->plan->kind) || choice.n > 0 || indicator->n_bounds == 0)
    return choice;
  choice.method = MLG_CLASS_GIVEN;
  choice.n_bounds = indicator->n_bounds;
  choice.bounds = indicator->bounds;
  return choice;
}

/* ---- figures into classes ---- */

/* Every zone of the territory, so that a series of extents has the same bounds. */
static mlg_status shared_bounds(mlg_map *map, mlg_shading_figure *figure, mlg_class_choice choice,
                                mlg_classes *classes) {
  size_t n = map->portrait->territory->n_zones[map->plan->level];
  double *values = MLG_NEW(map->arena, double, n + 1);
  MLG_HAVE(values);
  for (size_t zone = 0; zone < n; zone++) {
    mlg_estimate one;
    values[zone] = figure(map, zone, &one) == MLG_SHOWN ? one.value : NAN;
  }
  return mlg_classes_make(map->arena, values, n, &choice, classes);
}

mlg_status mlg_shading_make(mlg_map *map, mlg_shading_figure *figure, mlg_class_choice choice,
                            const char *palette, mlg_shading *shading) {
  size_t n = map->n_zones, hidden[MLG_SHOWN_COUNT] = {0};
  double *values = MLG_NEW(map->arena, double, n + 1);
  *shading = (mlg_shading){.shown = MLG_NEW(map->arena, mlg_shown, n + 1),
                           .figures = MLG_NEW(map->arena, mlg_estimate, n + 1)};
  MLG_HAVE(values);
  MLG_HAVE(shading->shown);
  MLG_HAVE(shading->figures);
  for (size_t i = 0; i < n; i++) {
    shading->shown[i] = figure(map, map->zones[i], &shading->figures[i]);
    bool shown = shading->shown[i] == MLG_SHOWN;
    values[i] = shown ? shading->figures[i].value : NAN;
    shading->n_fragile += shown && (shading->figures[i].flags & MLG_FRAGILE);
    hidden[shading->shown[i]]++;
  }
  if (choice.shared)
    MLG_TRY(shared_bounds(map, figure, choice, &shading->classes));
  else
    MLG_TRY(mlg_classes_make(map->arena, values, n, &choice, &shading->classes));
  mlg_classes_tally(&shading->classes, values, n);
  for (size_t i = MLG_SHOWN + 1; i < MLG_SHOWN_COUNT; i++) shading->classes.hidden[i] = hidden[i];
  shading->ramp = mlg_ramp(map->plan->palette != NULL ? map->plan->palette
                           : palette != NULL          ? palette
                                                      : "");
  return MLG_OK;
}

/* ---- on the map ---- */

/* Thin lines over the shade, which stays to be read. */
mlg_paint mlg_fragile_paint(mlg_rgb fill) {
  bool dark = mlg_ink_on(fill) == MLG_WHITE;
  return (mlg_paint){.fill = fill, .pattern = MLG_HATCH, .ink = dark ? MLG_AROUND : MLG_SIGN_INK};
}

mlg_paint mlg_shading_paint(const mlg_shading *shading, size_t i) {
  size_t class = mlg_class_of(&shading->classes, shading->figures[i].value);
  mlg_rgb fill = mlg_ramp_colour(shading->ramp, class, shading->classes.n);
  mlg_paint paint = {.fill = fill};
  if (shading->figures[i].flags & MLG_FRAGILE) paint = mlg_fragile_paint(fill);
  paint.stroke = MLG_WHITE;
  paint.width = 0.6;
  return paint;
}

static char *tooltip(const mlg_map *map, const mlg_shading *shading, size_t i,
                     mlg_shading_words *words) {
  mlg_arena *arena = map->arena;
  if (map->is_crowded) return NULL; /* tens of thousands, not shown */
  mlg_shown shown = shading->shown[i];
  mlg_estimate figure = shading->figures[i];
  char *name = mlg_zone_title(arena, map->portrait->territory, map->plan->level, map->zones[i]);
  const char *value = shown == MLG_SHOWN ? words(arena, figure) : mlg_shown_label(shown);
  const char *least = mlg_wording_least_rate(arena, figure);
  if (name == NULL || value == NULL || least == NULL) return NULL;
  return mlg_arena_printf(arena, "%s" MLG_NNBSP ": %s%s%s", name, value,
                          *least != '\0' ? ", au moins " : "", least);
}

/* Zones without a figure come last: their grey limit lies over the white ones. */
void mlg_shading_draw(mlg_map *map, const mlg_shading *shading, mlg_shading_words *words) {
  for (int signs = 0; signs < 2; signs++)
    for (size_t i = 0; i < map->n_zones; i++) {
      bool sign = shading->shown[i] != MLG_SHOWN;
      if (sign != (signs == 1)) continue;
      mlg_paint paint = sign ? mlg_sign(shading->shown[i]) : mlg_shading_paint(shading, i);
      mlg_map_zone(map, i, paint, tooltip(map, shading, i, words));
    }
}

void mlg_shading_draw_ground(mlg_map *map, const mlg_shading *shading, mlg_shading_words *words) {
  for (size_t i = 0; i < map->n_zones; i++)
    mlg_map_zone(map, i, mlg_ground_paint(shading->shown[i]), tooltip(map, shading, i, words));
}

/* ---- in the key ---- */

static void write_class(mlg_key *key, mlg_paint paint, bool disc, const char *label, size_t n) {
  char *tally = mlg_key_tally(key->map, n);
  if (!disc) {
    mlg_key_swatch(key, paint, label, tally);
    return;
  }
  paint.stroke = MLG_INK;
  paint.width = 1;
  mlg_key_disc(key, paint, 14 * key->scale, label, tally);
}

void mlg_shading_key(mlg_key *key, const mlg_shading *shading, bool discs) {
  const mlg_classes *classes = &shading->classes;
  for (size_t k = 0; k < classes->n; k++) {
    mlg_paint paint = {.fill = mlg_ramp_colour(shading->ramp, k, classes->n)};
    write_class(key, paint, discs, mlg_wording_class(key->map->arena, classes, k),
                classes->tally[k]);
  }
  if (shading->n_fragile > 0)
    write_class(key, mlg_fragile_paint(mlg_ramp_colour(shading->ramp, 1, MLG_RAMP_COLOURS)), discs,
                "estimation fragile", shading->n_fragile);
  mlg_key_gap(key, 8);
  mlg_key_signs(key, classes->hidden);
}

void mlg_shading_method(mlg_key *key, const mlg_shading *shading) {
  size_t n = 0;
  for (size_t k = 0; k < shading->classes.n; k++) n += shading->classes.tally[k];
  char *tally = mlg_key_tally(key->map, n);
  if (n == 0 || tally == NULL) return;
  mlg_key_note(key,
               mlg_arena_printf(key->map->arena,
                                "Classes" MLG_NNBSP ": %s, borne basse comprise" MLG_NNBSP "; %s.",
                                shading->classes.method, tally));
}
