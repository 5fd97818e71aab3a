/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SAME_BYTES_H
#define TESTS_SAME_BYTES_H

/* Reading whole files, and disks that fill up. Include after near.h. */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* The bytes of a file, with a closing zero; to be freed. */
static inline char *read_whole(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  fseek(file, 0, SEEK_END);
  *size = (size_t)ftell(file);
  rewind(file);
  char *bytes = malloc(*size + 1);
  assert_non_null(bytes);
  assert_int_equal(fread(bytes, 1, *size, file), *size);
  bytes[*size] = '\0';
  fclose(file);
  return bytes;
}

static inline void assert_same_bytes(const char *left, const char *right) {
  size_t n_left, n_right;
  char *a = read_whole(left, &n_left), *b = read_whole(right, &n_right);
  assert_true(n_left > 0);
  assert_int_equal(n_left, n_right);
  assert_memory_equal(a, b, n_left);
  free(a);
  free(b);
}

/* No file may grow beyond `bytes`: writes fail, as on a full disk. Returns what to restore. */
static inline struct rlimit limit_file_size(rlim_t bytes) {
  struct rlimit before;
  signal(SIGXFSZ, SIG_IGN);
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
  const struct rlimit capped = {bytes, before.rlim_max};
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &capped), 0);
  return before;
}

#endif
