/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <stddef.h>
#include <stdio.h>

typedef struct {
  const char *level;
  bool json;
} explain_options;

static mlg_status parse_level(const char *text, mlg_level *level) {
  *level = MLG_LEVEL_COUNT;
  if (text == NULL) return MLG_OK;
  *level = (mlg_level)mlg_word_find(MLG_LEVELS, MLG_LEVEL_COUNT, text);
  if (*level < MLG_LEVEL_COUNT) return MLG_OK;
  return cli_usage("explain", _("unknown level \"%s\""), text);
}

static mlg_status print(const char *text) {
  MLG_HAVE(text);
  puts(text);
  return MLG_OK;
}

/* What is asked for: a figure of a zone. */
typedef struct {
  mlg_level level;
  const char *code, *name;
  bool json;
} question;

static mlg_status explain_indicator(cli_context *context, mlg_store *store, const question *q) {
  mlg_figure figure;
  MLG_TRY(mlg_store_figure(store, context->arena, q->level, q->code, q->name, context->findings,
                           &figure));
  return print(q->json ? mlg_publish_figure(context->arena, &figure)
                       : mlg_explain(context->arena, &figure));
}

static mlg_status explain_need(cli_context *context, mlg_store *store, const question *q,
                               mlg_family family) {
  mlg_need_figure figure;
  MLG_TRY(mlg_store_need_figure(store, context->arena, q->level, q->code, family, context->findings,
                                &figure));
  return print(q->json ? mlg_publish_need_figure(context->arena, &figure)
                       : mlg_explain_need(context->arena, &figure));
}

static mlg_status answer(cli_context *context, mlg_store *store, const question *q) {
  mlg_family family;
  MLG_TRY(mlg_store_subject(store, context->arena, q->name, context->findings, &family));
  return family == MLG_FAMILY_COUNT ? explain_indicator(context, store, q)
                                    : explain_need(context, store, q, family);
}

static mlg_status explain_from(cli_context *context, const char *path, const question *q) {
  mlg_store *store;
  MLG_TRY(mlg_store_open(path, context->findings, &store));
  mlg_status status = answer(context, store, q);
  mlg_status closed = mlg_store_close(store, context->findings);
  return status != MLG_OK ? status : closed;
}

static mlg_status explain(cli_context *context, const void *values, char *const *operands,
                          size_t n) {
  (void)n;
  const explain_options *options = values;
  const char *path;
  question q = {.code = operands[1], .name = operands[2], .json = options->json};
  mlg_status status = parse_level(options->level, &q.level);
  if (status != MLG_OK) return status;
  status = cli_find_whole(context, operands[0], &path);
  if (status == MLG_OK) status = explain_from(context, path, &q);
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
    .operands = "RESULTS CODE INDICATOR|FAMILY",
    .details = N_(
        "RESULTS is a folder that \"maillage run\" wrote, or the project it ran. CODE is a\n"
        "zone's code or its name, INDICATOR an indicator's: \"maillage indicators\" lists them.\n"
        "FAMILY is a family of need: informer, acceder, depanner, aider or apprendre; then\n"
        "the text says where the persons without help come from, which offers they have\n"
        "in reach, and which of those are full."),
    .example = "maillage explain out/rennes-metropole 352381106 fragilite",
    .options = OPTIONS,
    .n_options = sizeof OPTIONS / sizeof *OPTIONS,
    .least = 3,
    .most = 3,
    .run = explain,
};
