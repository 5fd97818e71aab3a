/* SPDX-License-Identifier: Apache-2.0 */
/* Mapping files: how a directory's columns and values are read. */
#include "project/mapping_parts.h"
#include "project/sections.h"

#include <math.h>
#include <string.h>

/* A mapping as written: the parts are still nodes. */
typedef struct {
  mlg_mapping mapping;
  const char *separator, *reference, *period;
  yaml_node_t *columns, *optional, *always, *conditions, *weekdays, *structures, *heads;
  yaml_node_t *families, *services, *prices, *access, *modes, *labels, *typologies, *equipment,
      *itinerant, *publics;
  mlg_yaml_texts no_public, open_to_all;
} mapping_file;

static void read_separator(mlg_yaml *yaml, const yaml_node_t *root, const char *text,
                           mlg_mapping *mapping) {
  if (text == NULL) return;
  if (strcmp(text, "liste") == 0)
    mapping->separator = MLG_LISTED;
  else if (strlen(text) == 1)
    mapping->separator = text[0];
  else
    mlg_yaml_reject(yaml, root, MLG_F_VALUE_KIND, text, "un seul signe, comme \"|\", ou liste");
}

/* Metres are those of one grid; degrees need no word. */
static void check_reference(mlg_yaml *yaml, const yaml_node_t *root, const char *reference,
                            const mlg_mapping *mapping) {
  bool metres = mapping->columns[MLG_AS_X].n > 0;
  if (metres && reference == NULL) mlg_yaml_reject(yaml, root, MLG_F_KEY_MISSING, NULL, "scr");
  if (reference != NULL && strcmp(reference, metres ? "EPSG:2154" : "EPSG:4326") != 0)
    mlg_yaml_reject(yaml, root, MLG_F_VALUE_KIND, reference,
                    metres ? "EPSG:2154" : "EPSG:4326, ou x et y en EPSG:2154");
}

static void read_period(mlg_yaml *yaml, const yaml_node_t *root, const char *period,
                        mlg_mapping *mapping) {
  static const struct {
    const char *word;
    double a_year;
  } PERIODS[] = {{"semaine", 52}, {"mois", 12}, {"an", 1}};
  mapping->persons_a_year = NAN;
  if (period == NULL) return;
  for (size_t i = 0; i < MLG_LENGTH(PERIODS); i++)
    if (strcmp(period, PERIODS[i].word) == 0) mapping->persons_a_year = PERIODS[i].a_year;
  if (isnan(mapping->persons_a_year))
    mlg_yaml_reject(yaml, root, MLG_F_VALUE_KIND, period, "semaine, mois ou an");
}

static void read_head_offices(mlg_yaml *yaml, yaml_node_t *node, mlg_mapping *mapping) {
  typedef struct {
    mlg_yaml_texts typologies, names;
  } head_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(head_section, typologies, "typologies", MLG_YAML_TEXTS, false),
      MLG_FIELD(head_section, names, "noms", MLG_YAML_TEXTS, false),
  };
  if (node == NULL) return;
  head_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  mapping->n_head_typologies = section.typologies.n;
  mapping->head_typologies = section.typologies.items;
  mapping->n_head_names = section.names.n;
  mapping->head_names = section.names.items;
}

static void read_join(mlg_yaml *yaml, yaml_node_t *node, mlg_mapping *mapping) {
  typedef struct {
    yaml_node_t *key, *link;
  } join_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(join_section, key, "cle", MLG_YAML_NODE, true),
      MLG_FIELD(join_section, link, "lien", MLG_YAML_NODE, true),
  };
  if (node == NULL) return;
  join_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  if (section.key == NULL || section.link == NULL) return;
  mapping->joins = true;
  mapping->structure_key = mlg_mapping_column(yaml, section.key);
  mapping->structure_key.of_structure = true;
  mapping->structure_link = mlg_mapping_column(yaml, section.link);
}

static void read_dictionaries(mlg_yaml *yaml, const mapping_file *file, mlg_mapping *mapping) {
  const struct {
    yaml_node_t *node;
    mlg_column_role role;
  } dictionaries[] = {
      {file->services, MLG_AS_SERVICES},   {file->prices, MLG_AS_PRICE},
      {file->access, MLG_AS_ACCESS},       {file->modes, MLG_AS_MODES},
      {file->labels, MLG_AS_LABELS},       {file->typologies, MLG_AS_TYPOLOGY},
      {file->equipment, MLG_AS_EQUIPMENT}, {file->itinerant, MLG_AS_ITINERANT},
      {file->publics, MLG_AS_PUBLICS},
  };
  for (size_t i = 0; i < MLG_LENGTH(dictionaries); i++)
    mlg_mapping_dictionary(yaml, dictionaries[i].node, dictionaries[i].role, mapping);
  mlg_mapping_values(yaml, &file->no_public, false, MLG_RECEIVES_NOBODY,
                     &mapping->values[MLG_AS_ACCESS]);
  mlg_mapping_values(yaml, &file->open_to_all, true, 0, &mapping->values[MLG_AS_RESERVED]);
}

/* A source that describes families must have a way to give one to a row; one that describes
 * none completes what others say of a place. */
static void require_families(mlg_yaml *yaml, const yaml_node_t *root, const mlg_mapping *mapping) {
  bool any = mapping->columns[MLG_AS_SERVICES].n > 0 || mapping->always.families != 0;
  for (size_t i = 0; i < mapping->n_conditions; i++)
    any |= mapping->conditions[i].then.families != 0;
  bool describes = false;
  for (int family = 0; family < MLG_FAMILY_COUNT; family++) describes |= mapping->describes[family];
  if (describes && !any)
    mlg_yaml_reject(yaml, root, MLG_F_KEY_MISSING, NULL,
                    "une colonne « services », ou des familles dans « toujours » ou « si »");
}

static void require_joined(mlg_yaml *yaml, const mlg_mapping *mapping) {
  for (int role = 0; role < MLG_AS_COUNT && !mapping->joins; role++)
    for (size_t i = 0; i < mapping->columns[role].n; i++) {
      const mlg_mapped_column *column = &mapping->columns[role].items[i];
      if (!column->of_structure) continue;
      yaml->rejected = true;
      mlg_report(yaml->findings,
                 (mlg_finding){.code = MLG_F_KEY_MISSING,
                               .file = column->at.file,
                               .line = column->at.line,
                               .column = mlg_arena_printf(yaml->arena, "%zu", column->at.column),
                               .expected = "structures"});
    }
}

static void read_parts(mlg_yaml *yaml, yaml_node_t *root, const mapping_file *file,
                       mlg_mapping *mapping) {
  read_separator(yaml, root, file->separator, mapping);
  mlg_mapping_columns(yaml, file->columns, file->optional, mapping);
  check_reference(yaml, root, file->reference, mapping);
  read_period(yaml, root, file->period, mapping);
  read_dictionaries(yaml, file, mapping);
  mlg_mapping_always(yaml, file->always, &mapping->always);
  mlg_mapping_conditions(yaml, file->conditions, mapping);
  mlg_mapping_weekdays(yaml, file->weekdays, mapping);
  read_join(yaml, file->structures, mapping);
  read_head_offices(yaml, file->heads, mapping);
  unsigned families = mlg_mapping_bits(yaml, file->families, MLG_AS_SERVICES);
  for (int family = 0; family < MLG_FAMILY_COUNT; family++)
    mapping->describes[family] = families >> family & 1;
  require_families(yaml, root, mapping);
  require_joined(yaml, mapping);
}

static void read_file(mlg_yaml *yaml, yaml_node_t *root, mapping_file *file) {
#define PART(member, name, kind, required)                                                         \
  MLG_FIELD(mapping_file, member, name, MLG_YAML_##kind, required)
  static const mlg_yaml_field FIELDS[] = {
      PART(mapping.id, "id", TEXT, true),
      PART(mapping.label, "libelle", TEXT, true),
      PART(mapping.records, "enregistrements", TEXT, false),
      PART(separator, "separateur", TEXT, false),
      PART(reference, "scr", TEXT, false),
      PART(period, "personnes_periode", TEXT, false),
      PART(families, "familles", SEQUENCE, true),
      PART(columns, "colonnes", MAPPING, true),
      PART(optional, "facultatives", SEQUENCE, false),
      PART(services, "services", MAPPING, false),
      PART(prices, "frais", MAPPING, false),
      PART(access, "acces", MAPPING, false),
      PART(modes, "accompagnement", MAPPING, false),
      PART(labels, "labels", MAPPING, false),
      PART(typologies, "typologies", MAPPING, false),
      PART(equipment, "equipements", MAPPING, false),
      PART(itinerant, "itinerance", MAPPING, false),
      PART(publics, "publics", MAPPING, false),
      PART(no_public, "sans_accueil", TEXTS, false),
      PART(open_to_all, "ouvert_a_tous", TEXTS, false),
      PART(always, "toujours", MAPPING, false),
      PART(conditions, "si", SEQUENCE, false),
      PART(weekdays, "jours", MAPPING, false),
      PART(structures, "structures", MAPPING, false),
      PART(heads, "sieges", MAPPING, false),
  };
  mlg_yaml_walk(yaml, root, FIELDS, MLG_LENGTH(FIELDS), file);
  read_parts(yaml, root, file, &file->mapping);
}

mlg_status mlg_mapping_read(mlg_arena *arena, const mlg_settings *kept, const char *path,
                            const char *file, mlg_findings *findings, mlg_mapping *mapping) {
  mlg_yaml yaml;
  MLG_TRY(mlg_yaml_open(&yaml, arena, kept, path, file, findings));
  mapping_file read = {0};
  yaml_node_t *root = mlg_yaml_root(&yaml);
  if (root != NULL) read_file(&yaml, root, &read);
  mlg_yaml_close(&yaml);
  if (yaml.rejected) return MLG_REJECTED;
  *mapping = read.mapping;
  mapping->file = file;
  mapping->path = path;
  mapping->text = yaml.text;
  return MLG_OK;
}
