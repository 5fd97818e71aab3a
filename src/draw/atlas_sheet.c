/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>

#include "draw/atlas.h"
#include "draw/atlas_key.h"
#include "draw/shading.h"

/* One sheet: the parts of a zone, and beside them all that one asks about it. */
typedef struct {
  mlg_shading shading;
  mlg_map_plan plan;
  const mlg_beside *beside; /* NULL: no landmarks */
  size_t n_sites;           /* On the map. */
} sheet;

static const double KEY_SHARE = 0.42, WIDE_KEY_SHARE = 0.46, LIST_GAP = 14;

/* ---- the sheet ---- */

static void write_key(mlg_key *key, const void *context) {
  const sheet *s = context;
  const mlg_indicator *base = &key->map->portrait->project->indicators[s->plan.indicator];
  mlg_sheet_key(key, s->beside);
  mlg_key_gap(key, 10);
  mlg_key_heading(key,
                  mlg_arena_printf(key->map->arena, "Sur la carte" MLG_NNBSP ": %s", base->label));
  mlg_shading_key(key, &s->shading, false);
  if (s->n_sites > 0)
    mlg_key_site(key,
                 mlg_arena_printf(key->map->arena, "Lieu recensé" MLG_NNBSP ": %s",
                                  MLG_FAMILIES[s->plan.family].label),
                 mlg_arena_printf(key->map->arena, "%zu", s->n_sites));
}

/* Returns how many there are. */
static size_t draw_sites(mlg_map *map) {
  const mlg_directory *directory = map->portrait->directory;
  const mlg_box *frame = map->frame;
  size_t n = 0;
  for (size_t i = 0; i < directory->n_sites; i++) {
    const mlg_site *site = &directory->sites[i];
    if (site->status != MLG_COUNTED || !site->has_position || !site->families[map->plan->family])
      continue;
    mlg_point at = mlg_view_point(&map->view, site->at);
    if (at.x < frame->min_x || at.x > frame->max_x || at.y < frame->min_y || at.y > frame->max_y)
      continue;
    mlg_draw_site(map, MLG_ROLE_SITE, at, frame, site->name);
    mlg_ground_take_circle(&map->ground, at, MLG_SITE_RADIUS + 1, MLG_TAKEN_SITE);
    n++;
  }
  return n;
}

static mlg_status draw(mlg_map *map, void *context) {
  sheet *s = context;
  mlg_shading_draw(map, &s->shading, mlg_wording_rate);
  mlg_map_limits(map);
  size_t n = draw_sites(map);
  if (!map->is_inset) s->n_sites = n;
  return MLG_OK;
}

static mlg_status annotate(mlg_map *map, void *context) {
  (void)context;
  return mlg_map_annotate(map, NULL);
}

/* "EPCI, Finistère", "Quartier, Rennes", "Commune sans EPCI". */
static const char *what_it_is(mlg_map *map) {
  const mlg_territory *territory = map->portrait->territory;
  const mlg_zone *zone = &territory->zones[map->plan->extent_level][map->plan->extent];
  mlg_level above = map->plan->extent_level == MLG_EPCI ? MLG_DEPARTEMENT : MLG_COMMUNE;
  if (map->plan->extent_level == MLG_COMMUNE) return "Commune sans EPCI";
  if (map->plan->extent_level == MLG_QUARTIER && zone->code[5] == '\0') return "Commune";
  const char *kind = map->plan->extent_level == MLG_EPCI ? "EPCI" : "Quartier";
  if (zone->parent[above] >= territory->n_zones[above]) return kind;
  return mlg_arena_printf(map->arena, "%s, %s", kind,
                          territory->zones[above][zone->parent[above]].name);
}

/* "Quartier, Rennes · données 2019 · 9 IRIS". */
static char *subtitle(mlg_map *map, const char *vintage) {
  const mlg_map_plan *plan = map->plan;
  const char *count = mlg_key_tally(map, map->n_zones), *what = what_it_is(map);
  const char *cut = mlg_wording_cut(map->arena, map->portrait, plan->extent_level, plan->extent);
  if (count == NULL || vintage == NULL || what == NULL || cut == NULL) return NULL;
  return mlg_arena_printf(map->arena, "%s · %s%s%s%s", what, vintage, count,
                          *cut != '\0' ? " · " : "", cut);
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
      map->portrait->territory->zones[plan->extent_level][plan->extent].name,
      subtitle(map, mlg_map_vintage(map, plan->indicator)),
      mlg_wording_sources(map->arena, map->portrait, MLG_NO_INDICATOR),
      mlg_map_method(map, MLG_NO_INDICATOR),
  };
  MLG_TRY(mlg_map_layout(map, &words));
  return plan->numbered ? list_names(map) : MLG_OK;
}

static mlg_family shown_family(const mlg_portrait *portrait) {
  const bool *recorded = portrait->coverage->recorded;
  mlg_family family = MLG_AIDER;
  for (size_t i = 0; i < MLG_FAMILY_COUNT && !recorded[family]; i++) family = (mlg_family)i;
  return family;
}

/* Quarters are compared in the workbook; what is wider, here too. */
static mlg_status set_beside(sheet *s, const mlg_portrait *portrait, mlg_arena *arena) {
  if (s->plan.extent_level < MLG_COMMUNE) return MLG_OK;
  mlg_beside *beside = MLG_NEW(arena, mlg_beside, 1);
  MLG_HAVE(beside);
  s->beside = beside;
  return mlg_portrait_beside(arena, portrait, s->plan.extent_level, s->plan.extent, true, beside);
}

mlg_status mlg_sheet_draw(const mlg_drawing *drawing, const mlg_sheet *of, mlg_arena *arena,
                          mlg_scene *scene) {
  const mlg_portrait *portrait = drawing->portrait;
  sheet s = {.plan = {.kind = MLG_MAP_RATE,
                      .indicator = portrait->base,
                      .family = shown_family(portrait),
                      .level = mlg_portrait_parts_level(portrait, of->level, of->zone),
                      .extent_level = of->level,
                      .extent = of->zone,
                      .page = MLG_PAGE_A4_LANDSCAPE,
                      .key_share = of->level > MLG_QUARTIER ? WIDE_KEY_SHARE : KEY_SHARE,
                      .numbered = of->level == MLG_QUARTIER}};
  mlg_map map;
  MLG_TRY(set_beside(&s, portrait, arena));
  MLG_TRY(mlg_map_begin(drawing, &s.plan, arena, scene, &map));
  mlg_class_choice choice = mlg_shading_choice(&map);
  choice.shared = true;
  MLG_TRY(mlg_shading_make(&map, mlg_shade_rate, choice,
                           portrait->project->indicators[portrait->base].palette, &s.shading));
  MLG_TRY(lay_out(&map));
  MLG_TRY(mlg_map_body(&map, draw, annotate, &s));
  mlg_key_write(&map, write_key, &s);
  mlg_page_number(&map, of->number, of->pages);
  return scene->lost ? MLG_FAILURE : MLG_OK;
}
