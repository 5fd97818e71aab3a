/* SPDX-License-Identifier: Apache-2.0 */
#include <cairo.h>
#include <math.h>
#include <stdio.h>

#include "draw/paint.h"
#include "draw/ruler.h"

static void set_colour(cairo_t *cr, mlg_rgb colour) {
  cairo_set_source_rgb(cr, (colour >> 16 & 0xFF) / 255.0, (colour >> 8 & 0xFF) / 255.0,
                       (colour & 0xFF) / 255.0);
}

static void trace_path(cairo_t *cr, const mlg_path *path, bool closed) {
  if (path->n == 0) return;
  cairo_move_to(cr, path->points[0].x, path->points[0].y);
  for (size_t i = 1; i < path->n; i++) cairo_line_to(cr, path->points[i].x, path->points[i].y);
  if (closed) cairo_close_path(cr);
}

static void trace(cairo_t *cr, const mlg_item *item) {
  cairo_new_path(cr);
  if (item->kind == MLG_ITEM_CIRCLE)
    cairo_arc(cr, item->circle.centre.x, item->circle.centre.y, item->circle.radius, 0,
              2 * acos(-1));
  else if (item->kind == MLG_ITEM_BOX)
    cairo_rectangle(cr, item->box.min_x, item->box.min_y, item->box.max_x - item->box.min_x,
                    item->box.max_y - item->box.min_y);
  else
    for (size_t i = 0; i < item->shape.n_paths; i++)
      trace_path(cr, &item->shape.paths[i], item->kind == MLG_ITEM_SHAPE);
}

/* Slanted lines over a box, on the page's own grid so that neighbours join up. */
static void slanted(cairo_t *cr, mlg_box box, double slope) {
  double a = slope > 0 ? box.min_y - box.max_x : box.min_y + box.min_x;
  double b = slope > 0 ? box.max_y - box.min_x : box.max_y + box.max_x;
  /* Lines y = slope x + c, `step` apart along y. */
  double step = MLG_PATTERN_STEP * sqrt(2);
  for (double c = floor(a / step) * step; c <= b; c += step) {
    cairo_move_to(cr, box.min_x, slope * box.min_x + c);
    cairo_line_to(cr, box.max_x, slope * box.max_x + c);
  }
}

static void level_lines(cairo_t *cr, mlg_box box) {
  double step = MLG_PATTERN_STEP;
  for (double y = floor(box.min_y / step) * step; y <= box.max_y; y += step) {
    cairo_move_to(cr, box.min_x, y);
    cairo_line_to(cr, box.max_x, y);
  }
}

static void upright_lines(cairo_t *cr, mlg_box box) {
  double step = MLG_PATTERN_STEP;
  for (double x = floor(box.min_x / step) * step; x <= box.max_x; x += step) {
    cairo_move_to(cr, x, box.min_y);
    cairo_line_to(cr, x, box.max_y);
  }
}

static void dots(cairo_t *cr, mlg_box box) {
  double step = MLG_PATTERN_STEP;
  for (double y = floor(box.min_y / step) * step; y <= box.max_y + step; y += step)
    for (double x = floor(box.min_x / step) * step; x <= box.max_x + step; x += step) {
      cairo_new_sub_path(cr);
      cairo_arc(cr, x, y, 1.3, 0, 2 * acos(-1));
    }
}

static mlg_box meet(mlg_box a, mlg_box b) {
  return (mlg_box){fmax(a.min_x, b.min_x), fmax(a.min_y, b.min_y), fmin(a.max_x, b.max_x),
                   fmin(a.max_y, b.max_y)};
}

/* The current path is the item's; it becomes the clip. */
static void fill_pattern(cairo_t *cr, const mlg_item *item) {
  mlg_box box = mlg_item_box(item);
  if (item->clip != NULL) box = meet(box, *item->clip);
  cairo_save(cr);
  cairo_clip(cr);
  cairo_new_path(cr);
  set_colour(cr, item->paint.ink);
  cairo_set_line_width(cr, 1.4);
  mlg_pattern pattern = item->paint.pattern;
  if (pattern == MLG_HATCH || pattern == MLG_CROSS) slanted(cr, box, -1);
  if (pattern == MLG_BACK_HATCH || pattern == MLG_CROSS) slanted(cr, box, 1);
  if (pattern == MLG_HORIZONTAL) level_lines(cr, box);
  if (pattern == MLG_VERTICAL) upright_lines(cr, box);
  if (pattern == MLG_DOTS) {
    dots(cr, box);
    cairo_fill(cr);
  }
  cairo_stroke(cr);
  cairo_restore(cr);
}

/* Joins of thinner lines, px, are not seen; round, they were a quarter of what a PNG of many zones
 * takes to paint (90 to 67 ms for the 261 IRIS of Rennes Métropole). */
static const double ROUND_FROM = 2;

static void paint_figure(cairo_t *cr, const mlg_item *item) {
  if (item->paint.fill != MLG_NO_COLOUR) {
    trace(cr, item);
    set_colour(cr, item->paint.fill);
    cairo_fill(cr);
  }
  if (item->paint.pattern != MLG_PLAIN) {
    trace(cr, item);
    fill_pattern(cr, item);
  }
  if (item->paint.stroke != MLG_NO_COLOUR) {
    trace(cr, item);
    set_colour(cr, item->paint.stroke);
    cairo_set_line_width(cr, item->paint.width);
    if (item->paint.width < ROUND_FROM) cairo_set_line_join(cr, CAIRO_LINE_JOIN_BEVEL);
    cairo_stroke(cr);
  }
}

/* How far a halo may lie from the curves of the letters, px: under them and around them, nobody
 * sees it, and half of what a PDF of a map holds was those curves. */
static const double HALO_TOLERANCE = 0.5;

/* From the current point. The path flattened by cairo, so that a PDF holds it so. */
static void paint_halo(cairo_t *cr, PangoLayoutLine *shown, mlg_rgb colour) {
  cairo_set_tolerance(cr, HALO_TOLERANCE);
  pango_cairo_layout_line_path(cr, shown);
  cairo_path_t *flat = cairo_copy_path_flat(cr);
  cairo_new_path(cr);
  cairo_append_path(cr, flat);
  cairo_path_destroy(flat);
  set_colour(cr, colour);
  cairo_set_line_width(cr, 2 * MLG_HALO);
  cairo_stroke(cr);
}

static void paint_line(cairo_t *cr, mlg_ruler *ruler, const mlg_text *text, size_t i) {
  mlg_point at = mlg_text_anchor(text, i);
  const mlg_line *line = &text->lines[i];
  double x = mlg_line_box(text, i).min_x;
  PangoLayout *layout = mlg_ruler_layout(ruler, line->string, text->font);
  PangoLayoutLine *shown = pango_layout_get_line_readonly(layout, 0);
  if (text->font.halo != MLG_NO_COLOUR) {
    cairo_move_to(cr, x, at.y);
    paint_halo(cr, shown, text->font.halo);
  }
  cairo_move_to(cr, x, at.y);
  set_colour(cr, text->font.colour);
  pango_cairo_show_layout_line(cr, shown);
}

/* The file may have gone since the project was read: then there is no logo. */
static void paint_image(cairo_t *cr, const mlg_item *item) {
  mlg_box where = item->image.where;
  cairo_surface_t *image = cairo_image_surface_create_from_png(item->image.path);
  int width = cairo_image_surface_get_width(image);
  if (cairo_surface_status(image) == CAIRO_STATUS_SUCCESS && width > 0) {
    double scale = (where.max_x - where.min_x) / width;
    cairo_translate(cr, where.min_x, where.min_y);
    cairo_scale(cr, scale, scale);
    cairo_set_source_surface(cr, image, 0, 0);
    cairo_paint(cr);
  }
  cairo_surface_destroy(image);
}

bool mlg_image_size(const char *path, double *width, double *height) {
  cairo_surface_t *image = cairo_image_surface_create_from_png(path);
  *width = cairo_image_surface_get_width(image);
  *height = cairo_image_surface_get_height(image);
  bool read = cairo_surface_status(image) == CAIRO_STATUS_SUCCESS && *width > 0 && *height > 0;
  cairo_surface_destroy(image);
  return read;
}

/* A link to another page; surfaces without links pay no heed. Names are plain ASCII. */
static void begin_link(cairo_t *cr, const char *link) {
  char attributes[64];
  snprintf(attributes, sizeof attributes, "dest='%s'", link);
  cairo_tag_begin(cr, CAIRO_TAG_LINK, attributes);
}

static void paint_item(cairo_t *cr, mlg_ruler *ruler, const mlg_item *item) {
  cairo_save(cr);
  if (item->link != NULL) begin_link(cr, item->link);
  if (item->clip != NULL) {
    cairo_rectangle(cr, item->clip->min_x, item->clip->min_y, item->clip->max_x - item->clip->min_x,
                    item->clip->max_y - item->clip->min_y);
    cairo_clip(cr);
  }
  if (item->kind == MLG_ITEM_TEXT)
    for (size_t i = 0; i < item->text.n_lines; i++) paint_line(cr, ruler, &item->text, i);
  else if (item->kind == MLG_ITEM_IMAGE)
    paint_image(cr, item);
  else
    paint_figure(cr, item);
  if (item->link != NULL) cairo_tag_end(cr, CAIRO_TAG_LINK);
  cairo_restore(cr);
}

void mlg_paint_scene(mlg_cairo *cr, mlg_ruler *ruler, const mlg_scene *scene) {
  set_colour(cr, MLG_WHITE);
  cairo_paint(cr);
  cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
  for (size_t i = 0; i < scene->count; i++) paint_item(cr, ruler, &scene->items[i]);
}

mlg_status mlg_paint_outcome(int status, const char *file, mlg_findings *findings) {
  if (status == CAIRO_STATUS_SUCCESS) return MLG_OK;
  mlg_finding_code code = status == CAIRO_STATUS_WRITE_ERROR ? MLG_F_OUTPUT_UNWRITABLE
                          : status == CAIRO_STATUS_NO_MEMORY ? MLG_F_OUT_OF_MEMORY
                                                             : MLG_F_LIBRARY_FAILED;
  const char *value = code == MLG_F_LIBRARY_FAILED ? cairo_status_to_string((cairo_status_t)status)
                                                   : file;
  return mlg_report(findings, (mlg_finding){.code = code, .file = file, .value = value});
}
