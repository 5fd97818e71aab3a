/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/labels.h"

#include <math.h>
#include <stdlib.h>

#include "draw/label_ways.h"

/* Room kept around a name, px. */
static const double AIR = 2;

/* What a further line costs, in px of distance from the middle. */
static const double LINE_COST = 6;

/* What a name beside its ground costs when it hides the map, in px of leader… */
static const double HIDING_COST = 140;

/* …and when its leader runs over a circle. */
static const double CROSSING_COST = 60;

/* From this length on (px) each px of leader costs twice, then three times as much… */
static const double LONG = 60;

/* …and from this cost on a name that crosses its zone's limits is better. */
static const double TOO_MUCH = 170;

static const double LEAST_SIZE = 16;

/* Where a leader may start: that many places on the owner's ground. */
enum { MOST_STARTS = 24 };

/* What a start costs by px from the middle of its ground. */
static const double ASIDE_COST = 0.4;

typedef struct {
  mlg_map *map;
  const mlg_label *label;
  mlg_ways ways;
  mlg_point middle;   /* Of the owner's ground. */
  mlg_box around;     /* The box of the owner's ground. */
  double least_share; /* Of the name's box that must lie on its ground. */
  mlg_point starts[MOST_STARTS];
  size_t n_starts;
  double best;
  mlg_text placed;
  mlg_point start; /* Of the leader that was kept. */
  bool found;
} search;

static mlg_box widened(mlg_box box, double by) {
  return (mlg_box){box.min_x - by, box.min_y - by, box.max_x + by, box.max_y + by};
}

/* Of pages: no need of hypot, which takes care of very large numbers. */
static double away(mlg_point a, mlg_point b) {
  double x = a.x - b.x, y = a.y - b.y;
  return sqrt(x * x + y * y);
}

static void keep(search *s, mlg_text text, double cost) {
  s->best = cost;
  s->placed = text;
  s->found = true;
}

/* ---- on the owner's ground ---- */

/* Line by line: a short line leaves room for a limit beside it. */
static bool lies_on_it(const search *s, const mlg_text *text) {
  const mlg_ground *ground = &s->map->ground;
  for (size_t i = 0; i < text->n_lines; i++) {
    mlg_box box = widened(mlg_line_box(text, i), AIR);
    if (s->least_share >= 1 ? !mlg_ground_is_within(ground, box, s->label->owner)
                            : mlg_ground_share(ground, box, s->label->owner) < s->least_share)
      return false;
  }
  return true;
}

/* Most places fail, and cheaply on the first cell of another's ground when all must be its own. */
static bool fits(const search *s, const mlg_text *text) {
  mlg_box box = widened(text->box, AIR);
  const mlg_ground *ground = &s->map->ground;
  return s->least_share >= 1
             ? lies_on_it(s, text) && mlg_ground_is_free(ground, box, MLG_TAKEN_ANYTHING)
             : mlg_ground_is_free(ground, box, MLG_TAKEN_ANYTHING) && lies_on_it(s, text);
}

static void try_at(search *s, const mlg_text *way, mlg_point centre) {
  double cost = away(centre, s->middle) + LINE_COST * (double)(way->n_lines - 1);
  if (cost >= s->best) return;
  mlg_text text = mlg_text_around(*way, centre);
  if (fits(s, &text)) keep(s, text, cost);
}

static void find_ways(search *s, double size) {
  mlg_font font = s->label->font;
  font.size = size;
  s->ways = mlg_label_ways(s->map->drawing->ruler, s->map->arena, s->label->name, font);
}

static bool search_on_it(search *s, double size, double least_share) {
  find_ways(s, size);
  s->least_share = least_share;
  for (size_t i = 0; i < s->ways.n; i++)
    for (double y = s->around.min_y; y <= s->around.max_y; y += MLG_CELL)
      for (double x = s->around.min_x; x <= s->around.max_x; x += MLG_CELL)
        try_at(s, &s->ways.texts[i], (mlg_point){x, y});
  return s->found;
}

/* ---- beside it, with a leader ---- */

/* Free ground spread over the zone, its middle or what is nearest to it first. */
static void find_starts(search *s) {
  const mlg_ground *ground = &s->map->ground;
  double width = s->around.max_x - s->around.min_x, height = s->around.max_y - s->around.min_y;
  double step = fmax(sqrt(width * height / MOST_STARTS), 2 * MLG_CELL);
  s->starts[0] = s->middle;
  mlg_ground_nearest(ground, s->label->owner, MLG_TAKEN_ANYTHING, &s->starts[0]);
  s->n_starts = 1;
  for (double y = s->around.min_y + step / 2; y < s->around.max_y; y += step)
    for (double x = s->around.min_x + step / 2; x < s->around.max_x; x += step) {
      mlg_box dot = widened((mlg_box){x, y, x, y}, 1.5 * MLG_CELL);
      if (s->n_starts < MOST_STARTS && mlg_ground_is_within(ground, dot, s->label->owner) &&
          mlg_ground_is_free(ground, dot, MLG_TAKEN_ANYTHING))
        s->starts[s->n_starts++] = (mlg_point){x, y};
    }
}

/* The gap between two boxes, 0 when they meet. */
static double gap(mlg_box a, mlg_box b) {
  return hypot(fmax(fmax(a.min_x - b.max_x, b.min_x - a.max_x), 0),
               fmax(fmax(a.min_y - b.max_y, b.min_y - a.max_y), 0));
}

/* One leader to the box of a name, whose own cost is `cost`. */
static void try_leader(search *s, const mlg_text *text, mlg_box box, double cost, mlg_point start) {
  const mlg_ground *ground = &s->map->ground;
  mlg_point end = mlg_box_nearest(box, start);
  double length = away(end, start);
  cost += length * (1 + length / LONG) + ASIDE_COST * away(start, s->middle);
  /* A leader that cannot be seen leads nowhere. */
  if (cost >= s->best || length < 3 * MLG_CELL) return;
  if (!mlg_ground_is_clear_way(ground, start, end, MLG_TAKEN_CIRCLE)) cost += CROSSING_COST;
  if (cost >= s->best ||
      !mlg_ground_is_clear_way(ground, start, end,
                               MLG_TAKEN_TEXT | MLG_TAKEN_LEADER | MLG_TAKEN_SITE))
    return;
  keep(s, *text, cost);
  s->start = start;
}

/* A leader is short, and its name stands on as little of the map as can be. */
static void try_beside(search *s, const mlg_text *way, mlg_point centre) {
  const mlg_ground *ground = &s->map->ground;
  mlg_text text = mlg_text_around(*way, centre);
  mlg_box box = widened(text.box, AIR);
  double least = gap(box, s->around), cost = LINE_COST * (double)(way->n_lines - 1);
  if (least * (1 + least / LONG) + cost >= s->best) return;
  cost += HIDING_COST * (1 - mlg_ground_share(ground, box, MLG_NOBODYS));
  if (least * (1 + least / LONG) + cost >= s->best ||
      !mlg_ground_is_free(ground, box, MLG_TAKEN_ANYTHING))
    return;
  for (size_t i = 0; i < s->n_starts; i++) try_leader(s, &text, box, cost, s->starts[i]);
}

void mlg_label_leader(mlg_map *map, mlg_point start, mlg_point end) {
  mlg_paint dot = {.fill = MLG_INK, .stroke = MLG_WHITE, .width = 1};
  mlg_scene_segment(map->scene, MLG_ROLE_LEADER, start, end, MLG_WHITE, 4);
  mlg_scene_segment(map->scene, MLG_ROLE_LEADER, start, end, MLG_INK, 1.4);
  mlg_scene_circle(map->scene, MLG_ROLE_LEADER, NULL, start, 3.5, dot, NULL);
  mlg_ground_take_segment(&map->ground, start, end, MLG_TAKEN_LEADER);
}

static void add_leader(search *s) {
  mlg_label_leader(s->map, s->start, mlg_box_nearest(widened(s->placed.box, AIR), s->start));
}

static void search_beside(search *s) {
  const mlg_box *frame = s->map->frame;
  find_starts(s);
  for (size_t i = 0; i < s->ways.n; i++)
    for (double y = frame->min_y; y <= frame->max_y; y += 2 * MLG_CELL)
      for (double x = frame->min_x; x <= frame->max_x; x += 2 * MLG_CELL)
        try_beside(s, &s->ways.texts[i], (mlg_point){x, y});
}

/* With a short leader; else over the limits; else however long the leader. */
static void search_beside_or_across(search *s) {
  search_beside(s);
  if (s->found && s->best <= TOO_MUCH) {
    add_leader(s);
    return;
  }
  search beside = *s;
  s->found = false;
  s->best = INFINITY;
  if (search_on_it(s, LEAST_SIZE, 0.7) || !beside.found) return;
  *s = beside;
  add_leader(s);
}

/* From the best that can be to what will do. */
static void search_place(search *s) {
  double size = s->label->font.size;
  if (search_on_it(s, size, 1)) return;
  if (size > LEAST_SIZE && search_on_it(s, LEAST_SIZE, 1)) return;
  if (s->label->insistence == MLG_ACROSS_OR_NOT) search_on_it(s, LEAST_SIZE, 0.6);
  if (s->label->insistence != MLG_MUST_BE || search_on_it(s, LEAST_SIZE, 0.9)) return;
  search_beside_or_across(s);
}

static void place(mlg_map *map, const mlg_label *label) {
  search s = {.map = map, .label = label, .best = INFINITY};
  if (!mlg_ground_middle(&map->ground, label->owner, &s.middle, &s.around)) return;
  search_place(&s);
  if (!s.found) return;
  mlg_scene_text(map->scene, MLG_ROLE_LABEL, s.placed);
  mlg_ground_take_box(&map->ground, widened(s.placed.box, AIR), MLG_TAKEN_TEXT);
}

static int by_priority(const void *a, const void *b) {
  const mlg_label *x = a, *y = b;
  if (x->insistence != y->insistence) return x->insistence > y->insistence ? -1 : 1;
  if (x->priority != y->priority) return x->priority > y->priority ? -1 : 1;
  return (x->owner > y->owner) - (x->owner < y->owner);
}

mlg_status mlg_labels_place(mlg_map *map, mlg_label *labels, size_t n) {
  qsort(labels, n, sizeof *labels, by_priority);
  for (size_t i = 0; i < n && !map->scene->lost; i++) place(map, &labels[i]);
  return map->scene->lost ? MLG_FAILURE : MLG_OK;
}
