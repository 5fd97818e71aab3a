/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

/* A directory in JSON: the first line says where the records are, the rest is the file. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const uint8_t *end = memchr(data, '\n', size);
  if (end == NULL) return 0;
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  size_t first = (size_t)(end - data);
  const mlg_load_options options = {.records = fuzz_text(&arena, data, first)};
  mlg_table table;
  bool read = fuzz_table(&arena, &findings, ".json", &options, end + 1, size - first - 1, &table);
  fuzz_close(&arena, &findings, read ? MLG_OK : MLG_REJECTED);
  return 0;
}
