/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>
#include <stdlib.h>

#include "draw/atlas.h"
#include "draw/shading.h"
#include "draw/signs.h"

/* One sheet: the IRIS of a quarter, and beside them all that one asks about it. */
typedef struct {
  mlg_shading shading;
  mlg_map_plan plan;
} sheet;

enum { NEAREST = 4 };

static const double KEY_SHARE = 0.42, LIST_GAP = 14;

/* ---- figures ---- */

/* "5 270 [5 120 ; 5 480]", then "31,2 % [30,0 % ; 32,9 %] de la population…". */
static void write_figure(mlg_key *key, size_t indicator) {
  mlg_map *map = key->map;
  const mlg_map_plan *plan = map->plan;
  const mlg_indicator *indicators = map->portrait->project->indicators;
  const mlg_indicator *of = &indicators[indicator];
  mlg_estimate count =
      mlg_need_value(map->portrait->need, plan->extent_level, plan->extent, indicator);
  const char *value = mlg_wording_interval(map->arena, count, "");
  const char *note = NULL;
  mlg_estimate rate;
  if (of->n_denominators > 0 && mlg_portrait_rate(map->portrait, plan->extent_level, plan->extent,
                                                  indicator, 0, &rate) == MLG_SHOWN)
    note = mlg_arena_printf(map->arena, "%s, base" MLG_NNBSP ": %s",
                            mlg_wording_rate(map->arena, rate),
                            indicators[of->denominators[0]].label);
  mlg_key_row(key, of->label, value, note);
}

/* The population, the base of the need, what is shown beside it, and every indicator that asks
   for a map. */
static void write_figures(mlg_key *key) {
  const mlg_portrait *portrait = key->map->portrait;
  const mlg_project *project = portrait->project;
  size_t exposure = mlg_portrait_exposure(portrait);
  mlg_key_heading(key, "Population et situations");
  for (size_t i = 0; i < project->n_indicators; i++)
    if (i == portrait->population || i == portrait->base || i == exposure ||
        (project->indicators[i].has_map && project->indicators[i].map_level <= MLG_QUARTIER))
      write_figure(key, i);
}

/* ---- the need ---- */

static void write_family(mlg_key *key, mlg_family family) {
  mlg_map *map = key->map;
  const mlg_map_plan *plan = map->plan;
  const mlg_parts *parts =
      mlg_portrait_parts(map->portrait, plan->extent_level, plan->extent, family);
  const char *need = mlg_map_figure(map, parts->need);
  const char *without = mlg_map_figure(map, mlg_uncovered(parts));
  if (need == NULL || without == NULL) return;
  mlg_key_row(key, mlg_wording_capital(map->arena, MLG_FAMILIES[family].label),
              mlg_arena_printf(map->arena, "%s sans solution sur %s", without, need), NULL);
  double values[MLG_PART_COUNT];
  mlg_paint paints[MLG_PART_COUNT];
  for (mlg_part part = 0; part < MLG_PART_COUNT; part++) {
    values[part] = parts->part[part].value;
    paints[part] = mlg_cause_paint(part);
    if (!(values[part] >= 0)) return;
  }
  mlg_key_bar(key, values, paints, MLG_PART_COUNT);
  mlg_key_gap(key, 6);
}

static void write_need(mlg_key *key) {
  mlg_map *map = key->map;
  const mlg_project *project = map->portrait->project;
  mlg_key_heading(key, "Besoin d'aide en un an, personnes");
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    if (map->portrait->coverage->recorded[family]) write_family(key, family);
  mlg_key_note(key, mlg_arena_printf(map->arena,
                                     "De gauche à droite" MLG_NNBSP
                                     ": couvert (bleu foncé), orientation (bleu clair), offre "
                                     "saturée (orange), hors de portée (gris rayé). %s.",
                                     project->scenarios[project->reference].label));
}

/* ---- the nearest places ---- */

typedef struct {
  const mlg_site *site;
  double metres;
} near_site;

static int by_distance(const void *a, const void *b) {
  const near_site *x = a, *y = b;
  return (x->metres > y->metres) - (x->metres < y->metres);
}

static double metres_between(mlg_point a, mlg_point b) { return hypot(a.x - b.x, a.y - b.y); }

static near_site *find_sites(mlg_map *map, mlg_family family, size_t *n) {
  const mlg_directory *directory = map->portrait->directory;
  const mlg_map_plan *plan = map->plan;
  mlg_point centre = map->portrait->territory->zones[plan->extent_level][plan->extent].centre;
  near_site *sites = MLG_NEW(map->arena, near_site, directory->n_sites + 1);
  *n = 0;
  for (size_t i = 0; sites != NULL && i < directory->n_sites; i++) {
    const mlg_site *site = &directory->sites[i];
    if (site->status == MLG_COUNTED && site->has_position && site->families[family])
      sites[(*n)++] = (near_site){site, metres_between(site->at, centre)};
  }
  if (sites != NULL) qsort(sites, *n, sizeof *sites, by_distance);
  return sites;
}

static char *distance_words(mlg_arena *arena, double metres) {
  if (metres < 1000) return mlg_arena_printf(arena, "%.0f" MLG_NBSP "m", 10 * round(metres / 10));
  const char *km = mlg_french_decimal(arena, metres / 1000, 1);
  return km == NULL ? NULL : mlg_arena_printf(arena, "%s" MLG_NBSP "km", km);
}

static void write_sites(mlg_key *key) {
  mlg_map *map = key->map;
  size_t n;
  const near_site *sites = find_sites(map, map->plan->family, &n);
  if (sites == NULL || n == 0) return;
  mlg_key_gap(key, 10);
  mlg_key_heading(key, mlg_arena_printf(map->arena, "Lieux les plus proches" MLG_NNBSP ": %s",
                                        MLG_FAMILIES[map->plan->family].label));
  for (size_t i = 0; i < n && i < NEAREST; i++)
    mlg_key_row(key, sites[i].site->name, distance_words(map->arena, sites[i].metres), NULL);
  mlg_key_note(key, "À vol d'oiseau, du milieu de la zone.");
}

/* ---- the sheet ---- */

static void write_key(mlg_key *key, const void *context) {
  const sheet *s = context;
  const mlg_indicator *base = &key->map->portrait->project->indicators[s->plan.indicator];
  write_figures(key);
  mlg_key_gap(key, 10);
  write_need(key);
  write_sites(key);
  mlg_key_gap(key, 10);
  mlg_key_heading(key,
                  mlg_arena_printf(key->map->arena, "Sur la carte" MLG_NNBSP ": %s", base->label));
  mlg_shading_key(key, &s->shading, false);
}

static void draw_sites(mlg_map *map) {
  const mlg_directory *directory = map->portrait->directory;
  const mlg_box *frame = map->frame;
  for (size_t i = 0; i < directory->n_sites; i++) {
    const mlg_site *site = &directory->sites[i];
    if (site->status != MLG_COUNTED || !site->has_position || !site->families[map->plan->family])
      continue;
    mlg_point at = mlg_view_point(&map->view, site->at);
    if (at.x < frame->min_x || at.x > frame->max_x || at.y < frame->min_y || at.y > frame->max_y)
      continue;
    mlg_draw_site(map, MLG_ROLE_SITE, at, frame, site->name);
    mlg_ground_take_circle(&map->ground, at, MLG_SITE_RADIUS + 1, MLG_TAKEN_SITE);
  }
}

static char *rate_words(const mlg_map *map, mlg_estimate rate) {
  return mlg_wording_rate(map->arena, rate);
}

static mlg_status draw(mlg_map *map, void *context) {
  mlg_shading_draw(map, context, rate_words);
  mlg_map_limits(map);
  draw_sites(map);
  return MLG_OK;
}

/* "Quartier de Rennes · 9 IRIS", "Commune · 1 IRIS". */
static char *subtitle(mlg_map *map, const char *vintage) {
  const mlg_territory *territory = map->portrait->territory;
  const mlg_zone *zone = &territory->zones[MLG_QUARTIER][map->plan->extent];
  const mlg_zone *commune = &territory->zones[MLG_COMMUNE][zone->parent[MLG_COMMUNE]];
  const char *count = mlg_key_tally(map, map->n_zones);
  if (count == NULL || vintage == NULL) return NULL;
  bool part = territory->zones[MLG_QUARTIER][map->plan->extent].code[5] != '\0';
  return part ? mlg_arena_printf(map->arena, "Quartier, %s · %s%s", commune->name, vintage, count)
              : mlg_arena_printf(map->arena, "Commune · %s%s", vintage, count);
}

/* The names of the IRIS, below the map, which makes room for them. */
static mlg_status list_names(mlg_map *map) {
  mlg_box *frame = map->frame;
  double width = frame->max_x - frame->min_x;
  double height = mlg_key_names(map, 0, 0, width, false);
  frame->max_y -= height + LIST_GAP;
  mlg_key_names(map, frame->min_x, frame->max_y + LIST_GAP, width, true);
  map->has_names = true;
  mlg_map_frame(map);
  return mlg_ground_clear(&map->ground, map->arena, *frame) ? MLG_OK : MLG_FAILURE;
}

static mlg_status lay_out(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  const mlg_map_words words = {
      map->portrait->territory->zones[MLG_QUARTIER][plan->extent].name,
      subtitle(map, mlg_map_vintage(map, plan->indicator)),
      mlg_wording_sources(map->arena, map->portrait, MLG_NO_INDICATOR),
      mlg_map_method(map, MLG_NO_INDICATOR),
  };
  MLG_TRY(mlg_map_layout(map, &words));
  return list_names(map);
}

static mlg_family shown_family(const mlg_portrait *portrait) {
  const bool *recorded = portrait->coverage->recorded;
  mlg_family family = MLG_AIDER;
  for (size_t i = 0; i < MLG_FAMILY_COUNT && !recorded[family]; i++) family = (mlg_family)i;
  return family;
}

mlg_status mlg_sheet_draw(const mlg_drawing *drawing, const mlg_sheet *of, mlg_arena *arena,
                          mlg_scene *scene) {
  const mlg_portrait *portrait = drawing->portrait;
  sheet s = {.plan = {.kind = MLG_MAP_RATE,
                      .indicator = portrait->base,
                      .family = shown_family(portrait),
                      .level = MLG_IRIS,
                      .extent_level = MLG_QUARTIER,
                      .extent = of->quarter,
                      .page = MLG_PAGE_A4_LANDSCAPE,
                      .key_share = KEY_SHARE,
                      .numbered = true}};
  mlg_map map;
  MLG_TRY(mlg_map_begin(drawing, &s.plan, arena, scene, &map));
  mlg_class_choice choice = mlg_shading_choice(&map);
  choice.shared = true;
  MLG_TRY(mlg_shading_make(&map, mlg_shade_rate, choice,
                           portrait->project->indicators[portrait->base].palette, &s.shading));
  MLG_TRY(lay_out(&map));
  MLG_TRY(mlg_map_body(&map, draw, mlg_map_annotate, &s.shading));
  mlg_key_write(&map, write_key, &s);
  mlg_page_number(&map, of->number, of->pages);
  return scene->lost ? MLG_FAILURE : MLG_OK;
}
