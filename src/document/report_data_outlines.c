/* SPDX-License-Identifier: Apache-2.0 */
#include "document/report_data.h"

#include "draw/geography.h"

#include <math.h>

/* Outlines as fine as a screen shows them: half a pixel of a page that holds the territory. */

/* Points of the widest side: 10 m for a metropolis of 40 km, in steps that limits cannot show. */
enum { PAGE = 2000 };

static mlg_view view_of(const mlg_report_source *source) {
  const mlg_portrait *portrait = source->portrait;
  const size_t whole = 0;
  mlg_box metres = mlg_shapes_box(portrait->shapes[portrait->territory->level], &whole, 1);
  return mlg_view_on(metres, (mlg_box){0, 0, PAGE, PAGE}, 0);
}

static mlg_point metres_of(const mlg_view *view, mlg_point page) {
  return (mlg_point){view->metres.x + (page.x - view->page.x) / view->scale,
                     view->metres.y - (page.y - view->page.y) / view->scale};
}

static json_t *rings_array(const mlg_report_source *source, const mlg_view *view,
                           const mlg_shape *shape) {
  json_t *rings = json_array();
  for (size_t i = 0; i < shape->n_paths; i++) {
    json_t *ring = json_array();
    for (size_t k = 0; k < shape->paths[i].n; k++)
      mlg_report_append_point(ring, source, metres_of(view, shape->paths[i].points[k]));
    json_array_append_new(rings, ring);
  }
  return rings;
}

/* The junctions of the finest zones hold for every level, which is dissolved from them. */
mlg_status mlg_report_json_outlines(const mlg_report_source *source, mlg_level level,
                                    json_t *zones) {
  const mlg_portrait *portrait = source->portrait;
  mlg_level widest = portrait->territory->level;
  if (portrait->shapes[level] == NULL || portrait->shapes[widest] == NULL) return MLG_OK;
  mlg_level finest = portrait->shapes[MLG_IRIS] != NULL ? MLG_IRIS : level;
  mlg_arena arena = {0};
  mlg_view view = view_of(source);
  size_t n = portrait->territory->n_zones[level];
  mlg_outline *outlines = mlg_outlines_dissolved(&arena, portrait->shapes[level], n,
                                                 portrait->shapes[finest],
                                                 portrait->territory->n_zones[finest]);
  for (size_t i = 0; i < n && outlines != NULL; i++) {
    mlg_shape shape = mlg_view_outline(&view, &arena, mlg_outline_at(outlines, i));
    json_object_set_new(json_array_get(zones, i), "g", rings_array(source, &view, &shape));
  }
  mlg_arena_free(&arena);
  return outlines != NULL ? MLG_OK : MLG_FAILURE;
}
