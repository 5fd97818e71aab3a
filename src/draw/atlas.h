/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_ATLAS_H
#define DRAW_ATLAS_H

#include <maillage/finding.h>

#include "draw/map.h"

/**
 * @file
 * A PDF with contents, then a page a zone: its map, its figures, the parts of its need. Of a
 * territory up to an EPCI, a page a quarter (a commune that has none stands for its own), with the
 * nearest places. Of a wider one, its maps, then a page an EPCI and a page a commune that is in
 * none, beside their landmarks.
 */

/** Most pages: a wider territory has an atlas of each of its EPCI. */
enum { MLG_MOST_SHEETS = 200 };

/** How many sheets the territory's atlas has; 0: none is asked for, or for want of outlines or
 *  of a figure. The whole of a series has one, asked for or not. */
size_t mlg_atlas_sheets(const mlg_portrait *portrait);

/** Writes <folder>/atlas.pdf; `maps` are the run's, of which an atlas of EPCI takes those of the
 *  whole territory. */
mlg_status mlg_atlas_write(const mlg_drawing *drawing, const mlg_map_plan *maps, size_t n_maps,
                           const char *folder, mlg_findings *findings);

/* ---- the inside ---- */

/** One sheet: `number` is that of its page among `pages`. */
typedef struct {
  mlg_level level;
  size_t zone;
  size_t number, pages;
} mlg_sheet;

mlg_status mlg_sheet_draw(const mlg_drawing *drawing, const mlg_sheet *sheet, mlg_arena *arena,
                          mlg_scene *scene);

/** The sheets in their order, without their pages: `*sheets` is arena-owned. */
mlg_status mlg_atlas_order(mlg_arena *arena, const mlg_portrait *portrait, mlg_sheet **sheets,
                           size_t *n);

/** What a sheet stands under, in the contents and the outline: a city, a département; NULL when
 *  it stands by itself. */
const char *mlg_sheet_group(const mlg_portrait *portrait, const mlg_sheet *sheet);

/** A line of the contents: of a page, or a heading of those that follow. */
typedef struct {
  const char *text;
  size_t page; /**< 0: a heading. */
  bool indented;
} mlg_contents_line;

/** Pages of contents that `n` lines take. */
size_t mlg_contents_pages(size_t n);

/** The k-th page of the contents. */
mlg_status mlg_contents_draw(const mlg_drawing *drawing, const mlg_contents_line *entries, size_t n,
                             size_t k, mlg_arena *arena, mlg_scene *scene);

/** Name of a page for links: "p12". */
char *mlg_page_name(mlg_arena *arena, size_t number);

/** Below the foot: a link to the contents, and "12 / 56". */
void mlg_page_number(mlg_map *map, size_t number, size_t pages);

#endif
