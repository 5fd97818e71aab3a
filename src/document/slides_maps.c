/* SPDX-License-Identifier: Apache-2.0 */
#include "document/slides.h"

#include "draw/map.h"

#include <libxml/parser.h>
#include <maillage/text.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One slide a map. The picture is the run's own, without its title and foot: those become texts
 * of the slide, to be edited. What they say and where they stand is read back from the SVG. */

#define TEXT(chars) ((const char *)(chars))

typedef struct {
  const char *title, *subtitle, *sources, *method;
  double width, height; /* of the page */
  double top, bottom;   /* what the title and the foot leave */
} drawing;

static double number_of(xmlNodePtr node, const char *name) {
  xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
  double number = NAN;
  if (value == NULL || !mlg_parse_number(TEXT(value), ".", &number)) number = NAN;
  xmlFree(value);
  return number;
}

static bool is_named(xmlNodePtr node, const char *name) {
  return node->type == XML_ELEMENT_NODE && strcmp(TEXT(node->name), name) == 0;
}

/* What an element says, its lines joined; arena-owned. */
static const char *said(mlg_arena *arena, xmlNodePtr node) {
  xmlChar *content = xmlNodeGetContent(node);
  const char *text = content == NULL ? NULL : mlg_arena_strdup(arena, TEXT(content));
  xmlFree(content);
  return text;
}

/* The lines of a group of texts: how far they reach down, or from where. */
static void read_lines(xmlNodePtr text, double *highest, double *lowest) {
  double size = number_of(text, "font-size");
  for (xmlNodePtr line = text->children; line != NULL; line = line->next) {
    if (!is_named(line, "tspan")) continue;
    double y = number_of(line, "y");
    *highest = fmin(*highest, y - size);
    *lowest = fmax(*lowest, y + 0.3 * size);
  }
}

static void read_foot(mlg_arena *arena, drawing *d, xmlNodePtr text) {
  static const char SOURCES[] = "Source";
  const char *words = said(arena, text);
  if (words == NULL) return;
  if (strncmp(words, SOURCES, strlen(SOURCES)) == 0)
    d->sources = words;
  else
    d->method = words;
}

static void read_group(mlg_arena *arena, drawing *d, xmlNodePtr group) {
  xmlChar *name = xmlGetNoNsProp(group, (const xmlChar *)"class");
  bool head = name != NULL && strcmp(TEXT(name), "titre") == 0,
       foot = name != NULL && strcmp(TEXT(name), "sources") == 0;
  xmlFree(name);
  double highest = INFINITY, lowest = -INFINITY;
  for (xmlNodePtr text = group->children; (head || foot) && text != NULL; text = text->next) {
    if (!is_named(text, "text")) continue;
    read_lines(text, &highest, &lowest);
    if (foot) read_foot(arena, d, text);
  }
  if (head) d->top = fmax(d->top, lowest);
  if (foot) d->bottom = fmin(d->bottom, highest);
}

static void read_root(mlg_arena *arena, drawing *d, xmlNodePtr root) {
  d->width = number_of(root, "width");
  d->height = d->bottom = number_of(root, "height");
  for (xmlNodePtr node = root->children; node != NULL; node = node->next) {
    if (is_named(node, "title")) d->title = said(arena, node);
    if (is_named(node, "desc")) d->subtitle = said(arena, node);
    if (is_named(node, "g")) read_group(arena, d, node);
  }
}

/* False when the file is no drawing of ours. */
static bool read_drawing(mlg_arena *arena, const char *path, drawing *d) {
  *d = (drawing){.sources = "", .method = ""};
  xmlDocPtr document =
      xmlReadFile(path, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (document == NULL) return false;
  read_root(arena, d, xmlDocGetRootElement(document));
  xmlFreeDoc(document);
  return d->title != NULL && d->subtitle != NULL && d->width > 0 && d->top < d->bottom;
}

/* ---- the slide ---- */

/* Side margins of the drawing, cut off; and a little is left around what is shown. */
static const double MARGIN = 56, AROUND = 6;

/* The largest box of the picture's own proportions, centred. */
static pptx_box fitted(pptx_box room, double width, double height) {
  double scale = fmin((double)room.width / width, (double)room.height / height);
  long w = (long)(width * scale), h = (long)(height * scale);
  return (pptx_box){room.x + (room.width - w) / 2, room.y + (room.height - h) / 2, w, h};
}

/* In points, so that the subtitle stays on its line, over the picture, in any usual font. */
static int subtitle_size(pptx_box box, const char *text) {
  enum { LARGEST = 13, SMALLEST = 9 };
  const double SIGN = 0.5; /* em, of a sign's width, Open Sans having 0.48 */
  double points = (double)box.width / PPTX_POINT / (SIGN * (double)mlg_utf8_length(text));
  return (int)fmin(LARGEST, fmax(SMALLEST, points));
}

static void put_drawing(mlg_slides_work *work, const drawing *d, const char *png, const char *svg) {
  enum { WHOLE = 100000, SUBTITLE = 26 };
  double left = MARGIN, top = d->top + AROUND, bottom = d->bottom - AROUND;
  const long crop[4] = {(long)(WHOLE * left / d->width), (long)(WHOLE * top / d->height),
                        (long)(WHOLE * left / d->width),
                        (long)(WHOLE * (d->height - bottom) / d->height)};
  pptx_slide slide = mlg_slides_begin(work, d->title);
  pptx_box room = mlg_slides_foot(&slide, d->sources), above = room;
  above.height = SUBTITLE * PPTX_POINT;
  room.y += above.height;
  room.height -= above.height;
  mlg_slide_paragraph(&slide, mlg_slide_text(&slide, "Ce qui est montré", above), d->subtitle,
                      (pptx_font){.size = subtitle_size(above, d->subtitle), .soft = true});
  mlg_slide_picture(&slide, "Carte", fitted(room, d->width - 2 * left, bottom - top), png, svg,
                    crop, mlg_arena_printf(work->arena, "Carte. %s. %s", d->title, d->subtitle));
  mlg_slide_end(&slide, mlg_arena_printf(work->arena, "%s\n%s", d->sources, d->method));
}

static mlg_status put_map(mlg_slides_work *work, const char *name) {
  const char *svg = mlg_arena_printf(work->arena, "%s/%s.svg", work->maps, name);
  const char *png = mlg_arena_printf(work->arena, "%s/%s.png", work->maps, name);
  drawing d;
  MLG_HAVE(svg);
  MLG_HAVE(png);
  /* A map that was not drawn has its finding. */
  if (access(png, R_OK) == 0 && read_drawing(work->arena, svg, &d)) put_drawing(work, &d, png, svg);
  return MLG_OK;
}

/* In the order in which the project asks for them. */
mlg_status mlg_slides_maps(mlg_slides_work *work) {
  mlg_findings told = {.arena = work->arena}; /* once already, by drawing */
  mlg_map_plan *plans;
  size_t n;
  if (work->maps == NULL) return MLG_OK;
  MLG_TRY(mlg_map_plans(work->arena, work->portrait, &told, &plans, &n));
  for (size_t i = 0; i < n; i++) MLG_TRY(put_map(work, plans[i].name));
  return MLG_OK;
}
