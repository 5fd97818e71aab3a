/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <maillage/text.h>
#include <stddef.h>
#include <stdio.h>

typedef struct {
  const char *output;
  const char *each;
  bool overwrite, resume;
} run_options;

static void print_errors(cli_context *context) {
  bool quiet = context->quiet;
  context->quiet = true;
  cli_print_findings(context);
  context->quiet = quiet;
}

static void print_summary(cli_context *context, const mlg_run_summary *summary) {
  if (context->quiet) return;
  for (size_t i = 0; i < 3; i++) printf("%s\n", summary->lines[i]);
  printf(_("\nResults in %s/\n"), summary->output);
  printf(_("  classeur.xlsx    the workbook: open it first\n"
           "  rapport.html     the report: open it in a browser, no network needed\n"
           "  cartes/          %zu maps, each as PNG, SVG and PDF\n"
           "  portrait.gpkg    the layers, for QGIS\n"
           "  constats.csv     what is doubtful in the data\n"
           "  manifeste.json   what was read and done\n"
           "  calcul.sqlite    the calculation, for \"maillage explain\"\n"),
         summary->n_maps);
  cli_print_tally(context);
}

/* What shapes the results, and nothing else: the same inputs give the same manifest,
 * wherever they are and wherever the results go. */
static const char *command_of(mlg_arena *arena, const char *project) {
  return mlg_arena_printf(arena, "maillage run %s", mlg_path_name(project));
}

static mlg_status write_series(cli_context *context, const mlg_run_options *request,
                               const run_options *options, mlg_series_summary *summary) {
  size_t level;
  MLG_TRY(cli_choose_word(context, "--each", MLG_LEVELS, MLG_LEVEL_COUNT, options->each, &level));
  return mlg_run_series(context->arena, request, (mlg_level)level, options->resume,
                        context->findings, summary);
}

static mlg_status run_series(cli_context *context, const mlg_run_options *request,
                             const run_options *options) {
  mlg_series_summary summary = {0};
  mlg_status status = write_series(context, request, options, &summary);
  cli_progress(context, NULL, 1);
  print_errors(context);
  if (context->quiet || summary.n == 0) return status;
  printf(_("%zu portraits of %zu written, %zu kept, %zu failed\n"), summary.n_written, summary.n,
         summary.n_kept, summary.n_failed);
  printf(_("\nResults in %s/\n"), summary.output);
  printf(_("  series.csv       one line a portrait: figures, state, reason\n"
           "  region/          the whole, with the calculation that \"maillage explain\" reads\n"));
  return status;
}

static mlg_status run(cli_context *context, const void *values, char *const *operands, size_t n) {
  (void)n;
  const run_options *options = values;
  if (options->resume && options->each == NULL)
    return cli_usage("run", _("--resume goes with --each"));
  const mlg_run_options request = {
      .project = operands[0],
      .output = options->output,
      .share = context->share,
      .command = command_of(context->arena, operands[0]),
      .overwrite = options->overwrite,
      .progress = cli_progress,
      .context = context,
  };
  if (options->each != NULL) return run_series(context, &request, options);
  mlg_run_summary summary;
  mlg_status status = mlg_run(context->arena, &request, context->findings, &summary);
  cli_progress(context, NULL, 1);
  print_errors(context);
  if (status == MLG_OK) print_summary(context, &summary);
  return status;
}

static const cli_option OPTIONS[] = {
    {"output", 'o', N_("FOLDER"), N_("where the results go (default: out/<project>)"),
     offsetof(run_options, output)},
    {"overwrite", '\0', NULL, N_("replace the results that are there"),
     offsetof(run_options, overwrite)},
    {"each", '\0', N_("LEVEL"), N_("one portrait each commune, epci or departement"),
     offsetof(run_options, each)},
    {"resume", '\0', NULL, N_("with --each: keep the portraits made from the same inputs"),
     offsetof(run_options, resume)},
};

const cli_command CLI_RUN = {
    .name = "run",
    .summary = N_("do the whole job: read, compute, write maps and workbook"),
    .operands = "PROJECT.yaml",
    .details =
        N_("Reads the project's data and its directories of help, estimates the need by zone,\n"
           "sets it against the help within reach, and writes maps, a workbook, a GeoPackage\n"
           "and the list of findings. Results appear all at once: until then, older ones stay."),
    .example = "maillage run geodata/rennes-metropole/projet.yaml -o out/rennes",
    .options = OPTIONS,
    .n_options = sizeof OPTIONS / sizeof *OPTIONS,
    .least = 1,
    .most = 1,
    .run = run,
};
