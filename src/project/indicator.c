/* SPDX-License-Identifier: Apache-2.0 */
/* One indicator file. */
#include "project/indicator.h"
#include "project/sections.h"

#include <maillage/text.h>

#include <string.h>

/* Compiles the formula over the inputs and the project's parameters. */
static void compile(mlg_yaml *yaml, const mlg_project *project, mlg_indicator *indicator) {
  size_t n = indicator->n_inputs + project->n_parameters;
  const char **names = MLG_NEW(yaml->arena, const char *, n);
  if (names == NULL) return;
  for (size_t i = 0; i < indicator->n_inputs; i++) names[i] = indicator->inputs[i].name;
  for (size_t i = 0; i < project->n_parameters; i++)
    names[indicator->n_inputs + i] = project->parameters[i].name;
  const char *used_twice = NULL;
  mlg_position at = indicator->formula_at;
  if (mlg_formula_parse(yaml->arena, indicator->formula_text, names, n, at, yaml->findings,
                        &indicator->formula, &used_twice) != MLG_OK)
    yaml->rejected = true;
  else if (used_twice != NULL)
    mlg_report(yaml->findings, (mlg_finding){.code = MLG_F_INPUT_USED_TWICE,
                                             .file = at.file,
                                             .line = at.line,
                                             .value = used_twice});
}

static void read_formula(mlg_yaml *yaml, const yaml_node_t *node, const mlg_project *project,
                         mlg_indicator *indicator) {
  indicator->formula_text = mlg_arena_strdup(yaml->arena, mlg_yaml_text(node));
  indicator->formula_at = mlg_yaml_position(yaml, node);
  /* The text of a quoted scalar starts after its quote. */
  if (node->type == YAML_SCALAR_NODE && node->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
    indicator->formula_at.column++;
  if (project != NULL && indicator->lacks == NULL) compile(yaml, project, indicator);
}

static void check_bounds(mlg_yaml *yaml, const yaml_node_t *root, const mlg_yaml_numbers *bounds) {
  enum { MOST_BOUNDS = 6 };
  bool ascending = bounds->n <= MOST_BOUNDS;
  for (size_t i = 1; i < bounds->n; i++) ascending &= bounds->items[i - 1] < bounds->items[i];
  if (!ascending)
    mlg_yaml_reject(yaml, root, MLG_F_VALUE_KIND, "classes",
                    "au plus 6 bornes, dans l'ordre croissant");
}

/* What an indicator file holds, before its parts are resolved. */
typedef struct {
  mlg_indicator indicator;
  yaml_node_t *inputs, *formula, *map, *nature, *variant_of;
  mlg_yaml_texts denominators;
  mlg_yaml_numbers bounds;
} indicator_file;

/* A level is nobody's share: an income over a population means nothing. */
static void read_nature(mlg_yaml *yaml, const yaml_node_t *root, indicator_file *file) {
  static const mlg_word NATURES[] = {
      [MLG_NATURE_COUNT] = {.code = "effectif"}, [MLG_NATURE_LEVEL] = {.code = "niveau"}};
  size_t nature = MLG_NATURE_COUNT;
  if (file->nature != NULL)
    mlg_find_word(yaml, NATURES, MLG_LENGTH(NATURES), file->nature, &nature);
  file->indicator.nature = (mlg_nature)nature;
  if (nature == MLG_NATURE_LEVEL && file->denominators.n > 0)
    mlg_yaml_reject(yaml, root, MLG_F_VALUE_KIND, "denominateurs",
                    "aucun dénominateur : un niveau n'est la part de rien");
}

static void resolve(mlg_yaml *yaml, const yaml_node_t *root, const mlg_project *project,
                    indicator_file *file) {
  mlg_indicator *indicator = &file->indicator;
  size_t level = MLG_IRIS;
  if (file->inputs != NULL) mlg_inputs_read(yaml, file->inputs, project, indicator);
  if (file->formula != NULL) read_formula(yaml, file->formula, project, indicator);
  if (file->map != NULL)
    indicator->has_map = mlg_find_word(yaml, MLG_LEVELS, MLG_LEVEL_COUNT, file->map, &level);
  indicator->map_level = (mlg_level)level;
  indicator->n_denominators = file->denominators.n;
  indicator->denominator_ids = file->denominators.items;
  indicator->denominators_at = mlg_yaml_position(yaml, root);
  read_nature(yaml, root, file);
  indicator->variant_of = mlg_read_reference(yaml, file->variant_of);
  check_bounds(yaml, root, &file->bounds);
  indicator->n_bounds = file->bounds.n;
  indicator->bounds = file->bounds.items;
  if (indicator->has_map && indicator->n_denominators == 0)
    mlg_yaml_reject(yaml, file->map, MLG_F_VALUE_KIND, "carte",
                    "un dénominateur : un effectif ne se dessine pas en aplat");
}

/* Prose is written with plain spaces, and shown in lines that must break well. */
static void typeset(mlg_arena *arena, mlg_indicator *indicator) {
  const char **const TEXTS[] = {&indicator->label, &indicator->definition, &indicator->source,
                                &indicator->reference, &indicator->limits};
  for (size_t i = 0; i < MLG_LENGTH(TEXTS); i++) *TEXTS[i] = mlg_french_spaces(arena, *TEXTS[i]);
}

void mlg_indicator_read(mlg_yaml *yaml, yaml_node_t *root, const mlg_project *project,
                        mlg_indicator *indicator) {
#define TEXT(member, name, required)                                                               \
  MLG_FIELD(indicator_file, indicator.member, name, MLG_YAML_TEXT, required)
  static const mlg_yaml_field FIELDS[] = {
      TEXT(id, "id", true),
      TEXT(label, "libelle", true),
      TEXT(definition, "definition", true),
      TEXT(unit, "unite", true),
      TEXT(source, "source", true),
      TEXT(reference, "reference", false),
      TEXT(limits, "limites", false),
      TEXT(palette, "palette", false),
      MLG_FIELD(indicator_file, inputs, "entrees", MLG_YAML_MAPPING, true),
      MLG_FIELD(indicator_file, formula, "formule", MLG_YAML_NODE, true),
      MLG_FIELD(indicator_file, denominators, "denominateurs", MLG_YAML_TEXTS, false),
      MLG_FIELD(indicator_file, nature, "nature", MLG_YAML_NODE, false),
      MLG_FIELD(indicator_file, variant_of, "variante_de", MLG_YAML_NODE, false),
      MLG_BOUNDED(indicator_file, indicator.order, "ordre", MLG_YAML_INTEGER, false, 0, 999),
      MLG_FIELD(indicator_file, indicator.is_support, "appui", MLG_YAML_BOOLEAN, false),
      MLG_FIELD(indicator_file, map, "carte", MLG_YAML_NODE, false),
      MLG_BOUNDED(indicator_file, bounds, "classes", MLG_YAML_NUMBERS, false, 0, 1e9),
  };
  indicator_file file = {
      .indicator = {
          .file = yaml->file, .reference = "", .limits = "", .palette = "", .order = 100}};
  mlg_yaml_walk(yaml, root, FIELDS, MLG_LENGTH(FIELDS), &file);
  resolve(yaml, root, project, &file);
  typeset(yaml->arena, &file.indicator);
  *indicator = file.indicator;
}
