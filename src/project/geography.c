/* SPDX-License-Identifier: Apache-2.0 */
/* The section `geographie`. */
#include "project/sections.h"

static void read_passage(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project) {
  typedef struct {
    mlg_passage_columns columns;
    yaml_node_t *dataset;
  } passage_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(passage_section, dataset, "donnees", MLG_YAML_NODE, true),
      MLG_FIELD(passage_section, columns.former, "ancien", MLG_YAML_TEXT, false),
      MLG_FIELD(passage_section, columns.current, "nouveau", MLG_YAML_TEXT, false),
      MLG_FIELD(passage_section, columns.last, "jusqu_a", MLG_YAML_TEXT, false),
      MLG_FIELD(passage_section, columns.years, "annees", MLG_YAML_TEXT, false),
  };
  passage_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  const mlg_passage_columns *columns = &section.columns;
  bool any = columns->former != NULL || columns->current != NULL || columns->last != NULL;
  if (columns->years != NULL && any)
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, "annees", "annees, ou ancien et nouveau");
  else if (columns->years == NULL && (columns->former == NULL || columns->current == NULL))
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL,
                    columns->former == NULL ? "ancien" : "nouveau");
  project->passage = section.columns;
  project->has_passage =
      section.dataset != NULL &&
      mlg_find_if_there(yaml, project, section.dataset, &project->passage.dataset);
}

static void read_control(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project) {
  typedef struct {
    mlg_control_columns columns;
    yaml_node_t *dataset;
  } control_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(control_section, dataset, "donnees", MLG_YAML_NODE, true),
      MLG_FIELD(control_section, columns.code, "code", MLG_YAML_TEXT, true),
      MLG_FIELD(control_section, columns.longitude, "longitude", MLG_YAML_TEXT, true),
      MLG_FIELD(control_section, columns.latitude, "latitude", MLG_YAML_TEXT, true),
  };
  control_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  project->control = section.columns;
  project->has_control =
      section.dataset != NULL &&
      mlg_find_if_there(yaml, project, section.dataset, &project->control.dataset);
}

/* One indicator's: its key, and how far its parts may be off. */
static void read_sharing(mlg_yaml *yaml, yaml_node_t *node, mlg_sharing *sharing) {
  typedef struct {
    yaml_node_t *key;
    double error;
  } sharing_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(sharing_section, key, "cle", MLG_YAML_NODE, true),
      MLG_BOUNDED(sharing_section, error, "ecart", MLG_YAML_NUMBER, true, 0, 1),
  };
  static const mlg_yaml_field TEXT = {.kind = MLG_YAML_TEXT};
  sharing_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  if (section.key == NULL) return;
  mlg_yaml_read(yaml, section.key, &TEXT, &sharing->key.id);
  sharing->key.at = mlg_yaml_position(yaml, section.key);
  sharing->error = section.error;
}

static void read_shared(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project) {
  static const mlg_yaml_field MAPPING = {.kind = MLG_YAML_MAPPING};
  mlg_yaml_distinct(yaml, node);
  project->shared = MLG_NEW(yaml->arena, mlg_shared_indicator, mlg_yaml_count(node));
  if (project->shared == NULL) return;
  const char *name;
  yaml_node_t *key_node, *value;
  while (mlg_yaml_pair(yaml, node, project->n_shared, &name, &key_node, &value)) {
    mlg_shared_indicator *one = &project->shared[project->n_shared++];
    yaml_node_t *fields = NULL;
    *one = (mlg_shared_indicator){.of = {.id = name, .at = mlg_yaml_position(yaml, key_node)}};
    mlg_yaml_read(yaml, value, &MAPPING, &fields);
    if (fields != NULL) read_sharing(yaml, fields, &one->sharing);
  }
}

void mlg_read_geography(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project) {
  typedef struct {
    yaml_node_t *passage, *control, *shared;
  } geography_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(geography_section, passage, "passage", MLG_YAML_MAPPING, false),
      MLG_FIELD(geography_section, control, "controle", MLG_YAML_MAPPING, false),
      MLG_FIELD(geography_section, shared, "repartition", MLG_YAML_MAPPING, false),
  };
  if (node == NULL) return;
  geography_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  if (section.passage != NULL) read_passage(yaml, section.passage, project);
  if (section.control != NULL) read_control(yaml, section.control, project);
  if (section.shared != NULL) read_shared(yaml, section.shared, project);
}
