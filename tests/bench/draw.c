/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long 2,500 polygons of 200 vertices take as PNG, SVG and PDF, as maps draw them (simplified
 * to half a pixel, text and tooltips aside), against cairo alone drawing every vertex of the same
 * polygons in the same program: filled and outlined, best of three.
 */
#define _DEFAULT_SOURCE
#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "draw/geography.h"
#include "draw/paint.h"

enum { SIDE = 50, POLYGONS = SIDE * SIDE, EDGE = 50, VERTICES = 4 * EDGE, RUNS = 3 };

/* The most that maps may take, in times what cairo alone takes. */
static const double MOST = 2;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* A corner of the grid, and the way from one to the next: limits wind, and are shared. */
static mlg_point on_edge(mlg_point from, mlg_point to, int step) {
  double share = (double)step / EDGE, bend = sin(share * acos(-1));
  double x = from.x + share * (to.x - from.x), y = from.y + share * (to.y - from.y);
  /* The same wave from both ends. */
  double wave = bend * 60 * sin((x + y) / 37) + bend * 25 * cos((x - 2 * y) / 11);
  return (mlg_point){x + wave, y - wave};
}

static void make_polygon(mlg_shape *shape, mlg_arena *arena, int row, int column) {
  const mlg_point c[5] = {{column * 1000.0, row * 1000.0},
                          {column * 1000.0 + 1000, row * 1000.0},
                          {column * 1000.0 + 1000, row * 1000.0 + 1000},
                          {column * 1000.0, row * 1000.0 + 1000},
                          {column * 1000.0, row * 1000.0}};
  mlg_path *ring = MLG_NEW(arena, mlg_path, 1);
  if (ring == NULL || (ring->points = MLG_NEW(arena, mlg_point, VERTICES + 1)) == NULL) exit(1);
  for (int side = 0; side < 4; side++)
    for (int step = 0; step < EDGE; step++)
      ring->points[ring->n++] = on_edge(c[side], c[side + 1], step);
  ring->points[ring->n++] = ring->points[0];
  *shape = (mlg_shape){1, ring};
}

/* ---- as maps do ---- */

static void draw_scene(const mlg_shape *shapes, mlg_ruler *ruler) {
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_scene scene = {.arena = &arena, .title = "", .description = "", .author = "", .date = ""};
  mlg_view view =
      mlg_view_on((mlg_box){0, 0, SIDE * 1000, SIDE * 1000}, (mlg_box){0, 0, 1920, 1080}, 10);
  mlg_junctions *junctions = mlg_junctions_find(&arena, shapes, POLYGONS);
  mlg_outline *outlines =
      junctions == NULL ? NULL : mlg_outlines_weigh(&arena, shapes, POLYGONS, junctions);
  if (outlines == NULL) exit(1);
  for (size_t i = 0; i < POLYGONS; i++)
    mlg_scene_shape(&scene, MLG_ROLE_ZONE, NULL,
                    mlg_view_outline(&view, &arena, mlg_outline_at(outlines, i)),
                    (mlg_paint){.fill = 0xF39C4F, .stroke = MLG_WHITE, .width = 0.6}, NULL);
  if (mlg_paint_png(&scene, ruler, 1, "/tmp/maillage-bench.png", "png", &findings) != MLG_OK ||
      mlg_paint_svg(&scene, "/tmp/maillage-bench.svg", "svg", &findings) != MLG_OK ||
      mlg_paint_pdf(&scene, ruler, "/tmp/maillage-bench.pdf", "pdf", &findings) != MLG_OK)
    exit(1);
  mlg_arena_free(&arena);
}

/* ---- cairo alone ---- */

static void paint_plainly(cairo_surface_t *surface, double scale, const mlg_shape *shapes) {
  cairo_t *cr = cairo_create(surface);
  cairo_scale(cr, scale, scale);
  for (size_t i = 0; i < POLYGONS; i++) {
    const mlg_path *ring = &shapes[i].paths[0];
    for (size_t j = 0; j < ring->n; j++) cairo_line_to(cr, ring->points[j].x, ring->points[j].y);
    cairo_close_path(cr);
    cairo_set_source_rgb(cr, 0.95, 0.61, 0.31);
    cairo_fill_preserve(cr);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_set_line_width(cr, 0.6 / scale);
    cairo_stroke(cr);
  }
  cairo_destroy(cr);
}

static void draw_plainly(const mlg_shape *shapes) {
  double scale = 1060.0 / (SIDE * 1000);
  cairo_surface_t *surfaces[] = {cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1920, 1080),
                                 cairo_svg_surface_create("/tmp/maillage-bench.svg", 1920, 1080),
                                 cairo_pdf_surface_create("/tmp/maillage-bench.pdf", 960, 540)};
  for (int i = 0; i < 3; i++) {
    paint_plainly(surfaces[i], i == 2 ? scale / 2 : scale, shapes);
    if (i == 0) cairo_surface_write_to_png(surfaces[0], "/tmp/maillage-bench.png");
    cairo_surface_finish(surfaces[i]);
    cairo_surface_destroy(surfaces[i]);
  }
}

int main(void) {
  mlg_arena arena = {0};
  mlg_shape *shapes = MLG_NEW(&arena, mlg_shape, POLYGONS);
  mlg_ruler *ruler = mlg_ruler_new();
  double ours = INFINITY, plain = INFINITY;
  if (shapes == NULL || ruler == NULL) return 1;
  for (int i = 0; i < POLYGONS; i++) make_polygon(&shapes[i], &arena, i / SIDE, i % SIDE);
  for (int run = 0; run < RUNS; run++) {
    double start = now();
    draw_scene(shapes, ruler);
    ours = fmin(ours, now() - start);
    start = now();
    draw_plainly(shapes);
    plain = fmin(plain, now() - start);
  }
  printf("%d polygons of %d vertices, PNG + SVG + PDF: %.2f s; cairo alone: %.2f s; ratio %.2f\n",
         POLYGONS, VERTICES, ours, plain, ours / plain);
  unlink("/tmp/maillage-bench.png");
  unlink("/tmp/maillage-bench.svg");
  unlink("/tmp/maillage-bench.pdf");
  mlg_ruler_free(ruler);
  mlg_arena_free(&arena);
  return ours <= MOST * plain ? 0 : 1;
}
