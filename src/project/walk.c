/* SPDX-License-Identifier: Apache-2.0 */
/* Values and mappings against the schema. */
#include "project/yaml.h"

#include <maillage/text.h>
#include <math.h>
#include <string.h>

static const char *kind_words(mlg_yaml_kind kind) {
  static const char *const WORDS[] = {
      [MLG_YAML_TEXT] = "un texte",
      [MLG_YAML_NUMBER] = "un nombre, comme 20.5",
      [MLG_YAML_INTEGER] = "un nombre entier, comme 2019",
      [MLG_YAML_RANGE] = "un nombre, ou {valeur: , min: , max: }",
      [MLG_YAML_BOOLEAN] = "oui ou non",
      [MLG_YAML_TEXTS] = "une liste de textes : [a, b]",
      [MLG_YAML_NUMBERS] = "une liste de nombres : [0.2, 0.3]",
      [MLG_YAML_NODE] = "une valeur",
      [MLG_YAML_MAPPING] = "des lignes « clé: valeur »",
      [MLG_YAML_SEQUENCE] = "une liste",
  };
  return WORDS[kind];
}

static bool reject_kind(mlg_yaml *yaml, const yaml_node_t *node, mlg_yaml_kind kind) {
  mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, mlg_yaml_text(node), kind_words(kind));
  return false;
}

/* French writes 0,17: the project is shown how to. */
static bool reject_number(mlg_yaml *yaml, const yaml_node_t *node, const mlg_yaml_field *field) {
  double value;
  if (field->kind == MLG_YAML_INTEGER || !mlg_parse_number(mlg_yaml_text(node), ",", &value))
    return reject_kind(yaml, node, field->kind);
  mlg_yaml_reject(yaml, node, MLG_F_VALUE_KIND, mlg_yaml_text(node),
                  mlg_arena_printf(yaml->arena, "un nombre, avec un point : %g", value));
  return false;
}

/* A share is often written in per cent. */
static const char *bounds_words(mlg_arena *arena, const mlg_yaml_field *field, double value) {
  if (field->min == 0 && field->max == 1 && value > 1 && value <= 100)
    return mlg_arena_printf(arena, "de 0 à 1 : %g %% s'écrit %g", value, value / 100);
  return mlg_arena_printf(arena, "de %g à %g", field->min, field->max);
}

static bool read_number(mlg_yaml *yaml, yaml_node_t *node, const mlg_yaml_field *field,
                        double *number) {
  double value = 0;
  if (!mlg_parse_number(mlg_yaml_text(node), ".", &value)) return reject_number(yaml, node, field);
  if (field->kind == MLG_YAML_INTEGER && value != floor(value))
    return reject_kind(yaml, node, field->kind);
  if (field->min < field->max && (value < field->min || value > field->max)) {
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_RANGE, mlg_yaml_text(node),
                    bounds_words(yaml->arena, field, value));
    return false;
  }
  *number = value;
  return true;
}

static void read_text(mlg_yaml *yaml, yaml_node_t *node, const char **text) {
  if (node->type != YAML_SCALAR_NODE || *mlg_yaml_text(node) == '\0')
    reject_kind(yaml, node, MLG_YAML_TEXT);
  else
    *text = mlg_arena_strdup(yaml->arena, mlg_yaml_text(node));
}

static void read_range(mlg_yaml *yaml, yaml_node_t *node, const mlg_yaml_field *field,
                       mlg_range *range) {
  if (node->type == YAML_SCALAR_NODE) {
    double value;
    if (read_number(yaml, node, field, &value)) *range = (mlg_range){value, value, value};
    return;
  }
  if (node->type != YAML_MAPPING_NODE) {
    reject_kind(yaml, node, MLG_YAML_RANGE);
    return;
  }
  const mlg_yaml_field fields[] = {
      MLG_BOUNDED(mlg_range, value, "valeur", MLG_YAML_NUMBER, true, field->min, field->max),
      MLG_BOUNDED(mlg_range, low, "min", MLG_YAML_NUMBER, true, field->min, field->max),
      MLG_BOUNDED(mlg_range, high, "max", MLG_YAML_NUMBER, true, field->min, field->max),
  };
  mlg_range read = {NAN, NAN, NAN};
  mlg_yaml_walk(yaml, node, fields, MLG_LENGTH(fields), &read);
  if (read.low > read.value || read.value > read.high)
    mlg_yaml_reject(yaml, node, MLG_F_VALUE_RANGE,
                    mlg_arena_printf(yaml->arena, "%g [%g ; %g]", read.value, read.low, read.high),
                    "min <= valeur <= max");
  *range = read;
}

static void read_boolean(mlg_yaml *yaml, yaml_node_t *node, bool *boolean) {
  const char *text = mlg_yaml_text(node);
  if (strcmp(text, "oui") == 0)
    *boolean = true;
  else if (strcmp(text, "non") == 0)
    *boolean = false;
  else
    reject_kind(yaml, node, MLG_YAML_BOOLEAN);
}

static void read_texts(mlg_yaml *yaml, yaml_node_t *node, mlg_yaml_texts *texts) {
  if (node->type != YAML_SEQUENCE_NODE) {
    reject_kind(yaml, node, MLG_YAML_TEXTS);
    return;
  }
  size_t n = mlg_yaml_count(node);
  const char **items = MLG_NEW(yaml->arena, const char *, n);
  for (size_t i = 0; i < n && items != NULL; i++) {
    items[i] = "";
    read_text(yaml, mlg_yaml_item(yaml, node, i), &items[i]);
  }
  *texts = (mlg_yaml_texts){items == NULL ? 0 : n, items};
}

static void read_numbers(mlg_yaml *yaml, yaml_node_t *node, const mlg_yaml_field *field,
                         mlg_yaml_numbers *numbers) {
  if (node->type != YAML_SEQUENCE_NODE) {
    reject_kind(yaml, node, MLG_YAML_NUMBERS);
    return;
  }
  size_t n = mlg_yaml_count(node);
  double *items = MLG_NEW(yaml->arena, double, n);
  for (size_t i = 0; i < n && items != NULL; i++)
    read_number(yaml, mlg_yaml_item(yaml, node, i), field, &items[i]);
  *numbers = (mlg_yaml_numbers){items == NULL ? 0 : n, items};
}

static void read_node(mlg_yaml *yaml, yaml_node_t *node, mlg_yaml_kind kind, yaml_node_t **out) {
  if ((kind == MLG_YAML_MAPPING && node->type != YAML_MAPPING_NODE) ||
      (kind == MLG_YAML_SEQUENCE && node->type != YAML_SEQUENCE_NODE))
    reject_kind(yaml, node, kind);
  else
    *out = node;
}

void mlg_yaml_read(mlg_yaml *yaml, yaml_node_t *node, const mlg_yaml_field *field, void *target) {
  double number;
  switch (field->kind) {
  case MLG_YAML_TEXT:
    read_text(yaml, node, target);
    break;
  case MLG_YAML_NUMBER:
    read_number(yaml, node, field, target);
    break;
  case MLG_YAML_INTEGER:
    if (read_number(yaml, node, field, &number)) *(int *)target = (int)number;
    break;
  case MLG_YAML_RANGE:
    read_range(yaml, node, field, target);
    break;
  case MLG_YAML_BOOLEAN:
    read_boolean(yaml, node, target);
    break;
  case MLG_YAML_TEXTS:
    read_texts(yaml, node, target);
    break;
  case MLG_YAML_NUMBERS:
    read_numbers(yaml, node, field, target);
    break;
  case MLG_YAML_NODE:
  case MLG_YAML_MAPPING:
  case MLG_YAML_SEQUENCE:
    read_node(yaml, node, field->kind, target);
    break;
  }
}

static size_t find_field(const mlg_yaml_field *fields, size_t n, const char *key) {
  size_t i = 0;
  while (i < n && strcmp(fields[i].key, key) != 0) i++;
  return i;
}

static void reject_unknown_key(mlg_yaml *yaml, const yaml_node_t *at, const char *key,
                               const mlg_yaml_field *fields, size_t n) {
  const char **keys = MLG_NEW(yaml->arena, const char *, n);
  for (size_t i = 0; i < n && keys != NULL; i++) keys[i] = fields[i].key;
  mlg_yaml_reject(yaml, at, MLG_F_KEY_UNKNOWN, key,
                  keys == NULL ? "" : mlg_yaml_suggest(yaml, key, keys, n));
}

/* Whether an earlier pair of the mapping has the same key. */
static bool repeated(mlg_yaml *yaml, yaml_node_t *mapping, size_t i, const char *key) {
  for (size_t j = 0; j < i; j++) {
    const yaml_node_pair_t *pair = mapping->data.mapping.pairs.start + j;
    if (strcmp(mlg_yaml_text(yaml_document_get_node(&yaml->document, pair->key)), key) == 0)
      return true;
  }
  return false;
}

void mlg_yaml_distinct(mlg_yaml *yaml, yaml_node_t *mapping) {
  const char *key;
  yaml_node_t *key_node, *value;
  for (size_t i = 0; mlg_yaml_pair(yaml, mapping, i, &key, &key_node, &value); i++)
    if (repeated(yaml, mapping, i, key))
      mlg_yaml_reject(yaml, key_node, MLG_F_KEY_DUPLICATE, key, NULL);
}

void mlg_yaml_walk(mlg_yaml *yaml, yaml_node_t *mapping, const mlg_yaml_field *fields, size_t n,
                   void *target) {
  enum { MOST_FIELDS = 32 };
  bool seen[MOST_FIELDS] = {false};
  const char *key;
  yaml_node_t *key_node, *value;
  for (size_t i = 0; mlg_yaml_pair(yaml, mapping, i, &key, &key_node, &value); i++) {
    size_t f = find_field(fields, n, key);
    if (repeated(yaml, mapping, i, key))
      mlg_yaml_reject(yaml, key_node, MLG_F_KEY_DUPLICATE, key, NULL);
    else if (f == n)
      reject_unknown_key(yaml, key_node, key, fields, n);
    else {
      seen[f] = true;
      mlg_yaml_read(yaml, value, &fields[f], (char *)target + fields[f].offset);
    }
  }
  for (size_t f = 0; f < n; f++)
    if (fields[f].required && !seen[f])
      mlg_yaml_reject(yaml, mapping, MLG_F_KEY_MISSING, NULL, fields[f].key);
}
