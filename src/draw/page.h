/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_PAGE_H
#define DRAW_PAGE_H

#include <maillage/words.h>
#include <stdbool.h>

/**
 * @file
 * The pages that a scene is laid out on. A px is half a point in every PDF, so that 16 px,
 * the smallest type, is 8 pt on a sheet of A4: read at arm's length.
 */
typedef struct {
  double width, height;     /**< px */
  double side, top, bottom; /**< Margins, px. */
  double title, least;      /**< Type of the title: largest, and smallest, px. */
  double key_share;         /**< Of the width between margins; 0: the key stands below the map. */
} mlg_page_format;

const mlg_page_format *mlg_page_format_of(mlg_page page);

/** Points a px. */
#define MLG_POINTS 0.5

#endif
