/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_COMPARE_H
#define MAILLAGE_COMPARE_H

#include <maillage/portrait.h>

/**
 * @file
 * Two runs side by side: what the second has that the first had not, what is gone, what
 * changed, and which zones moved beyond what is not sure. Documented in docs/comparer.md.
 */

/** What becomes of a difference in how two runs were made. */
typedef enum {
  MLG_GAP_NOTED,     /**< Worth knowing; figures compare. */
  MLG_GAP_CONVERTED, /**< The second run's figures are put in the first one's terms. */
  MLG_GAP_REFUSED,   /**< Figures do not compare. */
} mlg_gap_kind;

/** Something that two runs do not share. French texts. */
typedef struct {
  mlg_gap_kind kind;
  const char *what; /**< "paramètre theta", "millésime de population". */
  const char *a, *b;
} mlg_run_gap;

typedef enum { MLG_SITE_ADDED, MLG_SITE_GONE, MLG_SITE_CHANGED } mlg_site_change_kind;

/** "ajoute", "disparu", "change". */
extern const mlg_word MLG_SITE_CHANGES[MLG_SITE_CHANGED + 1];

/** A counted site of either run. */
typedef struct {
  mlg_site_change_kind kind;
  const char *id, *name; /**< In the second run; of one that is gone, in the first. */
  const char *what; /**< French: "déplacé de 320 m ; aider : 212 → 424 personnes"; what it offers,
                         of one that is added or gone. */
} mlg_site_change;

/** A zone of both runs where a figure is not the same. */
typedef struct {
  size_t a, b;       /**< The zone, in each territory. */
  mlg_family family; /**< Its uncovered need; MLG_FAMILY_COUNT: the base. */
  mlg_estimate before, after;
  bool beyond; /**< One run's value is outside what the other one shows as possible. */
} mlg_zone_change;

typedef struct {
  const mlg_portrait *a, *b;
  mlg_level level;
  mlg_family family; /**< MLG_FAMILY_COUNT: every one. */
  size_t scenario_a, scenario_b;
} mlg_comparison_request;

typedef struct {
  size_t n_gaps, n_sites, n_zones;
  mlg_run_gap *gaps;
  mlg_site_change *sites; /**< Added, then gone, then changed; each by name. */
  mlg_zone_change *zones; /**< The base, then by family; the largest change first. */
  size_t denominator;     /**< Of the base's rates, in the first run; MLG_NO_INDICATOR: none. */
  double visits;          /**< The second run's persons are multiplied by this: 1, or from persons
                               to visits or back. */
  size_t n_lost, n_new;   /**< Zones of the level that only the first, only the second run has. */
  size_t n_sites_a, n_sites_b;     /**< That count. */
  bool compared[MLG_FAMILY_COUNT]; /**< Recorded in both, and asked for. */
} mlg_comparison;

/** Compares; what does not compare is among the gaps, whatever the figures then say. */
mlg_status mlg_compare_runs(mlg_arena *arena, const mlg_comparison_request *request,
                            mlg_comparison *comparison);

/**
 * Of each zone of the first run at the level: the share of the base left without help of a
 * family in the second run less that in the first; for MLG_FAMILY_COUNT, the rate of the base.
 * Unknown where either is.
 */
void mlg_comparison_rates(const mlg_comparison_request *request, const mlg_comparison *comparison,
                          mlg_family family, mlg_estimate *differences);

#endif
