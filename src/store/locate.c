/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sql.h"

/* SpatiaLite reads an outline again for each point that it is asked about: a third of a run,
   with thousands of sites. Outlines are read once here. */

/* An outline, and its box to be done with most points at once. */
typedef struct {
  const mlg_shape *shape;
  mlg_box box;
} outline;

static bool holds(const outline *zone, mlg_point at) {
  const mlg_box *box = &zone->box;
  return at.x >= box->min_x && at.x <= box->max_x && at.y >= box->min_y && at.y <= box->max_y &&
         mlg_shape_holds(zone->shape, at);
}

/* Where outlines overlap, the zone of the smaller code, always. */
static size_t find(const outline *zones, size_t n, mlg_point at) {
  for (size_t z = 0; z < n; z++)
    if (holds(&zones[z], at)) return z;
  return MLG_NO_ZONE;
}

static mlg_status locate(mlg_arena *scratch, mlg_store *store, const mlg_territory *territory,
                         const mlg_point *points, size_t n, mlg_findings *findings, size_t *zones) {
  mlg_shape *shapes;
  size_t n_zones = territory->n_zones[MLG_IRIS];
  MLG_TRY(mlg_store_shapes(store, scratch, territory, MLG_IRIS, findings, &shapes));
  outline *outlines = MLG_NEW(scratch, outline, n_zones);
  MLG_HAVE(outlines);
  for (size_t z = 0; z < n_zones; z++)
    outlines[z] = (outline){&shapes[z], mlg_shape_box(&shapes[z])};
  for (size_t i = 0; i < n; i++) zones[i] = find(outlines, n_zones, points[i]);
  return MLG_OK;
}

mlg_status mlg_store_locate(mlg_store *store, const mlg_territory *territory,
                            const mlg_point *points, size_t n, mlg_findings *findings,
                            size_t *zones) {
  mlg_arena scratch = {0};
  mlg_status status = locate(&scratch, store, territory, points, n, findings, zones);
  mlg_arena_free(&scratch);
  return status;
}
