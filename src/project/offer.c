/* SPDX-License-Identifier: Apache-2.0 */
/* The section `offre`. */
#include "project/sections.h"

#include <math.h>
#include <string.h>

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
      MLG_BOUNDED(capacity_section, rules.minutes_per_visit, "minutes_par_venue", MLG_YAML_RANGE,
                  false, 1, 1440),
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
  const char *path = mlg_yaml_readable(yaml, own) ? own : shipped;
  if (!mlg_yaml_readable(yaml, path))
    mlg_yaml_reject(yaml, node, MLG_F_REFERENCE_UNKNOWN, mlg_yaml_text(node),
                    "une correspondance livrée, ou placée dans correspondances/");
  else if (mlg_mapping_read(yaml->arena, yaml->kept, path, file, yaml->findings, mapping) != MLG_OK)
    yaml->rejected = true;
}

/* Rows that a mapping joins with structures need them, and only they. */
static void check_join(mlg_yaml *yaml, const yaml_node_t *node, const mlg_source *source) {
  if (source->mapping.joins && !source->has_structures)
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "structures");
  if (!source->mapping.joins && source->has_structures)
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, "structures",
                    "une correspondance qui a une section « structures »");
}

static void read_source(mlg_yaml *yaml, yaml_node_t *node, const char *share, const char *folder,
                        mlg_project *project) {
  typedef struct {
    yaml_node_t *dataset, *structures, *mapping;
    const char *updated;
  } source_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(source_section, dataset, "donnees", MLG_YAML_NODE, true),
      MLG_FIELD(source_section, structures, "structures", MLG_YAML_NODE, false),
      MLG_FIELD(source_section, mapping, "correspondance", MLG_YAML_NODE, true),
      MLG_FIELD(source_section, updated, "date_maj", MLG_YAML_TEXT, false),
  };
  static const mlg_yaml_field MAPPING = {.kind = MLG_YAML_MAPPING};
  yaml_node_t *fields = NULL;
  source_section section = {0};
  mlg_yaml_read(yaml, node, &MAPPING, &fields);
  if (fields == NULL) return;
  mlg_yaml_walk(yaml, fields, FIELDS, MLG_LENGTH(FIELDS), &section);
  mlg_source *source = &project->sources[project->n_sources];
  if (section.dataset == NULL || section.mapping == NULL) return;
  if (!mlg_find_if_there(yaml, project, section.dataset, &source->dataset)) return;
  if (section.structures != NULL)
    source->has_structures =
        mlg_find_dataset(yaml, project, section.structures, &source->structures);
  read_mapping_named(yaml, section.mapping, share, folder, &source->mapping);
  if (source->mapping.id != NULL) check_join(yaml, fields, source);
  /* Of this file, whatever its mapping says of all files of its kind. */
  if (section.updated != NULL) source->mapping.always.updated = section.updated;
  project->n_sources++;
}

/* What a kind of row becomes: "compter" keeps it, the default, and `other` does not. */
static bool read_choice(mlg_yaml *yaml, const yaml_node_t *node, const char *other) {
  const char *text = mlg_yaml_text(node);
  if (node == NULL || strcmp(text, "compter") == 0) return false;
  if (strcmp(text, other) != 0)
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, text,
                    mlg_arena_printf(yaml->arena, "compter ou %s", other));
  return true;
}

/* The section as written. */
typedef struct {
  yaml_node_t *sources, *capacity, *decisions, *capacities, *stale, *undated, *unplaced;
  double same_site_m, stale_days;
} offer_section;

static void read_choices(mlg_yaml *yaml, const offer_section *section, mlg_project *project) {
  project->offer.same_site_m = section->same_site_m;
  project->offer.stale_days = section->stale_days;
  project->offer.leave_stale = read_choice(yaml, section->stale, "exclure");
  project->offer.leave_undated = read_choice(yaml, section->undated, "exclure");
  project->offer.count_unplaced = section->unplaced != NULL &&
                                  !read_choice(yaml, section->unplaced, "exclure");
  if (section->decisions != NULL)
    project->has_decisions =
        mlg_find_if_there(yaml, project, section->decisions, &project->decisions);
  if (section->capacities != NULL)
    project->has_capacities =
        mlg_find_if_there(yaml, project, section->capacities, &project->capacities);
}

void mlg_read_offer(mlg_yaml *yaml, yaml_node_t *node, const char *share, const char *folder,
                    mlg_project *project) {
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(offer_section, sources, "annuaires", MLG_YAML_SEQUENCE, true),
      MLG_FIELD(offer_section, capacity, "capacite", MLG_YAML_MAPPING, true),
      MLG_FIELD(offer_section, decisions, "rapprochements", MLG_YAML_NODE, false),
      MLG_FIELD(offer_section, capacities, "capacites", MLG_YAML_NODE, false),
      MLG_FIELD(offer_section, stale, "fiches_anciennes", MLG_YAML_NODE, false),
      MLG_FIELD(offer_section, undated, "fiches_sans_date", MLG_YAML_NODE, false),
      MLG_FIELD(offer_section, unplaced, "sans_position", MLG_YAML_NODE, false),
      MLG_BOUNDED(offer_section, same_site_m, "meme_lieu_m", MLG_YAML_NUMBER, true, 0, 1000),
      MLG_BOUNDED(offer_section, stale_days, "fiche_ancienne_jours", MLG_YAML_NUMBER, true, 1,
                  36500),
  };
  if (node == NULL) return;
  offer_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  project->offer.minutes_per_visit = (mlg_range){NAN, NAN, NAN};
  read_choices(yaml, &section, project);
  if (section.capacity != NULL) read_capacity(yaml, section.capacity, &project->offer);
  project->sources = MLG_NEW(yaml->arena, mlg_source, mlg_yaml_count(section.sources));
  for (size_t i = 0; project->sources != NULL && i < mlg_yaml_count(section.sources); i++)
    read_source(yaml, mlg_yaml_item(yaml, section.sources, i), share, folder, project);
}
