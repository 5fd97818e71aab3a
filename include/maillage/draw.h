/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_DRAW_H
#define MAILLAGE_DRAW_H

#include <maillage/portrait.h>

/**
 * @file
 * Maps for slides: one scene of shapes and measured text boxes, painted to PNG
 * (1920 x 1080), PDF and SVG with real text. cairo and pango live here.
 */

/** Called after each map with how many of how many are done. */
typedef void mlg_draw_progress(void *context, size_t done, size_t total);

/**
 * Writes every map of the portrait into `folder` (which exists), each as
 * <name>.png, .pdf and .svg: the rate of each indicator that asks for it, and
 * the project's maps of counts and of uncovered need, framed on each extent.
 * Names: fragilite-taux-iris-rennes, fragilite-effectif-quartier-rennes,
 * besoin-aider-iris-rennes.
 */
mlg_status mlg_draw_maps(const mlg_portrait *portrait, const char *folder,
                         mlg_draw_progress *progress, void *context, mlg_findings *findings);

/** Releases what cairo, pango and fontconfig keep between maps. */
void mlg_draw_end(void);

#endif
