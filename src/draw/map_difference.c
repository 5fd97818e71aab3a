/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/beside.h>
#include <maillage/text.h>
#include <math.h>

#include "draw/shading.h"

/* Zones shaded by a difference of rates, on both sides of zero; the caller gives it. */
typedef struct {
  mlg_shading shading;
  const char *label;
  size_t up, down; /* Zones surely above and below zero. */
} difference_key;

/* A difference whose interval holds zero may be nothing: its shade is under lines. */
static mlg_shown figure_difference(const mlg_map *map, size_t zone, mlg_estimate *figure) {
  *figure = map->plan->differences[zone];
  if (!mlg_is_known(*figure)) return figure->flags & MLG_SUPPRESSED ? MLG_HIDDEN : MLG_UNKNOWN;
  figure->flags &= ~(unsigned)MLG_FRAGILE;
  if (mlg_shown_low(*figure, -INFINITY) <= 0 && mlg_shown_high(*figure, INFINITY) >= 0)
    figure->flags |= MLG_FRAGILE;
  return MLG_SHOWN;
}

/* As far on one side of zero as on the other, so that shades compare: bounds come from the sizes
   of the differences. */
static mlg_status mirror(mlg_map *map, mlg_class_choice choice, mlg_shading *shading) {
  double *sizes = MLG_NEW(map->arena, double, map->n_zones + 1);
  double *values = MLG_NEW(map->arena, double, map->n_zones + 1);
  mlg_classes half;
  MLG_HAVE(sizes);
  MLG_HAVE(values);
  for (size_t i = 0; i < map->n_zones; i++) {
    values[i] = shading->shown[i] == MLG_SHOWN ? shading->figures[i].value : NAN;
    sizes[i] = fabs(values[i]);
  }
  if (choice.method == MLG_CLASS_OWN) choice.method = MLG_CLASS_QUANTILES;
  choice.n = 3;
  MLG_TRY(mlg_classes_make(map->arena, sizes, map->n_zones, &choice, &half));
  size_t n = half.n > 3 ? 2 : half.n - 1;
  shading->classes.n = 2 * n + 1;
  shading->classes.method = half.method;
  for (size_t i = 0; i < n; i++) {
    shading->classes.bounds[n - 1 - i] = -half.bounds[i];
    shading->classes.bounds[n + i] = half.bounds[i];
  }
  mlg_classes_tally(&shading->classes, values, map->n_zones);
  return MLG_OK;
}

static char *class_words(mlg_arena *arena, const mlg_classes *classes, size_t k) {
  const char *low = k > 0 ? mlg_wording_signed_points(arena, classes->bounds[k - 1]) : "";
  const char *high = k + 1 < classes->n ? mlg_wording_signed_points(arena, classes->bounds[k]) : "";
  if (low == NULL || high == NULL) return NULL;
  if (classes->n == 1) return mlg_arena_strdup(arena, "une seule classe");
  if (k == 0) return mlg_arena_printf(arena, "moins de %s", high);
  if (k + 1 == classes->n) return mlg_arena_printf(arena, "%s et plus", low);
  return mlg_arena_printf(arena, "de %s à %s", low, high);
}

/* The highest first, as on a scale. */
static void write_key(mlg_key *key, const void *context) {
  const difference_key *d = context;
  mlg_arena *arena = key->map->arena;
  const mlg_classes *classes = &d->shading.classes;
  mlg_key_heading(key, d->label);
  mlg_key_note(key, mlg_arena_printf(arena, "Écart de taux, en points%s%s",
                                     key->map->plan->compared ? MLG_NNBSP ": " : "",
                                     key->map->plan->compared ? key->map->plan->compared : ""));
  mlg_key_gap(key, 8);
  for (size_t k = classes->n; k-- > 0;)
    mlg_key_swatch(key, (mlg_paint){.fill = mlg_ramp_colour(d->shading.ramp, k, classes->n)},
                   class_words(arena, classes, k), mlg_key_tally(key->map, classes->tally[k]));
  if (d->shading.n_fragile > 0)
    mlg_key_swatch(key, mlg_fragile_paint(d->shading.ramp[MLG_RAMP_COLOURS / 2]),
                   "dans la marge d'erreur", mlg_key_tally(key->map, d->shading.n_fragile));
  mlg_key_gap(key, 8);
  mlg_key_signs(key, classes->hidden);
  mlg_shading_method(key, &d->shading);
  mlg_key_gap(key, 24);
  mlg_key_note(
      key, mlg_arena_printf(arena, "Hausse sûre" MLG_NNBSP ": %s. Baisse sûre" MLG_NNBSP ": %s.",
                            mlg_key_tally(key->map, d->up), mlg_key_tally(key->map, d->down)));
}

/* "2026 moins 2025 : 7 quartiers en hausse, 2 en baisse." */
static char *message(const mlg_map *map, const difference_key *d) {
  const mlg_word *level = &MLG_LEVELS[map->plan->level];
  const char *at =
      mlg_wording_at(map->arena, map->portrait, map->plan->extent_level, map->plan->extent);
  if (at == NULL) return NULL;
  return mlg_arena_printf(
      map->arena, "%s %s%s%s" MLG_NNBSP ": %zu %s en hausse sûre, %zu en baisse", d->label, at,
      map->plan->compared ? ", " : "", map->plan->compared ? map->plan->compared : "", d->up,
      d->up < 2 ? level->label : level->plural, d->down);
}

static void count_sure(const mlg_map *map, difference_key *d) {
  for (size_t i = 0; i < map->n_zones; i++) {
    if (d->shading.shown[i] != MLG_SHOWN || (d->shading.figures[i].flags & MLG_FRAGILE)) continue;
    d->up += d->shading.figures[i].value > 0;
    d->down += d->shading.figures[i].value < 0;
  }
}

static mlg_status draw(mlg_map *map, void *context) {
  mlg_shading_draw(map, context, mlg_wording_points);
  mlg_map_limits(map);
  return MLG_OK;
}

mlg_status mlg_map_difference(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  bool of_need = plan->subject != NULL;
  size_t source = of_need ? MLG_NO_INDICATOR : plan->indicator;
  difference_key d = {.label = of_need ? plan->subject
                                       : map->portrait->project->indicators[plan->indicator].label};
  MLG_TRY(mlg_shading_make(map, figure_difference, plan->classes, "ecart", &d.shading));
  MLG_TRY(mirror(map, plan->classes, &d.shading));
  count_sure(map, &d);
  const mlg_map_words words = {
      mlg_map_title(map, message(map, &d)),
      mlg_arena_printf(map->arena, "%s, écart de taux par %s", d.label,
                       MLG_LEVELS[plan->level].label),
      mlg_wording_sources(map->arena, map->portrait, source),
      mlg_map_method(map, source),
  };
  MLG_TRY(mlg_map_layout(map, &words));
  MLG_TRY(mlg_map_body(map, draw, mlg_map_annotate, &d.shading));
  mlg_key_write(map, write_key, &d);
  return MLG_OK;
}
