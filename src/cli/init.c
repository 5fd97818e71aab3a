/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <dirent.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
  const char *code, *level;
} init_options;

/* A word of the template, between two @, and what stands for it. */
typedef struct {
  const char *word, *text;
} replacement;

enum { REPLACEMENTS = 4, MOST_TEMPLATE_BYTES = 64 * 1024 };

/* What a code is of, by its length, when nobody says: that of a region has two signs too. */
static const char *level_of(const char *code) {
  size_t length = strlen(code);
  if (length == 9) return MLG_LEVELS[MLG_EPCI].code;
  if (length == 5) return MLG_LEVELS[MLG_COMMUNE].code;
  return length == 3 ? MLG_LEVELS[MLG_DEPARTEMENT].code : NULL;
}

static bool is_code(mlg_level level, const char *code) {
  size_t length = strlen(code);
  if (strspn(code, "0123456789AB") != length) return false;
  if (level == MLG_COMMUNE || level == MLG_EPCI) return mlg_code_well_formed(level, code);
  return length == 2 || (level == MLG_DEPARTEMENT && length == 3);
}

/* An EPCI's code does not say; its outlines are refused when they are read. */
static bool is_overseas(mlg_level level, const char *code) {
  if (level == MLG_REGION) return *code == '0';
  return level != MLG_EPCI && strncmp(code, "97", 2) == 0;
}

static mlg_status choose_level(cli_context *context, const init_options *o, mlg_level *level) {
  size_t chosen;
  if (o->code == NULL) return cli_usage("init", _("--code is missing"));
  const char *word = o->level != NULL ? o->level : level_of(o->code);
  if (word == NULL)
    return cli_usage("init", _("the code of a departement or of a region? say --level"));
  MLG_TRY(cli_choose_word(context, "--level", MLG_LEVELS, MLG_LEVEL_COUNT, word, &chosen));
  *level = (mlg_level)chosen;
  if (*level < MLG_COMMUNE || !is_code(*level, o->code))
    return cli_usage("init", _("\"%s\" is no code of a %s"), o->code, word);
  if (is_overseas(*level, o->code))
    return cli_usage(
        "init",
        _("%s is overseas: distances are measured in Lambert-93, in metropolitan France alone"),
        o->code);
  return MLG_OK;
}

static bool is_empty(const char *folder) {
  DIR *entries = opendir(folder);
  if (entries == NULL) return false;
  bool empty = true;
  for (struct dirent *entry; (entry = readdir(entries)) != NULL;)
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) empty = false;
  closedir(entries);
  return empty;
}

static mlg_status make_folder(cli_context *context, const char *folder) {
  if (mkdir(folder, 0777) == 0) return MLG_OK;
  if (errno != EEXIST) return mlg_write_refused(folder, context->findings);
  if (is_empty(folder)) return MLG_OK;
  return mlg_report(context->findings,
                    (mlg_finding){.code = MLG_F_FOLDER_NOT_EMPTY, .value = folder});
}

static char *read_template(cli_context *context, const char *name) {
  const char *path = mlg_arena_printf(context->arena, "%s/modele/%s", context->share, name);
  char *text = mlg_arena_alloc(context->arena, MOST_TEMPLATE_BYTES + 1, 1);
  FILE *file = path == NULL || text == NULL ? NULL : fopen(path, "rb");
  if (file == NULL) return NULL;
  size_t length = fread(text, 1, MOST_TEMPLATE_BYTES, file);
  bool whole = feof(file) != 0 && length > 0;
  fclose(file);
  return whole ? text : NULL;
}

static void write_filled(const char *text, const replacement *replacements, FILE *file) {
  while (*text != '\0') {
    size_t i = 0;
    while (i < REPLACEMENTS &&
           strncmp(text, replacements[i].word, strlen(replacements[i].word)) != 0)
      i++;
    if (i == REPLACEMENTS) {
      fputc(*text++, file);
      continue;
    }
    fputs(replacements[i].text, file);
    text += strlen(replacements[i].word);
  }
}

static mlg_status fill(cli_context *context, const char *folder, const char *name,
                       const replacement *replacements) {
  const char *text = read_template(context, name);
  if (text == NULL)
    return mlg_report(context->findings,
                      (mlg_finding){.code = MLG_F_TEMPLATE_MISSING, .value = name});
  const char *path = mlg_arena_printf(context->arena, "%s/%s", folder, name);
  MLG_HAVE(path);
  FILE *file = fopen(path, "wbx");
  if (file == NULL) return mlg_write_refused(path, context->findings);
  write_filled(text, replacements, file);
  bool failed = ferror(file) != 0;
  if (fclose(file) != 0) failed = true;
  return failed ? mlg_write_refused(path, context->findings) : MLG_OK;
}

static mlg_status make_project(cli_context *context, const char *folder, mlg_level level,
                               const char *code) {
  const char *data = mlg_arena_printf(context->arena, "%s/donnees", folder);
  const char *lower = mlg_slug(context->arena, code); /* of 2A: names are in small letters */
  MLG_HAVE(data);
  MLG_HAVE(lower);
  const mlg_level finer = level == MLG_COMMUNE ? MLG_IRIS : MLG_COMMUNE;
  const replacement replacements[REPLACEMENTS] = {{"@CODE@", code},
                                                  {"@NIVEAU@", MLG_LEVELS[level].code},
                                                  {"@MINUSCULES@", lower},
                                                  {"@FIN@", MLG_LEVELS[finer].code}};
  MLG_TRY(make_folder(context, folder));
  if (mkdir(data, 0777) != 0) return mlg_write_refused(data, context->findings);
  MLG_TRY(fill(context, folder, "projet.yaml", replacements));
  return fill(context, folder, "LISEZMOI.md", replacements);
}

static mlg_status init(cli_context *context, const void *values, char *const *operands, size_t n) {
  (void)n;
  const init_options *options = values;
  mlg_level level = MLG_COMMUNE;
  mlg_status status = choose_level(context, options, &level);
  if (status == MLG_OK) status = make_project(context, operands[0], level, options->code);
  cli_print_findings(context);
  if (status != MLG_OK || context->quiet) return status;
  printf(_("%s/LISEZMOI.md   which files to download, and where to put them\n"
           "%s/projet.yaml   the project, to complete\n"
           "Then: maillage check %s/projet.yaml\n"),
         operands[0], operands[0], operands[0]);
  return MLG_OK;
}

static const cli_option OPTIONS[] = {
    {"code", 'c', N_("CODE"), N_("of the territory, as INSEE writes it"),
     offsetof(init_options, code)},
    {"level", 'l', N_("LEVEL"), N_("commune, epci, departement or region (default: by the code)"),
     offsetof(init_options, level)},
};

const cli_command CLI_INIT = {
    .name = "init",
    .summary = N_("start a new territory: a project to complete, the files to download"),
    .operands = "FOLDER",
    .details = N_("Writes a project file with comments, and a list of the files to download with\n"
                  "where to put them; \"maillage check\" then says what is still missing.\n"
                  "The folder is new, or empty."),
    .example = "maillage init saint-malo --code 243500782",
    .options = OPTIONS,
    .n_options = sizeof OPTIONS / sizeof *OPTIONS,
    .least = 1,
    .most = 1,
    .run = init,
};
