/* SPDX-License-Identifier: Apache-2.0 */
/* The section `cartes`. */
#include "project/sections.h"

typedef struct {
  yaml_node_t *what, *level;
} map_section;

/* A map of counts names an indicator, a map of need a family. */
static void read_map(mlg_yaml *yaml, yaml_node_t *item, bool counts, mlg_project *project) {
  const mlg_yaml_field fields[] = {
      MLG_FIELD(map_section, what, counts ? "indicateur" : "famille", MLG_YAML_NODE, true),
      MLG_FIELD(map_section, level, "niveau", MLG_YAML_NODE, true),
  };
  static const mlg_yaml_field MAPPING = {.kind = MLG_YAML_MAPPING};
  yaml_node_t *node = NULL;
  map_section section = {0};
  mlg_yaml_read(yaml, item, &MAPPING, &node);
  if (node == NULL) return;
  mlg_yaml_walk(yaml, node, fields, MLG_LENGTH(fields), &section);
  size_t level = MLG_IRIS, family = MLG_AIDER;
  if (section.what == NULL || section.level == NULL ||
      !mlg_find_word(yaml, MLG_LEVELS, MLG_LEVEL_COUNT, section.level, &level))
    return;
  if (!counts && !mlg_find_word(yaml, MLG_FAMILIES, MLG_FAMILY_COUNT, section.what, &family))
    return;
  project->maps[project->n_maps++] = (mlg_map_request){
      .level = (mlg_level)level,
      .indicator = counts ? mlg_arena_strdup(yaml->arena, mlg_yaml_text(section.what)) : NULL,
      .family = (mlg_family)family,
      .at = mlg_yaml_position(yaml, section.what),
  };
}

void mlg_read_maps(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project) {
  typedef struct {
    mlg_yaml_texts extents;
    yaml_node_t *counts, *needs;
  } maps_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(maps_section, extents, "emprises", MLG_YAML_TEXTS, true),
      MLG_FIELD(maps_section, counts, "effectifs", MLG_YAML_SEQUENCE, false),
      MLG_FIELD(maps_section, needs, "besoins", MLG_YAML_SEQUENCE, false),
  };
  if (node == NULL) return;
  maps_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  project->n_extents = section.extents.n;
  project->extents = section.extents.items;
  size_t n_counts = mlg_yaml_count(section.counts), n_needs = mlg_yaml_count(section.needs);
  project->maps = MLG_NEW(yaml->arena, mlg_map_request, n_counts + n_needs);
  if (project->maps == NULL) return;
  for (size_t i = 0; i < n_counts; i++)
    read_map(yaml, mlg_yaml_item(yaml, section.counts, i), true, project);
  for (size_t i = 0; i < n_needs; i++)
    read_map(yaml, mlg_yaml_item(yaml, section.needs, i), false, project);
}
