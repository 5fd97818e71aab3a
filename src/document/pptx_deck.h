/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DOCUMENT_PPTX_DECK_H
#define DOCUMENT_PPTX_DECK_H

#include "document/pptx_theme.h"

/**
 * @file
 * Slides, one after the other, on the layouts of a template or on our own. Lengths are in EMU:
 * 914,400 an inch, 12,700 a point.
 */
#define PPTX_POINT 12700L

typedef struct {
  long x, y, width, height;
} pptx_box;

typedef struct {
  mlg_arena *arena;
  pptx_package package;
  const char *main;                  /* the presentation part */
  const char *title_layout, *layout; /* of the first slide, of the others */
  const char *notes_master;
  const char *number_place; /* of the slide's number in the layout; NULL: none */
  pptx_box body;            /* what a slide's title leaves free */
  size_t n_slides;
  const char **names; /* of slides, by order */
  size_t names_room;
  size_t n_pictures;
} pptx_deck;

/* A deck on the file at `template`, or on our own look when it is NULL. */
mlg_status mlg_deck_begin(pptx_deck *deck, mlg_arena *arena, const char *template, const char *file,
                          mlg_findings *findings);

/* What the file says of itself. */
typedef struct {
  const char *title, *subject, *author, *date; /* ISO */
} pptx_facts;

/* Puts the slides in the presentation and writes the file. */
mlg_status mlg_deck_end(pptx_deck *deck, const pptx_facts *facts, const char *path,
                        mlg_findings *findings);

/* ---- one slide ---- */

typedef struct {
  pptx_deck *deck;
  const char *name;
  pptx_xml xml;
  xmlNodePtr tree;
  long ids;
} pptx_slide;

pptx_slide mlg_slide_begin(pptx_deck *deck, const char *layout, const char *title_kind,
                           const char *title);

/* How a text looks; `size` in points. In a placeholder the template chooses its colour. */
typedef struct {
  int size;
  bool bold, soft, inherits;
} pptx_font;

/* One paragraph at the end of a text body. */
void mlg_slide_paragraph(pptx_slide *slide, xmlNodePtr body, const char *text, pptx_font font);

/* A placeholder of the layout ("subTitle"); returns its text body. */
xmlNodePtr mlg_slide_placeholder(pptx_slide *slide, const char *name, const char *kind);

/* A box of text; returns its text body. */
xmlNodePtr mlg_slide_text(pptx_slide *slide, const char *name, pptx_box box);

/* A picture, SVG where it is understood and PNG elsewhere. `crop` is what is cut on its left,
 * top, right and bottom, in thousandths of a percent; `described` stands for those who do not
 * see it. */
void mlg_slide_picture(pptx_slide *slide, const char *name, pptx_box box, const char *png,
                       const char *svg, const long crop[4], const char *described);

typedef enum { PPTX_LEFT, PPTX_RIGHT } pptx_side;

/* A column: its head, its share of the width, which side its cells hold to. */
typedef struct {
  const char *head;
  double share;
  pptx_side side;
} pptx_column;

/* A table that can be edited; `cells` by row, `font` in points for our own width: narrower
 * templates have smaller type. Rows grow with their texts. */
typedef struct {
  const char *name, *described;
  const pptx_column *columns;
  size_t n_columns, n_rows;
  const char *const *cells;
  int font;
  bool bold_last; /* the last row is a total */
} pptx_table;

void mlg_slide_table(pptx_slide *slide, pptx_box box, const pptx_table *table);

/* Ends the slide; `notes` are for the speaker, a paragraph a line. */
void mlg_slide_end(pptx_slide *slide, const char *notes);

#endif
