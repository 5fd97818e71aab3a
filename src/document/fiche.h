/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DOCUMENT_FICHE_H
#define DOCUMENT_FICHE_H

#include <maillage/portrait.h>
#include <maillage/socle.h>

#include "draw/geography.h"
#include "draw/paint.h"

/**
 * @file
 * fiches.pdf: the sheet of a quarter is what a professional keeps on the desk. It says who is
 * concerned here, where to direct people, and what is missing; figures come from the portrait.
 */

/* A place within reach of some of the zone's people. */
typedef struct {
  size_t site;
  double minutes;    /* mean of those who reach it */
  double attraction; /* of all the zone's persons: the nearest to most of them first */
  bool offers[MLG_FAMILY_COUNT], full[MLG_FAMILY_COUNT];
  size_t number; /* on the page, from 1; 0: not shown */
} fiche_site;

/* One sheet. */
typedef struct {
  size_t zone;
  const char *name, *commune; /* `commune` is "" when the zone is one */
  const char *sort;           /* folded, for the index */
  const char *page;           /* name that links lead to */
  mlg_travel travel;
  size_t n_sites;
  fiche_site *sites;                 /* by attraction, the largest first */
  size_t n_offers[MLG_FAMILY_COUNT]; /* places within reach, by family */
} fiche_zone;

typedef struct {
  mlg_arena *arena;
  const mlg_portrait *portrait;
  mlg_level level;
  mlg_ruler *ruler;
  const mlg_outline *outlines; /* Of the level's zones; NULL when it has no shapes. */
  mlg_socle *socles;           /* by zone */
  const char *date, *sources;
  size_t n;
  fiche_zone *zones; /* in the order of the pages */
} fiches;

/* Who reaches what: fills every zone's sites. */
mlg_status mlg_fiche_reach(fiches *book);

/* Numbers the places to show: at most `most` a family and `total` in all, those that draw the most
 * first; how many there are. */
size_t mlg_fiche_choose(fiche_zone *zone, size_t most, size_t total);

/* ---- one page being made ---- */

typedef struct {
  const fiches *book;
  fiche_zone *zone;
  mlg_arena *arena;
  mlg_scene *scene;
  double y; /* where the next thing goes */
} fiche_page;

enum { FICHE_BODY = 18, FICHE_SMALL = 16, FICHE_HEADING = 22 };

/* Writes a text in `width` px; where it ends, downwards. */
double mlg_fiche_write(fiche_page *page, const char *text, double size, mlg_weight weight,
                       mlg_rgb colour, double x, double y, double width);

/* A heading over the whole width, with a line above. */
void mlg_fiche_heading(fiche_page *page, const char *text);

/* A numbered disc around `at`. */
void mlg_fiche_disc(fiche_page *page, mlg_point at, size_t number);
#define FICHE_DISC 14.0 /* its radius, px */

/* ---- its parts, from the top; each moves `y` on ---- */

void mlg_fiche_figures(fiche_page *page, double x, double width);
mlg_status mlg_fiche_map(fiche_page *page, mlg_box frame);
void mlg_fiche_ways(fiche_page *page);
void mlg_fiche_places(fiche_page *page);
void mlg_fiche_missing(fiche_page *page);

/* The page of a zone, whatever number of places it holds. */
mlg_status mlg_fiche_draw(const fiches *book, fiche_zone *zone, mlg_arena *arena, mlg_scene *scene);

/* The index, from entry `first`; how many entries it takes. `before` pages come before the first
 * sheet. */
size_t mlg_fiche_index(const fiches *book, size_t first, size_t before, mlg_arena *arena,
                       mlg_scene *scene);

/* How many pages the index has. */
size_t mlg_fiche_index_pages(size_t n);

/* Everything that the pages need, and what they are called; ends with mlg_fiches_close(). */
mlg_status mlg_fiches_open(fiches *book, mlg_arena *arena, const mlg_portrait *portrait);
void mlg_fiches_close(fiches *book);

#endif
