/* SPDX-License-Identifier: Apache-2.0 */
#define _XOPEN_SOURCE 700 /* nftw */
#include "pipeline/staging.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk) {
  (void)status, (void)kind, (void)walk;
  return remove(path);
}

void mlg_staging_remove(const char *folder) {
  enum { OPEN_FOLDERS = 16 };
  nftw(folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

static void keep(mlg_arena *arena, const char *older, const char *target, const char *name) {
  struct stat status;
  const char *from = mlg_arena_printf(arena, "%s/%s", older, name);
  const char *to = mlg_arena_printf(arena, "%s/%s", target, name);
  if (from != NULL && to != NULL && lstat(to, &status) != 0) rename(from, to);
}

void mlg_staging_discard(mlg_arena *arena, const char *older, const char *target) {
  DIR *folder = opendir(older);
  if (folder == NULL) return;
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
    if (strcmp(entry->d_name, MLG_STAGING_MARK) != 0) keep(arena, older, target, entry->d_name);
  closedir(folder);
  mlg_staging_remove(older);
}
