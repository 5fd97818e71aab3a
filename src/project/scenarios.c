/* SPDX-License-Identifier: Apache-2.0 */
/* The section `scenarios`. */
#include "project/sections.h"

#include <math.h>
#include <string.h>

/* A scenario as written: what names other things is still in nodes. */
typedef struct {
  mlg_scenario scenario;
  yaml_node_t *take_up, *base, *weights, *unit, *demand, *places;
  bool reference;
} scenario_section;

/* ---- base ---- */

static void read_union(mlg_yaml *yaml, yaml_node_t *node, mlg_scenario_base *base) {
  if (mlg_yaml_count(node) != 2) {
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, "union", "deux indicateurs : [a, b]");
    return;
  }
  base->of = mlg_read_reference(yaml, mlg_yaml_item(yaml, node, 0));
  base->with = mlg_read_reference(yaml, mlg_yaml_item(yaml, node, 1));
}

/* An indicator's id, or {union: [a, b]}. */
static void read_base(mlg_yaml *yaml, yaml_node_t *node, mlg_scenario_base *base) {
  typedef struct {
    yaml_node_t *both;
  } base_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(base_section, both, "union", MLG_YAML_SEQUENCE, true),
  };
  if (node == NULL) return;
  if (node->type == YAML_SCALAR_NODE) {
    base->of = mlg_read_reference(yaml, node);
    return;
  }
  base_section section = {0};
  static const mlg_yaml_field MAPPING = {.kind = MLG_YAML_MAPPING};
  yaml_node_t *mapping = NULL;
  mlg_yaml_read(yaml, node, &MAPPING, &mapping);
  if (mapping != NULL) mlg_yaml_walk(yaml, mapping, FIELDS, MLG_LENGTH(FIELDS), &section);
  if (section.both != NULL) read_union(yaml, section.both, base);
}

/* ---- tables of counts ---- */

/* What a table's codes are: said here, else what its dataset says. */
static void read_count_table(mlg_yaml *yaml, yaml_node_t *node, const mlg_project *project,
                             bool by_zone, mlg_count_table *table) {
  typedef struct {
    mlg_count_table table;
    yaml_node_t *dataset, *level;
  } count_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(count_section, dataset, "donnees", MLG_YAML_NODE, true),
      MLG_FIELD(count_section, table.column, "colonne", MLG_YAML_TEXT, true),
      MLG_FIELD(count_section, table.zone, "zone", MLG_YAML_TEXT, false),
      MLG_FIELD(count_section, table.family, "famille", MLG_YAML_TEXT, false),
      MLG_FIELD(count_section, level, "niveau", MLG_YAML_NODE, false),
      MLG_FIELD(count_section, table.in_reach, "a_portee", MLG_YAML_BOOLEAN, false),
  };
  count_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  *table = section.table;
  table->at = mlg_yaml_position(yaml, node);
  if (section.dataset == NULL || !mlg_find_dataset(yaml, project, section.dataset, &table->dataset))
    return;
  table->present = true;
  const mlg_dataset *dataset = &project->datasets[table->dataset];
  if (table->zone == NULL && (by_zone || section.level != NULL)) table->zone = dataset->key;
  size_t level = dataset->reading.level;
  if (section.level != NULL)
    mlg_find_word(yaml, MLG_LEVELS, MLG_LEVEL_COUNT, section.level, &level);
  table->level = (mlg_level)level;
}

/* ---- poids ---- */

static bool is_table(mlg_yaml *yaml, yaml_node_t *mapping) {
  const char *key;
  yaml_node_t *key_node, *value;
  for (size_t i = 0; mlg_yaml_pair(yaml, mapping, i, &key, &key_node, &value); i++)
    if (strcmp(key, "donnees") == 0) return true;
  return false;
}

static void read_listed_weights(mlg_yaml *yaml, yaml_node_t *node, mlg_scenario_weights *weights) {
#define WEIGHT(family, name)                                                                       \
  MLG_BOUNDED(mlg_scenario_weights, of[family], name, MLG_YAML_RANGE, false, 0, 1)
  static const mlg_yaml_field FIELDS[] = {
      WEIGHT(MLG_INFORMER, "informer"),   WEIGHT(MLG_ACCEDER, "acceder"),
      WEIGHT(MLG_DEPANNER, "depanner"),   WEIGHT(MLG_AIDER, "aider"),
      WEIGHT(MLG_APPRENDRE, "apprendre"),
  };
#undef WEIGHT
  double most = 0;
  for (int f = 0; f < MLG_FAMILY_COUNT; f++) weights->of[f].value = NAN;
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), weights);
  for (int f = 0; f < MLG_FAMILY_COUNT; f++) {
    weights->described[f] = !isnan(weights->of[f].value);
    if (weights->described[f]) most = fmax(most, weights->of[f].high);
  }
  if (most == 0)
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, "poids", "une famille au moins, au-dessus de 0");
}

static void read_weights(mlg_yaml *yaml, yaml_node_t *node, const mlg_project *project,
                         mlg_scenario_weights *weights) {
  if (node == NULL) return;
  weights->present = true;
  if (!is_table(yaml, node)) {
    read_listed_weights(yaml, node, weights);
    return;
  }
  read_count_table(yaml, node, project, false, &weights->table);
  if (weights->table.present && weights->table.family == NULL)
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "famille");
}

/* ---- offres ---- */

static void check_places(mlg_yaml *yaml, yaml_node_t *node, const mlg_scenario_places *places) {
  if ((places->n_typologies > 0) == places->has_sites)
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "typologies, ou lieux");
  if ((places->sessions > 0) != (places->per_session.value > 0))
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "permanences et par_permanence");
}

static void read_places(mlg_yaml *yaml, yaml_node_t *node, const mlg_project *project,
                        mlg_scenario_places *places) {
  typedef struct {
    mlg_scenario_places places;
    yaml_node_t *sites;
    mlg_yaml_texts typologies;
  } places_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(places_section, typologies, "typologies", MLG_YAML_TEXTS, false),
      MLG_FIELD(places_section, sites, "lieux", MLG_YAML_NODE, false),
      MLG_FIELD(places_section, places.zone, "zone", MLG_YAML_TEXT, false),
      MLG_BOUNDED(places_section, places.sessions, "permanences", MLG_YAML_NUMBER, false, 1, 1e6),
      MLG_BOUNDED(places_section, places.per_session, "par_permanence", MLG_YAML_RANGE, false, 0.01,
                  1e4),
  };
  if (node == NULL) return;
  places_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  *places = section.places;
  places->present = true;
  places->at = mlg_yaml_position(yaml, node);
  places->n_typologies = section.typologies.n;
  places->typologies = section.typologies.items;
  if (section.sites != NULL)
    places->has_sites = mlg_find_dataset(yaml, project, section.sites, &places->sites);
  if (section.sites == NULL || places->has_sites) check_places(yaml, node, places);
}

/* ---- a scenario ---- */

static void read_unit(mlg_yaml *yaml, const yaml_node_t *node, mlg_unit *unit) {
  if (node == NULL || strcmp(mlg_yaml_text(node), "personnes") == 0) return;
  if (strcmp(mlg_yaml_text(node), "venues") == 0)
    *unit = MLG_VISITS;
  else
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, mlg_yaml_text(node), "personnes ou venues");
}

/* Either a share of the base, or a table of who came. */
static void read_take_up(mlg_yaml *yaml, yaml_node_t *node, const scenario_section *section,
                         mlg_scenario *scenario) {
  static const mlg_yaml_field RANGE = {.kind = MLG_YAML_RANGE, .min = 0, .max = 1};
  mlg_range range = {NAN, NAN, NAN};
  if (section->take_up != NULL) mlg_yaml_read(yaml, section->take_up, &RANGE, &range);
  scenario->take_up = range.value;
  scenario->take_up_low = range.low;
  scenario->take_up_high = range.high;
  if (section->take_up == NULL && section->demand == NULL)
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "recours");
  if (section->take_up != NULL && section->demand != NULL)
    mlg_yaml_reject(yaml, section->take_up, MLG_F_VALUE_KIND, "recours", "recours, ou demande");
}

static void read_scenario(mlg_yaml *yaml, yaml_node_t *node, const mlg_project *project,
                          mlg_scenario *scenario, bool *reference) {
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(scenario_section, scenario.id, "id", MLG_YAML_TEXT, true),
      MLG_FIELD(scenario_section, scenario.label, "libelle", MLG_YAML_TEXT, true),
      MLG_FIELD(scenario_section, scenario.source, "source", MLG_YAML_TEXT, true),
      MLG_FIELD(scenario_section, take_up, "recours", MLG_YAML_NODE, false),
      MLG_FIELD(scenario_section, base, "base", MLG_YAML_NODE, false),
      MLG_FIELD(scenario_section, weights, "poids", MLG_YAML_MAPPING, false),
      MLG_FIELD(scenario_section, unit, "unite", MLG_YAML_NODE, false),
      MLG_FIELD(scenario_section, demand, "demande", MLG_YAML_MAPPING, false),
      MLG_FIELD(scenario_section, places, "offres", MLG_YAML_MAPPING, false),
      MLG_FIELD(scenario_section, reference, "reference", MLG_YAML_BOOLEAN, false),
  };
  scenario_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  *scenario = section.scenario;
  *reference = section.reference;
  scenario->at = mlg_yaml_position(yaml, node);
  read_take_up(yaml, node, &section, scenario);
  read_base(yaml, section.base, &scenario->base);
  read_weights(yaml, section.weights, project, &scenario->weights);
  read_unit(yaml, section.unit, &scenario->unit);
  if (section.demand != NULL)
    read_count_table(yaml, section.demand, project, true, &scenario->demand);
  read_places(yaml, section.places, project, &scenario->places);
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
    mlg_scenario *scenario = &project->scenarios[project->n_scenarios++];
    read_scenario(yaml, mapping, project, scenario, &reference);
    if (scenario_repeated(project))
      mlg_yaml_reject(yaml, item, MLG_F_KEY_DUPLICATE, scenario->id, NULL);
    if (reference) project->reference = project->n_scenarios - 1;
    references += reference;
  }
  if (references != 1)
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL,
                    "reference: oui, dans un scénario et un seul");
}
