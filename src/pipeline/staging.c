/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* renameat2 */
#include "pipeline/staging.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static mlg_status unwritable(mlg_arena *arena, mlg_findings *findings, const char *path) {
  const char *reason = mlg_arena_printf(arena, "%s (%s)", path, strerror(errno));
  return mlg_report(findings, (mlg_finding){.code = MLG_F_OUTPUT_UNWRITABLE, .value = reason});
}

static bool exists(const char *path) {
  struct stat status;
  return lstat(path, &status) == 0;
}

/* Whether the folder holds results of ours, or nothing: what may be replaced. */
static bool replaceable(mlg_arena *arena, const char *target) {
  const char *manifest = mlg_arena_printf(arena, "%s/manifeste.json", target);
  if (manifest != NULL && exists(manifest)) return true;
  if (rmdir(target) != 0) return false;
  return mkdir(target, 0777) == 0; /* it was empty */
}

static mlg_status refuse(mlg_findings *findings, const char *target, const char *expected) {
  return mlg_report(
      findings, (mlg_finding){.code = MLG_F_OUTPUT_EXISTS, .value = target, .expected = expected});
}

/* Makes every folder above `path`. */
static bool make_parents(mlg_arena *arena, const char *path) {
  char *folder = mlg_arena_strdup(arena, path);
  if (folder == NULL) return false;
  for (char *slash = strchr(folder + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) return false;
    *slash = '/';
  }
  return true;
}

/* mkdtemp makes a folder that only its owner can read; results are for everybody. */
static bool open_to_readers(const char *folder) {
  mode_t mask = umask(0);
  umask(mask);
  return chmod(folder, 0777 & ~mask) == 0;
}

mlg_status mlg_staging_begin(mlg_staging *staging, mlg_arena *arena, const char *target,
                             bool overwrite, mlg_findings *findings) {
  size_t length = strlen(target);
  while (length > 1 && target[length - 1] == '/') length--;
  char *place = mlg_arena_strndup(arena, target, length);
  MLG_HAVE(place);
  if (exists(place) && !overwrite) return refuse(findings, place, NULL);
  if (exists(place) && !replaceable(arena, place))
    return refuse(findings, place, "un dossier de résultats de Maillage");
  if (!make_parents(arena, place)) return unwritable(arena, findings, place);
  const char *slash = strrchr(place, '/');
  int parent = slash == NULL ? 0 : (int)(slash + 1 - place);
  char *folder = mlg_arena_printf(arena, "%.*s.%s.XXXXXX", parent, place, place + parent);
  MLG_HAVE(folder);
  if (mkdtemp(folder) == NULL || !open_to_readers(folder))
    return unwritable(arena, findings, place);
  *staging = (mlg_staging){place, folder, overwrite};
  return MLG_OK;
}

char *mlg_staging_path(const mlg_staging *staging, mlg_arena *arena, const char *name) {
  return mlg_arena_printf(arena, "%s/%s", staging->folder, name);
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk) {
  (void)status, (void)kind, (void)walk;
  return remove(path);
}

static void remove_tree(const char *folder) {
  enum { OPEN_FOLDERS = 16 };
  nftw(folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

/* For file systems without exchange: two renames, and back if the second fails. */
static int exchange_by_renames(const char *folder, const char *target, const char *aside) {
  if (rename(target, aside) != 0) return -1;
  if (rename(folder, target) == 0) return rename(aside, folder);
  int reason = errno;
  rename(aside, target);
  errno = reason;
  return -1;
}

static int exchange(mlg_arena *arena, const char *folder, const char *target) {
  if (renameat2(AT_FDCWD, folder, AT_FDCWD, target, RENAME_EXCHANGE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return -1;
  const char *aside = mlg_arena_printf(arena, "%s.old", folder);
  return aside == NULL ? -1 : exchange_by_renames(folder, target, aside);
}

/* Moves what a user put beside the older results (notes, a QGIS project) to the new ones.
 * `older` holds the results that were replaced. */
static void keep_others(mlg_arena *arena, const char *older, const char *target) {
  DIR *folder = opendir(older);
  if (folder == NULL) return;
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    const char *from = mlg_arena_printf(arena, "%s/%s", older, entry->d_name);
    const char *to = mlg_arena_printf(arena, "%s/%s", target, entry->d_name);
    if (from != NULL && to != NULL && !exists(to)) rename(from, to);
  }
  closedir(folder);
}

mlg_status mlg_staging_commit(mlg_staging *staging, mlg_arena *arena, mlg_findings *findings) {
  int done;
  if (staging->overwrite && exists(staging->target))
    done = exchange(arena, staging->folder, staging->target);
  else
    done = rename(staging->folder, staging->target);
  if (done != 0) return unwritable(arena, findings, staging->target);
  /* After an exchange, the older results stand where the new ones were written. */
  keep_others(arena, staging->folder, staging->target);
  mlg_staging_abandon(staging);
  return MLG_OK;
}

void mlg_staging_abandon(mlg_staging *staging) {
  if (staging->folder != NULL && exists(staging->folder)) remove_tree(staging->folder);
  staging->folder = NULL;
}
