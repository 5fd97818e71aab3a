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

/* Around a city or a quarter, its neighbours' names tell where one is. */
static size_t add_neighbours(mlg_map *map, mlg_label *labels, int first_owner) {
  const mlg_territory *territory = map->portrait->territory;
  const mlg_map_plan *plan = map->plan;
  mlg_level level = mlg_map_around(map);
  size_t self = territory->zones[plan->extent_level][plan->extent].parent[level], n = 0;
  for (size_t i = 0; i < territory->n_zones[level]; i++) {
    if (i == self) continue;
    mlg_shape shape = mlg_map_shape(map, level, i);
    if (shape.n_paths == 0) continue;
    int owner = first_owner + (int)n;
    mlg_ground_give(&map->ground, shape, owner);
    labels[n++] = (mlg_label){.name = territory->zones[level][i].name,
                              .owner = owner,
                              .priority = population(map, level, i),
                              .insistence = MLG_INSIDE_OR_NOT,
                              .font = NEIGHBOUR};
  }
  return n;
}

/* How many of the zones to name have more people. */
static size_t rank_of(const mlg_map *map, double persons) {
  size_t larger = 0;
  for (size_t i = 0; i < map->n_named; i++)
    larger += population(map, map->name_level, map->named[i]) > persons;
  return larger;
}

/* A quarter must be named; among communes, those that many live in, and the three first, which
 * titles name most often. */
static mlg_insistence insistence(const mlg_map *map, size_t zone) {
  enum { FIRST = 3 };
  double whole = population(map, map->plan->extent_level, map->plan->extent);
  double own = population(map, map->name_level, zone);
  bool must = map->plan->extent_level <= MLG_COMMUNE || own >= LARGE * whole ||
              rank_of(map, own) < FIRST;
  return must ? MLG_MUST_BE : MLG_ACROSS_OR_NOT;
}

/* What is shown larger elsewhere says so where it is small. */
static const char *name_of(const mlg_map *map, size_t zone) {
  const char *name = map->portrait->territory->zones[map->name_level][zone].name;
  bool elsewhere = map->inset.present && !map->is_inset && map->name_level == MLG_COMMUNE &&
                   zone == map->inset.city;
  return elsewhere ? mlg_arena_printf(map->arena, "%s - (encart)", name) : name;
}

static size_t add_named(const mlg_map *map, mlg_label *labels) {
  for (size_t i = 0; i < map->n_named; i++)
    labels[i] = (mlg_label){.name = name_of(map, map->named[i]),
                            .owner = (int)i,
                            .priority = population(map, map->name_level, map->named[i]),
                            .insistence = insistence(map, map->named[i]),
                            .font = NAME};
  return map->n_named;
}

size_t mlg_map_number(const mlg_map *map, size_t i) {
  const mlg_zone *zones = map->portrait->territory->zones[map->plan->level];
  if (map->plan->level >= MLG_COMMUNE) return i + 1;
  size_t zone = map->zones[i], number = 1;
  while (zone > 0 && zones[zone - 1].parent[MLG_COMMUNE] == zones[zone].parent[MLG_COMMUNE]) {
    zone--;
    number++;
  }
  return number;
}

static size_t add_numbers(const mlg_map *map, mlg_label *labels) {
  for (size_t i = 0; i < map->n_zones; i++)
    labels[i] = (mlg_label){.name = mlg_arena_printf(map->arena, "%zu", mlg_map_number(map, i)),
                            .owner = (int)i,
                            .priority = population(map, map->plan->level, map->zones[i]),
                            .insistence = MLG_MUST_BE,
                            .font = NAME};
  return map->n_zones;
}

mlg_status mlg_map_names(mlg_map *map) {
  bool in_city = map->plan->extent_level <= MLG_COMMUNE;
  size_t owners = map->plan->numbered ? map->n_zones : map->n_named;
  mlg_label *labels = MLG_NEW(map->arena, mlg_label,
                              owners + map->portrait->territory->n_zones[mlg_map_around(map)]);
  MLG_HAVE(labels);
  size_t n = map->plan->numbered ? add_numbers(map, labels) : add_named(map, labels);
  MLG_TRY(mlg_labels_place(map, labels, n));
  if (!in_city) return MLG_OK;
  /* Only now: a leader's name may stand on a neighbour, not the other way round. */
  n = add_neighbours(map, labels, (int)owners);
  return mlg_labels_place(map, labels, n);
}
