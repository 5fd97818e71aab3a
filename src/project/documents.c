/* SPDX-License-Identifier: Apache-2.0 */
/* The section `diapositives`. */
#include "project/sections.h"

#include <string.h>

/* The slides are laid out on an organisation's own file, when it gives one. */
static void find_template(mlg_yaml *yaml, const yaml_node_t *node, const char *folder,
                          mlg_project *project) {
  const char *written = mlg_yaml_text(node);
  project->slides.file = mlg_arena_strdup(yaml->arena, written);
  project->slides.path =
      mlg_arena_printf(yaml->arena, "%s%s", *written == '/' ? "" : folder, written);
  if (strstr(written, "://") != NULL)
    mlg_yaml_reject(yaml, node, MLG_F_PATH_REMOTE, written, NULL);
  else if (project->slides.path != NULL && !mlg_yaml_readable(yaml, project->slides.path))
    mlg_yaml_reject(yaml, node, MLG_F_FILE_MISSING, written,
                    mlg_nearest_file(yaml->arena, project->slides.path));
}

void mlg_read_slides(mlg_yaml *yaml, yaml_node_t *node, const char *folder, mlg_project *project) {
  typedef struct {
    yaml_node_t *template;
  } slides_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(slides_section, template, "modele", MLG_YAML_NODE, true),
  };
  slides_section section = {0};
  if (node == NULL) return;
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  if (section.template != NULL) find_template(yaml, section.template, folder, project);
}
