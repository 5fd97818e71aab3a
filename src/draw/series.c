/* SPDX-License-Identifier: Apache-2.0 */
#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <maillage/draw.h>
#include <pango/pangocairo.h>
#include <threads.h>
#include <unistd.h>

#include "draw/atlas.h"
#include "draw/chart.h"
#include "draw/paint.h"

/*
 * Every picture of a run. Each is a job of its own, whose bytes depend on nothing else; a few
 * workers take them in turn. The atlas, which takes longest, comes first.
 */
enum { MOST_WORKERS = 4 };

typedef struct {
  const mlg_drawing *drawing; /* its ruler is not used: each worker has one */
  const char *folder;
  mlg_map_plan *maps;
  mlg_chart_plan *charts;
  size_t n_maps, n_charts;
  mtx_t lock;
  /* Under the lock. */
  size_t next, maps_done;
  mlg_draw_progress *progress;
  void *context;
  bool stopped;
} series;

typedef struct {
  series *series;
  mlg_arena arena; /* of its findings */
  mlg_findings findings;
  mlg_status status;
} worker;

/* A scene, or what went wrong before there was one. */
static mlg_status paint(const mlg_drawing *drawing, mlg_status drawn, const mlg_scene *scene,
                        const char *folder, const char *name, mlg_findings *findings) {
  if (drawn != MLG_OK) return mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  return mlg_paint_all(scene, drawing->ruler, folder, name, findings);
}

static mlg_status make(const series *s, const mlg_drawing *drawing, size_t job,
                       mlg_findings *findings) {
  mlg_arena arena = {0};
  mlg_scene scene;
  mlg_status status;
  if (job == 0) {
    status = mlg_atlas_write(drawing, s->maps, s->n_maps, s->folder, findings);
  } else if (job <= s->n_maps) {
    const mlg_map_plan *plan = &s->maps[job - 1];
    status = mlg_map_draw(drawing, plan, &arena, &scene);
    status = paint(drawing, status, &scene, s->folder, plan->name, findings);
  } else {
    const mlg_chart_plan *plan = &s->charts[job - 1 - s->n_maps];
    status = mlg_chart_draw(drawing, plan, &arena, &scene);
    status = paint(drawing, status, &scene, s->folder, plan->plan.name, findings);
  }
  mlg_arena_free(&arena);
  return status;
}

/* The next job, or false when there is none, or another worker failed. */
static bool take(series *s, size_t *job) {
  mtx_lock(&s->lock);
  *job = s->next++;
  bool there = !s->stopped && *job < 1 + s->n_maps + s->n_charts;
  mtx_unlock(&s->lock);
  return there;
}

static void tell(series *s, size_t job, mlg_status status) {
  mtx_lock(&s->lock);
  if (status != MLG_OK) s->stopped = true;
  if (status == MLG_OK && job > 0 && job <= s->n_maps) {
    s->maps_done++;
    if (s->progress != NULL) s->progress(s->context, s->maps_done, s->n_maps);
  }
  mtx_unlock(&s->lock);
}

static void work_with(worker *w, mlg_ruler *ruler) {
  mlg_drawing drawing = *w->series->drawing;
  drawing.ruler = ruler;
  for (size_t job; w->status == MLG_OK && take(w->series, &job);) {
    w->status = make(w->series, &drawing, job, &w->findings);
    tell(w->series, job, w->status);
  }
}

static int work(void *context) {
  worker *w = context;
  mlg_ruler *ruler = mlg_ruler_new();
  if (ruler == NULL)
    w->status =
        mlg_report(&w->findings, (mlg_finding){.code = MLG_F_LIBRARY_FAILED, .value = "pango"});
  else
    work_with(w, ruler);
  mlg_ruler_free(ruler);
  return 0;
}

/* As many as processors; a worker whose thread does not start leaves its jobs to the others. */
static size_t count_workers(const series *s) {
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  size_t most = 1 + s->n_maps + s->n_charts;
  size_t n = processors < 1 ? 1 : processors > MOST_WORKERS ? MOST_WORKERS : (size_t)processors;
  return n < most ? n : most;
}

/* What a worker found is the caller's to know; its own memory goes. */
static mlg_status hand_over(worker *w, mlg_findings *findings) {
  for (size_t i = 0; i < w->findings.count; i++) mlg_report(findings, w->findings.items[i]);
  if (w->status != MLG_OK && w->findings.count == 0)
    mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  mlg_arena_free(&w->arena);
  return w->status;
}

static mlg_status run(series *s, mlg_findings *findings) {
  worker workers[MOST_WORKERS] = {0};
  thrd_t threads[MOST_WORKERS];
  bool started[MOST_WORKERS] = {false};
  size_t n = count_workers(s);
  mlg_status status = MLG_OK;
  for (size_t i = 0; i < n; i++) {
    workers[i].series = s;
    workers[i].findings.arena = &workers[i].arena;
    started[i] = i > 0 && thrd_create(&threads[i], work, &workers[i]) == thrd_success;
  }
  work(&workers[0]);
  for (size_t i = 0; i < n; i++) {
    if (started[i]) thrd_join(threads[i], NULL);
    mlg_status own = hand_over(&workers[i], findings);
    if (status == MLG_OK) status = own;
  }
  return status;
}

static mlg_status make_all(mlg_drawing *drawing, mlg_arena *arena, series *s,
                           mlg_findings *findings) {
  const mlg_portrait *portrait = drawing->portrait;
  MLG_TRY(mlg_map_plans(arena, portrait, findings, &s->maps, &s->n_maps));
  MLG_TRY(mlg_chart_plans(arena, portrait, findings, &s->charts, &s->n_charts));
  if (s->n_maps + s->n_charts + mlg_atlas_sheets(portrait) == 0) return MLG_OK;
  MLG_TRY(mlg_drawing_prepare(drawing, arena));
  s->drawing = drawing;
  if (mtx_init(&s->lock, mtx_plain) != thrd_success)
    return mlg_report(findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  mlg_status status = run(s, findings);
  mtx_destroy(&s->lock);
  return status;
}

/* A logo that is no PNG is left out, and that is said. */
static void report_logo(const mlg_portrait *portrait, mlg_findings *findings) {
  const char *logo = portrait->project->logo;
  double width, height;
  if (logo != NULL && !mlg_image_size(logo, &width, &height))
    mlg_report(findings, (mlg_finding){.code = MLG_F_LOGO_UNREADABLE, .value = logo});
}

mlg_status mlg_draw_maps(const mlg_portrait *portrait, const char *folder,
                         mlg_draw_progress *progress, void *context, mlg_findings *findings) {
  mlg_arena arena = {0};
  mlg_drawing drawing = {.portrait = portrait};
  series s = {.folder = folder, .progress = progress, .context = context};
  /* Fonts are looked for once, before several workers do. */
  drawing.ruler = mlg_ruler_new();
  if (drawing.ruler == NULL)
    return mlg_report(findings, (mlg_finding){.code = MLG_F_LIBRARY_FAILED, .value = "pango"});
  mlg_report_font(drawing.ruler, findings);
  report_logo(portrait, findings);
  mlg_status status = make_all(&drawing, &arena, &s, findings);
  mlg_ruler_free(drawing.ruler);
  mlg_arena_free(&arena);
  return status;
}

void mlg_draw_end(void) {
  pango_cairo_font_map_set_default(NULL);
  cairo_debug_reset_static_data();
  FcFini();
}
