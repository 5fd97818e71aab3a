/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_FAIR_H
#define COVERAGE_FAIR_H

#include <maillage/access.h>

/** A fair sharing of places: zone z is to get floor[z] + share[z] x spread[z] persons. */
typedef struct {
  const mlg_graph *graph;
  const double *floor;    /**< By zone: persons it keeps in any case. */
  const double *spread;   /**< By zone: persons that a share of 1 adds. */
  const double *capacity; /**< By offer. */
  bool capped;            /**< Shares stop at 1; else they take all the places. */
} mlg_fair_case;

/**
 * The lexicographically max-min shares, and a flow by arc that gives them; `flow` starts as
 * one that serves the floors.
 *
 * The persons that zones can get form a polymatroid, of which this is the
 * lexicographically optimal base (Fujishige 1980, "Lexicographically optimal base of a
 * polymatroid with respect to a weight vector", Math. Oper. Res. 5:186-196): unique,
 * whatever the order of zones and offers. Found by his decomposition: give every zone of
 * a block the share that would just fill its offers; where a minimum cut shows zones
 * that cannot have it, they and the offers they reach are one block, the rest is
 * another. At most 2 x zones - 1 maximum flows, on ever smaller blocks; zones that reach the same
 * offers are one in them, and sets of nodes that nothing links are never in one block.
 * `share` is 0 for zones that reach nothing or want nobody.
 */
mlg_status mlg_fair_share(mlg_arena *arena, const mlg_fair_case *fair_case, double *flow,
                          double *share);

#endif
