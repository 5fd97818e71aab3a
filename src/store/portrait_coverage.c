/* SPDX-License-Identifier: Apache-2.0 */
#include "store/portrait.h"

static mlg_status make_room(mlg_reading_back *back) {
  mlg_coverage *coverage = &back->coverage;
  coverage->n_scenarios = back->project.n_scenarios;
  for (mlg_level level = MLG_IRIS; level < MLG_LEVEL_COUNT; level++) {
    size_t n = back->territory.n_zones[level] * MLG_FAMILY_COUNT;
    if (n == 0) continue;
    coverage->parts[level] = MLG_NEW(back->arena, mlg_parts, n * coverage->n_scenarios);
    coverage->places[level] = MLG_NEW(back->arena, mlg_estimate, n);
    coverage->take_up[level] = MLG_NEW(back->arena, mlg_estimate, n);
    MLG_HAVE(coverage->parts[level]);
    MLG_HAVE(coverage->places[level]);
    MLG_HAVE(coverage->take_up[level]);
  }
  return MLG_OK;
}

static mlg_status take_family(mlg_reading_back *back, mlg_cursor *cursor) {
  size_t family = mlg_next_word(cursor, MLG_FAMILIES, MLG_FAMILY_COUNT);
  if (family == MLG_FAMILY_COUNT) return MLG_OK;
  back->coverage.recorded[family] = mlg_next_bool(cursor);
  back->directory.recorded[family] = back->coverage.recorded[family];
  return MLG_OK;
}

bool mlg_restore_place(mlg_reading_back *back, mlg_cursor *cursor, mlg_level *level, size_t *at) {
  size_t zone;
  if (!mlg_restore_zone(back, cursor, level, &zone)) return false;
  size_t family = mlg_next_word(cursor, MLG_FAMILIES, MLG_FAMILY_COUNT);
  *at = zone * MLG_FAMILY_COUNT + family;
  return family < MLG_FAMILY_COUNT;
}

static mlg_status take_parts(mlg_reading_back *back, mlg_cursor *cursor) {
  mlg_level level;
  size_t at;
  if (!mlg_restore_place(back, cursor, &level, &at)) return MLG_OK;
  size_t scenario = mlg_next_index(cursor, &back->scenarios);
  if (scenario == MLG_NOT_FOUND) return MLG_OK;
  mlg_parts *parts = &back->coverage.parts[level][at * back->coverage.n_scenarios + scenario];
  parts->need = mlg_next_estimate(cursor);
  for (mlg_part part = 0; part < MLG_PART_COUNT; part++)
    parts->part[part] = mlg_next_estimate(cursor);
  return MLG_OK;
}

static mlg_status take_places(mlg_reading_back *back, mlg_cursor *cursor) {
  mlg_level level;
  size_t at;
  if (!mlg_restore_place(back, cursor, &level, &at)) return MLG_OK;
  back->coverage.places[level][at] = mlg_next_estimate(cursor);
  back->coverage.take_up[level][at] = mlg_next_estimate(cursor);
  return MLG_OK;
}

/* A finest zone or, after them all, a neighbour. */
static size_t next_start(mlg_reading_back *back, mlg_cursor *cursor) {
  mlg_cursor again = *cursor;
  size_t zone = mlg_next_index(cursor, &back->territory.index[MLG_IRIS]);
  if (zone != MLG_NOT_FOUND) return zone;
  size_t neighbour = mlg_next_index(&again, &back->neighbours);
  return neighbour == MLG_NOT_FOUND ? MLG_NOT_FOUND : back->territory.n_zones[MLG_IRIS] + neighbour;
}

static mlg_status take_flow(mlg_reading_back *back, mlg_cursor *cursor) {
  mlg_coverage *coverage = &back->coverage;
  size_t scenario = mlg_next_index(cursor, &back->scenarios);
  size_t zone = next_start(back, cursor);
  size_t offer = mlg_next_index(cursor, &back->offers);
  mlg_flow flow = {(uint32_t)zone, (uint32_t)offer, (uint32_t)scenario, 0, 0};
  flow.served = mlg_next_real(cursor);
  flow.orientation = mlg_next_real(cursor);
  if (scenario == MLG_NOT_FOUND || zone == MLG_NOT_FOUND || offer == MLG_NOT_FOUND) return MLG_OK;
  if (!MLG_ROOM(back->arena, coverage->flows, coverage->n_flows, back->room)) return MLG_FAILURE;
  coverage->flows[coverage->n_flows++] = flow;
  return MLG_OK;
}

#define ESTIMATE(name)                                                                             \
  ", " name ", " name "_min, " name "_max, " name "_variance, " name "_drapeaux"

static const char PARTS[] = "SELECT niveau, code, famille, scenario" ESTIMATE("besoin")
    ESTIMATE("couvert") ESTIMATE("orientation") ESTIMATE("sature")
        ESTIMATE("hors_portee") " FROM couverture";

static const char PLACES[] = "SELECT niveau, code, famille" ESTIMATE("places_100")
    ESTIMATE("recours_limite") " FROM place";

mlg_status mlg_restore_coverage(mlg_reading_back *back) {
  const mlg_project *project = &back->project;
  MLG_TRY(make_room(back));
  MLG_TRY(mlg_index_init(&back->scenarios, back->arena, project->n_scenarios));
  for (size_t i = 0; i < project->n_scenarios; i++)
    MLG_TRY(mlg_index_add(&back->scenarios, project->scenarios[i].id, i, NULL));
  MLG_TRY(mlg_restore_rows(back, "SELECT famille, recense FROM famille", take_family));
  MLG_TRY(mlg_restore_rows(back, PARTS, take_parts));
  MLG_TRY(mlg_restore_rows(back, PLACES, take_places));
  MLG_TRY(mlg_restore_catchments(back));
  return mlg_restore_rows(
      back, "SELECT scenario, zone, offre, couvert, orientation FROM flux ORDER BY rowid",
      take_flow);
}
