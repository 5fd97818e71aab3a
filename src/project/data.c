/* SPDX-License-Identifier: Apache-2.0 */
/* The sections that say where things are read: donnees, territoire. */
#include "project/sections.h"

#include <dirent.h>
#include <maillage/text.h>
#include <string.h>
#include <unistd.h>

/* Names what a folder holds, so that the nearest can be suggested. */
static size_t list_folder(mlg_arena *arena, const char *folder, const char ***names) {
  size_t n = 0, capacity = 0;
  *names = NULL;
  DIR *directory = opendir(folder);
  if (directory == NULL) return 0;
  for (struct dirent *entry; (entry = readdir(directory)) != NULL;)
    if (entry->d_name[0] != '.' && MLG_ROOM(arena, *names, n, capacity))
      (*names)[n++] = mlg_arena_strdup(arena, entry->d_name);
  closedir(directory);
  return n;
}

/* A wrong folder is found by going up to the first one that exists. */
const char *mlg_nearest_file(mlg_arena *arena, const char *path) {
  char *name = mlg_arena_strdup(arena, path);
  while (name != NULL) {
    char *slash = strrchr(name, '/');
    const char *last = slash == NULL ? name : slash + 1;
    const char *folder = slash == NULL ? "."
                                       : mlg_arena_strndup(arena, name, (size_t)(slash + 1 - name));
    if (folder == NULL) return NULL;
    if (slash == NULL || access(folder, X_OK) == 0) {
      const char **names;
      size_t n = list_folder(arena, folder, &names);
      size_t near = n == 0 ? 0 : mlg_nearest(last, names, n);
      return near < n ? mlg_arena_printf(arena, "« %s » ?", names[near]) : NULL;
    }
    *slash = '\0';
  }
  return NULL;
}

/* The file that a path of Windows names, as it is to be written; NULL when there is none. */
static const char *with_slashes(mlg_yaml *yaml, const mlg_dataset *dataset) {
  char *path = mlg_arena_strdup(yaml->arena, dataset->path);
  char *file = mlg_arena_strdup(yaml->arena, dataset->file);
  if (path == NULL || file == NULL || strchr(file, '\\') == NULL) return NULL;
  for (char *at = path; (at = strchr(at, '\\')) != NULL;) *at = '/';
  for (char *at = file; (at = strchr(at, '\\')) != NULL;) *at = '/';
  return mlg_yaml_readable(yaml, path) ? file : NULL;
}

/* The title says what to look for; a file of nearly that name may be it. */
static const char *describe(mlg_yaml *yaml, const mlg_dataset *dataset) {
  const char *slashed = with_slashes(yaml, dataset);
  if (slashed != NULL) return slashed;
  const char *near = mlg_nearest_file(yaml->arena, dataset->path);
  if (dataset->title == NULL || dataset->producer == NULL) return near;
  return mlg_arena_printf(yaml->arena, "%s%s%s (%s)", near != NULL ? near : "",
                          near != NULL ? " sinon " : "", dataset->title, dataset->producer);
}

/* Addresses, and the paths by which GDAL would fetch a file from elsewhere, are no files. */
static void require_file(mlg_yaml *yaml, const yaml_node_t *node, const mlg_dataset *dataset,
                         bool optional) {
  const char *written = mlg_yaml_text(node);
  if (strstr(written, "://") != NULL || strncmp(written, "/vsi", 4) == 0)
    mlg_yaml_reject(yaml, node, MLG_F_PATH_REMOTE, written, NULL);
  else if (!optional && !mlg_yaml_readable(yaml, dataset->path))
    mlg_yaml_reject(yaml, node, MLG_F_FILE_MISSING, dataset->file, describe(yaml, dataset));
}

/* The node of a mapping's value, for findings about it. */
static const yaml_node_t *value_of(mlg_yaml *yaml, yaml_node_t *mapping, const char *name) {
  const char *key;
  yaml_node_t *key_node, *value;
  for (size_t i = 0; mlg_yaml_pair(yaml, mapping, i, &key, &key_node, &value); i++)
    if (strcmp(key, name) == 0) return value;
  return mapping;
}

/* A dataset as written: what says how to read its cells is still in nodes. */
typedef struct {
  mlg_dataset dataset;
  yaml_node_t *rows, *level, *secret, *sampling, *schema, *counts;
  bool optional;
} dataset_section;

/* A schema beside the project comes before a shipped one of the same name. */
static void find_schema(mlg_yaml *yaml, const yaml_node_t *node, const char *share,
                        const char *folder, mlg_dataset *dataset) {
  const char *name = mlg_yaml_text(node);
  const char *file = mlg_arena_printf(yaml->arena, "%s.json", name);
  const char *own = mlg_arena_printf(yaml->arena, "%sschemas/%s.json", folder, name);
  const char *shipped = mlg_arena_printf(yaml->arena, "%s/schemas/%s.json", share, name);
  if (file == NULL || own == NULL || shipped == NULL) return;
  dataset->schema = file;
  dataset->schema_path = mlg_yaml_readable(yaml, own) ? own : shipped;
  if (mlg_yaml_readable(yaml, dataset->schema_path)) return;
  const char *near = mlg_nearest_file(yaml->arena, shipped);
  mlg_yaml_reject(yaml, node, MLG_F_REFERENCE_UNKNOWN, name,
                  near != NULL ? near : "un schéma livré, ou placé dans schemas/");
}

/* False when the project does without it. */
static bool read_dataset(mlg_yaml *yaml, yaml_node_t *node, const char *share, const char *folder,
                         mlg_dataset *dataset) {
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(dataset_section, dataset.file, "fichier", MLG_YAML_TEXT, true),
      MLG_FIELD(dataset_section, dataset.key, "cle", MLG_YAML_TEXT, true),
      MLG_FIELD(dataset_section, dataset.member, "membre", MLG_YAML_TEXT, false),
      MLG_FIELD(dataset_section, dataset.sheet, "feuille", MLG_YAML_TEXT, false),
      MLG_FIELD(dataset_section, dataset.layer, "couche", MLG_YAML_TEXT, false),
      MLG_BOUNDED(dataset_section, dataset.header, "entete", MLG_YAML_INTEGER, false, 1, 1000),
      MLG_FIELD(dataset_section, dataset.records, "enregistrements", MLG_YAML_TEXT, false),
      MLG_BOUNDED(dataset_section, dataset.vintage, "millesime", MLG_YAML_INTEGER, true, 1962,
                  2100),
      MLG_FIELD(dataset_section, dataset.title, "titre", MLG_YAML_TEXT, true),
      MLG_FIELD(dataset_section, dataset.producer, "producteur", MLG_YAML_TEXT, true),
      MLG_FIELD(dataset_section, dataset.licence, "licence", MLG_YAML_TEXT, true),
      MLG_FIELD(dataset_section, rows, "lignes", MLG_YAML_MAPPING, false),
      MLG_FIELD(dataset_section, level, "niveau", MLG_YAML_NODE, false),
      MLG_FIELD(dataset_section, secret, "secret", MLG_YAML_MAPPING, false),
      MLG_BOUNDED(dataset_section, dataset.reading.rounding, "arrondi", MLG_YAML_NUMBER, false, 1,
                  1000),
      MLG_FIELD(dataset_section, sampling, "sondage", MLG_YAML_MAPPING, false),
      MLG_FIELD(dataset_section, schema, "schema", MLG_YAML_NODE, false),
      MLG_FIELD(dataset_section, counts, "effectifs", MLG_YAML_MAPPING, false),
      MLG_FIELD(dataset_section, optional, "facultatif", MLG_YAML_BOOLEAN, false),
  };
  dataset_section section = {.dataset = *dataset};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  *dataset = section.dataset;
  mlg_read_rows(yaml, section.rows, dataset);
  mlg_read_level(yaml, section.level, &dataset->reading);
  mlg_read_secret(yaml, section.secret, &dataset->reading.secret);
  mlg_read_sampling(yaml, section.sampling, &dataset->reading.sampling);
  mlg_read_derived(yaml, section.counts, &dataset->reading);
  if (section.schema != NULL) find_schema(yaml, section.schema, share, folder, dataset);
  if (dataset->file == NULL) return true;
  const yaml_node_t *file = value_of(yaml, node, "fichier");
  dataset->at = mlg_yaml_position(yaml, file);
  bool absolute = dataset->file[0] == '/';
  dataset->path = mlg_arena_printf(yaml->arena, "%s%s", absolute ? "" : folder, dataset->file);
  /* Results name the file, never a path of the machine. */
  if (absolute) dataset->file = mlg_path_name(dataset->file);
  require_file(yaml, file, dataset, section.optional);
  return !section.optional || !mlg_is_left_out(yaml, dataset->id, dataset->path);
}

static void leave_out(mlg_yaml *yaml, const mlg_dataset *dataset, mlg_project *project) {
  project->missing[project->n_missing++] = dataset->id;
  mlg_report(yaml->findings, (mlg_finding){.code = MLG_F_DATASET_LEFT_OUT,
                                           .file = dataset->at.file,
                                           .line = dataset->at.line,
                                           .value = dataset->file,
                                           .expected = dataset->title});
}

void mlg_read_datasets(mlg_yaml *yaml, yaml_node_t *node, const char *share, const char *folder,
                       mlg_project *project) {
  if (node == NULL) return;
  mlg_yaml_distinct(yaml, node);
  if (mlg_yaml_count(node) > MLG_MOST_DATASETS) {
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_RANGE,
                    mlg_arena_printf(yaml->arena, "%zu jeux", mlg_yaml_count(node)),
                    "64 jeux au plus");
    return;
  }
  project->datasets = MLG_NEW(yaml->arena, mlg_dataset, mlg_yaml_count(node));
  project->missing = MLG_NEW(yaml->arena, const char *, mlg_yaml_count(node));
  if (project->datasets == NULL || project->missing == NULL) return;
  const char *id;
  yaml_node_t *key_node, *value;
  for (size_t i = 0; mlg_yaml_pair(yaml, node, i, &id, &key_node, &value); i++) {
    mlg_dataset *dataset = &project->datasets[project->n_datasets];
    *dataset = (mlg_dataset){.id = id, .at = mlg_yaml_position(yaml, value)};
    const mlg_yaml_field mapping = {.kind = MLG_YAML_MAPPING};
    yaml_node_t *fields = NULL;
    mlg_yaml_read(yaml, value, &mapping, &fields);
    if (fields == NULL || read_dataset(yaml, fields, share, folder, dataset))
      project->n_datasets++;
    else
      leave_out(yaml, dataset, project);
  }
  mlg_find_bases(yaml, project);
}

static bool is_missing(const mlg_project *project, const yaml_node_t *node) {
  for (size_t i = 0; i < project->n_missing; i++)
    if (strcmp(project->missing[i], mlg_yaml_text(node)) == 0) return true;
  return false;
}

bool mlg_find_if_there(mlg_yaml *yaml, const mlg_project *project, const yaml_node_t *node,
                       size_t *dataset) {
  return !is_missing(project, node) && mlg_find_dataset(yaml, project, node, dataset);
}

bool mlg_find_dataset(mlg_yaml *yaml, const mlg_project *project, const yaml_node_t *node,
                      size_t *dataset) {
  const char **ids = MLG_NEW(yaml->arena, const char *, project->n_datasets);
  if (ids == NULL) return false;
  for (size_t i = 0; i < project->n_datasets; i++) {
    ids[i] = project->datasets[i].id;
    *dataset = i;
    if (strcmp(ids[i], mlg_yaml_text(node)) == 0) return true;
  }
  mlg_yaml_reject(yaml, node, MLG_F_REFERENCE_UNKNOWN, mlg_yaml_text(node),
                  is_missing(project, node)
                      ? "le fichier de ce jeu facultatif, nécessaire ici"
                      : mlg_yaml_suggest(yaml, mlg_yaml_text(node), ids, project->n_datasets));
  return false;
}

bool mlg_find_word(mlg_yaml *yaml, const mlg_word *words, size_t n, const yaml_node_t *node,
                   size_t *index) {
  size_t found = mlg_word_find(words, n, mlg_yaml_text(node));
  if (found < n) {
    *index = found;
    return true;
  }
  const char **codes = MLG_NEW(yaml->arena, const char *, n);
  if (codes == NULL) return false;
  for (size_t i = 0; i < n; i++) codes[i] = words[i].code;
  mlg_yaml_reject(yaml, node, MLG_F_REFERENCE_UNKNOWN, mlg_yaml_text(node),
                  mlg_yaml_suggest(yaml, mlg_yaml_text(node), codes, n));
  return false;
}

/* Columns as written, the dataset still a node. */
typedef struct {
  yaml_node_t *dataset;
  mlg_columns columns;
} columns_section;

static void read_columns(mlg_yaml *yaml, yaml_node_t *node, const mlg_project *project,
                         const mlg_yaml_field *fields, size_t n, mlg_columns *columns) {
  if (node == NULL) return;
  columns_section section = {0};
  mlg_yaml_walk(yaml, node, fields, n, &section);
  *columns = section.columns;
  columns->at = mlg_yaml_position(yaml, node);
  if (section.dataset != NULL) mlg_find_dataset(yaml, project, section.dataset, &columns->dataset);
}

#define DATASET MLG_FIELD(columns_section, dataset, "donnees", MLG_YAML_NODE, true)
#define COLUMN(role, name) MLG_FIELD(columns_section, columns.role, name, MLG_YAML_TEXT, true)
#define MAYBE(role, name) MLG_FIELD(columns_section, columns.role, name, MLG_YAML_TEXT, false)

/* The tables that say who belongs to whom, as nodes. */
typedef struct {
  yaml_node_t *zones, *types, *quarters, *communes, *wider[MLG_LEVEL_COUNT];
} attachments;

/* Whether a mapping names an optional dataset whose file is not there. */
static bool names_missing(mlg_yaml *yaml, const mlg_project *project, yaml_node_t *mapping) {
  const yaml_node_t *dataset = value_of(yaml, mapping, "donnees");
  return dataset != mapping && is_missing(project, dataset);
}

/* From EPCI to regions, which do without names where there are none: a code and a name; how many
 * communes an EPCI has, everywhere. */
static void read_wider(mlg_yaml *yaml, const attachments *nodes, mlg_project *project) {
  static const mlg_yaml_field WIDER[] = {DATASET, COLUMN(code, "code"), COLUMN(name, "nom"),
                                         MAYBE(n_communes, "communes")};
  for (mlg_level level = MLG_EPCI; level < MLG_LEVEL_COUNT; level++) {
    project->has_wider[level] = nodes->wider[level] != NULL &&
                                !names_missing(yaml, project, nodes->wider[level]);
    if (project->has_wider[level])
      read_columns(yaml, nodes->wider[level], project, WIDER, MLG_LENGTH(WIDER),
                   &project->wider[level]);
  }
}

static void read_attachments(mlg_yaml *yaml, const attachments *nodes, mlg_project *project) {
  static const mlg_yaml_field ZONES[] = {DATASET, COLUMN(code, "code"), COLUMN(name, "nom"),
                                         MAYBE(commune, "commune")};
  static const mlg_yaml_field TYPES[] = {DATASET, COLUMN(code, "code"), COLUMN(type, "type")};
  static const mlg_yaml_field QUARTERS[] = {DATASET, COLUMN(zone, "zone"), COLUMN(code, "code"),
                                            COLUMN(name, "nom")};
  static const mlg_yaml_field COMMUNES[] = {DATASET,
                                            COLUMN(code, "code"),
                                            COLUMN(name, "nom"),
                                            COLUMN(above[MLG_EPCI], "epci"),
                                            MAYBE(above[MLG_DEPARTEMENT], "departement"),
                                            MAYBE(above[MLG_REGION], "region")};
  read_columns(yaml, nodes->zones, project, ZONES, MLG_LENGTH(ZONES), &project->zones);
  read_columns(yaml, nodes->types, project, TYPES, MLG_LENGTH(TYPES), &project->types);
  read_columns(yaml, nodes->quarters, project, QUARTERS, MLG_LENGTH(QUARTERS), &project->quarters);
  read_columns(yaml, nodes->communes, project, COMMUNES, MLG_LENGTH(COMMUNES), &project->communes);
  read_wider(yaml, nodes, project);
  project->has_types = nodes->types != NULL;
  project->has_quarters = nodes->quarters != NULL;
}

/* A territory wider than an EPCI needs to know which zone of that level holds each commune. */
static void check_level(mlg_yaml *yaml, const yaml_node_t *level_node, const yaml_node_t *communes,
                        const mlg_project *project) {
  mlg_level level = project->level;
  if (level < MLG_COMMUNE)
    mlg_yaml_reject(yaml, level_node, MLG_F_VALUE_KIND, mlg_yaml_text(level_node),
                    "commune, epci, departement ou region");
  else if (level > MLG_EPCI && project->communes.above[level] == NULL)
    mlg_yaml_reject(yaml, communes, MLG_F_KEY_MISSING, NULL, MLG_LEVELS[level].code);
}

void mlg_read_territory(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project) {
  typedef struct {
    yaml_node_t *level, *code;
    attachments tables;
  } territory_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(territory_section, level, "niveau", MLG_YAML_NODE, true),
      MLG_FIELD(territory_section, code, "code", MLG_YAML_NODE, true),
      MLG_FIELD(territory_section, tables.zones, "zones", MLG_YAML_MAPPING, true),
      MLG_FIELD(territory_section, tables.types, "types", MLG_YAML_MAPPING, false),
      MLG_FIELD(territory_section, tables.quarters, "quartiers", MLG_YAML_MAPPING, false),
      MLG_FIELD(territory_section, tables.communes, "communes", MLG_YAML_MAPPING, true),
      MLG_FIELD(territory_section, tables.wider[MLG_EPCI], "epci", MLG_YAML_MAPPING, true),
      MLG_FIELD(territory_section, tables.wider[MLG_DEPARTEMENT], "departements", MLG_YAML_MAPPING,
                false),
      MLG_FIELD(territory_section, tables.wider[MLG_REGION], "regions", MLG_YAML_MAPPING, false),
  };
  if (node == NULL) return;
  territory_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  size_t level = MLG_EPCI;
  if (section.level != NULL)
    mlg_find_word(yaml, MLG_LEVELS, MLG_LEVEL_COUNT, section.level, &level);
  project->level = (mlg_level)level;
  const mlg_yaml_field text = {.kind = MLG_YAML_TEXT};
  project->code = "";
  if (section.code != NULL) mlg_yaml_read(yaml, section.code, &text, &project->code);
  project->code_at = mlg_yaml_position(yaml, section.code);
  read_attachments(yaml, &section.tables, project);
  check_level(yaml, section.level, section.tables.communes, project);
}
