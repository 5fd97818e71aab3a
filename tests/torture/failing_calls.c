/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "failing.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Preloaded: the calls of the system by which SQLite reaches files, unless failing.c refuses. */

#define REFUSED is_refused(CALL, __builtin_return_address(0))

/* The C library's own function of that name. */
#define GIVE(type, name, parameters, arguments)                                                    \
  type name parameters {                                                                           \
    static type(*next) parameters;                                                                 \
    if (next == NULL) next = (type(*) parameters)dlsym(RTLD_NEXT, #name);                          \
    return REFUSED ? (type)-1 : next arguments;                                                    \
  }

GIVE(ssize_t, read, (int file, void *bytes, size_t n), (file, bytes, n))
GIVE(ssize_t, write, (int file, const void *bytes, size_t n), (file, bytes, n))
GIVE(ssize_t, pread64, (int file, void *bytes, size_t n, off64_t at), (file, bytes, n, at))
GIVE(ssize_t, pwrite64, (int file, const void *bytes, size_t n, off64_t at), (file, bytes, n, at))
GIVE(int, ftruncate64, (int file, off64_t length), (file, length))
GIVE(int, fdatasync, (int file), (file))
GIVE(int, fstat64, (int file, struct stat64 *status), (file, status))
GIVE(int, stat64, (const char *path, struct stat64 *status), (path, status))
GIVE(int, lstat64, (const char *path, struct stat64 *status), (path, status))
GIVE(int, access, (const char *path, int how), (path, how))
GIVE(int, unlink, (const char *path), (path))
GIVE(int, close, (int file), (file))
GIVE(ssize_t, readlink, (const char *path, char *target, size_t n), (path, target, n))
GIVE(void *, mmap64, (void *at, size_t n, int protection, int flags, int file, off64_t from),
     (at, n, protection, flags, file, from))

int open64(const char *path, int flags, ...) {
  static int (*next)(const char *, int, ...);
  if (next == NULL) next = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open64");
  va_list rest;
  va_start(rest, flags);
  unsigned int mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, unsigned int) : 0;
  va_end(rest);
  return REFUSED ? -1 : next(path, flags, mode);
}

/* Locks are the parent's, which waits for this process: they would never be given. */
static int unlocked(struct flock *asked) {
  asked->l_type = F_UNLCK;
  return 0;
}

int fcntl64(int file, int command, ...) {
  static int (*next)(int, int, ...);
  if (next == NULL) next = (int (*)(int, int, ...))dlsym(RTLD_NEXT, "fcntl64");
  va_list rest;
  va_start(rest, command);
  void *argument = va_arg(rest, void *);
  va_end(rest);
  if (is_short_lived() && (command == F_SETLK || command == F_GETLK)) return unlocked(argument);
  return REFUSED ? -1 : next(file, command, argument);
}
