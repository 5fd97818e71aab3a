/* SPDX-License-Identifier: Apache-2.0 */
/* The section `publies`: figures that others published. */
#include "project/sections.h"

#include <math.h>

static void read_figure(mlg_yaml *yaml, yaml_node_t *node, mlg_published *figure) {
  typedef struct {
    mlg_published figure;
    yaml_node_t *indicator, *level, *denominator;
  } figure_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(figure_section, indicator, "indicateur", MLG_YAML_NODE, true),
      MLG_FIELD(figure_section, level, "niveau", MLG_YAML_NODE, true),
      MLG_FIELD(figure_section, figure.code, "code", MLG_YAML_TEXT, true),
      MLG_BOUNDED(figure_section, figure.value, "valeur", MLG_YAML_NUMBER, true, 0, 1e12),
      MLG_BOUNDED(figure_section, figure.rate, "taux", MLG_YAML_NUMBER, false, 0, 1),
      MLG_FIELD(figure_section, denominator, "denominateur", MLG_YAML_NODE, false),
      MLG_FIELD(figure_section, figure.source, "source", MLG_YAML_TEXT, true),
  };
  figure_section section = {.figure = {.code = "", .rate = NAN, .source = ""}};
  size_t level = MLG_IRIS;
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  *figure = section.figure;
  figure->at = mlg_yaml_position(yaml, node);
  figure->indicator = mlg_read_reference(yaml, section.indicator);
  figure->denominator = mlg_read_reference(yaml, section.denominator);
  /* A rate without what it is a share of can be compared with nothing. */
  if (isfinite(figure->rate) != (section.denominator != NULL))
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL,
                    section.denominator == NULL ? "denominateur" : "taux");
  if (section.level != NULL)
    mlg_find_word(yaml, MLG_LEVELS, MLG_LEVEL_COUNT, section.level, &level);
  figure->level = (mlg_level)level;
}

void mlg_read_published(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project) {
  static const mlg_yaml_field MAPPING = {.kind = MLG_YAML_MAPPING};
  if (node == NULL) return;
  project->published = MLG_NEW(yaml->arena, mlg_published, mlg_yaml_count(node));
  if (project->published == NULL) return;
  for (size_t i = 0; i < mlg_yaml_count(node); i++) {
    yaml_node_t *fields = NULL;
    mlg_yaml_read(yaml, mlg_yaml_item(yaml, node, i), &MAPPING, &fields);
    if (fields != NULL) read_figure(yaml, fields, &project->published[project->n_published++]);
  }
}
