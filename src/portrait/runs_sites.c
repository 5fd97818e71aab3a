/* SPDX-License-Identifier: Apache-2.0 */
/* The sites of two runs: added, gone, changed. */
#include "portrait/prose.h"
#include "portrait/runs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const mlg_word MLG_SITE_CHANGES[MLG_SITE_CHANGED + 1] = {
    {"ajoute", "ajouté", "ajoutés", "lieu que la première exécution n'avait pas"},
    {"disparu", "disparu", "disparus", "lieu que la seconde exécution n'a plus"},
    {"change", "changé", "changés", "lieu des deux, qui n'offre pas la même chose"},
};

/* A place keeps its name, and moves by less than this, when its ids all change. */
static const double SAME_PLACE_M = 100;
/* Less is a rounding of coordinates. */
static const double MOVED_M = 1;
/* Less than half a person is nobody. */
static const double NOBODY = 0.5;

typedef struct {
  mlg_arena *arena;
  const mlg_directory *a, *b;
  mlg_comparison *to;
  size_t *match; /* by site of a: the site of b, or MLG_NO_SITE */
  bool *taken;   /* by site of b */
  size_t room;
} reader;

static bool counts(const mlg_site *site) { return site->status == MLG_COUNTED; }

/* ---- one place in two runs ---- */

static void pair(reader *r, size_t a, size_t b) {
  if (b == MLG_NOT_FOUND || r->match[a] != MLG_NO_SITE || r->taken[b]) return;
  r->match[a] = b;
  r->taken[b] = true;
}

/* By the site's own id first, then by those of its rows: another row may name it now. */
static mlg_status match_ids(reader *r) {
  mlg_index sites, entries;
  size_t held;
  MLG_TRY(mlg_index_init(&sites, r->arena, r->b->n_sites));
  MLG_TRY(mlg_index_init(&entries, r->arena, r->b->n_entries));
  for (size_t s = 0; s < r->b->n_sites; s++) {
    const mlg_site *site = &r->b->sites[s];
    if (!counts(site)) continue;
    MLG_TRY(mlg_index_add(&sites, site->id, s, &held));
    for (size_t i = 0; i < site->n_entries; i++)
      MLG_TRY(mlg_index_add(&entries, r->b->entries[site->entries[i]].id, s, &held));
  }
  for (size_t s = 0; s < r->a->n_sites; s++)
    if (counts(&r->a->sites[s])) pair(r, s, mlg_index_find(&sites, r->a->sites[s].id));
  for (size_t s = 0; s < r->a->n_sites; s++)
    for (size_t i = 0; counts(&r->a->sites[s]) && i < r->a->sites[s].n_entries; i++)
      pair(r, s, mlg_index_find(&entries, r->a->entries[r->a->sites[s].entries[i]].id));
  return MLG_OK;
}

static double metres(const mlg_site *a, const mlg_site *b) {
  if (!a->has_position || !b->has_position) return a->has_position == b->has_position ? 0 : NAN;
  return hypot(a->at.x - b->at.x, a->at.y - b->at.y);
}

/* Then by name and position. */
static mlg_status match_places(reader *r) {
  char **names = MLG_NEW(r->arena, char *, r->b->n_sites);
  MLG_HAVE(names);
  for (size_t k = 0; k < r->b->n_sites; k++)
    if (counts(&r->b->sites[k]) && !r->taken[k])
      MLG_HAVE(names[k] = mlg_fold(r->arena, r->b->sites[k].name));
  for (size_t s = 0; s < r->a->n_sites; s++) {
    const mlg_site *site = &r->a->sites[s];
    if (!counts(site) || r->match[s] != MLG_NO_SITE || !site->has_position) continue;
    char *name = mlg_fold(r->arena, site->name);
    MLG_HAVE(name);
    for (size_t k = 0; k < r->b->n_sites && r->match[s] == MLG_NO_SITE; k++)
      if (names[k] != NULL && strcmp(names[k], name) == 0 &&
          metres(site, &r->b->sites[k]) <= SAME_PLACE_M)
        pair(r, s, k);
  }
  return MLG_OK;
}

/* ---- what changed ---- */

/* Persons a year that a site receives for a family; NaN when it does not offer it. */
static double capacity_of(const mlg_directory *directory, size_t site, mlg_family family) {
  double persons = NAN;
  for (size_t i = 0; i < directory->n_offers; i++) {
    const mlg_offer *offer = &directory->offers[i];
    if (offer->site != site || offer->family != family) continue;
    persons = (isnan(persons) ? 0 : persons) + offer->capacity.value;
  }
  return persons;
}

static void separate(mlg_prose *prose) {
  if (prose->length > 0) MLG_SAY(prose, MLG_SEMICOLON);
}

static void say_family(mlg_prose *prose, mlg_family family, double was, double is) {
  const char *code = MLG_FAMILIES[family].code;
  if (isnan(was) && isnan(is)) return;
  if (fabs(was - is) < NOBODY) return;
  separate(prose);
  if (isnan(was))
    MLG_SAY(prose, code, MLG_COLON "nouveau, ", mlg_french_count(prose->arena, is), " personnes");
  else if (isnan(is))
    MLG_SAY(prose, code, MLG_COLON "n'y est plus, ", mlg_french_count(prose->arena, was),
            " personnes");
  else
    MLG_SAY(prose, code, MLG_COLON, mlg_french_count(prose->arena, was), " → ",
            mlg_french_count(prose->arena, is), " personnes");
}

static void say_changes(const reader *r, size_t a, size_t b, mlg_prose *prose) {
  const mlg_site *was = &r->a->sites[a], *is = &r->b->sites[b];
  double moved = metres(was, is);
  if (isnan(moved))
    MLG_SAY(prose, was->has_position ? "n'a plus de position" : "a une position");
  else if (moved >= MOVED_M)
    MLG_SAY(prose, "déplacé de ", mlg_french_about(prose->arena, moved), MLG_NBSP "m");
  if (strcmp(was->name, is->name) != 0) {
    separate(prose);
    MLG_SAY(prose, "s'appelait ", was->name);
  }
  for (mlg_family f = 0; f < MLG_FAMILY_COUNT; f++)
    say_family(prose, f, capacity_of(r->a, a, f), capacity_of(r->b, b, f));
}

static void say_offers(const mlg_directory *directory, size_t site, mlg_prose *prose) {
  for (mlg_family f = 0; f < MLG_FAMILY_COUNT; f++) {
    double persons = capacity_of(directory, site, f);
    if (isnan(persons)) continue;
    separate(prose);
    MLG_SAY(prose, MLG_FAMILIES[f].code, MLG_COLON, mlg_french_count(prose->arena, persons),
            " personnes");
  }
}

static mlg_status add(reader *r, mlg_site_change_kind kind, const mlg_site *site,
                      mlg_prose *prose) {
  const char *what = prose->length == 0 && !prose->lost ? "" : mlg_prose_end(prose);
  MLG_HAVE(what);
  if (kind == MLG_SITE_CHANGED && *what == '\0') return MLG_OK;
  if (!MLG_ROOM(r->arena, r->to->sites, r->to->n_sites, r->room)) return MLG_FAILURE;
  r->to->sites[r->to->n_sites++] = (mlg_site_change){kind, site->id, site->name, what};
  return MLG_OK;
}

static int compare_changes(const void *left, const void *right) {
  const mlg_site_change *a = left, *b = right;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  int names = strcmp(a->name, b->name);
  return names != 0 ? names : strcmp(a->id, b->id);
}

static mlg_status list_changes(reader *r) {
  for (size_t s = 0; s < r->b->n_sites; s++) {
    mlg_prose prose = {.arena = r->arena};
    r->to->n_sites_b += counts(&r->b->sites[s]);
    if (!counts(&r->b->sites[s]) || r->taken[s]) continue;
    say_offers(r->b, s, &prose);
    MLG_TRY(add(r, MLG_SITE_ADDED, &r->b->sites[s], &prose));
  }
  for (size_t s = 0; s < r->a->n_sites; s++) {
    mlg_prose prose = {.arena = r->arena};
    r->to->n_sites_a += counts(&r->a->sites[s]);
    if (!counts(&r->a->sites[s])) continue;
    bool gone = r->match[s] == MLG_NO_SITE;
    if (gone)
      say_offers(r->a, s, &prose);
    else
      say_changes(r, s, r->match[s], &prose);
    MLG_TRY(add(r, gone ? MLG_SITE_GONE : MLG_SITE_CHANGED,
                gone ? &r->a->sites[s] : &r->b->sites[r->match[s]], &prose));
  }
  if (r->to->n_sites > 0)
    qsort(r->to->sites, r->to->n_sites, sizeof *r->to->sites, compare_changes);
  return MLG_OK;
}

mlg_status mlg_runs_sites(mlg_arena *arena, const mlg_comparison_request *request,
                          mlg_comparison *comparison) {
  reader r = {.arena = arena,
              .a = request->a->directory,
              .b = request->b->directory,
              .to = comparison,
              .match = MLG_NEW(arena, size_t, request->a->directory->n_sites),
              .taken = MLG_NEW(arena, bool, request->b->directory->n_sites)};
  MLG_HAVE(r.match);
  MLG_HAVE(r.taken);
  for (size_t s = 0; s < r.a->n_sites; s++) r.match[s] = MLG_NO_SITE;
  MLG_TRY(match_ids(&r));
  MLG_TRY(match_places(&r));
  return list_changes(&r);
}
