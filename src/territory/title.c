/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/territory.h>
#include <maillage/text.h>

#include <string.h>

/* Whether an IRIS' name adds nothing to its commune's. */
static bool is_whole_commune(mlg_arena *arena, const mlg_zone *zone, const char *commune) {
  if (zone->type == 'Z') return true;
  const char *name = mlg_fold(arena, zone->name), *other = mlg_fold(arena, commune);
  if (name == NULL || other == NULL) return false;
  return strcmp(name, other) == 0 || strstr(name, "commune non irisee") != NULL;
}

/* Names of IRIS repeat from commune to commune ("Ouest", "Centre"); others do not. */
char *mlg_zone_title(mlg_arena *arena, const mlg_territory *territory, mlg_level level,
                     size_t zone) {
  const mlg_zone *self = &territory->zones[level][zone];
  size_t above = level == MLG_IRIS ? self->parent[MLG_COMMUNE] : MLG_NO_ZONE;
  if (above == MLG_NO_ZONE) return mlg_arena_strdup(arena, self->name);
  const char *commune = territory->zones[MLG_COMMUNE][above].name;
  if (is_whole_commune(arena, self, commune)) return mlg_arena_strdup(arena, commune);
  return mlg_arena_printf(arena, "%s (%s)", self->name, commune);
}
