/* SPDX-License-Identifier: Apache-2.0 */
#define GEOS_USE_ONLY_R_API
#include "store/dissolve.h"

#include <geos_c.h>
#include <math.h>
#include <string.h>

/* Of the whole's area: parts that overlap by less are rounding. */
static const double SAME_AREA = 1e-9;

typedef struct {
  mlg_arena *arena, *scratch;
  GEOSContextHandle_t geos;
  const mlg_dissolve_case *dissolve;
  size_t *first;   /* of each whole's parts in… */
  size_t *members; /* …this list */
} work;

/* Parts by whole, in their own order: a counting sort. */
static mlg_status sort_parts(work *w) {
  const mlg_dissolve_case *c = w->dissolve;
  w->first = MLG_NEW(w->scratch, size_t, c->n_wholes + 2);
  w->members = MLG_NEW(w->scratch, size_t, c->n_parts + 1);
  MLG_HAVE(w->first);
  MLG_HAVE(w->members);
  for (size_t i = 0; i < c->n_parts; i++)
    if (c->whole[i] < c->n_wholes) w->first[c->whole[i] + 2]++;
  for (size_t i = 2; i < c->n_wholes + 2; i++) w->first[i] += w->first[i - 1];
  for (size_t i = 0; i < c->n_parts; i++)
    if (c->whole[i] < c->n_wholes) w->members[w->first[c->whole[i] + 1]++] = i;
  return MLG_OK;
}

/* The parts of one whole as one collection; NULL when one of them has no outline. */
static GEOSGeometry *collect(const work *w, const size_t *members, size_t n, double *area) {
  GEOSGeometry **parts = MLG_NEW(w->scratch, GEOSGeometry *, n);
  size_t read = 0;
  *area = 0;
  for (; parts != NULL && read < n; read++) {
    const mlg_blob *part = &w->dissolve->parts[members[read]];
    double own = 0;
    if (part->size > 0) parts[read] = GEOSGeomFromWKB_buf_r(w->geos, part->bytes, part->size);
    if (parts[read] == NULL) break;
    GEOSArea_r(w->geos, parts[read], &own);
    *area += own;
  }
  if (read == n && parts != NULL)
    return GEOSGeom_createCollection_r(w->geos, GEOS_GEOMETRYCOLLECTION, parts, (unsigned)n);
  for (size_t i = 0; i < read; i++) GEOSGeom_destroy_r(w->geos, parts[i]);
  return NULL;
}

/* Whether what was made is the union: the parts' whole area, and an outline that holds. */
static bool is_union(const work *w, const GEOSGeometry *made, double area) {
  double own;
  return made != NULL && GEOSArea_r(w->geos, made, &own) == 1 &&
         fabs(own - area) <= SAME_AREA * area && GEOSisValid_r(w->geos, made) == 1;
}

static mlg_status keep(const work *w, const GEOSGeometry *made, mlg_blob *outline) {
  size_t size;
  unsigned char *bytes = GEOSGeomToWKB_buf_r(w->geos, made, &size);
  unsigned char *copy = bytes == NULL ? NULL : MLG_NEW(w->arena, unsigned char, size);
  if (copy != NULL) memcpy(copy, bytes, size);
  GEOSFree_r(w->geos, bytes);
  MLG_HAVE(copy);
  *outline = (mlg_blob){.bytes = copy, .size = size};
  return MLG_OK;
}

static mlg_status unite(const work *w, const size_t *members, size_t n, mlg_blob *outline) {
  *outline = (mlg_blob){0};
  if (n == 0) return MLG_OK;
  if (n == 1) {
    *outline = w->dissolve->parts[members[0]];
    return MLG_OK;
  }
  double area;
  GEOSGeometry *parts = collect(w, members, n, &area);
  GEOSGeometry *made = parts == NULL ? NULL : GEOSCoverageUnion_r(w->geos, parts);
  mlg_status status = is_union(w, made, area) ? keep(w, made, outline) : MLG_OK;
  if (made != NULL) GEOSGeom_destroy_r(w->geos, made);
  if (parts != NULL) GEOSGeom_destroy_r(w->geos, parts);
  return status;
}

static mlg_status unite_all(work *w, mlg_blob *outlines) {
  MLG_TRY(sort_parts(w));
  for (size_t i = 0; i < w->dissolve->n_wholes; i++)
    MLG_TRY(unite(w, w->members + w->first[i], w->first[i + 1] - w->first[i], &outlines[i]));
  return MLG_OK;
}

mlg_status mlg_dissolve(mlg_arena *arena, const mlg_dissolve_case *dissolve, mlg_blob *outlines) {
  mlg_arena scratch = {0};
  work w = {.arena = arena, .scratch = &scratch, .geos = GEOS_init_r(), .dissolve = dissolve};
  mlg_status status = w.geos == NULL ? MLG_FAILURE : unite_all(&w, outlines);
  if (w.geos != NULL) GEOS_finish_r(w.geos);
  mlg_arena_free(&scratch);
  return status;
}
