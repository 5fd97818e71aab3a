/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/place.h>

#include <errno.h>
#include <sys/stat.h>

bool mlg_is_no_file(const char *path) {
  struct stat there;
  if (lstat(path, &there) != 0 || S_ISREG(there.st_mode)) return false;
  errno = S_ISDIR(there.st_mode) ? EISDIR : EPERM;
  return true;
}

char *mlg_read_stream(mlg_arena *arena, FILE *stream, size_t *size) {
  size_t n = 0, room = 16384, got;
  char *text = MLG_NEW(arena, char, room);
  while (text != NULL && (got = fread(text + n, 1, room - n - 1, stream)) > 0) {
    n += got;
    if (n + 1 < room) continue;
    text = mlg_arena_extend(arena, text, room, 2 * room, 1);
    room *= 2;
  }
  *size = n;
  return text;
}
