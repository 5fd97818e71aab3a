/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/method.h"
#include "portrait/phrases.h"
#include "portrait/prose.h"

#include <ctype.h>
#include <string.h>

static bool is_name_sign(char c) { return c == '_' || isalnum((unsigned char)c); }

/* Whether `name` stands in `formula` as a whole word. */
static bool mentions(const char *formula, const char *name) {
  size_t length = strlen(name);
  for (const char *at = strstr(formula, name); at != NULL; at = strstr(at + 1, name))
    if ((at == formula || !is_name_sign(at[-1])) && !is_name_sign(at[length])) return true;
  return false;
}

char *mlg_method_parameters(mlg_arena *arena, const char *formula, const mlg_parameter *parameters,
                            size_t n) {
  mlg_prose prose = {.arena = arena};
  for (size_t i = 0; i < n; i++) {
    const mlg_parameter *p = &parameters[i];
    if (!mentions(formula, p->name)) continue;
    MLG_SAY(&prose, prose.length > 0 ? ", " : "", p->name, " = ",
            mlg_range_text(arena, p->value, p->low, p->high));
  }
  return mlg_prose_end(&prose);
}

/* A sentence of an indicator file, with the full stop it may lack. */
static void add_sentence(mlg_prose *prose, const char *sentence) {
  size_t length = sentence == NULL ? 0 : strlen(sentence);
  if (sentence == NULL) prose->lost = true;
  if (length > 0) MLG_SAY(prose, sentence, sentence[length - 1] == '.' ? " " : ". ");
}

/* Where a table crosses the two, its own odds ratio stands for the parameter. */
static void add_cross(mlg_prose *prose, const mlg_project *project, const char *formula) {
  if (!project->has_cross || !mentions(formula, project->parameters[project->cross_theta].name))
    return;
  const mlg_dataset *dataset = &project->datasets[project->cross];
  MLG_SAY(prose, MLG_SEMICOLON "dans les communes de la table «" MLG_NBSP, dataset->title,
          MLG_NBSP "», le rapport de cotes que donne cette table");
}

static void add_formula(mlg_prose *prose, const mlg_project *project, const mlg_indicator *of) {
  /* A column taken as it stands needs no formula to be understood. */
  if (of->n_inputs < 2) return;
  char *parameters = mlg_method_parameters(prose->arena, of->formula_text, project->parameters,
                                           project->n_parameters);
  if (strstr(of->formula_text, "union_2x2") != NULL)
    MLG_SAY(prose, "Recouvrement des deux critères estimé par un rapport de cotes (Plackett)");
  else
    MLG_SAY(prose, "Calcul" MLG_COLON, of->formula_text);
  MLG_SAY(prose, parameters != NULL && *parameters ? ", " : "", parameters);
  add_cross(prose, project, of->formula_text);
  MLG_SAY(prose, ". ");
}

/* What the intervals beside the figures hold, beyond the ranges of the hypotheses. */
static void add_doubts(mlg_prose *prose, const mlg_portrait *portrait, size_t indicator) {
  if (mlg_portrait_is_sampled(prose->arena, portrait, indicator))
    MLG_SAY(prose, "Intervalles" MLG_COLON "aléa de sondage compris. ");
}

/* Drops the space after the last sentence. */
static char *trimmed(mlg_prose *prose) {
  char *text = mlg_prose_end(prose);
  if (text != NULL && prose->length > 0 && text[prose->length - 1] == ' ')
    text[prose->length - 1] = '\0';
  return text;
}

static char *indicator_method(mlg_arena *arena, const mlg_portrait *portrait, size_t indicator) {
  const mlg_indicator *of = &portrait->project->indicators[indicator];
  mlg_prose prose = {.arena = arena};
  MLG_SAY(&prose, "Méthode" MLG_COLON);
  add_sentence(&prose, mlg_uncapital(arena, of->definition));
  add_formula(&prose, portrait->project, of);
  add_doubts(&prose, portrait, indicator);
  return trimmed(&prose);
}

static void add_need(mlg_prose *prose, const mlg_portrait *portrait) {
  const mlg_project *project = portrait->project;
  const mlg_scenario *reference = &project->scenarios[project->reference];
  const mlg_indicator *base = &project->indicators[portrait->base];
  mlg_arena *arena = prose->arena;
  MLG_SAY(prose, "besoin = ", mlg_plain_number(arena, 100 * reference->take_up), MLG_NNBSP "% ");
  if (strcmp(base->id, "fragilite") == 0)
    MLG_SAY(prose, "des personnes fragiles en un an");
  else
    MLG_SAY(prose, "de «" MLG_NBSP, base->label, MLG_NBSP "» en un an");
  if (*reference->source != '\0') MLG_SAY(prose, " (", reference->source, ")");
  MLG_SAY(prose, ". ");
}

static void add_mode(mlg_prose *prose, const mlg_mode *mode) {
  mlg_arena *arena = prose->arena;
  MLG_SAY(prose, mlg_plain_number(arena, mode->minutes), MLG_NBSP "min à ",
          mlg_plain_number(arena, mode->speed_kmh), MLG_NBSP "km/h, détour ",
          mlg_plain_number(arena, mode->detour), ", ", MLG_DECAYS[mode->decay].label);
}

/* "à pied dans les communes de 10 000 habitants ou plus, 20 min à…" */
static void add_reach(mlg_prose *prose, const mlg_reach *reach) {
  mlg_arena *arena = prose->arena;
  const mlg_mode *car = &reach->modes[MLG_BY_CAR];
  MLG_SAY(prose, "À portée" MLG_COLON);
  if (car->minutes > 0)
    MLG_SAY(prose, "à pied dans les communes d'au moins ",
            mlg_quantity(arena, reach->town_from, "habitants"), ", ");
  if (car->minutes > 0 && reach->town_density > 0)
    MLG_SAY(prose, "dans leurs zones d'au moins ",
            mlg_quantity(arena, reach->town_density, "habitants"), " au km², ");
  add_mode(prose, &reach->modes[MLG_ON_FOOT]);
  if (car->minutes > 0) {
    MLG_SAY(prose, MLG_SEMICOLON "en voiture ailleurs, ");
    add_mode(prose, car);
  }
  MLG_SAY(prose, car->minutes > 0 ? MLG_SEMICOLON : ", ",
          mlg_counted(arena, reach->tries, "un lieu essayé", "lieux essayés"), ". ");
}

/* Persons a week and professional, by kind of site. */
static void add_weekly(mlg_prose *prose, const mlg_offer_rules *rules) {
  mlg_arena *arena = prose->arena;
  MLG_SAY(prose, "Capacité d'un professionnel" MLG_COLON,
          mlg_quantity(arena, rules->weekly_default, "personnes"), " par semaine (action sociale ",
          mlg_plain_number(arena, rules->weekly_social), ", France services ",
          mlg_plain_number(arena, rules->weekly_france_services), MLG_SEMICOLON, "autres familles ",
          mlg_plain_number(arena, rules->weekly_other), "), ");
}

static void add_capacity(mlg_prose *prose, const mlg_offer_rules *rules) {
  mlg_arena *arena = prose->arena;
  char *visits = mlg_plain_number(arena, rules->visits_per_person);
  char *range = mlg_range_text(arena, rules->professionals.value, rules->professionals.low,
                               rules->professionals.high);
  add_weekly(prose, rules);
  MLG_SAY(prose, mlg_plain_number(arena, rules->weeks), MLG_NBSP "semaines, ", visits,
          rules->visits_per_person < 2 ? MLG_NBSP "venue" : MLG_NBSP "venues",
          " par personne" MLG_SEMICOLON "professionnels par lieu" MLG_COLON, range, ". ");
}

/* Said only when a project gives the families different weights. */
static void add_weights(mlg_prose *prose, const mlg_project *project) {
  const char *before = "Poids des familles" MLG_COLON;
  for (size_t family = 0; family < MLG_FAMILY_COUNT; family++) {
    if (project->weights[family] == 1) continue;
    MLG_SAY(prose, before, MLG_FAMILIES[family].code, " ",
            mlg_plain_number(prose->arena, project->weights[family]));
    before = ", ";
  }
  if (*before == ',') MLG_SAY(prose, ". ");
}

static char *need_method(mlg_arena *arena, const mlg_portrait *portrait) {
  mlg_prose prose = {.arena = arena};
  MLG_SAY(&prose, "Méthode" MLG_COLON);
  add_need(&prose, portrait);
  add_reach(&prose, &portrait->project->reach);
  add_capacity(&prose, &portrait->project->offer);
  add_weights(&prose, portrait->project);
  add_doubts(&prose, portrait, MLG_NO_INDICATOR);
  MLG_SAY(&prose, "Hypothèses à vérifier.");
  return mlg_prose_end(&prose);
}

char *mlg_wording_method(mlg_arena *arena, const mlg_portrait *portrait, size_t indicator) {
  if (indicator == MLG_NO_INDICATOR) return need_method(arena, portrait);
  return indicator_method(arena, portrait, indicator);
}
