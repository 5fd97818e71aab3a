/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_GROUND_H
#define DRAW_GROUND_H

#include <maillage/arena.h>
#include <maillage/geometry.h>
#include <stdbool.h>

/**
 * @file
 * The map's ground in square cells of a few px: whose each cell is, and what
 * stands on it. Placing names and figures asks only this, so that a test costs
 * some cells, whatever the detail of the limits.
 */
#define MLG_CELL 4.0

enum { MLG_NOBODYS = -1, MLG_ON_LIMIT = -2 };

/** What stands on a cell; bits. */
enum {
  MLG_TAKEN_TEXT = 1, /**< A name, a figure, a sign that must be read. */
  MLG_TAKEN_SITE = 2,
  MLG_TAKEN_CIRCLE = 4,
  MLG_TAKEN_LEADER = 8,
  MLG_TAKEN_ANYTHING = 15,
};

typedef struct {
  mlg_box frame;
  size_t columns, rows;
  int *owner;           /**< By row; MLG_NOBODYS, MLG_ON_LIMIT or a zone's number. */
  unsigned char *taken; /**< By row. */
} mlg_ground;

/** False when memory is short. */
bool mlg_ground_clear(mlg_ground *ground, mlg_arena *arena, mlg_box frame);

/** Gives the inside of a shape (page coordinates) to `owner`, and marks its limit. */
void mlg_ground_give(mlg_ground *ground, mlg_shape shape, int owner);

/** The middle of an owner's cells, and their box; false when it has none. */
bool mlg_ground_middle(const mlg_ground *ground, int owner, mlg_point *middle, mlg_box *box);

/** Moves `point` to the owner's nearest cell where nothing of `what` stands, if there is one. */
void mlg_ground_nearest(const mlg_ground *ground, int owner, unsigned what, mlg_point *point);

void mlg_ground_take_box(mlg_ground *ground, mlg_box box, unsigned what);
void mlg_ground_take_circle(mlg_ground *ground, mlg_point centre, double radius, unsigned what);
void mlg_ground_take_segment(mlg_ground *ground, mlg_point from, mlg_point to, unsigned what);

/** Whether the box lies in the frame and nothing of `what` stands on it. */
bool mlg_ground_is_free(const mlg_ground *ground, mlg_box box, unsigned what);
bool mlg_ground_is_clear_way(const mlg_ground *ground, mlg_point from, mlg_point to, unsigned what);

/** Whether every cell of the box is `owner`'s. */
bool mlg_ground_is_within(const mlg_ground *ground, mlg_box box, int owner);

/** Share of the box's cells that are `owner`'s, 0 to 1. */
double mlg_ground_share(const mlg_ground *ground, mlg_box box, int owner);

#endif
