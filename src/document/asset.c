/* SPDX-License-Identifier: Apache-2.0 */
#include "document/asset.h"

#include <dirent.h>
#include <maillage/place.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static mlg_status missing(const char *name, mlg_findings *findings) {
  return mlg_report(findings, (mlg_finding){.code = MLG_F_ASSET_MISSING, .value = name});
}

mlg_status mlg_asset_read(mlg_arena *arena, const char *folder, const char *name,
                          mlg_findings *findings, char **text) {
  char *path = mlg_arena_printf(arena, "%s/%s", folder, name);
  MLG_HAVE(path);
  FILE *file = fopen(path, "rb");
  if (file == NULL) return missing(name, findings);
  size_t size;
  char *read = mlg_read_stream(arena, file, &size);
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
