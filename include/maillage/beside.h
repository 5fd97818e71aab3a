/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_BESIDE_H
#define MAILLAGE_BESIDE_H

#include <maillage/portrait.h>
#include <maillage/similar.h>

/**
 * @file
 * A zone beside its landmarks: the wider zones that hold it, and those like it.
 */

/** What zones are set beside one another by: a share of people. */
typedef struct {
  mlg_compared by;                 /**< MLG_BY_RATE or MLG_BY_UNCOVERED_RATE. */
  const char *label, *denominator; /**< French. */
  bool is_main; /**< Said wherever the zone is presented; the others stand in tables. */
} mlg_beside_measure;

/** What the zone is set beside. */
typedef struct {
  mlg_level level;  /**< Of the wider zone; MLG_LEVEL_COUNT: the plain mean of those like it. */
  const char *name; /**< French: "Ille-et-Vilaine", "5 EPCI semblables". */
} mlg_landmark;

enum { MLG_MOST_LANDMARKS = MLG_LEVEL_COUNT };

/** One measure, of the zone and of each landmark. */
typedef struct {
  mlg_beside_measure measure;
  mlg_estimate own;
  mlg_estimate rates[MLG_MOST_LANDMARKS];
  mlg_estimate gaps[MLG_MOST_LANDMARKS]; /**< The zone's less the landmark's. */
} mlg_beside_line;

struct mlg_beside {
  mlg_level level;  /**< Of the zone. */
  const char *name; /**< Its own. */
  size_t n_landmarks;
  mlg_landmark landmarks[MLG_MOST_LANDMARKS]; /**< From the narrowest; those like it last. */
  const char *similar;                        /**< Their names, the most alike first; "". */
  size_t n_lines;
  mlg_beside_line *lines;
};

/**
 * Sets a zone (a commune or wider) beside every wider zone of the portrait that holds it, and
 * beside the mean of those like it (mlg_portrait_similar()), each of which counts as one; the mean
 * is unknown as soon as one of them is. Measures: each rate of each indicator, and the share of
 * the base left without help of each recorded family. A gap has the doubts of
 * mlg_portrait_rank_range(): what moves every zone alike is no doubt in it. No landmark when
 * nothing wider and nothing alike is known. With `main_only`, the other measures are left out.
 */
mlg_status mlg_portrait_beside(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                               size_t zone, bool main_only, mlg_beside *beside);

/** The same of `n` zones of a level, in one go: `besides` has room for them. */
mlg_status mlg_portrait_each_beside(mlg_arena *arena, const mlg_portrait *portrait, mlg_level level,
                                    const size_t *zones, size_t n, bool main_only,
                                    mlg_beside *besides);

/**
 * Sets the portrait's own landmarks: the zone that documents speak of first (its first extent)
 * beside what the territory has around it, a city in its EPCI, an EPCI in a region. None where
 * that zone is the whole territory, or smaller than a commune.
 */
mlg_status mlg_portrait_set_beside(mlg_arena *arena, mlg_portrait *portrait);

/** What a gap lets one say. */
typedef enum { MLG_GAP_UNKNOWN, MLG_GAP_UNSURE, MLG_GAP_ABOVE, MLG_GAP_BELOW } mlg_gap_standing;

/** Unsure as soon as the whole interval is not on one side of 0. */
mlg_gap_standing mlg_gap_stands(mlg_estimate gap);

/** "+2,5", "−1": a ratio as points of percentage. */
char *mlg_wording_signed_points(mlg_arena *arena, double ratio);

/** "+2,5 points [+1,2 ; +3,8]". */
char *mlg_wording_points(mlg_arena *arena, mlg_estimate gap);

/** "+2,5 points", "pas d'écart sûr", or "–" where there is nothing to say. */
char *mlg_wording_standing(mlg_arena *arena, mlg_estimate gap);

/** What a gap is, and when it is sure: for notes. */
extern const char MLG_GAP_NOTE[];

/** Those like the zone, and by what: "EPCI semblables par la densité et l'âge : …"; "" when there
 *  are none. */
char *mlg_wording_similar(mlg_arena *arena, const mlg_beside *beside);

#endif
