/* SPDX-License-Identifier: Apache-2.0 */
#include "store/shape.h"

typedef struct {
  mlg_arena *arena;
  const mlg_index *index; /* of the level's zones */
  mlg_shape *shapes;
} outlines;

static mlg_status take_outline(sqlite3_stmt *row, void *context) {
  outlines *o = context;
  size_t zone = mlg_index_find(o->index, (const char *)sqlite3_column_text(row, 0));
  if (zone == MLG_NOT_FOUND) return MLG_OK;
  return mlg_column_shape(row, 1, o->arena, &o->shapes[zone]);
}

mlg_status mlg_store_shapes(mlg_store *store, mlg_arena *arena, const mlg_territory *territory,
                            mlg_level level, mlg_findings *findings, mlg_shape **shapes) {
  outlines o = {arena, &territory->index[level],
                MLG_NEW(arena, mlg_shape, territory->n_zones[level])};
  MLG_HAVE(o.shapes);
  MLG_TRY(mlg_sql_read(store, "SELECT code, geometrie FROM zone WHERE niveau = ?1",
                       &MLG_LEVELS[level].code, 1, take_outline, &o, findings));
  *shapes = o.shapes;
  return MLG_OK;
}
