/* SPDX-License-Identifier: Apache-2.0 */
#include "store/shape.h"

typedef struct {
  mlg_arena *arena;
  const mlg_index *index;  /* of the level's zones */
  const mlg_shape *finest; /* NULL: nothing is shared */
  const size_t *leaf;      /* by zone: the finest zone that it is made of alone */
  mlg_shape *shapes;
} outlines;

static mlg_status take_outline(sqlite3_stmt *row, void *context) {
  outlines *o = context;
  size_t zone = mlg_index_find(o->index, (const char *)sqlite3_column_text(row, 0));
  if (zone == MLG_NOT_FOUND) return MLG_OK;
  if (o->finest == NULL || o->leaf[zone] == MLG_NO_ZONE)
    return mlg_column_shape(row, 1, o->arena, &o->shapes[zone]);
  o->shapes[zone] = o->finest[o->leaf[zone]];
  return MLG_OK;
}

static mlg_status read_level(mlg_store *store, mlg_level level, outlines *o,
                             mlg_findings *findings) {
  return mlg_sql_read(store, "SELECT code, geometrie FROM zone WHERE niveau = ?1",
                      &MLG_LEVELS[level].code, 1, take_outline, o, findings);
}

mlg_status mlg_store_shapes(mlg_store *store, mlg_arena *arena, const mlg_territory *territory,
                            mlg_level level, mlg_findings *findings, mlg_shape **shapes) {
  outlines o = {.arena = arena,
                .index = &territory->index[level],
                .shapes = MLG_NEW(arena, mlg_shape, territory->n_zones[level])};
  MLG_HAVE(o.shapes);
  MLG_TRY(read_level(store, level, &o, findings));
  *shapes = o.shapes;
  return MLG_OK;
}

/* ---- every level ---- */

/* By zone of a level, the finest zone that it is made of alone; MLG_NO_ZONE where there are
 * several. NULL when memory is short. */
static size_t *find_leaves(mlg_arena *scratch, const mlg_territory *territory, mlg_level level) {
  size_t n_zones = territory->n_zones[level];
  size_t *leaf = MLG_NEW(scratch, size_t, n_zones), *n = MLG_NEW(scratch, size_t, n_zones);
  if (leaf == NULL || n == NULL) return NULL;
  for (size_t i = 0; i < territory->n_zones[MLG_IRIS]; i++) {
    size_t zone = mlg_territory_above(territory, i, level);
    if (zone == MLG_NO_ZONE) continue;
    leaf[zone] = i;
    n[zone]++;
  }
  for (size_t z = 0; z < n_zones; z++)
    if (n[z] != 1) leaf[z] = MLG_NO_ZONE;
  return leaf;
}

static mlg_status read_wider(mlg_store *store, mlg_arena *arena, const mlg_territory *territory,
                             mlg_level level, mlg_findings *findings, const mlg_shape **shapes) {
  mlg_arena scratch = {0};
  mlg_shape *wider = MLG_NEW(arena, mlg_shape, territory->n_zones[level]);
  outlines o = {arena, &territory->index[level], shapes[MLG_IRIS],
                find_leaves(&scratch, territory, level), wider};
  mlg_status status = wider == NULL || o.leaf == NULL ? MLG_FAILURE
                                                      : read_level(store, level, &o, findings);
  mlg_arena_free(&scratch);
  shapes[level] = wider;
  return status;
}

mlg_status mlg_store_all_shapes(mlg_store *store, mlg_arena *arena, const mlg_territory *territory,
                                mlg_findings *findings, const mlg_shape **shapes) {
  mlg_shape *finest;
  MLG_TRY(mlg_store_shapes(store, arena, territory, MLG_IRIS, findings, &finest));
  shapes[MLG_IRIS] = finest;
  for (mlg_level level = MLG_LEVEL_COUNT; --level > MLG_IRIS;)
    if (level == MLG_QUARTIER && mlg_territory_quarters_are_communes(territory))
      shapes[level] = shapes[MLG_COMMUNE];
    else if (territory->n_zones[level] > 0)
      MLG_TRY(read_wider(store, arena, territory, level, findings, shapes));
  return MLG_OK;
}
