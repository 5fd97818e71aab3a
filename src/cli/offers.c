/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  const char *source, *output;
  bool overwrite;
} offers_options;

/* Values of one role that are shown; the others are counted. */
enum { MOST_VALUES = 20 };

/* ---- check ---- */

static void print_tally_of(const mlg_checked_source *source) {
  const mlg_tally *tally = &source->tally;
  printf(_("  rows         %zu: %zu kept, %zu merged into another, %zu left out\n"), tally->rows,
         tally->kept, tally->merged, tally->rows - tally->kept - tally->merged);
  for (int status = 0; status < MLG_SITE_STATUS_COUNT; status++)
    if (tally->rejected[status] > 0)
      printf("    %7zu  %s\n", tally->rejected[status],
             mlg_site_status_reason((mlg_site_status)status));
  if (tally->outside > 0)
    printf(_("  elsewhere    %zu of those left out are of a commune outside the territory\n"),
           tally->outside);
  if (source->n_hours > 0)
    printf(_("  hours        given by %zu rows, not read in %zu\n"), source->n_hours,
           source->n_unread_hours);
}

static size_t tally_fate(const mlg_audit_role *role, mlg_value_fate fate) {
  size_t n = 0;
  for (size_t i = 0; i < role->n_values; i++) n += role->values[i].fate == fate;
  return n;
}

/* What the mapping does not know, value by value, the most frequent first. */
static void print_role(const mlg_audit_role *role) {
  size_t unknown = tally_fate(role, MLG_VALUE_UNKNOWN), shown = 0;
  size_t ignored = tally_fate(role, MLG_VALUE_IGNORED);
  if (unknown == 0 && ignored == 0) return;
  printf(_("  %-12s %zu values unknown, %zu left aside by the mapping\n"),
         MLG_COLUMN_ROLES[role->role].code, unknown, ignored);
  for (size_t i = 0; i < role->n_values && shown < MOST_VALUES; i++) {
    const mlg_audit_value *value = &role->values[i];
    if (value->fate != MLG_VALUE_UNKNOWN) continue;
    printf(_("    %7zu  \"%.80s\" (first on line %zu)\n"), value->count, value->value, value->line);
    shown++;
  }
  if (shown < unknown) printf(_("             and %zu others\n"), unknown - shown);
}

static void print_unread(const mlg_audit *audit) {
  bool any = false;
  for (size_t i = 0; i < audit->n_unread; i++) {
    if (audit->unread[i].filled == 0) continue;
    if (!any) printf("%s\n", _("  columns that nothing reads"));
    any = true;
    printf("    %7zu  %s (%s)\n", audit->unread[i].filled, audit->unread[i].column,
           audit->unread[i].file);
  }
}

static void print_source(const mlg_checked_source *source) {
  printf("%s: %s\n", source->dataset, source->title);
  printf(_("  read as      %s\n"), source->mapping);
  print_tally_of(source);
  for (size_t i = 0; i < source->audit.n_roles; i++) print_role(&source->audit.roles[i]);
  print_unread(&source->audit);
}

static mlg_status check(cli_context *context, const mlg_run_options *request,
                        const offers_options *options) {
  mlg_checked_sources checked = {0};
  mlg_status status =
      mlg_check_sources(context->arena, request, options->source, context->findings, &checked);
  cli_progress(context, NULL, 1);
  /* What is doubtful row by row is for `maillage check`. */
  bool quiet = context->quiet;
  context->quiet = true;
  cli_print_findings(context);
  context->quiet = quiet;
  if (status != MLG_OK) return status;
  for (size_t i = 0; i < checked.n; i++) {
    if (i > 0) putchar('\n');
    print_source(&checked.sources[i]);
  }
  return MLG_OK;
}

/* ---- merge ---- */

static mlg_status merge(cli_context *context, const mlg_run_options *request,
                        const offers_options *options) {
  size_t n = 0;
  if (options->output == NULL)
    return cli_usage("offers", _("-o FILE says where the merged directory goes"));
  mlg_status status = mlg_merge(context->arena, request, options->output, &n, context->findings);
  cli_progress(context, NULL, 1);
  bool quiet = context->quiet;
  context->quiet = true;
  cli_print_findings(context);
  context->quiet = quiet;
  if (status == MLG_OK && !quiet) printf(_("%s: %zu rows\n"), options->output, n);
  return status;
}

static mlg_status offers(cli_context *context, const void *values, char *const *operands,
                         size_t n) {
  (void)n;
  const offers_options *options = values;
  const mlg_run_options request = {.project = operands[1],
                                   .share = context->share,
                                   .overwrite = options->overwrite,
                                   .progress = cli_progress,
                                   .context = context};
  if (strcmp(operands[0], "check") == 0) return check(context, &request, options);
  if (strcmp(operands[0], "merge") == 0) return merge(context, &request, options);
  return cli_usage("offers", _("\"%s\" is neither check nor merge"), operands[0]);
}

static const cli_option OPTIONS[] = {
    {"source", 's', N_("DATASET"), N_("check: one directory of the project alone"),
     offsetof(offers_options, source)},
    {"output", 'o', N_("FILE"), N_("merge: where the merged directory goes, a .csv"),
     offsetof(offers_options, output)},
    {"overwrite", '\0', NULL, N_("merge: replace the file that is there"),
     offsetof(offers_options, overwrite)},
};

const cli_command CLI_OFFERS = {
    .name = "offers",
    .summary = N_("check the directories of a project, or merge them into one file"),
    .operands = "check|merge PROJECT.yaml",
    .details =
        N_("check: for each directory, what became of its rows, and what its mapping leaves\n"
           "unread, value by value with how many rows have it.\n"
           "merge: writes every place that counts, once, in the national schema of places of\n"
           "digital help (1.0.2), for others to use again. No contact of a person is written."),
    .example = "maillage offers merge geodata/rennes-metropole/projet.yaml -o annuaire.csv",
    .options = OPTIONS,
    .n_options = sizeof OPTIONS / sizeof *OPTIONS,
    .least = 2,
    .most = 2,
    .run = offers,
};
