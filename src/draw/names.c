/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/labels.h"
#include "draw/map.h"

static const mlg_font NAME = {17, MLG_SEMIBOLD, MLG_INK, MLG_WHITE};
static const mlg_font NEIGHBOUR = {16, MLG_REGULAR, MLG_SOFT_INK, MLG_AROUND};

/* Share of the extent's population from which a commune is always named. */
static const double LARGE = 0.1;

static double population(const mlg_map *map, mlg_level level, size_t zone) {
  const mlg_portrait *portrait = map->portrait;
  if (portrait->population == MLG_NO_INDICATOR) return 0;
  double value = mlg_need_value(portrait->need, level, zone, portrait->population).value;
  return value >= 0 ? value : 0;
}

/* Around a city, its neighbours' names tell where one is. */
static size_t add_neighbours(mlg_map *map, mlg_label *labels, int first_owner) {
  const mlg_territory *territory = map->portrait->territory;
  size_t n = 0;
  for (size_t i = 0; i < territory->n_zones[MLG_COMMUNE]; i++) {
    if (i == map->plan->extent) continue;
    mlg_shape shape = mlg_map_shape(map, MLG_COMMUNE, i);
    if (shape.n_paths == 0) continue;
    int owner = first_owner + (int)n;
    mlg_ground_give(&map->ground, shape, owner);
    labels[n++] = (mlg_label){.name = territory->zones[MLG_COMMUNE][i].name,
                              .owner = owner,
                              .priority = population(map, MLG_COMMUNE, i),
                              .insistence = MLG_INSIDE_OR_NOT,
                              .font = NEIGHBOUR};
  }
  return n;
}

/* A quarter must be named; among communes, those that many live in. */
static mlg_insistence insistence(const mlg_map *map, size_t zone) {
  double whole = population(map, map->plan->extent_level, map->plan->extent);
  bool must = map->plan->extent_level == MLG_COMMUNE ||
              population(map, map->name_level, zone) >= LARGE * whole;
  return must ? MLG_MUST_BE : MLG_ACROSS_OR_NOT;
}

/* What is shown larger elsewhere says so where it is small. */
static const char *name_of(const mlg_map *map, size_t zone) {
  const char *name = map->portrait->territory->zones[map->name_level][zone].name;
  bool elsewhere = map->inset.present && !map->is_inset && map->name_level == MLG_COMMUNE &&
                   zone == map->inset.city;
  return elsewhere ? mlg_arena_printf(map->arena, "%s - (encart)", name) : name;
}

mlg_status mlg_map_names(mlg_map *map) {
  const mlg_territory *territory = map->portrait->territory;
  bool in_city = map->plan->extent_level == MLG_COMMUNE;
  size_t room = map->n_named + territory->n_zones[MLG_COMMUNE], n = map->n_named;
  mlg_label *labels = MLG_NEW(map->arena, mlg_label, room);
  MLG_HAVE(labels);
  for (size_t i = 0; i < n; i++)
    labels[i] = (mlg_label){.name = name_of(map, map->named[i]),
                            .owner = (int)i,
                            .priority = population(map, map->name_level, map->named[i]),
                            .insistence = insistence(map, map->named[i]),
                            .font = NAME};
  MLG_TRY(mlg_labels_place(map, labels, n));
  if (!in_city) return MLG_OK;
  /* Only now: a leader's name may stand on a neighbour, not the other way round. */
  n = add_neighbours(map, labels, (int)map->n_named);
  return mlg_labels_place(map, labels, n);
}
