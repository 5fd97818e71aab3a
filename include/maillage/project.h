/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_PROJECT_H
#define MAILLAGE_PROJECT_H

#include <maillage/finding.h>
#include <maillage/need.h>
#include <maillage/offer.h>
#include <maillage/reach.h>
#include <maillage/words.h>

/**
 * @file
 * The project file, and the two other kinds of file a user may write: indicator
 * files and mapping files. All are YAML, read through libyaml's document API and
 * walked against a schema of our own, so that a mistake is named with its exact
 * line and column. Documented for users in docs/projet.md.
 */

/** One input file and what the project says of it. */
typedef struct {
  const char *id;                         /**< The key under `donnees`. */
  const char *file;                       /**< As written, relative to the project file. */
  const char *path;                       /**< Where it is. */
  const char *key;                        /**< The column that identifies a row. */
  const char *title, *producer, *licence; /**< French, as shown under a figure. */
  int vintage;                            /**< Year the data describe. */
  mlg_position at;                        /**< Of `fichier`, for findings. */
  mlg_reading reading;                    /**< niveau, secret, arrondi, sondage. */
  const char *schema;                     /**< Name of its schema's file; NULL: none. */
  const char *schema_path;                /**< Where it is. */
} mlg_dataset;

/** Columns of one dataset, by role. Unused roles are NULL. */
typedef struct {
  size_t dataset; /**< Index in the project's datasets. */
  const char *code, *name, *zone, *type, *commune, *epci;
  mlg_position at;
} mlg_columns;

typedef struct {
  const char *id, *label, *source;
  double take_up; /**< Share of the base who seek help in a year, 0 to 1. */
} mlg_scenario;

typedef struct {
  size_t dataset;
  mlg_mapping mapping;
} mlg_source;

/** A map of counts (`indicator` set) or of uncovered need (`indicator` NULL). */
typedef struct {
  mlg_level level;
  const char *indicator;
  mlg_family family;
  mlg_position at;
} mlg_map_request;

typedef struct {
  const char *file; /**< Its name, for findings and results. */
  const char *path; /**< As the user gave it. */
  const char *text; /**< All that it says. */
  const char *id;   /**< ASCII: names the folder of the results. */
  const char *title, *author;
  const char *date; /**< ISO, carried by every document; SOURCE_DATE_EPOCH overrides it. */

  mlg_level level; /**< Of the territory. */
  const char *code;
  mlg_position code_at;
  mlg_columns zones, types, quarters, communes, epcis;
  bool has_quarters;

  size_t n_datasets;
  mlg_dataset *datasets;

  const char *base; /**< Indicator that the need is a share of. */
  mlg_position base_at;
  size_t n_parameters;
  mlg_parameter *parameters;
  bool has_cross;
  size_t cross;                     /**< Dataset that crosses age and diploma by commune. */
  size_t cross_theta;               /**< Parameter that it stands for. */
  double weights[MLG_FAMILY_COUNT]; /**< Of each family in the need. */

  size_t n_scenarios, reference; /**< `reference` indexes `scenarios`. */
  mlg_scenario *scenarios;

  size_t n_sources;
  mlg_source *sources;
  mlg_offer_rules offer;
  mlg_reach reach;

  size_t n_extents; /**< Zones that maps are framed on, by code. */
  const char **extents;
  size_t n_maps;
  mlg_map_request *maps;

  size_t n_indicators; /**< Every indicator whose inputs the project has. */
  mlg_indicator *indicators;
} mlg_project;

/**
 * Reads `file` and the mapping and indicator files it relies on.
 *
 * `share` is the folder that holds the shipped `indicators/`, `mappings/` and
 * `schemas/`; folders `indicateurs/`, `correspondances/` and `schemas/` beside
 * the project file add to them. Reports every mistake it can find before it gives up.
 * Returns MLG_REJECTED when there was one; `project` is then unset.
 */
mlg_status mlg_project_read(mlg_arena *arena, const char *file, const char *share,
                            mlg_findings *findings, mlg_project *project);

/** A file of the project as text, to be read again when the files themselves are gone. */
typedef struct {
  const char *file; /**< "projet.yaml", "indicateurs/x.yaml", "correspondances/x.yaml". */
  const char *text;
} mlg_setting;

/** The project file first, then indicators in their order, then mappings. */
typedef struct {
  size_t n;
  const mlg_setting *items;
} mlg_settings;

/** The files that `project` was read from. */
mlg_status mlg_project_settings(mlg_arena *arena, const mlg_project *project,
                                mlg_settings *settings);

/**
 * Reads a project again from its settings and the date it was given. No file is looked at: the
 * paths of its data lead nowhere, and those of its settings are the names above.
 */
mlg_status mlg_project_restore(mlg_arena *arena, const mlg_settings *settings, const char *date,
                               mlg_findings *findings, mlg_project *project);

/**
 * Reads the indicator files of one folder, and puts all in order: `ordre`, then file name.
 * `project` gives datasets and parameters; NULL keeps names unresolved, enough to list them.
 * Those that lack a dataset are in the list too, and say which in `lacks`.
 */
mlg_status mlg_indicators_read(mlg_arena *arena, const char *folder, const mlg_project *project,
                               mlg_findings *findings, mlg_indicator **indicators, size_t *count);

/** The index of an indicator by id, or `count`. */
size_t mlg_indicator_find(const mlg_indicator *indicators, size_t count, const char *id);

#endif
