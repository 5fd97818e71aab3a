/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait/compare.h"
#include "portrait/phrases.h"
#include "portrait/prose.h"

#include <maillage/beside.h>
#include <math.h>
#include <string.h>

/* Zones and their landmarks, measure by measure: what a measure says of every zone of a level is
 * worked out once for all of them. */

typedef struct {
  mlg_arena *arena;
  const mlg_portrait *portrait;
  mlg_level level;
  bool main_only;
  mlg_arena *scratch;                     /* of the measure at hand */
  const mlg_side *sides[MLG_LEVEL_COUNT]; /* in it; NULL: not yet */
  struct setting *settings;
  size_t n;
} work;

/* One zone. */
typedef struct setting {
  mlg_arena *arena;
  const mlg_portrait *portrait;
  mlg_level level;
  size_t zone;
  size_t wider[MLG_MOST_LANDMARKS]; /* the zone of each landmark; unused for those like it */
  mlg_similar similar;
  mlg_beside *to;
} setting;

/* ---- landmarks ---- */

static mlg_status add_similar(setting *s) {
  const mlg_zone *zones = s->portrait->territory->zones[s->level];
  const mlg_word *word = &MLG_LEVELS[s->level];
  const char *names[MLG_MOST_SIMILAR];
  MLG_TRY(mlg_portrait_similar(s->portrait, s->level, s->zone, &s->similar));
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

/* NULL when memory is short. */
static const mlg_side *sides_of(work *w, mlg_compared by, mlg_level level) {
  if (w->sides[level] == NULL)
    w->sides[level] = mlg_compare_level(w->scratch, w->portrait, by, level);
  return w->sides[level];
}

static mlg_status compare(work *w, const setting *s, mlg_beside_line *line) {
  mlg_compared by = line->measure.by;
  const mlg_side *sides = sides_of(w, by, s->level);
  MLG_HAVE(sides);
  for (size_t i = 0; i < s->to->n_landmarks; i++) {
    mlg_level level = s->to->landmarks[i].level;
    if (level == MLG_LEVEL_COUNT) {
      mlg_side mean = mlg_compare_mean(sides, s->similar.zones, s->similar.n);
      line->rates[i] = mean_rate(s, by);
      line->gaps[i] = mlg_compare_apart(&sides[s->zone], &mean);
      continue;
    }
    const mlg_side *wholes = sides_of(w, by, level);
    MLG_HAVE(wholes);
    line->rates[i] = rate_of(s->portrait, by, level, s->wider[i]);
    line->gaps[i] = mlg_compare_within(&sides[s->zone], &wholes[s->wider[i]]);
  }
  return MLG_OK;
}

static mlg_status add_line(work *w, mlg_beside_measure measure) {
  if (w->main_only && !measure.is_main) return MLG_OK;
  MLG_HAVE(measure.label);
  for (int level = 0; level < MLG_LEVEL_COUNT; level++) w->sides[level] = NULL;
  mlg_arena_clear(w->scratch);
  for (size_t i = 0; i < w->n; i++) {
    const setting *s = &w->settings[i];
    mlg_beside_line *line = &s->to->lines[s->to->n_lines++];
    *line = (mlg_beside_line){.measure = measure,
                              .own = rate_of(s->portrait, measure.by, s->level, s->zone)};
    MLG_TRY(compare(w, s, line));
  }
  return MLG_OK;
}

/* PORTREA's two scores, and what a project chose to show on a map. */
static bool is_main(const mlg_portrait *portrait, size_t indicator, size_t k) {
  const mlg_indicator *of = &portrait->project->indicators[indicator];
  if (indicator == portrait->base) return true;
  if (k > 0 || of->variant_of.id != NULL || of->is_support) return false;
  return indicator == mlg_portrait_exposure(portrait) || of->has_map;
}

static mlg_status add_indicator(work *w, size_t index) {
  const mlg_indicator *all = w->portrait->project->indicators;
  for (size_t k = 0; k < all[index].n_denominators; k++)
    MLG_TRY(add_line(w, (mlg_beside_measure){{.kind = MLG_BY_RATE, .indicator = index, .k = k},
                                             all[index].label,
                                             all[all[index].denominators[k]].label,
                                             is_main(w->portrait, index, k)}));
  return MLG_OK;
}

static mlg_status add_family(work *w, mlg_family family) {
  return add_line(
      w, (mlg_beside_measure){{.kind = MLG_BY_UNCOVERED_RATE, .family = family},
                              MLG_TEXT(w->arena, mlg_family_noun(family), ", sans solution"),
                              w->portrait->project->indicators[w->portrait->base].label,
                              true});
}

/* The base first, then the need, then everything else in the order of the project. */
static mlg_status add_lines(work *w) {
  const mlg_project *project = w->portrait->project;
  MLG_TRY(add_indicator(w, w->portrait->base));
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    if (w->portrait->coverage->recorded[family]) MLG_TRY(add_family(w, family));
  for (size_t i = 0; i < project->n_indicators; i++)
    if (i != w->portrait->base) MLG_TRY(add_indicator(w, i));
  return MLG_OK;
}

static mlg_status set_up(work *w, const size_t *zones, mlg_beside *besides) {
  const mlg_project *project = w->portrait->project;
  size_t most = MLG_FAMILY_COUNT;
  for (size_t i = 0; i < project->n_indicators; i++) most += project->indicators[i].n_denominators;
  w->settings = MLG_NEW(w->arena, setting, w->n);
  MLG_HAVE(w->settings);
  for (size_t i = 0; i < w->n; i++) {
    setting *s = &w->settings[i];
    *s = (setting){.arena = w->arena,
                   .portrait = w->portrait,
                   .level = w->level,
                   .zone = zones[i],
                   .to = &besides[i]};
    *s->to = (mlg_beside){.level = w->level,
                          .name = w->portrait->territory->zones[w->level][zones[i]].name,
                          .lines = MLG_NEW(w->arena, mlg_beside_line, most)};
    MLG_HAVE(s->to->lines);
    MLG_TRY(add_landmarks(s));
  }
  return MLG_OK;
}

mlg_status mlg_portrait_each_beside(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                                    const size_t *zones, size_t n, bool main_only,
                                    mlg_beside *besides) {
  mlg_arena scratch = {0};
  work w = {.arena = arena,
            .portrait = portrait,
            .level = level,
            .main_only = main_only,
            .scratch = &scratch,
            .n = n};
  mlg_status status = set_up(&w, zones, besides);
  if (status == MLG_OK) status = add_lines(&w);
  mlg_arena_free(&scratch);
  return status;
}

mlg_status mlg_portrait_beside(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                               size_t zone, bool main_only, mlg_beside *beside) {
  return mlg_portrait_each_beside(arena, portrait, level, &zone, 1, main_only, beside);
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
