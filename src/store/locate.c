/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sql.h"

/* The R-tree is joined by itself: half the time of SpatiaLite's SpatialIndex (measured). */
static const char LOCATE[] =
    "SELECT zone.code FROM idx_zone_geometrie AS i JOIN zone ON zone.rowid = i.pkid"
    " WHERE i.xmin <= ?1 AND i.xmax >= ?1 AND i.ymin <= ?2 AND i.ymax >= ?2"
    " AND zone.niveau = 'iris' AND ST_Intersects(zone.geometrie, MakePoint(?1, ?2, 2154))"
    " ORDER BY zone.code LIMIT 1"; /* a point on a limit: the smaller code, always */

static mlg_status locate_one(mlg_store *store, sqlite3_stmt *statement, mlg_point point,
                             const mlg_index *index, mlg_findings *findings, size_t *zone) {
  mlg_row row = {.statement = statement};
  mlg_row_real(&row, point.x);
  mlg_row_real(&row, point.y);
  int code = sqlite3_step(statement);
  *zone = MLG_NO_ZONE;
  if (code == SQLITE_ROW)
    *zone = mlg_index_find(index, (const char *)sqlite3_column_text(statement, 0));
  else if (code != SQLITE_DONE)
    return mlg_sql_failed(store, code, findings);
  sqlite3_reset(statement);
  return MLG_OK;
}

mlg_status mlg_store_locate(mlg_store *store, mlg_arena *arena, const mlg_territory *territory,
                            const mlg_point *points, size_t n, mlg_findings *findings,
                            size_t *zones) {
  (void)arena;
  sqlite3_stmt *statement;
  MLG_TRY(mlg_sql_prepare(store, LOCATE, findings, &statement));
  mlg_status status = MLG_OK;
  for (size_t i = 0; status == MLG_OK && i < n; i++)
    status =
        locate_one(store, statement, points[i], &territory->index[MLG_IRIS], findings, &zones[i]);
  sqlite3_finalize(statement);
  return status;
}
