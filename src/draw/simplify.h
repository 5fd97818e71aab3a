/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_SIMPLIFY_H
#define DRAW_SIMPLIFY_H

#include "draw/geography.h"

/** A ring (last point = first) on the page, between junctions; n is 0 when memory is short. */
mlg_path mlg_simplify_ring(const mlg_view *view, mlg_arena *arena, const mlg_path *ring,
                           const mlg_junctions *junctions);

/** A line on the page, its ends kept. `junctions` is not used. */
mlg_path mlg_simplify_line(const mlg_view *view, mlg_arena *arena, const mlg_path *line,
                           const mlg_junctions *junctions);

#endif
