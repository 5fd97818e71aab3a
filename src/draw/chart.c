/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/chart.h"

#include <maillage/text.h>
#include <string.h>

typedef struct {
  mlg_arena *arena;
  const mlg_portrait *portrait;
  mlg_findings *findings;
  mlg_chart_plan *plans;
  size_t n;
} planning;

/* "graphique-rangs-fragilite-quartier-rennes", "graphique-capacites-rennes". */
static char *name_of(const planning *p, const mlg_chart_plan *chart) {
  const mlg_map_plan *plan = &chart->plan;
  const char *kind = MLG_CHARTS[chart->kind].code, *level = MLG_LEVELS[plan->level].code;
  const char *place =
      mlg_slug(p->arena, p->portrait->territory->zones[plan->extent_level][plan->extent].name);
  const char *subject = NULL;
  if (place == NULL) return NULL;
  if (chart->kind == MLG_CHART_CAPACITY)
    return mlg_arena_printf(p->arena, "graphique-%s-%s", kind, place);
  if (chart->kind == MLG_CHART_RANKS)
    subject = mlg_slug(p->arena, p->portrait->project->indicators[plan->indicator].id);
  if (chart->kind == MLG_CHART_PARTS) subject = MLG_FAMILIES[plan->family].code;
  return mlg_arena_printf(p->arena, "graphique-%s-%s%s%s-%s", kind, subject != NULL ? subject : "",
                          subject != NULL ? "-" : "", level, place);
}

/* Whether there are figures, and rows, to show. */
static bool can_be_drawn(const planning *p, const mlg_chart_plan *chart) {
  const mlg_portrait *portrait = p->portrait;
  const mlg_map_plan *plan = &chart->plan;
  size_t ages[3], *zones, n = 0;
  if (mlg_portrait_zones_in(p->arena, portrait, plan->level, plan->extent_level, plan->extent,
                            &zones, &n) != MLG_OK ||
      n == 0 || portrait->shapes[plan->extent_level] == NULL)
    return false;
  switch (chart->kind) {
  case MLG_CHART_RANKS:
    return plan->indicator < portrait->project->n_indicators &&
           portrait->project->indicators[plan->indicator].n_denominators > 0;
  case MLG_CHART_PARTS:
    return portrait->coverage->recorded[plan->family];
  case MLG_CHART_AGES:
    return mlg_chart_find_ages(portrait, ages);
  default:
    return true;
  }
}

static bool is_taken(const planning *p, const char *name) {
  for (size_t i = 0; i < p->n; i++)
    if (strcmp(p->plans[i].plan.name, name) == 0) return true;
  return false;
}

static mlg_status add(planning *p, const mlg_chart_request *request) {
  const mlg_project *project = p->portrait->project;
  mlg_chart_plan chart = {.kind = request->kind,
                          .plan = {.level = request->level,
                                   .family = request->family,
                                   .page = request->page,
                                   .indicator = project->n_indicators}};
  const char *name = request->extent;
  bool found =
      mlg_portrait_find(p->portrait, request->extent, &chart.plan.extent_level, &chart.plan.extent);
  if (request->indicator != NULL)
    chart.plan.indicator =
        mlg_indicator_find(project->indicators, project->n_indicators, request->indicator);
  if (found && can_be_drawn(p, &chart)) {
    name = name_of(p, &chart);
    for (int i = 2; name != NULL && is_taken(p, name); i++)
      name = mlg_arena_printf(p->arena, "%s-%d", name_of(p, &chart), i);
    MLG_HAVE(name);
    chart.plan.name = name;
    p->plans[p->n++] = chart;
    return MLG_OK;
  }
  return mlg_report(p->findings, (mlg_finding){.code = MLG_F_MAP_CLASSES_IMPLICIT,
                                               .file = request->at.file,
                                               .line = request->at.line,
                                               .value = name});
}

mlg_status mlg_chart_plans(mlg_arena *arena, const mlg_portrait *portrait, mlg_findings *findings,
                           mlg_chart_plan **plans, size_t *n) {
  planning p = {arena, portrait, findings, NULL, 0};
  p.plans = MLG_NEW(arena, mlg_chart_plan, portrait->project->n_charts + 1);
  MLG_HAVE(p.plans);
  for (size_t i = 0; i < portrait->project->n_charts; i++)
    MLG_TRY(add(&p, &portrait->project->charts[i]));
  *plans = p.plans;
  *n = p.n;
  return MLG_OK;
}

mlg_status mlg_chart_draw(const mlg_drawing *drawing, const mlg_chart_plan *plan, mlg_arena *arena,
                          mlg_scene *scene) {
  static mlg_status (*const KINDS[MLG_CHART_COUNT])(mlg_map *) = {
      [MLG_CHART_RANKS] = mlg_chart_ranks,
      [MLG_CHART_PARTS] = mlg_chart_parts,
      [MLG_CHART_CAPACITY] = mlg_chart_capacity,
      [MLG_CHART_AGES] = mlg_chart_ages,
  };
  mlg_map map;
  MLG_TRY(mlg_map_begin(drawing, &plan->plan, arena, scene, &map));
  map.is_chart = true;
  MLG_TRY(KINDS[plan->kind](&map));
  return scene->lost ? MLG_FAILURE : MLG_OK;
}
