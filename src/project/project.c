/* SPDX-License-Identifier: Apache-2.0 */
#define _XOPEN_SOURCE 700 /* strptime */
#include <maillage/project.h>

#include "project/sections.h"

#include <maillage/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* The top level of a project file. */
typedef struct {
  mlg_project project;
  yaml_node_t *id, *date, *territory, *geography, *data, *need, *agreements, *published, *scenarios,
      *variants, *offer, *reach, *maps, *slides;
} project_file;

static void read_identity(mlg_yaml *yaml, const project_file *file, mlg_project *project) {
  project->id = mlg_arena_strdup(yaml->arena, mlg_yaml_text(file->id));
  project->date = mlg_arena_strdup(yaml->arena, mlg_yaml_text(file->date));
  if (project->id == NULL || project->date == NULL) return;
  const char *slug = mlg_slug(yaml->arena, mlg_yaml_text(file->id));
  /* The id names a folder. */
  if (file->id != NULL && slug != NULL && strcmp(slug, project->id) != 0)
    mlg_yaml_reject(yaml, file->id, MLG_F_VALUE_KIND, project->id,
                    "minuscules, chiffres et tirets, comme rennes-metropole");
  struct tm day = {0};
  const char *end = strptime(project->date, "%Y-%m-%d", &day);
  if (file->date != NULL && (end == NULL || *end != '\0' || strlen(project->date) != 10))
    mlg_yaml_reject(yaml, file->date, MLG_F_VALUE_KIND, project->date,
                    "une date, comme \"2026-11-22\"");
}

static void read_sections(mlg_yaml *yaml, yaml_node_t *root, const char *share, const char *folder,
                          mlg_project *project) {
#define SECTION(member, name, kind, required)                                                      \
  MLG_FIELD(project_file, member, name, MLG_YAML_##kind, required)
  static const mlg_yaml_field FIELDS[] = {
      SECTION(id, "projet", NODE, true),
      SECTION(project.title, "titre", TEXT, true),
      SECTION(project.author, "auteur", TEXT, true),
      SECTION(date, "date", NODE, true),
      SECTION(territory, "territoire", MAPPING, true),
      SECTION(geography, "geographie", MAPPING, false),
      SECTION(data, "donnees", MAPPING, true),
      SECTION(need, "besoin", MAPPING, true),
      SECTION(agreements, "coherences", SEQUENCE, false),
      SECTION(published, "publies", SEQUENCE, false),
      SECTION(scenarios, "scenarios", SEQUENCE, true),
      SECTION(variants, "variantes", SEQUENCE, false),
      SECTION(offer, "offre", MAPPING, true),
      SECTION(reach, "portee", MAPPING, true),
      SECTION(maps, "cartes", MAPPING, false),
      SECTION(slides, "diapositives", MAPPING, false),
  };
  project_file file = {.project = *project};
  mlg_yaml_walk(yaml, root, FIELDS, MLG_LENGTH(FIELDS), &file);
  *project = file.project;
  read_identity(yaml, &file, project);
  mlg_read_datasets(yaml, file.data, share, folder, project);
  mlg_read_territory(yaml, file.territory, project);
  mlg_read_geography(yaml, file.geography, project);
  mlg_read_need(yaml, file.need, project);
  mlg_read_agreements(yaml, file.agreements, project);
  mlg_read_published(yaml, file.published, project);
  mlg_read_scenarios(yaml, file.scenarios, project);
  mlg_read_variants(yaml, file.variants, project);
  mlg_read_offer(yaml, file.offer, share, folder, project);
  mlg_read_reach(yaml, file.reach, project);
  mlg_read_maps(yaml, file.maps, folder, project);
  mlg_read_slides(yaml, file.slides, folder, project);
}

static mlg_status read_indicators(mlg_arena *arena, const char *share, const char *folder,
                                  mlg_findings *findings, mlg_project *project) {
  const char *shipped = mlg_arena_printf(arena, "%s/indicators", share);
  const char *own = mlg_arena_printf(arena, "%sindicateurs", folder);
  MLG_HAVE(shipped);
  MLG_HAVE(own);
  MLG_TRY(mlg_indicators_read(arena, shipped, project, findings, &project->indicators,
                              &project->n_indicators));
  MLG_TRY(mlg_indicators_read(arena, own, project, findings, &project->indicators,
                              &project->n_indicators));
  return mlg_resolve_indicators(arena, project, findings);
}

/* SOURCE_DATE_EPOCH (reproducible-builds.org) stands before the project's own date. */
static const char *edition_date(mlg_arena *arena, const char *date) {
  const char *epoch = getenv("SOURCE_DATE_EPOCH");
  double seconds;
  if (epoch == NULL || !mlg_parse_number(epoch, "", &seconds)) return date;
  time_t when = (time_t)seconds;
  struct tm day;
  char iso[16];
  if (gmtime_r(&when, &day) == NULL || strftime(iso, sizeof iso, "%Y-%m-%d", &day) == 0)
    return date;
  return mlg_arena_strdup(arena, iso);
}

/* The project file itself, and the mappings that it names. */
static mlg_status read_file(mlg_arena *arena, const mlg_settings *kept, const char *share,
                            const char *folder, mlg_findings *findings, mlg_project *project) {
  mlg_yaml yaml;
  MLG_TRY(mlg_yaml_open(&yaml, arena, kept, project->path, project->file, findings));
  project->text = yaml.text;
  yaml_node_t *root = mlg_yaml_root(&yaml);
  if (root != NULL) read_sections(&yaml, root, share, folder, project);
  mlg_yaml_close(&yaml);
  return yaml.rejected ? MLG_REJECTED : MLG_OK;
}

/* The project file that a folder is likely to hold. */
static const char *project_inside(mlg_arena *arena, const char *folder) {
  size_t length = strlen(folder);
  const char *slash = length > 0 && folder[length - 1] == '/' ? "" : "/";
  const char *inside = mlg_arena_printf(arena, "%s%sprojet.yaml", folder, slash);
  return inside != NULL && access(inside, R_OK) == 0 ? inside : NULL;
}

mlg_status mlg_project_read(mlg_arena *arena, const char *file, const char *share,
                            mlg_findings *findings, mlg_project *project) {
  const char *name = mlg_path_name(file), *folder = mlg_path_folder(arena, file);
  MLG_HAVE(folder);
  if (access(file, R_OK) != 0)
    return mlg_report(findings, (mlg_finding){.code = MLG_F_FILE_MISSING,
                                              .value = file,
                                              .expected = mlg_nearest_file(arena, file)});
  struct stat status;
  if (stat(file, &status) == 0 && S_ISDIR(status.st_mode))
    return mlg_report(findings, (mlg_finding){.code = MLG_F_PROJECT_FOLDER,
                                              .value = file,
                                              .expected = project_inside(arena, file)});
  mlg_project read = {.file = name, .path = file, .base = ""};
  MLG_TRY(read_file(arena, NULL, share, folder, findings, &read));
  read.date = edition_date(arena, read.date);
  MLG_TRY(read_indicators(arena, share, folder, findings, &read));
  *project = read;
  return MLG_OK;
}

/* ---- the same, from what was kept of it ---- */

/* Which optional datasets the run did without: their ids, a line each, under this name. */
static const char LEFT_OUT[] = "jeux-absents";

bool mlg_is_left_out(const mlg_yaml *yaml, const char *id, const char *path) {
  if (yaml->kept == NULL) return !mlg_yaml_readable(yaml, path);
  const char *list = NULL;
  for (size_t i = 0; i < yaml->kept->n; i++)
    if (strcmp(yaml->kept->items[i].file, LEFT_OUT) == 0) list = yaml->kept->items[i].text;
  const char *line = mlg_arena_printf(yaml->arena, "\n%s\n", id);
  return list != NULL && line != NULL && strstr(list, line) != NULL;
}

static const char *list_left_out(mlg_arena *arena, const mlg_project *project) {
  const char *list = mlg_arena_strdup(arena, "\n");
  for (size_t i = 0; i < project->n_missing && list != NULL; i++)
    list = mlg_arena_printf(arena, "%s%s\n", list, project->missing[i]);
  return list;
}

mlg_status mlg_project_settings(mlg_arena *arena, const mlg_project *project,
                                mlg_settings *settings) {
  mlg_setting *items = MLG_NEW(arena, mlg_setting, 2 + project->n_indicators + project->n_sources);
  MLG_HAVE(items);
  size_t n = 0;
  items[n++] = (mlg_setting){project->file, project->text};
  for (size_t i = 0; i < project->n_indicators; i++)
    items[n++] =
        (mlg_setting){mlg_arena_printf(arena, "indicateurs/%s", project->indicators[i].file),
                      project->indicators[i].text};
  for (size_t i = 0; i < project->n_sources; i++)
    items[n++] = (mlg_setting){
        mlg_arena_printf(arena, "correspondances/%s", project->sources[i].mapping.file),
        project->sources[i].mapping.text};
  for (size_t i = 1; i < n; i++) MLG_HAVE(items[i].file);
  if (project->n_missing > 0) items[n++] = (mlg_setting){LEFT_OUT, list_left_out(arena, project)};
  *settings = (mlg_settings){n, items};
  return MLG_OK;
}

mlg_status mlg_project_restore(mlg_arena *arena, const mlg_settings *settings, const char *date,
                               mlg_findings *findings, mlg_project *project) {
  const char *file = settings->n > 0 ? settings->items[0].file : "";
  mlg_project read = {.file = file, .path = file, .base = ""};
  MLG_TRY(read_file(arena, settings, "", "", findings, &read));
  read.date = date;
  MLG_TRY(mlg_indicators_restore(arena, settings, &read, findings, &read.indicators,
                                 &read.n_indicators));
  MLG_TRY(mlg_resolve_indicators(arena, &read, findings));
  *project = read;
  return MLG_OK;
}
