/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/share.h"

#include <maillage/text.h>
#include <math.h>

char *mlg_share_words(mlg_arena *arena, mlg_estimate share) {
  const char *words = mlg_wording_rate(arena, share);
  return words == NULL ? NULL : mlg_arena_printf(arena, "%s sans solution", words);
}

mlg_status mlg_share_layout(mlg_map *map, const char *message, const char *what) {
  const mlg_map_plan *plan = map->plan;
  const mlg_project *project = map->portrait->project;
  const mlg_map_words words = {
      mlg_map_title(map, message),
      mlg_arena_printf(map->arena, "%s, par %s · %s", what, MLG_LEVELS[plan->level].label,
                       project->scenarios[project->reference].label),
      mlg_wording_sources(map->arena, map->portrait, MLG_NO_INDICATOR),
      mlg_map_method(map, MLG_NO_INDICATOR),
  };
  return mlg_map_layout(map, &words);
}

void mlg_share_number(mlg_key *key, mlg_rgb colour) {
  mlg_map *map = key->map;
  const mlg_map_plan *plan = map->plan;
  mlg_estimate share;
  bool known = mlg_portrait_uncovered_rate(map->portrait, plan->extent_level, plan->extent,
                                           plan->family, &share) == MLG_SHOWN;
  const mlg_parts *parts =
      mlg_portrait_parts(map->portrait, plan->extent_level, plan->extent, plan->family);
  const char *place =
      mlg_wording_place(map->arena, map->portrait, plan->extent_level, plan->extent);
  const char *persons = mlg_wording_interval(map->arena, mlg_uncovered(parts), "personnes");
  if (place == NULL || persons == NULL) return;
  const char *bounds =
      known ? mlg_key_between(map, mlg_french_percent(map->arena, mlg_shown_low(share, 0)),
                              mlg_french_percent(map->arena, mlg_shown_high(share, 1)))
            : NULL;
  mlg_key_number(key, place, known ? mlg_french_percent(map->arena, share.value) : "n.d.", colour,
                 bounds, persons);
}
