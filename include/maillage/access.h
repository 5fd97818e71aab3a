/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_ACCESS_H
#define MAILLAGE_ACCESS_H

#include <maillage/arena.h>
#include <maillage/finding.h>
#include <maillage/geometry.h>
#include <maillage/reach.h>
#include <maillage/table.h>
#include <maillage/territory.h>
#include <stdint.h>

/**
 * @file
 * Where people start from, where help is, and which of it is within reach.
 *
 * A zone that is large against its reach is more than its centre: it is stood for by
 * points spread over its outline, each with an equal share of its people.
 */

/** A point that people start from. */
typedef struct {
  mlg_point at;
  uint32_t zone; /**< Finest zone; from the territory's number of them on, a neighbour. */
  mlg_travel travel;
  double share; /**< Of the zone's persons; those of a zone add up to 1. */
} mlg_origin;

/** A zone outside the territory whose people come to the same offers. */
typedef struct {
  const char *code;
  mlg_point at;
  double base;        /**< Persons, as the need's base. */
  double inhabitants; /**< NaN when not known. */
} mlg_neighbour;

/** Minutes from finest zones to sites, where a table gives them: by zone, sites ascending. */
typedef struct {
  size_t *first; /**< Finest zones + 1; NULL without a table. */
  uint32_t *site;
  float *minutes;
} mlg_times;

typedef struct {
  const mlg_reach *reach;
  const mlg_territory *territory;
  size_t n_zones; /**< Finest zones, then neighbours. */
  size_t n_neighbours;
  const mlg_neighbour *neighbours;
  size_t n_origins;
  mlg_origin *origins; /**< By zone. */
  size_t *first;       /**< n_zones + 1. */
  mlg_times times;
} mlg_access;

/** Persons who live somewhere; NaN where not known. */
typedef struct {
  const double *commune, *leaf; /**< By commune; by finest zone, NULL: not known. */
} mlg_inhabitants;

/**
 * Sets the points people start from. `inhabitants` says who walks (NULL: not known). A finest
 * zone whose equivalent radius is above a quarter of its reach is stood
 * for by a regular grid of 9 to 25 points within its outline in `shapes` (by finest zone;
 * NULL: centres only), the others by their centre.
 */
mlg_status mlg_access_build(mlg_arena *arena, const mlg_reach *reach,
                            const mlg_territory *territory, const mlg_inhabitants *inhabitants,
                            const mlg_shape *shapes, const mlg_neighbour *neighbours,
                            size_t n_neighbours, mlg_access *access);

/** Points of a regular grid inside a shape, 9 to 25 where it allows, the same ones always. */
mlg_status mlg_grid_points(mlg_arena *arena, const mlg_shape *shape, double area_m2,
                           mlg_point **points, size_t *n);

/** A site as a table of travel times may name it. */
typedef struct {
  const char *id, *commune; /**< `commune` is a code, "" when not known. */
  mlg_point at;             /**< NaN for a site that is nowhere. */
} mlg_stop;

/** A table of travel times and the columns to read in it. */
typedef struct {
  const mlg_table *table;
  size_t from, to, minutes;
} mlg_times_table;

/**
 * Reads minutes: `from` is a finest zone or a commune (then all its zones), `to` the id of
 * a site or a commune (then all its sites); the finer of two rows holds. Reports codes that
 * are unknown, minutes that are no numbers from 0 to 1440, pairs given twice, zones whose table
 * misses sites within reach as the crow flies, and how many pairs fall back on distance.
 */
mlg_status mlg_access_times(mlg_arena *arena, const mlg_times_table *from, const mlg_stop *sites,
                            size_t n_sites, mlg_findings *findings, mlg_access *access);

/** The minutes that the table gives, NaN where it gives none. */
double mlg_times_minutes(const mlg_times *times, size_t zone, size_t site);

/** A place people go to. */
typedef struct {
  mlg_point at;
  size_t site;          /**< As numbered in the times. */
  const char *reserved; /**< Codes, at any level, of the only zones whose people may come,
                             joined by "|"; NULL or "" for everyone. */
} mlg_destination;

/** Whether the people of a zone may come. */
bool mlg_may_come(const mlg_access *access, const char *reserved, size_t zone);

/**
 * Arcs from zones, or the points that stand for them, to offers in reach (compressed
 * rows), offers ascending. 8 bytes an arc: a country has 15 million of them a family.
 */
typedef struct {
  size_t n_zones, n_offers, n_arcs;
  size_t *first;   /**< n_zones + 1 */
  uint32_t *offer; /**< n_arcs */
  float *weight;   /**< n_arcs */
} mlg_graph;

/** Builds the graph from origins to destinations: of minutes in the table, else of distance. */
mlg_status mlg_graph_build(mlg_arena *arena, const mlg_access *access,
                           const mlg_destination *destinations, size_t n, mlg_graph *graph);

/** A destination within reach of a zone, or of a part of it. */
typedef struct {
  uint32_t zone, destination;
  double metres, minutes; /**< Mean of those who reach it; metres as the crow flies. */
  double weight;          /**< Mean of the whole zone: 0 for those who do not reach it. */
  double share;           /**< Of the zone's persons who reach it. */
} mlg_pair;

/** Takes the `n` pairs of a zone, by destination, which are lost afterwards. */
typedef mlg_status mlg_pairs_visitor(void *context, const mlg_pair *pairs, size_t n);

/** Shows the pairs of zones (neighbours last) and destinations, zone by zone; stops where a visitor
 *  fails. */
mlg_status mlg_pairs_visit(const mlg_access *access, const mlg_destination *destinations, size_t n,
                           mlg_pairs_visitor *visit, void *context);

/** All of them, by zone then destination. */
mlg_status mlg_pairs_build(mlg_arena *arena, const mlg_access *access,
                           const mlg_destination *destinations, size_t n, mlg_pair **pairs,
                           size_t *n_pairs);

#endif
