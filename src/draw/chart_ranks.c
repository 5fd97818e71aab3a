/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/text.h>
#include <math.h>

#include "draw/chart.h"

/* Zones in the order of a rate, each with its interval: ranks that overlap are seen to. */
typedef struct {
  const mlg_indicator *indicator;
  const char *place;
  mlg_estimate rate; /* Of the extent. */
  size_t left_out, of;
  mlg_rgb ink;
} ranks_key;

static void write_key(mlg_key *key, const void *context) {
  const ranks_key *r = context;
  mlg_arena *arena = key->map->arena;
  const mlg_indicator *indicators = key->map->portrait->project->indicators;
  mlg_key_heading(key, r->indicator->label);
  mlg_key_note(key,
               mlg_arena_printf(arena, "Pour cent, base" MLG_NNBSP ": «" MLG_NBSP "%s" MLG_NBSP "»",
                                indicators[r->indicator->denominators[0]].label));
  mlg_key_gap(key, 10);
  mlg_key_line(key, r->ink, 5, "intervalle de confiance et d'hypothèses", NULL);
  mlg_key_disc(key, (mlg_paint){.fill = r->ink, .stroke = MLG_WHITE, .width = 2}, 8, "estimation",
               NULL);
  mlg_key_gap(key, 10);
  mlg_key_note(key, "À droite : le taux, puis les rangs possibles. Deux zones dont les rangs se "
                    "recouvrent ne se départagent pas.");
  if (r->left_out > 0)
    mlg_key_note(key, mlg_arena_printf(arena, "Sans taux interprétable" MLG_NNBSP ": %s.",
                                       mlg_key_tally(key->map, r->left_out)));
  if (r->of > MLG_MOST_ROWS)
    mlg_key_note(key, mlg_arena_printf(arena, "Les %d premiers sur %zu.", MLG_MOST_ROWS, r->of));
  mlg_key_gap(key, 24);
  mlg_key_number(key, r->place, mlg_french_percent(arena, r->rate.value), r->ink,
                 mlg_key_between(key->map, mlg_french_percent(arena, mlg_shown_low(r->rate, 0)),
                                 mlg_french_percent(arena, mlg_shown_high(r->rate, 1))),
                 NULL);
}

static mlg_status make_rows(mlg_map *map, mlg_chart *chart, ranks_key *r) {
  const mlg_map_plan *plan = map->plan;
  mlg_rank_range *ranges = MLG_NEW(map->arena, mlg_rank_range, map->n_zones + 1);
  const mlg_compared by = {.kind = MLG_BY_RATE, .indicator = plan->indicator};
  MLG_HAVE(ranges);
  MLG_HAVE(mlg_chart_begin(chart, map, map->n_zones) ? ranges : NULL);
  MLG_TRY(mlg_portrait_rank_range(map->arena, map->portrait, by, plan->level, map->zones,
                                  map->n_zones, ranges));
  for (size_t i = 0; i < map->n_zones; i++) {
    mlg_estimate rate;
    if (mlg_portrait_rate(map->portrait, plan->level, map->zones[i], plan->indicator, 0, &rate) !=
        MLG_SHOWN) {
      r->left_out++;
      continue;
    }
    const char *rank = mlg_wording_rank(map->arena, ranges[i]);
    const char *value = mlg_french_percent(map->arena, rate.value);
    MLG_HAVE(rank);
    chart->rows[chart->n++] = (mlg_chart_row){
        .name = map->portrait->territory->zones[plan->level][map->zones[i]].name,
        .value = rate.value,
        .low = mlg_shown_low(rate, 0),
        .high = mlg_shown_high(rate, 1),
        .ink = r->ink,
        .end = mlg_arena_printf(map->arena, *rank != '\0' ? "%s · %s" : "%s", value, rank),
        .order = rate.value};
  }
  r->of = chart->n;
  return MLG_OK;
}

mlg_status mlg_chart_ranks(mlg_map *map) {
  const mlg_map_plan *plan = map->plan;
  const mlg_indicator *indicator = &map->portrait->project->indicators[plan->indicator];
  mlg_chart chart;
  ranks_key r = {
      .indicator = indicator,
      .ink = mlg_ramp(indicator->palette != NULL ? indicator->palette : "")[3],
      .place = mlg_wording_place(map->arena, map->portrait, plan->extent_level, plan->extent)};
  mlg_portrait_rate(map->portrait, plan->extent_level, plan->extent, plan->indicator, 0, &r.rate);
  const char *title = mlg_headline_rate(map->arena, map->portrait, plan->extent_level, plan->extent,
                                        plan->indicator);
  MLG_TRY(mlg_map_layout_indicator(
      map, mlg_map_title(map, title), "rangs",
      mlg_need_value(map->portrait->need, plan->extent_level, plan->extent, plan->indicator)));
  MLG_TRY(make_rows(map, &chart, &r));
  chart.percent = true;
  if (mlg_is_known(r.rate)) {
    chart.line = r.rate.value;
    chart.line_end = r.place;
  }
  mlg_chart_rows(&chart);
  mlg_key_write(map, write_key, &r);
  return MLG_OK;
}
