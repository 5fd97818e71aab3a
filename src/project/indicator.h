/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PROJECT_INDICATOR_H
#define PROJECT_INDICATOR_H

#include "project/yaml.h"

#include <maillage/project.h>

/**
 * Reads one indicator file. With a project, inputs name its datasets and the
 * formula is compiled when it has them all; mistakes are reported to `yaml`.
 */
void mlg_indicator_read(mlg_yaml *yaml, yaml_node_t *root, const mlg_project *project,
                        mlg_indicator *indicator);

/** Reads what its formula reads; `lacks` says which dataset the project has not, if any. */
void mlg_inputs_read(mlg_yaml *yaml, yaml_node_t *node, const mlg_project *project,
                     mlg_indicator *indicator);

#endif
