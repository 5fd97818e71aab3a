/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  const char *project;
} indicators_options;

/* Says which indicators are there for others. */
static void print_list(const mlg_indicator *indicators, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const mlg_indicator *one = &indicators[i];
    printf("%-23s %s (%s)", one->id, one->label, one->unit);
    if (one->variant_of.id != NULL) printf(_(" [variant of %s]"), one->variant_of.id);
    if (one->is_support) printf("%s", _(" [support]"));
    putchar('\n');
  }
}

static void print_line(const char *label, const char *text) {
  if (*text != '\0') printf("%s: %s\n", label, text);
}

/* A column of a dataset, or another indicator. */
static void print_input(const mlg_input *input) {
  if (input->dataset_name == NULL)
    printf("  %-12s %s\n", input->name, input->indicator.id);
  else
    printf("  %-12s %s, %s\n", input->name, input->dataset_name, input->column);
  for (size_t i = 0; i < input->n_others; i++)
    printf("  %-12s %s, %s\n", "", input->others[i].dataset_name, input->others[i].column);
}

static void print_one(const mlg_indicator *indicator) {
  printf("%s: %s\n\n%s\n\n", indicator->id, indicator->label, indicator->definition);
  if (indicator->variant_of.id != NULL) print_line(_("Variant of"), indicator->variant_of.id);
  if (indicator->is_support) puts(_("Support: there for other indicators"));
  print_line(_("Unit"), indicator->unit);
  print_line(_("Formula"), indicator->formula_text);
  for (size_t i = 0; i < indicator->n_inputs; i++) print_input(&indicator->inputs[i]);
  for (size_t i = 0; i < indicator->n_denominators; i++)
    print_line(_("Denominator"), indicator->denominator_ids[i]);
  print_line(_("Source"), indicator->source);
  print_line(_("Limits"), indicator->limits);
  print_line(_("Reference"), indicator->reference);
}

static mlg_status read_all(cli_context *context, const char *project_file,
                           mlg_indicator **indicators, size_t *n) {
  if (project_file != NULL) {
    mlg_project project;
    MLG_TRY(mlg_project_read(context->arena, project_file, context->share, context->findings,
                             &project));
    *indicators = project.indicators;
    *n = project.n_indicators;
    return MLG_OK;
  }
  const char *folder = mlg_arena_printf(context->arena, "%s/indicators", context->share);
  MLG_HAVE(folder);
  return mlg_indicators_read(context->arena, folder, NULL, context->findings, indicators, n);
}

static mlg_status show_one(cli_context *context, const mlg_indicator *indicators, size_t n,
                           const char *id) {
  size_t i = mlg_indicator_find(indicators, n, id);
  if (i < n) {
    print_one(&indicators[i]);
    return MLG_OK;
  }
  const char **ids = MLG_NEW(context->arena, const char *, n);
  MLG_HAVE(ids);
  for (size_t k = 0; k < n; k++) ids[k] = indicators[k].id;
  size_t near = mlg_nearest(id, ids, n);
  if (near == n) return cli_usage("indicators", _("no indicator \"%s\""), id);
  return cli_usage("indicators", _("no indicator \"%s\"; did you mean \"%s\"?"), id, ids[near]);
}

static mlg_status list_indicators(cli_context *context, const void *values, char *const *operands,
                                  size_t n_operands) {
  const indicators_options *options = values;
  mlg_indicator *indicators = NULL;
  size_t n = 0;
  mlg_status status = read_all(context, options->project, &indicators, &n);
  context->quiet = true;
  cli_print_findings(context);
  if (status != MLG_OK) return status;
  if (n_operands == 1) return show_one(context, indicators, n, operands[0]);
  print_list(indicators, n);
  return MLG_OK;
}

static const cli_option OPTIONS[] = {
    {"project", 'p', N_("PROJECT.yaml"), N_("a project's indicators, its own included"),
     offsetof(indicators_options, project)},
};

const cli_command CLI_INDICATORS = {
    .name = "indicators",
    .summary = N_("list the indicators, or show one"),
    .operands = "[INDICATOR]",
    .details =
        N_("Lists the indicators that can be computed, or shows the meaning, formula, inputs,\n"
           "denominators and limits of one."),
    .example = "maillage indicators fragilite",
    .options = OPTIONS,
    .n_options = sizeof OPTIONS / sizeof *OPTIONS,
    .least = 0,
    .most = 1,
    .run = list_indicators,
};
