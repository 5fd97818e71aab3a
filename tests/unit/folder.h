/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_FOLDER_H
#define TESTS_FOLDER_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A temporary folder for the files a test makes. Include after near.h. */
typedef struct {
  char path[64], name[512];
} test_folder;

static inline test_folder folder_make(void) {
  test_folder folder = {.path = "/tmp/maillage-test-XXXXXX"};
  assert_non_null(mkdtemp(folder.path));
  return folder;
}

/* The path of `file` in the folder, valid until the next call. */
static inline const char *folder_path(test_folder *folder, const char *file) {
  snprintf(folder->name, sizeof folder->name, "%s/%s", folder->path, file);
  return folder->name;
}

/* Writes `size` bytes to `file`; returns its path. */
static inline const char *folder_write(test_folder *folder, const char *file, const char *bytes,
                                       size_t size) {
  FILE *out = fopen(folder_path(folder, file), "wb");
  assert_non_null(out);
  assert_int_equal(fwrite(bytes, 1, size, out), size);
  assert_int_equal(fclose(out), 0);
  return folder->name;
}

static inline void folder_remove(test_folder *folder) {
  DIR *entries = opendir(folder->path);
  for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;)
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
      unlink(folder_path(folder, entry->d_name));
  if (entries != NULL) closedir(entries);
  rmdir(folder->path);
}

#endif
