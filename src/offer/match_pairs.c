/* SPDX-License-Identifier: Apache-2.0 */
#include "offer/match.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* No building has so many rows: a file puts there what it cannot place, or repeats itself.
 * Those beyond are compared with some of the others only, so that the work stays linear. */
enum { CROWD = 200 };

/* Pairs found so far. */
typedef struct {
  mlg_arena *arena;
  const mlg_comparison *comparison;
  mlg_pair *pairs;
  size_t n, capacity;
} finds;

static mlg_status add(finds *f, size_t a, size_t b) {
  MLG_HAVE(MLG_ROOM(f->arena, f->pairs, f->n, f->capacity) ? f : NULL);
  f->pairs[f->n++] = a < b ? (mlg_pair){a, b} : (mlg_pair){b, a};
  return MLG_OK;
}

static bool near_by(const mlg_features *a, const mlg_features *b) {
  if (!a->has_position || !b->has_position) return false;
  return hypot(a->at.x - b->at.x, a->at.y - b->at.y) <= MLG_MATCH_RADIUS_M;
}

/* A rank in the sweep from west to east. */
typedef struct {
  double x;
  size_t rank;
} stop;

static int compare_stops(const void *left, const void *right) {
  const stop *a = left, *b = right;
  return a->x != b->x ? (a->x > b->x) - (a->x < b->x) : (a->rank > b->rank) - (a->rank < b->rank);
}

/* From one stop to all those east of it. */
static mlg_status look_east(finds *f, const stop *from, const stop *end) {
  const mlg_features *features = f->comparison->features;
  const mlg_point *here = &features[from->rank].at;
  size_t crowd = 0;
  for (const stop *to = from + 1; to < end && to->x - from->x <= MLG_MATCH_RADIUS_M; to++) {
    const mlg_point *there = &features[to->rank].at;
    if (!near_by(&features[from->rank], &features[to->rank])) continue;
    if (there->x == here->x && there->y == here->y && ++crowd > CROWD) continue;
    MLG_TRY(add(f, from->rank, to->rank));
  }
  return MLG_OK;
}

static mlg_status sweep(finds *f) {
  const mlg_features *features = f->comparison->features;
  stop *stops = MLG_NEW(f->arena, stop, f->comparison->n);
  MLG_HAVE(stops);
  size_t n = 0;
  for (size_t i = 0; i < f->comparison->n; i++)
    if (features[i].has_position) stops[n++] = (stop){features[i].at.x, i};
  if (n > 0) qsort(stops, n, sizeof *stops, compare_stops);
  for (size_t i = 0; i < n; i++) MLG_TRY(look_east(f, &stops[i], stops + n));
  return MLG_OK;
}

/* A text that two entries worth comparing share. */
typedef struct {
  const char *text;
  size_t rank;
} key;

typedef struct {
  mlg_arena *arena;
  key *items;
  size_t n, capacity;
} keys;

static mlg_status add_key(keys *k, size_t rank, const char *text) {
  MLG_HAVE(text);
  MLG_HAVE(MLG_ROOM(k->arena, k->items, k->n, k->capacity) ? k : NULL);
  k->items[k->n++] = (key){text, rank};
  return MLG_OK;
}

/* Kind and words, which come in one order whatever that of the name. */
static char *name_key(mlg_arena *arena, const mlg_features *f) {
  char *text = mlg_arena_printf(arena, "n %s %zu", f->commune, f->kind);
  for (size_t i = 0; text != NULL && i < f->name.n; i++)
    text = mlg_arena_printf(arena, "%s %zu", text, f->name.words[i]);
  return text;
}

static mlg_status add_keys(keys *k, size_t rank, const mlg_features *f) {
  mlg_arena *arena = k->arena;
  if (*f->siret != '\0')
    MLG_TRY(add_key(k, rank, mlg_arena_printf(arena, "s %s %s", f->commune, f->siret)));
  if (*f->phone != '\0')
    MLG_TRY(add_key(k, rank, mlg_arena_printf(arena, "p %s %s", f->commune, f->phone)));
  if (f->name.n > 0 || f->kind != 0) MLG_TRY(add_key(k, rank, name_key(arena, f)));
  /* Each word of the street in turn: sources do not shorten its name in the same way. */
  for (size_t i = 0; f->address.number != 0 && i < f->address.street.n; i++)
    MLG_TRY(add_key(k, rank,
                    mlg_arena_printf(arena, "a %s %u %zu", f->commune, f->address.number,
                                     f->address.street.words[i])));
  return MLG_OK;
}

static int compare_keys(const void *left, const void *right) {
  const key *a = left, *b = right;
  int order = strcmp(a->text, b->text);
  return order != 0 ? order : (a->rank > b->rank) - (a->rank < b->rank);
}

/* Pairs that a key gathers and that the sweep cannot see. */
static mlg_status block(finds *f) {
  keys k = {.arena = f->arena};
  const mlg_features *features = f->comparison->features;
  for (size_t i = 0; i < f->comparison->n; i++) MLG_TRY(add_keys(&k, i, &features[i]));
  if (k.n > 0) qsort(k.items, k.n, sizeof *k.items, compare_keys);
  for (size_t i = 0; i < k.n; i++)
    for (size_t j = i + 1; j < k.n && j - i <= CROWD; j++) {
      const key *one = &k.items[i], *two = &k.items[j];
      if (strcmp(one->text, two->text) != 0) break;
      if (!near_by(&features[one->rank], &features[two->rank]))
        MLG_TRY(add(f, one->rank, two->rank));
    }
  return MLG_OK;
}

static int compare_pairs(const void *left, const void *right) {
  const mlg_pair *x = left, *y = right;
  return x->a != y->a ? (x->a > y->a) - (x->a < y->a) : (x->b > y->b) - (x->b < y->b);
}

mlg_status mlg_match_pairs(mlg_arena *arena, const mlg_comparison *comparison, mlg_pair **pairs,
                           size_t *n) {
  finds f = {.arena = arena, .comparison = comparison};
  MLG_TRY(sweep(&f));
  /* The sweep finds each pair once, and none that the keys do. */
  size_t kept = f.n, swept = f.n;
  MLG_TRY(block(&f));
  if (f.n > swept) qsort(f.pairs + swept, f.n - swept, sizeof *f.pairs, compare_pairs);
  for (size_t i = swept; i < f.n; i++)
    if (kept == swept || compare_pairs(&f.pairs[i], &f.pairs[kept - 1]) != 0)
      f.pairs[kept++] = f.pairs[i];
  *pairs = f.pairs;
  *n = kept;
  return MLG_OK;
}
