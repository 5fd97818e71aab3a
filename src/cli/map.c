/* SPDX-License-Identifier: Apache-2.0 */
#define _DEFAULT_SOURCE /* strsep */
#include "cli/cli.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  const char *indicator, *family, *kind, *level, *extent, *scenario;
  const char *classes, *method, *bounds, *title;
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

/* "5": from 2 to as many classes as a legend holds. */
static mlg_status read_classes(const char *text, size_t *n) {
  double number = 0;
  if (text == NULL) return MLG_OK;
  if (!mlg_parse_number(text, "", &number) || number < 2 || number > MLG_MOST_CLASSES)
    return cli_usage("map", _("from 2 to %d classes, not \"%s\""), MLG_MOST_CLASSES, text);
  *n = (size_t)number;
  return MLG_OK;
}

/* "0,2;0,3;0,4": ratios in ascending order. `text` is cut up. */
static bool read_bounds(char *text, double *bounds, size_t *n) {
  for (char *rest = text, *piece; (piece = strsep(&rest, ";")) != NULL; (*n)++) {
    if (*n == MLG_MOST_CLASSES - 1) return false;
    if (!mlg_parse_number(piece, ".,", &bounds[*n])) return false;
    if (*n > 0 && bounds[*n] <= bounds[*n - 1]) return false;
  }
  return true;
}

static mlg_status choose_bounds(cli_context *context, const char *asked, mlg_picture *picture) {
  if (asked == NULL) return MLG_OK;
  char *text = mlg_arena_strdup(context->arena, asked);
  double *bounds = MLG_NEW(context->arena, double, MLG_MOST_CLASSES);
  MLG_HAVE(text);
  MLG_HAVE(bounds);
  if (!read_bounds(text, bounds, &picture->n_bounds))
    return cli_usage("map", _("bounds are at most %d ascending ratios, as 0,2;0,3: not \"%s\""),
                     MLG_MOST_CLASSES - 1, asked);
  picture->bounds = bounds;
  return MLG_OK;
}

static mlg_status choose_file(const map_options *options, mlg_picture *picture) {
  if (options->output == NULL) return cli_usage("map", _("-o FILE says where the picture goes"));
  picture->scale = scale_of(options->size);
  picture->format = format_of(options);
  if (picture->scale == 0) return cli_usage("map", _("unknown size \"%s\""), options->size);
  if (picture->format != NULL) return MLG_OK;
  return cli_usage("map", _("a picture is png, svg or pdf: \"%s\" says none of them"),
                   options->format != NULL ? options->format : options->output);
}

static mlg_status read_picture(cli_context *context, const map_options *options,
                               mlg_picture *picture) {
  if (options->indicator != NULL && options->family != NULL)
    return cli_usage("map", _("--indicator and --family: one map shows one of them"));
  *picture = (mlg_picture){.kind = options->kind,
                           .indicator = options->indicator,
                           .family = options->family,
                           .level = options->level,
                           .extent = options->extent,
                           .scenario = options->scenario,
                           .method = options->method,
                           .title = options->title,
                           .overwrite = options->overwrite};
  MLG_TRY(read_classes(options->classes, &picture->n_classes));
  MLG_TRY(choose_bounds(context, options->bounds, picture));
  return choose_file(options, picture);
}

static mlg_status map(cli_context *context, const void *values, char *const *operands, size_t n) {
  (void)n;
  const map_options *options = values;
  mlg_picture picture;
  mlg_portrait portrait;
  MLG_TRY(read_picture(context, options, &picture));
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
    OPTION(kind, 'k', N_("KIND"), N_("taux, effectif, besoin, familles…: see below")),
    OPTION(level, 'l', N_("LEVEL"), N_("the zones shown: iris, quartier, commune…")),
    OPTION(extent, 'e', N_("ZONE"), N_("the zone that the map is framed on, by code or name")),
    OPTION(scenario, 's', N_("ID"), N_("a scenario of the project (default: the reference)")),
    OPTION(classes, '\0', N_("N"), N_("how many classes of a rate, 2 to 7")),
    OPTION(method, '\0', N_("METHOD"), N_("how classes are made: quantiles, ckmeans, q6…")),
    OPTION(bounds, '\0', N_("RATIOS"), N_("the bounds of the classes, as 0,2;0,3;0,4")),
    OPTION(title, '\0', N_("TEXT"), N_("in the place of the message that the figures make")),
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
           "the project's first extent.\n"
           "\n"
           "Of an indicator, KIND is taux (zones shaded), effectif (circles), effectif-taux or\n"
           "discontinuites; of a family, besoin (circles by cause), besoin-offre, croisement or\n"
           "familles. A number of persons is drawn as circles, never shaded. METHOD is auto,\n"
           "quantiles, amplitudes, ecart-type, ckmeans, q6, Q6, tete-queue or geometrique."),
    .example = "maillage map out/rennes-metropole -i fragilite -l quartier -e 35238 -o carte.png",
    .options = OPTIONS,
    .n_options = sizeof OPTIONS / sizeof *OPTIONS,
    .least = 1,
    .most = 1,
    .run = map,
};
