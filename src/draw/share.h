/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_SHARE_H
#define DRAW_SHARE_H

#include "draw/shading.h"

/** What maps of the uncovered share of a family have in common. */

/** "3,1 % sans solution": for tooltips. */
char *mlg_share_words(mlg_arena *arena, mlg_estimate share);

/** mlg_map_layout() with the subtitle of a family's map: "«what», par IRIS · …". */
mlg_status mlg_share_layout(mlg_map *map, const char *message, const char *what);

/** The big number of the key: the extent's share, and its persons. */
void mlg_share_number(mlg_key *key, mlg_rgb colour);

#endif
