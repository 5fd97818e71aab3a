/* SPDX-License-Identifier: Apache-2.0 */
#include "store/portrait.h"

#include <math.h>

/* ---- who starts from where ---- */

static mlg_status take_neighbour(mlg_reading_back *back, mlg_cursor *cursor) {
  mlg_neighbour *neighbours = (mlg_neighbour *)back->access.neighbours;
  size_t n = back->access.n_neighbours;
  if (!MLG_ROOM(back->arena, neighbours, n, back->room)) return MLG_FAILURE;
  mlg_neighbour *neighbour = &neighbours[n];
  *neighbour = (mlg_neighbour){.code = mlg_next_text(cursor)};
  MLG_HAVE(neighbour->code);
  neighbour->at.x = mlg_next_real(cursor);
  neighbour->at.y = mlg_next_real(cursor);
  neighbour->base = mlg_next_real(cursor);
  neighbour->inhabitants = mlg_next_real(cursor);
  back->access.neighbours = neighbours;
  back->access.n_neighbours++;
  return mlg_index_add(&back->neighbours, neighbour->code, n, NULL);
}

/* The points that stand for a zone follow from its outline: the same ones always. */
static mlg_status rebuild_origins(mlg_reading_back *back) {
  const mlg_neighbour *neighbours = back->access.neighbours;
  size_t n = back->access.n_neighbours;
  const mlg_project *project = &back->project;
  size_t population = mlg_indicator_find(project->indicators, project->n_indicators, "population");
  mlg_inhabitants inhabitants;
  MLG_TRY(
      mlg_count_inhabitants(back->arena, &back->territory, &back->need, population, &inhabitants));
  return mlg_access_build(back->arena, &project->reach, &back->territory, &inhabitants,
                          back->portrait.shapes[MLG_IRIS], neighbours, n, &back->access);
}

/* ---- the minutes of a table ---- */

typedef struct {
  size_t zone, site;
  double minutes;
} trip;

static mlg_status take_trip(mlg_reading_back *back, mlg_cursor *cursor) {
  trip read = {.zone = mlg_next_index(cursor, &back->territory.index[MLG_IRIS])};
  read.site = mlg_next_index(cursor, &back->sites);
  read.minutes = mlg_next_real(cursor);
  if (read.zone == MLG_NOT_FOUND || read.site == MLG_NOT_FOUND) return MLG_OK;
  mlg_times *times = &back->access.times;
  size_t n = times->first[read.zone + 1];
  times->site[n] = (uint32_t)read.site;
  times->minutes[n] = (float)read.minutes;
  /* Trips come by zone: all that follow start after this one. */
  for (size_t z = read.zone; z < back->territory.n_zones[MLG_IRIS]; z++)
    times->first[z + 1] = n + 1;
  return MLG_OK;
}

static mlg_status count_trips(mlg_reading_back *back, mlg_cursor *cursor) {
  back->room = mlg_next_count(cursor);
  return MLG_OK;
}

static mlg_status restore_times(mlg_reading_back *back) {
  if (!back->project.has_times) return MLG_OK;
  mlg_times *times = &back->access.times;
  MLG_TRY(mlg_restore_rows(back, "SELECT count(*) FROM trajet", count_trips));
  times->first = MLG_NEW(back->arena, size_t, back->territory.n_zones[MLG_IRIS] + 1);
  times->site = MLG_NEW(back->arena, uint32_t, back->room + 1);
  times->minutes = MLG_NEW(back->arena, float, back->room + 1);
  MLG_HAVE(times->first);
  MLG_HAVE(times->site);
  MLG_HAVE(times->minutes);
  return mlg_restore_rows(back, "SELECT zone, lieu, minutes FROM trajet ORDER BY rowid", take_trip);
}

/* ---- places by other methods, nearest offers ---- */

static mlg_status make_room(mlg_reading_back *back) {
  mlg_coverage *coverage = &back->coverage;
  for (mlg_level level = MLG_IRIS; level < MLG_LEVEL_COUNT; level++) {
    size_t n = back->territory.n_zones[level] * MLG_FAMILY_COUNT;
    if (n == 0) continue;
    coverage->nearest[level] = MLG_NEW(back->arena, mlg_nearest_offer, n);
    MLG_HAVE(coverage->nearest[level]);
    for (size_t kind = 0; kind < MLG_CATCHMENT_COUNT; kind++) {
      coverage->catchments[kind][level] = kind == MLG_2SFCA ? coverage->places[level]
                                                            : MLG_NEW(back->arena, mlg_estimate, n);
      MLG_HAVE(coverage->catchments[kind][level]);
    }
  }
  coverage->exchanges =
      MLG_NEW(back->arena, mlg_exchange, MLG_FAMILY_COUNT * coverage->n_scenarios);
  MLG_HAVE(coverage->exchanges);
  return MLG_OK;
}

static mlg_status take_catchment(mlg_reading_back *back, mlg_cursor *cursor) {
  mlg_level level;
  size_t at;
  if (!mlg_restore_place(back, cursor, &level, &at)) return MLG_OK;
  size_t kind = mlg_next_word(cursor, MLG_CATCHMENTS, MLG_CATCHMENT_COUNT);
  if (kind < MLG_CATCHMENT_COUNT)
    back->coverage.catchments[kind][level][at] = mlg_next_estimate(cursor);
  return MLG_OK;
}

static mlg_status take_nearest(mlg_reading_back *back, mlg_cursor *cursor) {
  mlg_level level;
  size_t at;
  if (!mlg_restore_place(back, cursor, &level, &at)) return MLG_OK;
  mlg_nearest_offer *nearest = &back->coverage.nearest[level][at];
  nearest->metres = mlg_next_real(cursor);
  nearest->minutes = mlg_next_real(cursor);
  nearest->within = mlg_next_real(cursor);
  return MLG_OK;
}

static mlg_status take_exchange(mlg_reading_back *back, mlg_cursor *cursor) {
  size_t family = mlg_next_word(cursor, MLG_FAMILIES, MLG_FAMILY_COUNT);
  size_t scenario = mlg_next_index(cursor, &back->scenarios);
  if (family == MLG_FAMILY_COUNT || scenario == MLG_NOT_FOUND) return MLG_OK;
  mlg_exchange *exchange =
      &back->coverage.exchanges[family * back->coverage.n_scenarios + scenario];
  exchange->out = mlg_next_real(cursor);
  exchange->in = mlg_next_real(cursor);
  return MLG_OK;
}

mlg_status mlg_restore_access(mlg_reading_back *back) {
  MLG_TRY(mlg_index_init(&back->neighbours, back->arena, 0));
  MLG_TRY(mlg_restore_rows(back, "SELECT code, x, y, base, habitants FROM voisin ORDER BY rang",
                           take_neighbour));
  MLG_TRY(rebuild_origins(back));
  MLG_TRY(restore_times(back));
  back->coverage.access = &back->access;
  return MLG_OK;
}

mlg_status mlg_restore_catchments(mlg_reading_back *back) {
  MLG_TRY(make_room(back));
  MLG_TRY(mlg_restore_rows(back,
                           "SELECT niveau, code, famille, methode, valeur, min, max, variance,"
                           " drapeaux FROM place_methode",
                           take_catchment));
  MLG_TRY(mlg_restore_rows(
      back, "SELECT niveau, code, famille, metres, minutes, a_portee FROM plus_proche",
      take_nearest));
  return mlg_restore_rows(back, "SELECT famille, scenario, sortants, entrants FROM echange",
                          take_exchange);
}
