/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/access.h>
#include <math.h>
#include <string.h>

/* Above this share of the reach, the equivalent radius of a zone makes it large. */
static const double LARGE = 0.25;

typedef struct {
  mlg_arena *arena;
  mlg_access *access;
  const mlg_inhabitants *inhabitants;
  const mlg_shape *shapes;
  size_t room;
} builder;

static mlg_status add_origin(builder *b, mlg_origin origin) {
  mlg_access *access = b->access;
  if (!MLG_ROOM(b->arena, access->origins, access->n_origins, b->room)) return MLG_FAILURE;
  access->origins[access->n_origins++] = origin;
  return MLG_OK;
}

static bool is_large(const mlg_zone *zone, const mlg_mode *mode) {
  double radius = sqrt(zone->area_km2 * 1e6 / acos(-1));
  return radius > LARGE * mlg_mode_metres(mode);
}

static mlg_travel travel_from(const builder *b, size_t leaf) {
  const mlg_territory *territory = b->access->territory;
  const mlg_zone *zone = &territory->zones[MLG_IRIS][leaf];
  size_t commune = zone->parent[MLG_COMMUNE];
  const mlg_inhabitants *persons = b->inhabitants;
  bool known = persons != NULL && commune < territory->n_zones[MLG_COMMUNE];
  bool measured = persons != NULL && persons->leaf != NULL && zone->area_km2 > 0;
  return mlg_reach_travel(b->access->reach, known ? persons->commune[commune] : NAN,
                          measured ? persons->leaf[leaf] / zone->area_km2 : NAN);
}

static mlg_status add_zone(builder *b, size_t leaf) {
  const mlg_access *access = b->access;
  const mlg_zone *zone = &access->territory->zones[MLG_IRIS][leaf];
  size_t n = 0;
  mlg_travel travel = travel_from(b, leaf);
  mlg_point *points = NULL;
  if (b->shapes != NULL && is_large(zone, &access->reach->modes[travel]))
    MLG_TRY(mlg_grid_points(b->arena, &b->shapes[leaf], zone->area_km2 * 1e6, &points, &n));
  if (n == 0) return add_origin(b, (mlg_origin){zone->centre, (uint32_t)leaf, travel, 1});
  for (size_t i = 0; i < n; i++)
    MLG_TRY(add_origin(b, (mlg_origin){points[i], (uint32_t)leaf, travel, 1 / (double)n}));
  return MLG_OK;
}

mlg_status mlg_access_build(mlg_arena *arena, const mlg_reach *reach,
                            const mlg_territory *territory, const mlg_inhabitants *inhabitants,
                            const mlg_shape *shapes, const mlg_neighbour *neighbours,
                            size_t n_neighbours, mlg_access *access) {
  size_t n_leaves = territory->n_zones[MLG_IRIS];
  *access = (mlg_access){.reach = reach,
                         .territory = territory,
                         .n_zones = n_leaves + n_neighbours,
                         .n_neighbours = n_neighbours,
                         .neighbours = neighbours,
                         .first = MLG_NEW(arena, size_t, n_leaves + n_neighbours + 1)};
  MLG_HAVE(access->first);
  builder b = {arena, access, inhabitants, shapes, 0};
  for (size_t z = 0; z < access->n_zones; z++) {
    if (z < n_leaves) {
      MLG_TRY(add_zone(&b, z));
    } else {
      const mlg_neighbour *from = &neighbours[z - n_leaves];
      MLG_TRY(add_origin(&b, (mlg_origin){from->at, (uint32_t)z,
                                          mlg_reach_travel(reach, from->inhabitants, NAN), 1}));
    }
    access->first[z + 1] = access->n_origins;
  }
  return MLG_OK;
}

/* Whether `code` is one of the codes of a list joined by "|". */
static bool listed(const char *list, const char *code) {
  size_t length = strlen(code);
  for (const char *at = list; *at != '\0';) {
    size_t span = strcspn(at, "|");
    if (span == length && strncmp(at, code, length) == 0) return true;
    at += span + (at[span] == '|');
  }
  return false;
}

/* A commune's code starts with its département's, whose level the territory may lack. */
static bool departement_listed(const char *list, const char *code) {
  char departement[4] = {0};
  if (strlen(code) < 5) return false;
  memcpy(departement, code, strncmp(code, "97", 2) == 0 ? 3 : 2);
  return listed(list, departement);
}

bool mlg_may_come(const mlg_access *access, const char *reserved, size_t zone) {
  const mlg_territory *t = access->territory;
  if (reserved == NULL || *reserved == '\0') return true;
  size_t n_leaves = t->n_zones[MLG_IRIS];
  const char *code = zone >= n_leaves ? access->neighbours[zone - n_leaves].code
                                      : t->zones[MLG_IRIS][zone].code;
  if (departement_listed(reserved, code)) return true;
  if (zone >= n_leaves) return listed(reserved, code);
  for (mlg_level level = MLG_IRIS; level < MLG_LEVEL_COUNT; level++) {
    size_t above = mlg_territory_above(t, zone, level);
    if (above < t->n_zones[level] && listed(reserved, t->zones[level][above].code)) return true;
  }
  return false;
}
