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
