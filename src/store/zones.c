/* SPDX-License-Identifier: Apache-2.0 */
#include "store/dissolve.h"
#include "store/outline.h"
#include "store/sql.h"

#include <math.h>

typedef struct {
  mlg_store *store;
  mlg_findings *findings;
  const mlg_territory *territory;
  const mlg_table *shapes;
  mlg_arena *scratch;
  mlg_arena *outline;                  /* Of the zone at hand. */
  mlg_index rows;                      /* from a finest zone's code to its row in `shapes` */
  mlg_blob *outlines[MLG_LEVEL_COUNT]; /* WKB; empty: not made yet */
  mlg_level level;
  mlg_status status; /* of the outlines read back */
} zones;

static mlg_status index_rows(zones *z, size_t code) {
  MLG_TRY(mlg_index_init(&z->rows, z->scratch, z->shapes->n_rows));
  for (size_t i = 0; i < z->shapes->n_rows; i++) {
    size_t held;
    const char *cell = mlg_table_cell(z->shapes, i, code);
    if (cell == NULL) continue;
    const char *key = mlg_zone_code(z->scratch, cell);
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

/* The centroid, where the zone holds it; a point elsewhere in the zone is asked for later. */
static void fill_centre(const zones *z, mlg_row *row, mlg_blob outline) {
  mlg_shape shape = {0};
  mlg_arena_clear(z->outline);
  bool read = mlg_outline_read(z->outline, outline, &shape) == MLG_OK && shape.n_paths > 0;
  mlg_point centre = mlg_shape_centroid(&shape);
  if (!mlg_shape_holds(&shape, centre)) centre = (mlg_point){NAN, NAN};
  mlg_row_real(row, centre.x);
  mlg_row_real(row, centre.y);
  mlg_row_real(row, read ? mlg_shape_area(&shape) / 1e6 : NAN);
}

static bool fill_zone(mlg_row *row, size_t i, const void *context) {
  const zones *z = context;
  const mlg_zone *zone = &z->territory->zones[z->level][i];
  const char *type = zone->type == '\0' ? NULL : (const char[2]){zone->type, '\0'};
  mlg_row_text(row, MLG_LEVELS[z->level].code);
  mlg_row_text(row, zone->code);
  mlg_row_text(row, zone->name);
  mlg_row_copy(row, type);
  for (mlg_level level = MLG_QUARTIER; level < MLG_LEVEL_COUNT; level++)
    mlg_row_text(row, code_above(z, zone, level));
  fill_centre(z, row, z->outlines[z->level][i]);
  mlg_row_blob(row, z->outlines[z->level][i]);
  return true;
}

static mlg_status insert_level(zones *z) {
  return mlg_sql_insert(z->store,
                        "INSERT INTO zone VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
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

/* ---- outlines: only the finest zones come with one, the others are dissolved from them ---- */

static void take_outlines(zones *z) {
  for (size_t i = 0; i < z->territory->n_zones[MLG_IRIS]; i++) {
    size_t row = mlg_index_find(&z->rows, z->territory->zones[MLG_IRIS][i].code);
    if (row != MLG_NOT_FOUND && z->shapes->shapes != NULL)
      z->outlines[MLG_IRIS][i] = z->shapes->shapes[row];
  }
}

/* The widest level whose zones fill those of this one: the fewer limits, the sooner. */
static mlg_level made_of(const zones *z) {
  const size_t *n = z->territory->n_zones;
  if (z->level == MLG_REGION && n[MLG_DEPARTEMENT] > 0) return MLG_DEPARTEMENT;
  return z->level > MLG_COMMUNE && n[MLG_COMMUNE] > 0 ? MLG_COMMUNE : MLG_IRIS;
}

static mlg_status dissolve_level(zones *z) {
  mlg_level from = made_of(z);
  size_t n = z->territory->n_zones[from];
  size_t *whole = MLG_NEW(z->scratch, size_t, n + 1);
  MLG_HAVE(whole);
  for (size_t i = 0; i < n; i++) whole[i] = z->territory->zones[from][i].parent[z->level];
  const mlg_dissolve_case dissolve = {n, z->outlines[from], whole, z->territory->n_zones[z->level]};
  return mlg_dissolve(z->scratch, &dissolve, z->outlines[z->level]);
}

static mlg_status make_outlines(zones *z) {
  z->outlines[z->level] = MLG_NEW(z->scratch, mlg_blob, z->territory->n_zones[z->level] + 1);
  MLG_HAVE(z->outlines[z->level]);
  if (z->level != MLG_IRIS) return dissolve_level(z);
  take_outlines(z);
  return MLG_OK;
}

static bool some_are_missing(const zones *z) {
  for (size_t i = 0; i < z->territory->n_zones[z->level]; i++)
    if (z->outlines[z->level][i].size == 0) return true;
  return false;
}

/* Where limits that should be shared are not, or not point by point: the union in general, from
 * the finest zones, so that limits of all levels coincide. */
static mlg_status unite_missing(zones *z) {
  const char *level = MLG_LEVELS[z->level].code;
  char *sql = sqlite3_mprintf(
      "UPDATE zone SET geometrie = d.g FROM"
      " (SELECT code_%s AS c, CastToMultiPolygon(ST_Union(geometrie)) AS g FROM zone"
      "  WHERE niveau = 'iris' AND code_%s IN"
      "   (SELECT code FROM zone WHERE niveau = %Q AND geometrie IS NULL) GROUP BY code_%s) AS d"
      " WHERE niveau = %Q AND code = d.c",
      level, level, level, level, level);
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
      "  FROM zone WHERE niveau = %Q AND x IS NULL) AS p WHERE zone.rowid = p.r",
      level);
  MLG_HAVE(sql);
  mlg_status status = mlg_sql_run(z->store, sql, z->findings);
  sqlite3_free(sql);
  MLG_TRY(status);
  return mlg_sql_read(z->store, "SELECT code, x, y, aire_km2 FROM zone WHERE niveau = ?1", &level,
                      1, take_centre, z, z->findings);
}

/* What was dissolved holds; what came from outside, or from the union in general, is checked. */
static mlg_status add_level(zones *z) {
  MLG_TRY(make_outlines(z));
  MLG_TRY(insert_level(z));
  bool missing = some_are_missing(z);
  if (missing && z->level != MLG_IRIS) MLG_TRY(unite_missing(z));
  if (missing || z->level == MLG_IRIS) MLG_TRY(check_outlines(z));
  return set_centres(z);
}

static mlg_status add_levels(zones *z) {
  for (z->level = MLG_IRIS; z->level < MLG_LEVEL_COUNT; z->level++)
    if (z->territory->n_zones[z->level] > 0) MLG_TRY(add_level(z));
  return mlg_sql_run(z->store, "SELECT CreateSpatialIndex('zone', 'geometrie')", z->findings);
}

mlg_status mlg_store_add_zones(mlg_store *store, mlg_territory *territory, const mlg_table *shapes,
                               size_t code, mlg_findings *findings) {
  mlg_arena scratch = {0}, outline = {0};
  zones z = {.store = store,
             .findings = findings,
             .territory = territory,
             .shapes = shapes,
             .scratch = &scratch,
             .outline = &outline};
  mlg_status status = index_rows(&z, code);
  if (status == MLG_OK) status = mlg_sql_begin(store, findings);
  if (status == MLG_OK) status = mlg_sql_end(store, add_levels(&z), findings);
  mlg_arena_free(&outline);
  mlg_arena_free(&scratch);
  return status;
}
