/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <stddef.h>
#include <stdio.h>

typedef struct {
  const char *to, *schema;
  bool replace;
} publish_options;

static mlg_status publish(cli_context *context, const void *values, char *const *operands,
                          size_t n) {
  (void)n;
  const publish_options *options = values;
  const mlg_database database = {options->to, options->schema, options->replace};
  const char *schema;
  mlg_portrait portrait;
  if (options->to == NULL) return cli_usage("publish", _("--to DATABASE says where to publish"));
  mlg_status status = cli_read_portrait(context, operands[0], &portrait);
  if (status == MLG_OK)
    status = mlg_publish_database(context->arena, &portrait, &database, context->findings, &schema);
  cli_print_findings(context);
  if (status == MLG_OK && !context->quiet) printf("%s\n", schema);
  return status;
}

#define OPTION(member, letter, argument, help)                                                     \
  { #member, letter, argument, help, offsetof(publish_options, member) }

static const cli_option OPTIONS[] = {
    OPTION(to, 't', N_("DATABASE"), N_("PG:service=… or PG:host=… dbname=… user=…")),
    OPTION(schema, '\0', N_("NAME"), N_("of the schema (default: the project and its date)")),
    OPTION(replace, '\0', NULL, N_("replace what was published in that schema")),
};

const cli_command CLI_PUBLISH = {
    .name = "publish",
    .summary = N_("share the results of a run in a PostgreSQL/PostGIS database"),
    .operands = "RESULTS --to DATABASE",
    .details =
        N_("RESULTS is a folder that \"maillage run\" wrote, its calcul.sqlite, or the project it\n"
           "ran. Every layer and table goes into a schema of its own, whose name is printed:\n"
           "indexed, described in French, listed in maillage.maillage_runs, and readable by the\n"
           "role maillage_lecture. All of it appears at once, or nothing does.\n"
           "\n"
           "Keep passwords out of the command: ~/.pgpass, ~/.pg_service.conf and PGPASSWORD are\n"
           "read. None is ever printed or kept."),
    .example = "maillage publish out/rennes-metropole --to PG:service=maillage",
    .options = OPTIONS,
    .n_options = sizeof OPTIONS / sizeof *OPTIONS,
    .least = 1,
    .most = 1,
    .run = publish,
};
