/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/fold.h"

#include <math.h>

/* One run's figure joins an estimate: the reference gives the value, the others widen. A
 * figure that is not known leaves bounds that say what is. */
static void take_in(mlg_estimate *estimate, int run, double known, bool whole) {
  if (run == MLG_REFERENCE_RUN)
    *estimate = whole ? mlg_between(known, known, known) : mlg_unknown(0);
  if (run == MLG_REFERENCE_RUN && !whole) estimate->low = known;
  estimate->low = fmax(0, fmin(estimate->low, known));
  estimate->high = fmax(estimate->high, known);
}

/* Sums by zone of a level; `whole` says whether every finest zone was known. */
typedef struct {
  mlg_zone_parts known;
  bool missing;
} sums;

static void add(sums *to, const mlg_zone_parts *parts) {
  if (isnan(parts->need)) {
    to->missing = true;
    return;
  }
  to->known.need += parts->need;
  for (int part = 0; part < MLG_PART_COUNT; part++) to->known.part[part] += parts->part[part];
}

static mlg_parts *parts_of(const mlg_coverage *coverage, mlg_level level, size_t zone,
                           mlg_family family, size_t scenario) {
  size_t row = zone * MLG_FAMILY_COUNT + (size_t)family;
  return &coverage->parts[level][row * coverage->n_scenarios + scenario];
}

mlg_status mlg_fold_parts(mlg_arena *scratch, const mlg_territory *territory,
                          const mlg_family_case *family_case, size_t scenario, int run,
                          const mlg_zone_parts *parts, mlg_coverage *coverage) {
  for (int level = 0; level < MLG_LEVEL_COUNT; level++) {
    size_t n = territory->n_zones[level];
    sums *all = MLG_NEW(scratch, sums, n);
    MLG_HAVE(all);
    for (size_t leaf = 0; n > 0 && leaf < territory->n_zones[MLG_IRIS]; leaf++) {
      size_t zone = mlg_territory_above(territory, leaf, (mlg_level)level);
      if (zone != MLG_NO_ZONE) add(&all[zone], &parts[leaf]);
    }
    for (size_t zone = 0; zone < n; zone++) {
      mlg_parts *to = parts_of(coverage, (mlg_level)level, zone, family_case->family, scenario);
      take_in(&to->need, run, all[zone].known.need, !all[zone].missing);
      for (int part = 0; part < MLG_PART_COUNT; part++)
        take_in(&to->part[part], run, all[zone].known.part[part], !all[zone].missing);
    }
  }
  return MLG_OK;
}

typedef struct {
  double weighted, base;
  bool missing;
} mean;

/* A mean over nobody is no figure, whatever the run. */
static void take_in_mean(mlg_estimate *estimate, int run, mean m) {
  if (m.base > 0 && !m.missing)
    take_in(estimate, run, m.weighted / m.base, true);
  else if (run == MLG_REFERENCE_RUN)
    *estimate = mlg_unknown(0);
}

mlg_status mlg_fold_means(mlg_arena *scratch, const mlg_territory *territory,
                          const mlg_family_case *family_case, int run, const double *values,
                          mlg_estimate *const *means) {
  for (int level = 0; level < MLG_LEVEL_COUNT; level++) {
    size_t n = territory->n_zones[level];
    mean *all = MLG_NEW(scratch, mean, n);
    MLG_HAVE(all);
    for (size_t leaf = 0; n > 0 && leaf < territory->n_zones[MLG_IRIS]; leaf++) {
      size_t zone = mlg_territory_above(territory, leaf, (mlg_level)level);
      if (zone == MLG_NO_ZONE) continue;
      double base = mlg_run_base(family_case->base[leaf], run);
      all[zone].missing |= isnan(base);
      if (!(base > 0)) continue; /* nobody there to have places */
      all[zone].weighted += base * values[leaf];
      all[zone].base += base;
    }
    for (size_t zone = 0; zone < n; zone++)
      take_in_mean(&means[level][zone * MLG_FAMILY_COUNT + (size_t)family_case->family], run,
                   all[zone]);
  }
  return MLG_OK;
}

/* How much of the base the need is: one factor for a whole zone. */
static double factor_of(mlg_estimate base, mlg_estimate need) {
  return base.value > 0 && mlg_is_known(need) ? need.value / base.value : 0;
}

/* A count is no sample, whatever it was shared out by. */
void mlg_fold_finish_parts(const mlg_scenario *scenario, mlg_estimate base,
                           const mlg_family_case *family_case, mlg_parts *parts) {
  if (scenario->demand.present) base.variance = 0;
  mlg_estimate need = mlg_scale(base, factor_of(base, parts->need));
  uint32_t absent = mlg_is_known(parts->need) ? 0 : MLG_ABSENT;
  parts->need.variance = need.variance;
  parts->need.flags = need.flags | absent;
  for (int part = 0; part < MLG_PART_COUNT; part++) {
    mlg_estimate *estimate = &parts->part[part];
    double share = parts->need.value > 0 ? estimate->value / parts->need.value : 0;
    estimate->variance = need.variance * share * share;
    estimate->flags = need.flags | absent;
    if (part != MLG_OUT_OF_REACH && family_case->assumed) estimate->flags |= MLG_IMPUTED;
  }
}

static void finish_mean(mlg_estimate base, const mlg_family_case *family_case,
                        mlg_estimate *estimate) {
  estimate->flags = base.flags & ~(uint32_t)MLG_PUBLISHED;
  if (family_case->assumed) estimate->flags |= MLG_IMPUTED;
  if (!mlg_is_known(*estimate)) estimate->flags |= base.value == 0 ? MLG_EMPTY : MLG_ABSENT;
}

void mlg_fold_finish(const mlg_project *project, const mlg_territory *territory,
                     const mlg_need *need, size_t base, const mlg_family_case *family_case,
                     mlg_coverage *coverage) {
  mlg_family family = family_case->family;
  for (int l = 0; l < MLG_LEVEL_COUNT; l++)
    for (size_t zone = 0; zone < territory->n_zones[l]; zone++) {
      mlg_estimate persons = mlg_need_value(need, (mlg_level)l, zone, base);
      for (size_t s = 0; s < coverage->n_scenarios; s++) {
        mlg_parts *parts = parts_of(coverage, (mlg_level)l, zone, family, s);
        mlg_fold_finish_parts(&project->scenarios[s], persons, family_case, parts);
      }
      size_t row = zone * MLG_FAMILY_COUNT + (size_t)family;
      for (int kind = 0; kind < MLG_CATCHMENT_COUNT; kind++)
        finish_mean(persons, family_case, &coverage->catchments[kind][l][row]);
      finish_mean(persons, family_case, &coverage->take_up[l][row]);
    }
}
