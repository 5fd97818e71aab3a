/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_GEOGRAPHY_H
#define DRAW_GEOGRAPHY_H

#include <maillage/arena.h>
#include <maillage/geometry.h>
#include <maillage/status.h>
#include <stdbool.h>

/**
 * @file
 * From metres to the page: framing, and simplifying so that what two zones
 * share stays shared.
 */

/** Metres (EPSG:2154) to px; north is up. */
typedef struct {
  double scale;     /**< px a metre */
  mlg_point metres; /**< The point that falls… */
  mlg_point page;   /**< …here. */
  mlg_box frame;    /**< What is shown, px. */
  double tolerance; /**< How far simplifying may move a limit, px. */
} mlg_view;

/** Shows `metres` whole and centred in `frame`, `margin` px from its sides, to half a pixel. */
mlg_view mlg_view_on(mlg_box metres, mlg_box frame, double margin);

mlg_point mlg_view_point(const mlg_view *view, mlg_point metres);

/** The box of several shapes (those of `zones`, by index). */
mlg_box mlg_shapes_box(const mlg_shape *shapes, const size_t *zones, size_t n);

/** Points where three limits or more meet: simplifying must not move them. */
typedef struct mlg_junctions mlg_junctions;

/** The junctions of a tiling, arena-owned; NULL when memory is short. O(points). */
mlg_junctions *mlg_junctions_find(mlg_arena *arena, const mlg_shape *shapes, size_t n);

bool mlg_is_junction(const mlg_junctions *junctions, mlg_point point);

/** A shape, or lines, to be drawn at any scale; its points are those of the shape it was made of,
 *  which must stay. */
typedef struct mlg_outline mlg_outline;

/** The outlines of shapes of a tiling, one each, contiguous, arena-owned; NULL when memory is
 * short. O(points log points) as limits are; worst, points²: the order is that of Douglas and
 * Peucker (1973), from junction to junction. Which points weigh most does not depend on the
 * direction of the ring, so that two zones keep the same points of their common limit. */
mlg_outline *mlg_outlines_weigh(mlg_arena *arena, const mlg_shape *shapes, size_t n,
                                const mlg_junctions *junctions);

/** The same, with the junctions of the `n_finest` zones that the shapes are dissolved from. */
mlg_outline *mlg_outlines_dissolved(mlg_arena *arena, const mlg_shape *shapes, size_t n,
                                    const mlg_shape *finest, size_t n_finest);

/** The same for lines, whose ends stay: one outline. */
mlg_outline *mlg_lines_weigh(mlg_arena *arena, const mlg_shape *lines);

/** `n` outlines with the detail that a small picture of all of `metres` shows; arena-owned, NULL
 *  when memory is short. */
mlg_outline *mlg_outlines_sketch(mlg_arena *arena, const mlg_outline *outlines, size_t n,
                                 mlg_box metres);

/** One of several. */
const mlg_outline *mlg_outline_at(const mlg_outline *outlines, size_t i);

/**
 * The outline on the page, simplified to the view's tolerance. Rings that the frame does not show
 * are dropped. No paths when memory is short.
 */
mlg_shape mlg_view_outline(const mlg_view *view, mlg_arena *arena, const mlg_outline *outline);

#endif
