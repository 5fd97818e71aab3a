/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw/chart.h"

/* px */
static const double NAME_SHARE = 0.34, NAME_GAP = 16, END_GAP = 12, AXIS = 40, TALLEST = 56;
static const mlg_rgb GRID = 0xDDE3E8u;

static const mlg_font NAME = {19, MLG_REGULAR, MLG_INK, MLG_NO_COLOUR};
static const mlg_font END = {18, MLG_SEMIBOLD, MLG_INK, MLG_WHITE};
static const mlg_font TICK = {16, MLG_REGULAR, MLG_SOFT_INK, MLG_NO_COLOUR};

/* Where things stand. */
typedef struct {
  mlg_box plot;
  double most; /* The value at its right side. */
  double pitch;
} plot;

bool mlg_chart_begin(mlg_chart *chart, mlg_map *map, size_t n) {
  *chart = (mlg_chart){.map = map, .rows = MLG_NEW(map->arena, mlg_chart_row, n + 1), .line = NAN};
  return chart->rows != NULL;
}

static int by_order(const void *a, const void *b) {
  const mlg_chart_row *x = a, *y = b;
  if (x->strong != y->strong) return x->strong ? -1 : 1;
  if (x->order != y->order) return x->order > y->order ? -1 : 1;
  return strcmp(x->name, y->name);
}

static double reach_of(const mlg_chart_row *row) {
  double sum = 0;
  for (size_t i = 0; i < row->n_parts; i++) sum += row->parts[i];
  if (row->n_parts > 0) return sum;
  return isnan(row->value) ? 0 : isfinite(row->high) ? row->high : row->value;
}

static double x_of(const plot *p, double value) {
  return p->plot.min_x + value / p->most * (p->plot.max_x - p->plot.min_x);
}

/* The least of 1, 2, 2.5 and 5 times a power of ten that makes at most six steps. */
static double step_for(double most) {
  static const double STEPS[] = {1, 2, 2.5, 5, 10};
  double power = pow(10, floor(log10(most / 6)));
  for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++)
    if (most / (STEPS[i] * power) <= 6) return STEPS[i] * power;
  return 10 * power;
}

static char *tick_words(const mlg_chart *chart, double value) {
  if (!chart->percent) return mlg_french_count(chart->map->arena, value);
  const char *number = mlg_french_decimal(chart->map->arena, 100 * value, 0);
  return number == NULL ? NULL : mlg_arena_printf(chart->map->arena, "%s" MLG_NNBSP "%%", number);
}

/* Thin lines behind the rows, their values below. */
static void draw_axis(const mlg_chart *chart, const plot *p) {
  mlg_map *map = chart->map;
  double step = step_for(p->most);
  for (double value = 0; value <= p->most * (1 + 1e-9); value += step) {
    double x = x_of(p, value);
    mlg_scene_segment(map->scene, MLG_ROLE_AXIS, (mlg_point){x, p->plot.min_y},
                      (mlg_point){x, p->plot.max_y}, GRID, value == 0 ? 2 : 1);
    mlg_map_write(map, MLG_ROLE_AXIS, tick_words(chart, value), TICK, MLG_MIDDLE, MLG_UNBOUNDED, x,
                  p->plot.max_y + 8);
  }
}

static void draw_bar(const mlg_chart *chart, const plot *p, const mlg_chart_row *row,
                     double middle) {
  double from = 0, half = fmin(p->pitch * 0.32, 14);
  for (size_t i = 0; i < row->n_parts; i++) {
    mlg_box box = {x_of(p, from), middle - half, x_of(p, from + row->parts[i]), middle + half};
    mlg_paint paint = row->paints[i];
    paint.stroke = MLG_WHITE;
    paint.width = 1;
    if (box.max_x - box.min_x > 0.5) mlg_scene_box(chart->map->scene, MLG_ROLE_BAR, box, paint);
    from += row->parts[i];
  }
}

static void draw_dot(const mlg_chart *chart, const plot *p, const mlg_chart_row *row,
                     double middle) {
  if (isnan(row->value)) return;
  mlg_scene *scene = chart->map->scene;
  double low = isfinite(row->low) ? row->low : row->value;
  double high = isfinite(row->high) ? row->high : row->value;
  mlg_scene_segment(scene, MLG_ROLE_BAR, (mlg_point){x_of(p, low), middle},
                    (mlg_point){x_of(p, high), middle}, row->ink, 5);
  mlg_scene_circle(scene, MLG_ROLE_BAR, NULL, (mlg_point){x_of(p, row->value), middle}, 8,
                   (mlg_paint){.fill = row->ink, .stroke = MLG_WHITE, .width = 2}, NULL);
}

static void draw_row(const mlg_chart *chart, const plot *p, const mlg_chart_row *row,
                     double middle) {
  mlg_map *map = chart->map;
  mlg_font font = NAME;
  if (row->strong) font.weight = MLG_BOLD;
  double room = p->plot.min_x - NAME_GAP - map->frame->min_x;
  font.size = 20;
  mlg_text name;
  do {
    font.size -= 1;
    name = mlg_measure(map->drawing->ruler, map->arena, row->name, font, MLG_RIGHT, room);
  } while (font.size > 16 && mlg_text_height(name) > p->pitch);
  mlg_scene_text(map->scene, MLG_ROLE_LABEL,
                 mlg_text_at(name, p->plot.min_x - NAME_GAP - mlg_text_width(name),
                             middle - mlg_text_height(name) / 2));
  if (row->n_parts > 0)
    draw_bar(chart, p, row, middle);
  else
    draw_dot(chart, p, row, middle);
  mlg_text end =
      mlg_measure(map->drawing->ruler, map->arena, row->end, END, MLG_LEFT, MLG_UNBOUNDED);
  double half = row->n_parts > 0 ? 0 : 8;
  mlg_scene_text(
      map->scene, MLG_ROLE_FIGURE,
      mlg_text_at(end, x_of(p, reach_of(row)) + half + END_GAP, middle - mlg_text_height(end) / 2));
}

static double widest(const mlg_chart *chart, bool ends) {
  mlg_map *map = chart->map;
  double most = 0;
  for (size_t i = 0; i < chart->n; i++) {
    mlg_font font = ends ? END : NAME;
    if (!ends && chart->rows[i].strong) font.weight = MLG_BOLD;
    mlg_text text = mlg_measure(map->drawing->ruler, map->arena,
                                ends ? chart->rows[i].end : chart->rows[i].name, font, MLG_LEFT,
                                MLG_UNBOUNDED);
    most = fmax(most, mlg_text_width(text));
  }
  return most;
}

static plot make_plot(const mlg_chart *chart) {
  const mlg_box *frame = chart->map->frame;
  double width = frame->max_x - frame->min_x, most = 0;
  for (size_t i = 0; i < chart->n; i++) most = fmax(most, reach_of(&chart->rows[i]));
  double names = fmin(widest(chart, false) + 2, NAME_SHARE * width);
  double top = frame->min_y + (isnan(chart->line) ? 0 : AXIS);
  double height = fmin(frame->max_y - AXIS - top, TALLEST * (double)chart->n);
  mlg_box box = {frame->min_x + names + NAME_GAP, top,
                 frame->max_x - widest(chart, true) - END_GAP - 10, top + height};
  return (plot){box, most > 0 ? most : 1, height / (double)chart->n};
}

/* The value that rows are compared with, from above. */
static void draw_line(const mlg_chart *chart, const plot *p) {
  if (isnan(chart->line) || chart->line > p->most) return;
  mlg_map *map = chart->map;
  double x = x_of(p, chart->line);
  mlg_scene_segment(map->scene, MLG_ROLE_AXIS, (mlg_point){x, p->plot.min_y - 6},
                    (mlg_point){x, p->plot.max_y}, MLG_INK, 2);
  mlg_map_write(map, MLG_ROLE_AXIS, chart->line_end, END, MLG_MIDDLE, MLG_UNBOUNDED, x,
                p->plot.min_y - 34);
}

void mlg_chart_rows(mlg_chart *chart) {
  qsort(chart->rows, chart->n, sizeof *chart->rows, by_order);
  if (chart->n > MLG_MOST_ROWS) chart->n = MLG_MOST_ROWS;
  if (chart->n == 0) return;
  plot p = make_plot(chart);
  draw_axis(chart, &p);
  draw_line(chart, &p);
  for (size_t i = 0; i < chart->n; i++)
    draw_row(chart, &p, &chart->rows[i], p.plot.min_y + ((double)i + 0.5) * p.pitch);
}
