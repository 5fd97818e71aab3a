/* SPDX-License-Identifier: Apache-2.0 */
/* What the formula of an indicator file reads: columns of datasets, other indicators. */
#include "project/indicator.h"
#include "project/sections.h"

#include <string.h>

/* "P{AA}_POP" and 2019 give "P19_POP". */
static const char *with_vintage(mlg_arena *arena, const char *pattern, int vintage) {
  const char *mark = strstr(pattern, "{AA}");
  if (mark == NULL) return pattern;
  return mlg_arena_printf(arena, "%.*s%02d%s", (int)(mark - pattern), pattern, vintage % 100,
                          mark + strlen("{AA}"));
}

/* The dataset of that id, and its vintage written into `column`. */
static size_t find_column(mlg_yaml *yaml, const mlg_project *project, const char *id,
                          const char **column) {
  for (size_t i = 0; project != NULL && i < project->n_datasets; i++)
    if (strcmp(project->datasets[i].id, id) == 0) {
      *column = with_vintage(yaml->arena, *column, project->datasets[i].vintage);
      return i;
    }
  return MLG_NO_DATASET;
}

/* Whether a dataset says that it has a column: one that lists its counts has these alone. */
static bool has_column(const mlg_dataset *dataset, const char *column) {
  const mlg_reading *reading = &dataset->reading;
  for (size_t i = 0; i < reading->n_counts; i++)
    if (strcmp(reading->counts[i].name, column) == 0) return true;
  return reading->n_counts == 0;
}

/* An input as written. */
typedef struct {
  mlg_input input;
  yaml_node_t *sources, *fallback, *indicator, *share, *bound;
} input_section;

/* A column of a dataset; without a dataset when the project has not the one, or not the other. */
static void read_fallback(mlg_yaml *yaml, yaml_node_t *node, const mlg_project *project,
                          mlg_fallback *fallback) {
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(mlg_fallback, dataset_name, "donnees", MLG_YAML_TEXT, true),
      MLG_FIELD(mlg_fallback, column, "colonne", MLG_YAML_TEXT, true),
  };
  fallback->dataset = MLG_NO_DATASET;
  if (node == NULL) return;
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), fallback);
  fallback->at = mlg_yaml_position(yaml, node);
  if (fallback->dataset_name == NULL || fallback->column == NULL) return;
  fallback->dataset = find_column(yaml, project, fallback->dataset_name, &fallback->column);
  if (fallback->dataset != MLG_NO_DATASET &&
      !has_column(&project->datasets[fallback->dataset], fallback->column))
    fallback->dataset = MLG_NO_DATASET;
}

/* Puts a file that the project has before those that it has not. */
static void order_sources(mlg_fallback *all, size_t n) {
  size_t there = 0;
  while (there < n && all[there].dataset == MLG_NO_DATASET) there++;
  if (there == 0 || there == n) return;
  mlg_fallback first = all[there];
  for (size_t i = there; i > 0; i--) all[i] = all[i - 1];
  all[0] = first;
}

/* The files that say the same thing: the first of those that the project has is the input's own
   column, the others come after it. */
static void read_sources(mlg_yaml *yaml, yaml_node_t *node, const mlg_project *project,
                         mlg_input *input) {
  static const mlg_yaml_field MAPPING = {.kind = MLG_YAML_MAPPING};
  size_t n = node == NULL ? 0 : mlg_yaml_count(node);
  mlg_fallback *all = MLG_NEW(yaml->arena, mlg_fallback, n);
  if (n == 0 || all == NULL) return;
  for (size_t i = 0; i < n; i++) {
    yaml_node_t *fields = NULL;
    mlg_yaml_read(yaml, mlg_yaml_item(yaml, node, i), &MAPPING, &fields);
    read_fallback(yaml, fields, project, &all[i]);
  }
  order_sources(all, n);
  input->dataset_name = all[0].dataset_name;
  input->dataset = all[0].dataset;
  input->column = all[0].column;
  input->others = all + 1;
  input->n_others = n - 1;
}

/* Either a column, or an indicator, which has neither fallback nor share of its own. */
static void check_input(mlg_yaml *yaml, const yaml_node_t *node, const input_section *section) {
  const mlg_input *input = &section->input;
  bool column = input->dataset_name != NULL || input->column != NULL;
  if (section->sources != NULL) {
    if (column || section->indicator != NULL || mlg_yaml_count(section->sources) == 0)
      mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, "sources",
                      "une liste de donnees et colonne, à la place de ces deux clés");
    return;
  }
  if (section->indicator != NULL) {
    if (column || section->fallback != NULL || section->share != NULL)
      mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, "indicateur",
                      "indicateur (et borne) seul, ou donnees et colonne");
    return;
  }
  if (input->dataset_name == NULL)
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL,
                    column ? "donnees" : "donnees, sources ou indicateur");
  if (input->dataset_name != NULL && input->column == NULL)
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "colonne");
}

static void read_input(mlg_yaml *yaml, yaml_node_t *node, const mlg_project *project,
                       mlg_input *input) {
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(input_section, input.dataset_name, "donnees", MLG_YAML_TEXT, false),
      MLG_FIELD(input_section, input.column, "colonne", MLG_YAML_TEXT, false),
      MLG_FIELD(input_section, sources, "sources", MLG_YAML_SEQUENCE, false),
      MLG_FIELD(input_section, fallback, "a_defaut", MLG_YAML_MAPPING, false),
      MLG_FIELD(input_section, indicator, "indicateur", MLG_YAML_NODE, false),
      MLG_FIELD(input_section, share, "repartition", MLG_YAML_NODE, false),
      MLG_FIELD(input_section, bound, "borne", MLG_YAML_NODE, false),
  };
  input_section section = {.input = *input};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  check_input(yaml, node, &section);
  *input = section.input;
  input->at = mlg_yaml_position(yaml, node);
  input->indicator = mlg_read_reference(yaml, section.indicator);
  input->share = mlg_read_reference(yaml, section.share);
  input->bound = mlg_read_reference(yaml, section.bound);
  read_fallback(yaml, section.fallback, project, &input->fallback);
  if (section.sources != NULL)
    read_sources(yaml, section.sources, project, input);
  else if (input->dataset_name != NULL && input->column != NULL)
    input->dataset = find_column(yaml, project, input->dataset_name, &input->column);
}

/* "caf, ou caf_communes" */
static const char *name_sources(mlg_yaml *yaml, const mlg_input *input) {
  const char *names = input->dataset_name;
  for (size_t i = 0; i < input->n_others && names != NULL; i++)
    names = mlg_arena_printf(yaml->arena, "%s, ou %s", names, input->others[i].dataset_name);
  return names;
}

/* A project without the fallback can do without; not without the dataset itself. */
static void note_lack(mlg_yaml *yaml, const mlg_project *project, const mlg_input *input,
                      mlg_indicator *indicator) {
  if (input->indicator.id != NULL || indicator->lacks != NULL) return;
  if (input->dataset == MLG_NO_DATASET)
    indicator->lacks = name_sources(yaml, input);
  else if (!has_column(&project->datasets[input->dataset], input->column))
    indicator->lacks = mlg_arena_printf(yaml->arena, "%s, %s", input->dataset_name, input->column);
}

void mlg_inputs_read(mlg_yaml *yaml, yaml_node_t *node, const mlg_project *project,
                     mlg_indicator *indicator) {
  static const mlg_yaml_field MAPPING = {.kind = MLG_YAML_MAPPING};
  mlg_yaml_distinct(yaml, node);
  indicator->inputs = MLG_NEW(yaml->arena, mlg_input, mlg_yaml_count(node));
  if (indicator->inputs == NULL) return;
  const char *name;
  yaml_node_t *key_node, *value;
  for (size_t i = 0; mlg_yaml_pair(yaml, node, i, &name, &key_node, &value); i++) {
    yaml_node_t *fields = NULL;
    mlg_yaml_read(yaml, value, &MAPPING, &fields);
    mlg_input *input = &indicator->inputs[indicator->n_inputs++];
    *input = (mlg_input){.name = name, .dataset = MLG_NO_DATASET};
    if (fields != NULL) read_input(yaml, fields, project, input);
    if (project != NULL) note_lack(yaml, project, input, indicator);
  }
}
