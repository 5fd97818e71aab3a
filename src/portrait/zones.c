/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/rank.h"

#include <maillage/portrait.h>

#include <math.h>

static bool is_inside(const mlg_zone *zones, size_t zone, mlg_level level, mlg_level extent_level,
                      size_t extent) {
  return level == extent_level ? zone == extent : zones[zone].parent[extent_level] == extent;
}

mlg_status mlg_portrait_zones_in(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                                 mlg_level extent_level, size_t extent, size_t **zones, size_t *n) {
  const mlg_territory *territory = portrait->territory;
  /* A wider level has no zone inside a narrower one. */
  size_t n_zones = level <= extent_level ? territory->n_zones[level] : 0, count = 0;
  size_t *inside = MLG_NEW(arena, size_t, n_zones + 1);
  MLG_HAVE(inside);
  for (size_t zone = 0; zone < n_zones; zone++)
    if (is_inside(territory->zones[level], zone, level, extent_level, extent))
      inside[count++] = zone;
  *zones = inside;
  *n = count;
  return MLG_OK;
}

static size_t count_in(const mlg_portrait *portrait, mlg_level level, mlg_level extent_level,
                       size_t extent) {
  const mlg_territory *territory = portrait->territory;
  size_t n = 0;
  for (size_t zone = 0; zone < territory->n_zones[level]; zone++)
    n += is_inside(territory->zones[level], zone, level, extent_level, extent);
  return n;
}

mlg_level mlg_portrait_parts_level(const mlg_portrait *portrait, mlg_level extent_level,
                                   size_t extent) {
  if (extent_level < MLG_COMMUNE || portrait->territory->n_zones[MLG_COMMUNE] == 0) return MLG_IRIS;
  size_t communes = count_in(portrait, MLG_COMMUNE, extent_level, extent);
  return count_in(portrait, MLG_IRIS, extent_level, extent) > communes ? MLG_IRIS : MLG_COMMUNE;
}

bool mlg_portrait_find(const mlg_portrait *portrait, const char *code, mlg_level *level,
                       size_t *zone) {
  const mlg_territory *territory = portrait->territory;
  for (mlg_level at = MLG_LEVEL_COUNT; at-- > 0;) {
    /* An absent level has no index to look into. */
    if (territory->n_zones[at] == 0) continue;
    size_t found = mlg_territory_find(territory, at, code);
    if (found == MLG_NO_ZONE) continue;
    *level = at;
    *zone = found;
    return true;
  }
  return false;
}

static bool comes_before(double a, size_t zone_a, double b, size_t zone_b) {
  if (isnan(a) != isnan(b)) return isnan(b);
  return !isnan(a) && a != b ? a > b : zone_a < zone_b;
}

/* Shell's sort: the context that a key needs rules out qsort, and a territory
   has a few thousand zones at most. The order is total, so it need not be stable. */
void mlg_rank_by(mlg_key *key, const void *context, size_t *zones, size_t n) {
  size_t gap = 1;
  while (gap < n / 3) gap = 3 * gap + 1;
  for (; gap > 0; gap /= 3)
    for (size_t i = gap; i < n; i++) {
      size_t zone = zones[i], j = i;
      double value = key(context, zone);
      for (; j >= gap && comes_before(value, zone, key(context, zones[j - gap]), zones[j - gap]);
           j -= gap)
        zones[j] = zones[j - gap];
      zones[j] = zone;
    }
}

typedef struct {
  const mlg_portrait *portrait;
  mlg_level level;
  mlg_family family;
} uncovered_key;

static double uncovered_of(const void *context, size_t zone) {
  const uncovered_key *key = context;
  return mlg_uncovered(mlg_portrait_parts(key->portrait, key->level, zone, key->family)).value;
}

void mlg_portrait_rank(const mlg_portrait *portrait, mlg_level level, mlg_family family,
                       size_t *zones, size_t n) {
  uncovered_key key = {portrait, level, family};
  mlg_rank_by(uncovered_of, &key, zones, n);
}

const mlg_parts *mlg_portrait_parts(const mlg_portrait *portrait, mlg_level level, size_t zone,
                                    mlg_family family) {
  return mlg_coverage_parts(portrait->coverage, level, zone, family, portrait->project->reference);
}
