/* SPDX-License-Identifier: Apache-2.0 */
#include "project/yaml.h"

#include <errno.h>
#include <maillage/place.h>
#include <maillage/text.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The first sign of a text that no document could hold, which YAML may write "\0". */
static const char *unwritable(mlg_yaml *yaml, const char *text) {
  for (unsigned point; *text != '\0';)
    if (!mlg_is_sign(point = mlg_utf8_next(&text)))
      return mlg_arena_printf(yaml->arena, "U+%04X", point);
  return "U+0000";
}

/* YAML makes "\\b" of a path a control sign. */
static void check_signs(mlg_yaml *yaml) {
  const yaml_document_t *document = &yaml->document;
  for (const yaml_node_t *node = document->nodes.start; node < document->nodes.top; node++) {
    if (node->type != YAML_SCALAR_NODE) continue;
    const char *text = mlg_yaml_text(node);
    if (mlg_all_signs(text) && strlen(text) == node->data.scalar.length) continue;
    mlg_yaml_reject(
        yaml, node, MLG_F_VALUE_KIND, unwritable(yaml, text),
        "un texte sans signe de contrôle ; dans un chemin, des « / » et non des « \\ »");
  }
}

/* What libyaml says of the mistakes that people make most, in words of our own. */
static mlg_finding_code syntax_code(const char *problem) {
  static const struct {
    const char *words;
    mlg_finding_code code;
  } KNOWN[] = {
      {"found a tab character", MLG_F_YAML_TAB},
      {"found character that cannot start any token", MLG_F_YAML_TAB},
      {"did not find expected key", MLG_F_YAML_LAYOUT},
      {"did not find expected '-' indicator", MLG_F_YAML_LAYOUT},
      {"could not find expected ':'", MLG_F_YAML_LAYOUT},
      {"mapping values are not allowed", MLG_F_YAML_LAYOUT},
      {"found unknown escape character", MLG_F_YAML_ESCAPE},
      {"did not find expected hexdecimal number", MLG_F_YAML_ESCAPE},
  };
  for (size_t i = 0; problem != NULL && i < sizeof KNOWN / sizeof *KNOWN; i++)
    if (strncmp(problem, KNOWN[i].words, strlen(KNOWN[i].words)) == 0) return KNOWN[i].code;
  return MLG_F_YAML_SYNTAX;
}

static mlg_status parse(mlg_yaml *yaml) {
  yaml_parser_t parser;
  if (!yaml_parser_initialize(&parser)) return MLG_FAILURE;
  yaml_parser_set_input_string(&parser, (const unsigned char *)yaml->text, yaml->size);
  int parsed = yaml_parser_load(&parser, &yaml->document);
  mlg_finding finding = {
      .code = syntax_code(parser.problem),
      .file = yaml->file,
      .line = parser.problem_mark.line + 1,
      .value = parser.problem,
      .column = mlg_arena_printf(yaml->arena, "%zu", parser.problem_mark.column + 1)};
  /* An open quote shows at the next one only, as a wrong layout. */
  if (finding.code == MLG_F_YAML_LAYOUT)
    finding.expected =
        "du YAML : « clé: valeur », au retrait des autres clés de la section, chaque "
        "guillemet fermé";
  mlg_status status = parsed ? MLG_OK : mlg_report(yaml->findings, finding);
  yaml_parser_delete(&parser);
  if (parsed) check_signs(yaml);
  return status;
}

/* A file cut short by an error is one that YAML refuses, or a project that lacks something. */
static mlg_status read_file(mlg_yaml *yaml, const char *path) {
  FILE *stream = fopen(path, "rb");
  if (stream == NULL) return MLG_OK;
  yaml->text = mlg_read_stream(yaml->arena, stream, &yaml->size);
  fclose(stream);
  return yaml->text == NULL ? MLG_FAILURE : MLG_OK;
}

static void find_kept(mlg_yaml *yaml, const char *path) {
  for (size_t i = 0; i < yaml->kept->n && yaml->text == NULL; i++)
    if (strcmp(yaml->kept->items[i].file, path) == 0) yaml->text = yaml->kept->items[i].text;
  yaml->size = yaml->text == NULL ? 0 : strlen(yaml->text);
}

mlg_status mlg_yaml_open(mlg_yaml *yaml, mlg_arena *arena, const mlg_settings *kept,
                         const char *path, const char *file, mlg_findings *findings) {
  *yaml = (mlg_yaml){.arena = arena, .findings = findings, .kept = kept, .file = file};
  if (kept != NULL)
    find_kept(yaml, path);
  else
    MLG_TRY(read_file(yaml, path));
  if (yaml->text == NULL)
    return mlg_report(findings, (mlg_finding){.code = MLG_F_FILE_MISSING, .value = file});
  return parse(yaml);
}

bool mlg_yaml_readable(const mlg_yaml *yaml, const char *path) {
  return yaml->kept != NULL || access(path, R_OK) == 0;
}

void mlg_yaml_close(mlg_yaml *yaml) { yaml_document_delete(&yaml->document); }

yaml_node_t *mlg_yaml_root(mlg_yaml *yaml) {
  yaml_node_t *root = yaml_document_get_root_node(&yaml->document);
  if (root != NULL && root->type == YAML_MAPPING_NODE) return root;
  mlg_yaml_reject(yaml, root, MLG_F_VALUE_KIND, mlg_yaml_text(root), "clé: valeur");
  return NULL;
}

mlg_position mlg_yaml_position(const mlg_yaml *yaml, const yaml_node_t *node) {
  if (node == NULL) return (mlg_position){yaml->file, 1, 1};
  return (mlg_position){yaml->file, node->start_mark.line + 1, node->start_mark.column + 1};
}

void mlg_yaml_reject(mlg_yaml *yaml, const yaml_node_t *node, mlg_finding_code code,
                     const char *value, const char *expected) {
  mlg_position at = mlg_yaml_position(yaml, node);
  yaml->rejected = true;
  mlg_report(yaml->findings,
             (mlg_finding){.code = code,
                           .file = at.file,
                           .line = at.line,
                           .column = mlg_arena_printf(yaml->arena, "%zu", at.column),
                           .value = value,
                           .expected = expected});
}

const char *mlg_yaml_suggest(mlg_yaml *yaml, const char *name, const char *const *candidates,
                             size_t n) {
  size_t near = mlg_nearest(name, candidates, n);
  if (near < n) return mlg_arena_printf(yaml->arena, "« %s » ?", candidates[near]);
  const char *list = n > 0 ? candidates[0] : "";
  for (size_t i = 1; i < n && list != NULL; i++)
    list = mlg_arena_printf(yaml->arena, "%s, %s", list, candidates[i]);
  return list;
}

const char *mlg_yaml_text(const yaml_node_t *node) {
  if (node == NULL || node->type != YAML_SCALAR_NODE) return "";
  return (const char *)node->data.scalar.value;
}

size_t mlg_yaml_count(const yaml_node_t *collection) {
  if (collection == NULL) return 0;
  if (collection->type == YAML_MAPPING_NODE)
    return (size_t)(collection->data.mapping.pairs.top - collection->data.mapping.pairs.start);
  if (collection->type == YAML_SEQUENCE_NODE)
    return (size_t)(collection->data.sequence.items.top - collection->data.sequence.items.start);
  return 0;
}

yaml_node_t *mlg_yaml_item(mlg_yaml *yaml, yaml_node_t *sequence, size_t i) {
  return yaml_document_get_node(&yaml->document, sequence->data.sequence.items.start[i]);
}

bool mlg_yaml_pair(mlg_yaml *yaml, yaml_node_t *mapping, size_t i, const char **key,
                   yaml_node_t **key_node, yaml_node_t **value) {
  if (i >= mlg_yaml_count(mapping)) return false;
  const yaml_node_pair_t *pair = mapping->data.mapping.pairs.start + i;
  *key_node = yaml_document_get_node(&yaml->document, pair->key);
  *value = yaml_document_get_node(&yaml->document, pair->value);
  *key = mlg_arena_strdup(yaml->arena, mlg_yaml_text(*key_node));
  return *key != NULL;
}
