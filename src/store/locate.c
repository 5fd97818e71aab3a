/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sql.h"

#include <stdlib.h>

/* SpatiaLite reads an outline again for each point that it is asked about: a third of a run,
   with thousands of sites. Outlines are read once here. */

/* An outline, and its box to be done with most points at once. */
typedef struct {
  const mlg_shape *shape;
  mlg_box box;
  size_t zone;
} outline;

/* From west to east: those that may hold a point begin within a widest one's width of it. */
typedef struct {
  size_t n;
  outline *items;
  double widest;
} outlines;

static int by_west(const void *a, const void *b) {
  const outline *one = a, *other = b;
  if (one->box.min_x != other->box.min_x) return one->box.min_x < other->box.min_x ? -1 : 1;
  return (one->zone > other->zone) - (one->zone < other->zone);
}

static mlg_status read_outlines(mlg_arena *scratch, mlg_store *store,
                                const mlg_territory *territory, mlg_findings *findings,
                                outlines *o) {
  mlg_shape *shapes;
  o->n = territory->n_zones[MLG_IRIS];
  MLG_TRY(mlg_store_shapes(store, scratch, territory, MLG_IRIS, findings, &shapes));
  o->items = MLG_NEW(scratch, outline, o->n + 1);
  MLG_HAVE(o->items);
  for (size_t z = 0; z < o->n; z++) {
    mlg_box box = mlg_shape_box(&shapes[z]);
    o->items[z] = (outline){&shapes[z], box, z};
    if (box.max_x - box.min_x > o->widest) o->widest = box.max_x - box.min_x;
  }
  qsort(o->items, o->n, sizeof *o->items, by_west);
  return MLG_OK;
}

static bool holds(const outline *zone, mlg_point at) {
  const mlg_box *box = &zone->box;
  return at.x <= box->max_x && at.y >= box->min_y && at.y <= box->max_y &&
         mlg_shape_holds(zone->shape, at);
}

/* Which zone holds a point: of several that overlap, the one of the smaller code, always; and
   rather any but `but`. */
static size_t find(const outlines *o, mlg_point at, size_t but) {
  size_t found = MLG_NO_ZONE;
  /* Any that begins further west than the widest is wide ends before the point. */
  size_t first = mlg_first_from(&o->items[0].box.min_x, o->n, sizeof *o->items, at.x - o->widest);
  for (size_t i = first; i < o->n && o->items[i].box.min_x <= at.x; i++) {
    size_t zone = o->items[i].zone;
    bool better = found == MLG_NO_ZONE || found == but || (zone != but && zone < found);
    if (better && holds(&o->items[i], at)) found = zone;
  }
  return found;
}

mlg_status mlg_store_locate(mlg_store *store, const mlg_territory *territory,
                            const mlg_point *points, size_t n, const size_t *expected,
                            mlg_findings *findings, size_t *zones) {
  mlg_arena scratch = {0};
  outlines o = {0};
  mlg_status status = read_outlines(&scratch, store, territory, findings, &o);
  for (size_t i = 0; i < n && status == MLG_OK; i++)
    zones[i] = find(&o, points[i], expected == NULL ? MLG_NO_ZONE : expected[i]);
  mlg_arena_free(&scratch);
  return status;
}
