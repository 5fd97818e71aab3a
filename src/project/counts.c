/* SPDX-License-Identifier: Apache-2.0 */
/* What a dataset says of counts it holds as shares or under other names: effectifs. */
#include "project/sections.h"

#include <string.h>

/* A count as written; its base is found once all datasets are read. */
typedef struct {
  mlg_derived_count count;
  yaml_node_t *base;
} count_section;

static void read_base(mlg_yaml *yaml, yaml_node_t *node, mlg_derived_count *count) {
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(mlg_derived_count, base_name, "donnees", MLG_YAML_TEXT, false),
      MLG_FIELD(mlg_derived_count, base_column, "colonne", MLG_YAML_TEXT, true),
  };
  if (node != NULL) mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), count);
}

static void read_count(mlg_yaml *yaml, yaml_node_t *node, mlg_derived_count *count) {
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(count_section, count.share, "part", MLG_YAML_TEXT, false),
      MLG_FIELD(count_section, base, "de", MLG_YAML_MAPPING, true),
      MLG_BOUNDED(count_section, count.rounding, "arrondi", MLG_YAML_NUMBER, false, 1e-6, 50),
  };
  count_section section = {.count = *count};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  *count = section.count;
  read_base(yaml, section.base, count);
  if (count->rounding > 0 && count->share == NULL)
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "part");
}

void mlg_read_derived(mlg_yaml *yaml, yaml_node_t *node, mlg_reading *reading) {
  static const mlg_yaml_field MAPPING = {.kind = MLG_YAML_MAPPING};
  if (node == NULL) return;
  mlg_yaml_distinct(yaml, node);
  reading->counts = MLG_NEW(yaml->arena, mlg_derived_count, mlg_yaml_count(node));
  if (reading->counts == NULL) return;
  const char *name;
  yaml_node_t *key_node, *value;
  while (mlg_yaml_pair(yaml, node, reading->n_counts, &name, &key_node, &value)) {
    mlg_derived_count *count = &reading->counts[reading->n_counts++];
    yaml_node_t *fields = NULL;
    *count = (mlg_derived_count){.name = name, .at = mlg_yaml_position(yaml, value)};
    mlg_yaml_read(yaml, value, &MAPPING, &fields);
    if (fields != NULL) read_count(yaml, fields, count);
  }
}

/* Reports a base whose dataset the project has not, at the count that names it. */
static void reject_base(mlg_yaml *yaml, const mlg_project *project,
                        const mlg_derived_count *count) {
  const char **ids = MLG_NEW(yaml->arena, const char *, project->n_datasets);
  if (ids == NULL) return;
  for (size_t i = 0; i < project->n_datasets; i++) ids[i] = project->datasets[i].id;
  yaml->rejected = true;
  mlg_report(yaml->findings,
             (mlg_finding){
                 .code = MLG_F_REFERENCE_UNKNOWN,
                 .file = count->at.file,
                 .line = count->at.line,
                 .column = mlg_arena_printf(yaml->arena, "%zu", count->at.column),
                 .value = count->base_name,
                 .expected = mlg_yaml_suggest(yaml, count->base_name, ids, project->n_datasets)});
}

static void find_base(mlg_yaml *yaml, const mlg_project *project, size_t dataset,
                      mlg_derived_count *count) {
  count->base = dataset;
  if (count->base_name == NULL) return;
  size_t i = 0;
  while (i < project->n_datasets && strcmp(project->datasets[i].id, count->base_name) != 0) i++;
  if (i == project->n_datasets)
    reject_base(yaml, project, count);
  else
    count->base = i;
}

void mlg_find_bases(mlg_yaml *yaml, mlg_project *project) {
  for (size_t i = 0; i < project->n_datasets; i++) {
    mlg_reading *reading = &project->datasets[i].reading;
    for (size_t k = 0; k < reading->n_counts; k++) find_base(yaml, project, i, &reading->counts[k]);
  }
}
