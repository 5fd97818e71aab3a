/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_COVERAGE_H
#define MAILLAGE_COVERAGE_H

#include <maillage/access.h>
#include <maillage/estimate.h>
#include <maillage/need.h>
#include <maillage/offer.h>
#include <maillage/project.h>
#include <maillage/territory.h>

/**
 * @file
 * Need set against the offer within reach, in persons, split by cause.
 *
 * For every zone and recorded family, need = served + orientation + saturated
 * + out of reach, each >= 0. The families are never summed.
 */

/** Counts the inhabitants of communes and finest zones: `population` is the indicator's index;
 *  beyond the last one, nobody knows. */
mlg_status mlg_count_inhabitants(mlg_arena *arena, const mlg_territory *territory,
                                 const mlg_need *need, size_t population,
                                 mlg_inhabitants *inhabitants);

/*
 * The functions below take needs and bases by zone of the graph (a zone, or a point that
 * stands for a share of one: they do not care), capacities by offer (persons, >= 0). A zone
 * whose need is 0 or NaN takes part in nothing. What they take from `arena` is scratch, of
 * the size of the graph: a caller who runs many frees it in between.
 */

/**
 * The likely allocation: each person of a zone tries at most `tries` offers in
 * reach, chosen in proportion to weight among those not tried yet, without
 * knowing which have places left. An offer that is full refuses in proportion;
 * places are given try by try. `served` gets persons by arc of the graph.
 * O(arcs) for one or two tries; each further one multiplies it by the number of
 * full offers in a zone's reach.
 */
mlg_status mlg_allocate_likely(mlg_arena *arena, const mlg_graph *graph, const double *need,
                               const double *capacity, unsigned tries, double *served);

/**
 * The fairest maximum flow that augments `served` (persons by arc, updated in
 * place): no zone loses, the total is the maximum flow's, and the shares of the
 * remaining need that zones get are lexicographically max-min, hence unique by
 * zone whatever the order of zones and offers. (Megiddo 1974, "Optimal flows in
 * networks with multiple sources and sinks", Math. Programming 7:97-107; the method
 * is in src/coverage/fair.h.) A zone may send persons to another offer than before, to
 * make room: by arc, `served` can go down, and the flow by arc is one of several.
 */
mlg_status mlg_allocate_fairest(mlg_arena *arena, const mlg_graph *graph, const double *need,
                                const double *capacity, double *served);

/**
 * For each zone, the take-up (share of `base`, persons) at which the places in
 * reach run out when everyone is well directed and places are shared the fairest
 * way; may exceed 1; 0 when nothing is in reach; NaN where base is 0.
 */
mlg_status mlg_exhaustion(mlg_arena *arena, const mlg_graph *graph, const double *base,
                          const double *capacity, double *take_up);

/** The named ways of sharing each offer's capacity among those in its reach. */
typedef enum {
  MLG_2SFCA,  /**< Two steps, everyone in reach alike (Luo and Wang 2003). */
  MLG_E2SFCA, /**< Two steps, by weight (Luo and Qi 2009). */
  MLG_3SFCA,  /**< Three steps: people choose among offers by weight (Wan, Zou, Sternberg 2012). */
  MLG_BFCA,   /**< Balanced: people and places counted once (Paez, Higgins, Vivona 2019). */
  MLG_CATCHMENT_COUNT
} mlg_catchment;

/** "2sfca", "e2sfca", "3sfca", "bfca"; the plural is the name as published. */
extern const mlg_word MLG_CATCHMENTS[MLG_CATCHMENT_COUNT];

/** Places in reach for 100 persons of `base` (no NaN), by zone of the graph, by one of the
 *  methods. But for BFCA, base x places / 100 sums to the capacities that anyone reaches. */
mlg_status mlg_catchment_places(mlg_arena *arena, mlg_catchment kind, const mlg_graph *graph,
                                const double *base, const double *capacity, double *places);

typedef struct {
  mlg_estimate need;
  mlg_estimate part[MLG_PART_COUNT]; /**< Values add up to the need's; envelopes need not. */
} mlg_parts;

/**
 * Persons of one zone received by one offer. `served` is the likely allocation;
 * served + orientation is the fairest flow. Orientation is negative where persons were
 * sent elsewhere to make room; summed over a zone's or an offer's flows it is >= 0 for
 * the zone, and served + orientation is at most the offer's capacity.
 */
typedef struct {
  uint32_t zone; /**< Finest zone; from the territory's number of them on, a neighbour. */
  uint32_t offer, scenario; /**< `offer` indexes the directory's offers. */
  double served, orientation;
} mlg_flow;

/**
 * The nearest offer of a family, however far; NaN where nobody lives or there is none. Half
 * of the zone's persons (of the base) are as near, or nearer.
 */
typedef struct {
  double metres;  /**< As the crow flies. */
  double minutes; /**< On foot or by car, as the zone's people travel, or by the table. */
  double within;  /**< Share of the persons who have an offer within reach, 0 to 1. */
} mlg_nearest_offer;

/** Persons across the territory's limit, the best coverage with orientation; NaN where
 *  unrecorded. */
typedef struct {
  double out; /**< Of the territory, received at sites outside. */
  double in;  /**< Of the neighbours, received at sites inside. */
} mlg_exchange;

/** Two levels whose zones are the same may have the same tables. */
typedef struct {
  const mlg_access *access; /**< Who starts from where. */
  size_t n_scenarios;
  bool recorded[MLG_FAMILY_COUNT];
  mlg_parts
      *parts[MLG_LEVEL_COUNT]; /**< [(zone * FAMILY_COUNT + family) * n_scenarios + scenario] */
  /** [zone * FAMILY_COUNT + family]: places in reach for 100 persons of the base. Of a wider
   *  level: the mean, weighted by base, so that places are counted once. */
  mlg_estimate *places[MLG_LEVEL_COUNT];
  /** Same shape: the take-up at which places run out, at most 1 (they never do). Of a wider
   *  level: the mean, weighted by base, which is the share of its persons who would find a
   *  place if all came and were well directed. A surplus in one zone is not lent to another. */
  mlg_estimate *take_up[MLG_LEVEL_COUNT];
  /** Same shape and same means as `places`, which is the one of MLG_2SFCA. */
  mlg_estimate *catchments[MLG_CATCHMENT_COUNT][MLG_LEVEL_COUNT];
  mlg_nearest_offer *nearest[MLG_LEVEL_COUNT]; /**< [zone * FAMILY_COUNT + family] */
  mlg_exchange *exchanges;                     /**< [family * n_scenarios + scenario] */
  size_t n_flows;
  mlg_flow *flows; /**< Reference values, by scenario, zone, offer. */
} mlg_coverage;

/**
 * Computes everything for every family, scenario and level.
 *
 * The need of a zone is base x take-up x weight; it adds up over the levels, and so do
 * its parts. Bounds are the envelope, at each level, of the reference and the four
 * joint runs of the base's low and high with the capacities' low and high: a doubt that
 * zones share is varied for all at once. A part's sampling variance is the need's, as
 * that part's share of it. Flags are the base's, and MLG_IMPUTED where a part rests on
 * an assumed capacity. A zone without a known base has unknown parts and takes no
 * places. Unrecorded families get unknown estimates flagged MLG_ABSENT. Neighbours take
 * places like everyone, in proportion to their base, and are in no level's figures.
 * `access` must outlive `coverage`.
 */
mlg_status mlg_coverage_compute(mlg_arena *arena, const mlg_project *project,
                                const mlg_access *access, const mlg_need *need, size_t base,
                                const mlg_directory *directory, mlg_findings *findings,
                                mlg_coverage *coverage);

/** Names, family by family, the communes whose people walk and have no offer within reach.
 *  `population` as for mlg_count_inhabitants(). */
mlg_status mlg_tell_bare_towns(mlg_arena *arena, const mlg_coverage *coverage, const mlg_need *need,
                               size_t population, mlg_findings *findings);

const mlg_parts *mlg_coverage_parts(const mlg_coverage *coverage, mlg_level level, size_t zone,
                                    mlg_family family, size_t scenario);

/** orientation + saturated + out of reach: persons who do not find a place by themselves.
 *  The bounds are the tighter of the sum's and the difference's, need - served. */
mlg_estimate mlg_uncovered(const mlg_parts *parts);

/** The largest of the three uncovered parts; MLG_SERVED when none is known and above 0. */
mlg_part mlg_main_cause(const mlg_parts *parts);

#endif
