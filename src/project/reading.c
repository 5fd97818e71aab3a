/* SPDX-License-Identifier: Apache-2.0 */
/* What a dataset says of its rows and cells: lignes, niveau, secret, sondage. */
#include "project/sections.h"

void mlg_read_rows(mlg_yaml *yaml, yaml_node_t *node, mlg_dataset *dataset) {
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(mlg_dataset, rows_column, "colonne", MLG_YAML_TEXT, true),
      MLG_FIELD(mlg_dataset, rows_value, "valeur", MLG_YAML_TEXT, true),
  };
  if (node != NULL) mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), dataset);
}

void mlg_read_level(mlg_yaml *yaml, const yaml_node_t *node, mlg_reading *reading) {
  size_t level = MLG_IRIS;
  if (node == NULL || !mlg_find_word(yaml, MLG_LEVELS, MLG_LEVEL_COUNT, node, &level)) return;
  reading->level = (mlg_level)level;
  if (level != MLG_IRIS && level != MLG_COMMUNE)
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, mlg_yaml_text(node), "iris ou commune");
}

mlg_reference mlg_read_reference(mlg_yaml *yaml, const yaml_node_t *node) {
  if (node == NULL) return (mlg_reference){0};
  return (mlg_reference){.id = mlg_arena_strdup(yaml->arena, mlg_yaml_text(node)),
                         .at = mlg_yaml_position(yaml, node)};
}

/* The secret as written. */
typedef struct {
  mlg_secret secret;
  mlg_yaml_texts values;
  yaml_node_t *imputation;
} secret_section;

/* A row is withheld by a mark in a column: one goes with the other. */
static void check_secret(mlg_yaml *yaml, const yaml_node_t *node, const secret_section *section) {
  const mlg_secret *secret = &section->secret;
  if (secret->low > secret->high)
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_RANGE,
                    mlg_arena_printf(yaml->arena, "[%g ; %g]", secret->low, secret->high),
                    "min <= max");
  if (secret->threshold > 0 && (secret->low > 1 || secret->high < secret->threshold - 1))
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_RANGE,
                    mlg_arena_printf(yaml->arena, "[%g ; %g]", secret->low, secret->high),
                    mlg_arena_printf(yaml->arena, "min <= 1, max >= %g : ce que cache le seuil",
                                     secret->threshold - 1));
  if (secret->column != NULL && section->values.n == 0)
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "valeurs");
  if (secret->column == NULL && section->values.n > 0)
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "colonne");
}

void mlg_read_secret(mlg_yaml *yaml, yaml_node_t *node, mlg_secret *secret) {
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(secret_section, secret.column, "colonne", MLG_YAML_TEXT, false),
      MLG_FIELD(secret_section, values, "valeurs", MLG_YAML_TEXTS, false),
      MLG_FIELD(secret_section, secret.total, "total", MLG_YAML_TEXT, false),
      MLG_BOUNDED(secret_section, secret.low, "min", MLG_YAML_NUMBER, true, 0, 1e6),
      MLG_BOUNDED(secret_section, secret.high, "max", MLG_YAML_NUMBER, true, 0, 1e6),
      MLG_BOUNDED(secret_section, secret.threshold, "seuil", MLG_YAML_NUMBER, false, 0, 1e6),
      MLG_FIELD(secret_section, imputation, "imputation", MLG_YAML_NODE, false),
  };
  if (node == NULL) return;
  secret_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  check_secret(yaml, node, &section);
  *secret = section.secret;
  secret->present = true;
  secret->n_values = section.values.n;
  secret->values = section.values.items;
  secret->imputation = mlg_read_reference(yaml, section.imputation);
  secret->at = mlg_yaml_position(yaml, node);
}

void mlg_read_sampling(mlg_yaml *yaml, yaml_node_t *node, mlg_sampling *sampling) {
  static const mlg_yaml_field FIELDS[] = {
      MLG_BOUNDED(mlg_sampling, effect, "effet", MLG_YAML_NUMBER, true, 0.1, 100),
      MLG_BOUNDED(mlg_sampling, fraction, "fraction", MLG_YAML_NUMBER, true, 0.001, 1),
      MLG_BOUNDED(mlg_sampling, threshold, "seuil_commune", MLG_YAML_NUMBER, true, 0, 1e9),
  };
  if (node != NULL) mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), sampling);
}
