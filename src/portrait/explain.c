/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/explain.h"
#include "portrait/layout.h"
#include "portrait/method.h"
#include "portrait/phrases.h"
#include "portrait/variants.h"

#include <math.h>
#include <string.h>

char *mlg_explain_number(mlg_arena *arena, double value) {
  return isfinite(value) ? mlg_french_decimal(arena, value, 1)
                         : mlg_arena_strdup(arena, MLG_NOT_KNOWN);
}

char *mlg_explain_interval(mlg_arena *arena, mlg_estimate estimate, const char *unit) {
  if (!mlg_is_known(estimate)) return mlg_wording_interval(arena, estimate, unit);
  char *value = MLG_TEXT(arena, mlg_explain_number(arena, estimate.value),
                         *unit == '\0' ? "" : MLG_NBSP, mlg_unit_for(arena, estimate.value, unit));
  double low = mlg_shown_low(estimate, 0), high = mlg_shown_high(estimate, INFINITY);
  if (low == high) return value;
  return MLG_TEXT(arena, value, MLG_NBSP "[", mlg_explain_number(arena, low), MLG_SEMICOLON,
                  mlg_explain_number(arena, high), "]");
}

/* "29,9 % [29,2 % ; 30,8 %] des non-scolarisés…": one line a denominator. */
static void add_rates(mlg_prose *prose, const mlg_figure *figure) {
  for (size_t i = 0; i < figure->n_rates; i++) {
    const mlg_figure_rate *rate = &figure->rates[i];
    char *text = MLG_TEXT(prose->arena, mlg_wording_rate(prose->arena, rate->rate), " sur ",
                          mlg_explain_number(prose->arena, rate->denominator_value), MLG_COLON,
                          mlg_uncapital(prose->arena, rate->label));
    mlg_layout_field(prose, i == 0 ? "Taux" : "", text);
  }
}

static const char *flag_meaning(uint32_t flag) {
  switch (flag) {
  case MLG_PUBLISHED:
    return "tel que le producteur le donne";
  case MLG_ROUNDED:
    return "arrondi par le producteur";
  case MLG_SUPPRESSED:
    return "au moins une valeur est masquée par le producteur";
  case MLG_IMPUTED:
    return "au moins une valeur est supposée";
  case MLG_APPORTIONED:
    return "au moins une valeur est répartie depuis une zone plus large";
  case MLG_FRAGILE:
    return "moins de 200 personnes, ou intervalle large";
  case MLG_CONVERTED:
    return "porté d'une autre géographie";
  case MLG_EMPTY:
    return "personne n'y habite";
  default:
    return "au moins une valeur manque";
  }
}

void mlg_explain_flags(mlg_prose *prose, uint32_t flags) {
  const char *label = "Drapeaux";
  for (uint32_t flag = 1; flag < MLG_FLAG_END; flag <<= 1) {
    if (!(flags & flag)) continue;
    mlg_layout_field(prose, label,
                     MLG_TEXT(prose->arena, mlg_wording_flags(prose->arena, flag), MLG_COLON,
                              flag_meaning(flag)));
    label = "";
  }
  if (*label != '\0') mlg_layout_field(prose, label, "aucun");
}

/* Said only when part of the population is in zones without a value. */
static void add_covered(mlg_prose *prose, const mlg_figure *figure) {
  if (!(figure->covered < 1)) return;
  mlg_layout_field(prose, "Couverture",
                   MLG_TEXT(prose->arena, mlg_french_percent(prose->arena, figure->covered),
                            " de la population vit dans des zones dont la valeur est connue"));
}

/* What the store may hold as NULL is shown as nothing. */
static const char *or_nothing(const char *text) { return text == NULL ? "" : text; }

/* A method that opens with the definition says it for both. */
static bool repeats(const char *method, const char *definition) {
  return *definition != '\0' && strstr(method, definition + 1) != NULL;
}

static void add_how(mlg_prose *prose, const mlg_figure *figure) {
  mlg_arena *arena = prose->arena;
  const char *formula = or_nothing(figure->formula), *method = or_nothing(figure->method);
  const char *definition = or_nothing(figure->definition);
  if (figure->n_zones > 1)
    mlg_layout_field(
        prose, "Somme",
        MLG_TEXT(arena, mlg_french_count(arena, (double)figure->n_zones),
                 " zones (IRIS, ou communes entières qui n'en ont pas), sans arrondi"));
  if (!repeats(method, definition)) mlg_layout_field(prose, "Définition", definition);
  mlg_layout_field(prose, "Méthode", mlg_wording_capital(arena, method));
  mlg_layout_field(prose, "Calcul", formula);
  mlg_layout_field(prose, "Paramètres",
                   mlg_method_parameters(arena, formula, figure->parameters, figure->n_parameters));
  mlg_layout_field(prose, "Limites", or_nothing(figure->limits));
  mlg_layout_field(prose, "Source", or_nothing(figure->source));
  mlg_layout_field(prose, "Jeux lus", or_nothing(figure->datasets));
}

/* "Fragilité socio-numérique, IRIS 352381106 : Italie (Rennes)" */
static void add_heading(mlg_prose *prose, const mlg_figure *figure) {
  MLG_SAY(prose, figure->label, " (", figure->indicator, "), ", MLG_LEVELS[figure->level].label,
          " ", figure->code, MLG_COLON, figure->name, "\n\n");
}

char *mlg_explain(mlg_arena *arena, const mlg_figure *figure) {
  mlg_prose prose = {.arena = arena};
  add_heading(&prose, figure);
  mlg_layout_field(&prose, "Valeur",
                   mlg_explain_interval(arena, figure->estimate, or_nothing(figure->unit)));
  mlg_explain_original(&prose, figure);
  add_rates(&prose, figure);
  mlg_explain_flags(&prose, figure->estimate.flags);
  add_covered(&prose, figure);
  add_how(&prose, figure);
  mlg_explain_cells(&prose, figure);
  mlg_explain_variants(&prose, figure);
  return mlg_prose_end(&prose);
}
