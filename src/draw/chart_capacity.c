/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>

#include "draw/chart.h"
#include "draw/signs.h"

/* For each family, who seeks help and how many places the extent's own sites have. */
typedef struct {
  double places;
  size_t offers, unknown;
} offered;

static const mlg_rgb PLACES = 0x2F8781u;

/* Whether a site stands in the extent. */
static bool is_inside(const mlg_map *map, const mlg_site *site) {
  const mlg_territory *territory = map->portrait->territory;
  if (site->zone == MLG_NO_ZONE) return false;
  return territory->zones[MLG_IRIS][site->zone].parent[map->plan->extent_level] ==
         map->plan->extent;
}

static offered count_places(const mlg_map *map, mlg_family family) {
  const mlg_directory *directory = map->portrait->directory;
  offered o = {0};
  for (size_t i = 0; i < directory->n_offers; i++) {
    const mlg_offer *offer = &directory->offers[i];
    const mlg_site *site = &directory->sites[offer->site];
    if (offer->family != family || site->status != MLG_COUNTED || !is_inside(map, site)) continue;
    o.offers++;
    if (mlg_is_known(offer->capacity))
      o.places += offer->capacity.value;
    else
      o.unknown++;
  }
  return o;
}

static void write_key(mlg_key *key, const void *context) {
  (void)context;
  mlg_key_heading(key, "Personnes en un an");
  mlg_key_swatch(key, (mlg_paint){.fill = mlg_part_colour(MLG_SERVED)},
                 "besoin : trouvent une place seules", NULL);
  mlg_key_swatch(key, mlg_cause_paint(MLG_OUT_OF_REACH), "besoin : sans solution", NULL);
  mlg_key_swatch(key, (mlg_paint){.fill = PLACES}, "places des lieux de la zone", NULL);
  mlg_key_gap(key, 10);
  mlg_key_note(key, "Des places peuvent manquer à qui en est loin et rester libres ailleurs : le "
                    "total ne dit pas si le besoin est couvert.");
  mlg_key_note(key, "Les familles ne s'ajoutent pas : une personne peut en avoir plusieurs.");
}

static void add_need(mlg_chart *chart, mlg_family family, const mlg_parts *parts, double order) {
  mlg_arena *arena = chart->map->arena;
  double without = mlg_uncovered(parts).value;
  chart->rows[chart->n++] = (mlg_chart_row){
      .name = mlg_wording_capital(arena, MLG_FAMILIES[family].label),
      .n_parts = 2,
      .parts = {parts->part[MLG_SERVED].value, without},
      .paints = {{.fill = mlg_part_colour(MLG_SERVED)}, mlg_cause_paint(MLG_OUT_OF_REACH)},
      .end = mlg_arena_printf(arena, "%s sans solution", mlg_french_about(arena, without)),
      .order = order};
}

static void add_places(mlg_chart *chart, const offered *o, double order) {
  mlg_arena *arena = chart->map->arena;
  const char *unknown =
      o->unknown == 0 ? "" : mlg_arena_printf(arena, " (%zu sans capacité connue)", o->unknown);
  chart->rows[chart->n++] = (mlg_chart_row){
      .name = mlg_arena_printf(arena, "places, %zu" MLG_NBSP "%s", o->offers,
                               o->offers < 2 ? "lieu" : "lieux"),
      .n_parts = 1,
      .parts = {o->places},
      .paints = {{.fill = PLACES}},
      .end = mlg_arena_printf(arena, "%s places%s", mlg_french_about(arena, o->places), unknown),
      .order = order};
}

/* The family of which the largest share is left without. */
static char *message(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  double worst = -1;
  mlg_family of = MLG_AIDER;
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++) {
    const mlg_parts *parts =
        mlg_portrait_parts(map->portrait, plan->extent_level, plan->extent, family);
    double share = mlg_uncovered(parts).value / parts->need.value;
    if (!map->portrait->coverage->recorded[family] || !(share > worst)) continue;
    worst = share;
    of = family;
  }
  const char *at = mlg_wording_at(map->arena, map->portrait, plan->extent_level, plan->extent);
  if (worst < 0 || at == NULL) return mlg_arena_strdup(map->arena, "Besoins et places");
  return mlg_arena_printf(
      map->arena, "%s, %s des besoins «" MLG_NBSP "%s" MLG_NBSP "» ne trouvent pas seuls une place",
      mlg_wording_capital(map->arena, at), mlg_french_percent(map->arena, worst),
      MLG_FAMILIES[of].label);
}

mlg_status mlg_chart_capacity(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  const mlg_project *project = map->portrait->project;
  mlg_chart chart;
  MLG_TRY(mlg_map_layout(
      map, &(mlg_map_words){mlg_map_title(map, message(map)),
                            mlg_arena_printf(map->arena,
                                             "Besoins et places par famille d'aide, en un an · %s",
                                             project->scenarios[project->reference].label),
                            mlg_wording_sources(map->arena, map->portrait, MLG_NO_INDICATOR),
                            mlg_map_method(map, MLG_NO_INDICATOR)}));
  MLG_HAVE(mlg_chart_begin(&chart, map, 2 * MLG_FAMILY_COUNT) ? map : NULL);
  for (mlg_family family = 0; family < MLG_FAMILY_COUNT; family++) {
    const mlg_parts *parts =
        mlg_portrait_parts(map->portrait, plan->extent_level, plan->extent, family);
    offered o = count_places(map, family);
    if (!map->portrait->coverage->recorded[family] || !mlg_is_known(mlg_uncovered(parts))) continue;
    add_need(&chart, family, parts, -2.0 * (int)family);
    add_places(&chart, &o, -2.0 * (int)family - 1);
  }
  mlg_chart_rows(&chart);
  mlg_key_write(map, write_key, NULL);
  return MLG_OK;
}
