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
      MLG_FIELD(passage_section, columns.former, "ancien", MLG_YAML_TEXT, true),
      MLG_FIELD(passage_section, columns.current, "nouveau", MLG_YAML_TEXT, true),
      MLG_FIELD(passage_section, columns.last, "jusqu_a", MLG_YAML_TEXT, false),
  };
  passage_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  project->passage = section.columns;
  project->has_passage =
      section.dataset != NULL &&
      mlg_find_if_there(yaml, project, section.dataset, &project->passage.dataset);
}

void mlg_read_geography(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project) {
  typedef struct {
    yaml_node_t *passage;
  } geography_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(geography_section, passage, "passage", MLG_YAML_MAPPING, true),
  };
  if (node == NULL) return;
  geography_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  if (section.passage != NULL) read_passage(yaml, section.passage, project);
}
