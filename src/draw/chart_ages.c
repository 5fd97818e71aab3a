/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>

#include "draw/chart.h"

/* Shares of three age groups in the population: each zone beside the extent. */
enum { AGES = 3 };

static const char *const GROUPS[AGES] = {"65 à 74 ans", "75 à 79 ans", "80 ans et plus"};

bool mlg_chart_find_ages(const mlg_portrait *portrait, size_t ages[3]) {
  static const char *const IDS[AGES] = {"plus_65", "plus_75", "plus_80"};
  const mlg_project *project = portrait->project;
  for (size_t i = 0; i < AGES; i++) {
    ages[i] = mlg_indicator_find(project->indicators, project->n_indicators, IDS[i]);
    if (ages[i] == project->n_indicators || project->indicators[ages[i]].n_denominators == 0)
      return false;
  }
  return true;
}

static mlg_paint paint_of(size_t group) {
  return (mlg_paint){.fill = mlg_ramp("exposition")[group + 1]};
}

/* 65 and over, 75 and over, 80 and over: what lies between is a group. */
static bool read_shares(const mlg_map *map, mlg_level level, size_t zone, const size_t *ages,
                        double shares[AGES]) {
  double at_least[AGES + 1] = {0};
  for (size_t i = 0; i < AGES; i++) {
    mlg_estimate rate;
    if (mlg_portrait_rate(map->portrait, level, zone, ages[i], 0, &rate) != MLG_SHOWN) return false;
    at_least[i] = rate.value;
  }
  for (size_t i = 0; i < AGES; i++) shares[i] = fmax(at_least[i] - at_least[i + 1], 0);
  return true;
}

static void add_row(mlg_chart *chart, mlg_level level, size_t zone, const size_t *ages,
                    bool strong) {
  mlg_chart_row *row = &chart->rows[chart->n];
  const mlg_map *map = chart->map;
  *row = (mlg_chart_row){
      .name = map->portrait->territory->zones[level][zone].name, .strong = strong, .n_parts = AGES};
  if (!read_shares(map, level, zone, ages, row->parts)) return;
  for (size_t i = 0; i < AGES; i++) {
    row->order += row->parts[i];
    row->paints[i] = paint_of(i);
  }
  row->end = mlg_french_percent(map->arena, row->order);
  chart->n++;
}

static void write_key(mlg_key *key, const void *context) {
  (void)context;
  mlg_key_heading(key, "Part de la population");
  for (size_t i = 0; i < AGES; i++) mlg_key_swatch(key, paint_of(i), GROUPS[i], NULL);
  mlg_key_gap(key, 10);
  mlg_key_note(key, "Au bout de chaque barre : la part des 65 ans et plus.");
  if (key->map->n_zones > MLG_MOST_ROWS)
    mlg_key_note(key, "Seules les plus âgées des zones sont montrées.");
}

/* "À Rennes, 16,2 % de la population a 65 ans ou plus ; Bréquigny : 24,1 %". */
static char *message(const mlg_map *map, const mlg_chart *chart) {
  const mlg_chart_row *whole = NULL, *oldest = NULL;
  for (size_t i = 0; i < chart->n; i++) {
    if (chart->rows[i].strong)
      whole = &chart->rows[i];
    else if (oldest == NULL || chart->rows[i].order > oldest->order)
      oldest = &chart->rows[i];
  }
  const char *at =
      mlg_wording_at(map->arena, map->portrait, map->plan->extent_level, map->plan->extent);
  if (whole == NULL || oldest == NULL || at == NULL)
    return mlg_arena_strdup(map->arena, "Structure par âge");
  return mlg_arena_printf(
      map->arena, "%s, %s de la population a 65 ans ou plus" MLG_NNBSP "; %s" MLG_NNBSP ": %s",
      mlg_wording_capital(map->arena, at), whole->end, oldest->name, oldest->end);
}

mlg_status mlg_chart_ages(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  size_t ages[AGES];
  mlg_chart chart;
  MLG_HAVE(mlg_chart_find_ages(map->portrait, ages) ? map : NULL);
  MLG_HAVE(mlg_chart_begin(&chart, map, map->n_zones + 1) ? map : NULL);
  add_row(&chart, plan->extent_level, plan->extent, ages, true);
  for (size_t i = 0; i < map->n_zones; i++)
    add_row(&chart, plan->level, map->zones[i], ages, false);
  const char *vintage = mlg_map_vintage(map, ages[0]);
  MLG_HAVE(vintage);
  MLG_TRY(mlg_map_layout(
      map,
      &(mlg_map_words){mlg_map_title(map, message(map, &chart)),
                       mlg_arena_printf(map->arena, "Structure par âge, par %s · %s%s",
                                        MLG_LEVELS[plan->level].label, vintage, "65 ans et plus"),
                       mlg_wording_sources(map->arena, map->portrait, ages[0]),
                       mlg_map_method(map, ages[0])}));
  chart.percent = true;
  mlg_chart_rows(&chart);
  mlg_key_write(map, write_key, NULL);
  return MLG_OK;
}
