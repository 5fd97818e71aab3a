/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/pipeline.h>

#include "pipeline/staging.h"
#include "pipeline/work.h"

#include <maillage/document.h>
#include <maillage/draw.h>
#include <maillage/publish.h>
#include <maillage/workbook.h>
#include <malloc.h>
#include <sys/stat.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* What a step frees lies in holes between what it leaves. Large ones are given back: maps leave
 * 150 MB of them for 10,000 zones. */
static void give_back(void) {
  const size_t worth_it = 64u << 20; /* below, the time is worth more */
  if (mallinfo2().fordblks > worth_it) malloc_trim(0);
}

void mlg_step(mlg_work *work, const char *name, double done) {
  give_back();
  double time = now();
  if (work->n_steps > 0) work->seconds[work->n_steps - 1] += time;
  if (name != NULL && work->n_steps < MLG_MOST_STEPS) {
    work->steps[work->n_steps] = name;
    work->seconds[work->n_steps++] = -time;
  }
  if (work->options->progress != NULL) work->options->progress(work->options->context, name, done);
}

mlg_status mlg_compute_read(mlg_work *work, const char *store_path) {
  mlg_step(work, "territoire", 0.10);
  MLG_TRY(mlg_build_territory(work, store_path));
  mlg_step(work, "besoin", 0.30);
  MLG_TRY(mlg_build_need(work));
  mlg_step(work, "offre", 0.35);
  MLG_TRY(mlg_build_offer(work));
  mlg_step(work, "couverture", 0.40);
  return mlg_build_portrait(work);
}

mlg_status mlg_compute(mlg_work *work, const char *store_path) {
  mlg_step(work, "lecture des données", 0.02);
  MLG_TRY(mlg_read_inputs(work));
  return mlg_compute_read(work, store_path);
}

/* Maps take the longest: their progress is shown map by map. */
static void map_drawn(void *context, size_t done, size_t total) {
  mlg_work *work = context;
  double share = 0.45 + 0.40 * (double)done / (double)total;
  work->n_maps = done;
  if (work->options->progress != NULL)
    work->options->progress(work->options->context, "cartes", share);
}

static mlg_status draw(mlg_work *work, const mlg_staging *staging) {
  const char *folder = mlg_staging_path(staging, work->arena, "cartes");
  MLG_HAVE(folder);
  mlg_step(work, "cartes", 0.45);
  if (mkdir(folder, 0777) != 0) return mlg_write_failed(folder, work->findings);
  return mlg_draw_maps(&work->portrait, folder, map_drawn, work, work->findings);
}

static mlg_status write_slides(mlg_work *work, const mlg_staging *staging) {
  const char *maps = mlg_staging_path(staging, work->arena, "cartes");
  const char *slides = mlg_staging_path(staging, work->arena, "diapositives.pptx");
  MLG_HAVE(maps);
  MLG_HAVE(slides);
  mlg_step(work, "diapositives", 0.85);
  return mlg_document_slides(&work->portrait, maps, slides, work->findings);
}

static mlg_status write_sheets(mlg_work *work, const mlg_staging *staging) {
  const char *sheets = mlg_staging_path(staging, work->arena, "fiches.pdf");
  MLG_HAVE(sheets);
  mlg_step(work, "fiches", 0.86);
  return mlg_document_sheets(&work->portrait, sheets, work->findings);
}

static mlg_status write_report(mlg_work *work, const mlg_staging *staging) {
  const char *maps = mlg_staging_path(staging, work->arena, "cartes");
  const char *report = mlg_staging_path(staging, work->arena, "rapport.html");
  MLG_HAVE(maps);
  MLG_HAVE(report);
  mlg_step(work, "rapport", 0.98);
  return mlg_document_report(&work->portrait, maps, work->options->share, report, work->findings);
}

static mlg_status write_layers(mlg_work *work, const mlg_staging *staging) {
  const char *geopackage = mlg_staging_path(staging, work->arena, "portrait.gpkg");
  const char *project = mlg_staging_path(staging, work->arena, "portrait.qgs");
  MLG_HAVE(geopackage);
  MLG_HAVE(project);
  mlg_step(work, "GeoPackage", 0.92);
  MLG_TRY(mlg_publish_geopackage(&work->portrait, geopackage, work->findings));
  return mlg_publish_qgis(&work->portrait, "portrait.gpkg", project, work->findings);
}

static mlg_status write_tables(mlg_work *work, const mlg_staging *staging) {
  const char *workbook = mlg_staging_path(staging, work->arena, "classeur.xlsx");
  const char *maps = mlg_staging_path(staging, work->arena, "cartes");
  const char *findings = mlg_staging_path(staging, work->arena, "constats.csv");
  MLG_HAVE(workbook);
  MLG_HAVE(maps);
  MLG_HAVE(findings);
  mlg_step(work, "classeur", 0.85);
  MLG_TRY(mlg_workbook_write(&work->portrait, workbook, staging->folder, maps, work->findings));
  MLG_TRY(write_layers(work, staging));
  mlg_step(work, "constats", 0.98);
  return mlg_publish_findings(work->findings, findings, work->findings);
}

static mlg_status write_manifest(mlg_work *work, const mlg_staging *staging) {
  const char *path = mlg_staging_path(staging, work->arena, "manifeste.json");
  MLG_HAVE(path);
  mlg_step(work, NULL, 1);
  const mlg_run_facts facts = {work->options->command, work->n_steps, work->steps, work->seconds};
  return mlg_publish_manifest(&work->portrait, &facts, path, work->findings);
}

mlg_status mlg_write_results(mlg_work *work, const mlg_staging *staging) {
  MLG_TRY(draw(work, staging));
  MLG_TRY(write_slides(work, staging));
  MLG_TRY(write_sheets(work, staging));
  MLG_TRY(write_tables(work, staging));
  MLG_TRY(write_report(work, staging));
  /* A portrait that is cut out of another's has no calculation of its own. */
  if (work->store != NULL) {
    mlg_step(work, "base de calcul", 0.99);
    MLG_TRY(mlg_store_save(work->store, &work->portrait, work->findings));
  }
  return write_manifest(work, staging);
}

mlg_status mlg_close(mlg_work *work) {
  mlg_status status = mlg_store_close(work->store, work->findings);
  work->store = NULL;
  mlg_forget_tables(work);
  return status;
}

static mlg_status run_in(mlg_work *work, mlg_staging *staging) {
  const char *store = mlg_staging_path(staging, work->arena, "calcul.sqlite");
  MLG_HAVE(store);
  mlg_status status = mlg_compute(work, store);
  if (status == MLG_OK) status = mlg_write_results(work, staging);
  mlg_status closed = mlg_close(work);
  if (status != MLG_OK) return status;
  MLG_TRY(closed);
  return mlg_staging_commit(staging, work->arena, work->findings);
}

mlg_status mlg_prepare(mlg_work *work) {
  return mlg_project_read(work->arena, work->options->project, work->options->share, work->findings,
                          &work->project);
}

mlg_status mlg_run(mlg_arena *arena, const mlg_run_options *options, mlg_findings *findings,
                   mlg_run_summary *summary) {
  mlg_work work = {
      .arena = arena, .options = options, .findings = findings, .gives_up_cells = true};
  mlg_staging staging = {0};
  MLG_TRY(mlg_prepare(&work));
  const char *output = options->output != NULL ? options->output
                                               : mlg_arena_printf(arena, "out/%s", work.project.id);
  MLG_HAVE(output);
  MLG_TRY(mlg_staging_begin(&staging, arena, output, options->overwrite, findings));
  mlg_status status = run_in(&work, &staging);
  mlg_staging_abandon(&staging);
  MLG_TRY(status);
  *summary = (mlg_run_summary){.output = output, .n_maps = work.n_maps};
  return mlg_wording_summary(arena, &work.portrait, summary->lines);
}

mlg_status mlg_check(mlg_arena *arena, const mlg_run_options *options, mlg_findings *findings) {
  mlg_work work = {.arena = arena, .options = options, .findings = findings};
  MLG_TRY(mlg_prepare(&work));
  mlg_status status = mlg_compute(&work, ":memory:");
  if (status == MLG_OK && options->keep_digests) status = mlg_write_vouched(&work);
  mlg_step(&work, NULL, 1);
  mlg_status closed = mlg_close(&work);
  if (status != MLG_OK) return status;
  return arena->refused ? MLG_FAILURE : closed;
}
