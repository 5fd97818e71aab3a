/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage/flow.h"

#include <math.h>

static const size_t NO_NODE = (size_t)-1;

/* Persons below this share of the largest figure are rounding. */
static const double RELATIVE_EPSILON = 1e-12;

/* Arcs by offer, from arcs by zone. */
static void turn_round(mlg_network *net) {
  const mlg_graph *g = net->graph;
  for (size_t a = 0; a < g->n_arcs; a++) net->back_first[g->offer[a] + 2]++;
  for (size_t o = 2; o <= g->n_offers; o++) net->back_first[o] += net->back_first[o - 1];
  for (size_t z = 0; z < g->n_zones; z++)
    for (size_t a = g->first[z]; a < g->first[z + 1]; a++) {
      size_t slot = net->back_first[g->offer[a] + 1]++;
      net->back_zone[slot] = (uint32_t)z;
      net->back_arc[slot] = (uint32_t)a;
    }
}

mlg_status mlg_network_init(mlg_arena *arena, const mlg_graph *graph, double most, double *flow,
                            mlg_network *network) {
  size_t n_nodes = graph->n_zones + graph->n_offers;
  *network = (mlg_network){.graph = graph,
                           .back_zone = MLG_NEW(arena, uint32_t, graph->n_arcs),
                           .back_arc = MLG_NEW(arena, uint32_t, graph->n_arcs),
                           .back_first = MLG_NEW(arena, size_t, graph->n_offers + 2),
                           .flow = flow,
                           .want = MLG_NEW(arena, double, graph->n_zones),
                           .room = MLG_NEW(arena, double, graph->n_offers),
                           .block = MLG_NEW(arena, uint32_t, n_nodes),
                           .level = MLG_NEW(arena, uint32_t, n_nodes),
                           .next = MLG_NEW(arena, size_t, n_nodes),
                           .queue = MLG_NEW(arena, uint32_t, n_nodes),
                           .path = MLG_NEW(arena, uint32_t, n_nodes),
                           .epsilon = RELATIVE_EPSILON * most};
  const void *all[] = {network->back_zone, network->back_arc, network->back_first, network->want,
                       network->room,      network->block,    network->level,      network->next,
                       network->queue,     network->path};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) MLG_HAVE(all[i]);
  turn_round(network);
  return MLG_OK;
}

/* Unreached, but for the zones with persons left; returns how many of these. */
static size_t start_levels(mlg_network *net, const mlg_block *block) {
  size_t queued = 0;
  for (size_t i = 0; i < block->n_offers; i++) {
    size_t offer = block->offers[i], node = net->graph->n_zones + offer;
    net->level[node] = 0;
    net->next[node] = net->back_first[offer];
  }
  for (size_t i = 0; i < block->n_zones; i++) {
    size_t zone = block->zones[i];
    bool left = net->want[zone] > net->epsilon;
    net->level[zone] = left;
    net->next[zone] = net->graph->first[zone];
    if (left) net->queue[queued++] = (uint32_t)zone;
  }
  return queued;
}

static size_t arc_at(const mlg_network *net, size_t node, size_t slot) {
  return node < net->graph->n_zones ? slot : net->back_arc[slot];
}

/* Whether anyone can go that way: a zone may send any number, an offer can only send back
 * whom it has. Asked after levels, which lie closer in memory than flows. */
static bool is_open(const mlg_network *net, size_t node, size_t slot, size_t other) {
  if (net->block[other] != net->block[node]) return false;
  return node < net->graph->n_zones || net->flow[arc_at(net, node, slot)] > net->epsilon;
}

static bool has_room(const mlg_network *net, size_t node) {
  size_t n = net->graph->n_zones;
  return node >= n && net->room[node - n] > net->epsilon;
}

/* Breadth first, up to the nearest offers with room; false when there is none. */
static bool find_levels(mlg_network *net, const mlg_block *block) {
  size_t tail = start_levels(net, block), last = 0;
  for (size_t head = 0; head < tail; head++) {
    size_t node = net->queue[head];
    if (last != 0 && net->level[node] >= last) break;
    for (size_t s = mlg_slots_begin(net, node); s < mlg_slots_end(net, node); s++) {
      size_t other = mlg_other_end(net, node, s);
      if (net->level[other] != 0 || !is_open(net, node, s, other)) continue;
      net->level[other] = net->level[node] + 1;
      net->queue[tail++] = (uint32_t)other;
      if (has_room(net, other)) last = net->level[other];
    }
  }
  return last != 0;
}

/* The next node one level up, whose arc is then at next[node]; NO_NODE: a dead end. */
static size_t climb(mlg_network *net, size_t node) {
  size_t end = mlg_slots_end(net, node);
  for (; net->next[node] < end; net->next[node]++) {
    size_t slot = net->next[node], other = mlg_other_end(net, node, slot);
    if (net->level[other] == net->level[node] + 1 && is_open(net, node, slot, other)) return other;
  }
  return NO_NODE;
}

/* Depth first from `zone` to an offer with room; the nodes passed are in `path`.
 * Returns the length of the path, 0 when there is none. A dead end loses its level. */
static size_t find_path(mlg_network *net, size_t zone) {
  size_t length = 0;
  net->path[length++] = (uint32_t)zone;
  while (length > 0) {
    size_t node = net->path[length - 1];
    if (has_room(net, node)) return length;
    size_t other = climb(net, node);
    if (other != NO_NODE)
      net->path[length++] = (uint32_t)other;
    else
      net->level[net->path[--length]] = 0;
  }
  return 0;
}

/* The arc by which the path leaves its i-th node. */
static size_t path_arc(const mlg_network *net, size_t i) {
  return arc_at(net, net->path[i], net->next[net->path[i]]);
}

static void send(mlg_network *net, size_t length) {
  double *want = &net->want[net->path[0]];
  double *room = &net->room[net->path[length - 1] - net->graph->n_zones];
  double persons = fmin(*want, *room);
  for (size_t i = 1; i + 1 < length; i += 2) persons = fmin(persons, net->flow[path_arc(net, i)]);
  for (size_t i = 0; i + 1 < length; i++)
    net->flow[path_arc(net, i)] += i % 2 == 0 ? persons : -persons;
  *want -= persons;
  *room -= persons;
}

void mlg_network_maximise(mlg_network *network, const mlg_block *block) {
  while (find_levels(network, block))
    for (size_t i = 0; i < block->n_zones; i++) {
      size_t zone = block->zones[i], length;
      while (network->want[zone] > network->epsilon && (length = find_path(network, zone)) > 0)
        send(network, length);
    }
}
