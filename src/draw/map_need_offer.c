/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>
#include <stdlib.h>

#include "draw/share.h"

/* Zones shaded by the share left without help; sites as large as what they can receive. */

static const double LARGEST = 15, SMALLEST = 4.5; /* Half the width of a site's sign, px. */

typedef struct {
  const mlg_site *site;
  double capacity; /* Persons a year; NaN when unknown. */
  bool other;      /* It helps with other families only. */
} placed_site;

typedef struct {
  mlg_shading shading;
  placed_site *sites; /* Largest first. */
  size_t n_sites, n_offering, n_other, n_unknown;
  double most; /* The largest capacity. */
} offer_key;

/* ---- sites ---- */

static double radius_of(const offer_key *o, double capacity) {
  if (isnan(capacity) || !(o->most > 0)) return SMALLEST + 1.5;
  return fmax(LARGEST * sqrt(capacity / o->most), SMALLEST);
}

static mlg_paint site_paint(const placed_site *site) {
  mlg_paint paint = {.fill = mlg_part_colour(MLG_SERVED), .stroke = MLG_WHITE, .width = 1.8};
  if (!isnan(site->capacity) && !site->other) return paint;
  paint.fill = MLG_WHITE;
  paint.stroke = site->other ? MLG_SOFT_INK : mlg_part_colour(MLG_SERVED);
  return paint;
}

/* What the site's offers of the family can receive; 0 without any. */
static double capacity_of(const mlg_map *map, size_t site) {
  const mlg_directory *directory = map->portrait->directory;
  double sum = 0;
  for (size_t i = 0; i < directory->n_offers; i++)
    if (directory->offers[i].site == site && directory->offers[i].family == map->plan->family)
      sum += directory->offers[i].capacity.value;
  return sum;
}

static bool helps(const mlg_site *site) {
  for (size_t i = 0; i < MLG_FAMILY_COUNT; i++)
    if (site->families[i]) return true;
  return false;
}

/* Those of other families first, then the largest, so that the small ones lie on top. */
static int by_size(const void *a, const void *b) {
  const placed_site *x = a, *y = b;
  double p = isnan(x->capacity) ? 0 : x->capacity, q = isnan(y->capacity) ? 0 : y->capacity;
  if (x->other != y->other) return x->other ? -1 : 1;
  if (p != q) return p > q ? -1 : 1;
  return (x->site > y->site) - (x->site < y->site);
}

static bool is_in(const mlg_box *frame, mlg_point at, double margin) {
  return at.x >= frame->min_x + margin && at.x <= frame->max_x - margin &&
         at.y >= frame->min_y + margin && at.y <= frame->max_y - margin;
}

static mlg_status find_sites(mlg_map *map, offer_key *o) {
  const mlg_directory *directory = map->portrait->directory;
  o->sites = MLG_NEW(map->arena, placed_site, directory->n_sites + 1);
  MLG_HAVE(o->sites);
  for (size_t i = 0; i < directory->n_sites; i++) {
    const mlg_site *site = &directory->sites[i];
    if (site->status != MLG_COUNTED || !site->has_position || !helps(site)) continue;
    placed_site placed = {site, capacity_of(map, i), !site->families[map->plan->family]};
    if (!is_in(map->frame, mlg_view_point(&map->view, site->at), SMALLEST)) continue;
    o->sites[o->n_sites++] = placed;
    o->n_other += placed.other;
    o->n_offering += !placed.other;
    o->n_unknown += !placed.other && isnan(placed.capacity);
    if (!placed.other) o->most = fmax(o->most, placed.capacity);
  }
  qsort(o->sites, o->n_sites, sizeof *o->sites, by_size);
  return MLG_OK;
}

static void draw_sites(mlg_map *map, const offer_key *o) {
  for (size_t i = 0; i < o->n_sites; i++) {
    const placed_site *site = &o->sites[i];
    mlg_point at = mlg_view_point(&map->view, site->site->at);
    if (!mlg_map_shows(map, MLG_IRIS, site->site->zone) || !is_in(map->frame, at, SMALLEST))
      continue;
    double radius = site->other ? SMALLEST : radius_of(o, site->capacity);
    mlg_draw_diamond(map, MLG_ROLE_SITE, at, radius, site_paint(site), map->frame,
                     site->site->name);
    mlg_ground_take_circle(&map->ground, at, radius + 1, MLG_TAKEN_SITE);
  }
}

/* ---- the key ---- */

static void write_sites(mlg_key *key, const offer_key *o) {
  mlg_arena *arena = key->map->arena;
  placed_site sign = {.capacity = 1};
  mlg_key_note(key, mlg_arena_printf(arena,
                                     "Lieux «" MLG_NBSP "%s" MLG_NBSP "», taille" MLG_NNBSP
                                     ": personnes par an",
                                     MLG_FAMILIES[key->map->plan->family].label));
  double large = mlg_round_below(o->most), small = mlg_round_below(o->most / 8);
  char *tally = mlg_arena_printf(arena, "%zu" MLG_NBSP "%s", o->n_offering,
                                 o->n_offering < 2 ? "lieu" : "lieux");
  if (large >= 1)
    mlg_key_diamond(key, site_paint(&sign), radius_of(o, large), mlg_french_count(arena, large),
                    tally);
  if (small >= 1)
    mlg_key_diamond(key, site_paint(&sign), radius_of(o, small), mlg_french_count(arena, small),
                    NULL);
  sign.capacity = NAN;
  if (o->n_unknown > 0)
    mlg_key_diamond(key, site_paint(&sign), radius_of(o, NAN), "capacité inconnue",
                    mlg_arena_printf(arena, "%zu", o->n_unknown));
  sign.other = true;
  if (o->n_other > 0)
    mlg_key_diamond(key, site_paint(&sign), SMALLEST, "lieu d'autres familles seulement",
                    mlg_arena_printf(arena, "%zu", o->n_other));
}

static void write_key(mlg_key *key, const void *context) {
  const offer_key *o = context;
  mlg_key_heading(key, "Part des personnes fragiles sans solution");
  mlg_shading_key(key, &o->shading, false);
  mlg_shading_method(key, &o->shading);
  mlg_key_gap(key, 14);
  write_sites(key, o);
  mlg_key_gap(key, 20);
  mlg_share_number(key, o->shading.ramp[MLG_RAMP_COLOURS - 1]);
}

static mlg_status draw(mlg_map *map, void *context) {
  offer_key *o = context;
  mlg_shading_draw(map, &o->shading, mlg_share_words);
  mlg_map_limits(map);
  if (!map->is_inset) MLG_TRY(find_sites(map, o));
  draw_sites(map, o);
  return MLG_OK;
}

mlg_status mlg_map_need_offer(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  offer_key o = {0};
  MLG_TRY(
      mlg_shading_make(map, mlg_shade_uncovered, mlg_shading_choice(map), "besoin", &o.shading));
  const char *message =
      mlg_headline_share(map->arena, map->portrait, plan->extent_level, plan->extent, plan->family);
  const char *what = mlg_arena_printf(map->arena, "Besoin «" MLG_NBSP "%s" MLG_NBSP "» et offre",
                                      MLG_FAMILIES[plan->family].label);
  MLG_TRY(mlg_share_layout(map, message, what));
  MLG_TRY(mlg_map_body(map, draw, mlg_map_annotate, &o));
  mlg_key_write(map, write_key, &o);
  return MLG_OK;
}
