/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
  const char *level;
  bool json;
} explain_options;

static bool ends_with(const char *text, const char *end) {
  size_t length = strlen(text), tail = strlen(end);
  return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* The store that an operand names: a folder of results, a store, or a project that was run. */
static mlg_status find_store(cli_context *context, const char *operand, const char **path) {
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

static mlg_status parse_level(const char *text, mlg_level *level) {
  *level = MLG_LEVEL_COUNT;
  if (text == NULL) return MLG_OK;
  *level = (mlg_level)mlg_word_find(MLG_LEVELS, MLG_LEVEL_COUNT, text);
  if (*level < MLG_LEVEL_COUNT) return MLG_OK;
  return cli_usage("explain", _("unknown level \"%s\""), text);
}

static mlg_status print_figure(cli_context *context, const mlg_figure *figure, bool json) {
  const char *text = json ? mlg_publish_figure(context->arena, figure)
                          : mlg_explain(context->arena, figure);
  MLG_HAVE(text);
  puts(text);
  return MLG_OK;
}

static mlg_status explain_from(cli_context *context, const char *path, mlg_level level, bool json,
                               char *const *names) {
  mlg_store *store;
  mlg_figure figure;
  MLG_TRY(mlg_store_open(path, context->findings, &store));
  mlg_status status = mlg_store_figure(store, context->arena, level, names[0], names[1],
                                       context->findings, &figure);
  if (status == MLG_OK) status = print_figure(context, &figure, json);
  mlg_status closed = mlg_store_close(store, context->findings);
  return status != MLG_OK ? status : closed;
}

static mlg_status explain(cli_context *context, const void *values, char *const *operands,
                          size_t n) {
  (void)n;
  const explain_options *options = values;
  const char *path;
  mlg_level level;
  mlg_status status = parse_level(options->level, &level);
  if (status != MLG_OK) return status;
  status = find_store(context, operands[0], &path);
  if (status == MLG_OK) status = explain_from(context, path, level, options->json, operands + 1);
  context->quiet = true;
  cli_print_findings(context);
  return status;
}

static const cli_option OPTIONS[] = {
    {"level", 'l', N_("LEVEL"), N_("iris, quartier, commune or epci, when a code names several"),
     offsetof(explain_options, level)},
    {"json", '\0', NULL, N_("as JSON, for another program"), offsetof(explain_options, json)},
};

const cli_command CLI_EXPLAIN = {
    .name = "explain",
    .summary = N_("say how one figure was made, down to the cells read"),
    .operands = "RESULTS CODE INDICATOR",
    .details =
        N_("RESULTS is a folder that \"maillage run\" wrote, or the project it ran. CODE is a\n"
           "zone's code, INDICATOR an indicator's name: \"maillage indicators\" lists them."),
    .example = "maillage explain out/rennes-metropole 352381106 fragilite",
    .options = OPTIONS,
    .n_options = sizeof OPTIONS / sizeof *OPTIONS,
    .least = 3,
    .most = 3,
    .run = explain,
};
