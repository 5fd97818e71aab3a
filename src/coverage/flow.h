/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_FLOW_H
#define COVERAGE_FLOW_H

#include <maillage/access.h>

/**
 * @file
 * Maximum flow from zones to offers, in persons, one block of them at a time.
 *
 * Nodes are numbered zones first, then offers. An arc between two blocks is shut.
 * Dinic's algorithm on doubles (E. A. Dinic, 1970, Soviet Math. Doklady 11:1277-1280);
 * less than `epsilon` persons is nobody, so that rounding cannot keep it going.
 */
typedef struct {
  const mlg_graph *graph;
  size_t *back_first;  /**< By offer, n_offers + 1: its slots, one an arc… */
  uint32_t *back_zone; /**< …with the zone that the arc comes from… */
  uint32_t *back_arc;  /**< …and the arc. */
  double *flow;        /**< By arc: persons sent. The caller's. */
  double *want;        /**< By zone: persons still to be sent. */
  double *room;        /**< By offer: places left. */
  uint32_t *block;     /**< By node. */
  uint32_t *level;     /**< By node: 1 for zones with persons left, 0 for the unreached. */
  size_t *next;        /**< By node: the first arc that may still lead on. */
  uint32_t *queue, *path;
  double epsilon;
} mlg_network;

/** Where the slots of a node begin: a zone's are its arcs. These three are where whoever walks the
 *  network spends its time: hence here. */
static inline size_t mlg_slots_begin(const mlg_network *net, size_t node) {
  size_t n = net->graph->n_zones;
  return node < n ? net->graph->first[node] : net->back_first[node - n];
}

static inline size_t mlg_slots_end(const mlg_network *net, size_t node) {
  size_t n = net->graph->n_zones;
  return node < n ? net->graph->first[node + 1] : net->back_first[node - n + 1];
}

/** The node at the other end of a slot. */
static inline size_t mlg_other_end(const mlg_network *net, size_t node, size_t slot) {
  size_t n = net->graph->n_zones;
  return node < n ? n + net->graph->offer[slot] : net->back_zone[slot];
}

/** Nodes that are solved together. */
typedef struct {
  uint32_t id;
  size_t n_zones, n_offers;
  const uint32_t *zones, *offers; /**< Numbered as zones and as offers. */
} mlg_block;

/** Wants and rooms are zero, all nodes in block 0; `flow` has persons by arc and stays the
 *  caller's. `most` is the largest need or capacity to come. */
mlg_status mlg_network_init(mlg_arena *arena, const mlg_graph *graph, double most, double *flow,
                            mlg_network *network);

/**
 * Sends as many of the block's persons as possible on top of `flow`. Afterwards
 * `level` is not 0 exactly for the zones and offers that zones with persons left can
 * reach by an augmenting path: the smallest minimum cut's side.
 */
void mlg_network_maximise(mlg_network *network, const mlg_block *block);

#endif
