/* SPDX-License-Identifier: Apache-2.0 */
/* What the values of a role mean. */
#include "project/mapping_parts.h"

#include <maillage/offer.h>
#include <maillage/text.h>
#include <string.h>

static const char IGNORED[] = "ignorer", WITHOUT[] = "sans ";

static const mlg_word PRICES[] = {
    {"gratuit", "", "", ""}, {"sous_condition", "", "", ""}, {"payant", "", "", ""}};
/* In the order of the bits of mlg_terms.access and mlg_terms.modes. */
static const mlg_word ACCESSES[] = {{"libre", "", "", ""},        {"rendez_vous", "", "", ""},
                                    {"telephone", "", "", ""},    {"mail", "", "", ""},
                                    {"prescription", "", "", ""}, {"sans_accueil", "", "", ""}};
static const mlg_word MODES[] = {{"autonomie", "", "", ""},
                                 {"individuel", "", "", ""},
                                 {"collectif", "", "", ""},
                                 {"distance", "", "", ""}};
static const mlg_word ANSWERS[] = {{"non", "", "", ""}, {"oui", "", "", ""}};

/* The words of a role; none: what a value means is a text of its own. */
typedef struct {
  size_t n;
  const mlg_word *words;
} vocabulary;

static vocabulary words_of(mlg_column_role role) {
  switch (role) {
  case MLG_AS_SERVICES:
    return (vocabulary){MLG_FAMILY_COUNT, MLG_FAMILIES};
  case MLG_AS_PRICE:
    return (vocabulary){MLG_LENGTH(PRICES), PRICES};
  case MLG_AS_ACCESS:
    return (vocabulary){MLG_LENGTH(ACCESSES), ACCESSES};
  case MLG_AS_MODES:
    return (vocabulary){MLG_LENGTH(MODES), MODES};
  case MLG_AS_EQUIPMENT:
    return (vocabulary){MLG_BASIC_COUNT, MLG_BASICS};
  case MLG_AS_ITINERANT:
    return (vocabulary){MLG_LENGTH(ANSWERS), ANSWERS};
  default:
    return (vocabulary){0};
  }
}

static unsigned word_bit(mlg_yaml *yaml, const yaml_node_t *node, mlg_column_role role) {
  const char *text = mlg_yaml_text(node), *code = text;
  vocabulary known = words_of(role);
  bool without = role == MLG_AS_EQUIPMENT && strncmp(text, WITHOUT, strlen(WITHOUT)) == 0;
  if (without) code += strlen(WITHOUT);
  size_t word = mlg_word_find(known.words, known.n, code);
  if (word < known.n) return without ? MLG_BIT_ABSENT(word) : 1u << word;
  const char **codes = MLG_NEW(yaml->arena, const char *, known.n);
  for (size_t i = 0; codes != NULL && i < known.n; i++) codes[i] = known.words[i].code;
  mlg_yaml_reject(yaml, node, MLG_F_REFERENCE_UNKNOWN, text,
                  codes == NULL ? "" : mlg_yaml_suggest(yaml, code, codes, known.n));
  return 0;
}

unsigned mlg_mapping_bits(mlg_yaml *yaml, yaml_node_t *node, mlg_column_role role) {
  if (node == NULL) return 0;
  if (node->type != YAML_SEQUENCE_NODE) return word_bit(yaml, node, role);
  unsigned bits = 0;
  for (size_t i = 0; i < mlg_yaml_count(node); i++)
    bits |= word_bit(yaml, mlg_yaml_item(yaml, node, i), role);
  return bits;
}

/* A value as cells are compared with it: folded, its star at the end set apart. */
static mlg_meaning meaning_of(mlg_yaml *yaml, const char *value) {
  size_t length = strlen(value);
  bool prefix = length > 0 && value[length - 1] == '*';
  const char *start = mlg_arena_strndup(yaml->arena, value, length - prefix);
  return (mlg_meaning){.folded = start == NULL ? NULL : mlg_fold(yaml->arena, start),
                       .prefix = prefix};
}

static mlg_meaning *room_for(mlg_yaml *yaml, size_t more, mlg_dictionary *dictionary) {
  size_t n = dictionary->n;
  mlg_meaning *items =
      mlg_arena_grow(yaml->arena, dictionary->items, n, n + more, sizeof *dictionary->items);
  if (items != NULL) dictionary->items = items;
  return items;
}

void mlg_mapping_values(mlg_yaml *yaml, const mlg_yaml_texts *values, bool ignored, unsigned bits,
                        mlg_dictionary *dictionary) {
  if (room_for(yaml, values->n, dictionary) == NULL) return;
  for (size_t i = 0; i < values->n; i++) {
    mlg_meaning meaning = meaning_of(yaml, values->items[i]);
    meaning.ignored = ignored;
    meaning.bits = bits;
    if (meaning.folded != NULL) dictionary->items[dictionary->n++] = meaning;
  }
}

void mlg_mapping_dictionary(mlg_yaml *yaml, yaml_node_t *node, mlg_column_role role,
                            mlg_mapping *mapping) {
  mlg_dictionary *dictionary = &mapping->values[role];
  if (node == NULL || room_for(yaml, mlg_yaml_count(node), dictionary) == NULL) return;
  mlg_yaml_distinct(yaml, node);
  const char *value;
  yaml_node_t *key_node, *word;
  for (size_t i = 0; mlg_yaml_pair(yaml, node, i, &value, &key_node, &word); i++) {
    mlg_meaning meaning = meaning_of(yaml, value);
    meaning.ignored = strcmp(mlg_yaml_text(word), IGNORED) == 0;
    if (words_of(role).n == 0)
      meaning.text = mlg_arena_strdup(yaml->arena, mlg_yaml_text(word));
    else if (!meaning.ignored)
      meaning.bits = mlg_mapping_bits(yaml, word, role);
    if (meaning.folded != NULL) dictionary->items[dictionary->n++] = meaning;
  }
}
