/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "project/sections.h"

#include <maillage/offer.h>

/* A mapping file, then after a line "%%" the rows of a directory to be read through it. */
static const mlg_offer_rules RULES = {.same_site_m = 50, .stale_days = 730, .weeks = 36};

static mlg_status read_rows(mlg_arena *arena, mlg_findings *findings, const mlg_mapping *mapping,
                            const char *rows) {
  mlg_table table;
  mlg_directory directory = {0};
  if (!fuzz_table(arena, findings, ".csv", NULL, (const uint8_t *)rows, strlen(rows), &table))
    return MLG_REJECTED;
  const mlg_directory_source source = {.table = &table, .mapping = mapping};
  return mlg_directory_read(arena, &source, &RULES, "2026-11-22", findings, &directory);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  char *text = fuzz_text(&arena, data, size), *rows = fuzz_split(text);
  const char *path = fuzz_file(".yaml", (const uint8_t *)text, strlen(text));
  mlg_mapping mapping;
  mlg_status status = mlg_mapping_read(&arena, NULL, path, "essai.yaml", &findings, &mapping);
  unlink(path);
  if (status == MLG_OK && rows != NULL) status = read_rows(&arena, &findings, &mapping, rows);
  fuzz_close(&arena, &findings, status);
  return 0;
}
