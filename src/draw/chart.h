/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRAW_CHART_H
#define DRAW_CHART_H

#include <maillage/finding.h>

#include "draw/key.h"
#include "draw/map.h"

/**
 * @file
 * Charts: where a map would only be admired. They stand on the page as maps do, with the same
 * texts around, the same scene and the same key.
 */
typedef struct {
  mlg_chart_kind kind;
  mlg_map_plan plan; /**< Indicator, family, level of the rows, extent, page, name. */
} mlg_chart_plan;

/** Every chart of the project; those that cannot be drawn are findings. */
mlg_status mlg_chart_plans(mlg_arena *arena, const mlg_portrait *portrait, mlg_findings *findings,
                           mlg_chart_plan **plans, size_t *n);

/** Draws one chart; `scene` and all it holds belong to `arena`. */
mlg_status mlg_chart_draw(const mlg_drawing *drawing, const mlg_chart_plan *plan, mlg_arena *arena,
                          mlg_scene *scene);

/* ---- the inside ---- */

enum { MLG_MOST_PARTS = 4, MLG_MOST_ROWS = 24 };

/** One row: a bar in parts, or a dot on its interval. */
typedef struct {
  const char *name;
  bool strong; /**< What the others are compared with. */
  size_t n_parts;
  double parts[MLG_MOST_PARTS];
  mlg_paint paints[MLG_MOST_PARTS];
  double value, low, high; /**< Of a dot; NaN: none. */
  mlg_rgb ink;             /**< Of the dot. */
  const char *end;         /**< What it comes to, at its end. */
  double order;            /**< Rows are put in descending order, strong ones first. */
} mlg_chart_row;

typedef struct {
  mlg_map *map;
  mlg_chart_row *rows;
  size_t n;
  bool percent;         /**< Values are ratios; else persons. */
  double line;          /**< Where a line crosses all rows; NaN: none… */
  const char *line_end; /**< …and what it says. */
} mlg_chart;

/** Room for `n` rows; false when memory is short. */
bool mlg_chart_begin(mlg_chart *chart, mlg_map *map, size_t n);

/** Puts the rows in order, keeps the first MLG_MOST_ROWS and draws them on the frame. */
void mlg_chart_rows(mlg_chart *chart);

mlg_status mlg_chart_ranks(mlg_map *map);
mlg_status mlg_chart_parts(mlg_map *map);
mlg_status mlg_chart_capacity(mlg_map *map);
mlg_status mlg_chart_ages(mlg_map *map);

/** The indicators of ages in the project, 65, 75 and 80 and over; false when one is missing. */
bool mlg_chart_find_ages(const mlg_portrait *portrait, size_t ages[3]);

#endif
