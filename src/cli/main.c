/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const cli_command *const CLI_COMMANDS[] = {&CLI_RUN,        &CLI_CHECK,  &CLI_EXPLAIN, &CLI_MAP,
                                           &CLI_INDICATORS, &CLI_OFFERS, &CLI_SITE,    &CLI_COMPARE,
                                           &CLI_PUBLISH,    &CLI_INIT};
const size_t CLI_N_COMMANDS = sizeof CLI_COMMANDS / sizeof *CLI_COMMANDS;

/* Shared files stand beside the command: PREFIX/bin and PREFIX/share. */
static const char *share_folder(mlg_arena *arena) {
  char path[4096];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  if (length < 0) return mlg_arena_strdup(arena, "/usr/local/share");
  path[length] = '\0';
  for (int up = 0; up < 2; up++) {
    char *slash = strrchr(path, '/');
    if (slash != NULL) *slash = '\0';
  }
  return mlg_arena_printf(arena, "%s/share", path);
}

static const cli_command *find_command(const char *name) {
  for (size_t i = 0; i < CLI_N_COMMANDS; i++)
    if (strcmp(CLI_COMMANDS[i]->name, name) == 0) return CLI_COMMANDS[i];
  return NULL;
}

static mlg_status reject_command(const char *name) {
  enum { MOST_COMMANDS = 16 };
  const char *names[MOST_COMMANDS];
  for (size_t i = 0; i < CLI_N_COMMANDS; i++) names[i] = CLI_COMMANDS[i]->name;
  size_t near = mlg_nearest(name, names, CLI_N_COMMANDS);
  if (near == CLI_N_COMMANDS) return cli_usage(NULL, _("unknown command \"%s\""), name);
  return cli_usage(NULL, _("unknown command \"%s\"; did you mean \"%s\"?"), name, names[near]);
}

static mlg_status dispatch(cli_context *context, int argc, char **argv) {
  if (argc < 2) return cli_usage(NULL, _("a command is missing"));
  if (strcmp(argv[1], "--version") == 0) {
    puts("maillage " MLG_VERSION);
    return MLG_OK;
  }
  bool help = strcmp(argv[1], "help") == 0;
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || (help && argc == 2)) {
    cli_help();
    return MLG_OK;
  }
  const char *name = help ? argv[2] : argv[1];
  const cli_command *command = find_command(name);
  if (command == NULL) return reject_command(name);
  if (help) {
    cli_help_command(command);
    return MLG_OK;
  }
  return cli_dispatch(context, command, argc - 1, argv + 1);
}

/* What was printed must have arrived: a full disk or a closed pipe is a failure. */
static mlg_status flush(mlg_status status) {
  bool lost = fflush(stdout) != 0 || ferror(stdout);
  return status == MLG_OK && lost ? MLG_UNWRITTEN : status;
}

int main(int argc, char **argv) {
  mlg_arena arena = {0};
  mlg_findings findings = {.arena = &arena};
  const char *share = share_folder(&arena);
  const char *shared = share == NULL ? NULL : mlg_arena_printf(&arena, "%s/maillage", share);
  const char *locales = share == NULL ? NULL : mlg_arena_printf(&arena, "%s/locale", share);
  cli_context context = {.arena = &arena, .findings = &findings, .share = shared};
  mlg_status status = MLG_FAILURE;
  if (shared != NULL && locales != NULL && mlg_store_begin() == MLG_OK) {
    context.language = cli_begin_language(locales);
    mlg_load_begin();
    status = flush(dispatch(&context, argc, argv));
    mlg_draw_end();
    mlg_load_end();
  }
  if (arena.refused) status = MLG_FAILURE;
  if (arena.refused || (status == MLG_FAILURE && mlg_findings_tally(&findings, MLG_ERROR) == 0))
    fprintf(stderr, "maillage: %s\n", _("out of memory"));
  mlg_arena_free(&arena);
  return (int)status;
}
