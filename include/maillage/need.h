/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_NEED_H
#define MAILLAGE_NEED_H

#include <maillage/estimate.h>
#include <maillage/finding.h>
#include <maillage/table.h>
#include <maillage/territory.h>
#include <maillage/words.h>
#include <stdbool.h>

/**
 * @file
 * From indicator files and tables to estimates, by zone and level.
 *
 * An indicator is data: inputs, a formula over them, denominators (other
 * indicators). It is computed in the finest zones and summed up the levels;
 * nothing is rounded. A parameter with a range is varied for all zones at once:
 * the formula is run again at each end, and the envelope is the interval.
 */

/** A number of the project with the range it may have. */
typedef struct {
  const char *name;
  double value, low, high;
} mlg_parameter;

/** A parameter that is known in some communes: it has no range in their zones. */
typedef struct {
  size_t parameter;         /**< Among the parameters. */
  const double *of_commune; /**< NaN where it is not known. */
} mlg_local_parameter;

/** Another indicator, named by a file of the project. Zeroed: none. */
typedef struct {
  const char *id; /**< NULL: none. */
  size_t index;   /**< Among the indicators, once all of them are read. */
  mlg_position at;
} mlg_reference;

/** A column that is read where those before it have no value. Zeroed: none. */
typedef struct {
  const char *dataset_name; /**< NULL: none. */
  size_t dataset;           /**< Index in the project, or MLG_NO_DATASET: then it is left out. */
  const char *column;
  mlg_position at;
} mlg_fallback;

/** What a formula reads under one name: a column of a dataset, or another indicator. */
typedef struct {
  const char *name;         /**< In the formula. */
  const char *dataset_name; /**< As the indicator file names it; NULL for an indicator. */
  size_t dataset;           /**< Index in the project, or MLG_NO_DATASET. */
  const char *column;       /**< With {AA} replaced by the dataset's vintage, two digits. */
  mlg_position at;
  size_t n_others;       /**< sources: the same thing in other files, from the finest on: each is */
  mlg_fallback *others;  /**< read where those before it do not know. */
  mlg_fallback fallback; /**< a_defaut: another thing, that stands in where none of them knows. */
  mlg_reference indicator; /**< indicateur: its figure in the zone; then there is no column. */
  mlg_reference share;     /**< repartition: a commune's value goes to its IRIS as this does. */
  mlg_reference bound;     /**< borne: no more than this where nothing is known, or all withheld. */
} mlg_input;

#define MLG_NO_DATASET ((size_t)-1)

/** How many datasets a project may have. */
#define MLG_MOST_DATASETS 64

/** nature: what may be done to an indicator. */
typedef enum {
  MLG_NATURE_COUNT, /**< effectif: it adds up. */
  MLG_NATURE_LEVEL, /**< niveau (an income, a rate as published): known where its dataset says, and
                  nowhere else: it has no sum, and is no share of anything. */
} mlg_nature;

typedef struct mlg_formula mlg_formula;

/**
 * repartition: what a project does with an indicator that it knows by commune only. The figure
 * is computed for the commune, and its IRIS get parts of it as the key is. Zeroed: IRIS have none.
 */
typedef struct {
  mlg_reference key;
  double error; /**< ecart: standard error of a part, as a share of it, 0 to 1. */
} mlg_sharing;

typedef struct {
  const char *id; /**< ASCII: columns, keys, files. */
  const char *label, *definition, *unit, *source, *reference, *limits; /**< French; "" if none. */
  const char *file; /**< The indicator file, by name. */
  const char *path; /**< Where it is. */
  const char *text; /**< All that it says. */
  size_t n_inputs;
  mlg_input *inputs;
  const char *formula_text;
  mlg_position formula_at;
  const mlg_formula *formula; /**< Its variables: the inputs, then the project's parameters. */
  size_t n_denominators;      /**< The first is the reference. */
  const char **denominator_ids;
  size_t *denominators; /**< Indexes among the indicators. */
  mlg_position denominators_at;
  mlg_nature nature;
  mlg_sharing sharing;      /**< Said by the project, not by the indicator's file. */
  mlg_reference variant_of; /**< variante_de: another formula for that indicator, to compare with
                                 it; that one is itself no variant. None: it is no variant. */
  int order;                /**< ordre: outputs show low ones first; 100 unless said. */
  bool is_support;          /**< appui: it is there for other indicators; shown less. */
  const char *lacks;   /**< A dataset or indicator that the project has not; NULL: computable. */
  const char *palette; /**< A name known to draw; "" for the default. */
  size_t n_bounds;     /**< Inner class bounds of the rate, ascending, as ratios; 0: computed. */
  double *bounds;
  bool has_map; /**< Its rate is drawn at `map_level`. */
  mlg_level map_level;
} mlg_indicator;

/**
 * Parses `text` over the variables `names`: + - * / min max, parentheses,
 * numbers, and the named methods below. `used_twice` gets the name of a
 * variable that occurs more than once, or NULL. Reports FORMULA_SYNTAX at the
 * exact column, counted from `at`, and REFERENCE_UNKNOWN for a name that is neither.
 *
 *   union_2x2(a, b, n, theta): mlg_union_2x2 over estimates. b counts part of n,
 *   so that an unknown b is at most n.
 *   union_independance(a, b, n): a + b (n - a) / n, the same with theta 1.
 *   situations(a, b, c, d, double): parts that overlap, less the known overlap of two:
 *   a + b + c + d - double, from the largest low of a part to the sum of their highs.
 *   An absent part leaves no value, and its own high in the bounds; an absent
 *   `double` takes nothing off.
 */
mlg_status mlg_formula_parse(mlg_arena *arena, const char *text, const char *const *names,
                             size_t n_names, mlg_position at, mlg_findings *findings,
                             const mlg_formula **formula, const char **used_twice);

/** The formula's value where variable i holds `variables[i]`. Unknown in, unknown out. */
mlg_estimate mlg_formula_evaluate(const mlg_formula *formula, const mlg_estimate *variables);

/**
 * Persons in a or b, given margins `a`, `b` >= 0 of a population `n` and the odds
 * ratio `theta` > 0 of the 2 x 2 table (Plackett 1965, JASA 60:516-522).
 *
 * Let m = max(n, a, b). For all a, b, n >= 0, to the last digits of a double:
 *
 *     max(a, b) <= union <= min(m, a + b)
 *
 * so that m is n whenever neither margin exceeds it, as it must be if n counts
 * everybody. A margin beyond n is not cut: persons 65+ may be a few more than the
 * non-scolarisés 15+, and those beyond n belong to the union. Cutting a at n and
 * adding the rest back, (a - n) + union(n, b, n), is the same number, a.
 * Exact at theta = 1 (independence): a + b - ab/m. Falls as theta rises.
 */
double mlg_union_2x2(double a, double b, double n, double theta);

/** Fewer persons than this and a figure is fragile (INSEE's advice for the census). */
#define MLG_FRAGILE_BELOW 200

/** ... or a standard error larger than this share of the value. */
#define MLG_FRAGILE_BEYOND 0.20

/**
 * secret: how a dataset hides small counts. A blank cell is a hidden count between
 * `low` and `high`, never 0. In a row withheld whole (its `column` holds one of
 * `values`, or its `total` is blank too) it may be any number: it is imputed at the
 * rate of the published cells around (those of its commune; of the territory in a
 * dataset by commune) over the `imputation` indicator, from 0 to their highest rate,
 * and is 0 where nobody lives. Zeroed: a blank cell is a value that nobody has.
 */
typedef struct {
  bool present;
  const char *column; /**< NULL: no row is marked as withheld. */
  size_t n_values;
  const char **values;
  const char *total; /**< NULL: none. A part of a total that is hidden is no small count. */
  double low, high;
  double threshold; /**< seuil: counts below it, that the file gives, are hidden too; 0: none. */
  mlg_reference imputation; /**< None: what is withheld stays unknown. */
  mlg_position at;
} mlg_secret;

/**
 * sondage: the census samples dwellings in communes of `threshold` inhabitants or more.
 * There a count n among N persons has variance effect (1 - f) / f n (1 - n / N).
 * Zeroed: everybody was asked.
 */
typedef struct {
  double effect, fraction, threshold; /**< `fraction` 0: no sampling. */
} mlg_sampling;

/**
 * effectifs: a count that a dataset gives under another name, or as a share of another count:
 * "16.9" % of the 596 inhabitants that stand in `base_column`, row by row. A share rounded to
 * `rounding` points is off by half of it: bounds, since nothing says which way a producer's
 * roundings go. Both counts are of one vintage and one level.
 */
typedef struct {
  const char *name;      /**< The column that indicators ask for. */
  const char *share;     /**< Column of percentages, in the dataset itself; NULL: the whole base. */
  double rounding;       /**< Of the share, in points; 0: it is exact. */
  const char *base_name; /**< Id of the dataset that holds the base; NULL: the dataset itself. */
  size_t base;           /**< Index in the project. */
  const char *base_column;
  mlg_position at;
} mlg_derived_count;

/** How the cells of a dataset are to be understood. Zeroed: by IRIS, as they stand. */
typedef struct {
  mlg_level level; /**< niveau: MLG_IRIS or MLG_COMMUNE, what its key codes. */
  mlg_secret secret;
  double rounding; /**< arrondi: counts are rounded down to its multiples; 0: they are not. */
  mlg_sampling sampling;
  size_t n_counts; /**< effectifs: when there are some, indicators find these and no other. */
  mlg_derived_count *counts;
} mlg_reading;

/**
 * passage: what became of communes that are no more. One row a former code and each of its
 * successors: several rows when it was split.
 */
typedef struct {
  const mlg_table *table;
  size_t former, current; /**< Columns of codes. */
  size_t last; /**< Column: the last year the former code was in use; or MLG_NO_COLUMN. */
} mlg_passage;

/**
 * The passage that INSEE's yearly table holds: a commune a row, its codes of each year in columns
 * named `prefix` and the year ("CODGEO_2003"). Rejects a table without two such columns, and one
 * whose newest is not of `vintage`.
 */
mlg_status mlg_passage_unfold(mlg_arena *arena, const mlg_table *table, const char *prefix,
                              int vintage, mlg_findings *findings, mlg_passage *passage);

/** What the project holds for one dataset, as need sees it. */
typedef struct {
  const mlg_table *table;
  size_t key; /**< Index of the column of zone codes. */
  mlg_reading reading;
  const mlg_passage *passage; /**< Or NULL: a former code is nobody's. */
} mlg_source_table;

/** One cell that a figure was made from, or another indicator's figure. */
typedef struct {
  mlg_level level;           /**< MLG_IRIS; MLG_COMMUNE where a commune's figure is its own. */
  size_t zone;               /**< Among those of `level`. */
  size_t indicator, input;   /**< Indexes. */
  size_t dataset;            /**< MLG_NO_DATASET for an indicator: `column` is its id. */
  size_t line;               /**< 0 where the table has no row. */
  const char *column, *text; /**< As written in the file; NULL text when blank. */
  mlg_estimate read;         /**< What the formula was given. */
  const char *how;           /**< French: what was done to the cell; NULL when nothing was. */
} mlg_cell;

/** Two levels whose zones are the same may have the same arrays. */
typedef struct {
  size_t n_indicators;
  mlg_estimate *values[MLG_LEVEL_COUNT]; /**< [zone * n_indicators + indicator] */
  double *covered[MLG_LEVEL_COUNT];      /**< Same shape: share of the zone's population in zones
                                              whose value is known, 0 to 1. A zone of unknown
                                              population weighs as much as the average one. */
  uint64_t *sources[MLG_LEVEL_COUNT];    /**< Same shape: the datasets it is read in, a bit each
                                              (1 << index); MLG_MOST_DATASETS is their number. */
  size_t n_cells;
  mlg_cell *cells; /**< By zone, then indicator, then input; then those of communes. */
} mlg_need;

/**
 * The order in which indicators can be computed, each after those it refers to:
 * inputs, shares and bounds, the key it is shared out by, denominators, and what its datasets are
 * imputed with. `order` has room for all. Reports REFERENCE_CIRCULAR at the reference that closes a
 * circle. `readings` has one entry a dataset.
 */
mlg_status mlg_need_order(mlg_arena *arena, const mlg_indicator *indicators, size_t n_indicators,
                          const mlg_reading *readings, mlg_findings *findings, size_t *order);

/**
 * The odds ratio of "65 and over" and "without diploma, or CEP alone" in each commune of
 * the territory, from INSEE's table TD_FOR2: one row a commune, sex, age group (AGEQ65)
 * and diploma (DIPL_19, "A" for none or CEP), with its count (NB); or one row a commune, with
 * columns that combine these codes (AGEQ65015_DIPL_19A_SEXE1). NaN, and CROSS_MISSING,
 * where the table does not cross them. Rejects a missing column and counts that are none.
 */
mlg_status mlg_need_cross(mlg_arena *arena, const mlg_territory *territory, const mlg_table *table,
                          mlg_findings *findings, double **of_commune);

/**
 * Computes every indicator in every zone of every level of `territory`.
 * `local` may be NULL.
 *
 * `tables` has one entry a dataset of the project (table NULL where not loaded),
 * `vintages` too. An indicator whose dataset is not loaded is absent everywhere.
 * The indicator whose id is "population" says which zones are empty or fragile,
 * and weighs `covered`; without it no zone is either, and zones weigh the same.
 *
 * A dataset by commune gives a commune of one zone its value, and a split commune its
 * own figure, at its level and above; its IRIS have a part where the input has a
 * `share`, in proportion to it, and nothing otherwise. A zone takes the first of an input's
 * columns that knows it (`others`; see need/chain.c for split communes, whose IRIS some know and
 * the commune others). `fallback` stands in where none gives a value; `bound` is then the most it
 * can be. An indicator with a `sharing`
 * is computed in the commune whatever its formula, and its IRIS get parts of that figure: they
 * add up to it, and each carries the sharing's error as variance, which is none where one IRIS
 * has it all.
 *
 * Several rows of one zone add up: those of the IRIS of a commune that is a zone by itself,
 * and those of communes that have become one (`passage`), flagged MLG_CONVERTED. A row whose
 * commune was split is shared by population, flagged MLG_CONVERTED and MLG_APPORTIONED. A
 * level (an income) has no sum: of several rows it is unknown, and told.
 *
 * Sampling (`sampling` of a dataset) is carried as variance. An indicator whose inputs
 * all are columns of sampled datasets counts persons of the survey: n is its own
 * value and N its first denominator's, or the population. Elsewhere each such column
 * brings the variance of its own count, N being the population.
 *
 * Rejects a column that a table lacks, a table of another vintage than declared,
 * vintages that mix within one indicator's columns (what stands in and other
 * indicators may be of another), a circular reference, codes malformed, of another
 * level or written twice, a table without a row of the territory, unreadable or
 * negative numbers. Reports codes present on one side only with the population
 * concerned (rows of communes outside the territory are left out in silence),
 * absent, suppressed, hidden and withheld values, communes whose values are shared
 * or stood in for, margins that disagree, empty zones. More than 20 of a kind make
 * one finding: the first, and how many.
 *
 * A sum keeps the flags of its parts but MLG_EMPTY and MLG_FRAGILE, which are
 * about the zone itself, and MLG_PUBLISHED unless it has one part only. A figure is
 * fragile too where its standard error is beyond MLG_FRAGILE_BEYOND of it.
 */
mlg_status mlg_need_compute(mlg_arena *arena, const mlg_territory *territory,
                            const mlg_source_table *tables, const int *vintages,
                            const mlg_indicator *indicators, size_t n_indicators,
                            const mlg_parameter *parameters, size_t n_parameters,
                            const mlg_local_parameter *local, mlg_findings *findings,
                            mlg_need *need);

/** One figure. */
mlg_estimate mlg_need_value(const mlg_need *need, mlg_level level, size_t zone, size_t indicator);

/**
 * The rate of an indicator over its k-th denominator: value NaN where the
 * denominator is 0 or unknown, or the indicator has fewer denominators. Bounds
 * are those of the numerator over the denominator's value, cut at 0 and, where
 * the value is no larger than the denominator, at 1.
 */
mlg_estimate mlg_need_rate(const mlg_need *need, const mlg_indicator *indicators, mlg_level level,
                           size_t zone, size_t indicator, size_t k);

#endif
