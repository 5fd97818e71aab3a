/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>

#include "draw/key.h"
#include "draw/map.h"

/* Figures of a whole of which a part is not known: what is known is a floor. */

/* A sentence more, when there is one. */
static char *with_note(mlg_arena *arena, char *text, const char *note) {
  if (text == NULL || note == NULL || *note == '\0') return note != NULL ? text : NULL;
  const char *said = mlg_wording_capital(arena, note);
  return said == NULL ? NULL : mlg_arena_printf(arena, "%s %s.", text, said);
}

char *mlg_map_method(mlg_map *map, size_t indicator) {
  const mlg_map_plan *plan = map->plan;
  mlg_arena *arena = map->arena;
  char *method = mlg_wording_method(arena, map->portrait, indicator);
  size_t of = indicator == MLG_NO_INDICATOR ? map->portrait->base : indicator;
  const char *missing =
      mlg_wording_missing(arena, map->portrait, plan->extent_level, plan->extent, of);
  const char *cut = mlg_wording_cut(arena, map->portrait, plan->extent_level, plan->extent);
  return with_note(arena, with_note(arena, method, missing), cut);
}

char *mlg_map_figure(mlg_map *map, mlg_estimate estimate) {
  if (mlg_is_known(estimate)) return mlg_french_about(map->arena, estimate.value);
  const char *least = mlg_wording_least(map->arena, estimate);
  if (least == NULL) return NULL;
  return mlg_arena_printf(map->arena, *least != '\0' ? "au moins %s" : "n.d.", least);
}

char *mlg_map_bounds(mlg_map *map, mlg_estimate estimate) {
  mlg_arena *arena = map->arena;
  if (mlg_is_known(estimate))
    return mlg_key_between(map, mlg_french_about(arena, mlg_shown_low(estimate, 0)),
                           mlg_french_about(arena, mlg_shown_high(estimate, INFINITY)));
  if (!mlg_ceiling_says(estimate)) return mlg_arena_strdup(arena, "");
  estimate.low = 0; /* the figure itself says it */
  return mlg_wording_partial(arena, estimate, "");
}

char *mlg_map_big(mlg_map *map, mlg_estimate estimate) {
  if (mlg_is_known(estimate)) return mlg_french_about(map->arena, estimate.value);
  char *least = mlg_wording_least(map->arena, estimate);
  return least == NULL || *least != '\0' ? least : mlg_arena_strdup(map->arena, "n.d.");
}

char *mlg_map_place(mlg_map *map, const char *place, const char *least) {
  if (place == NULL || least == NULL) return NULL;
  return mlg_arena_printf(map->arena, "%s%s", place, *least != '\0' ? ", au moins" : "");
}
