/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include <maillage/offer.h>
#include <math.h>

/* What the analyst writes by hand: which rows are one place, and, after a line "%%", what
 * capacities she knows. */
static const char *const DATASETS[] = {"lieux", "biblio"};
static mlg_entry ENTRIES[] = {{.id = "7", .site = 0},
                              {.id = "8", .site = 1},
                              {.id = "9", .site = MLG_NO_SITE},
                              {.id = "7", .dataset = 1, .site = 0},
                              {.id = "", .site = MLG_NO_SITE}};
static mlg_site SITES[] = {{.id = "s1", .status = MLG_COUNTED}, {.id = "s2"}};
static const mlg_directory DIRECTORY = {
    .n_entries = 5, .entries = ENTRIES, .n_sites = 2, .sites = SITES};

static mlg_status read_decisions(mlg_arena *arena, mlg_findings *findings, const mlg_table *table) {
  mlg_decisions decisions;
  MLG_TRY(mlg_decisions_read(arena, table, DATASETS, &DIRECTORY, findings, &decisions));
  FUZZ_HOLDS(decisions.n <= table->n_rows);
  for (size_t i = 0; i < decisions.n; i++)
    FUZZ_HOLDS(decisions.items[i].a < 5 && decisions.items[i].b < 5 &&
               decisions.items[i].a != decisions.items[i].b);
  return MLG_OK;
}

static mlg_status read_capacities(mlg_arena *arena, mlg_findings *findings,
                                  const mlg_table *table) {
  mlg_given_capacities given;
  MLG_TRY(mlg_capacities_read(arena, table, DATASETS, &DIRECTORY, findings, &given));
  FUZZ_HOLDS(given.n <= table->n_rows);
  for (size_t i = 0; i < given.n; i++) {
    const mlg_given_capacity *one = &given.items[i];
    FUZZ_HOLDS((one->site == NULL) != (one->entry == MLG_NO_ENTRY));
    FUZZ_HOLDS(isnan(one->least) || isnan(one->most) || one->least <= one->most);
  }
  return MLG_OK;
}

static void read_with(mlg_status read(mlg_arena *, mlg_findings *, const mlg_table *),
                      const char *text) {
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_table table;
  mlg_status status = MLG_REJECTED;
  if (fuzz_table(&arena, &findings, ".csv", NULL, (const uint8_t *)text, strlen(text), &table))
    status = read(&arena, &findings, &table);
  fuzz_close(&arena, &findings, status);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  mlg_arena arena = {0};
  char *decisions = fuzz_text(&arena, data, size), *capacities = fuzz_split(decisions);
  read_with(read_decisions, decisions);
  if (capacities != NULL) read_with(read_capacities, capacities);
  mlg_arena_free(&arena);
  return 0;
}
