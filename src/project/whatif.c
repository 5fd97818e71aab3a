/* SPDX-License-Identifier: Apache-2.0 */
/* The section `variantes`. */
#include "project/sections.h"

#include <maillage/text.h>
#include <math.h>
#include <string.h>

static const char PLACE[] = "zone, ou longitude et latitude";

/* ---- where ---- */

/* A zone's code, or {zone: code}, or {longitude: , latitude: }. */
static void read_destination(mlg_yaml *yaml, yaml_node_t *node, mlg_action *action) {
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(mlg_action, zone, "zone", MLG_YAML_TEXT, false),
      MLG_BOUNDED(mlg_action, longitude, "longitude", MLG_YAML_NUMBER, false, -180, 180),
      MLG_BOUNDED(mlg_action, latitude, "latitude", MLG_YAML_NUMBER, false, -90, 90),
  };
  if (node->type == YAML_SCALAR_NODE) {
    action->zone = mlg_arena_strdup(yaml->arena, mlg_yaml_text(node));
    return;
  }
  static const mlg_yaml_field MAPPING = {.kind = MLG_YAML_MAPPING};
  yaml_node_t *mapping = NULL;
  mlg_yaml_read(yaml, node, &MAPPING, &mapping);
  if (mapping != NULL) mlg_yaml_walk(yaml, mapping, FIELDS, MLG_LENGTH(FIELDS), action);
}

/* One way to say where, and the whole of it. */
static bool is_placed(const mlg_action *action) {
  bool east = !isnan(action->longitude), north = !isnan(action->latitude);
  return action->zone != NULL ? !east && !north : east && north;
}

/* ---- ajouter ---- */

static void read_families(mlg_yaml *yaml, yaml_node_t *node, mlg_action *action) {
  for (size_t i = 0; i < mlg_yaml_count(node); i++) {
    size_t family;
    if (mlg_find_word(yaml, MLG_FAMILIES, MLG_FAMILY_COUNT, mlg_yaml_item(yaml, node, i), &family))
      action->families[family] = true;
  }
  if (node != NULL && mlg_yaml_count(node) == 0)
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, "familles", "une famille au moins : [aider]");
}

static void check_opened(mlg_yaml *yaml, yaml_node_t *node, const mlg_action *action) {
  bool somewhere = action->zone != NULL || !isnan(action->longitude) || !isnan(action->latitude);
  if (action->site != NULL ? somewhere : !is_placed(action))
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL,
                    "lieu, ou bien zone, ou longitude et latitude");
  if (action->site == NULL && action->name == NULL)
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "nom");
  if (isnan(action->half_days) == isnan(action->persons))
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "demi_journees, ou bien personnes_an");
}

static void read_opened(mlg_yaml *yaml, yaml_node_t *node, mlg_action *action) {
  typedef struct {
    mlg_action action;
    yaml_node_t *families;
  } opened_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(opened_section, action.name, "nom", MLG_YAML_TEXT, false),
      MLG_FIELD(opened_section, action.site, "lieu", MLG_YAML_TEXT, false),
      MLG_FIELD(opened_section, action.zone, "zone", MLG_YAML_TEXT, false),
      MLG_BOUNDED(opened_section, action.longitude, "longitude", MLG_YAML_NUMBER, false, -180, 180),
      MLG_BOUNDED(opened_section, action.latitude, "latitude", MLG_YAML_NUMBER, false, -90, 90),
      MLG_BOUNDED(opened_section, action.half_days, "demi_journees", MLG_YAML_NUMBER, false, 0,
                  1000),
      MLG_BOUNDED(opened_section, action.persons, "personnes_an", MLG_YAML_NUMBER, false, 0, 1e6),
      MLG_FIELD(opened_section, families, "familles", MLG_YAML_SEQUENCE, true),
  };
  opened_section section = {.action = *action};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  *action = section.action;
  read_families(yaml, section.families, action);
  check_opened(yaml, node, action);
}

/* ---- an action ---- */

typedef struct {
  const char *move, *close, *helped;
  yaml_node_t *to, *open;
  double helpers;
} action_section;

static void settle_action(mlg_yaml *yaml, yaml_node_t *node, const action_section *section,
                          mlg_action *action) {
  if (section->move != NULL) {
    *action = (mlg_action){.kind = MLG_MOVE, .site = section->move};
    action->longitude = action->latitude = NAN;
    if (section->to != NULL) read_destination(yaml, section->to, action);
    if (!is_placed(action)) mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, PLACE);
  } else if (section->close != NULL) {
    *action = (mlg_action){.kind = MLG_CLOSE, .site = section->close};
  } else if (section->helped != NULL) {
    *action =
        (mlg_action){.kind = MLG_HELPERS, .site = section->helped, .helpers = section->helpers};
  } else {
    *action = (mlg_action){
        .kind = MLG_OPEN, .longitude = NAN, .latitude = NAN, .half_days = NAN, .persons = NAN};
    read_opened(yaml, section->open, action);
  }
  action->position = mlg_yaml_position(yaml, node);
}

static void read_action(mlg_yaml *yaml, yaml_node_t *node, mlg_action *action) {
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(action_section, move, "deplacer", MLG_YAML_TEXT, false),
      MLG_FIELD(action_section, to, "vers", MLG_YAML_NODE, false),
      MLG_FIELD(action_section, close, "fermer", MLG_YAML_TEXT, false),
      MLG_FIELD(action_section, open, "ajouter", MLG_YAML_MAPPING, false),
      MLG_FIELD(action_section, helped, "aidants", MLG_YAML_TEXT, false),
      MLG_BOUNDED(action_section, helpers, "nombre", MLG_YAML_NUMBER, false, 0.1, 100),
  };
  action_section section = {.helpers = 1};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  int said = (section.move != NULL) + (section.close != NULL) + (section.open != NULL) +
             (section.helped != NULL);
  if (said == 1)
    settle_action(yaml, node, &section, action);
  else
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "deplacer, fermer, ajouter ou aidants");
}

/* ---- a variant ---- */

static void read_actions(mlg_yaml *yaml, yaml_node_t *node, mlg_variant *variant) {
  static const mlg_yaml_field MAPPING = {.kind = MLG_YAML_MAPPING};
  size_t n = mlg_yaml_count(node);
  variant->actions = MLG_NEW(yaml->arena, mlg_action, n);
  for (size_t i = 0; variant->actions != NULL && i < n; i++) {
    yaml_node_t *mapping = NULL;
    mlg_yaml_read(yaml, mlg_yaml_item(yaml, node, i), &MAPPING, &mapping);
    if (mapping != NULL) read_action(yaml, mapping, &variant->actions[variant->n_actions++]);
  }
  if (node != NULL && n == 0)
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, "actions", "une action au moins");
}

static void read_variant(mlg_yaml *yaml, yaml_node_t *node, mlg_variant *variant) {
  typedef struct {
    mlg_variant variant;
    yaml_node_t *actions;
  } variant_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(variant_section, variant.id, "id", MLG_YAML_TEXT, true),
      MLG_FIELD(variant_section, variant.label, "libelle", MLG_YAML_TEXT, true),
      MLG_FIELD(variant_section, actions, "actions", MLG_YAML_SEQUENCE, true),
  };
  variant_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  *variant = section.variant;
  variant->at = mlg_yaml_position(yaml, node);
  read_actions(yaml, section.actions, variant);
}

/* The variant as one more scenario: the reference, with another offer. */
static void add_scenario(mlg_yaml *yaml, yaml_node_t *node, const mlg_variant *variant,
                         mlg_project *project) {
  for (size_t s = 0; variant->id != NULL && s < project->n_scenarios; s++)
    if (project->scenarios[s].id != NULL && strcmp(project->scenarios[s].id, variant->id) == 0)
      mlg_yaml_reject(yaml, node, MLG_F_KEY_DUPLICATE, variant->id, NULL);
  const mlg_scenario *reference = &project->scenarios[project->reference];
  mlg_scenario *scenario = &project->scenarios[project->n_scenarios++];
  *scenario = *reference;
  scenario->id = variant->id;
  scenario->label = mlg_arena_printf(yaml->arena, "Variante" MLG_NNBSP ": %s", variant->label);
  scenario->source =
      mlg_arena_printf(yaml->arena, "Variante du projet, à partir de %s", reference->id);
  scenario->variant = variant;
  scenario->at = variant->at;
}

void mlg_read_variants(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project) {
  static const mlg_yaml_field MAPPING = {.kind = MLG_YAML_MAPPING};
  size_t n = mlg_yaml_count(node), before = project->n_scenarios;
  if (n == 0 || before == 0) return;
  project->variants = MLG_NEW(yaml->arena, mlg_variant, n);
  project->scenarios = mlg_arena_grow(yaml->arena, project->scenarios, before, before + n,
                                      sizeof *project->scenarios);
  if (project->variants == NULL || project->scenarios == NULL) {
    project->n_scenarios = 0;
    return;
  }
  for (size_t i = 0; i < n; i++) {
    yaml_node_t *item = mlg_yaml_item(yaml, node, i), *mapping = NULL;
    mlg_yaml_read(yaml, item, &MAPPING, &mapping);
    if (mapping == NULL) continue;
    mlg_variant *variant = &project->variants[project->n_variants++];
    read_variant(yaml, mapping, variant);
    add_scenario(yaml, item, variant, project);
  }
}
