/* SPDX-License-Identifier: Apache-2.0 */
/* What the project's choices on old and undated rows change: the reference scenario once more,
 * under the other choice. */
#include "pipeline/work.h"

#include <maillage/text.h>
#include <math.h>

/* A choice turned round. */
typedef struct {
  mlg_offer_rules rules;
  mlg_finding_code code;
} turned;

typedef struct {
  mlg_work *work;
  mlg_arena *arena; /* freed when the effects are known */
  mlg_findings unheard;
  mlg_directory directory;
  mlg_coverage coverage;
} trial;

/* Persons who find a place by themselves, in the whole territory. */
static double served(const mlg_work *work, const mlg_coverage *coverage, mlg_family family,
                     size_t scenario) {
  return mlg_coverage_parts(coverage, work->territory.level, 0, family, scenario)
      ->part[MLG_SERVED]
      .value;
}

/* Sites of a family that count under one choice and not the other. */
static size_t changed(const trial *t, mlg_family family) {
  const mlg_directory *now = &t->work->directory, *then = &t->directory;
  size_t n = 0;
  for (size_t s = 0; s < now->n_sites; s++) {
    bool counts = now->sites[s].status == MLG_COUNTED && now->sites[s].families[family];
    bool would = then->sites[s].status == MLG_COUNTED && then->sites[s].families[family];
    n += counts != would;
  }
  return n;
}

static bool changes_anything(const trial *t) {
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    if (changed(t, family) > 0) return true;
  return false;
}

/* Most often nothing changes, and there is nothing to compute. */
static mlg_status run_trial(trial *t, const mlg_offer_rules *rules) {
  mlg_work *work = t->work;
  mlg_project one = work->project;
  one.n_scenarios = 1;
  one.scenarios = &work->project.scenarios[work->project.reference];
  one.reference = 0;
  MLG_TRY(
      mlg_directory_variant(t->arena, &work->directory, rules, work->project.date, &t->directory));
  if (!changes_anything(t)) return MLG_OK;
  MLG_TRY(mlg_directory_capacities(t->arena, rules, &work->given, &t->unheard, &t->directory));
  return mlg_coverage_compute(t->arena, &one, &work->access, &work->need, work->base, &t->directory,
                              &t->unheard, &t->coverage);
}

static mlg_status report_family(const trial *t, mlg_finding_code code, mlg_family family) {
  mlg_work *work = t->work;
  size_t n = changed(t, family);
  if (n == 0) return MLG_OK;
  double change = served(work, &t->coverage, family, 0) -
                  served(work, &work->coverage, family, work->project.reference);
  if (isnan(change)) return MLG_OK;
  char *sites = mlg_arena_printf(work->arena, "%zu", n);
  char *persons = mlg_french_count(work->arena, fabs(change));
  MLG_HAVE(sites);
  MLG_HAVE(persons);
  persons = mlg_arena_printf(work->arena, "%s%s", change < 0 ? "\u2212" : "+", persons);
  MLG_HAVE(persons);
  return mlg_report(work->findings, (mlg_finding){.code = code,
                                                  .column = MLG_FAMILIES[family].code,
                                                  .value = sites,
                                                  .expected = persons});
}

static mlg_status try_choice(mlg_work *work, const turned *choice, mlg_arena *arena) {
  trial t = {.work = work, .arena = arena, .unheard = {.arena = arena}};
  MLG_TRY(run_trial(&t, &choice->rules));
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    if (work->coverage.recorded[family]) MLG_TRY(report_family(&t, choice->code, family));
  return MLG_OK;
}

mlg_status mlg_report_choices(mlg_work *work) {
  const mlg_offer_rules *rules = &work->project.offer;
  turned choices[] = {{*rules, rules->leave_stale ? MLG_F_STALE_LEFT : MLG_F_STALE_COUNTED},
                      {*rules, rules->leave_undated ? MLG_F_UNDATED_LEFT : MLG_F_UNDATED_COUNTED}};
  choices[0].rules.leave_stale = !rules->leave_stale;
  choices[1].rules.leave_undated = !rules->leave_undated;
  for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
    mlg_arena arena = {0};
    mlg_status status = try_choice(work, &choices[i], &arena);
    mlg_arena_free(&arena);
    MLG_TRY(status);
  }
  return MLG_OK;
}
