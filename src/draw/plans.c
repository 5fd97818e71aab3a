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

/* "fragilite-taux-iris-rennes", "besoin-aider-iris-rennes". */
static char *base_name(const planning *p, const mlg_map_plan *plan) {
  const mlg_zone *extent = &p->portrait->territory->zones[plan->extent_level][plan->extent];
  const char *place = mlg_slug(p->arena, extent->name);
  const char *level = MLG_LEVELS[plan->level].code;
  if (place == NULL) return NULL;
  if (plan->kind == MLG_MAP_NEED)
    return mlg_arena_printf(p->arena, "besoin-%s-%s-%s", MLG_FAMILIES[plan->family].code, level,
                            place);
  const char *id = mlg_slug(p->arena, p->portrait->project->indicators[plan->indicator].id);
  if (id == NULL) return NULL;
  return mlg_arena_printf(p->arena, "%s-%s-%s-%s", id,
                          plan->kind == MLG_MAP_RATE ? "taux" : "effectif", level, place);
}

/* Two extents may share a name: the second one's files carry its code. */
static char *own_name(const planning *p, const mlg_map_plan *plan) {
  char *name = base_name(p, plan);
  for (size_t i = 0; name != NULL && i < p->count; i++)
    if (strcmp(p->plans[i].name, name) == 0)
      return mlg_arena_printf(p->arena, "%s-%s", name,
                              p->portrait->territory->zones[plan->extent_level][plan->extent].code);
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

/* A map needs outlines, and zones of its level inside its extent. */
static bool can_be_drawn(const planning *p, const mlg_map_plan *plan) {
  const mlg_portrait *portrait = p->portrait;
  if (portrait->shapes[plan->level] == NULL || portrait->shapes[plan->extent_level] == NULL)
    return false;
  if (count_zones(p, plan) == 0) return false;
  if (plan->kind == MLG_MAP_NEED) return portrait->coverage->recorded[plan->family];
  /* A rate without a denominator would be a count shaded as a rate. */
  return plan->kind != MLG_MAP_RATE ||
         portrait->project->indicators[plan->indicator].n_denominators > 0;
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

static mlg_status add_requests(planning *p, mlg_map_plan plan) {
  const mlg_project *project = p->portrait->project;
  for (size_t i = 0; i < project->n_maps; i++) {
    const mlg_map_request *request = &project->maps[i];
    plan.kind = request->indicator == NULL ? MLG_MAP_NEED : MLG_MAP_COUNT;
    plan.level = request->level;
    plan.family = request->family;
    if (plan.kind == MLG_MAP_COUNT)
      plan.indicator =
          mlg_indicator_find(project->indicators, project->n_indicators, request->indicator);
    if (plan.kind == MLG_MAP_COUNT && plan.indicator == project->n_indicators)
      MLG_TRY(skip(p, request->indicator, request->at));
    else
      MLG_TRY(add(p, plan, request->at));
  }
  return MLG_OK;
}

mlg_status mlg_map_plans(mlg_arena *arena, const mlg_portrait *portrait, mlg_findings *findings,
                         mlg_map_plan **plans, size_t *n) {
  planning p = {.arena = arena, .portrait = portrait, .findings = findings};
  const mlg_project *project = portrait->project;
  for (size_t i = 0; i < project->n_extents; i++) {
    mlg_map_plan plan = {.kind = MLG_MAP_RATE};
    if (!mlg_portrait_find(portrait, project->extents[i], &plan.extent_level, &plan.extent)) {
      MLG_TRY(skip(&p, project->extents[i], (mlg_position){.file = project->file}));
      continue;
    }
    MLG_TRY(add_rates(&p, plan));
    MLG_TRY(add_requests(&p, plan));
  }
  *plans = p.plans;
  *n = p.count;
  return MLG_OK;
}
