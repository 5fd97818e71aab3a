/* SPDX-License-Identifier: Apache-2.0 */
/* The sections that hold hypotheses: besoin, scenarios, offre, portee; and cartes. */
#include "project/sections.h"

#include <maillage/text.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

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
  project->has_cross = mlg_find_dataset(yaml, project, section.dataset, &project->cross);
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

static void read_capacity(mlg_yaml *yaml, yaml_node_t *node, mlg_offer_rules *rules) {
  typedef struct {
    yaml_node_t *weekly, *typologies;
    mlg_offer_rules rules;
    mlg_yaml_texts social, france_services;
  } capacity_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(capacity_section, weekly, "personnes_semaine", MLG_YAML_MAPPING, true),
      MLG_FIELD(capacity_section, typologies, "typologies", MLG_YAML_MAPPING, true),
      MLG_BOUNDED(capacity_section, rules.weeks, "semaines", MLG_YAML_NUMBER, true, 1, 53),
      MLG_BOUNDED(capacity_section, rules.visits_per_person, "venues_par_personne", MLG_YAML_NUMBER,
                  true, 0.1, 100),
      MLG_BOUNDED(capacity_section, rules.professionals, "professionnels", MLG_YAML_RANGE, true, 0,
                  1000),
  };
#define WEEKLY(member, name)                                                                       \
  MLG_BOUNDED(capacity_section, rules.member, name, MLG_YAML_NUMBER, true, 0, 10000)
  static const mlg_yaml_field PERSONS[] = {
      WEEKLY(weekly_default, "defaut"),
      WEEKLY(weekly_social, "action_sociale"),
      WEEKLY(weekly_france_services, "france_services"),
      WEEKLY(weekly_other, "autres_familles"),
  };
  static const mlg_yaml_field TYPOLOGIES[] = {
      MLG_FIELD(capacity_section, social, "action_sociale", MLG_YAML_TEXTS, true),
      MLG_FIELD(capacity_section, france_services, "france_services", MLG_YAML_TEXTS, true),
  };
  capacity_section section = {.rules = *rules};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  if (section.weekly != NULL)
    mlg_yaml_walk(yaml, section.weekly, PERSONS, MLG_LENGTH(PERSONS), &section);
  if (section.typologies != NULL)
    mlg_yaml_walk(yaml, section.typologies, TYPOLOGIES, MLG_LENGTH(TYPOLOGIES), &section);
  *rules = section.rules;
  rules->n_social = section.social.n;
  rules->social = section.social.items;
  rules->n_france_services = section.france_services.n;
  rules->france_services = section.france_services.items;
}

/* A mapping beside the project comes before a shipped one of the same name. */
static void read_mapping_named(mlg_yaml *yaml, yaml_node_t *node, const char *share,
                               const char *folder, mlg_mapping *mapping) {
  const char *file = mlg_arena_printf(yaml->arena, "%s.yaml", mlg_yaml_text(node));
  const char *own = mlg_arena_printf(yaml->arena, "%scorrespondances/%s", folder, file);
  const char *shipped = mlg_arena_printf(yaml->arena, "%s/mappings/%s", share, file);
  if (file == NULL || own == NULL || shipped == NULL) return;
  const char *path = access(own, R_OK) == 0 ? own : shipped;
  if (access(path, R_OK) != 0)
    mlg_yaml_reject(yaml, node, MLG_F_REFERENCE_UNKNOWN, mlg_yaml_text(node),
                    "une correspondance livrée, ou placée dans correspondances/");
  else if (mlg_mapping_read(yaml->arena, path, file, yaml->findings, mapping) != MLG_OK)
    yaml->rejected = true;
}

static void read_source(mlg_yaml *yaml, yaml_node_t *node, const char *share, const char *folder,
                        mlg_project *project) {
  typedef struct {
    yaml_node_t *dataset, *mapping;
  } source_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(source_section, dataset, "donnees", MLG_YAML_NODE, true),
      MLG_FIELD(source_section, mapping, "correspondance", MLG_YAML_NODE, true),
  };
  static const mlg_yaml_field MAPPING = {.kind = MLG_YAML_MAPPING};
  yaml_node_t *fields = NULL;
  source_section section = {0};
  mlg_yaml_read(yaml, node, &MAPPING, &fields);
  if (fields == NULL) return;
  mlg_yaml_walk(yaml, fields, FIELDS, MLG_LENGTH(FIELDS), &section);
  mlg_source *source = &project->sources[project->n_sources];
  if (section.dataset == NULL || section.mapping == NULL) return;
  if (!mlg_find_dataset(yaml, project, section.dataset, &source->dataset)) return;
  read_mapping_named(yaml, section.mapping, share, folder, &source->mapping);
  project->n_sources++;
}

void mlg_read_offer(mlg_yaml *yaml, yaml_node_t *node, const char *share, const char *folder,
                    mlg_project *project) {
  typedef struct {
    yaml_node_t *sources, *capacity;
    double same_site_m, stale_days;
  } offer_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(offer_section, sources, "annuaires", MLG_YAML_SEQUENCE, true),
      MLG_FIELD(offer_section, capacity, "capacite", MLG_YAML_MAPPING, true),
      MLG_BOUNDED(offer_section, same_site_m, "meme_lieu_m", MLG_YAML_NUMBER, true, 0, 1000),
      MLG_BOUNDED(offer_section, stale_days, "fiche_ancienne_jours", MLG_YAML_NUMBER, true, 1,
                  36500),
  };
  if (node == NULL) return;
  offer_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  project->offer.same_site_m = section.same_site_m;
  project->offer.stale_days = section.stale_days;
  if (section.capacity != NULL) read_capacity(yaml, section.capacity, &project->offer);
  project->sources = MLG_NEW(yaml->arena, mlg_source, mlg_yaml_count(section.sources));
  for (size_t i = 0; project->sources != NULL && i < mlg_yaml_count(section.sources); i++)
    read_source(yaml, mlg_yaml_item(yaml, section.sources, i), share, folder, project);
}

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
