/* SPDX-License-Identifier: Apache-2.0 */
/* The section `portee`. */
#include "project/sections.h"

#include <maillage/words.h>

/* A way of getting there as written: under its name, or straight in the section. */
typedef struct {
  mlg_mode mode;
  yaml_node_t *decay;
} mode_section;

#define MODE_FIELDS(required)                                                                      \
  MLG_BOUNDED(mode_section, mode.minutes, "minutes", MLG_YAML_NUMBER, required, 1, 240),           \
      MLG_BOUNDED(mode_section, mode.speed_kmh, "vitesse_kmh", MLG_YAML_NUMBER, required, 1, 130), \
      MLG_BOUNDED(mode_section, mode.detour, "detour", MLG_YAML_NUMBER, required, 1, 5),           \
      MLG_FIELD(mode_section, decay, "decroissance", MLG_YAML_NODE, required)

static void keep_mode(mlg_yaml *yaml, const mode_section *section, mlg_mode *mode) {
  size_t decay = MLG_GAUSSIAN;
  if (section->decay != NULL)
    mlg_find_word(yaml, MLG_DECAYS, MLG_DECAY_COUNT, section->decay, &decay);
  *mode = section->mode;
  mode->decay = (mlg_decay)decay;
}

static void read_mode(mlg_yaml *yaml, yaml_node_t *node, mlg_mode *mode) {
  static const mlg_yaml_field FIELDS[] = {MODE_FIELDS(true)};
  if (node == NULL) return;
  mode_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  keep_mode(yaml, &section, mode);
}

static void read_neighbours(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project) {
  typedef struct {
    mlg_neighbour_columns columns;
    yaml_node_t *dataset;
  } neighbours_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(neighbours_section, dataset, "donnees", MLG_YAML_NODE, true),
      MLG_FIELD(neighbours_section, columns.code, "code", MLG_YAML_TEXT, true),
      MLG_FIELD(neighbours_section, columns.longitude, "longitude", MLG_YAML_TEXT, false),
      MLG_FIELD(neighbours_section, columns.latitude, "latitude", MLG_YAML_TEXT, false),
      MLG_FIELD(neighbours_section, columns.x, "x", MLG_YAML_TEXT, false),
      MLG_FIELD(neighbours_section, columns.y, "y", MLG_YAML_TEXT, false),
      MLG_FIELD(neighbours_section, columns.base, "base", MLG_YAML_TEXT, true),
      MLG_FIELD(neighbours_section, columns.population, "population", MLG_YAML_TEXT, false),
  };
  if (node == NULL) return;
  neighbours_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  project->neighbours = section.columns;
  const mlg_neighbour_columns *c = &section.columns;
  bool degrees = c->longitude != NULL && c->latitude != NULL, metres = c->x != NULL && c->y != NULL;
  if (degrees == metres)
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "longitude et latitude, ou x et y");
  project->has_neighbours =
      section.dataset != NULL &&
      mlg_find_if_there(yaml, project, section.dataset, &project->neighbours.dataset);
}

/* The section as written. */
typedef struct {
  mode_section flat; /* first: the section's own keys are those of the only mode */
  yaml_node_t *walk, *car, *times, *neighbours;
  double town_from, town_density;
  int tries;
} reach_section;

/* One mode straight in the section, or modes by name: not both, and one to walk. */
static void read_modes(mlg_yaml *yaml, yaml_node_t *node, const reach_section *section,
                       mlg_reach *reach) {
  const mode_section *flat = &section->flat;
  bool any = flat->mode.minutes > 0 || flat->mode.speed_kmh > 0 || flat->mode.detour > 0 ||
             flat->decay != NULL;
  bool named = section->walk != NULL || section->car != NULL;
  if (any && named)
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, "minutes, vitesse_kmh, detour, decroissance",
                    "dans marche et voiture");
  if (!named && (flat->mode.minutes <= 0 || flat->mode.speed_kmh <= 0 || flat->mode.detour <= 0 ||
                 flat->decay == NULL))
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "marche");
  if (named && section->walk == NULL)
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "marche");
  if (section->car != NULL && section->town_from < 0)
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "ville_a_partir_de");
  if (named)
    read_mode(yaml, section->walk, &reach->modes[MLG_ON_FOOT]);
  else
    keep_mode(yaml, flat, &reach->modes[MLG_ON_FOOT]);
  read_mode(yaml, section->car, &reach->modes[MLG_BY_CAR]);
}

static void read_times(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project) {
  if (node != NULL) project->has_times = mlg_find_if_there(yaml, project, node, &project->times);
}

/* Sequences of refusals are walked one by one (coverage/likely.c): each more try takes as many
 * times more as offers are full. At 5, Rennes Métropole takes 14 s; at 10, for ever. */
enum { MOST_TRIES = 5 };

void mlg_read_reach(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project) {
  static const mlg_yaml_field FIELDS[] = {
      MODE_FIELDS(false),
      MLG_FIELD(reach_section, walk, "marche", MLG_YAML_MAPPING, false),
      MLG_FIELD(reach_section, car, "voiture", MLG_YAML_MAPPING, false),
      MLG_BOUNDED(reach_section, town_from, "ville_a_partir_de", MLG_YAML_NUMBER, false, 0, 1e9),
      MLG_BOUNDED(reach_section, town_density, "densite_ville", MLG_YAML_NUMBER, false, 0, 1e6),
      MLG_BOUNDED(reach_section, tries, "essais", MLG_YAML_INTEGER, true, 1, MOST_TRIES),
      MLG_FIELD(reach_section, times, "temps", MLG_YAML_NODE, false),
      MLG_FIELD(reach_section, neighbours, "voisins", MLG_YAML_MAPPING, false),
  };
  if (node == NULL) return;
  reach_section section = {.town_from = -1};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  read_modes(yaml, node, &section, &project->reach);
  project->reach.town_from = section.town_from < 0 ? 0 : section.town_from;
  project->reach.town_density = section.town_density;
  project->reach.tries = (unsigned)section.tries;
  read_times(yaml, section.times, project);
  read_neighbours(yaml, section.neighbours, project);
}
