/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/choice.h"

#include <maillage/text.h>
#include <string.h>

/* What is being chosen; each step reads one word of the picture. */
typedef struct {
  mlg_arena *arena;
  const mlg_portrait *portrait;
  const mlg_project *project;
  const mlg_picture *picture;
  mlg_findings *findings;
  mlg_map_plan plan;
} choice;

/* ---- names that are not there ---- */

typedef struct {
  const char **names, **shown; /* what is compared, and what is then proposed */
  size_t n;
} proposals;

static mlg_status start_proposals(const choice *c, size_t most, proposals *p) {
  *p = (proposals){MLG_NEW(c->arena, const char *, most), MLG_NEW(c->arena, const char *, most), 0};
  MLG_HAVE(p->names);
  MLG_HAVE(p->shown);
  return MLG_OK;
}

static void propose(proposals *p, const char *name, const char *shown) {
  p->names[p->n] = name;
  p->shown[p->n++] = shown;
}

/* The nearest of the proposals; all of them when none is near and they are few. */
static mlg_status unknown(const choice *c, const char *option, const char *value,
                          const proposals *p) {
  enum { FEW = 12 };
  size_t near = mlg_nearest(value, p->names, p->n);
  const char *expected = near < p->n ? p->shown[near] : NULL;
  if (expected == NULL && p->n > 0 && p->n <= FEW) {
    expected = p->shown[0];
    for (size_t i = 1; i < p->n && expected != NULL; i++)
      expected = mlg_arena_printf(c->arena, "%s, %s", expected, p->shown[i]);
  }
  return mlg_report(c->findings, (mlg_finding){.code = MLG_F_CHOICE_UNKNOWN,
                                               .column = option,
                                               .value = value,
                                               .expected = expected});
}

static mlg_status unknown_word(const choice *c, const char *option, const char *value,
                               const mlg_word *words, size_t n) {
  proposals p;
  MLG_TRY(start_proposals(c, n, &p));
  for (size_t i = 0; i < n; i++) propose(&p, words[i].code, words[i].code);
  return unknown(c, option, value, &p);
}

/* The index of a word, when there is one. */
static mlg_status choose_word(const choice *c, const char *option, const char *value,
                              const mlg_word *words, size_t n, size_t *index) {
  if (value == NULL) return MLG_OK;
  size_t found = mlg_word_find(words, n, value);
  if (found == n) return unknown_word(c, option, value, words, n);
  *index = found;
  return MLG_OK;
}

/* ---- the subject ---- */

static mlg_status choose_indicator(choice *c, const char *id) {
  const mlg_indicator *indicators = c->project->indicators;
  size_t n = c->project->n_indicators;
  c->plan.indicator = mlg_indicator_find(indicators, n, id);
  if (c->plan.indicator < n) {
    const mlg_indicator *found = &indicators[c->plan.indicator];
    c->plan.kind = found->n_denominators > 0 ? MLG_MAP_RATE : MLG_MAP_COUNT;
    c->plan.level = found->has_map ? found->map_level : MLG_IRIS;
    return MLG_OK;
  }
  proposals p;
  MLG_TRY(start_proposals(c, n, &p));
  for (size_t i = 0; i < n; i++) propose(&p, indicators[i].id, indicators[i].id);
  return unknown(c, "--indicator", id, &p);
}

/* What the project shows first of the need, else the first family that someone describes. */
static void choose_usual_need(choice *c) {
  for (size_t i = 0; i < c->project->n_maps; i++) {
    const mlg_map_request *request = &c->project->maps[i];
    if (request->kind != MLG_MAP_NEED) continue;
    c->plan.family = request->family;
    c->plan.level = request->level;
    return;
  }
  c->plan.family = MLG_AIDER;
  for (size_t i = 0; i < MLG_FAMILY_COUNT && !c->portrait->coverage->recorded[c->plan.family]; i++)
    c->plan.family = (mlg_family)i;
}

static mlg_status choose_subject(choice *c) {
  const mlg_picture *picture = c->picture;
  if (picture->indicator != NULL) return choose_indicator(c, picture->indicator);
  c->plan.indicator = c->portrait->base;
  c->plan.kind = MLG_MAP_NEED;
  choose_usual_need(c);
  size_t family = c->plan.family;
  MLG_TRY(choose_word(c, "--family", picture->family, MLG_FAMILIES, MLG_FAMILY_COUNT, &family));
  c->plan.family = (mlg_family)family;
  return MLG_OK;
}

/* ---- how, and where ---- */

static mlg_status unfit(const choice *c, const char *expected) {
  return mlg_report(c->findings, (mlg_finding){.code = MLG_F_KIND_UNFIT,
                                               .value = MLG_MAP_KINDS[c->plan.kind].code,
                                               .expected = expected});
}

/* A number of persons is never shaded: two zones of one rate would not look alike. */
static mlg_status choose_kind(choice *c) {
  if (c->picture->differences != NULL) {
    c->plan.kind = MLG_MAP_DIFFERENCE;
    c->plan.differences = c->picture->differences;
    c->plan.compared = c->picture->compared;
    c->plan.subject = c->picture->subject;
    return MLG_OK;
  }
  size_t kind = c->plan.kind;
  MLG_TRY(choose_word(c, "--kind", c->picture->kind, MLG_MAP_KINDS, MLG_MAP_KIND_COUNT, &kind));
  bool of_need = c->picture->indicator == NULL;
  c->plan.kind = (mlg_map_kind)kind;
  /* A difference is between two runs, and a picture is of one. */
  if (kind == MLG_MAP_DIFFERENCE) return unfit(c, NULL);
  if (of_need != mlg_map_is_of_need(c->plan.kind))
    return unfit(c, of_need ? "--indicator" : "--family");
  if (of_need || kind == MLG_MAP_COUNT) return MLG_OK;
  const mlg_indicator *indicator = &c->project->indicators[c->plan.indicator];
  if (indicator->n_denominators > 0) return MLG_OK;
  return mlg_report(c->findings, (mlg_finding){.code = MLG_F_COUNT_SHADED, .value = indicator->id});
}

/* Circles have sizes, not classes: what is asked in vain is said, not ignored. */
static mlg_status choose_classes(choice *c) {
  const mlg_picture *picture = c->picture;
  bool asked = picture->method != NULL || picture->n_classes > 0 || picture->n_bounds > 0;
  size_t method = picture->n_bounds > 0 ? MLG_CLASS_GIVEN : MLG_CLASS_OWN;
  if (asked && (c->plan.kind == MLG_MAP_COUNT || c->plan.kind == MLG_MAP_NEED))
    return unfit(c, "taux, effectif-taux, besoin-offre…");
  MLG_TRY(choose_word(c, "--method", picture->method, MLG_CLASS_METHODS, MLG_CLASS_METHOD_COUNT,
                      &method));
  /* Bounds of an indicator are as many as they are: another number asks for other bounds. */
  if (picture->method == NULL && picture->n_classes > 0 && method == MLG_CLASS_OWN)
    method = MLG_CLASS_QUANTILES;
  c->plan.classes = (mlg_class_choice){.method = (mlg_class_method)method,
                                       .n = picture->n_classes,
                                       .n_bounds = picture->n_bounds,
                                       .bounds = picture->bounds};
  c->plan.title = picture->title;
  c->plan.n_marks = picture->n_marks;
  c->plan.marks = picture->marks;
  c->plan.marks_words = picture->marks_words;
  return MLG_OK;
}

static mlg_status choose_level(choice *c) {
  const mlg_territory *territory = c->portrait->territory;
  size_t level = c->plan.level;
  const char *word = c->picture->level;
  MLG_TRY(choose_word(c, "--level", word, MLG_LEVELS, MLG_LEVEL_COUNT, &level));
  c->plan.level = (mlg_level)level;
  if (territory->n_zones[level] > 0) return MLG_OK;
  proposals p;
  MLG_TRY(start_proposals(c, MLG_LEVEL_COUNT, &p));
  for (size_t i = 0; i < MLG_LEVEL_COUNT; i++)
    if (territory->n_zones[i] > 0) propose(&p, MLG_LEVELS[i].code, MLG_LEVELS[i].code);
  return unknown(c, "--level", MLG_LEVELS[level].code, &p);
}

/* A zone by its name, the widest first: "Rennes". */
static bool find_name(choice *c, const char *name) {
  const mlg_territory *territory = c->portrait->territory;
  for (mlg_level level = MLG_LEVEL_COUNT; level-- > 0;)
    for (size_t i = 0; i < territory->n_zones[level]; i++)
      if (territory->zones[level][i].name != NULL &&
          strcmp(territory->zones[level][i].name, name) == 0) {
        c->plan.extent_level = level;
        c->plan.extent = i;
        return true;
      }
  return false;
}

static mlg_status unknown_extent(const choice *c, const char *word) {
  const mlg_territory *territory = c->portrait->territory;
  size_t n = 0;
  for (size_t level = 0; level < MLG_LEVEL_COUNT; level++) n += territory->n_zones[level];
  proposals p;
  MLG_TRY(start_proposals(c, 2 * n, &p));
  for (size_t level = MLG_LEVEL_COUNT; level-- > 0;)
    for (size_t i = 0; i < territory->n_zones[level]; i++) {
      const mlg_zone *zone = &territory->zones[level][i];
      const char *shown = mlg_arena_printf(c->arena, "%s (%s)", zone->code, zone->name);
      MLG_HAVE(shown);
      propose(&p, zone->code, shown);
      if (zone->name != NULL) propose(&p, zone->name, shown);
    }
  return unknown(c, "--extent", word, &p);
}

static mlg_status choose_extent(choice *c) {
  const char *word = c->picture->extent;
  if (word == NULL) word = c->project->n_extents > 0 ? c->project->extents[0] : c->project->code;
  if (mlg_portrait_find(c->portrait, word, &c->plan.extent_level, &c->plan.extent) ||
      find_name(c, word))
    return MLG_OK;
  return unknown_extent(c, word);
}

static mlg_status choose_scenario(const choice *c, size_t *scenario) {
  const char *id = c->picture->scenario;
  *scenario = c->project->reference;
  if (id == NULL) return MLG_OK;
  proposals p;
  MLG_TRY(start_proposals(c, c->project->n_scenarios, &p));
  for (size_t i = 0; i < c->project->n_scenarios; i++) {
    *scenario = i;
    if (strcmp(c->project->scenarios[i].id, id) == 0) return MLG_OK;
    propose(&p, c->project->scenarios[i].id, c->project->scenarios[i].id);
  }
  return unknown(c, "--scenario", id, &p);
}

/* ---- whether there is something to show ---- */

/* The family that nobody describes; NULL when the map has figures. */
static const char *unrecorded(const choice *c) {
  const bool *recorded = c->portrait->coverage->recorded;
  if (!mlg_map_is_of_need(c->plan.kind)) return NULL;
  if (c->plan.kind != MLG_MAP_FAMILIES)
    return recorded[c->plan.family] ? NULL : MLG_FAMILIES[c->plan.family].code;
  for (size_t i = 0; i < MLG_FAMILY_COUNT; i++)
    if (recorded[i]) return NULL;
  return MLG_MAP_KINDS[MLG_MAP_FAMILIES].code;
}

static mlg_status check_figures(const choice *c) {
  const mlg_map_plan *plan = &c->plan;
  size_t *zones, n;
  MLG_TRY(mlg_portrait_zones_in(c->arena, c->portrait, plan->level, plan->extent_level,
                                plan->extent, &zones, &n));
  const char *why = n == 0 ? MLG_LEVELS[plan->level].code : unrecorded(c);
  if (why == NULL) return MLG_OK;
  return mlg_report(c->findings, (mlg_finding){.code = MLG_F_MAP_EMPTY, .value = why});
}

mlg_status mlg_choose_map(mlg_arena *arena, const mlg_portrait *portrait,
                          const mlg_picture *picture, mlg_findings *findings, mlg_map_plan *plan,
                          size_t *scenario) {
  choice c = {.arena = arena,
              .portrait = portrait,
              .project = portrait->project,
              .picture = picture,
              .findings = findings};
  MLG_TRY(choose_subject(&c));
  MLG_TRY(choose_kind(&c));
  MLG_TRY(choose_classes(&c));
  MLG_TRY(choose_level(&c));
  MLG_TRY(choose_extent(&c));
  MLG_TRY(choose_scenario(&c, scenario));
  MLG_TRY(check_figures(&c));
  *plan = c.plan;
  return MLG_OK;
}
