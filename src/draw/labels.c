/* SPDX-License-Identifier: Apache-2.0 */
#include "draw/labels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Ways to break one name: as it is, at its dashes, then ever narrower. */
enum { MOST_WAYS = 5 };
static const double NARROWER[] = {0.62, 0.45, 0.36};

/* Room kept around a name, px. */
static const double AIR = 2;

/* What a further line costs, in px of distance from the middle. */
static const double LINE_COST = 6;

/* A name that crosses a limit keeps at least this share on its own ground. */
static const double LEAST_SHARE = 0.55;

static const unsigned ANYTHING = MLG_TAKEN_TEXT | MLG_TAKEN_SITE | MLG_TAKEN_CIRCLE |
                                 MLG_TAKEN_LEADER;

typedef struct {
  mlg_map *map;
  const mlg_label *label;
  size_t n_ways;
  mlg_text ways[MOST_WAYS];
  mlg_point middle; /* Of the owner's ground. */
  mlg_box around;   /* The box of the owner's ground. */
  double best;
  mlg_text placed;
  bool found;
} search;

/* "A - B - C" over as many lines as parts, the dashes dropped. */
static char *parted(mlg_arena *arena, const char *name) {
  char *copy = mlg_arena_strdup(arena, name);
  if (copy == NULL) return NULL;
  for (char *dash; (dash = strstr(copy, " - ")) != NULL;) {
    *dash = '\n';
    memmove(dash + 1, dash + 3, strlen(dash + 3) + 1);
  }
  return copy;
}

static void add_way(search *s, const char *name, double width) {
  mlg_text way =
      mlg_measure(s->map->drawing->ruler, s->map->arena, name, s->label->font, MLG_MIDDLE, width);
  /* A narrower width that breaks no further adds nothing. */
  if (s->n_ways == 0 || way.n_lines > s->ways[s->n_ways - 1].n_lines) s->ways[s->n_ways++] = way;
}

static void find_ways(search *s) {
  const char *name = s->label->name;
  add_way(s, name, MLG_UNBOUNDED);
  if (strstr(name, " - ") != NULL) {
    const char *lines = parted(s->map->arena, name);
    if (lines != NULL) add_way(s, lines, MLG_UNBOUNDED);
    return;
  }
  double natural = mlg_text_width(s->ways[0]);
  for (size_t i = 0; i < sizeof NARROWER / sizeof *NARROWER; i++)
    if (strchr(name, ' ') != NULL || strchr(name, '-') != NULL)
      add_way(s, name, natural * NARROWER[i]);
}

static mlg_box widened(mlg_box box, double by) {
  return (mlg_box){box.min_x - by, box.min_y - by, box.max_x + by, box.max_y + by};
}

static double away(mlg_point a, mlg_point b) { return hypot(a.x - b.x, a.y - b.y); }

/* ---- inside the owner's ground ---- */

typedef bool fits(const search *s, mlg_box box);

static bool fits_within(const search *s, mlg_box box) {
  return mlg_ground_is_within(&s->map->ground, box, s->label->owner);
}

static bool fits_mostly(const search *s, mlg_box box) {
  return mlg_ground_share(&s->map->ground, box, s->label->owner) >= LEAST_SHARE;
}

static void try_at(search *s, const mlg_text *way, mlg_point centre, fits *fit) {
  double cost = away(centre, s->middle) + LINE_COST * (double)(way->n_lines - 1);
  if (cost >= s->best) return;
  mlg_text text = mlg_text_around(*way, centre);
  mlg_box box = widened(text.box, AIR);
  if (!mlg_ground_is_free(&s->map->ground, box, ANYTHING) || !fit(s, box)) return;
  s->best = cost;
  s->placed = text;
  s->found = true;
}

static void search_inside(search *s, fits *fit) {
  for (size_t i = 0; i < s->n_ways; i++) {
    try_at(s, &s->ways[i], s->middle, fit);
    for (double y = s->around.min_y; y <= s->around.max_y; y += MLG_CELL)
      for (double x = s->around.min_x; x <= s->around.max_x; x += MLG_CELL)
        try_at(s, &s->ways[i], (mlg_point){x, y}, fit);
  }
}

/* ---- beside it, with a leader ---- */

static mlg_point nearest_in(mlg_box box, mlg_point p) {
  return (mlg_point){fmin(fmax(p.x, box.min_x), box.max_x), fmin(fmax(p.y, box.min_y), box.max_y)};
}

/* A leader is short, and its name stands on as little of the map as can be. */
static void try_beside(search *s, const mlg_text *way, mlg_point centre) {
  const mlg_ground *ground = &s->map->ground;
  mlg_text text = mlg_text_around(*way, centre);
  mlg_box box = widened(text.box, AIR);
  mlg_point end = nearest_in(box, s->middle);
  double length = away(end, s->middle);
  if (length < 12 || length >= s->best) return;
  double cost = length + 160 * (1 - mlg_ground_share(ground, box, MLG_NOBODYS)) +
                LINE_COST * (double)(way->n_lines - 1);
  if (cost >= s->best || !mlg_ground_is_free(ground, box, ANYTHING) ||
      !mlg_ground_is_clear_way(ground, s->middle, end, MLG_TAKEN_TEXT | MLG_TAKEN_LEADER))
    return;
  s->best = cost;
  s->placed = text;
  s->found = true;
}

static void search_beside(search *s) {
  const mlg_box *frame = s->map->frame;
  for (size_t i = 0; i < s->n_ways; i++)
    for (double y = frame->min_y; y <= frame->max_y; y += 2 * MLG_CELL)
      for (double x = frame->min_x; x <= frame->max_x; x += 2 * MLG_CELL)
        try_beside(s, &s->ways[i], (mlg_point){x, y});
}

static void add_leader(search *s) {
  mlg_box box = widened(s->placed.box, AIR);
  mlg_point end = nearest_in(box, s->middle);
  mlg_scene *scene = s->map->scene;
  mlg_paint dot = {.fill = MLG_INK, .stroke = MLG_WHITE, .width = 1};
  mlg_scene_segment(scene, MLG_ROLE_LEADER, s->middle, end, MLG_WHITE, 4);
  mlg_scene_segment(scene, MLG_ROLE_LEADER, s->middle, end, MLG_INK, 1.4);
  mlg_scene_circle(scene, MLG_ROLE_LEADER, NULL, s->middle, 3.5, dot, NULL);
  mlg_ground_take_segment(&s->map->ground, s->middle, end, MLG_TAKEN_LEADER);
}

static void place(mlg_map *map, const mlg_label *label) {
  search s = {.map = map, .label = label, .best = INFINITY};
  if (!mlg_ground_middle(&map->ground, label->owner, &s.middle, &s.around)) return;
  find_ways(&s);
  search_inside(&s, fits_within);
  if (!s.found && label->must) {
    search_beside(&s);
    if (s.found) add_leader(&s);
  } else if (!s.found) {
    search_inside(&s, fits_mostly);
  }
  if (!s.found) return;
  mlg_scene_text(map->scene, MLG_ROLE_LABEL, s.placed);
  mlg_ground_take_box(&map->ground, widened(s.placed.box, AIR), MLG_TAKEN_TEXT);
}

static int by_priority(const void *a, const void *b) {
  const mlg_label *x = a, *y = b;
  if (x->must != y->must) return x->must ? -1 : 1;
  if (x->priority != y->priority) return x->priority > y->priority ? -1 : 1;
  return (x->owner > y->owner) - (x->owner < y->owner);
}

mlg_status mlg_labels_place(mlg_map *map, mlg_label *labels, size_t n) {
  qsort(labels, n, sizeof *labels, by_priority);
  for (size_t i = 0; i < n && !map->scene->lost; i++) place(map, &labels[i]);
  return map->scene->lost ? MLG_FAILURE : MLG_OK;
}
