/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "project/sections.h"

#include <maillage/offer.h>

/* Rows of a directory through a shipped mapping, then merged into places. */
static const mlg_offer_rules RULES = {.same_site_m = 50, .stale_days = 730, .weeks = 36};

static mlg_arena mapping_arena;
static mlg_mapping mapping;

static bool mapping_ready(void) {
  if (mapping.id != NULL) return true;
  mlg_findings findings = {.arena = &mapping_arena};
  return mlg_mapping_read(&mapping_arena, NULL, "mappings/schema-national-1.0.2.yaml",
                          "schema-national-1.0.2.yaml", &findings, &mapping) == MLG_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  FUZZ_HOLDS(mapping_ready()); /* run from the root of the sources */
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_directory directory = {0};
  mlg_decisions none = {0};
  mlg_table table;
  mlg_status status = MLG_REJECTED;
  if (fuzz_table(&arena, &findings, ".csv", NULL, data, size, &table)) {
    const mlg_directory_source source = {.table = &table, .mapping = &mapping};
    status = mlg_directory_read(&arena, &source, &RULES, "2026-11-22", &findings, &directory);
  }
  for (size_t i = 0; i < directory.n_entries; i++)
    directory.entries[i].at = (mlg_point){350000 + 10 * (double)i, 6789000};
  if (status == MLG_OK) status = mlg_directory_merge(&arena, &RULES, &none, &findings, &directory);
  fuzz_close(&arena, &findings, status);
  return 0;
}
