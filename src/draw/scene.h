/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_SCENE_H
#define DRAW_SCENE_H

#include <maillage/geometry.h>
#include <maillage/status.h>
#include <stdbool.h>
#include <stdint.h>

#include "draw/measure.h"
#include "draw/page.h"

/**
 * @file
 * One picture as a list of items in page coordinates: px, y down.
 * Every painter shows the same scene. Adding is sticky, as in cairo: once memory
 * was short the scene is `lost`, and one check at the end is enough.
 */
/** What an item is for; items of one role make one group of the SVG. */
typedef enum {
  MLG_ROLE_BACKGROUND,
  MLG_ROLE_ZONE,
  MLG_ROLE_LIMIT,
  MLG_ROLE_CIRCLE,
  MLG_ROLE_SITE,
  MLG_ROLE_AXIS,
  MLG_ROLE_BAR,
  MLG_ROLE_LEADER,
  MLG_ROLE_LABEL,
  MLG_ROLE_FIGURE,
  MLG_ROLE_SCALE,
  MLG_ROLE_LOCATOR,
  MLG_ROLE_TITLE,
  MLG_ROLE_KEY,
  MLG_ROLE_FOOT,
  MLG_ROLE_COUNT
} mlg_role;

/** French, ASCII: the id of the role's group in the SVG. */
extern const char *const MLG_ROLE_NAMES[MLG_ROLE_COUNT];

/** Lines or dots over a fill: sense that does not rest on colour. */
typedef enum {
  MLG_PLAIN,
  MLG_HATCH,      /**< Slanted lines. */
  MLG_BACK_HATCH, /**< Lines slanted the other way. */
  MLG_CROSS,      /**< Slanted lines both ways. */
  MLG_HORIZONTAL, /**< Level lines. */
  MLG_VERTICAL,
  MLG_DOTS,
  MLG_PATTERN_COUNT
} mlg_pattern;

/** Distance between the lines or dots of a pattern, px. */
#define MLG_PATTERN_STEP 8.0

typedef struct {
  mlg_rgb fill; /**< MLG_NO_COLOUR: not filled. */
  mlg_pattern pattern;
  mlg_rgb ink;    /**< Of the pattern. */
  mlg_rgb stroke; /**< MLG_NO_COLOUR: not stroked. */
  double width;   /**< Of the stroke, px. */
} mlg_paint;

typedef enum {
  MLG_ITEM_SHAPE,
  MLG_ITEM_LINES,
  MLG_ITEM_CIRCLE,
  MLG_ITEM_BOX,
  MLG_ITEM_IMAGE,
  MLG_ITEM_TEXT
} mlg_item_kind;

typedef struct {
  mlg_item_kind kind;
  mlg_role role;
  const mlg_box *clip; /**< NULL: the whole page. */
  const char *tooltip; /**< What the SVG says of the item; NULL: nothing. */
  const char *link;    /**< Name of the page of a book that a PDF leads to; NULL: none. */
  mlg_paint paint;
  union {
    mlg_shape shape; /**< Closed rings (even-odd), or open lines. */
    struct {
      mlg_point centre;
      double radius;
    } circle;
    mlg_box box;
    struct {
      mlg_box where;
      const char *path; /**< A PNG; what cannot be read is not shown. */
    } image;
    mlg_text text;
  };
} mlg_item;

typedef struct {
  mlg_arena *arena; /**< Owns all that items point to. */
  mlg_page page;
  const char *title, *description, *author, *date;
  mlg_item *items;
  size_t count, capacity;
  bool lost;
} mlg_scene;

void mlg_scene_shape(mlg_scene *scene, mlg_role role, const mlg_box *clip, mlg_shape shape,
                     mlg_paint paint, const char *tooltip);

/** As mlg_scene_shape(), in the item of that role that is painted alike, among the last ones: what
 *  thousands of shapes too small to be pointed at take, as one. They must not overlap. */
void mlg_scene_join(mlg_scene *scene, mlg_role role, const mlg_box *clip, mlg_shape shape,
                    mlg_paint paint);

/** Open lines. */
void mlg_scene_lines(mlg_scene *scene, mlg_role role, const mlg_box *clip, mlg_shape lines,
                     mlg_rgb stroke, double width);
void mlg_scene_segment(mlg_scene *scene, mlg_role role, mlg_point from, mlg_point to,
                       mlg_rgb stroke, double width);
void mlg_scene_circle(mlg_scene *scene, mlg_role role, const mlg_box *clip, mlg_point centre,
                      double radius, mlg_paint paint, const char *tooltip);
void mlg_scene_box(mlg_scene *scene, mlg_role role, mlg_box box, mlg_paint paint);
void mlg_scene_image(mlg_scene *scene, mlg_role role, mlg_box where, const char *path);
void mlg_scene_text(mlg_scene *scene, mlg_role role, mlg_text text);

/** Moves the items from index `first` on; what they point to must be theirs alone. */
void mlg_scene_shift(mlg_scene *scene, size_t first, double dx, double dy);

/** The items' own box, strokes left out. */
mlg_box mlg_item_box(const mlg_item *item);

/** Texts nearer to a side of the page may be cut by a projector or a printer, px. */
#define MLG_EDGE 8.0

/** What is wrong with a scene. */
typedef enum {
  MLG_TEXT_OFF_PAGE,  /**< Or nearer than MLG_EDGE to its side. */
  MLG_TEXT_TOO_SMALL, /**< Under 16 px. */
  MLG_TEXTS_OVERLAP,
  MLG_SITE_ON_TEXT, /**< A site's sign sits on a figure or a name. */
  MLG_LEADER_ON_TEXT,
  MLG_CIRCLE_ON_LABEL, /**< A circle touches a name. */
} mlg_flaw_kind;

typedef struct {
  mlg_flaw_kind kind;
  size_t a, b; /**< Indexes of the items. */
} mlg_flaw;

/** Looks for flaws; keeps the first `most` in `flaws` and returns how many there are. O(n²). */
size_t mlg_scene_check(const mlg_scene *scene, mlg_flaw *flaws, size_t most);

#endif
