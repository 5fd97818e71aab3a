/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DOCUMENT_SLIDES_H
#define DOCUMENT_SLIDES_H

#include "document/pptx_deck.h"

#include <maillage/portrait.h>

/**
 * @file
 * What the slides of a run say, in the order in which they are shown.
 */
typedef struct {
  mlg_arena *arena; /* of the deck alone */
  const mlg_portrait *portrait;
  const char *maps; /* folder, or NULL */
  mlg_findings *findings;
  mlg_family family; /* the one that tables speak of */
  pptx_deck deck;
} mlg_slides_work;

/* A zone of some level. */
typedef struct {
  mlg_level level;
  size_t zone;
} mlg_slides_place;

/* The zone that maps are framed on first. */
mlg_slides_place mlg_slides_first(const mlg_portrait *portrait);

/* A content slide; its notes end with the date. */
pptx_slide mlg_slides_begin(mlg_slides_work *work, const char *title);

/* The line at a slide's foot; what is left above it. */
pptx_box mlg_slides_foot(pptx_slide *slide, const char *text);

/* "Sources…", then "Méthode…", of an indicator or of the need: for notes. */
char *mlg_slides_notes(mlg_slides_work *work, size_t indicator);

mlg_status mlg_slides_figures(mlg_slides_work *work);
mlg_status mlg_slides_beside(mlg_slides_work *work);
mlg_status mlg_slides_maps(mlg_slides_work *work);
mlg_status mlg_slides_causes(mlg_slides_work *work);
mlg_status mlg_slides_actions(mlg_slides_work *work);

#endif
