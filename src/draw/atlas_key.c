/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>
#include <stdlib.h>

#include "draw/atlas_key.h"
#include "draw/signs.h"

/* What stands beside the map of a sheet. */

enum { NEAREST = 4, BAR_HEIGHT = 14 /* px */ };

/* Below this scale of type, names that the workbook has too give way. */
static const double LEAST_SCALE_OF_NAMES = 0.7;

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

/* What asks for a map of quarters; wider zones have their landmarks there instead. */
static bool is_mapped(const mlg_key *key, const mlg_indicator *indicator) {
  return key->map->plan->extent_level == MLG_QUARTIER && indicator->has_map &&
         indicator->map_level <= MLG_QUARTIER;
}

/* The population, the base of the need, what is shown beside it, and what is mapped. */
static void write_figures(mlg_key *key) {
  const mlg_portrait *portrait = key->map->portrait;
  const mlg_project *project = portrait->project;
  size_t exposure = mlg_portrait_exposure(portrait);
  mlg_key_heading(key, "Population et situations");
  for (size_t i = 0; i < project->n_indicators; i++)
    if (i == portrait->population || i == portrait->base || i == exposure ||
        is_mapped(key, &project->indicators[i]))
      write_figure(key, i);
}

/* ---- the need ---- */

static void write_family(mlg_key *key, mlg_family family) {
  mlg_map *map = key->map;
  const mlg_map_plan *plan = map->plan;
  const mlg_parts *parts =
      mlg_portrait_parts(map->portrait, plan->extent_level, plan->extent, family);
  const char *need = mlg_map_figure(map, parts->need);
  const char *without = mlg_wording_interval(map->arena, mlg_uncovered(parts), "");
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
  mlg_key_bar(key, BAR_HEIGHT, values, paints, MLG_PART_COUNT);
  mlg_key_gap(key, 6);
}

static void write_need(mlg_key *key) {
  mlg_map *map = key->map;
  mlg_key_heading(key, "Besoin d'aide en un an, personnes");
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++)
    if (map->portrait->coverage->recorded[family]) write_family(key, family);
  mlg_key_note(key,
               "Couvert (bleu foncé), orientation (bleu clair), offre saturée (orange), hors de "
               "portée (gris rayé).");
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

/* ---- landmarks ---- */

/* "Ille-et-Vilaine 32,4 % (−3,7 points) · Bretagne 36,1 % (pas d'écart sûr)" */
static char *landmark_words(mlg_arena *arena, const mlg_beside *beside,
                            const mlg_beside_line *line) {
  char *text = mlg_arena_strdup(arena, "");
  for (size_t i = 0; i < beside->n_landmarks && text != NULL; i++) {
    const char *standing = mlg_wording_standing(arena, line->gaps[i]);
    const char *rate =
        mlg_is_known(line->rates[i]) ? mlg_french_percent(arena, line->rates[i].value) : "n.d.";
    if (standing == NULL || rate == NULL) return NULL;
    bool says = mlg_gap_stands(line->gaps[i]) != MLG_GAP_UNKNOWN;
    text = mlg_arena_printf(arena, says ? "%s%s%s" MLG_NBSP "%s (%s)" : "%s%s%s" MLG_NBSP "%s",
                            text, i > 0 ? " · " : "", beside->landmarks[i].name, rate, standing);
  }
  return text;
}

/* The base over its first denominator, and the family of the map. */
static bool is_shown(const mlg_map *map, const mlg_beside_line *line) {
  const mlg_compared *by = &line->measure.by;
  if (!mlg_is_known(line->own)) return false;
  return by->kind == MLG_BY_RATE ? by->indicator == map->portrait->base && by->k == 0
                                 : by->family == map->plan->family;
}

static void write_landmarks(mlg_key *key, const mlg_beside *beside) {
  mlg_map *map = key->map;
  mlg_arena *arena = map->arena;
  mlg_key_gap(key, 10);
  mlg_key_heading(key, "Par rapport à d'autres territoires");
  for (size_t i = 0; i < beside->n_lines; i++) {
    const mlg_beside_line *line = &beside->lines[i];
    if (!is_shown(map, line)) continue;
    mlg_key_row(key,
                mlg_arena_printf(arena, "%s, sur" MLG_NNBSP ": %s", line->measure.label,
                                 line->measure.denominator),
                mlg_french_percent(arena, line->own.value), landmark_words(arena, beside, line));
  }
  if (key->scale >= LEAST_SCALE_OF_NAMES) mlg_key_note(key, mlg_wording_similar(arena, beside));
}

void mlg_sheet_key(mlg_key *key, const mlg_beside *beside) {
  write_figures(key);
  mlg_key_gap(key, 10);
  write_need(key);
  if (key->map->plan->extent_level == MLG_QUARTIER) write_sites(key);
  if (beside != NULL) write_landmarks(key, beside);
}
