/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include <maillage/schema.h>

/* A Table Schema, then after a line "%%" a table to be held against it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  char *text = fuzz_text(&arena, data, size), *rows = fuzz_split(text);
  const char *path = fuzz_file(".json", (const uint8_t *)text, strlen(text));
  mlg_schema schema;
  mlg_table table;
  mlg_status status = mlg_schema_read(&arena, path, "essai.json", &findings, &schema);
  unlink(path);
  if (status == MLG_OK && rows != NULL) {
    bool read =
        fuzz_table(&arena, &findings, ".csv", NULL, (const uint8_t *)rows, strlen(rows), &table);
    status = read ? mlg_schema_check(&arena, &schema, 2022, &table, &findings) : MLG_REJECTED;
  }
  fuzz_close(&arena, &findings, status);
  return 0;
}
