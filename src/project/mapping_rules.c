/* SPDX-License-Identifier: Apache-2.0 */
/* What is so of every row of a directory, or of those that meet a condition. */
#include "project/mapping_parts.h"

#include <math.h>
#include <string.h>

/* As written: words are still nodes. */
typedef struct {
  mlg_given given;
  yaml_node_t *families, *prices, *access, *modes, *equipment, *column;
  mlg_yaml_texts typologies, labels, publics, values;
  double above, at_most;
} given_section;

#define GIVEN(member, name, kind) MLG_FIELD(given_section, member, name, MLG_YAML_##kind, false)
#define GIVEN_FIELDS                                                                               \
  GIVEN(families, "familles", SEQUENCE), GIVEN(prices, "frais", NODE),                             \
      GIVEN(access, "acces", NODE), GIVEN(modes, "accompagnement", NODE),                          \
      GIVEN(equipment, "equipements", SEQUENCE), GIVEN(typologies, "typologies", TEXTS),           \
      GIVEN(labels, "labels", TEXTS), GIVEN(publics, "publics", TEXTS)

static const char *joined(mlg_yaml *yaml, const mlg_yaml_texts *texts) {
  const char *all = texts->n > 0 ? texts->items[0] : "";
  for (size_t i = 1; i < texts->n && all != NULL; i++)
    all = mlg_arena_printf(yaml->arena, "%s|%s", all, texts->items[i]);
  return all == NULL ? "" : all;
}

static mlg_given settle(mlg_yaml *yaml, const given_section *section) {
  mlg_given given = section->given;
  given.families = mlg_mapping_bits(yaml, section->families, MLG_AS_SERVICES);
  given.prices = mlg_mapping_bits(yaml, section->prices, MLG_AS_PRICE);
  given.access = mlg_mapping_bits(yaml, section->access, MLG_AS_ACCESS);
  given.modes = mlg_mapping_bits(yaml, section->modes, MLG_AS_MODES);
  given.equipment = mlg_mapping_bits(yaml, section->equipment, MLG_AS_EQUIPMENT);
  given.typologies = joined(yaml, &section->typologies);
  given.labels = joined(yaml, &section->labels);
  given.publics = joined(yaml, &section->publics);
  const char **texts[] = {&given.source, &given.provider, &given.updated};
  for (size_t i = 0; i < MLG_LENGTH(texts); i++)
    if (*texts[i] == NULL) *texts[i] = "";
  return given;
}

void mlg_mapping_always(mlg_yaml *yaml, yaml_node_t *node, mlg_given *given) {
  static const mlg_yaml_field FIELDS[] = {
      GIVEN_FIELDS,
      GIVEN(given.source, "source", TEXT),
      GIVEN(given.provider, "fournisseur", TEXT),
      GIVEN(given.updated, "date_maj", TEXT),
  };
  given_section section = {0};
  if (node != NULL) mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  *given = settle(yaml, &section);
}

static void read_condition(mlg_yaml *yaml, yaml_node_t *node, mlg_condition *condition) {
  static const mlg_yaml_field FIELDS[] = {
      GIVEN_FIELDS,
      MLG_FIELD(given_section, column, "colonne", MLG_YAML_NODE, true),
      GIVEN(values, "valeurs", TEXTS),
      MLG_BOUNDED(given_section, above, "superieur_a", MLG_YAML_NUMBER, false, -1e9, 1e9),
      MLG_BOUNDED(given_section, at_most, "au_plus", MLG_YAML_NUMBER, false, -1e9, 1e9),
      GIVEN(given.out_of_field, "hors_champ", BOOLEAN),
  };
  given_section section = {.above = NAN, .at_most = NAN};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  *condition = (mlg_condition){.above = section.above, .at_most = section.at_most};
  if (section.column != NULL) condition->column = mlg_mapping_column(yaml, section.column);
  mlg_mapping_values(yaml, &section.values, false, 0, &condition->values);
  condition->then = settle(yaml, &section);
  if ((section.values.n > 0) == !(isnan(section.above) && isnan(section.at_most)))
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "valeurs, superieur_a ou au_plus");
}

void mlg_mapping_conditions(mlg_yaml *yaml, yaml_node_t *node, mlg_mapping *mapping) {
  static const mlg_yaml_field MAPPING = {.kind = MLG_YAML_MAPPING};
  size_t n = mlg_yaml_count(node);
  mapping->conditions = MLG_NEW(yaml->arena, mlg_condition, n);
  for (size_t i = 0; i < n && mapping->conditions != NULL; i++) {
    yaml_node_t *fields = NULL;
    mlg_yaml_read(yaml, mlg_yaml_item(yaml, node, i), &MAPPING, &fields);
    if (fields != NULL) read_condition(yaml, fields, &mapping->conditions[mapping->n_conditions++]);
  }
}
