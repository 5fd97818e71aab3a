/* SPDX-License-Identifier: Apache-2.0 */
/* Mapping files: how a directory's columns and values are read. */
#include "project/sections.h"

#include <string.h>

typedef struct {
  mlg_mapping mapping;
  const char *separator;
  yaml_node_t *columns, *services, *head_offices;
  mlg_yaml_texts families, no_public;
} mapping_file;

#define COLUMN(member, name, required) MLG_FIELD(mlg_mapping, member, name, MLG_YAML_TEXT, required)

static void read_columns(mlg_yaml *yaml, yaml_node_t *node, mlg_mapping *mapping) {
  static const mlg_yaml_field FIELDS[] = {
      COLUMN(c_id, "id", true),
      COLUMN(c_name, "nom", true),
      COLUMN(c_address, "adresse", false),
      COLUMN(c_commune, "commune", false),
      COLUMN(c_insee, "code_insee", false),
      COLUMN(c_latitude, "latitude", true),
      COLUMN(c_longitude, "longitude", true),
      COLUMN(c_typology, "typologie", false),
      COLUMN(c_services, "services", true),
      COLUMN(c_access, "acces", false),
      COLUMN(c_hours, "horaires", false),
      COLUMN(c_source, "source", false),
      COLUMN(c_updated, "date_maj", false),
  };
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), mapping);
}

static void read_services(mlg_yaml *yaml, yaml_node_t *node, mlg_mapping *mapping) {
  mlg_yaml_distinct(yaml, node);
  size_t n = mlg_yaml_count(node);
  mapping->services = MLG_NEW(yaml->arena, const char *, n);
  mapping->families = MLG_NEW(yaml->arena, mlg_family, n);
  if (mapping->services == NULL || mapping->families == NULL) return;
  yaml_node_t *key_node, *value;
  const char *service;
  for (size_t i = 0; mlg_yaml_pair(yaml, node, i, &service, &key_node, &value); i++) {
    size_t family = 0;
    if (!mlg_find_word(yaml, MLG_FAMILIES, MLG_FAMILY_COUNT, value, &family)) continue;
    mapping->services[mapping->n_services] = service;
    mapping->families[mapping->n_services++] = (mlg_family)family;
  }
}

static void read_families(mlg_yaml *yaml, yaml_node_t *root, const mlg_yaml_texts *codes,
                          mlg_mapping *mapping) {
  for (size_t i = 0; i < codes->n; i++) {
    size_t family = mlg_word_find(MLG_FAMILIES, MLG_FAMILY_COUNT, codes->items[i]);
    if (family < MLG_FAMILY_COUNT)
      mapping->describes[family] = true;
    else
      mlg_yaml_reject(yaml, root, MLG_F_REFERENCE_UNKNOWN, codes->items[i],
                      "informer, acceder, depanner, aider ou apprendre");
  }
}

static void read_head_offices(mlg_yaml *yaml, yaml_node_t *node, mlg_mapping *mapping) {
  typedef struct {
    mlg_yaml_texts typologies, names;
  } head_section;
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(head_section, typologies, "typologies", MLG_YAML_TEXTS, false),
      MLG_FIELD(head_section, names, "noms", MLG_YAML_TEXTS, false),
  };
  head_section section = {0};
  mlg_yaml_walk(yaml, node, FIELDS, MLG_LENGTH(FIELDS), &section);
  mapping->n_head_typologies = section.typologies.n;
  mapping->head_typologies = section.typologies.items;
  mapping->n_head_names = section.names.n;
  mapping->head_names = section.names.items;
}

static void read_file(mlg_yaml *yaml, yaml_node_t *root, mapping_file *file) {
  static const mlg_yaml_field FIELDS[] = {
      MLG_FIELD(mapping_file, mapping.id, "id", MLG_YAML_TEXT, true),
      MLG_FIELD(mapping_file, mapping.label, "libelle", MLG_YAML_TEXT, true),
      MLG_FIELD(mapping_file, separator, "separateur", MLG_YAML_TEXT, true),
      MLG_FIELD(mapping_file, columns, "colonnes", MLG_YAML_MAPPING, true),
      MLG_FIELD(mapping_file, families, "familles", MLG_YAML_TEXTS, true),
      MLG_FIELD(mapping_file, services, "services", MLG_YAML_MAPPING, true),
      MLG_FIELD(mapping_file, no_public, "sans_accueil", MLG_YAML_TEXTS, false),
      MLG_FIELD(mapping_file, head_offices, "sieges", MLG_YAML_MAPPING, false),
  };
  mlg_yaml_walk(yaml, root, FIELDS, MLG_LENGTH(FIELDS), file);
  mlg_mapping *mapping = &file->mapping;
  if (file->separator != NULL && strlen(file->separator) == 1)
    mapping->separator = file->separator[0];
  else if (file->separator != NULL)
    mlg_yaml_reject(yaml, root, MLG_F_VALUE_KIND, file->separator, "un seul signe, comme \"|\"");
  if (file->columns != NULL) read_columns(yaml, file->columns, mapping);
  if (file->services != NULL) read_services(yaml, file->services, mapping);
  if (file->head_offices != NULL) read_head_offices(yaml, file->head_offices, mapping);
  read_families(yaml, root, &file->families, mapping);
  mapping->n_no_public = file->no_public.n;
  mapping->no_public = file->no_public.items;
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
