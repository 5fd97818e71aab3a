/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The language asked for, where gettext looks: LC_ALL, LC_MESSAGES, LANG. */
static const char *asked_language(void) {
  static const char *const NAMES[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
    const char *value = getenv(NAMES[i]);
    if (value != NULL && *value != '\0') return value;
  }
  return "C";
}

/* Only messages follow the locale: LC_NUMERIC stays "C" for every library.
 * A French user whose system never generated a French locale still gets French:
 * LANGUAGE then names the catalogue, under the C.UTF-8 that is always there. */
mlg_language cli_begin_language(const char *locale_folder) {
  if (setlocale(LC_MESSAGES, "") == NULL && setlocale(LC_MESSAGES, "C.UTF-8") != NULL)
    setenv("LANGUAGE", asked_language(), 0);
  bindtextdomain("maillage", locale_folder);
  bind_textdomain_codeset("maillage", "UTF-8");
  textdomain("maillage");
  /* TRANSLATORS: the code of this catalogue's language, such as "fr". */
  return strcmp(_("language-code"), "fr") == 0 ? MLG_FRENCH : MLG_ENGLISH;
}

static const char *severity_word(mlg_severity severity) {
  switch (severity) {
  case MLG_INFO:
    return _("note");
  case MLG_WARNING:
    return _("warning");
  case MLG_ERROR:
    break;
  }
  return _("error");
}

static void print_place(const mlg_finding *finding) {
  if (finding->file == NULL) return;
  fputs(finding->file, stderr);
  if (finding->line > 0) fprintf(stderr, ":%zu", finding->line);
  if (finding->column != NULL) fprintf(stderr, ":%s", finding->column);
  fputs(": ", stderr);
}

static void print_finding(cli_context *context, const mlg_finding *finding) {
  const char *message = mlg_finding_message(context->arena, finding, context->language);
  const char *expected = mlg_finding_expected(finding, context->language);
  const char *action = mlg_finding_action(finding, context->language);
  bool failed = mlg_finding_severity(finding->code) == MLG_ERROR;
  print_place(finding);
  fprintf(stderr, "%s: %s\n", severity_word(mlg_finding_severity(finding->code)),
          message != NULL ? message : mlg_finding_slug(finding->code));
  if (*expected != '\0') fprintf(stderr, _("  expected: %s\n"), expected);
  if (*action != '\0') fprintf(stderr, failed ? _("  to do: %s\n") : _("  done: %s\n"), action);
}

/* What was found while memory was short is not to be trusted. */
void cli_print_findings(cli_context *context) {
  if (context->arena->refused) return;
  for (size_t i = 0; i < context->findings->count; i++) {
    const mlg_finding *finding = &context->findings->items[i];
    if (!context->quiet || mlg_finding_severity(finding->code) == MLG_ERROR)
      print_finding(context, finding);
  }
}

void cli_print_tally(cli_context *context) {
  size_t errors = mlg_findings_tally(context->findings, MLG_ERROR);
  size_t warnings = mlg_findings_tally(context->findings, MLG_WARNING);
  size_t notes = mlg_findings_tally(context->findings, MLG_INFO);
  printf(ngettext("Findings: %zu error, ", "Findings: %zu errors, ", errors), errors);
  printf(ngettext("%zu warning, ", "%zu warnings, ", warnings), warnings);
  printf(ngettext("%zu note.\n", "%zu notes.\n", notes), notes);
}

void cli_progress(void *context, const char *step, double done) {
  const cli_context *cli = context;
  if (cli->quiet || !isatty(STDERR_FILENO)) return;
  if (step == NULL)
    fputs("\r\033[K", stderr);
  else
    fprintf(stderr, "\r\033[K%3.0f %% %s", 100 * done, step);
  fflush(stderr);
}
