/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/demand.h"

#include <math.h>

/* One scenario's demand for one family. */
typedef struct {
  mlg_arena *arena;
  const mlg_project *project;
  const mlg_scenario *scenario;
  const mlg_territory *territory;
  const mlg_need *need;
  mlg_family family;
  size_t index;             /* of the scenario */
  const mlg_estimate *base; /* by finest zone */
  const double *within;     /* likewise: the share that has a place in reach; or NULL */
  mlg_findings *findings;
} demand;

void mlg_tell(mlg_teller *teller, mlg_finding finding) {
  enum { MOST = 20 };
  if (teller->told++ >= MOST || teller->worst == MLG_FAILURE) return;
  mlg_status status = mlg_report(teller->findings, finding);
  if (status != MLG_OK) teller->worst = status;
}

/* A scenario in persons cannot ask for more than there are: how many it may be wrong by. */
static const double SAME_COUNT = 1e-6;

/* ---- base x take-up ---- */

static mlg_estimate take_up_of(const mlg_project *project, const mlg_scenario *scenario) {
  mlg_estimate factor = mlg_exact(scenario->take_up);
  if (scenario->take_up_high > 0) {
    factor.low = scenario->take_up_low;
    factor.high = scenario->take_up_high;
  }
  bool visits = scenario->unit == MLG_VISITS;
  return visits ? mlg_scale(factor, project->offer.visits_per_person) : factor;
}

static void take_share(const demand *d, mlg_estimate *by_zone) {
  mlg_estimate take_up = take_up_of(d->project, d->scenario);
  for (size_t leaf = 0; leaf < d->territory->n_zones[MLG_IRIS]; leaf++)
    by_zone[leaf] = mlg_multiply(d->base[leaf], take_up);
}

/* ---- a table's counts ---- */

/* The base of the zones that a table counts by. */
typedef struct {
  double base;
  size_t n_leaves;
  bool unknown;
} holder;

static size_t holder_of(const demand *d, size_t leaf) {
  return mlg_territory_above(d->territory, leaf, d->scenario->demand.level);
}

/* The base that a count is shared by: of those who could come, when it is of those who did. */
static double sharing_base(const demand *d, size_t leaf) {
  bool in_reach = d->scenario->demand.in_reach && d->within != NULL;
  return fmax(0, d->base[leaf].value) * (in_reach ? d->within[leaf] : 1);
}

static void weigh_holders(const demand *d, holder *holders) {
  for (size_t leaf = 0; leaf < d->territory->n_zones[MLG_IRIS]; leaf++) {
    size_t zone = holder_of(d, leaf);
    if (zone == MLG_NO_ZONE) continue;
    holders[zone].n_leaves++;
    holders[zone].unknown |= !mlg_is_known(d->base[leaf]);
    if (mlg_is_known(d->base[leaf])) holders[zone].base += sharing_base(d, leaf);
  }
}

/* Nobody can be given a count that nobody makes. */
static mlg_status check_holders(const demand *d, const holder *holders) {
  const mlg_count_table *table = &d->scenario->demand;
  mlg_teller teller = {.findings = d->findings};
  for (size_t zone = 0; zone < d->territory->n_zones[table->level]; zone++) {
    mlg_estimate count = table->figures[zone * MLG_FAMILY_COUNT + (size_t)d->family];
    if (!(count.value > 0) || holders[zone].unknown || holders[zone].base > 0) continue;
    mlg_tell(&teller,
             (mlg_finding){.code = MLG_F_DEMAND_NOWHERE,
                           .file = d->project->datasets[table->dataset].file,
                           .line = table->lines[zone],
                           .column = table->column,
                           .value = mlg_zone_title(d->arena, d->territory, table->level, zone)});
  }
  return teller.worst;
}

static mlg_estimate part_of(const demand *d, size_t leaf, const holder *h) {
  mlg_estimate count = mlg_count_of(&d->scenario->demand, d->territory, leaf, d->family);
  if (h->unknown || !mlg_is_known(count)) {
    mlg_estimate unknown = mlg_unknown(count.flags | MLG_ABSENT);
    unknown.high = count.high;
    return unknown;
  }
  mlg_estimate part = mlg_scale(count, h->base > 0 ? sharing_base(d, leaf) / h->base : 0);
  if (h->n_leaves > 1) part.flags |= MLG_APPORTIONED;
  return part;
}

/* In proportion to the base: where people live is known, where those who came live is not. */
static mlg_status share_counts(const demand *d, mlg_estimate *by_zone) {
  holder *holders = MLG_NEW(d->arena, holder, d->territory->n_zones[d->scenario->demand.level]);
  MLG_HAVE(holders);
  weigh_holders(d, holders);
  MLG_TRY(check_holders(d, holders));
  for (size_t leaf = 0; leaf < d->territory->n_zones[MLG_IRIS]; leaf++) {
    size_t zone = holder_of(d, leaf);
    by_zone[leaf] = zone == MLG_NO_ZONE ? mlg_unknown(MLG_ABSENT)
                                        : part_of(d, leaf, &holders[zone]);
  }
  return MLG_OK;
}

/* ---- bounds ---- */

static mlg_status check_population(const demand *d, const mlg_estimate *by_zone) {
  size_t n = d->project->n_indicators;
  size_t population = mlg_indicator_find(d->project->indicators, n, "population");
  if (population == n || d->scenario->unit == MLG_VISITS) return MLG_OK;
  mlg_teller teller = {.findings = d->findings};
  for (size_t leaf = 0; leaf < d->territory->n_zones[MLG_IRIS]; leaf++) {
    mlg_estimate persons = mlg_need_value(d->need, MLG_IRIS, leaf, population);
    if (!mlg_is_known(persons) || !(by_zone[leaf].value > persons.value * (1 + 1e-9) + SAME_COUNT))
      continue;
    mlg_tell(&teller,
             (mlg_finding){.code = MLG_F_DEMAND_ABOVE_POPULATION,
                           .file = d->scenario->at.file,
                           .line = d->scenario->at.line,
                           .column = d->scenario->id,
                           .value = mlg_zone_title(d->arena, d->territory, MLG_IRIS, leaf)});
  }
  return teller.worst;
}

static mlg_status compute(const demand *d, mlg_estimate *by_zone) {
  if (d->scenario->demand.present)
    MLG_TRY(share_counts(d, by_zone));
  else
    take_share(d, by_zone);
  for (size_t leaf = 0; leaf < d->territory->n_zones[MLG_IRIS]; leaf++) {
    mlg_estimate weight = mlg_demand_weight(d->project, d->territory, d->index, d->family, leaf);
    by_zone[leaf] = mlg_multiply(by_zone[leaf], weight);
  }
  return check_population(d, by_zone);
}

mlg_status mlg_demand(mlg_arena *arena, const mlg_project *project, const mlg_territory *territory,
                      const mlg_need *need, size_t base, size_t scenario, mlg_family family,
                      const double *within, mlg_findings *findings, mlg_estimate *by_zone) {
  size_t n = territory->n_zones[MLG_IRIS];
  if (!mlg_scenario_describes(project, scenario, family)) {
    for (size_t leaf = 0; leaf < n; leaf++) by_zone[leaf] = mlg_unknown(MLG_ABSENT);
    return MLG_OK;
  }
  mlg_estimate *bases = MLG_NEW(arena, mlg_estimate, n);
  MLG_HAVE(bases);
  mlg_demand_base(project, territory, need, base, scenario, bases);
  const demand d = {.arena = arena,
                    .project = project,
                    .scenario = &project->scenarios[scenario],
                    .territory = territory,
                    .need = need,
                    .family = family,
                    .index = scenario,
                    .base = bases,
                    .within = within,
                    .findings = findings};
  return compute(&d, by_zone);
}
