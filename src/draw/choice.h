/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_CHOICE_H
#define DRAW_CHOICE_H

#include <maillage/draw.h>

#include "draw/map.h"

/** What a picture's words ask for: the plan of one map, and the scenario it is drawn in. */
mlg_status mlg_choose_map(mlg_arena *arena, const mlg_portrait *portrait,
                          const mlg_picture *picture, mlg_findings *findings, mlg_map_plan *plan,
                          size_t *scenario);

#endif
