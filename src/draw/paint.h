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

/** The page's px times `scale`. `file` is the name used in findings. */
mlg_status mlg_paint_png(const mlg_scene *scene, mlg_ruler *ruler, unsigned scale, const char *path,
                         const char *file, mlg_findings *findings);

/** One page with embedded fonts. */
mlg_status mlg_paint_pdf(const mlg_scene *scene, mlg_ruler *ruler, const char *path,
                         const char *file, mlg_findings *findings);

/** A PDF of many pages, each painted as soon as it is laid out, with an outline. */
typedef struct mlg_book mlg_book;

/** Paints every page of a book, with mlg_book_add(). */
typedef mlg_status mlg_book_writer(mlg_book *book, void *context);

/** `cover` says title, subject, author and date of the whole. */
mlg_status mlg_paint_book(const mlg_scene *cover, mlg_ruler *ruler, const char *path,
                          const char *file, mlg_book_writer *write, void *context,
                          mlg_findings *findings);

/** A page: `name` is what items' links lead to, `title` its line in the outline, `depth` 0 or 1:
 *  under the last page of depth 0. */
mlg_status mlg_book_add(mlg_book *book, const mlg_scene *scene, const char *name, const char *title,
                        int depth);

/** Real text, one group a role, tooltips. */
mlg_status mlg_paint_svg(const mlg_scene *scene, const char *path, const char *file,
                         mlg_findings *findings);

/** The size of a PNG in its own pixels; false when it cannot be read. */
bool mlg_image_size(const char *path, double *width, double *height);

/* ---- the inside of the painters of cairo ---- */

typedef struct _cairo mlg_cairo;

/** The scene on a surface of px. */
void mlg_paint_scene(mlg_cairo *cr, mlg_ruler *ruler, const mlg_scene *scene);

/** What a cairo_status_t is for the caller. */
mlg_status mlg_paint_outcome(int status, const char *file, mlg_findings *findings);

/** All three, as <folder>/<name>.png, .pdf and .svg. */
mlg_status mlg_paint_all(const mlg_scene *scene, mlg_ruler *ruler, const char *folder,
                         const char *name, mlg_findings *findings);

#endif
