/* SPDX-License-Identifier: Apache-2.0 */
#include "store/outline.h"

#include "store/shape.h"

#include <spatialite/gaiageo.h>
#include <stdint.h>
#include <string.h>

mlg_status mlg_outline_read(mlg_arena *arena, mlg_blob outline, mlg_shape *shape) {
  *shape = (mlg_shape){0};
  gaiaGeomCollPtr geometry = outline.size == 0 ? NULL
                                               : gaiaFromWkb(outline.bytes, (unsigned)outline.size);
  if (geometry == NULL) return MLG_OK;
  mlg_status status = geometry->FirstLinestring == NULL && geometry->FirstPoint == NULL
                          ? mlg_shape_copy(arena, geometry, shape)
                          : MLG_OK;
  gaiaFreeGeomColl(geometry);
  return status;
}

/* ---- writing ---- */

enum { POLYGON = 3, MULTIPOLYGON = 6 };

static unsigned char *put(unsigned char *at, const void *bytes, size_t size) {
  memcpy(at, bytes, size);
  return at + size;
}

static unsigned char *put_count(unsigned char *at, size_t count) {
  uint32_t n = (uint32_t)count;
  return put(at, &n, sizeof n);
}

/* The order of bytes is this machine's own. */
static unsigned char *put_head(unsigned char *at, uint32_t type, size_t count) {
  const uint32_t one = 1;
  *at++ = *(const unsigned char *)&one;
  return put_count(put(at, &type, sizeof type), count);
}

static unsigned char *put_ring(unsigned char *at, const mlg_path *ring) {
  return put(put_count(at, ring->n), ring->points, ring->n * sizeof *ring->points);
}

/* A shell turns anticlockwise; the holes behind it are its own. */
static size_t count_rings(const mlg_shape *shape, size_t shell) {
  size_t n = 1;
  while (shell + n < shape->n_paths && mlg_path_area(&shape->paths[shell + n]) < 0) n++;
  return n;
}

mlg_status mlg_outline_write(mlg_arena *arena, const mlg_shape *shape, mlg_blob *outline) {
  const size_t head = 1 + 2 * sizeof(uint32_t);
  size_t size = head, n_polygons = 0;
  for (size_t i = 0; i < shape->n_paths; i += count_rings(shape, i), n_polygons++) size += head;
  for (size_t i = 0; i < shape->n_paths; i++)
    size += sizeof(uint32_t) + shape->paths[i].n * sizeof(mlg_point);
  unsigned char *bytes = MLG_NEW(arena, unsigned char, size), *at = bytes;
  MLG_HAVE(bytes);
  at = put_head(at, MULTIPOLYGON, n_polygons);
  for (size_t i = 0; i < shape->n_paths;) {
    size_t n = count_rings(shape, i);
    at = put_head(at, POLYGON, n);
    for (size_t end = i + n; i < end; i++) at = put_ring(at, &shape->paths[i]);
  }
  *outline = (mlg_blob){.bytes = bytes, .size = size};
  return MLG_OK;
}
