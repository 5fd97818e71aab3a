/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include <maillage/schedule.h>
#include <math.h>

/* Opening hours: whatever is understood can be measured, said and read back the same. */
static void check_known(mlg_arena *arena, const mlg_schedule *schedule) {
  double minutes = mlg_schedule_minutes(schedule);
  FUZZ_HOLDS(isnan(minutes) || (minutes >= 0 && minutes <= 7 * 24 * 60));
  FUZZ_HOLDS(mlg_schedule_french(arena, schedule) != NULL);
  char *osm = mlg_schedule_osm(arena, schedule);
  FUZZ_HOLDS(osm != NULL);
  if (isnan(minutes) || *osm == '\0') return;
  mlg_schedule again;
  mlg_hours_kind kind;
  FUZZ_HOLDS(mlg_schedule_read(arena, osm, &kind, &again) == MLG_OK);
  /* Written by rounded minutes. */
  FUZZ_HOLDS(kind == MLG_HOURS_UNREAD || fabs(mlg_schedule_minutes(&again) - minutes) < 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  char *text = fuzz_text(&arena, data, size);
  mlg_schedule schedule;
  mlg_hours_kind kind;
  mlg_status status = mlg_schedule_read(&arena, text, &kind, &schedule);
  FUZZ_HOLDS(status == MLG_OK);
  check_known(&arena, &schedule);
  FUZZ_HOLDS(mlg_schedule_add_day(&arena, 2, text, 0.5, &kind, &schedule) == MLG_OK);
  mlg_schedule_minutes(&schedule);
  mlg_schedule_half_days(&schedule);
  mlg_schedule_evening(&schedule);
  mlg_schedule_saturday(&schedule);
  double share = mlg_schedule_frequency(&arena, text);
  FUZZ_HOLDS(share >= 0 && share <= 1);
  fuzz_close(&arena, &findings, status);
  return 0;
}
