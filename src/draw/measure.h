/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_MEASURE_H
#define DRAW_MEASURE_H

#include <maillage/arena.h>
#include <maillage/finding.h>
#include <maillage/geometry.h>
#include <maillage/palette.h>
#include <stdbool.h>

/**
 * @file
 * Text with its place: every string is measured before anything is placed, so
 * that nothing is clipped and nothing overlaps.
 */
typedef enum { MLG_REGULAR = 400, MLG_SEMIBOLD = 600, MLG_BOLD = 700 } mlg_weight;
typedef enum { MLG_LEFT, MLG_MIDDLE, MLG_RIGHT } mlg_align;

typedef struct {
  double size; /**< px */
  mlg_weight weight;
  mlg_rgb colour;
  mlg_rgb halo; /**< MLG_NO_COLOUR: none. */
} mlg_font;

typedef struct {
  const char *string;
  double width;
} mlg_line;

/** A block of lines; `box` is what it covers, `align` is within the box. */
typedef struct {
  mlg_font font;
  mlg_align align;
  size_t n_lines;
  mlg_line *lines;
  mlg_box box;
} mlg_text;

/** Width of the halo on each side of a letter, px. */
#define MLG_HALO 3.0

/** The baseline of a line, and the point that its alignment holds on to. */
mlg_point mlg_text_anchor(const mlg_text *text, size_t line);

/** What one line covers. */
mlg_box mlg_line_box(const mlg_text *text, size_t line);

/** Measures text: a pango context and the font's gaps. Owned by one thread. */
typedef struct mlg_ruler mlg_ruler;

/** NULL when memory or a font is short. Free with mlg_ruler_free. */
mlg_ruler *mlg_ruler_new(void);
void mlg_ruler_free(mlg_ruler *ruler);

/** Widths for mlg_measure. */
#define MLG_UNBOUNDED 1e9

/**
 * `string` in lines at most `width` px wide, its box's corner at (0, 0). Centred
 * lines are as even as their number allows, others as long. A space that the font
 * lacks (U+202F in Open Sans) becomes one that it has. `n_lines` is 0 when memory
 * is short.
 */
mlg_text mlg_measure(mlg_ruler *ruler, mlg_arena *arena, const char *string, mlg_font font,
                     mlg_align align, double width);

/** Even lines, in the largest size from `font.size` down to `least` that takes `lines`. */
mlg_text mlg_measure_fit(mlg_ruler *ruler, mlg_arena *arena, const char *string, mlg_font font,
                         double width, size_t lines, double least);

/** The text with its box's left top corner at (x, y). */
mlg_text mlg_text_at(mlg_text text, double x, double y);

/** The text with its box's centre at `centre`. */
mlg_text mlg_text_around(mlg_text text, mlg_point centre);

static inline double mlg_text_width(mlg_text text) { return text.box.max_x - text.box.min_x; }
static inline double mlg_text_height(mlg_text text) { return text.box.max_y - text.box.min_y; }

/** Reports FONT_MISSING, and what stands in, when the texts' font is not there. */
void mlg_report_font(const mlg_ruler *ruler, mlg_findings *findings);

/** Whether the font of the texts has that code point. */
bool mlg_ruler_covers(const mlg_ruler *ruler, unsigned point);

#endif
