/* SPDX-License-Identifier: Apache-2.0 */
#include "store/portrait.h"

#include <stdio.h>

/* Zones come in the order in which they were added: by level, then as the territory has them. */
static mlg_status take_zone(mlg_reading_back *back, mlg_cursor *cursor) {
  mlg_territory *territory = &back->territory;
  size_t level = mlg_next_word(cursor, MLG_LEVELS, MLG_LEVEL_COUNT);
  if (level == MLG_LEVEL_COUNT) return MLG_OK;
  if (territory->zones[level] == NULL) back->room = 0;
  if (!MLG_ROOM(back->arena, territory->zones[level], territory->n_zones[level], back->room))
    return MLG_FAILURE;
  mlg_zone *zone = &territory->zones[level][territory->n_zones[level]++];
  *zone = (mlg_zone){.code = mlg_next_text(cursor), .name = mlg_next_text(cursor)};
  const char *type = mlg_next_text(cursor);
  zone->type = type == NULL ? '\0' : *type;
  zone->centre.x = mlg_next_real(cursor);
  zone->centre.y = mlg_next_real(cursor);
  zone->area_km2 = mlg_next_real(cursor);
  MLG_HAVE(zone->code);
  return MLG_OK;
}

static mlg_status index_zones(mlg_reading_back *back) {
  mlg_territory *territory = &back->territory;
  for (mlg_level level = MLG_IRIS; level < MLG_LEVEL_COUNT; level++) {
    size_t n = territory->n_zones[level];
    if (n == 0) continue;
    territory->level = level;
    MLG_TRY(mlg_index_init(&territory->index[level], back->arena, n));
    for (size_t i = 0; i < n; i++)
      MLG_TRY(mlg_index_add(&territory->index[level], territory->zones[level][i].code, i, NULL));
  }
  return MLG_OK;
}

static mlg_status take_parents(mlg_reading_back *back, mlg_cursor *cursor) {
  mlg_territory *territory = &back->territory;
  mlg_level level;
  size_t index;
  if (!mlg_restore_zone(back, cursor, &level, &index)) return MLG_OK;
  mlg_zone *zone = &territory->zones[level][index];
  for (mlg_level above = MLG_IRIS; above < MLG_LEVEL_COUNT; above++) {
    zone->parent[above] = MLG_NO_ZONE;
    if (above == MLG_IRIS && level != MLG_IRIS) continue;
    size_t found = MLG_NOT_FOUND;
    if (above > MLG_IRIS && territory->n_zones[above] > 0)
      found = mlg_next_index(cursor, &territory->index[above]);
    else if (above > MLG_IRIS)
      cursor->n++;
    if (above == level)
      zone->parent[above] = index;
    else if (above > level && found != MLG_NOT_FOUND)
      zone->parent[above] = found;
  }
  return MLG_OK;
}

/* Only reading tables asks for the communes without any zone, which are not kept. */
static mlg_status index_members(mlg_reading_back *back) {
  mlg_territory *territory = &back->territory;
  size_t n = territory->n_zones[MLG_COMMUNE];
  MLG_TRY(mlg_index_init(&territory->members, back->arena, n));
  for (size_t i = 0; i < n; i++)
    MLG_TRY(mlg_index_add(&territory->members, territory->zones[MLG_COMMUNE][i].code, i, NULL));
  return MLG_OK;
}

mlg_status mlg_restore_territory(mlg_reading_back *back) {
  MLG_TRY(mlg_restore_rows(
      back, "SELECT niveau, code, nom, type, x, y, aire_km2 FROM zone ORDER BY rowid", take_zone));
  MLG_TRY(index_zones(back));
  MLG_TRY(mlg_restore_rows(back,
                           "SELECT niveau, code, code_quartier, code_commune, code_epci,"
                           " code_departement, code_region FROM zone",
                           take_parents));
  const mlg_territory *territory = &back->territory;
  if (territory->n_zones[territory->level] == 0)
    return mlg_report(back->findings, (mlg_finding){.code = MLG_F_RESULTS_UNREADABLE,
                                                    .file = back->store->file,
                                                    .value = "zone"});
  back->territory.name = territory->zones[territory->level][0].name;
  return index_members(back);
}
