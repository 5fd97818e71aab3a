/* SPDX-License-Identifier: Apache-2.0 */
#include "store/shape.h"

static bool fill_commune(mlg_row *row, size_t i, const void *context) {
  const mlg_table *communes = context;
  mlg_row_blob(row, communes->shapes[i]);
  return communes->shapes[i].size > 0;
}

/*
 * The territory is the zone that was added last, the widest. A margin of 200 m does not need its
 * outline to better than 10 m, and is found 15 times as fast without (0.3 s on 20 000 points).
 */
static const char NEIGHBOURS[] =
    "INSERT INTO voisinage(geometrie) WITH territoire AS (SELECT geometrie AS g FROM zone ORDER BY "
    "rowid DESC LIMIT 1),"
    " cadre AS (SELECT ST_Expand(g, 30000) AS g FROM territoire),"
    " limites AS (SELECT ST_Union(ST_Boundary(voisine.g)) AS g FROM voisine, cadre"
    "  WHERE MbrIntersects(voisine.g, cadre.g))"
    " SELECT CastToMultiLinestring(ST_LineMerge(CastToMultiLinestring("
    "  ST_Difference(ST_Intersection(limites.g, cadre.g), "
    "ST_Buffer(ST_SimplifyPreserveTopology(territoire.g, 10), 200)))))"
    " FROM limites, cadre, territoire";

mlg_status mlg_read_neighbours(mlg_store *store, mlg_arena *arena, mlg_findings *findings,
                               mlg_shape *lines) {
  return mlg_read_shape(store, "SELECT geometrie FROM voisinage", arena, findings, lines);
}

static mlg_status find_lines(mlg_store *store, mlg_arena *arena, const mlg_table *communes,
                             mlg_findings *findings, mlg_shape *lines) {
  MLG_TRY(mlg_sql_run(store, "CREATE TEMP TABLE voisine(g)", findings));
  MLG_TRY(mlg_sql_insert(store, "INSERT INTO voisine VALUES(GeomFromWKB(?, 2154))",
                         communes->n_rows, fill_commune, communes, findings));
  MLG_TRY(mlg_sql_run(store, NEIGHBOURS, findings));
  MLG_TRY(mlg_sql_run(store, "DROP TABLE voisine", findings));
  return mlg_read_neighbours(store, arena, findings, lines);
}

mlg_status mlg_store_neighbours(mlg_store *store, mlg_arena *arena, const mlg_table *communes,
                                mlg_findings *findings, mlg_shape *lines) {
  mlg_shape found = {0};
  if (communes->shapes != NULL) {
    MLG_TRY(mlg_sql_begin(store, findings));
    mlg_status status = find_lines(store, arena, communes, findings, &found);
    MLG_TRY(mlg_sql_end(store, status, findings));
  }
  *lines = found;
  return MLG_OK;
}
