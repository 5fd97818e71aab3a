/* SPDX-License-Identifier: Apache-2.0 */
/* The project's variants: what they name, and what they change. */
#include "pipeline/work.h"

#include <maillage/text.h>
#include <math.h>

/* Where actions that give coordinates go, in metres. */
static mlg_status project_points(mlg_work *work) {
  size_t n = 0;
  for (size_t v = 0; v < work->project.n_variants; v++) n += work->project.variants[v].n_actions;
  mlg_point *points = MLG_NEW(work->arena, mlg_point, n);
  mlg_action **actions = MLG_NEW(work->arena, mlg_action *, n);
  MLG_HAVE(points);
  MLG_HAVE(actions);
  n = 0;
  for (size_t v = 0; v < work->project.n_variants; v++)
    for (size_t i = 0; i < work->project.variants[v].n_actions; i++) {
      mlg_action *action = &work->project.variants[v].actions[i];
      bool given = action->kind == MLG_MOVE || action->kind == MLG_OPEN;
      if (!given || isnan(action->longitude)) continue;
      actions[n] = action;
      points[n++] = (mlg_point){action->longitude, action->latitude};
    }
  MLG_TRY(mlg_load_project_points(points, n, work->findings));
  for (size_t i = 0; i < n; i++) actions[i]->at = points[i];
  return MLG_OK;
}

mlg_status mlg_resolve_variants(mlg_work *work) {
  MLG_TRY(project_points(work));
  return mlg_variants_resolve(work->arena, work->project.variants, work->project.n_variants,
                              &work->territory, &work->directory, work->findings);
}

/* ---- what they change ---- */

static const mlg_parts *parts_of(const mlg_work *work, mlg_level level, size_t zone,
                                 mlg_family family, size_t scenario) {
  return mlg_coverage_parts(&work->coverage, level, zone, family, scenario);
}

/* "+275", "−20", "0". */
static char *signed_count(mlg_arena *arena, double persons) {
  char *size = mlg_french_count(arena, fabs(persons));
  if (size == NULL || fabs(persons) < 0.5) return size;
  return mlg_arena_printf(arena, "%s%s", persons < 0 ? "\u2212" : "+", size);
}

/* Finest zones where a part moves by half a person or more. */
static size_t count_moved(const mlg_work *work, mlg_family family, size_t scenario) {
  size_t n = 0;
  for (size_t zone = 0; zone < work->territory.n_zones[MLG_IRIS]; zone++) {
    const mlg_parts *was = parts_of(work, MLG_IRIS, zone, family, work->project.reference);
    const mlg_parts *is = parts_of(work, MLG_IRIS, zone, family, scenario);
    bool moved = false;
    for (int part = 0; part < MLG_PART_COUNT; part++)
      moved |= fabs(is->part[part].value - was->part[part].value) >= 0.5;
    n += moved;
  }
  return n;
}

/* "couvert +275, orientation −20, saturé −255, hors de portée 0 ; 14 zones changent" */
static char *effect_words(const mlg_work *work, mlg_family family, size_t scenario) {
  mlg_arena *arena = work->arena;
  const mlg_parts *was = parts_of(work, work->territory.level, 0, family, work->project.reference);
  const mlg_parts *is = parts_of(work, work->territory.level, 0, family, scenario);
  char *words = mlg_arena_strdup(arena, "");
  for (int part = 0; part < MLG_PART_COUNT && words != NULL; part++) {
    double change = is->part[part].value - was->part[part].value;
    char *count = isnan(change) ? mlg_arena_strdup(arena, "n.d.") : signed_count(arena, change);
    if (count == NULL) return NULL;
    words = mlg_arena_printf(arena, "%s%s%s %s", words, part > 0 ? ", " : "", MLG_PARTS[part].label,
                             count);
  }
  size_t moved = count_moved(work, family, scenario);
  return words == NULL ? NULL
                       : mlg_arena_printf(arena,
                                          moved < 2 ? "%s" MLG_NNBSP "; %zu zone change"
                                                    : "%s" MLG_NNBSP "; %zu zones changent",
                                          words, moved);
}

/* A family where nothing moves is told of when the variant adds help to it. */
static bool is_told(const mlg_work *work, const mlg_variant *variant, mlg_family family,
                    size_t scenario) {
  for (size_t i = 0; i < variant->n_actions; i++)
    if (variant->actions[i].kind == MLG_OPEN && variant->actions[i].families[family]) return true;
  return count_moved(work, family, scenario) > 0;
}

mlg_status mlg_report_variants(mlg_work *work) {
  for (size_t s = 0; s < work->project.n_scenarios; s++)
    for (mlg_family f = 0; f < MLG_FAMILY_COUNT; f++) {
      const mlg_variant *variant = work->project.scenarios[s].variant;
      if (variant == NULL || !work->coverage.recorded[f] || !is_told(work, variant, f, s)) continue;
      char *effect = effect_words(work, f, s);
      MLG_HAVE(effect);
      MLG_TRY(mlg_report(work->findings, (mlg_finding){.code = MLG_F_VARIANT_EFFECT,
                                                       .column = MLG_FAMILIES[f].code,
                                                       .value = variant->id,
                                                       .expected = effect}));
    }
  return MLG_OK;
}
