/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_PALETTE_H
#define MAILLAGE_PALETTE_H

#include <maillage/words.h>
#include <stdint.h>

/**
 * @file
 * The colours. Ramps go from light to dark and keep their order in grey; the
 * causes are Okabe-Ito colours, told apart by colour-blind readers.
 */
typedef uint32_t mlg_rgb; /**< 0xRRGGBB */

#define MLG_NO_COLOUR UINT32_MAX
#define MLG_WHITE 0xFFFFFFu
#define MLG_INK 0x1B2733u      /**< Text and limits. */
#define MLG_SOFT_INK 0x4A5A68u /**< Secondary text. */
#define MLG_AROUND 0xEEF1F4u   /**< Outside the territory… */
#define MLG_AROUND_LIMIT 0xC9D1D8u
#define MLG_SIGN_INK 0x8795A1u /**< Signs of "no figure". */

enum { MLG_RAMP_COLOURS = 5 };

/** The ramp of an indicator's `palette`; that of fragility when the name is not known. */
const mlg_rgb *mlg_ramp(const char *name);

/** The colour of class `k` among `n`, spread over the whole ramp. */
mlg_rgb mlg_ramp_colour(const mlg_rgb *ramp, size_t k, size_t n);

enum { MLG_CROSSED_CLASSES = 3 };

/** The colour of need crossed with offer: classes of the uncovered share and of the places in
 *  reach, each 0 (low) to 2 (high). */
mlg_rgb mlg_crossed_colour(size_t need, size_t places);

/** The colour of a part of the need. */
mlg_rgb mlg_part_colour(mlg_part part);

/** Relative luminance, 0 to 1 (WCAG 2). */
double mlg_luminance(mlg_rgb colour);

/** The ink that reads best on `ground`: dark or white. */
mlg_rgb mlg_ink_on(mlg_rgb ground);

#endif
