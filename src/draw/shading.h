/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_SHADING_H
#define DRAW_SHADING_H

#include "draw/key.h"

/**
 * @file
 * Ratios in classes, each with its colour: of zones, or of the circles on them. What is shaded
 * comes from a mlg_shading_figure alone, which gives ratios: there is no path from a number of
 * persons to a shade.
 */
typedef struct {
  mlg_classes classes;
  const mlg_rgb *ramp;
  mlg_shown *shown;      /**< By index in the map's zones… */
  mlg_estimate *figures; /**< …as ratios. */
  size_t n_fragile;      /**< Zones shown whose figure is fragile. */
} mlg_shading;

/** The ratio of a zone of the plan's level, and whether it can be shown. */
typedef mlg_shown mlg_shading_figure(const mlg_map *map, size_t zone, mlg_estimate *figure);

/** The rate of the plan's indicator, and the uncovered share of its family. */
mlg_shown mlg_shade_rate(const mlg_map *map, size_t zone, mlg_estimate *figure);
mlg_shown mlg_shade_uncovered(const mlg_map *map, size_t zone, mlg_estimate *figure);

/** The plan's choice of classes, else the indicator's own bounds; natural ones for shares of
 *  need. */
mlg_class_choice mlg_shading_choice(const mlg_map *map);

/** Reads the figures of the map's zones and puts them into classes. `palette` is that of the
 *  subject; the plan's stands before it. */
mlg_status mlg_shading_make(mlg_map *map, mlg_shading_figure *figure, mlg_class_choice choice,
                            const char *palette, mlg_shading *shading);

/** The colour of the map's i-th zone, which is shown; lines over it when it is fragile. */
mlg_paint mlg_shading_paint(const mlg_shading *shading, size_t i);

/** The paint of a fragile figure over a fill. */
mlg_paint mlg_fragile_paint(mlg_rgb fill);

/** Draws the zones, those without a figure under their signs; tooltips say `tooltip`'s words
 *  of the shown ones ("Villejean : 31 %" from "%s : …"). */
typedef char *mlg_shading_words(mlg_arena *arena, mlg_estimate figure);
void mlg_shading_draw(mlg_map *map, const mlg_shading *shading, mlg_shading_words *words);

/** Draws the zones as a light ground, with signs where there is no figure. */
void mlg_shading_draw_ground(mlg_map *map, const mlg_shading *shading, mlg_shading_words *words);

/** Classes with their tallies, then the signs; as discs for circles. */
void mlg_shading_key(mlg_key *key, const mlg_shading *shading, bool discs);

/** "Classes : quantiles arrondis, borne basse comprise ; 84 IRIS." */
void mlg_shading_method(mlg_key *key, const mlg_shading *shading);

#endif
