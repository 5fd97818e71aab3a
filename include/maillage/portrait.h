/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_PORTRAIT_H
#define MAILLAGE_PORTRAIT_H

#include <maillage/coverage.h>
#include <maillage/geometry.h>
#include <maillage/need.h>
#include <maillage/offer.h>
#include <maillage/project.h>
#include <maillage/territory.h>

/**
 * @file
 * The finished result, which every output is made from: figures, shapes,
 * classes, ranking and wording. Outputs compute nothing, so that map, legend,
 * QGIS style and sheet agree by construction.
 */
typedef struct {
  const char *role;   /**< French: "projet", "indicateur", "correspondance", "fichier associé". */
  const char *file;   /**< Its name. */
  const char *digest; /**< SHA-256. */
} mlg_input_file;

typedef struct {
  const mlg_project *project;
  const mlg_territory *territory;
  const mlg_need *need;
  const mlg_directory *directory;
  const mlg_coverage *coverage;
  const mlg_findings *findings;
  size_t base;                              /**< The indicator that the need is a share of. */
  size_t population;                        /**< Indicator index, or MLG_NO_INDICATOR. */
  const mlg_shape *shapes[MLG_LEVEL_COUNT]; /**< By zone; NULL where the level is absent. */
  mlg_shape neighbours;                     /**< Lines. */
  size_t n_files;
  const mlg_input_file *files; /**< Every other file that shaped the result. */
  const char **digests;        /**< SHA-256, one a dataset. */
} mlg_portrait;

#define MLG_NO_INDICATOR ((size_t)-1)

/* ---- zones ---- */

/** Zones of `level` inside the zone of `extent_level`; `zones` is arena-owned, by code. */
mlg_status mlg_portrait_zones_in(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                                 mlg_level extent_level, size_t extent, size_t **zones, size_t *n);

/** Finds a zone by code at any level, the widest first. False when there is none. */
bool mlg_portrait_find(const mlg_portrait *portrait, const char *code, mlg_level *level,
                       size_t *zone);

/** Sorts zones by uncovered need of a family in the reference scenario, largest first, then code.
 */
void mlg_portrait_rank(const mlg_portrait *portrait, mlg_level level, mlg_family family,
                       size_t *zones, size_t n);

/** The parts of a zone's need in the reference scenario. */
const mlg_parts *mlg_portrait_parts(const mlg_portrait *portrait, mlg_level level, size_t zone,
                                    mlg_family family);

/** Why a zone has no rate to show, if so. */
typedef enum {
  MLG_SHOWN,   /**< It has one. */
  MLG_NOBODY,  /**< Nobody lives there. */
  MLG_TOO_FEW, /**< Fewer than MLG_FRAGILE_BELOW persons in the denominator. */
  MLG_HIDDEN,  /**< Suppressed by the producer. */
  MLG_UNKNOWN, /**< No figure. */
  MLG_SHOWN_COUNT
} mlg_shown;

/** The rate of indicator over its k-th denominator, and whether it can be shown on a map. */
mlg_shown mlg_portrait_rate(const mlg_portrait *portrait, mlg_level level, size_t zone,
                            size_t indicator, size_t k, mlg_estimate *rate);

/** French: "moins de 200 personnes : non interprétable", for legends; "" when shown. */
const char *mlg_shown_label(mlg_shown shown);

/* ---- classes ---- */

enum { MLG_MOST_CLASSES = 7 };

/** Left-closed classes; the last one is closed. */
typedef struct {
  size_t n;                            /**< Classes, 1 to MLG_MOST_CLASSES. */
  double bounds[MLG_MOST_CLASSES - 1]; /**< Inner bounds, ascending: n - 1 of them. */
  size_t tally[MLG_MOST_CLASSES];      /**< Zones in each class. */
  size_t hidden[MLG_SHOWN_COUNT];      /**< Zones without a class, by reason. */
  const char *method;                  /**< French: "bornes fixes", "quantiles arrondis". */
} mlg_classes;

/** The class of a rate, 0 to n - 1. */
size_t mlg_class_of(const mlg_classes *classes, double rate);

/**
 * Classes of an indicator's rate over the given zones: the indicator's own
 * bounds, else quantiles rounded to a readable step.
 */
mlg_status mlg_portrait_classes(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                                const size_t *zones, size_t n, size_t indicator,
                                mlg_classes *classes);

/* ---- wording: French, for documents ----
 * Each returns an arena-owned text, or NULL when memory is short. A figure that
 * is not known reads "n.d.". Spaces that must not break a line are no-break ones. */

/** "41 800 personnes [40 800 ; 43 000]" to three significant digits; the unit is put
 *  in the singular below 2, and left out when "". No brackets around a sure figure. */
char *mlg_wording_interval(mlg_arena *arena, mlg_estimate estimate, const char *unit);

/** "29,9 % [29,2 % ; 30,8 %]" from a ratio. */
char *mlg_wording_rate(mlg_arena *arena, mlg_estimate rate);

/** "Maurepas, Le Blosne et Bréquigny". */
char *mlg_wording_list(mlg_arena *arena, const char *const *names, size_t n);

/** The flags for people, joined by ", ": "réparti, fragile"; "" when there are none. */
char *mlg_wording_flags(mlg_arena *arena, uint32_t flags);

/** How a sentence names a zone: "Rennes", "Rennes Métropole", "Villejean" for the quarter
 *  "Villejean - Beauregard". */
char *mlg_wording_place(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                        size_t zone);

/** Where, inside a sentence: "à Rennes", "au Rheu", "dans Rennes Métropole", "dans le quartier
 *  Le Blosne". */
char *mlg_wording_at(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level, size_t zone);

/** The text with its first letter as a capital: "À Rennes". */
char *mlg_wording_capital(mlg_arena *arena, const char *text);

/**
 * Why two denominators do not rank the quarters of an extent alike, on the quarter whose
 * rates differ the most: "Villejean passe du 4e rang sur 12 (31,0 % des non-scolarisés) au 9e
 * (17,0 % des 15 ans et plus) : les étudiants…".
 * "" when there is nothing to explain.
 */
char *mlg_wording_denominators(mlg_arena *arena, const mlg_portrait *portrait,
                               mlg_level extent_level, size_t extent, size_t indicator);

/** The message of a rate map: its figure, and the quarters that stand out. */
char *mlg_headline_rate(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                        size_t extent, size_t indicator);

/** The message of a map of counts. */
char *mlg_headline_count(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                         size_t extent, mlg_level level, size_t indicator);

/** The message of a map of uncovered need. */
char *mlg_headline_need(mlg_arena *arena, const mlg_portrait *portrait, mlg_level extent_level,
                        size_t extent, mlg_family family);

/** "Sources : INSEE, recensement 2019… ; ANCT…": of the datasets behind an indicator or, with
 *  MLG_NO_INDICATOR, behind the uncovered need. */
char *mlg_wording_sources(mlg_arena *arena, const mlg_portrait *portrait, size_t indicator);

/** "Méthode : …" with every hypothesis behind an indicator or the uncovered need. */
char *mlg_wording_method(mlg_arena *arena, const mlg_portrait *portrait, size_t indicator);

/** The three lines a planner wants first; arena-owned French sentences. */
mlg_status mlg_wording_summary(mlg_arena *arena, const mlg_portrait *portrait,
                               const char *lines[3]);

/* ---- explain ---- */

typedef struct {
  const char *zone, *input, *title, *file, *column, *text; /**< `text` NULL when blank. */
  size_t line;
  const char *producer, *licence; /**< Of the file; NULL when not kept. */
  int vintage;                    /**< Year; 0 when not kept. */
  mlg_estimate read;
} mlg_figure_cell;

typedef struct {
  const char *denominator, *label; /**< Id and French label. */
  mlg_estimate rate;
  double denominator_value;
} mlg_figure_rate;

/** How one figure was made, as read back from the store. */
typedef struct {
  mlg_level level;
  const char *code, *name;
  const char *indicator, *label, *definition, *unit, *formula, *method, *source, *limits;
  mlg_estimate estimate;
  double covered; /**< Share of the population in zones with a value. */
  size_t n_rates;
  mlg_figure_rate *rates;
  size_t n_parameters;
  mlg_parameter *parameters;
  size_t n_zones; /**< Finest zones summed. */
  size_t n_cells;
  mlg_figure_cell *cells; /**< By zone then input. */
} mlg_figure;

/** The explanation as French text, lines of at most about 100 signs. */
char *mlg_explain(mlg_arena *arena, const mlg_figure *figure);

#endif
