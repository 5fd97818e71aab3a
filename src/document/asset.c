/* SPDX-License-Identifier: Apache-2.0 */
#include "document/asset.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reads to the end of `file` by doubling: pipes and files alike. */
static char *read_all(mlg_arena *arena, FILE *file) {
  size_t room = 1 << 16, length = 0, got;
  char *text = MLG_NEW(arena, char, room);
  while (text != NULL && (got = fread(text + length, 1, room - length - 1, file)) > 0) {
    length += got;
    if (length + 1 < room) continue;
    text = mlg_arena_grow(arena, text, room, 2 * room, 1);
    room *= 2;
  }
  if (text != NULL) text[length] = '\0';
  return text;
}

static mlg_status missing(const char *name, mlg_findings *findings) {
  return mlg_report(findings, (mlg_finding){.code = MLG_F_ASSET_MISSING, .value = name});
}

mlg_status mlg_asset_read(mlg_arena *arena, const char *folder, const char *name,
                          mlg_findings *findings, char **text) {
  char *path = mlg_arena_printf(arena, "%s/%s", folder, name);
  MLG_HAVE(path);
  FILE *file = fopen(path, "rb");
  if (file == NULL) return missing(name, findings);
  char *read = read_all(arena, file);
  bool failed = ferror(file) != 0;
  fclose(file);
  if (failed) return missing(name, findings);
  MLG_HAVE(read);
  *text = read;
  return MLG_OK;
}

static int by_name(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool ends_in(const char *name, const char *ending) {
  size_t length = strlen(name), end = strlen(ending);
  return length > end && strcmp(name + length - end, ending) == 0;
}

static mlg_status list(mlg_arena *arena, DIR *folder, const char *ending, const char ***names,
                       size_t *n) {
  size_t room = 0;
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    if (!ends_in(entry->d_name, ending)) continue;
    if (!MLG_ROOM(arena, *names, *n, room)) return MLG_FAILURE;
    (*names)[*n] = mlg_arena_strdup(arena, entry->d_name);
    MLG_HAVE((*names)[*n]);
    ++*n;
  }
  if (*n > 0) qsort(*names, *n, sizeof **names, by_name);
  return MLG_OK;
}

mlg_status mlg_asset_list(mlg_arena *arena, const char *folder, const char *ending,
                          const char ***names, size_t *n) {
  *names = NULL;
  *n = 0;
  DIR *opened = folder != NULL ? opendir(folder) : NULL;
  if (opened == NULL) return MLG_OK;
  mlg_status status = list(arena, opened, ending, names, n);
  closedir(opened);
  return status;
}
