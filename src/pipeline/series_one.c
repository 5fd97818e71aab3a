/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/series.h"

#include <maillage/beside.h>
#include <maillage/cut.h>
#include <string.h>

/* The whole's findings, less those about another zone alone. */
static mlg_status copy_findings(const mlg_findings *from, const char *name, mlg_findings *to) {
  for (size_t i = 0; i < from->count; i++) {
    const mlg_finding *one = &from->items[i];
    if (one->code == MLG_F_EPCI_CUT && strcmp(one->value, name) != 0) continue;
    mlg_report(to, *one);
  }
  return to->arena->refused ? MLG_FAILURE : MLG_OK;
}

/* The landmarks are the whole's: the cut has none of them. */
static mlg_status write_comparison(mlg_arena *arena, const mlg_series *series, size_t zone,
                                   mlg_portrait *cut, mlg_findings *findings) {
  const mlg_portrait *whole = &series->work->portrait;
  const char *path = mlg_staging_path(&series->ones[zone].staging, arena, "comparaison.csv");
  mlg_beside *beside = MLG_NEW(arena, mlg_beside, 1);
  MLG_HAVE(path);
  MLG_HAVE(beside);
  MLG_TRY(mlg_portrait_beside(arena, whole, series->level, zone, false, beside));
  cut->beside = beside;
  return mlg_series_compare(arena, whole, beside, path, findings);
}

mlg_status mlg_series_write_one(mlg_arena *arena, const mlg_series *series, size_t zone,
                                mlg_findings *findings) {
  const mlg_work *whole = series->work;
  const mlg_staging *staging = &series->ones[zone].staging;
  mlg_run_options options = *whole->options;
  options.progress = NULL;
  mlg_work work = {.arena = arena, .options = &options, .findings = findings};
  MLG_TRY(mlg_portrait_cut(arena, &whole->portrait, series->level, zone, &work.portrait));
  MLG_TRY(copy_findings(whole->findings, work.portrait.territory->name, findings));
  work.project = *work.portrait.project;
  work.portrait.findings = findings;
  MLG_TRY(write_comparison(arena, series, zone, &work.portrait, findings));
  MLG_TRY(mlg_write_results(&work, staging));
  if (arena->refused) return MLG_FAILURE;
  return mlg_series_write_inputs(arena, staging, series->inputs, findings);
}
