/* SPDX-License-Identifier: Apache-2.0 */
/* The section `scenarios`. */
#include "project/sections.h"

#include <string.h>

static void read_scenario(mlg_yaml *yaml, yaml_node_t *node, mlg_scenario *scenario,
                          bool *reference) {
  typedef struct {
    mlg_scenario scenario;
    bool reference;
  } scenario_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(scenario_section, scenario.id, "id", MLG_YAML_TEXT, true),
      MLG_FIELD(scenario_section, scenario.label, "libelle", MLG_YAML_TEXT, true),
      MLG_FIELD(scenario_section, scenario.source, "source", MLG_YAML_TEXT, true),
      MLG_BOUNDED(scenario_section, scenario.take_up, "recours", MLG_YAML_NUMBER, true, 0, 1),
      MLG_FIELD(scenario_section, reference, "reference", MLG_YAML_BOOLEAN, false),
  };
  scenario_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  *scenario = section.scenario;
  *reference = section.reference;
}

/* Whether another scenario before the last has its id. */
static bool scenario_repeated(const mlg_project *project) {
  const char *id = project->scenarios[project->n_scenarios - 1].id;
  for (size_t i = 0; id != NULL && i + 1 < project->n_scenarios; i++)
    if (project->scenarios[i].id != NULL && strcmp(project->scenarios[i].id, id) == 0) return true;
  return false;
}

void mlg_read_scenarios(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project) {
  if (node == NULL) return;
  size_t n = mlg_yaml_count(node), references = 0;
  project->scenarios = MLG_NEW(yaml->arena, mlg_scenario, n);
  if (project->scenarios == NULL) return;
  static const mlg_yaml_field MAPPING = {.kind = MLG_YAML_MAPPING};
  for (size_t i = 0; i < n; i++) {
    yaml_node_t *item = mlg_yaml_item(yaml, node, i), *mapping = NULL;
    bool reference = false;
    mlg_yaml_read(yaml, item, &MAPPING, &mapping);
    if (mapping == NULL) continue;
    read_scenario(yaml, mapping, &project->scenarios[project->n_scenarios++], &reference);
    if (scenario_repeated(project))
      mlg_yaml_reject(yaml, item, MLG_F_KEY_DUPLICATE, project->scenarios[i].id, NULL);
    if (reference) project->reference = project->n_scenarios - 1;
    references += reference;
  }
  if (references != 1)
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL,
                    "reference: oui, dans un scénario et un seul");
}
