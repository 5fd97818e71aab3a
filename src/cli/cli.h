/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <libintl.h>
#include <maillage/maillage.h>

/**
 * @file
 * The command: one file a subcommand. This is the only room that prints.
 */
#define _(text) gettext(text)
/* Marks a text for translation where gettext() cannot be called yet. */
#define N_(text) text

/* What every subcommand is given. */
typedef struct {
  mlg_arena *arena;
  mlg_findings *findings;
  const char *share;     /* folder of the shipped indicators/ and mappings/ */
  mlg_language language; /* of the terminal */
  bool quiet;            /* no progress, no finding below an error */
} cli_context;

/* One option of a subcommand: where its value goes. */
typedef struct {
  const char *name;     /* long name, without dashes */
  char letter;          /* short name, or '\0' */
  const char *argument; /* what it takes, translated; NULL for a switch */
  const char *help;
  size_t offset; /* of a bool, or of a const char * when it takes an argument */
} cli_option;

/* One subcommand. */
typedef struct {
  const char *name;
  const char *summary;  /* one line, for `maillage --help` */
  const char *operands; /* as shown in the usage line */
  const char *details;  /* paragraphs under the usage line */
  const char *example;
  const cli_option *options;
  size_t n_options;
  size_t least, most; /* operands */
  mlg_status (*run)(cli_context *context, const void *options, char *const *operands, size_t n);
} cli_command;

/* All options of a subcommand fit in one structure of this size. */
enum { CLI_OPTIONS_BYTES = 128 };

extern const cli_command CLI_RUN, CLI_CHECK, CLI_EXPLAIN, CLI_MAP, CLI_INDICATORS, CLI_OFFERS,
    CLI_SITE, CLI_COMPARE, CLI_PUBLISH, CLI_INIT;
extern const cli_command *const CLI_COMMANDS[];
extern const size_t CLI_N_COMMANDS;

/* options.c: parses, calls, and answers --help; prints what is wrong with the command line. */
mlg_status cli_dispatch(cli_context *context, const cli_command *command, int argc, char **argv);

/* Says what is wrong with the command line, and where help is. Returns MLG_USAGE. */
mlg_status cli_usage(const char *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* results.c: what an operand names: a folder of results, a store, or a project that was run. */
mlg_status cli_read_portrait(cli_context *context, const char *operand, mlg_portrait *portrait);

/* The store; that of the whole when the folder is one of a series: figures are the same in both. */
mlg_status cli_find_whole(cli_context *context, const char *operand, const char **path);

/* choose.c: what `option` names in results; CHOICE_UNKNOWN, with the nearest name, when nothing. */
mlg_status cli_choose_word(cli_context *context, const char *option, const mlg_word *words,
                           size_t n, const char *code, size_t *index);
/* NULL names the reference. */
mlg_status cli_choose_scenario(cli_context *context, const char *option, const mlg_project *project,
                               const char *id, size_t *index);
/* By code or by name. */
mlg_status cli_choose_zone(cli_context *context, const char *option, const mlg_portrait *portrait,
                           const char *name, mlg_level *level, size_t *zone);

/* help.c */
void cli_help(void);
void cli_help_command(const cli_command *command);

/* terminal.c */
mlg_language cli_begin_language(const char *locale_folder);
void cli_print_findings(cli_context *context);
void cli_print_tally(cli_context *context);
void cli_progress(void *context, const char *step, double done);

#endif
