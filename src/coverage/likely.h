/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_LIKELY_H
#define COVERAGE_LIKELY_H

#include <maillage/access.h>

/**
 * @file
 * The likely allocation, kept small: by try, who sets out from each zone and whom each
 * offer takes in. What goes by an arc follows from its two ends, so that a country's
 * fifteen million arcs need no memory of their own.
 */
typedef struct {
  const mlg_graph *graph;
  unsigned tries;
  double *setting_out; /**< [try * n_zones + zone]: persons for each unit of weight. */
  double *taken;       /**< [try * n_offers + offer]: share of those who come. */
} mlg_likely;

mlg_status mlg_likely_solve(mlg_arena *arena, const mlg_graph *graph, const double *need,
                            const double *capacity, unsigned tries, mlg_likely *likely);

/** Persons of `zone` received by way of one of its arcs. */
double mlg_likely_served(const mlg_likely *likely, size_t zone, size_t arc);

#endif
