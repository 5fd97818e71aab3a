/* SPDX-License-Identifier: Apache-2.0 */
/* The columns that a mapping names. */
#include "project/mapping_parts.h"

#include "project/sections.h"

#include <string.h>

mlg_mapped_column mlg_mapping_column(mlg_yaml *yaml, const yaml_node_t *node) {
  static const char JOINED[] = "structure:";
  const char *name = mlg_yaml_text(node);
  bool of_structure = strncmp(name, JOINED, strlen(JOINED)) == 0;
  if (*name == '\0') mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, name, "le nom d'une colonne");
  return (mlg_mapped_column){
      .name = mlg_arena_strdup(yaml->arena, of_structure ? name + strlen(JOINED) : name),
      .of_structure = of_structure,
      .at = mlg_yaml_position(yaml, node)};
}

/* One column, or a list of them. */
static mlg_mapped_columns read_role(mlg_yaml *yaml, yaml_node_t *node) {
  bool several = node->type == YAML_SEQUENCE_NODE;
  size_t n = several ? mlg_yaml_count(node) : 1;
  mlg_mapped_columns columns = {.items = MLG_NEW(yaml->arena, mlg_mapped_column, n)};
  for (size_t i = 0; i < n && columns.items != NULL; i++)
    columns.items[columns.n++] =
        mlg_mapping_column(yaml, several ? mlg_yaml_item(yaml, node, i) : node);
  return columns;
}

/* Every column of that name, whatever its role, may be absent. */
static bool mark_optional(mlg_mapping *mapping, const mlg_mapped_column *named) {
  bool found = false;
  for (int role = 0; role < MLG_AS_COUNT; role++)
    for (size_t i = 0; i < mapping->columns[role].n; i++) {
      mlg_mapped_column *column = &mapping->columns[role].items[i];
      if (column->of_structure != named->of_structure || strcmp(column->name, named->name) != 0)
        continue;
      column->optional = true;
      found = true;
    }
  return found;
}

static void require_roles(mlg_yaml *yaml, const yaml_node_t *node, const mlg_mapping *mapping) {
  static const mlg_column_role PAIRS[][2] = {{MLG_AS_LATITUDE, MLG_AS_LONGITUDE},
                                             {MLG_AS_X, MLG_AS_Y}};
  if (mapping->columns[MLG_AS_NAME].n == 0)
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, MLG_COLUMN_ROLES[MLG_AS_NAME].code);
  for (size_t i = 0; i < MLG_LENGTH(PAIRS); i++)
    for (int side = 0; side < 2; side++)
      if (mapping->columns[PAIRS[i][side]].n == 0 && mapping->columns[PAIRS[i][!side]].n > 0)
        mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, MLG_COLUMN_ROLES[PAIRS[i][side]].code);
}

void mlg_mapping_columns(mlg_yaml *yaml, yaml_node_t *columns, yaml_node_t *optional,
                         mlg_mapping *mapping) {
  if (columns == NULL) return;
  mlg_yaml_distinct(yaml, columns);
  const char *key;
  yaml_node_t *key_node, *value;
  for (size_t i = 0; mlg_yaml_pair(yaml, columns, i, &key, &key_node, &value); i++) {
    size_t role = 0;
    if (mlg_find_word(yaml, MLG_COLUMN_ROLES, MLG_AS_COUNT, key_node, &role))
      mapping->columns[role] = read_role(yaml, value);
  }
  if (yaml->arena->refused) return; /* some columns have no name */
  require_roles(yaml, columns, mapping);
  for (size_t i = 0; i < mlg_yaml_count(optional); i++) {
    yaml_node_t *item = mlg_yaml_item(yaml, optional, i);
    mlg_mapped_column named = mlg_mapping_column(yaml, item);
    if (!mark_optional(mapping, &named))
      mlg_yaml_reject(yaml, item, MLG_F_REFERENCE_UNKNOWN, mlg_yaml_text(item),
                      "une colonne que « colonnes » nomme");
  }
}

static void read_names(mlg_yaml *yaml, const yaml_node_t *node, const mlg_yaml_texts *texts,
                       mlg_weekdays *days) {
  static const char *const FRENCH[7] = {"lundi",    "mardi",  "mercredi", "jeudi",
                                        "vendredi", "samedi", "dimanche"};
  if (texts->n != 0 && texts->n != 7)
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, "noms", "sept noms, de lundi à dimanche");
  for (size_t i = 0; i < 7; i++) days->names[i] = texts->n == 7 ? texts->items[i] : FRENCH[i];
}

static void require_pattern(mlg_yaml *yaml, const yaml_node_t *node, const char *pattern) {
  if (pattern != NULL && strstr(pattern, "{jour}") == NULL)
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, pattern, "une colonne par jour : \"h_{jour}\"");
}

void mlg_mapping_weekdays(mlg_yaml *yaml, yaml_node_t *node, mlg_mapping *mapping) {
  typedef struct {
    mlg_weekdays days;
    mlg_yaml_texts names;
  } weekday_section;
#define PATTERN(member, name) MLG_FIELD(weekday_section, days.member, name, MLG_YAML_TEXT, false)
  static const mlg_yaml_field FIELDS[] = {
      PATTERN(text, "texte"),
      PATTERN(frequency, "frequence"),
      PATTERN(opening, "ouverture"),
      PATTERN(closing, "fermeture"),
      PATTERN(lunch, "midi"),
      PATTERN(lunch_hours, "pause"),
      MLG_FIELD(weekday_section, names, "noms", MLG_YAML_TEXTS, false),
      MLG_FIELD(weekday_section, days.optional, "facultatif", MLG_YAML_BOOLEAN, false),
  };
  if (node == NULL) return;
  weekday_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  mlg_weekdays *days = &section.days;
  read_names(yaml, node, &section.names, days);
  const char *patterns[] = {days->text, days->frequency, days->opening, days->closing, days->lunch};
  for (size_t i = 0; i < MLG_LENGTH(patterns); i++) require_pattern(yaml, node, patterns[i]);
  if (days->text == NULL && (days->opening == NULL || days->closing == NULL))
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "texte, ou ouverture et fermeture");
  if ((days->lunch == NULL) != (days->lunch_hours == NULL))
    mlg_yaml_reject(yaml, node, MLG_F_KEY_MISSING, NULL, "midi et pause");
  days->at = mlg_yaml_position(yaml, node);
  mapping->weekdays = *days;
  mapping->has_weekdays = true;
}
