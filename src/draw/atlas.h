/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_ATLAS_H
#define DRAW_ATLAS_H

#include <maillage/finding.h>

#include "draw/map.h"

/**
 * @file
 * A PDF with a page for each quarter of the territory, communes that have none standing for
 * theirs: map of its IRIS, figures, parts of the need, nearest places. Contents first.
 */

/** Most pages: a wider territory has an atlas of each of its EPCI. */
enum { MLG_MOST_SHEETS = 200 };

/** How many sheets the territory's atlas has; 0: none, for want of outlines or of a figure. */
size_t mlg_atlas_sheets(const mlg_portrait *portrait);

/** Writes <folder>/atlas.pdf. */
mlg_status mlg_atlas_write(const mlg_drawing *drawing, const char *folder, mlg_findings *findings);

/* ---- the inside ---- */

/** One sheet: `number` is that of its page among `pages`. */
typedef struct {
  size_t quarter;
  size_t number, pages;
} mlg_sheet;

mlg_status mlg_sheet_draw(const mlg_drawing *drawing, const mlg_sheet *sheet, mlg_arena *arena,
                          mlg_scene *scene);

/** Pages of contents that `n` sheets take. */
size_t mlg_contents_pages(const mlg_portrait *portrait, size_t n);

/** The k-th page of the contents. `order` lists the quarters as the atlas does. */
mlg_status mlg_contents_draw(const mlg_drawing *drawing, const size_t *order, size_t n, size_t k,
                             mlg_arena *arena, mlg_scene *scene);

/** Name of a page for links: "p12". */
char *mlg_page_name(mlg_arena *arena, size_t number);

/** Below the foot: a link to the contents, and "12 / 56". */
void mlg_page_number(mlg_map *map, size_t number, size_t pages);

#endif
