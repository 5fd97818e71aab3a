/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/blocks.h"

#include <string.h>

mlg_status mlg_blocks_init(mlg_arena *arena, mlg_network *net, mlg_blocks *blocks) {
  size_t n_zones = net->graph->n_zones, n_offers = net->graph->n_offers;
  *blocks = (mlg_blocks){.net = net,
                         .zones = MLG_NEW(arena, uint32_t, n_zones),
                         .offers = MLG_NEW(arena, uint32_t, n_offers),
                         .held = MLG_NEW(arena, uint32_t, n_zones + n_offers),
                         .waiting = MLG_NEW(arena, mlg_slices, n_zones)};
  MLG_HAVE(blocks->zones);
  MLG_HAVE(blocks->offers);
  MLG_HAVE(blocks->held);
  MLG_HAVE(blocks->waiting);
  return MLG_OK;
}

/* ---- sets that nothing links ---- */

/* Moves a zone of the block `whole`, and all that is linked to it there, to a block of their
 * own; adds them to the queue. Returns where it then ends. */
static size_t queue_set(mlg_blocks *b, uint32_t zone, uint32_t whole, size_t end) {
  mlg_network *net = b->net;
  size_t head = end;
  net->block[zone] = ++b->last_id;
  net->queue[end++] = zone;
  for (; head < end; head++) {
    size_t node = net->queue[head];
    for (size_t s = mlg_slots_begin(net, node); s < mlg_slots_end(net, node); s++) {
      size_t other = mlg_other_end(net, node, s);
      if (net->block[other] != whole) continue;
      net->block[other] = b->last_id;
      net->queue[end++] = (uint32_t)other;
    }
  }
  return end;
}

/* The queue's nodes, set by set, become the slices anew, and a block each. */
static void list_sets(mlg_blocks *b, mlg_slices block, size_t n_queued) {
  size_t n_zones = b->net->graph->n_zones;
  mlg_slices *set = NULL, next = block;
  next.zone_end = block.zone_begin;
  next.offer_end = block.offer_begin;
  for (size_t i = 0; i < n_queued; i++) {
    size_t node = b->net->queue[i];
    if (set == NULL || set->id != b->net->block[node]) {
      if (set != NULL) next = *set;
      set = &b->waiting[b->n_waiting++];
      *set = (mlg_slices){b->net->block[node], next.zone_end,  next.zone_end,
                          next.offer_end,      next.offer_end, block.first};
    }
    if (node < n_zones)
      b->zones[set->zone_end++] = (uint32_t)node;
    else
      b->offers[set->offer_end++] = (uint32_t)(node - n_zones);
  }
}

void mlg_blocks_add(mlg_blocks *b, mlg_slices block) {
  uint32_t *of = b->net->block, whole = ++b->last_id;
  size_t n_zones = b->net->graph->n_zones, queued = 0;
  for (size_t i = block.zone_begin; i < block.zone_end; i++) of[b->zones[i]] = whole;
  for (size_t i = block.offer_begin; i < block.offer_end; i++) of[n_zones + b->offers[i]] = whole;
  for (size_t i = block.zone_begin; i < block.zone_end; i++)
    if (of[b->zones[i]] == whole) queued = queue_set(b, b->zones[i], whole, queued);
  list_sets(b, block, queued);
}

/* ---- cuts ---- */

/* Moves the nodes that were reached to the front, in their order; returns where they end. */
static size_t partition(mlg_blocks *b, uint32_t *nodes, size_t begin, size_t end,
                        size_t first_node) {
  size_t reached = begin, others = 0;
  for (size_t i = begin; i < end; i++) {
    if (b->net->level[first_node + nodes[i]] != 0)
      nodes[reached++] = nodes[i];
    else
      b->held[others++] = nodes[i];
  }
  memcpy(nodes + reached, b->held, others * sizeof *nodes);
  return reached;
}

mlg_slices mlg_blocks_reached(mlg_blocks *b, const mlg_slices *block) {
  mlg_slices reached = *block;
  reached.zone_end = partition(b, b->zones, block->zone_begin, block->zone_end, 0);
  reached.offer_end =
      partition(b, b->offers, block->offer_begin, block->offer_end, b->net->graph->n_zones);
  return reached;
}
