/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool ends_with(const char *text, const char *end) {
  size_t length = strlen(text), tail = strlen(end);
  return length >= tail && strcmp(text + length - tail, end) == 0;
}

static bool is_there(const char *path) {
  struct stat status;
  return stat(path, &status) == 0;
}

/* The folder that the operand names: its own, or that of the project's results. */
static mlg_status find_folder(cli_context *context, const char *operand, const char **folder) {
  *folder = operand;
  if (!ends_with(operand, ".yaml")) return MLG_OK;
  mlg_project project;
  MLG_TRY(mlg_project_read(context->arena, operand, context->share, context->findings, &project));
  *folder = mlg_arena_printf(context->arena, "out/%s", project.id);
  return *folder == NULL ? MLG_FAILURE : MLG_OK;
}

static char *in(cli_context *context, const char *folder, const char *name) {
  return mlg_arena_printf(context->arena, "%s/%s", folder, name);
}

/* "out/bretagne/region" beside "out/bretagne/243500139-rennes-metropole". */
static const char *beside(cli_context *context, const char *folder) {
  const char *slash = strrchr(folder, '/');
  if (slash == NULL || slash[1] == '\0' || slash[1] == '.') return in(context, folder, "../region");
  return mlg_arena_printf(context->arena, "%.*s/region", (int)(slash - folder), folder);
}

/* A folder of a series has no calculation, and the whole's beside it: "region"; NULL when the
 * folder is no such one. */
static const char *whole_of(cli_context *context, const char *folder) {
  const char *whole = beside(context, folder);
  const char *own = in(context, folder, "calcul.sqlite");
  const char *inputs = in(context, folder, "entrees.txt");
  const char *store = whole == NULL ? NULL : in(context, whole, "calcul.sqlite");
  if (own == NULL || inputs == NULL || store == NULL) return NULL;
  return !is_there(own) && is_there(inputs) && is_there(store) ? whole : NULL;
}

static bool same_bytes(FILE *a, FILE *b) {
  int byte;
  if (a == NULL || b == NULL) return false;
  do {
    byte = fgetc(a);
    if (byte != fgetc(b)) return false;
  } while (byte != EOF);
  return true;
}

/* Whether both were made from the same files. */
static bool agree(cli_context *context, const char *folder, const char *whole) {
  const char *paths[] = {in(context, folder, "entrees.txt"), in(context, whole, "entrees.txt")};
  if (paths[0] == NULL || paths[1] == NULL) return false;
  FILE *a = fopen(paths[0], "rb"), *b = fopen(paths[1], "rb");
  bool same = same_bytes(a, b);
  if (a != NULL) fclose(a);
  if (b != NULL) fclose(b);
  return same;
}

static mlg_status store_in(cli_context *context, const char *folder, const char **path) {
  struct stat status;
  bool is_folder = stat(folder, &status) == 0 && S_ISDIR(status.st_mode);
  *path = is_folder ? in(context, folder, "calcul.sqlite") : folder;
  return *path == NULL ? MLG_FAILURE : MLG_OK;
}

static mlg_status find_store(cli_context *context, const char *operand, const char **path) {
  const char *folder;
  MLG_TRY(find_folder(context, operand, &folder));
  const char *whole = whole_of(context, folder);
  if (whole != NULL)
    return mlg_report(context->findings,
                      (mlg_finding){.code = MLG_F_SERIES_PART, .value = folder, .expected = whole});
  return store_in(context, folder, path);
}

mlg_status cli_find_whole(cli_context *context, const char *operand, const char **path) {
  const char *folder;
  MLG_TRY(find_folder(context, operand, &folder));
  const char *whole = whole_of(context, folder);
  if (whole == NULL) return store_in(context, folder, path);
  if (agree(context, folder, whole)) return store_in(context, whole, path);
  return mlg_report(context->findings,
                    (mlg_finding){.code = MLG_F_SERIES_STALE, .value = folder, .expected = whole});
}

mlg_status cli_read_portrait(cli_context *context, const char *operand, mlg_portrait *portrait) {
  const char *path = NULL;
  mlg_store *store;
  MLG_TRY(find_store(context, operand, &path));
  MLG_TRY(mlg_store_open(path, context->findings, &store));
  mlg_status status = mlg_store_portrait(store, context->arena, context->findings, portrait);
  mlg_status closed = mlg_store_close(store, context->findings);
  return status != MLG_OK ? status : closed;
}
