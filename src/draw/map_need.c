/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>

#include "draw/circles.h"
#include "draw/key.h"
#include "draw/map.h"
#include "draw/signs.h"

/* Circles: persons left without by zone, by main cause; the sites on top. */
typedef struct {
  mlg_disc *discs;
  size_t n_discs;
  double per_root;
  size_t causes[MLG_PART_COUNT]; /* Zones by main cause. */
  size_t hidden[MLG_SHOWN_COUNT];
  size_t sites;           /* In the frame. */
  const mlg_parts *parts; /* Of the extent. */
  const char *place, *comparison;
} need_key;

static mlg_shown shown_of(const mlg_parts *parts) {
  if ((parts->need.flags & MLG_EMPTY) && parts->need.value == 0) return MLG_NOBODY;
  if (mlg_is_known(mlg_uncovered(parts))) return MLG_SHOWN;
  return parts->need.flags & MLG_SUPPRESSED ? MLG_HIDDEN : MLG_UNKNOWN;
}

/* A place that the picture marks. */
static const mlg_font MARK = {17, MLG_BOLD, MLG_INK, MLG_NO_COLOUR};
static const mlg_paint MARKED = {.fill = MLG_WHITE, .stroke = MLG_INK, .width = 2.5};
static const double MARK_RADIUS = 14; /* px */

/* ---- the key ---- */

/* "offre saturée : 430 personnes" in the extent. */
static char *cause_words(mlg_map *map, const need_key *n, mlg_part part) {
  static const char *const WORDS[MLG_PART_COUNT] = {
      [MLG_ORIENTATION] = "orientation : une place existe, mais il faut y être orienté",
      [MLG_SATURATED] = "offre saturée : à portée, mais sans place",
      [MLG_OUT_OF_REACH] = "hors de portée : aucune offre recensée à portée",
  };
  const char *persons = mlg_map_figure(map, n->parts->part[part]);
  return persons == NULL ? NULL : mlg_arena_printf(map->arena, "%s (%s)", WORDS[part], persons);
}

static void write_causes(mlg_key *key, const need_key *n) {
  mlg_key_note(key, "Cause principale dans la zone (personnes, toutes zones)");
  for (mlg_part part = MLG_ORIENTATION; part < MLG_PART_COUNT; part++)
    mlg_key_disc(key, mlg_cause_paint(part), 14 * key->scale, cause_words(key->map, n, part),
                 mlg_key_tally(key->map, n->causes[part]));
  if (n->causes[MLG_SERVED] > 0) {
    mlg_paint none = {.fill = MLG_WHITE, .stroke = MLG_SIGN_INK, .width = 1};
    mlg_key_swatch(key, none, "besoin couvert", mlg_key_tally(key->map, n->causes[MLG_SERVED]));
  }
  mlg_key_signs(key, n->hidden);
}

/* The four parts of the whole need, to one scale. */
static void write_parts(mlg_key *key, const need_key *n) {
  mlg_arena *arena = key->map->arena;
  double values[MLG_PART_COUNT];
  mlg_paint paints[MLG_PART_COUNT];
  for (mlg_part part = 0; part < MLG_PART_COUNT; part++) {
    values[part] = n->parts->part[part].value;
    paints[part] = mlg_cause_paint(part);
    if (!(values[part] >= 0)) return;
  }
  mlg_key_bar(key, 26, values, paints, MLG_PART_COUNT);
  mlg_key_gap(key, 4);
  mlg_key_note(key, mlg_arena_printf(arena,
                                     "Sur %s personnes qui chercheront de l'aide, %s en trouvent "
                                     "par leurs moyens (bleu foncé).",
                                     mlg_french_about(arena, n->parts->need.value),
                                     mlg_french_about(arena, values[MLG_SERVED])));
}

static void write_key(mlg_key *key, const void *context) {
  const need_key *n = context;
  mlg_arena *arena = key->map->arena;
  mlg_estimate uncovered = mlg_uncovered(n->parts);
  const char *bounds = mlg_map_bounds(key->map, uncovered);
  if (bounds == NULL) return;
  mlg_key_number(key, mlg_map_place(key->map, n->place, mlg_wording_least(arena, uncovered)),
                 mlg_map_big(key->map, uncovered), MLG_INK,
                 mlg_arena_printf(arena, "personnes%s%s", *bounds != '\0' ? ", " : "", bounds),
                 n->comparison);
  mlg_key_gap(key, 14);
  write_parts(key, n);
  mlg_key_gap(key, 20);
  mlg_key_heading(key, "Besoin non couvert, personnes en un an");
  if (n->n_discs > 0) mlg_key_circles(key, n->discs[0].persons, n->per_root);
  mlg_key_gap(key, 6);
  write_causes(key, n);
  mlg_key_gap(key, 4);
  mlg_key_site(
      key, "lieu qui propose cette aide",
      mlg_arena_printf(arena, "%zu" MLG_NBSP "%s", n->sites, n->sites < 2 ? "lieu" : "lieux"));
  if (key->map->plan->n_marks > 0)
    mlg_key_disc(key, MARKED, MARK_RADIUS * key->scale, key->map->plan->marks_words,
                 mlg_arena_printf(arena, "%zu" MLG_NBSP "%s", key->map->plan->n_marks,
                                  key->map->plan->n_marks < 2 ? "lieu" : "lieux"));
}

/* ---- the map ---- */

static char *tooltip(const mlg_map *map, size_t zone, const mlg_parts *parts) {
  mlg_arena *arena = map->arena;
  char *name = mlg_zone_title(arena, map->portrait->territory, map->plan->level, zone);
  char *words = mlg_wording_interval(arena, mlg_uncovered(parts), "personnes non couvertes");
  if (name == NULL || words == NULL) return NULL;
  return mlg_arena_printf(arena, "%s" MLG_NNBSP ": %s", name, words);
}

static void add_disc(mlg_map *map, need_key *n, size_t zone, const mlg_parts *parts) {
  double persons = mlg_uncovered(parts).value;
  mlg_part cause = mlg_main_cause(parts);
  /* Less than half a person is nobody. */
  if (persons < 0.5) cause = MLG_SERVED;
  n->causes[cause]++;
  if (cause == MLG_SERVED) return;
  n->discs[n->n_discs++] = (mlg_disc){.zone = zone,
                                      .persons = persons,
                                      .paint = mlg_cause_paint(cause),
                                      .tooltip = tooltip(map, zone, parts)};
}

static const mlg_parts *parts_of(const mlg_map *map, size_t i) {
  return mlg_portrait_parts(map->portrait, map->plan->level, map->zones[i], map->plan->family);
}

/* The circles of all zones, and how many have no figure. */
static mlg_status make_discs(mlg_map *map, need_key *n) {
  n->discs = MLG_NEW(map->arena, mlg_disc, map->n_zones);
  MLG_HAVE(n->discs);
  for (size_t i = 0; i < map->n_zones; i++) {
    const mlg_parts *parts = parts_of(map, i);
    mlg_shown shown = shown_of(parts);
    n->hidden[shown]++;
    if (shown == MLG_SHOWN) add_disc(map, n, map->zones[i], parts);
  }
  n->per_root = mlg_discs_size(map, n->discs, n->n_discs);
  return MLG_OK;
}

static void draw_zones(mlg_map *map) {
  for (size_t i = 0; i < map->n_zones; i++) {
    const mlg_parts *parts = parts_of(map, i);
    mlg_shown shown = shown_of(parts);
    mlg_map_zone(map, i, mlg_ground_paint(shown), tooltip(map, map->zones[i], parts));
  }
}

static bool is_in(const mlg_box *frame, mlg_point at) {
  return at.x >= frame->min_x && at.x <= frame->max_x && at.y >= frame->min_y &&
         at.y <= frame->max_y;
}

/* Counted sites that offer the family, also those around the extent: people go there. */
static void draw_sites(mlg_map *map, need_key *n) {
  const mlg_directory *directory = map->portrait->directory;
  for (size_t i = 0; i < directory->n_sites; i++) {
    const mlg_site *site = &directory->sites[i];
    if (site->status != MLG_COUNTED || !site->has_position || !site->families[map->plan->family])
      continue;
    mlg_point at = mlg_view_point(&map->view, site->at);
    if (!is_in(map->frame, at)) continue;
    n->sites += !map->is_inset;
    if (!mlg_map_shows(map, MLG_IRIS, site->zone)) continue;
    mlg_draw_site(map, MLG_ROLE_SITE, at, map->frame, site->name);
    mlg_ground_take_circle(&map->ground, at, MLG_SITE_RADIUS + 1, MLG_TAKEN_SITE);
  }
}

/* The places that the picture marks, over everything else. */
static void draw_marks(mlg_map *map) {
  for (size_t i = 0; i < map->plan->n_marks; i++) {
    const mlg_mark *mark = &map->plan->marks[i];
    mlg_point at = mlg_view_point(&map->view, mark->at);
    if (!is_in(map->frame, at) || !mlg_map_shows(map, MLG_IRIS, mark->zone)) continue;
    mlg_text text =
        mlg_measure(map->drawing->ruler, map->arena, mark->label, MARK, MLG_MIDDLE, MLG_UNBOUNDED);
    mlg_scene_circle(map->scene, MLG_ROLE_SITE, map->frame, at, MARK_RADIUS, MARKED, mark->tooltip);
    mlg_scene_text(map->scene, MLG_ROLE_SITE, mlg_text_around(text, at));
    mlg_ground_take_circle(&map->ground, at, MARK_RADIUS + 2, MLG_TAKEN_SITE);
  }
}

static mlg_status draw(mlg_map *map, void *context) {
  need_key *n = context;
  draw_zones(map);
  if (!map->is_inset) MLG_TRY(make_discs(map, n));
  mlg_map_limits(map);
  mlg_discs_draw(map, n->discs, n->n_discs);
  draw_sites(map, n);
  draw_marks(map);
  return MLG_OK;
}

static mlg_status annotate(mlg_map *map, void *context) {
  const need_key *n = context;
  return mlg_discs_annotate(map, n->discs, n->n_discs);
}

static mlg_status layout(mlg_map *map, const need_key *n) {
  const mlg_map_plan *plan = map->plan;
  const mlg_project *project = map->portrait->project;
  mlg_arena *arena = map->arena;
  char *without = mlg_wording_interval(arena, mlg_uncovered(n->parts), "personnes");
  char *need = mlg_map_figure(map, n->parts->need);
  MLG_HAVE(without);
  MLG_HAVE(need);
  return mlg_map_layout(
      map,
      &(mlg_map_words){
          mlg_map_title(map, mlg_headline_need(arena, map->portrait, plan->extent_level,
                                               plan->extent, plan->level, plan->family)),
          mlg_arena_printf(arena,
                           "Besoin «" MLG_NBSP "%s" MLG_NBSP "» non couvert, par %s et par cause "
                           "· %s · %s, sur %s en un an",
                           MLG_FAMILIES[plan->family].label, MLG_LEVELS[plan->level].label,
                           project->scenarios[project->reference].label, without, need),
          mlg_wording_sources(arena, map->portrait, MLG_NO_INDICATOR),
          mlg_map_method(map, MLG_NO_INDICATOR),
      });
}

static char *comparison(mlg_map *map) {
  mlg_level level;
  size_t zone;
  if (!mlg_map_reference(map, &level, &zone)) return NULL;
  const mlg_parts *parts = mlg_portrait_parts(map->portrait, level, zone, map->plan->family);
  char *place = mlg_wording_place(map->arena, map->portrait, level, zone);
  char *value = mlg_map_figure(map, mlg_uncovered(parts));
  if (place == NULL || value == NULL) return NULL;
  return mlg_arena_printf(map->arena, "%s" MLG_NNBSP ": %s", place, value);
}

mlg_status mlg_map_need(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  need_key n = {
      .parts = mlg_portrait_parts(map->portrait, plan->extent_level, plan->extent, plan->family),
      .place = mlg_wording_place(map->arena, map->portrait, plan->extent_level, plan->extent),
      .comparison = comparison(map)};
  MLG_TRY(layout(map, &n));
  MLG_TRY(mlg_map_body(map, draw, annotate, &n));
  mlg_key_write(map, write_key, &n);
  return MLG_OK;
}
