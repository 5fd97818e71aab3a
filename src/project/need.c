/* SPDX-License-Identifier: Apache-2.0 */
/* The section `besoin`. */
#include "project/sections.h"

#include <math.h>
#include <string.h>

static void read_parameters(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project) {
  mlg_yaml_distinct(yaml, node);
  project->parameters = MLG_NEW(yaml->arena, mlg_parameter, mlg_yaml_count(node));
  if (project->parameters == NULL) return;
  static const mlg_yaml_field RANGE = {.kind = MLG_YAML_RANGE, .min = 1e-6, .max = 1e6};
  yaml_node_t *key_node, *value;
  for (const char *name;
       mlg_yaml_pair(yaml, node, project->n_parameters, &name, &key_node, &value);) {
    mlg_range range = {NAN, NAN, NAN};
    mlg_yaml_read(yaml, value, &RANGE, &range);
    project->parameters[project->n_parameters++] =
        (mlg_parameter){name, range.value, range.low, range.high};
  }
}

/* The table stands for theta in the communes it describes: theta is needed elsewhere. */
static void read_cross(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project) {
  typedef struct {
    yaml_node_t *dataset;
  } cross_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(cross_section, dataset, "donnees", MLG_YAML_NODE, true),
  };
  cross_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  if (section.dataset == NULL) return;
  size_t *theta = &project->cross_theta;
  while (*theta < project->n_parameters && strcmp(project->parameters[*theta].name, "theta") != 0)
    ++*theta;
  if (*theta == project->n_parameters)
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "parametres: theta");
  project->has_cross = mlg_find_if_there(yaml, project, section.dataset, &project->cross);
}

#define FAMILY(family, name)                                                                       \
  MLG_BOUNDED(mlg_project, weights[family], name, MLG_YAML_NUMBER, true, 0, 1)

void mlg_read_need(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project) {
  typedef struct {
    yaml_node_t *base, *parameters, *families, *cross;
  } need_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(need_section, base, "base", MLG_YAML_NODE, true),
      MLG_FIELD(need_section, parameters, "parametres", MLG_YAML_MAPPING, false),
      MLG_FIELD(need_section, families, "familles", MLG_YAML_MAPPING, true),
      MLG_FIELD(need_section, cross, "croisement", MLG_YAML_MAPPING, false),
  };
  static const mlg_yaml_field FAMILIES[] = {
      FAMILY(MLG_INFORMER, "informer"),   FAMILY(MLG_ACCEDER, "acceder"),
      FAMILY(MLG_DEPANNER, "depanner"),   FAMILY(MLG_AIDER, "aider"),
      FAMILY(MLG_APPRENDRE, "apprendre"),
  };
  if (node == NULL) return;
  need_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  static const mlg_yaml_field TEXT = {.kind = MLG_YAML_TEXT};
  if (section.base != NULL) mlg_yaml_read(yaml, section.base, &TEXT, &project->base);
  project->base_at = mlg_yaml_position(yaml, section.base);
  if (section.parameters != NULL) read_parameters(yaml, section.parameters, project);
  if (section.cross != NULL) read_cross(yaml, section.cross, project);
  if (section.families != NULL)
    mlg_yaml_walk(yaml, section.families, FAMILIES, MLG_LENGTH(FAMILIES), project);
}
