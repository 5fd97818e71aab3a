/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/series.h"

#include <maillage/text.h>
#include <string.h>

/* The whole is computed once, so that help across a limit counts; then it is cut. */

/* A folder a zone: "243500139-rennes-metropole". */
static mlg_status list_zones(mlg_series *series) {
  mlg_arena *arena = series->work->arena;
  const mlg_territory *territory = &series->work->territory;
  series->n = territory->n_zones[series->level];
  series->ones = MLG_NEW(arena, mlg_one, series->n + 1);
  MLG_HAVE(series->ones);
  for (size_t i = 0; i < series->n; i++) {
    const mlg_zone *zone = &territory->zones[series->level][i];
    const char *slug = mlg_slug(arena, zone->name);
    MLG_HAVE(slug);
    mlg_one *one = &series->ones[i];
    one->reason = "";
    one->folder = mlg_arena_printf(arena, "%s-%s", zone->code, slug);
    const char *path = mlg_arena_printf(arena, "%s/%s", series->output, one->folder);
    MLG_HAVE(one->folder);
    MLG_HAVE(path);
    if (series->resume && mlg_series_is_complete(arena, path, series->inputs))
      one->state = MLG_ONE_KEPT;
  }
  return MLG_OK;
}

/* What the whole's documents say of the series: each zone's folder is beside theirs. */
static mlg_status announce(mlg_series *series) {
  mlg_arena *arena = series->work->arena;
  mlg_portrait_series *said = MLG_NEW(arena, mlg_portrait_series, 1);
  MLG_HAVE(said);
  *said = (mlg_portrait_series){series->level, MLG_NEW(arena, const char *, series->n + 1)};
  MLG_HAVE(said->folders);
  for (size_t i = 0; i < series->n; i++) said->folders[i] = series->ones[i].folder;
  series->work->portrait.series = said;
  return MLG_OK;
}

/* From files to the portrait, and what becomes of it. */
static mlg_status compute(mlg_series *series, const char *store) {
  MLG_TRY(mlg_compute(series->work, store));
  series->inputs = mlg_series_inputs(series->work);
  MLG_HAVE(series->inputs);
  MLG_TRY(list_zones(series));
  return announce(series);
}

static mlg_status write_whole(mlg_series *series, mlg_staging *staging) {
  mlg_work *work = series->work;
  const char *store = mlg_staging_path(staging, work->arena, "calcul.sqlite");
  MLG_HAVE(store);
  mlg_status status = compute(series, store);
  bool keep = status == MLG_OK && series->resume &&
              mlg_series_is_complete(work->arena, staging->target, series->inputs);
  if (status == MLG_OK && !keep) status = mlg_write_results(work, staging);
  mlg_status closed = mlg_close(work);
  if (status != MLG_OK) return status;
  MLG_TRY(closed);
  if (keep) return MLG_OK;
  MLG_TRY(mlg_series_write_inputs(work->arena, staging, series->inputs, work->findings));
  return mlg_staging_commit(staging, work->arena, work->findings);
}

static mlg_status compute_whole(mlg_series *series) {
  mlg_work *work = series->work;
  mlg_staging staging = {0};
  const char *folder = mlg_arena_printf(work->arena, "%s/region", series->output);
  MLG_HAVE(folder);
  MLG_TRY(mlg_staging_begin(&staging, work->arena, folder,
                            work->options->overwrite || series->resume, work->findings));
  mlg_status status = write_whole(series, &staging);
  mlg_staging_abandon(&staging);
  return status;
}

static mlg_status tell(const mlg_series *series, mlg_series_summary *summary) {
  *summary = (mlg_series_summary){.output = series->output, .n = series->n};
  const char *first = NULL;
  for (size_t i = 0; i < series->n; i++) {
    summary->n_written += series->ones[i].state == MLG_ONE_WRITTEN;
    summary->n_kept += series->ones[i].state == MLG_ONE_KEPT;
    if (series->ones[i].state != MLG_ONE_FAILED) continue;
    if (summary->n_failed++ == 0) first = series->ones[i].folder;
  }
  if (summary->n_failed == 0) return MLG_OK;
  const char *value =
      mlg_arena_printf(series->work->arena, "%zu / %zu (%s…)", summary->n_failed, series->n, first);
  MLG_HAVE(value);
  return mlg_report(series->work->findings,
                    (mlg_finding){.code = MLG_F_SERIES_INCOMPLETE, .value = value});
}

static mlg_status require_level(const mlg_work *work, mlg_level level) {
  const mlg_project *project = &work->project;
  bool has = level < project->level && (level == MLG_COMMUNE || level >= MLG_EPCI);
  if (has) return MLG_OK;
  return mlg_report(work->findings,
                    (mlg_finding){.code = MLG_F_SERIES_LEVEL, .value = MLG_LEVELS[level].code});
}

mlg_status mlg_run_series(mlg_arena *arena, const mlg_run_options *options, mlg_level level,
                          bool resume, mlg_findings *findings, mlg_series_summary *summary) {
  mlg_work work = {.arena = arena, .options = options, .findings = findings};
  MLG_TRY(mlg_prepare(&work));
  MLG_TRY(require_level(&work, level));
  mlg_series series = {.work = &work, .level = level, .resume = resume};
  series.output = options->output != NULL ? options->output
                                          : mlg_arena_printf(arena, "out/%s", work.project.id);
  MLG_HAVE(series.output);
  MLG_TRY(compute_whole(&series));
  MLG_TRY(mlg_series_write_all(&series));
  MLG_TRY(mlg_series_table(arena, &series, findings));
  return tell(&series, summary);
}
