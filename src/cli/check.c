/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

static mlg_status check(cli_context *context, const void *values, char *const *operands, size_t n) {
  (void)values, (void)n;
  const mlg_run_options request = {
      .project = operands[0],
      .share = context->share,
      .progress = cli_progress,
      .context = context,
  };
  mlg_status status = mlg_check(context->arena, &request, context->findings);
  cli_progress(context, NULL, 1);
  cli_print_findings(context);
  if (!context->quiet) cli_print_tally(context);
  return status;
}

const cli_command CLI_CHECK = {
    .name = "check",
    .summary = N_("read and compute everything, write nothing, list the findings"),
    .operands = "PROJECT.yaml",
    .details =
        N_("Says what is wrong or doubtful in the project's files: which file, line and column,\n"
           "what was found, what was expected, what was done about it."),
    .example = "maillage check geodata/rennes-metropole/projet.yaml",
    .least = 1,
    .most = 1,
    .run = check,
};
