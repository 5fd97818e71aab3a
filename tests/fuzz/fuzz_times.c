/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include <maillage/access.h>
#include <math.h>

/* A table of travel times, between two zones of two communes and three sites. */
static void read_times(mlg_arena *arena, mlg_findings *findings, const mlg_table *table) {
  mlg_zone zones[2] = {{.code = "352380101"}, {.code = "350010000"}};
  mlg_zone communes[2] = {{.code = "35238"}, {.code = "35001"}};
  zones[1].parent[MLG_COMMUNE] = 1;
  zones[1].centre = (mlg_point){5000, 0};
  mlg_territory territory = {0};
  territory.n_zones[MLG_IRIS] = territory.n_zones[MLG_COMMUNE] = 2;
  territory.zones[MLG_IRIS] = zones;
  territory.zones[MLG_COMMUNE] = communes;
  for (int level = 0; level < MLG_LEVEL_COUNT; level++) {
    mlg_index *index = &territory.index[level];
    FUZZ_HOLDS(mlg_index_init(index, arena, 2) == MLG_OK);
    for (size_t i = 0; i < territory.n_zones[level]; i++)
      FUZZ_HOLDS(mlg_index_add(index, territory.zones[level][i].code, i, NULL) == MLG_OK);
  }
  const mlg_stop sites[] = {
      {"a", "35238", {100, 0}}, {"b", "35001", {5000, 100}}, {"c", "", {NAN, NAN}}};
  const mlg_reach reach = {.modes = {{20, 4, 1.3, MLG_GAUSSIAN}}, .tries = 1};
  mlg_access access;
  FUZZ_HOLDS(mlg_access_build(arena, &reach, &territory, NULL, NULL, NULL, 0, &access) == MLG_OK);
  const mlg_times_table from = {.table = table, .from = 0, .to = 1, .minutes = 2};
  mlg_status status = mlg_access_times(arena, &from, sites, 3, findings, &access);
  for (size_t i = 0; status == MLG_OK && i < 6; i++) {
    double minutes = mlg_times_minutes(&access.times, i / 3, i % 3);
    FUZZ_HOLDS(isnan(minutes) || (minutes >= 0 && isfinite(minutes)));
  }
  fuzz_close(arena, findings, status);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_table table;
  bool read = fuzz_table(&arena, &findings, ".csv", NULL, data, size, &table);
  if (read && table.n_columns >= 3)
    read_times(&arena, &findings, &table);
  else
    fuzz_close(&arena, &findings, read ? MLG_OK : MLG_REJECTED);
  return 0;
}
