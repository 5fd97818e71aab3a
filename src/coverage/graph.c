/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/reach.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* An offer in the sweep from west to east: a zone looks at the strip within its reach. */
typedef struct {
  mlg_point at;
  size_t offer;
} stop;

typedef struct {
  const mlg_reach *reach;
  double metres;
  size_t n_stops;
  stop *stops;
} sweep;

static int compare_stops(const void *left, const void *right) {
  const stop *a = left, *b = right;
  return (a->at.x > b->at.x) - (a->at.x < b->at.x);
}

static bool is_point(mlg_point p) { return isfinite(p.x) && isfinite(p.y); }

static mlg_status line_up(mlg_arena *arena, const mlg_reach *reach, const mlg_point *offers,
                          size_t n, sweep *line) {
  *line = (sweep){reach, mlg_reach_metres(reach), 0, MLG_NEW(arena, stop, n)};
  MLG_HAVE(line->stops);
  for (size_t i = 0; i < n; i++)
    if (is_point(offers[i])) line->stops[line->n_stops++] = (stop){offers[i], i};
  if (line->n_stops > 0) qsort(line->stops, line->n_stops, sizeof(stop), compare_stops);
  return MLG_OK;
}

/* The first stop at or east of x. */
static size_t first_from(const sweep *line, double x) {
  size_t low = 0, high = line->n_stops;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (line->stops[middle].at.x < x)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

typedef struct {
  size_t offer;
  double weight;
} arc;

static int compare_arcs(const void *left, const void *right) {
  const arc *a = left, *b = right;
  return (a->offer > b->offer) - (a->offer < b->offer);
}

/* The arcs of one zone, offers ascending; returns how many. */
static size_t arcs_of(const sweep *line, mlg_point zone, arc *arcs) {
  size_t n = 0;
  if (!is_point(zone)) return 0;
  for (size_t s = first_from(line, zone.x - line->metres);
       s < line->n_stops && line->stops[s].at.x <= zone.x + line->metres; s++) {
    double metres = hypot(line->stops[s].at.x - zone.x, line->stops[s].at.y - zone.y);
    double weight = mlg_reach_weight(line->reach, metres);
    if (weight > 0) arcs[n++] = (arc){line->stops[s].offer, weight};
  }
  if (n > 1) qsort(arcs, n, sizeof *arcs, compare_arcs);
  return n;
}

/* Two passes over the zones, to count then to fill: the graph is the largest thing a
 * run holds, and growing it would double it. */
static mlg_status build(mlg_arena *scratch, mlg_arena *arena, const mlg_reach *reach,
                        const mlg_point *zones, const mlg_point *offers, mlg_graph *g) {
  sweep line;
  MLG_TRY(line_up(scratch, reach, offers, g->n_offers, &line));
  arc *arcs = MLG_NEW(scratch, arc, g->n_offers);
  g->first = MLG_NEW(arena, size_t, g->n_zones + 1);
  MLG_HAVE(arcs);
  MLG_HAVE(g->first);
  for (size_t z = 0; z < g->n_zones; z++)
    g->first[z + 1] = g->first[z] + arcs_of(&line, zones[z], arcs);
  g->n_arcs = g->first[g->n_zones];
  g->offer = MLG_NEW(arena, size_t, g->n_arcs);
  g->weight = MLG_NEW(arena, double, g->n_arcs);
  MLG_HAVE(g->offer);
  MLG_HAVE(g->weight);
  for (size_t z = 0; z < g->n_zones; z++) {
    size_t n = arcs_of(&line, zones[z], arcs);
    for (size_t i = 0; i < n; i++) {
      g->offer[g->first[z] + i] = arcs[i].offer;
      g->weight[g->first[z] + i] = arcs[i].weight;
    }
  }
  return MLG_OK;
}

mlg_status mlg_graph_build(mlg_arena *arena, const mlg_reach *reach, const mlg_point *zones,
                           size_t n_zones, const mlg_point *offers, size_t n_offers,
                           mlg_graph *graph) {
  mlg_arena scratch = {0};
  mlg_graph built = {.n_zones = n_zones, .n_offers = n_offers};
  mlg_status status = build(&scratch, arena, reach, zones, offers, &built);
  mlg_arena_free(&scratch);
  if (status == MLG_OK) *graph = built;
  return status;
}
