/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/signs.h"

#include "draw/key.h"

mlg_paint mlg_sign(mlg_shown shown) {
  static const mlg_pattern PATTERNS[MLG_SHOWN_COUNT] = {
      [MLG_NOBODY] = MLG_HORIZONTAL, [MLG_TOO_FEW] = MLG_HATCH,      [MLG_HIDDEN] = MLG_DOTS,
      [MLG_UNKNOWN] = MLG_VERTICAL,  [MLG_PARTIAL] = MLG_BACK_HATCH, [MLG_UNRECORDED] = MLG_CROSS,
  };
  return (mlg_paint){.fill = MLG_WHITE,
                     .pattern = PATTERNS[shown],
                     .ink = MLG_SIGN_INK,
                     .stroke = MLG_SIGN_INK,
                     .width = 0.6};
}

mlg_paint mlg_ground_paint(mlg_shown shown) {
  if (shown != MLG_SHOWN) return mlg_sign(shown);
  return (mlg_paint){.fill = MLG_WHITE, .stroke = MLG_AROUND_LIMIT, .width = 1};
}

mlg_paint mlg_cause_paint(mlg_part part) {
  mlg_paint paint = {
      .fill = mlg_part_colour(part), .ink = 0xC4C4C4u, .stroke = MLG_WHITE, .width = 1};
  /* In grey, orientation and saturation are one shade: a ring tells them apart. */
  if (part == MLG_SATURATED) {
    paint.stroke = 0x6B4700u;
    paint.width = 3;
  }
  if (part == MLG_OUT_OF_REACH) paint.pattern = MLG_HATCH;
  return paint;
}

void mlg_draw_diamond(mlg_map *map, mlg_role role, mlg_point at, double radius, mlg_paint paint,
                      const mlg_box *clip, const char *tooltip) {
  mlg_point *points = MLG_NEW(map->arena, mlg_point, 4);
  mlg_path *path = MLG_NEW(map->arena, mlg_path, 1);
  if (points == NULL || path == NULL) {
    map->scene->lost = true;
    return;
  }
  points[0] = (mlg_point){at.x, at.y - radius};
  points[1] = (mlg_point){at.x + radius, at.y};
  points[2] = (mlg_point){at.x, at.y + radius};
  points[3] = (mlg_point){at.x - radius, at.y};
  *path = (mlg_path){4, points};
  mlg_scene_shape(map->scene, role, clip, (mlg_shape){1, path}, paint, tooltip);
}

void mlg_draw_site(mlg_map *map, mlg_role role, mlg_point at, const mlg_box *clip,
                   const char *tooltip) {
  mlg_paint paint = {.fill = mlg_part_colour(MLG_SERVED), .stroke = MLG_WHITE, .width = 1.6};
  mlg_draw_diamond(map, role, at, MLG_SITE_RADIUS, paint, clip, tooltip);
}
