/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_REACH_H
#define MAILLAGE_REACH_H

#include <maillage/arena.h>
#include <maillage/geometry.h>
#include <maillage/status.h>
#include <maillage/words.h>
#include <stddef.h>

/**
 * @file
 * Which offers are within reach of which zones, and how near they feel.
 */
typedef struct {
  double minutes, speed_kmh;
  double detour; /**< Distance walked over distance as the crow flies, >= 1. */
  mlg_decay decay;
  unsigned tries; /**< Offers a person tries before giving up, >= 1. */
} mlg_reach;

/** The reach as the crow flies, in metres. */
double mlg_reach_metres(const mlg_reach *reach);

/**
 * The weight of an offer at `metres` (crow) for that reach, in (0, 1]; 0 beyond.
 * Gaussian: exp(-d^2/b) with b = -reach^2 / ln 0.01, so 0.01 at the end of the reach.
 */
double mlg_reach_weight(const mlg_reach *reach, double metres);

/** Arcs zone -> offer in reach, by zone (compressed rows), offers ascending. */
typedef struct {
  size_t n_zones, n_offers, n_arcs;
  size_t *first;  /**< n_zones + 1 */
  size_t *offer;  /**< n_arcs */
  double *weight; /**< n_arcs */
} mlg_graph;

/** Builds the graph between points in metres. */
mlg_status mlg_graph_build(mlg_arena *arena, const mlg_reach *reach, const mlg_point *zones,
                           size_t n_zones, const mlg_point *offers, size_t n_offers,
                           mlg_graph *graph);

#endif
