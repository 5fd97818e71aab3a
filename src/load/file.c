/* SPDX-License-Identifier: Apache-2.0 */
#define _LARGEFILE64_SOURCE /* struct stat64, which GDAL's VSIStatBufL is */
#include "load/load_internal.h"

#include "load/limits.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <maillage/text.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* `file` with its last part replaced by the nearest of `names`; NULL when none is near. */
static const char *nearest(const mlg_input_file *input, char **names) {
  size_t count = (size_t)CSLCount(names);
  const char *name = mlg_path_name(input->file);
  size_t best = mlg_nearest(name, (const char *const *)names, count);
  if (best == count) return NULL;
  return mlg_arena_printf(input->arena, "%.*s%s", (int)(name - input->file), input->file,
                          names[best]);
}

static mlg_status report_missing(const mlg_input_file *input) {
  char *folder = mlg_path_folder(input->arena, input->path);
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
  struct stat stat_of;
  /* GDAL would fetch such a path from elsewhere: only files of this computer are read. */
  if (strncmp(input->path, "/vsi", 4) == 0 || strstr(input->path, "://") != NULL)
    return mlg_report(
        input->findings,
        (mlg_finding){.code = MLG_F_PATH_REMOTE, .file = input->file, .value = input->file});
  if (stat(input->path, &stat_of) != 0) return report_missing(input);
  /* A pipe would be waited for without end, and a device never ends. */
  if (!S_ISREG(stat_of.st_mode)) return mlg_gdal_unreadable(input, &(mlg_gdal_message){.text = ""});
  return MLG_OK;
}

mlg_status mlg_file_report(const mlg_input_file *input, mlg_finding_code code, const char *value,
                           const char *expected) {
  MLG_HAVE(value);
  return mlg_report(
      input->findings,
      (mlg_finding){.code = code, .file = input->file, .value = value, .expected = expected});
}

mlg_status mlg_over_limit(const mlg_input_file *input, size_t line, const char *column,
                          size_t value, size_t most, const char *unit) {
  size_t divisor = strcmp(unit, "Mo") == 0 ? 1 << 20 : 1;
  char *found = mlg_arena_printf(input->arena, "%zu %s", (value + divisor - 1) / divisor, unit);
  char *expected = mlg_arena_printf(input->arena, "%zu %s au plus", most / divisor, unit);
  MLG_HAVE(found);
  MLG_HAVE(expected);
  return mlg_report(input->findings, (mlg_finding){.code = MLG_F_LIMIT_EXCEEDED,
                                                   .file = input->file,
                                                   .line = line,
                                                   .column = column,
                                                   .value = found,
                                                   .expected = expected});
}

mlg_status mlg_file_bytes(const mlg_input_file *input, size_t most, char **bytes, size_t *size) {
  VSIStatBufL stat_of;
  if (VSIStatL(input->path, &stat_of) == 0 && (size_t)stat_of.st_size > most)
    return mlg_over_limit(input, 0, NULL, (size_t)stat_of.st_size, most, "Mo");
  GByte *read = NULL;
  vsi_l_offset length = 0;
  mlg_gdal_message message;
  mlg_gdal_listen(&message);
  bool whole = VSIIngestFile(NULL, input->path, &read, &length, (GIntBig)most) != 0;
  mlg_gdal_deafen();
  /* What a zip holds may be cut or damaged, which GDAL says while it reads. */
  if (!whole || message.text[0] != '\0') {
    VSIFree(read);
    return mlg_gdal_unreadable(input, &message);
  }
  *bytes = (char *)read;
  *size = (size_t)length;
  return MLG_OK;
}

const char *mlg_name_list(mlg_arena *arena, const char *const *names, size_t n) {
  enum { MOST = 12 };
  const char *list = n > 0 ? names[0] : "";
  for (size_t i = 1; i < n && i < MOST && list != NULL; i++)
    list = mlg_arena_printf(arena, "%s, %s", list, names[i]);
  return list != NULL && n > MOST ? mlg_arena_printf(arena, "%s…", list) : list;
}

bool mlg_ends_in(const char *text, const char *ending) {
  size_t length = strlen(text), tail = strlen(ending);
  return length >= tail && strcasecmp(text + length - tail, ending) == 0;
}
