/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* getopt_long */
#include "cli/cli.h"

#include <getopt.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MOST_OPTIONS = 16, FIRST_LONG = 256, HELP = 'h', QUIET = 'q' };

mlg_status cli_usage(const char *command, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("maillage: ", stderr);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  const char *space = command == NULL ? "" : " ";
  fprintf(stderr, _("\nTry \"maillage%s%s --help\".\n"), space, command == NULL ? "" : command);
  return MLG_USAGE;
}

/* getopt's two tables from one of ours; option i answers FIRST_LONG + i. */
static void describe(const cli_command *command, struct option *longs, char *shorts) {
  *shorts++ = ':';
  *shorts++ = HELP;
  *shorts++ = QUIET;
  size_t n = 0;
  longs[n++] = (struct option){"help", no_argument, NULL, HELP};
  longs[n++] = (struct option){"quiet", no_argument, NULL, QUIET};
  for (size_t i = 0; i < command->n_options; i++) {
    const cli_option *option = &command->options[i];
    int takes = option->argument != NULL ? required_argument : no_argument;
    longs[n++] = (struct option){option->name, takes, NULL, FIRST_LONG + (int)i};
    if (option->letter != '\0') *shorts++ = option->letter;
    if (option->letter != '\0' && takes == required_argument) *shorts++ = ':';
  }
  longs[n] = (struct option){0};
  *shorts = '\0';
}

static const cli_option *option_of(const cli_command *command, int answer) {
  for (size_t i = 0; i < command->n_options; i++)
    if (answer == FIRST_LONG + (int)i || answer == command->options[i].letter)
      return &command->options[i];
  return NULL;
}

static void store(const cli_option *option, void *values, const char *argument) {
  char *at = (char *)values + option->offset;
  if (option->argument != NULL)
    *(const char **)at = argument;
  else
    *(bool *)at = true;
}

static mlg_status check_operands(const cli_command *command, char *const *operands, size_t n) {
  if (n < command->least)
    return cli_usage(command->name, _("something is missing: maillage %s %s"), command->name,
                     command->operands);
  if (n > command->most)
    return cli_usage(command->name, _("unexpected operand \"%s\""), operands[command->most]);
  return MLG_OK;
}

mlg_status cli_dispatch(cli_context *context, const cli_command *command, int argc, char **argv) {
  struct option longs[MOST_OPTIONS + 3];
  char shorts[2 * MOST_OPTIONS + 4];
  alignas(max_align_t) unsigned char values[CLI_OPTIONS_BYTES] = {0};
  describe(command, longs, shorts);
  opterr = 0;
  for (int answer; (answer = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
    const cli_option *option = option_of(command, answer);
    if (answer == HELP) {
      cli_help_command(command);
      return MLG_OK;
    }
    if (answer == QUIET)
      context->quiet = true;
    else if (option != NULL)
      store(option, values, optarg);
    else if (answer == ':')
      return cli_usage(command->name, _("option \"%s\" needs a value"), argv[optind - 1]);
    else
      return cli_usage(command->name, _("unknown option \"%s\""), argv[optind - 1]);
  }
  size_t n = (size_t)(argc - optind);
  MLG_TRY(check_operands(command, argv + optind, n));
  return command->run(context, values, argv + optind, n);
}
