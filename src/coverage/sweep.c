/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/sweep.h"

#include <math.h>
#include <stdlib.h>

static int compare_posts(const void *left, const void *right) {
  const mlg_post *a = left, *b = right;
  if (a->at.x != b->at.x) return a->at.x < b->at.x ? -1 : 1;
  return (a->destination > b->destination) - (a->destination < b->destination);
}

typedef struct {
  size_t site, destination;
} by_site;

static int compare_sites(const void *left, const void *right) {
  const by_site *a = left, *b = right;
  if (a->site != b->site) return a->site < b->site ? -1 : 1;
  return (a->destination > b->destination) - (a->destination < b->destination);
}

static mlg_status order_by_site(mlg_arena *arena, mlg_sweep *sweep) {
  by_site *all = MLG_NEW(arena, by_site, sweep->n);
  sweep->by_site = MLG_NEW(arena, size_t, sweep->n);
  MLG_HAVE(all);
  MLG_HAVE(sweep->by_site);
  for (size_t i = 0; i < sweep->n; i++) all[i] = (by_site){sweep->destinations[i].site, i};
  if (sweep->n > 0) qsort(all, sweep->n, sizeof *all, compare_sites);
  for (size_t i = 0; i < sweep->n; i++) sweep->by_site[i] = all[i].destination;
  return MLG_OK;
}

mlg_status mlg_sweep_init(mlg_arena *arena, const mlg_access *access,
                          const mlg_destination *destinations, size_t n, mlg_sweep *sweep) {
  *sweep = (mlg_sweep){access, destinations, n, 0, MLG_NEW(arena, mlg_post, n), NULL};
  MLG_HAVE(sweep->posts);
  for (size_t i = 0; i < n; i++)
    if (isfinite(destinations[i].at.x) && isfinite(destinations[i].at.y))
      sweep->posts[sweep->n_posts++] = (mlg_post){destinations[i].at, i};
  if (sweep->n_posts > 0) qsort(sweep->posts, sweep->n_posts, sizeof(mlg_post), compare_posts);
  return access->times.first == NULL ? MLG_OK : order_by_site(arena, sweep);
}

/* The first post at or east of x. */
static size_t first_from(const mlg_sweep *sweep, double x) {
  if (sweep->n_posts == 0) return 0;
  return mlg_first_from(&sweep->posts[0].at.x, sweep->n_posts, sizeof *sweep->posts, x);
}

/* Whether distance decides: the people may come, and no table gives the minutes. */
static bool by_distance(const mlg_sweep *sweep, const mlg_origin *origin, size_t destination) {
  const mlg_destination *to = &sweep->destinations[destination];
  if (!mlg_may_come(sweep->access, to->reserved, origin->zone)) return false;
  if (origin->zone >= sweep->access->territory->n_zones[MLG_IRIS]) return true;
  return isnan(mlg_times_minutes(&sweep->access->times, origin->zone, to->site));
}

static double metres_to(const mlg_origin *origin, mlg_point at) {
  return hypot(at.x - origin->at.x, at.y - origin->at.y);
}

/* ---- what the table says ---- */

static size_t first_of_site(const mlg_sweep *sweep, size_t site) {
  size_t low = 0, high = sweep->n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (sweep->destinations[sweep->by_site[middle]].site < site)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Calls `take` for each destination to which the table gives minutes. */
static void look_up(const mlg_sweep *sweep, const mlg_origin *origin,
                    void (*take)(void *, mlg_reached), void *context) {
  const mlg_times *times = &sweep->access->times;
  if (times->first == NULL || origin->zone >= sweep->access->territory->n_zones[MLG_IRIS]) return;
  for (size_t i = times->first[origin->zone]; i < times->first[origin->zone + 1]; i++)
    for (size_t k = first_of_site(sweep, times->site[i]); k < sweep->n; k++) {
      size_t destination = sweep->by_site[k];
      const mlg_destination *to = &sweep->destinations[destination];
      if (to->site != times->site[i]) break;
      if (!mlg_may_come(sweep->access, to->reserved, origin->zone)) continue;
      take(context, (mlg_reached){destination, metres_to(origin, to->at), times->minutes[i]});
    }
}

/* ---- within reach ---- */

typedef struct {
  const mlg_mode *mode;
  size_t n;
  mlg_reached *reached;
} collection;

static void collect(void *context, mlg_reached reached) {
  collection *c = context;
  if (reached.minutes <= c->mode->minutes) c->reached[c->n++] = reached;
}

size_t mlg_sweep_reached(const mlg_sweep *sweep, const mlg_origin *origin, mlg_reached *reached) {
  const mlg_mode *mode = &sweep->access->reach->modes[origin->travel];
  collection all = {mode, 0, reached};
  look_up(sweep, origin, collect, &all);
  if (!isfinite(origin->at.x) || !isfinite(origin->at.y)) return all.n;
  double most = mlg_mode_metres(mode);
  for (size_t i = first_from(sweep, origin->at.x - most);
       i < sweep->n_posts && sweep->posts[i].at.x <= origin->at.x + most; i++) {
    double dx = sweep->posts[i].at.x - origin->at.x, dy = sweep->posts[i].at.y - origin->at.y;
    double square = dx * dx + dy * dy;
    if (square > most * most || !by_distance(sweep, origin, sweep->posts[i].destination)) continue;
    double metres = sqrt(square);
    reached[all.n++] =
        (mlg_reached){sweep->posts[i].destination, metres, mlg_mode_minutes(mode, metres)};
  }
  return all.n;
}

/* ---- the nearest ---- */

static void keep_nearest(void *context, mlg_reached reached) {
  mlg_reached *nearest = context;
  if (reached.minutes < nearest->minutes) *nearest = reached;
}

/* Takes in the i-th post; false when it, and all beyond, are too far to be the nearest. */
static bool try_post(const mlg_sweep *sweep, const mlg_origin *origin, size_t i,
                     mlg_reached *nearest) {
  const mlg_mode *mode = &sweep->access->reach->modes[origin->travel];
  const mlg_post *post = &sweep->posts[i];
  if (mlg_mode_minutes(mode, fabs(post->at.x - origin->at.x)) >= nearest->minutes) return false;
  double metres = metres_to(origin, post->at), minutes = mlg_mode_minutes(mode, metres);
  if (minutes < nearest->minutes && by_distance(sweep, origin, post->destination))
    *nearest = (mlg_reached){post->destination, metres, minutes};
  return true;
}

bool mlg_sweep_nearest(const mlg_sweep *sweep, const mlg_origin *origin, mlg_reached *nearest) {
  *nearest = (mlg_reached){sweep->n, NAN, INFINITY};
  look_up(sweep, origin, keep_nearest, nearest);
  if (isfinite(origin->at.x) && isfinite(origin->at.y)) {
    size_t from = first_from(sweep, origin->at.x);
    for (size_t i = from; i < sweep->n_posts && try_post(sweep, origin, i, nearest); i++) continue;
    for (size_t i = from; i-- > 0 && try_post(sweep, origin, i, nearest);) continue;
  }
  return nearest->destination < sweep->n;
}
