/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_OUTLINE_H
#define STORE_OUTLINE_H

#include <maillage/arena.h>
#include <maillage/geometry.h>
#include <maillage/status.h>
#include <maillage/table.h>

/** Outlines as WKB, and as rings; what is no polygon has no path. */
mlg_status mlg_outline_read(mlg_arena *arena, mlg_blob outline, mlg_shape *shape);

/** A multipolygon. */
mlg_status mlg_outline_write(mlg_arena *arena, const mlg_shape *shape, mlg_blob *outline);

#endif
