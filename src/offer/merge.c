/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/site.h"

#include <maillage/offer.h>
#include <maillage/text.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Six decimals of a degree are about a tenth of a metre: nearer than this is one point. */
static const double SAME_POINT_M = 0.5;

/* An entry in the sweep from west to east. */
typedef struct {
  double x;
  size_t entry;
} stop;

/* Who belongs with whom: a forest whose roots stand for sites. */
typedef struct {
  const mlg_entry *entries;
  const char **names; /* folded */
  size_t *parent;
  double same_site_m;
} forest;

static size_t root(forest *f, size_t entry) {
  while (f->parent[entry] != entry) {
    f->parent[entry] = f->parent[f->parent[entry]];
    entry = f->parent[entry];
  }
  return entry;
}

static bool same_site(const forest *f, size_t a, size_t b) {
  const mlg_point *p = &f->entries[a].at, *q = &f->entries[b].at;
  double metres = hypot(p->x - q->x, p->y - q->y);
  if (metres <= SAME_POINT_M) return true;
  return metres <= f->same_site_m && *f->names[a] != '\0' && strcmp(f->names[a], f->names[b]) == 0;
}

static int compare_stops(const void *left, const void *right) {
  const stop *a = left, *b = right;
  return (a->x > b->x) - (a->x < b->x);
}

/* Entries with a position, from west to east. */
static mlg_status line_up(mlg_arena *arena, const mlg_directory *directory, stop **stops,
                          size_t *n) {
  *stops = MLG_NEW(arena, stop, directory->n_entries);
  MLG_HAVE(*stops);
  *n = 0;
  for (size_t i = 0; i < directory->n_entries; i++)
    if (directory->entries[i].has_position)
      (*stops)[(*n)++] = (stop){directory->entries[i].at.x, i};
  if (*n > 0) qsort(*stops, *n, sizeof **stops, compare_stops);
  return MLG_OK;
}

static mlg_status plant(mlg_arena *arena, const mlg_directory *directory, double same_site_m,
                        forest *f) {
  size_t n = directory->n_entries;
  *f = (forest){directory->entries, MLG_NEW(arena, const char *, n), MLG_NEW(arena, size_t, n),
                same_site_m};
  MLG_HAVE(f->names);
  MLG_HAVE(f->parent);
  for (size_t i = 0; i < n; i++) {
    f->parent[i] = i;
    f->names[i] = mlg_fold(arena, directory->entries[i].name);
    MLG_HAVE(f->names[i]);
  }
  return MLG_OK;
}

static mlg_status join(mlg_arena *arena, const mlg_directory *directory, forest *f) {
  stop *stops;
  size_t n;
  MLG_TRY(line_up(arena, directory, &stops, &n));
  double window = fmax(SAME_POINT_M, f->same_site_m);
  for (size_t i = 0; i < n; i++)
    for (size_t j = i + 1; j < n && stops[j].x - stops[i].x <= window; j++)
      if (same_site(f, stops[i].entry, stops[j].entry))
        f->parent[root(f, stops[i].entry)] = root(f, stops[j].entry);
  return MLG_OK;
}

/* The members of each tree, one after the other: `first` has one bound more than trees. */
static mlg_status gather(mlg_arena *arena, forest *f, size_t n, size_t **members, size_t **first,
                         size_t *n_trees) {
  size_t *tree = MLG_NEW(arena, size_t, n);
  *members = MLG_NEW(arena, size_t, n);
  *first = MLG_NEW(arena, size_t, n + 2);
  MLG_HAVE(tree);
  MLG_HAVE(*members);
  MLG_HAVE(*first);
  *n_trees = 0;
  for (size_t i = 0; i < n; i++)
    if (root(f, i) == i) tree[i] = (*n_trees)++;
  /* Counted one place ahead, so that filling moves each bound to where it belongs. */
  for (size_t i = 0; i < n; i++) (*first)[tree[root(f, i)] + 2]++;
  for (size_t t = 2; t <= *n_trees; t++) (*first)[t] += (*first)[t - 1];
  for (size_t i = 0; i < n; i++) (*members)[(*first)[tree[root(f, i)] + 1]++] = i;
  return MLG_OK;
}

static mlg_status report_joins(const mlg_directory *directory, mlg_findings *findings) {
  for (size_t s = 0; s < directory->n_sites; s++) {
    const mlg_site *site = &directory->sites[s];
    for (size_t i = 1; i < site->n_entries; i++) {
      const mlg_entry *entry = &directory->entries[site->entries[i]];
      MLG_TRY(mlg_report(findings, (mlg_finding){.code = MLG_F_SITE_MERGED,
                                                 .file = entry->file,
                                                 .line = entry->line,
                                                 .value = entry->name,
                                                 .expected = site->name}));
    }
  }
  return MLG_OK;
}

mlg_status mlg_directory_merge(mlg_arena *arena, const mlg_offer_rules *rules,
                               const mlg_decisions *decisions, mlg_findings *findings,
                               mlg_directory *directory) {
  (void)decisions;
  forest f;
  size_t *members, *first, n_sites;
  MLG_TRY(plant(arena, directory, rules->same_site_m, &f));
  MLG_TRY(join(arena, directory, &f));
  MLG_TRY(gather(arena, &f, directory->n_entries, &members, &first, &n_sites));
  mlg_site *sites = MLG_NEW(arena, mlg_site, n_sites);
  MLG_HAVE(sites);
  for (size_t s = 0; s < n_sites; s++)
    MLG_TRY(mlg_site_make(arena, directory->entries, members + first[s], first[s + 1] - first[s],
                          &sites[s]));
  MLG_TRY(mlg_sites_order(arena, sites, n_sites));
  directory->sites = sites;
  directory->n_sites = n_sites;
  return report_joins(directory, findings);
}
