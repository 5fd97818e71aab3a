/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_LABEL_WAYS_H
#define DRAW_LABEL_WAYS_H

#include "draw/measure.h"

enum { MLG_MOST_WAYS = 4 };

/** The ways to break one name into lines, fewest lines first; no word is cut. */
typedef struct {
  size_t n;
  mlg_text texts[MLG_MOST_WAYS];
} mlg_ways;

mlg_ways mlg_label_ways(mlg_ruler *ruler, mlg_arena *arena, const char *name, mlg_font font);

#endif
