/* SPDX-License-Identifier: Apache-2.0 */
#include "store/dissolve.h"

#include "store/limits.h"
#include "store/outline.h"

typedef struct {
  mlg_arena *arena, *scratch;
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

/* The parts of one whole; `*all` is false when one of them has no outline. */
static mlg_status read_parts(const work *w, mlg_arena *scratch, const size_t *members, size_t n,
                             mlg_shape *parts, bool *all) {
  *all = true;
  for (size_t i = 0; i < n && *all; i++) {
    MLG_TRY(mlg_outline_read(scratch, w->dissolve->parts[members[i]], &parts[i]));
    *all = parts[i].n_paths > 0;
  }
  return MLG_OK;
}

static mlg_path path_of(const mlg_limits *limits, const mlg_rings *rings, size_t ring,
                        mlg_point *points) {
  mlg_path path = {rings->first[ring + 1] - rings->first[ring] + 1, points};
  for (size_t i = 0; i < path.n; i++)
    points[i] = limits->edges[rings->edges[rings->first[ring] + i % (path.n - 1)]].from;
  return path;
}

/* Each shell, then its holes: those are strung behind it, the last of them first. */
static mlg_status shape_of(mlg_arena *arena, const mlg_limits *limits, const mlg_rings *rings,
                           const size_t *shells, mlg_shape *shape) {
  size_t *next = MLG_NEW(arena, size_t, rings->n + 1);
  mlg_point *points = MLG_NEW(arena, mlg_point, limits->n + rings->n + 1);
  *shape = (mlg_shape){0, MLG_NEW(arena, mlg_path, rings->n + 1)};
  MLG_HAVE(next);
  MLG_HAVE(points);
  MLG_HAVE(shape->paths);
  for (size_t i = 0; i < rings->n; i++) next[i] = rings->n;
  for (size_t i = rings->n; i-- > 0;) {
    if (shells[i] == i) continue;
    next[i] = next[shells[i]];
    next[shells[i]] = i;
  }
  for (size_t i = 0; i < rings->n; i++)
    for (size_t ring = i; shells[i] == i && ring < rings->n; ring = next[ring]) {
      shape->paths[shape->n_paths] = path_of(limits, rings, ring, points);
      points += shape->paths[shape->n_paths++].n;
    }
  return MLG_OK;
}

/* Nothing where the parts' limits are not those of a union. */
static mlg_status unite_shapes(mlg_arena *scratch, const mlg_shape *parts, size_t n,
                               mlg_shape *made) {
  mlg_limits limits;
  mlg_rings rings;
  bool sound;
  MLG_TRY(mlg_limits_left(scratch, parts, n, &limits));
  if (limits.twice || limits.n == 0) return MLG_OK;
  MLG_TRY(mlg_rings_chain(scratch, &limits, &rings));
  size_t *shells = MLG_NEW(scratch, size_t, rings.n);
  MLG_HAVE(shells);
  MLG_TRY(mlg_rings_nest(scratch, &limits, &rings, shells, &sound));
  return sound ? shape_of(scratch, &limits, &rings, shells, made) : MLG_OK;
}

static mlg_status unite_in(const work *w, mlg_arena *scratch, const size_t *members, size_t n,
                           mlg_blob *outline) {
  bool all;
  mlg_shape made = {0}, *parts = MLG_NEW(scratch, mlg_shape, n);
  MLG_HAVE(parts);
  MLG_TRY(read_parts(w, scratch, members, n, parts, &all));
  if (all) MLG_TRY(unite_shapes(scratch, parts, n, &made));
  return made.n_paths > 0 ? mlg_outline_write(w->arena, &made, outline) : MLG_OK;
}

static mlg_status unite(const work *w, const size_t *members, size_t n, mlg_blob *outline) {
  mlg_arena scratch = {0};
  *outline = (mlg_blob){0};
  if (n == 1) *outline = w->dissolve->parts[members[0]];
  if (n < 2) return MLG_OK;
  mlg_status status = unite_in(w, &scratch, members, n, outline);
  mlg_arena_free(&scratch);
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
  work w = {.arena = arena, .scratch = &scratch, .dissolve = dissolve};
  mlg_status status = unite_all(&w, outlines);
  mlg_arena_free(&scratch);
  return status;
}
