/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <string.h>

#include "draw/map.h"

typedef struct {
  mlg_arena *arena;
  const mlg_portrait *portrait;
  mlg_findings *findings;
  mlg_map_plan *plans;
  size_t count, capacity;
} planning;

bool mlg_map_is_of_need(mlg_map_kind kind) {
  return kind == MLG_MAP_NEED || kind == MLG_MAP_NEED_OFFER || kind == MLG_MAP_CROSSED ||
         kind == MLG_MAP_FAMILIES;
}

/* "fragilite-taux-iris-rennes", "besoin-aider-iris-rennes", "familles-quartier-rennes". */
static char *base_name(const planning *p, const mlg_map_plan *plan) {
  const mlg_zone *extent = &p->portrait->territory->zones[plan->extent_level][plan->extent];
  const char *place = mlg_slug(p->arena, extent->name), *kind = MLG_MAP_KINDS[plan->kind].code;
  const char *level = MLG_LEVELS[plan->level].code;
  if (place == NULL) return NULL;
  if (plan->kind == MLG_MAP_FAMILIES)
    return mlg_arena_printf(p->arena, "%s-%s-%s", kind, level, place);
  if (mlg_map_is_of_need(plan->kind))
    return mlg_arena_printf(p->arena, "%s-%s-%s-%s", kind, MLG_FAMILIES[plan->family].code, level,
                            place);
  const char *id = mlg_slug(p->arena, p->portrait->project->indicators[plan->indicator].id);
  return id == NULL ? NULL : mlg_arena_printf(p->arena, "%s-%s-%s-%s", id, kind, level, place);
}

static bool is_taken(const planning *p, const char *name) {
  for (size_t i = 0; i < p->count; i++)
    if (strcmp(p->plans[i].name, name) == 0) return true;
  return false;
}

/* Two extents may share a name: the second one's files carry its code. The same map asked for
   twice, in other classes say, is numbered. */
static char *own_name(const planning *p, const mlg_map_plan *plan) {
  char *base = base_name(p, plan);
  if (base == NULL || !is_taken(p, base)) return base;
  const char *code = p->portrait->territory->zones[plan->extent_level][plan->extent].code;
  char *name = mlg_arena_printf(p->arena, "%s-%s", base, code);
  for (int i = 2; name != NULL && is_taken(p, name); i++)
    name = mlg_arena_printf(p->arena, "%s-%s-%d", base, code, i);
  return name;
}

static mlg_status skip(planning *p, const char *name, mlg_position at) {
  return mlg_report(p->findings, (mlg_finding){.code = MLG_F_MAP_CLASSES_IMPLICIT,
                                               .file = at.file,
                                               .line = at.line,
                                               .value = name});
}

/* How many zones of its level a map shows. */
static size_t count_zones(const planning *p, const mlg_map_plan *plan) {
  size_t *zones, n = 0;
  return mlg_portrait_zones_in(p->arena, p->portrait, plan->level, plan->extent_level, plan->extent,
                               &zones, &n) == MLG_OK
             ? n
             : 0;
}

static bool is_any_recorded(const mlg_coverage *coverage) {
  for (size_t i = 0; i < MLG_FAMILY_COUNT; i++)
    if (coverage->recorded[i]) return true;
  return false;
}

/* Whether there are figures of the kind; a rate without a denominator would be a count shaded as
   a rate. */
static bool has_figures(const mlg_portrait *portrait, const mlg_map_plan *plan) {
  switch (plan->kind) {
  case MLG_MAP_COUNT:
    return true;
  case MLG_MAP_FAMILIES:
    return is_any_recorded(portrait->coverage);
  case MLG_MAP_NEED:
  case MLG_MAP_NEED_OFFER:
  case MLG_MAP_CROSSED:
    return portrait->coverage->recorded[plan->family];
  default:
    return (plan->kind != MLG_MAP_DIFFERENCE || plan->differences != NULL) &&
           portrait->project->indicators[plan->indicator].n_denominators > 0;
  }
}

/* A map needs outlines, zones of its level inside its extent, and figures. */
static bool can_be_drawn(const planning *p, const mlg_map_plan *plan) {
  const mlg_portrait *portrait = p->portrait;
  return portrait->shapes[plan->level] != NULL && portrait->shapes[plan->extent_level] != NULL &&
         count_zones(p, plan) > 0 && has_figures(portrait, plan);
}

static mlg_status add(planning *p, mlg_map_plan plan, mlg_position at) {
  plan.name = own_name(p, &plan);
  MLG_HAVE(plan.name);
  if (!can_be_drawn(p, &plan)) return skip(p, plan.name, at);
  MLG_HAVE(MLG_ROOM(p->arena, p->plans, p->count, p->capacity) ? p->plans : NULL);
  p->plans[p->count++] = plan;
  return MLG_OK;
}

static mlg_status add_rates(planning *p, mlg_map_plan plan) {
  const mlg_project *project = p->portrait->project;
  plan.kind = MLG_MAP_RATE;
  for (size_t i = 0; i < project->n_indicators; i++) {
    if (!project->indicators[i].has_map) continue;
    plan.indicator = i;
    plan.level = project->indicators[i].map_level;
    /* One zone in one shade compares nothing: a city has no map by commune. */
    if (count_zones(p, &plan) != 1) MLG_TRY(add(p, plan, project->indicators[i].formula_at));
  }
  return MLG_OK;
}

/* One picture of a request, on the plan's extent. */
static mlg_status add_request(planning *p, mlg_map_plan plan, const mlg_map_request *request) {
  const mlg_project *project = p->portrait->project;
  plan.kind = request->kind;
  plan.page = request->page;
  plan.numbered = request->numbered;
  plan.level = request->level;
  plan.family = request->family;
  plan.classes = request->classes;
  plan.palette = request->palette;
  if (request->indicator != NULL)
    plan.indicator =
        mlg_indicator_find(project->indicators, project->n_indicators, request->indicator);
  if (!mlg_map_is_of_need(plan.kind) &&
      (request->indicator == NULL || plan.indicator == project->n_indicators))
    return skip(p, request->indicator, request->at);
  bool circles = plan.kind <= MLG_MAP_NEED && plan.kind != MLG_MAP_RATE;
  if (!circles && count_zones(p, &plan) == 1) return MLG_OK;
  return add(p, plan, request->at);
}

/* The requests that choose their extents themselves, or those that do not. */
static mlg_status add_requests(planning *p, mlg_map_plan plan, bool have_extents,
                               const char *code) {
  const mlg_project *project = p->portrait->project;
  for (size_t i = 0; i < project->n_maps; i++) {
    const mlg_map_request *request = &project->maps[i];
    if (!have_extents && request->n_extents == 0) MLG_TRY(add_request(p, plan, request));
    for (size_t k = 0; have_extents && k < request->n_extents; k++)
      if (strcmp(request->extents[k], code) == 0) MLG_TRY(add_request(p, plan, request));
  }
  return MLG_OK;
}

/* Extents in the order in which they are first named, the project's own before. */
static mlg_status find_extents(planning *p, const char ***codes, size_t *n) {
  const mlg_project *project = p->portrait->project;
  size_t most = project->n_extents;
  for (size_t i = 0; i < project->n_maps; i++) most += project->maps[i].n_extents;
  *codes = MLG_NEW(p->arena, const char *, most + 1);
  MLG_HAVE(*codes);
  *n = 0;
  for (size_t i = 0; i < project->n_extents; i++) (*codes)[(*n)++] = project->extents[i];
  for (size_t i = 0; i < project->n_maps; i++)
    for (size_t k = 0; k < project->maps[i].n_extents; k++) {
      size_t seen = 0;
      while (seen < *n && strcmp((*codes)[seen], project->maps[i].extents[k]) != 0) seen++;
      if (seen == *n) (*codes)[(*n)++] = project->maps[i].extents[k];
    }
  return MLG_OK;
}

mlg_status mlg_map_plans(mlg_arena *arena, const mlg_portrait *portrait, mlg_findings *findings,
                         mlg_map_plan **plans, size_t *n) {
  planning p = {.arena = arena, .portrait = portrait, .findings = findings};
  const mlg_project *project = portrait->project;
  const char **codes;
  size_t n_codes;
  MLG_TRY(find_extents(&p, &codes, &n_codes));
  for (size_t i = 0; i < n_codes; i++) {
    mlg_map_plan plan = {.kind = MLG_MAP_RATE};
    if (!mlg_portrait_find(portrait, codes[i], &plan.extent_level, &plan.extent)) {
      MLG_TRY(skip(&p, codes[i], (mlg_position){.file = project->file}));
      continue;
    }
    if (i < project->n_extents) {
      MLG_TRY(add_rates(&p, plan));
      MLG_TRY(add_requests(&p, plan, false, NULL));
    }
    MLG_TRY(add_requests(&p, plan, true, codes[i]));
  }
  *plans = p.plans;
  *n = p.count;
  return MLG_OK;
}
