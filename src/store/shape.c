/* SPDX-License-Identifier: Apache-2.0 */
#include "store/shape.h"

/* Copies the points as they are: simplifying is for those who know the scale. */
static mlg_status add_path(mlg_arena *arena, const double *coordinates, int n, mlg_shape *shape) {
  mlg_path *path = &shape->paths[shape->n_paths++];
  path->n = (size_t)n;
  path->points = MLG_NEW(arena, mlg_point, path->n);
  MLG_HAVE(path->points);
  for (int i = 0; i < n; i++) gaiaGetPoint(coordinates, i, &path->points[i].x, &path->points[i].y);
  return MLG_OK;
}

/* Files turn their rings either way; a shape's turn one way round for shells, the other for
 * holes. */
static mlg_status add_ring(mlg_arena *arena, const gaiaRing *ring, bool is_hole, mlg_shape *shape) {
  MLG_TRY(add_path(arena, ring->Coords, ring->Points, shape));
  mlg_path *path = &shape->paths[shape->n_paths - 1];
  if ((mlg_path_area(path) < 0) == is_hole) return MLG_OK;
  for (size_t i = 0, j = path->n - 1; i < j; i++, j--) {
    mlg_point swap = path->points[i];
    path->points[i] = path->points[j];
    path->points[j] = swap;
  }
  return MLG_OK;
}

static mlg_status add_polygon(mlg_arena *arena, const gaiaPolygon *polygon, mlg_shape *shape) {
  MLG_TRY(add_ring(arena, polygon->Exterior, false, shape));
  for (int i = 0; i < polygon->NumInteriors; i++)
    MLG_TRY(add_ring(arena, &polygon->Interiors[i], true, shape));
  return MLG_OK;
}

static size_t count_paths(const gaiaGeomColl *geometry) {
  size_t n = 0;
  for (gaiaPolygonPtr p = geometry->FirstPolygon; p != NULL; p = p->Next)
    n += 1 + (size_t)p->NumInteriors;
  for (gaiaLinestringPtr l = geometry->FirstLinestring; l != NULL; l = l->Next) n++;
  return n;
}

mlg_status mlg_shape_copy(mlg_arena *arena, const gaiaGeomColl *geometry, mlg_shape *shape) {
  mlg_shape copy = {.paths = MLG_NEW(arena, mlg_path, count_paths(geometry))};
  MLG_HAVE(copy.paths);
  for (gaiaPolygonPtr p = geometry->FirstPolygon; p != NULL; p = p->Next)
    MLG_TRY(add_polygon(arena, p, &copy));
  for (gaiaLinestringPtr l = geometry->FirstLinestring; l != NULL; l = l->Next)
    MLG_TRY(add_path(arena, l->Coords, l->Points, &copy));
  *shape = copy;
  return MLG_OK;
}

mlg_status mlg_column_shape(sqlite3_stmt *row, int column, mlg_arena *arena, mlg_shape *shape) {
  *shape = (mlg_shape){0};
  const unsigned char *bytes = sqlite3_column_blob(row, column);
  if (bytes == NULL) return MLG_OK;
  gaiaGeomCollPtr geometry =
      gaiaFromSpatiaLiteBlobWkb(bytes, (unsigned)sqlite3_column_bytes(row, column));
  if (geometry == NULL) return MLG_OK;
  mlg_status status = mlg_shape_copy(arena, geometry, shape);
  gaiaFreeGeomColl(geometry);
  return status;
}

typedef struct {
  mlg_arena *arena;
  mlg_shape *shape;
} result;

static mlg_status take_shape(sqlite3_stmt *row, void *context) {
  const result *r = context;
  return mlg_column_shape(row, 0, r->arena, r->shape);
}

mlg_status mlg_read_shape(mlg_store *store, const char *sql, mlg_arena *arena,
                          mlg_findings *findings, mlg_shape *shape) {
  result r = {arena, shape};
  return mlg_sql_read(store, sql, NULL, 0, take_shape, &r, findings);
}
