/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/explain_need.h"
#include "portrait/explain.h"
#include "portrait/layout.h"
#include "portrait/phrases.h"

#include <math.h>

static void add_field(mlg_prose *prose, const char *label, const char *text) {
  mlg_layout_labelled(prose, label, MLG_NEED_LABEL, text);
}

/* What the store may hold as NULL is shown as nothing. */
static const char *or_nothing(const char *text) { return text == NULL ? "" : text; }

static char *percent(mlg_arena *arena, double share) {
  if (!isfinite(share)) return mlg_arena_strdup(arena, MLG_NOT_KNOWN);
  return MLG_TEXT(arena, mlg_plain_number(arena, 100 * share), MLG_NNBSP "%");
}

/* ---- one scenario ---- */

/* The project's weight, unless the scenario has one of its own: then the need tells it. */
static double weight_of(const mlg_need_figure *figure, const mlg_need_scenario *scenario) {
  double unweighted = figure->base_value.value * scenario->take_up;
  double told = scenario->parts.need.value / unweighted;
  bool own = unweighted > 0 && fabs(told - figure->weight) > 1e-3;
  return own ? round(1000 * told) / 1000 : figure->weight;
}

/* "= fragilité socio-numérique (fragilite) 1 243,4 [1 216,5 ; 1 277,6] × recours 17 % × poids 1" */
static void add_product(mlg_prose *prose, const mlg_need_figure *figure,
                        const mlg_need_scenario *scenario) {
  mlg_arena *arena = prose->arena;
  double take_up = scenario->take_up;
  if (figure->base == NULL || figure->base_label == NULL) return;
  if (!isfinite(take_up)) {
    add_field(prose, "", "= demande constatée" MLG_COLON "le scénario la donne, par zone");
    return;
  }
  add_field(prose, "",
            MLG_TEXT(arena, "= ", mlg_uncapital(arena, figure->base_label), " (", figure->base,
                     ")" MLG_NBSP, mlg_explain_interval(arena, figure->base_value, ""),
                     " ×" MLG_NBSP "recours" MLG_NBSP, percent(arena, take_up),
                     " ×" MLG_NBSP "poids" MLG_NBSP,
                     mlg_plain_number(arena, weight_of(figure, scenario))));
}

/* "Couvert  64,3 personnes [48,8 ; 86,0] : trouvent une place par leurs moyens." */
static void add_part(mlg_prose *prose, mlg_part part, mlg_estimate persons, bool defined) {
  mlg_arena *arena = prose->arena;
  char *meaning = mlg_uncapital(arena, MLG_PARTS[part].description);
  add_field(prose, mlg_wording_capital(arena, MLG_PARTS[part].label),
            MLG_TEXT(arena, mlg_explain_interval(arena, persons, "personnes"),
                     defined ? MLG_COLON : "", defined ? meaning : ""));
}

static void add_uncovered(mlg_prose *prose, const mlg_parts *parts) {
  mlg_arena *arena = prose->arena;
  char *persons = mlg_explain_interval(arena, mlg_uncovered(parts), "personnes");
  add_field(prose, "Non couvert", MLG_TEXT(arena, persons, mlg_cause_clause(arena, parts)));
}

/* The reference scenario says what each part is; the others follow its order. */
static void add_scenario(mlg_prose *prose, const mlg_need_figure *figure, size_t i) {
  const mlg_need_scenario *scenario = &figure->scenarios[i];
  mlg_arena *arena = prose->arena;
  bool is_reference = i == figure->reference;
  MLG_SAY(prose, "\n", scenario->label, is_reference ? " (référence)" : "", "\n");
  add_field(prose, "D'après", or_nothing(scenario->source));
  add_field(prose, "Besoin", mlg_explain_interval(arena, scenario->parts.need, "personnes"));
  add_product(prose, figure, scenario);
  for (mlg_part part = 0; part < MLG_PART_COUNT; part++)
    add_part(prose, part, scenario->parts.part[part], is_reference);
  add_uncovered(prose, &scenario->parts);
  if (is_reference)
    add_field(prose, "",
              "= orientation + saturé + hors de portée (les bornes ne s'additionnent pas)");
}

/* ---- places ---- */

/* A sentence about places, unless there is nobody to have them. */
static char *said_of(mlg_arena *arena, mlg_estimate estimate, char *figure, const char *sentence) {
  return MLG_TEXT(arena, figure, mlg_is_known(estimate) ? sentence : "");
}

static void add_access(mlg_prose *prose, const mlg_need_figure *figure) {
  mlg_arena *arena = prose->arena;
  mlg_estimate places = figure->places, limit = figure->take_up;
  MLG_SAY(prose, "\nPlaces\n");
  add_field(prose, "Pour 100",
            said_of(arena, places, mlg_explain_interval(arena, places, ""),
                    " places par an à portée pour 100" MLG_NBSP "personnes de la base, partagées "
                    "avec les zones voisines"));
  add_field(prose, "Recours limite",
            said_of(arena, limit, mlg_wording_rate(arena, limit),
                    limit.value >= 1 ? MLG_COLON "les places suffiraient si toute la base venait"
                                     : MLG_COLON
                        "part de la base qui trouverait une place si toute venait, "
                        "bien orientée"));
}

/* ---- the whole ---- */

static void add_how(mlg_prose *prose, const mlg_need_figure *figure) {
  MLG_SAY(prose, "\nHypothèses et sources\n");
  add_field(prose, "Méthode", mlg_wording_capital(prose->arena, or_nothing(figure->method)));
  add_field(prose, "Sources", or_nothing(figure->sources));
}

static char *explain_unrecorded(mlg_prose *prose) {
  add_field(prose, "Besoin",
            "non recensé" MLG_COLON "aucune source du projet ne décrit cette famille. Rien n'en "
            "est dit, ce qui ne veut pas dire que personne n'est aidé.");
  return mlg_prose_end(prose);
}

char *mlg_explain_need(mlg_arena *arena, const mlg_need_figure *figure) {
  const mlg_word *family = &MLG_FAMILIES[figure->family];
  mlg_prose prose = {.arena = arena};
  MLG_SAY(&prose, mlg_wording_capital(arena, family->label), " (", family->code, "), ",
          MLG_LEVELS[figure->level].label, " ", figure->code, MLG_COLON, figure->name, "\n");
  if (!figure->recorded) {
    MLG_SAY(&prose, "\n");
    return explain_unrecorded(&prose);
  }
  if (figure->n_scenarios > 0) add_scenario(&prose, figure, figure->reference);
  mlg_explain_zones(&prose, figure);
  mlg_explain_offers(&prose, figure);
  add_access(&prose, figure);
  for (size_t i = 0; i < figure->n_scenarios; i++)
    if (i != figure->reference) add_scenario(&prose, figure, i);
  add_how(&prose, figure);
  if (figure->n_scenarios > 0) {
    MLG_SAY(&prose, "\n");
    mlg_explain_flags(&prose, figure->scenarios[figure->reference].flags);
  }
  return mlg_prose_end(&prose);
}
