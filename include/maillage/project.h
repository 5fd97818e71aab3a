/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_PROJECT_H
#define MAILLAGE_PROJECT_H

#include <maillage/finding.h>
#include <maillage/need.h>
#include <maillage/offer.h>
#include <maillage/reach.h>
#include <maillage/whatif.h>
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
  const char *records;                    /**< `enregistrements`: JSON; NULL: not said. */
  const char *sheet;                      /**< `feuille`: of a workbook; NULL: not said. */
  const char *layer;                      /**< `couche`: of a GeoPackage; NULL: not said. */
  const char *member;                     /**< `membre`: of a zip; NULL: not said. */
  int header;                             /**< `entete`: row of the header; 0: not said. */
  const char *rows_column;                /**< `lignes`: the rows to keep are those where this… */
  const char *rows_value;                 /**< …column holds this; both NULL: all of them. */
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
  const char *code, *name, *zone, *type, *commune;
  const char *above[MLG_LEVEL_COUNT]; /**< Of communes: from MLG_EPCI. */
  const char *n_communes;             /**< Of EPCI. */
  mlg_position at;
} mlg_columns;

/** unite: what a scenario counts, its need and its places alike. */
typedef enum { MLG_PERSONS, MLG_VISITS } mlg_unit;

/**
 * base: the indicator that a scenario's need is a share of, or the union of two.
 * Zeroed: the project's own. See mlg_demand().
 */
typedef struct {
  mlg_reference of, with; /**< `with` none: one indicator. */
} mlg_scenario_base;

/**
 * A table of counts by zone, and by family when it has a column that names one. Rows of one
 * zone add up: a table by service has several. `figures` is read by mlg_scenarios_prepare().
 */
typedef struct {
  bool present;
  size_t dataset;
  const char *column;    /**< Of counts. */
  const char *zone;      /**< Column of codes; NULL: the table is about the whole territory. */
  const char *family;    /**< Column of family codes; NULL: rows are about every family. */
  mlg_level level;       /**< What `zone` codes. */
  bool in_reach;         /**< a_portee: counts are of those who came, from within reach. */
  mlg_estimate *figures; /**< [zone * MLG_FAMILY_COUNT + family]; one zone when `zone` NULL. */
  const size_t *lines;   /**< By zone: the first line about it; 0 for none. */
  mlg_position at;
} mlg_count_table;

/** poids: the share of those who seek help that need a family. Zeroed: the project's weights. */
typedef struct {
  bool present;
  bool described[MLG_FAMILY_COUNT]; /**< A family that is not is unknown in the scenario. */
  mlg_range of[MLG_FAMILY_COUNT];
  mlg_count_table table; /**< Or else shares of the counts of a table. */
} mlg_scenario_weights;

/**
 * offres: the only places of a scenario, by typology or by a list of ids, inside one zone or
 * anywhere; and what they receive a year, in the scenario's unit. Zeroed: every offer of the
 * directories, with its own capacity.
 */
typedef struct {
  bool present;
  size_t n_typologies;
  const char **typologies;
  bool has_sites;
  size_t sites; /**< Dataset whose key lists directory ids… */
  size_t n_ids; /**< …read by mlg_scenarios_prepare(). */
  const char **ids;
  const size_t *id_lines;
  const char *zone; /**< Code, at any level; NULL: anywhere. */
  double sessions;  /**< permanences: a year, shared equally among the sites; 0: the directory's
                       capacity. */
  mlg_range per_session; /**< par_permanence */
  mlg_position at;
} mlg_scenario_places;

/** A way to count who seeks help. Need = base x take-up x weight, or a table's x weight. */
typedef struct {
  const char *id, *label, *source;
  double take_up; /**< Share of the base who seek help in a year, 0 to 1; NaN with a table. */
  double take_up_low, take_up_high; /**< Its range; both 0: it has none. */
  mlg_unit unit;
  mlg_scenario_base base;
  mlg_scenario_weights weights;
  mlg_count_table demand; /**< demande: who came, by zone; stands for base x take-up. */
  mlg_scenario_places places;
  const mlg_variant *variant; /**< What the offer would be, all else as in the reference; NULL:
                                   what it is. */
  mlg_position at;
} mlg_scenario;

/** A directory of help. */
typedef struct {
  size_t dataset;
  bool has_structures;
  size_t structures; /**< Dataset that its rows are joined with. */
  mlg_mapping mapping;
} mlg_source;

/** How a map's figures are put into classes. All zero: the indicator's bounds, else quantiles. */
typedef struct {
  mlg_class_method method;
  size_t n;             /**< Classes wanted; 0: as many as suit the number of zones. */
  size_t n_bounds;      /**< For MLG_CLASS_GIVEN: inner bounds, ascending… */
  const double *bounds; /**< …as ratios. */
  bool shared; /**< Bounds of all the territory's zones, so that a series has the same ones. */
} mlg_class_choice;

/** A map asked for in `cartes`. */
typedef struct {
  mlg_map_kind kind;
  mlg_level level;
  const char *indicator; /**< NULL for the kinds about a family. */
  mlg_family family;
  mlg_class_choice classes;
  const char *palette; /**< NULL: the indicator's, or that of the need. */
  mlg_page page;
  bool numbered;    /**< etiquettes: numeros. */
  size_t n_extents; /**< 0: each of the project's. */
  const char **extents;
  mlg_position at;
} mlg_map_request;

/** A chart asked for in `cartes`. */
typedef struct {
  mlg_chart_kind kind;
  mlg_level level;       /**< Of the zones compared; of the zone itself, for ages. */
  const char *indicator; /**< Of MLG_CHART_RANKS; else NULL. */
  mlg_family family;     /**< Of MLG_CHART_PARTS. */
  mlg_page page;
  const char *extent; /**< Code of the zone that it is about. */
  mlg_position at;
} mlg_chart_request;

/** A layer drawn as outlines over the zones: QPV, school sectors. */
typedef struct {
  size_t dataset;
  const char *label; /**< French, for the key. */
  mlg_position at;
} mlg_context;

/** geographie, passage: what became of communes that are no more. */
typedef struct {
  size_t dataset;
  const char *former, *current, *last; /**< Columns; `last` NULL: not said. */
  const char *years; /**< Or what columns of codes, one a year, are named before it: "CODGEO_". */
} mlg_passage_columns;

/** geographie, controle: where another source puts the finest zones. */
typedef struct {
  size_t dataset;
  const char *code, *longitude, *latitude; /**< Columns; a point inside the zone, WGS84. */
} mlg_control_columns;

/** geographie, repartition: how an indicator known by commune goes down to IRIS. */
typedef struct {
  mlg_reference of; /**< No id: the project lacks it, or its key. */
  mlg_sharing sharing;
} mlg_shared_indicator;

/** publies: a figure that somebody published, to be set against the computed one. */
typedef struct {
  mlg_reference indicator;
  mlg_level level;
  const char *code;
  double value;
  double rate;               /**< taux: as published, 0 to 1; NaN: not said. */
  mlg_reference denominator; /**< denominateur: what that rate is a share of. */
  const char *source;        /**< French. */
  mlg_position at;
} mlg_published;

/** Columns of a dataset, added up. */
typedef struct {
  size_t dataset, n_columns;
  const char **columns;
} mlg_added_columns;

/** coherences: two datasets that speak of the same things. */
typedef struct {
  mlg_added_columns of, to; /**< By the codes of their keys; by commune when levels differ. */
  double minimum, maximum;  /**< Of their ratio. */
  double from;              /**< Looked at where one of them reaches this. */
  bool shares; /**< No sum of them means a thing: codes of one row alone are looked at. */
  size_t n_except;
  const char **except; /**< Codes that are known to be otherwise. */
  mlg_position at;
} mlg_agreement;

/** portee, voisins: zones outside the territory whose people come to the same offers. */
typedef struct {
  size_t dataset;
  const char *code, *base, *population; /**< Columns; `population` NULL: not said. */
  const char *longitude, *latitude;     /**< WGS84; NULL: `x` and `y`… */
  const char *x, *y;                    /**< …in EPSG:2154, metres. */
} mlg_neighbour_columns;

/** diapositives: what they are laid out on; all NULL: our own look. */
typedef struct {
  const char *file; /**< A .pptx or .potx, as written. */
  const char *path; /**< Where it is. */
} mlg_slides;

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
  mlg_columns zones, types, quarters, communes;
  mlg_columns wider[MLG_LEVEL_COUNT]; /**< From MLG_EPCI. */
  bool has_types, has_quarters, has_wider[MLG_LEVEL_COUNT];

  size_t n_datasets;
  mlg_dataset *datasets;
  size_t n_missing; /**< Optional datasets (`facultatif`) whose file is not there: no dataset… */
  const char **missing; /**< …has their ids. */

  bool has_passage;
  mlg_passage_columns passage;
  bool has_control;
  mlg_control_columns control;
  size_t n_shared;
  mlg_shared_indicator *shared; /**< What each says is in its indicator's `sharing` too. */

  const char *base; /**< Indicator that the need is a share of. */
  mlg_position base_at;
  size_t n_parameters;
  mlg_parameter *parameters;
  bool has_cross;
  size_t cross;                     /**< Dataset that crosses age and diploma by commune. */
  size_t cross_theta;               /**< Parameter that it stands for. */
  double weights[MLG_FAMILY_COUNT]; /**< Of each family in the need. */

  size_t n_scenarios, reference; /**< `reference` indexes `scenarios`. */
  mlg_scenario *scenarios;       /**< Those of `variants` last, one each. */
  size_t n_variants;
  mlg_variant *variants;

  size_t n_sources;
  mlg_source *sources;
  mlg_offer_rules offer;
  bool has_decisions, has_capacities;
  size_t decisions;  /**< Dataset of the analyst's decisions on pairs of rows. */
  size_t capacities; /**< Dataset of capacities by id. */
  mlg_reach reach;
  bool has_times, has_neighbours;
  size_t times; /**< Dataset of travel times: columns `de`, `vers`, `minutes`. */
  mlg_neighbour_columns neighbours;

  size_t n_extents; /**< Zones that maps are framed on, by code. */
  const char **extents;
  size_t n_maps;
  mlg_map_request *maps;
  size_t n_contexts;
  mlg_context *contexts;
  size_t n_charts;
  mlg_chart_request *charts;
  bool has_atlas;
  const char *logo; /**< Path of the organisation's, a PNG; NULL: none. */
  mlg_slides slides;

  size_t n_published;
  mlg_published *published;

  size_t n_agreements;
  mlg_agreement *agreements;

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
