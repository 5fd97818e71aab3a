/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_SITING_FLOW_H
#define COVERAGE_SITING_FLOW_H

#include "coverage/flow.h"
#include "coverage/run.h"

/**
 * @file
 * A maximum flow that places are added to: what each addition wins is found by augmenting it,
 * not by computing it again.
 */
typedef struct {
  mlg_network net;
  mlg_block all;  /**< Every origin and every offer. */
  double *need;   /**< By origin; 0 where it is not known. */
  double *places; /**< By offer. */
  double *flow;   /**< By arc. */
  double *before; /**< Flow, wants and rooms, while an addition is only tried. */
} mlg_siting_flow;

/**
 * The fairest flow of `need` and `places`, which become the flow's own. `offers` is the graph
 * without the candidates, which come last in `graph`: nobody sets out for a place that does
 * not exist yet.
 */
mlg_status mlg_siting_flow_init(mlg_arena *arena, const mlg_graph *offers, const mlg_graph *graph,
                                double *need, double *places, unsigned tries,
                                mlg_siting_flow *flow);

/** Persons of origins that have an offer in reach, and no place. */
double mlg_siting_waiting(const mlg_siting_flow *flow, size_t offer);

/** Persons that `places` more at an offer would win; nothing is changed. */
double mlg_siting_try(mlg_siting_flow *flow, size_t offer, double places);

/**
 * Adds them, in the fairest way: no one loses a place, and the places won are shared so that
 * who still has none does not depend on any order. Returns the persons won in `gain`.
 */
mlg_status mlg_siting_add(mlg_siting_flow *flow, size_t offer, double places, double *gain);

#endif
