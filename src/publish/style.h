/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PUBLISH_STYLE_H
#define PUBLISH_STYLE_H

#include <maillage/palette.h>
#include <maillage/portrait.h>

/* How a layer of zones is coloured: the classes and colours of the maps. */
typedef struct {
  const char *title;     /* French */
  const char *attribute; /* expression of the columns: NULL where no class is shown */
  mlg_classes classes;   /* of every zone of the level… */
  double most;           /* …the largest of which has this ratio, or 1 */
  const mlg_rgb *ramp;
} zone_style;

/* The rate of an indicator over its first denominator. */
mlg_status mlg_style_rate(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                          size_t indicator, zone_style *style);

/* The share of the base that is left without help of a family. */
mlg_status mlg_style_uncovered(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                               mlg_family family, zone_style *style);

/* Whether an indicator has a style beside the base's: its rate is among the maps. */
bool mlg_style_is_wanted(const mlg_portrait *portrait, size_t indicator);

/* Every style of a level: the base's first, then other indicators, then recorded families. */
mlg_status mlg_styles(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                      zone_style **styles, size_t *n);

#endif
