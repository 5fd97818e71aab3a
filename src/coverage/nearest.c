/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/nearest.h"

#include "coverage/sweep.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* An origin, as it counts in a zone of some level. */
typedef struct {
  size_t zone;
  double minutes, metres; /* to the nearest offer; infinite when there is none */
  double persons;
  bool within;
} start;

/* From the nearest to the farthest. */
static int compare_starts(const void *left, const void *right) {
  const start *a = left, *b = right;
  if (a->minutes != b->minutes) return a->minutes < b->minutes ? -1 : 1;
  return (a->metres > b->metres) - (a->metres < b->metres);
}

/* The origins where somebody lives; returns how many. */
static size_t find_nearest(const mlg_family_case *c, const mlg_sweep *sweep, start *starts) {
  size_t n = 0, n_leaves = c->access->territory->n_zones[MLG_IRIS];
  for (size_t i = 0; i < c->access->n_origins; i++) {
    const mlg_origin *origin = &c->access->origins[i];
    if (origin->zone >= n_leaves) continue;
    double base = mlg_run_base(c->base[origin->zone], MLG_REFERENCE_RUN);
    if (!(base > 0)) continue;
    mlg_reached nearest;
    bool any = mlg_sweep_nearest(sweep, origin, &nearest);
    starts[n++] = (start){origin->zone, any ? nearest.minutes : INFINITY,
                          any ? nearest.metres : INFINITY, origin->share * base,
                          c->graph.first[i] < c->graph.first[i + 1]};
  }
  return n;
}

/* The starts of one zone: half its persons are at the median or nearer. */
static mlg_nearest_offer median(const start *starts, size_t n) {
  double all = 0, within = 0, passed = 0;
  for (size_t i = 0; i < n; i++) {
    all += starts[i].persons;
    if (starts[i].within) within += starts[i].persons;
  }
  size_t i = 0;
  for (passed = starts[0].persons; passed < all / 2 && i + 1 < n;) passed += starts[++i].persons;
  bool known = isfinite(starts[i].minutes);
  return (mlg_nearest_offer){known ? starts[i].metres : NAN, known ? starts[i].minutes : NAN,
                             fmin(1, within / all)};
}

/* Starts from the nearest on, put zone after zone in the same order: the end of each zone's. */
static void group(const mlg_territory *territory, mlg_level level, const start *starts, size_t n,
                  start *grouped, size_t *ends) {
  memset(ends, 0, territory->n_zones[level] * sizeof *ends);
  for (size_t i = 0; i < n; i++) {
    size_t zone = mlg_territory_above(territory, starts[i].zone, level);
    if (zone != MLG_NO_ZONE) ends[zone]++;
  }
  for (size_t zone = 0, before = 0, own; zone < territory->n_zones[level]; zone++, before += own) {
    own = ends[zone];
    ends[zone] = before;
  }
  for (size_t i = 0; i < n; i++) {
    size_t zone = mlg_territory_above(territory, starts[i].zone, level);
    if (zone != MLG_NO_ZONE) grouped[ends[zone]++] = starts[i];
  }
}

static void fold_level(const mlg_territory *territory, mlg_level level, mlg_family family,
                       const start *starts, size_t n, start *grouped, size_t *ends,
                       mlg_nearest_offer *to) {
  group(territory, level, starts, n, grouped, ends);
  for (size_t zone = 0, begin = 0; zone < territory->n_zones[level]; begin = ends[zone++])
    if (ends[zone] > begin)
      to[zone * MLG_FAMILY_COUNT + (size_t)family] = median(grouped + begin, ends[zone] - begin);
}

static size_t most_zones(const mlg_territory *territory) {
  size_t most = 0;
  for (mlg_level level = MLG_IRIS; level < MLG_LEVEL_COUNT; level++)
    if (territory->n_zones[level] > most) most = territory->n_zones[level];
  return most;
}

mlg_status mlg_fold_nearest(mlg_arena *scratch, const mlg_territory *territory,
                            const mlg_family_case *c, mlg_coverage *coverage) {
  mlg_sweep sweep;
  start *starts = MLG_NEW(scratch, start, c->access->n_origins);
  start *grouped = MLG_NEW(scratch, start, c->access->n_origins);
  size_t *ends = MLG_NEW(scratch, size_t, most_zones(territory));
  MLG_HAVE(starts);
  MLG_HAVE(grouped);
  MLG_HAVE(ends);
  MLG_TRY(mlg_sweep_init(scratch, c->access, c->destinations, c->graph.n_offers, &sweep));
  size_t n = find_nearest(c, &sweep, starts);
  if (n > 1) qsort(starts, n, sizeof *starts, compare_starts);
  for (mlg_level level = MLG_IRIS; level < MLG_LEVEL_COUNT && n > 0; level++)
    if (territory->n_zones[level] > 0)
      fold_level(territory, level, c->family, starts, n, grouped, ends, coverage->nearest[level]);
  return MLG_OK;
}
