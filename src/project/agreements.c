/* SPDX-License-Identifier: Apache-2.0 */
/* The section `coherences`: datasets that speak of the same things. */
#include "project/sections.h"

/* False when its dataset is not there. */
static bool read_columns(mlg_yaml *yaml, const mlg_project *project, const yaml_node_t *dataset,
                         mlg_yaml_texts columns, mlg_added_columns *added) {
  added->n_columns = columns.n;
  added->columns = columns.items;
  return dataset != NULL && mlg_find_if_there(yaml, project, dataset, &added->dataset);
}

/* False when the project does without one of its datasets. */
static bool read_agreement(mlg_yaml *yaml, yaml_node_t *node, const mlg_project *project,
                           mlg_agreement *agreement) {
  typedef struct {
    mlg_agreement agreement;
    yaml_node_t *of, *to;
    mlg_yaml_texts of_columns, to_columns, except;
  } agreement_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(agreement_section, of, "donnees", MLG_YAML_NODE, true),
      MLG_FIELD(agreement_section, of_columns, "colonnes", MLG_YAML_TEXTS, true),
      MLG_FIELD(agreement_section, to, "avec", MLG_YAML_NODE, true),
      MLG_FIELD(agreement_section, to_columns, "ses_colonnes", MLG_YAML_TEXTS, true),
      MLG_BOUNDED(agreement_section, agreement.minimum, "min", MLG_YAML_NUMBER, true, 0, 1e6),
      MLG_BOUNDED(agreement_section, agreement.maximum, "max", MLG_YAML_NUMBER, true, 0, 1e6),
      MLG_FIELD(agreement_section, agreement.shares, "parts", MLG_YAML_BOOLEAN, false),
      MLG_FIELD(agreement_section, except, "sauf", MLG_YAML_TEXTS, false),
      MLG_BOUNDED(agreement_section, agreement.from, "a_partir_de", MLG_YAML_NUMBER, false, 0, 1e9),
  };
  agreement_section section = {.agreement = {.from = 1}};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  *agreement = section.agreement;
  agreement->at = mlg_yaml_position(yaml, node);
  agreement->n_except = section.except.n;
  agreement->except = section.except.items;
  if (agreement->minimum > agreement->maximum)
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_RANGE, "min > max", "min <= max");
  return read_columns(yaml, project, section.of, section.of_columns, &agreement->of) &&
         read_columns(yaml, project, section.to, section.to_columns, &agreement->to);
}

void mlg_read_agreements(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project) {
  static const mlg_yaml_field MAPPING = {.kind = MLG_YAML_MAPPING};
  if (node == NULL) return;
  project->agreements = MLG_NEW(yaml->arena, mlg_agreement, mlg_yaml_count(node));
  if (project->agreements == NULL) return;
  for (size_t i = 0; i < mlg_yaml_count(node); i++) {
    yaml_node_t *fields = NULL;
    mlg_yaml_read(yaml, mlg_yaml_item(yaml, node, i), &MAPPING, &fields);
    if (fields != NULL &&
        read_agreement(yaml, fields, project, &project->agreements[project->n_agreements]))
      project->n_agreements++;
  }
}
