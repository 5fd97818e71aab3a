/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include <maillage/text.h>

/* A census file: refused with a reason, or its cells are UTF-8, one a column and row. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  const mlg_load_options options = {.key = "IRIS"};
  mlg_table table;
  bool read = fuzz_table(&arena, &findings, ".csv", &options, data, size, &table);
  for (size_t i = 0; read && i < table.n_rows * table.n_columns; i++)
    FUZZ_HOLDS(table.cells[i] == NULL || strlen(table.cells[i]) <= size * 4);
  for (size_t row = 1; read && row < table.n_rows; row++)
    FUZZ_HOLDS(table.lines[row] > table.lines[row - 1]);
  fuzz_close(&arena, &findings, read ? MLG_OK : MLG_REJECTED);
  return 0;
}
