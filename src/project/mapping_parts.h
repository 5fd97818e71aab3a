/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PROJECT_MAPPING_PARTS_H
#define PROJECT_MAPPING_PARTS_H

#include "project/yaml.h"

#include <maillage/mapping.h>

/**
 * @file
 * The parts of a mapping file. Each reads its node into `mapping` and reports
 * mistakes to `yaml`; a node may be NULL.
 */

/* colonnes, and facultatives: the columns of them that a file may lack. */
void mlg_mapping_columns(mlg_yaml *yaml, yaml_node_t *columns, yaml_node_t *optional,
                         mlg_mapping *mapping);

/* One column by name, "structure:nom" for that of the joined table. */
mlg_mapped_column mlg_mapping_column(mlg_yaml *yaml, const yaml_node_t *node);

/* jours: a column a weekday. */
void mlg_mapping_weekdays(mlg_yaml *yaml, yaml_node_t *node, mlg_mapping *mapping);

/* The dictionary of a role: value -> word, list of words, or `ignorer`. */
void mlg_mapping_dictionary(mlg_yaml *yaml, yaml_node_t *node, mlg_column_role role,
                            mlg_mapping *mapping);

/* Values that all mean `bits`, added to a dictionary. */
void mlg_mapping_values(mlg_yaml *yaml, const mlg_yaml_texts *values, bool ignored, unsigned bits,
                        mlg_dictionary *dictionary);

/* The bits of words of a role; reported when there is no such word. */
unsigned mlg_mapping_bits(mlg_yaml *yaml, yaml_node_t *node, mlg_column_role role);

/* toujours: what is so of every row. */
void mlg_mapping_always(mlg_yaml *yaml, yaml_node_t *node, mlg_given *given);

/* si: what is so of the rows that meet a condition. */
void mlg_mapping_conditions(mlg_yaml *yaml, yaml_node_t *node, mlg_mapping *mapping);

#endif
