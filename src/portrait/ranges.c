/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/compare.h"
#include "portrait/phrases.h"
#include "portrait/prose.h"

#include <math.h>

/* Zones whose figures differ by less than the last digits of a sum are alike. */
static const double ALIKE = 1e-9;

/* Whether a stands above b whatever the doubt. */
static bool is_above(const mlg_side *a, const mlg_side *b) {
  mlg_estimate difference = mlg_compare_sides(a, b);
  double size = fabs(a->factor * a->value) + fabs(b->factor * b->value);
  return mlg_shown_low(difference, -INFINITY) > (isfinite(size) ? ALIKE * size : 0);
}

mlg_status mlg_portrait_rank_range(mlg_arena *arena, const mlg_portrait *portrait, mlg_compared by,
                                   mlg_level level, const size_t *zones, size_t n,
                                   mlg_rank_range *ranges) {
  mlg_side *sides = MLG_NEW(arena, mlg_side, n + 1);
  MLG_HAVE(sides);
  size_t ranked = 0;
  for (size_t i = 0; i < n; i++) {
    sides[i] = mlg_compare_side(portrait, by, level, zones[i]);
    ranked += sides[i].ranked;
  }
  for (size_t i = 0; i < n; i++) {
    size_t above = 0, below = 0;
    ranges[i] = (mlg_rank_range){0};
    if (!sides[i].ranked) continue;
    for (size_t j = 0; j < n; j++) {
      above += sides[j].ranked && is_above(&sides[j], &sides[i]);
      below += sides[j].ranked && is_above(&sides[i], &sides[j]);
    }
    ranges[i] = (mlg_rank_range){1 + above, ranked - below, ranked};
  }
  return MLG_OK;
}

char *mlg_wording_rank(mlg_arena *arena, mlg_rank_range range) {
  if (range.of == 0) return mlg_arena_strdup(arena, "");
  if (range.first == range.last) return mlg_ordinal(arena, range.first);
  return MLG_TEXT(arena, mlg_ordinal(arena, range.first), " à ", mlg_ordinal(arena, range.last));
}
