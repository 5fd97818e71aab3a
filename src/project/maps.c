/* SPDX-License-Identifier: Apache-2.0 */
/* The section `cartes`. */
#include "project/sections.h"

typedef struct {
  yaml_node_t *kind, *indicator, *family, *level, *classes, *page, *labels;
  int count;
  bool shared;
  const char *palette;
  mlg_yaml_numbers bounds;
  mlg_yaml_texts extents;
} map_section;

enum { MOST_BOUNDS = 6, MOST_CLASSES = MOST_BOUNDS + 1 };

static bool is_of_need(size_t kind) {
  return kind == MLG_MAP_NEED || kind == MLG_MAP_NEED_OFFER || kind == MLG_MAP_CROSSED ||
         kind == MLG_MAP_FAMILIES;
}

/* What a kind needs beside its level, and has not: a word to say so, or NULL. */
static const char *lacks(const map_section *section, size_t kind) {
  if (kind == MLG_MAP_DIFFERENCE) return "un autre type : un écart compare deux exécutions";
  if (!is_of_need(kind)) return section->indicator == NULL ? "la clé indicateur" : NULL;
  return kind != MLG_MAP_FAMILIES && section->family == NULL ? "la clé famille" : NULL;
}

/* Bounds make the method; else a method may be named, with how many classes. */
static mlg_class_choice read_classes(mlg_yaml *yaml, const yaml_node_t *node,
                                     const map_section *section) {
  size_t method = MLG_CLASS_OWN;
  bool ascending = section->bounds.n <= MOST_BOUNDS;
  for (size_t i = 1; i < section->bounds.n; i++)
    ascending &= section->bounds.items[i - 1] < section->bounds.items[i];
  if (!ascending)
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, "bornes",
                    "au plus 6 bornes, dans l'ordre croissant");
  if (section->classes != NULL)
    mlg_find_word(yaml, MLG_CLASS_METHODS, MLG_CLASS_METHOD_COUNT, section->classes, &method);
  if (method == MLG_CLASS_GIVEN && section->bounds.n == 0)
    mlg_yaml_reject(yaml, section->classes, MLG_F_VALUE_KIND, "bornes", "la clé bornes");
  return (mlg_class_choice){.method = section->bounds.n > 0 ? MLG_CLASS_GIVEN
                                                            : (mlg_class_method)method,
                            .n = (size_t)section->count,
                            .n_bounds = section->bounds.n,
                            .bounds = section->bounds.items,
                            .shared = section->shared};
}

/* The request that a section makes, once its keys are read; `kind` is known. */
static void add_request(mlg_yaml *yaml, yaml_node_t *node, const map_section *section, size_t kind,
                        mlg_project *project) {
  static const mlg_word LABELS[] = {{.code = "noms"}, {.code = "numeros"}};
  size_t level = MLG_IRIS, family = MLG_AIDER, page = MLG_PAGE_SLIDE, labels = 0;
  const char *lack = lacks(section, kind);
  if (lack != NULL) mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, MLG_MAP_KINDS[kind].code, lack);
  if (section->level == NULL || lack != NULL ||
      !mlg_find_word(yaml, MLG_LEVELS, MLG_LEVEL_COUNT, section->level, &level))
    return;
  if (section->family != NULL &&
      !mlg_find_word(yaml, MLG_FAMILIES, MLG_FAMILY_COUNT, section->family, &family))
    return;
  if (section->page != NULL) mlg_find_word(yaml, MLG_PAGES, MLG_PAGE_COUNT, section->page, &page);
  if (section->labels != NULL) mlg_find_word(yaml, LABELS, 2, section->labels, &labels);
  bool of_need = is_of_need(kind);
  const yaml_node_t *at = of_need ? section->family : section->indicator;
  project->maps[project->n_maps++] = (mlg_map_request){
      .kind = (mlg_map_kind)kind,
      .level = (mlg_level)level,
      .indicator = of_need ? NULL
                           : mlg_arena_strdup(yaml->arena, mlg_yaml_text(section->indicator)),
      .family = (mlg_family)family,
      .classes = read_classes(yaml, node, section),
      .palette = section->palette,
      .page = (mlg_page)page,
      .numbered = labels == 1,
      .n_extents = section->extents.n,
      .extents = section->extents.items,
      .at = mlg_yaml_position(yaml, at != NULL ? at : node),
  };
}

static yaml_node_t *mapping_of(mlg_yaml *yaml, yaml_node_t *item) {
  static const mlg_yaml_field MAPPING = {.kind = MLG_YAML_MAPPING};
  yaml_node_t *node = NULL;
  mlg_yaml_read(yaml, item, &MAPPING, &node);
  return node;
}

/* A map of counts names an indicator, a map of need a family. */
static void read_short(mlg_yaml *yaml, yaml_node_t *item, bool counts, mlg_project *project) {
  static const mlg_yaml_field COUNT[] = {
      MLG_FIELD(map_section, indicator, "indicateur", MLG_YAML_NODE, true),
      MLG_FIELD(map_section, level, "niveau", MLG_YAML_NODE, true),
  };
  static const mlg_yaml_field NEED[] = {
      MLG_FIELD(map_section, family, "famille", MLG_YAML_NODE, true),
      MLG_FIELD(map_section, level, "niveau", MLG_YAML_NODE, true),
  };
  yaml_node_t *node = mapping_of(yaml, item);
  map_section section = {0};
  if (node == NULL) return;
  mlg_yaml_walk(yaml, node, counts ? COUNT : NEED, MLG_LENGTH(COUNT), &section);
  if (section.indicator == NULL && section.family == NULL) return;
  add_request(yaml, node, &section, counts ? MLG_MAP_COUNT : MLG_MAP_NEED, project);
}

/* An item of `liste`: any kind, with its choices. */
static void read_map(mlg_yaml *yaml, yaml_node_t *item, mlg_project *project) {
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(map_section, kind, "type", MLG_YAML_NODE, true),
      MLG_FIELD(map_section, level, "niveau", MLG_YAML_NODE, true),
      MLG_FIELD(map_section, indicator, "indicateur", MLG_YAML_NODE, false),
      MLG_FIELD(map_section, family, "famille", MLG_YAML_NODE, false),
      MLG_FIELD(map_section, classes, "classes", MLG_YAML_NODE, false),
      MLG_BOUNDED(map_section, count, "nombre", MLG_YAML_INTEGER, false, 2, MOST_CLASSES),
      MLG_BOUNDED(map_section, bounds, "bornes", MLG_YAML_NUMBERS, false, 0, 1e9),
      MLG_FIELD(map_section, shared, "memes_bornes", MLG_YAML_BOOLEAN, false),
      MLG_FIELD(map_section, palette, "palette", MLG_YAML_TEXT, false),
      MLG_FIELD(map_section, page, "page", MLG_YAML_NODE, false),
      MLG_FIELD(map_section, labels, "etiquettes", MLG_YAML_NODE, false),
      MLG_FIELD(map_section, extents, "emprises", MLG_YAML_TEXTS, false),
  };
  yaml_node_t *node = mapping_of(yaml, item);
  map_section section = {0};
  size_t kind;
  if (node == NULL) return;
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  if (section.kind != NULL &&
      mlg_find_word(yaml, MLG_MAP_KINDS, MLG_MAP_KIND_COUNT, section.kind, &kind))
    add_request(yaml, node, &section, kind, project);
}

static void read_context(mlg_yaml *yaml, yaml_node_t *item, mlg_project *project) {
  typedef struct {
    yaml_node_t *dataset;
    const char *label;
  } context_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(context_section, dataset, "donnees", MLG_YAML_NODE, true),
      MLG_FIELD(context_section, label, "libelle", MLG_YAML_TEXT, true),
  };
  yaml_node_t *node = mapping_of(yaml, item);
  context_section section = {0};
  size_t dataset;
  if (node == NULL) return;
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  if (section.dataset == NULL || !mlg_find_if_there(yaml, project, section.dataset, &dataset))
    return;
  project->contexts[project->n_contexts++] =
      (mlg_context){dataset, section.label, mlg_yaml_position(yaml, section.dataset)};
}

void mlg_read_maps(mlg_yaml *yaml, yaml_node_t *node, const char *folder, mlg_project *project) {
  typedef struct {
    mlg_yaml_texts extents;
    yaml_node_t *counts, *needs, *list, *contexts, *charts, *logo;
    bool atlas;
  } maps_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(maps_section, extents, "emprises", MLG_YAML_TEXTS, true),
      MLG_FIELD(maps_section, counts, "effectifs", MLG_YAML_SEQUENCE, false),
      MLG_FIELD(maps_section, needs, "besoins", MLG_YAML_SEQUENCE, false),
      MLG_FIELD(maps_section, list, "liste", MLG_YAML_SEQUENCE, false),
      MLG_FIELD(maps_section, contexts, "contexte", MLG_YAML_SEQUENCE, false),
      MLG_FIELD(maps_section, charts, "graphiques", MLG_YAML_SEQUENCE, false),
      MLG_FIELD(maps_section, atlas, "atlas", MLG_YAML_BOOLEAN, false),
      MLG_FIELD(maps_section, logo, "logo", MLG_YAML_NODE, false),
  };
  if (node == NULL) return;
  maps_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  project->n_extents = section.extents.n;
  project->extents = section.extents.items;
  size_t n_counts = mlg_yaml_count(section.counts), n_needs = mlg_yaml_count(section.needs);
  size_t n_list = mlg_yaml_count(section.list), n_contexts = mlg_yaml_count(section.contexts);
  project->maps = MLG_NEW(yaml->arena, mlg_map_request, n_counts + n_needs + n_list);
  project->contexts = MLG_NEW(yaml->arena, mlg_context, n_contexts);
  size_t n_charts = mlg_yaml_count(section.charts);
  project->charts = MLG_NEW(yaml->arena, mlg_chart_request, n_charts);
  project->has_atlas = section.atlas;
  if (section.logo != NULL) mlg_read_logo(yaml, section.logo, folder, project);
  if (project->maps == NULL || project->contexts == NULL || project->charts == NULL) return;
  for (size_t i = 0; i < n_counts; i++)
    read_short(yaml, mlg_yaml_item(yaml, section.counts, i), true, project);
  for (size_t i = 0; i < n_needs; i++)
    read_short(yaml, mlg_yaml_item(yaml, section.needs, i), false, project);
  for (size_t i = 0; i < n_list; i++) read_map(yaml, mlg_yaml_item(yaml, section.list, i), project);
  for (size_t i = 0; i < n_contexts; i++)
    read_context(yaml, mlg_yaml_item(yaml, section.contexts, i), project);
  for (size_t i = 0; i < n_charts; i++)
    mlg_read_chart(yaml, mlg_yaml_item(yaml, section.charts, i), project);
}
