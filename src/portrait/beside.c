/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/compare.h"
#include "portrait/phrases.h"
#include "portrait/prose.h"

#include <maillage/beside.h>
#include <math.h>
#include <string.h>

/* One zone and its landmarks, measure by measure. */

typedef struct {
  mlg_arena *arena;
  const mlg_portrait *portrait;
  mlg_level level;
  size_t zone;
  size_t wider[MLG_MOST_LANDMARKS]; /* the zone of each landmark; unused for those like it */
  mlg_similar similar;
  bool main_only;
  mlg_beside *to;
} setting;

/* ---- landmarks ---- */

static mlg_status add_similar(setting *s) {
  const mlg_zone *zones = s->portrait->territory->zones[s->level];
  const mlg_word *word = &MLG_LEVELS[s->level];
  const char *names[MLG_MOST_SIMILAR];
  MLG_TRY(mlg_portrait_similar(s->arena, s->portrait, s->level, s->zone, &s->similar));
  for (size_t i = 0; i < s->similar.n; i++) names[i] = zones[s->similar.zones[i]].name;
  s->to->similar = mlg_wording_list(s->arena, names, s->similar.n);
  MLG_HAVE(s->to->similar);
  if (s->similar.n == 0) return MLG_OK;
  const char *name = mlg_arena_printf(s->arena, "%zu" MLG_NBSP "%s semblable%s", s->similar.n,
                                      s->similar.n > 1 ? word->plural : word->label,
                                      s->similar.n > 1 ? "s" : "");
  MLG_HAVE(name);
  s->to->landmarks[s->to->n_landmarks++] = (mlg_landmark){MLG_LEVEL_COUNT, name};
  return MLG_OK;
}

static mlg_status add_landmarks(setting *s) {
  const mlg_territory *t = s->portrait->territory;
  const mlg_zone *zone = &t->zones[s->level][s->zone];
  for (mlg_level level = s->level + 1; level < MLG_LEVEL_COUNT; level++) {
    if (zone->parent[level] >= t->n_zones[level]) continue;
    s->wider[s->to->n_landmarks] = zone->parent[level];
    s->to->landmarks[s->to->n_landmarks++] =
        (mlg_landmark){level, t->zones[level][zone->parent[level]].name};
  }
  return add_similar(s);
}

/* ---- measures ---- */

static mlg_estimate rate_of(const mlg_portrait *portrait, mlg_compared by, mlg_level level,
                            size_t zone) {
  mlg_estimate rate;
  if (by.kind == MLG_BY_RATE)
    mlg_portrait_rate(portrait, level, zone, by.indicator, by.k, &rate);
  else
    mlg_portrait_uncovered_rate(portrait, level, zone, by.family, &rate);
  return rate;
}

/* Unknown as soon as one of them is. */
static mlg_estimate mean_rate(const setting *s, mlg_compared by) {
  mlg_estimate sum = mlg_exact(0);
  for (size_t i = 0; i < s->similar.n; i++)
    sum = mlg_add(sum, rate_of(s->portrait, by, s->level, s->similar.zones[i]));
  return mlg_scale(sum, 1 / (double)s->similar.n);
}

static mlg_status compare(const setting *s, mlg_beside_line *line) {
  mlg_compared by = line->measure.by;
  mlg_side *sides = mlg_compare_level(s->arena, s->portrait, by, s->level);
  MLG_HAVE(sides);
  for (size_t i = 0; i < s->to->n_landmarks; i++) {
    mlg_level level = s->to->landmarks[i].level;
    if (level == MLG_LEVEL_COUNT) {
      mlg_side mean = mlg_compare_mean(sides, s->similar.zones, s->similar.n);
      line->rates[i] = mean_rate(s, by);
      line->gaps[i] = mlg_compare_apart(&sides[s->zone], &mean);
      continue;
    }
    mlg_side *wholes = mlg_compare_level(s->arena, s->portrait, by, level);
    MLG_HAVE(wholes);
    line->rates[i] = rate_of(s->portrait, by, level, s->wider[i]);
    line->gaps[i] = mlg_compare_within(&sides[s->zone], &wholes[s->wider[i]]);
  }
  return MLG_OK;
}

static mlg_status add_line(setting *s, mlg_beside_measure measure) {
  if (s->main_only && !measure.is_main) return MLG_OK;
  mlg_beside_line *line = &s->to->lines[s->to->n_lines++];
  MLG_HAVE(measure.label);
  *line = (mlg_beside_line){.measure = measure,
                            .own = rate_of(s->portrait, measure.by, s->level, s->zone)};
  return compare(s, line);
}

/* PORTREA's two scores, and what a project chose to show on a map. */
static bool is_main(const mlg_portrait *portrait, size_t indicator, size_t k) {
  const mlg_indicator *of = &portrait->project->indicators[indicator];
  if (indicator == portrait->base) return true;
  if (k > 0 || of->variant_of.id != NULL || of->is_support) return false;
  return indicator == mlg_portrait_exposure(portrait) || of->has_map;
}

static mlg_status add_indicator(setting *s, size_t index) {
  const mlg_indicator *all = s->portrait->project->indicators;
  for (size_t k = 0; k < all[index].n_denominators; k++)
    MLG_TRY(add_line(s, (mlg_beside_measure){{.kind = MLG_BY_RATE, .indicator = index, .k = k},
                                             all[index].label,
                                             all[all[index].denominators[k]].label,
                                             is_main(s->portrait, index, k)}));
  return MLG_OK;
}

static mlg_status add_family(setting *s, mlg_family family) {
  return add_line(
      s, (mlg_beside_measure){{.kind = MLG_BY_UNCOVERED_RATE, .family = family},
                              MLG_TEXT(s->arena, mlg_family_noun(family), ", sans solution"),
                              s->portrait->project->indicators[s->portrait->base].label,
                              true});
}

/* The base first, then the need, then everything else in the order of the project. */
static mlg_status add_lines(setting *s) {
  const mlg_project *project = s->portrait->project;
  size_t most = MLG_FAMILY_COUNT;
  for (size_t i = 0; i < project->n_indicators; i++) most += project->indicators[i].n_denominators;
  s->to->lines = MLG_NEW(s->arena, mlg_beside_line, most);
  MLG_HAVE(s->to->lines);
  MLG_TRY(add_indicator(s, s->portrait->base));
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    if (s->portrait->coverage->recorded[family]) MLG_TRY(add_family(s, family));
  for (size_t i = 0; i < project->n_indicators; i++)
    if (i != s->portrait->base) MLG_TRY(add_indicator(s, i));
  return MLG_OK;
}

mlg_status mlg_portrait_beside(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                               size_t zone, bool main_only, mlg_beside *beside) {
  setting s = {.arena = arena,
               .portrait = portrait,
               .level = level,
               .zone = zone,
               .main_only = main_only,
               .to = beside};
  *beside = (mlg_beside){.level = level, .name = portrait->territory->zones[level][zone].name};
  MLG_TRY(add_landmarks(&s));
  return add_lines(&s);
}

mlg_status mlg_portrait_set_beside(mlg_arena *arena, mlg_portrait *portrait) {
  const mlg_project *project = portrait->project;
  mlg_level level;
  size_t zone;
  if (project->n_extents == 0 || !mlg_portrait_find(portrait, project->extents[0], &level, &zone) ||
      level < MLG_COMMUNE || level == portrait->territory->level)
    return MLG_OK;
  mlg_beside *beside = MLG_NEW(arena, mlg_beside, 1);
  MLG_HAVE(beside);
  portrait->beside = beside;
  return mlg_portrait_beside(arena, portrait, level, zone, true, beside);
}
