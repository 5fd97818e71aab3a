/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/staging.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <maillage/text.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char PATTERN[] = "XXXXXX";

/* mkdtemp makes a folder that only its owner can read; results are for everybody. */
static bool open_to_readers(const char *folder) {
  mode_t mask = umask(0);
  umask(mask);
  return chmod(folder, 0777 & ~mask) == 0;
}

/* How all writing folders of `place` are called. */
static char *prefix_of(mlg_arena *arena, const char *place) {
  return mlg_arena_printf(arena, ".%s.maillage-", mlg_path_name(place));
}

/* Some shared disks have no locks: folders are made there all the same, but never swept. */
static bool lock(int mark, int how) {
  while (flock(mark, how) != 0)
    if (errno != EINTR) return false;
  return true;
}

/* Whether the open mark is still the one in the folder. */
static bool same_mark(int mark, const char *path) {
  struct stat held, there;
  return fstat(mark, &held) == 0 && stat(path, &there) == 0 && held.st_ino == there.st_ino &&
         held.st_dev == there.st_dev;
}

/* Tries once; between the making of the folder and the lock, another run may sweep it away. */
static bool make_once(mlg_staging *staging, mlg_arena *arena, char *folder) {
  if (mkdtemp(folder) == NULL) return false;
  const char *path = mlg_arena_printf(arena, "%s/%s", folder, MLG_STAGING_MARK);
  int mark = path == NULL ? -1 : open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  bool made = mark >= 0 && open_to_readers(folder);
  if (made) lock(mark, LOCK_EX);
  if (made && same_mark(mark, path)) {
    staging->folder = folder;
    staging->lock = mark;
    return true;
  }
  int reason = path == NULL ? ENOMEM : made ? ENOENT : errno;
  if (mark >= 0) close(mark);
  mlg_staging_remove(folder);
  errno = reason;
  return false;
}

bool mlg_staging_make(mlg_staging *staging, mlg_arena *arena, const char *place) {
  enum { MOST_TRIES = 8 };
  const char *parent = mlg_path_folder(arena, place), *prefix = prefix_of(arena, place);
  for (int i = 0; i < MOST_TRIES; i++) {
    char *folder = parent == NULL || prefix == NULL
                       ? NULL
                       : mlg_arena_printf(arena, "%s%s%s", parent, prefix, PATTERN);
    errno = ENOMEM;
    if (folder == NULL) return false;
    if (make_once(staging, arena, folder)) return true;
    if (errno != ENOENT) return false;
  }
  return false;
}

static bool is_folder_of_mine(const char *path) {
  struct stat status;
  return lstat(path, &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid();
}

/* With its mark, what a dead run was writing; without it, the older results that it had just
 * replaced, and what a user had put beside them. */
static void sweep_one(mlg_arena *arena, const char *folder, const char *place) {
  const char *path = mlg_arena_printf(arena, "%s/%s", folder, MLG_STAGING_MARK);
  if (path == NULL || !is_folder_of_mine(folder)) return;
  int mark = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (mark >= 0) {
    if (lock(mark, LOCK_EX | LOCK_NB)) mlg_staging_remove(folder);
    close(mark);
  } else if (errno == ENOENT && is_folder_of_mine(place)) {
    mlg_staging_discard(arena, folder, place);
  } else {
    rmdir(folder); /* it was just made */
  }
}

void mlg_staging_sweep(mlg_arena *arena, const char *place) {
  const char *parent = mlg_path_folder(arena, place), *prefix = prefix_of(arena, place);
  DIR *above = parent == NULL || prefix == NULL ? NULL : opendir(*parent == '\0' ? "." : parent);
  if (above == NULL) return;
  const size_t length = strlen(prefix);
  for (struct dirent *entry; (entry = readdir(above)) != NULL;) {
    const char *name = entry->d_name;
    if (strncmp(name, prefix, length) != 0 || strlen(name + length) != sizeof PATTERN - 1) continue;
    const char *folder = mlg_arena_printf(arena, "%s%s", parent, name);
    if (folder != NULL) sweep_one(arena, folder, place);
  }
  closedir(above);
}
