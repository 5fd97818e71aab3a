/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <stdio.h>
#include <string.h>

#include "draw/paint.h"

/*
 * cairo turns the text of an SVG into outlines; this writer keeps it text, to be
 * searched, read aloud and edited. One group a run of items of one role and clip.
 */
static const char *const PATTERN_NAMES[MLG_PATTERN_COUNT] = {
    [MLG_HATCH] = "hachures",
    [MLG_BACK_HATCH] = "hachures-inverses",
    [MLG_CROSS] = "hachures-croisees",
    [MLG_HORIZONTAL] = "lignes",
    [MLG_VERTICAL] = "lignes-verticales",
    [MLG_DOTS] = "points",
};

static void escape(FILE *out, const char *text) {
  for (; *text != '\0'; text++) switch (*text) {
    case '&':
      fputs("&amp;", out);
      break;
    case '<':
      fputs("&lt;", out);
      break;
    case '>':
      fputs("&gt;", out);
      break;
    case '"':
      fputs("&quot;", out);
      break;
    default:
      /* XML 1.0 has no place for control signs. */
      if ((unsigned char)*text >= 0x20) fputc(*text, out);
    }
}

/* A length with at most two decimals, and none that says nothing. */
static void number(FILE *out, double value) {
  char text[48];
  int length = snprintf(text, sizeof text, "%.2f", value);
  while (text[length - 1] == '0') text[--length] = '\0';
  if (text[length - 1] == '.') text[--length] = '\0';
  fputs(strcmp(text, "-0") == 0 ? "0" : text, out);
}

static void attribute(FILE *out, const char *name, double value) {
  fprintf(out, " %s=\"", name);
  number(out, value);
  fputc('"', out);
}

static void colour(FILE *out, const char *name, mlg_rgb rgb) {
  if (rgb == MLG_NO_COLOUR)
    fprintf(out, " %s=\"none\"", name);
  else
    fprintf(out, " %s=\"#%06X\"", name, rgb & 0xFFFFFFu);
}

static void write_path(FILE *out, const mlg_path *path, bool closed) {
  for (size_t i = 0; i < path->n; i++) {
    fputc(i == 0 ? 'M' : i == 1 ? 'L' : ' ', out);
    number(out, path->points[i].x);
    fputc(',', out);
    number(out, path->points[i].y);
  }
  if (closed) fputc('Z', out);
}

/* The element's name and geometry, left open for its attributes. */
static void open_element(FILE *out, const mlg_item *item) {
  switch (item->kind) {
  case MLG_ITEM_CIRCLE:
    fputs("<circle", out);
    attribute(out, "cx", item->circle.centre.x);
    attribute(out, "cy", item->circle.centre.y);
    attribute(out, "r", item->circle.radius);
    break;
  case MLG_ITEM_BOX:
    fputs("<rect", out);
    attribute(out, "x", item->box.min_x);
    attribute(out, "y", item->box.min_y);
    attribute(out, "width", item->box.max_x - item->box.min_x);
    attribute(out, "height", item->box.max_y - item->box.min_y);
    break;
  default:
    fputs("<path d=\"", out);
    for (size_t i = 0; i < item->shape.n_paths; i++)
      write_path(out, &item->shape.paths[i], item->kind == MLG_ITEM_SHAPE);
    fputc('"', out);
  }
}

static void close_element(FILE *out, const char *name, const char *tooltip) {
  if (tooltip == NULL) {
    fputs("/>\n", out);
    return;
  }
  fputs("><title>", out);
  escape(out, tooltip);
  fprintf(out, "</title></%s>\n", name);
}

static const char *element_name(const mlg_item *item) {
  return item->kind == MLG_ITEM_CIRCLE ? "circle" : item->kind == MLG_ITEM_BOX ? "rect" : "path";
}

static void write_stroke(FILE *out, const mlg_paint *paint) {
  if (paint->stroke == MLG_NO_COLOUR) return;
  colour(out, "stroke", paint->stroke);
  attribute(out, "stroke-width", paint->width);
}

/* A pattern lies over the fill as a second element: its ink then shows the colour below. */
static void write_figure(FILE *out, const mlg_item *item) {
  const mlg_paint *paint = &item->paint;
  bool patterned = paint->pattern != MLG_PLAIN;
  open_element(out, item);
  colour(out, "fill", paint->fill);
  if (!patterned) write_stroke(out, paint);
  close_element(out, element_name(item), item->tooltip);
  if (!patterned) return;
  open_element(out, item);
  fprintf(out, " fill=\"url(#%s-%06X)\"", PATTERN_NAMES[paint->pattern], paint->ink);
  write_stroke(out, paint);
  close_element(out, element_name(item), item->tooltip);
}

/* The file itself, so that the picture stays one file. */
static void write_base64(FILE *out, FILE *in) {
  static const char SIGNS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  unsigned char bytes[3];
  for (size_t n; (n = fread(bytes, 1, 3, in)) > 0;) {
    unsigned word = (unsigned)bytes[0] << 16 | (n > 1 ? (unsigned)bytes[1] << 8 : 0) |
                    (n > 2 ? (unsigned)bytes[2] : 0);
    for (size_t k = 0; k < 4; k++) fputc(k <= n ? SIGNS[word >> (18 - 6 * k) & 63] : '=', out);
    if (n < 3) return;
  }
}

static void write_image(FILE *out, const mlg_item *item) {
  FILE *in = fopen(item->image.path, "rb");
  if (in == NULL) return;
  mlg_box where = item->image.where;
  fputs("<image", out);
  attribute(out, "x", where.min_x);
  attribute(out, "y", where.min_y);
  attribute(out, "width", where.max_x - where.min_x);
  attribute(out, "height", where.max_y - where.min_y);
  fputs(" href=\"data:image/png;base64,", out);
  write_base64(out, in);
  fputs("\"/>\n", out);
  fclose(in);
}

static void write_text(FILE *out, const mlg_text *text) {
  static const char *const ANCHORS[] = {"start", "middle", "end"};
  fputs("<text", out);
  attribute(out, "font-size", text->font.size);
  fprintf(out, " font-weight=\"%d\"", (int)text->font.weight);
  colour(out, "fill", text->font.colour);
  if (text->align != MLG_LEFT) fprintf(out, " text-anchor=\"%s\"", ANCHORS[text->align]);
  if (text->font.halo != MLG_NO_COLOUR) {
    colour(out, "stroke", text->font.halo);
    attribute(out, "stroke-width", 2 * MLG_HALO);
    fputs(" stroke-linejoin=\"round\" paint-order=\"stroke\"", out);
  }
  fputc('>', out);
  for (size_t i = 0; i < text->n_lines; i++) {
    mlg_point at = mlg_text_anchor(text, i);
    fputs("<tspan", out);
    attribute(out, "x", at.x);
    attribute(out, "y", at.y);
    fputc('>', out);
    escape(out, text->lines[i].string);
    /* The space keeps words apart when the text is copied. */
    fputs(i + 1 < text->n_lines ? " </tspan>" : "</tspan>", out);
  }
  fputs("</text>\n", out);
}

/* Level lines, turned. */
static const char *pattern_turn(mlg_pattern pattern) {
  if (pattern == MLG_HATCH || pattern == MLG_CROSS) return " patternTransform=\"rotate(-45)\"";
  if (pattern == MLG_BACK_HATCH) return " patternTransform=\"rotate(45)\"";
  return pattern == MLG_VERTICAL ? " patternTransform=\"rotate(90)\"" : "";
}

static void write_pattern(FILE *out, mlg_pattern pattern, mlg_rgb ink) {
  const double step = MLG_PATTERN_STEP;
  fprintf(out,
          "<pattern id=\"%s-%06X\" patternUnits=\"userSpaceOnUse\" width=\"%g\" height=\"%g\"%s>",
          PATTERN_NAMES[pattern], ink, step, step, pattern_turn(pattern));
  if (pattern == MLG_DOTS)
    fprintf(out, "<circle cx=\"%g\" cy=\"%g\" r=\"1.3\" fill=\"#%06X\"/>", step / 2, step / 2, ink);
  else
    fprintf(out, "<path d=\"M0,%gH%g%s\" fill=\"none\" stroke=\"#%06X\" stroke-width=\"1.4\"/>",
            step / 2, step, pattern == MLG_CROSS ? "M4,0V8" : "", ink);
  fputs("</pattern>\n", out);
}

static bool has_paint(const mlg_item *item) {
  return item->kind != MLG_ITEM_TEXT && item->kind != MLG_ITEM_IMAGE;
}

static bool pattern_seen(const mlg_scene *scene, size_t before, const mlg_paint *paint) {
  for (size_t i = 0; i < before; i++)
    if (has_paint(&scene->items[i]) && scene->items[i].paint.pattern == paint->pattern &&
        scene->items[i].paint.ink == paint->ink)
      return true;
  return false;
}

static void write_patterns(FILE *out, const mlg_scene *scene) {
  for (size_t i = 0; i < scene->count; i++) {
    const mlg_item *item = &scene->items[i];
    if (has_paint(item) && item->paint.pattern != MLG_PLAIN &&
        !pattern_seen(scene, i, &item->paint))
      write_pattern(out, item->paint.pattern, item->paint.ink);
  }
}

/* The index of the first item clipped as item `i` is: names its clip path. */
static size_t first_clipped(const mlg_scene *scene, size_t i) {
  size_t first = 0;
  while (scene->items[first].clip != scene->items[i].clip) first++;
  return first;
}

static void write_clips(FILE *out, const mlg_scene *scene) {
  for (size_t i = 0; i < scene->count; i++) {
    const mlg_box *clip = scene->items[i].clip;
    if (clip == NULL || first_clipped(scene, i) != i) continue;
    fprintf(out, "<clipPath id=\"cadre-%zu\"><rect", i);
    attribute(out, "x", clip->min_x);
    attribute(out, "y", clip->min_y);
    attribute(out, "width", clip->max_x - clip->min_x);
    attribute(out, "height", clip->max_y - clip->min_y);
    fputs("/></clipPath>\n", out);
  }
}

static void write_head(FILE *out, const mlg_scene *scene) {
  const mlg_page_format *page = mlg_page_format_of(scene->page);
  fprintf(out,
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%g\" height=\"%g\" "
          "viewBox=\"0 0 %g %g\" lang=\"fr\" xml:lang=\"fr\" role=\"img\" "
          "aria-labelledby=\"intitule description\" "
          "font-family=\"Open Sans, DejaVu Sans, sans-serif\" stroke-linejoin=\"round\" "
          "fill-rule=\"evenodd\">\n<title id=\"intitule\">",
          page->width, page->height, page->width, page->height);
  escape(out, scene->title);
  fputs("</title>\n<desc id=\"description\">", out);
  escape(out, scene->description);
  fputs("</desc>\n<defs>\n", out);
  write_patterns(out, scene);
  write_clips(out, scene);
  fprintf(out, "</defs>\n<rect width=\"%g\" height=\"%g\" fill=\"#FFFFFF\"/>\n", page->width,
          page->height);
}

static void open_group(FILE *out, const mlg_scene *scene, size_t i) {
  fprintf(out, "<g class=\"%s\"", MLG_ROLE_NAMES[scene->items[i].role]);
  if (scene->items[i].clip != NULL)
    fprintf(out, " clip-path=\"url(#cadre-%zu)\"", first_clipped(scene, i));
  fputs(">\n", out);
}

static void write_scene(FILE *out, const mlg_scene *scene) {
  write_head(out, scene);
  for (size_t i = 0; i < scene->count; i++) {
    const mlg_item *item = &scene->items[i];
    bool first = i == 0 || item[-1].role != item->role || item[-1].clip != item->clip;
    if (first && i > 0) fputs("</g>\n", out);
    if (first) open_group(out, scene, i);
    if (item->kind == MLG_ITEM_TEXT)
      write_text(out, &item->text);
    else if (item->kind == MLG_ITEM_IMAGE)
      write_image(out, item);
    else
      write_figure(out, item);
  }
  fputs(scene->count > 0 ? "</g>\n</svg>\n" : "</svg>\n", out);
}

mlg_status mlg_paint_svg(const mlg_scene *scene, const char *path, const char *file,
                         mlg_findings *findings) {
  FILE *out = fopen(path, "wb");
  if (out == NULL) return mlg_write_refused(file, findings);
  write_scene(out, scene);
  bool failed = ferror(out) != 0;
  return fclose(out) != 0 || failed ? mlg_write_refused(file, findings) : MLG_OK;
}
