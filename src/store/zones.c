/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sql.h"

typedef struct {
  mlg_store *store;
  mlg_findings *findings;
  const mlg_territory *territory;
  const mlg_table *shapes;
  mlg_index rows; /* from a finest zone's code to its row in `shapes` */
  mlg_level level;
  mlg_status status; /* of the outlines read back */
} zones;

static mlg_status index_rows(zones *z, mlg_arena *arena, size_t code) {
  MLG_TRY(mlg_index_init(&z->rows, arena, z->shapes->n_rows));
  for (size_t i = 0; i < z->shapes->n_rows; i++) {
    size_t held;
    const char *cell = mlg_table_cell(z->shapes, i, code);
    if (cell == NULL) continue;
    const char *key = mlg_zone_code(arena, cell);
    MLG_HAVE(key);
    MLG_TRY(mlg_index_add(&z->rows, key, i, &held));
  }
  return MLG_OK;
}

/* The code of the zone of `level` above this one, itself at its own level; NULL when none. */
static const char *code_above(const zones *z, const mlg_zone *zone, mlg_level level) {
  if (level == z->level) return zone->code;
  size_t parent = level < z->level ? MLG_NO_ZONE : zone->parent[level];
  return parent < z->territory->n_zones[level] ? z->territory->zones[level][parent].code : NULL;
}

/* Only the finest zones come with a shape; the others are dissolved from them. */
static mlg_blob outline(const zones *z, const char *code) {
  size_t row = z->level == MLG_IRIS ? mlg_index_find(&z->rows, code) : MLG_NOT_FOUND;
  return row == MLG_NOT_FOUND || z->shapes->shapes == NULL ? (mlg_blob){0} : z->shapes->shapes[row];
}

static bool fill_zone(mlg_row *row, size_t i, const void *context) {
  const zones *z = context;
  const mlg_zone *zone = &z->territory->zones[z->level][i];
  const char *type = zone->type == '\0' ? NULL : (const char[2]){zone->type, '\0'};
  mlg_row_text(row, MLG_LEVELS[z->level].code);
  mlg_row_text(row, zone->code);
  mlg_row_text(row, zone->name);
  sqlite3_bind_text(row->statement, ++row->n, type, -1, SQLITE_TRANSIENT);
  for (mlg_level level = MLG_QUARTIER; level < MLG_LEVEL_COUNT; level++)
    mlg_row_text(row, code_above(z, zone, level));
  mlg_row_blob(row, outline(z, zone->code));
  return true;
}

static mlg_status insert_level(zones *z) {
  return mlg_sql_insert(z->store,
                        "INSERT INTO zone VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL,"
                        " CastToMultiPolygon(GeomFromWKB(?, 2154)))",
                        z->territory->n_zones[z->level], fill_zone, z, z->findings);
}

/* Row: code, why the outline is refused (NULL: there is none). All are told, not the first only. */
static mlg_status take_refused(sqlite3_stmt *row, void *context) {
  zones *z = context;
  const char *code = (const char *)sqlite3_column_text(row, 0);
  const char *reason = (const char *)sqlite3_column_text(row, 1);
  size_t at = mlg_index_find(&z->rows, code);
  z->status = mlg_report(
      z->findings,
      (mlg_finding){.code = reason == NULL ? MLG_F_POLYGON_MISSING : MLG_F_POLYGON_INVALID,
                    .file = z->shapes->file,
                    .line = at == MLG_NOT_FOUND ? 0 : z->shapes->lines[at],
                    .value = code,
                    .expected = reason});
  return MLG_OK;
}

static mlg_status check_outlines(zones *z) {
  MLG_TRY(mlg_sql_read(z->store,
                       "SELECT code, CASE WHEN geometrie IS NOT NULL"
                       " THEN coalesce(ST_IsValidReason(geometrie), 'invalid') END"
                       " FROM zone WHERE niveau = ?1 AND ST_IsValid(geometrie) IS NOT 1"
                       " ORDER BY code",
                       &MLG_LEVELS[z->level].code, 1, take_refused, z, z->findings));
  return z->status;
}

/* Dissolved from the finest zones each time, so that limits of all levels coincide. */
static mlg_status dissolve_level(zones *z) {
  const char *level = MLG_LEVELS[z->level].code;
  char *sql = sqlite3_mprintf(
      "UPDATE zone SET geometrie = d.g FROM"
      " (SELECT code_%s AS c, CastToMultiPolygon(ST_Union(geometrie)) AS g FROM zone"
      "  WHERE niveau = 'iris' GROUP BY code_%s) AS d"
      " WHERE niveau = %Q AND code = d.c",
      level, level, level);
  MLG_HAVE(sql);
  mlg_status status = mlg_sql_run(z->store, sql, z->findings);
  sqlite3_free(sql);
  return status;
}

static mlg_status take_centre(sqlite3_stmt *row, void *context) {
  const zones *z = context;
  size_t i =
      mlg_index_find(&z->territory->index[z->level], (const char *)sqlite3_column_text(row, 0));
  if (i == MLG_NOT_FOUND) return MLG_OK;
  mlg_zone *zone = &z->territory->zones[z->level][i];
  zone->centre = (mlg_point){sqlite3_column_double(row, 1), sqlite3_column_double(row, 2)};
  zone->area_km2 = sqlite3_column_double(row, 3);
  return MLG_OK;
}

static mlg_status set_centres(zones *z) {
  const char *level = MLG_LEVELS[z->level].code;
  char *sql = sqlite3_mprintf(
      "UPDATE zone SET x = ST_X(p.c), y = ST_Y(p.c), aire_km2 = ST_Area(geometrie) / 1e6 FROM"
      " (SELECT rowid AS r, CASE WHEN ST_Contains(geometrie, ST_Centroid(geometrie))"
      "  THEN ST_Centroid(geometrie) ELSE ST_PointOnSurface(geometrie) END AS c"
      "  FROM zone WHERE niveau = %Q) AS p WHERE zone.rowid = p.r",
      level);
  MLG_HAVE(sql);
  mlg_status status = mlg_sql_run(z->store, sql, z->findings);
  sqlite3_free(sql);
  MLG_TRY(status);
  return mlg_sql_read(z->store, "SELECT code, x, y, aire_km2 FROM zone WHERE niveau = ?1", &level,
                      1, take_centre, z, z->findings);
}

static mlg_status add_levels(zones *z) {
  for (z->level = MLG_IRIS; z->level < MLG_LEVEL_COUNT; z->level++) {
    if (z->territory->n_zones[z->level] == 0) continue;
    MLG_TRY(insert_level(z));
    if (z->level != MLG_IRIS) MLG_TRY(dissolve_level(z));
    MLG_TRY(check_outlines(z));
    MLG_TRY(set_centres(z));
  }
  return mlg_sql_run(z->store, "SELECT CreateSpatialIndex('zone', 'geometrie')", z->findings);
}

mlg_status mlg_store_add_zones(mlg_store *store, mlg_territory *territory, const mlg_table *shapes,
                               size_t code, mlg_findings *findings) {
  mlg_arena scratch = {0};
  zones z = {.store = store, .findings = findings, .territory = territory, .shapes = shapes};
  mlg_status status = index_rows(&z, &scratch, code);
  if (status == MLG_OK) status = mlg_sql_begin(store, findings);
  if (status == MLG_OK) status = mlg_sql_end(store, add_levels(&z), findings);
  mlg_arena_free(&scratch);
  return status;
}
