/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/places.h"
#include "portrait/prose.h"

#include <ctype.h>
#include <string.h>

bool mlg_place_is_commune(const mlg_territory *territory, mlg_level level, size_t zone) {
  if (level == MLG_COMMUNE) return true;
  if (level > MLG_COMMUNE) return false;
  const mlg_zone *place = &territory->zones[level][zone];
  size_t commune = place->parent[MLG_COMMUNE];
  if (level == MLG_IRIS) return place->type == 'Z';
  return commune != MLG_NO_ZONE &&
         strcmp(place->code, territory->zones[MLG_COMMUNE][commune].code) == 0;
}

/* Quarters carry the names of all their parts; the first is the one people use. */
static char *short_name(mlg_arena *arena, const char *name) {
  const char *end = strstr(name, " - ");
  return end == NULL ? mlg_arena_strdup(arena, name)
                     : mlg_arena_strndup(arena, name, (size_t)(end - name));
}

char *mlg_wording_place(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                        size_t zone) {
  const mlg_territory *territory = portrait->territory;
  if (level == MLG_IRIS) return mlg_zone_title(arena, territory, level, zone);
  const char *name = territory->zones[level][zone].name;
  if (level == MLG_QUARTIER) return short_name(arena, name);
  return mlg_arena_strdup(arena, name);
}

static bool starts(const char *text, const char *start) {
  return strncmp(text, start, strlen(start)) == 0;
}

/* "à Rennes"; an article joins its preposition: "au Rheu", "aux Champs-Géraux". */
static char *at_commune(mlg_arena *arena, const char *name) {
  if (starts(name, "Le ")) return MLG_TEXT(arena, "au ", name + 3);
  if (starts(name, "Les ")) return MLG_TEXT(arena, "aux ", name + 4);
  return MLG_TEXT(arena, "à ", name);
}

/* INSEE heads most names with the legal form: "CC du Pays des Abers" takes an
   article, "CC Brocéliande Communauté" already says what it is. */
static char *at_epci(mlg_arena *arena, const char *name) {
  bool form = starts(name, "CC ") || starts(name, "CA ") || starts(name, "CU ");
  if (!form) return MLG_TEXT(arena, "dans ", name);
  const char *rest = name + 3;
  bool complete = !islower((unsigned char)*rest) &&
                  (strstr(rest, "Communauté") != NULL || strstr(rest, "Agglomération") != NULL);
  return complete ? MLG_TEXT(arena, "dans ", rest) : MLG_TEXT(arena, "dans la ", name);
}

char *mlg_wording_at(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level, size_t zone) {
  char *name = mlg_wording_place(arena, portrait, level, zone);
  if (name == NULL) return NULL;
  if (mlg_place_is_commune(portrait->territory, level, zone)) return at_commune(arena, name);
  switch (level) {
  case MLG_IRIS:
    return MLG_TEXT(arena, "dans l'IRIS ", name);
  case MLG_QUARTIER:
    return MLG_TEXT(arena, "dans le quartier ", name);
  case MLG_EPCI:
    return at_epci(arena, name);
  case MLG_REGION:
    return MLG_TEXT(arena, "dans la région ", name);
  default:
    /* The article of a département is no part of its name. */
    return MLG_TEXT(arena, "dans le département (", name, ")");
  }
}

/* The commune that a reader of the extent needs to place a quarter, or MLG_NO_ZONE. */
static size_t commune_to_say(const mlg_territory *territory, mlg_level extent_level,
                             mlg_level level, size_t zone) {
  bool within = extent_level <= MLG_COMMUNE;
  if (level != MLG_QUARTIER || within || mlg_place_is_commune(territory, level, zone))
    return MLG_NO_ZONE;
  return territory->zones[level][zone].parent[MLG_COMMUNE];
}

/* Within a commune, an IRIS need not be followed by its commune either. */
static char *bare_name(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                       mlg_level level, size_t zone) {
  const mlg_territory *territory = portrait->territory;
  if (level == MLG_IRIS && extent_level <= MLG_COMMUNE &&
      !mlg_place_is_commune(territory, level, zone))
    return mlg_arena_strdup(arena, territory->zones[level][zone].name);
  return mlg_wording_place(arena, portrait, level, zone);
}

static char *in_commune(mlg_arena *arena, const mlg_territory *territory, char *name,
                        size_t commune) {
  if (commune == MLG_NO_ZONE) return name;
  return MLG_TEXT(arena, name, MLG_NBSP "(", territory->zones[MLG_COMMUNE][commune].name, ")");
}

char *mlg_place_name(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                     mlg_level level, size_t zone) {
  return in_commune(arena, portrait->territory,
                    bare_name(arena, portrait, extent_level, level, zone),
                    commune_to_say(portrait->territory, extent_level, level, zone));
}

char *mlg_place_names(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                      mlg_level level, const size_t *zones, size_t n) {
  const mlg_territory *territory = portrait->territory;
  const char **names = MLG_NEW(arena, const char *, n + 1);
  if (names == NULL) return NULL;
  /* Quarters of one commune share its name at the end of the list. */
  size_t commune = n > 0 ? commune_to_say(territory, extent_level, level, zones[0]) : MLG_NO_ZONE;
  for (size_t i = 1; i < n; i++)
    if (commune_to_say(territory, extent_level, level, zones[i]) != commune) commune = MLG_NO_ZONE;
  for (size_t i = 0; i < n; i++)
    names[i] = commune == MLG_NO_ZONE
                   ? mlg_place_name(arena, portrait, extent_level, level, zones[i])
                   : bare_name(arena, portrait, extent_level, level, zones[i]);
  return in_commune(arena, territory, mlg_wording_list(arena, names, n), commune);
}

mlg_status mlg_place_split(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                           size_t extent, mlg_level *level, size_t **zones, size_t *n) {
  static const mlg_level SPLITS[] = {MLG_QUARTIER, MLG_IRIS};
  for (size_t i = 0; i < sizeof SPLITS / sizeof *SPLITS; i++) {
    *level = SPLITS[i];
    MLG_TRY(mlg_portrait_zones_in(arena, portrait, *level, extent_level, extent, zones, n));
    if (*n > 1) return MLG_OK;
  }
  *n = 0;
  return MLG_OK;
}
