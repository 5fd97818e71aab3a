/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <maillage/finding.h>
#include <maillage/load.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/**
 * @file
 * What the fuzzers share. Each defines LLVMFuzzerTestOneInput: linked with libFuzzer it
 * searches (`make fuzz`), with replay.c it goes through what is kept in corpus/.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold whatever the input. */
#define FUZZ_HOLDS(condition)                                                                      \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition);                \
      abort();                                                                                     \
    }                                                                                              \
  } while (0)

/* The input as a text, cut at its first zero. */
static inline char *fuzz_text(mlg_arena *arena, const uint8_t *data, size_t size) {
  return mlg_arena_strndup(arena, (const char *)data, size);
}

/* The input as a file, always the same one, whose name ends in `ending`. */
static inline const char *fuzz_file(const char *ending, const uint8_t *data, size_t size) {
  static char path[64];
  const char *folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
  snprintf(path, sizeof path, "%s/maillage-fuzz-%ld%s", folder, (long)getpid(), ending);
  FILE *file = fopen(path, "wb");
  FUZZ_HOLDS(file != NULL);
  FUZZ_HOLDS(fwrite(data, 1, size, file) == size);
  FUZZ_HOLDS(fclose(file) == 0);
  return path;
}

/* Cuts a text at its first line "%%"; what follows it, or NULL. */
static inline char *fuzz_split(char *text) {
  char *mark = strstr(text, "\n%%\n");
  if (mark == NULL) return NULL;
  mark[1] = '\0';
  return mark + strlen("\n%%\n");
}

/* Reads a file of fuzz_file() as a table, and removes it; false when it is refused. */
static inline bool fuzz_table_at(mlg_arena *arena, mlg_findings *findings, const char *path,
                                 const mlg_load_options *options, mlg_table *table) {
  static bool begun;
  if (!begun) mlg_load_begin();
  begun = true;
  mlg_status status = mlg_load_table(arena, path, "essai", options, findings, table);
  unlink(path);
  return status == MLG_OK;
}

/* Reads the input as a table; false when it is refused. */
static inline bool fuzz_table(mlg_arena *arena, mlg_findings *findings, const char *ending,
                              const mlg_load_options *options, const uint8_t *data, size_t size,
                              mlg_table *table) {
  return fuzz_table_at(arena, findings, fuzz_file(ending, data, size), options, table);
}

/* Every finding can be said; a refusal has one that says why. */
static inline void fuzz_close(mlg_arena *arena, const mlg_findings *findings, mlg_status status) {
  bool told = status == MLG_OK;
  for (size_t i = 0; i < findings->count; i++) {
    FUZZ_HOLDS(mlg_finding_message(arena, &findings->items[i], MLG_FRENCH) != NULL);
    FUZZ_HOLDS(mlg_finding_message(arena, &findings->items[i], MLG_ENGLISH) != NULL);
    told |= mlg_finding_severity(findings->items[i].code) == MLG_ERROR;
  }
  FUZZ_HOLDS(told);
  mlg_arena_free(arena);
}

#endif
