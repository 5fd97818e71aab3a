/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/draw.h>
#include <maillage/place.h>
#include <maillage/text.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "draw/choice.h"
#include "draw/paint.h"

/* One picture on its way to a file. */
typedef struct {
  const mlg_picture *picture;
  mlg_findings *findings;
  const char *path, *file; /* where it goes, and its name for findings */
  char *beside;            /* where it is written first */
} delivery;

static mlg_status paint(const delivery *d, const mlg_scene *scene, mlg_ruler *ruler) {
  const char *format = d->picture->format;
  unsigned scale = d->picture->scale == 0 ? 1 : d->picture->scale;
  if (scene->lost) return mlg_report(d->findings, (mlg_finding){.code = MLG_F_OUT_OF_MEMORY});
  if (!mlg_paint_valid(scene))
    return mlg_report(
        d->findings,
        (mlg_finding){.code = MLG_F_LIBRARY_FAILED, .file = d->file, .value = "UTF-8"});
  if (format == NULL) {
    const char *dot = strrchr(d->file, '.');
    format = dot == NULL ? "" : dot + 1;
  }
  if (strcmp(format, "png") == 0)
    return mlg_paint_png(scene, ruler, scale, d->beside, d->file, d->findings);
  if (strcmp(format, "pdf") == 0)
    return mlg_paint_pdf(scene, ruler, d->beside, d->file, d->findings);
  if (strcmp(format, "svg") == 0) return mlg_paint_svg(scene, d->beside, d->file, d->findings);
  return mlg_report(d->findings, (mlg_finding){.code = MLG_F_CHOICE_UNKNOWN,
                                               .column = "--format",
                                               .value = format,
                                               .expected = "png, svg, pdf"});
}

/* Another scenario is a portrait whose project refers to that one. */
static mlg_status draw(const delivery *d, const mlg_portrait *portrait, mlg_ruler *ruler,
                       mlg_arena *arena) {
  mlg_map_plan plan = {0};
  size_t scenario;
  MLG_TRY(mlg_choose_map(arena, portrait, d->picture, d->findings, &plan, &scenario));
  mlg_project project = *portrait->project;
  mlg_portrait shown = *portrait;
  project.reference = scenario;
  shown.project = &project;
  mlg_drawing drawing = {.portrait = &shown, .ruler = ruler};
  MLG_TRY(mlg_drawing_prepare(&drawing, arena));
  mlg_scene scene;
  MLG_TRY(mlg_map_draw(&drawing, &plan, arena, &scene));
  return paint(d, &scene, ruler);
}

/* What was begun and not finished goes away; an older file was not touched. */
static mlg_status deliver(const delivery *d, mlg_status status) {
  if (status == MLG_OK && rename(d->beside, d->path) != 0)
    status = mlg_write_refused(d->file, d->findings);
  if (status != MLG_OK) unlink(d->beside);
  return status;
}

static mlg_status draw_into(delivery *d, const mlg_portrait *portrait, mlg_arena *arena) {
  d->beside = mlg_arena_printf(arena, "%s.%ld", d->path, (long)getpid());
  MLG_HAVE(d->beside);
  mlg_ruler *ruler = mlg_ruler_new();
  if (ruler == NULL)
    return mlg_report(d->findings, (mlg_finding){.code = MLG_F_LIBRARY_FAILED, .value = "pango"});
  mlg_report_font(ruler, d->findings);
  mlg_status status = draw(d, portrait, ruler, arena);
  mlg_ruler_free(ruler);
  return deliver(d, status);
}

mlg_status mlg_draw_map(const mlg_portrait *portrait, const mlg_picture *picture, const char *path,
                        mlg_findings *findings) {
  delivery d = {
      .picture = picture, .findings = findings, .path = path, .file = mlg_path_name(path)};
  if (!picture->overwrite && access(path, F_OK) == 0)
    return mlg_report(findings, (mlg_finding){.code = MLG_F_FILE_EXISTS, .value = path});
  if (mlg_is_no_file(path)) return mlg_write_refused(d.file, d.findings);
  mlg_arena arena = {0};
  mlg_status status = draw_into(&d, portrait, &arena);
  mlg_arena_free(&arena);
  return status;
}
