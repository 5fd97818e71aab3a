/* SPDX-License-Identifier: Apache-2.0 */
/* What the section `cartes` asks for beside maps: charts, and a logo on everything. */
#include <string.h>

#include "project/sections.h"

typedef struct {
  yaml_node_t *kind, *indicator, *family, *level, *page;
  const char *extent;
} chart_section;

/* What a kind needs and has not: a word to say so, or NULL. */
static const char *lacks(const chart_section *section, size_t kind) {
  if (section->extent == NULL) return "la clé emprise";
  if (kind == MLG_CHART_RANKS && section->indicator == NULL) return "la clé indicateur";
  if (kind == MLG_CHART_PARTS && section->family == NULL) return "la clé famille";
  return NULL;
}

static void add_chart(mlg_yaml *yaml, yaml_node_t *node, const chart_section *section, size_t kind,
                      mlg_project *project) {
  size_t level = MLG_QUARTIER, family = MLG_AIDER, page = MLG_PAGE_SLIDE;
  const char *lack = lacks(section, kind);
  if (lack != NULL) {
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, MLG_CHARTS[kind].code, lack);
    return;
  }
  if (section->level != NULL)
    mlg_find_word(yaml, MLG_LEVELS, MLG_LEVEL_COUNT, section->level, &level);
  if (section->family != NULL)
    mlg_find_word(yaml, MLG_FAMILIES, MLG_FAMILY_COUNT, section->family, &family);
  if (section->page != NULL) mlg_find_word(yaml, MLG_PAGES, MLG_PAGE_COUNT, section->page, &page);
  const char *indicator = section->indicator == NULL ? NULL : mlg_yaml_text(section->indicator);
  project->charts[project->n_charts++] = (mlg_chart_request){
      .kind = (mlg_chart_kind)kind,
      .level = (mlg_level)level,
      .indicator = mlg_arena_strdup(yaml->arena, indicator),
      .family = (mlg_family)family,
      .page = (mlg_page)page,
      .extent = section->extent,
      .at = mlg_yaml_position(yaml, section->indicator != NULL ? section->indicator : node),
  };
}

void mlg_read_chart(mlg_yaml *yaml, yaml_node_t *item, mlg_project *project) {
  static const mlg_yaml_field MAPPING = {.kind = MLG_YAML_MAPPING};
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(chart_section, kind, "type", MLG_YAML_NODE, true),
      MLG_FIELD(chart_section, extent, "emprise", MLG_YAML_TEXT, true),
      MLG_FIELD(chart_section, level, "niveau", MLG_YAML_NODE, false),
      MLG_FIELD(chart_section, indicator, "indicateur", MLG_YAML_NODE, false),
      MLG_FIELD(chart_section, family, "famille", MLG_YAML_NODE, false),
      MLG_FIELD(chart_section, page, "page", MLG_YAML_NODE, false),
  };
  yaml_node_t *node = NULL;
  chart_section section = {0};
  size_t kind;
  mlg_yaml_read(yaml, item, &MAPPING, &node);
  if (node == NULL) return;
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  if (section.kind != NULL && mlg_find_word(yaml, MLG_CHARTS, MLG_CHART_COUNT, section.kind, &kind))
    add_chart(yaml, node, &section, kind, project);
}

void mlg_read_logo(mlg_yaml *yaml, const yaml_node_t *node, const char *folder,
                   mlg_project *project) {
  const char *written = mlg_yaml_text(node);
  project->logo = mlg_arena_printf(yaml->arena, "%s%s", *written == '/' ? "" : folder, written);
  if (strstr(written, "://") != NULL)
    mlg_yaml_reject(yaml, node, MLG_F_PATH_REMOTE, written, NULL);
  else if (project->logo != NULL && !mlg_yaml_readable(yaml, project->logo))
    mlg_yaml_reject(yaml, node, MLG_F_FILE_MISSING, written,
                    mlg_nearest_file(yaml->arena, project->logo));
}
