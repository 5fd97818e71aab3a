/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/prose.h"

#include <maillage/beside.h>
#include <maillage/text.h>
#include <math.h>
#include <string.h>

const char MLG_GAP_NOTE[] =
    "Écart en points, quand tout son intervalle est du même côté de zéro ; sinon « pas d'écart "
    "sûr ». Une hypothèse commune à toutes les zones (le recours, par exemple) les déplace "
    "ensemble : deux intervalles qui se chevauchent peuvent donc laisser un écart sûr. La moyenne "
    "des "
    "semblables est simple : chacun compte pour un.";

/* The last digits of a rate. */
static const double NOISE = 1e-9;

mlg_gap_standing mlg_gap_stands(mlg_estimate gap) {
  double low = mlg_shown_low(gap, -INFINITY), high = mlg_shown_high(gap, INFINITY);
  if (low > NOISE) return MLG_GAP_ABOVE;
  if (high < -NOISE) return MLG_GAP_BELOW;
  return isfinite(low) || isfinite(high) ? MLG_GAP_UNSURE : MLG_GAP_UNKNOWN;
}

char *mlg_wording_signed_points(mlg_arena *arena, double ratio) {
  double points = 100 * ratio;
  bool whole = fabs(points - round(points)) < 1e-6;
  char *size = mlg_french_decimal(arena, fabs(points), whole ? 0 : 1);
  return size == NULL ? NULL
                      : mlg_arena_printf(arena, "%s%s", points < 0 ? "\xE2\x88\x92" : "+", size);
}

/* Below 2, the singular. */
static const char *unit_of(double ratio) {
  return fabs(100 * ratio) < 2 ? MLG_NBSP "point" : MLG_NBSP "points";
}

char *mlg_wording_points(mlg_arena *arena, mlg_estimate gap) {
  char *value = mlg_wording_signed_points(arena, gap.value);
  char *low = mlg_wording_signed_points(arena, mlg_shown_low(gap, -INFINITY));
  char *high = mlg_wording_signed_points(arena, mlg_shown_high(gap, INFINITY));
  if (value == NULL || low == NULL || high == NULL) return NULL;
  if (strcmp(low, high) == 0) return MLG_TEXT(arena, value, unit_of(gap.value));
  return MLG_TEXT(arena, value, unit_of(gap.value), " [", low, MLG_SEMICOLON, high, "]");
}

/* Of a partial figure the sign may be sure, and the size not. */
char *mlg_wording_standing(mlg_arena *arena, mlg_estimate gap) {
  switch (mlg_gap_stands(gap)) {
  case MLG_GAP_UNKNOWN:
    return mlg_arena_strdup(arena, "–");
  case MLG_GAP_UNSURE:
    return mlg_arena_strdup(arena, "pas d'écart sûr");
  case MLG_GAP_ABOVE:
    if (!mlg_is_known(gap)) return mlg_arena_strdup(arena, "plus élevé");
    break;
  case MLG_GAP_BELOW:
    if (!mlg_is_known(gap)) return mlg_arena_strdup(arena, "plus bas");
    break;
  }
  return MLG_TEXT(arena, mlg_wording_signed_points(arena, gap.value), unit_of(gap.value));
}

char *mlg_wording_similar(mlg_arena *arena, const mlg_beside *beside) {
  if (beside->similar == NULL || *beside->similar == '\0') return mlg_arena_strdup(arena, "");
  return MLG_TEXT(arena, beside->landmarks[beside->n_landmarks - 1].name,
                  " par la densité et par l'âge" MLG_COLON, beside->similar, ".");
}
