/* SPDX-License-Identifier: Apache-2.0 */
/* How far other formulas for the same thing are from the one that is used. */
#include "portrait/variants.h"
#include "portrait/explain.h"
#include "portrait/layout.h"
#include "portrait/phrases.h"

#include <math.h>

double mlg_variant_gap(mlg_estimate variant, mlg_estimate original, double *share) {
  double gap = variant.value - original.value; /* NaN when either is */
  *share = original.value > 0 ? gap / original.value : NAN;
  return gap;
}

/* A difference has its sign, even when it is more. */
static char *with_sign(mlg_arena *arena, double value, char *number) {
  return MLG_TEXT(arena, value > 0 ? "+" : "", number);
}

/* "+16 400 (+18,2 %)" with `number` for the persons; no share of nobody. */
static char *gap_text(mlg_arena *arena, mlg_estimate variant, mlg_estimate original,
                      char *(*number)(mlg_arena *, double)) {
  double share, gap = mlg_variant_gap(variant, original, &share);
  if (!isfinite(gap)) return mlg_arena_strdup(arena, MLG_NOT_KNOWN);
  char *text = with_sign(arena, gap, number(arena, gap));
  if (!isfinite(share)) return text;
  char *percent = with_sign(arena, share, mlg_french_percent(arena, share));
  return MLG_TEXT(arena, text, " (", percent, ")");
}

char *mlg_wording_gap(mlg_arena *arena, mlg_estimate variant, mlg_estimate original) {
  return gap_text(arena, variant, original, mlg_french_about);
}

/* ---- explain ---- */

/* "Fragilité par somme simple (fragilite_somme) : 1 623,4 critères" */
static char *named_value(mlg_arena *arena, const mlg_figure_variant *of) {
  return MLG_TEXT(arena, of->label, " (", of->indicator, ")" MLG_COLON,
                  mlg_explain_interval(arena, of->estimate, of->unit));
}

void mlg_explain_original(mlg_prose *prose, const mlg_figure *figure) {
  const mlg_figure_variant *original = &figure->original;
  if (original->indicator == NULL) return;
  char *gap = gap_text(prose->arena, figure->estimate, original->estimate, mlg_explain_number);
  mlg_layout_field(prose, "Variante de", named_value(prose->arena, original));
  mlg_layout_field(prose, "Écart", gap);
}

void mlg_explain_variants(mlg_prose *prose, const mlg_figure *figure) {
  mlg_arena *arena = prose->arena;
  if (figure->n_variants == 0) return;
  MLG_SAY(prose, "\nVariantes" MLG_COLON "calculées pour comparer, et non retenues\n");
  for (size_t i = 0; i < figure->n_variants; i++) {
    const mlg_figure_variant *variant = &figure->variants[i];
    char *gap = gap_text(arena, variant->estimate, figure->estimate, mlg_explain_number);
    mlg_layout_field(prose, "Variante", named_value(arena, variant));
    mlg_layout_field(prose, "Écart", gap);
    mlg_layout_field(prose, "Limites", variant->limits == NULL ? "" : variant->limits);
  }
}
