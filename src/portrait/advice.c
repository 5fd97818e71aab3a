/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/portrait.h>
#include <maillage/text.h>

#include "portrait/prose.h"

/* What to do where people are left without help: a cause calls for one answer. */

/* The largest cause first; a tie keeps their order. */
static void sort_causes(const mlg_parts *parts, mlg_part causes[3]) {
  for (int i = 0; i < 3; i++) {
    mlg_part cause = causes[i];
    int at = i;
    for (; at > 0 && parts->part[causes[at - 1]].value < parts->part[cause].value; at--)
      causes[at] = causes[at - 1];
    causes[at] = cause;
  }
}

/* As everywhere, "surtout" is for a cause that outweighs the two others together. */
static const char *why(const mlg_parts *parts, mlg_part cause) {
  static const char *const WHY[MLG_PART_COUNT][2] = {
      [MLG_ORIENTATION] = {"D'abord faute d'orientation", "Surtout faute d'orientation"},
      [MLG_SATURATED] = {"D'abord faute de place", "Surtout faute de place"},
      [MLG_OUT_OF_REACH] = {"D'abord faute d'offre à portée", "Surtout faute d'offre à portée"}};
  return WHY[cause][parts->part[cause].value > mlg_uncovered(parts).value / 2];
}

char *mlg_wording_advice(mlg_arena *arena, const mlg_parts *parts) {
  static const char *const DO[MLG_PART_COUNT] = {
      [MLG_ORIENTATION] = "mieux orienter vers les lieux libres",
      [MLG_SATURATED] = "ajouter du temps d'accueil",
      [MLG_OUT_OF_REACH] = "ouvrir un point d'accueil"};
  static const char *const BEFORE[] = {MLG_COLON, ", puis ", ", "};
  mlg_part causes[3] = {MLG_ORIENTATION, MLG_SATURATED, MLG_OUT_OF_REACH};
  mlg_prose prose = {.arena = arena};
  int said = 0;
  sort_causes(parts, causes);
  for (int i = 0; i < 3; i++) {
    double persons = parts->part[causes[i]].value;
    if (!(persons >= 0.5)) continue;
    MLG_SAY(&prose, said == 0 ? why(parts, causes[0]) : "", BEFORE[said], DO[causes[i]], " (",
            mlg_french_about(arena, persons), ")");
    said++;
  }
  if (said == 0) MLG_SAY(&prose, "Rien n'y reste sans réponse.");
  return mlg_prose_end(&prose);
}
