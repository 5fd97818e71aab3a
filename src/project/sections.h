/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PROJECT_SECTIONS_H
#define PROJECT_SECTIONS_H

#include "project/yaml.h"

#include <maillage/project.h>

/**
 * @file
 * The sections of a project file, one function each. Each reads its node into
 * `project` and reports mistakes to `yaml`; `folder` ends with a slash.
 */
void mlg_read_datasets(mlg_yaml *yaml, yaml_node_t *node, const char *share, const char *folder,
                       mlg_project *project);
void mlg_read_territory(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project);
void mlg_read_need(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project);
void mlg_read_scenarios(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project);
/* After the scenarios: each variant is one more, made from the reference. */
void mlg_read_variants(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project);
void mlg_read_offer(mlg_yaml *yaml, yaml_node_t *node, const char *share, const char *folder,
                    mlg_project *project);
void mlg_read_reach(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project);
void mlg_read_maps(mlg_yaml *yaml, yaml_node_t *node, const char *folder, mlg_project *project);

/** An item of `graphiques`, in `cartes`. */
void mlg_read_chart(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project);

/** The path of `logo`, in `cartes`. */
void mlg_read_logo(mlg_yaml *yaml, const yaml_node_t *node, const char *folder,
                   mlg_project *project);
void mlg_read_geography(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project);
void mlg_read_agreements(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project);
void mlg_read_published(mlg_yaml *yaml, yaml_node_t *node, mlg_project *project);
void mlg_read_slides(mlg_yaml *yaml, yaml_node_t *node, const char *folder, mlg_project *project);

/* What a dataset says of its rows, then of its cells; `node` may be NULL. */
void mlg_read_rows(mlg_yaml *yaml, yaml_node_t *node, mlg_dataset *dataset);
void mlg_read_level(mlg_yaml *yaml, const yaml_node_t *node, mlg_reading *reading);
void mlg_read_secret(mlg_yaml *yaml, yaml_node_t *node, mlg_secret *secret);
void mlg_read_sampling(mlg_yaml *yaml, yaml_node_t *node, mlg_sampling *sampling);
void mlg_read_derived(mlg_yaml *yaml, yaml_node_t *node, mlg_reading *reading);

/* Finds the datasets that hold the bases of counts; all datasets are read. */
void mlg_find_bases(mlg_yaml *yaml, mlg_project *project);

/* The indicator that `node` names, to be found once all are read; none for NULL. */
mlg_reference mlg_read_reference(mlg_yaml *yaml, const yaml_node_t *node);

/* Stores the index of the dataset that `node` names; false, reported, when none. */
bool mlg_find_dataset(mlg_yaml *yaml, const mlg_project *project, const yaml_node_t *node,
                      size_t *dataset);

/* The same where the project can do without: false, and nothing said, when it is an optional
   dataset whose file is not there. */
bool mlg_find_if_there(mlg_yaml *yaml, const mlg_project *project, const yaml_node_t *node,
                       size_t *dataset);

/* Whether an optional dataset is left out: its file is not there, or was not when the run was. */
bool mlg_is_left_out(const mlg_yaml *yaml, const char *id, const char *path);

/* Stores the index of a word's code; false, reported, when there is none. */
bool mlg_find_word(mlg_yaml *yaml, const mlg_word *words, size_t n, const yaml_node_t *node,
                   size_t *index);

/* Leaves out the indicators whose data the project has not, and finds those that others name. */
mlg_status mlg_resolve_indicators(mlg_arena *arena, mlg_project *project, mlg_findings *findings);

/* "« near » ?": the file of the same folder whose name is nearest, or NULL. */
const char *mlg_nearest_file(mlg_arena *arena, const char *path);

/* Reads the mapping file `path` (named `file`), on disk when `kept` is NULL. */
mlg_status mlg_mapping_read(mlg_arena *arena, const mlg_settings *kept, const char *path,
                            const char *file, mlg_findings *findings, mlg_mapping *mapping);

/* Reads the indicator files among those kept, in their order. */
mlg_status mlg_indicators_restore(mlg_arena *arena, const mlg_settings *kept,
                                  const mlg_project *project, mlg_findings *findings,
                                  mlg_indicator **indicators, size_t *count);

#endif
