/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COVERAGE_BLOCKS_H
#define COVERAGE_BLOCKS_H

#include "coverage/flow.h"

/** A block: slices of the two lists of nodes. */
typedef struct {
  uint32_t id;
  size_t zone_begin, zone_end, offer_begin, offer_end;
  bool first; /**< No cut was made yet. */
} mlg_slices;

/** The blocks of a network that are still to be solved, last one first. */
typedef struct {
  mlg_network *net;
  uint32_t *zones, *offers; /**< Permuted, so that a block is a slice. */
  uint32_t *held;           /**< For one cut. */
  mlg_slices *waiting;
  size_t n_waiting;
  uint32_t last_id;
} mlg_blocks;

/** No block, and lists for all nodes of the network. */
mlg_status mlg_blocks_init(mlg_arena *arena, mlg_network *net, mlg_blocks *blocks);

/**
 * Adds a block, as one for each set of its nodes that nothing links to the others: one set's
 * shares say nothing of another's. Offers that no zone of the block reaches are left out.
 */
void mlg_blocks_add(mlg_blocks *blocks, mlg_slices block);

/** Brings the block's nodes that have a level to the front of their slices; returns these. */
mlg_slices mlg_blocks_reached(mlg_blocks *blocks, const mlg_slices *block);

#endif
