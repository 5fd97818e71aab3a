/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* renameat2 */
#include "pipeline/staging.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool exists(const char *path) {
  struct stat status;
  return lstat(path, &status) == 0;
}

static bool is_folder(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
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

mlg_status mlg_staging_begin(mlg_staging *staging, mlg_arena *arena, const char *target,
                             bool overwrite, mlg_findings *findings) {
  size_t length = strlen(target);
  while (length > 1 && target[length - 1] == '/') length--;
  char *place = mlg_arena_strndup(arena, target, length);
  MLG_HAVE(place);
  if (exists(place) && !is_folder(place)) {
    errno = ENOTDIR;
    return mlg_write_refused(place, findings);
  }
  if (exists(place) && !overwrite) return refuse(findings, place, NULL);
  if (exists(place) && !replaceable(arena, place))
    return refuse(findings, place, "un dossier de résultats de Maillage");
  if (!make_parents(arena, place)) return mlg_write_refused(place, findings);
  mlg_staging_sweep(arena, place);
  *staging = (mlg_staging){.target = place, .overwrite = overwrite};
  if (mlg_staging_make(staging, arena, place)) return MLG_OK;
  return errno == ENOMEM ? MLG_FAILURE : mlg_write_refused(place, findings);
}

char *mlg_staging_path(const mlg_staging *staging, mlg_arena *arena, const char *name) {
  return mlg_arena_printf(arena, "%s/%s", staging->folder, name);
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

mlg_status mlg_staging_commit(mlg_staging *staging, mlg_arena *arena, mlg_findings *findings) {
  /* Results that lack one warning are no results. */
  if (arena->refused || findings->arena->refused) return MLG_FAILURE;
  int done;
  if (staging->overwrite && exists(staging->target))
    done = exchange(arena, staging->folder, staging->target);
  else
    done = rename(staging->folder, staging->target);
  if (done != 0) return mlg_write_refused(staging->target, findings);
  /* After an exchange, the older results stand where the new ones were written. */
  const char *mark = mlg_arena_printf(arena, "%s/%s", staging->target, MLG_STAGING_MARK);
  if (mark != NULL) unlink(mark);
  mlg_staging_discard(arena, staging->folder, staging->target);
  mlg_staging_abandon(staging);
  return MLG_OK;
}

void mlg_staging_abandon(mlg_staging *staging) {
  if (staging->folder == NULL) return;
  mlg_staging_remove(staging->folder);
  close(staging->lock);
  staging->folder = NULL;
}
