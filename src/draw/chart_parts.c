/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>

#include "draw/chart.h"
#include "draw/signs.h"

/* The four parts of the need of a family, a bar a zone, to one scale of persons. */

/* What each part means, in the order of the bars. */
static void write_key(mlg_key *key, const void *context) {
  mlg_map *map = key->map;
  const mlg_parts *parts = context;
  static const char *const WORDS[MLG_PART_COUNT] = {
      [MLG_SERVED] = "couvert : trouvent une place seules",
      [MLG_ORIENTATION] = "orientation : une place existe, mais il faut y être orienté",
      [MLG_SATURATED] = "offre saturée : à portée, mais sans place",
      [MLG_OUT_OF_REACH] = "hors de portée : aucune offre recensée à portée",
  };
  mlg_key_heading(key, "Personnes en un an");
  for (mlg_part part = 0; part < MLG_PART_COUNT; part++)
    mlg_key_swatch(key, mlg_cause_paint(part), WORDS[part], mlg_map_figure(map, parts->part[part]));
  mlg_key_gap(key, 10);
  mlg_key_note(key, "Au bout de chaque barre : les personnes sans solution (tout sauf le bleu "
                    "foncé) sur celles qui chercheront de l'aide.");
  mlg_key_gap(key, 20);
  mlg_key_number(
      key, mlg_wording_place(map->arena, map->portrait, map->plan->extent_level, map->plan->extent),
      mlg_map_big(map, mlg_uncovered(parts)), MLG_INK,
      mlg_arena_printf(map->arena, "personnes sans solution sur %s",
                       mlg_map_figure(map, parts->need)),
      NULL);
}

static bool add_row(mlg_chart *chart, const char *name, const mlg_parts *parts) {
  mlg_chart_row *row = &chart->rows[chart->n];
  mlg_estimate without = mlg_uncovered(parts);
  if (!mlg_is_known(parts->need) || !mlg_is_known(without)) return false;
  *row = (mlg_chart_row){.name = name, .n_parts = MLG_PART_COUNT, .order = without.value};
  for (mlg_part part = 0; part < MLG_PART_COUNT; part++) {
    row->parts[part] = fmax(parts->part[part].value, 0);
    row->paints[part] = mlg_cause_paint(part);
  }
  row->end = mlg_arena_printf(chart->map->arena, "%s sur %s",
                              mlg_french_about(chart->map->arena, without.value),
                              mlg_french_about(chart->map->arena, parts->need.value));
  chart->n++;
  return true;
}

mlg_status mlg_chart_parts(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  const mlg_project *project = map->portrait->project;
  const mlg_zone *zones = map->portrait->territory->zones[plan->level];
  const mlg_parts *whole =
      mlg_portrait_parts(map->portrait, plan->extent_level, plan->extent, plan->family);
  const char *title = mlg_headline_need(map->arena, map->portrait, plan->extent_level, plan->extent,
                                        plan->level, plan->family);
  mlg_chart chart;
  MLG_TRY(mlg_map_layout(
      map, &(mlg_map_words){
               mlg_map_title(map, title),
               mlg_arena_printf(map->arena,
                                "Besoin «" MLG_NBSP "%s" MLG_NBSP "» par %s, en quatre parts · %s",
                                MLG_FAMILIES[plan->family].label, MLG_LEVELS[plan->level].label,
                                project->scenarios[project->reference].label),
               mlg_wording_sources(map->arena, map->portrait, MLG_NO_INDICATOR),
               mlg_map_method(map, MLG_NO_INDICATOR)}));
  MLG_HAVE(mlg_chart_begin(&chart, map, map->n_zones) ? map : NULL);
  for (size_t i = 0; i < map->n_zones; i++)
    add_row(&chart, zones[map->zones[i]].name,
            mlg_portrait_parts(map->portrait, plan->level, map->zones[i], plan->family));
  mlg_chart_rows(&chart);
  mlg_key_write(map, write_key, whole);
  return MLG_OK;
}
