/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  const char *indicator, *family, *kind, *level, *extent, *scenario;
  const char *size, *format, *output;
  bool overwrite;
} map_options;

/* 1 for 1920 x 1080, 2 for 3840 x 2160, 0 for anything else. */
static unsigned scale_of(const char *size) {
  if (size == NULL || strcmp(size, "1920x1080") == 0) return 1;
  return strcmp(size, "3840x2160") == 0 ? 2 : 0;
}

/* The format asked for, else the end of the file's name; NULL when it is none that is drawn. */
static const char *format_of(const map_options *options) {
  static const char *const FORMATS[] = {"png", "svg", "pdf"};
  const char *dot = strrchr(options->output, '.');
  const char *asked = options->format != NULL ? options->format : dot == NULL ? "" : dot + 1;
  for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++)
    if (strcmp(asked, FORMATS[i]) == 0) return FORMATS[i];
  return NULL;
}

static mlg_status read_picture(const map_options *options, mlg_picture *picture) {
  if (options->output == NULL) return cli_usage("map", _("-o FILE says where the picture goes"));
  if (options->indicator != NULL && options->family != NULL)
    return cli_usage("map", _("--indicator and --family: one map shows one of them"));
  *picture = (mlg_picture){.kind = options->kind,
                           .indicator = options->indicator,
                           .family = options->family,
                           .level = options->level,
                           .extent = options->extent,
                           .scenario = options->scenario,
                           .format = format_of(options),
                           .scale = scale_of(options->size),
                           .overwrite = options->overwrite};
  if (picture->scale == 0) return cli_usage("map", _("unknown size \"%s\""), options->size);
  if (picture->format != NULL) return MLG_OK;
  return cli_usage("map", _("a picture is png, svg or pdf: \"%s\" says none of them"),
                   options->format != NULL ? options->format : options->output);
}

static mlg_status map(cli_context *context, const void *values, char *const *operands, size_t n) {
  (void)n;
  const map_options *options = values;
  mlg_picture picture;
  mlg_portrait portrait;
  MLG_TRY(read_picture(options, &picture));
  mlg_status status = cli_read_portrait(context, operands[0], &portrait);
  if (status == MLG_OK)
    status = mlg_draw_map(&portrait, &picture, options->output, context->findings);
  cli_print_findings(context);
  if (status == MLG_OK && !context->quiet) printf("%s\n", options->output);
  return status;
}

#define OPTION(member, letter, argument, help)                                                     \
  { #member, letter, argument, help, offsetof(map_options, member) }

static const cli_option OPTIONS[] = {
    OPTION(output, 'o', N_("FILE"), N_("where the picture goes: .png, .svg or .pdf")),
    OPTION(indicator, 'i', N_("ID"), N_("an indicator (\"maillage indicators\" lists them)")),
    OPTION(family, 'f', N_("FAMILY"), N_("a family of need: who is left without help")),
    OPTION(kind, 'k', N_("KIND"), N_("taux (zones shaded), effectif (circles) or besoin")),
    OPTION(level, 'l', N_("LEVEL"), N_("the zones shown: iris, quartier, commune…")),
    OPTION(extent, 'e', N_("ZONE"), N_("the zone that the map is framed on, by code or name")),
    OPTION(scenario, 's', N_("ID"), N_("a scenario of the project (default: the reference)")),
    OPTION(size, '\0', N_("SIZE"), N_("of PNG: 1920x1080 (default) or 3840x2160")),
    OPTION(format, '\0', N_("FORMAT"), N_("png, svg or pdf, when the name does not say")),
    OPTION(overwrite, '\0', NULL, N_("replace the file that is there")),
};

const cli_command CLI_MAP = {
    .name = "map",
    .summary = N_("draw one map from the results of a run, with every choice an option"),
    .operands = "RESULTS -o FILE",
    .details =
        N_("RESULTS is a folder that \"maillage run\" wrote, its calcul.sqlite, or the project it\n"
           "ran; nothing is computed again, and the data need not be there any more. Without any\n"
           "choice, the map shows who is left without help, in the reference scenario, framed on\n"
           "the project's first extent. An indicator with a denominator is shaded; a number of\n"
           "persons is drawn as circles, never shaded."),
    .example = "maillage map out/rennes-metropole -i fragilite -l quartier -e 35238 -o carte.png",
    .options = OPTIONS,
    .n_options = sizeof OPTIONS / sizeof *OPTIONS,
    .least = 1,
    .most = 1,
    .run = map,
};
