/* SPDX-License-Identifier: Apache-2.0 */
#define _LARGEFILE64_SOURCE /* struct stat64, which GDAL's VSIStatBufL is */
#include "load/load_internal.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <maillage/text.h>
#include <string.h>

/* The length of the folder part of a path, its last "/" included. */
static size_t folder_length(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

/* `file` with its last part replaced by the nearest of `names`; NULL when none is near. */
static const char *nearest(const mlg_input_file *input, char **names) {
  size_t count = (size_t)CSLCount(names);
  const char *name = input->file + folder_length(input->file);
  size_t best = mlg_nearest(name, (const char *const *)names, count);
  if (best == count) return NULL;
  return mlg_arena_printf(input->arena, "%.*s%s", (int)(name - input->file), input->file,
                          names[best]);
}

static mlg_status report_missing(const mlg_input_file *input) {
  char *folder = mlg_arena_strndup(input->arena, input->path, folder_length(input->path));
  MLG_HAVE(folder);
  char **names = VSIReadDir(*folder == '\0' ? "." : folder);
  const char *near = nearest(input, names);
  CSLDestroy(names);
  return mlg_report(input->findings, (mlg_finding){.code = MLG_F_FILE_MISSING,
                                                   .file = input->file,
                                                   .value = input->file,
                                                   .expected = near});
}

mlg_status mlg_file_exists(const mlg_input_file *input) {
  VSIStatBufL stat;
  if (VSIStatL(input->path, &stat) != 0) return report_missing(input);
  if (VSI_ISDIR(stat.st_mode)) return mlg_gdal_unreadable(input, &(mlg_gdal_message){.text = ""});
  return MLG_OK;
}
