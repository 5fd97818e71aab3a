/* SPDX-License-Identifier: Apache-2.0 */
/* The section `portee`. */
#include "project/sections.h"

#include <maillage/words.h>

void mlg_read_reach(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project) {
  typedef struct {
    mlg_reach reach;
    yaml_node_t *decay;
    int tries;
  } reach_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_BOUNDED(reach_section, reach.minutes, "minutes", MLG_YAML_NUMBER, true, 1, 240),
      MLG_BOUNDED(reach_section, reach.speed_kmh, "vitesse_kmh", MLG_YAML_NUMBER, true, 1, 130),
      MLG_BOUNDED(reach_section, reach.detour, "detour", MLG_YAML_NUMBER, true, 1, 5),
      MLG_FIELD(reach_section, decay, "decroissance", MLG_YAML_NODE, true),
      MLG_BOUNDED(reach_section, tries, "essais", MLG_YAML_INTEGER, true, 1, 100),
  };
  if (node == NULL) return;
  reach_section section = {0};
  size_t decay = MLG_GAUSSIAN;
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  if (section.decay != NULL)
    mlg_find_word(yaml, MLG_DECAYS, MLG_DECAY_COUNT, section.decay, &decay);
  project->reach = section.reach;
  project->reach.decay = (mlg_decay)decay;
  project->reach.tries = (unsigned)section.tries;
}
