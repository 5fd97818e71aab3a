/* SPDX-License-Identifier: Apache-2.0 */
#define _LARGEFILE64_SOURCE /* struct stat64, which GDAL's VSIStatBufL is */
#include "load/limits.h"
#include "load/load_internal.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <maillage/text.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/*
 * A member is read where it stands, through GDAL, and never written anywhere: what its name
 * says ("../") does no harm.
 */

/* A list of members, of the arena. */
typedef struct {
  const char **names;
  size_t n, capacity;
} members;

static bool is_csv(const char *name) {
  return mlg_ends_in(name, ".csv") || mlg_ends_in(name, ".txt");
}

static bool is_table(const char *name) {
  static const char *const ENDINGS[] = {".xlsx", ".xls",     ".ods", ".json",
                                        ".umap", ".geojson", ".shp", ".gpkg"};
  bool known = is_csv(name);
  for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++)
    known = known || mlg_ends_in(name, ENDINGS[i]);
  return known;
}

/* INSEE packs each file with a description of its columns; macOS packs shadows of all files. */
static bool is_data(const char *name) {
  return is_table(name) && strncasecmp(mlg_path_name(name), "meta_", 5) != 0 &&
         strncmp(name, "__MACOSX/", 9) != 0;
}

static bool is_data_csv(const char *name) { return is_csv(name) && is_data(name); }

static mlg_status list(const mlg_input_file *input, char **all, bool keep(const char *),
                       members *found) {
  *found = (members){0};
  for (size_t i = 0; all != NULL && all[i] != NULL; i++) {
    if (!keep(all[i])) continue;
    if (!MLG_ROOM(input->arena, found->names, found->n, found->capacity)) return MLG_FAILURE;
    found->names[found->n] = mlg_arena_strdup(input->arena, all[i]);
    MLG_HAVE(found->names[found->n++]);
  }
  return MLG_OK;
}

/* The member that the project names, in full or without its folder. */
static mlg_status find(const mlg_input_file *input, const members *found, const char **member) {
  for (size_t i = 0; i < found->n; i++) {
    *member = found->names[i];
    if (strcmp(*member, input->options.member) == 0 ||
        strcmp(mlg_path_name(*member), input->options.member) == 0)
      return MLG_OK;
  }
  const char *names = mlg_name_list(input->arena, found->names, found->n);
  return mlg_file_report(input, MLG_F_MEMBER_UNKNOWN, input->options.member, names);
}

/* The one CSV, or else the one table of another format. */
static mlg_status choose(const mlg_input_file *input, char **all, const char **member) {
  members found;
  MLG_TRY(list(input, all, input->options.member != NULL ? is_table : is_data_csv, &found));
  if (input->options.member != NULL) return find(input, &found, member);
  if (found.n == 0) MLG_TRY(list(input, all, is_data, &found));
  if (found.n == 0) return mlg_file_report(input, MLG_F_MEMBER_UNKNOWN, "*.csv", NULL);
  *member = found.names[0];
  if (found.n == 1) return MLG_OK;
  return mlg_file_report(input, MLG_F_MEMBER_NEEDED,
                         mlg_name_list(input->arena, found.names, found.n), NULL);
}

/* `unpacked` bytes come out of the `packed` ones of the whole archive. */
static mlg_status check_size(const mlg_input_file *input, size_t unpacked, size_t packed) {
  if (unpacked > MLG_MOST_UNPACKED_BYTES)
    return mlg_over_limit(input, 0, NULL, unpacked, MLG_MOST_UNPACKED_BYTES, "Mo");
  size_t most = packed * MLG_MOST_RATIO;
  bool bomb = unpacked > MLG_FEW_UNPACKED_BYTES && unpacked > most;
  return bomb ? mlg_over_limit(input, 0, NULL, unpacked, most, "Mo") : MLG_OK;
}

static size_t size_of(const char *path) {
  VSIStatBufL stat_of;
  return VSIStatL(path, &stat_of) == 0 ? (size_t)stat_of.st_size : 0;
}

mlg_status mlg_zip_choose(mlg_input_file *input) {
  const char *archive = mlg_arena_printf(input->arena, "/vsizip/{%s}", input->path);
  const char *member = NULL;
  MLG_HAVE(archive);
  mlg_gdal_message message;
  mlg_gdal_listen(&message);
  char **all = VSIReadDirRecursive(archive);
  mlg_gdal_deafen();
  mlg_status status = all == NULL ? mlg_file_report(input, MLG_F_ZIP_BROKEN, input->file, NULL)
                                  : choose(input, all, &member);
  CSLDestroy(all);
  MLG_TRY(status);
  const char *path = mlg_arena_printf(input->arena, "%s/%s", archive, member);
  MLG_HAVE(path);
  MLG_TRY(check_size(input, size_of(path), size_of(input->path)));
  input->path = path;
  return MLG_OK;
}

mlg_status mlg_zip_bounded(const mlg_input_file *input) {
  const char *archive = mlg_arena_printf(input->arena, "/vsizip/{%s}", input->path);
  MLG_HAVE(archive);
  mlg_gdal_message message;
  mlg_gdal_listen(&message);
  char **all = VSIReadDirRecursive(archive);
  size_t unpacked = 0;
  for (size_t i = 0; all != NULL && all[i] != NULL; i++) {
    const char *path = mlg_arena_printf(input->arena, "%s/%s", archive, all[i]);
    if (path != NULL) unpacked += size_of(path);
  }
  mlg_gdal_deafen();
  CSLDestroy(all);
  return check_size(input, unpacked, size_of(input->path));
}
