/* SPDX-License-Identifier: Apache-2.0 */
/* What names an indicator: other indicators, datasets, the need, maps. */
#include "project/sections.h"

#include <maillage/text.h>

static mlg_status reject(mlg_arena *arena, mlg_position at, mlg_finding_code code,
                         const char *value, const char *expected, mlg_findings *findings) {
  return mlg_report(findings, (mlg_finding){.code = code,
                                            .file = at.file,
                                            .line = at.line,
                                            .column = mlg_arena_printf(arena, "%zu", at.column),
                                            .value = value,
                                            .expected = expected});
}

/* Reports a name that is no indicator of the project, at the place that used it. */
static mlg_status find_indicator(mlg_arena *arena, const mlg_project *project, mlg_position at,
                                 const char *id, mlg_findings *findings, size_t *index) {
  size_t n = project->n_indicators;
  *index = mlg_indicator_find(project->indicators, n, id);
  if (*index < n) return MLG_OK;
  const char **ids = MLG_NEW(arena, const char *, n);
  MLG_HAVE(ids);
  for (size_t i = 0; i < n; i++) ids[i] = project->indicators[i].id;
  size_t near = mlg_nearest(id, ids, n);
  const char *expected = "un indicateur du projet";
  if (near < n) expected = mlg_arena_printf(arena, "« %s » ?", ids[near]);
  return reject(arena, at, MLG_F_REFERENCE_UNKNOWN, id, expected, findings);
}

/* ---- indicators that cannot be computed ---- */

static bool is_lacking(const mlg_project *project, const char *id) {
  if (id == NULL) return false;
  size_t i = mlg_indicator_find(project->indicators, project->n_indicators, id);
  return i < project->n_indicators && project->indicators[i].lacks != NULL;
}

/* The first indicator it refers to that cannot be computed, or NULL. A variant has nothing to be
 * compared with when its original is one. */
static const char *lacking_reference(const mlg_project *project, const mlg_indicator *of) {
  for (size_t i = 0; i < of->n_inputs; i++) {
    const mlg_input *input = &of->inputs[i];
    const char *const ids[] = {input->indicator.id, input->share.id, input->bound.id};
    for (size_t k = 0; k < MLG_LENGTH(ids); k++)
      if (is_lacking(project, ids[k])) return ids[k];
  }
  for (size_t k = 0; k < of->n_denominators; k++)
    if (is_lacking(project, of->denominator_ids[k])) return of->denominator_ids[k];
  return is_lacking(project, of->variant_of.id) ? of->variant_of.id : NULL;
}

/* What refers to an indicator without data has none either, and so on. */
static void spread_lacks(mlg_project *project) {
  bool changed = true;
  while (changed) {
    changed = false;
    for (size_t i = 0; i < project->n_indicators; i++) {
      mlg_indicator *indicator = &project->indicators[i];
      if (indicator->lacks != NULL) continue;
      indicator->lacks = lacking_reference(project, indicator);
      changed |= indicator->lacks != NULL;
    }
  }
  /* What would be imputed from one stays unknown. */
  for (size_t i = 0; i < project->n_datasets; i++) {
    mlg_reference *imputation = &project->datasets[i].reading.secret.imputation;
    if (is_lacking(project, imputation->id)) *imputation = (mlg_reference){0};
  }
  /* What would go down to IRIS by one stays by commune. */
  for (size_t i = 0; i < project->n_shared; i++) {
    mlg_shared_indicator *shared = &project->shared[i];
    if (is_lacking(project, shared->of.id) || is_lacking(project, shared->sharing.key.id))
      shared->of.id = NULL;
  }
}

static mlg_status leave_out(mlg_project *project, mlg_findings *findings) {
  size_t kept = 0;
  for (size_t i = 0; i < project->n_indicators; i++) {
    mlg_indicator *indicator = &project->indicators[i];
    if (indicator->lacks == NULL) {
      project->indicators[kept++] = *indicator;
      continue;
    }
    MLG_TRY(mlg_report(findings, (mlg_finding){.code = MLG_F_INDICATOR_SKIPPED,
                                               .file = indicator->file,
                                               .value = indicator->id,
                                               .expected = indicator->lacks}));
  }
  project->n_indicators = kept;
  return MLG_OK;
}

/* ---- those that can ---- */

static mlg_status resolve(mlg_arena *arena, const mlg_project *project, mlg_findings *findings,
                          mlg_reference *reference) {
  if (reference->id == NULL) return MLG_OK;
  return find_indicator(arena, project, reference->at, reference->id, findings, &reference->index);
}

static mlg_status resolve_inputs(mlg_arena *arena, const mlg_project *project,
                                 mlg_indicator *indicator, mlg_findings *findings) {
  mlg_status worst = MLG_OK;
  for (size_t i = 0; i < indicator->n_inputs; i++) {
    mlg_input *input = &indicator->inputs[i];
    mlg_reference *const references[] = {&input->indicator, &input->share, &input->bound};
    for (size_t k = 0; k < MLG_LENGTH(references); k++)
      if (resolve(arena, project, findings, references[k]) != MLG_OK) worst = MLG_REJECTED;
  }
  return worst;
}

static mlg_status resolve_denominators(mlg_arena *arena, const mlg_project *project,
                                       mlg_indicator *indicator, mlg_findings *findings) {
  indicator->denominators = MLG_NEW(arena, size_t, indicator->n_denominators);
  MLG_HAVE(indicator->denominators);
  for (size_t k = 0; k < indicator->n_denominators; k++)
    MLG_TRY(find_indicator(arena, project, indicator->denominators_at,
                           indicator->denominator_ids[k], findings, &indicator->denominators[k]));
  return MLG_OK;
}

/* One step from a variant to its original: no indicator is its own, however far round. */
static mlg_status resolve_variant(mlg_arena *arena, const mlg_project *project,
                                  mlg_indicator *indicator, mlg_findings *findings) {
  mlg_reference *original = &indicator->variant_of;
  MLG_TRY(resolve(arena, project, findings, original));
  if (original->id == NULL || project->indicators[original->index].variant_of.id == NULL)
    return MLG_OK;
  return reject(arena, original->at, MLG_F_VALUE_KIND, original->id,
                "un indicateur qui n'est pas lui-même une variante", findings);
}

/* Tells indicators how they go down to IRIS. */
static mlg_status resolve_shared(mlg_arena *arena, mlg_project *project, mlg_findings *findings) {
  mlg_status worst = MLG_OK;
  for (size_t i = 0; i < project->n_shared; i++) {
    mlg_shared_indicator *shared = &project->shared[i];
    if (shared->of.id == NULL) continue;
    mlg_status status = resolve(arena, project, findings, &shared->of);
    if (resolve(arena, project, findings, &shared->sharing.key) != MLG_OK) status = MLG_REJECTED;
    if (status == MLG_OK) project->indicators[shared->of.index].sharing = shared->sharing;
    if (status != MLG_OK) worst = status;
  }
  return worst;
}

/* The base of the need and of its scenarios, maps, what datasets are imputed with. */
static mlg_status resolve_sections(mlg_arena *arena, mlg_project *project, mlg_findings *findings) {
  size_t found;
  mlg_status worst =
      find_indicator(arena, project, project->base_at, project->base, findings, &found);
  for (size_t i = 0; i < project->n_datasets; i++) {
    mlg_reference *imputation = &project->datasets[i].reading.secret.imputation;
    if (resolve(arena, project, findings, imputation) != MLG_OK) worst = MLG_REJECTED;
  }
  for (size_t i = 0; i < project->n_scenarios; i++) {
    mlg_scenario_base *base = &project->scenarios[i].base;
    if (resolve(arena, project, findings, &base->of) != MLG_OK) worst = MLG_REJECTED;
    if (resolve(arena, project, findings, &base->with) != MLG_OK) worst = MLG_REJECTED;
  }
  for (size_t i = 0; i < project->n_published; i++) {
    mlg_published *figure = &project->published[i];
    if (resolve(arena, project, findings, &figure->indicator) != MLG_OK) worst = MLG_REJECTED;
    if (resolve(arena, project, findings, &figure->denominator) != MLG_OK) worst = MLG_REJECTED;
  }
  for (size_t i = 0; i < project->n_maps; i++) {
    const mlg_map_request *map = &project->maps[i];
    if (map->indicator != NULL &&
        find_indicator(arena, project, map->at, map->indicator, findings, &found) != MLG_OK)
      worst = MLG_REJECTED;
  }
  return worst;
}

/* None may be computed from itself, however far round. */
static mlg_status check_order(mlg_arena *arena, const mlg_project *project,
                              mlg_findings *findings) {
  size_t *order = MLG_NEW(arena, size_t, project->n_indicators);
  mlg_reading *readings = MLG_NEW(arena, mlg_reading, project->n_datasets);
  MLG_HAVE(order);
  MLG_HAVE(readings);
  for (size_t i = 0; i < project->n_datasets; i++) readings[i] = project->datasets[i].reading;
  return mlg_need_order(arena, project->indicators, project->n_indicators, readings, findings,
                        order);
}

mlg_status mlg_resolve_indicators(mlg_arena *arena, mlg_project *project, mlg_findings *findings) {
  mlg_status worst = MLG_OK;
  spread_lacks(project);
  MLG_TRY(leave_out(project, findings));
  for (size_t i = 0; i < project->n_indicators; i++) {
    mlg_indicator *indicator = &project->indicators[i];
    if (resolve_inputs(arena, project, indicator, findings) != MLG_OK) worst = MLG_REJECTED;
    if (resolve_denominators(arena, project, indicator, findings) != MLG_OK) worst = MLG_REJECTED;
    if (resolve_variant(arena, project, indicator, findings) != MLG_OK) worst = MLG_REJECTED;
  }
  if (resolve_sections(arena, project, findings) != MLG_OK) worst = MLG_REJECTED;
  if (resolve_shared(arena, project, findings) != MLG_OK) worst = MLG_REJECTED;
  return worst == MLG_OK ? check_order(arena, project, findings) : worst;
}
