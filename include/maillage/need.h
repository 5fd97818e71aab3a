/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_NEED_H
#define MAILLAGE_NEED_H

#include <maillage/estimate.h>
#include <maillage/finding.h>
#include <maillage/table.h>
#include <maillage/territory.h>
#include <maillage/words.h>

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

/** One column that a formula reads. */
typedef struct {
  const char *name;         /**< In the formula. */
  const char *dataset_name; /**< As the indicator file names it. */
  size_t dataset;           /**< Index in the project, or MLG_NO_DATASET. */
  const char *column;       /**< With {AA} replaced by the dataset's vintage, two digits. */
  mlg_position at;
} mlg_input;

#define MLG_NO_DATASET ((size_t)-1)

typedef struct mlg_formula mlg_formula;

typedef struct {
  const char *id; /**< ASCII: columns, keys, files. */
  const char *label, *definition, *unit, *source, *reference, *limits; /**< French; "" if none. */
  const char *file; /**< The indicator file, by name. */
  const char *path; /**< Where it is. */
  size_t n_inputs;
  mlg_input *inputs;
  const char *formula_text;
  mlg_position formula_at;
  const mlg_formula *formula; /**< Its variables: the inputs, then the project's parameters. */
  size_t n_denominators;      /**< The first is the reference. */
  const char **denominator_ids;
  size_t *denominators; /**< Indexes among the indicators. */
  mlg_position denominators_at;
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

/** What the project holds for one dataset, as need sees it. */
typedef struct {
  const mlg_table *table;
  size_t key; /**< Index of the column of zone codes. */
} mlg_source_table;

/** One cell that a figure was made from. */
typedef struct {
  size_t zone;             /**< Among the finest zones. */
  size_t indicator, input; /**< Indexes. */
  size_t dataset;
  size_t line;
  const char *column, *text; /**< As written in the file; NULL text when blank. */
  mlg_estimate read;
} mlg_cell;

typedef struct {
  size_t n_indicators;
  mlg_estimate *values[MLG_LEVEL_COUNT]; /**< [zone * n_indicators + indicator] */
  double *covered[MLG_LEVEL_COUNT];      /**< Same shape: share of the zone's population in zones
                                              whose value is known, 0 to 1. A zone of unknown
                                              population weighs as much as the average one. */
  size_t n_cells;
  mlg_cell *cells; /**< By zone, then indicator, then input. */
} mlg_need;

/**
 * Computes every indicator in every zone of every level of `territory`.
 *
 * `tables` has one entry a dataset of the project (table NULL where not loaded),
 * `vintages` too. An indicator whose dataset is not loaded is absent everywhere.
 * The indicator whose id is "population" says which zones are empty or fragile,
 * and weighs `covered`; without it no zone is either, and zones weigh the same.
 *
 * Rejects a column that a table lacks, a table of another vintage than declared,
 * vintages that mix within one indicator, codes malformed or written twice, a
 * table without a row of the territory, unreadable or negative numbers. Reports
 * codes present on one side only with the population concerned (rows of communes
 * outside the territory are left out in silence), absent and suppressed values,
 * margins that disagree, empty zones. More than 20 of a kind make one finding:
 * the first, and how many.
 *
 * A sum keeps the flags of its parts but MLG_EMPTY and MLG_FRAGILE, which are
 * about the zone itself, and MLG_PUBLISHED unless it has one part only.
 */
mlg_status mlg_need_compute(mlg_arena *arena, const mlg_territory *territory,
                            const mlg_source_table *tables, const int *vintages,
                            const mlg_indicator *indicators, size_t n_indicators,
                            const mlg_parameter *parameters, size_t n_parameters,
                            mlg_findings *findings, mlg_need *need);

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
