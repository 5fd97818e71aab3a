/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include <zip.h>

/*
 * A zip as it is; or, since bytes changed at random seldom make a sound one, its members as
 * text: a name, a line end, what it holds, and "%%" before the next. Read as a zip, then as a
 * workbook.
 */
static bool is_packed(const uint8_t *data, size_t size) {
  return size >= 2 && data[0] == 'P' && data[1] == 'K';
}

static void pack(zip_t *zip, char *member) {
  char *end = strchr(member, '\n');
  if (end == NULL || end == member) return;
  *end = '\0';
  zip_source_t *source = zip_source_buffer(zip, end + 1, strlen(end + 1), 0);
  FUZZ_HOLDS(source != NULL);
  /* Refused: a name that is no UTF-8. */
  if (zip_file_add(zip, member, source, ZIP_FL_OVERWRITE) < 0) zip_source_free(source);
}

static void pack_all(const char *path, char *members) {
  zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
  FUZZ_HOLDS(zip != NULL);
  for (char *member = members, *next; member != NULL; member = next) {
    next = fuzz_split(member);
    pack(zip, member);
  }
  if (zip_close(zip) != 0) zip_discard(zip);
}

static void read_as(const char *ending, const uint8_t *data, size_t size) {
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  mlg_table table;
  const char *path = fuzz_file(ending, data, size);
  if (!is_packed(data, size)) pack_all(path, fuzz_text(&arena, data, size));
  bool read = fuzz_table_at(&arena, &findings, path, &(mlg_load_options){0}, &table);
  fuzz_close(&arena, &findings, read ? MLG_OK : MLG_REJECTED);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  read_as(".zip", data, size);
  read_as(".xlsx", data, size);
  return 0;
}
