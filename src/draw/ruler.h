/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_RULER_H
#define DRAW_RULER_H

#include <pango/pangocairo.h>

#include "draw/measure.h"
#include "draw/recall.h"

/** The inside of a ruler, for the painter that shows what it measured. */
struct mlg_ruler {
  PangoFontMap *fonts;
  PangoContext *context;
  PangoLayout *layout; /**< One, used again and again. */
  PangoFontDescription *face;
  bool has_narrow_space;
  mlg_recall *recall;
};

/** The ruler's layout set to one line of text; the next call changes it. */
PangoLayout *mlg_ruler_layout(mlg_ruler *ruler, const char *string, mlg_font font);

#endif
