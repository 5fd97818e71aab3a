/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

typedef struct {
  bool digests;
} check_options;

static mlg_status check(cli_context *context, const void *values, char *const *operands, size_t n) {
  (void)n;
  const check_options *options = values;
  const mlg_run_options request = {
      .project = operands[0],
      .share = context->share,
      .keep_digests = options->digests,
      .progress = cli_progress,
      .context = context,
  };
  mlg_status status = mlg_check(context->arena, &request, context->findings);
  cli_progress(context, NULL, 1);
  cli_print_findings(context);
  if (!context->quiet) cli_print_tally(context);
  return status;
}

static const cli_option OPTIONS[] = {
    {"digests", '\0', NULL, N_("keep the digests of the data files in empreintes.csv"),
     offsetof(check_options, digests)},
};

const cli_command CLI_CHECK = {
    .name = "check",
    .summary = N_("read and compute everything, write nothing, list the findings"),
    .operands = "PROJECT.yaml",
    .details = N_(
        "Says what is wrong or doubtful in the project's files: which file, line and column,\n"
        "what was found, what was expected, what was done about it.\n"
        "\n"
        "With --digests, keeps the digest of each data file in empreintes.csv, beside the\n"
        "project: a file that changes after that, as when a spreadsheet saves it again, is told."),
    .options = OPTIONS,
    .n_options = sizeof OPTIONS / sizeof *OPTIONS,
    .example = "maillage check geodata/rennes-metropole/projet.yaml",
    .least = 1,
    .most = 1,
    .run = check,
};
