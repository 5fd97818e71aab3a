/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_PAINT_H
#define DRAW_PAINT_H

#include <maillage/finding.h>

#include "draw/scene.h"

/**
 * @file
 * The painters: one scene, three files. All of one scene shows the same things
 * in the same places, and the same scene gives the same bytes.
 */

/** Whether every text of a scene may stand in a file of UTF-8. */
bool mlg_paint_valid(const mlg_scene *scene);

/** 1920 x 1080 pixels times `scale`. `file` is the name used in findings. */
mlg_status mlg_paint_png(const mlg_scene *scene, mlg_ruler *ruler, unsigned scale, const char *path,
                         const char *file, mlg_findings *findings);

/** A 16:9 slide (13.33 x 7.5 in) with embedded fonts. */
mlg_status mlg_paint_pdf(const mlg_scene *scene, mlg_ruler *ruler, const char *path,
                         const char *file, mlg_findings *findings);

/** Real text, one group a role, tooltips. */
mlg_status mlg_paint_svg(const mlg_scene *scene, const char *path, const char *file,
                         mlg_findings *findings);

/** All three, as <folder>/<name>.png, .pdf and .svg. */
mlg_status mlg_paint_all(const mlg_scene *scene, mlg_ruler *ruler, const char *folder,
                         const char *name, mlg_findings *findings);

#endif
