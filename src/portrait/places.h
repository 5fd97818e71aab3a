/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PORTRAIT_PLACES_H
#define PORTRAIT_PLACES_H

#include <maillage/portrait.h>

/**
 * Names of zones as a reader of the extent knows them, joined: "Le Blosne et Bréquigny";
 * beyond the commune, quarters are followed by theirs: "Le Blosne (Rennes) et Le Rheu",
 * "Le Blosne et Villejean (Rennes)".
 */
char *mlg_place_names(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                      mlg_level level, const size_t *zones, size_t n);

/** One such name. */
char *mlg_place_name(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                     mlg_level level, size_t zone);

/** Whether the quarter is a whole commune that stands for its own quarter. */
bool mlg_place_is_commune(const mlg_territory *territory, mlg_level level, size_t zone);

/** The widest level below the extent's that splits it (quarters, else IRIS) and its zones;
 *  `n` is 0 when nothing does. */
mlg_status mlg_place_split(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                           size_t extent, mlg_level *level, size_t **zones, size_t *n);

#endif
