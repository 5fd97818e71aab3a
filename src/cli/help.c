/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <stdio.h>

void cli_help(void) {
  puts(_("maillage: who needs help with online services here, what help is within reach,\n"
         "and how many people are left without, and why.\n"));
  puts(_("Usage: maillage COMMAND [OPTIONS] ...\n"));
  puts(_("Commands:"));
  for (size_t i = 0; i < CLI_N_COMMANDS; i++)
    printf("  %-12s %s\n", CLI_COMMANDS[i]->name, _(CLI_COMMANDS[i]->summary));
  puts(_("\nOptions:\n"
         "  -h, --help     this help; \"maillage COMMAND --help\" for a command's own\n"
         "      --version  the version"));
  puts(_("\nExit status: 0 done, 1 failure, 2 wrong command line, 3 an input was rejected,\n"
         "4 results could not be written (older ones are whole)."));
}

static void print_option(char letter, const char *name, const char *argument, const char *help) {
  char left[64];
  snprintf(left, sizeof left, "%c%c%c --%s%s%s", letter != '\0' ? '-' : ' ',
           letter != '\0' ? letter : ' ', letter != '\0' ? ',' : ' ', name,
           argument != NULL ? " " : "", argument != NULL ? argument : "");
  printf("  %-24s %s\n", left, help);
}

void cli_help_command(const cli_command *command) {
  printf(_("Usage: maillage %s [OPTIONS] %s\n\n"), command->name, command->operands);
  puts(_(command->details));
  puts(_("\nOptions:"));
  for (size_t i = 0; i < command->n_options; i++) {
    const cli_option *option = &command->options[i];
    print_option(option->letter, option->name,
                 option->argument != NULL ? _(option->argument) : NULL, _(option->help));
  }
  print_option('q', "quiet", NULL, _("say nothing but errors"));
  print_option('h', "help", NULL, _("this help"));
  printf(_("\nExample:\n  %s\n"), command->example);
}
