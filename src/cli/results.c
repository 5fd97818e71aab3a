/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <string.h>
#include <sys/stat.h>

static bool ends_with(const char *text, const char *end) {
  size_t length = strlen(text), tail = strlen(end);
  return length >= tail && strcmp(text + length - tail, end) == 0;
}

mlg_status cli_find_store(cli_context *context, const char *operand, const char **path) {
  const char *folder = operand;
  if (ends_with(operand, ".yaml")) {
    mlg_project project;
    MLG_TRY(mlg_project_read(context->arena, operand, context->share, context->findings, &project));
    folder = mlg_arena_printf(context->arena, "out/%s", project.id);
    MLG_HAVE(folder);
  }
  struct stat status;
  bool is_folder = stat(folder, &status) == 0 && S_ISDIR(status.st_mode);
  *path = is_folder ? mlg_arena_printf(context->arena, "%s/calcul.sqlite", folder) : folder;
  return *path == NULL ? MLG_FAILURE : MLG_OK;
}

mlg_status cli_read_portrait(cli_context *context, const char *operand, mlg_portrait *portrait) {
  const char *path;
  mlg_store *store;
  MLG_TRY(cli_find_store(context, operand, &path));
  MLG_TRY(mlg_store_open(path, context->findings, &store));
  mlg_status status = mlg_store_portrait(store, context->arena, context->findings, portrait);
  mlg_status closed = mlg_store_close(store, context->findings);
  return status != MLG_OK ? status : closed;
}
