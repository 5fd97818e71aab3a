/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/phrases.h"
#include "portrait/places.h"
#include "portrait/prose.h"

#include <math.h>

/* What the summary speaks of. */
typedef struct {
  const mlg_portrait *portrait;
  mlg_level level; /* of the first extent */
  size_t zone;
  mlg_family family;
  bool recorded; /* at least one family is */
} subject;

/* The first extent of the project, else the whole territory. */
static subject subject_of(const mlg_portrait *portrait) {
  const mlg_project *project = portrait->project;
  subject of = {.portrait = portrait, .level = portrait->territory->level};
  if (project->n_extents > 0) mlg_portrait_find(portrait, project->extents[0], &of.level, &of.zone);
  const bool *recorded = portrait->coverage->recorded;
  /* Help with procedures is what PORTREA is asked about first. */
  of.family = MLG_AIDER;
  for (mlg_family family = 0; !recorded[of.family] && family < MLG_FAMILY_COUNT; family++)
    if (recorded[family]) of.family = family;
  of.recorded = recorded[of.family];
  return of;
}

/* ", soit 29,9 % [29,2 % ; 30,8 %] des non-scolarisés"; the denominator is said once. */
static void add_rate(mlg_prose *prose, const mlg_portrait *portrait, mlg_level level, size_t zone,
                     size_t indicator, bool *said) {
  const mlg_indicator *all = portrait->project->indicators;
  mlg_estimate rate;
  mlg_portrait_rate(portrait, level, zone, indicator, 0, &rate);
  if (!mlg_is_known(rate)) return;
  MLG_SAY(prose, ", soit ", mlg_wording_rate(prose->arena, rate));
  if (!*said)
    MLG_SAY(prose, " ", mlg_of_denominator(prose->arena, &all[all[indicator].denominators[0]]));
  *said = true;
}

/* "à Rennes, 41 800 personnes [40 800 ; 43 000], soit…"; a partial figure is said with the
   share of the population that it covers. */
static void add_place(mlg_prose *prose, const mlg_portrait *portrait, mlg_level level, size_t zone,
                      size_t indicator, bool *said) {
  mlg_arena *arena = prose->arena;
  const mlg_need *need = portrait->need;
  mlg_estimate count = mlg_need_value(need, level, zone, indicator);
  MLG_SAY(prose, mlg_wording_at(arena, portrait, level, zone), ", ",
          mlg_wording_interval(arena, count, portrait->project->indicators[indicator].unit));
  add_rate(prose, portrait, level, zone, indicator, said);
  if (mlg_is_known(count)) return;
  double covered = need->covered[level][zone * need->n_indicators + indicator];
  MLG_SAY(prose, " (", mlg_wording_covered(arena, covered), ")");
}

static void add_figures(mlg_prose *prose, const subject *of, size_t indicator) {
  const mlg_portrait *portrait = of->portrait;
  mlg_level widest = portrait->territory->level;
  bool said = false;
  MLG_SAY(prose, portrait->project->indicators[indicator].label, MLG_COLON);
  add_place(prose, portrait, of->level, of->zone, indicator, &said);
  if (of->level != widest) {
    MLG_SAY(prose, MLG_SEMICOLON);
    add_place(prose, portrait, widest, 0, indicator, &said);
  }
  MLG_SAY(prose, ".");
}

/* PORTREA's two scores side by side, when the project has both. */
static char *base_line(mlg_arena *arena, const subject *of) {
  mlg_prose prose = {.arena = arena};
  size_t exposure = mlg_portrait_exposure(of->portrait);
  add_figures(&prose, of, of->portrait->base);
  if (exposure != MLG_NO_INDICATOR && exposure != of->portrait->base) {
    MLG_SAY(&prose, " ");
    add_figures(&prose, of, exposure);
  }
  return mlg_prose_end(&prose);
}

/* "730 faute d'orientation et 280 sans solution même en étant bien orientées (…)" */
static char *split_of(mlg_arena *arena, const mlg_parts *parts) {
  const mlg_estimate *part = parts->part;
  mlg_estimate stuck = mlg_add(part[MLG_SATURATED], part[MLG_OUT_OF_REACH]);
  return MLG_TEXT(arena, mlg_french_about(arena, part[MLG_ORIENTATION].value), " ",
                  mlg_cause_phrase(MLG_ORIENTATION), " et ", mlg_french_about(arena, stuck.value),
                  " sans solution même en étant bien orientées (",
                  mlg_french_about(arena, part[MLG_SATURATED].value), " ",
                  mlg_cause_phrase(MLG_SATURATED), ", ",
                  mlg_french_about(arena, part[MLG_OUT_OF_REACH].value), " ",
                  mlg_cause_phrase(MLG_OUT_OF_REACH), ")");
}

static char *need_line(mlg_arena *arena, const subject *of) {
  const mlg_portrait *portrait = of->portrait;
  const mlg_project *project = portrait->project;
  if (!of->recorded)
    return MLG_TEXT(arena, "Besoin non couvert" MLG_COLON,
                    "aucune famille de besoin n'est recensée, rien n'en est dit.");
  const mlg_parts *parts = mlg_portrait_parts(portrait, of->level, of->zone, of->family);
  mlg_estimate uncovered = mlg_uncovered(parts);
  char *take_up = mlg_plain_number(arena, 100 * project->scenarios[project->reference].take_up);
  char *lead = MLG_TEXT(arena, mlg_family_noun(of->family), " (recours de ", take_up,
                        MLG_NNBSP "%)" MLG_COLON,
                        mlg_wording_at(arena, portrait, of->level, of->zone), ", ");
  if (!mlg_is_known(uncovered))
    return MLG_TEXT(arena, lead, "besoin non couvert ",
                    mlg_wording_partial(arena, uncovered, "personnes"), ".");
  if (uncovered.value < 0.5) return MLG_TEXT(arena, lead, "aucun besoin non couvert.");
  return MLG_TEXT(arena, lead, "environ ", mlg_wording_interval(arena, uncovered, "personnes"),
                  " sur ", mlg_french_about(arena, parts->need.value),
                  " ne trouveront pas de place par elles-mêmes" MLG_COLON, split_of(arena, parts),
                  ".");
}

/* "Sud gare (160 personnes, d'abord faute de place)" */
static char *zone_figure(mlg_arena *arena, const subject *of, mlg_level level, size_t zone) {
  const mlg_parts *parts = mlg_portrait_parts(of->portrait, level, zone, of->family);
  return MLG_TEXT(arena, mlg_place_name(arena, of->portrait, of->level, level, zone), " (",
                  mlg_quantity(arena, mlg_uncovered(parts).value, "personnes"),
                  mlg_cause_clause(arena, parts), ")");
}

static double places_of(const subject *of, mlg_level level, size_t zone) {
  return of->portrait->coverage->places[level][zone * MLG_FAMILY_COUNT + of->family].value;
}

/* "À Sud gare, 2,1 places à portée pour 100 personnes fragiles (à Rennes : 17,8)" */
static char *places_figure(mlg_arena *arena, const subject *of, mlg_level level, size_t zone) {
  double here = places_of(of, level, zone), whole = places_of(of, of->level, of->zone);
  char *name = mlg_place_name(arena, of->portrait, of->level, level, zone);
  char *at = mlg_wording_at(arena, of->portrait, of->level, of->zone);
  if (!isfinite(here) || !isfinite(whole)) return mlg_arena_strdup(arena, "");
  return MLG_TEXT(arena, " Places à portée pour 100" MLG_NBSP "personnes fragiles" MLG_COLON,
                  mlg_french_decimal(arena, here, 1), " pour ", name, ", ",
                  mlg_french_decimal(arena, whole, 1), " ", at, ".");
}

static char *where_line(mlg_arena *arena, const subject *of) {
  enum { NAMED = 3 };
  mlg_level level;
  size_t *zones, n, named = 0;
  if (mlg_place_split(arena, of->portrait, of->level, of->zone, &level, &zones, &n) != MLG_OK)
    return NULL;
  if (of->recorded) mlg_portrait_rank(of->portrait, level, of->family, zones, n);
  mlg_prose prose = {.arena = arena};
  MLG_SAY(&prose, "Où agir d'abord" MLG_COLON);
  for (; of->recorded && named < n && named < NAMED; named++) {
    const mlg_parts *parts = mlg_portrait_parts(of->portrait, level, zones[named], of->family);
    if (!(mlg_uncovered(parts).value >= 0.5)) break;
    MLG_SAY(&prose, named > 0 ? ", " : "", zone_figure(arena, of, level, zones[named]));
  }
  if (named > 0)
    MLG_SAY(&prose, ".", places_figure(arena, of, level, zones[0]));
  else
    MLG_SAY(&prose, level == MLG_IRIS ? "aucun IRIS" : "aucun quartier", " ne se distingue.");
  return mlg_prose_end(&prose);
}

mlg_status mlg_wording_summary(mlg_arena *arena, const mlg_portrait *portrait,
                               const char *lines[3]) {
  subject of = subject_of(portrait);
  const char *made[3] = {base_line(arena, &of), need_line(arena, &of), where_line(arena, &of)};
  for (size_t i = 0; i < 3; i++) MLG_HAVE(made[i]);
  for (size_t i = 0; i < 3; i++) lines[i] = made[i];
  return MLG_OK;
}
