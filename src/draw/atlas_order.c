/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <stdlib.h>
#include <string.h>

#include "draw/atlas.h"

/* Which zones have a sheet, and in which order. */

static mlg_level sheet_level(const mlg_territory *territory) {
  bool is_wide = territory->level > MLG_EPCI && territory->n_zones[MLG_EPCI] > 0;
  return is_wide ? MLG_EPCI : MLG_QUARTIER;
}

static bool is_in_no_epci(const mlg_territory *territory, size_t commune) {
  return territory->zones[MLG_COMMUNE][commune].parent[MLG_EPCI] >= territory->n_zones[MLG_EPCI];
}

size_t mlg_atlas_sheets(const mlg_portrait *portrait) {
  const mlg_project *project = portrait->project;
  const mlg_territory *territory = portrait->territory;
  mlg_level level = sheet_level(territory);
  bool asked = project->has_atlas || (level == MLG_EPCI && portrait->series != NULL);
  bool shown = portrait->shapes[level] != NULL && portrait->shapes[MLG_IRIS] != NULL &&
               (level != MLG_EPCI || portrait->shapes[MLG_COMMUNE] != NULL);
  size_t n = territory->n_zones[level];
  for (size_t i = 0; level == MLG_EPCI && i < territory->n_zones[MLG_COMMUNE]; i++)
    n += is_in_no_epci(territory, i);
  if (!asked || !shown || n > MLG_MOST_SHEETS) return 0;
  return project->indicators[portrait->base].n_denominators > 0 ? n : 0;
}

/* A commune of several quarters is a heading above them. */
static bool is_part(const mlg_territory *territory, size_t quarter) {
  const mlg_zone *zones = territory->zones[MLG_QUARTIER];
  size_t n = 0;
  for (size_t i = 0; i < territory->n_zones[MLG_QUARTIER]; i++)
    n += zones[i].parent[MLG_COMMUNE] == zones[quarter].parent[MLG_COMMUNE];
  return n > 1;
}

const char *mlg_sheet_group(const mlg_portrait *portrait, const mlg_sheet *sheet) {
  const mlg_territory *territory = portrait->territory;
  const mlg_zone *zone = &territory->zones[sheet->level][sheet->zone];
  if (sheet->level == MLG_QUARTIER)
    return is_part(territory, sheet->zone)
               ? territory->zones[MLG_COMMUNE][zone->parent[MLG_COMMUNE]].name
               : NULL;
  if (sheet->level == MLG_COMMUNE) return "Communes sans EPCI";
  if (zone->parent[MLG_DEPARTEMENT] >= territory->n_zones[MLG_DEPARTEMENT])
    return "Plusieurs départements";
  return territory->zones[MLG_DEPARTEMENT][zone->parent[MLG_DEPARTEMENT]].name;
}

/* ---- the order ---- */

typedef struct {
  mlg_sheet sheet;
  int rank; /* of its kind of group: départements, several of them, none */
  const char *group, *name;
} place;

static int by_group(const void *a, const void *b) {
  const place *x = a, *y = b;
  if (x->rank != y->rank) return x->rank - y->rank;
  int order = strcmp(x->group, y->group);
  return order != 0 ? order : strcmp(x->name, y->name);
}

/* Communes by name, then their quarters by code. */
static place place_quarter(mlg_arena *arena, const mlg_territory *territory, size_t i) {
  const mlg_zone *quarter = &territory->zones[MLG_QUARTIER][i];
  const char *commune = territory->zones[MLG_COMMUNE][quarter->parent[MLG_COMMUNE]].name;
  return (place){{.level = MLG_QUARTIER, .zone = i}, 0, mlg_fold(arena, commune), quarter->code};
}

/* INSEE heads most names with the legal form: "CC du Pays des Abers" stands among the D. */
static const char *after_form(const char *name) {
  bool form = strncmp(name, "CC ", 3) == 0 || strncmp(name, "CA ", 3) == 0 ||
              strncmp(name, "CU ", 3) == 0;
  return form ? name + 3 : name;
}

/* Départements by name, those in several, those in none; then by name. */
static place place_wide(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level, size_t i) {
  const mlg_territory *territory = portrait->territory;
  const mlg_zone *zone = &territory->zones[level][i];
  const mlg_sheet sheet = {.level = level, .zone = i};
  int rank = level == MLG_COMMUNE                                                   ? 2
             : zone->parent[MLG_DEPARTEMENT] >= territory->n_zones[MLG_DEPARTEMENT] ? 1
                                                                                    : 0;
  return (place){sheet, rank, mlg_fold(arena, mlg_sheet_group(portrait, &sheet)),
                 mlg_fold(arena, after_form(zone->name))};
}

static size_t list_places(mlg_arena *arena, const mlg_portrait *portrait, place *places) {
  const mlg_territory *territory = portrait->territory;
  mlg_level level = sheet_level(territory);
  size_t n = 0;
  for (size_t i = 0; i < territory->n_zones[level]; i++)
    places[n++] = level == MLG_EPCI ? place_wide(arena, portrait, level, i)
                                    : place_quarter(arena, territory, i);
  for (size_t i = 0; level == MLG_EPCI && i < territory->n_zones[MLG_COMMUNE]; i++)
    if (is_in_no_epci(territory, i)) places[n++] = place_wide(arena, portrait, MLG_COMMUNE, i);
  return n;
}

mlg_status mlg_atlas_order(mlg_arena *arena, const mlg_portrait *portrait, mlg_sheet **sheets,
                           size_t *n) {
  size_t most = mlg_atlas_sheets(portrait);
  place *places = MLG_NEW(arena, place, most + 1);
  *sheets = MLG_NEW(arena, mlg_sheet, most + 1);
  MLG_HAVE(places);
  MLG_HAVE(*sheets);
  *n = list_places(arena, portrait, places);
  for (size_t i = 0; i < *n; i++) {
    MLG_HAVE(places[i].group);
    MLG_HAVE(places[i].name);
  }
  qsort(places, *n, sizeof *places, by_group);
  for (size_t i = 0; i < *n; i++) (*sheets)[i] = places[i].sheet;
  return MLG_OK;
}
