/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_DRAW_H
#define MAILLAGE_DRAW_H

#include <maillage/portrait.h>

/**
 * @file
 * Maps for slides: one scene of shapes and measured text boxes, painted to PNG
 * (1920 x 1080), PDF and SVG with real text. cairo and pango live here.
 */

/** Called after each map with how many of how many are done. */
typedef void mlg_draw_progress(void *context, size_t done, size_t total);

/**
 * Writes every map of the portrait into `folder` (which exists), each as
 * <name>.png, .pdf and .svg: the rate of each indicator that asks for it, and
 * the project's maps of counts and of uncovered need, framed on each extent.
 * Names: fragilite-taux-iris-rennes, fragilite-effectif-quartier-rennes,
 * besoin-aider-iris-rennes.
 */
mlg_status mlg_draw_maps(const mlg_portrait *portrait, const char *folder,
                         mlg_draw_progress *progress, void *context, mlg_findings *findings);

/** A place that a map of need shows over the others, with a few signs: "3". */
typedef struct {
  mlg_point at; /**< EPSG:2154, metres. */
  size_t zone;  /**< The finest one that holds it, or MLG_NO_ZONE. */
  const char *label, *tooltip;
} mlg_mark;

/**
 * One picture, every choice in the words of the command line, as a person writes them. Zeroed:
 * the project's first map of need, else that of the first recorded family.
 */
typedef struct {
  const char *kind;      /**< Of MLG_MAP_KINDS, "ecart" left out; NULL: what suits the subject. */
  const char *indicator; /**< Id; NULL: none. */
  const char *family;    /**< Code; NULL: none. Not with an indicator. */
  const char *level;     /**< Of the zones shown; NULL: the indicator's own, else the finest. */
  const char *extent;    /**< A zone's code or name; NULL: the project's first extent. */
  const char *scenario;  /**< Id; NULL: the reference. */
  const char *method;    /**< Of MLG_CLASS_METHODS; NULL: the indicator's bounds, else quantiles. */
  size_t n_classes;      /**< 0: as many as suit the number of zones. */
  size_t n_bounds;      /**< Inner bounds of the classes, ascending: they come before a method… */
  const double *bounds; /**< …as ratios. */
  const char *title;    /**< NULL: the message that the figures make. */
  const char *format;   /**< "png", "svg", "pdf"; NULL: as the file's name ends. */
  unsigned scale;       /**< Of PNG: 2 for 3840 x 2160; 0 is 1, 1920 x 1080. */
  bool overwrite;       /**< Replace the file that is there. */
  /** Of rates, one a zone of the level, NaN where unknown: the map is then of the kind "ecart",
   *  which no word asks for… */
  const mlg_estimate *differences;
  const char *compared; /**< …and says what less what… */
  const char *subject;  /**< …of which share; NULL: of the indicator. */
  size_t n_marks;
  const mlg_mark *marks;   /**< On a map of the kind "besoin". */
  const char *marks_words; /**< French, what they are: "demi-journées placées". */
} mlg_picture;

/**
 * Draws one picture into the file `path`, written beside then renamed: an older file stays whole
 * until the new one is. Reports CHOICE_UNKNOWN, with the nearest name, for a choice that the
 * portrait does not have, KIND_UNFIT for a kind that does not show the subject, or has no classes
 * though some are asked, COUNT_SHADED for an indicator without denominator asked as a rate,
 * MAP_EMPTY when there is nothing to show, FILE_EXISTS.
 */
mlg_status mlg_draw_map(const mlg_portrait *portrait, const mlg_picture *picture, const char *path,
                        mlg_findings *findings);

/** Releases what cairo, pango and fontconfig keep between maps. */
void mlg_draw_end(void);

#endif
